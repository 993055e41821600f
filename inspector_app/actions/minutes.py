"""The minutes as a file: drafts, the sealed bytes, their pages, and the copy for the unit's printer."""

import re
from pathlib import Path

from inspector_app.actions.visits import OpenVisit, load
from inspector_app.actions.workspace import Workspace
from inspector_app.actions.writing import write_sealing
from inspector_app.checklist import exchange
from inspector_app.checklist.folding import fold
from inspector_app.checklist.seal import Stage
from inspector_app.checklist.visit import VisitId
from inspector_app.minutes.pages import PagePicture

__all__ = [
    "PagePicture",
    "current_pdf",
    "draft",
    "draft_handed_out",
    "page_count",
    "page_picture",
    "save_plain_copy",
]


def draft(ws: Workspace, visit_id: VisitId) -> bytes:
    """The minutes as they would read now, marked "DỰ THẢO lần n" on every page."""
    from inspector_app.minutes import pdf

    opened = load(ws, visit_id)
    now = ws.clock.now()
    asked = ws.logic(opened.visit.template.sha256).asked(opened.visit, now)
    record = exchange.record(asked, opened.template, drawn_at=now, draft=opened.version.drafts + 1)
    return pdf.draw(record, ws.files.read)


def current_pdf(ws: Workspace, visit_id: VisitId) -> bytes:
    """The sealed or signed file, byte for byte; a draft while the visit is open."""
    opened = load(ws, visit_id)
    if opened.stage is Stage.CHECKING or opened.version.file_sha256 is None:
        return draft(ws, visit_id)
    return ws.files.read(opened.version.file_sha256)


def draft_handed_out(ws: Workspace, visit_id: VisitId) -> None:
    """Count a draft that left the program, so that the next one carries the next number."""
    version = load(ws, visit_id).version
    if version.stage is Stage.CHECKING:
        write_sealing(ws, visit_id, version.number, {"drafts": version.drafts + 1})


def page_count(pdf: bytes) -> int:
    from inspector_app.minutes import pages

    return pages.page_count(pdf)


def page_picture(pdf: bytes, index: int, dpi: int, grey: bool = False) -> PagePicture:
    """One page as a picture, signatures included; slow enough to belong into a task."""
    from inspector_app.minutes import pages

    return pages.picture(pdf, index, dpi, grey)


def save_plain_copy(ws: Workspace, visit_id: VisitId, folder: Path) -> Path:
    """Chép tệp để in: a plain PDF for the unit's printer, without attachment; returns where it lies."""
    from inspector_app.minutes import archive
    from inspector_app.store.export import write_whole

    opened = load(ws, visit_id)
    target = folder / f"{plain_name(opened)}.pdf"
    write_whole(target, archive.plain_copy(current_pdf(ws, visit_id)))
    draft_handed_out(ws, visit_id)
    return target


def plain_name(opened: OpenVisit) -> str:
    """BienBan_KTCCHC_<DonVi>_<yyyymmdd>, ASCII only; the day is left out while it is unknown."""
    words = re.findall(r"[a-z0-9]+", fold(opened.visit.details.unit or ""))
    day = opened.visit.details.opened_at
    parts = ["BienBan", "KTCCHC", "".join(word.capitalize() for word in words)[:40]]
    return "_".join(part for part in [*parts, day.strftime("%Y%m%d") if day else ""] if part)


def attached_data(pdf: bytes) -> bytes:
    """The canonical JSON inside a PDF of minutes. Raises MinutesError."""
    from inspector_app.minutes import archive

    return archive.attached_record(pdf)
