"""What later revisions of a PDF changed, and whether a signature may stand after that. It knows no certificates."""

from typing import TYPE_CHECKING

from inspector_app.errors import N_
from inspector_app.signing import reading
from inspector_app.signing.additions import Additions

if TYPE_CHECKING:
    from pyhanko.pdf_utils.generic import DictionaryObject, PdfObject
    from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader
    from pyhanko.sign.diff_analysis import StandardDiffPolicy
    from pyhanko.sign.validation import EmbeddedPdfSignature

ONLY_EVIDENCE = 1
"""The level of a change that adds evidence (certificates, lists, time stamps) or touches the description."""

DESCRIPTION_PARTS = {"/Info": N_("Info"), "/Metadata": N_("XMP")}


def level_of_foreign_changes(signature: "EmbeddedPdfSignature", additions: Additions) -> int | None:
    """As `level_of_changes` where nothing is strict; a revision of the usual kind is told in little time."""
    if signature.docmdp_level is None and signature.fieldmdp is None:
        later = range(signature.signed_revision + 1, signature.reader.xrefs.total_revisions)
        levels = [additions.level(number) for number in later]
        if None not in levels:
            return max((level for level in levels if level is not None), default=0)
    return level_of_changes(signature, -1)


def level_of_changes(signature: "EmbeddedPdfSignature", strict_until: int) -> int | None:
    """How far the revisions after the signed one went; None where one of them may not be.

    Up to revision `strict_until` a revision may only fill signature fields that were there before;
    after it new signature fields and a changed description are let pass, shown content never.
    """
    reader = signature.reader
    signed = reader.get_historical_resolver(signature.signed_revision)
    allowed = signature.docmdp_level
    highest = 0
    strict, lenient = _policy(strict=True), _policy(strict=False)
    for number in range(signature.signed_revision + 1, reader.xrefs.total_revisions):
        revision = reader.get_historical_resolver(number)
        is_strict = number <= strict_until
        if is_strict and (_fields(revision) != _fields(signed) or description_changes(reader, number)):
            return None
        policy = strict if is_strict else lenient
        try:
            result = policy.apply(signed, revision, field_mdp_spec=signature.fieldmdp, doc_mdp=allowed)
        except Exception:  # noqa: BLE001 - refused, or built so that nobody can tell what it changed
            return None
        highest = max(highest, result.modification_level.value)
    if allowed is not None and highest > allowed.value:
        return None
    return highest


def description_changes(reader: "PdfFileReader", number: int) -> tuple[str, ...]:
    """Which parts of the description (not of the pages) revision `number` touched."""
    before, after = reader.get_historical_resolver(number - 1), reader.get_historical_resolver(number)
    written = after.explicit_refs_in_revision()  # type: ignore[no-untyped-call]
    changed = []
    for key, label in DESCRIPTION_PARTS.items():
        old, new = _description(before, key), _description(after, key)
        if old != new or getattr(new, "reference", None) in written:
            changed.append(label)
    return tuple(changed)


def has_other_fields(reader: "PdfFileReader") -> bool:
    """Whether the form asks for anything but signatures: a field's value could be shown instead of the text."""
    form = reading.value(reader.root, "/AcroForm", None)
    if form is None:
        return False
    return "/XFA" in form or any(
        _asks_for_more(field.get_object()) for field in reading.value(form, "/Fields", ())
    )


def _asks_for_more(field: "DictionaryObject") -> bool:
    kids = reading.value(field, "/Kids", ())
    return reading.value(field, "/FT", None) != "/Sig" or any("/T" in kid.get_object() for kid in kids)


def _description(revision: "HistoricalResolver", key: str) -> "PdfObject | None":
    holder = revision.trailer_view if key == "/Info" else revision.root
    return holder.raw_get(key) if key in holder else None


def _fields(revision: "HistoricalResolver") -> list[object]:
    form = reading.value(revision.root, "/AcroForm", None)
    fields = () if form is None else reading.value(form, "/Fields", ())
    return [getattr(field, "reference", None) for field in fields]


def _policy(*, strict: bool) -> "StandardDiffPolicy":
    """What a revision may change. Strict: fill signature fields that exist, add evidence, nothing else.

    Otherwise also add visible signature fields and rewrite the description, as a clerk's seal does.
    """
    from pyhanko.sign import diff_analysis as diff

    rules: list[diff.WhitelistRule] = [diff.DSSCompareRule(), diff.ObjectStreamRule(), diff.XrefStreamRule()]
    if not strict:
        rules += [diff.DocInfoRule(), diff.MetadataUpdateRule()]  # type: ignore[no-untyped-call]
    evidence = diff.ModificationLevel.LTA_UPDATES
    creation = diff.SigFieldCreationRule()  # type: ignore[no-untyped-call]
    filling = diff.SigFieldModificationRule(allow_in_place_appearance_stream_changes=not strict)
    return diff.StandardDiffPolicy(
        global_rules=[
            diff.CatalogModificationRule(),  # type: ignore[no-untyped-call]
            *(rule.as_qualified(evidence) for rule in rules),
        ],
        form_rule=diff.FormUpdatingRule(
            [creation, filling], ignored_acroform_keys={"/Fields"} if strict else None
        ),
    )
