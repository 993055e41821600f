"""What became of an item, a shortcoming, a person or a text: every change, and the way back to a value it had."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QPushButton, QTableView, QWidget

from inspector_app.actions.history import Fields, bring_back, fields_of
from inspector_app.actions.visits import OpenVisit
from inspector_app.checklist.listed import of_item
from inspector_app.checklist.seal import Stage
from inspector_app.checklist.visit import FieldKey
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.dialogs.form import FormDialog
from inspector_app.gui.models.history import AFTER, BEFORE, REMARK, HistoryModel
from inspector_app.gui.theme import GRID, role
from inspector_app.gui.values import place_in_words
from inspector_app.gui.widgets.entries import ChoiceEntry
from inspector_app.gui.widgets.sections import words

_WIDTHS = (21, 18, 26, 22, 22, 17)


def show_history(
    context: Context, entity: str, field: str | None = None, parent: QWidget | None = None
) -> "HistoryDialog | None":
    """Open the history of an entity of the open visit, at one of its fields where one is given; of an item with its
    shortcomings and what the unit reported of itself. None where no visit is open."""
    opened = context.visit
    if opened is None:
        return None
    dialog = HistoryDialog(context, opened, entity, field, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog


class HistoryDialog(FormDialog):
    """A line for each change; below it the two values whole."""

    def __init__(
        self, context: Context, opened: OpenVisit, entity: str, field: str | None, parent: QWidget | None
    ) -> None:
        _ = context.translate
        super().__init__(_, _(N_("History")), None, parent)
        self._context = context
        self._entities = _with_what_belongs(opened, entity)
        self.resize(132 * GRID, 64 * GRID)
        self._known: Fields = context.ask(fields_of, opened.visit.id, self._entities) or Fields({})
        keys: list[FieldKey | None] = [None, *self._known.counts]
        whole = _(N_("All fields")) + f" ({self._known.total})"
        names = [whole] + [self._name(opened, key) for key in self._known.counts]
        self.field = ChoiceEntry(list(zip(keys, names, strict=True)))
        self.field.edited.connect(lambda _key: self._show())
        self.section.add(_(N_("Field")), self.field, 2)
        if field is not None and (entity, field) in self._known.counts:
            self.field.show_value((entity, field))
        self.none = role(words(_(N_("Nothing was written here yet."))), "soft")
        self.section.add_wide(self.none)
        self.model = HistoryModel(context, opened, self)
        self.table = self._made_table()
        self.section.add_wide(self.table)
        self.values = words()
        self.values.setMinimumHeight(6 * GRID)
        self.section.add_wide(self.values)
        self.back = QPushButton(_(N_("Bring this value back")))
        self.back.setAutoDefault(False)
        self.back.clicked.connect(self._bring_back)
        self.buttons.addButton(self.back, self.buttons.ButtonRole.ActionRole)
        context.visit_changed.connect(self._visit_changed)
        self._show()

    def _made_table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        table.setAccessibleName(self.translate(N_("History")))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setMinimumHeight(28 * GRID)
        table.setWordWrap(False)
        rows = table.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(table.fontMetrics().height() + 2 * GRID)
        for column, width in enumerate(_WIDTHS):
            table.setColumnWidth(column, width * GRID)
        table.horizontalHeader().setStretchLastSection(True)
        table.selectionModel().currentRowChanged.connect(self._tell)
        return table

    def _name(self, opened: OpenVisit, key: FieldKey) -> str:
        place, known_by = place_in_words(self._context, opened, key)
        named = place if key[0].startswith("answer:") or not known_by else f"{place}: {known_by}"
        return f"{named} ({self._known.counts[key]})"

    def _show(self) -> None:
        opened = self._context.visit
        if opened is None:
            return
        key = self.field.value
        if isinstance(key, tuple):
            self.model.show(opened, (key[0],), key[1])
        else:
            self.model.show(opened, self._entities, None)
        some = self.model.rowCount() > 0
        self.none.setVisible(not some)
        self.table.setVisible(some)
        if some:
            self.table.selectRow(0)
        self._tell(self.table.currentIndex())

    def _tell(self, index: QModelIndex, _before: QModelIndex | None = None) -> None:
        """The values of the chosen change, whole."""
        opened, line = self._context.visit, self.model.line(index.row())
        self.values.setVisible(line is not None)
        self.back.setEnabled(line is not None and opened is not None and opened.stage is Stage.CHECKING)
        if line is None:
            return
        _, row = self.translate, index.row()
        said = [
            _(N_("Before: {value}")).format(value=self.model.text(row, BEFORE)),
            _(N_("After: {value}")).format(value=self.model.text(row, AFTER)),
        ]
        self.values.setText("\n".join([*said, *filter(None, [self.model.text(row, REMARK)])]))

    def _bring_back(self) -> None:
        opened, line = self._context.visit, self.model.line(self.table.currentIndex().row())
        if opened is not None and line is not None:
            done = self._context.perform(bring_back, opened.visit.id, line.event)
            if done is not None:
                self._context.say(self.translate(N_("The earlier value stands again; undo takes it back.")))

    def _visit_changed(self, opened: OpenVisit | None) -> None:
        if opened is None or opened.visit.id != self.model.visit:
            self.reject()
        else:
            self._show()


def _with_what_belongs(opened: OpenVisit, entity: str) -> Sequence[str]:
    """An item is asked about with everything that stands on its card."""
    kind, _, identity = entity.partition(":")
    if kind != "answer":
        return (entity,)
    found = of_item(opened.visit.findings, identity)
    return (entity, f"reported:{identity}", *(f"finding:{own.id}" for own in found))
