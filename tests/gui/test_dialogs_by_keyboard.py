"""Dialogs by the keyboard: one types at once, and Return takes the form wherever the keyboard was meanwhile."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from inspector_app.gui.dialogs.form import FormDialog
from inspector_app.gui.widgets.entries import LineEntry


@pytest.fixture
def dialog(dressed: QApplication, qtbot: QtBot) -> FormDialog:
    made = FormDialog(str, "Báo cáo của đơn vị", "Ghi nhận")
    made.section.add("Số, ký hiệu", LineEntry())
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def test_the_first_entry_has_the_keyboard(dialog: FormDialog) -> None:
    assert isinstance(dialog.focusWidget(), LineEntry)


def test_return_takes_the_form_after_the_keyboard_was_on_its_buttons(
    dialog: FormDialog, qtbot: QtBot
) -> None:
    entry = dialog.focusWidget()
    dialog.act.setFocus()
    entry.setFocus()
    qtbot.keyClick(entry, Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted
