"""Files of a visit under bad luck: sealed meanwhile, passed on, no room left, names that are no text."""

import errno
import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from inspector_app.actions import evidence, evidence_edits, grid, history, markup, reading, undo
from inspector_app.actions import sealing as seals
from inspector_app.actions.answers import set_verdict
from inspector_app.actions.evidence import Brought
from inspector_app.actions.sensitive import keep_but_secrets
from inspector_app.actions.visits import OpenVisit, create_sample, load
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.marks import Mark, MarkKind
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import ItemVerdict, NotCheckedReason, VisitId
from inspector_app.errors import StoreError, VisitError
from inspector_app.store import files
from tests.intake.pictures import exif_of, photo

BOARD = ItemId("16")
NHA_TRANG = ((12, 14, 19.68), (109, 11, 49.2))
SAYING = exif_of(taken="2026:05:12 09:12:00", place=NHA_TRANG, camera="Apple iPhone 13")
COVER = Mark(MarkKind.BLUR, 64, 64, 160, 80)


def stored(ws: Workspace) -> dict[Path, bytes]:
    folders = (ws.files.folder, ws.folder / "thumbnails", ws.folder / "opened")
    return {path: path.read_bytes() for own in folders for path in own.rglob("*") if path.is_file()}


def never() -> bool:
    return False


def quiet(_done: int, _all: int) -> None:
    return None


def test_passing_on_a_photo_that_says_nothing_leaves_the_photo_itself(ws: Workspace, visit: VisitId) -> None:
    """Its bare copy has the very bytes of the original."""
    said = evidence.add_evidence(ws, visit, "IMG_1.jpg", photo(exif=SAYING), [BOARD])
    bare = evidence_edits.without_place(ws, visit, said, keep_time=True)
    (own,) = load(ws, visit).visit.evidence
    assert own.sha256 == bare
    evidence_edits.for_other_programs(ws, own, bare=True)
    assert hashlib.sha256(ws.files.read(bare)).hexdigest() == bare
    assert ws.files.thumbnail(bare) is not None


def test_taking_out_the_place_leaves_nothing_but_the_copy(ws: Workspace, visit: VisitId) -> None:
    said = evidence.add_evidence(ws, visit, "IMG_1.jpg", photo(exif=SAYING), [BOARD])
    evidence_edits.without_place(ws, visit, said, keep_time=True)
    (own,) = load(ws, visit).visit.evidence
    named = {said, own.sha256, own.reduced_sha256}
    assert {path.name for path in ws.files.folder.rglob("*") if path.is_file()} == named


Verb = Callable[[Workspace, OpenVisit, Path], object]


def _marked(ws: Workspace, opened: OpenVisit) -> markup.Markup:
    own = opened.visit.evidence[0]
    return markup.Markup(own, None, b"")


VERBS: dict[str, Verb] = {
    "keep": lambda ws, own, path: evidence.keep_files(
        ws, own.visit.id, [BOARD], [Brought(path.name, path)], quiet, never
    ),
    "keep but secrets": lambda ws, own, path: keep_but_secrets(
        ws, own.visit.id, [BOARD], [Brought(path.name, path)], quiet, never
    ),
    "add": lambda ws, own, path: evidence.add_evidence(
        ws, own.visit.id, path.name, path.read_bytes(), [BOARD]
    ),
    "bare": lambda ws, own, _path: evidence_edits.without_place(
        ws, own.visit.id, own.visit.evidence[0].sha256, keep_time=True
    ),
    "in its place": lambda ws, own, path: evidence_edits.put_in_place(
        ws, own.visit.id, own.visit.evidence[0].sha256, path.name, path.read_bytes()
    ),
    "away": lambda ws, own, _path: evidence_edits.take_away(ws, own.visit.id, [own.visit.evidence[0].sha256]),
    "order": lambda ws, own, _path: evidence_edits.reorder(
        ws, own.visit.id, [file.sha256 for file in reversed(own.visit.evidence)]
    ),
    "move": lambda ws, own, _path: evidence_edits.move(
        ws, own.visit.id, [own.visit.evidence[0].sha256], ItemId("25a")
    ),
    "mark": lambda ws, own, _path: markup.markup(ws, own.visit.id, own.visit.evidence[0].sha256),
    "marked": lambda ws, own, path: markup.keep_marked(
        ws, own.visit.id, _marked(ws, own), [COVER], path.read_bytes()
    ),
    "personal": lambda ws, own, _path: markup.say_personal(
        ws, own.visit.id, own.visit.evidence[0].sha256, personal=True
    ),
    "cells": lambda ws, own, _path: grid.write_cells(
        ws, own, [grid.CellChange(BOARD, grid.Column.NOTE, "ghi chú")]
    ),
    "agree": lambda ws, own, _path: reading.agree(
        ws, own.visit.id, [p.passage for p in reading.paragraphs(ws, own.visit.id)]
    ),
    "ask": lambda ws, own, _path: reading.ask_change(ws, own.visit.id, _first(ws, own), "Sửa lại", "Bà Mẫu"),
    "reserve": lambda ws, own, _path: reading.reserve(ws, own.visit.id, _first(ws, own), "Bảo lưu"),
    "end": lambda ws, own, _path: reading.set_end(ws, own.visit.id, ws.clock.now()),
    "bring back": lambda ws, own, _path: history.bring_back(
        ws, own.visit.id, history.history_of(ws, own.visit.id, ("visit",))[0].event
    ),
    "undo": lambda ws, own, _path: undo.undo(ws, own.visit.id),
}


def _first(ws: Workspace, opened: OpenVisit) -> reading.Paragraph:
    return next(own for own in reading.paragraphs(ws, opened.visit.id) if own.passage.id)


@pytest.mark.parametrize("verb", VERBS)
def test_whatever_comes_after_sealing_is_refused_and_leaves_no_file(
    ws: Workspace, tmp_path: Path, verb: str
) -> None:
    visit = create_sample(ws, "so-mau")
    for number in range(2):
        own = photo((320, 240), exif=exif_of(camera=f"Máy {number}", place=NHA_TRANG))
        evidence.add_evidence(ws, visit, f"IMG_{number}.jpg", own, [BOARD])
    seals.seal(ws, visit)
    opened, before = load(ws, visit), stored(ws)
    path = tmp_path / "IMG_9.jpg"
    path.write_bytes(photo((320, 240), exif=exif_of(camera="Máy 9")))
    with pytest.raises(VisitError) as refused:
        VERBS[verb](ws, opened, path)
    assert refused.value.code == "VISIT-SEALED"
    assert stored(ws) == before
    assert load(ws, visit).visit == opened.visit


def test_a_full_disk_in_the_middle_of_a_batch_leaves_nothing(
    ws: Workspace, visit: VisitId, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    brought = []
    for number in range(12):
        path = tmp_path / f"IMG_{number}.jpg"
        path.write_bytes(photo((320, 240), exif=exif_of(camera=f"Máy {number}")))
        brought.append(Brought(path.name, path))
    before, left = stored(ws), [9]
    settle = files.durable.settle

    def full(temporary: Path, target: Path) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        settle(temporary, target)

    monkeypatch.setattr(files.durable, "settle", full)
    with pytest.raises(StoreError):
        evidence.keep_files(ws, visit, [BOARD], brought, quiet, never)
    with pytest.raises(StoreError):
        evidence.add_evidence(ws, visit, "IMG.jpg", photo((330, 240)), [BOARD])
    left[0] = 1  # the original still fits, what is drawn of it no longer
    with pytest.raises(StoreError):
        evidence.add_evidence(ws, visit, "IMG.jpg", photo((330, 240)), [BOARD])
    assert stored(ws) == before
    assert load(ws, visit).visit.evidence == ()


def test_a_name_that_is_no_text_stops_no_other_file(ws: Workspace, visit: VisitId, tmp_path: Path) -> None:
    """A stick from an old system: bytes that no encoding of ours reads."""
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/b\xb8n v\xcf.txt"))
    odd.write_bytes(b"x")
    plain = tmp_path / "bien ban.txt"
    plain.write_bytes(b"y")
    kept = evidence.keep_files(
        ws, visit, [BOARD], [Brought(path.name, path) for path in (odd, plain)], quiet, never
    )
    assert kept is not None
    assert len(kept.kept) == 2
    assert not kept.refused


def test_an_answer_that_comes_back_brings_its_reason(
    ws: Workspace, visit: VisitId, now: Callable[[], OpenVisit]
) -> None:
    set_verdict(ws, visit, BOARD, ItemVerdict.NOT_CHECKED, NotCheckedReason.NO_TIME)
    set_verdict(ws, visit, BOARD, ItemVerdict.YES)
    first = history.history_of(ws, visit, (f"answer:{BOARD}",), "verdict")[-1]
    history.bring_back(ws, visit, first.event)
    assert now().visit.answer(BOARD).verdict is ItemVerdict.NOT_CHECKED
    assert now().visit.answer(BOARD).not_checked is NotCheckedReason.NO_TIME
