"""Chốt, reopening, printing and the ink way: what becomes of a version."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from inspector_app.actions.review import review_of
from inspector_app.actions.visits import load
from inspector_app.actions.workspace import Changed, Workspace
from inspector_app.actions.writing import advance, require_open
from inspector_app.checklist import canonical, exchange
from inspector_app.checklist.event import Plane
from inspector_app.checklist.rules import Severity
from inspector_app.checklist.seal import InkSignature, Reopening, Seal, Stage, Version, required_signers
from inspector_app.checklist.verdict import SignerRole
from inspector_app.checklist.visit import Evidence, SigningMode, VisitId
from inspector_app.errors import N_, VisitError
from inspector_app.store import events


def seal(ws: Workspace, visit_id: VisitId, reasons: Mapping[str, str] | None = None) -> Changed:
    """Chốt: fix the record and draw the minutes from it; from here no answer changes.

    `reasons` are what the person gave for keeping a warning, by ReviewLine.key.
    Raises VisitError SEAL-BLOCKED, SEAL-EVIDENCE, VISIT-SEALED, SEAL-CHANGED, SEALING-CHANGED; MinutesError.
    """
    from inspector_app.minutes import pdf, renderer

    # Before the answers are read: whatever is written from here on shows as another head.
    heads = events.chain_heads(ws.db, visit_id, Plane.ANSWERS)
    at = ws.clock.now()
    opened = load(ws, visit_id, at)
    require_open(opened.version)
    lines = review_of(opened)
    blocking = [line for line in lines if line.severity is Severity.BLOCKS]
    if blocking:
        raise VisitError(
            "SEAL-BLOCKED",
            N_("The minutes were not sealed: {count} point(s) must be settled first."),
            why=N_("The first is at {entity}, {field}."),
            todo=N_("Open the review at step 4 and settle what it marks as blocking."),
            count=len(blocking),
            entity=blocking[0].entity,
            field=blocking[0].field,
        )
    _require_files(ws, opened.visit.evidence)
    fixed = Seal(
        version=opened.version.number,
        mode=opened.visit.details.signing_mode,
        signers=required_signers(opened.visit.details.closing),
        sealed_at=at,
        heads=heads,
        renderer=renderer.fingerprint(),
    )
    asked = ws.logic(opened.visit.template.sha256).asked(opened.visit, fixed.sealed_at)
    record = exchange.record(asked, opened.template, drawn_at=fixed.sealed_at, seal=fixed)
    minutes = ws.files.put(pdf.draw(record, ws.files.read))
    kept = {key: reason for key, reason in (reasons or {}).items() if reason}
    with ws.db.write():
        if events.chain_heads(ws.db, visit_id, Plane.ANSWERS) != heads:
            raise _changed_meanwhile()
        return advance(
            ws,
            visit_id,
            opened.version,
            {
                "seal": fixed,
                "record_sha256": canonical.digest(record),
                "print_code": record.print_code,
                "minutes_sha256": minutes,
            },
            reason=canonical.canonical(kept).decode() if kept else None,
        )


def _require_files(ws: Workspace, evidence: Sequence[Evidence]) -> None:
    """Sealed and signed minutes whose originals are not here could never be sent."""
    for own in evidence:
        if not ws.files.has(own.sha256):
            raise VisitError(
                "SEAL-EVIDENCE",
                N_("The minutes were not sealed: the file {name} is not on this computer."),
                why=N_("It was added on another laptop; merging brings its name, not the file itself."),
                todo=N_("Add the same file here too, or take it off the list of evidence."),
                name=own.name or own.sha256[:12],
            )


def reopen(ws: Workspace, visit_id: VisitId, reason: str | None = None) -> Changed:
    """Mở lại: before any signature the print code is void; after one, the next version begins.

    What other laptops sent since Chốt is taken in now.
    A reason is required after a signature (VisitError REOPEN-REASON).
    """
    version = load(ws, visit_id).version
    reason = (reason or "").strip() or None
    if version.stage is Stage.CHECKING:
        raise VisitError(
            "REOPEN-OPEN",
            N_("This visit is not sealed."),
            why=N_("There is nothing to reopen."),
            todo=N_("Go on checking."),
        )
    if not version.signed_any:
        void = ("seal", "record_sha256", "print_code", "minutes_sha256", "printed_at")
        return _reopened(ws, visit_id, version, dict.fromkeys(void), reason)
    if reason is None:
        raise VisitError(
            "REOPEN-REASON",
            N_("Signed minutes were not reopened."),
            why=N_("After a signature, reopening makes a new version and needs a reason."),
            todo=N_("Write why; the signed version stays whole and readable."),
        )
    return _reopened(ws, visit_id, version, {"reopened": Reopening(ws.clock.now(), reason)}, reason)


def _reopened(
    ws: Workspace, visit_id: VisitId, version: Version, fields: dict[str, object], reason: str | None
) -> Changed:
    with ws.db.write():
        changed = advance(ws, visit_id, version, fields, reason)
        late = events.merge(ws.db, visit_id, ())
    return changed | Changed(visit_id, frozenset(event.entity for event in late.insert))


def mark_printed(ws: Workspace, visit_id: VisitId) -> Changed:
    """Đã in, chờ ký tay: the sealed pages left the printer."""
    version = load(ws, visit_id).version
    _require(version.stage in (Stage.SEALED, Stage.PRINTED) and _ink(version.seal))
    return advance(ws, visit_id, version, {"printed_at": ws.clock.now()})


def sign_in_ink(
    ws: Workspace,
    visit_id: VisitId,
    signers: Sequence[SignerRole],
    signed_at: datetime,
    scan: bytes | None = None,
) -> Changed:
    """Đã ký tay: who signed on paper, with the scan now or later; it closes the version.

    VisitError INK-NOT-NOW, INK-NOBODY.
    """
    version = load(ws, visit_id).version
    _require(version.stage in (Stage.SEALED, Stage.PRINTED) and _ink(version.seal))
    if not signers:
        raise VisitError(
            "INK-NOBODY",
            N_("This was not recorded."),
            why=N_("Minutes that nobody signed are not signed."),
            todo=N_("Tick who signed on paper."),
        )
    kept = ws.files.put(scan) if scan else None
    return advance(ws, visit_id, version, {"ink": InkSignature(tuple(signers), signed_at, kept)})


def attach_scan(ws: Workspace, visit_id: VisitId, scan: bytes) -> Changed:
    """Add the scan of the copy signed in ink."""
    version = load(ws, visit_id).version
    if version.ink is None:
        raise _not_now()
    ink = InkSignature(version.ink.signers, version.ink.signed_at, ws.files.put(scan))
    return advance(ws, visit_id, version, {"ink": ink})


def _ink(fixed: Seal | None) -> bool:
    return fixed is not None and fixed.mode is SigningMode.INK


def _require(condition: bool) -> None:
    if not condition:
        raise _not_now()


def _not_now() -> VisitError:
    return VisitError(
        "INK-NOT-NOW",
        N_("This was not recorded."),
        why=N_("The minutes must be sealed for signing in ink, and not yet signed."),
        todo=N_("Choose signing in ink before sealing, then print and sign."),
    )


def _changed_meanwhile() -> VisitError:
    return VisitError(
        "SEAL-CHANGED",
        N_("The minutes were not sealed."),
        why=N_("An answer changed while they were being drawn."),
        todo=N_("Look at the draft again and seal once more."),
    )
