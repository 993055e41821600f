"""Conclusion notices (Thông báo kết luận) and the units' remediation reports, kept beside the minutes.

The minutes are never changed by them: the book shows both wordings.
"""

from dataclasses import replace
from datetime import datetime

from inspector_app.checklist.finding import FindingId
from inspector_app.checklist.register import Conclusion, RemediationReport
from inspector_app.checklist.visit import VisitId
from inspector_app.errors import N_, OfficeError
from inspector_app.office.office import Office


def record(
    office: Office, conclusion: Conclusion, *, at: datetime, by: str, file: tuple[str, bytes] | None = None
) -> Conclusion:
    """Record the notice of a visit as it was issued; recording again replaces what the book says of it.

    `file` is name and bytes of the signed or scanned notice; without it a file kept before stays.
    OfficeError: OFFICE-CONCLUSION-DAYS, OFFICE-VISIT-UNKNOWN, OFFICE-FINDING-UNKNOWN.
    """
    from inspector_app.office import acts

    if conclusion.issued and conclusion.received_on and conclusion.received_on < conclusion.issued:
        raise OfficeError(
            "OFFICE-CONCLUSION-DAYS",
            N_("The conclusion notice was not recorded."),
            why=N_("The unit would have received it before it was issued."),
            todo=N_("Check both days: deadlines count from the day of receipt."),
        )
    _require_findings(office, conclusion)
    _require_after_visit(office, conclusion)
    if file is not None:
        name, data = file
        conclusion = replace(conclusion, file_sha256=office.contents.put_file(data), file_name=name)
    elif conclusion.file_sha256 is None and (before := of_visit(office, conclusion.visit)) is not None:
        conclusion = replace(conclusion, file_sha256=before.file_sha256, file_name=before.file_name)
    acts.perform(office, acts.ConclusionRecorded(conclusion, at, by))
    return conclusion


def of_visit(office: Office, visit: VisitId) -> Conclusion | None:
    """The notice of a visit, or None while none was recorded."""
    from inspector_app.office import book, central

    with central.transaction(office.engine) as session:
        return book.conclusion_of(session, visit)


def report(
    office: Office, own: RemediationReport, *, at: datetime, by: str, file: tuple[str, bytes] | None = None
) -> RemediationReport:
    """Record what the unit reports on a finding, with its file; the finding then waits to be confirmed.

    One that is settled stays so, and the same report again adds nothing. OfficeError: OFFICE-FINDING-UNKNOWN.
    """
    from inspector_app.office import acts, book, central

    if file is not None:
        name, data = file
        own = replace(own, file_sha256=office.contents.put_file(data), file_name=name)
    with central.transaction(office.engine) as session:
        again = own in book.reports_on(session, own.visit, own.finding)
        key = (own.visit, own.finding)
        settled = any(f.state.settled for f in book.findings(session) if (f.visit, f.finding) == key)
    if not again:
        acts.perform(office, acts.RemediationReported(own, at, by, settled))
    return own


def reports(office: Office, visit: VisitId, finding: FindingId) -> tuple[RemediationReport, ...]:
    """What the unit reported on a finding, oldest first."""
    from inspector_app.office import book, central

    with central.transaction(office.engine) as session:
        return book.reports_on(session, visit, finding)


def _require_findings(office: Office, conclusion: Conclusion) -> None:
    from inspector_app.office import acts, book, central

    with central.transaction(office.engine) as session:
        known = {own.finding for own in book.findings(session) if own.visit == conclusion.visit}
    unknown = next((own.finding for own in conclusion.findings if own.finding not in known), None)
    if unknown is not None:
        raise acts.finding_unknown(conclusion.visit, unknown)


def _require_after_visit(office: Office, conclusion: Conclusion) -> None:
    """A day mistyped by a year would count deadlines from before the inspection."""
    from inspector_app.office import book, central

    with central.transaction(office.engine) as session:
        reception = book.newest(session).get(conclusion.visit)
        opened = reception.opened_at.date() if reception and reception.opened_at else None
    if opened and any(day and day < opened for day in (conclusion.issued, conclusion.received_on)):
        raise OfficeError(
            "OFFICE-CONCLUSION-DAYS",
            N_("The conclusion notice was not recorded."),
            why=N_("It would be older than the inspection, which began on {day}."),
            todo=N_("Check both days: deadlines count from the day of receipt."),
            day=f"{opened:%d/%m/%Y}",
        )
