"""The unit's self-check: looked through before it is taken over, then beside what the team finds."""

from collections.abc import Sequence

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from inspector_app.actions.self_check import accept, comparison, preview
from inspector_app.actions.visits import OpenVisit
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.fact_kinds import fact_in_words
from inspector_app.checklist.self_check import Agreement, Comparison, Problem, ProblemKind, Reading
from inspector_app.checklist.template import Item
from inspector_app.checklist.visit import Reported
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.dialogs.files import choose_file, read_chosen
from inspector_app.gui.dialogs.form import FormDialog
from inspector_app.gui.tasks import Task
from inspector_app.gui.theme import GRID, measure, role
from inspector_app.gui.widgets.entries import LineEntry
from inspector_app.gui.widgets.lines_table import Column, LinesTable
from inspector_app.gui.widgets.sections import words
from inspector_app.gui.words import VERDICTS
from inspector_app.i18n import Translate

LARGEST = 30_000_000
"""Bytes of a filled self-check."""
PROBLEMS = {
    ProblemKind.OTHER_VERSION: N_("The requirement has changed since; ask the unit anew"),
    ProblemKind.UNKNOWN_ITEM: N_("Not an item of this checklist"),
    ProblemKind.UNKNOWN_WORD: N_("Not one of the verdicts; the rest of the row is taken"),
    ProblemKind.TWICE: N_("Answered twice; the first row is taken"),
    ProblemKind.NO_KEY: N_("A row that the unit added"),
    ProblemKind.UNCALCULATED: N_("A formula without its result"),
}
AGREEMENTS = {
    Agreement.DIFFERS: N_("Differs"),
    Agreement.BY_EYE: N_("To be compared"),
    Agreement.ONLY_UNIT: N_("Only the unit"),
    Agreement.ONLY_TEAM: N_("Only the team"),
    Agreement.EQUAL: N_("Same verdict"),
}


class SelfCheckPreview(FormDialog):
    """What a filled self-check says, before it is taken over; what is not taken is listed with its place."""

    def __init__(self, context: Context, reading: Reading, opened: OpenVisit, parent: QWidget) -> None:
        translate = context.translate
        count = len(reading.answered)
        act = translate(N_("Take over {count} rows")).format(count=count)
        super().__init__(translate, translate(N_("Self-check of the unit")), act, parent)
        measure(self, least_width=96 * GRID)
        told = [
            translate(N_("{answered} of {rows} rows are filled in.")).format(
                answered=count, rows=len(reading.rows)
            )
        ]
        if reading.missing:
            missing = translate(N_("Items without a row: {items}."))
            told.append(missing.format(items=", ".join(reading.missing)))
        self.said = words("\n".join(told))
        self.section.add_wide(self.said)
        self.other_visit = role(words(translate(N_("The file was made for another visit."))), "warning")
        self.other_visit.setVisible(reading.visit is not None and reading.visit != opened.visit.id)
        self.section.add_wide(self.other_visit)
        self.problems = LinesTable(
            translate(N_("Not taken over")),
            (
                Column(translate(N_("Sheet and cell")), 20 * GRID),
                Column(translate(N_("Item")), 8 * GRID),
                Column(translate(N_("Why")), 28 * GRID),
                Column(translate(N_("What stands there"))),
            ),
            key=lambda problem: problem,
        )
        self.problems.show_lines([(self._texts(own), own) for own in reading.problems])
        measure(self.problems, least_height=26 * GRID)
        heading = translate(N_("{count} place(s) are not taken over:")).format(count=len(reading.problems))
        self.heading = role(words(heading), "label")
        for part in (self.heading, self.problems):
            part.setVisible(bool(reading.problems))
            self.section.add_wide(part)
        self.act.setEnabled(bool(reading.rows))

    def _texts(self, problem: Problem) -> tuple[str, ...]:
        return problem.place, problem.item or "", self.translate(PROBLEMS[problem.kind]), problem.words


class ComparisonDialog(FormDialog):
    """Đơn vị báo cáo beside Đoàn kiểm tra, differing lines first; a line leads to its item."""

    def __init__(
        self, context: Context, opened: OpenVisit, found: Sequence[Comparison], parent: QWidget
    ) -> None:
        translate = context.translate
        super().__init__(translate, translate(N_("Unit and team side by side")), None, parent)
        measure(self, least_width=124 * GRID)
        self._context = context
        counts = {state: sum(own.agreement is state for own in found) for state in Agreement}
        told = [f"{translate(AGREEMENTS[state])}: {count}" for state, count in counts.items() if count] or [
            translate(N_("Neither side has said anything yet."))
        ]
        self.said = words(" · ".join(told))
        self.section.add_wide(self.said)
        self.search = LineEntry()
        self.search.setPlaceholderText(translate(N_("Search, with or without marks")))
        self.search.setAccessibleName(translate(N_("Search in the comparison")))
        self.section.add_wide(self.search)
        self.table = LinesTable(
            translate(N_("Unit and team side by side")),
            (
                Column(translate(N_("Item"))),
                Column(translate(N_("The unit reports")), 36 * GRID),
                Column(translate(N_("The team finds")), 36 * GRID),
                Column(translate(N_("Comparison")), 14 * GRID),
            ),
            key=lambda line: line.item,
        )
        items = {item.id: item for item in opened.template.items}
        self.table.show_lines([(self._texts(own, items[own.item], opened), own) for own in found])
        measure(self.table, least_height=46 * GRID)
        self.table.line_opened.connect(self._go)
        self.search.textChanged.connect(self.table.look_for)
        self.section.add_wide(self.table)
        hint = translate(N_("Double-click a line to go to its item."))
        self.section.add_wide(role(words(hint), "small"))

    def _texts(self, line: Comparison, item: Item, opened: OpenVisit) -> tuple[str, ...]:
        translate = self._context.translate
        answer = opened.visit.answer(item.id)
        team = [translate(VERDICTS[answer.verdict])] if answer.verdict is not None else []
        for spec in item.facts:
            fact = answer.facts.get(spec.id)
            if fact is not None and (said := fact_in_words(fact)):
                team.append(f"{self._context.worded(spec.label)}: {said}")
        return (
            f"{item.id}  {self._context.worded(item.question)}",
            reported_in_words(line.reported, translate),
            "\n".join(team),
            translate(AGREEMENTS[line.agreement]),
        )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Only now the columns have their widths, by which the texts wrap.
        self.table.resizeRowsToContents()

    def _go(self, line: Comparison) -> None:
        self.accept()
        self._context.go_to(f"answer:{line.item}", "verdict")


def reported_in_words(reported: Reported | None, translate: Translate) -> str:
    """What the unit says of itself, one line each: verdict, figures, words, evidence."""
    if reported is None:
        return ""
    verdict = translate(VERDICTS[reported.verdict]) if reported.verdict is not None else None
    evidence = (
        translate(N_("Evidence: {evidence}")).format(evidence=reported.evidence)
        if reported.evidence
        else None
    )
    return "\n".join(part for part in (verdict, reported.figures, reported.text, evidence) if part)


def take_in(context: Context, parent: QWidget) -> None:
    """Ask for the filled file, show what it says, and take it over where that is wanted."""
    opened, _ = context.visit, context.translate
    if opened is None:
        return
    title = _(N_("Take in the self-check of the unit"))
    path = choose_file(context, parent, title, _(N_("Self-check")), "*.xlsx *.csv")
    if path is None:
        return
    visit_id = opened.visit.id

    def read(workspace: Workspace, _task: Task) -> Reading:
        return preview(workspace, visit_id, read_chosen(path, LARGEST), path.name)

    def show(reading: Reading) -> None:
        if context.visit is None or context.visit.visit.id != visit_id:
            return
        dialog = SelfCheckPreview(context, reading, context.visit, parent)
        dialog.accepted.connect(lambda: context.perform(accept, visit_id, reading))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    context.run_task(_(N_("Reading {name}")).format(name=path.name), read, show)


def show_comparison(context: Context, parent: QWidget) -> None:
    """Show both sides of the open visit."""
    opened = context.visit
    found = context.ask(comparison, opened.visit.id) if opened is not None else None
    if opened is not None and found is not None:
        dialog = ComparisonDialog(context, opened, found, parent)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
