"""Two versions of a checklist held against each other; which version is the newer."""

import random
from dataclasses import fields, replace
from datetime import date

import pytest

from inspector_app.authoring import shelf
from inspector_app.checklist.comparison import FieldChange, Why, compare
from inspector_app.checklist.editions import next_version, version_key
from inspector_app.checklist.fact import FactKind
from inspector_app.checklist.template import ChoiceList, FactSpec, Item, LegalBasis, Option, Wording

CHECKLIST = shelf.read("cchc-2026")


def with_item(id_: str, **changes: object):
    items = tuple(replace(own, **changes) if own.id == id_ else own for own in CHECKLIST.items)
    return replace(CHECKLIST, version="2026.4", items=items)


def test_a_version_is_the_same_as_itself() -> None:
    found = compare(CHECKLIST, CHECKLIST)
    assert found.same == tuple(item.id for item in CHECKLIST.items)
    assert not (found.head + found.added + found.removed + found.renumbered + found.moved + found.changed)


def test_the_first_version_of_2026_and_the_second() -> None:
    first, second = shelf.read("earlier/cchc-2026"), shelf.read("earlier/cchc-2026.2")
    found = compare(first, second)
    assert found.added == ("41", "42", "43", "44", "45", "46")
    assert (found.removed, found.renumbered, found.moved) == ((), (), ())
    before = {item.id: item.digest for item in first.items}
    other = {item.id for item in second.items if before.get(item.id, item.digest) != item.digest}
    assert {own.item for own in found.requirements} == other, "exactly those whose digest differs"
    assert len(found.same) + len(found.changed) + len(found.added) == len(second.items)


@pytest.mark.parametrize(
    ("former", "present", "items"),
    [
        ("earlier/cchc-2026.2", "cchc-2026", ["19", "24", "25a", "25b", "39"]),
        ("earlier/digital-signatures-2026", "digital-signatures", ["6", "7"]),
        ("earlier/online-payment-2026", "online-payment", ["6", "7"]),
    ],
)
def test_that_files_can_answer_a_figure_changes_nothing_of_what_is_asked(
    former: str, present: str, items: list[str]
) -> None:
    old, new = shelf.read(former), shelf.read(present)
    found = compare(old, new)
    assert [own.item for own in found.changed] == items
    assert {own.field.split(".")[0::2][-1] for own in found.changed[-1].fields} == {"files"}
    assert (found.requirements, found.added, found.removed, found.moved, found.head) == ((), (), (), (), ())
    assert [own.digest for own in old.items] == [own.digest for own in new.items]
    assert old.digest != new.digest


def test_every_field_of_an_item_is_told_where_it_differs() -> None:
    item = CHECKLIST.item("25a")
    other = {
        str: "khác",
        Wording: Wording("khác", "other"),
        bool: None,
        tuple: (),
    }
    told = {"area"}  # a move, not a change
    for field in fields(Item):
        value = getattr(item, field.name)
        if field.name in ("id", "area"):
            continue
        kind = tuple if isinstance(value, tuple) else bool if isinstance(value, bool) else type(value)
        new = (not value) if kind is bool else other.get(kind, "1 = 1")
        if field.name == "look_at" or field.name == "question":
            new = replace(value, vi="Nội dung khác")
        found = compare(CHECKLIST, with_item("25a", **{field.name: new}))
        if new == value:
            assert not found.changed
            continue
        (change,) = found.changed
        assert change.item == "25a"
        assert {own.field.split(".")[0] for own in change.fields} == {field.name}
        assert bool(change.why) == (field.name in ("question", "look_at", "facts"))
        told.add(field.name)
    assert {"question", "look_at", "facts", "legal", "relevant", "shortcoming", "read_only"} <= told


def test_a_legal_basis_put_in_between_is_one_difference() -> None:
    item = CHECKLIST.item("25a")
    added = LegalBasis("Nghị định số 00/2027/NĐ-CP", valid_from=date(2027, 1, 1))
    (change,) = compare(CHECKLIST, with_item("25a", legal=(added, *item.legal))).changed
    assert change.fields == (FieldChange(f"legal.{added.citation}", None, added.citation),)
    (change,) = compare(CHECKLIST, with_item("25a", legal=item.legal[::-1])).changed
    assert [own.field for own in change.fields] == ["legal"], "another order alone is told as such"


def test_moved_items_are_the_fewest_that_explain_the_new_order() -> None:
    items = list(CHECKLIST.items)
    moved = items.pop(3)
    items.insert(20, moved)
    found = compare(CHECKLIST, replace(CHECKLIST, items=tuple(items)))
    assert [(own.item, own.place_before, own.place_after) for own in found.moved] == [(moved.id, 4, 21)]
    assert moved.id in found.same
    elsewhere = compare(CHECKLIST, with_item("1", area="7")).moved
    assert [(own.item, own.area_before, own.area_after) for own in elsewhere] == [("1", "1", "7")]


def test_another_number_for_the_same_requirement_is_neither_new_nor_gone() -> None:
    found = compare(CHECKLIST, with_item("46", id="60", criterion="60"))
    assert [(own.before, own.after) for own in found.renumbered] == [("46", "60")]
    assert (found.added, found.removed) == ((), ())
    twice = with_item("46", id="60")
    twice = replace(twice, items=(*twice.items, replace(twice.items[-1], id="61")))
    found = compare(CHECKLIST, twice)
    assert (found.renumbered, found.added, found.removed) == ((), ("60", "61"), ("46",)), "nobody guesses"


def test_a_list_that_offers_something_else_changes_what_is_asked() -> None:
    spec = FactSpec("hang", FactKind.CHOICE, Wording("Hạng", "Class"), choice_list="hang")
    table = FactSpec("bang", FactKind.ROWS, Wording("Bảng", "Table"), columns=(spec,))
    for own in (spec, table):
        old = replace(
            with_item("1", facts=(own,)),
            choice_lists=(ChoiceList("hang", (Option("tot", Wording("Tốt", "Good")),)),),
        )
        new = replace(old, choice_lists=(ChoiceList("hang", (Option("kha", Wording("Khá", "Fair")),)),))
        assert [(own.item, own.why) for own in compare(old, new).changed] == [("1", (Why.CHOICES,))]


def test_ten_thousand_items_are_compared_item_by_item() -> None:
    order = random.Random(2026)
    old = replace(
        CHECKLIST,
        items=tuple(replace(CHECKLIST.items[i % 57], id=f"{i}", criterion=f"{i}") for i in range(10_000)),
    )
    items = [replace(own, remedy="đề nghị rà soát") if i % 3 == 0 else own for i, own in enumerate(old.items)]
    order.shuffle(items)
    found = compare(old, replace(old, items=tuple(items[:9_000])))
    assert len(found.changed) + len(found.same) == 9_000
    assert len(found.removed) == 1_000
    assert 8_000 < len(found.moved) < 9_000


def test_versions_are_ordered_as_people_read_them() -> None:
    written = ["2022", "2026", "2026.2", "2026.3", "2026.10", "2027"]
    assert sorted([*written[3:], *written[:3]], key=version_key) == written
    assert next_version("2026") == "2026.2"
    assert next_version("2026.2") == "2026.3"
    assert next_version("2026.2", {"2026.3", "2026.4"}) == "2026.5"
    assert next_version("thử") == "thử.2"
    for version in written:
        assert version_key(next_version(version)) > version_key(version)
