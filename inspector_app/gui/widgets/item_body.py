"""What an unfolded item shows: facts, the sentences for the minutes, and apart from them the internal notes.

It shows an open visit and saves through the context.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector_app.actions.answers import set_fact, set_rows, set_value
from inspector_app.actions.visits import OpenVisit
from inspector_app.checklist.counting import counted, recounted
from inspector_app.checklist.fact import Fact, FactId, FactKind, Sample
from inspector_app.checklist.seal import Stage
from inspector_app.checklist.sentences import result_of
from inspector_app.checklist.template import ChoiceList, FactSpec, Item
from inspector_app.checklist.visit import Answer, Violation, ViolationKind
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.places import stands_for
from inspector_app.gui.rules import options_of, sentence_of
from inspector_app.gui.theme import GRID, role
from inspector_app.gui.widgets.beside_answer import BesideAnswer
from inspector_app.gui.widgets.facts import FactEditor
from inspector_app.gui.widgets.file_checks import look_into_files
from inspector_app.gui.widgets.phrases import offer_phrases
from inspector_app.gui.widgets.sentence_box import SentenceBox
from inspector_app.gui.widgets.shortcomings import Shortcomings
from inspector_app.gui.widgets.warning_lines import WarningLines


class ItemBody(QWidget):
    """Everything of one item but its verdict."""

    former_asked = Signal()
    """Last time's answer is wanted whole."""

    def __init__(self, context: Context, item: Item, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._item = item
        self._opened: OpenVisit | None = None
        _ = context.translate
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID + GRID // 2)
        self.beside = BesideAnswer(context, item, self)
        self.beside.former_asked.connect(self.former_asked)
        self.warnings = WarningLines(self)
        self._column.addWidget(self.beside)
        self._column.addWidget(self.warnings)
        self._facts: dict[FactId, FactEditor] = {}
        for spec in item.facts:
            self._facts[spec.id] = self._editor(spec)
        self._result = SentenceBox(_, item.id, _(N_("For the minutes: result")), parent=self)
        self._result.changed.connect(self._save_result)
        self._result.ready_wanted.connect(lambda: self._save("result", None))
        self.shortcomings = Shortcomings(context, item, self)
        self._note = SentenceBox(_, item.id, _(N_("Internal note (not printed)")), 2, self)
        self._note.changed.connect(lambda text: self._save("note", text))
        role(self._note.entry, "note")
        for box in (self._result, self.shortcomings, self._note):
            self._column.addWidget(box)
        for box in (self._result, self.shortcomings):
            box.setVisible(not item.read_only)
        self.result, self.note = self._result.entry, self._note.entry
        for entry, field in ((self.result, "result"), (self.note, "note")):
            stands_for(entry, f"answer:{item.id}", field)
        offer_phrases(self.result, _)

    def show_visit(self, opened: OpenVisit) -> None:
        """Show what is stored; what is being typed stays."""
        self._opened = opened
        visit, locked = opened.visit, opened.stage is not Stage.CHECKING
        answer = visit.answer(self._item.id)
        violations = tuple(own for own in visit.violations if own.item == self._item.id)
        self.beside.show_visit(opened)
        self.warnings.show_sentences(self._said(own for own in violations if own.fact is None))
        for spec in self._item.facts:
            self._show_fact(spec, opened, answer, violations, locked)
        if not self._item.read_only:
            lists = opened.template.choice_lists
            self._result.show_sentence(
                result_of(self._item, answer, lists),
                by_hand=answer.result is not None,
                ready=ready_result(self._item, answer, lists) is not None,
                locked=locked,
            )
            self.shortcomings.show_visit(opened)
        self._note.show_plain(visit.notes.get(self._item.id), locked)

    def edit_rows(self, fact_id: FactId, brought: Path | str | None = None) -> None:
        """Show what was examined, or a table, row by row; what is changed there is one act.

        `brought` are rows to look at first: a file, or what a spreadsheet put on the clipboard.
        """
        opened, spec = self._opened, self._item.fact(fact_id)
        if opened is None or spec is None:
            return
        from inspector_app.gui.dialogs.rows import RowsDialog

        dialog = RowsDialog(self._context, opened, self._item, spec, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def save() -> None:
            if dialog.changed:
                own = (opened.visit.id, self._item.id, fact_id)
                self._context.perform(set_rows, *own, dialog.rows(), dialog.seen)

        dialog.accepted.connect(save)
        dialog.open()
        if brought is not None:
            dialog.bring(brought)

    def go_to(self, part: str) -> QWidget | None:
        """Put the keyboard into the "note", the "result", the "figures" or the "shortcoming"; what has it then."""
        if part == "shortcoming" and not self._item.read_only:
            boxes = self.shortcomings.boxes
            if boxes:
                boxes[0].entry.setFocus(Qt.FocusReason.ShortcutFocusReason)
            elif not self.shortcomings.add.isHidden():
                self.shortcomings.begin()
        elif part == "figures":
            asked = [own for own in self._facts.values() if not own.isHidden()]
            if not asked:
                return None
            next((own for own in asked if own.empty), asked[0]).focus()
        else:
            entry = self.note if part == "note" or self._item.read_only else self.result
            entry.setFocus(Qt.FocusReason.ShortcutFocusReason)
        focused = self.window().focusWidget()
        return focused if self.isAncestorOf(focused) else None

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
        for entry in (self.result, self.note):
            entry.flush()
        self.shortcomings.flush()

    def _look_into(self, spec: FactSpec) -> None:
        look_into_files(self._context, self.window(), self._item, spec)

    def _editor(self, spec: FactSpec) -> FactEditor:
        editor = FactEditor(self._context, spec, self._item.id, self)
        stands_for(editor, f"answer:{self._item.id}", spec.id)
        editor.edited.connect(partial(self._save_fact, spec.id))
        editor.rows_asked.connect(partial(self.edit_rows, spec.id))
        editor.counts_wanted.connect(partial(self._count_rows, spec.id))
        editor.files_wanted.connect(partial(self._look_into, spec))
        self._column.addWidget(editor)
        return editor

    def _show_fact(
        self,
        spec: FactSpec,
        opened: OpenVisit,
        answer: Answer,
        violations: tuple[Violation, ...],
        locked: bool,
    ) -> None:
        editor, visit = self._facts[spec.id], opened.visit
        hidden = (self._item.id, spec.id) in visit.hidden
        editor.setVisible(not hidden)
        if hidden:
            return
        fact = answer.facts.get(spec.id)
        if spec.kind in (FactKind.CHOICE, FactKind.CHOICES):
            editor.offer(options_of(self._context, opened, self._item, spec))
        editor.show_fact(fact, locked)
        if spec.kind in (FactKind.SAMPLE, FactKind.ROWS):
            rows = visit.rows_of(self._item.id, spec.id)
            counts = None
            if spec.kind is FactKind.SAMPLE and rows and not locked:
                counted_now = counted(rows)
                stored = fact if isinstance(fact, Sample) else Sample()
                if (stored.examined, stored.defective) != counted_now:
                    counts = f"n = {counted_now[0]}, x = {counted_now[1]}"
            editor.show_rows(len(rows), counts)
            names = {row.id for row in rows}
            own = [v for v in violations if v.fact == spec.id or v.row in names]
        else:
            own = [v for v in violations if v.fact == spec.id and v.row is None]
        missing = any(v.kind is ViolationKind.REQUIRED and v.row is None for v in own)
        shown = (v for v in own if v.row is not None or v.kind is not ViolationKind.REQUIRED)
        editor.show_rules(missing, self._said(shown))

    def _said(self, violations: Iterable[Violation]) -> list[str]:
        return [sentence_of(self._context, own) for own in violations]

    def _count_rows(self, fact_id: FactId) -> None:
        """n and x of the sample as its list has them."""
        if self._opened is None:
            return
        visit = self._opened.visit
        rows = visit.rows_of(self._item.id, fact_id)
        stored = visit.answer(self._item.id).facts.get(fact_id)
        self._save_fact(fact_id, recounted(stored if isinstance(stored, Sample) else Sample(), rows))

    def _save_fact(self, fact_id: FactId, fact: Fact | None) -> None:
        if self._opened is not None:
            self._context.perform(set_fact, self._opened.visit.id, self._item.id, fact_id, fact)

    def _save_result(self, text: str | None) -> None:
        """A sentence typed like the ready one stays in step with its figures; an emptied one prints nothing."""
        assert self._opened is not None
        answer = self._opened.visit.answer(self._item.id)
        ready = ready_result(self._item, answer, self._opened.template.choice_lists)
        if text == ready:
            self._save("result", None)
        else:
            self._save("result", text if text is not None or ready is None else "")

    def _save(self, field: str, value: object) -> None:
        if self._opened is not None:
            entity = f"answer:{self._item.id}"
            self._context.perform(set_value, self._opened.visit.id, entity, field, value)


def ready_result(item: Item, answer: Answer, lists: Sequence[ChoiceList]) -> str | None:
    """The ready result sentence, whatever was written by hand."""
    return result_of(item, replace(answer, result=None), lists)
