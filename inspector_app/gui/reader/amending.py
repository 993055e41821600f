"""Amending a paragraph while everybody looks: what it said on the left, what it is to say on the right."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent, QTextCursor
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from inspector_app.actions.reading import Source
from inspector_app.checklist.agreement import Request
from inspector_app.checklist.finding import Deadline
from inspector_app.checklist.follow_up import difference
from inspector_app.checklist.wording import deadline_in_words
from inspector_app.clock import ZONE
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.reader.panel import Panel
from inspector_app.gui.theme import GRID, role
from inspector_app.gui.values import place_in_words
from inspector_app.gui.widgets.composite_entries import DeadlineEntry
from inspector_app.gui.widgets.difference import DifferenceView
from inspector_app.gui.widgets.entries import AreaEntry, LineEntry, MomentEntry, cleaned, moment_text
from inspector_app.gui.widgets.sections import words

MOMENTS = frozenset({"opened_at", "closed_at"})
MOST_ROWS = 8


class BeforeView(DifferenceView):
    """As high as what it shows, up to a limit; then it scrolls."""

    def _fit(self) -> None:
        rows = max(1, min(MOST_ROWS, round(self.document().size().height())))
        around = 2 * GRID + round(2 * self.document().documentMargin())
        self.setFixedHeight(rows * self.fontMetrics().lineSpacing() + around)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def compare(self, before: str, after: str) -> None:
        """Show the words before, with what goes struck through and what comes underlined."""
        self.show_pieces(difference(before, after))
        self._fit()


class Amendment:
    """One field behind the paragraph: its words before and the entry for those that come."""

    def __init__(self, context: Context, source: Source, label: str, panel: Panel) -> None:
        self.source = source
        self.before: BeforeView | None = None
        self.entry: AreaEntry | MomentEntry | DeadlineEntry
        self._chosen: object = source.value
        if source.field in MOMENTS:
            self.entry = MomentEntry(ZONE)
        elif source.field == "deadline":
            self.entry = DeadlineEntry(context.translate)
        else:
            self.entry = AreaEntry(1)
        self.entry.show_value(source.ready if source.value is None and source.ready else source.value)
        self.entry.setAccessibleName(label)
        if isinstance(self.entry, DeadlineEntry):
            self.entry.edited.connect(self._choose)
        elif isinstance(self.entry, AreaEntry):
            self.before = BeforeView(f"{label}: {context.translate(N_('before'))}", panel)
            panel.large(self.before)
            self.entry.textChanged.connect(self._compare)
            self._compare()

    @property
    def text_before(self) -> str:
        own = self.source.ready if self.source.value is None else self.source.value
        if isinstance(own, Deadline):
            return deadline_in_words(own)
        return moment_text(own) if isinstance(own, datetime) else str(own or "")

    @property
    def value(self) -> object:
        """What stands in the entry. Raises ValueError for a time that cannot be read."""
        if isinstance(self.entry, DeadlineEntry):
            self.entry.flush()
            return self._chosen
        if isinstance(self.entry, MomentEntry):
            return self.entry.parse(self.entry.text())
        return cleaned(self.entry.toPlainText())

    @property
    def changed(self) -> bool:
        """Whether it says anything else than before. Raises ValueError as `value` does."""
        shown = self.source.ready if self.source.value is None else self.source.value
        return self.value != (shown or None)

    def use_ready(self) -> None:
        """Write the ready sentence into the entry."""
        if isinstance(self.entry, AreaEntry):
            self.entry.setPlainText(self.source.ready or "")
            self.entry.setFocus()

    def _choose(self, value: Deadline | None) -> None:
        self._chosen = value

    def _compare(self) -> None:
        if self.before is not None and isinstance(self.entry, AreaEntry):
            self.before.compare(self.text_before, cleaned(self.entry.toPlainText()) or "")


class AmendPanel(Panel):
    """Every field behind one paragraph; kept as one act."""

    kept = Signal(object, object)
    """[(Source, value)], Request | None that it accepts"""

    def __init__(
        self,
        context: Context,
        sources: Sequence[Source],
        request: Request | None,
        points: int,
        parent: QWidget,
    ) -> None:
        super().__init__(context, context.translate(N_("Amend the paragraph")), points, parent)
        _ = self.translate
        self.request = request
        self.amendments: list[Amendment] = []
        self.ready: list[QPushButton] = []
        if request is not None:
            said = words(f"{_(N_('The unit asks'))}: “{request.asked or ''}”")
            self.large(said)
            self.add(said)
        place = QWidget()
        self._grid = QGridLayout(place)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GRID)
        for column, text in enumerate((N_("As it stands, and what changes"), N_("As it is to read"))):
            self._grid.setColumnStretch(column, 1)
            self._grid.addWidget(role(words(_(text)), "label"), 0, column)
        for source in sources:
            self._add_source(source)
        self.add(place)
        self.finish()
        self.add_keep(_(N_("Keep these words")), self._keep)

    def begin(self) -> None:
        first = self.amendments[0].entry
        first.setFocus()
        if isinstance(first, AreaEntry):
            first.moveCursor(QTextCursor.MoveOperation.End)

    def _add_source(self, source: Source) -> None:
        opened = self.context.visit
        key = (source.entity, source.field)
        label = place_in_words(self.context, opened, key)[0] if opened is not None else source.field
        own = Amendment(self.context, source, label, self)
        self.large(own.entry)
        row = self._grid.rowCount()
        name = role(words(label), "label")
        name.setBuddy(own.entry)
        self._grid.addWidget(name, row, 0)
        if source.by_hand:
            button = role(QPushButton(self.translate(N_("Use the ready sentence"))), "link")
            button.setAccessibleName(f"{label}: {button.text()}")
            button.clicked.connect(lambda _on=False: own.use_ready())
            self._grid.addWidget(button, row, 1)
            self.ready.append(button)
        if own.before is not None:
            self._grid.addWidget(own.before, row + 1, 0)
            self._grid.addWidget(own.entry, row + 1, 1)
        else:
            before = words(own.text_before)
            self.large(before)
            self._grid.addWidget(before, row + 1, 0)
            self._grid.addWidget(own.entry, row + 1, 1)
        self.amendments.append(own)

    def _keep(self) -> None:
        try:
            changed = [(own.source, own.value) for own in self.amendments if own.changed]
        except ValueError:
            sentence = N_("Type day and time as day/month/year hour:minute, such as 06/6/2026 16:30.")
            self.complain(self.translate(sentence))
            faulty = [own.entry for own in self.amendments if isinstance(own.entry, LineEntry)]
            faulty[0].setFocus()
            return
        if not changed and self.request is None:
            self.left.emit()
            return
        self.kept.emit(changed, self.request)
