"""Which figures of a register are written into which items, and where the overdue dossiers are listed; nothing is
written before this is accepted.
"""

from collections.abc import Mapping

from PySide6.QtWidgets import QCheckBox, QWidget

from inspector_app.actions.dossiers import Place, answers
from inspector_app.actions.visits import OpenVisit
from inspector_app.checklist.dossier_rows import MOST
from inspector_app.checklist.dossiers import DossierFigures, OverdueOf
from inspector_app.checklist.fact import Count, Fact, FactKind, Rate
from inspector_app.checklist.fact_kinds import fact_in_words
from inspector_app.checklist.file_answers import DOCUMENTS, FileAnswer
from inspector_app.checklist.template import FactSpec, Item
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.dialogs.form import FormDialog
from inspector_app.gui.figures import grouped
from inspector_app.gui.sampling.dossiers_words import OVERDUE_OF, rate
from inspector_app.gui.theme import GRID, measure, role
from inspector_app.gui.widgets.entries import ChoiceEntry
from inspector_app.gui.widgets.sections import words

NAMES = {
    FileAnswer.OVERDUE: N_("Overdue dossiers"),
    FileAnswer.FILED_ONLINE: N_("Dossiers filed online"),
    FileAnswer.PAYABLE_PROCEDURES: N_("Procedures that can be paid online"),
    FileAnswer.PAID_ONLINE: N_("Dossiers paid online"),
    FileAnswer.MONEY_ONLINE: N_("Money paid online"),
}


class DossiersWritingDialog(FormDialog):
    """A box for each figure the checklist asks for; the figure it would get stands beside it."""

    def __init__(
        self,
        context: Context,
        opened: OpenVisit,
        figures: DossierFigures,
        item: Item,
        fact: FactSpec,
        parent: QWidget,
    ) -> None:
        _ = context.translate
        super().__init__(_, _(N_("Write into the checklist")), _(N_("Write")), parent)
        self._context, self._opened, self._figures = context, opened, figures
        self._own = (item, fact)
        measure(self, least_width=88 * GRID)
        self.of = ChoiceEntry(
            [(of, f"{_(name)}: {rate(*figures.whole.overdue(of))}") for of, name in OVERDUE_OF.items()]
        )
        self.of.edited.connect(lambda _value: self._show())
        self.section.add(_(N_("The overdue rate is")), self.of, span=2)
        self.figure: ChoiceEntry | None = None
        if fact.files is None or fact.files in DOCUMENTS:
            self._ask_figure(item, fact)
        self.boxes: dict[Place, tuple[QCheckBox, FileAnswer, str]] = {}
        for place, spec in self._asking(item):
            assert spec.files is not None
            box = QCheckBox()
            self.section.add_wide(box)
            self.boxes[place] = (box, spec.files, context.worded(spec.label))
        self.rows = ChoiceEntry([(None, _(N_("Nowhere"))), *self._lists(item)])
        self.section.add(_(N_("List the overdue dossiers at")), self.rows, span=2)
        if len(figures.late) > MOST:
            said = N_("The first {count} are listed there; all stand in the workbook and in the kept report.")
            self.section.add_wide(role(words(_(said).format(count=MOST)), "soft"))
        told = N_(
            "The count itself is kept as evidence of the items; it is not printed. Ctrl+Z takes all of it back."
        )
        self.section.add_wide(role(words(_(told)), "soft"))
        self._show(first=True)

    @property
    def overdue_of(self) -> OverdueOf:
        return OverdueOf(str(self.of.value))

    @property
    def targets(self) -> Mapping[Place, FileAnswer]:
        """The figures that shall be written, by their place."""
        found = {
            place: answer
            for place, (box, answer, _name) in self.boxes.items()
            if box.isChecked() and box.isEnabled()
        }
        item, fact = self._own
        if self.figure is not None and isinstance(self.figure.value, FileAnswer):
            found[item.id, fact.id] = self.figure.value
        return found

    @property
    def rows_into(self) -> Place | None:
        """Where the overdue dossiers are listed."""
        value = self.rows.value
        return value if isinstance(value, tuple) else None

    def problem(self) -> str | None:
        """Nothing to write is no act."""
        if self.targets or self.rows_into is not None:
            return None
        return self.translate(N_("Choose at least one figure, or where the dossiers are listed."))

    def _ask_figure(self, item: Item, fact: FactSpec) -> None:
        """The checklist does not say which figure it is: the person does."""
        _ = self.translate
        found = answers(self._figures)
        kinds = [
            (answer, f"{_(NAMES[answer])}: {_said(own)}")
            for answer, own in found.items()
            if own.KIND is fact.kind
        ]
        if kinds:
            self.figure = ChoiceEntry([(None, _(N_("Nothing"))), *kinds])
            label = _(N_("Item {item}, {fact}")).format(item=item.id, fact=self._context.worded(fact.label))
            self.section.add(label, self.figure, span=2)

    def _asking(self, first: Item) -> list[tuple[Place, FactSpec]]:
        """What the checklist says a register answers, the item he came from first."""
        visit, items = self._opened.visit, self._opened.template.items
        return [
            ((item.id, spec.id), spec)
            for item in (first, *(own for own in items if own.id != first.id))
            for spec in item.facts
            if spec.files is not None
            and spec.files not in DOCUMENTS
            and visit.applies(item.id)
            and (item.id, spec.id) not in visit.hidden
        ]

    def _lists(self, first: Item) -> list[tuple[object, str]]:
        """Samples and tables, those of the item and of its area first; what e-documents answer is none of them."""
        visit = self._opened.visit
        near = sorted(
            self._opened.template.items,
            key=lambda own: (own.id != first.id, own.area != first.area),
        )
        return [
            ((item.id, spec.id), f"{item.id}  {self._context.worded(spec.label)}")
            for item in near
            for spec in item.facts
            if spec.kind in (FactKind.SAMPLE, FactKind.ROWS)
            and spec.files is None
            and not spec.read_only
            and visit.applies(item.id)
            and (item.id, spec.id) not in visit.hidden
        ]

    def _show(self, first: bool = False) -> None:
        _ = self.translate
        found = answers(self._figures, self.overdue_of)
        for place, (box, answer, name) in self.boxes.items():
            made = found.get(answer)
            held = self._opened.visit.answer(place[0]).facts.get(place[1])
            said = _said(made) if made is not None else _(N_("the register does not say"))
            text = f"{place[0]}  {name}: {said}"
            if made is not None and (before := _said(held)):
                text += " " + _(N_("(now {figure})")).format(figure=before)
            box.setText(text.replace("&", "&&"))
            box.setEnabled(made is not None)
            if first:
                box.setChecked(made is not None)


def _said(fact: Fact | None) -> str:
    match fact:
        case None:
            return ""
        case Rate(numerator=int(part), denominator=int(whole)):
            return rate(part, whole)
        case Count(number=number, of=int(of)):
            return f"{grouped(number)}/{grouped(of)}"
    return fact_in_words(fact) or ""
