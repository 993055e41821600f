"""Handing a version over: the parcel, the outbox, and the office's receipt.

The state is written before the first byte goes, and nothing on this computer is ever removed.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from inspector_app.actions.practice import refuse_practice
from inspector_app.actions.profile import is_office, kept_profile
from inspector_app.actions.visits import OpenVisit, load
from inspector_app.actions.workspace import Workspace
from inspector_app.actions.writing import new_id, write_sealing
from inspector_app.checklist.event import to_line
from inspector_app.checklist.handover import (
    Delivery,
    DeliveryState,
    FileRole,
    Parcel,
    ParcelFile,
    Receipt,
    Reception,
    receipt_name,
    signature_name,
)
from inspector_app.checklist.seal import Stage
from inspector_app.checklist.visit import VisitId
from inspector_app.errors import N_, DeliveryError, UserError, VisitError
from inspector_app.store import events, outbox

if TYPE_CHECKING:
    from inspector_app.parcel.pack import PackFile
    from inspector_app.sync.carriers.folder import FolderCarrier

Progress = Callable[[int, int], None]
"""(done, of)"""


def unwatched(_done: int, _total: int) -> None:
    """Progress that nobody looks at."""


def never() -> bool:
    """Cancelling that nobody can ask for."""
    return False


READY = frozenset({Stage.SIGNED, Stage.SENT, Stage.RECEIVED})


def send_to_folder(
    ws: Workspace,
    visit_id: VisitId,
    folder: Path,
    progress: Progress = unwatched,
    cancelled: Callable[[], bool] = never,
) -> Delivery:
    """Send the signed version to a share, a mapped drive or a USB stick; again it changes nothing.

    Raises VisitError SEND-NOT-SIGNED, PRACTICE-NOT-SENT, DeliveryError, ParcelError; the delivery then stays queued.
    """
    from inspector_app.sync.carriers.folder import FolderCarrier
    from inspector_app.sync.engine import deliver

    refuse_practice(visit_id)
    opened = load(ws, visit_id)
    parcel = _parcel(ws, opened)
    folder = folder.absolute()
    delivery = _queued(ws, opened, parcel, folder)

    def report(done: int, total: int) -> None:
        outbox.update(ws.db, delivery.id, parts_sent=done, changed_at=ws.clock.now())
        progress(done, total)

    # What the office has confirmed stays confirmed; a refused parcel waits for its word anew.
    confirmed = delivery.receipt is not None and delivery.receipt.reception is Reception.RECEIVED
    failed, done = (DeliveryState.RECEIVED,) * 2 if confirmed else (DeliveryState.QUEUED, DeliveryState.SENT)
    outbox.update(ws.db, delivery.id, state=DeliveryState.SENDING, problem=None, changed_at=ws.clock.now())
    try:
        deliver(parcel, FolderCarrier(folder), progress=report, cancelled=cancelled)
    except UserError as error:
        outbox.update(ws.db, delivery.id, state=failed, problem=error.code, changed_at=ws.clock.now())
        raise
    outbox.update(ws.db, delivery.id, state=done, changed_at=ws.clock.now())
    if opened.version.sent_at is None:
        fields: dict[str, object] = {"sent_at": ws.clock.now(), "manifest_sha256": parcel.sha256}
        write_sealing(ws, visit_id, opened.version.number, fields)
    return outbox.get(ws.db, delivery.id)


def deliveries(ws: Workspace, visit_id: VisitId) -> tuple[Delivery, ...]:
    """Every delivery of a visit, oldest first."""
    return outbox.listing(ws.db, visit_id)


def delivered_files(ws: Workspace, delivery: Delivery) -> tuple[ParcelFile, ...]:
    """What a delivery holds, by its manifest."""
    from inspector_app.parcel.open import read_manifest

    return read_manifest(ws.files.read(delivery.manifest_sha256)).files


def fetch_receipts(ws: Workspace, visit_id: VisitId) -> tuple[Delivery, ...]:
    """Look for the office's receipts wherever the visit was sent; those found are believed only if signed.

    Raises, after looking everywhere, DeliveryError RECEIPT-NO-PROFILE and what a folder raises, ParcelError
    for a false receipt.
    """
    from inspector_app.sync.carriers.folder import FolderCarrier

    problems: list[UserError] = []
    for delivery in outbox.listing(ws.db, visit_id):
        if delivery.receipt is None or delivery.receipt.reception is not Reception.RECEIVED:
            try:
                receipt = _receipt(ws, delivery, FolderCarrier(Path(delivery.destination)))
            except UserError as error:
                problems.append(error)
                continue
            if receipt is not None:
                _keep(ws, delivery, receipt)
    if problems:
        raise problems[0]
    return outbox.listing(ws.db, visit_id)


def _parcel(ws: Workspace, opened: OpenVisit) -> Parcel:
    """The version's parcel: the one packed before, or a new one where a scan came since then.

    Everything in it is kept in the file store under its hash before the first byte goes.
    """
    from inspector_app.parcel.pack import pack, pack_again
    from inspector_app.signing import cms

    version = opened.version
    if opened.stage not in READY or version.seal is None:
        raise VisitError(
            "SEND-NOT-SIGNED",
            N_("The visit was not sent."),
            why=N_("Its minutes are not signed yet."),
            todo=N_("Sign at step 5 first; a signed copy in ink counts as soon as it is recorded."),
        )
    now = ws.clock.now()

    def sign(data: bytes) -> bytes:
        return cms.sign(data, cms.ContentKind.PARCEL_MANIFEST, ws.device, now)

    if version.manifest_sha256 is not None:
        kept = ws.files.read(version.manifest_sha256)
        if version.ink is None or version.ink.scan_sha256 is None or version.ink.scan_sha256.encode() in kept:
            return pack_again(kept, ws.files.read, sign)
    parcel = pack(
        opened.visit.id,
        version.number,
        version.seal.mode,
        _files(ws, opened),
        device=ws.device_id,
        made_at=now,
        parent=_parent(opened),
        sign=sign,
    )
    ws.files.put(parcel.manifest)
    write_sealing(ws, opened.visit.id, version.number, {"manifest_sha256": parcel.sha256})
    return parcel


def _files(ws: Workspace, opened: OpenVisit) -> "list[PackFile]":
    from inspector_app.parcel.pack import PackFile

    version = opened.version
    if version.file_sha256 is None:
        raise AssertionError("a signed version has a file")
    lines = b"".join(to_line(event) for event in events.of_visit(ws.db, opened.visit.id))
    files = [
        PackFile(FileRole.MINUTES, "minutes.pdf", ws.files.read(version.file_sha256)),
        PackFile(FileRole.EVENTS, "events.jsonl", lines),
        PackFile(FileRole.CERTIFICATE, "device.crt", ws.device.certificate_der),
    ]
    if version.ink is not None and version.ink.scan_sha256 is not None:
        files.append(PackFile(FileRole.SCAN, "scan", ws.files.read(version.ink.scan_sha256)))
    files += [
        PackFile(FileRole.EVIDENCE, evidence.name or evidence.sha256, ws.files.read(evidence.sha256))
        for evidence in opened.visit.evidence
    ]
    for file in files:
        ws.files.put(file.data)
    return files


def _parent(opened: OpenVisit) -> str | None:
    """The manifest that this one follows: of this version before its scan, or of the version before."""
    earlier = [v.manifest_sha256 for v in opened.versions if v.number <= opened.version.number]
    return next((sha256 for sha256 in reversed(earlier) if sha256), None)


def _queued(ws: Workspace, opened: OpenVisit, parcel: Parcel, folder: Path) -> Delivery:
    """The outbox row of this parcel for this folder; the same one when it is sent again."""
    for known in outbox.listing(ws.db, opened.visit.id):
        if known.manifest_sha256 == parcel.sha256 and known.destination == str(folder):
            return known
    now = ws.clock.now()
    delivery = Delivery(
        id=new_id(),
        visit=opened.visit.id,
        version=opened.version.number,
        destination=str(folder),
        manifest_sha256=parcel.sha256,
        state=DeliveryState.QUEUED,
        queued_at=now,
        changed_at=now,
        parts_total=len(parcel.parts),
    )
    outbox.add(ws.db, delivery)
    return delivery


def _receipt(ws: Workspace, delivery: Delivery, carrier: "FolderCarrier") -> Receipt | None:
    """The office's receipt for a delivery, or None while there is none."""
    from inspector_app.parcel.receipt import read_receipt
    from inspector_app.signing import cms

    name = receipt_name(delivery.manifest_sha256)
    try:
        data, signature = carrier.get(name), carrier.get(signature_name(name))
    except KeyError:
        return None
    profile = kept_profile(ws)
    if profile is None:
        raise DeliveryError(
            "RECEIPT-NO-PROFILE",
            N_("A receipt is there, but it cannot be checked."),
            why=N_("This computer does not know the office's certificate yet."),
            todo=N_("Import the office's profile file (step 6), then fetch the receipt again."),
        )

    def verify(content: bytes, sealed: bytes) -> bool:
        verdict = cms.verify(content, sealed, cms.ContentKind.RECEIPT)
        return verdict.intact and is_office(profile, verdict.certificate_der)

    return read_receipt(data, signature, manifest_sha256=delivery.manifest_sha256, verify=verify)


def _keep(ws: Workspace, delivery: Delivery, receipt: Receipt) -> None:
    received = receipt.reception is Reception.RECEIVED
    state = DeliveryState.RECEIVED if received else delivery.state
    if receipt.reception is Reception.QUARANTINED:
        state = DeliveryState.REFUSED
    outbox.update(
        ws.db,
        delivery.id,
        state=state,
        receipt=receipt,
        problem=receipt.problem,
        changed_at=ws.clock.now(),
    )
    version = load(ws, delivery.visit).version
    if received and version.number == delivery.version and version.received_at is None:
        write_sealing(ws, delivery.visit, version.number, {"received_at": receipt.at})
