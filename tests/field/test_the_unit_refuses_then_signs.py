"""The unit does not sign, the team signs alone; an hour later the unit signs after all: the next version."""

from inspector_app.actions import signing, visits
from inspector_app.actions.rehearsal import Rehearsal
from inspector_app.checklist.seal import REQUIRED_SIGNERS, required_signers
from inspector_app.checklist.verdict import SignerRole
from inspector_app.checklist.visit import Closing
from tests.field.scene import laptop


def checked(rehearsed: Rehearsal, pdf: bytes) -> signing.Verification:
    return signing.verify(None, pdf, [rehearsed.trial_root.read_bytes()])


def test_the_refused_minutes_are_whole_with_two_signatures(rehearsed: Rehearsal, text_of) -> None:
    pdf = rehearsed.refused_minutes.read_bytes()
    result = checked(rehearsed, pdf)
    assert result.verdict.valid
    assert {s.field for s in result.verdict.signatures} == {SignerRole.LEADER, SignerRole.SECRETARY}
    text = " ".join(text_of(pdf))
    assert "Đại diện đơn vị không ký biên bản; lý do: chưa thống nhất số liệu về văn bản chưa ký số" in text
    assert "người chứng kiến: Ông Vũ Văn Chứng Kiến" in text


def test_the_next_version_is_signed_by_all_and_says_what_it_replaces(rehearsed: Rehearsal, text_of) -> None:
    pdf = rehearsed.minutes.read_bytes()
    result = checked(rehearsed, pdf)
    assert result.verdict.valid
    assert {s.field for s in result.verdict.signatures} == set(REQUIRED_SIGNERS)
    text = " ".join(text_of(pdf))
    assert "Biên bản này thay thế Biên bản lập hồi 16 giờ 00 phút, ngày 12 tháng 5 năm 2026" in text
    assert "thống nhất nội dung, trừ ý kiến bảo lưu tại mục V" in text
    assert "không ký biên bản" not in text


def test_both_versions_stay_with_reason_and_every_file(rehearsed: Rehearsal) -> None:
    with laptop(rehearsed.laptop) as ws:
        first, second = visits.load(ws, rehearsed.full_visit).versions
        assert ws.files.read(first.file_sha256) == rehearsed.refused_minutes.read_bytes()
        assert ws.files.read(second.file_sha256) == rehearsed.minutes.read_bytes()
    assert first.seal.signers == required_signers(Closing.REFUSED)
    assert first.reopened.reason == "Đơn vị đồng ý ký, có ý kiến bảo lưu"
    assert (first.number, second.number, second.reopened) == (1, 2, None)
    assert first.print_code != second.print_code
