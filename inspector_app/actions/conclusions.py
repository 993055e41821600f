"""After the visit: the conclusion notice and what was finally said, the units' reports, letters of reminder."""

from datetime import date, datetime
from pathlib import Path

from inspector_app.actions import office
from inspector_app.actions.visits import load
from inspector_app.actions.workspace import Changed, Workspace
from inspector_app.checklist import exchange
from inspector_app.checklist.citations import Issuer
from inspector_app.checklist.exchange import Record
from inspector_app.checklist.finding import FindingId
from inspector_app.checklist.register import Conclusion, RemediationReport
from inspector_app.checklist.visit import VisitId
from inspector_app.clock import SystemClock
from inspector_app.errors import N_, OfficeError

Attached = tuple[str, bytes]
"""Name and bytes of a file."""


def draft(
    ws: Workspace, visit_id: VisitId, issuer: Issuer | None = None, folder: Path | None = None
) -> bytes:
    """Dự thảo Thông báo kết luận as .docx: from the minutes in the book, else from the visit on this laptop.

    Raises OfficeError, StoreError where neither has the visit.
    """
    from inspector_app.papers import conclusion

    return conclusion.conclusion(_record(ws, folder or office.ledger_folder(ws), visit_id), issuer)


def record(
    folder: Path, conclusion: Conclusion, *, by: str, file: Attached | None = None, at: datetime | None = None
) -> Changed:
    """Record the notice as it was issued: number, days, final wording; the minutes stay as they are.

    OfficeError: OFFICE-CONCLUSION-DAYS, OFFICE-VISIT-UNKNOWN, OFFICE-FINDING-UNKNOWN.
    """
    from inspector_app.office import conclusions
    from inspector_app.office.office import open_office

    conclusions.record(open_office(folder), conclusion, at=at or SystemClock().now(), by=by, file=file)
    return Changed(ledger=True)


def of_visit(folder: Path, visit_id: VisitId) -> Conclusion | None:
    """The notice of a visit, or None while none was recorded."""
    from inspector_app.office import conclusions
    from inspector_app.office.office import open_office

    return conclusions.of_visit(open_office(folder), visit_id)


def report(
    folder: Path, own: RemediationReport, *, by: str, file: Attached | None = None, at: datetime | None = None
) -> Changed:
    """Record what the unit reports to have put right; the finding then waits until the team confirms it."""
    from inspector_app.office import conclusions
    from inspector_app.office.office import open_office

    conclusions.report(open_office(folder), own, at=at or SystemClock().now(), by=by, file=file)
    return Changed(ledger=True)


def reports(folder: Path, visit_id: VisitId, finding: FindingId) -> tuple[RemediationReport, ...]:
    """What the unit reported on a finding, oldest first."""
    from inspector_app.office import conclusions
    from inspector_app.office.office import open_office

    return conclusions.reports(open_office(folder), visit_id, finding)


def kept_file(folder: Path, sha256: str) -> bytes:
    """A notice or report that was attached. OfficeError: OFFICE-FILE."""
    from inspector_app.office.office import open_office

    return open_office(folder).contents.read_file(sha256)


def reminder(
    folder: Path, unit: str, as_of: date, issuer: Issuer | None = None, place: str | None = None
) -> bytes:
    """Công văn đôn đốc as .docx: what the unit and those it took over from owe and is late on `as_of`.

    OfficeError: REMINDER-NOTHING-OVERDUE.
    """
    from inspector_app.papers import reminder as papers

    late = office.ledger_findings(folder, unit=unit, overdue_on=as_of)
    if not late:
        raise OfficeError(
            "REMINDER-NOTHING-OVERDUE",
            N_("No letter of reminder was written: nothing of {unit} is overdue."),
            why=N_(
                "Deadlines in days count only after the day of receipt of the conclusion notice is recorded."
            ),
            todo=N_("Look at the deadlines in the follow-up book."),
            unit=unit,
        )
    name = office.unit_names(folder, unit)[0]
    return papers.reminder(name, late, as_of, issuer or _issuer(folder), place)


def _issuer(folder: Path) -> Issuer:
    """The office; the book that a laptop keeps for itself is none, and the agency stays blank."""
    from inspector_app.office.ledger import LOCAL_NAME
    from inspector_app.office.office import open_office

    name = open_office(folder).name
    return Issuer() if name == LOCAL_NAME else Issuer(name)


def _record(ws: Workspace, folder: Path, visit_id: VisitId) -> Record:
    entered = {visit.visit: visit for visit in office.ledger_visits(folder)} if folder.is_dir() else {}
    if visit_id in entered:
        return office.record_of(folder, entered[visit_id].minutes_sha256)
    opened = load(ws, visit_id)
    return exchange.record(opened.visit, opened.template, drawn_at=ws.clock.now(), draft=1)
