"""What the inspection before this one answered for one item: whole, in the side panel, and in one line on the card."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector_app.checklist.follow_up import MatchKind
from inspector_app.checklist.last_time import FormerAnswer
from inspector_app.checklist.template import ItemId
from inspector_app.errors import N_
from inspector_app.gui.beforehand import Beforehand
from inspector_app.gui.bridge import Context
from inspector_app.gui.theme import GRID, role
from inspector_app.gui.widgets.difference import DifferenceView
from inspector_app.gui.widgets.entries import day_text
from inspector_app.gui.widgets.sections import words
from inspector_app.gui.words import VERDICTS

NOW_OTHERWISE = {
    MatchKind.CHANGED: N_("The question was another then:"),
    MatchKind.UNKNOWN: N_("Whether the question was the same is not known here."),
}


class FormerView(QWidget):
    """Hidden where nothing was answered then."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        _ = context.translate
        self.title = role(words(parent=self), "label")
        self.title.setContentsMargins(0, GRID + GRID // 2, 0, 0)
        self.said = words(parent=self)
        self._otherwise = role(words(parent=self), "small")
        self._question = DifferenceView(_(N_("What of the question was changed")), self)
        self._look_at = DifferenceView(_(N_("What of the words on what to look at was changed")), self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        for part in (self.title, self.said, self._otherwise, self._question, self._look_at):
            column.addWidget(part)
        self.hide()

    def show_answer(self, before: Beforehand, answer: FormerAnswer | None) -> None:
        """Show it beside the present answer."""
        self.setVisible(answer is not None)
        if answer is None:
            return
        _ = self._context.translate
        self.title.setText(_title(self._context, before))
        lines = [
            None if answer.verdict is None else _(VERDICTS[answer.verdict]),
            answer.result,
            *(f"{self._context.worded(label)}: {said}" for label, said in answer.figures),
            *(f"{_(N_('Shortcoming'))}: {text}" for text in answer.shortcomings),
        ]
        self.said.setText("\n".join(line for line in lines if line) or "–")
        otherwise = NOW_OTHERWISE.get(answer.match.kind)
        self._otherwise.setText(_(otherwise) if otherwise is not None else "")
        self._otherwise.setVisible(otherwise is not None)
        for view, pieces in (
            (self._question, answer.match.question),
            (self._look_at, answer.match.look_at),
        ):
            changed = len(pieces) > 1
            view.setVisible(changed)
            if changed:
                view.show_pieces(pieces)


def line_of(context: Context, before: Beforehand, item_id: ItemId) -> str | None:
    """Last time's answer as the card has it, in one line: verdict first, then what was found."""
    answer = before.of(item_id)
    if answer is None:
        return None
    _ = context.translate
    verdict = None if answer.verdict is None else _(VERDICTS[answer.verdict])
    # A shortcoming says more than the sentence of a result; both do not fit into one line.
    found = answer.shortcomings or tuple(filter(None, (answer.result,)))
    said = " · ".join(" ".join(part.split()) for part in (verdict, *found) if part)
    return f"{_title(context, before)}: {said}"


def _title(context: Context, before: Beforehand) -> str:
    _ = context.translate
    day = before.former.on if before.former is not None else None
    if day is None:
        return _(N_("Answer of last time"))
    return _(N_("Answer of last time ({day})")).format(day=day_text(day))
