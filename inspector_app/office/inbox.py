"""Receives parcels: verify, then take in or quarantine, then answer with a receipt. It trusts no drop.

A bad parcel never stops the others, and leaves files and visits as they were.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from inspector_app.checklist import canonical
from inspector_app.checklist.handover import (
    MANIFESTS,
    FileRole,
    Manifest,
    Reason,
    Receipt,
    Received,
    Reception,
    receipt_name,
    signature_name,
)
from inspector_app.checklist.sha256 import is_sha256
from inspector_app.errors import (
    DeliveryError,
    FormatError,
    MinutesError,
    ParcelError,
    SigningError,
    UserError,
)
from inspector_app.office import checks, receipts
from inspector_app.office.checks import Checked
from inspector_app.office.office import Office
from inspector_app.parcel.open import OpenedManifest, open_manifest, read_file
from inspector_app.signing import cms
from inspector_app.signing.trust import TrustStore


class Drop(Protocol):
    """Where parcels lie and receipts go: any carrier. DeliveryError as it says."""

    def get(self, name: str) -> bytes: ...

    def put(self, name: str, data: bytes) -> None: ...

    def list(self, prefix: str) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class LaptopSignature:
    """Whose key signed a manifest."""

    device: str
    name: str


def receive(
    office: Office,
    inbox: Drop,
    *,
    at: datetime,
    progress: Callable[[int, int], None],
) -> tuple[Received, ...]:
    """Look at every parcel in the drop; again it adds nothing and gives the same receipts.

    What is wrong with a parcel stands in its result and its receipt. Raises only what concerns all of
    them: DeliveryError (the drop is gone, receipts cannot be written), OfficeError, SigningError TRUST-UNREADABLE.
    """
    names = [name.removeprefix(f"{MANIFESTS}/").removesuffix(".json") for name in inbox.list(MANIFESTS)]
    parcels = [sha256 for sha256 in names if is_sha256(sha256)]
    trust = office.trust()
    results = []
    for done, sha256 in enumerate(parcels, start=1):
        results.append(_receive_one(office, inbox, sha256, trust, at))
        progress(done, len(parcels))
    for sha256 in parcels:
        _answer(office, inbox, sha256)
    return tuple(results)


def _receive_one(office: Office, inbox: Drop, sha256: str, trust: TrustStore, at: datetime) -> Received:
    from inspector_app.office import central

    with central.transaction(office.engine) as session:
        known = receipts.of_reception(session, office, sha256)
    if known is not None:
        receipts.keep(office, known)
        return replace(_result(office, known), new=False)
    opened: OpenedManifest[LaptopSignature] | None = None
    try:
        opened = open_manifest(sha256, inbox.get, _signed_by)
        if not _accepted(office, opened.verdict, at):
            return _hold(office, sha256, opened.manifest, at)
        checked = _check(inbox, opened.manifest, trust, at)
        _refuse_other_content(office, checked)
        _keep_files(office, inbox, opened)
    except (ParcelError, MinutesError, FormatError, SigningError, DeliveryError) as error:
        if error.code == "DELIVERY-NO-FOLDER":
            raise
        return _hold(office, sha256, opened.manifest if opened else None, at, error)
    return _take(office, opened, checked, at)


def _signed_by(data: bytes, signature: bytes) -> LaptopSignature | None:
    verdict = cms.verify(data, signature, cms.ContentKind.PARCEL_MANIFEST)
    return LaptopSignature(verdict.fingerprint, verdict.name) if verdict.intact else None


def _accepted(office: Office, laptop: LaptopSignature, at: datetime) -> bool:
    """Whether the clerk accepted this laptop's key; an unknown one is noted for him."""
    from inspector_app.office import central, schema

    with central.transaction(office.engine) as session:
        device = session.get(schema.Device, laptop.device)
        if device is None:
            session.add(
                schema.Device(fingerprint=laptop.device, name=laptop.name, first_seen_at=at, accepted_at=None)
            )
            return False
        return device.accepted_at is not None


def _check(inbox: Drop, manifest: Manifest, trust: TrustStore, at: datetime) -> Checked:
    """Every file read and hashed, minutes and event log believed; nothing is kept yet."""
    minutes, lines = b"", None
    for file in manifest.files:
        data = read_file(file, inbox.get)
        if file.role is FileRole.MINUTES:
            minutes = data
        elif file.role is FileRole.EVENTS:
            lines = data
    checked = checks.check_minutes(minutes, trust, at)
    checks.check_manifest(manifest, checked)
    return checked if lines is None else replace(checked, events=checks.check_events(lines, checked))


def _refuse_other_content(office: Office, checked: Checked) -> None:
    from inspector_app.office import central, ingest

    with central.transaction(office.engine) as session:
        ingest.refuse_other_content(session, checked)


def _keep_files(office: Office, inbox: Drop, opened: OpenedManifest[LaptopSignature]) -> None:
    for file in opened.manifest.files:
        office.contents.put_file(read_file(file, inbox.get))
    office.contents.put_manifest(opened.sha256, opened.data, opened.signature)


def _take(
    office: Office, opened: OpenedManifest[LaptopSignature], checked: Checked, at: datetime
) -> Received:
    from inspector_app.office import central, ingest, schema

    with central.transaction(office.engine) as session:
        receipt = receipts.of_reception(session, office, opened.sha256)
        new = receipt is None
        if receipt is None:
            ingest.ingest(session, ingest.Entry(opened.sha256, opened.manifest, checked, at, local=False))
            held = session.get(schema.Held, opened.sha256)
            if held is not None:
                session.delete(held)
            receipt = receipts.of_reception(session, office, opened.sha256)
    if receipt is None:
        raise AssertionError("a reception was just written")
    receipts.keep(office, receipt)
    return replace(_result(office, receipt), unit=checked.record.details.unit, new=new)


def _hold(
    office: Office,
    sha256: str,
    manifest: Manifest | None,
    at: datetime,
    error: UserError | None = None,
) -> Received:
    """Note a parcel that stays in the inbox: waiting for the clerk, or quarantined for `error`."""
    from inspector_app.office import central, schema

    receipt = Receipt(
        manifest_sha256=sha256,
        visit=manifest.visit if manifest else None,
        version=manifest.version if manifest else None,
        reception=Reception.QUARANTINED if error else Reception.WAITING_FOR_CLERK,
        office=office.name,
        at=at,
        files=(),
        problem=error.code if error else None,
    )
    before = receipts.kept(office, sha256)
    if before is not None and replace(before, at=at) == receipt:
        receipt = before
    device = manifest.device if manifest else None
    reason = Reason.of(error) if error else None
    with central.transaction(office.engine) as session:
        session.merge(
            schema.Held(
                manifest_sha256=sha256,
                reception=receipt.reception.value,
                code=receipt.problem,
                reason=str(error) if error else None,
                explanation=canonical.canonical(reason).decode() if reason else None,
                since=receipt.at,
                visit=receipt.visit,
                version=receipt.version,
                device=device,
            )
        )
    receipts.keep(office, receipt)
    return replace(
        _result(office, receipt),
        reason=str(error) if error else None,
        explanation=reason,
        device=device,
        new=receipt is not before,
    )


def _result(office: Office, receipt: Receipt) -> Received:
    from inspector_app.office import central, schema

    with central.transaction(office.engine) as session:
        row = session.get(schema.Reception, receipt.manifest_sha256)
        unit, device = (row.unit, row.device) if row else (None, None)
    return Received(
        manifest_sha256=receipt.manifest_sha256,
        visit=receipt.visit,
        version=receipt.version,
        unit=unit,
        reception=receipt.reception,
        grade=receipt.grade,
        problem=receipt.problem,
        device=device,
    )


def _answer(office: Office, inbox: Drop, sha256: str) -> None:
    """Put the kept receipt back into the drop, where it is not there as it should be."""
    kept = office.contents.receipt(sha256)
    if kept is None:
        raise AssertionError("every parcel looked at has a receipt")
    data, signature = kept
    name = receipt_name(sha256)
    for blob, content in ((signature_name(name), signature), (name, data)):
        try:
            there = inbox.get(blob)
        except KeyError:
            there = None
        if there != content:
            inbox.put(blob, content)
