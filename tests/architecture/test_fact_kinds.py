"""Every place that must know every kind of fact: a new kind fails here, by name, until each of them does.

`PLACES` is the table of ARCHITECTURE.md. It is tried by adding one: a kind that nobody knows is missed by all.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from inspector_app.actions import answers, minutes, visits
from inspector_app.actions.workspace import open_workspace
from inspector_app.authoring.xlsform_columns import TYPES
from inspector_app.checklist import calculated, canonical, fact_kinds, rules
from inspector_app.checklist.assembly import assemble
from inspector_app.checklist.calculated import fact_from
from inspector_app.checklist.fact import FACT_TYPES, Choices, FactId, FactKind, Rows, SampleRow
from inspector_app.checklist.fact_kinds import KINDS
from inspector_app.checklist.logic import Logic
from inspector_app.checklist.sentences import fill
from inspector_app.checklist.template import ItemId, Template
from inspector_app.checklist.visit import Visit, VisitId
from inspector_app.clock import ZONE, FixedClock
from inspector_app.errors import FormatError
from inspector_app.paths import resources
from tests.checklist.any_fact import ANY

NOW = datetime(2026, 5, 12, 9, 30, tzinfo=ZONE)
WORD = {"vi": "Nội dung thử", "en": "Something to try"}
ITEM, FACT = ItemId("1"), FactId("x")
ROW = SampleRow("r1", ITEM, FACT)


class Planted(StrEnum):
    """A kind that nobody knows."""

    WEATHER = "weather"


Kind = FactKind | Planted


def checklist_of(kind: Kind) -> Template:
    """One item that asks for the kind and says it."""
    column = {"id": "c", "kind": "text", "label": WORD}
    fact = {"id": FACT, "kind": kind, "label": WORD} | ({"columns": [column]} if kind == "rows" else {})
    item = {
        "id": ITEM, "criterion": "1", "area": "1", "question": WORD, "look_at": WORD,
        "asks_verdict": False, "facts": [fact], "result": "Đã ghi nhận: {x}",
    }  # fmt: skip
    return canonical.from_json(
        Template,
        {
            "id": "thu", "version": "1", "title": WORD, "areas": [{"id": "1", "heading": WORD}],
            "items": [item],
        },
    )  # fmt: skip


def visit_of(kind: FactKind) -> tuple[Visit, Template]:
    template = checklist_of(kind)
    example = canonical.to_json(KINDS[kind].example)
    values: dict[tuple[str, str], Any] = {(f"answer:{ITEM}", FACT): example}
    if kind is FactKind.ROWS:
        values = {("row:r1", "item"): ITEM, ("row:r1", "fact"): FACT, ("row:r2", "item"): ITEM}
        values[("row:r2", "fact")] = FACT
    return assemble(VisitId("v"), template, template.ref, values), template


def known_to_the_registry(kind: Any, _folder: Path) -> None:
    own = KINDS[kind]
    assert FACT_TYPES[kind] is own.type
    assert type(own.example) is own.type
    assert own.example.KIND is kind
    assert fact_kinds.WHOLE in own.words
    assert fact_kinds.WHOLE in own.values


def known_to_rules(kind: Any, _folder: Path) -> None:
    own = KINDS[kind]
    assert own.impossible(own.example) is None
    assert own.said(own.example, fact_kinds.fact_in_words(own.example) or "")
    visit, template = visit_of(kind)
    settled = Logic.of(template).settle(visit, NOW)
    codes = {line.code for line in rules.review(settled, template, lambda _text: ())}
    assert rules.OPEN not in codes


def known_to_expressions(kind: Any, _folder: Path) -> None:
    visit, template = visit_of(kind)
    assert KINDS[kind].values[fact_kinds.WHOLE](KINDS[kind].example) not in (None, "")
    if kind is FactKind.ROWS:
        return  # counted, never calculated
    read = Logic.of(template).settle(visit, NOW).answer(ITEM).facts[FACT]
    assert read == KINDS[kind].example
    assert fact_from(kind, "1 1" if kind is FactKind.PLACE else "2026-05-12", NOW) or fact_from(kind, "08:30", NOW) \
        or fact_from(kind, "7", NOW)  # fmt: skip


def known_to_sentences(kind: Any, _folder: Path) -> None:
    example = KINDS[kind].example
    for part in fact_kinds.parts(kind):
        assert fact_kinds.fact_in_words(example, part), part
    said = fill("Đã ghi nhận: {x}", {FACT: example})
    assert said == f"Đã ghi nhận: {fact_kinds.fact_in_words(example)}"


def known_to_the_store(kind: Any, folder: Path) -> None:
    """Written as an act, read again from the file by another connection."""
    with open_workspace(folder, FixedClock(NOW), "Bà Thử") as ws:
        visits.receive_visit(ws, VisitId("v"), checklist_of(kind))
        if kind is FactKind.ROWS:
            answers.set_rows(ws, VisitId("v"), ITEM, FACT, [ROW, SampleRow("r2", ITEM, FACT)])
        else:
            answers.set_fact(ws, VisitId("v"), ITEM, FACT, KINDS[kind].example)
    with open_workspace(folder, FixedClock(NOW), "Bà Thử") as ws:
        assert visits.load(ws, VisitId("v")).visit.answer(ITEM).facts == {FACT: KINDS[kind].example}


def known_to_exchange(kind: Any, _folder: Path) -> None:
    """Canonical JSON there and back, and both schemas."""
    example = KINDS[kind].example
    data = canonical.canonical(example)
    assert canonical.from_json(FACT_TYPES[kind], canonical.parse(data)) == example
    schema = json.loads(resources().joinpath("schemas", "visit-record.schema.json").read_bytes())
    row = {**schema, "$ref": "#/$defs/SampleRow"}
    for name in ("type", "properties", "required", "additionalProperties"):
        del row[name]
    held = json.loads(canonical.canonical(SampleRow("r1", ITEM, FACT, cells={FactId("c"): example})))
    assert [error.message for error in Draft202012Validator(row).iter_errors(held)] == []
    checklist = json.loads(resources().joinpath("schemas", "template.schema.json").read_bytes())
    assert kind in checklist["$defs"]["fact"]["properties"]["kind"]["enum"]


def known_to_the_minutes(kind: Any, folder: Path) -> None:
    """The words stand on the drawn pages."""
    import pypdfium2

    with open_workspace(folder, FixedClock(NOW), "Bà Thử") as ws:
        visits.receive_visit(ws, VisitId("v"), checklist_of(kind))
        if kind is FactKind.ROWS:
            answers.set_rows(ws, VisitId("v"), ITEM, FACT, [ROW, SampleRow("r2", ITEM, FACT)])
        else:
            answers.set_fact(ws, VisitId("v"), ITEM, FACT, KINDS[kind].example)
        drawn = minutes.draft(ws, VisitId("v"))
    document = pypdfium2.PdfDocument(drawn)
    try:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
    words = f"Đã ghi nhận: {fact_kinds.fact_in_words(KINDS[kind].example)}"
    assert "".join(words.split()) in "".join("".join(pages).split())


def known_to_the_window(kind: Any, _folder: Path) -> None:
    """Taken apart into what is typed, and made again; a table has a dialog of its own."""
    from inspector_app.gui.widgets import fact_shapes

    example = KINDS[kind].example
    if isinstance(example, Rows):
        return
    taken = fact_shapes.taken_apart(example)
    typed = {part.name for part in fact_shapes.SHAPES[kind].parts}
    assert typed >= {name for name, value in taken.items() if value is not None}
    assert fact_shapes.SHAPES[kind].make(taken) == example


def known_to_cells(kind: Any, _folder: Path) -> None:
    """A column of a table: shown in one line, read again from it."""
    from inspector_app.gui import cells

    if kind is FactKind.ROWS:
        return  # a table cannot stand in a table
    example = KINDS[kind].example
    own = example.values if isinstance(example, Choices) else [getattr(example, "value", "")]
    labels = {str(value): str(value) for value in own}
    text = cells.cell_text(example, labels)
    assert text
    assert type(cells.read_cell(kind, text, labels)) is KINDS[kind].type
    assert cells.read_cell(kind, text, labels, example) == example


def known_to_xlsform(kind: Any, _folder: Path) -> None:
    """A type of question; a table is a repeat."""
    assert kind is FactKind.ROWS or kind in TYPES


def known_to_the_tests(kind: Any, _folder: Path) -> None:
    assert kind in ANY


@dataclass(frozen=True)
class Place:
    """A row of the table: where a new kind is written, and what it is for."""

    file: str
    what: str
    knows: Callable[[Any, Path], None]


PLACES = (
    Place(
        "checklist/fact.py, checklist/fact_kinds.py",
        "the class, and its entry: words, parts, what expressions read, what cannot be, an example",
        known_to_the_registry,
    ),
    Place("checklist/rules.py", "a sentence for each new reason why it cannot be", known_to_rules),
    Place("checklist/calculated.py", "the fact that a calculation makes", known_to_expressions),
    Place("checklist/fact_kinds.py", "its words and parts in ready sentences", known_to_sentences),
    Place("store/, actions/answers.py", "nothing: a fact is a field of its answer", known_to_the_store),
    Place(
        "resources/schemas/{template,visit-record}.schema.json",
        "the kind in checklists, its fields in records",
        known_to_exchange,
    ),
    Place("minutes/", "nothing: its words are in the result sentence", known_to_the_minutes),
    Place("gui/widgets/fact_shapes.py", "what is typed, and how the parts make it", known_to_the_window),
    Place("gui/cells.py", "how a cell of a table shows and reads it", known_to_cells),
    Place("authoring/xlsform_columns.py, xlsform_questions.py", "the type of question", known_to_xlsform),
    Place("tests/checklist/any_fact.py", "any value of it, for tests of all kinds", known_to_the_tests),
)


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.knows.__name__)
@pytest.mark.parametrize("kind", FactKind)
def test_every_place_knows_every_kind(kind: FactKind, place: Place, tmp_path: Path) -> None:
    place.knows(kind, tmp_path)


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.knows.__name__)
def test_a_kind_that_nobody_knows_is_missed_in_every_place(place: Place, tmp_path: Path) -> None:
    with pytest.raises((KeyError, AssertionError, FormatError)):
        place.knows(Planted.WEATHER, tmp_path)


def registries() -> dict[Callable[[Any, Path], None], list[dict[Any, Any]]]:
    """Where a place keeps what it knows of each kind."""
    from inspector_app.gui import cells
    from inspector_app.gui.widgets import fact_shapes

    return {
        known_to_the_registry: [KINDS, FACT_TYPES],
        known_to_rules: [KINDS],
        known_to_expressions: [KINDS, calculated._MAKERS],  # type: ignore[list-item]
        known_to_sentences: [KINDS],
        known_to_the_store: [FACT_TYPES],
        known_to_exchange: [FACT_TYPES],
        known_to_the_minutes: [KINDS],
        known_to_the_window: [fact_shapes.SHAPES],
        known_to_cells: [cells._READERS],
        known_to_xlsform: [TYPES],  # type: ignore[list-item]
        known_to_the_tests: [ANY],  # type: ignore[list-item]
    }


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.knows.__name__)
def test_a_place_that_forgot_a_kind_is_found(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, registry in enumerate(registries()[place.knows]):
        with monkeypatch.context() as patch:
            patch.delitem(registry, FactKind.MOMENT)
            with pytest.raises((KeyError, AssertionError, FormatError)):
                place.knows(FactKind.MOMENT, tmp_path / str(number))


def test_every_reason_why_a_figure_cannot_be_has_a_sentence_in_both_faces() -> None:
    from inspector_app.gui.widgets import fact_shapes

    assert set(rules.IMPOSSIBLE) == set(fact_shapes.IMPOSSIBLE)


def test_the_places_are_in_the_table_of_the_architecture(house: Path) -> None:
    """Printed for whoever has to copy it."""
    table = [f"| `{place.file}` | {place.what} |" for place in PLACES]
    written = (house / "ARCHITECTURE.md").read_text(encoding="utf-8")
    missing = [line for line in table if line not in written]
    assert missing == [], "\n".join(table)
