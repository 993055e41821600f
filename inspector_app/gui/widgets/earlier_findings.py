"""Tồn tại lần trước: what former inspections left open, looked at again one by one."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSplitter, QVBoxLayout, QWidget

from inspector_app.actions import follow_up, open_findings
from inspector_app.actions.visits import OpenVisit
from inspector_app.actions.workspace import Changed, Workspace
from inspector_app.checklist.follow_up import EarlierFinding, days_overdue
from inspector_app.checklist.handover import signature_name
from inspector_app.checklist.visit import VisitId
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.dialogs.files import choose_file, read_chosen
from inspector_app.gui.dialogs.open_findings import OpenFindingsDialog
from inspector_app.gui.models.ledger import STATES
from inspector_app.gui.tasks import Task
from inspector_app.gui.theme import GRID, role
from inspector_app.gui.widgets.earlier_editor import EarlierEditor, due_text
from inspector_app.gui.widgets.empty import EmptyState, WithEmptyState
from inspector_app.gui.widgets.finding_list import GroupedList, Line

MOST_SIGNATURE = 100_000


class EarlierFindings(QWidget):
    """The list on the left, the chosen one on the right; how many are not looked at yet stands in `title`."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        translate = context.translate
        self._opened: OpenVisit | None = None
        self._locked = False
        self.list = GroupedList(translate(N_("Shortcomings of the last inspection")))
        self.list.chosen.connect(lambda _key: self._show_chosen())
        self.editor = EarlierEditor(context)
        self.fetch_button = QPushButton(translate(N_("Fetch the last inspection's shortcomings")))
        self.fetch_button.clicked.connect(self.fetch)
        self.file_button = role(QPushButton(translate(N_("From the office's file…"))), "quiet")
        self.file_button.clicked.connect(self._ask_file)
        left = role(QWidget(), "panel")
        column = QVBoxLayout(left)
        column.setContentsMargins(GRID, GRID, GRID, GRID)
        column.addWidget(self.list, 1)
        column.addWidget(self.fetch_button)
        column.addWidget(self.file_button)
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setChildrenCollapsible(False)
        halves.addWidget(left)
        halves.addWidget(self.editor)
        halves.setStretchFactor(0, 2)
        halves.setStretchFactor(1, 3)
        empty = EmptyState(
            translate(N_("Nothing was carried over from an earlier inspection of this unit.")),
            self.fetch_button.text(),
        )
        empty.wanted.connect(self.fetch)
        self.empty_file = role(QPushButton(self.file_button.text()), "quiet")
        self.empty_file.clicked.connect(self._ask_file)
        layout = empty.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(layout.count() - 1, self.empty_file, 0, Qt.AlignmentFlag.AlignHCenter)
        self.stack = WithEmptyState(halves, empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)

    @property
    def title(self) -> str:
        """With the number still to be looked at."""
        name = self._context.translate(N_("Last inspection"))
        earlier = self._opened.visit.earlier if self._opened is not None else ()
        if not earlier:
            return name
        return f"{name} ({sum(own.state is not None for own in earlier)}/{len(earlier)})"

    def show_visit(self, opened: OpenVisit | None, locked: bool) -> None:
        """Show what the visit looks at again."""
        self._opened, self._locked = opened, locked
        if opened is None:
            self.editor.form.clear()
            return
        self.stack.show_content(bool(opened.visit.earlier))
        self.list.show_lines(
            [self._line(number, own) for number, own in enumerate(opened.visit.earlier, start=1)]
        )
        for button in (self.fetch_button, self.file_button, self.stack.empty.button, self.empty_file):
            button.setEnabled(not locked)
        self._show_chosen()

    def choose(self, earlier: str, field: str) -> None:
        """Bring one into sight, with the keyboard in its state or remark."""
        self.list.choose(earlier)
        self.editor.form.focus(field or "state")

    def fetch(self) -> None:
        """Lấy tồn tại lần trước: from the follow-up book or the last visit of this computer."""
        if self._opened is None:
            return
        if not (self._opened.visit.details.unit or self._opened.visit.details.unit_code):
            self._context.say(self._context.translate(N_("Name the inspected unit at step 1 first.")))
            self._context.go_to("visit", "unit")
            return
        title = self._context.translate(N_("Fetching the last inspection's shortcomings"))
        self._context.run_task(title, partial(_fetch, self._opened.visit.id), self._fetched)

    def open_file(self, path: Path) -> None:
        """Show a file of the office with who signed it, and take it over when the person agrees."""
        if self._opened is None:
            return
        opened = self._context.ask(_open, path, self._opened.visit.id)
        if opened is None:
            return
        dialog = OpenFindingsDialog(self._context, opened, self)
        if dialog.exec():
            self._fetched(
                self._context.perform(
                    open_findings.take_over,
                    self._opened.visit.id,
                    opened,
                    accept_doubts=dialog.accepted_doubts,
                )
            )

    def _fetched(self, changed: Changed | None) -> None:
        if changed is not None:
            text = N_("Carried over: {count} shortcoming(s).")
            if not follow_up.carried(changed):
                text = N_("Nothing new is open: no earlier shortcoming of this unit is known here.")
            self._context.say(self._context.translate(text).format(count=follow_up.carried(changed)))

    def _ask_file(self) -> None:
        translate = self._context.translate
        title = translate(N_("Choose the office's file of open shortcomings"))
        path = choose_file(self._context, self, title, translate(N_("Open shortcomings")), "*.json")
        if path is not None:
            self.open_file(path)

    def _show_chosen(self) -> None:
        if self._opened is not None:
            found = next((own for own in self._opened.visit.earlier if own.id == self.list.key), None)
            if found is not None:
                self.editor.show_earlier(self._opened, found, self._locked)

    def _line(self, number: int, own: EarlierFinding) -> Line:
        translate = self._context.translate
        opened_at = self._opened.visit.details.opened_at if self._opened is not None else None
        state = translate(STATES[own.state] if own.state else N_("Not looked at this time"))
        due = due_text(own, days_overdue(own.due_on, opened_at.date() if opened_at else None), translate)
        taken_up = translate(N_("recurring")) if own.continued_by else ""
        below = " · ".join(part for part in (state, taken_up, due) if part)
        return Line(own.id, f"{number}. {own.text or '…'}", below)


def _fetch(visit_id: VisitId, workspace: Workspace, _task: Task) -> Changed:
    return follow_up.fetch(workspace, visit_id)


def _open(workspace: Workspace, path: Path, visit_id: VisitId) -> open_findings.OpenedFile:
    from inspector_app.checklist.open_findings import MOST

    beside = path.with_name(signature_name(path.name))
    signature = read_chosen(beside, MOST_SIGNATURE) if beside.exists() else None
    return open_findings.open_file(workspace, read_chosen(path, MOST), signature, visit_id)
