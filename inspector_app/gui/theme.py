"""How the window looks: the only place, with `look/` beside it, that has a colour, a size or a type scale.

Calm on purpose: one accent, a grid of 8 pixels, and every status as word, shape and colour together. Widgets say what
they are with `role`; nothing else styles anything. A colour is asked for when something is painted, never kept.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from PySide6.QtCore import QDir, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontDatabase, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QTableWidgetItem, QWidget

from inspector_app.gui.habits import Habits
from inspector_app.gui.look import icons, schemes
from inspector_app.gui.look.measures import BODY_POINTS, FRAME, MINIMUM_SIZE, RAIL_WIDTH, VISITS_WIDTH
from inspector_app.gui.look.schemes import STATUS_COLOURS, Ink, SchemeName
from inspector_app.gui.look.sheet import HEADING, SMALL, TITLE, sheet
from inspector_app.paths import resources
from inspector_app.settings import Appearance

__all__ = ["FRAME", "MINIMUM_SIZE", "RAIL_WIDTH", "SMALL", "STATUS_COLOURS", "VISITS_WIDTH", "Ink"]

W = TypeVar("W", bound=QWidget)

GRID = 8
"""Pixels: every distance is a multiple (or a half) of it."""
TARGET = 40
"""Least height and width of what a finger or a tired hand presses."""
BUTTON_HEIGHT = 33
"""Of a button that is neither an answer nor of a dialog."""
RAIL_EDGE = 2
TREE_WIDTH = 256
SIDE_WIDTH = 288
SIDE_FOLDS_BELOW = 1100
"""Width of the window under which the side panel folds away by itself."""
CARDS_WIDTH = 1440
READING_WIDTH = 960
"""Beyond this a line of text is too long to find the next one; forms and cards stop growing."""
READER_POINTS = (20, 22, 24, 26, 28, 30, 32)
"""Sizes of text for a projector, read from the back of a room."""
ICON = 18
LARGE_ICON = 22
EMPTY_ICON = 44

FAMILY = "Be Vietnam Pro Tall"
"""Made for Vietnamese; its lines are high enough for two marks above a capital, wherever text is drawn."""

_FONT_FILES = ("BeVietnamProTall-Regular.ttf", "BeVietnamProTall-SemiBold.ttf")
_MEASURES = "theme-measures"
_SIGN = "theme-sign"

Rank = Literal["small", "body", "heading", "title"]
_FACTORS: dict[Rank, float] = {"small": SMALL, "body": 1.0, "heading": HEADING, "title": TITLE}


@dataclass(frozen=True, slots=True)
class _Look:
    """What the window wears now."""

    appearance: Appearance = "system"
    text_size: int = 100
    scheme: SchemeName = "light"
    points: float = BODY_POINTS


class _Wardrobe:
    """The look of the one QApplication that a process has."""

    look = _Look()
    system_points: float | None = None
    """Before anything was changed."""
    dressed: _Look | None = None


def apply(application: QApplication) -> None:
    """Dress the whole application: style, palette, font, one style sheet; and again whenever the system changes."""
    if _Wardrobe.system_points is None:
        _Wardrobe.system_points = max(application.font().pointSizeF(), BODY_POINTS)
        if application.style().name() != "fusion":
            application.setStyle("Fusion")
        folder = resources().joinpath("fonts", "interface")
        for name in _FONT_FILES:
            QFontDatabase.addApplicationFont(str(folder.joinpath(name)))
        QDir.setSearchPaths("icons", [str(resources().joinpath("icons"))])
        hints = application.styleHints()
        hints.colorSchemeChanged.connect(lambda _scheme: _dress())
        hints.accessibility().contrastPreferenceChanged.connect(lambda _contrast: _dress())
    _dress()


def follow(habits: Habits) -> None:
    """Wear what the settings say, now and whenever they change."""

    def change(different: frozenset[str]) -> None:
        if different & {"appearance", "text_size"}:
            wear(habits.settings.appearance, habits.settings.text_size)

    habits.changed.connect(change)
    wear(habits.settings.appearance, habits.settings.text_size)


def wear(appearance: Appearance, text_size: int) -> None:
    """Another scheme, or text of so many per cent of the system's size, for every window at once."""
    _Wardrobe.look = replace(_Wardrobe.look, appearance=appearance, text_size=text_size)
    _dress()


def scheme() -> SchemeName:
    """The scheme that is worn."""
    return _Wardrobe.look.scheme


def is_dark() -> bool:
    return scheme() in ("dark", "contrast-dark")


def role(widget: W, name: str) -> W:
    """Say what a widget is, by a name of `look.roles.ROLES`. The style sheet does the rest."""
    widget.setProperty("role", name)
    polish(widget)
    return widget


def polish(widget: QWidget) -> None:
    """Have the style sheet look at a widget again, whose properties are others now."""
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def colour(name: Ink) -> QColor:
    """The colour of a name in the scheme that is worn: ask when painting, never keep it."""
    return QColor(_hex(name))


def brush(name: Ink) -> QBrush:
    return QBrush(colour(name))


def em(pixels: float) -> int:
    """A measure written down for text of the usual size, for text of the size that is worn."""
    return round(pixels * _Wardrobe.look.points / BODY_POINTS)


def breadth(pixels: float) -> int:
    """The width of a part beside others: it grows half as fast as the text, so that they keep their room."""
    return round(pixels * (1 + _Wardrobe.look.points / BODY_POINTS) / 2)


def font(rank: Rank = "body", *, strong: bool = False) -> QFont:
    """The font of a place in the type scale: for what is painted or measured; widgets have their roles."""
    own = QFont(QApplication.font())
    own.setPointSizeF(own.pointSizeF() * _FACTORS[rank])
    if strong:
        own.setWeight(QFont.Weight.DemiBold)
    return own


def reading_font(points: float, *, strong: bool = False) -> QFont:
    """The font of what is read aloud from a projector, in a size of its own."""
    own = font(strong=strong)
    own.setPointSizeF(points)
    return own


def measure(
    widget: W,
    *,
    width: int | None = None,
    height: int | None = None,
    least_width: int | None = None,
    least_height: int | None = None,
    most_width: int | None = None,
    most_height: int | None = None,
) -> W:
    """Fix or bound a widget's size in pixels of the usual text: heights follow `em`, widths `breadth`."""
    sizes = {
        "setFixedWidth": width,
        "setFixedHeight": height,
        "setMinimumWidth": least_width,
        "setMinimumHeight": least_height,
        "setMaximumWidth": most_width,
        "setMaximumHeight": most_height,
    }
    known = widget.property(_MEASURES) or {}
    widget.setProperty(_MEASURES, known | {name: size for name, size in sizes.items() if size is not None})
    _resize(widget)
    return widget


def icon(name: str, ink: Ink = "INK_SOFT") -> QIcon:
    """A shipped line icon, drawn in a colour of the theme when and as large as it is shown."""
    return QIcon(icons.LineIconEngine(_hex, (name, ink), None))


def two_state_icon(off: tuple[str, Ink], on: tuple[str, Ink]) -> QIcon:
    """An icon and its colour for something that can be chosen, before and after."""
    return QIcon(icons.LineIconEngine(_hex, off, on))


def status_icon(status: str) -> QIcon:
    """The shape and colour of an item's state; its word stands beside it."""
    return icon(status, STATUS_COLOURS[status][0])


def show_icon(label: QLabel, name: str, ink: Ink = "INK_SOFT", size: int = ICON) -> QLabel:
    """Show an icon in a label; it follows the theme. `size` in pixels of the usual text."""
    label.setProperty(_SIGN, (name, ink, size))
    _draw(label)
    return label


class InkedCell(QTableWidgetItem):
    """A cell of a small table whose colours are names in the theme."""

    def __init__(self, text: str = "", ink: Ink | None = None, ground: Ink | None = None) -> None:
        super().__init__(text)
        self.ink = ink
        self.ground = ground

    def data(self, wanted: int) -> object:
        if wanted == Qt.ItemDataRole.ForegroundRole and self.ink is not None:
            return brush(self.ink)
        if wanted == Qt.ItemDataRole.BackgroundRole and self.ground is not None:
            return brush(self.ground)
        return super().data(wanted)


def _hex(name: Ink) -> str:
    return schemes.SCHEMES[_Wardrobe.look.scheme][name]


def _dress() -> None:
    application = QApplication.instance()
    if not isinstance(application, QApplication) or _Wardrobe.system_points is None:
        return
    look, hints = _Wardrobe.look, application.styleHints()
    look = _Wardrobe.look = replace(
        look,
        scheme=scheme_for(
            look.appearance,
            dark=hints.colorScheme() is Qt.ColorScheme.Dark,
            high=hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast,
        ),
        points=_Wardrobe.system_points * look.text_size / 100,
    )
    if look == _Wardrobe.dressed:
        return
    _Wardrobe.dressed = look
    own = QFont(application.font())
    own.setFamilies([FAMILY, own.defaultFamily()])
    own.setPointSizeF(look.points)
    application.setFont(own)
    application.setPalette(_palette())
    application.setStyleSheet(sheet(schemes.SCHEMES[look.scheme], look.points, em, dark=is_dark()))
    for widget in application.allWidgets():
        _resize(widget)
        _draw(widget)


def scheme_for(appearance: Appearance, *, dark: bool, high: bool) -> SchemeName:
    """The scheme of a choice, on a system that is set to dark windows, to high contrast, or to neither."""
    if appearance == "light" or appearance == "dark":
        return appearance
    if appearance == "contrast" or high:
        return "contrast-dark" if dark else "contrast"
    return "dark" if dark else "light"


def _resize(widget: QWidget) -> None:
    for setter, size in (widget.property(_MEASURES) or {}).items():
        fix: Callable[[int], None] = getattr(widget, setter)
        fix(breadth(size) if setter.endswith("Width") else em(size))


def _draw(widget: QWidget) -> None:
    sign = widget.property(_SIGN)
    if sign and isinstance(widget, QLabel):
        name, ink, size = sign
        side = em(size)
        widget.setPixmap(icon(name, ink).pixmap(QSize(side, side), widget.devicePixelRatioF()))


def _palette() -> QPalette:
    palette = QPalette()
    roles: dict[QPalette.ColorRole, Ink] = {
        QPalette.ColorRole.Window: "GROUND",
        QPalette.ColorRole.WindowText: "INK",
        QPalette.ColorRole.Base: "PAPER",
        QPalette.ColorRole.AlternateBase: "GROUND",
        QPalette.ColorRole.Text: "INK",
        QPalette.ColorRole.PlaceholderText: "INK_FAINT",
        QPalette.ColorRole.Button: "PAPER",
        QPalette.ColorRole.ButtonText: "INK",
        QPalette.ColorRole.Highlight: "ACCENT",
        QPalette.ColorRole.HighlightedText: "ON_ACCENT",
        QPalette.ColorRole.Link: "ACCENT",
        QPalette.ColorRole.LinkVisited: "ACCENT",
        QPalette.ColorRole.ToolTipBase: "TIP",
        QPalette.ColorRole.ToolTipText: "TIP_INK",
        QPalette.ColorRole.Accent: "ACCENT",
        QPalette.ColorRole.Light: "PAPER",
        QPalette.ColorRole.Mid: "LINE",
        QPalette.ColorRole.Dark: "LINE_STRONG",
    }
    for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive, QPalette.ColorGroup.Disabled):
        for own, name in roles.items():
            palette.setColor(group, own, colour(name))
    for own in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, own, colour("INK_FAINT"))
    return palette
