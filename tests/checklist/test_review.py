"""The review before sealing: only four things block, all else is the team's to keep."""

from datetime import datetime
from typing import Any

import pytest

from inspector_app.authoring import sample, toml
from inspector_app.checklist.assembly import assemble
from inspector_app.checklist.canonical import from_json
from inspector_app.checklist.logic import Logic
from inspector_app.checklist.rules import Severity, review
from inspector_app.checklist.template import Template
from inspector_app.checklist.visit import Conflict, Visit, VisitId
from inspector_app.clock import ZONE


def printable(_: str) -> tuple[str, ...]:
    return ()


def opened(
    *changes: tuple[str, str, Any], name: str = "so-mau", conflicts: tuple[Conflict, ...] = ()
) -> tuple[Visit, Template]:
    found = sample.read_sample(name)
    template = toml.read_shipped(found.template)
    values = {(e, f): value for act in found.acts for e, f, value in act.changes}
    values.update({(entity, field): value for entity, field, value in changes})
    return assemble(VisitId(name), template, template.ref, values, conflicts), template


def blocking(visit: Visit, template: Template) -> list[tuple[str, str, str]]:
    lines = review(visit, template, printable)
    return [(line.code, line.entity, line.field) for line in lines if line.severity is Severity.BLOCKS]


def warned(visit: Visit, template: Template, code: str) -> list[str]:
    return [line.entity for line in review(visit, template, printable) if line.code == code]


@pytest.mark.parametrize("name", sample.names())
def test_both_samples_can_be_sealed(name: str) -> None:
    assert blocking(*opened(name=name)) == []


def test_an_open_conflict_blocks() -> None:
    conflict = Conflict("answer:25a", "verdict", ("yes", "no"))
    assert blocking(*opened(conflicts=(conflict,))) == [("REVIEW-CONFLICT", "answer:25a", "verdict")]


@pytest.mark.parametrize(
    ("person", "code"),
    [
        ("p1", "REVIEW-SIGNER-TEAM-LEADER"),
        ("p7", "REVIEW-SIGNER-SECRETARY"),
        ("d1", "REVIEW-SIGNER-UNIT-REPRESENTATIVE"),
    ],
)
def test_a_signer_without_a_name_blocks(person: str, code: str) -> None:
    nameless = [("visit", "notice", None), (f"person:{person}", "name", None)]
    assert blocking(*opened(*nameless)) == [(code, f"person:{person}", "name")]


def test_a_unit_that_refuses_needs_no_representative() -> None:
    changes = [
        ("visit", "notice", None),
        ("visit", "closing", "refused"),
        ("person:d1", "absent_reason", "bỏ về"),
    ]
    assert blocking(*opened(*changes)) == []


def test_impossible_figures_block_with_their_place() -> None:
    over = {"kind": "sample", "examined": 30, "defective": 31}
    rate = {"kind": "rate", "percent": "101"}
    assert blocking(*opened(("answer:25a", "sample", over), ("answer:33", "satisfaction", rate))) == [
        ("REVIEW-FIGURE-DEFECTIVE-OVER-EXAMINED", "answer:25a", "sample"),
        ("REVIEW-FIGURE-RATE-OVER-100", "answer:33", "satisfaction"),
    ]


def test_an_end_before_the_beginning_blocks() -> None:
    early = ("visit", "closed_at", "2026-05-12T07:59:00+07:00")
    assert blocking(*opened(early)) == [("REVIEW-TIMES", "visit", "closed_at")]


def test_what_the_font_cannot_print_blocks_with_its_characters() -> None:
    visit, template = opened(("finding:3", "owner", "Văn phòng ☃"), ("answer:25a", "note", "☃ nội bộ"))
    lines = review(visit, template, lambda text: ("☃",) if "☃" in text else ())
    blocks = [line for line in lines if line.severity is Severity.BLOCKS]
    assert [(line.code, line.entity, line.field) for line in blocks] == [
        ("REVIEW-CHARACTER", "finding:3", "owner")
    ]
    assert blocks[0].parameters["characters"] == "☃"


def test_what_blocks_comes_first() -> None:
    lines = review(*opened(("visit", "closed_at", "2026-05-12T07:59:00+07:00")), printable)
    severities = [line.severity for line in lines]
    assert severities[0] is Severity.BLOCKS
    assert severities == sorted(severities)


@pytest.mark.parametrize(
    ("change", "code", "entity"),
    [
        (("answer:1", "verdict", None), "REVIEW-OPEN", "answer:1"),
        (("answer:25a", "verdict", "yes"), "REVIEW-CONTRADICTION", "answer:25a"),
        (("answer:14", "verdict", "no"), "REVIEW-NO-FINDING", "answer:14"),
        (("answer:14", "verdict", "partly"), "REVIEW-PARTLY", "answer:14"),
        (("answer:14", "verdict", "no"), "REVIEW-EVIDENCE", "answer:14"),
        (("finding:25a", "legal_basis", None), "REVIEW-LEGAL-BASIS", "finding:25a"),
        (("finding:25a", "owner", None), "REVIEW-OWNER", "finding:25a"),
        (("finding:25a", "deadline", None), "REVIEW-DEADLINE", "finding:25a"),
        (
            ("finding:25a", "deadline", {"kind": "on", "on": "2026-05-11"}),
            "REVIEW-DEADLINE-PAST",
            "finding:25a",
        ),
    ],
)
def test_the_rest_only_warns(change: tuple[str, str, Any], code: str, entity: str) -> None:
    assert entity not in warned(*opened(), code)
    visit, template = opened(change)
    assert entity in warned(visit, template, code)
    assert blocking(visit, template) == []


@pytest.mark.parametrize(
    ("changes", "code", "entity", "field"),
    [
        (
            [("answer:25a", "verdict", "not_applicable")],
            "REVIEW-CONTRADICTION",
            "answer:25a",
            "verdict",
        ),
        ([("answer:25a", "verdict", "not_checked")], "REVIEW-FIGURES-UNUSED", "answer:25a", "sample"),
        (
            [("answer:25a", "sample", {"kind": "sample", "examined": 29, "defective": 7})],
            "REVIEW-ROWS-EXAMINED",
            "answer:25a",
            "sample",
        ),
        (
            [("answer:25a", "sample", {"kind": "sample", "examined": 30, "defective": 0})],
            "REVIEW-ROWS-DEFECTIVE",
            "answer:25a",
            "sample",
        ),
        (
            [
                (
                    "answer:19",
                    "overdue",
                    {"kind": "rate", "percent": "1.5", "numerator": 1, "denominator": 100},
                )
            ],
            "REVIEW-RATE-DISAGREES",
            "answer:19",
            "overdue",
        ),
        (
            [
                (
                    "answer:19",
                    "overdue",
                    {
                        "kind": "rate",
                        "percent": "1.01",
                        "period": "đến giữa tháng 5/2026",
                        "compared": "4.5",
                        "compared_period": "năm 2025",
                    },
                ),
                ("answer:19", "result", "Tỷ lệ trễ hạn còn 1,01%, năm 2025 là 4,5%"),
            ],
            "REVIEW-PERIODS",
            "answer:19",
            "result",
        ),
        (
            [
                (
                    "answer:25a",
                    "sample",
                    {
                        "kind": "sample",
                        "population": 412,
                        "examined": 30,
                        "defective": 8,
                        "interval": {
                            "low": "10.43",
                            "high": "41.51",
                            "confidence": "95",
                            "kind": "hypergeometric",
                        },
                    },
                )
            ],
            "REVIEW-INTERVAL",
            "answer:25a",
            "sample",
        ),
        (
            [
                (
                    "answer:25a",
                    "sample",
                    {"kind": "sample", "examined": 30, "defective": 7, "seed": "20260512"},
                )
            ],
            "REVIEW-SEED",
            "answer:25a",
            "sample",
        ),
        (
            [
                (
                    "answer:25a",
                    "sample",
                    {"kind": "sample", "population": 30, "examined": 30, "defective": 7, "seed": "20260512"},
                )
            ],
            "REVIEW-SEED",
            "answer:25a",
            "sample",
        ),
        ([("finding:x", "order", 99)], "REVIEW-FINDING-EMPTY", "finding:x", "text"),
        ([("recommendation:x", "order", 99)], "REVIEW-RECOMMENDATION-EMPTY", "recommendation:x", "text"),
        (
            [("recommendation:x", "text", "Đề nghị rà soát"), ("recommendation:x", "findings", ["không có"])],
            "REVIEW-RECOMMENDATION-LOST",
            "recommendation:x",
            "findings",
        ),
        (
            [("recommendation:x", "deadline", {"kind": "on", "on": "2026-01-05"})],
            "REVIEW-RECOMMENDATION-PAST",
            "recommendation:x",
            "deadline",
        ),
        ([("earlier:x", "text", "Chưa ban hành quy chế")], "REVIEW-EARLIER", "earlier:x", "state"),
    ],
)
def test_what_does_not_fit_together_is_said_at_its_place(
    changes: list[tuple[str, str, Any]], code: str, entity: str, field: str
) -> None:
    def found(*own: tuple[str, str, Any]) -> set[tuple[str, str, str]]:
        lines = review(*opened(*own), printable)
        return {(line.code, line.entity, line.field) for line in lines if line.severity is Severity.WARNS}

    assert (code, entity, field) not in found()
    assert (code, entity, field) in found(*changes)
    assert blocking(*opened(*changes)) == []


def test_a_comparison_that_says_that_the_periods_differ_is_left_alone() -> None:
    rate = {
        "kind": "rate",
        "percent": "1.01",
        "period": "đến giữa tháng 5/2026",
        "compared": "4.5",
        "compared_period": "năm 2025",
    }
    words = "Tỷ lệ trễ hạn 1,01%; năm 2025 là 4,5% (hai kỳ không cùng độ dài)"
    visit, template = opened(("answer:19", "overdue", rate), ("answer:19", "result", words))
    assert warned(visit, template, "REVIEW-PERIODS") == []


def ruled() -> tuple[Visit, Template]:
    """A visit whose answers do not satisfy what its checklist says of them."""
    word = {"vi": "Có chữ", "en": "Words"}
    rate = {"id": "r", "kind": "rate", "label": word, "constraint": ". < 5"}
    rate["constraint_message"] = {"vi": "Phải dưới 5%", "en": "Below 5%"}
    items = [
        {"id": "1", "required": "true()"},
        {"id": "2", "facts": [rate, {"id": "h", "kind": "count", "label": word, "relevant": "false()"}]},
        {"id": "3", "relevant": "${i2} = 'no'", "facts": [{"id": "c", "kind": "count", "label": word}]},
        {"id": "4", "relevant": "random() > 1", "evidence": "picture"},
        {"id": "5", "read_only": True},
    ]
    template = from_json(
        Template,
        {
            "id": "luật",
            "version": "1",
            "title": word,
            "areas": [{"id": "1", "heading": word}],
            "items": [
                {"criterion": own["id"], "area": "1", "question": word, "look_at": word, **own}
                for own in items
            ],
            "traits": [{"id": "people", "kind": "count", "label": word, "constraint": ". < 10"}],
        },
    )
    values = {
        ("answer:2", "verdict"): "yes",
        ("answer:2", "r"): {"kind": "rate", "percent": "7"},
        ("answer:2", "h"): {"kind": "count", "number": -1},
        ("answer:3", "verdict"): "yes",
        ("answer:3", "c"): {"kind": "count", "number": -1},
        ("answer:4", "verdict"): "yes",
        ("finding:3", "items"): ["3"],
        ("finding:3", "text"): "Còn thiếu",
        ("visit", "notice"): "MẪU",
        ("traits", "people"): {"kind": "count", "number": 12},
    }
    visit = assemble(VisitId("v"), template, template.ref, values)
    return Logic.of(template).settle(visit, datetime(2026, 5, 12, tzinfo=ZONE)), template


def test_what_the_checklist_itself_asks_for_warns_in_its_words_and_blocks_nothing() -> None:
    lines = {(own.code, own.entity, own.field): own for own in review(*ruled(), printable)}
    assert blocking(*ruled()) == []
    assert set(lines) == {
        ("REVIEW-CONSTRAINT", "traits", "people"),
        ("REVIEW-REQUIRED", "answer:1", "verdict"),
        ("REVIEW-CONSTRAINT", "answer:2", "r"),
        ("REVIEW-KEPT-ANSWER", "answer:2", "h"),
        ("REVIEW-KEPT-ANSWER", "answer:3", "verdict"),
        ("REVIEW-KEPT-FINDING", "answer:3", "verdict"),
        ("REVIEW-EXPRESSION", "answer:4", "verdict"),
        ("REVIEW-EVIDENCE", "answer:4", "verdict"),
    }
    words = lines["REVIEW-CONSTRAINT", "answer:2", "r"]
    assert words.message.format_map(words.parameters) == "2: Phải dưới 5%"


def test_the_review_of_the_real_visit_warns_and_blocks_nothing() -> None:
    lines = review(*opened(name="so-xay-dung-2022"), printable)
    assert {line.severity for line in lines} == {Severity.WARNS}
    assert len(lines) > 30
    for line in lines:
        assert line.message.format_map(line.parameters)


def test_a_reason_is_kept_under_the_place_it_was_given_for() -> None:
    lines = review(*opened(), printable)
    assert len({line.key for line in lines}) == len(lines)
