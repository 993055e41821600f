"""The shortcomings of one item on its card: the ready one, and as many more as the team finds."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from inspector_app.actions.answers import add_finding, remove, set_value
from inspector_app.actions.visits import OpenVisit
from inspector_app.checklist.finding import Finding, FindingId
from inspector_app.checklist.listed import of_item
from inspector_app.checklist.seal import Stage
from inspector_app.checklist.sentences import shortcoming_of
from inspector_app.checklist.template import Item
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.places import stands_for
from inspector_app.gui.theme import GRID, role
from inspector_app.gui.widgets.phrases import offer_phrases
from inspector_app.gui.widgets.sections import discard
from inspector_app.gui.widgets.sentence_box import SentenceBox


class Shortcomings(QWidget):
    """One box for each; a new one is kept as soon as it says something."""

    def __init__(self, context: Context, item: Item, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._item = item
        self._opened: OpenVisit | None = None
        self._boxes: dict[FindingId, ShortcomingBox] = {}
        self._draft: SentenceBox | None = None
        _ = context.translate
        self._title = _(N_("For the minutes: shortcoming"))
        self.add = role(QPushButton(_(N_("Add a shortcoming")), self), "link")
        self.add.setAutoDefault(False)
        self.add.setAccessibleName(f"{item.id}: {self.add.text()}")
        self.add.clicked.connect(self.begin)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID)
        self._column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def boxes(self) -> tuple[SentenceBox, ...]:
        """As they stand below one another, the one just begun last."""
        return (*self._boxes.values(), *([self._draft] if self._draft is not None else ()))

    def show_visit(self, opened: OpenVisit) -> None:
        """Show what is stored; what is being typed stays."""
        if self._opened is not None and self._opened.visit.id != opened.visit.id:
            self._drop_draft()
        self._opened = opened
        locked = opened.stage is not Stage.CHECKING
        found = of_item(opened.visit.findings, self._item.id)
        if [finding.id for finding in found] != list(self._boxes):
            self._rebuild(found)
        for place, finding in enumerate(found):
            self._show(self._boxes[finding.id], finding, opened, locked, first=place == 0)
        self.add.setVisible(not locked and self._draft is None)

    def begin(self) -> None:
        """Put the keyboard into a new, empty shortcoming."""
        if self._draft is None:
            self._draft = self._box()
            self._offer(self._draft, self._item.id)
            self._draft.entry.setPlaceholderText(
                self._context.translate(N_("What was found; kept as soon as something is written."))
            )
            self._draft.changed.connect(self._keep)
            self._draft.show()
            self.add.hide()
        self._draft.entry.setFocus()

    def flush(self) -> None:
        """Save now what is typed; one begun and left empty is gone."""
        for box in self.boxes:
            box.entry.flush()
        self._drop_draft()

    def _rebuild(self, found: tuple[Finding, ...]) -> None:
        """A box for each; those that are there already keep what is typed in them."""
        wanted = [finding.id for finding in found]
        for gone in [own for own in self._boxes if own not in wanted]:
            discard(self._boxes.pop(gone))
        boxes = {own: self._boxes.get(own) or self._made(own) for own in wanted}
        for place, box in enumerate(boxes.values()):
            self._column.removeWidget(box)
            self._column.insertWidget(place, box)
            box.show()
        self._boxes = boxes

    def _made(self, finding: FindingId) -> "ShortcomingBox":
        box = ShortcomingBox(self._context, self._item, self._title, self)
        self._offer(box, finding)
        self._in_tab_order(box)
        box.changed.connect(partial(self._save, finding))
        box.ready_wanted.connect(partial(self._write, finding, None))
        box.more.clicked.connect(partial(self._go_to, finding))
        box.gone.clicked.connect(partial(self._remove, finding))
        return box

    def _show(
        self, box: "ShortcomingBox", finding: Finding, opened: OpenVisit, locked: bool, *, first: bool
    ) -> None:
        box.show_sentence(
            shortcoming_of(finding, opened.template, opened.visit.answers),
            by_hand=finding.text is not None,
            ready=first and ready_shortcoming(finding, opened) is not None,
            locked=locked,
        )
        box.mark.setVisible(finding.recurs)
        box.gone.setVisible(not first and not locked)

    def _save(self, finding_id: FindingId, text: object) -> None:
        """The first one typed like the ready sentence stays in step with its figures, as does one emptied;
        a further one that is emptied prints nothing."""
        assert self._opened is not None
        found = of_item(self._opened.visit.findings, self._item.id)
        finding = next((own for own in found if own.id == finding_id), None)
        if finding is None:
            return
        if finding is found[0]:
            self._write(finding_id, None if text == ready_shortcoming(finding, self._opened) else text)
        else:
            self._write(finding_id, text or "")

    def _write(self, finding: FindingId, text: object) -> None:
        if self._opened is not None:
            self._context.perform(set_value, self._opened.visit.id, f"finding:{finding}", "text", text)

    def _keep(self, text: object) -> None:
        if self._opened is not None and isinstance(text, str):
            had_focus = self._draft is not None and self._draft.entry.hasFocus()
            self._drop_draft()
            kept = self._context.perform(add_finding, self._opened.visit.id, (self._item.id,), text)
            box = self._boxes.get(kept) if kept is not None else None
            if kept is None:
                self._begin_again(text)
            elif box is not None and had_focus:
                box.entry.setFocus()
                box.entry.moveCursor(QTextCursor.MoveOperation.End)

    def _begin_again(self, text: str) -> None:
        """What could not be saved stays on screen."""
        self.begin()
        if self._draft is not None:
            self._draft.entry.put_back(text)

    def _drop_draft(self) -> None:
        if self._draft is not None:
            draft, self._draft = self._draft, None
            self._column.removeWidget(draft)
            discard(draft)
            self.add.setVisible(self._opened is not None and self._opened.stage is Stage.CHECKING)

    def _remove(self, finding: FindingId, _checked: bool = False) -> None:
        if self._opened is not None:
            self._context.perform(remove, self._opened.visit.id, f"finding:{finding}")

    def _go_to(self, finding: FindingId, _checked: bool = False) -> None:
        self._context.go_to(f"finding:{finding}", "remedy")

    def _offer(self, box: SentenceBox, finding: str) -> None:
        stands_for(box.entry, f"finding:{finding}", "text")
        offer_phrases(box.entry, self._context.translate)

    def _box(self) -> SentenceBox:
        box = SentenceBox(self._context.translate, self._item.id, self._title, parent=self)
        self._column.insertWidget(self._column.count() - 1, box)
        self._in_tab_order(box)
        return box

    def _in_tab_order(self, box: SentenceBox) -> None:
        """Qt puts what is made late last in the window; Tab goes from here to what stands below."""
        before = self.add.previousInFocusChain()
        while before is not None and before.focusPolicy() == Qt.FocusPolicy.NoFocus:
            before = before.previousInFocusChain()
        for stop in box.findChildren(QWidget):
            if before is not None and stop.focusPolicy() != Qt.FocusPolicy.NoFocus:
                QWidget.setTabOrder(before, stop)
                before = stop


class ShortcomingBox(SentenceBox):
    """One that is stored: with the way to its remedy, and to take it away."""

    def __init__(self, context: Context, item: Item, title: str, parent: QWidget) -> None:
        super().__init__(context.translate, item.id, title, parent=parent)
        _ = context.translate
        self.mark.setText(_(N_("recurring")))
        self.gone = role(QPushButton(_(N_("Remove")), self), "link")
        self.more = role(QPushButton(_(N_("Remedy, owner, deadline …")), self), "link")
        spoken = {self.gone: _(N_("Remove this shortcoming")), self.more: self.more.text()}
        for act, name in spoken.items():
            act.setAutoDefault(False)
            act.setAccessibleName(f"{item.id}: {name}")
        self.add_acts((self.gone, self.more))


def ready_shortcoming(finding: Finding, opened: OpenVisit) -> str | None:
    """The ready sentence of a shortcoming, whatever was written by hand."""
    return shortcoming_of(replace(finding, text=None), opened.template, opened.visit.answers)
