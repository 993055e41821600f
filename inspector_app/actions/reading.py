"""Thông qua biên bản: the minutes paragraph by paragraph, and what both sides say to each. Only printed words are here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from inspector_app.actions.answers import FieldChange
from inspector_app.actions.visits import OpenVisit, load
from inspector_app.actions.workspace import Changed, Workspace
from inspector_app.actions.writing import differing, new_id, write
from inspector_app.checklist import agreement, amending, exchange
from inspector_app.checklist.agreement import Decision, Paragraph, Passage, Request
from inspector_app.checklist.amending import Source
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import Closing, VisitId
from inspector_app.errors import N_, VisitError
from inspector_app.minutes.blocks import Extent
from inspector_app.store import visits

__all__ = ["Extent", "Heard", "Paragraph", "Source"]

APART = ("paragraph:", "request:")
"""Entities that are about the minutes and stand in none: they change no word of them."""


@dataclass(frozen=True, slots=True)
class Heard:
    """The words of the minutes as a visit gives them now."""

    passages: tuple[Passage, ...]
    joined: Mapping[str, tuple[ItemId, ...]] = field(default_factory=dict)
    """Of a paragraph of results, the items that it speaks of."""

    def names(self, paragraph: str) -> tuple[str, ...]:
        """Under which what was said to it may be kept: joined results may begin with another item later."""
        own = tuple(f"result:{item}" for item in self.joined.get(paragraph, ()))
        return (paragraph, *(name for name in own if name != paragraph))


def hear(ws: Workspace, opened: OpenVisit, extent: Extent | None = None) -> Heard:
    """What the draft minutes of an open visit print; `extent`, where it is known, is what the closing says of pages."""
    from inspector_app.minutes.paragraphs import passages

    record = _record(ws, opened)
    joined = {f"result:{own.items[0]}": own.items for heading in record.headings for own in heading.results}
    return Heard(passages(record, extent), joined)


def extent(ws: Workspace, visit_id: VisitId) -> Extent:
    """How many pages the minutes have now; as slow as drawing them. Raises MinutesError."""
    from inspector_app.minutes import pdf

    return pdf.extent(_record(ws, load(ws, visit_id)), ws.files.read)


def paragraphs(ws: Workspace, visit_id: VisitId) -> tuple[Paragraph, ...]:
    """Headings and paragraphs in the order of the pages, each with what both sides said to it."""
    opened = load(ws, visit_id)
    return standing_of(opened, hear(ws, opened))


def standing_of(opened: OpenVisit, heard: Heard) -> tuple[Paragraph, ...]:
    """The same of words that were heard already."""
    visit = opened.visit
    asked: dict[str, list[Request]] = {}
    for request in visit.requests:
        asked.setdefault(request.paragraph, []).append(request)
    reservation = visit.opinion.reservation or ""
    found = []
    for passage in heard.passages:
        if passage.id is None:
            found.append(Paragraph(passage))
            continue
        names = heard.names(passage.id)
        own = agreement.found_under(names, visit.agreements)
        requests = tuple(request for name in names for request in asked.get(name, ()))
        by_hand = [source for source in amendable(opened, heard, passage.id) if source.by_hand]
        found.append(
            Paragraph(
                passage,
                agreement.state_of(passage.said, own, requests, reservation),
                own,
                requests,
                bool(by_hand),
                any(amending.out_of_step(visit, source) for source in by_hand),
            )
        )
    return tuple(found)


def amendable(opened: OpenVisit, heard: Heard, paragraph: str) -> tuple[Source, ...]:
    """The fields to amend a paragraph by; none where only its own page can."""
    return amending.sources(opened.visit, opened.template, paragraph, heard.joined.get(paragraph, ()))


def agree(ws: Workspace, visit_id: VisitId, agreed: Sequence[Passage]) -> Changed:
    """Đã thống nhất: to these words, as they were shown, in one act. VisitError VISIT-SEALED."""
    return _write(ws, visit_id, [(f"paragraph:{own.id}", "agreed", own.said) for own in agreed if own.id])


def disagree(ws: Workspace, visit_id: VisitId, paragraph: Paragraph) -> Changed:
    """Take the agreement back. VisitError VISIT-SEALED."""
    return _write(ws, visit_id, _withdrawal(paragraph))


def ask_change(
    ws: Workspace, visit_id: VisitId, paragraph: Paragraph, asked: str, by: str | None = None
) -> Changed:
    """Đơn vị đề nghị sửa: in its own words; what was agreed is open again. VisitError VISIT-SEALED, READING-WORDS."""
    entity = f"request:{new_id()}"
    own = {
        "paragraph": paragraph.id,
        "order": len(visits.names(ws.db, visit_id, "request")),
        "asked": _required(asked),
        "by": (by or "").strip() or None,
    }
    changes: list[FieldChange] = [(entity, name, value) for name, value in own.items()]
    return _write(ws, visit_id, [*changes, *_withdrawal(paragraph)])


def answer_change(
    ws: Workspace, visit_id: VisitId, request: Request, decision: Decision, why: str | None = None
) -> Changed:
    """The team's answer to a change that was asked for. VisitError VISIT-SEALED."""
    return _write(ws, visit_id, _answer(request, decision, why))


def reserve(ws: Workspace, visit_id: VisitId, paragraph: Paragraph, words: str) -> Changed:
    """Bảo lưu ý kiến: the unit signs and keeps another opinion on a paragraph, which is printed among its opinions.

    The minutes then close with the reservation; what is asked for and has no answer is declined by it.
    VisitError VISIT-SEALED, READING-WORDS.
    """
    held = visits.entities(ws.db, visit_id, ("opinion", "visit"))
    line = agreement.reserving(paragraph.passage.said, _required(words))
    reservation = agreement.added_reservation(held["opinion"].get("reservation"), line)
    changes: list[FieldChange] = [
        ("opinion", "reservation", reservation),
        (f"paragraph:{paragraph.id}", "reserved", line),
        *_withdrawal(paragraph),
    ]
    if held["visit"].get("closing", Closing.AGREED) == Closing.AGREED:
        changes.append(("visit", "closing", Closing.RESERVED))
    for request in paragraph.requests:
        if request.decision is None:
            changes += _answer(request, Decision.DECLINED, None)
    return _write(ws, visit_id, changes)


def rewrite(
    ws: Workspace,
    visit_id: VisitId,
    amended: Sequence[tuple[Source, object]],
    request: Request | None = None,
) -> Changed:
    """Other words for a paragraph, in the fields behind it, as one act; with a `request` that act accepts it.

    A sentence that reads as the ready one is the ready one again. VisitError VISIT-SEALED, VISIT-VALUE.
    """
    changes: list[FieldChange] = []
    for source, value in amended:
        text = value.strip() if isinstance(value, str) else value
        kept = None if text in ("", source.ready) else text
        changes.append((source.entity, source.field, kept))
    answered = [] if request is None else _answer(request, Decision.ACCEPTED, None)
    return _write(ws, visit_id, [*differing(ws, visit_id, changes), *answered])


def set_end(ws: Workspace, visit_id: VisitId, closed_at: datetime | None) -> Changed:
    """When the minutes were closed, which their last sentence says. VisitError VISIT-SEALED."""
    return _write(ws, visit_id, [("visit", "closed_at", closed_at)])


def _record(ws: Workspace, opened: OpenVisit) -> exchange.Record:
    sealed = opened.version.seal
    now = ws.clock.now() if sealed is None else sealed.sealed_at
    asked = ws.logic(opened.visit.template.sha256).asked(opened.visit, now)
    return exchange.record(asked, opened.template, drawn_at=now, draft=opened.version.drafts + 1)


def _withdrawal(paragraph: Paragraph) -> list[FieldChange]:
    own = paragraph.agreement
    return [] if own is None or own.agreed is None else [(f"paragraph:{own.id}", "agreed", None)]


def _answer(request: Request, decision: Decision, why: str | None) -> list[FieldChange]:
    reason = (why or "").strip() or None
    return [(f"request:{request.id}", "decision", decision), (f"request:{request.id}", "why", reason)]


def _required(words: str) -> str:
    if not words.strip():
        raise VisitError(
            "READING-WORDS",
            N_("Nothing was recorded."),
            why=N_("No words were typed."),
            todo=N_("Write what the unit says, as it says it."),
        )
    return words.strip()


def _write(ws: Workspace, visit_id: VisitId, changes: Sequence[FieldChange]) -> Changed:
    return write(ws, visit_id, changes) if changes else Changed(visit_id)
