"""One examined document in words: what is to be said of it, and every signature with whom, when, how and whether it holds."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from inspector_app.checklist.e_documents import ExaminedDocument, Outcome, SeenSignature, Trait
from inspector_app.checklist.verdict import Remark
from inspector_app.clock import ZONE
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.sampling.words import (
    HOLDERS,
    MARKS,
    OUTCOMES,
    QUESTIONS,
    called,
    chain_of,
    said_of,
    signer_of,
    untraced,
)
from inspector_app.gui.theme import GRID, Ink, role, show_icon
from inspector_app.gui.widgets.entries import day_text, moment_text
from inspector_app.gui.widgets.flow import FlowLayout
from inspector_app.gui.widgets.sections import empty_out, words
from inspector_app.gui.widgets.verdict_view import INTEGRITY, note_sentence

WIDTH = 36 * GRID


class DocumentDetail(QScrollArea):
    """Shows one document; what is done with it is asked for by signals."""

    open_asked = Signal()
    decision_asked = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._translate = context.translate
        role(self, "panel")
        self.setAccessibleName(context.translate(N_("The chosen document")))
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(2 * GRID, GRID, GRID, GRID)
        self._column.setSpacing(GRID)
        self.setWidget(inside)
        self.open_button = self.decide_button = QPushButton()
        self.texts: list[str] = []
        self.show_document(None)

    def show_document(self, document: ExaminedDocument | None) -> None:
        """Show what is known of a document; None: of none."""
        empty_out(self._column)
        self.texts = []
        if document is None:
            self._say(self._translate(N_("Choose a document to see its signatures.")), "soft")
        else:
            self._head(document)
            self._add_buttons(document)
            for sentence in said_of(document, self._translate):
                self._say(sentence, "warning")
            self._signatures(document)
        self._column.addStretch(1)
        self.verticalScrollBar().setValue(0)

    def _say(self, text: str, look: str | None = None) -> QLabel:
        label = words(text)
        if look is not None:
            role(label, look)
        self._column.addWidget(label)
        self.texts.append(text)
        return label

    def _head(self, document: ExaminedDocument) -> None:
        _ = self._translate
        day = day_text(document.issued)
        self._say(f"{called(document)} · {day}" if day else called(document), "heading")
        if document.abstract:
            self._say(document.abstract)
        facts = [document.path] if document.path else []
        if document.pages is not None:
            facts.append(_(N_("pages: {count}")).format(count=document.pages))
        if document.register_row is not None:
            facts.append(_(N_("register, line {line}")).format(line=document.register_row))
        if document.signer:
            facts.append(_(N_("to be signed by {name}")).format(name=document.signer))
        if facts:
            self._say(" · ".join(facts), "small")
        for of, found in (("personal", document.personal), ("agency", document.agency)):
            word, shape, ink = OUTCOMES[found]
            text = f"{_(QUESTIONS[of])}: {_(word)}"
            self._column.addWidget(_state(text, shape, ink))
            self.texts.append(text)

    def _add_buttons(self, document: ExaminedDocument) -> None:
        _ = self._translate
        row = QWidget()
        flow = FlowLayout(row, gap=GRID)
        self.open_button = QPushButton(_(N_("Open the file")))
        self.open_button.setEnabled(bool(document.path))
        self.open_button.clicked.connect(self.open_asked)
        self.decide_button = QPushButton(_(N_("Decide by hand …")))
        self.decide_button.clicked.connect(self.decision_asked)
        undecided = Outcome.UNDECIDED in (document.personal, document.agency)
        self.decide_button.setVisible(undecided or document.has(Trait.DECIDED_BY_HAND))
        for button in (self.open_button, self.decide_button):
            button.setAutoDefault(False)
            flow.addWidget(button)
        self._column.addWidget(row)

    def _signatures(self, document: ExaminedDocument) -> None:
        _ = self._translate
        count = len(document.signatures)
        if not count:
            return
        self._say(_(N_("Digital signatures: {count}")).format(count=count), "label")
        for seen in document.signatures:
            view = SignatureCard(self._context, seen)
            self.texts += view.texts
            self._column.addWidget(view)


class SignatureCard(QFrame):
    """One signature: who, as what, when, whether it holds, what came later."""

    def __init__(self, context: Context, seen: SeenSignature, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._translate = _ = context.translate
        role(self, "card")
        signer = signer_of(seen, _)
        self.setAccessibleName(_(N_("Signature of {name}")).format(name=signer))
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID + GRID // 2, GRID, GRID, GRID)
        column.setSpacing(GRID // 2)
        name = f"{signer}, {seen.title}" if seen.title else signer
        column.addWidget(role(words(name), "heading"))
        whose = self._whose(seen)
        column.addWidget(role(words(whose), "small"))
        marks: tuple[tuple[str, str, Ink], ...] = (INTEGRITY[seen.verdict.integrity], chain_of(seen))
        for word, shape, ink in marks:
            column.addWidget(_state(_(word), shape, ink))
        lines = [self._when(seen)]
        if seen.later:
            lines.append(_(N_("Added after the first signature.")))
        if seen.verdict.issuer:
            lines.append(_(N_("Certificate issued by {issuer}.")).format(issuer=seen.verdict.issuer))
        if not seen.verdict.covers_everything:
            lines.append(_(N_("Does not cover the whole file.")))
        told = {Remark.CHAIN_UNKNOWN} if untraced(seen) else frozenset()
        lines += [note_sentence(note, _) for note in seen.verdict.notes if note.remark not in told]
        column.addWidget(words("\n".join(lines)))
        self.texts = [name, whose, *(_(word) for word, _shape, _ink in marks), *lines]

    def _whose(self, seen: SeenSignature) -> str:
        """Person or agency, of which organization, what the signature stands for, on which page."""
        _ = self._translate
        parts: list[str | None] = []
        if seen.holder is not None:
            parts += [_(HOLDERS[seen.holder.kind]), seen.holder.title, seen.holder.unit]
            parts.append(seen.holder.organization)
        meaning = MARKS[seen.mark]
        parts.append(_(meaning) if meaning is not None else None)
        if seen.page is not None:
            parts.append(_(N_("page {page}")).format(page=seen.page))
        else:
            parts.append(_(N_("shown on no page")))
        return " · ".join(dict.fromkeys(part for part in parts if part))

    def _when(self, seen: SeenSignature) -> str:
        _ = self._translate
        at = seen.verdict.signed_at
        if at is None:
            return _(N_("The signing time is not known."))
        if seen.timestamped:
            return _(N_("Signed at {at}, confirmed by a time stamp.")).format(at=_hour(at))
        return _(N_("Signed at {at} by the signer's own clock.")).format(at=_hour(at))


def _hour(at: datetime) -> str:
    """On the clock of the country, as the workbook writes it; files say it in any zone."""
    return moment_text(at.astimezone(ZONE))


def _state(text: str, shape: str, ink: Ink) -> QWidget:
    """A state as shape, colour and word, wrapped where the pane is narrow."""
    whole = QWidget()
    whole.setAccessibleName(text)
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(GRID // 2)
    picture = QLabel()
    show_icon(picture, shape, ink)
    row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(words(text), 1)
    return whole
