"""A visit assembled from the current values of its fields."""

from datetime import date
from typing import Any

import pytest

from inspector_app.authoring import toml
from inspector_app.checklist.assembly import assemble
from inspector_app.checklist.fact import Rate, Sample, SampleRow
from inspector_app.checklist.finding import Deadline, DeadlineKind
from inspector_app.checklist.template import Template
from inspector_app.checklist.visit import (
    Conflict,
    ItemVerdict,
    NotCheckedReason,
    PersonRole,
    Side,
    SigningMode,
    Visit,
    VisitId,
    answered,
)
from inspector_app.errors import FormatError


@pytest.fixture(scope="module")
def template() -> Template:
    return toml.read_shipped("cchc-2022")


def visit_of(
    template: Template, *values: tuple[str, str, Any], conflicts: tuple[Conflict, ...] = ()
) -> Visit:
    return assemble(
        VisitId("so-mau"),
        template,
        template.ref,
        {(entity, field): value for entity, field, value in values},
        conflicts,
    )


def test_a_new_visit_is_empty_signed_by_hand_and_agreed(template: Template) -> None:
    visit = visit_of(template)
    assert visit.details.signing_mode is SigningMode.INK
    assert visit.details.recipients[-1] == "Lưu: Hồ sơ Đoàn kiểm tra"
    assert visit.people == visit.findings == visit.rows == ()
    assert visit.answers == {}
    assert visit.answer(template.items[0].id).verdict is None
    assert visit.template == template.ref


def test_answers_facts_and_notes_come_together(template: Template) -> None:
    visit = visit_of(
        template,
        ("answer:25a", "verdict", "partly"),
        ("answer:25a", "sample", {"kind": "sample", "examined": 30, "defective": 7}),
        ("answer:25a", "note", "hỏi lại văn thư"),
        ("answer:20", "verdict", "not_checked"),
        ("answer:20", "not_checked", "no_time"),
        ("answer:19", "overdue", {"kind": "rate", "percent": "1.01"}),
    )
    items = {item.id: item for item in template.items}
    signed = visit.answer(next(i for i in items if i == "25a"))
    assert signed.verdict is ItemVerdict.PARTLY
    assert list(signed.facts.values()) == [Sample(examined=30, defective=7)]
    assert dict(visit.notes) == {"25a": "hỏi lại văn thư"}
    by_id = {str(item): answer for item, answer in visit.answers.items()}
    assert by_id["20"].not_checked is NotCheckedReason.NO_TIME
    assert isinstance(next(iter(by_id["19"].facts.values())), Rate)
    assert [str(i.id) for i in template.items if answered(i, visit.answer(i.id))] == ["19", "20", "25a"]


def test_what_was_removed_is_absent_and_an_entity_of_nothing_does_not_exist(template: Template) -> None:
    visit = visit_of(
        template,
        ("answer:1", "verdict", None),
        ("finding:x", "text", None),
        ("finding:x", "items", None),
        ("visit", "unit", None),
        ("row:1", "item", None),
    )
    assert visit.answers == {}
    assert visit.findings == visit.rows == ()
    assert visit.details.unit is None


def test_lists_are_in_their_order_and_then_by_id(template: Template) -> None:
    visit = visit_of(
        template,
        ("finding:b", "order", 1),
        ("finding:c", "order", 0),
        ("finding:a", "order", 1),
        ("row:2", "item", "25a"),
        ("row:2", "fact", "sample"),
        ("row:1", "item", "25a"),
        ("row:1", "fact", "sample"),
        ("row:1", "passed", False),
    )
    assert [finding.id for finding in visit.findings] == ["c", "a", "b"]
    assert [row.id for row in visit.rows] == ["1", "2"]
    assert isinstance(visit.rows[0], SampleRow)
    assert visit.rows[0].passed is False


def test_people_hold_roles_and_the_absent_hold_none(template: Template) -> None:
    visit = visit_of(
        template,
        ("person:1", "role", "leader"),
        ("person:1", "absent_reason", "đi công tác"),
        ("person:1", "order", 1),
        ("person:2", "role", "leader"),
        ("person:2", "name", "Trần Thị Giả Định"),
        ("person:2", "order", 2),
        ("person:3", "side", "unit"),
        ("person:3", "role", "representative"),
    )
    leader = visit.person(PersonRole.LEADER)
    assert leader is not None
    assert leader.name == "Trần Thị Giả Định"
    unit = visit.person(PersonRole.REPRESENTATIVE)
    assert unit is not None
    assert unit.side is Side.UNIT
    assert visit.person(PersonRole.SECRETARY) is None


def test_a_shortcoming_is_found_by_any_of_its_items(template: Template) -> None:
    visit = visit_of(
        template,
        ("finding:10", "items", ["10a", "10b"]),
        ("finding:10", "deadline", {"kind": "on", "on": "2026-06-15"}),
    )
    by_id = {str(item.id): item.id for item in template.items}
    found = visit.finding_of(by_id["10b"])
    assert found is visit.findings[0]
    assert found.deadline == Deadline(DeadlineKind.ON, on=date(2026, 6, 15))
    assert visit.finding_of(by_id["11"]) is None


def test_fields_of_a_newer_release_are_left_alone(template: Template) -> None:
    visit = visit_of(
        template,
        ("answer:1", "verdict", "yes"),
        ("answer:1", "mood", "vui"),
        ("answer:99", "verdict", "yes"),
        ("visit", "colour", "xanh"),
        ("weather", "rain", True),
    )
    assert [str(item) for item in visit.answers] == ["1"]


@pytest.mark.parametrize(
    ("entity", "field", "value"),
    [
        ("answer:1", "verdict", "maybe"),
        ("answer:25a", "sample", {"kind": "rate"}),
        ("answer:25a", "sample", "7/30"),
        ("visit", "opened_at", "08:00"),
        ("visit", "opened_at", "2026-05-12T08:00:00"),
        ("finding:1", "deadline", {"kind": "on"}),
        ("finding:1", "items", "25a"),
        ("person:1", "order", "một"),
    ],
)
def test_a_value_that_does_not_fit_its_field_is_refused(
    template: Template, entity: str, field: str, value: object
) -> None:
    with pytest.raises(FormatError) as refused:
        visit_of(template, (entity, field, value))
    assert str(refused.value.parameters["place"]).startswith(entity)


def test_open_conflicts_are_carried_along(template: Template) -> None:
    conflict = Conflict("answer:25a", "verdict", ("yes", "no"))
    assert visit_of(template, conflicts=(conflict,)).conflicts == (conflict,)
