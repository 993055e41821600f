"""A visit travels between laptops as one file; what differs is named, and settled by choosing or by a third value."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from inspector_app.actions import answers, merging, visits
from inspector_app.actions.workspace import Workspace, open_workspace
from inspector_app.checklist.canonical import canonical
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import ItemVerdict, NotCheckedReason, VisitId
from inspector_app.clock import FixedClock
from inspector_app.errors import FormatError

SECRETARY, MEMBER = "Bà Bùi Thị Ghi Chép", "Ông Lê Văn Ví Dụ"


@pytest.fixture
def secretary(tmp_path: Path, clock: FixedClock) -> Iterator[Workspace]:
    with open_workspace(tmp_path / "máy thư ký", clock, SECRETARY) as ws:
        yield ws


@pytest.fixture
def member(tmp_path: Path, clock: FixedClock) -> Iterator[Workspace]:
    with open_workspace(tmp_path / "máy thành viên", clock, MEMBER) as ws:
        yield ws


@pytest.fixture
def visit(secretary: Workspace, member: Workspace) -> VisitId:
    """The full sample, on both laptops."""
    made = visits.create_sample(secretary, "so-mau")
    bring(secretary, member, made)
    return made


def bring(source: Workspace, target: Workspace, visit: VisitId) -> merging.Merged:
    return merging.merge_events(target, merging.export_events(source, visit))


def stored(ws: Workspace, visit: VisitId, entity: str, field: str) -> Any:
    from inspector_app.checklist.event import Plane
    from inspector_app.store import visits as kept

    return kept.values(ws.db, visit, Plane.ANSWERS).get((entity, field))


def test_a_visit_that_is_new_here_comes_whole_from_the_file(secretary: Workspace, member: Workspace) -> None:
    made = visits.create_visit(secretary, "cchc-2022", {"unit": "Sở Mẫu"})
    answers.set_verdict(secretary, made, ItemId("1"), ItemVerdict.PARTLY)
    merged = bring(secretary, member, made)
    assert (merged.visit, merged.new, merged.waiting, merged.forked, merged.broken) == (made, True, 0, 0, 0)
    assert visits.load(member, made).visit == visits.load(secretary, made).visit
    again = bring(secretary, member, made)
    assert (again.new, again.inserted) == (False, 0)


def test_a_visit_in_which_nothing_is_written_yet_travels_too(secretary: Workspace, member: Workspace) -> None:
    made = visits.create_visit(secretary)
    merged = bring(secretary, member, made)
    assert (merged.new, merged.inserted) == (True, 0)
    assert visits.load(member, made).template == visits.load(secretary, made).template


def _head(data: bytes, **changes: object) -> bytes:
    first, *rest = data.splitlines(keepends=True)
    return canonical(json.loads(first) | changes) + b"\n" + b"".join(rest)


@pytest.mark.parametrize(
    ("code", "spoil"),
    [
        ("FORMAT-EVENTS", lambda data: b""),
        ("FORMAT-EVENTS", lambda data: "không phải tệp này".encode()),
        ("FORMAT-EVENTS", lambda data: b"".join(data.splitlines(keepends=True)[1:])),
        ("FORMAT-EVENTS", lambda data: b"[]\n"),
        ("FORMAT-EVENTS-NEWER", lambda data: _head(data, schema=2)),
        (
            "FORMAT-EVENTS-CHECKLIST",
            lambda data: _head(data, template={"id": "cchc-2022", "version": "0", "sha256": "0" * 64}),
        ),
        ("FORMAT-EVENTS-ALTERED", lambda data: _head(data, visit="khác")),
        ("FORMAT-EVENTS-ALTERED", lambda data: data.replace("Sở Mẫu".encode(), "Sở Khác".encode())),
        ("FORMAT-VALUE", lambda data: _head(data, extra=1)),
        ("FORMAT-VALUE", lambda data: data[:-20]),
    ],
    ids=["empty", "text", "no head", "list", "newer", "checklist", "visit", "altered", "field", "cut off"],
)
def test_a_file_that_cannot_be_taken_leaves_nothing_behind(
    secretary: Workspace, member: Workspace, code: str, spoil: Any
) -> None:
    made = visits.create_visit(secretary, "cchc-2022", {"unit": "Sở Mẫu"})
    with pytest.raises(FormatError) as refused:
        merging.merge_events(member, spoil(merging.export_events(secretary, made)))
    assert refused.value.code == code
    assert visits.listing(member) == ()


def test_a_file_of_another_checklist_does_not_touch_the_visit_that_is_here(
    secretary: Workspace, member: Workspace, visit: VisitId
) -> None:
    answers.set_value(secretary, visit, "visit", "place", "Phòng họp A")
    data = merging.export_events(secretary, visit)
    other = {"id": "cchc-2022", "version": "0", "sha256": "0" * 64}
    with pytest.raises(FormatError, match="FORMAT-EVENTS-CHECKLIST"):
        merging.merge_events(member, _head(data, template=other))
    assert stored(member, visit, "visit", "place") != "Phòng họp A"


def test_a_conflict_says_who_wrote_what_and_when(
    secretary: Workspace, member: Workspace, visit: VisitId
) -> None:
    answers.set_value(secretary, visit, "visit", "place", "Phòng họp A")
    answers.set_value(member, visit, "visit", "place", "Phòng họp B")
    bring(member, secretary, visit)
    (conflict,) = merging.conflicts(secretary, visit)
    assert (conflict.entity, conflict.field) == ("visit", "place")
    assert {(head.actor, head.at, head.after) for head in conflict.heads} == {
        (SECRETARY, secretary.clock.now(), "Phòng họp A"),
        (MEMBER, member.clock.now(), "Phòng họp B"),
    }


def _sample(defective: int) -> dict[str, object]:
    return {"kind": "sample", "examined": 30, "defective": defective}


def _at(hour: int) -> str:
    return f"2026-05-12T{hour:02d}:00:00+07:00"


FIELDS: list[tuple[str, str, Any, Any, Any]] = [
    ("answer:1", "result", "Ghi một", "Ghi hai", "Ghi ba"),
    ("answer:1", "note", "Ghi chú một", None, "Ghi chú ba"),
    ("answer:1", "verdict", "partly", "not_applicable", "not_checked"),
    ("answer:25a", "sample", _sample(5), _sample(6), _sample(8)),
    ("finding:25a", "items", ["25a", "25b"], ["25a", "12"], ["25a"]),
    ("finding:25a", "deadline", {"kind": "on", "on": "2026-06-30"}, {"kind": "regularly"}, None),
    ("visit", "recipients", ["Đơn vị", "Đoàn"], ["Lưu"], []),
    ("visit", "opened_at", _at(8), _at(9), _at(10)),
    ("visit", "print_empty_headings", False, True, None),
    ("opinion", "response", "Tiếp thu", "Giải trình", "Tiếp thu một phần"),
]


@pytest.mark.parametrize(("entity", "field", "one", "two", "third"), FIELDS, ids=lambda own: str(own)[:12])
@pytest.mark.parametrize("chosen", ["one", "two", "third"])
def test_any_field_is_settled_by_one_of_the_values_or_a_third(
    secretary: Workspace,
    member: Workspace,
    visit: VisitId,
    entity: str,
    field: str,
    one: Any,
    two: Any,
    third: Any,
    chosen: str,
) -> None:
    answers.set_value(secretary, visit, entity, field, "đã ghi trước" if field == "note" else one)
    bring(secretary, member, visit)
    answers.set_value(secretary, visit, entity, field, third)
    answers.set_value(secretary, visit, entity, field, one)
    answers.set_value(member, visit, entity, field, two)
    bring(member, secretary, visit)
    bring(secretary, member, visit)
    assert [(c.entity, c.field) for c in merging.conflicts(secretary, visit)] == [(entity, field)]
    value = {"one": one, "two": two, "third": third}[chosen]
    answers.set_value(secretary, visit, entity, field, value)
    bring(secretary, member, visit)
    for ws in (secretary, member):
        assert (merging.conflicts(ws, visit), visits.load(ws, visit).visit.conflicts) == ((), ())
        assert stored(ws, visit, entity, field) == value


def _conflict(ws: Workspace, visit: VisitId, field: str) -> merging.FieldConflict:
    (found,) = [own for own in merging.conflicts(ws, visit) if own.field == field]
    return found


def _of(conflict: merging.FieldConflict, actor: str) -> Any:
    (head,) = [head for head in conflict.heads if head.actor == actor]
    return head


@pytest.mark.parametrize("stands", [SECRETARY, MEMBER])
@pytest.mark.parametrize("entity", ["finding:25a", "person"])
def test_what_one_removed_and_the_other_wrote_in_goes_or_stays_whole(
    secretary: Workspace, member: Workspace, visit: VisitId, entity: str, stands: str
) -> None:
    if entity == "person":
        entity = f"person:{visits.load(secretary, visit).visit.people[1].id}"
    bring(secretary, member, visit)
    before = _fields(secretary, visit, entity)
    written = {"name": "Ông Mới", "position": "Chuyên viên"} if "person" in entity else {"text": "Ghi lại"}
    written |= {"signs_as": "KT."} if "person" in entity else {"unit_opinion": "Đã rõ"}
    answers.remove(secretary, visit, entity)
    for field, value in written.items():
        answers.set_value(member, visit, entity, field, value)
    bring(member, secretary, visit)
    conflict = merging.conflicts(secretary, visit)[0]
    assert merging.removed(secretary, _of(conflict, SECRETARY)) == before
    assert merging.removed(secretary, _of(conflict, MEMBER)) is None
    merging.settle(secretary, visit, conflict, _of(conflict, stands))
    bring(secretary, member, visit)
    for ws in (secretary, member):
        assert merging.conflicts(ws, visit) == ()
        assert _fields(ws, visit, entity) == ({} if stands == SECRETARY else before | written)


def _fields(ws: Workspace, visit: VisitId, entity: str) -> dict[str, Any]:
    from inspector_app.checklist.event import Plane
    from inspector_app.store import visits as kept

    values = kept.values(ws.db, visit, Plane.ANSWERS)
    return {name: value for (own, name), value in values.items() if own == entity}


def test_an_emptied_field_is_not_taken_for_a_removal(
    secretary: Workspace, member: Workspace, visit: VisitId
) -> None:
    answers.set_value(secretary, visit, "finding:25a", "text", "Ghi trước")
    bring(secretary, member, visit)
    answers.set_value(secretary, visit, "finding:25a", "text", None)
    answers.set_value(member, visit, "finding:25a", "text", "Ghi lại")
    bring(member, secretary, visit)
    conflict = _conflict(secretary, visit, "text")
    assert merging.removed(secretary, _of(conflict, SECRETARY)) is None
    merging.settle(secretary, visit, conflict, _of(conflict, SECRETARY))
    assert merging.conflicts(secretary, visit) == ()
    assert "items" in _fields(secretary, visit, "finding:25a")
    assert "text" not in _fields(secretary, visit, "finding:25a")


@pytest.mark.parametrize("stands", [SECRETARY, MEMBER])
@pytest.mark.parametrize("field", ["verdict", "not_checked"])
def test_a_chosen_verdict_brings_its_reason_and_its_shortcoming(
    secretary: Workspace, member: Workspace, visit: VisitId, field: str, stands: str
) -> None:
    item = ItemId("30")
    answers.set_verdict(secretary, visit, item, None)
    bring(secretary, member, visit)
    answers.set_verdict(secretary, visit, item, ItemVerdict.NO)
    answers.set_verdict(member, visit, item, ItemVerdict.NOT_CHECKED, NotCheckedReason.NO_TIME)
    if field == "not_checked":
        answers.set_verdict(secretary, visit, item, ItemVerdict.NOT_CHECKED, NotCheckedReason.NOT_PROVIDED)
    bring(member, secretary, visit)
    conflict = _conflict(secretary, visit, field)
    merging.settle(secretary, visit, conflict, _of(conflict, stands))
    bring(secretary, member, visit)
    for ws in (secretary, member):
        visit_now = visits.load(ws, visit).visit
        answer = visit_now.answer(item)
        assert visit_now.conflicts == ()
        if stands == MEMBER:
            assert (answer.verdict, answer.not_checked) == (ItemVerdict.NOT_CHECKED, NotCheckedReason.NO_TIME)
            assert visit_now.finding_of(item) is None
        elif field == "not_checked":
            assert answer.not_checked is NotCheckedReason.NOT_PROVIDED
        else:
            assert (answer.verdict, answer.not_checked) == (ItemVerdict.NO, None)
            assert visit_now.finding_of(item) is not None
