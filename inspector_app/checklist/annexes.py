"""Rows that the minutes print as annexes: of samples, and of tables with columns of their own."""

from collections.abc import Iterator
from dataclasses import dataclass

from inspector_app.checklist import fact_kinds, sentences
from inspector_app.checklist.fact import FactId, Sample, SampleRow
from inspector_app.checklist.template import FactSpec, Item, ItemId, Template
from inspector_app.checklist.visit import Visit


@dataclass(frozen=True, slots=True)
class SampleAnnex:
    """A sample with its rows: one annex of the minutes."""

    item: ItemId
    title: str
    sample: Sample
    rows: tuple[SampleRow, ...]


@dataclass(frozen=True, slots=True)
class TableAnnex:
    """A table with columns of its own: one annex of the minutes, its cells as they are printed."""

    item: ItemId
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def samples(visit: Visit, template: Template) -> tuple[SampleAnnex, ...]:
    """The samples looked at row by row, or drawn so that they can be drawn again: of items that apply, in the order of
    the checklist. Seed and interval are printed nowhere else."""
    rows = _rows_by_fact(visit)
    annexes = []
    for item in template.items:
        for spec in item.facts if visit.applies(item.id) else ():
            fact, own = visit.answer(item.id).facts.get(spec.id), tuple(rows.get((item.id, spec.id), ()))
            if isinstance(fact, Sample) and (own or fact.seed is not None or fact.interval is not None):
                annexes.append(SampleAnnex(item.id, item.question.vi, fact, own))
    return tuple(annexes)


def tables(visit: Visit, template: Template) -> tuple[TableAnnex, ...]:
    """The tables with columns of their own, likewise; figures as the minutes write them."""
    return tuple(
        TableAnnex(
            item.id,
            item.question.vi,
            tuple(column.label.vi for column in spec.columns),
            tuple(_cells(spec.columns, row, template) for row in rows),
        )
        for item, spec, rows in _with_rows(visit, template)
        if spec.columns and spec.id in visit.answer(item.id).facts
    )


def _cells(columns: tuple[FactSpec, ...], row: SampleRow, template: Template) -> tuple[str, ...]:
    cells = sentences.labelled(columns, row.cells, template.choice_lists)
    facts = (cells.get(column.id) for column in columns)
    return tuple("" if fact is None else fact_kinds.fact_in_words(fact) or "" for fact in facts)


def _with_rows(visit: Visit, template: Template) -> Iterator[tuple[Item, FactSpec, tuple[SampleRow, ...]]]:
    """Every fact that has rows, in the order of the checklist; of items that apply."""
    rows = _rows_by_fact(visit)
    for item in template.items if rows else ():
        for spec in item.facts if visit.applies(item.id) else ():
            if own := rows.get((item.id, spec.id)):
                yield item, spec, tuple(own)


def _rows_by_fact(visit: Visit) -> dict[tuple[str, FactId], list[SampleRow]]:
    rows: dict[tuple[str, FactId], list[SampleRow]] = {}
    for row in visit.rows:
        rows.setdefault((row.item, row.fact), []).append(row)
    return rows
