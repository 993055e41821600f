"""One item of the checklist on the page: its question, its answer, and, while it is the current one, all that
belongs to it. It shows an open visit and saves through the context.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from inspector_app.actions.answers import set_fact, set_rows, set_value, set_verdict
from inspector_app.actions.visits import OpenVisit
from inspector_app.checklist.fact import Fact, FactId, SampleRow
from inspector_app.checklist.finding import Finding
from inspector_app.checklist.seal import Stage
from inspector_app.checklist.sentences import fill, result_of, shortcoming_of
from inspector_app.checklist.template import Item
from inspector_app.checklist.visit import Answer, ItemVerdict, NotCheckedReason
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.dialogs.rows import RowsDialog
from inspector_app.gui.theme import GRID, role
from inspector_app.gui.widgets.conflict_banner import ConflictBanner
from inspector_app.gui.widgets.entries import AreaEntry
from inspector_app.gui.widgets.facts import FactEditor
from inspector_app.gui.widgets.sections import words
from inspector_app.gui.widgets.verdict import VerdictRow, verdicts_of


class ItemCard(QFrame):
    """Folded: question, verdicts, the sentence for the minutes. Current: facts, sentences and notes as well."""

    wanted = Signal(str)
    """This item was clicked or tabbed into."""

    def __init__(self, context: Context, item: Item, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.item = item
        self._opened: OpenVisit | None = None
        self._current = False
        self._body: ItemBody | None = None
        role(self, "card")
        self.setProperty("current", False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{item.id}. {context.worded(item.question)}")
        badge = role(QLabel(item.id, self), "badge")
        badge.setMinimumWidth(5 * GRID)
        badge.setAlignment(Qt.AlignmentFlag.AlignCenter)
        badge.setTextFormat(Qt.TextFormat.PlainText)
        self._question = words(context.worded(item.question), self)
        self._question.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        head = QHBoxLayout()
        head.setSpacing(GRID)
        head.addWidget(badge, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._question, 1, Qt.AlignmentFlag.AlignTop)
        self.verdicts = VerdictRow(context, item, self)
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

    @property
    def current(self) -> bool:
        return self._current

    @property
    def body(self) -> "ItemBody | None":
        return self._body

    def show_visit(self, opened: OpenVisit) -> None:
        """Show what the visit says of this item."""
        self._opened = opened
        answer = opened.visit.answer(self.item.id)
        self.verdicts.show_answer(answer, self._current, _locked(opened))
        self.conflict.show_visit(opened)
        sentence = _sentence_of(opened, self.item, answer)
        self._sentence.setText(sentence or "")
        self._sentence.setVisible(bool(sentence) and not self._current)
        if self._current and self._body is None:
            self._body = ItemBody(self._context, self.item, self)
            self._column.addWidget(self._body)
        if self._body is not None:
            self._body.setVisible(self._current)
            self._body.show_visit(opened)

    def set_current(self, current: bool) -> None:
        """Unfold or fold; what was typed is saved before it folds."""
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

    def choose(self, verdict: ItemVerdict | None, reason: NotCheckedReason | None = None) -> None:
        """Tick: saved when this returns."""
        if self._opened is None or _locked(self._opened):
            return
        if verdict is not None and verdict not in verdicts_of(self.item):
            return
        stored = self._opened.visit.answer(self.item.id)
        agreed = (f"answer:{self.item.id}", "verdict") not in self.conflict.keys
        if verdict is stored.verdict and reason is None and verdict is not None and agreed:
            self.show_visit(self._opened)
            return
        self._context.perform(set_verdict, self._opened.visit.id, self.item.id, verdict, reason)
        self.wanted.emit(self.item.id)

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


class ItemBody(QWidget):
    """Facts, the sentences for the minutes, and apart from them the internal notes."""

    def __init__(self, context: Context, item: Item, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._item = item
        self._opened: OpenVisit | None = None
        _ = context.translate
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID + GRID // 2)
        self._facts: dict[FactId, FactEditor] = {}
        self._boxes: list[QWidget] = []
        for spec in item.facts:
            editor = FactEditor(context, spec, item.id, self)
            editor.edited.connect(lambda fact, own=spec.id: self._save_fact(own, fact))
            editor.rows_asked.connect(lambda own=spec.id: self.edit_rows(own))
            self._facts[spec.id] = editor
            self._column.addWidget(editor)
        self.result, self._result_state, self._result_ready = self._sentence(
            _(N_("For the minutes: result")), self._save_result
        )
        self.shortcoming, self._shortcoming_state, self._shortcoming_ready = self._sentence(
            _(N_("For the minutes: shortcoming")), self._save_shortcoming
        )
        self._shortcoming_box = self._boxes[-1]
        self.note, _state, unused = self._sentence(_(N_("Internal note (not printed)")), self._save_note, 2)
        role(self.note, "note")
        unused.hide()
        _state.hide()
        self._result_ready.clicked.connect(lambda: self._save("result", None))
        self._shortcoming_ready.clicked.connect(lambda: self._save_text_of_finding(None))

    def show_visit(self, opened: OpenVisit) -> None:
        """Show what is stored; what is being typed stays."""
        self._opened = opened
        locked = _locked(opened)
        answer = opened.visit.answer(self._item.id)
        for fact_id, editor in self._facts.items():
            editor.show_fact(answer.facts.get(fact_id), locked)
            editor.show_rows(len(self._rows(fact_id)))
        self._show_sentence(
            (self.result, self._result_state, self._result_ready),
            result_of(self._item, answer),
            by_hand=answer.result is not None,
            ready=_ready_result(self._item, answer) is not None,
            locked=locked,
        )
        finding = opened.visit.finding_of(self._item.id)
        self._shortcoming_box.setVisible(finding is not None)
        if finding is not None:
            self._show_sentence(
                (self.shortcoming, self._shortcoming_state, self._shortcoming_ready),
                shortcoming_of(finding, opened.template, opened.visit.answers),
                by_hand=finding.text is not None,
                ready=_ready_shortcoming(finding, opened) is not None,
                locked=locked,
            )
        self.note.show_value(opened.visit.notes.get(self._item.id))
        self.note.set_locked(locked)

    def edit_rows(self, fact_id: FactId) -> None:
        """Show what was examined, row by row; what is changed there is one act."""
        opened = self._opened
        if opened is None:
            return
        dialog = RowsDialog(
            self._context, self._item.id, fact_id, self._rows(fact_id), _locked(opened), self.window()
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def save() -> None:
            if dialog.changed:
                self._context.perform(set_rows, opened.visit.id, self._item.id, fact_id, dialog.rows())

        dialog.accepted.connect(save)
        dialog.open()

    def focus_note(self) -> None:
        """Put the keyboard where one writes what was seen."""
        self.note.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_field(self, field: str) -> bool:
        """Put the keyboard into the entry of a field of the answer."""
        if field in self._facts:
            self._facts[FactId(field)].focus()
            return True
        entry = {"result": self.result, "note": self.note}.get(field)
        if entry is not None:
            entry.setFocus()
        return entry is not None

    def flush(self) -> None:
        """Save now what is typed."""
        for editor in self._facts.values():
            editor.flush()
        for entry in (self.result, self.shortcoming, self.note):
            entry.flush()

    def _rows(self, fact_id: FactId) -> tuple[SampleRow, ...]:
        rows = self._opened.visit.rows if self._opened is not None else ()
        return tuple(row for row in rows if row.item == self._item.id and row.fact == fact_id)

    def _sentence(
        self, title: str, save: Callable[[str | None], None], lines: int = 1
    ) -> tuple[AreaEntry, QLabel, QPushButton]:
        """A titled box of text, with its state beside the title and the way back to the ready sentence."""
        box = QWidget(self)
        label = role(QLabel(title, box), "label")
        state = role(QLabel(box), "chip")
        back = role(QPushButton(self._context.translate(N_("Use the ready sentence")), box), "link")
        back.setAccessibleName(f"{self._item.id}: {back.text()}")
        back.setAutoDefault(False)
        entry = AreaEntry(lines, box)
        entry.setAccessibleName(f"{self._item.id}: {title}")
        entry.edited.connect(save)
        label.setBuddy(entry)
        head = QHBoxLayout()
        head.setSpacing(GRID)
        head.addWidget(label)
        head.addWidget(state)
        head.addStretch(1)
        head.addWidget(back)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addLayout(head)
        column.addWidget(entry)
        box.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._column.addWidget(box)
        self._boxes.append(box)
        return entry, state, back

    def _show_sentence(
        self,
        box: tuple[AreaEntry, QLabel, QPushButton],
        text: str | None,
        *,
        by_hand: bool,
        ready: bool,
        locked: bool,
    ) -> None:
        entry, state, back = box
        _ = self._context.translate
        entry.show_value(text)
        entry.set_locked(locked)
        entry.setPlaceholderText("" if text or locked else _(N_("Nothing is printed for this item.")))
        state.setText(_(N_("written by hand")) if by_hand else _(N_("ready sentence")))
        state.setVisible(by_hand or bool(text))
        back.setVisible(by_hand and ready and not locked)

    def _save_fact(self, fact_id: FactId, fact: Fact | None) -> None:
        if self._opened is not None:
            self._context.perform(set_fact, self._opened.visit.id, self._item.id, fact_id, fact)

    def _save_result(self, text: str | None) -> None:
        """A sentence typed like the ready one stays in step with its figures; an emptied one prints nothing."""
        assert self._opened is not None
        answer = self._opened.visit.answer(self._item.id)
        ready = _ready_result(self._item, answer)
        if text == ready:
            self._save("result", None)
        else:
            self._save("result", text if text is not None or ready is None else "")

    def _save_shortcoming(self, text: str | None) -> None:
        assert self._opened is not None
        finding = self._opened.visit.finding_of(self._item.id)
        if finding is not None:
            self._save_text_of_finding(None if text == _ready_shortcoming(finding, self._opened) else text)

    def _save_text_of_finding(self, text: str | None) -> None:
        if self._opened is None:
            return
        finding = self._opened.visit.finding_of(self._item.id)
        if finding is not None:
            self._context.perform(set_value, self._opened.visit.id, f"finding:{finding.id}", "text", text)

    def _save_note(self, text: str | None) -> None:
        self._save("note", text)

    def _save(self, field: str, value: object) -> None:
        if self._opened is not None:
            entity = f"answer:{self._item.id}"
            self._context.perform(set_value, self._opened.visit.id, entity, field, value)


class CardColumn(QWidget):
    """The cards of one area. Up and Down move between them, Enter goes to the note, Escape back."""

    moved = Signal(int)
    """-1 up, 1 down"""
    note_asked = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.note_asked.emit()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _locked(opened: OpenVisit) -> bool:
    return opened.stage is not Stage.CHECKING


def _ready_result(item: Item, answer: Answer) -> str | None:
    return result_of(item, Answer(item.id, answer.verdict, answer.not_checked, None, answer.facts))


def _ready_shortcoming(finding: Finding, opened: OpenVisit) -> str | None:
    for item_id in finding.items:
        item = opened.template.item(item_id)
        if item is not None and item.shortcoming:
            return fill(item.shortcoming, opened.visit.answer(item_id).facts)
    return None


def _sentence_of(opened: OpenVisit, item: Item, answer: Answer) -> str | None:
    """What the minutes will say of an item, in one line for the folded card."""
    finding = opened.visit.finding_of(item.id)
    said = [result_of(item, answer)]
    if finding is not None:
        said.append(shortcoming_of(finding, opened.template, opened.visit.answers))
    return " — ".join(sentence for sentence in said if sentence) or None
