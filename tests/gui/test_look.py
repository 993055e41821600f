"""The window in every scheme and size of text: words that can be read, colours that come from one place alone."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetricsF, QIcon, QImage
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from inspector_app import settings as settings_file
from inspector_app.gui import theme
from inspector_app.gui.dialogs.form import FormDialog
from inspector_app.gui.habits import Habits
from inspector_app.gui.look.roles import ROLES
from inspector_app.gui.look.schemes import (
    NAMES,
    SCHEMES,
    SHAPE_PAIRS,
    STATUS_COLOURS,
    TEXT_PAIRS,
    SchemeName,
    contrast,
)
from inspector_app.gui.widgets.fitting import FittingArea, TurningRow
from inspector_app.gui.widgets.visit_header import VisitHeader
from inspector_app.settings import TEXT_SIZES, Appearance

GUI = Path(theme.__file__).parent
STACKED = "ẲẴỄỖẪỆỰ"
"""Two marks above a capital, or one above and one below."""


@pytest.fixture(autouse=True)
def usual(qapp: QApplication) -> Iterator[None]:
    """Whatever a test wears, the next one finds the window as at a first start."""
    theme.apply(qapp)
    theme.wear("system", 100)
    yield
    theme.wear("system", 100)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_scheme_has_every_colour(scheme: SchemeName) -> None:
    assert set(SCHEMES[scheme]) == set(NAMES)
    assert [value for value in SCHEMES[scheme].values() if not re.fullmatch("#[0-9A-F]{6}", value)] == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_words_stand_out_from_their_ground(scheme: SchemeName) -> None:
    least = 7.0 if scheme.startswith("contrast") else 4.5
    colours = SCHEMES[scheme]
    weak = [pair for pair in TEXT_PAIRS if contrast(colours[pair[0]], colours[pair[1]]) < least]
    assert weak == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_edges_rings_and_shapes_stand_out(scheme: SchemeName) -> None:
    colours = SCHEMES[scheme]
    shapes = [
        *SHAPE_PAIRS,
        *((ink, ground) for ink, soft in STATUS_COLOURS.values() for ground in (soft, "PAPER", "GROUND")),
    ]
    weak = [pair for pair in shapes if contrast(colours[pair[0]], colours[pair[1]]) < 3.0]
    assert weak == []


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


def test_lines_have_room_for_stacked_marks(qapp: QApplication) -> None:
    font = theme.font()
    font.setPixelSize(100)
    metrics = QFontMetricsF(font)
    assert font.families()[0] == theme.FAMILY
    assert metrics.lineSpacing() >= 135
    for letter in STACKED:
        assert -metrics.tightBoundingRect(letter).top() <= metrics.ascent() + 6, letter
        assert metrics.tightBoundingRect(letter).bottom() <= metrics.descent() + 1, letter
    assert all(metrics.inFontUcs4(ord(letter)) for letter in STACKED + "ăâđêôơưĐƠƯ ₫–…“”")


def test_the_strong_words_are_of_the_same_family(qapp: QApplication) -> None:
    plain, strong = QFontMetricsF(theme.font()), QFontMetricsF(theme.font(strong=True))
    assert strong.horizontalAdvance("Văn phòng Sở") > plain.horizontalAdvance("Văn phòng Sở")
    assert strong.lineSpacing() == pytest.approx(plain.lineSpacing())


@pytest.mark.parametrize("size", TEXT_SIZES)
def test_text_and_measures_grow_together(qtbot: QtBot, size: int) -> None:
    label = theme.measure(QLabel("Nội dung kiểm tra"), height=40)
    wide = theme.measure(QLabel("Danh mục"), width=200)
    for widget in (label, wide):
        qtbot.addWidget(widget)
        widget.show()
    before = QFontMetricsF(label.font()).height()
    theme.wear("system", size)
    assert QFontMetricsF(label.font()).height() == pytest.approx(before * size / 100, rel=0.06)
    assert label.height() == round(40 * size / 100)
    assert wide.width() == 100 + size


def test_a_setting_is_worn_at_once_and_written_down(tmp_path: Path, qtbot: QtBot) -> None:
    habits = Habits(tmp_path)
    theme.follow(habits)
    button = QPushButton("Lưu")
    qtbot.addWidget(button)
    button.show()
    light = button.grab().toImage().pixelColor(button.width() // 2, 4)
    habits.change(appearance="dark", text_size=150)
    habits.save()
    assert theme.scheme() == "dark"
    assert button.grab().toImage().pixelColor(button.width() // 2, 4).lightness() < light.lightness() - 100
    assert settings_file.load(tmp_path).appearance == "dark"
    habits.change(appearance="contrast")
    assert theme.scheme() == "contrast"
    habits.change(appearance="light", text_size=100)
    assert theme.scheme() == "light"


@pytest.mark.parametrize(
    ("appearance", "dark", "high", "worn"),
    [
        ("system", False, False, "light"),
        ("system", True, False, "dark"),
        ("system", False, True, "contrast"),
        ("system", True, True, "contrast-dark"),
        ("contrast", True, False, "contrast-dark"),
        ("contrast", False, False, "contrast"),
        ("light", True, True, "light"),
        ("dark", False, True, "dark"),
    ],
)
def test_the_system_is_followed_while_nothing_is_chosen(
    appearance: Appearance, dark: bool, high: bool, worn: SchemeName
) -> None:
    assert theme.scheme_for(appearance, dark=dark, high=high) == worn


def inked(image: QImage) -> set[str]:
    """Colours of the wholly covered pixels."""
    image = image.convertToFormat(QImage.Format.Format_ARGB32)
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {pixel.name().upper() for pixel in pixels if pixel.alpha() == 255}


def test_icons_take_the_ink_of_the_moment(qtbot: QtBot) -> None:
    kept = theme.icon("list", "ACCENT")
    label = theme.show_icon(QLabel(), "warning", "FAIR")
    qtbot.addWidget(label)
    theme.wear("light", 100)
    assert SCHEMES["light"]["ACCENT"] in inked(kept.pixmap(QSize(48, 48)).toImage())
    theme.wear("dark", 200)
    assert SCHEMES["dark"]["ACCENT"] in inked(kept.pixmap(QSize(48, 48)).toImage())
    assert SCHEMES["dark"]["FAIR"] in inked(label.pixmap().toImage())
    assert label.pixmap().deviceIndependentSize().width() == 2 * theme.ICON


def test_a_chosen_answer_keeps_its_colour_when_it_can_no_longer_be_changed(qapp: QApplication) -> None:
    theme.wear("light", 100)
    icon = theme.two_state_icon(("no", "INK_SOFT"), ("no", "POOR"))
    size, disabled = QSize(48, 48), QIcon.Mode.Disabled
    assert SCHEMES["light"]["POOR"] in inked(icon.pixmap(size, disabled, QIcon.State.On).toImage())
    assert SCHEMES["light"]["INK_FAINT"] in inked(icon.pixmap(size, disabled, QIcon.State.Off).toImage())


@pytest.mark.parametrize("scheme", ["light", "dark", "contrast"])
@pytest.mark.parametrize("role", [None, "primary", "quiet", "link", "step", "verdict"])
def test_where_the_keyboard_is_can_be_seen(qtbot: QtBot, scheme: str, role: str | None) -> None:
    theme.wear(scheme, 100)  # type: ignore[arg-type]
    whole = QWidget()
    qtbot.addWidget(whole)
    column = QVBoxLayout(whole)
    first, second = QPushButton("Có"), QPushButton("Có")
    for button in (first, second):
        if role == "verdict":
            button.setProperty("verdict", "yes")
            button.setCheckable(True)
        elif role is not None:
            theme.role(button, role)
        column.addWidget(button)
    with qtbot.waitActive(whole):
        whole.show()
        whole.activateWindow()
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    assert first.size() == second.size()
    ring, none = (whole.grab(own.geometry()).toImage() for own in (first, second))
    changed = {
        (x, y)
        for x in range(ring.width())
        for y in range(ring.height())
        if contrast(ring.pixelColor(x, y).name(), none.pixelColor(x, y).name()) >= 3.0
    }
    assert len(changed) > ring.width() // 2, (scheme, role)


# One place for colours and sizes

_CALLS = {"setPointSize", "setPointSizeF", "setPixelSize", "setStyleSheet", "setFamily", "setFamilies"}
_OWN = ("theme.py", "look/", "markup/drawing.py")
"""The last one draws into a photo, which is kept and printed: it has no theme."""


_MADE = ("QColor", "QBrush", "QFont", "QPalette")
_HEX = re.compile(r"#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})")


def names_a_look(node: ast.AST) -> bool:
    match node:
        case ast.Constant(value=str(text)):
            return _HEX.fullmatch(text) is not None
        case ast.Attribute(attr=name) if name in _CALLS:
            return True
        case ast.Attribute(value=whole, attr=name) if ast.unparse(whole).endswith("GlobalColor"):
            return name != "transparent"
        case ast.Call(func=made, args=[_, *_]) if ast.unparse(made) in _MADE:
            return all(isinstance(own, ast.Constant) for own in node.args)
    return False


def looks(source: str) -> list[str]:
    """What a module says of colours and sizes of text."""
    nodes = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.expr))
    return [f"{node.lineno} {ast.unparse(node)}" for node in nodes if names_a_look(node)]


def test_only_the_theme_names_colours_and_sizes_of_text() -> None:
    found = [
        f"{path.relative_to(GUI)}:{what}"
        for path in sorted(GUI.rglob("*.py"))
        if not path.relative_to(GUI).as_posix().startswith(_OWN)
        for what in looks(path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(
    "planted",
    [
        'INK = "#1B2733"',
        'self.pen = QColor("red")',
        "painter.setPen(QColor(12, 30, 40))",
        "font.setPointSizeF(13)",
        "font.setPixelSize(13)",
        'label.setStyleSheet("color: red")',
        "painter.fillRect(rect, Qt.GlobalColor.white)",
        'font = QFont("Arial", 9)',
    ],
)
def test_a_planted_colour_or_size_is_found(planted: str) -> None:
    assert looks(planted) != []


def test_asking_the_theme_is_no_violation() -> None:
    assert looks('painter.setPen(theme.colour("INK"))\nfont = QFont(self.font())\nname = "#1"') == []


def roles(source: str) -> Iterator[str]:
    """The roles that a module gives to widgets."""
    for node in ast.walk(ast.parse(source)):
        if (
            isinstance(node, ast.Call)
            and ast.unparse(node.func) in ("role", "theme.role")
            and len(node.args) == 2
        ):
            for own in ast.walk(node.args[1]):
                if isinstance(own, ast.Constant) and isinstance(own.value, str):
                    yield own.value


def test_every_role_that_is_used_is_described() -> None:
    unknown = {
        f"{path.relative_to(GUI)}: {name}"
        for path in GUI.rglob("*.py")
        for name in roles(path.read_text(encoding="utf-8"))
        if name and name not in ROLES
    }
    assert unknown == set()


# Room for everything


def test_a_dialog_is_as_large_as_its_words_and_never_larger_than_the_screen(qtbot: QtBot) -> None:
    for size in (100, 200):
        theme.wear("system", size)
        dialog = FormDialog(str, "Mở lại biên bản", "Mở lại")
        qtbot.addWidget(dialog)
        for number in range(1 if size == 100 else 30):
            dialog.section.add(f"Nội dung thứ {number} của cuộc kiểm tra", QLineEdit(), span=2)
        dialog.show()
        QApplication.processEvents()
        area = dialog.findChild(FittingArea)
        assert area is not None
        assert area.verticalScrollBar().isVisible() == (size == 200)
        room = dialog.screen().availableGeometry()
        assert dialog.height() <= room.height()
        assert dialog.width() <= room.width()
        assert dialog.rect().contains(dialog.act.geometry())
        assert dialog.act.height() >= theme.TARGET
        assert dialog.act.width() >= theme.TARGET
        dialog.close()


def test_acts_go_below_where_both_would_be_too_narrow(qtbot: QtBot) -> None:
    heading = QLabel("Xây dựng và phát triển chính quyền điện tử, chính quyền số")
    heading.setWordWrap(True)
    row = TurningRow(heading, 240)
    qtbot.addWidget(row)
    buttons = [QPushButton(text) for text in ("Về nội dung này", "Dạng bảng")]
    for button in buttons:
        row.add_act(button)
    row.resize(900, 80)
    row.show()
    QApplication.processEvents()

    def top(widget: QWidget) -> int:
        return widget.mapTo(row, widget.rect().topLeft()).y()

    assert top(buttons[0]) < heading.geometry().bottom()
    assert top(buttons[0]) == top(buttons[1])
    row.resize(300, 200)
    QApplication.processEvents()
    assert top(buttons[0]) > heading.geometry().bottom()
    assert all(button.width() >= button.minimumSizeHint().width() for button in buttons)


def test_the_name_of_a_visit_is_never_cut(qtbot: QtBot) -> None:
    unit = "Sở Nông nghiệp và Môi trường thành phố Mẫu trực thuộc Ủy ban nhân dân"
    for size, width in ((100, 1009), (100, 940), (150, 1009), (200, 900)):
        theme.wear("system", size)
        header = VisitHeader(str)
        qtbot.addWidget(header)
        header.show_title(f"{unit} · Kiểm tra công tác cải cách hành chính năm 2026")
        header.resize(width, header.sizeHint().height())
        header.show()
        QApplication.processEvents()
        header.resize(width, header.heightForWidth(width))
        QApplication.processEvents()
        assert header.title.text().startswith(unit)
        assert header.title.height() >= header.title.heightForWidth(header.title.width())
        steps = header.steps.buttons
        assert all(step.height() >= step.minimumSizeHint().height() for step in steps)
        assert steps[-1].mapTo(header, steps[-1].rect().topRight()).x() <= width
        header.close()
