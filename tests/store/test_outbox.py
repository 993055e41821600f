"""What is on its way outlives the program: each delivery, its parts and the office's receipt."""

import sqlite3
from dataclasses import replace
from datetime import timedelta

import pytest

from inspector_app.checklist.handover import Delivery, DeliveryState, Grade, Receipt, Reception
from inspector_app.errors import StoreError
from inspector_app.store import outbox, visits


@pytest.fixture
def delivery(laptop):
    now = laptop.clock.now()
    return Delivery(
        id="gửi-1",
        visit=laptop.visit,
        version=1,
        destination="E:\\Nộp về Sở Nội vụ",
        manifest_sha256="a" * 64,
        state=DeliveryState.QUEUED,
        queued_at=now,
        changed_at=now,
        parts_total=7,
    )


def test_a_delivery_goes_its_way_and_every_step_survives_a_restart(laptop, delivery):
    outbox.add(laptop.db, delivery)
    laptop.reopen()
    assert outbox.get(laptop.db, delivery.id) == delivery
    later = delivery.changed_at + timedelta(minutes=1)
    sending = outbox.update(
        laptop.db, delivery.id, state=DeliveryState.SENDING, parts_sent=3, changed_at=later
    )
    laptop.reopen()
    assert outbox.listing(laptop.db) == (sending,)
    assert (sending.state, sending.parts_sent, sending.changed_at) == (DeliveryState.SENDING, 3, later)
    receipt = Receipt(
        manifest_sha256="a" * 64,
        visit=laptop.visit,
        version=1,
        reception=Reception.RECEIVED,
        office="Văn phòng mẫu",
        at=later,
        files=("b" * 64, "c" * 64),
        grade=Grade.EQUAL_BYTES,
    )
    outbox.update(laptop.db, delivery.id, state=DeliveryState.RECEIVED, parts_sent=7, receipt=receipt)
    laptop.reopen()
    assert outbox.get(laptop.db, delivery.id).receipt == receipt


def test_the_list_is_of_all_visits_or_of_one_in_the_order_of_queueing(laptop, delivery):
    visits.create(laptop.db, "khac-2026", visits.ref(laptop.db, laptop.visit), laptop.clock.now())
    second = replace(delivery, id="a-sau", visit="khac-2026")
    third = replace(delivery, id="b-sau", destination="D:\\")
    for row in (delivery, second, third):
        outbox.add(laptop.db, row)
    assert outbox.listing(laptop.db) == (delivery, second, third)
    assert outbox.listing(laptop.db, laptop.visit) == (delivery, third)


def test_a_failure_is_noted_by_its_code_and_cleared_by_the_next_try(laptop, delivery):
    outbox.add(laptop.db, delivery)
    assert outbox.update(laptop.db, delivery.id, problem="CARRIER-FULL").problem == "CARRIER-FULL"
    outbox.update(laptop.db, delivery.id, problem=None)
    assert outbox.get(laptop.db, delivery.id) == delivery


def test_an_unknown_delivery_and_an_impossible_step_are_refused(laptop, delivery):
    with pytest.raises(StoreError) as caught:
        outbox.get(laptop.db, delivery.id)
    assert caught.value.code == "STORE-DELIVERY-MISSING"
    outbox.add(laptop.db, delivery)
    with pytest.raises(sqlite3.IntegrityError):
        outbox.update(laptop.db, delivery.id, parts_sent=8)
    with pytest.raises(TypeError):
        outbox.update(laptop.db, delivery.id, color="red")
    assert outbox.get(laptop.db, delivery.id) == delivery
