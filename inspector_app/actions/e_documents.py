"""Looking at the signatures of e-documents: what lies in a folder, the examination itself, a person's own word.

Nothing is written here; `actions.drawing` draws, `actions.sampling` writes what was found into a visit.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from inspector_app.actions.drawing import new_seed, read_register
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.e_documents import (
    Examination,
    ExaminedDocument,
    Outcome,
    Said,
    Trait,
    outcome,
)
from inspector_app.checklist.outgoing import OutgoingColumns
from inspector_app.errors import N_, VisitError

if TYPE_CHECKING:
    from inspector_app.sampling.found_files import Found

__all__ = ["Request", "decide", "examine", "find", "new_seed", "read_register"]

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be looked at, and how it is chosen."""

    sources: tuple[Path, ...]
    register: Path | None = None
    columns: OutgoingColumns | None = None
    """Which column of the register is what; None leaves it to the headings."""
    size: int | None = None
    """n; None looks at all."""
    seed: str | None = None
    """None makes one."""


def find(sources: Sequence[Path]) -> "Found":
    """The files in what was named, each with its place in the report; opens none of them."""
    from inspector_app.sampling import found_files

    return found_files.find(tuple(sources))


def examine(
    ws: Workspace,
    request: Request,
    progress: Progress = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Examination | None:
    """Look at the documents, believing the authorities of this computer; None where it was cancelled.

    `progress(done, total)` counts files. IntakeError for a register that cannot be read, WORKERS-START;
    VisitError SAMPLE-SIZE, SAMPLE-KEYS, SAMPLE-SEED, SAMPLE-NO-FILES.
    """
    from inspector_app.sampling import e_documents
    from inspector_app.signing import trust

    found = find(request.sources)
    register = None
    if request.register is not None:
        register = read_register(request.register, request.columns, cancelled=cancelled)
        if register is None:
            return None
    if not found.pdfs and register is None:
        raise VisitError(
            "SAMPLE-NO-FILES",
            N_("There is nothing to look at in {folder}."),
            why=N_(
                "No PDF lies there: {others} other files, {closed} folders or files that cannot be opened."
            )
            if any(path.exists() for path in request.sources)
            else N_("{folder} is not there."),
            todo=N_("Choose the folder into which the documents were exported."),
            folder=found.folder,
            others=len(found.others),
            closed=len(found.closed),
        )
    run = e_documents.Run(
        trust.load(ws.folder / "trust"), ws.clock.now(), ws.clock, progress=progress, cancelled=cancelled
    )
    seed = new_seed() if request.seed is None else " ".join(request.seed.split())
    return e_documents.examine(found, run, register=register, size=request.size, seed=seed)


def decide(
    examination: Examination, path: str, of: str, passed: Outcome, reason: str, number: str | None = None
) -> Examination:
    """The examination with what a person says of one counted document: `of` is personal, agency or both.

    A document without a file is named by its `number`. VisitError DECIDE-REASON without a reason, DECIDE-DOCUMENT where no such document counts.
    """
    if not reason.strip():
        raise VisitError(
            "DECIDE-REASON",
            N_("Nothing was decided."),
            why=N_("Who reads the minutes must know why a person decided what the program did not."),
            todo=N_("Write the reason in a few words."),
        )
    found = [own for own in examination.documents if own.path == path and (path or own.number == number)]
    if len(found) != 1:
        raise VisitError(
            "DECIDE-DOCUMENT",
            N_("Nothing was decided."),
            why=N_("The document {document} is not among those that count."),
            todo=N_("Choose a document of the table."),
            document=path or number or "-",
        )
    decided = _decided(found[0], of, passed, " ".join(reason.split()))
    documents = tuple(decided if own is found[0] else own for own in examination.documents)
    return replace(examination, documents=documents)


def _decided(document: ExaminedDocument, of: str, passed: Outcome, reason: str) -> ExaminedDocument:
    outcome(document, of)  # refuses another word
    personal = passed if of in ("personal", "both") else document.personal
    agency = passed if of in ("agency", "both") else document.agency
    said = tuple(own for own in document.said if own.trait is not Trait.DECIDED_BY_HAND)
    return replace(
        document, personal=personal, agency=agency, said=(*said, Said(Trait.DECIDED_BY_HAND, reason))
    )
