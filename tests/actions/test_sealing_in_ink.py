"""The ink way, step by step: sealed, printed, signed on paper, the scan now or later."""

from datetime import datetime

import pytest

from inspector_app.actions import answers, sealing, signing, visits
from inspector_app.actions.minutes import current_pdf
from inspector_app.checklist.seal import REQUIRED_SIGNERS, Stage
from inspector_app.checklist.verdict import SignerRole
from inspector_app.checklist.visit import SigningMode
from inspector_app.clock import ZONE
from inspector_app.errors import VisitError

SIGNED_AT = datetime(2026, 5, 12, 16, 30, tzinfo=ZONE)
SCAN = b"\xff\xd8\xff\xe0 scan"


@pytest.fixture
def sample(ws):
    return visits.create_sample(ws, "so-xay-dung-2022")


def stage(ws, sample) -> Stage:
    return visits.load(ws, sample).stage


def test_every_step_in_its_order(ws, sample) -> None:
    assert stage(ws, sample) is Stage.CHECKING
    assert sealing.seal(ws, sample).sealing
    assert stage(ws, sample) is Stage.SEALED
    sealed = current_pdf(ws, sample)
    sealing.mark_printed(ws, sample)
    assert stage(ws, sample) is Stage.PRINTED
    sealing.sign_in_ink(ws, sample, REQUIRED_SIGNERS, SIGNED_AT)
    assert stage(ws, sample) is Stage.SIGNED
    assert current_pdf(ws, sample) == sealed
    assert visits.load(ws, sample).version.signatures == {}


def test_the_seal_fixes_what_the_pages_print(ws, sample) -> None:
    from inspector_app.checklist import canonical, exchange

    sealing.seal(ws, sample)
    opened = visits.load(ws, sample)
    fixed = opened.version.seal
    assert (fixed.version, fixed.mode, fixed.signers) == (1, SigningMode.INK, REQUIRED_SIGNERS)
    assert fixed.sealed_at == ws.clock.now()
    assert [head.device for head in fixed.heads] == [ws.device_id]
    assert {"app", "reportlab", "zlib"} & set(fixed.renderer)
    record = exchange.record(opened.visit, opened.template, drawn_at=fixed.sealed_at, seal=fixed)
    assert canonical.digest(record) == opened.version.record_sha256
    assert record.print_code == opened.version.print_code
    assert len(opened.version.print_code) == 6


def test_signing_without_having_marked_the_print_is_allowed(ws, sample) -> None:
    sealing.seal(ws, sample)
    sealing.sign_in_ink(ws, sample, [SignerRole.LEADER], SIGNED_AT, SCAN)
    version = visits.load(ws, sample).version
    assert version.stage is Stage.SIGNED
    assert ws.files.read(version.ink.scan_sha256) == SCAN


def test_the_scan_can_come_later(ws, sample) -> None:
    sealing.seal(ws, sample)
    sealing.sign_in_ink(ws, sample, REQUIRED_SIGNERS, SIGNED_AT)
    assert visits.load(ws, sample).version.ink.scan_sha256 is None
    sealing.attach_scan(ws, sample, SCAN)
    ink = visits.load(ws, sample).version.ink
    assert (ink.signers, ink.signed_at) == (REQUIRED_SIGNERS, SIGNED_AT)
    assert ws.files.read(ink.scan_sha256) == SCAN


def test_no_step_before_its_time(ws, sample) -> None:
    steps = (
        lambda: sealing.mark_printed(ws, sample),
        lambda: sealing.sign_in_ink(ws, sample, REQUIRED_SIGNERS, SIGNED_AT),
        lambda: sealing.attach_scan(ws, sample, SCAN),
    )
    for step in steps:
        with pytest.raises(VisitError, match="INK-NOT-NOW"):
            step()
    sealing.seal(ws, sample)
    with pytest.raises(VisitError, match="VISIT-SEALED"):
        sealing.seal(ws, sample)
    sealing.sign_in_ink(ws, sample, REQUIRED_SIGNERS, SIGNED_AT)
    for step in steps[:2]:
        with pytest.raises(VisitError, match="INK-NOT-NOW"):
            step()


def test_ink_and_digital_are_never_mixed(ws, sample) -> None:
    answers.set_value(ws, sample, "visit", "signing_mode", SigningMode.DIGITAL)
    sealing.seal(ws, sample)
    for step in (
        lambda: sealing.mark_printed(ws, sample),
        lambda: sealing.sign_in_ink(ws, sample, REQUIRED_SIGNERS, SIGNED_AT),
    ):
        with pytest.raises(VisitError, match="INK-NOT-NOW"):
            step()
    sealing.reopen(ws, sample)
    answers.set_value(ws, sample, "visit", "signing_mode", SigningMode.INK)
    sealing.seal(ws, sample)
    with pytest.raises(VisitError, match="SIGN-NOT-NOW"):
        signing.sign(ws, sample, SignerRole.LEADER, b"", "")


def test_the_places_are_those_of_paper_and_know_who_signs(ws, sample) -> None:
    places = signing.signing_places(ws, sample)
    assert [place.role for place in places] == list(REQUIRED_SIGNERS)
    names = [place.person.name if place.person else None for place in places]
    assert names == [None, "Trần Thu Mai", None]
