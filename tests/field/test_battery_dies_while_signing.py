"""The battery dies between Chốt and the last signature, or while sending: nothing is lost, and it goes on."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from inspector_app.actions import health, sealing, sending, signing, visits
from inspector_app.actions.minutes import current_pdf
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.handover import DeliveryState, Reception
from inspector_app.checklist.seal import Stage
from inspector_app.checklist.verdict import SignerRole
from inspector_app.store import events
from tests.field.scene import (
    FULL_VISIT,
    PRESS_VISIT,
    an_office,
    bytes_below,
    certificate_file,
    certificates,
    digitally,
    laptop,
    look,
)

HOUSE = Path(__file__).resolve().parents[2]


def until_it_dies(folder: Path, what: str, when: int, target: Path | None = None) -> None:
    words = [str(folder), what, str(when), *([str(target)] if target else [])]
    ran = subprocess.run(
        [sys.executable, "-m", "tests.field.dying_laptop", *words],
        cwd=HOUSE,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert (ran.returncode, ran.stdout) == (-signal.SIGKILL, ""), ran.stderr


def log_of(ws: Workspace) -> tuple[str, ...]:
    return tuple(event.hash for event in events.of_visit(ws.db, FULL_VISIT))


@pytest.fixture
def card(tmp_path: Path) -> Path:
    """The leader's certificate file."""
    path = tmp_path / "trưởng đoàn.p12"
    path.write_bytes(certificate_file(SignerRole.LEADER))
    return path


def test_after_sealing_the_sealed_minutes_are_there_to_be_signed(ticked: Path) -> None:
    until_it_dies(ticked, "seal", 0)
    with laptop(ticked) as ws:
        version = visits.load(ws, FULL_VISIT).version
        assert version.stage is Stage.SEALED
        assert ws.files.read(version.minutes_sha256)
        signed = digitally(ws, FULL_VISIT)
        assert health.check(ws).sound
    assert signing.verify(None, signed, [certificates().root_der]).verdict.valid


@pytest.mark.parametrize("when", [1, 2], ids=["before it signs", "before it is written down"])
def test_in_the_middle_of_a_signature_the_place_is_still_empty(ticked: Path, card: Path, when: int) -> None:
    with laptop(ticked) as ws:
        sealing.seal(ws, FULL_VISIT)
        before, sealed = log_of(ws), current_pdf(ws, FULL_VISIT)
    until_it_dies(ticked, "sign", when, card)
    with laptop(ticked) as ws:
        assert log_of(ws) == before
        assert visits.load(ws, FULL_VISIT).stage is Stage.SEALED
        assert current_pdf(ws, FULL_VISIT) == sealed
        signed = digitally(ws, FULL_VISIT)
        assert health.check(ws).sound
    checked = signing.verify(None, signed, [certificates().root_der])
    assert len(checked.verdict.signatures) == 3
    assert checked.verdict.valid


def test_in_the_middle_of_a_tick_the_visit_is_as_before(ticked: Path) -> None:
    with laptop(ticked) as ws:
        before, seen = log_of(ws), visits.load(ws, FULL_VISIT).visit
    until_it_dies(ticked, "tick", 1)
    with laptop(ticked) as ws:
        assert (log_of(ws), visits.load(ws, FULL_VISIT).visit) == (before, seen)
        assert health.check(ws).sound


def test_in_the_middle_of_sending_it_goes_on_where_it_stopped(
    inked: Path, stick: Path, tmp_path: Path
) -> None:
    until_it_dies(inked, "send", 2, stick)
    half = bytes_below(stick)
    assert len(half) == 2
    with laptop(inked) as ws:
        (open_delivery,) = sending.deliveries(ws, PRESS_VISIT)
        assert (open_delivery.state, open_delivery.parts_sent) == (DeliveryState.SENDING, 2)
        assert visits.load(ws, PRESS_VISIT).stage is Stage.SIGNED
        folder = an_office(tmp_path / "văn phòng", ws)
        assert look(folder, stick) == ()

        sent = sending.send_to_folder(ws, PRESS_VISIT, stick)
        assert (sent.id, sent.state) == (open_delivery.id, DeliveryState.SENT)
        assert half.items() <= bytes_below(stick).items()
        (received,) = look(folder, stick)
        assert received.reception is Reception.RECEIVED
        assert health.check(ws).sound
