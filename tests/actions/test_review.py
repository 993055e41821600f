"""The check before sealing: only what would make the minutes wrong blocks, everything else is the team's to keep."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from inspector_app.actions import answers, sealing, visits
from inspector_app.actions.review import review
from inspector_app.checklist.fact import Count, FactId, Rate, Sample
from inspector_app.checklist.finding import Deadline, DeadlineKind
from inspector_app.checklist.rules import Severity
from inspector_app.checklist.seal import Stage
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import Closing, ItemVerdict, PersonRole, Side
from inspector_app.clock import ZONE
from inspector_app.errors import VisitError


def blocking(ws, visit) -> list[tuple[str, str, str]]:
    return [
        (line.code, line.entity, line.field) for line in review(ws, visit) if line.severity is Severity.BLOCKS
    ]


def warnings(ws, visit, entity: str) -> set[str]:
    return {
        line.code for line in review(ws, visit) if line.severity is Severity.WARNS and line.entity == entity
    }


@pytest.fixture
def team(ws, visit) -> dict[PersonRole, str]:
    """All three signers, with names."""
    return {
        role: answers.add_person(ws, visit, side, role, name=name)
        for side, role, name in (
            (Side.TEAM, PersonRole.LEADER, "Ông Nguyễn Văn Mẫu"),
            (Side.TEAM, PersonRole.SECRETARY, "Bà Bùi Thị Ghi Chép"),
            (Side.UNIT, PersonRole.REPRESENTATIVE, "Bà Đỗ Thị Tưởng Tượng"),
        )
    }


def test_signers_without_names_block_and_the_line_says_which(ws, visit) -> None:
    assert blocking(ws, visit) == [
        ("REVIEW-SIGNER-UNIT-REPRESENTATIVE", "visit", "unit_people"),
        ("REVIEW-SIGNER-TEAM-LEADER", "visit", "people"),
        ("REVIEW-SIGNER-SECRETARY", "visit", "people"),
    ]
    person = answers.add_person(ws, visit, Side.TEAM, PersonRole.LEADER)
    assert ("REVIEW-SIGNER-TEAM-LEADER", f"person:{person}", "name") in blocking(ws, visit)


def test_a_refusing_unit_needs_no_signer(ws, visit, team) -> None:
    answers.remove(ws, visit, f"person:{team[PersonRole.REPRESENTATIVE]}")
    assert [code for code, _, _ in blocking(ws, visit)] == ["REVIEW-SIGNER-UNIT-REPRESENTATIVE"]
    answers.set_value(ws, visit, "visit", "closing", Closing.REFUSED)
    assert blocking(ws, visit) == []


def test_an_unfinished_visit_with_signers_can_be_sealed(ws, visit, team, now) -> None:
    assert blocking(ws, visit) == []
    assert "REVIEW-OPEN" in warnings(ws, visit, "answer:1")
    sealing.seal(ws, visit)
    assert now().stage is Stage.SEALED


@pytest.mark.parametrize(
    ("item", "field", "fact", "code"),
    [
        ("25a", "sample", Sample(examined=5, defective=6), "REVIEW-FIGURE-DEFECTIVE-OVER-EXAMINED"),
        ("25a", "sample", Sample(population=5, examined=6), "REVIEW-FIGURE-EXAMINED-OVER-POPULATION"),
        ("19", "overdue", Rate(percent=Decimal("100.5")), "REVIEW-FIGURE-RATE-OVER-100"),
        ("19", "overdue", Rate(numerator=1, denominator=0), "REVIEW-FIGURE-DENOMINATOR-ZERO"),
        ("22", "units", Count(3, of=2), "REVIEW-FIGURE-COUNT-OVER-WHOLE"),
        ("22", "units", Count(-1), "REVIEW-FIGURE-NEGATIVE"),
    ],
)
def test_impossible_figures_block(ws, visit, team, now, item, field, fact, code) -> None:
    answers.set_fact(ws, visit, ItemId(item), FactId(field), fact)
    assert blocking(ws, visit) == [(code, f"answer:{item}", field)]
    with pytest.raises(VisitError, match="SEAL-BLOCKED") as refused:
        sealing.seal(ws, visit)
    assert (refused.value.parameters["count"], refused.value.parameters["field"]) == (1, field)
    assert now().stage is Stage.CHECKING


def test_an_end_before_the_start_blocks(ws, visit, team) -> None:
    answers.set_value(ws, visit, "visit", "opened_at", datetime(2026, 5, 12, 8, 0, tzinfo=ZONE))
    answers.set_value(ws, visit, "visit", "closed_at", datetime(2026, 5, 12, 7, 0, tzinfo=ZONE))
    assert blocking(ws, visit) == [("REVIEW-TIMES", "visit", "closed_at")]


def test_a_character_that_cannot_be_printed_blocks_and_is_named(ws, visit, team) -> None:
    answers.set_value(ws, visit, "visit", "place", "Phòng họp 😀")
    (line,) = [line for line in review(ws, visit) if line.severity is Severity.BLOCKS]
    assert (line.code, line.entity, line.field) == ("REVIEW-CHARACTER", "visit", "place")
    assert "😀" in line.parameters["characters"]
    answers.set_value(ws, visit, "visit", "place", "Phòng họp")
    answers.set_value(ws, visit, "answer:1", "note", "ghi chú 😀 không in")
    assert blocking(ws, visit) == []


def test_what_only_warns(ws, visit, team) -> None:
    answers.set_verdict(ws, visit, ItemId("16"), ItemVerdict.NO)
    assert warnings(ws, visit, "answer:16") == {"REVIEW-EVIDENCE"}
    assert warnings(ws, visit, "finding:16") == {"REVIEW-LEGAL-BASIS", "REVIEW-OWNER", "REVIEW-DEADLINE"}
    answers.set_value(ws, visit, "finding:16", "owner", "Văn phòng Sở")
    answers.set_verdict(ws, visit, ItemId("16"), ItemVerdict.YES)
    assert "REVIEW-CONTRADICTION" in warnings(ws, visit, "answer:16")
    assert blocking(ws, visit) == []


def test_a_deadline_before_the_visit_warns(ws, visit, team) -> None:
    answers.set_value(ws, visit, "visit", "opened_at", datetime(2026, 5, 12, 8, 0, tzinfo=ZONE))
    answers.set_verdict(ws, visit, ItemId("16"), ItemVerdict.NO)
    deadline = Deadline(DeadlineKind.ON, on=date(2026, 5, 11))
    answers.set_value(ws, visit, "finding:16", "deadline", deadline)
    assert "REVIEW-DEADLINE-PAST" in warnings(ws, visit, "finding:16")


@pytest.mark.parametrize("name", ["so-xay-dung-2022", "so-mau"])
def test_nothing_blocks_a_sample(ws, name: str) -> None:
    sample = visits.create_sample(ws, name)
    lines = review(ws, sample)
    assert [line for line in lines if line.severity is Severity.BLOCKS] == []
    assert lines


def test_what_blocks_stands_first_and_every_line_has_its_own_key(ws, visit) -> None:
    lines = review(ws, visit)
    severities = [line.severity for line in lines]
    assert severities == sorted(severities, key=[Severity.BLOCKS, Severity.WARNS].index)
    assert len({line.key for line in lines}) == len(lines)
    for line in lines:
        assert line.message.format_map(dict(line.parameters))


def test_a_reason_for_keeping_a_warning_is_written_with_the_seal(ws, visit, team) -> None:
    from inspector_app.checklist.event import Plane
    from inspector_app.store import events

    (line, *_) = review(ws, visit)
    sealing.seal(ws, visit, {line.key: "Không thuộc nội dung đợt này", "khác": ""})
    reasons = {event.reason for event in events.of_visit(ws.db, visit, Plane.SEALING)}
    assert reasons == {f'{{"{line.key}":"Không thuộc nội dung đợt này"}}'}


def test_a_sentence_written_by_hand_warns_when_its_figure_changes(ws, visit) -> None:
    item, fact = ItemId("25a"), FactId("sample")
    answers.set_verdict(ws, visit, item, ItemVerdict.NO)
    answers.set_fact(ws, visit, item, fact, Sample(population=412, examined=30, defective=7))
    assert "REVIEW-FIGURE-UNSAID" not in warnings(ws, visit, "finding:25a")

    answers.set_value(ws, visit, "finding:25a", "text", "Còn 07 trong 30 văn bản chưa được ký số")
    assert "REVIEW-FIGURE-UNSAID" not in warnings(ws, visit, "finding:25a")
    answers.set_fact(ws, visit, item, fact, Sample(population=412, examined=30, defective=8))
    assert "REVIEW-FIGURE-UNSAID" in warnings(ws, visit, "finding:25a")

    overdue = FactId("overdue")
    answers.set_fact(ws, visit, ItemId("19"), overdue, Rate(percent=Decimal("1.01")))
    answers.set_value(ws, visit, "answer:19", "result", "Tỷ lệ hồ sơ trễ hạn còn 1,1%")
    assert "REVIEW-FIGURE-UNSAID" in warnings(ws, visit, "answer:19")
