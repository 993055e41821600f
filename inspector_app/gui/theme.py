"""How the window looks: the only place with a colour, a size or a type scale.

Calm on purpose: one accent, an 8-pixel grid, and every status as word, shape and colour together, because the
printer and some eyes see grey. Widgets say what they are with `role`; nothing else styles anything.
"""

from functools import cache
from string import Template
from typing import TypeVar

from PySide6.QtCore import QByteArray, QDir, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QWidget

from inspector_app.paths import resources

W = TypeVar("W", bound=QWidget)

GRID = 8
"""Pixels: every distance is a multiple (or a half) of it."""
TARGET = 40
"""Least height of what a finger or a tired hand presses."""
RAIL_WIDTH, RAIL_EDGE = 84, 2
VISITS_WIDTH = 288
TREE_WIDTH = 248
SIDE_WIDTH = 288
SIDE_FOLDS_BELOW = 1100
"""Width of the window under which the side panel folds away by itself."""
MINIMUM_SIZE = (1000, 540)
STANDARD_SIZE = (1280, 760)
FRAME = (16, 40)
"""What a window's frame may take of the screen, in width and height."""
ICON = 18

BODY_POINTS = 10.0
SMALL, BODY, HEADING, TITLE = 0.9, 1.0, 1.15, 1.5
"""The type scale, as factors of the body's size."""

INK = "#1B2733"
INK_SOFT = "#51606F"
INK_FAINT = "#66737F"
PAPER = "#FFFFFF"
GROUND = "#F4F6F8"
LINE = "#D5DBE1"
LINE_STRONG = "#8794A1"
ACCENT = "#1A5A86"
ACCENT_DARK = "#134263"
ACCENT_SOFT = "#E3EEF6"
RAIL = "#15364D"
RAIL_INK = "#DDE8F0"
RAIL_HOVER = "#224B68"
GOOD, GOOD_SOFT = "#1B6E44", "#E4F3EA"
FAIR, FAIR_SOFT = "#8A5300", "#FCF1DD"
POOR, POOR_SOFT = "#A8271E", "#FBE9E7"
NEUTRAL, NEUTRAL_SOFT = "#55626F", "#EAEEF1"

NOTE = "#FFFBEB"
"""Ground of what is never printed."""

STATUS_COLOURS = {
    "yes": (GOOD, GOOD_SOFT),
    "partly": (FAIR, FAIR_SOFT),
    "no": (POOR, POOR_SOFT),
    "not_applicable": (NEUTRAL, NEUTRAL_SOFT),
    "not_checked": (NEUTRAL, NEUTRAL_SOFT),
    "open": (LINE_STRONG, PAPER),
}
"""Colour and its soft ground, by the name of the status, which is also the name of its icon."""

TEXT_PAIRS = (
    (INK, PAPER),
    (INK, GROUND),
    (INK, NOTE),
    (INK_SOFT, PAPER),
    (INK_SOFT, GROUND),
    (INK_FAINT, PAPER),
    (ACCENT, PAPER),
    (ACCENT_DARK, ACCENT_SOFT),
    (INK, ACCENT_SOFT),
    (INK, NEUTRAL_SOFT),
    (PAPER, ACCENT),
    (RAIL_INK, RAIL),
    (GOOD, GOOD_SOFT),
    (FAIR, FAIR_SOFT),
    (POOR, POOR_SOFT),
    (NEUTRAL, NEUTRAL_SOFT),
)
"""Every text colour with the ground it stands on."""


def role(widget: W, name: str) -> W:
    """Say what a widget is: title, heading, label, soft, small, error, warning, good, banner, locked, card, panel,
    primary, quiet, link, chip ... The style sheet does the rest."""
    widget.setProperty("role", name)
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)
    return widget


def apply(application: QApplication) -> None:
    """Dress the whole application: style, palette, font, one style sheet."""
    application.setStyle("Fusion")
    font = QFont(application.font())
    font.setPointSizeF(max(font.pointSizeF(), BODY_POINTS))
    application.setFont(font)
    application.setPalette(_palette())
    QDir.setSearchPaths("icons", [str(resources().joinpath("icons"))])
    application.setStyleSheet(_sheet(font.pointSizeF()))


def colour(name: str) -> QColor:
    return QColor(name)


@cache
def icon(name: str, ink: str = INK_SOFT, size: int = ICON) -> QIcon:
    """A shipped line icon in one of the theme's colours, sharp up to three times its size."""
    return QIcon(_pixmap(name, ink, size))


def status_icon(status: str, size: int = ICON) -> QIcon:
    """The shape and colour of an item's state; its word stands beside it."""
    return icon(status, STATUS_COLOURS[status][0], size)


def _pixmap(name: str, ink: str, size: int, scale: int = 3) -> QPixmap:
    drawing = resources().joinpath("icons", f"{name}.svg").read_text(encoding="ascii")
    renderer = QSvgRenderer(QByteArray(drawing.replace("currentColor", ink).encode("ascii")))
    pixmap = QPixmap(size * scale, size * scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, size * scale, size * scale))
    painter.end()
    pixmap.setDevicePixelRatio(scale)
    return pixmap


def contrast(ink: str, ground: str) -> float:
    """Contrast ratio of two colours by WCAG 2.2; 4.5 is the least for text."""

    def luminance(name: str) -> float:
        shares = (QColor(name).redF(), QColor(name).greenF(), QColor(name).blueF())
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in shares)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    lighter, darker = sorted((luminance(ink), luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _palette() -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: GROUND,
        QPalette.ColorRole.WindowText: INK,
        QPalette.ColorRole.Base: PAPER,
        QPalette.ColorRole.AlternateBase: GROUND,
        QPalette.ColorRole.Text: INK,
        QPalette.ColorRole.PlaceholderText: INK_FAINT,
        QPalette.ColorRole.Button: PAPER,
        QPalette.ColorRole.ButtonText: INK,
        QPalette.ColorRole.Highlight: ACCENT,
        QPalette.ColorRole.HighlightedText: PAPER,
        QPalette.ColorRole.Link: ACCENT,
        QPalette.ColorRole.ToolTipBase: INK,
        QPalette.ColorRole.ToolTipText: PAPER,
        QPalette.ColorRole.Accent: ACCENT,
    }
    for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive, QPalette.ColorGroup.Disabled):
        for own, name in roles.items():
            palette.setColor(group, own, QColor(name))
    for own in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, own, QColor(INK_FAINT))
    return palette


_VERDICT = Template("""
QPushButton[verdict="$name"]:checked { background: $soft; border: 2px solid $ink; color: $ink; }""")

_SHEET = Template("""
QToolTip { background: ${INK}; color: ${PAPER}; border: 0; padding: 4px 8px; }
QLabel[role="title"] { $size_TITLE font-weight: 600; }
QLabel[role="heading"] { $size_HEADING font-weight: 600; }
QLabel[role="label"] { $size_SMALL color: ${INK_SOFT}; font-weight: 600; }
QLabel[role="soft"] { color: ${INK_SOFT}; }
QLabel[role="small"] { $size_SMALL color: ${INK_SOFT}; }
QLabel[role="error"] { $size_SMALL color: ${POOR}; }
QLabel[role="badge"] { background: ${NEUTRAL_SOFT}; color: ${INK}; border-radius: 4px; padding: 2px 8px;
    font-weight: 600; }
QLabel[role="chip"] { $size_SMALL background: ${NEUTRAL_SOFT}; color: ${NEUTRAL}; border-radius: 9px;
    padding: 2px 8px; }
QLabel[role="good"] { background: ${GOOD_SOFT}; color: ${GOOD}; border-radius: 4px; padding: 6px 12px; }
QLabel[role="warning"] { background: ${FAIR_SOFT}; color: ${FAIR}; border-radius: 4px; padding: 6px 12px; }
QLabel[role="poor"] { background: ${POOR_SOFT}; color: ${POOR}; border-radius: 4px; padding: 6px 12px; }
QLabel[role="banner"] { background: ${FAIR_SOFT}; color: ${FAIR}; padding: 4px 16px; font-weight: 600; }
QLabel[role="locked"] { background: ${NEUTRAL_SOFT}; color: ${INK}; padding: 4px 16px; font-weight: 600; }

QFrame[role="card"] { background: ${PAPER}; border: 1px solid ${LINE}; border-radius: 6px; }
QFrame[role="card"][current="true"] { border: 2px solid ${ACCENT}; }
QFrame[role="panel"] { background: ${PAPER}; border: 0; }
QFrame[role="panel"][side="left"] { border-right: 1px solid ${LINE}; }
QFrame[role="panel"][side="right"] { border-left: 1px solid ${LINE}; }
QFrame[role="failure"] { background: ${POOR_SOFT}; border: 0; border-bottom: 1px solid ${POOR}; }
QFrame[role="failure"] QLabel { color: ${POOR}; }
QFrame[role="differing"] { background: ${FAIR_SOFT}; border: 0; border-radius: 4px; }
QFrame[role="differing"] QLabel { color: ${FAIR}; font-weight: 600; }
QFrame[role="drop"] { background: ${ACCENT_SOFT}; border: 2px dashed ${ACCENT}; border-radius: 6px; }
QFrame[role="drop"] QLabel { color: ${ACCENT_DARK}; font-weight: 600; }
QFrame[role="no-drop"] { background: ${NEUTRAL_SOFT}; border: 2px dashed ${LINE_STRONG}; border-radius: 6px; }
QFrame[role="no-drop"] QLabel { color: ${INK}; font-weight: 600; }
QFrame[role="asking"] { background: ${ACCENT_SOFT}; border: 1px solid ${ACCENT}; border-radius: 6px; }
QFrame[role="asking"] QLabel { color: ${INK}; background: transparent; }
QFrame[role="asking"] QScrollArea, QFrame[role="asking"] QScrollArea > QWidget > QWidget {
    background: transparent; border: 0; }
QFrame[role="status"] { background: ${PAPER}; border: 0; border-top: 1px solid ${LINE}; }
QFrame[role="header"] { background: ${PAPER}; border: 0; border-bottom: 1px solid ${LINE}; }
QFrame[role="rule"] { background: ${LINE}; border: 0; max-height: 1px; min-height: 1px; }
QFrame[role="rail"] { background: ${RAIL}; border: 0; }
QFrame[role="rail"] QToolButton { $size_SMALL color: ${RAIL_INK}; background: transparent; border: 0;
    border-radius: 6px; padding: 6px 0; }
QFrame[role="rail"] QToolButton:hover { background: ${RAIL_HOVER}; }
QFrame[role="rail"] QToolButton:checked { background: ${RAIL_HOVER}; color: ${PAPER}; }
QFrame[role="rail"] QToolButton:disabled { color: ${LINE_STRONG}; }
QFrame[role="rail"] QToolButton:focus { border: 2px solid ${PAPER}; }
QFrame[role="rail"] QToolButton::menu-indicator { image: none; }

QScrollArea, QScrollArea > QWidget > QWidget[role="ground"] { background: ${GROUND}; border: 0; }
QScrollArea[role="panel"], QScrollArea[role="panel"] > QWidget > QWidget { background: ${PAPER}; border: 0; }
QWidget[role="ground"] { background: ${GROUND}; }

QPushButton { background: ${PAPER}; border: 1px solid ${LINE_STRONG}; border-radius: 5px; padding: 5px 14px;
    min-height: 22px; }
QPushButton:hover { background: ${ACCENT_SOFT}; border-color: ${ACCENT}; }
QPushButton:pressed { background: ${LINE}; }
QPushButton:focus { border: 2px solid ${ACCENT}; padding: 4px 13px; }
QPushButton:disabled { color: ${INK_FAINT}; background: ${GROUND}; border-color: ${LINE}; }
QPushButton[role="primary"], QPushButton:default { background: ${ACCENT}; color: ${PAPER};
    border: 1px solid ${ACCENT}; }
QPushButton[role="primary"] { font-weight: 600; }
QPushButton[role="primary"]:hover, QPushButton:default:hover { background: ${ACCENT_DARK}; }
QPushButton[role="primary"]:focus { border: 2px solid ${INK}; }
QPushButton[role="primary"]:disabled, QPushButton:default:disabled { background: ${LINE};
    color: ${INK_SOFT}; border-color: ${LINE}; }
QPushButton[role="quiet"], QPushButton[role="link"] { background: transparent; border: 1px solid transparent;
    color: ${ACCENT}; padding: 5px 8px; }
QPushButton[role="link"] { padding: 2px 6px; min-height: 18px; }
QPushButton[role="quiet"]:hover, QPushButton[role="link"]:hover { background: ${ACCENT_SOFT}; }
QPushButton[role="quiet"]:focus { border: 2px solid ${ACCENT}; padding: 4px 7px; }
QPushButton[role="link"]:focus { border: 2px solid ${ACCENT}; padding: 1px 5px; }
QPushButton[role="quiet"]:disabled, QPushButton[role="link"]:disabled { color: ${INK_FAINT}; }

QPushButton[verdict] { min-height: ${VERDICT_HEIGHT}px; padding: 5px 8px; text-align: left; }
QPushButton[verdict]:focus { padding: 4px 7px; }
QPushButton[verdict]:checked { padding: 4px 7px; }
QPushButton[verdict="not_checked"] { $size_SMALL color: ${INK_SOFT}; border-color: ${LINE}; }
$statuses
QPushButton[verdict]:checked:focus { border: 3px solid ${ACCENT}; padding: 3px 6px; }

QPushButton[role="step"] { background: transparent; border: 0; border-bottom: 3px solid transparent;
    border-radius: 0; padding: 0 8px; min-height: 45px; color: ${INK_SOFT}; }
QPushButton[role="step"]:hover { color: ${ACCENT}; background: ${ACCENT_SOFT}; }
QPushButton[role="step"]:checked { color: ${ACCENT}; border-bottom: 3px solid ${ACCENT}; font-weight: 600; }
QPushButton[role="step"]:focus { background: ${ACCENT_SOFT}; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox { background: ${PAPER}; border: 1px solid ${LINE_STRONG};
    border-radius: 4px; padding: 3px 7px; selection-background-color: ${ACCENT}; }
QPlainTextEdit[role="note"] { background: ${NOTE}; border-style: dashed; }
QLineEdit, QComboBox, QSpinBox { min-height: 24px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus { border: 2px solid ${ACCENT};
    padding: 2px 6px; }
QLineEdit[faulty="true"] { border: 2px solid ${POOR}; padding: 2px 6px; }
QLineEdit:read-only, QPlainTextEdit:read-only, QLineEdit:disabled, QPlainTextEdit:disabled,
QComboBox:disabled { background: ${GROUND}; border-color: ${LINE}; color: ${INK}; }
QComboBox { combobox-popup: 0; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QComboBox::drop-down { border: 0; width: 24px; }
QComboBox::down-arrow { image: url(icons:combo.svg); width: 14px; height: 14px; }
QComboBox QAbstractItemView { background: ${PAPER}; border: 1px solid ${LINE_STRONG}; }
QComboBox QAbstractItemView::item { min-height: 28px; padding: 0 6px; }

QTreeView, QListView, QTableView { background: ${PAPER}; border: 0; outline: 0; }
QTableView, QListView[role="framed"] { border: 1px solid ${LINE}; gridline-color: ${LINE}; }
QTreeView::item { padding: 6px 0; }
QTableView::item { padding: 4px 8px; }
QTreeView::item:selected, QListView::item:selected, QTableView::item:selected { background: ${ACCENT_SOFT};
    color: ${ACCENT_DARK}; }
QTreeView::item:hover:!selected, QListView::item:hover:!selected { background: ${GROUND}; }
QHeaderView::section { $size_SMALL background: ${GROUND}; color: ${INK_SOFT}; border: 0;
    border-bottom: 1px solid ${LINE}; padding: 6px 8px; font-weight: 600; }

QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: ${LINE_STRONG}; border-radius: 4px; margin: 2px; min-height: 32px;
    min-width: 32px; }
QScrollBar::handle:hover { background: ${INK_FAINT}; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: ${LINE}; width: 1px; }
QTabWidget::pane { border: 0; border-top: 1px solid ${LINE}; }
QTabBar { background: ${GROUND}; }
QTabBar::tab { background: transparent; color: ${INK_SOFT}; border: 0; border-bottom: 3px solid transparent;
    padding: 8px 14px 6px 14px; }
QTabBar::tab:selected { color: ${ACCENT}; border-bottom: 3px solid ${ACCENT}; }
QTabBar::tab:hover:!selected, QTabBar::tab:focus { color: ${ACCENT}; background: ${ACCENT_SOFT}; }
QProgressBar { background: ${LINE}; border: 0; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: ${ACCENT}; border-radius: 3px; }
QMenu { background: ${PAPER}; border: 1px solid ${LINE_STRONG}; padding: 4px; }
QMenu::item { padding: 8px 24px 8px 16px; border-radius: 4px; }
QMenu::item:selected { background: ${ACCENT_SOFT}; color: ${ACCENT_DARK}; }
QMenu::item:disabled { color: ${INK_FAINT}; }
QMenu::separator { height: 1px; background: ${LINE}; margin: 4px 8px; }
QStatusBar { background: ${PAPER}; border-top: 1px solid ${LINE}; }
QStatusBar::item { border: 0; }
""")


def _sheet(points: float) -> str:
    """The style sheet for a body of that many points."""
    sizes = {name: f"font-size: {points * globals()[name]:.1f}pt;" for name in ("SMALL", "HEADING", "TITLE")}
    colours = {name: value for name, value in globals().items() if name.isupper() and isinstance(value, str)}
    return _SHEET.substitute(
        colours,
        VERDICT_HEIGHT=TARGET - 12,
        statuses="".join(
            _VERDICT.substitute(name=name, ink=ink, soft=soft) for name, (ink, soft) in STATUS_COLOURS.items()
        ),
        **{f"size_{name}": value for name, value in sizes.items()},
    )
