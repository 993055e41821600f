"""Asks once more before sealed minutes are reopened, with a reason where a signature stands under them."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from inspector_app.errors import N_
from inspector_app.gui.dialogs.form import FormDialog
from inspector_app.gui.widgets.entries import AreaEntry
from inspector_app.gui.widgets.sections import words


class ReopenDialog(FormDialog):
    """The second of the two clicks."""

    def __init__(
        self, translate: Callable[[str], str], print_code: str, signed: bool, parent: QWidget
    ) -> None:
        super().__init__(translate, translate(N_("Reopen the minutes")), translate(N_("Reopen")), parent)
        self._signed = signed
        consequence = (
            N_("The signed version with print code {code} stays whole; a new version begins and replaces it.")
            if signed
            else N_("Print code {code} becomes void: destroy the pages already printed.")
        )
        self.section.add_wide(words(translate(consequence).format(code=print_code)))
        self._reason = AreaEntry(3)
        label = N_("Reason (required after a signature)") if signed else N_("Reason (may be left empty)")
        self.section.add(translate(label), self._reason, span=2)

    @property
    def reason(self) -> str | None:
        value = self._reason.parse(self._reason.toPlainText())
        return value if isinstance(value, str) else None

    def problem(self) -> str | None:
        """After a signature the reason is required."""
        if self._signed and self.reason is None:
            return self.translate(N_("Write why the signed minutes are reopened."))
        return None
