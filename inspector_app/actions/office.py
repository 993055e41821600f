"""The office's side: set it up, receive parcels, accept laptops, follow findings until they are fixed.

One computer can be both: the ledger of a workspace is an office in its own folder, made at first need.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from inspector_app.actions.practice import refuse_practice
from inspector_app.actions.visits import load
from inspector_app.actions.workspace import Changed, Workspace
from inspector_app.checklist.authorities import Acceptance, Authority
from inspector_app.checklist.exchange import Record
from inspector_app.checklist.finding import FindingId, FollowUpState
from inspector_app.checklist.handover import FollowUp, KnownDevice, LedgerFinding, LedgerVisit, Received
from inspector_app.checklist.seal import Stage
from inspector_app.checklist.template import ItemId, TemplateRef
from inspector_app.checklist.visit import VisitId
from inspector_app.clock import SystemClock
from inspector_app.errors import N_, OfficeError, VisitError

if TYPE_CHECKING:
    from inspector_app.office.office import Office

Progress = Callable[[int, int], None]


def set_up(folder: Path, name: str) -> str:
    """Make an office: key, certificate, signed profile, empty database. Returns the key's fingerprint."""
    from inspector_app.office import office

    return office.init(folder, name, SystemClock().now()).key.fingerprint


def profile_file(folder: Path) -> Path:
    """The profile that laptops import; its signature lies beside it. OfficeError OFFICE-NOT-SET-UP."""
    from inspector_app.office import office

    return office.open_office(folder).folder / office.PROFILE


def trust_folder(folder: Path) -> Path:
    """Where an office keeps the authorities it believes. OfficeError OFFICE-NOT-SET-UP."""
    from inspector_app.office import office

    return office.open_office(folder).folder / office.TRUST


def trust_authority(
    folder: Path, certificate: bytes, at: datetime | None = None, acceptance: Acceptance | None = None
) -> str:
    """Believe an authority for signatures on minutes; its fingerprint, to compare."""
    from inspector_app.office import office

    moment = at or SystemClock().now()
    return office.trust_authority(office.open_office(folder), certificate, moment, acceptance)


def forget_authority(folder: Path, sha256: str, at: datetime) -> Authority:
    """Believe an authority no longer; what it was. SigningError TRUST-NOT-KEPT."""
    from inspector_app.office import office

    return office.forget_authority(office.open_office(folder), sha256, at)


def receive(
    folder: Path, inbox: Path, progress: Progress, at: datetime | None = None
) -> tuple[Received, ...]:
    """Look at every parcel in `inbox`; looking again adds nothing and writes the same receipts."""
    from inspector_app.office import inbox as door
    from inspector_app.office import office
    from inspector_app.sync.carriers.folder import FolderCarrier

    moment = at or SystemClock().now()
    return door.receive(office.open_office(folder), FolderCarrier(inbox), at=moment, progress=progress)


def enter_file(folder: Path, pdf: bytes, at: datetime | None = None) -> Received:
    """Enter signed minutes that came by any other road (a stick, a message): the file stands by itself."""
    from inspector_app.office import ledger

    return ledger.enter(folder, pdf, at=at or SystemClock().now())


def held(folder: Path) -> tuple[Received, ...]:
    """Parcels that were not taken: waiting for the clerk, or quarantined and why."""
    from inspector_app.office import ledger, office

    return ledger.held(office.open_office(folder))


def devices(folder: Path) -> tuple[KnownDevice, ...]:
    """Every laptop that has sent something or was accepted."""
    from inspector_app.office import ledger, office

    return ledger.devices(office.open_office(folder))


def accept_device(folder: Path, fingerprint: str, at: datetime | None = None) -> None:
    """The clerk compared the fingerprint: this laptop's parcels are taken from the next look on."""
    from inspector_app.office import ledger, office

    ledger.accept_device(office.open_office(folder), fingerprint, at or SystemClock().now())


def ledger_visits(folder: Path) -> tuple[LedgerVisit, ...]:
    """Every visit in the ledger by its newest version; empty where there is no ledger yet."""
    from inspector_app.office import ledger

    opened = _existing(folder)
    return ledger.visits(opened) if opened else ()


def ledger_findings(
    folder: Path, *, settled: bool = False, unit: str | None = None, overdue_on: date | None = None
) -> tuple[LedgerFinding, ...]:
    """What units still owe, the earliest deadline first; all findings with `settled`.

    `unit` is a code or a name, present or former; `overdue_on` keeps what is late on that day.
    """
    from inspector_app.office import ledger

    opened = _existing(folder)
    if opened is None:
        return ()
    return ledger.findings(
        opened, settled=settled, unit=unit, overdue_on=overdue_on, requirement=shipped_requirement
    )


def shipped_requirement(template_id: str, version: str, item: str) -> str | None:
    """Digest of what an item of a checklist that ships (or once did) asks; None where that is not known."""
    from inspector_app.authoring import shelf

    name = next(
        (n for n, ref in shelf.refs().items() if (ref.id, ref.version) == (template_id, version)), None
    )
    found = None if name is None else shelf.read(name).item(ItemId(item))
    return None if found is None else found.digest


def unit_names(folder: Path, unit: str) -> tuple[str, ...]:
    """Names that the unit and its predecessors bore, by the register of units; else `unit` alone."""
    from inspector_app.office import ledger

    opened = _existing(folder)
    return ledger.names(opened, unit) if opened else (unit,)


def record_of(folder: Path, minutes_sha256: str) -> Record:
    """What kept minutes say. OfficeError OFFICE-FILE where their file is gone or damaged."""
    from inspector_app.checklist import exchange
    from inspector_app.minutes import archive
    from inspector_app.office import office

    pdf = office.open_office(folder).contents.read_file(minutes_sha256)
    return exchange.read(archive.attached_record(pdf))


def checklist_of(folder: Path, minutes_sha256: str) -> TemplateRef | None:
    """By which checklist kept minutes were written; None where their file is no longer whole."""
    try:
        return record_of(folder, minutes_sha256).template
    except OfficeError:
        return None


def follow_up(
    folder: Path,
    visit_id: VisitId,
    finding: FindingId,
    state: FollowUpState,
    *,
    by: str,
    note: str | None = None,
    at: datetime | None = None,
) -> Changed:
    """Record what became of a finding; what was recorded before stays readable."""
    from inspector_app.office import ledger, office

    opened = office.open_office(folder)
    ledger.set_state(opened, visit_id, finding, state, at=at or SystemClock().now(), by=by, note=note)
    return Changed(ledger=True)


def follow_up_history(folder: Path, visit_id: VisitId, finding: FindingId) -> tuple[FollowUp, ...]:
    """What was recorded of a finding, oldest first."""
    from inspector_app.office import ledger, office

    return ledger.history(office.open_office(folder), visit_id, finding)


def rebuild(folder: Path) -> int:
    """Make the database anew from the kept files; how many visits it holds then."""
    from inspector_app.office import office
    from inspector_app.office import rebuild as again

    return again.rebuild(office.open_office(folder))


def profile_data(folder: Path) -> tuple[bytes, bytes]:
    """The profile that laptops import, and its signature."""
    from inspector_app.office import office

    return office.profile_data(office.open_office(folder))


def share(ws: Workspace, folder: Path, checklists: Sequence[str] = ()) -> tuple[int, int]:
    """Write the office's profile anew with the checklists that are published on this computer (those named, or
    all that do not ship) and its tables of points; how many of each."""
    from inspector_app.actions import score_tables, templates
    from inspector_app.office import office

    given = templates.to_share(ws, checklists)
    tables = tuple(line.table for line in score_tables.tables(ws))
    office.share(office.open_office(folder), given, tables, ws.clock.now())
    return len(given), len(tables)


def copy_database(folder: Path, target: Path) -> None:
    """A copy of the office's database to look at; `target` must not exist."""
    from inspector_app.office import central, office

    central.copy(office.open_office(folder).engine, target)


def ledger_folder(ws: Workspace) -> Path:
    """Where the ledger of this computer lies."""
    return ws.folder / "office"


def existing_ledger(ws: Workspace) -> "Office | None":
    """The ledger of this computer, or None where there is none yet."""
    return _existing(ledger_folder(ws))


def open_local_ledger(ws: Workspace) -> Path:
    """The ledger's folder, set up silently where there is none: no keys, server or command line needed.

    It believes from the first whom this computer believes.
    """
    from inspector_app.office import ledger, office
    from inspector_app.signing import trust

    folder = ledger_folder(ws)
    if _existing(folder) is None:
        made = office.init(folder, ledger.LOCAL_NAME, ws.clock.now())
        for own in trust.kept(ws.folder / "trust"):
            office.trust_authority(made, own.der, ws.clock.now(), own.acceptance)
    return folder


def local_ledger(ws: Workspace) -> Path | None:
    """The ledger's folder on this computer; None while there is none."""
    folder = ledger_folder(ws)
    return None if _existing(folder) is None else folder


def enter_ledger(ws: Workspace, visit_id: VisitId) -> Changed:
    """Lưu vào sổ theo dõi trên máy này: the signed version, from the same bytes that would be sent.

    Raises VisitError LEDGER-NOT-SIGNED, PRACTICE-NOT-SENT, ParcelError for minutes that do not hold.
    """
    from inspector_app.office import ledger
    from inspector_app.signing import trust

    refuse_practice(visit_id)
    version = load(ws, visit_id).version
    if version.stage not in (Stage.SIGNED, Stage.SENT, Stage.RECEIVED) or version.file_sha256 is None:
        raise VisitError(
            "LEDGER-NOT-SIGNED",
            N_("The visit was not entered into the ledger."),
            why=N_("Its minutes are not signed yet."),
            todo=N_("Sign at step 5 first; a signed copy in ink counts as soon as it is recorded."),
        )
    trusted = trust.load(ws.folder / "trust")
    ledger.enter(
        ledger_folder(ws),
        ws.files.read(version.file_sha256),
        at=ws.clock.now(),
        authorities=(*trusted.roots, *trusted.intermediates),
    )
    return Changed(visit_id, ledger=True)


def _existing(folder: Path) -> "Office | None":
    from inspector_app.office import office

    try:
        return office.open_office(folder)
    except OfficeError as error:
        if error.code == "OFFICE-NOT-SET-UP":
            return None
        raise
