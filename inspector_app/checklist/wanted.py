"""Which items somebody wants to see: by state, by what they have, by who answers them, by area."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from inspector_app.checklist.listed import items_of, listed
from inspector_app.checklist.template import AreaId, Item, ItemId, Template
from inspector_app.checklist.visit import ItemVerdict, Visit, done


class State(StrEnum):
    OPEN = "open"
    """Not done yet."""
    FAILED = "failed"
    """Không or Một phần."""
    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    NOT_APPLICABLE = "not_applicable"
    NOT_CHECKED = "not_checked"


class Having(StrEnum):
    FILES = "files"
    SHORTCOMINGS = "shortcomings"
    CONFLICTS = "conflicts"
    """Two people wrote the same field differently."""


FAILED = frozenset({ItemVerdict.NO, ItemVerdict.PARTLY})


@dataclass(frozen=True, slots=True)
class Wanted:
    """All that is asked must hold; None asks nothing."""

    state: State | None = None
    having: Having | None = None
    areas: frozenset[AreaId] | None = None
    """Of one person."""
    area: AreaId | None = None

    @property
    def everything(self) -> bool:
        return self == Wanted()


def items_wanted(visit: Visit, template: Template, wanted: Wanted) -> frozenset[ItemId]:
    """The items that apply and are wanted."""
    having = None if wanted.having is None else _HAVING[wanted.having](visit)
    state = None if wanted.state is None else _in_state(wanted.state)
    return frozenset(
        item.id
        for item in template.items
        if visit.applies(item.id)
        and (wanted.area is None or item.area == wanted.area)
        and (wanted.areas is None or item.area in wanted.areas)
        and (having is None or item.id in having)
        and (state is None or state(visit, item))
    )


def _in_state(state: State) -> Callable[[Visit, Item], bool]:
    if state is State.OPEN:
        return lambda visit, item: not done(visit, item)
    verdicts = FAILED if state is State.FAILED else frozenset({ItemVerdict(state.value)})
    return lambda visit, item: visit.answer(item.id).verdict in verdicts


def _with_files(visit: Visit) -> frozenset[str]:
    return frozenset(item for own in visit.evidence for item in own.items)


def _with_shortcomings(visit: Visit) -> frozenset[str]:
    return frozenset(item for own in visit.findings for item in own.items)


def _with_conflicts(visit: Visit) -> frozenset[str]:
    found: set[str] = set()
    lists = {"finding": visit.findings, "row": visit.rows, "evidence": visit.evidence}
    for conflict in visit.conflicts:
        word, _, name = conflict.entity.partition(":")
        if word in ("answer", "reported"):
            found.add(name)
        elif word in lists and (entity := listed(lists[word]).named(name)) is not None:
            found.update(items_of(entity))
    return frozenset(found)


_HAVING: Mapping[Having, Callable[[Visit], frozenset[str]]] = {
    Having.FILES: _with_files,
    Having.SHORTCOMINGS: _with_shortcomings,
    Having.CONFLICTS: _with_conflicts,
}
