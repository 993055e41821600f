"""The columns of a list of rows: those of a sample (a document, a dossier …), or those a table asks for."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from inspector_app.checklist.fact import Amount, Count, Fact, FactId, FactKind, Number, SampleRow
from inspector_app.checklist.folding import fold
from inspector_app.checklist.template import FactSpec, Template
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.cells import CellError, Labels, cell_text, read_cell
from inspector_app.gui.models.headings import NAMES, heading, passes
from inspector_app.gui.widgets.entries import cleaned, day_text, parse_day

PASSED_WORDS = {True: N_("Meets the rule"), False: N_("Defective")}
DAY_HINT = N_("A day as dd/mm/yyyy, such as 06/06/2022.")
_SPELLED = re.compile(r"(?:ngay )?(?P<day>\d{1,2}) thang (?P<month>\d{1,2}) nam (?P<year>\d{4})")
_BACKWARD = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:[ T].*)?")
_HOUR = re.compile(r"\s+\d{1,2}:\d{2}(:\d{2})?\s*$")
_PASSED_HINT = N_("“{text}” says neither that it meets the rule nor that it is defective.")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what a row shows in it, and the row that a typed text makes."""

    id: str
    heading: str
    width: int
    text: Callable[[SampleRow], str]
    write: Callable[[SampleRow, str], SampleRow]
    """Raises CellError or FigureError."""
    options: Labels = field(default_factory=dict)
    """What may be chosen, where one chooses: label by value."""
    spec: FactSpec | None = None
    fixed: bool = False
    """Calculated or only shown: nobody types it."""
    tip: str = ""
    names: frozenset[str] = frozenset()
    """Further headings by which a spreadsheet's column is known, as `headings.heading` gives them."""

    @property
    def known_by(self) -> frozenset[str]:
        """Every heading by which it is known."""
        return self.names | {heading(self.heading)}

    @property
    def required(self) -> bool:
        return self.spec is not None and self.spec.required is not None


def sample_columns(context: Context) -> tuple[Column, ...]:
    """What every sample lists."""
    _ = context.translate

    def line(name: str, heading: str, width: int) -> Column:
        return Column(
            name,
            _(heading),
            width,
            lambda row: getattr(row, name) or "",
            lambda row, text: replace(row, **_field(name, cleaned(text))),
            names=frozenset(NAMES[name]),
        )

    words = {value: _(word) for value, word in PASSED_WORDS.items()}
    passed = Column(
        "passed",
        _(N_("Result")),
        120,
        lambda row: "" if row.passed is None else words[row.passed],
        lambda row, text: replace(row, passed=_passed(text, words)),
        {str(value): word for value, word in words.items()},
        names=frozenset(NAMES["passed"]),
    )
    issued = Column(
        "issued",
        _(N_("Issued on")),
        128,
        lambda row: day_text(row.issued),
        lambda row, text: replace(row, issued=_day(text)),
        names=frozenset(NAMES["issued"]),
    )
    return (
        line("number", N_("Number and sign"), 144),
        issued,
        line("abstract", N_("About"), 272),
        passed,
        line("remark", N_("Remark"), 152),
    )


def _field(name: str, value: object) -> dict[str, Any]:
    return {name: value}


def table_columns(context: Context, template: Template, spec: FactSpec) -> tuple[Column, ...]:
    """The columns a table of the checklist asks for."""
    return tuple(_of_spec(context, template, own) for own in spec.columns)


def _of_spec(context: Context, template: Template, spec: FactSpec) -> Column:
    labels = _labels(context, template, spec)

    def write(row: SampleRow, text: str) -> SampleRow:
        fact = read_cell(spec.kind, text, labels, row.cells.get(spec.id))
        return replace(row, cells=_with(row.cells, spec.id, fact))

    unit = f" ({context.worded(spec.unit)})" if spec.unit is not None else ""
    wide = spec.kind in (FactKind.TEXT, FactKind.URL, FactKind.CHOICES)
    tip = context.worded(spec.hint) if spec.hint is not None else ""
    if spec.calculation is not None:
        tip = f"{context.translate(N_('calculated'))}: {spec.calculation}"
    return Column(
        spec.id,
        context.worded(spec.label) + unit,
        224 if wide else 136,
        lambda row: cell_text(row.cells.get(spec.id), labels),
        write,
        labels if spec.kind is FactKind.CHOICE else {},
        spec,
        spec.calculation is not None or spec.read_only,
        tip,
    )


def _labels(context: Context, template: Template, spec: FactSpec) -> Labels:
    own = template.choice_list(spec.choice_list)
    if own is None:
        return {choice: choice for choice in spec.choices}
    return {option.name: context.worded(option.label) for option in own.options}


def _with(cells: Mapping[FactId, Fact], column: FactId, fact: Fact | None) -> Mapping[FactId, Fact]:
    kept = {own: value for own, value in cells.items() if own != column}
    return kept if fact is None else kept | {column: fact}


def _day(text: str) -> date | None:
    """A day; what a spreadsheet adds to it (an hour, "ngày … tháng … năm …") is left aside."""
    spelled = _SPELLED.search(fold(text)) or _BACKWARD.fullmatch(text.strip())
    if spelled is not None:
        own = spelled.groupdict()
        text = f"{own['day']}/{own['month']}/{own['year']}"
    try:
        return parse_day(_HOUR.sub("", text))
    except ValueError as error:
        raise CellError(DAY_HINT) from error


def _passed(text: str, words: Mapping[bool, str]) -> bool | None:
    for value, word in words.items():
        if fold(text) == fold(word) or text == str(value):
            return value
    try:
        return passes(text)
    except ValueError as error:
        raise CellError(_PASSED_HINT) from error


def says_something(row: SampleRow) -> bool:
    """Whether anything was written into a row."""
    return bool(row.number or row.issued or row.abstract or row.passed is not None or row.remark or row.cells)


def total(column: Column, rows: Sequence[SampleRow]) -> Decimal | None:
    """The sum of a column of counts, numbers or amounts; None where there is nothing to add up."""
    if column.spec is None:
        return None
    numbers: list[Decimal] = []
    for row in rows:
        match row.cells.get(column.spec.id):
            case Count(number=number) | Amount(dong=number):
                numbers.append(Decimal(number))
            case Number(value=value):
                numbers.append(value)
    return sum(numbers, Decimal(0)) if numbers else None
