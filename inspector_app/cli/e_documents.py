"""`inspector-app sample e-documents`: do the documents of a folder carry the signatures that they need."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from inspector_app.actions import e_documents as verbs
from inspector_app.actions.drawing import examination_workbook
from inspector_app.checklist.e_documents import (
    LEFT_OUT_SENTENCES,
    TRAIT_SENTENCES,
    Examination,
    ExaminedDocument,
    HolderKind,
    Mark,
    Outcome,
)
from inspector_app.checklist.fact import percentage
from inspector_app.checklist.text import clean
from inspector_app.checklist.verdict import REMARK_SENTENCES, Remark
from inspector_app.checklist.wording import fraction_in_words, method_in_words, percent_in_words
from inspector_app.cli.context import Face, command
from inspector_app.cli.files import write_output
from inspector_app.clock import ZONE
from inspector_app.errors import N_
from inspector_app.i18n import Translate

OUTCOMES = {Outcome.YES: N_("Yes"), Outcome.NO: N_("No"), Outcome.UNDECIDED: N_("Not clear")}
QUESTIONS = {
    "personal": N_("Signature of the competent person"),
    "agency": N_("Signature of the agency"),
    "both": N_("Both signatures"),
}
MARKS = {
    Mark.INITIAL: N_("initials"),
    Mark.NUMBER: N_("number of the document"),
    Mark.DATE: N_("date of the document"),
    Mark.SEAL: N_("seal of the agency"),
    Mark.TIMESTAMP: N_("time stamp"),
}


CALLED = 40
"""Letters of a number or a name in the first column."""
USUAL_LINE = 120
"""Letters of a line where there is no terminal."""


@click.command("e-documents")
@click.argument("folder", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--register",
    type=click.Path(path_type=Path),
    help="Register of outgoing documents (xlsx, xls, csv): its lines are the population.",
)
@click.option("--size", type=click.IntRange(min=1), metavar="N", help="Draw N at random; else look at all.")
@click.option("--seed", metavar="TEXT", help="Draw as it was drawn before; else a seed is made and printed.")
@click.option("--xlsx", type=click.Path(path_type=Path, dir_okay=False), help="Also write a workbook.")
@command
def e_documents(
    face: Face,
    folder: tuple[Path, ...],
    register: Path | None,
    size: int | None,
    seed: str | None,
    xlsx: Path | None,
) -> None:
    """Look whether e-documents are signed by a competent person and by the agency.

    FOLDER may be repeated, and may be a file. Exit code 0 when the run was made, whatever it found.

    \b
    Example:
      inspector-app sample e-documents VanBanDi
      inspector-app sample e-documents VanBanDi --register SoVanBanDi.xlsx --size 30 --seed 20260512
    """
    if seed is not None and size is None:
        raise click.UsageError("--seed needs --size.")
    request = verbs.Request(folder, register, None, size, seed)
    with _stopped_by_keyboard() as stopped, _shown_progress() as progress:
        found = verbs.examine(face.workspace, request, progress, stopped)
    if found is None:
        face.say(N_("Stopped; nothing was kept."))
        raise click.Abort
    if xlsx is not None:
        write_output(xlsx, examination_workbook(found, face.translate))
    face.answer(found, "\n".join(told(found, face.translate)))


def told(examination: Examination, translate: Translate) -> Iterator[str]:
    """The examination as a person reads it: every document, what does not count, the sums."""
    yield f"{clean(examination.folder)}: {_how(examination, translate)}"
    yield ""
    width = max((len(_called(own)) for own in examination.documents), default=0)
    for number, document in enumerate(examination.documents, start=1):
        yield from _document(number, document, width, translate, chains=examination.trusted_roots > 0)
    if examination.beside:
        yield ""
        yield translate(N_("Do not count: {count}")).format(count=len(examination.beside))
        for document in examination.beside:
            yield f"      {_half(document.path)}: {' '.join(_sentences(document, translate))}"
    if examination.left_out:
        yield ""
        yield translate(N_("Left out: {count}")).format(count=len(examination.left_out))
        for own in examination.left_out:
            yield f"      {_half(own.path)}: {translate(LEFT_OUT_SENTENCES[own.kind])}"
    yield ""
    yield from _sums(examination, translate)


def _how(examination: Examination, translate: Translate) -> str:
    """How the documents were chosen, where there are any."""
    chosen = examination.selection
    if not examination.documents:
        return translate(N_("no PDF document was found to examine"))
    how = method_in_words(chosen)
    if chosen.seed is not None:
        how += "; " + translate(N_("seed: {seed}")).format(seed=clean(chosen.seed))
    return how


def _document(
    number: int, document: ExaminedDocument, width: int, translate: Translate, *, chains: bool
) -> Iterator[str]:
    day = f"{document.issued:%d/%m/%Y}" if document.issued else " " * 10
    answers = "  ".join(
        f"{translate(QUESTIONS[of])}: {translate(OUTCOMES[outcome])}"
        for of, outcome in (("personal", document.personal), ("agency", document.agency))
    )
    yield f"{number:>4}  {_called(document):<{width}}  {day}  {answers}"
    if document.path and document.number:
        yield f"      {shortened(clean(document.path), _line() - 6)}"
    yield from (f"      {line}" for line in _signatures(document, translate, chains=chains))
    yield from (f"      ! {sentence}" for sentence in _sentences(document, translate))


def _signatures(document: ExaminedDocument, translate: Translate, *, chains: bool) -> Iterator[str]:
    """Who signed and when; what the clerk signed as number, day and seal is one line that names them. Without
    `chains` it is left out that one could not be decided: the sums say it once."""
    silent = {Remark.NO_TIMESTAMP} if chains else {Remark.NO_TIMESTAMP, Remark.CHAIN_UNKNOWN}
    agencies: dict[str, list[str]] = {}
    for own in document.signatures:
        if own.holder is not None and own.holder.kind is HolderKind.AGENCY and own.mark in MARKS:
            agencies.setdefault(own.holder.name, []).append(translate(MARKS[own.mark]))
    told = set()
    for own in document.signatures:
        name = own.holder.name if own.holder else own.verdict.signer or "?"
        post = own.title or (translate(MARKS[own.mark]) if own.mark in MARKS else None)
        if own.holder is not None and own.holder.kind is HolderKind.AGENCY:
            if name in told:
                continue
            told.add(name)
            post = ", ".join(dict.fromkeys(agencies.get(name, ())))
        signed_at = own.verdict.signed_at
        notes = [note for note in own.verdict.notes if note.remark not in silent]
        yield "".join(
            (
                clean(name),
                f" ({clean(post)})" if post else "",
                f", {signed_at.astimezone(ZONE):%H:%M %d/%m/%Y}" if signed_at else "",
            )
        )
        for note in notes:
            yield f"  {translate(REMARK_SENTENCES[note.remark]).format(detail=clean(note.detail))}"


def _sentences(document: ExaminedDocument, translate: Translate) -> list[str]:
    return [translate(TRAIT_SENTENCES[own.trait]).format(detail=_half(own.detail)) for own in document.said]


def _called(document: ExaminedDocument) -> str:
    return shortened(clean(document.number or document.name), CALLED)


def shortened(text: str, room: int) -> str:
    """A long name by its beginning and its end; JSON has all of it."""
    if len(text) <= room:
        return text
    head = (room - 1) // 2
    return f"{text[:head]}…{text[len(text) - (room - 1 - head) :]}"


def _half(text: str) -> str:
    """What shares its line with a sentence."""
    return shortened(clean(text), max(CALLED, _line() // 2))


def _line() -> int:
    """Letters that a line of the terminal holds."""
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns if sys.__stdout__ else USUAL_LINE
    except (OSError, ValueError):
        return USUAL_LINE


def _sums(examination: Examination, translate: Translate) -> Iterator[str]:
    if examination.documents and not examination.examined:
        yield translate(N_("Nothing was examined: none of the wanted documents is among the PDF files."))
    for of, question in QUESTIONS.items() if examination.examined else ():
        counts = examination.outcomes(of)
        parts = ", ".join(f"{translate(OUTCOMES[own]).lower()} {count}" for own, count in counts.items())
        lacking = _lacking(counts[Outcome.NO], len(examination.examined), translate)
        yield f"{translate(question)}: {parts}; {lacking}"
    if examination.not_handed_over:
        missing = len(examination.not_handed_over)
        yield translate(N_("{count} not handed over")).format(count=missing)
    yield translate(
        N_("Files: {files} = {counted} that count + {beside} that do not + {left_out} left out")
    ).format(
        files=examination.files_found,
        counted=examination.files_counted,
        beside=len(examination.beside),
        left_out=len(examination.left_out),
    )
    if examination.register is not None:
        used, refused = examination.selection.population or 0, len(examination.refused)
        yield translate(N_("Lines of the register: {lines} = {used} used + {refused} refused")).format(
            lines=used + refused, used=used, refused=refused
        )
    for line in (*examination.refused, *examination.doubts):
        sentence = translate(N_("row {row}: {why}"))
        yield "      " + sentence.format(row=line.row, why=translate(line.why))
    if not examination.trusted_roots:
        yield translate(
            N_("This computer trusts no root, so no chain can be decided: inspector-app trust import FILE")
        )


def _lacking(count: int, of: int, translate: Translate) -> str:
    percent = percentage(count, of)
    rate = fraction_in_words(count, of) or ""
    told_rate = rate if percent is None else f"{rate} = {percent_in_words(percent, 1)}"
    return translate(N_("lacking: {rate}")).format(rate=told_rate)


@contextmanager
def _stopped_by_keyboard() -> Iterator[Callable[[], bool]]:
    """Ctrl-C asks the run to stop at its next safe place; a second one stops at once."""
    asked: list[int] = []

    def hear(number: int, _frame: object) -> None:
        if asked:
            raise KeyboardInterrupt
        asked.append(number)

    before = signal.signal(signal.SIGINT, hear)
    try:
        yield lambda: bool(asked)
    except KeyboardInterrupt:
        raise click.Abort from None
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _shown_progress() -> Iterator[Callable[[int, int], None]]:
    """A line on a terminal that counts; elsewhere nothing."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    try:
        yield lambda done, total: click.echo(f"\r{done}/{total} ", nl=False, err=True)
    finally:
        click.echo("\r" + " " * 20 + "\r", nl=False, err=True)
