"""A verification in words: integrity and trust as word, shape and colour, then every remark as a sentence."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from inspector_app.actions.signing import Verification
from inspector_app.checklist.handover import Grade
from inspector_app.checklist.verdict import (
    REMARK_SENTENCES,
    Integrity,
    Note,
    SignatureVerdict,
    SignerRole,
    Trust,
)
from inspector_app.clock import ZONE
from inspector_app.errors import N_
from inspector_app.gui import theme
from inspector_app.gui.bridge import Context
from inspector_app.gui.theme import GRID, Ink, role
from inspector_app.gui.widgets.entries import moment_text
from inspector_app.gui.widgets.sections import words
from inspector_app.i18n import explain

SIGNERS = {
    SignerRole.UNIT: N_("Representative of the unit"),
    SignerRole.LEADER: N_("Team leader"),
    SignerRole.SECRETARY: N_("Secretary"),
}
INTEGRITY: dict[Integrity, tuple[str, str, Ink]] = {
    Integrity.INTACT: (N_("Intact"), "yes", "GOOD"),
    Integrity.CHANGED: (N_("Changed after signing"), "no", "POOR"),
    Integrity.UNREADABLE: (N_("Cannot be read"), "no", "POOR"),
}
TRUST: dict[Trust, tuple[str, str, Ink]] = {
    Trust.TRUSTED: (N_("Trusted"), "yes", "GOOD"),
    Trust.NOT_TRUSTED: (N_("Not trusted"), "no", "POOR"),
    Trust.UNKNOWN: (N_("Origin not confirmed"), "warning", "FAIR"),
}
GRADES = {
    Grade.EQUAL_BYTES: N_("The pages drawn again from the data inside equal these pages, byte for byte."),
    Grade.EQUAL_OBJECTS: N_("The pages drawn again from the data inside equal these pages."),
    Grade.EQUAL_TEXT_AND_PLACE: N_(
        "The pages drawn again from the data inside have the same text in the same places (drawn by another release)."
    ),
    Grade.DIFFERENT: N_("The pages differ from the data inside."),
}


def mark(word: str, shape: str, ink: Ink) -> QWidget:
    """One state as shape, colour and word."""
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(GRID // 2)
    picture = QLabel()
    theme.show_icon(picture, shape, ink)
    row.addWidget(picture)
    row.addWidget(QLabel(word))
    whole.setAccessibleName(word)
    return whole


def note_sentence(note: Note, translate: Callable[[str], str]) -> str:
    """A remark as a sentence; signature fields are called by who signs there."""
    detail = note.detail
    for signer, text in SIGNERS.items():
        detail = detail.replace(signer.value, translate(text))
    return translate(REMARK_SENTENCES[note.remark]).format(detail=detail)


def place_words(field: str, translate: Callable[[str], str]) -> str:
    """Whose place a signature field is."""
    return translate(SIGNERS[SignerRole(field)]) if field in set(SignerRole) else field


class SignatureView(QFrame):
    """What one signature proves."""

    def __init__(self, context: Context, verdict: SignatureVerdict, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        translate = context.translate
        role(self, "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, GRID, GRID, GRID)
        column.setSpacing(GRID // 2)
        signer = verdict.signer or translate(N_("Nobody named in the certificate"))
        column.addWidget(role(words(f"{place_words(verdict.field, translate)}: {signer}"), "heading"))
        column.addLayout(_marks(translate, verdict.integrity, verdict.trust))
        self.sentences = [
            translate(N_("Signed at {at} by the signer's own clock.")).format(
                at=moment_text(verdict.signed_at.astimezone(ZONE))
            )
            if verdict.signed_at is not None
            else translate(N_("The signing time is not known.")),
            *(
                [translate(N_("Certificate issued by {issuer}.")).format(issuer=verdict.issuer)]
                if verdict.issuer
                else []
            ),
            translate(
                N_("Covers the whole file as it was at that time.")
                if verdict.covers_everything
                else N_("Does not cover the whole file.")
            ),
            *(note_sentence(note, translate) for note in verdict.notes),
        ]
        column.addWidget(words("\n".join(self.sentences)))


class VerificationView(QWidget):
    """What a whole file proves."""

    def __init__(self, context: Context, found: Verification, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        translate = context.translate
        verdict = found.verdict
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        self.summary = words(_summary(found, translate))
        good = found.valid
        poor = verdict.integrity is not Integrity.INTACT or found.grade is Grade.DIFFERENT
        column.addWidget(role(self.summary, "good" if good else "poor" if poor else "warning"))
        if verdict.signatures:
            column.addLayout(_marks(translate, verdict.integrity, verdict.trust))
        self.sentences = [note_sentence(note, translate) for note in verdict.notes]
        if found.grade is not None:
            self.sentences.append(translate(GRADES[found.grade]))
        self.sentences += found.differences
        if found.problem is not None:
            self.sentences.append(explain(found.problem, translate).text())
        if self.sentences:
            column.addWidget(words("\n".join(self.sentences)))
        for signature in verdict.signatures:
            column.addWidget(SignatureView(context, signature))


def _marks(translate: Callable[[str], str], integrity: Integrity, trust: Trust) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(2 * GRID)
    for word, shape, ink in (INTEGRITY[integrity], TRUST[trust]):
        row.addWidget(mark(translate(word), shape, ink))
    row.addStretch(1)
    return row


def _summary(found: Verification, translate: Callable[[str], str]) -> str:
    """The one sentence a person remembers."""
    verdict = found.verdict
    if verdict.integrity is Integrity.UNREADABLE:
        return translate(N_("This file cannot be read and therefore cannot be verified."))
    if verdict.integrity is Integrity.CHANGED:
        return translate(N_("This file is not what was signed."))
    if found.grade is Grade.DIFFERENT:
        return translate(N_("The signatures hold, but pages and data of this file disagree."))
    if not verdict.signatures:
        return translate(N_("This file carries no digital signature."))
    if found.valid:
        return translate(N_("Every signature is intact and trusted."))
    if verdict.valid:
        return translate(N_("Every signature is intact and trusted, but these are not sealed minutes."))
    if verdict.missing:
        return translate(N_("What is signed is intact; not everybody has signed yet."))
    return translate(N_("Every signature is intact; not every signer's certificate is trusted here."))
