"""How marks on a photo look: the same in every scheme, because they are printed. One dark stroke on a light one is seen
on any ground, in grey too; all widths follow the picture.
"""

from PySide6.QtGui import QColor

STROKE = QColor("#A3131C")
HALO = QColor("#FFFFFF")
WORDS = QColor("#14191F")

THIN = 210
"""The long edge of the picture holds so many dark strokes side by side."""
LEAST_STROKE = 2.0
"""Pixels."""
HALO_TIMES = 2.2
HEAD_TIMES = 5.0
"""Length of an arrow's head in strokes."""
LEVELS = 8
"""Of each colour's brightness in what is covered: too few to tell what was there."""
TINTS = (94, 108)
"""Per cent of the brightness of the squares of what is covered, in turn: it is seen to be covered on purpose."""


def stroke_of(size: tuple[int, int]) -> float:
    """Width of the dark stroke in pixels of a picture."""
    return max(LEAST_STROKE, max(size) / THIN)
