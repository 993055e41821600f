"""What makes a checklist unusable beyond its form: rules that cannot be worked out, groups, lists, tables.

Each fault names the item and the field, for whoever wrote the checklist; readers of files make it an error.
"""

from collections.abc import Iterator

from inspector_app.checklist.conditions import Fault
from inspector_app.checklist.fact import FactKind
from inspector_app.checklist.file_answers import KINDS
from inspector_app.checklist.logic import Logic
from inspector_app.checklist.template import FactSpec, GroupId, ItemId, Template
from inspector_app.errors import N_


def faults(template: Template) -> Iterator[Fault]:
    """All of them: groups first, then lists and tables in the order of the checklist, then its expressions."""
    yield from _groups(template)
    lists = {own.id for own in template.choice_lists}
    for place, trait in enumerate(template.traits):
        yield from _spec(trait, None, f"trait[{place}]", lists)
        yield from _no_files(trait, None, f"trait[{place}]")
    for item in template.items:
        for place, spec in enumerate(item.facts):
            yield from _spec(spec, item.id, f"facts[{place}]", lists)
            yield from _files(spec, item.id, f"facts[{place}]")
    yield from Logic.of(template).faults


def _groups(template: Template) -> Iterator[Fault]:
    within = {group.id: group.within for group in template.groups}
    areas = {area.id for area in template.areas}
    for place, group in enumerate(template.groups):
        if group.area not in areas:
            why = N_("There is no area {area} in the file.")
            yield Fault("CHECKLIST-AREA", None, f"group[{place}].area", why, {"area": group.area})
        if group.within is not None and group.within not in within:
            yield _no_group(None, f"group[{place}].within", group.within)
        elif _goes_round(group.id, within):
            why = N_("The group {group} would stand within itself.")
            yield Fault("CHECKLIST-CYCLE", None, f"group[{place}].within", why, {"group": group.id})
    for item in template.items:
        if item.within is not None and item.within not in within:
            yield _no_group(item.id, "within", item.within)


def _no_group(item: ItemId | None, field: str, group: GroupId) -> Fault:
    return Fault(
        "CHECKLIST-GROUP", item, field, N_("There is no group {group} in the file."), {"group": group}
    )


def _goes_round(group: GroupId, within: dict[GroupId, GroupId | None]) -> bool:
    """Whether the way outwards from a group comes back to it."""
    seen = set()
    at = within[group]
    while at is not None and at in within and at not in seen:
        if at == group:
            return True
        seen.add(at)
        at = within[at]
    return False


def _spec(spec: FactSpec, item: ItemId | None, path: str, lists: set[str]) -> Iterator[Fault]:
    if spec.choice_list is not None and spec.choice_list not in lists:
        why = N_("There is no list of choices {list} in the file.")
        yield Fault("CHECKLIST-CHOICES", item, f"{path}.choice_list", why, {"list": spec.choice_list})
    seen: set[str] = set()
    for place, column in enumerate(spec.columns):
        own = f"{path}.columns[{place}]"
        if column.kind is FactKind.ROWS:
            why = N_("A table cannot stand in a column of a table.")
            yield Fault("CHECKLIST-FIELD", item, f"{own}.kind", why, {})
        if column.id in seen:
            why = N_("Two columns of the table are called {id}.")
            yield Fault("CHECKLIST-DUPLICATE", item, f"{own}.id", why, {"id": column.id})
        seen.add(column.id)
        yield from _no_files(column, item, own)
        yield from _spec(column, item, own, lists)


def _files(spec: FactSpec, item: ItemId, path: str) -> Iterator[Fault]:
    if spec.files is None:
        return
    wanted = KINDS[spec.files]
    if spec.kind is not wanted:
        why = N_(
            "What files answer as {files} is written into a fact of kind {wanted}, and not of kind {kind}."
        )
        own = {"files": spec.files.value, "wanted": wanted.value, "kind": spec.kind.value}
        yield Fault("CHECKLIST-FIELD", item, f"{path}.files", why, own)
    elif spec.calculation is not None:
        why = N_("A figure that is calculated cannot be answered by files.")
        yield Fault("CHECKLIST-FIELD", item, f"{path}.files", why, {})


def _no_files(spec: FactSpec, item: ItemId | None, path: str) -> Iterator[Fault]:
    if spec.files is not None:
        why = N_("Files answer a fact of an item, no trait of the unit and no column of a table.")
        yield Fault("CHECKLIST-FIELD", item, f"{path}.files", why, {})
