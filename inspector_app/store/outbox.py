"""Deliveries and where each of them stands: what the courier takes up again after any interruption."""

from dataclasses import fields, replace
from typing import Any

from inspector_app.checklist import canonical
from inspector_app.checklist.handover import Delivery
from inspector_app.checklist.visit import VisitId
from inspector_app.errors import N_, StoreError
from inspector_app.store.database import Database, Row

_COLUMNS = tuple(field.name for field in fields(Delivery))
_SELECT = f"SELECT {', '.join(_COLUMNS)} FROM outbox"  # noqa: S608 - the names are our own


def add(db: Database, delivery: Delivery) -> None:
    """A new row; write it before the first byte leaves. Raises StoreError."""
    with db.write():
        db.run(
            f"INSERT INTO outbox ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})",  # noqa: S608
            _row(delivery),
        )


def update(db: Database, delivery_id: str, **changes: Any) -> Delivery:
    """Change fields of a delivery, `changed_at` among them; the delivery as it then stands. Raises StoreError."""
    with db.write():
        delivery = replace(get(db, delivery_id), **changes)
        db.run(
            f"UPDATE outbox SET {', '.join(f'{name} = ?' for name in _COLUMNS)} WHERE id = ?",  # noqa: S608
            (*_row(delivery), delivery_id),
        )
    return delivery


def get(db: Database, delivery_id: str) -> Delivery:
    """One delivery. Raises StoreError, STORE-DELIVERY-MISSING for an unknown one."""
    row = db.row(f"{_SELECT} WHERE id = ?", (delivery_id,))
    if row is None:
        raise StoreError(
            "STORE-DELIVERY-MISSING",
            N_("The delivery {delivery} is not on this computer."),
            why=N_("The database holds no delivery with this identity."),
            todo=N_("Choose a delivery from the list, or send the visit again."),
            delivery=delivery_id,
        )
    return _delivery(row)


def listing(db: Database, visit: VisitId | None = None) -> tuple[Delivery, ...]:
    """Deliveries of one visit or of all, in the order they were queued. Raises StoreError."""
    if visit is None:
        rows = db.rows(f"{_SELECT} ORDER BY rowid")
    else:
        rows = db.rows(f"{_SELECT} WHERE visit = ? ORDER BY rowid", (visit,))
    return tuple(_delivery(row) for row in rows)


def _row(delivery: Delivery) -> Row:
    receipt = None if delivery.receipt is None else canonical.canonical(delivery.receipt).decode()
    return tuple(
        receipt if name == "receipt" else canonical.to_json(getattr(delivery, name)) for name in _COLUMNS
    )


def _delivery(row: Row) -> Delivery:
    data = {name: value for name, value in zip(_COLUMNS, row, strict=True) if value is not None}
    if "receipt" in data:
        data["receipt"] = canonical.parse(data["receipt"].encode())
    return canonical.from_json(Delivery, data, "outbox")
