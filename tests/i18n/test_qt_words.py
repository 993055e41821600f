"""Qt's own buttons, menus and dialogs speak the language of the window."""

import ast
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from inspector_app import gui
from inspector_app.gui.translation import QtWordsTranslator
from inspector_app.i18n import translator

GUI = Path(gui.__file__).parent
SAYING = {
    *("QLabel", "QPushButton", "QCheckBox", "QRadioButton", "QGroupBox", "QToolButton", "QAction"),
    *("setText", "setToolTip", "setWindowTitle", "setTitle", "setPlaceholderText", "setStatusTip"),
    *("setAccessibleName", "setAccessibleDescription", "setInformativeText"),
    *("addTab", "addAction", "addMenu", "addButton", "addItem", "words", "Section", "say"),
}
"""Calls that put a text before a person's eyes or ears."""
SAME_IN_BOTH = {"dd/mm/yyyy", "dd/mm/yyyy hh:mm", "hh:mm"}


@pytest.fixture
def vietnamese(qapp: QApplication) -> Iterator[None]:
    """The application as the Vietnamese window dresses it."""
    words = QtWordsTranslator(translator("vi"))
    assert qapp.installTranslator(words)
    yield
    qapp.removeTranslator(words)


def shown(parent: QWidget, kind: type[QLabel] | type[QAbstractButton]) -> set[str]:
    """Texts of the labels or buttons of a dialog."""
    return {text for child in parent.findChildren(kind) if (text := child.text()) not in {"", "..."}}


def menu_texts(entry: QLineEdit | QPlainTextEdit) -> list[str]:
    """The context menu's texts, without its keys and lines."""
    menu = entry.createStandardContextMenu()
    assert menu is not None
    return [action.text().split("\t")[0] for action in menu.actions() if not action.isSeparator()]


@pytest.mark.usefixtures("vietnamese")
def test_a_question_is_answered_in_vietnamese(qtbot: QtBot) -> None:
    buttons = QMessageBox.StandardButton
    question = QMessageBox(
        QMessageBox.Icon.Question, "Mở lại", "Mở lại biên bản?", buttons.Yes | buttons.No | buttons.Cancel
    )
    qtbot.addWidget(question)
    assert shown(question, QAbstractButton) == {"&Có", "&Không", "Hủy"}


@pytest.mark.usefixtures("vietnamese")
def test_every_standard_button_is_vietnamese(qtbot: QtBot) -> None:
    box = QDialogButtonBox()
    qtbot.addWidget(box)
    for button in QDialogButtonBox.StandardButton:
        if button.value and button.name not in {"FirstButton", "LastButton"}:
            box.addButton(button)
    texts = {button.text() for button in box.buttons()}
    assert {"Đồng ý", "Hủy", "Lưu", "Đóng", "Mở", "Áp dụng", "Thử lại", "Bỏ qua", "Trợ giúp"} <= texts
    assert "" not in texts
    assert not [text for text in texts if text.isascii()]


@pytest.mark.usefixtures("vietnamese")
@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
def test_the_menu_of_a_text_field_is_vietnamese(
    qtbot: QtBot, kind: type[QLineEdit] | type[QPlainTextEdit]
) -> None:
    entry = kind()
    qtbot.addWidget(entry)
    expected = ["&Hoàn tác", "&Làm lại", "&Cắt", "&Sao chép", "&Dán", "Xóa", "Chọn tất cả"]
    assert menu_texts(entry) == expected


@pytest.mark.usefixtures("vietnamese")
def test_the_file_dialog_is_vietnamese(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = QFileDialog(None, "Chọn tệp chứng thư", str(tmp_path))
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptOpen)
    assert shown(dialog, QLabel) == {"&Xem trong:", "&Tên tệp:", "&Loại tệp:"}
    assert {button.text() for button in dialog.findChildren(QDialogButtonBox)[0].buttons()} == {"&Mở", "Hủy"}
    tips = {button.toolTip() for button in dialog.findChildren(QToolButton)}
    assert {
        "Quay lại",
        "Tiến",
        "Thư mục cấp trên",
        "Tạo thư mục mới",
        "Dạng danh sách",
        "Dạng chi tiết",
    } <= tips


@pytest.mark.usefixtures("vietnamese")
def test_the_print_dialog_is_vietnamese(qtbot: QtBot) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    dialog = QPrintDialog(printer)
    qtbot.addWidget(dialog)
    assert {"&In", "Hủy", "In tất cả", "Từ trang", "In đen trắng"} <= shown(dialog, QAbstractButton)
    assert {"&Tên:", "Vị trí:", "Loại:", "Số bản:"} <= shown(dialog, QLabel)


@pytest.mark.usefixtures("vietnamese")
def test_what_the_catalogue_does_not_know_stays_as_qt_wrote_it() -> None:
    assert QCoreApplication.translate("QShortcut", "Print Screen") == "Print Screen"
    assert QCoreApplication.translate("QPlatformTheme", "Ignore") == "Bỏ qua"


def test_english_leaves_qt_alone(qapp: QApplication, qtbot: QtBot) -> None:
    words = QtWordsTranslator(translator("en"))
    qapp.installTranslator(words)
    try:
        entry = QLineEdit()
        qtbot.addWidget(entry)
        assert menu_texts(entry)[-1] == "Select All"
    finally:
        qapp.removeTranslator(words)


def test_our_own_words_and_qt_words_are_kept_apart(tool: ModuleType) -> None:
    own, texts = tool.program_msgids(), tool.qt_msgids()
    assert "Cancel" in own
    assert "QPlatformTheme" in texts["Cancel"]
    assert "&Yes" not in own
    assert not set(own) & {"N&o to All", "&Look in:"}


def test_no_text_of_the_window_passes_by_the_catalogue() -> None:
    untold = []
    for path in sorted(GUI.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            for argument in node.args if name in SAYING else ():
                if isinstance(argument, ast.JoinedStr):
                    parts = [part.value for part in argument.values if isinstance(part, ast.Constant)]
                else:
                    parts = [argument.value] if isinstance(argument, ast.Constant) else []
                text = " ".join(part for part in parts if isinstance(part, str))
                # Vietnamese beside the window's English is the minutes' own wording, shown as a pattern.
                if any(letter.isalpha() for letter in text) and text.isascii() and text not in SAME_IN_BOTH:
                    untold.append(f"{path.name}:{node.lineno} {text}")
    assert [line for line in untold if "(Ctrl+" not in line] == []
