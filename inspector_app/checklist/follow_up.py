"""What an earlier inspection found and a new visit looks at again (tồn tại của lần kiểm tra trước).

Whether an item still asks what it asked then is told here, with the difference of the words.
"""

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import SequenceMatcher
from enum import StrEnum

from inspector_app.checklist.finding import Deadline, DeadlineKind, Finding, FindingId, FollowUpState
from inspector_app.checklist.template import Item, ItemId, Template

MOST_WORDS = 4_000
"""Longer texts are not compared word by word: the whole former one stands beside the whole new one."""
_WORDS = re.compile(r"\s+|[^\W_]+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Requirement:
    """What an item required when the shortcoming was found; the digest is `Item.digest`."""

    item: ItemId
    digest: str
    question: str
    look_at: str


@dataclass(frozen=True, slots=True)
class EarlierFinding:
    """Entity `earlier:<id>`: an open shortcoming of a former visit, and what became of it."""

    id: str
    order: int = 0
    text: str | None = None
    requirements: tuple[Requirement, ...] = ()
    """Empty where the former checklist is not known here: then the item is asked anew."""
    items: tuple[ItemId, ...] = ()
    """Item codes of the former checklist."""
    visit: str | None = None
    finding: FindingId | None = None
    unit: str | None = None
    """The unit's name then, where it has another now."""
    found_on: date | None = None
    document: str | None = None
    """Where it stands: "Biên bản ngày 12/5/2025", "Thông báo số 15/TB-SNV ngày …"."""
    legal_basis: str | None = None
    remedy: str | None = None
    owner: str | None = None
    deadline: Deadline | None = None
    due_on: date | None = None
    """The day the deadline comes to, counted from the conclusion notice where it says so."""
    reported_state: FollowUpState | None = None
    """As the follow-up book, or the unit's report, has it."""
    report: str | None = None
    """The unit's remediation report, as it is cited."""
    state: FollowUpState | None = None
    """What the team finds now; None until it has looked."""
    remark: str | None = None
    continued_by: FindingId | None = None
    """The shortcoming of this visit that takes it up again (tái diễn)."""

    @property
    def continued(self) -> FindingId:
        """Id of the shortcoming that this visit makes of it where none of its item is there yet; the same on
        every laptop."""
        return FindingId(f"earlier-{self.id}")


class MatchKind(StrEnum):
    SAME = "same"
    """The requirement stands as it stood: the shortcoming is looked at as it was written."""
    CHANGED = "changed"
    """The item asks something else now: it is asked anew."""
    GONE = "gone"
    """The checklist has no such item any longer."""
    UNKNOWN = "unknown"
    """The former checklist is not known here: it is asked anew."""


class Change(StrEnum):
    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text that stayed, went or came."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class ItemMatch:
    """One item of the former checklist, held against the present one."""

    former: ItemId
    kind: MatchKind
    item: ItemId | None = None
    """The present item; a requirement that only got another number is found under the new one."""
    question: tuple[Piece, ...] = ()
    look_at: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    kind: MatchKind
    items: tuple[ItemMatch, ...] = ()

    @property
    def present(self) -> tuple[ItemId, ...]:
        """Items of the present checklist that the shortcoming is about."""
        return tuple(own.item for own in self.items if own.item is not None)


def earlier_id(visit: str, finding: str) -> str:
    """Under which id a shortcoming is carried over: the same on every laptop, so that merging adds no second."""
    return hashlib.sha256(f"{visit}/{finding}".encode()).hexdigest()[:32]


def requirement(item: Item) -> Requirement:
    """What `item` asks, to be held against what it will ask another year."""
    return Requirement(item.id, item.digest, item.question.vi, item.look_at.vi)


def match(earlier: EarlierFinding, template: Template) -> Match:
    """Whether `template` still asks what the shortcoming was found against, item by item.

    Several items: the same only if all are; gone only if all are; else changed, or unknown.
    """
    known = {own.item: own for own in earlier.requirements}
    items = tuple(_item_match(former, known.get(former), template) for former in earlier.items)
    kinds = {own.kind for own in items}
    if len(kinds) == 1:
        return Match(kinds.pop(), items)
    if not kinds or kinds == {MatchKind.SAME, MatchKind.UNKNOWN}:
        return Match(MatchKind.UNKNOWN, items)
    return Match(MatchKind.CHANGED, items)


def compared(known: Requirement, item: Item | None, requiring: Callable[[str], Item | None]) -> ItemMatch:
    """What was required, held against the present `item` of its number, or against the one `requiring` the very
    same (by its digest) under another number."""
    former = known.item
    if item is None or item.digest != known.digest:
        renumbered = requiring(known.digest)
        if renumbered is not None:
            return ItemMatch(former, MatchKind.SAME, renumbered.id)
    if item is None:
        return ItemMatch(former, MatchKind.GONE)
    if item.digest == known.digest:
        return ItemMatch(former, MatchKind.SAME, item.id)
    return ItemMatch(
        former,
        MatchKind.CHANGED,
        item.id,
        difference(known.question, item.question.vi),
        difference(known.look_at, item.look_at.vi),
    )


def _item_match(former: ItemId, known: Requirement | None, template: Template) -> ItemMatch:
    item = template.item(former)
    if known is None:
        return ItemMatch(former, MatchKind.UNKNOWN if item else MatchKind.GONE, item.id if item else None)
    return compared(
        known, item, lambda digest: next((own for own in template.items if own.digest == digest), None)
    )


def difference(before: str, after: str) -> tuple[Piece, ...]:
    """Both texts as one, word by word: joining what was kept and removed gives `before`, kept and added `after`."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    steps: Sequence[tuple[str, int, int, int, int]]
    if len(old) + len(new) > MOST_WORDS:
        steps = [("equal" if old == new else "replace", 0, len(old), 0, len(new))]
    else:
        steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    pieces: list[Piece] = []
    gone = come = ""
    for place, (step, i, j, k, end) in enumerate(steps):
        kept = "".join(old[i:j])
        # A blank alone between two changes is no kept text: the changed words read as one.
        if step == "equal" and not (kept.isspace() and 0 < place < len(steps) - 1):
            pieces += _changed(gone, come)
            gone = come = ""
            pieces.append(Piece(Change.KEPT, kept))
        else:
            gone += kept
            come += "".join(new[k:end])
    return (*pieces, *_changed(gone, come))


def _changed(gone: str, come: str) -> list[Piece]:
    both = (Piece(Change.REMOVED, gone), Piece(Change.ADDED, come))
    return [piece for piece in both if piece.text]


def due_day(deadline: Deadline | None, conclusion_received: date | None) -> date | None:
    """The last day of a deadline: a date, or days counted from the one after the conclusion notice was received.

    "Ngay sau khi kết thúc kiểm tra" and "thường xuyên" name no day, and none is made up.
    """
    if deadline is None:
        return None
    if deadline.kind is DeadlineKind.ON:
        return deadline.on
    if deadline.days is not None and conclusion_received is not None:
        try:
            return conclusion_received + timedelta(days=deadline.days)
        except OverflowError:
            return None
    return None


def days_overdue(due_on: date | None, day: date | None) -> int | None:
    """How many days `day` lies behind the deadline; below zero are days left. None where either is unknown."""
    return None if due_on is None or day is None else (day - due_on).days


def same_requirement(
    finding: Finding, earlier: tuple[EarlierFinding, ...], template: Template
) -> tuple[EarlierFinding, ...]:
    """Shortcomings of former visits, not settled now, that were found against what `finding` is about.

    They suggest the mark "tái diễn"; nobody is marked without being asked.
    """
    return tuple(
        own
        for own in earlier
        if not (own.state is not None and own.state.settled)
        and any(
            m.item in finding.items and m.kind is MatchKind.SAME for m in match(own, template).items if m.item
        )
    )
