"""The colours of the window: four schemes with one set of names, and which of them stand on which.

Nothing else knows a colour. The pages of the minutes are paper and stay white in every scheme.
"""

from collections.abc import Mapping
from typing import Literal, get_args

from PySide6.QtGui import QColor

Ink = Literal[
    "INK",
    "INK_SOFT",
    "INK_FAINT",
    "PAPER",
    "GROUND",
    "LINE",
    "LINE_STRONG",
    "ACCENT",
    "ACCENT_DARK",
    "ACCENT_SOFT",
    "ON_ACCENT",
    "FOCUS",
    "RAIL",
    "RAIL_INK",
    "RAIL_FAINT",
    "RAIL_HOVER",
    "RAIL_FOCUS",
    "GOOD",
    "GOOD_SOFT",
    "FAIR",
    "FAIR_SOFT",
    "POOR",
    "POOR_SOFT",
    "NEUTRAL",
    "NEUTRAL_SOFT",
    "NOTE",
    "TIP",
    "TIP_INK",
    "SHEET",
    "MARK",
]
"""INK is text, softer where it is second, faint where it cannot be acted on; PAPER is a card or a field, GROUND lies
under cards; LINE divides, LINE_STRONG is the edge of a control; ACCENT acts, its DARK is text on its SOFT, ON_ACCENT
stands on it; FOCUS is the ring; GOOD, FAIR, POOR and NEUTRAL are statuses, each on its own SOFT; NOTE is the ground of
what is never printed; TIP a tool tip; SHEET a page of the minutes; MARK lies under words that were searched for."""

NAMES: tuple[Ink, ...] = get_args(Ink)
Scheme = Mapping[Ink, str]
SchemeName = Literal["light", "dark", "contrast", "contrast-dark"]

_LIGHT: Scheme = {
    "INK": "#17222D",
    "INK_SOFT": "#4A5967",
    "INK_FAINT": "#62707C",
    "PAPER": "#FFFFFF",
    "GROUND": "#F2F5F7",
    "LINE": "#D8DFE5",
    "LINE_STRONG": "#7F8D9A",
    "ACCENT": "#14577F",
    "ACCENT_DARK": "#0F3F5F",
    "ACCENT_SOFT": "#E2EFF7",
    "ON_ACCENT": "#FFFFFF",
    "FOCUS": "#14577F",
    "RAIL": "#12303F",
    "RAIL_INK": "#DBE7EE",
    "RAIL_FAINT": "#8CA1AE",
    "RAIL_HOVER": "#1F4A60",
    "RAIL_FOCUS": "#FFFFFF",
    "GOOD": "#14663D",
    "GOOD_SOFT": "#E3F3E9",
    "FAIR": "#7F4C00",
    "FAIR_SOFT": "#FCF0DA",
    "POOR": "#A3241C",
    "POOR_SOFT": "#FBE9E7",
    "NEUTRAL": "#4F5D6A",
    "NEUTRAL_SOFT": "#E8EDF1",
    "NOTE": "#FFFBEA",
    "TIP": "#17222D",
    "TIP_INK": "#FFFFFF",
    "SHEET": "#FFFFFF",
    "MARK": "#FFE9A8",
}

_DARK: Scheme = {
    "INK": "#E7ECF0",
    "INK_SOFT": "#B4C0CA",
    "INK_FAINT": "#99A6B2",
    "PAPER": "#1F272E",
    "GROUND": "#161C22",
    "LINE": "#36414B",
    "LINE_STRONG": "#7E8C99",
    "ACCENT": "#78BCE6",
    "ACCENT_DARK": "#B5DAF3",
    "ACCENT_SOFT": "#1E3A4C",
    "ON_ACCENT": "#0B1A24",
    "FOCUS": "#8CCBF2",
    "RAIL": "#0E141A",
    "RAIL_INK": "#D3DEE6",
    "RAIL_FAINT": "#7D8C98",
    "RAIL_HOVER": "#22323E",
    "RAIL_FOCUS": "#FFFFFF",
    "GOOD": "#77CF9F",
    "GOOD_SOFT": "#18352A",
    "FAIR": "#F0BC66",
    "FAIR_SOFT": "#3B2E15",
    "POOR": "#FF9D92",
    "POOR_SOFT": "#44231F",
    "NEUTRAL": "#B0BCC6",
    "NEUTRAL_SOFT": "#2C363F",
    "NOTE": "#2B2819",
    "TIP": "#E7ECF0",
    "TIP_INK": "#161C22",
    "SHEET": "#FFFFFF",
    "MARK": "#5C4A12",
}

_CONTRAST: Scheme = {
    "INK": "#000000",
    "INK_SOFT": "#1A1A1A",
    "INK_FAINT": "#424242",
    "PAPER": "#FFFFFF",
    "GROUND": "#EDEDED",
    "LINE": "#000000",
    "LINE_STRONG": "#000000",
    "ACCENT": "#00336B",
    "ACCENT_DARK": "#00234A",
    "ACCENT_SOFT": "#DCEBFF",
    "ON_ACCENT": "#FFFFFF",
    "FOCUS": "#9A00B8",
    "RAIL": "#000000",
    "RAIL_INK": "#FFFFFF",
    "RAIL_FAINT": "#B8B8B8",
    "RAIL_HOVER": "#3A3A3A",
    "RAIL_FOCUS": "#FFF000",
    "GOOD": "#004522",
    "GOOD_SOFT": "#E9F8EF",
    "FAIR": "#563300",
    "FAIR_SOFT": "#FFF4DE",
    "POOR": "#7A0A05",
    "POOR_SOFT": "#FFECEA",
    "NEUTRAL": "#262626",
    "NEUTRAL_SOFT": "#F0F0F0",
    "NOTE": "#FFFDE8",
    "TIP": "#000000",
    "TIP_INK": "#FFFFFF",
    "SHEET": "#FFFFFF",
    "MARK": "#FFF000",
}

_CONTRAST_DARK: Scheme = {
    "INK": "#FFFFFF",
    "INK_SOFT": "#F0F0F0",
    "INK_FAINT": "#C8C8C8",
    "PAPER": "#000000",
    "GROUND": "#000000",
    "LINE": "#FFFFFF",
    "LINE_STRONG": "#FFFFFF",
    "ACCENT": "#7FD4FF",
    "ACCENT_DARK": "#B8E7FF",
    "ACCENT_SOFT": "#00304D",
    "ON_ACCENT": "#000000",
    "FOCUS": "#FFF000",
    "RAIL": "#000000",
    "RAIL_INK": "#FFFFFF",
    "RAIL_FAINT": "#B8B8B8",
    "RAIL_HOVER": "#333333",
    "RAIL_FOCUS": "#FFF000",
    "GOOD": "#7DF0AE",
    "GOOD_SOFT": "#002915",
    "FAIR": "#FFCB6B",
    "FAIR_SOFT": "#2E2000",
    "POOR": "#FFB0A8",
    "POOR_SOFT": "#3A0805",
    "NEUTRAL": "#E6E6E6",
    "NEUTRAL_SOFT": "#262626",
    "NOTE": "#1F1C00",
    "TIP": "#FFFFFF",
    "TIP_INK": "#000000",
    "SHEET": "#FFFFFF",
    "MARK": "#5E5600",
}

SCHEMES: Mapping[SchemeName, Scheme] = {
    "light": _LIGHT,
    "dark": _DARK,
    "contrast": _CONTRAST,
    "contrast-dark": _CONTRAST_DARK,
}

STATUS_COLOURS: Mapping[str, tuple[Ink, Ink]] = {
    "yes": ("GOOD", "GOOD_SOFT"),
    "partly": ("FAIR", "FAIR_SOFT"),
    "no": ("POOR", "POOR_SOFT"),
    "not_applicable": ("NEUTRAL", "NEUTRAL_SOFT"),
    "not_checked": ("NEUTRAL", "NEUTRAL_SOFT"),
    "open": ("LINE_STRONG", "PAPER"),
}
"""Colour and its soft ground, by the name of the status, which is also the name of its icon."""

_GROUNDS: tuple[Ink, ...] = ("PAPER", "GROUND")
_TEXTS: tuple[Ink, ...] = ("INK", "INK_SOFT", "INK_FAINT", "ACCENT")
_STATUSES = tuple(pair for name, pair in STATUS_COLOURS.items() if name != "open")

TEXT_PAIRS: tuple[tuple[Ink, Ink], ...] = (
    *((ink, ground) for ink in _TEXTS for ground in _GROUNDS),
    ("INK", "NOTE"),
    ("INK_FAINT", "NOTE"),
    ("INK", "MARK"),
    ("INK", "ACCENT_SOFT"),
    ("INK_SOFT", "ACCENT_SOFT"),
    ("ACCENT", "ACCENT_SOFT"),
    ("ACCENT_DARK", "ACCENT_SOFT"),
    ("INK", "NEUTRAL_SOFT"),
    ("INK_SOFT", "NEUTRAL_SOFT"),
    ("ON_ACCENT", "ACCENT"),
    ("ON_ACCENT", "ACCENT_DARK"),
    ("RAIL_INK", "RAIL"),
    ("RAIL_INK", "RAIL_HOVER"),
    ("RAIL_FAINT", "RAIL"),
    ("TIP_INK", "TIP"),
    *((ink, ground) for ink, soft in _STATUSES for ground in (soft, *_GROUNDS)),
)
"""Every text colour with the ground it stands on."""

SHAPE_PAIRS: tuple[tuple[Ink, Ink], ...] = (
    ("LINE_STRONG", "PAPER"),
    ("LINE_STRONG", "GROUND"),
    ("LINE_STRONG", "NOTE"),
    ("FOCUS", "PAPER"),
    ("FOCUS", "GROUND"),
    ("FOCUS", "ACCENT_SOFT"),
    ("RAIL_FOCUS", "RAIL"),
    ("ACCENT", "PAPER"),
    ("ACCENT", "GROUND"),
)
"""Edges of controls, rings of focus and shapes of statuses, with what they stand on."""


def contrast(ink: str, ground: str) -> float:
    """Contrast ratio of two colours by WCAG 2.2; 4.5 is the least for text, 3 for the edge of a control."""

    def luminance(name: str) -> float:
        shares = (QColor(name).redF(), QColor(name).greenF(), QColor(name).blueF())
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in shares)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    lighter, darker = sorted((luminance(ink), luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)
