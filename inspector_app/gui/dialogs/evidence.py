"""Asks how a file of an item stands in the minutes: its caption, whether it is printed, or that it goes."""

from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from inspector_app.actions.answers import FieldChange
from inspector_app.checklist.visit import Evidence
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.dialogs.form import FormDialog
from inspector_app.gui.widgets.entries import LineEntry, cleaned


class EvidenceDialog(FormDialog):
    """One of the item's files at a time."""

    def __init__(self, context: Context, files: tuple[Evidence, ...], parent: QWidget) -> None:
        translate = context.translate
        super().__init__(translate, translate(N_("Files of this item")), translate(N_("Keep")), parent)
        self._files = files
        self.file = QComboBox()
        for file in files:
            self.file.addItem(file.name or file.sha256[:12], file.sha256)
        self.section.add(translate(N_("File")), self.file, span=2)
        self.caption = LineEntry()
        self.section.add(translate(N_("Caption, as printed")), self.caption, span=2)
        self.printed = QCheckBox(translate(N_("Name it in the annex of the minutes")))
        self.section.add_wide(self.printed)
        self.gone = QCheckBox(translate(N_("Take this file away; undo brings it back")))
        self.section.add_wide(self.gone)
        self.file.currentIndexChanged.connect(self._show)
        self._show(0)

    @property
    def chosen(self) -> Evidence:
        return self._files[self.file.currentIndex()]

    def changes(self) -> tuple[FieldChange, ...]:
        """What to write about the chosen file."""
        entity = f"evidence:{self.chosen.sha256}"
        return (
            (entity, "caption", cleaned(self.caption.text())),
            (entity, "printed", self.printed.isChecked()),
        )

    def _show(self, index: int) -> None:
        file = self._files[index]
        self.caption.setText(file.caption or "")
        self.printed.setChecked(file.printed)
        self.gone.setChecked(False)
