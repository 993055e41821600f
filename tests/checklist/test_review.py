"""The review before sealing: only four things block, all else is the team's to keep."""

from typing import Any

import pytest

from inspector_app.authoring import sample, toml
from inspector_app.checklist.assembly import assemble
from inspector_app.checklist.rules import Severity, review
from inspector_app.checklist.template import Template
from inspector_app.checklist.visit import Conflict, Visit, VisitId


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


def test_a_reason_is_kept_under_the_place_it_was_given_for() -> None:
    lines = review(*opened(), printable)
    assert len({line.key for line in lines}) == len(lines)
