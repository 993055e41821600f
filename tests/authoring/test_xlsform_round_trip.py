"""A checklist that went through Excel is the same checklist: nothing is lost, nothing is added."""

import io
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyxform.xls2xform import convert

from inspector_app.authoring import shelf, toml
from inspector_app.authoring.xlsform import read_xlsform
from inspector_app.authoring.xlsform_writing import write_xlsform
from inspector_app.checklist.fact import FactId, FactKind
from inspector_app.checklist.file_answers import KINDS
from inspector_app.checklist.template import (
    Area,
    AreaId,
    ChoiceList,
    Confidence,
    EvidenceNeed,
    FactSpec,
    Group,
    GroupId,
    Item,
    ItemId,
    LegalBasis,
    Option,
    Template,
    Wording,
)

FORMS = Path(__file__).parent.parent / "fixtures" / "xlsforms"


@pytest.mark.parametrize("name", shelf.names())
def test_a_shipped_checklist_comes_back_from_excel_with_its_digest(name: str) -> None:
    template = shelf.read(name)
    reading = read_xlsform(write_xlsform(template), f"{name}.xlsx")
    assert reading.template == template
    assert reading.template.digest == template.digest
    assert reading.unsupported == ()
    assert reading.warnings == ()


@pytest.mark.parametrize("name", toml.shipped())
def test_odk_and_kobo_take_every_shipped_checklist(name: str) -> None:
    result = convert(xlsform=write_xlsform(toml.read_shipped(name)), validate=False)
    assert result.warnings == []
    assert "Tiếng Việt (vi)" in result.xform


def test_the_same_checklist_gives_the_same_bytes() -> None:
    template = toml.read_shipped("cchc-2022")
    assert write_xlsform(template) == write_xlsform(template)
    with zipfile.ZipFile(io.BytesIO(write_xlsform(template))) as book:
        assert {part.date_time for part in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("path", sorted(FORMS.glob("*.xls*")), ids=lambda path: path.name)
def test_a_form_from_elsewhere_keeps_all_that_was_taken_over(path: Path) -> None:
    template = read_xlsform(path.read_bytes(), path.name).template
    written = write_xlsform(template)
    assert read_xlsform(written, "lại.xlsx").template == template
    assert convert(xlsform=written, validate=False).xform


WORDS = st.text(
    st.sampled_from("aàảãáạăâbcdđeêghiklmnoôơpqrstuưvxyỳỷỹýỵ ABCĐ0123456789.,;:%()/-–\"'=+@{}[]<>&_\n“”"),
    min_size=1,
    max_size=40,
).filter(lambda text: text.strip() == text and "${" not in text and text != "-")
IDS = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,9}", fullmatch=True)
LANGUAGES = st.dictionaries(st.sampled_from(["Français (fr)", "ລາວ (lo)", "Bahnar"]), WORDS, max_size=2)
WORDINGS = st.builds(Wording, WORDS, WORDS, LANGUAGES)
EXPRESSIONS = st.sampled_from(
    ["1 = 1", "true()", "today() > '2026-05-12'", "not(false())", "string-length('a  b') = 4", "1 +\n1"]
)
OVER_ITSELF = st.sampled_from([". > 0", ". <= 100 and . != ''", "regex(., '^[0-9]+$')"])
DAYS = st.none() | st.dates(date(2000, 1, 1), date(2030, 12, 31))


def facts(lists: tuple[str, ...], ids: st.SearchStrategy[str], depth: int = 1) -> st.SearchStrategy[FactSpec]:
    @st.composite
    def one(draw: st.DrawFn) -> FactSpec:
        kind = draw(st.sampled_from(list(FactKind)))
        if kind is FactKind.ROWS and depth == 0:
            kind = FactKind.SAMPLE
        choosing = kind in (FactKind.CHOICE, FactKind.CHOICES)
        listed = draw(st.sampled_from(lists)) if choosing and lists and draw(st.booleans()) else None
        words = (
            draw(st.lists(WORDS, min_size=1, max_size=3, unique=True)) if choosing and listed is None else []
        )
        rows = kind is FactKind.ROWS
        inner = st.lists(facts(lists, ids, depth - 1), min_size=1, max_size=3, unique_by=lambda own: own.id)
        return FactSpec(
            id=FactId(draw(ids)),
            kind=kind,
            label=draw(WORDINGS),
            unit=draw(st.none() | WORDINGS),
            choices=tuple(words),
            hint=draw(st.none() | WORDINGS),
            choice_list=listed,
            choice_filter=draw(st.none() | st.just("score > 1")) if listed else None,
            relevant=draw(st.none() | EXPRESSIONS),
            required=draw(st.none() | EXPRESSIONS),
            constraint=draw(st.none() | OVER_ITSELF),
            constraint_message=draw(st.none() | WORDINGS),
            required_message=draw(st.none() | WORDINGS),
            calculation=None if rows else draw(st.none() | EXPRESSIONS),
            default=draw(st.none() | st.sampled_from(["0", "2026-05-12", "today()", "=1+1"])),
            read_only=draw(st.booleans()),
            appearance=draw(st.none() | st.sampled_from(["minimal", "w1 horizontal"])),
            columns=tuple(draw(inner)) if rows else (),
            repeat_count=draw(st.none() | st.sampled_from(["3", "1 + 2"])) if rows else None,
            delays=kind is FactKind.RATE and draw(st.booleans()),
            measure=draw(st.none() | st.sampled_from(["par_index", "overdue"])),
        )

    return one()


BASES = st.builds(LegalBasis, WORDS, DAYS, st.none(), DAYS, st.sampled_from(Confidence))


ANSWERS = {kind: [own for own, wanted in KINDS.items() if wanted is kind] for kind in KINDS.values()}


def _answered(draw: st.DrawFn, spec: FactSpec) -> FactSpec:
    """Files may answer any fact of an item that somebody would have to type."""
    if spec.kind not in ANSWERS or spec.calculation is not None:
        return spec
    return replace(spec, files=draw(st.none() | st.sampled_from(ANSWERS[spec.kind])))


@st.composite
def templates(draw: st.DrawFn) -> Template:
    lists = tuple(
        ChoiceList(
            own,
            tuple(
                Option(f"c{number}", draw(WORDINGS), draw(st.dictionaries(ATTRIBUTES, WORDS, max_size=2)))
                for number in range(draw(st.integers(1, 3)))
            ),
        )
        for own in draw(st.lists(IDS, max_size=2, unique=True))
    )
    areas = tuple(
        Area(AreaId(own), draw(WORDINGS)) for own in draw(st.lists(IDS, min_size=1, max_size=3, unique=True))
    )
    groups: list[Group] = []
    for own in draw(st.lists(IDS, max_size=3, unique=True)):
        outer = draw(st.sampled_from([None, *groups]))
        area = outer.area if outer else draw(st.sampled_from(areas)).id
        label = draw(st.none() | WORDINGS)
        relevant, look = draw(st.none() | EXPRESSIONS), draw(st.none() | st.just("field-list"))
        groups.append(Group(GroupId(own), area, label, outer.id if outer else None, relevant, look))
    fact_ids = st.from_regex(r"[a-z_][a-z0-9_]{0,9}", fullmatch=True).filter(
        lambda own: own not in ("verdict", "not_checked", "result", "note")
    )
    of_lists = tuple(own.id for own in lists)
    several = st.lists(facts(of_lists, fact_ids), max_size=3, unique_by=lambda own: own.id)
    ids = draw(st.lists(IDS, min_size=1, max_size=6, unique_by=lambda own: own.lower().removeprefix("i")))
    items = tuple(draw(_items(ItemId(own), areas, tuple(groups), several)) for own in ids)
    order = draw(st.permutations(groups)) if draw(st.booleans()) else groups
    return Template(
        id=draw(IDS),
        version=draw(WORDS),
        title=draw(WORDINGS),
        areas=areas,
        items=items,
        traits=tuple(
            draw(
                st.lists(
                    facts(of_lists, fact_ids.map(lambda own: f"t_{own}")),
                    max_size=2,
                    unique_by=lambda own: own.id,
                )
            )
        ),
        groups=tuple(order),
        choice_lists=lists,
        checked_on=draw(DAYS),
    )


ATTRIBUTES = st.sampled_from(["score", "điểm số", "name", "Label", "a:b", "cchc_list", "0", "media::image"])


@st.composite
def _items(
    draw: st.DrawFn,
    own: ItemId,
    areas: tuple[Area, ...],
    groups: tuple[Group, ...],
    several: st.SearchStrategy[list[FactSpec]],
) -> Item:
    group = draw(st.sampled_from([None, *groups]))
    return Item(
        id=own,
        criterion=draw(IDS),
        area=group.area if group else draw(st.sampled_from(areas)).id,
        question=draw(WORDINGS),
        look_at=draw(WORDINGS | st.just(Wording("", ""))),
        asks_verdict=draw(st.booleans()),
        facts=tuple(_answered(draw, spec) for spec in draw(several)),
        legal=tuple(draw(st.lists(BASES, max_size=2))),
        result=draw(st.none() | SENTENCES),
        result_partly=draw(st.none() | SENTENCES),
        shortcoming=draw(st.none() | SENTENCES),
        shortcoming_group=draw(st.none() | IDS),
        group=draw(st.none() | IDS),
        remedy=draw(st.none() | WORDS.filter(lambda own: not set(own) & set("{}[]|"))),
        name=draw(st.none() | st.just(f"n_{own}") | st.just(f"i{own}" if own[0].isdigit() else own)),
        relevant=draw(st.none() | EXPRESSIONS),
        required=draw(st.none() | EXPRESSIONS),
        within=group.id if group else None,
        evidence=draw(st.none() | st.sampled_from(EvidenceNeed)),
        read_only=draw(st.booleans()),
        appearance=draw(st.none() | st.just("w2")),
    )


SENTENCES = st.sampled_from(["Đã ban hành kế hoạch", "=SUM(A1)", "+ Chưa công khai", "@đơn vị"])


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(templates())
def test_any_checklist_comes_back_from_excel_as_it_went(template: Template) -> None:
    written = write_xlsform(template)
    assert read_xlsform(written, "danh-muc.xlsx").template == template
    assert convert(xlsform=written, validate=False).xform
