"""Checklists and self-checks go out as files and come in again as what they were."""

import io
from random import Random

import pytest
from openpyxl import load_workbook

from inspector_app.authoring import shelf, toml
from inspector_app.authoring.toml_writing import write_toml
from inspector_app.authoring.xlsform import read_xlsform
from inspector_app.authoring.xlsform_writing import write_xlsform
from inspector_app.checklist.logic import Logic
from inspector_app.checklist.self_check import WORDS, Line, Reading, in_scope, read
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import Reported
from inspector_app.intake import tables
from inspector_app.intake.table_worker import Budget, sheets_of
from inspector_app.papers.self_check import self_check
from tests.properties.checklists import checklist
from tests.properties.visits import SENTENCES, Made, made

AS_TOML = 300
AS_FORM = 25
SELF_CHECKS = range(0, 5_000, 100)
FIRST_TYPED = 7
"""Column of the verdict in the self-check; figures, evidence and remark follow."""


@pytest.mark.parametrize("name", shelf.names())
def test_a_shipped_checklist_is_the_same_by_either_file(name: str) -> None:
    own = shelf.read(name)
    assert toml.read_template(write_toml(own), f"{name}.toml") == own
    reading = read_xlsform(write_xlsform(own), f"{name}.xlsx")
    assert (reading.template, reading.unsupported, reading.warnings) == (own, (), ())
    assert toml.read_template(write_toml(reading.template), "lại.toml").digest == own.digest


def test_generated_checklists_whose_rules_speak_of_each_other_come_back_from_toml() -> None:
    rules = 0
    for number in range(AS_TOML):
        own = checklist(number, sound=True)
        data = write_toml(own)
        again = toml.read_template(data, "thu.toml")
        assert again == own, number
        assert write_toml(again) == data
        assert not Logic.of(again).faults
        rules += data.count(b"${")
    assert rules > 10 * AS_TOML


@pytest.mark.parametrize("number", range(AS_FORM))
def test_generated_checklists_come_back_from_excel(number: int) -> None:
    own = checklist(number, sound=True)
    reading = read_xlsform(write_xlsform(own), "danh-muc.xlsx")
    assert reading.template == own
    assert reading.unsupported == ()
    assert read_xlsform(write_xlsform(reading.template), "lại.xlsx").template.digest == own.digest


def filled(own: Made, rng: Random) -> tuple[bytes, dict[ItemId, Reported]]:
    """The visit's self-check as its unit sends it back: some rows with an answer, some with words, some empty."""
    book = load_workbook(io.BytesIO(self_check(own.visit, own.rules.template, own.visit.template.sha256)))
    page = book.worksheets[0]
    said: dict[ItemId, Reported] = {}
    for number in range(1, page.max_row + 1):
        if len(str(page.cell(number, 2).value)) != 64 or rng.random() < 0.3:
            continue
        item = ItemId(str(page.cell(number, 1).value))
        verdict = rng.choice([*WORDS, None])
        figures, evidence, text = (rng.choice((*SENTENCES, "1.010", "4,5%", None)) for _ in range(3))
        for column, word in enumerate((verdict and WORDS[verdict], figures, evidence, text), FIRST_TYPED):
            page.cell(number, column).value = word
            if word is not None:
                page.cell(number, column).data_type = "s"
        if verdict or figures or evidence or text:
            said[item] = Reported(item, verdict, text, figures, evidence)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue(), said


def looked_through(own: Made, sheets: list[tuple[str, int, tuple[str, ...]]]) -> Reading:
    lines = [Line(*row) for row in sheets]
    return read(own.rules.template, lines, in_scope(own.visit, own.rules.template))


def check(own: Made, said: dict[ItemId, Reported], found: Reading) -> None:
    assert {row.reported.item: row.reported for row in found.answered} == said, own.number
    assert (found.problems, found.missing) == ((), ())
    assert (found.visit, found.template_sha256) == (own.visit.id, own.visit.template.sha256)


@pytest.mark.parametrize("number", SELF_CHECKS)
def test_what_a_unit_fills_into_its_self_check_comes_in_as_it_was(number: int) -> None:
    own = made(number)
    data, said = filled(own, Random(number))
    rows = [
        (sheet["name"], row[0], tuple(told if isinstance(told, str) else told[0] for told in row[1]))
        for sheet in sheets_of(data, 10**9, Budget(10**7, 10**8))
        for row in sheet["rows"]
    ]
    check(own, said, looked_through(own, rows))


@pytest.mark.parametrize("number", [0, 801])
def test_by_the_door_for_foreign_files_too(number: int) -> None:
    own = made(number)
    data, said = filled(own, Random(number))
    rows = [
        (sheet.name, row.number, tuple(cell.text for cell in row.cells))
        for sheet in tables.read_table(data, "bieu.xlsx")
        for row in sheet.rows
    ]
    check(own, said, looked_through(own, rows))
