"""Writes the small database that stands for this release's format: `python write_database.py FOLDER`."""

import sys
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from inspector_app.checklist.dossiers import Columns, DossierField
from inspector_app.checklist.event import ActId, DeviceId, Plane
from inspector_app.checklist.handover import Delivery, DeliveryState, Receipt, Reception
from inspector_app.checklist.template import Area, AreaId, Item, ItemId, Template, Wording
from inspector_app.checklist.visit import VisitId
from inspector_app.clock import ZONE, FixedClock
from inspector_app.store import events, outbox, phrases, remembered_columns, templates, visits
from inspector_app.store.database import Database, open_database

VISIT = VisitId("so-mau-2026")
MORNING = datetime(2026, 5, 12, 8, 0, tzinfo=ZONE)
TEMPLATE = Template(
    id="cchc",
    version="2026.1",
    title=Wording("Kiểm tra cải cách hành chính", "Administrative reform inspection"),
    areas=(Area(AreaId("7"), Wording("Xây dựng chính quyền số", "Digital government")),),
    items=(
        Item(
            id=ItemId("25a"),
            criterion="25",
            area=AreaId("7"),
            question=Wording("Văn bản phát hành có chữ ký số của lãnh đạo", "Issued documents are signed"),
            look_at=Wording("30 văn bản đi gần nhất", "The last 30 documents"),
        ),
    ),
)


def act(db: Database, actor: str, number: int, *changes: events.Change, plane: Plane = Plane.ANSWERS) -> None:
    events.write_act(
        db,
        VISIT,
        plane,
        changes,
        device=DeviceId(actor.encode().hex().ljust(64, "0")),
        actor=actor,
        clock=FixedClock(MORNING + timedelta(minutes=number)),
        act=ActId(f"{actor}-{number}"),
        reason="Xem lại" if number == 2 else None,
    )


def write(folder: Path) -> None:
    """Two laptops, a conflict, a removed value, an event behind a gap, a fork, a delivery with its receipt,
    the columns of a register, a phrase with a star."""
    db = open_database(folder)
    visits.create(db, VISIT, templates.put(db, TEMPLATE), MORNING)
    act(db, "An", 1, events.Change("visit", "unit", "Sở Mẫu"), events.Change("answer:25a", "verdict", "no"))
    act(db, "An", 2, events.Change("answer:25a", "verdict", "partly"), events.Change("visit", "unit", None))
    act(db, "An", 3, events.Change("version:1", "printed_at", MORNING), plane=Plane.SEALING)
    first, second = events.of_visit(db, VISIT)[:2]
    other = replace(second, device=DeviceId("b" * 64), counter=1, previous="0" * 64, after="yes").sealed()
    waiting = replace(other, counter=3, previous="c" * 64).sealed()
    fork = replace(first, after="Sở Khác").sealed()
    events.merge(db, VISIT, [other, waiting, fork])
    receipt = Receipt("a" * 64, VISIT, 1, Reception.RECEIVED, "Văn phòng mẫu", MORNING, ("b" * 64,))
    outbox.add(
        db,
        Delivery(
            "gửi-1", VISIT, 1, "E:\\", "a" * 64, DeliveryState.RECEIVED, MORNING, MORNING, 7, 7, None, receipt
        ),
    )
    columns = Columns(
        "", 2, 1, ("STT", "Mã hồ sơ", "Trạng thái"), {DossierField.CODE: 1, DossierField.STATUS: 2}
    )
    remembered_columns.put(db, "Sở Mẫu", remembered_columns.Kind.DOSSIERS, columns, MORNING)
    phrases.mark(db, "shortcoming", "Chưa niêm yết công khai", MORNING, starred=True)
    db.close()


if __name__ == "__main__":
    write(Path(sys.argv[1]))
