"""How much of a checklist is done, by area: counted once, then kept in step with each act at the act's own cost."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from inspector_app.checklist.template import AreaId, ItemId, Template
from inspector_app.checklist.visit import Visit, done


@dataclass(frozen=True, slots=True)
class Count:
    """Of one area, or of the whole: items that do not apply are counted apart and are no part of `total`."""

    done: int = 0
    total: int = 0
    inapplicable: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(self.done + other.done, self.total + other.total, self.inapplicable + other.inapplicable)

    def __sub__(self, other: "Count") -> "Count":
        return Count(self.done - other.done, self.total - other.total, self.inapplicable - other.inapplicable)


@dataclass(frozen=True, slots=True)
class Progress:
    areas: Mapping[AreaId, Count]
    whole: Count

    @property
    def left(self) -> int:
        """Items that are still to be looked at."""
        return self.whole.total - self.whole.done


def progress(visit: Visit, template: Template) -> Progress:
    """Count every item."""
    nothing = Progress({area.id: Count() for area in template.areas}, Count())
    return _added(nothing, template, [(item.id, _count(visit, template, item.id)) for item in template.items])


def progress_after(
    before: Progress, was: Visit, now: Visit, template: Template, items: Iterable[ItemId]
) -> Progress:
    """The counts after only `items` may have become something else than they were."""
    steps = [(item, _count(now, template, item) - _count(was, template, item)) for item in items]
    return _added(before, template, [(item, step) for item, step in steps if step != Count()])


def _count(visit: Visit, template: Template, item_id: ItemId) -> Count:
    item = template.item(item_id)
    if item is None:
        return Count()
    if not visit.applies(item_id):
        return Count(inapplicable=1)
    return Count(done=int(done(visit, item)), total=1)


def _added(before: Progress, template: Template, steps: list[tuple[ItemId, Count]]) -> Progress:
    if not steps:
        return before
    areas = dict(before.areas)
    whole = before.whole
    for item_id, step in steps:
        item = template.item(item_id)
        if item is not None:
            areas[item.area] = areas.get(item.area, Count()) + step
            whole += step
    return replace(before, areas=areas, whole=whole)
