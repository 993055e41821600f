"""A preparer who means to deceive: the eye reads other figures than the data say, and the signers sign what they see."""

import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pikepdf
import pytest

from inspector_app.actions import sealing, visits
from inspector_app.actions.workspace import open_workspace
from inspector_app.checklist import exchange
from inspector_app.checklist.handover import Grade
from inspector_app.clock import ZONE, FixedClock
from inspector_app.minutes import pdf as drawing
from inspector_app.minutes import redraw

AT = datetime(2026, 5, 12, 16, 0, tzinfo=ZONE)
_PAIR = re.compile(r"^<([0-9A-F]{2})> <([0-9A-F]{4})>$", re.MULTILINE)

Rewrite = Callable[[list[object], str], list[object]]


@pytest.fixture
def of_another_release(tmp_path: Path) -> bytes:
    """Sealed minutes that say of themselves that an older release drew them."""
    with open_workspace(tmp_path, FixedClock(AT)) as ws:
        visit = visits.create_sample(ws, "so-mau")
        sealing.seal(ws, visit)
        opened = visits.load(ws, visit)
        fixed = opened.version.seal
        assert fixed is not None
        old = replace(fixed, renderer={**fixed.renderer, "inspector-app": "0.0.1"})
        record = exchange.record(opened.visit, opened.template, drawn_at=AT, seal=old)
        return drawing.draw(record, ws.files.read)


def rewritten(document: pikepdf.Pdf, rewrite: Rewrite) -> bytes:
    for page in document.pages:
        content = []
        font = ""
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) == "Tf":
                font = str(operands[0])
            shown = str(operator) == "Tj"
            content.append((rewrite(list(operands), font) if shown else operands, operator))
        page.Contents = document.make_stream(pikepdf.unparse_content_stream(content))
    buffer = io.BytesIO()
    document.save(buffer, force_version="1.7")
    return buffer.getvalue()


def with_figures_exchanged(pdf: bytes, one: str, two: str) -> bytes:
    """The same text and the same boxes to a machine; each `one` drawn as a `two`, and the other way round."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        codes: dict[str, bytes] = {}
        for thing in document.objects:
            if not (isinstance(thing, pikepdf.Dictionary) and "/ToUnicode" in thing):
                continue
            cmap = thing.ToUnicode.read_bytes().decode("latin-1")
            by_letter = {letter: code for code, letter in _PAIR.findall(cmap)}
            first, second = (by_letter.get(f"{ord(sign):04X}") for sign in (one, two))
            if first and second:
                exchanged = {first: second, second: first}
                codes[str(thing.Name)] = bytes.fromhex(first + second)
                thing.ToUnicode.write(
                    _PAIR.sub(lambda m, e=exchanged: f"<{e.get(m[1], m[1])}> <{m[2]}>", cmap).encode(
                        "latin-1"
                    )  # type: ignore[misc]
                )

        def rewrite(operands: list[object], font: str) -> list[object]:
            pair = codes.get(font, b"")
            table = bytes.maketrans(pair, pair[::-1])
            return [pikepdf.String(bytes(own).translate(table)) for own in operands]  # type: ignore[call-overload]

        return rewritten(document, rewrite)


@pytest.mark.parametrize(("one", "two"), [("1", "7"), ("3", "8"), ("6", "8"), ("0", "6")])
def test_figures_drawn_otherwise_than_they_are_called_are_seen(
    of_another_release: bytes, one: str, two: str
) -> None:
    found = redraw.compare(with_figures_exchanged(of_another_release, one, two))
    assert found.grade is Grade.DIFFERENT
    assert any("other signs" in place for place in found.differences)


def test_pages_of_another_release_may_be_written_otherwise(of_another_release: bytes) -> None:
    with pikepdf.open(io.BytesIO(of_another_release)) as document:
        again = rewritten(document, lambda operands, _font: operands)
    assert redraw.compare(again).grade is Grade.EQUAL_TEXT_AND_PLACE
