"""A calm line on an item that two people wrote differently, with the way to see both; it reads the open visit only."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from inspector_app.actions.visits import OpenVisit
from inspector_app.checklist.template import Item
from inspector_app.checklist.visit import FieldKey, Visit
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.theme import GRID, role, show_icon
from inspector_app.gui.widgets.sections import words


class ConflictBanner(QFrame):
    """Hidden while everybody agrees."""

    def __init__(self, context: Context, item: Item, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._item = item
        self._keys: tuple[FieldKey, ...] = ()
        role(self, "differing")
        sign = QLabel(self)
        show_icon(sign, "warning", "FAIR")
        self.sentence = words(context.translate(N_("Two people wrote differently")), self)
        self.see = role(QPushButton(context.translate(N_("See both and choose")), self), "quiet")
        self.see.setAutoDefault(False)
        self.see.setAccessibleName(f"{item.id}: {self.sentence.text()}. {self.see.text()}")
        self.see.clicked.connect(self._see)
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID + GRID // 2, GRID // 2, GRID // 2, GRID // 2)
        row.setSpacing(GRID)
        row.addWidget(sign)
        row.addWidget(self.sentence, 1)
        row.addWidget(self.see)
        self.hide()

    @property
    def keys(self) -> tuple[FieldKey, ...]:
        """What differs."""
        return self._keys

    def show_visit(self, opened: OpenVisit) -> None:
        """Show itself where something of the item differs."""
        self._keys = conflicts_of_item(opened.visit, self._item)
        self.setVisible(bool(self._keys))

    def _see(self) -> None:
        from inspector_app.gui.dialogs.conflict import show_conflicts

        show_conflicts(self._context, self.window(), self._keys)


def conflicts_of_item(visit: Visit, item: Item) -> tuple[FieldKey, ...]:
    """The fields of an item's card that differ: of its answer, its shortcoming, its rows and its files."""
    if not visit.conflicts:
        return ()
    entities = {f"answer:{item.id}"}
    entities |= {f"finding:{finding.id}" for finding in visit.findings if item.id in finding.items}
    entities |= {f"row:{row.id}" for row in visit.rows if row.item == item.id}
    entities |= {f"evidence:{file.sha256}" for file in visit.evidence if item.id in file.items}
    return tuple((own.entity, own.field) for own in visit.conflicts if own.entity in entities)
