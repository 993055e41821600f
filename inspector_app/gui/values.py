"""Any field of a visit and any value of it in the interface's words: for showing side by side, never for editing."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import Any

from inspector_app.actions.visits import OpenVisit
from inspector_app.checklist.agreement import Decision
from inspector_app.checklist.assembly import LISTED, SINGLE, known_field
from inspector_app.checklist.canonical import field_from_json, from_json
from inspector_app.checklist.fact import FACT_TYPES, Choice, Choices, Document, FactId, FigureSource
from inspector_app.checklist.fact_kinds import fact_in_words
from inspector_app.checklist.finding import Audience, Deadline, FollowUpState
from inspector_app.checklist.follow_up import Requirement
from inspector_app.checklist.sentences import shortcoming_of
from inspector_app.checklist.template import FactSpec, ItemId
from inspector_app.checklist.visit import (
    Answer,
    Closing,
    FieldKey,
    InspectionKind,
    ItemVerdict,
    NotCheckedReason,
    PersonRole,
    Side,
    SigningMode,
)
from inspector_app.checklist.wording import deadline_in_words, document_in_words, number_in_words
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.cells import cell_text
from inspector_app.gui.dialogs.person import ROLE_WORDS
from inspector_app.gui.figures import comma
from inspector_app.gui.models.ledger import STATES
from inspector_app.gui.widgets.entries import day_text, moment_text
from inspector_app.gui.widgets.fact_shapes import SHAPES, WORDED, taken_apart
from inspector_app.gui.widgets.figure_entries import time_text
from inspector_app.gui.widgets.recommendation_editor import AUDIENCES
from inspector_app.gui.widgets.statements import ASSESSMENT, CLOSINGS, OPINION
from inspector_app.gui.words import KINDS, MODES, NOT_CHECKED_REASONS, SOURCES, VERDICTS

_CHOICES: dict[type, dict[Any, str]] = {
    ItemVerdict: VERDICTS,
    NotCheckedReason: NOT_CHECKED_REASONS,
    FigureSource: SOURCES,
    PersonRole: ROLE_WORDS,
    Side: {Side.TEAM: N_("Inspection team"), Side.UNIT: N_("Inspected unit")},
    Audience: AUDIENCES,
    InspectionKind: KINDS,
    Closing: CLOSINGS,
    SigningMode: MODES,
    FollowUpState: STATES,
    Decision: {Decision.ACCEPTED: N_("Accepted"), Decision.DECLINED: N_("Not accepted")},
}
_PERSON = N_("Person")
_ORDER = N_("Place in the list")
_ITEMS = N_("Items it is about")
_KINDS = {
    "opinion": N_("Opinion of the unit"),
    "assessment": N_("General assessment"),
    "person": _PERSON,
    "finding": N_("Shortcoming"),
    "recommendation": N_("Recommendation"),
    "row": N_("Line of what was examined"),
    "evidence": N_("File or picture"),
    "score": N_("Points"),
    "earlier": N_("Shortcoming of the last inspection"),
    "reported": N_("The unit's report of itself"),
    "traits": N_("About the unit"),
    "paragraph": N_("Agreement on a paragraph"),
    "request": N_("Change that the unit asks for"),
}
_FIELDS: dict[str, dict[str, str]] = {
    "answer": {
        "verdict": N_("Answer"),
        "not_checked": N_("Why it was not checked"),
        "result": N_("For the minutes: result"),
        "note": N_("Internal note (not printed)"),
    },
    "visit": {
        "unit": N_("Inspected unit"),
        "province": N_("Province (with its rank)"),
        "parent_agency": N_("Upper left cell"),
        "team_name": N_("Lower left cell"),
        "title": N_("Title under BIÊN BẢN"),
        "kind": N_("Kind of inspection"),
        "number": N_("Number as typed (may stay empty)"),
        "plan": N_("Inspection plan"),
        "decision": N_("Decision on the inspection"),
        "content": N_("Content of the inspection"),
        "period": N_("Period inspected"),
        "method": N_("Method"),
        "place": N_("Place"),
        "opened_at": N_("Opened at"),
        "closed_at": N_("Closed at"),
        "signing_mode": N_("How it is signed"),
        "closing": N_("How the minutes close"),
        "refusal_reason": N_("Reason of the refusal"),
        "witness": N_("Witness (name, position)"),
        "replaces": N_("Minutes that these replace"),
        "recipients": N_("Recipients (one per line)"),
        "print_empty_headings": N_("Name headings that were not inspected this time"),
        "notice": N_("Notice on every page"),
        "unit_code": N_("Code in the register of units"),
        "scope": N_("Items inspected"),
        "report_due": N_("Report of the unit due by"),
        "earlier_as_of": N_("Open shortcomings of the office as of"),
        "score_table": N_("Table of points"),
    },
    "opinion": dict(OPINION),
    "assessment": dict(ASSESSMENT),
    "person": {
        "side": N_("Side"),
        "role": N_("Role"),
        "honorific": N_("Form of address"),
        "name": N_("Full name"),
        "position": N_("Position"),
        "agency": N_("Agency"),
        "areas": N_("Areas in charge of"),
        "substitutes_for": N_("Stands in for (name)"),
        "absent_reason": N_("Absent with leave, because"),
        "signs_as": N_("Title over the signature, where it differs"),
        "order": _ORDER,
    },
    "finding": {
        "items": _ITEMS,
        "text": N_("Text of the shortcoming"),
        "legal_basis": N_("Legal basis"),
        "remedy": N_("Remedy"),
        "usual_remedy": N_("Usual remedy"),
        "owner": N_("Responsible for carrying out"),
        "deadline": N_("Deadline"),
        "unit_opinion": N_("Opinion of the unit"),
        "recurs": N_("Recurring"),
        "order": _ORDER,
    },
    "recommendation": {
        "audience": N_("To whom"),
        "text": N_("Text of the recommendation"),
        "owner": N_("Responsible for carrying out"),
        "deadline": N_("Deadline"),
        "findings": N_("Shortcomings it covers"),
        "order": _ORDER,
    },
    "row": {
        "number": N_("Number and sign"),
        "issued": N_("Issued on"),
        "abstract": N_("About"),
        "passed": N_("Result"),
        "remark": N_("Remark"),
        "cells": N_("Cells of the table"),
        "order": _ORDER,
    },
    "earlier": {
        "text": N_("Text of the shortcoming"),
        "requirements": N_("What was required then"),
        "items": _ITEMS,
        "visit": N_("Visit that found it"),
        "finding": N_("Shortcoming"),
        "unit": N_("Inspected unit"),
        "found_on": N_("Found on"),
        "document": N_("Where it is written"),
        "legal_basis": N_("Legal basis"),
        "remedy": N_("Remedy"),
        "owner": N_("Responsible for carrying out"),
        "deadline": N_("Deadline"),
        "due_on": N_("Due by"),
        "reported_state": N_("State as reported"),
        "report": N_("Report of the unit on what it put right"),
        "state": N_("State now"),
        "remark": N_("Remark"),
        "continued_by": N_("Shortcoming that takes it up again"),
        "order": _ORDER,
    },
    "reported": {
        "verdict": N_("Answer"),
        "text": N_("In words"),
        "figures": N_("Figures"),
        "evidence": N_("Files and pictures"),
    },
    "evidence": {
        "name": N_("Name of the file"),
        "items": _ITEMS,
        "caption": N_("Caption"),
        "printed": N_("Printed in the minutes"),
        "taken_at": N_("Taken at, by the camera's clock"),
        "marked_from": N_("Photo that the marks were drawn on"),
        "marks": N_("Marks"),
        "personal": N_("Shows data of citizens"),
        "order": _ORDER,
    },
    "paragraph": {
        "agreed": N_("Words that were agreed"),
        "reserved": N_("Reservation about it"),
    },
    "request": {
        "paragraph": N_("Paragraph"),
        "asked": N_("What the unit asks for"),
        "by": N_("Who asks"),
        "decision": N_("Answer of the team"),
        "why": N_("Reason"),
        "order": _ORDER,
    },
    "score": {
        "claimed": N_("Claimed by the unit"),
        "assessed": N_("Assessed by the team"),
        "reason": N_("Reason"),
    },
}


def place_in_words(context: Context, opened: OpenVisit, key: FieldKey) -> tuple[str, str]:
    """Where a field stands ("Item 25a · Answer"), and words by which to know that place, if there are any."""
    entity, field = key
    kind, _, identity = entity.partition(":")
    translate = context.translate
    label = translate(_FIELDS.get(kind, {}).get(field, field))
    if kind == "answer":
        item = opened.template.item(ItemId(identity))
        spec = item.fact(FactId(field)) if item is not None else None
        if spec is not None:
            label = context.worded(spec.label)
        heading = translate(N_("Item {item}")).format(item=identity)
        return f"{heading} · {label}", "" if item is None else context.worded(item.question)
    if kind == "visit":
        return label, ""
    if kind == "traits":
        trait = trait_of(opened, field)
        return f"{translate(_KINDS[kind])} · {label if trait is None else context.worded(trait.label)}", ""
    return f"{translate(_KINDS.get(kind, entity))} · {label}", _known_by(opened, kind, identity)


def value_in_words(context: Context, opened: OpenVisit, key: FieldKey, value: Any) -> str:
    """A field's JSON value; of figures every part, so that two that differ never read the same."""
    entity, field = key
    kind, _, identity = entity.partition(":")
    if value is None:
        return context.translate(N_("(empty)"))
    if not known_field(opened.template, key):
        return str(value)
    path = f"{entity}/{field}"
    item = opened.template.item(ItemId(identity)) if kind == "answer" else None
    spec = item.fact(FactId(field)) if item is not None else None
    if kind == "traits":
        spec = trait_of(opened, field)
    if spec is not None:
        return _fact(context, opened, spec, from_json(FACT_TYPES[spec.kind], value, path))
    if kind == "answer" and field == "note":
        return str(value)
    owner = Answer if kind == "answer" else SINGLE.get(entity) or LISTED[kind]
    if field == "findings":
        texts = [_known_by(opened, "finding", str(own)) or str(own) for own in value]
        return "\n".join(texts) or context.translate(N_("(empty)"))
    if field == "areas":
        headings = {area.id: context.worded(area.heading) for area in opened.template.areas}
        return "\n".join(headings.get(own, own) for own in value) or context.translate(N_("(empty)"))
    if field == "items":
        return ", ".join(value) or context.translate(N_("(empty)"))
    if field == "marks":
        return context.translate(N_("{count} mark(s)")).format(count=len(value))
    return _plain(context, field_from_json(owner, field, value, path))


def _plain(context: Context, value: Any) -> str:
    match value:
        case None | "" | ():
            return context.translate(N_("(empty)"))
        case bool():
            return context.translate(N_("Yes") if value else N_("No"))
        case StrEnum():
            return context.translate(_CHOICES[type(value)][value])
        case tuple():
            return "\n".join(_plain(context, own) for own in value)
    written = next((say for kind, say in _WRITTEN if isinstance(value, kind)), str)
    return written(value)


_WRITTEN: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (datetime, moment_text),
    (date, day_text),
    (time, time_text),
    (Decimal, comma),
    (int, number_in_words),
    (Deadline, deadline_in_words),
    (Document, document_in_words),
    (Requirement, lambda own: f"{own.item}: {own.question}"),
    (Mapping, lambda cells: "; ".join(cell_text(fact, {}) for fact in cells.values())),
)


def trait_of(opened: OpenVisit, field: str) -> FactSpec | None:
    """What the checklist asks of the unit under a name."""
    return next((spec for spec in opened.template.traits if spec.id == field), None)


def _fact(context: Context, opened: OpenVisit, spec: FactSpec, fact: Any) -> str:
    if isinstance(fact, Choice | Choices):
        offered = opened.template.choice_list(spec.choice_list)
        names = {own.name: context.worded(own.label) for own in offered.options} if offered else {}
        return cell_text(fact, names)
    parts = taken_apart(fact)
    labels = SHAPES[spec.kind].parts
    if len(labels) == 1:
        return _plain(context, parts[labels[0].name])
    lines = [fact_in_words(fact)] if spec.kind in WORDED else []
    lines += [
        f"{context.translate(part.label)}: {_plain(context, own)}"
        for part in labels
        if (own := parts.get(part.name)) is not None
    ]
    return "\n".join(line for line in lines if line) or context.translate(N_("(empty)"))


def _known_by(opened: OpenVisit, kind: str, identity: str) -> str:
    """The words people know one thing of several by; none where one of them removed it."""
    visit = opened.visit
    if kind == "person":
        return next((own.name or "" for own in visit.people if own.id == identity), "")
    if kind == "finding":
        finding = next((own for own in visit.findings if own.id == identity), None)
        return "" if finding is None else shortcoming_of(finding, opened.template, visit.answers) or ""
    if kind == "recommendation":
        return next((own.text or "" for own in visit.recommendations if own.id == identity), "")
    if kind == "row":
        row = next((own for own in visit.rows if own.id == identity), None)
        return (
            "" if row is None else " · ".join(text for text in (row.item, row.number, row.abstract) if text)
        )
    if kind == "score":
        return identity
    if kind == "request":
        return next((own.asked or "" for own in visit.requests if own.id == identity), "")
    if kind == "earlier":
        return next((own.text or "" for own in visit.earlier if own.id == identity), "")
    if kind == "reported":
        item = opened.template.item(ItemId(identity))
        return "" if item is None else f"{item.id}. {item.question.vi}"
    if kind == "evidence":
        return next((own.caption or own.name or "" for own in visit.evidence if own.sha256 == identity), "")
    return ""
