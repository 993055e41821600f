"""The stick is pulled out while the visit is being copied to it: plugged in again, it goes on where it stopped."""

from pathlib import Path

import pytest

from inspector_app.actions import sending, visits
from inspector_app.checklist.handover import DeliveryState
from inspector_app.checklist.seal import Stage
from inspector_app.errors import DeliveryError
from tests.field.scene import PRESS_VISIT as VISIT
from tests.field.scene import bytes_below, laptop


def test_pulled_out_in_the_middle_and_plugged_in_again(inked: Path, stick: Path) -> None:
    pulled = stick.with_name("rút ra")

    def pull(done: int, total: int) -> None:
        if done == 1:
            stick.rename(pulled)

    with laptop(inked) as ws:
        with pytest.raises(DeliveryError, match="DELIVERY-NO-FOLDER"):
            sending.send_to_folder(ws, VISIT, stick, pull)
        (waiting,) = sending.deliveries(ws, VISIT)
        assert (waiting.state, waiting.problem) == (DeliveryState.QUEUED, "DELIVERY-NO-FOLDER")
        assert (waiting.parts_sent, waiting.parts_total) == (1, 3)
        assert visits.load(ws, VISIT).stage is Stage.SIGNED
        assert [name for name in bytes_below(pulled) if name.startswith("manifest")] == []

        there = bytes_below(pulled)
        pulled.rename(stick)
        counted: list[int] = []
        sent = sending.send_to_folder(ws, VISIT, stick, lambda done, _: counted.append(done))
        assert visits.load(ws, VISIT).stage is Stage.SENT
    assert counted == [1, 2, 3]
    assert (sent.id, sent.state, sent.problem) == (waiting.id, DeliveryState.SENT, None)
    assert there.items() <= bytes_below(stick).items()


def test_sending_again_adds_nothing(inked: Path, stick: Path) -> None:
    with laptop(inked) as ws:
        first = sending.send_to_folder(ws, VISIT, stick)
        there, version = bytes_below(stick), visits.load(ws, VISIT).version
        again = sending.send_to_folder(ws, VISIT, stick)
        assert bytes_below(stick) == there
        assert sending.deliveries(ws, VISIT) == (again,)
        assert visits.load(ws, VISIT).version == version
    assert (again.id, again.manifest_sha256) == (first.id, first.manifest_sha256)


def test_a_stick_that_is_not_there_is_said_and_the_visit_waits(inked: Path, tmp_path: Path) -> None:
    with laptop(inked) as ws:
        with pytest.raises(DeliveryError, match="DELIVERY-NO-FOLDER") as refused:
            sending.send_to_folder(ws, VISIT, tmp_path / "không có")
        (waiting,) = sending.deliveries(ws, VISIT)
    assert refused.value.parameters["folder"] == str(tmp_path / "không có")
    assert waiting.state is DeliveryState.QUEUED
    assert not (tmp_path / "không có").exists()


def test_stopped_by_hand_it_waits_and_goes_on(inked: Path, stick: Path) -> None:
    asked: list[bool] = []

    def after_the_first_part() -> bool:
        asked.append(True)
        return len(asked) > 1

    with laptop(inked) as ws:
        with pytest.raises(DeliveryError, match="DELIVERY-CANCELLED"):
            sending.send_to_folder(ws, VISIT, stick, cancelled=after_the_first_part)
        assert sending.deliveries(ws, VISIT)[0].state is DeliveryState.QUEUED
        assert sending.send_to_folder(ws, VISIT, stick).state is DeliveryState.SENT
