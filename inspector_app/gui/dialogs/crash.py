"""What a bug of ours looks like: the data are saved already, and what happened can be copied."""

import traceback

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from inspector_app.errors import N_
from inspector_app.gui.theme import GRID, role
from inspector_app.gui.widgets.sections import words
from inspector_app.i18n import Translate


class CrashDialog(QDialog):
    """Says that nothing is lost and shows the trace, without the values of variables."""

    def __init__(self, problem: BaseException, translate: Translate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _ = translate
        self.setWindowTitle(_(N_("Something unexpected happened")))
        self.resize(640, 360)
        self.details = "".join(traceback.format_exception(problem))
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(role(words(_(N_("The program met an error of its own."))), "heading"))
        column.addWidget(
            words(
                _(
                    N_(
                        "Your data are already saved: every tick is written at once. You can go on; if the window behaves "
                        "oddly, close it and open it again. Please send the lines below to whoever looks after the program."
                    )
                )
            )
        )
        trace = QPlainTextEdit(self.details)
        trace.setReadOnly(True)
        trace.setAccessibleName(_(N_("Details of the error")))
        column.addWidget(trace, 1)
        buttons = QDialogButtonBox(self)
        copy = buttons.addButton(_(N_("Copy")), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.details))
        go_on = buttons.addButton(_(N_("Go on")), QDialogButtonBox.ButtonRole.AcceptRole)
        go_on.setDefault(True)
        buttons.accepted.connect(self.accept)
        column.addWidget(buttons)
