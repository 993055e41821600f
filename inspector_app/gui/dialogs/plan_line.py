"""A line of the yearly plan: which unit, when, how, and the visit that did it."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from inspector_app.checklist.handover import LedgerVisit
from inspector_app.checklist.register import PlannedInspection, Unit, UnitCode
from inspector_app.checklist.visit import InspectionKind, VisitId
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.dialogs.form import FormDialog
from inspector_app.gui.widgets.entries import ChoiceEntry, LineEntry, cleaned, day_text
from inspector_app.gui.words import KINDS


class PlanLineDialog(FormDialog):
    """Asks for a line; `line` is it as it then is. Without `before` it is a new one of `year`."""

    def __init__(
        self,
        context: Context,
        year: int,
        before: PlannedInspection | None,
        units: Sequence[Unit],
        visits: Sequence[LedgerVisit],
        parent: QWidget,
    ) -> None:
        translate = context.translate
        super().__init__(
            translate,
            translate(N_("Plan an inspection") if before is None else N_("Change a line of the plan")),
            translate(N_("Add") if before is None else N_("Done")),
            parent,
        )
        self._before = before or PlannedInspection("", year, UnitCode(""))
        add = self.section.add
        standing = [own for own in units if own.until is None or own.code == self._before.unit]
        self.unit = ChoiceEntry([(own.code, f"{own.name} ({own.code})") for own in standing])
        if before is not None:
            self.unit.show_value(before.unit)
        add(translate(N_("Inspected unit")), self.unit, 2)
        self.kind = ChoiceEntry([(None, "–"), *((kind, translate(text)) for kind, text in KINDS.items())])
        self.kind.show_value(self._before.kind)
        add(translate(N_("Kind of inspection")), self.kind)
        months = ((month, translate(N_("Month {month}")).format(month=month)) for month in range(1, 13))
        self.month = ChoiceEntry([(None, "–"), *months])
        self.month.show_value(self._before.month)
        add(translate(N_("Month")), self.month)
        self.note = LineEntry()
        self.note.show_value(self._before.note)
        add(translate(N_("Remark")), self.note, 2)
        own = [v for v in visits if (v.opened_at or v.received_at).year == self._before.year]
        found = translate(N_("Found by unit and year"))
        self.visit = ChoiceEntry([(None, found), *((v.visit, _visit_text(v)) for v in own)])
        self.visit.show_value(self._before.visit)
        add(translate(N_("Done by the visit")), self.visit, 2)
        self.unit.setFocus()

    @property
    def line(self) -> PlannedInspection:
        kind, month, visit = self.kind.value, self.month.value, self.visit.value
        return replace(
            self._before,
            unit=UnitCode(str(self.unit.value)),
            kind=InspectionKind(str(kind)) if kind else None,
            month=month if isinstance(month, int) else None,
            note=cleaned(self.note.text()),
            visit=VisitId(str(visit)) if visit else None,
        )


def _visit_text(visit: LedgerVisit) -> str:
    day = (visit.opened_at or visit.received_at).date()
    return f"{visit.unit or '…'} · {day_text(day)}"
