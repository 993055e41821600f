"""Names of human acts, so that Undo says what it will take back."""

from collections.abc import Sequence

from inspector_app.checklist.template import RESERVED_FIELDS
from inspector_app.checklist.visit import FieldKey
from inspector_app.errors import N_
from inspector_app.i18n import Translate

_ANSWER_FIELDS = {
    "verdict": N_("answer of item {item}"),
    "not_checked": N_("answer of item {item}"),
    "result": N_("result sentence of item {item}"),
    "note": N_("internal note of item {item}"),
}
_ENTITIES = {
    "visit": N_("details of the visit"),
    "opinion": N_("opinion of the unit"),
    "assessment": N_("general assessment"),
    "person": N_("people"),
    "traits": N_("what the unit is like"),
    "reported": N_("self-check of the unit"),
    "finding": N_("shortcoming"),
    "earlier": N_("shortcoming of the last inspection"),
    "recommendation": N_("recommendation"),
    "row": N_("list of what was examined"),
    "evidence": N_("files and pictures"),
    "score": N_("points"),
    "paragraph": N_("agreement on a paragraph"),
    "request": N_("change that the unit asks for"),
}
_MARKS = N_("marks on a photo")
_SEVERAL = N_("answers of {count} items")
_FIGURE = N_("figures of item {item}")


def act_place(fields: Sequence[FieldKey]) -> FieldKey:
    """The field that people remember an act by: a tick may bring its ready shortcoming along and is still a tick."""
    return next((key for key in fields if key[0].startswith("answer:")), fields[0])


def act_name(fields: Sequence[FieldKey], translate: Translate) -> str:
    """What an act changed, in the interface's language: "kết luận mục 25a"."""
    answered = dict.fromkeys(entity for entity, _field in fields if entity.startswith("answer:"))
    if len(answered) > 1:
        return translate(_SEVERAL).format(count=len(answered))
    entity, field = act_place(fields)
    kind, _, identity = entity.partition(":")
    if kind == "answer":
        msgid = _ANSWER_FIELDS[field] if field in RESERVED_FIELDS else _FIGURE
        return translate(msgid).format(item=identity)
    if kind == "evidence" and any(name == "marks" for _entity, name in fields):
        return translate(_MARKS)
    return translate(_ENTITIES.get(kind, N_("last change")))
