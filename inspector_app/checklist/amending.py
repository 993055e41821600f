"""Where a paragraph of the minutes is amended: the fields that its words come from. Pure.

No paragraph has words of its own beside the data. What a person dictates goes into the field behind it, so that pages,
data, checks and annexes cannot say different things; a ready sentence comes back by emptying the field.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from inspector_app.checklist import sentences
from inspector_app.checklist.cautions import missing_figures
from inspector_app.checklist.template import ItemId, Template
from inspector_app.checklist.visit import Closing, FieldKey, Visit

DETAILS = {
    "title": ("title",),
    "opening": ("opened_at", "place", "unit"),
    "scope:content": ("content",),
    "scope:period": ("period",),
    "scope:method": ("method",),
    "replaces": ("replaces",),
    "closing": ("closed_at",),
}
"""Fields of the visit behind a paragraph."""
OPINION = ("response", "difficulties", "proposals", "reservation")
PERSON = ("honorific", "name", "position", "agency")
MEASURES = ("legal_basis", "remedy", "owner", "deadline", "unit_opinion")
RECOMMENDATION = ("text", "owner", "deadline")

_ELSEWHERE: dict[str, FieldKey] = {
    "basis:plan": ("visit", "plan"),
    "basis:decision": ("visit", "decision"),
    "earlier": ("earlier:", "state"),
}


@dataclass(frozen=True, slots=True)
class Source:
    """A field that a paragraph prints."""

    entity: str
    field: str
    value: object
    """As it is kept; None where nothing is, or where the ready sentence stands."""
    ready: str | None = None
    """The sentence that is printed while nobody wrote another."""

    @property
    def by_hand(self) -> bool:
        return self.ready is not None and self.value is not None


def sources(
    visit: Visit, template: Template, paragraph: str, items: Sequence[ItemId] = ()
) -> tuple[Source, ...]:
    """The fields to amend a paragraph by, in the order of its words; `items` are those of joined results. None where
    it is made of figures or choices that only their own page can change: see `elsewhere`."""
    return tuple(_sources(visit, template, paragraph, items))


def elsewhere(paragraph: str) -> FieldKey | None:
    """Where a paragraph without fields of its own is amended."""
    word, _, name = paragraph.partition(":")
    if word in ("sample", "table", "heading"):
        return (f"answer:{name.partition(':')[0]}" if word != "heading" else "answer:", "")
    if word == "signer":
        return "person:", ""
    return _ELSEWHERE.get(paragraph)


def out_of_step(visit: Visit, own: Source) -> bool:
    """Whether a sentence written by hand no longer says a figure that stands behind it."""
    word, _, name = own.entity.partition(":")
    text = own.value if isinstance(own.value, str) else None
    if word == "answer" and own.field == "result":
        return any(missing_figures(text, visit.answer(ItemId(name)).facts))
    if word == "finding" and own.field == "text":
        finding = next((f for f in visit.findings if f.id == name), None)
        items = () if finding is None else tuple(filter(visit.applies, finding.items))
        return any(figure for item in items for figure in missing_figures(text, visit.answer(item).facts))
    return False


def _sources(visit: Visit, template: Template, paragraph: str, items: Sequence[ItemId]) -> Iterator[Source]:
    word, _, name = paragraph.partition(":")
    if paragraph in DETAILS:
        fields: tuple[str, ...] = DETAILS[paragraph]
        if paragraph == "closing" and visit.details.closing is Closing.REFUSED:
            fields += ("refusal_reason", "witness")
        yield from _fields("visit", visit.details, fields)
    elif word == "result":
        yield from _results(visit, template, items or (ItemId(name),))
    elif word == "finding":
        for own in visit.findings:
            if own.id == name:
                ready = sentences.shortcoming_of(
                    replace(own, text=None), template, sentences.printed_answers(visit)
                )
                yield Source(paragraph, "text", own.text, ready)
    elif word == "assessment":
        yield from _fields("assessment", visit.assessment, (name,))
    elif word == "opinion":
        # What the unit says is dictated here; it need not have said any of it before.
        yield from _fields("opinion", visit.opinion, (name, *(own for own in OPINION if own != name)))
    else:
        yield from _listed(visit, template, word, name)


def _listed(visit: Visit, template: Template, word: str, name: str) -> Iterator[Source]:
    """Of people, recommendations and the like, which have a name of their own."""
    if word == "measures":
        for finding in visit.findings:
            if finding.id == name:
                usual = sentences.usual_remedy(finding, template, sentences.printed_answers(visit))
                for own in _fields(f"finding:{name}", finding, MEASURES):
                    ready = usual if own.field == "remedy" and finding.usual_remedy else None
                    yield replace(own, ready=ready)
        return
    parts: dict[str, tuple[Sequence[object], tuple[str, ...]]] = {
        "person": (visit.people, PERSON),
        "recommendation": (visit.recommendations, RECOMMENDATION),
        "earlier": (visit.earlier, ("remark",)),
        "evidence": (visit.evidence, ("caption",)),
    }
    for entity in parts[word][0] if word in parts and name else ():
        if name in (getattr(entity, "id", None), getattr(entity, "sha256", None)):
            yield from _fields(f"{word}:{name}", entity, parts[word][1])


def _results(visit: Visit, template: Template, items: Sequence[ItemId]) -> Iterator[Source]:
    answers = sentences.printed_answers(visit)
    for item_id in items:
        item = template.item(item_id)
        if item is not None and item_id in answers:
            own = answers[item_id]
            ready = sentences.result_of(item, replace(own, result=None), template.choice_lists)
            yield Source(f"answer:{item_id}", "result", own.result, ready)


def _fields(entity: str, holder: object, names: Sequence[str]) -> Iterator[Source]:
    for name in names:
        yield Source(entity, name, getattr(holder, name))
