"""What stands beside the team's answer, one calm line each: what the unit reports of itself, what the last
inspection found, which file is asked for.
"""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from inspector_app.actions.visits import OpenVisit
from inspector_app.checklist.follow_up import EarlierFinding
from inspector_app.checklist.seal import Stage
from inspector_app.checklist.template import EvidenceNeed, Item
from inspector_app.checklist.visit import Answer, ItemVerdict, Reported, Visit
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.models.ledger import STATES
from inspector_app.gui.theme import GRID, role, show_icon
from inspector_app.gui.widgets.adding_files import choose_and_keep
from inspector_app.gui.widgets.elided import ElidedLabel
from inspector_app.gui.widgets.sections import discard
from inspector_app.gui.words import VERDICTS

NEEDS = {EvidenceNeed.PICTURE: N_("A picture is asked for."), EvidenceNeed.FILE: N_("A file is asked for.")}


class BesideAnswer(QWidget):
    """Hidden while there is nothing beside the answer."""

    former_asked = Signal()
    """Last time's answer is wanted whole."""

    def __init__(self, context: Context, item: Item, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._item = item
        self._digest = item.digest
        self._opened: OpenVisit | None = None
        self._shown: object = None
        self._former: str | None = None
        self.lines: list[Line] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID // 4)
        self.hide()

    def show_visit(self, opened: OpenVisit) -> None:
        """Show what the visit has beside its answer."""
        self._opened = opened
        visit = opened.visit
        answer = visit.answer(self._item.id)
        reported = visit.reported.get(self._item.id)
        earlier = earlier_of(visit, self._item, self._digest)
        wanting = self._item.evidence is not None and not visit.evidence_of(self._item.id)
        locked = opened.stage is not Stage.CHECKING
        shows = (reported, answer.verdict, earlier, wanting, locked, self._former)
        if shows == self._shown:
            return
        self._shown = shows
        discard(*self.lines)
        self.lines = []
        if reported is not None and (said := self._reported(reported)):
            self._add_reported(said, differs(reported, answer))
        if self._former is not None:
            line = self._line(self._former, "not_checked", False)
            _ = self._context.translate
            see = line.act(_(N_("Look at it")), f"{self._item.id}: {_(N_('Look at it'))}. {self._former}")
            see.clicked.connect(self.former_asked)
        for own in earlier:
            self._add_earlier(own)
        if wanting and self._item.evidence is not None:
            self._add_need(self._item.evidence, locked)
        self.setVisible(bool(self.lines))

    def show_former(self, line: str | None) -> None:
        """Put last time's answer beside this one's, in one line."""
        self._former = line
        if self._opened is not None:
            self.show_visit(self._opened)

    def _reported(self, reported: Reported) -> str:
        _ = self._context.translate
        parts = [
            None if reported.verdict is None else _(VERDICTS[reported.verdict]),
            reported.figures,
            reported.text,
            reported.evidence,
        ]
        return " · ".join(" ".join(part.split()) for part in parts if part)

    def _add_reported(self, said: str, differing: bool) -> None:
        _ = self._context.translate
        text = _(N_("The unit reports: {words}")).format(words=said)
        line = self._line(text, "warning" if differing else "document", differing)
        if differing:
            line.add(role(QLabel(_(N_("differs from the team")), line), "chip"))

    def _add_earlier(self, earlier: EarlierFinding) -> None:
        _ = self._context.translate
        state = earlier.state or earlier.reported_state
        said = " ".join((earlier.text or earlier.remedy or "…").split())
        if state is not None:
            said = f"{said} ({_(STATES[state])})"
        line = self._line(_(N_("Last time: {words}")).format(words=said), "not_checked", False)
        see = line.act(_(N_("Look at it")), f"{self._item.id}: {_(N_('Look at it'))}. {said}")
        see.clicked.connect(partial(self._go_to, earlier.id))

    def _add_need(self, need: EvidenceNeed, locked: bool) -> None:
        _ = self._context.translate
        line = self._line(_(NEEDS[need]), "warning", False)
        if not locked:
            add = line.act(_(N_("Add a file …")), f"{self._item.id}: {_(N_('Add a file …'))}")
            add.clicked.connect(self._choose)

    def _line(self, text: str, sign: str, marked: bool) -> "Line":
        line = Line(text, sign, marked, self)
        self._column.addWidget(line)
        line.show()
        self.lines.append(line)
        return line

    def _go_to(self, earlier: str, _checked: bool = False) -> None:
        self._context.go_to(f"earlier:{earlier}")

    def _choose(self) -> None:
        if self._opened is not None:
            choose_and_keep(self._context, self, self._item.id, self._item.evidence)


class Line(QFrame):
    """A sign, words that end in … where there is no room, and perhaps a button."""

    def __init__(self, text: str, sign: str, marked: bool, parent: QWidget) -> None:
        super().__init__(parent)
        if marked:
            role(self, "differing")
        picture = QLabel(self)
        show_icon(picture, sign, "FAIR" if marked else "INK_SOFT")
        self.label = ElidedLabel(self)
        self.label.show_text(text)
        if not marked:
            role(self.label, "soft")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(GRID // 2, 2, GRID // 2, 2)
        self._row.setSpacing(GRID)
        self._row.addWidget(picture)
        self._row.addWidget(self.label, 1)

    def add(self, part: QWidget) -> None:
        self._row.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)

    def act(self, text: str, spoken: str) -> QPushButton:
        """A button at the end of the line."""
        button = role(QPushButton(text, self), "link")
        button.setAutoDefault(False)
        button.setAccessibleName(spoken)
        self.add(button)
        return button


def earlier_of(visit: Visit, item: Item, digest: str) -> tuple[EarlierFinding, ...]:
    """What former inspections found on this item: under its code, or under another with the same requirement."""
    return tuple(
        own
        for own in visit.earlier
        if item.id in own.items or any(required.digest == digest for required in own.requirements)
    )


def differs(reported: Reported, answer: Answer) -> bool:
    """Whether the unit says something else of itself than the team found; an item not checked says nothing."""
    if reported.verdict is None or answer.verdict in (None, ItemVerdict.NOT_CHECKED):
        return False
    return reported.verdict is not answer.verdict
