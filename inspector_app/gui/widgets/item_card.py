"""One item of the checklist on the page: its question, its answer, and, while it is the current one, all that
belongs to it. It shows an open visit and saves through the context.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from inspector_app.actions.answers import set_verdict
from inspector_app.actions.visits import OpenVisit
from inspector_app.checklist.listed import of_item
from inspector_app.checklist.seal import Stage
from inspector_app.checklist.sentences import result_of, shortcoming_of
from inspector_app.checklist.template import Item
from inspector_app.checklist.visit import Answer, ItemVerdict, NotCheckedReason, ViolationKind
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.commands import asks_for
from inspector_app.gui.theme import GRID, measure, role
from inspector_app.gui.widgets.carried import Carried
from inspector_app.gui.widgets.conflict_banner import ConflictBanner
from inspector_app.gui.widgets.doors import invitation
from inspector_app.gui.widgets.drop_place import DropPlace
from inspector_app.gui.widgets.item_body import ItemBody
from inspector_app.gui.widgets.sections import words
from inspector_app.gui.widgets.verdict import VerdictRow, verdicts_of
from inspector_app.gui.words import answer_in_words


class ItemCard(DropPlace):
    """Folded: question, verdicts, the sentence for the minutes. Current: facts, sentences and notes as well.
    Files may be dropped on it.
    """

    wanted = Signal(str)
    """This item was clicked or tabbed into."""
    former_asked = Signal()
    """Last time's answer is wanted whole."""

    def __init__(self, context: Context, item: Item, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.item = item
        self._opened: OpenVisit | None = None
        self._current = False
        self._body: ItemBody | None = None
        self._former: str | None = None
        role(self, "card")
        self.setProperty("current", False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{item.id}. {context.worded(item.question)}")
        badge = role(QLabel(item.id, self), "badge")
        measure(badge, least_width=5 * GRID)
        badge.setAlignment(Qt.AlignmentFlag.AlignCenter)
        badge.setTextFormat(Qt.TextFormat.PlainText)
        self._question = words(context.worded(item.question), self)
        self._question.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        head = QHBoxLayout()
        head.setSpacing(GRID)
        head.addWidget(badge, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._question, 1, Qt.AlignmentFlag.AlignTop)
        self._required = role(QLabel(context.translate(N_("required")), self), "chip")
        self._required.hide()
        head.addWidget(self._required, 0, Qt.AlignmentFlag.AlignTop)
        self.verdicts = VerdictRow(context, item, self)
        self.verdicts.setVisible(not item.read_only)
        head.addWidget(self.verdicts.clear, 0, Qt.AlignmentFlag.AlignTop)
        self.verdicts.chosen.connect(self.choose)
        self._sentence = role(words(parent=self), "soft")
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(2 * GRID, GRID + GRID // 2, 2 * GRID, GRID + GRID // 2)
        self._column.setSpacing(GRID)
        self.conflict = ConflictBanner(context, item, self)
        self._column.addLayout(head)
        self._column.addWidget(self.conflict)
        self._column.addWidget(self.verdicts)
        self._column.addWidget(self._sentence)
        for button in self.verdicts.findChildren(QWidget):
            button.installEventFilter(self)
        self.dropped.connect(self._bring)

    @property
    def current(self) -> bool:
        return self._current

    @property
    def body(self) -> ItemBody | None:
        return self._body

    def show_visit(self, opened: OpenVisit) -> None:
        """Show what the visit says of this item."""
        self._opened = opened
        answer = opened.visit.answer(self.item.id)
        self.verdicts.show_answer(answer, self._current, _locked(opened))
        self.setAccessibleDescription(answer_in_words(self._context.translate, opened.visit, self.item))
        self.conflict.show_visit(opened)
        self._required.setVisible(_missing(opened, self.item))
        sentence = _sentence_of(opened, self.item, answer)
        self._sentence.setText(sentence or "")
        self._sentence.setVisible(bool(sentence) and not self._current)
        if self._current:
            self.prepare()
        if self._body is not None:
            self._body.setVisible(self._current)
            self._body.show_visit(opened)

    def prepare(self) -> None:
        """Make what unfolding shows, still folded: made while nothing happens, it costs the next key nothing."""
        if self._body is None:
            self._body = ItemBody(self._context, self.item, self)
            self._body.hide()
            self._body.former_asked.connect(self.former_asked)
            self._body.beside.show_former(self._former)
            self._column.addWidget(self._body)
            if self._opened is not None:
                self._body.show_visit(self._opened)
            self._body.ensurePolished()

    def set_current(self, current: bool, opened: OpenVisit | None = None) -> None:
        """Unfold or fold, as the visit is now; what was typed is saved before it folds."""
        if opened is not None:
            self._opened = opened
        if current == self._current:
            return
        if self._body is not None and not current:
            self._body.flush()
        self._current = current
        self.setProperty("current", current)
        self.style().unpolish(self)
        self.style().polish(self)
        if self._opened is not None:
            self.show_visit(self._opened)

    @property
    def chosen(self) -> ItemVerdict | None:
        """What is stored."""
        return None if self._opened is None else self._opened.visit.answer(self.item.id).verdict

    def show_former(self, line: str | None) -> None:
        """Put last time's answer, in one line, beside this one's."""
        if line != self._former:
            self._former = line
            if self._body is not None:
                self._body.beside.show_former(line)

    def choose(self, verdict: ItemVerdict | None, reason: NotCheckedReason | None = None) -> bool:
        """Tick: saved when this returns. Whether the item has that answer now."""
        if self._opened is None or _locked(self._opened) or self.item.read_only:
            return False
        if verdict is not None and verdict not in verdicts_of(self.item):
            return False
        stored = self._opened.visit.answer(self.item.id)
        agreed = (f"answer:{self.item.id}", "verdict") not in self.conflict.keys
        if verdict is stored.verdict and reason is None and verdict is not None and agreed:
            self.show_visit(self._opened)
            return True
        done = self._context.perform(set_verdict, self._opened.visit.id, self.item.id, verdict, reason)
        self.wanted.emit(self.item.id)
        return done is not None

    def invitation(self, carried: Carried) -> tuple[bool, str] | None:
        """What becomes of files that are held over this item."""
        if self._opened is None:
            return None
        return invitation(self._context.translate, self._opened, self.item, carried)

    def _bring(self, carried: Carried) -> None:
        self.wanted.emit(self.item.id)
        self._context.brought.emit(self.item.id, carried)

    def flush(self) -> None:
        """Save now what is typed."""
        if self._body is not None:
            self._body.flush()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.wanted.emit(self.item.id)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._come_in(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.type() is QEvent.Type.FocusIn:
            self._come_in(event)
        return super().eventFilter(watched, event)

    def _come_in(self, event: QFocusEvent) -> None:
        """Tabbing in makes the item current. A mouse button going down does not: what is under it would
        move away before it goes up."""
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.wanted.emit(self.item.id)


class CardColumn(QWidget):
    """The cards of one area. Up and Down move between them, PageUp and PageDown between areas, Enter goes to the
    note, Escape back: what no entry used for itself comes here."""

    moved = Signal(int)
    """-1 up, 1 down"""
    area_moved = Signal(int)
    note_asked = Signal()
    left = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._habits = context.habits
        self._runs: dict[str, Callable[[], object]] = {
            "item-up": partial(self.moved.emit, -1),
            "item-down": partial(self.moved.emit, 1),
            "area-up": partial(self.area_moved.emit, -1),
            "area-down": partial(self.area_moved.emit, 1),
            "write": self.note_asked.emit,
            "leave": self.left.emit,
        }

    def keyPressEvent(self, event: QKeyEvent) -> None:
        run = next((own for name, own in self._runs.items() if asks_for(name, event, self._habits)), None)
        if run is not None:
            run()
        else:
            super().keyPressEvent(event)


def _locked(opened: OpenVisit) -> bool:
    return opened.stage is not Stage.CHECKING


def _missing(opened: OpenVisit, item: Item) -> bool:
    """Whether the checklist wants the item answered and it is not."""
    return any(
        own.item == item.id and own.fact is None and own.kind is ViolationKind.REQUIRED
        for own in opened.visit.violations
    )


def _sentence_of(opened: OpenVisit, item: Item, answer: Answer) -> str | None:
    """What the minutes will say of an item, in one line for the folded card."""
    found = of_item(opened.visit.findings, item.id)
    said = [result_of(item, answer, opened.template.choice_lists)]
    said += [shortcoming_of(finding, opened.template, opened.visit.answers) for finding in found]
    return " — ".join(sentence for sentence in said if sentence) or None
