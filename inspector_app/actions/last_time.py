"""The inspection before this one of the same unit: from this laptop, else from the minutes in the follow-up book."""

from datetime import date, datetime

from inspector_app.actions import office
from inspector_app.actions.follow_up import known_template
from inspector_app.actions.visits import OpenVisit, load
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist import last_time
from inspector_app.checklist.folding import fold
from inspector_app.checklist.handover import LedgerVisit
from inspector_app.checklist.last_time import FormerVisit
from inspector_app.clock import ZONE
from inspector_app.errors import UserError
from inspector_app.store import visits
from inspector_app.store.visits import VisitRow


def last_visit(ws: Workspace, opened: OpenVisit) -> FormerVisit | None:
    """What the newest earlier visit to the unit found, read whole: once for a visit, never for a tick.

    It is beside the point of the work at hand: where the book or its minutes cannot be read there is none, and no
    error. Samples are no real unit's past, but for another sample.
    """
    unit = opened.visit.details.unit
    if unit is None:
        return None
    folder = office.ledger_folder(ws)
    try:
        names = {fold(name) for name in (unit, *(office.unit_names(folder, unit) if folder.is_dir() else ()))}
        booked = office.ledger_visits(folder) if folder.is_dir() else ()
    except UserError:
        names, booked = {fold(unit)}, ()
    before = _day(opened.visit.details.opened_at)
    here = [row for row in visits.listing(ws.db) if _earlier(row.id, row.unit, opened, names)]
    kept = max((row for row in here if _row_day(row) < before), key=_row_day, default=None)
    in_book = max(
        (
            own
            for own in booked
            if _earlier(own.visit, own.unit, opened, names) and _day(own.opened_at) < before
        ),
        key=lambda own: _day(own.opened_at),
        default=None,
    )
    if kept is not None and (in_book is None or _row_day(kept) >= _day(in_book.opened_at)):
        former = load(ws, kept.id)
        answers = last_time.of_visit(former.visit, former.template, opened.template)
        return FormerVisit(kept.id, _row_day(kept), answers)
    return None if in_book is None else _of_book(ws, in_book, opened)


def _of_book(ws: Workspace, own: LedgerVisit, opened: OpenVisit) -> FormerVisit | None:
    try:
        record = office.record_of(office.ledger_folder(ws), own.minutes_sha256)
    except UserError:
        return None
    template = known_template(ws, record.template.sha256)
    answers = last_time.of_record(record, template, opened.template)
    return FormerVisit(own.visit, None if own.opened_at is None else _day(own.opened_at), answers)


def _earlier(visit: str, unit: str | None, opened: OpenVisit, names: set[str]) -> bool:
    if visit == opened.visit.id or unit is None or fold(unit) not in names:
        return False
    return opened.visit.id.startswith("sample-") or not visit.startswith("sample-")


def _row_day(row: VisitRow) -> date:
    return _day(row.opened_at or row.created_at)


def _day(moment: datetime | None) -> date:
    """The day of a visit; one without a day is the newest there can be."""
    return date.max if moment is None else moment.astimezone(ZONE).date()
