"""Whatever a visit holds, its minutes and papers come out, or one sentence says what cannot be printed."""

import io
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import docx
import pytest
from openpyxl import load_workbook

from inspector_app.checklist.exchange import Record, record
from inspector_app.checklist.rules import Severity, review
from inspector_app.checklist.score_expressions import evaluator
from inspector_app.checklist.scoring import score
from inspector_app.errors import MinutesError
from inspector_app.minutes import content, pages, pdf
from inspector_app.minutes.fonts import unprintable
from inspector_app.papers import preparation
from inspector_app.papers.conclusion import conclusion
from inspector_app.papers.score_annex import score_annex
from tests.properties.points import table
from tests.properties.visits import CHUNKS, NOW, Made, cleaned, of_chunk, typed

SOME = range(3, 5_000, 125)


def record_of(own: Made) -> Record:
    """The record without pictures: no file of these visits exists."""
    found = record(own.visit, own.rules.template, drawn_at=NOW, draft=1)
    return replace(found, evidence=tuple(replace(file, reduced_sha256=None) for file in found.evidence))


@pytest.mark.parametrize("chunk", CHUNKS[::4])
def test_minutes_are_composed_of_anything(chunk: int) -> None:
    for own in of_chunk(chunk):
        assert content.compose(record_of(own))


def printable(value: Any) -> Any:
    """A JSON value as the store keeps it, without the characters that the minutes cannot show."""
    match value:
        case str():
            kept = cleaned(value)
            missing = unprintable(kept)
            return "".join(own for own in kept if own not in missing)
        case list():
            return [printable(own) for own in value]
        case dict():
            return {name: printable(own) for name, own in value.items()}
    return value


def stopped(own: Made) -> str | None:
    """Draw the minutes; the code of the sentence that says why they cannot be."""
    try:
        assert pages.page_count(pdf.draw(record_of(own), lambda _sha256: b"")) >= 1
    except MinutesError as error:
        return error.code
    return None


def codes(own: Made) -> set[str]:
    lines = review(own.visit, own.rules.template, unprintable)
    return {line.code for line in lines if line.severity is Severity.BLOCKS}


@pytest.mark.parametrize("number", SOME)
def test_what_cannot_be_printed_is_known_before_sealing_and_all_else_is_drawn(number: int) -> None:
    if stopped(own := typed(number)) is not None:
        assert stopped(own) == "MIN-GLYPH"
        assert "REVIEW-CHARACTER" in codes(own)
    plain = typed(number, printable)
    assert "REVIEW-CHARACTER" not in codes(plain)
    assert stopped(plain) is None


def letters(own: Made) -> list[Callable[[], bytes]]:
    visit, template = own.visit, own.rules.template
    return [
        partial(preparation.notice, visit, template, 2026),
        partial(preparation.outline, visit, template),
        partial(preparation.documents, visit, template),
        partial(conclusion, record_of(own)),
    ]


@pytest.mark.parametrize("number", SOME)
def test_letters_and_workbooks_open_and_are_the_same_each_time(number: int) -> None:
    own = typed(number)
    for write in letters(own):
        data = write()
        assert docx.Document(io.BytesIO(data)).paragraphs
        assert write() == data
    points = table(number // 5, own.rules.template)
    found = score(points, own.visit, own.rules.template, evaluator(own.visit, own.rules.template, NOW))
    book = load_workbook(io.BytesIO(score_annex(found, own.visit.details)))
    formulas = [cell for page in book for row in page.iter_rows() for cell in row if cell.data_type == "f"]
    assert formulas == [], "what somebody wrote is never a formula"
