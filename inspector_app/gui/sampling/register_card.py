"""The register of outgoing documents: which file it is, what was understood of its columns, and what was not usable."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from inspector_app.checklist.outgoing import OutgoingField, OutgoingRegister
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.dialogs.files import choose_file
from inspector_app.gui.theme import role
from inspector_app.gui.widgets.elided import ElidedLabel
from inspector_app.gui.widgets.entries import ChoiceEntry
from inspector_app.gui.widgets.folding import Folding
from inspector_app.gui.widgets.sections import Section, beside, words

REGISTERS = "*.xlsx *.xls *.csv"
COLUMNS = {
    OutgoingField.NUMBER: N_("Number and sign"),
    OutgoingField.SYMBOL: N_("Sign alone"),
    OutgoingField.ISSUED: N_("Issued on"),
    OutgoingField.SIGNER: N_("Signer"),
    OutgoingField.ABSTRACT: N_("Abstract"),
}
NOWHERE = -1
FAULTS_SHOWN = 5


class RegisterCard(Section):
    """Chosen, read, corrected; what is wanted is told by signals, what was read is shown."""

    chosen = Signal(object)
    """Path of another register, or None for none."""
    columns_corrected = Signal(object)
    """OutgoingColumns as a person says them."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        self._context = context
        self._translate = _ = context.translate
        super().__init__(_(N_("2. Register of outgoing documents (if there is one)")), parent=parent)
        self._register: OutgoingRegister | None = None
        told = N_("With it the program knows how many documents there are and which were not handed over.")
        self.hint = role(words(_(told)), "soft")
        self.add_wide(self.hint)
        self.name = ElidedLabel()
        self.add_wide(self.name)
        self.said = words()
        self.add_wide(self.said)
        self.choose = QPushButton(_(N_("Choose the register …")))
        self.choose.clicked.connect(self._choose)
        self.drop = role(QPushButton(_(N_("Work without it"))), "quiet")
        self.drop.clicked.connect(lambda: self.chosen.emit(None))
        for button in (self.choose, self.drop):
            button.setAutoDefault(False)
        self.add_wide(beside(self.choose, self.drop, None))
        inside = Section(_(N_("Columns")))
        self.entries: dict[OutgoingField, ChoiceEntry] = {}
        for field, label in COLUMNS.items():
            entry = ChoiceEntry([(NOWHERE, "–")])
            entry.edited.connect(lambda _value: self._correct())
            inside.add(_(label), entry)
            self.entries[field] = entry
        self.columns = Folding(inside)
        self.add_wide(self.columns)
        self.show_register(None)

    def show_reading(self, path: Path) -> None:
        """Say that a register is being read."""
        self.name.show_text(path.name)
        self.name.show()
        self.hint.hide()
        self.said.setText(self._translate(N_("Reading …")))
        self.said.show()
        self.columns.hide()

    def show_register(self, register: OutgoingRegister | None) -> None:
        """Show what was understood; None: there is no register."""
        self._register, there = register, register is not None
        for widget, shown in (
            (self.hint, not there),
            (self.name, there),
            (self.said, there),
            (self.drop, there),
            (self.columns, there),
        ):
            widget.setVisible(shown)
        if register is None:
            self.choose.setText(self._translate(N_("Choose the register …")))
            return
        self.choose.setText(self._translate(N_("Another register …")))
        self.name.show_text(register.name)
        self.said.setText(self._understood(register))
        self._show_columns(register)

    def _understood(self, register: OutgoingRegister) -> str:
        _ = self._translate
        told = [_(N_("Documents: {count}.")).format(count=len(register.lines))]
        if register.refused:
            told.append(
                _(N_("Lines that cannot be used and are not counted: {count}.")).format(
                    count=len(register.refused)
                )
            )
        lines = [" ".join(told)]
        lines += [
            _(N_("Line {line}: {why}")).format(line=own.row, why=_(own.why))
            for own in (*register.refused, *register.doubts)[:FAULTS_SHOWN]
        ]
        if len(register.refused) + len(register.doubts) > FAULTS_SHOWN:
            lines.append("…")
        if register.other_sheets:
            names = ", ".join(register.other_sheets)
            lines.append(
                _(N_("Other sheets hold a register too and were not read: {names}.")).format(names=names)
            )
        return "\n".join(lines)

    def _show_columns(self, register: OutgoingRegister) -> None:
        headings = register.columns.headings
        offered = [(place, heading or str(place + 1)) for place, heading in enumerate(headings)]
        fields = register.columns.fields
        for field, entry in self.entries.items():
            entry.offer([(NOWHERE, "–"), *offered])
            entry.show_value(fields.get(field, NOWHERE))
        self.columns.say(", ".join(headings[fields[field]] for field in COLUMNS if field in fields))

    def _correct(self) -> None:
        columns: dict[OutgoingField, int] = {}
        for field, entry in self.entries.items():
            value = entry.value
            if isinstance(value, int) and value != NOWHERE:
                columns[field] = value
        if self._register is not None and columns != self._register.columns.fields:
            self.columns_corrected.emit(replace(self._register.columns, fields=columns))

    def _choose(self) -> None:
        _ = self._translate
        title = _(N_("Register of outgoing documents"))
        path = choose_file(self._context, self, title, _(N_("Tables")), REGISTERS)
        if path is not None:
            self.chosen.emit(path)
