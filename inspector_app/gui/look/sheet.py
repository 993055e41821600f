"""The one style sheet: what each role, control and state looks like, in a scheme and a size of text."""

from collections.abc import Callable
from string import Template

from inspector_app.gui.look.schemes import STATUS_COLOURS, Scheme

SMALL, HEADING, TITLE = 0.9, 1.15, 1.5
"""The type scale, as factors of the body's size."""

_TEXT = """
QToolTip { background: ${TIP}; color: ${TIP_INK}; border: 1px solid ${TIP_INK}; padding: 4px 8px; }
QLabel { background: transparent; }
QLabel[role="title"] { $size_TITLE font-weight: 600; }
QLabel[role="heading"] { $size_HEADING font-weight: 600; }
QLabel[role="label"] { $size_SMALL color: ${INK_SOFT}; font-weight: 600; }
QLabel[role="soft"] { color: ${INK_SOFT}; }
QLabel[role="small"] { $size_SMALL color: ${INK_SOFT}; }
QLabel[role="error"] { $size_SMALL color: ${POOR}; }
QLabel[role="badge"] { background: ${NEUTRAL_SOFT}; color: ${INK}; border-radius: 4px; padding: 2px 8px;
    font-weight: 600; }
QLabel[role="chip"] { $size_SMALL background: ${NEUTRAL_SOFT}; color: ${INK}; border-radius: ${px10}px;
    padding: 1px ${px10}px; }
QLabel[role="good"], QLabel[role="warning"], QLabel[role="poor"] { border-radius: 4px; padding: 6px 12px; }
QLabel[role="good"] { background: ${GOOD_SOFT}; color: ${GOOD}; border-left: 4px solid ${GOOD}; }
QLabel[role="warning"] { background: ${FAIR_SOFT}; color: ${FAIR}; border-left: 4px solid ${FAIR}; }
QLabel[role="poor"] { background: ${POOR_SOFT}; color: ${POOR}; border-left: 4px solid ${POOR}; }
QLabel[role="banner"] { background: ${FAIR_SOFT}; color: ${FAIR}; padding: 6px 16px; font-weight: 600; }
QLabel[role="locked"] { background: ${NEUTRAL_SOFT}; color: ${INK}; padding: 6px 16px; font-weight: 600; }
"""

_FRAMES = """
QFrame[role="card"] { background: ${PAPER}; border: 1px solid ${LINE}; border-radius: 8px; }
QFrame[role="card"][current="true"] { border: 2px solid ${ACCENT}; }
QFrame[role="panel"] { background: ${PAPER}; border: 0; }
QFrame[role="panel"][side="left"] { border-right: 1px solid ${LINE}; }
QFrame[role="panel"][side="right"] { border-left: 1px solid ${LINE}; }
QFrame[role="failure"] { background: ${POOR_SOFT}; border: 0; border-bottom: 1px solid ${POOR}; }
QFrame[role="failure"] QLabel { color: ${POOR}; }
QFrame[role="differing"] { background: ${FAIR_SOFT}; border: 0; border-radius: 4px; }
QFrame[role="differing"] QLabel { color: ${FAIR}; font-weight: 600; }
QFrame[role="drop"] { background: ${ACCENT_SOFT}; border: 2px dashed ${ACCENT}; border-radius: 8px; }
QFrame[role="drop"] QLabel { color: ${ACCENT_DARK}; font-weight: 600; }
QFrame[role="no-drop"] { background: ${NEUTRAL_SOFT}; border: 2px dashed ${LINE_STRONG}; border-radius: 8px; }
QFrame[role="no-drop"] QLabel { color: ${INK}; font-weight: 600; }
QFrame[role="asking"] { background: ${ACCENT_SOFT}; border: 1px solid ${ACCENT}; border-radius: 8px; }
QFrame[role="asking"] QLabel { color: ${INK}; background: transparent; }
QFrame[role="asking"] QScrollArea, QFrame[role="asking"] QScrollArea > QWidget > QWidget {
    background: transparent; border: 0; }
QFrame[role="status"], QFrame[role="foot"] { background: ${PAPER}; border: 0; border-top: 1px solid ${LINE}; }
QFrame[role="header"] { background: ${PAPER}; border: 0; border-bottom: 1px solid ${LINE}; }
QFrame[role="rule"] { background: ${LINE}; border: 0; max-height: 1px; min-height: 1px; }
QScrollArea, QScrollArea > QWidget > QWidget[role="ground"] { background: ${GROUND}; border: 0; }
QScrollArea[role="panel"], QScrollArea[role="panel"] > QWidget > QWidget { background: ${PAPER}; border: 0; }
QWidget[role="ground"] { background: ${GROUND}; }

QFrame[role="rail"] { background: ${RAIL}; border: 0; }
QFrame[role="rail"] QToolButton { $size_SMALL icon-size: ${px22}px; color: ${RAIL_INK}; background: transparent;
    border: 2px solid transparent; border-radius: 8px; padding: 4px 0; }
QFrame[role="rail"] QToolButton:hover, QFrame[role="rail"] QToolButton:checked { background: ${RAIL_HOVER}; }
QFrame[role="rail"] QToolButton:pressed { background: ${RAIL}; }
QFrame[role="rail"] QToolButton:disabled { color: ${RAIL_FAINT}; background: transparent; }
QFrame[role="rail"] QToolButton:focus { border-color: ${RAIL_FOCUS}; }
QFrame[role="rail"] QToolButton::menu-indicator { image: none; }
"""

_BUTTONS = """
QPushButton { background: ${PAPER}; color: ${INK}; border: 1px solid ${LINE_STRONG}; border-radius: 6px;
    padding: 4px 13px 5px 13px; min-height: ${px22}px; min-width: 22px; icon-size: ${px18}px; }
QPushButton:hover { background: ${ACCENT_SOFT}; border-color: ${ACCENT}; }
QPushButton:pressed, QPushButton:checked { background: ${ACCENT_SOFT}; border-color: ${ACCENT};
    color: ${ACCENT_DARK}; }
QPushButton:focus { border: 2px solid ${FOCUS}; padding: 3px 12px 4px 12px; }
QPushButton:disabled { color: ${INK_FAINT}; background: ${GROUND}; border-color: ${LINE}; }
QDialogButtonBox QPushButton { min-height: ${px30}px; min-width: ${px56}px; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QPushButton[role="primary"], QDialog QPushButton:default { background: ${ACCENT}; color: ${ON_ACCENT};
    border: 1px solid ${ACCENT}; }
QPushButton[role="primary"] { font-weight: 600; min-height: ${px30}px; }
QPushButton[role="act"] { min-height: ${px30}px; }
QPushButton[role="primary"]:hover, QDialog QPushButton:default:hover,
QPushButton[role="primary"]:pressed, QDialog QPushButton:default:pressed { background: ${ACCENT_DARK}; }
QPushButton[role="primary"]:focus, QDialog QPushButton:default:focus { border: 4px double ${ON_ACCENT};
    padding: 1px 10px 2px 10px; }
QPushButton[role="primary"]:disabled, QDialog QPushButton:default:disabled { background: ${NEUTRAL_SOFT};
    color: ${INK_FAINT}; border-color: ${LINE}; }
QPushButton[role="danger"] { color: ${POOR}; border-color: ${POOR}; }
QPushButton[role="danger"]:hover, QPushButton[role="danger"]:pressed { background: ${POOR_SOFT}; }
QPushButton[role="danger"]:disabled { color: ${INK_FAINT}; border-color: ${LINE}; }
QPushButton[role="quiet"], QPushButton[role="link"] { background: transparent; border: 1px solid transparent;
    color: ${ACCENT}; padding: 4px 8px 5px 8px; }
QPushButton[role="link"] { padding: 0 6px 1px 6px; text-align: left; }
QPushButton[role="quiet"]:hover, QPushButton[role="link"]:hover { background: ${ACCENT_SOFT}; }
QPushButton[role="quiet"]:pressed, QPushButton[role="link"]:pressed { color: ${ACCENT_DARK};
    border-color: ${ACCENT}; }
QPushButton[role="quiet"]:focus { border: 2px solid ${FOCUS}; padding: 3px 7px 4px 7px; }
QPushButton[role="link"]:focus { border: 2px solid ${FOCUS}; padding: 0 5px; }
QPushButton[role="quiet"]:disabled, QPushButton[role="link"]:disabled { color: ${INK_FAINT};
    background: transparent; border-color: transparent; }

QPushButton[verdict] { min-height: ${px30}px; padding: 4px 7px 4px 5px; text-align: left; }
QPushButton[verdict]:focus, QPushButton[verdict]:checked { padding: 3px 6px 3px 4px; }
QPushButton[verdict="not_checked"] { color: ${INK_SOFT}; }
$statuses
QPushButton[verdict]:focus { border: 2px solid ${FOCUS}; }
QPushButton[verdict]:checked:focus { border: 3px solid ${FOCUS}; padding: 2px 5px 2px 3px; }

QPushButton[role="step"], QPushButton[role="tab"] { background: transparent; border: 2px solid transparent;
    border-bottom: 3px solid transparent; border-radius: 0; padding: 0 8px; color: ${INK_SOFT}; }
QPushButton[role="step"] { min-height: ${px42}px; padding: 0 6px; }
QPushButton[role="step"]:hover, QPushButton[role="tab"]:hover { color: ${ACCENT_DARK};
    background: ${ACCENT_SOFT}; }
QPushButton[role="step"]:checked, QPushButton[role="tab"]:checked { color: ${ACCENT};
    border-bottom-color: ${ACCENT}; font-weight: 600; background: transparent; }
QPushButton[role="step"]:focus, QPushButton[role="tab"]:focus { border: 2px solid ${FOCUS};
    border-bottom: 3px solid ${FOCUS}; }
QPushButton[role="step"]:disabled { color: ${INK_FAINT}; }
QToolButton { icon-size: ${px18}px; }

QCheckBox, QRadioButton { spacing: 8px; padding: 2px 4px 2px 2px; border: 2px solid transparent;
    border-radius: 6px; min-height: ${px20}px; }
QCheckBox:focus, QRadioButton:focus { border-color: ${FOCUS}; }
QCheckBox:disabled, QRadioButton:disabled { color: ${INK_FAINT}; }
QCheckBox::indicator, QTreeView::indicator, QListView::indicator, QTableView::indicator {
    width: ${px14}px; height: ${px14}px; border: 2px solid ${LINE_STRONG}; border-radius: 4px;
    background: ${PAPER}; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: ${ACCENT}; }
QCheckBox::indicator:checked, QTreeView::indicator:checked, QListView::indicator:checked,
QTableView::indicator:checked { border-color: ${ACCENT}; background: ${ACCENT};
    image: url(icons:check-${ON_FACE}.svg); }
QCheckBox::indicator:indeterminate, QTreeView::indicator:indeterminate, QListView::indicator:indeterminate,
QTableView::indicator:indeterminate { border-color: ${ACCENT}; background: ${ACCENT};
    image: url(icons:dash-${ON_FACE}.svg); }
QCheckBox::indicator:disabled, QTreeView::indicator:disabled, QListView::indicator:disabled,
QTableView::indicator:disabled { border-color: ${LINE}; background: ${GROUND}; }
QCheckBox::indicator:checked:disabled, QTreeView::indicator:checked:disabled,
QListView::indicator:checked:disabled, QTableView::indicator:checked:disabled {
    border-color: ${INK_FAINT}; background: ${INK_FAINT}; }
QRadioButton::indicator { width: ${px14}px; height: ${px14}px; border: 2px solid ${LINE_STRONG};
    border-radius: ${radio}px; background: ${PAPER}; }
QRadioButton::indicator:checked { width: ${px8}px; height: ${px8}px; border: ${px5}px solid ${ACCENT}; }
QRadioButton::indicator:disabled { border-color: ${LINE}; }
QRadioButton::indicator:checked:disabled { border-color: ${INK_FAINT}; }
"""

_ENTRIES = """
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox { background: ${PAPER}; color: ${INK};
    border: 1px solid ${LINE_STRONG}; border-radius: 6px; padding: 2px 7px 3px 7px;
    selection-background-color: ${ACCENT}; selection-color: ${ON_ACCENT}; }
QTextEdit[role="reading"], QTextBrowser { border-color: ${LINE}; }
QPlainTextEdit[role="note"] { background: ${NOTE}; border-style: dashed; }
QLineEdit, QComboBox, QAbstractSpinBox { min-height: ${px24}px; }
QLineEdit:hover, QPlainTextEdit:hover, QComboBox:hover, QAbstractSpinBox:hover { border-color: ${ACCENT}; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {
    border: 2px solid ${FOCUS}; padding: 1px 6px 2px 6px; }
QLineEdit[faulty="true"] { border: 2px solid ${POOR}; padding: 1px 6px 2px 6px; }
QLineEdit:read-only, QPlainTextEdit:read-only, QLineEdit:disabled, QPlainTextEdit:disabled,
QComboBox:disabled, QAbstractSpinBox:disabled { background: ${GROUND}; border-color: ${LINE}; color: ${INK}; }
QLineEdit:read-only:focus, QPlainTextEdit:read-only:focus { border-color: ${FOCUS}; }
QComboBox { combobox-popup: 0; }
QComboBox::drop-down { border: 0; width: ${px24}px; }
QComboBox::down-arrow { image: url(icons:down-${FACE}.svg); width: ${px14}px; height: ${px14}px; }
QComboBox::down-arrow:disabled { image: none; }
QComboBox QAbstractItemView { background: ${PAPER}; color: ${INK}; border: 1px solid ${LINE_STRONG}; outline: 0;
    selection-background-color: ${ACCENT_SOFT}; selection-color: ${ACCENT_DARK}; }
QComboBox QAbstractItemView::item { min-height: ${px28}px; padding: 0 6px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: ${px24}px; border: 0;
    background: transparent; }
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover { background: ${ACCENT_SOFT}; }
QAbstractSpinBox::up-arrow { image: url(icons:up-${FACE}.svg); width: ${px10}px; height: ${px10}px; }
QAbstractSpinBox::down-arrow { image: url(icons:down-${FACE}.svg); width: ${px10}px; height: ${px10}px; }
"""

_VIEWS = """
QTreeView, QListView, QTableView { background: ${PAPER}; color: ${INK}; border: 0; outline: 0;
    icon-size: ${px18}px; selection-background-color: ${ACCENT_SOFT}; selection-color: ${ACCENT_DARK}; }
QTableView, QListView[role="framed"], QTreeView[role="framed"] { border: 1px solid ${LINE};
    gridline-color: ${LINE}; border-radius: 6px; }
QTreeView::item { padding: 5px 0; border: 2px solid transparent; }
QListView::item { border: 2px solid transparent; padding: 3px; }
QTableView::item { padding: 3px 7px; border: 2px solid transparent; }
QTreeView::item:selected, QListView::item:selected, QTableView::item:selected { background: ${ACCENT_SOFT};
    color: ${ACCENT_DARK}; }
QTreeView::item:hover:!selected, QListView::item:hover:!selected { background: ${GROUND}; }
QTreeView::item:focus, QListView::item:focus, QTableView::item:focus { border: 2px solid ${FOCUS}; }
QTreeView::branch { background: transparent; }
QTreeView::branch:selected { background: ${ACCENT_SOFT}; }
QTreeView::branch:has-children:closed { image: url(icons:right-${FACE}.svg); }
QTreeView::branch:has-children:open { image: url(icons:down-${FACE}.svg); }
QHeaderView { background: ${GROUND}; border: 0; }
QHeaderView::section { $size_SMALL background: ${GROUND}; color: ${INK_SOFT}; border: 0;
    border-bottom: 1px solid ${LINE_STRONG}; padding: 6px 8px; font-weight: 600; }
QTableCornerButton::section { background: ${GROUND}; border: 0; border-bottom: 1px solid ${LINE_STRONG}; }

QScrollBar:vertical { background: transparent; width: 14px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 14px; margin: 0; }
QScrollBar::handle { background: ${LINE_STRONG}; border-radius: 4px; margin: 3px; min-height: 32px;
    min-width: 32px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: ${INK_SOFT}; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; }
QSplitter::handle { background: ${LINE}; }
QSplitter::handle:horizontal { width: 1px; margin: 0 2px; }
QSplitter::handle:vertical { height: 1px; margin: 2px 0; }
QSplitter::handle:hover { background: ${ACCENT}; }

QTabWidget::pane { border: 0; border-top: 1px solid ${LINE}; }
QTabBar { background: ${GROUND}; }
QTabBar::tab { background: transparent; color: ${INK_SOFT}; border: 2px solid transparent;
    border-bottom: 3px solid transparent; padding: 7px 12px 6px 12px; min-height: ${px24}px; }
QTabBar::tab:selected { color: ${ACCENT}; border-bottom-color: ${ACCENT}; }
QTabBar::tab:hover:!selected { color: ${ACCENT_DARK}; background: ${ACCENT_SOFT}; }
QTabBar::tab:selected:focus { border: 2px solid ${FOCUS}; border-bottom: 3px solid ${FOCUS}; }
QTabBar::scroller { width: ${px56}px; }
QTabBar QToolButton { background: ${PAPER}; border: 1px solid ${LINE_STRONG}; border-radius: 4px; margin: 2px; }
QTabBar QToolButton:hover { background: ${ACCENT_SOFT}; border-color: ${ACCENT}; }
QTabBar QToolButton::left-arrow { image: url(icons:left-${FACE}.svg); width: ${px14}px; height: ${px14}px; }
QTabBar QToolButton::right-arrow { image: url(icons:right-${FACE}.svg); width: ${px14}px; height: ${px14}px; }
QTabBar::tab:disabled { color: ${INK_FAINT}; }

QProgressBar { background: ${LINE}; border: 0; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: ${ACCENT}; border-radius: 3px; }
QMenu { background: ${PAPER}; color: ${INK}; border: 1px solid ${LINE_STRONG}; padding: 4px; }
QMenu::item { padding: 8px 24px 8px 16px; border-radius: 4px; }
QMenu::item:selected { background: ${ACCENT_SOFT}; color: ${ACCENT_DARK}; }
QMenu::item:disabled { color: ${INK_FAINT}; background: transparent; }
QMenu::separator { height: 1px; background: ${LINE}; margin: 4px 8px; }
QMenu::indicator { width: ${px18}px; height: ${px18}px; padding-left: 8px; }
QMenu::indicator:checked { image: url(icons:check-${FACE}.svg); }
QMenu::right-arrow { image: url(icons:right-${FACE}.svg); width: ${px14}px; height: ${px14}px; }
QStatusBar { background: ${PAPER}; border-top: 1px solid ${LINE}; }
QStatusBar::item { border: 0; }
QGroupBox { border: 1px solid ${LINE}; border-radius: 8px; margin-top: ${px10}px; padding: ${px10}px 8px 8px 8px; }
QGroupBox::title { subcontrol-origin: margin; left: 12px; color: ${INK_SOFT}; }
"""

_VERDICT = Template("""
QPushButton[verdict="$name"]:hover { background: $soft; border-color: $ink; }
QPushButton[verdict="$name"]:checked { background: $soft; border: 2px solid $ink; color: $ink; }""")

_SHEET = Template(_TEXT + _FRAMES + _BUTTONS + _ENTRIES + _VIEWS)
_PIXELS = (5, 8, 10, 14, 18, 20, 22, 24, 28, 30, 42, 56)


def sheet(scheme: Scheme, points: float, em: Callable[[float], int], *, dark: bool) -> str:
    """The style sheet for a scheme and a body of that many points; `em` enlarges measures with the text."""
    return _SHEET.substitute(
        FACE="white" if dark else "black",
        ON_FACE="black" if dark else "white",
        radio=em(14) // 2 + 2,
        statuses="".join(
            _VERDICT.substitute(name=name, ink=scheme[ink], soft=scheme[soft])
            for name, (ink, soft) in STATUS_COLOURS.items()
        ),
        size_SMALL=f"font-size: {points * SMALL:.1f}pt;",
        size_HEADING=f"font-size: {points * HEADING:.1f}pt;",
        size_TITLE=f"font-size: {points * TITLE:.1f}pt;",
        **{str(name): value for name, value in scheme.items()},
        **{f"px{pixels}": str(em(pixels)) for pixels in _PIXELS},
    )
