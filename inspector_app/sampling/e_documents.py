"""The examination of a folder of e-documents: what was drawn is looked at, and every file found has its place.

It knows no signature mathematics and no pages; files are opened by `document_worker`, in processes of `workers`.
"""

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from inspector_app.checklist import canonical
from inspector_app.checklist.e_documents import (
    Examination,
    ExaminedDocument,
    Method,
    RegisterLine,
    Said,
    Selection,
    Trait,
)
from inspector_app.checklist.outgoing import OutgoingRegister
from inspector_app.checklist.verdict import Integrity
from inspector_app.clock import Clock
from inspector_app.errors import FormatError
from inspector_app.sampling import document_worker, matching, opening, outcomes, selection, workers
from inspector_app.sampling.document_worker import Job, Looked
from inspector_app.sampling.found_files import Found, FoundFile, natural
from inspector_app.sampling.limits import USUAL, Limits
from inspector_app.signing.trust import TrustStore

Progress = Callable[[int, int], None]
"""Files looked at, files to look at."""

_FAULTS = {
    workers.Fault.TOO_LONG: Trait.TOO_LONG,
    workers.Fault.TOO_GREEDY: Trait.TOO_GREEDY,
    workers.Fault.BROKEN: Trait.BROKEN,
}


@dataclass(frozen=True, slots=True)
class Run:
    """What an examination needs besides the files."""

    trust: TrustStore
    at: datetime
    clock: Clock
    """For the limits."""
    progress: Progress = lambda _done, _total: None
    cancelled: Callable[[], bool] = lambda: False
    limits: Limits = USUAL


def examine(
    found: Found,
    run: Run,
    *,
    register: OutgoingRegister | None = None,
    size: int | None = None,
    seed: str = "",
) -> Examination | None:
    """Look at the documents: those of the register's lines, else the files; all of them, or `size` drawn by `seed`.

    None where it was cancelled. VisitError as `selection.draw` raises; IntakeError WORKERS-START.
    """
    desk = _Desk(found, run)
    with desk.pool:
        if register is None:
            sorted_files = _of_files(desk, size, seed)
        else:
            sorted_files = _of_register(desk, register.lines, size, seed)
    if sorted_files is None or run.cancelled():
        return None
    chosen, documents, beside = sorted_files
    return Examination(
        folder=found.folder,
        examined_at=run.at,
        selection=chosen,
        documents=tuple(documents),
        beside=(*beside, *(_not_opened(own) for own in found.closed)),
        register=register.name if register else None,
        register_sha256=register.sha256 if register else None,
        refused=register.refused if register else (),
        trusted_roots=len(run.trust.roots),
        left_out=found.left_out,
        doubts=register.doubts if register else (),
    )


_Sorted = tuple[Selection, Sequence[ExaminedDocument], Sequence[ExaminedDocument]]
"""How they were chosen, those that count, those beside."""


class _Desk:
    """The files of one run, its pool, and how far it is."""

    def __init__(self, found: Found, run: Run) -> None:
        self.found = found
        self.run = run
        settings = document_worker.settings_of(run.trust, run.at, run.limits.file_bytes)
        self.pool = workers.Pool(
            document_worker.start, settings, limits=run.limits, clock=run.clock, files=len(found.pdfs)
        )
        self._done = 0
        self._total = len(found.pdfs) + len(found.others)

    def look(
        self, files: Sequence[FoundFile], *, whole: bool = True, later: int = 0
    ) -> dict[str, Looked] | None:
        """What the files say, by their paths; None where it was cancelled. `later`: how many are still to come."""
        jobs = [Job(own.file, own.path, whole) for own in files]
        self._total = self._done + len(jobs) + later + len(self.found.others)
        self._say(0)
        looked: dict[str, Looked] = {}
        for answer in self.pool.run(map(canonical.to_json, jobs), self.run.cancelled):
            job = jobs[answer.job]
            looked[job.path] = _looked(job, answer)
            self._say(1)
        return looked if len(looked) == len(jobs) else None

    def look_beside(self) -> list[ExaminedDocument]:
        """Files that are no PDF by their names; their bytes are hashed, never read."""
        beside = []
        for own in self.found.others:
            if self.run.cancelled():
                break
            document = _with_identity(ExaminedDocument(own.path), own.file, self.run.limits.file_bytes)
            beside.append(_said(replace(document, integrity=Integrity.UNREADABLE), Trait.NOT_PDF))
            self._say(1)
        return beside

    def _say(self, more: int) -> None:
        self._done += more
        self.run.progress(self._done, self._total)


def _of_files(desk: _Desk, size: int | None, seed: str) -> _Sorted | None:
    """Without a register, the files are the population: each document once, whatever copies there are."""
    files = desk.found.pdfs
    looked = desk.look(files, whole=size is None, later=size or 0)
    if looked is None:
        return None
    beside = []
    kept = []
    firsts = _firsts([looked[own.path].document for own in files])
    for own in files:
        document = looked[own.path].document
        if document.has(Trait.NOT_PDF):
            beside.append(_finished(looked[own.path]))
        elif own.path in firsts:
            beside.append(_duplicate(_finished(looked[own.path]), firsts[own.path]))
        else:
            kept.append(own)
    if size is None:
        chosen = Selection(Method.WHOLE, len(kept), len(kept))
        documents = [_finished(looked[own.path]) for own in kept]
        return chosen, documents, _in_order([*beside, *desk.look_beside()])
    drawn = [kept[place] for place in selection.draw([own.path for own in kept], size, seed)]
    paths = {own.path for own in drawn}
    beside += [_said(looked[own.path].document, Trait.NOT_DRAWN) for own in kept if own.path not in paths]
    seen = desk.look(drawn)
    if seen is None:
        return None
    chosen = Selection(Method.RANDOM, len(kept), size, seed)
    documents = [_finished(seen[own.path]) for own in drawn]
    return chosen, documents, _in_order([*beside, *desk.look_beside()])


def _of_register(desk: _Desk, lines: Sequence[RegisterLine], size: int | None, seed: str) -> _Sorted | None:
    """With a register, its lines are the population; a file counts where it is the file of a drawn line."""
    places: Sequence[int] = range(len(lines))
    chosen = Selection(Method.WHOLE, len(lines), len(lines), of_register=True)
    if size is not None:
        places = selection.draw([line.key for line in lines], size, seed)
        chosen = Selection(Method.RANDOM, len(lines), size, seed, of_register=True)
    pdfs = desk.found.pdfs
    looked = desk.look(pdfs, whole=size is None, later=min(size or 0, len(pdfs)))
    if looked is None:
        return None
    drawn = set(places)
    files = _FilesOfLines(lines, [looked[own.path].document for own in pdfs], drawn)
    seen = looked
    if size is not None:
        wanted = {path for path, place in files.lines.items() if place in drawn}
        again = desk.look([own for own in pdfs if own.path in wanted])
        if again is None:
            return None
        seen = looked | again
    others = desk.look_beside()
    documents = []
    for place in places:
        path = files.main.get(place)
        if path is None:
            documents.append(_not_handed_over(lines[place]))
        else:
            several = files.beside_of(path)
            document = _finished(seen[path], lines[place])
            documents.append(_said(document, Trait.SEVERAL_FILES, several) if several else document)
    counted = {document.path for document in documents}
    beside = [
        _beside(seen[own.path], own.path, files, lines, drawn) for own in pdfs if own.path not in counted
    ]
    return chosen, documents, _in_order([*beside, *others])


class _FilesOfLines:
    """Which file is which line's: one for each line, the others of its number beside it, copies of a file apart."""

    def __init__(
        self, lines: Sequence[RegisterLine], documents: Sequence[ExaminedDocument], drawn: Container[int]
    ) -> None:
        found = matching.match(lines, [own for own in documents if not own.has(Trait.NOT_PDF)])
        places = iter(found)
        self.lines: dict[str, int] = {}
        for document in documents:
            place = None if document.has(Trait.NOT_PDF) else next(places)
            if place is not None:
                self.lines[document.path] = place

        def standing(document: ExaminedDocument) -> int:
            """Of copies the one counts that is a drawn line's, then one that is named by its line."""
            place = self.lines.get(document.path)
            if place is None:
                return 4
            named = matching.is_named(document.name, lines[place].number)
            return (0 if place in drawn else 2) + (0 if named else 1)

        self.firsts = _firsts(documents, standing)
        by_line: dict[int, list[ExaminedDocument]] = defaultdict(list)
        for document in documents:
            if document.path in self.lines and document.path not in self.firsts:
                by_line[self.lines[document.path]].append(document)
        self.main: dict[int, str] = {}
        self._several: dict[str, list[str]] = {}
        for place, own in by_line.items():
            # The one that names itself on its first page, then the one that stands first.
            main = min(own, key=lambda document: document.number is None).path
            self.main[place] = main
            self._several[main] = [document.path for document in own if document.path != main]

    def beside_of(self, main: str) -> str:
        """Names of the other files that carry a document's number."""
        return ", ".join(path.rsplit("/", 1)[-1] for path in self._several.get(main, ()))


def _beside(
    looked: Looked, path: str, files: _FilesOfLines, lines: Sequence[RegisterLine], drawn: Iterable[int]
) -> ExaminedDocument:
    place = files.lines.get(path)
    document = _finished(looked, None if place is None else lines[place])
    if path in files.firsts:
        return _duplicate(document, files.firsts[path])
    if document.has(Trait.NOT_PDF):
        return document
    if place is None:
        return _said(document, Trait.NOT_IN_REGISTER)
    if place in drawn:
        return _said(document, Trait.SEVERAL_FILES, files.main[place].rsplit("/", 1)[-1])
    return _said(outcomes.of_register(looked.document, lines[place]), Trait.NOT_DRAWN)


def _looked(job: Job, answer: workers.Answer) -> Looked:
    fault = answer.fault
    if fault is None:
        try:
            told = canonical.from_json(Looked, answer.value)
            if told.document.path == job.path:
                return told
        except FormatError:
            pass
        fault = workers.Fault.BROKEN
    document = _with_identity(ExaminedDocument(job.path), job.file, USUAL.file_bytes)
    return Looked(_said(document, _FAULTS[fault]))


def _finished(looked: Looked, line: RegisterLine | None = None) -> ExaminedDocument:
    """With its outcomes, and all that is to be said of it."""
    document = outcomes.judged(looked.document) if looked.whole else looked.document
    if line is not None:
        document = outcomes.of_register(document, line)
    return outcomes.timed(document, looked.local_as_utc)


def _firsts(
    documents: Sequence[ExaminedDocument], standing: Callable[[ExaminedDocument], int] = lambda _: 0
) -> Mapping[str, str]:
    """For each copy the path of the file that it is a copy of: of equal files the one of least `standing`, else the
    first."""
    by_hash: dict[str, list[ExaminedDocument]] = defaultdict(list)
    for document in documents:
        if document.sha256 is not None and document.size:
            by_hash[document.sha256].append(document)
    found = {}
    for copies in by_hash.values():
        if len(copies) > 1:
            first = min(copies, key=standing).path
            found.update({copy.path: first for copy in copies if copy.path != first})
    return found


def _with_identity(document: ExaminedDocument, file: str, largest: int) -> ExaminedDocument:
    """With the size and, of a file that is not too large, the hash of bytes that nobody reads."""
    try:
        size, digest = opening.size_and_hash(file, largest)
    except OSError:
        return document
    return replace(document, size=size, sha256=digest)


def _not_handed_over(line: RegisterLine) -> ExaminedDocument:
    return _said(
        outcomes.of_register(ExaminedDocument("", integrity=Integrity.UNREADABLE), line),
        Trait.NOT_HANDED_OVER,
    )


def _not_opened(folder: FoundFile) -> ExaminedDocument:
    document = ExaminedDocument(folder.path, integrity=Integrity.UNREADABLE)
    return _said(document, Trait.CANNOT_OPEN, folder.path.rsplit("/", 1)[-1])


def _duplicate(document: ExaminedDocument, of: str) -> ExaminedDocument:
    return _said(document, Trait.DUPLICATE, of)


def _said(document: ExaminedDocument, trait: Trait, detail: str = "") -> ExaminedDocument:
    return replace(document, said=(*document.said, Said(trait, detail)))


def _in_order(beside: Sequence[ExaminedDocument]) -> list[ExaminedDocument]:
    return sorted(beside, key=lambda own: (natural(own.path), own.path))
