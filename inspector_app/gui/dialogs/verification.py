"""Shows what the check of a chosen file found."""

from PySide6.QtWidgets import QWidget

from inspector_app.actions.signing import Verification
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.dialogs.form import FormDialog
from inspector_app.gui.theme import GRID, measure
from inspector_app.gui.widgets.sections import scrolled, words
from inspector_app.gui.widgets.verdict_view import VerificationView


class VerificationDialog(FormDialog):
    """The verdict on one file."""

    def __init__(self, context: Context, name: str, found: Verification, parent: QWidget) -> None:
        super().__init__(context.translate, context.translate(N_("Signatures of the file")), None, parent)
        measure(self, least_width=86 * GRID)
        self.section.add_wide(words(name))
        self.view = VerificationView(context, found)
        area = scrolled(self.view)
        measure(area, least_height=44 * GRID)
        self.section.add_wide(area)
