"""Which items a thematic inspection looks at: a tree of areas and items with boxes to tick."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QTreeWidget, QTreeWidgetItem, QWidget

from inspector_app.checklist.folding import fold
from inspector_app.checklist.template import ItemId, Template
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.dialogs.form import FormDialog
from inspector_app.gui.theme import GRID, measure, role
from inspector_app.gui.widgets.entries import LineEntry
from inspector_app.gui.widgets.sections import beside, words

_ITEM = Qt.ItemDataRole.UserRole
_CHECKED = Qt.CheckState.Checked
_UNCHECKED = Qt.CheckState.Unchecked


class ScopeDialog(FormDialog):
    """`scope` is what is ticked, in the checklist's order; None where that is everything."""

    def __init__(
        self, context: Context, template: Template, scope: tuple[ItemId, ...] | None, parent: QWidget
    ) -> None:
        translate = context.translate
        super().__init__(translate, translate(N_("Items of this inspection")), translate(N_("Done")), parent)
        measure(self, least_width=104 * GRID)
        self.search = LineEntry()
        self.search.setPlaceholderText(translate(N_("Search, with or without marks")))
        self.search.setAccessibleName(translate(N_("Search in the checklist")))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._look_for)
        self.all = role(QPushButton(translate(N_("Tick all"))), "quiet")
        self.none = role(QPushButton(translate(N_("Untick all"))), "quiet")
        for button, state in ((self.all, _CHECKED), (self.none, _UNCHECKED)):
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on=False, wanted=state: self._tick_shown(wanted))
        self.section.add_wide(beside(self.search, self.all, self.none, stretch=0))
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setWordWrap(True)
        measure(self.tree, least_height=42 * GRID)
        self.tree.setAccessibleName(translate(N_("Items of this inspection")))
        self.lines: dict[ItemId, QTreeWidgetItem] = {}
        self._headings: list[tuple[QTreeWidgetItem, list[QTreeWidgetItem]]] = []
        for area in template.areas:
            heading = self._line(context.worded(area.heading))
            lines = []
            for item in template.items_of(area.id):
                line = self._line(f"{item.id}  {context.worded(item.question)}")
                line.setData(0, _ITEM, item.id)
                line.setCheckState(0, _CHECKED if scope is None or item.id in scope else _UNCHECKED)
                heading.addChild(line)
                lines.append(line)
                self.lines[item.id] = line
            if heading.childCount():
                heading.setFlags(heading.flags() | Qt.ItemFlag.ItemIsAutoTristate)
                self.tree.addTopLevelItem(heading)
                self._headings.append((heading, lines))
        self._order = tuple(item.id for item in template.items)
        self.section.add_wide(self.tree)
        self.said = words()
        self.section.add_wide(self.said)
        self.tree.itemChanged.connect(lambda _line, _column: self._say())
        self._say()

    @property
    def scope(self) -> tuple[ItemId, ...] | None:
        """The ticked items; None where all are."""
        ticked = tuple(own for own in self._order if self.lines[own].checkState(0) is _CHECKED)
        return None if len(ticked) == len(self._order) else ticked

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.tree.doItemsLayout()  # rows measured before the theme was on are too low

    def problem(self) -> str | None:
        if self.scope == ():
            return self.translate(N_("Tick at least one item."))
        return None

    def _line(self, text: str) -> QTreeWidgetItem:
        line = QTreeWidgetItem([text])
        line.setFlags(line.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        line.setToolTip(0, text)
        return line

    def _say(self) -> None:
        scope = self.scope
        count = len(self._order) if scope is None else len(scope)
        said = self.translate(N_("{count} of {all} items"))
        self.said.setText(said.format(count=count, all=len(self._order)))

    def _look_for(self, text: str) -> None:
        sought = fold(text).split()
        for heading, lines in self._headings:
            for line in lines:
                line.setHidden(not all(word in fold(line.text(0)) for word in sought))
            shown = any(not line.isHidden() for line in lines)
            heading.setHidden(not shown)
            heading.setExpanded(bool(sought) and shown)

    def _tick_shown(self, state: Qt.CheckState) -> None:
        for line in self.lines.values():
            if not line.isHidden():
                line.setCheckState(0, state)
