"""Who of the team answers which area: as given when the visit was prepared, and inherited by whoever stands in."""

from collections.abc import Iterable, Sequence

from inspector_app.checklist.folding import fold
from inspector_app.checklist.template import AreaId
from inspector_app.checklist.visit import Person, Side

_FORMS_OF_ADDRESS = ("ong ", "ba ")


def bare_name(name: str) -> str:
    """A name as two are compared: without marks, capitals and Ông or Bà."""
    folded = fold(name)
    return next((folded.removeprefix(own) for own in _FORMS_OF_ADDRESS if folded.startswith(own)), folded)


def member_called(people: Iterable[Person], name: str | None) -> Person | None:
    """The team's member of that name, however it was typed."""
    wanted = bare_name(name or "")
    if not wanted:
        return None
    return next((own for own in _team(people) if own.name and bare_name(own.name) == wanted), None)


def areas_of(person: Person, people: Sequence[Person]) -> frozenset[AreaId]:
    """What a person answers: the areas given to him, and those of the one he stands in for."""
    found: set[AreaId] = set()
    seen: set[str] = set()
    now: Person | None = person
    while now is not None and now.id not in seen:
        seen.add(now.id)
        found.update(now.areas)
        now = member_called(people, now.substitutes_for)
    return frozenset(found)


def in_charge(people: Sequence[Person], area: AreaId) -> tuple[Person, ...]:
    """Who answers an area: neither the absent nor those for whom somebody stands in."""
    return tuple(own for own in present(people) if area in areas_of(own, people))


def present(people: Sequence[Person]) -> tuple[Person, ...]:
    """The team that does the work of this visit."""
    replaced = {bare_name(own.substitutes_for) for own in _team(people) if own.substitutes_for}
    return tuple(
        own
        for own in _team(people)
        if own.absent_reason is None and not (own.name and bare_name(own.name) in replaced)
    )


def uncovered(people: Sequence[Person], areas: Iterable[AreaId]) -> tuple[AreaId, ...]:
    """The areas that nobody answers; none while no area was given to anybody, as in a team of one laptop."""
    covered = {area for own in present(people) for area in areas_of(own, people)}
    return tuple(area for area in areas if area not in covered) if covered else ()


def _team(people: Iterable[Person]) -> Iterable[Person]:
    return (own for own in people if own.side is Side.TEAM)
