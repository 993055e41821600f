"""Drafts count up, sealed minutes are the same bytes everywhere, and the copy for the printer has a plain name."""

from datetime import datetime
from pathlib import Path

import pytest

from inspector_app.actions import answers, minutes, sealing, visits
from inspector_app.clock import ZONE
from inspector_app.errors import MinutesError, StoreError
from inspector_app.minutes import pages


@pytest.fixture
def sample(ws):
    return visits.create_sample(ws, "so-xay-dung-2022")


def text(pdf: bytes) -> str:
    return " ".join(" ".join(pages.text(pdf, i).split()) for i in range(pages.page_count(pdf)))


def test_a_draft_says_its_number_and_the_next_one_the_next(ws, sample) -> None:
    assert "DỰ THẢO lần 1" in text(minutes.draft(ws, sample))
    assert minutes.draft(ws, sample) == minutes.draft(ws, sample)
    minutes.draft_handed_out(ws, sample)
    assert "DỰ THẢO lần 2" in text(minutes.draft(ws, sample))
    assert "DỰ THẢO" in text(minutes.current_pdf(ws, sample))


def test_a_copy_of_a_draft_counts_as_handed_out(ws, sample, tmp_path: Path) -> None:
    minutes.save_plain_copy(ws, sample, tmp_path)
    assert visits.load(ws, sample).version.drafts == 1
    sealing.seal(ws, sample)
    minutes.save_plain_copy(ws, sample, tmp_path)
    version = visits.load(ws, sample).version
    assert version.drafts == 1
    printed = text(minutes.current_pdf(ws, sample))
    assert "DỰ THẢO" not in printed
    assert f"Mã bản in: {version.print_code}" in printed


def test_the_copy_for_the_printer_is_named_after_the_unit(ws, sample, tmp_path: Path) -> None:
    copy = minutes.save_plain_copy(ws, sample, tmp_path)
    assert copy == tmp_path / "BienBan_KTCCHC_SoXayDung.pdf"
    answers.set_value(ws, sample, "visit", "opened_at", datetime(2022, 5, 31, 8, 0, tzinfo=ZONE))
    assert minutes.save_plain_copy(ws, sample, tmp_path).name == "BienBan_KTCCHC_SoXayDung_20220531.pdf"


@pytest.mark.parametrize(
    ("unit", "name"),
    [
        ("Sở Mẫu", "BienBan_KTCCHC_SoMau"),
        ("Ủy ban nhân dân huyện Đức Ví/Dụ", "BienBan_KTCCHC_UyBanNhanDanHuyenDucViDu"),
        (None, "BienBan_KTCCHC"),
        ("../../etc", "BienBan_KTCCHC_Etc"),
    ],
)
def test_the_name_is_one_that_every_stick_can_hold(ws, visit, now, unit, name) -> None:
    answers.set_value(ws, visit, "visit", "unit", unit)
    assert minutes.plain_name(now()) == name


def test_the_copy_shows_the_same_pages_without_the_data(ws, sample, tmp_path: Path) -> None:
    sealing.seal(ws, sample)
    sealed = minutes.current_pdf(ws, sample)
    plain = minutes.save_plain_copy(ws, sample, tmp_path).read_bytes()
    assert minutes.page_count(plain) == minutes.page_count(sealed)
    for index in range(minutes.page_count(plain)):
        assert minutes.page_picture(plain, index, 40).data == minutes.page_picture(sealed, index, 40).data
    assert minutes.attached_data(sealed)
    with pytest.raises(MinutesError, match="MIN-NO-DATA"):
        minutes.attached_data(plain)


def test_a_stick_that_is_gone_is_said_and_no_draft_is_counted(ws, sample, tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        minutes.save_plain_copy(ws, sample, tmp_path / "không có")
    assert visits.load(ws, sample).version.drafts == 0
