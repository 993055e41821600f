"""Blocks of cells on the clipboard, as Excel writes and reads them. It knows no visit."""

import csv
import html
import io
from collections.abc import Sequence
from itertools import islice

from PySide6.QtCore import QMimeData

from inspector_app.checklist.text import clean

MOST_LINES = 10_000
_FORMULA = ("=", "+", "-", "@")
"""How a cell begins that a spreadsheet would calculate."""
_QUOTED = ("\t", "\n", "\r", '"')


def block_of(text: str) -> list[list[str]]:
    """The cells of tab-separated text, quoted as Excel does it, in their places: empty ones are part of a block.

    Every cell is clean text (NFC) without blanks around it; an apostrophe that only keeps a spreadsheet from
    calculating is taken off again.
    """
    plain = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    lines = [[_bare(clean(cell).strip()) for cell in cells] or [""] for cells in _rows(plain)]
    while len(lines) > 1 and not any(lines[-1]):
        lines.pop()
    return lines


def _rows(plain: str) -> list[list[str]]:
    """Text that no spreadsheet quoted (a quote without its other one, a cell without end) is taken as it stands, so that
    no line of it is lost."""
    if plain.count('"') % 2 == 0:
        try:
            return list(islice(csv.reader(io.StringIO(plain, newline=""), delimiter="\t"), MOST_LINES))
        except csv.Error:
            pass
    return [line.split("\t") for line in plain.removesuffix("\n").split("\n")[:MOST_LINES]]


def carried(lines: Sequence[Sequence[str]]) -> QMimeData:
    """A block for the clipboard: tab-separated for everybody, and as a table so that Excel keeps each text a text.

    What a spreadsheet would calculate stands behind an apostrophe in the one and is marked as text in the other.
    """
    data = QMimeData()
    data.setText("\n".join("\t".join(map(_quoted, line)) for line in lines))
    rows = "".join("<tr>" + "".join(map(_cell, line)) + "</tr>" for line in lines)
    head = "<meta charset='utf-8'><style>td{mso-number-format:'\\@';white-space:pre-wrap;}</style>"
    data.setHtml(f"<html><head>{head}</head><body><table>{rows}</table></body></html>")
    return data


def _quoted(text: str) -> str:
    safe = f"'{text}" if text.startswith(_FORMULA) else text
    if any(mark in safe for mark in _QUOTED):
        return '"' + safe.replace('"', '""') + '"'
    return safe


def _cell(text: str) -> str:
    breaks = "<br style='mso-data-placement:same-cell'>"
    return f"<td>{html.escape(text).replace(chr(10), breaks)}</td>"


def _bare(text: str) -> str:
    return text[1:] if text[:1] == "'" and text[1:].startswith(_FORMULA) else text
