"""The office's receipts: made from what stands in the database, signed once, kept, and put back into the drop."""

from typing import TYPE_CHECKING

from inspector_app.checklist import canonical
from inspector_app.checklist.handover import Grade, Receipt, Reception
from inspector_app.checklist.visit import SigningMode, VisitId
from inspector_app.office.office import Office
from inspector_app.parcel.receipt import write_receipt

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def of_reception(session: "Session", office: Office, manifest_sha256: str) -> Receipt | None:
    """The receipt of a received parcel, always the same; None where it was not received."""
    from sqlalchemy import select

    from inspector_app.office import schema

    row = session.get(schema.Reception, manifest_sha256)
    if row is None:
        return None
    files = select(schema.File.sha256).where(schema.File.manifest_sha256 == manifest_sha256)
    return Receipt(
        manifest_sha256=manifest_sha256,
        visit=VisitId(row.visit),
        version=row.version,
        reception=Reception.RECEIVED,
        office=office.name,
        at=row.received_at,
        files=tuple(sorted(set(session.scalars(files)))),
        grade=Grade(row.grade),
        mode=SigningMode(row.mode),
    )


def keep(office: Office, receipt: Receipt) -> None:
    """Sign and keep a receipt; one that says the same is left with its signature."""
    kept = office.contents.receipt(receipt.manifest_sha256)
    if kept is None or kept[0] != canonical.canonical(receipt):
        data, signature = write_receipt(receipt, lambda data: office.sign_receipt(data, receipt.at))
        office.contents.put_receipt(receipt.manifest_sha256, data, signature)


def kept(office: Office, manifest_sha256: str) -> Receipt | None:
    """What the office last said of a parcel."""
    found = office.contents.receipt(manifest_sha256)
    return None if found is None else canonical.from_json(Receipt, canonical.parse(found[0]))


def keep_missing(office: Office) -> None:
    """Keep the receipts of what was received when the machine died before its receipt was written."""
    from sqlalchemy import select

    from inspector_app.office import central, schema

    with central.transaction(office.engine) as session:
        known = session.scalars(select(schema.Reception.manifest_sha256)).all()
        missing = [sha256 for sha256 in known if office.contents.receipt(sha256) is None]
        found = [of_reception(session, office, sha256) for sha256 in missing]
    for receipt in found:
        if receipt is not None:
            keep(office, receipt)
