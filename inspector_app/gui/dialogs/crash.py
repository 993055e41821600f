"""What a bug of ours looks like: what is saved, and a report without answers or names that one may keep or copy."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from inspector_app.errors import N_, UserError
from inspector_app.gui.theme import GRID, role
from inspector_app.gui.widgets.sections import words
from inspector_app.i18n import Translate, explain

SIZE = (80 * GRID, 50 * GRID)


class CrashDialog(QDialog):
    """Shows the whole report before anything of it is kept; `keep` writes it and says where."""

    def __init__(
        self,
        told: str,
        saved: str,
        report: str,
        keep: Callable[[str], Path],
        translate: Translate,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        _ = self._translate = translate
        self._keep = keep
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_(N_("Something unexpected happened")))
        self.resize(*SIZE)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(role(words(told), "heading"))
        self.saved = words(saved)
        column.addWidget(self.saved)
        hint = N_(
            "This is all that the report says: places in the program and versions, no answers and no names. It stays on"
            " this computer; you may give it to whoever looks after the program."
        )
        column.addWidget(role(words(_(hint)), "soft"))
        self.report = QPlainTextEdit(report)
        self.report.setReadOnly(True)
        self.report.setTabChangesFocus(True)
        self.report.setAccessibleName(_(N_("The report")))
        column.addWidget(self.report, 1)
        self.kept = words()
        self.kept.hide()
        column.addWidget(self.kept)
        buttons = QDialogButtonBox(self)
        copy = buttons.addButton(_(N_("Copy")), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.report.toPlainText()))
        self.keep = buttons.addButton(_(N_("Keep the report")), QDialogButtonBox.ButtonRole.ActionRole)
        self.keep.clicked.connect(self._keep_report)
        self.go_on = buttons.addButton(_(N_("Go on")), QDialogButtonBox.ButtonRole.AcceptRole)
        self.go_on.setDefault(True)
        buttons.accepted.connect(self.accept)
        column.addWidget(buttons)

    def add(self, report: str) -> None:
        """Another one happened while this is read."""
        self.report.appendPlainText("\n" + report)
        self.keep.setEnabled(True)

    def _keep_report(self) -> None:
        try:
            path = self._keep(self.report.toPlainText())
        except UserError as error:
            self.kept.setText(explain(error, self._translate).text())
        else:
            self.kept.setText(self._translate(N_("Kept: {path}")).format(path=path))
            self.keep.setEnabled(False)
        self.kept.show()
