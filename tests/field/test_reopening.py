"""Reopening: before a signature the old print-out is void; after one, a new version begins and the old one stays."""

from pathlib import Path

import pytest

from inspector_app.actions import answers, minutes, sealing, signing, visits
from inspector_app.checklist.handover import Grade
from inspector_app.checklist.seal import Stage
from inspector_app.errors import VisitError
from tests.field.scene import FULL_VISIT, PRESS, PRESS_VISIT, a_laptop_with, certificates, in_ink, laptop


def test_before_a_signature_the_old_print_code_is_void(shelf: Path, tmp_path: Path, text_of) -> None:
    with laptop(a_laptop_with(shelf, tmp_path / "laptop", PRESS)) as ws:
        sealing.seal(ws, PRESS_VISIT)
        sealing.mark_printed(ws, PRESS_VISIT)
        first = visits.load(ws, PRESS_VISIT).version
        assert first.stage is Stage.PRINTED
        sealing.reopen(ws, PRESS_VISIT)
        reopened = visits.load(ws, PRESS_VISIT).version
        assert (reopened.number, reopened.stage, reopened.print_code) == (1, Stage.CHECKING, None)
        assert (reopened.minutes_sha256, reopened.printed_at) == (None, None)
        with pytest.raises(VisitError, match="INK-NOT-NOW"):
            in_ink(ws, PRESS_VISIT)

        answers.set_value(ws, PRESS_VISIT, "answer:1", "result", "Đã ban hành Kế hoạch CCHC, bản sửa")
        sealing.seal(ws, PRESS_VISIT)
        second = visits.load(ws, PRESS_VISIT).version
        text = " ".join(text_of(minutes.current_pdf(ws, PRESS_VISIT)))
    assert second.number == 1
    assert second.print_code != first.print_code
    assert second.print_code in text
    assert first.print_code not in text


def test_after_a_signature_a_reason_is_asked_for(inked: Path) -> None:
    with laptop(inked) as ws:
        with pytest.raises(VisitError, match="REOPEN-REASON"):
            sealing.reopen(ws, PRESS_VISIT)
        assert visits.load(ws, PRESS_VISIT).stage is Stage.SIGNED
        with pytest.raises(VisitError, match="VISIT-SEALED"):
            answers.set_value(ws, PRESS_VISIT, "visit", "place", "Phòng họp")


def test_after_a_signature_version_2_begins_and_version_1_stays_valid(signed: Path) -> None:
    with laptop(signed) as ws:
        first = minutes.current_pdf(ws, FULL_VISIT)
        sealing.reopen(ws, FULL_VISIT, "Đơn vị đề nghị sửa số liệu")
        opened = visits.load(ws, FULL_VISIT)
        assert (opened.version.number, opened.stage) == (2, Stage.CHECKING)
        answers.set_value(ws, FULL_VISIT, "answer:1", "result", "Nội dung đã sửa theo đề nghị của đơn vị")
        sealing.seal(ws, FULL_VISIT)
        one, two = visits.load(ws, FULL_VISIT).versions
        assert (one.reopened.reason, two.stage) == ("Đơn vị đề nghị sửa số liệu", Stage.SEALED)
        assert ws.files.read(one.file_sha256) == first
        assert ws.files.read(two.file_sha256) != first
    kept = signing.verify(None, first, [certificates().root_der])
    assert (kept.verdict.valid, kept.grade) == (True, Grade.EQUAL_BYTES)


def test_what_is_not_sealed_is_not_reopened(ticked: Path) -> None:
    with laptop(ticked) as ws, pytest.raises(VisitError, match="REOPEN-OPEN"):
        sealing.reopen(ws, FULL_VISIT, "thử")
