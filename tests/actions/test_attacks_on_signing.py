"""Two windows at once, a stranger's signature, a file that is not what it says: nobody is told that it holds."""

import functools
import io
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from inspector_app.actions import answers, minutes, sealing, signing, visits
from inspector_app.actions.visits import OpenVisit
from inspector_app.actions.workspace import Workspace, open_workspace
from inspector_app.checklist import canonical, exchange
from inspector_app.checklist.handover import Grade
from inspector_app.checklist.seal import REQUIRED_SIGNERS, Stage
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.verdict import Integrity, SignerRole
from inspector_app.checklist.visit import ItemVerdict, SigningMode, VisitId
from inspector_app.cli.exit_codes import ExitCode
from inspector_app.cli.verify import exit_code
from inspector_app.clock import ZONE, FixedClock
from inspector_app.errors import VisitError
from inspector_app.minutes import pdf as drawing
from inspector_app.signing import pades, trial

AT = datetime(2026, 5, 12, 16, 0, tzinfo=ZONE)
PASSWORD = "mật khẩu thử"


@functools.cache
def authority() -> trial.TrialCertificates:
    return trial.make(["NGƯỜI KÝ THỬ 1", "NGƯỜI KÝ THỬ 2", "NGƯỜI KÝ THỬ 3"], AT, PASSWORD)


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Workspace]:
    with open_workspace(tmp_path / "dữ liệu", FixedClock(AT), "Bà Thư Ký") as ws:
        yield ws


@pytest.fixture
def visit(laptop: Workspace) -> VisitId:
    made = visits.create_sample(laptop, "so-mau")
    answers.set_value(laptop, made, "visit", "signing_mode", SigningMode.DIGITAL)
    return made


def sign(ws: Workspace, visit: VisitId, role: SignerRole) -> None:
    person = authority().people[REQUIRED_SIGNERS.index(role)]
    signing.sign(ws, visit, role, person.pkcs12, PASSWORD)


def signed_by_a_stranger(pdf: bytes) -> bytes:
    """One more signature field, signed with a certificate that is trusted."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.signers import PdfSignatureMetadata, SimpleSigner, sign_pdf

    signer = SimpleSigner.load_pkcs12_data(
        authority().people[0].pkcs12, other_certs=[], passphrase=PASSWORD.encode()
    )
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    signed = sign_pdf(writer, PdfSignatureMetadata(field_name="dong_dau"), signer=signer)
    return bytes(signed.getvalue())


def checked(pdf: bytes) -> signing.Verification:
    return signing.verify(None, pdf, [authority().root_der])


def test_a_visit_reopened_while_somebody_signs_is_not_signed(
    laptop: Workspace, visit: VisitId, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealing.seal(laptop, visit)
    whole = pades.sign

    def slow(*parts: object, **named: object) -> bytes:
        with laptop.another() as window:
            sealing.reopen(window, visit)
        return whole(*parts, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(pades, "sign", slow)
    with pytest.raises(VisitError) as caught:
        sign(laptop, visit, SignerRole.UNIT)
    assert caught.value.code == "SEALING-CHANGED"
    version = visits.load(laptop, visit).version
    assert (version.seal, dict(version.signatures)) == (None, {})


def test_of_two_who_sign_the_same_file_at_once_none_is_lost(
    laptop: Workspace, visit: VisitId, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealing.seal(laptop, visit)
    whole = pades.sign
    first: list[SignerRole] = []

    def slow(*parts: object, **named: object) -> bytes:
        if not first:
            first.append(SignerRole.LEADER)
            with laptop.another() as window:
                sign(window, visit, SignerRole.LEADER)
        return whole(*parts, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(pades, "sign", slow)
    with pytest.raises(VisitError) as caught:
        sign(laptop, visit, SignerRole.UNIT)
    assert caught.value.code == "SEALING-CHANGED"
    sign(laptop, visit, SignerRole.UNIT)
    sign(laptop, visit, SignerRole.SECRETARY)
    assert visits.load(laptop, visit).stage is Stage.SIGNED
    assert exit_code(checked(minutes.current_pdf(laptop, visit))) is ExitCode.OK


def test_a_visit_sealed_in_two_windows_has_one_print_code(
    laptop: Workspace, visit: VisitId, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = drawing.draw
    codes: list[str | None] = []

    def slow(*parts: object) -> bytes:
        if not codes:
            codes.append("")
            with laptop.another() as window:
                window.clock = FixedClock(AT.replace(minute=1))
                sealing.seal(window, visit)
                codes[0] = visits.load(window, visit).version.print_code
        return whole(*parts)  # type: ignore[arg-type]

    monkeypatch.setattr(drawing, "draw", slow)
    with pytest.raises(VisitError) as caught:
        sealing.seal(laptop, visit)
    assert caught.value.code == "SEALING-CHANGED"
    assert visits.load(laptop, visit).version.print_code == codes[0]


def test_an_answer_written_while_the_review_runs_is_never_sealed_unseen(
    laptop: Workspace, visit: VisitId, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = sealing.review_of

    def slow(opened: OpenVisit) -> object:
        with laptop.another() as window:
            answers.set_verdict(window, opened.visit.id, ItemId("1"), ItemVerdict.NO)
        return whole(opened)

    monkeypatch.setattr(sealing, "review_of", slow)
    with pytest.raises(VisitError) as caught:
        sealing.seal(laptop, visit)
    assert caught.value.code == "SEAL-CHANGED"
    monkeypatch.setattr(sealing, "review_of", whole)
    sealing.seal(laptop, visit)
    opened = visits.load(laptop, visit)
    assert opened.version.seal is not None
    record = exchange.record(
        opened.visit, opened.template, drawn_at=opened.version.seal.sealed_at, seal=opened.version.seal
    )
    assert canonical.digest(record) == opened.version.record_sha256


def test_paper_that_nobody_signed_is_not_signed(laptop: Workspace) -> None:
    made = visits.create_sample(laptop, "so-xay-dung-2022")
    sealing.seal(laptop, made)
    with pytest.raises(VisitError) as caught:
        sealing.sign_in_ink(laptop, made, (), AT)
    assert caught.value.code == "INK-NOBODY"
    assert visits.load(laptop, made).stage is Stage.SEALED


def test_blanks_are_no_reason_to_reopen_signed_minutes(laptop: Workspace) -> None:
    made = visits.create_sample(laptop, "so-xay-dung-2022")
    sealing.seal(laptop, made)
    sealing.sign_in_ink(laptop, made, REQUIRED_SIGNERS, AT)
    with pytest.raises(VisitError) as caught:
        sealing.reopen(laptop, made, " \n ")
    assert caught.value.code == "REOPEN-REASON"


def test_a_signature_on_minutes_for_ink_or_on_a_draft_does_not_make_them_valid(laptop: Workspace) -> None:
    made = visits.create_sample(laptop, "so-xay-dung-2022")
    draft = minutes.draft(laptop, made)
    sealing.seal(laptop, made)
    for pdf in (draft, minutes.current_pdf(laptop, made)):
        found = checked(signed_by_a_stranger(pdf))
        assert found.verdict.integrity is Integrity.INTACT
        assert not found.valid
        assert exit_code(found) is ExitCode.NOT_SIGNED


def test_a_signed_file_without_data_is_no_valid_minutes(laptop: Workspace, visit: VisitId) -> None:
    from inspector_app.minutes import archive

    sealing.seal(laptop, visit)
    without = archive.plain_copy(minutes.current_pdf(laptop, visit))
    found = checked(signed_by_a_stranger(without))
    assert not found.valid
    assert exit_code(found) is ExitCode.UNREADABLE


def test_two_of_three_signatures_are_not_enough(laptop: Workspace, visit: VisitId) -> None:
    sealing.seal(laptop, visit)
    for role in (SignerRole.LEADER, SignerRole.SECRETARY):
        sign(laptop, visit, role)
    found = checked(signed_by_a_stranger(minutes.current_pdf(laptop, visit)))
    assert not found.valid
    assert exit_code(found) in (ExitCode.INCOMPLETE, ExitCode.CHANGED)
    assert found.grade is not Grade.DIFFERENT
