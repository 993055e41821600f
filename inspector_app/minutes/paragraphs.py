"""The minutes read aloud: heading by heading and paragraph by paragraph, in the order and words of the pages. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from inspector_app.checklist.agreement import Passage
from inspector_app.checklist.exchange import Record
from inspector_app.checklist.text import clean
from inspector_app.minutes.blocks import Annex, Block, Extent, Heading, Minutes, Table, Text, Tick
from inspector_app.minutes.content import compose

TICKED = "x"


def passages(record: Record, extent: Extent | None = None) -> tuple[Passage, ...]:
    """What both sides hear. With `extent` the closing says its number of pages, which is no part of what is agreed:
    it changes with every line anywhere."""
    minutes = compose(record, extent)
    found = _joined(_all(minutes))
    if extent is None:
        return found
    plain = {own.id: own.said for own in _joined(_closing(compose(record)))}
    return tuple(replace(own, said=plain.get(own.id, own.said)) for own in found)


def _all(minutes: Minutes) -> Iterator[Passage]:
    yield Passage(None, minutes.title, level=1)
    yield _said("title", minutes.subject)
    for basis in minutes.bases:
        yield from _of_block(basis)
    for block in minutes.body:
        yield from _of_block(block)
    yield from _closing(minutes)
    for annex in minutes.annexes:
        yield from _annex(annex)


def _closing(minutes: Minutes) -> Iterator[Passage]:
    for text in minutes.closing:
        yield from _of_block(text)


def _annex(annex: Annex) -> Iterator[Passage]:
    yield Passage(None, "\n".join(filter(None, (annex.label, annex.title, annex.note))), level=1)
    for block in annex.blocks:
        yield from _of_block(block)


def _of_block(block: Block) -> Iterator[Passage]:
    match block:
        case Heading(level=level, text=text):
            yield Passage(None, text, level=level)
        case Text(text=text, id=None):
            yield Passage(None, text, level=3)
        case Text(text=text, id=str(own), mark=mark):
            yield _said(own, text, mark)
        case Table():
            yield from _table(block)


def _said(own: str, text: str, mark: str = "") -> Passage:
    """Its mark and the stop at its end follow from its place: what is agreed stays when another line comes or goes."""
    return Passage(own, text, said=_agreed(text.removeprefix(mark)))


def _agreed(text: str) -> str:
    """As it is kept in the log, where a text is cleaned at the door."""
    return clean(text).rstrip(" ;.")


def _table(table: Table) -> Iterator[Passage]:
    """Each row a paragraph that names its columns; a table of one paragraph row by row."""
    titles = [column.title for column in table.columns]
    if table.ids:
        for own, row in zip(table.ids, table.rows, strict=True):
            cells = [_cell(cell) for cell in row]
            named = [f"{title}: {cell}" for title, cell in zip(titles[1:], cells[1:], strict=True) if cell]
            text = "\n".join(named)
            # The words of a shortcoming are agreed on where it stands itself.
            apart = named[1:] if own.startswith("measures:") else named
            yield Passage(own, f"{cells[0]}. {text}", said=_agreed("\n".join(apart)))
    else:
        text = "\n".join(" · ".join(_with_ticks(titles, row)) for row in table.rows)
        yield Passage(None, text, level=3) if table.id is None else _said(table.id, text)


def _with_ticks(titles: Sequence[str], row: Sequence[str | Tick]) -> Iterable[str]:
    """A ticked box reads as the title of its column."""
    for title, cell in zip(titles, row, strict=True):
        if text := (title if cell.ticked else "") if isinstance(cell, Tick) else cell:
            yield text


def _cell(cell: str | Tick) -> str:
    return (TICKED if cell.ticked else "") if isinstance(cell, Tick) else cell


def _joined(found: Iterable[Passage]) -> tuple[Passage, ...]:
    """Lines that stand one after the other under one id are one paragraph."""
    whole: list[Passage] = []
    for own in found:
        last = whole[-1] if whole else None
        if last is not None and own.id is not None and last.id == own.id:
            whole[-1] = replace(last, text=f"{last.text}\n{own.text}", said=f"{last.said}\n{own.said}")
        else:
            whole.append(own)
    return tuple(whole)
