"""Step 3, Tồn tại, kiến nghị: shortcomings by heading, recommendations, assessment, the unit's side, closing."""

import itertools
from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSplitter, QTabWidget, QVBoxLayout, QWidget

from inspector_app.actions.answers import add_finding, add_recommendation
from inspector_app.actions.visits import OpenVisit
from inspector_app.checklist.finding import Audience, Deadline, Finding
from inspector_app.checklist.sentences import shortcoming_of
from inspector_app.checklist.template import Template
from inspector_app.checklist.visit import FieldKey
from inspector_app.checklist.wording import deadline_in_words
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.dialogs.finding import FindingDialog
from inspector_app.gui.field_keys import FieldKeys
from inspector_app.gui.theme import GRID, measure, role
from inspector_app.gui.widgets.earlier_findings import EarlierFindings
from inspector_app.gui.widgets.empty import EmptyState, WithEmptyState
from inspector_app.gui.widgets.entries import day_text
from inspector_app.gui.widgets.finding_editor import FindingEditor
from inspector_app.gui.widgets.finding_list import GroupedList, Line
from inspector_app.gui.widgets.locked import LockedLine
from inspector_app.gui.widgets.opinions import OpinionEditor
from inspector_app.gui.widgets.recommendation_editor import AUDIENCES, RecommendationEditor
from inspector_app.gui.widgets.statements import ASSESSMENT, ClosingEditor, TextsEditor

LEAST_LIST, MOST_LIST = 30 * GRID, 72 * GRID
FIRST_WORDS = "Đề nghị "
"""How a recommendation begins in the minutes; a Vietnamese legal document whatever the interface speaks."""


class FindingsPage(QWidget):
    """Six tabs: what the visit found, what both sides say of it, and what the last inspection left open."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        translate = context.translate
        self._opened: OpenVisit | None = None
        self._locked = False
        self._line = LockedLine(context)
        self.finding_list = GroupedList(translate(N_("Shortcomings")))
        self.finding_editor = FindingEditor(context)
        self.finding_list.chosen.connect(lambda _key: self._show_finding())
        self.recommendation_list = GroupedList(translate(N_("Recommendations")))
        self.recommendation_editor = RecommendationEditor(context)
        self.recommendation_list.chosen.connect(lambda _key: self._show_recommendation())
        self.add_finding_button = QPushButton(translate(N_("Add a shortcoming")))
        self.add_recommendation_button = QPushButton(translate(N_("Add a recommendation")))
        self.findings = self._half(
            self.finding_list,
            self.finding_editor,
            self.add_finding_button,
            N_("No shortcoming yet. Partly and No at step 2 make theirs by themselves."),
            self.add_one_finding,
        )
        self.recommendations = self._half(
            self.recommendation_list,
            self.recommendation_editor,
            self.add_recommendation_button,
            N_("No recommendation yet. One may cover many shortcomings or none."),
            self.add_one_recommendation,
        )
        self.assessment = TextsEditor(context, "assessment", N_("General assessment"), ASSESSMENT)
        self.opinion = OpinionEditor(context)
        self.closing = ClosingEditor(context)
        self.earlier = EarlierFindings(context)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setUsesScrollButtons(True)
        for part, title in (
            (self.findings, N_("Shortcomings")),
            (self.recommendations, N_("Recommendations")),
            (self.assessment, N_("General assessment")),
            (self.opinion, N_("Opinion of the unit")),
            (self.closing, N_("Closing")),
            (self.earlier, N_("Last inspection")),
        ):
            self.tabs.addTab(part, translate(title))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._line)
        column.addWidget(self.tabs, 1)
        empty = EmptyState(translate(N_("No visit is open. Choose one in the list of visits.")), None)
        self._stack = WithEmptyState(inside, empty)
        self.field_keys = FieldKeys(context, self, self._meant)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    def show_visit(self, opened: OpenVisit | None) -> None:
        """Show the visit as it stands."""
        self._stack.show_content(opened is not None)
        if opened is None:
            for form in (self.finding_editor.form, self.recommendation_editor.form, self.closing.form):
                form.clear()
            self.earlier.show_visit(None, locked=True)
            self._opened = None
            return
        self._opened = opened
        self._locked = self._line.show_visit(opened)
        visit = opened.visit
        self.finding_list.show_lines(self._finding_lines(opened))
        self.recommendation_list.show_lines(self._recommendation_lines(opened))
        self.findings.show_content(bool(visit.findings))
        self.recommendations.show_content(bool(visit.recommendations))
        self._show_finding()
        self._show_recommendation()
        self.assessment.show_entity(opened, visit.assessment, self._locked)
        self.opinion.show_visit(opened, self._locked)
        self.earlier.show_visit(opened, self._locked)
        self.tabs.setTabText(self.tabs.indexOf(self.earlier), self.earlier.title)
        self.closing.show_visit(opened, self._locked)
        for half, button in (
            (self.findings, self.add_finding_button),
            (self.recommendations, self.add_recommendation_button),
        ):
            button.setEnabled(not self._locked)
            half.empty.button.setEnabled(not self._locked)
        for index, count in enumerate((sum(map(visit.concerns, visit.findings)), len(visit.recommendations))):
            title = self._context.translate((N_("Shortcomings"), N_("Recommendations"))[index])
            self.tabs.setTabText(index, f"{title} ({count})")

    def reveal(self, entity: str, field: str) -> None:
        """Bring a shortcoming, a recommendation or a text into sight."""
        kind, _, key = entity.partition(":")
        match kind:
            case "finding":
                self.tabs.setCurrentWidget(self.findings)
                self.finding_list.choose(key)
                self.finding_editor.form.focus(field or "text")
            case "earlier":
                self.tabs.setCurrentWidget(self.earlier)
                self.earlier.choose(key, field)
            case "recommendation":
                self.tabs.setCurrentWidget(self.recommendations)
                self.recommendation_list.choose(key)
                self.recommendation_editor.form.focus(field or "text")
            case "assessment":
                self.tabs.setCurrentWidget(self.assessment)
                self.assessment.form.focus(field)
            case "opinion":
                self.tabs.setCurrentWidget(self.opinion)
                self.opinion.focus(field)
            case _:
                self.tabs.setCurrentWidget(self.closing)
                self.closing.form.focus(field)

    def _meant(self) -> FieldKey | None:
        """What its history is asked of where nothing is being typed."""
        shown = self.tabs.currentWidget()
        for half, listed, kind in (
            (self.findings, self.finding_list, "finding"),
            (self.recommendations, self.recommendation_list, "recommendation"),
        ):
            if shown is half and listed.key is not None:
                return f"{kind}:{listed.key}", ""
        singles = {self.assessment: "assessment", self.opinion: "opinion", self.closing: "visit"}
        entity = singles.get(shown)
        return None if entity is None else (entity, "")

    def add_one_finding(self) -> None:
        """Ask what the new shortcoming is about, and add it."""
        opened = self._opened
        if opened is None:
            return
        taken = {item for finding in opened.visit.findings for item in finding.items}
        dialog = FindingDialog(self._context, opened.template, taken, self)
        if dialog.exec():
            added = self._context.perform(add_finding, opened.visit.id, dialog.chosen, dialog.words)
            if added is not None:
                self.reveal(f"finding:{added}", "text")

    def add_one_recommendation(self) -> None:
        """Add a recommendation to the unit and begin its sentence."""
        if self._opened is not None:
            added = self._context.perform(
                add_recommendation, self._opened.visit.id, Audience.UNIT, FIRST_WORDS.strip()
            )
            if added is not None:
                self.reveal(f"recommendation:{added}", "text")

    def _half(
        self,
        listed: GroupedList,
        editor: QWidget,
        button: QPushButton,
        sentence: str,
        add: Callable[[], None],
    ) -> WithEmptyState:
        translate = self._context.translate
        left = measure(role(QWidget(), "panel"), least_width=LEAST_LIST, most_width=MOST_LIST)
        column = QVBoxLayout(left)
        column.setContentsMargins(GRID, GRID, GRID, GRID)
        column.addWidget(listed, 1)
        column.addWidget(button)
        button.clicked.connect(add)
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setChildrenCollapsible(False)
        halves.addWidget(left)
        halves.addWidget(editor)
        halves.setStretchFactor(0, 2)
        halves.setStretchFactor(1, 3)
        empty = EmptyState(translate(sentence), button.text())
        empty.wanted.connect(add)
        return WithEmptyState(halves, empty)

    def _show_finding(self) -> None:
        key = self.finding_list.key
        if self._opened is not None:
            found = next((f for f in self._opened.visit.findings if f.id == key), None)
            if found is not None:
                self.finding_editor.show_finding(self._opened, found, self._locked)

    def _show_recommendation(self) -> None:
        key = self.recommendation_list.key
        if self._opened is not None:
            found = next((r for r in self._opened.visit.recommendations if r.id == key), None)
            if found is not None:
                self.recommendation_editor.show_recommendation(self._opened, found, self._locked)

    def _finding_lines(self, opened: OpenVisit) -> list[Line]:
        lines: list[Line] = []
        numbers = itertools.count(1)
        numbered = [(next(numbers) if opened.visit.concerns(f) else None, f) for f in opened.visit.findings]
        for place, area in enumerate(opened.template.areas):
            own = [(n, f) for n, f in numbered if _area_index(f, opened.template) == place]
            if own:
                lines.append(Line(None, self._context.worded(area.heading)))
            for number, finding in own:
                text = shortcoming_of(finding, opened.template, opened.visit.answers) or "…"
                below = self._state(finding.owner, finding.deadline)
                if finding.recurs:
                    below = f"{self._context.translate(N_('Recurring'))} · {below}"
                if number is None:
                    unprinted = self._context.translate(N_("Does not apply to this unit: kept, not printed"))
                    lines.append(Line(finding.id, text, unprinted))
                else:
                    lines.append(Line(finding.id, f"{number}. {text}", below))
        return lines

    def _recommendation_lines(self, opened: OpenVisit) -> list[Line]:
        lines: list[Line] = []
        for audience, title in AUDIENCES.items():
            own = [r for r in opened.visit.recommendations if r.audience is audience]
            if own:
                lines.append(Line(None, self._context.translate(title)))
            for number, one in enumerate(own, 1):
                text = f"{number}. {one.text or '…'}"
                lines.append(Line(one.id, text, self._state(one.owner, one.deadline)))
        return lines

    def _state(self, owner: str | None, deadline: Deadline | None) -> str:
        translate = self._context.translate
        due = translate(N_("no deadline")) if deadline is None else _deadline_text(deadline)
        return f"{owner or translate(N_('nobody responsible'))} · {due}"


def _deadline_text(deadline: Deadline) -> str:
    """As the minutes will say it; a date as it is typed."""
    day: date | None = deadline.on
    return day_text(day) if day is not None else deadline_in_words(deadline)


def _area_index(finding: Finding, template: Template) -> int:
    """The heading it is printed under: that of its first item, else the first."""
    areas = [area.id for area in template.areas]
    for own in finding.items:
        if (item := template.item(own)) is not None:
            return areas.index(item.area)
    return 0
