"""The window's words for what a check of e-documents found: outcomes, holders, marks, sums; word and shape together."""

from collections.abc import Mapping

from inspector_app.checklist.e_documents import (
    TRAIT_SENTENCES,
    Examination,
    ExaminedDocument,
    HolderKind,
    Mark,
    Method,
    Outcome,
    SeenSignature,
    outcome,
)
from inspector_app.checklist.examination_changes import Difference, DifferenceKind
from inspector_app.checklist.fact import percentage
from inspector_app.checklist.verdict import Remark, Trust
from inspector_app.checklist.wording import percent_in_words
from inspector_app.errors import N_
from inspector_app.gui.theme import Ink
from inspector_app.i18n import Translate

OUTCOMES: dict[Outcome, tuple[str, str, Ink]] = {
    Outcome.YES: (N_("Yes"), "yes", "GOOD"),
    Outcome.NO: (N_("No"), "no", "POOR"),
    Outcome.UNDECIDED: (N_("Not clear"), "warning", "FAIR"),
}
QUESTIONS = {
    "personal": N_("Signature of the competent person"),
    "agency": N_("Signature of the agency"),
    "both": N_("Both signatures"),
}
HOLDERS = {
    HolderKind.PERSON: N_("A person"),
    HolderKind.AGENCY: N_("Agency"),
    HolderKind.UNKNOWN: N_("Person or agency: not clear"),
}
MARKS = {
    Mark.APPROVAL: N_("signs the document"),
    Mark.INITIAL: N_("initials"),
    Mark.NUMBER: N_("number of the document"),
    Mark.DATE: N_("date of the document"),
    Mark.SEAL: N_("seal of the agency"),
    Mark.TIMESTAMP: N_("time stamp"),
    Mark.OTHER: None,
}
CHAINS: dict[Trust, tuple[str, str, Ink]] = {
    Trust.TRUSTED: (N_("Certificate: valid"), "yes", "GOOD"),
    Trust.NOT_TRUSTED: (N_("Certificate: not valid"), "no", "POOR"),
    Trust.UNKNOWN: (N_("Certificate: cannot be decided without the network"), "warning", "FAIR"),
}
UNTRACED: tuple[str, str, Ink] = (
    N_("Certificate: does not lead to a root trusted on this computer"),
    "warning",
    "FAIR",
)
DIFFERENCES = {
    DifferenceKind.NEW: N_("New"),
    DifferenceKind.GONE: N_("No longer there"),
    DifferenceKind.OTHER_FILE: N_("Another file"),
    DifferenceKind.OTHER_OUTCOME: N_("Another outcome"),
    DifferenceKind.OTHER_SIGNER: N_("Another signer"),
}


def said_of(document: ExaminedDocument, translate: Translate, *, chains: bool = False) -> tuple[str, ...]:
    """Everything that is to be said of a document, one sentence each.

    With `chains` also that a certificate leads nowhere; where no root is known, that is said once of all of them.
    """
    told = [translate(TRAIT_SENTENCES[own.trait]).format(detail=own.detail) for own in document.said]
    if chains and rests_on_untraced(document):
        told.append(translate(N_("Certificate does not lead to a trusted root on this computer.")))
    return tuple(told)


def untraced(seen: SeenSignature) -> bool:
    """Whether a signature's certificate leads to no root that this computer believes in, and nothing worse."""
    noted = any(note.remark is Remark.CHAIN_UNKNOWN for note in seen.verdict.notes)
    return noted and seen.verdict.trust is Trust.UNKNOWN


def rests_on_untraced(document: ExaminedDocument) -> bool:
    """Whether any of its signatures is untraced; a time stamp is none that a document needs."""
    return any(untraced(seen) for seen in document.signatures if seen.mark is not Mark.TIMESTAMP)


def chain_of(seen: SeenSignature) -> tuple[str, str, Ink]:
    """Word, shape and ink of whether its certificate can be believed."""
    return UNTRACED if untraced(seen) else CHAINS[seen.verdict.trust]


def signer_of(seen: SeenSignature, translate: Translate) -> str:
    """Who signed, as the certificate names him."""
    if seen.holder is not None:
        return seen.holder.name
    return seen.verdict.signer or translate(N_("Nobody named in the certificate"))


def approvers_of(document: ExaminedDocument, translate: Translate) -> str:
    """Who signed as a person, each once, with the post that stands there."""
    people = [
        f"{signer_of(seen, translate)} ({seen.title})" if seen.title else signer_of(seen, translate)
        for seen in document.signatures
        if seen.holder is None or seen.holder.kind is not HolderKind.AGENCY
    ]
    return "; ".join(dict.fromkeys(people))


def sums(examination: Examination, of: str, translate: Translate) -> str:
    """How many there are, have it, lack it, are undecided: "30 documents: 21 pass, 7 fail (23,3%), 2 not clear"."""
    counts: Mapping[Outcome, int] = examination.outcomes(of)
    total = len(examination.examined)
    if not total and examination.not_handed_over:
        none = (
            N_("None of the {count} drawn documents is in the folder. Another folder, or another draw?")
            if examination.selection.method is Method.RANDOM
            else N_(
                "None of the {count} documents of the register is in the folder. Another folder or register?"
            )
        )
        return translate(none).format(count=len(examination.not_handed_over))
    if not total:
        return translate(N_("No PDF document was found to examine."))
    parts = [translate(N_("{count} pass")).format(count=counts[Outcome.YES])]
    share = percentage(counts[Outcome.NO], total)
    failing = translate(N_("{count} fail")).format(count=counts[Outcome.NO])
    parts.append(f"{failing} ({percent_in_words(share, 1)})" if share else failing)
    if counts[Outcome.UNDECIDED]:
        parts.append(translate(N_("{count} not clear")).format(count=counts[Outcome.UNDECIDED]))
    if examination.not_handed_over:
        missing = len(examination.not_handed_over)
        parts.append(translate(N_("{count} not handed over")).format(count=missing))
    whole = translate(N_("{count} documents")).format(count=total)
    return f"{whole}: {', '.join(parts)}"


def called(document: ExaminedDocument) -> str:
    """Its number, else its file."""
    return document.number or document.name or "–"


def difference_in_words(difference: Difference, translate: Translate) -> str:
    """What of a document is not as it was: "no → yes", "Trần Thị Mẫu → nobody"."""
    before, after = difference.before, difference.after
    if before is None or after is None:
        own = after or before
        return "" if own is None else _outcomes(own, translate)
    match difference.kind:
        case DifferenceKind.OTHER_OUTCOME:
            told = [
                f"{translate(QUESTIONS[of])}: {_word(old, translate)} → {_word(new, translate)}"
                for of, old, new in (
                    ("personal", before.personal, after.personal),
                    ("agency", before.agency, after.agency),
                )
                if old is not new
            ]
            return "\n".join(told)
        case DifferenceKind.OTHER_SIGNER:
            return f"{_signers(before, translate)} → {_signers(after, translate)}"
    if not after.path:
        return translate(N_("The file was not handed over this time."))
    return translate(N_("The file has other content than last time."))


def _outcomes(document: ExaminedDocument, translate: Translate) -> str:
    return "\n".join(
        f"{translate(QUESTIONS[of])}: {_word(outcome(document, of), translate)}"
        for of in ("personal", "agency")
    )


def _word(found: Outcome, translate: Translate) -> str:
    return translate(OUTCOMES[found][0])


def _signers(document: ExaminedDocument, translate: Translate) -> str:
    names = dict.fromkeys(signer_of(seen, translate) for seen in document.signatures)
    return ", ".join(names) or translate(N_("nobody"))
