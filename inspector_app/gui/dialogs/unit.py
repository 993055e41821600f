"""A line of the register of units: code, name, former names, and who took over."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from inspector_app.checklist.register import FormerName, Unit, UnitCode
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.dialogs.form import FormDialog
from inspector_app.gui.widgets.entries import ChoiceEntry, DayEntry, LineEntry, LinesEntry, cleaned, parse_day

DAY_HINT = N_("A day as dd/mm/yyyy, such as 06/06/2022.")


class UnitDialog(FormDialog):
    """Asks for a unit; `unit` is the line as it then is."""

    def __init__(self, context: Context, unit: Unit | None, known: Sequence[Unit], parent: QWidget) -> None:
        translate = context.translate
        super().__init__(
            translate,
            translate(N_("Add a unit") if unit is None else N_("Change a unit")),
            translate(N_("Add") if unit is None else N_("Done")),
            parent,
        )
        self._before = unit or Unit(UnitCode(""), "")
        self._known = {own.code for own in known}
        self._new = unit is None
        add = self.section.add
        self.code, self.name, self.kind = LineEntry(), LineEntry(), LineEntry()
        self.code.show_value(self._before.code or None)
        self.code.setReadOnly(not self._new)
        self.code.setPlaceholderText("SXD, SNV …")
        self.name.show_value(self._before.name or None)
        self.kind.show_value(self._before.kind)
        self.kind.setPlaceholderText("sở, ban, xã, phường, đặc khu …")
        add(translate(N_("Code")), self.code)
        add(translate(N_("Kind of unit")), self.kind)
        add(translate(N_("Name of the unit")), self.name, 2)
        self.former = LinesEntry(2)
        self.former.show_value(tuple(own.name for own in self._before.former_names))
        add(translate(N_("Former names (one per line)")), self.former, 2)
        self.since, self.until = DayEntry(), DayEntry()
        for entry, day, label in (
            (self.since, self._before.since, N_("Exists since")),
            (self.until, self._before.until, N_("Last day, where it was merged or dissolved")),
        ):
            entry.show_value(day)
            add(translate(label), entry, 1, translate(DAY_HINT))
        others = [own for own in known if own.code != self._before.code]
        self.successor = ChoiceEntry(
            [(None, "–"), *((own.code, f"{own.name} ({own.code})") for own in others)]
        )
        self.successor.show_value(self._before.successor)
        add(translate(N_("Taken over by")), self.successor, 2)
        (self.code if self._new else self.name).setFocus()

    @property
    def unit(self) -> Unit:
        """The line as it was typed; days of former names that stay are kept."""
        days = {own.name: own.until for own in self._before.former_names}
        names = [name for line in self.former.toPlainText().splitlines() if (name := cleaned(line))]
        return replace(
            self._before,
            code=UnitCode(cleaned(self.code.text()) or ""),
            name=cleaned(self.name.text()) or "",
            kind=cleaned(self.kind.text()),
            since=parse_day(self.since.text()),
            until=parse_day(self.until.text()),
            successor=UnitCode(str(self.successor.value)) if self.successor.value else None,
            former_names=tuple(FormerName(name, days.get(name)) for name in names),
        )

    def problem(self) -> str | None:
        if not cleaned(self.code.text()) or not cleaned(self.name.text()):
            return self.translate(N_("A unit needs a code and a name."))
        if self._new and cleaned(self.code.text()) in self._known:
            return self.translate(N_("Another unit has this code already."))
        try:
            typed = self.unit
        except ValueError:
            return self.translate(DAY_HINT)
        if typed.since is not None and typed.until is not None and typed.until < typed.since:
            return self.translate(N_("The last day lies before the first."))
        return None
