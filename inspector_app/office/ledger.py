"""The follow-up ledger (sổ theo dõi): visits, findings and what became of them, on the office's computer.

Minutes can be entered right here, without parcel, server or command line: one computer is laptop and office.
"""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from inspector_app.checklist import canonical
from inspector_app.checklist.finding import FindingId, FollowUpState
from inspector_app.checklist.handover import (
    FileRole,
    FollowUp,
    Grade,
    KnownDevice,
    LedgerFinding,
    LedgerVisit,
    Reason,
    Received,
    Reception,
)
from inspector_app.checklist.register import find, lineage, names_of
from inspector_app.checklist.verdict import Integrity, Trust
from inspector_app.checklist.visit import SigningMode, VisitId
from inspector_app.errors import N_, OfficeError
from inspector_app.office import checks, receipts
from inspector_app.office.office import PROFILE, Office, init, open_office, trust_authority
from inspector_app.parcel.open import read_manifest
from inspector_app.parcel.pack import PackFile, pack
from inspector_app.signing import cms

if TYPE_CHECKING:
    from inspector_app.office import schema
    from inspector_app.office.book import Requirement

LOCAL_NAME = "Sổ theo dõi trên máy này"
"""Name of the office that entering makes silently; it stands in its own receipts alone."""


def enter(folder: Path, pdf: bytes, *, at: datetime, authorities: Sequence[bytes] = ()) -> Received:
    """Enter sealed minutes into the ledger in `folder`, which is made where there is none; again adds nothing.

    `authorities` are certificates that this computer trusts already, so that nobody is asked again.
    Raises ParcelError and what `office.checks` names; then nothing was entered.
    """
    from inspector_app.office import central, ingest

    office = open_office(folder) if (folder / PROFILE).is_file() else init(folder, LOCAL_NAME, at)
    for authority in authorities:
        trust_authority(office, authority, at)
    checked = checks.check_minutes(pdf, office.trust(), at)
    parcel = pack(
        checked.record.visit,
        checked.seal.version,
        checked.seal.mode,
        [PackFile(FileRole.MINUTES, "minutes.pdf", pdf)],
        device=office.key.fingerprint,
        made_at=checked.seal.sealed_at,
        parent=None,
        sign=lambda data: cms.sign(data, cms.ContentKind.PARCEL_MANIFEST, office.key, at),
    )
    manifest = read_manifest(parcel.manifest)
    with central.transaction(office.engine) as session:
        receipt = receipts.of_reception(session, office, parcel.sha256)
        new = receipt is None
        if receipt is None:
            ingest.refuse_other_content(session, checked)
            office.contents.put_file(pdf)
            office.contents.put_manifest(parcel.sha256, parcel.manifest, parcel.signature)
            ingest.ingest(session, ingest.Entry(parcel.sha256, manifest, checked, at, local=True))
            receipt = receipts.of_reception(session, office, parcel.sha256)
    if receipt is None:
        raise AssertionError("a reception was just written")
    receipts.keep(office, receipt)
    return Received(
        manifest_sha256=parcel.sha256,
        visit=checked.record.visit,
        version=checked.seal.version,
        unit=checked.record.details.unit,
        reception=Reception.RECEIVED,
        grade=receipt.grade,
        new=new,
    )


def accept_device(office: Office, fingerprint: str, at: datetime, *, name: str | None = None) -> None:
    """The clerk compared the fingerprint: parcels of this laptop are taken from the next look on.

    A laptop not yet heard of can be accepted beforehand by giving it a `name`.
    OfficeError: OFFICE-DEVICE-UNKNOWN.
    """
    from inspector_app.office import acts, central, schema

    with central.transaction(office.engine) as session:
        known = session.get(schema.Device, fingerprint)
        accepted = known is not None and known.accepted_at is not None
        first_seen_at = known.first_seen_at if known else at
        label = name or (known.name if known else None)
    if label is None:
        raise OfficeError(
            "OFFICE-DEVICE-UNKNOWN",
            N_("No laptop with the fingerprint {fingerprint} has sent anything."),
            why=N_("The fingerprint was mistyped, or its first parcel has not arrived."),
            todo=N_("Receive its first parcel, compare the fingerprint shown, then accept it."),
            fingerprint=fingerprint,
        )
    if not accepted:
        acts.perform(office, acts.DeviceAccepted(fingerprint, label, first_seen_at, at))


def devices(office: Office) -> tuple[KnownDevice, ...]:
    """Every laptop that has sent something or was accepted, by name."""
    from sqlalchemy import select

    from inspector_app.office import central, schema

    with central.transaction(office.engine) as session:
        rows = session.scalars(select(schema.Device).order_by(schema.Device.name, schema.Device.fingerprint))
        return tuple(
            KnownDevice(row.fingerprint, row.name, row.first_seen_at, row.accepted_at) for row in rows
        )


def visits(office: Office) -> tuple[LedgerVisit, ...]:
    """Every visit by its newest version, the newest visit first."""
    from inspector_app.office import book, central

    with central.transaction(office.engine) as session:
        owed: dict[str, list[bool]] = {}
        for finding in book.findings(session):
            owed.setdefault(finding.visit, []).append(finding.owed)
        entries = [_visit(row, owed.get(visit, [])) for visit, row in book.newest(session).items()]
    return tuple(sorted(entries, key=lambda entry: entry.opened_at or entry.received_at, reverse=True))


def findings(
    office: Office,
    *,
    settled: bool = False,
    unit: str | None = None,
    overdue_on: date | None = None,
    as_of: date | None = None,
    requirement: "Requirement | None" = None,
) -> tuple[LedgerFinding, ...]:
    """What units still owe, or all findings with `settled`: the earliest deadline first, then as printed.

    `unit`: of this unit (code, present or former name) and those it took over from; `overdue_on`: only what
    is late on that day; `as_of`: as the book stood then; `requirement`: see `book.Requirement`.
    """
    from inspector_app.office import book, central

    with central.transaction(office.engine) as session:
        found = book.findings(session, as_of=as_of, requirement=requirement)
        key = book.same_unit(book.units_of(session))
        asked = None if unit is None else book.meant(session, unit)
    kept = [
        finding
        for finding in found
        if (settled or finding.owed)
        and (asked is None or key(finding.unit) == key(asked))
        and (overdue_on is None or (finding.overdue(overdue_on) or 0) > 0)
    ]
    return tuple(sorted(kept, key=lambda f: (f.due_on is None, f.due_on.isoformat() if f.due_on else "")))


def names(office: Office, unit: str) -> tuple[str, ...]:
    """The unit's present name, then those it and its predecessors bore; only `unit` where it is in no register."""
    from inspector_app.office import book, central

    with central.transaction(office.engine) as session:
        units = book.units_of(session)
        asked = book.meant(session, unit)
    own = find(units, asked)
    return (asked,) if own is None else names_of(lineage(units, own))


def set_state(
    office: Office,
    visit: VisitId,
    finding: FindingId,
    state: FollowUpState,
    *,
    at: datetime,
    by: str,
    note: str | None = None,
) -> None:
    """Record what became of a finding, behind all that was recorded before. OfficeError: OFFICE-FINDING-UNKNOWN."""
    from inspector_app.office import acts

    acts.perform(office, acts.FindingFollowed(visit, finding, state, at, by, note))


def history(office: Office, visit: VisitId, finding: FindingId) -> tuple[FollowUp, ...]:
    """What was recorded of a finding, oldest first."""
    from sqlalchemy import select

    from inspector_app.office import central, schema

    entries = (
        select(schema.FollowUp)
        .where(schema.FollowUp.visit == visit, schema.FollowUp.finding == finding)
        .order_by(schema.FollowUp.number)
    )
    with central.transaction(office.engine) as session:
        return tuple(
            FollowUp(FollowUpState(row.state), row.at, row.by, row.note) for row in session.scalars(entries)
        )


def held(office: Office) -> tuple[Received, ...]:
    """Parcels that were not taken: waiting for the clerk, or quarantined and why."""
    from sqlalchemy import select

    from inspector_app.office import central, schema

    with central.transaction(office.engine) as session:
        rows = session.scalars(select(schema.Held).order_by(schema.Held.since, schema.Held.manifest_sha256))
        return tuple(
            Received(
                manifest_sha256=row.manifest_sha256,
                visit=VisitId(row.visit) if row.visit else None,
                version=row.version,
                unit=None,
                reception=Reception(row.reception),
                problem=row.code,
                reason=row.reason,
                explanation=_explanation(row.explanation),
                device=row.device,
                new=False,
            )
            for row in rows
        )


def _explanation(text: str | None) -> Reason | None:
    return None if text is None else canonical.from_json(Reason, canonical.parse(text.encode()))


def _visit(row: "schema.Reception", owed: list[bool]) -> LedgerVisit:
    return LedgerVisit(
        visit=VisitId(row.visit),
        version=row.version,
        manifest_sha256=row.manifest_sha256,
        unit=row.unit,
        title=row.title,
        opened_at=row.opened_at,
        received_at=row.received_at,
        mode=SigningMode(row.mode),
        minutes_sha256=row.minutes_sha256,
        integrity=Integrity(row.integrity) if row.integrity else None,
        trust=Trust(row.trust) if row.trust else None,
        grade=Grade(row.grade),
        local=row.device is None,
        findings=len(owed),
        unsettled=sum(owed),
    )
