"""What both sides agree on, paragraph by paragraph: agreement is to words, and ends when the words change.

Of a paragraph it knows id and text, however they came to be; what is agreed is never printed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

LONGEST_QUOTE = 120
"""Characters of a paragraph by which a reservation names it."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Entity `paragraph:<id>`: what became of a paragraph when it was read."""

    id: str
    agreed: str | None = None
    """Its words when both sides agreed on them; kept whole, so that what changed since can be shown."""
    reserved: str | None = None
    """The line of the unit's reservation that is about it."""


class Decision(StrEnum):
    """What the team says to a change that the unit asks for."""

    ACCEPTED = "accepted"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Request:
    """Entity `request:<id>`: the unit asks for a change, in its own words."""

    id: str
    paragraph: str = ""
    order: int = 0
    asked: str | None = None
    by: str | None = None
    decision: Decision | None = None
    why: str | None = None
    """Of the team, where it declines."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading or paragraph as the pages print it."""

    id: str | None
    """None: a heading, or a line that only leads to what follows; nobody agrees on it."""
    text: str
    said: str = ""
    """What is agreed: the text without the marks that only say where it stands."""
    level: int = 0
    """Of a heading, 1 to 3; 0 for a paragraph."""


class State(StrEnum):
    OPEN = "open"
    AGREED = "agreed"
    CHANGED = "changed"
    """Agreed once; its words are others now."""
    ASKED = "asked"
    """The unit asks for a change and has no answer yet."""
    RESERVED = "reserved"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A passage with what both sides said to it."""

    passage: Passage
    state: State = State.OPEN
    agreement: Agreement | None = None
    requests: tuple[Request, ...] = ()
    by_hand: bool = False
    """đã sửa tay: it no longer follows its figures by itself."""
    out_of_step: bool = False
    """Written by hand, and it does not say a figure that stands behind it."""

    @property
    def id(self) -> str | None:
        return self.passage.id

    @property
    def open_request(self) -> Request | None:
        """The oldest request without an answer."""
        return next((own for own in self.requests if own.decision is None), None)

    @property
    def settled(self) -> bool:
        """Whether it need not be read again: agreed as it stands, or reserved."""
        return self.state in (State.AGREED, State.RESERVED)


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the reading has come."""

    total: int
    agreed: int
    changed: int
    asked: int
    reserved: int

    @property
    def open(self) -> int:
        """Not yet agreed, and nothing asked or reserved."""
        return self.total - self.agreed - self.changed - self.asked - self.reserved


def state_of(said: str, agreement: Agreement | None, requests: Sequence[Request], reservation: str) -> State:
    """What holds of a paragraph that says `said` now; `reservation` is the unit's as it stands in the minutes."""
    if any(own.decision is None for own in requests):
        return State.ASKED
    if agreement is None:
        return State.OPEN
    if agreement.reserved is not None and agreement.reserved in reservation:
        return State.RESERVED
    if agreement.agreed is None:
        return State.OPEN
    return State.AGREED if agreement.agreed == said else State.CHANGED


def found_under(names: Sequence[str], agreements: Mapping[str, Agreement]) -> Agreement | None:
    """What was said to a paragraph, by whichever of its names: one of joined results has that of each of its items."""
    return next((agreements[name] for name in names if name in agreements), None)


def standing(paragraphs: Iterable[Paragraph]) -> Standing:
    """Counted over what is agreed on, headings left out."""
    states = [own.state for own in paragraphs if own.id is not None]
    return Standing(
        len(states),
        states.count(State.AGREED),
        states.count(State.CHANGED),
        states.count(State.ASKED),
        states.count(State.RESERVED),
    )


def next_unsettled(paragraphs: Sequence[Paragraph], after: int) -> int | None:
    """The next paragraph that is not agreed or reserved, going round once; None where there is none."""
    places = [i for i, own in enumerate(paragraphs) if own.id is not None and not own.settled]
    return next((place for place in places if place > after), places[0] if places else None)


def reserving(said: str, words: str) -> str:
    """The line of the reservation (section V) about a paragraph: it is named by its words, which no renumbering
    makes wrong."""
    quote = " ".join(said.split())
    if len(quote) > LONGEST_QUOTE:
        quote = quote[:LONGEST_QUOTE].rsplit(" ", 1)[0].rstrip(" ,;.") + "…"
    return f"Về nội dung “{quote}”: {' '.join(words.split())}"


def added_reservation(reservation: str | None, line: str) -> str:
    """The unit's reservation with one more line."""
    before = (reservation or "").strip()
    return f"{before}\n{line}" if before else line
