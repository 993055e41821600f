"""Two versions of checklists side by side: chosen from a list, compared beside the window."""

from functools import partial

from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from inspector_app.actions import templates
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.comparison import Comparison
from inspector_app.checklist.editions import Edition
from inspector_app.checklist.template import Template
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.tasks import Task
from inspector_app.gui.theme import GRID, role
from inspector_app.gui.widgets.comparison_table import ComparisonTable
from inspector_app.gui.widgets.sections import beside

Compared = tuple[Comparison, Template, Template]
SIZE = (120 * GRID, 68 * GRID)


class ComparisonDialog(QDialog):
    """Nothing here changes anything."""

    def __init__(
        self, context: Context, editions: tuple[Edition, ...], chosen: Edition, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        translate = context.translate
        self._context = context
        self._editions = editions
        self.setWindowTitle(translate(N_("Compare two versions")))
        self.resize(*SIZE)
        self.before, self.after = (self._choice(name) for name in (N_("Before"), N_("After")))
        self.table = ComparisonTable(context)
        row = beside(
            *(
                part
                for label, choice in ((N_("Before"), self.before), (N_("After"), self.after))
                for part in (role(QLabel(translate(label)), "label"), choice)
            )
        )
        for place in (1, 3):
            row.setStretch(place, 1)
        buttons = QDialogButtonBox(self)
        buttons.addButton(translate(N_("Close")), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.addLayout(row)
        column.addWidget(self.table, 1)
        column.addWidget(buttons)
        self._begin_with(chosen)
        for choice in (self.before, self.after):
            choice.currentIndexChanged.connect(self._compare)
        self._compare()

    def _choice(self, name: str) -> QComboBox:
        choice = QComboBox()
        choice.setAccessibleName(self._context.translate(name))
        choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        choice.setMinimumContentsLength(20)
        for own in self._editions:
            title = self._context.worded(own.title)
            choice.addItem(f"{own.ref.id} {own.ref.version} · {title}", own.ref.sha256)
        return choice

    def _begin_with(self, chosen: Edition) -> None:
        """The chosen version, held against the next older one of the same checklist."""
        of_id = [own for own in self._editions if own.ref.id == chosen.ref.id]
        place = of_id.index(chosen)
        older = of_id[place + 1] if place + 1 < len(of_id) else of_id[place - 1]
        pair = (older, chosen) if place + 1 < len(of_id) else (chosen, older)
        for choice, own in zip((self.before, self.after), pair, strict=True):
            choice.setCurrentIndex(self._editions.index(own))

    def _compare(self) -> None:
        before, after = self.before.currentData(), self.after.currentData()
        title = self._context.translate(N_("Comparing"))
        self._context.run_task(title, partial(_compare, before, after), self._show)

    def _show(self, compared: Compared) -> None:
        found, old, new = compared
        if (old.digest, new.digest) == (self.before.currentData(), self.after.currentData()):
            self.table.show_comparison(found, old, new)


def _compare(before: str, after: str, workspace: Workspace, _task: Task) -> Compared:
    old, new = (templates.template_of(workspace, sha256) for sha256 in (before, after))
    return templates.compare(workspace, before, after), old, new
