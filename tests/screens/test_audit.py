"""The look at every widget finds what is planted, and says nothing of a window that is right."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import (
    QApplication,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from tests.screens.audit import faults, is_english
from tests.screens.stage import application

Plant = Callable[[QWidget], None]


@pytest.fixture
def top(qapp: QApplication) -> Iterator[QWidget]:
    assert application() is qapp
    window = QWidget()
    window.setWindowTitle("Cửa sổ thử")
    column = QVBoxLayout(window)
    column.addWidget(QLabel("Đã kiểm tra đủ các văn bản"))
    column.addWidget(QPushButton("Thêm tồn tại, hạn chế"))
    window.resize(480, 320)
    window.show()
    yield window
    window.close()
    window.deleteLater()


def _shown(top: QWidget, child: QWidget) -> None:
    child.setParent(top)
    child.move(200, 250)
    child.show()


def _cut_label(top: QWidget) -> None:
    label = QLabel("Kế hoạch cải cách hành chính giai đoạn 2026 - 2030")
    label.setFixedWidth(60)
    _shown(top, label)


def _half_a_line(top: QWidget) -> None:
    label = QLabel("Ủy ban nhân dân tỉnh Mẫu và các sở, ban, ngành")
    label.setWordWrap(True)
    label.setFixedSize(160, 14)
    _shown(top, label)


def _outside(top: QWidget) -> None:
    label = QLabel("Ngoài mép cửa sổ")
    _shown(top, label)
    label.move(top.width() - 20, 250)


def _overlapping(top: QWidget) -> None:
    layout = top.layout()
    assert layout is not None
    both = [layout.itemAt(own).widget() for own in range(2)]  # type: ignore[union-attr]
    both[0].setGeometry(both[1].geometry().translated(0, -4))


def _nameless(top: QWidget) -> None:
    _shown(top, QLineEdit())


def _small(top: QWidget) -> None:
    button = QToolButton()
    button.setAccessibleName("Xóa")
    button.setFixedSize(16, 16)
    _shown(top, button)


def _small_decision(top: QWidget) -> None:
    buttons = QDialogButtonBox()
    button = buttons.addButton("Đồng ý", QDialogButtonBox.ButtonRole.AcceptRole)
    button.setStyleSheet("min-height: 20px; max-height: 20px; padding: 0")
    buttons.resize(160, 40)
    _shown(top, buttons)


def _pale(top: QWidget) -> None:
    label = QLabel("Chữ xám trên nền trắng")
    label.setStyleSheet("color: #AAAAAA; background: #FFFFFF")
    _shown(top, label)
    label.adjustSize()


def _english(top: QWidget) -> None:
    _shown(top, QLabel("Nothing was written"))


def _english_tooltip(top: QWidget) -> None:
    label = QLabel("Lưu")
    label.setToolTip("See what to look at before sealing")
    _shown(top, label)


PLANTED = {
    _cut_label: "cut:",
    _half_a_line: "cut:",
    _outside: "stands out of its parent",
    _overlapping: "overlaps",
    _nameless: "has no accessible name",
    _small: "less than 24",
    _small_decision: "less than 40",
    _pale: "is pale",
    _english: "speaks English",
    _english_tooltip: "speaks English",
}


def test_a_window_that_is_right_is_left_alone(top: QWidget) -> None:
    assert faults(top, vietnamese=True) == []


@pytest.mark.parametrize("plant", PLANTED, ids=lambda plant: plant.__name__)
def test_what_is_planted_is_found(top: QWidget, plant: Plant) -> None:
    plant(top)
    found = faults(top, vietnamese=True)
    assert any(PLANTED[plant] in line for line in found), found


@pytest.mark.parametrize(
    "text", ["Sở Nội vụ", "Ban hành kế hoạch", "TCVN ISO 9001:2015", "a/b/Folder/file.pdf", ""]
)
def test_vietnamese_is_not_taken_for_english(text: str) -> None:
    assert not is_english(text)


@pytest.mark.parametrize("text", ["Save", "Cancel", "Look in the folder"])
def test_english_is_heard(text: str) -> None:
    assert is_english(text)
