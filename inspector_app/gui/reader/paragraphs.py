"""The paragraphs on the projector: what stands in each, as lines with a rank, for the delegate to paint.

Nothing is here but what the minutes print and what both sides said aloud to it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from inspector_app.checklist.agreement import Decision, Paragraph, State
from inspector_app.checklist.follow_up import Change, Piece, difference
from inspector_app.errors import N_
from inspector_app.i18n import Translate

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()

STATES = {
    State.AGREED: N_("Agreed"),
    State.CHANGED: N_("Changed since it was agreed"),
    State.ASKED: N_("The unit asks for a change"),
    State.RESERVED: N_("The unit keeps its reservation"),
    State.OPEN: "",
}
SIGNS = {
    State.AGREED: "yes",
    State.CHANGED: "partly",
    State.ASKED: "note",
    State.RESERVED: "not_applicable",
    State.OPEN: "open",
}
"""A shape for each state; its word stands beside it."""


class Role(IntEnum):
    """What the delegate asks for."""

    PARAGRAPH = Qt.ItemDataRole.UserRole
    LINES = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Line:
    """Some words below one another."""

    text: str
    small: bool = False
    strong: bool = False
    sign: str | None = None
    """Name of the icon before it."""
    pieces: tuple[Piece, ...] = ()
    """Of a text that changed, what stayed, went and came."""


class ParagraphsModel(QAbstractListModel):
    """Headings and paragraphs in the order of the pages; headings are read past."""

    def __init__(self, translate: Translate, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._translate = translate
        self.paragraphs: tuple[Paragraph, ...] = ()

    def show_paragraphs(self, paragraphs: tuple[Paragraph, ...]) -> None:
        """Show them as they stand; where the same ones stand in the same places, only what differs."""
        before = self.paragraphs
        if _places(before) != _places(paragraphs):
            self.beginResetModel()
            self.paragraphs = paragraphs
            self.endResetModel()
            return
        self.paragraphs = paragraphs
        for row, (own, now) in enumerate(zip(before, paragraphs, strict=True)):
            if own != now:
                self.dataChanged.emit(self.index(row), self.index(row))

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.paragraphs)

    def flags(self, index: Index) -> Qt.ItemFlag:
        own = self.paragraphs[index.row()] if index.isValid() else None
        if own is None or own.id is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        own = self.paragraphs[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return own.passage.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index.row(), own)
        if role == Role.PARAGRAPH:
            return own
        if role == Role.LINES:
            return self._lines(own)
        return None

    def row_of(self, paragraph: str | None) -> int | None:
        """Where a paragraph stands now."""
        return next((row for row, own in enumerate(self.paragraphs) if own.id and own.id == paragraph), None)

    def nearest(self, row: int, step: int) -> int | None:
        """The next paragraph from `row` on in the direction of `step`, headings left out."""
        while 0 <= row < len(self.paragraphs):
            if self.paragraphs[row].id is not None:
                return row
            row += step
        return None

    def number(self, row: int) -> int:
        """The how-manieth paragraph stands in a row, from 1."""
        return sum(own.id is not None for own in self.paragraphs[: row + 1])

    def _spoken(self, row: int, own: Paragraph) -> str:
        """For a screen reader: where one is, what holds, the words."""
        if own.id is None:
            return own.passage.text
        place = self._translate(N_("Paragraph {number} of {total}")).format(
            number=self.number(row), total=sum(each.id is not None for each in self.paragraphs)
        )
        lines = [line.text for line in self._lines(own)]
        state = (
            self._translate(STATES[own.state]) if STATES[own.state] else self._translate(N_("Not yet agreed"))
        )
        return ". ".join([place, state, *lines])

    def _lines(self, own: Paragraph) -> Sequence[Line]:
        _ = self._translate
        text = Line(own.passage.text, strong=own.passage.level in (1, 2))
        if own.id is None:
            return (text,)
        lines = [text]
        state = _(STATES[own.state]) if STATES[own.state] else ""
        if own.by_hand:
            said = N_("edited by hand; its figures have changed") if own.out_of_step else N_("edited by hand")
            state = " · ".join(filter(None, (state, _(said))))
        if state:
            lines.append(Line(state, small=True, strong=True, sign=SIGNS[own.state]))
        if own.state is State.CHANGED and own.agreement is not None and own.agreement.agreed is not None:
            pieces = _apart(difference(own.agreement.agreed, own.passage.said))
            lines.append(Line(_(N_("What was agreed, and what it says now:")), small=True))
            lines.append(Line("".join(piece.text for piece in pieces), pieces=pieces))
        for request in own.requests:
            by = f" ({request.by})" if request.by else ""
            lines.append(
                Line(f"{_(N_('The unit asks'))}{by}: “{request.asked or ''}”", small=True, sign="note")
            )
            if request.decision is not None:
                answer = _(N_("Accepted") if request.decision is Decision.ACCEPTED else N_("Not accepted"))
                why = f": {request.why}" if request.why else ""
                lines.append(Line(f"{_(N_('Answer of the team'))}: {answer}{why}", small=True))
        return tuple(lines)


def _places(paragraphs: Sequence[Paragraph]) -> list[tuple[str | None, int]]:
    return [(own.id, own.passage.level) for own in paragraphs]


def _apart(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """A blank between what went and what came, so that two words never read as one."""
    found: list[Piece] = []
    for piece in pieces:
        last = found[-1] if found else None
        touching = last is not None and not last.text[-1].isspace() and not piece.text[0].isspace()
        if touching and piece.change is Change.ADDED:
            found.append(Piece(Change.KEPT, " "))
        found.append(piece)
    return tuple(found)
