"""One codec for every format: what is written is read back the same, and nothing else is let in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector_app.checklist import canonical
from inspector_app.checklist.fact import FACT_TYPES, Amount, Count, Fact, Origin, Rate, Sample, SampleRow
from inspector_app.checklist.finding import Deadline, DeadlineKind, Finding
from inspector_app.checklist.visit import Details, Person
from inspector_app.errors import FormatError

CORPUS = Path(__file__).parent.parent / "fixtures" / "json_parsing"

text = st.text(st.characters(codec="utf-8"), max_size=20)
numbers = st.integers(0, canonical.MAX_INTEGER)
days = st.dates(date(1900, 1, 1), date(2100, 1, 1))
moments = st.datetimes(
    datetime(2000, 1, 1),  # noqa: DTZ001 - Hypothesis adds the zone
    datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from(
        [UTC, timezone(timedelta(hours=7)), timezone(timedelta(hours=-9, minutes=-30))]
    ),
)
decimals = st.decimals(0, 10**9, allow_nan=False, allow_infinity=False, places=2)


def maybe(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.none() | strategy


origins = st.builds(Origin, as_of=maybe(days), as_of_words=maybe(text))
figures = st.one_of(
    st.builds(
        Sample,
        population=maybe(numbers),
        examined=maybe(numbers),
        defective=maybe(numbers),
        words=maybe(text),
        method=maybe(text),
        origin=origins,
    ),
    st.builds(
        Rate,
        percent=maybe(decimals),
        numerator=maybe(numbers),
        denominator=maybe(numbers),
        period=maybe(text),
        origin=origins,
    ),
    st.builds(Amount, dong=st.integers(-canonical.MAX_INTEGER, canonical.MAX_INTEGER), origin=origins),
    st.builds(Count, number=numbers, of=maybe(numbers), origin=origins),
)
deadlines = st.one_of(
    st.builds(Deadline, kind=st.just(DeadlineKind.ON), on=days),
    st.builds(Deadline, kind=st.just(DeadlineKind.AFTER_CONCLUSION), days=st.integers(1, 365)),
    st.sampled_from([Deadline(DeadlineKind.IMMEDIATELY), Deadline(DeadlineKind.REGULARLY)]),
)


@settings(deadline=None)
@given(figures)
def test_a_figure_comes_back_as_it_was(figure: Fact) -> None:
    data = canonical.canonical(figure)
    back: Fact = canonical.from_json(FACT_TYPES[figure.KIND], canonical.parse(data))
    assert back == figure
    assert canonical.canonical(back) == data


@settings(deadline=None)
@given(
    st.builds(
        Finding,
        id=text,
        items=st.lists(text, max_size=3).map(tuple),
        order=numbers,
        text=maybe(text),
        legal_basis=maybe(text),
        remedy=maybe(text),
        owner=maybe(text),
        deadline=maybe(deadlines),
        unit_opinion=maybe(text),
    )
)
def test_a_shortcoming_comes_back_as_it_was(finding: Finding) -> None:
    assert canonical.from_json(Finding, canonical.parse(canonical.canonical(finding))) == finding


@settings(deadline=None)
@given(st.builds(Details, unit=maybe(text), opened_at=maybe(moments), recipients=st.lists(text).map(tuple)))
def test_the_details_of_a_visit_come_back_as_they_were(details: Details) -> None:
    assert canonical.from_json(Details, canonical.parse(canonical.canonical(details))) == details


def test_canonical_json_sorts_its_keys_leaves_out_what_is_absent_and_keeps_vietnamese() -> None:
    row = SampleRow(id="h1", item="25a", fact="sample", issued=date(2026, 3, 2), passed=False)  # type: ignore[arg-type]
    assert canonical.canonical(row) == (
        b'{"fact":"sample","id":"h1","issued":"2026-03-02","item":"25a","order":0,"passed":false}'
    )
    assert canonical.canonical({"tên": "Sở Xây dựng"}) == '{"tên":"Sở Xây dựng"}'.encode()
    assert canonical.canonical(Rate(percent=Decimal("1.010"))).startswith(b'{"kind":"rate"')
    assert b'"percent":"1.010"' in canonical.canonical(Rate(percent=Decimal("1.010")))


def test_what_no_format_holds_cannot_be_written() -> None:
    for value in (1.5, b"bytes", object(), {1, 2}):
        with pytest.raises(TypeError):
            canonical.to_json(value)


@pytest.mark.parametrize(
    "data",
    [
        b'{"a":1,"a":1}',
        b'{"a":{"b":1,"b":2}}',
        b"NaN",
        b"[Infinity]",
        b"[-Infinity]",
        b"[1.0]",
        b"[1e2]",
        b"\xef\xbb\xbf[]",
        b"[\xff]",
        b'["\\ud800"]',
        b'{"\\udfff":1}',
        b"[9007199254740992]",
        b"[-9007199254740992]",
        b"[" + b"1" * 5000 + b"]",
        b"[" * 34 + b"]" * 34,
        b"[" * 100_000,
        b"[]]",
        b"",
    ],
    ids=lambda data: repr(data[:16]),
)
def test_what_could_be_read_in_two_ways_or_not_written_again_is_refused(data: bytes) -> None:
    with pytest.raises(FormatError) as refused:
        canonical.parse(data)
    assert refused.value.code == "FORMAT-VALUE"


def test_the_deepest_and_greatest_that_is_let_in_can_be_written_again() -> None:
    data = b"[" * 32 + b"9007199254740991" + b"]" * 32
    assert canonical.canonical(canonical.parse(data)) == data


REFUSED_ON_PURPOSE = {
    "y_number_0e+1.json": "fraction",
    "y_number_int_with_exp.json": "fraction",
    "y_number_real_capital_e_neg_exp.json": "fraction",
    "y_number_real_exponent.json": "fraction",
    "y_number_real_neg_exp.json": "fraction",
    "y_object_duplicated_key.json": "duplicate key",
}


def read(path: Path) -> bool:
    """Whether a file of the corpus is let in; anything but a FormatError fails the test."""
    try:
        value = canonical.parse(path.read_bytes())
    except FormatError:
        return False
    canonical.canonical(value)
    return True


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.json")), ids=lambda path: path.stem)
def test_the_corpus_of_hostile_json(path: Path) -> None:
    taken = read(path)
    if path.name.startswith("y_"):
        assert taken is (path.name not in REFUSED_ON_PURPOSE)
    elif path.name.startswith("n_"):
        assert not taken


def test_the_corpus_is_there() -> None:
    kinds = [path.name[:2] for path in CORPUS.glob("*.json")]
    assert {kind: kinds.count(kind) for kind in ("y_", "n_", "i_")} == {"y_": 48, "n_": 94, "i_": 17}


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True, slots=True)
class Apple:
    KIND: ClassVar = Colour.RED
    weight: int


@dataclass(frozen=True, slots=True)
class Stone:
    KIND: ClassVar = "stone"
    at: datetime
    size: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Basket:
    name: str
    content: tuple[Apple | Stone, ...] = ()
    owners: Mapping[Colour, str] | None = None
    full: bool = False


def test_a_union_is_told_apart_by_its_kind() -> None:
    data = {"name": "giỏ", "content": [{"kind": "red", "weight": 3}], "owners": {"red": "Lan"}}
    basket = canonical.from_json(Basket, data)
    assert basket == Basket("giỏ", (Apple(3),), {Colour.RED: "Lan"})
    assert canonical.to_json(basket) == {**data, "full": False}


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ([], "$"),
        ({}, "$"),
        ({"name": 1}, "$.name"),
        ({"name": None}, "$.name"),
        ({"name": "a", "weight": 1}, "$"),
        ({"name": "a", "full": 1}, "$.full"),
        ({"name": "a", "content": {}}, "$.content"),
        ({"name": "a", "content": [{"weight": 1}]}, "$.content[0]"),
        ({"name": "a", "content": [{"kind": "gold", "weight": 1}]}, "$.content[0]"),
        ({"name": "a", "content": [{"kind": "red", "weight": True}]}, "$.content[0].weight"),
        ({"name": "a", "content": [{"kind": "red", "weight": "1"}]}, "$.content[0].weight"),
        ({"name": "a", "owners": {"blue": "Lan"}}, "$.owners"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(data: object, place: str) -> None:
    with pytest.raises(FormatError) as refused:
        canonical.from_json(Basket, data)
    assert refused.value.parameters["place"] == place


@pytest.mark.parametrize(
    ("at", "size"),
    [
        ("2026-05-12T08:00:00", None),
        ("2026-05-12", None),
        ("ngày 12", None),
        ("2026-05-12T08:00:00+07:00", "NaN"),
        ("2026-05-12T08:00:00+07:00", "1E+999999999"),
        ("2026-05-12T08:00:00+07:00", "1,5"),
        ("2026-05-12T08:00:00+07:00", " 1"),
        ("2026-05-12T08:00:00+07:00", "٣"),
        ("2026-05-12T08:00:00+07:00", ""),
    ],
)
def test_times_need_their_offset_and_decimals_are_plain(at: str, size: str | None) -> None:
    with pytest.raises(FormatError):
        canonical.from_json(Stone, {"kind": "stone", "at": at, "size": size})


def test_a_value_that_contradicts_itself_is_refused_as_data() -> None:
    with pytest.raises(FormatError):
        canonical.from_json(Deadline, {"kind": "on"})
    with pytest.raises(FormatError):
        canonical.from_json(Deadline, {"kind": "immediately", "days": 3})


def test_the_digest_is_of_the_canonical_bytes() -> None:
    person = Person("p1", name="Nguyễn Văn Mẫu")
    assert canonical.digest(person) == canonical.digest(canonical.to_json(person))
    assert len(canonical.digest(person)) == 64
    assert canonical.digest(person) != canonical.digest(Person("p1", name="Nguyễn Văn Mâu"))
