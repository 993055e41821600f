"""Where a window may stand: on a screen that is there, whatever monitor it stood on when it was closed last."""

import base64
import binascii
from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QPoint, QRect

GRIP = 64
"""Pixels of a window's upper edge that must be in reach, so that it can be moved by hand."""


def decoded(geometry: str | None) -> QByteArray | None:
    """What Qt wrote of a window's place; None where nothing is known or the text was damaged."""
    if geometry is None:
        return None
    try:
        return QByteArray(base64.b64decode(geometry, validate=True))
    except (binascii.Error, ValueError):
        return None


def within(window: QRect, screens: Sequence[QRect]) -> QRect:
    """The window where it was if its upper edge can be reached on one of the screens, else wholly on the nearest.

    `screens` are the parts without task bars, the first that of the main screen; none leaves the window as it is.
    """
    edge = QRect(window.left(), window.top(), window.width(), GRIP // 2)
    for screen in screens:
        seen = edge.intersected(screen)
        if seen.width() >= GRIP and seen.height() >= GRIP // 4 and window.height() <= screen.height():
            return window
    if not screens:
        return window
    nearest = min(screens, key=lambda screen: _distance(window.center(), screen))
    size = window.size().boundedTo(nearest.size())
    left = min(max(window.left(), nearest.left()), nearest.right() + 1 - size.width())
    top = min(max(window.top(), nearest.top()), nearest.bottom() + 1 - size.height())
    return QRect(QPoint(left, top), size)


def _distance(point: QPoint, screen: QRect) -> int:
    across = max(screen.left() - point.x(), 0, point.x() - screen.right())
    along = max(screen.top() - point.y(), 0, point.y() - screen.bottom())
    return across + along
