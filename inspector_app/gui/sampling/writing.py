"""Which items an examination is written into, with which verdicts; nothing is written before this is accepted."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from inspector_app.actions.sampling import Target, typed_rows
from inspector_app.actions.visits import OpenVisit
from inspector_app.checklist.e_documents import Examination, Outcome, outcome
from inspector_app.checklist.examination_rows import QUESTIONS as ASKED
from inspector_app.checklist.examination_rows import sample_for, suggested_verdict
from inspector_app.checklist.fact import FactKind
from inspector_app.checklist.fact_kinds import fact_in_words
from inspector_app.checklist.file_answers import DOCUMENTS
from inspector_app.checklist.template import FactSpec, Item, ItemId
from inspector_app.checklist.visit import ItemVerdict
from inspector_app.checklist.wording import interval_in_words
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.dialogs.form import FormDialog
from inspector_app.gui.sampling.words import QUESTIONS
from inspector_app.gui.theme import GRID, measure, role
from inspector_app.gui.widgets.entries import ChoiceEntry
from inspector_app.gui.widgets.folding import Folding
from inspector_app.gui.widgets.sections import Section, beside, words
from inspector_app.gui.words import VERDICTS

KEEP = "keep"
_OFFERED = (ItemVerdict.YES, ItemVerdict.PARTLY, ItemVerdict.NO)


def fillable(opened: OpenVisit, item: Item, fact: FactSpec) -> tuple[tuple[Item, FactSpec], ...]:
    """The sample that was come from, then every other that e-documents answer, of items that apply."""
    others = [
        (own, spec)
        for own in opened.template.items
        if opened.visit.applies(own.id)
        for spec in own.facts
        if spec.files in DOCUMENTS
        and spec.kind is FactKind.SAMPLE
        and (own.id, spec.id) != (item.id, fact.id)
        if (own.id, spec.id) not in opened.visit.hidden
    ]
    return ((item, fact), *others)


class TargetLine(QWidget):
    """One sample: whether it is filled, which signature it asks for, what it will say, which verdict follows."""

    edited = Signal()

    def __init__(
        self,
        context: Context,
        opened: OpenVisit,
        examination: Examination,
        item: Item,
        fact: FactSpec,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._translate = _ = context.translate
        self._opened, self._examination, self.item, self._fact = opened, examination, item, fact
        label = context.worded(fact.label)
        self.wanted = QCheckBox(f"{item.id}. {label}")
        self.wanted.toggled.connect(self._enable)
        self.figure = role(words(), "heading")
        self.figure.setWordWrap(False)
        self.question = ChoiceEntry([(name, _(text)) for name, text in QUESTIONS.items()])
        self.question.setAccessibleName(f"{item.id}: {_(N_('What is counted'))}")
        self.question.edited.connect(lambda _value: self._changed())
        self.question.setVisible(fact.files not in ASKED)
        self.held = role(words(self._holds()), "soft")
        self.held.setContentsMargins(3 * GRID, 0, 0, 0)
        self.held.hide()
        self.verdict = ChoiceEntry([(KEEP, "")])
        self.verdict.setAccessibleName(f"{item.id}: {_(N_('Verdict'))}")
        self.verdict.setVisible(item.asks_verdict)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        head: QHBoxLayout = beside(self.wanted, self.figure, stretch=0)
        column.addLayout(head)
        self._below = QWidget()
        row = QHBoxLayout(self._below)
        row.setContentsMargins(3 * GRID, 0, 0, 0)
        row.addWidget(self.question, 3)
        if item.asks_verdict:
            row.addWidget(role(words(_(N_("Verdict"))), "label"), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.verdict, 2)
        column.addWidget(self.held)
        column.addWidget(self._below)
        self._below.setVisible(item.asks_verdict or fact.files not in ASKED)
        self._below.setEnabled(False)
        self._changed()

    def propose(self, *, first: bool) -> None:
        """Tick the sample that was come from, and others while nothing is answered there; else say what is."""
        answer = self._opened.visit.answer(self.item.id)
        wanted = first or (answer.verdict is None and not answer.facts)
        self.wanted.setChecked(wanted)
        self.held.setVisible(not wanted)

    @property
    def target(self) -> Target:
        asked = ASKED.get(self._fact.files) if self._fact.files is not None else None
        return Target(self.item.id, self._fact.id, asked or str(self.question.value))

    @property
    def chosen_verdict(self) -> ItemVerdict | None:
        """The verdict to write; None leaves the item's own."""
        value = self.verdict.value
        return None if value == KEEP or not self.item.asks_verdict else ItemVerdict(str(value))

    def ask(self, of: str) -> None:
        """Which signature is counted where the checklist does not say."""
        self.question.show_value(of)
        self._changed()

    def _changed(self) -> None:
        of = self.target.of
        self.figure.setText(fact_in_words(sample_for(self._examination, of)) or "")
        suggested = suggested_verdict(self._examination, of)
        own = self._opened.visit.answer(self.item.id).verdict
        _ = self._translate
        stays = (
            _(N_("Leave it at “{verdict}”")).format(verdict=_(VERDICTS[own]))
            if own is not None
            else _(N_("Leave it open"))
        )
        self.verdict.offer([(KEEP, stays), *((each.value, _(VERDICTS[each])) for each in _OFFERED)])
        self.verdict.show_value(KEEP if suggested is None else suggested.value)
        self.edited.emit()

    def _holds(self) -> str:
        facts = self._opened.visit.answer(self.item.id).facts
        if self._fact.id in facts:
            return self._translate(N_("has figures already; tick to replace them"))
        return self._translate(N_("is answered already; tick to write the figures there too"))

    def _enable(self, wanted: bool) -> None:
        self._below.setEnabled(wanted)
        self.edited.emit()


class WritingDialog(FormDialog):
    """The samples to fill, what becomes of rows typed by hand and of failing files, and the interval on request."""

    def __init__(
        self,
        context: Context,
        opened: OpenVisit,
        examination: Examination,
        item: Item,
        fact: FactSpec,
        of: str,
        parent: QWidget,
    ) -> None:
        _ = context.translate
        super().__init__(_, _(N_("Write into the checklist")), _(N_("Write")), parent)
        measure(self, least_width=92 * GRID)
        self._opened, self._examination = opened, examination
        self.lines = [
            TargetLine(context, opened, examination, own, spec) for own, spec in fillable(opened, item, fact)
        ]
        self.lines[0].ask(of)
        for place, line in enumerate(self.lines):
            line.propose(first=place == 0)
            line.edited.connect(self._sum_up)
            self.section.add_wide(line)
        self.replace_typed = QCheckBox()
        self.section.add_wide(self.replace_typed)
        self.keep_failing = QCheckBox()
        self.section.add_wide(self.keep_failing)
        self.interval = QCheckBox(_(N_("Print it in the annex")))
        self.interval_words = role(words(), "soft")
        section = Section(_(N_("Confidence interval")))
        section.add_wide(self.interval_words)
        section.add_wide(self.interval)
        self.folding = Folding(section)
        self.folding.toggle.toggled.connect(lambda _on: QTimer.singleShot(0, self.adjustSize))
        self.section.add_wide(self.folding)
        told = _(
            N_(
                "The report of this check is kept beside the item and not printed. All of this can be undone in one step."
            )
        )
        self.section.add_wide(role(words(told), "small"))
        self._sum_up()

    @property
    def targets(self) -> tuple[Target, ...]:
        """The samples that shall be filled."""
        return tuple(line.target for line in self._wanted())

    @property
    def verdicts(self) -> Mapping[ItemId, ItemVerdict | None]:
        """The verdicts that shall be written."""
        return {
            line.item.id: line.chosen_verdict for line in self._wanted() if line.chosen_verdict is not None
        }

    def problem(self) -> str | None:
        """Writing into nothing is no act."""
        return None if self._wanted() else self.translate(N_("Choose at least one item."))

    def _wanted(self) -> Sequence[TargetLine]:
        return [line for line in self.lines if line.wanted.isChecked()]

    def _sum_up(self) -> None:
        _, visit = self.translate, self._opened.visit
        targets = self.targets
        typed = sum(len(typed_rows(visit, own.item, own.fact)) for own in targets)
        self.replace_typed.setText(
            _(N_("Take out {count} rows typed by hand; otherwise they stay in the list, uncounted")).format(
                count=typed
            )
        )
        self.replace_typed.setVisible(bool(typed))
        failing = [
            document
            for document in self._examination.documents
            if document.path and any(outcome(document, own.of) is Outcome.NO for own in targets)
        ]
        size = sum(document.size for document in failing) / 1_000_000
        self.keep_failing.setText(
            _(N_("Keep the {count} failing files as evidence ({size} MB); they are not printed")).format(
                count=len(failing), size=f"{size:.1f}".replace(".", ",")
            )
        )
        self.keep_failing.setVisible(bool(failing))
        self._show_interval(targets)

    def _show_interval(self, targets: Sequence[Target]) -> None:
        found = [sample_for(self._examination, own.of, interval=True).interval for own in targets]
        told = [
            f"{own.item}: {interval_in_words(interval)}"
            for own, interval in zip(targets, found, strict=True)
            if interval is not None
        ]
        none = self.translate(
            N_(
                "There is none: it takes a random draw from a larger number, all of it handed over and decided."
            )
        )
        self.interval_words.setText("\n".join(told) or none)
        self.interval.setEnabled(bool(told))
        if not told:
            self.interval.setChecked(False)
