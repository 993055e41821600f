"""The papers before the visit: four files for the unit, and its self-check back in."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from inspector_app.actions.files import save_file
from inspector_app.actions.preparation import ENDINGS, Paper, file_name, paper
from inspector_app.actions.visits import OpenVisit
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.self_check import Agreement, compare
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.dialogs.files import choose_target
from inspector_app.gui.dialogs.self_check import show_comparison, take_in
from inspector_app.gui.tasks import Task
from inspector_app.gui.theme import GRID, role
from inspector_app.gui.widgets.entries import DayEntry
from inspector_app.gui.widgets.sections import Section, beside, words

TITLES = {
    Paper.NOTICE: N_("Letter on the schedule (Word)…"),
    Paper.OUTLINE: N_("Outline of the report (Word)…"),
    Paper.DOCUMENTS: N_("List of documents to prepare (Word)…"),
    Paper.SELF_CHECK: N_("Self-check form (Excel)…"),
}
KINDS = {".docx": N_("Word document"), ".xlsx": N_("Excel workbook")}


class PapersSection(Section):
    """Buttons for the four papers, and what the unit has sent back."""

    def __init__(self, context: Context, due: DayEntry, fault: str, parent: QWidget | None = None) -> None:
        self._translate = translate = context.translate
        super().__init__(translate(N_("Papers before the visit")), 2, parent)
        self._context = context
        self._opened: OpenVisit | None = None
        self.buttons: dict[Paper, QPushButton] = {}
        grid = QGridLayout()
        grid.setSpacing(GRID)
        for place, (kind, title) in enumerate(TITLES.items()):
            button = QPushButton(translate(title))
            button.clicked.connect(partial(self._ask_where, kind))
            grid.addWidget(button, place // 2, place % 2)
            self.buttons[kind] = button
        self.add_wide(grid)
        self.add(translate(N_("The unit reports by")), due, 1, fault)
        self.take_in = role(QPushButton(translate(N_("Take in the filled self-check…"))), "quiet")
        self.take_in.clicked.connect(lambda: take_in(context, self))
        self.compare = role(QPushButton(translate(N_("Unit and team side by side…"))), "quiet")
        self.compare.clicked.connect(lambda: show_comparison(context, self))
        self.said = role(words(), "soft")
        self.add_wide(beside(self.take_in, self.compare, self.said, stretch=2))

    def show_visit(self, opened: OpenVisit, locked: bool) -> None:
        """Show what the unit has reported so far."""
        self._opened = opened
        self.take_in.setEnabled(not locked)
        reported = len(opened.visit.reported)
        self.compare.setVisible(bool(reported))
        self.said.setVisible(bool(reported))
        if reported:
            found = compare(opened.visit, opened.template)
            differing = sum(line.agreement is Agreement.DIFFERS for line in found)
            text = self._translate(N_("{count} items reported, {differing} differ"))
            self.said.setText(text.format(count=reported, differing=differing))

    def write(self, kind: Paper, path: Path) -> None:
        """Write one paper to a file beside the window, and show the folder it lies in."""
        opened, translate = self._opened, self._translate
        if opened is None:
            return
        visit_id = opened.visit.id

        def job(workspace: Workspace, _task: Task) -> None:
            save_file(path, paper(workspace, visit_id, kind))

        def done(_result: object) -> None:
            self._context.say(translate(N_("Written: {name}")).format(name=path.name))
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))

        self._context.run_task(translate(N_("Writing {name}")).format(name=path.name), job, done)

    def _ask_where(self, kind: Paper, _on: bool = False) -> None:
        if self._opened is None:
            return
        title = self._translate(TITLES[kind]).rstrip("…")
        ending = ENDINGS[kind]
        kinds = self._translate(KINDS[ending])
        name = file_name(self._opened.visit, kind)
        path = choose_target(self._context, self, title, kinds, ending, name)
        if path is not None:
            self.write(kind, path)
