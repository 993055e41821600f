"""Which files lie in what the person named: every one of them has a place in the report. It opens none."""

import os
import re
import stat
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from inspector_app.checklist.e_documents import LeftOut, LeftOutKind
from inspector_app.checklist.folding import fold

PDF = ".pdf"
_TEMPORARY = (".tmp", ".part", ".partial", ".crdownload", ".download")
_OF_THE_SYSTEM = frozenset(
    {"thumbs.db", "desktop.ini", "__macosx", "$recycle.bin", "system volume information"}
)


@dataclass(frozen=True, slots=True)
class FoundFile:
    """One file."""

    file: str
    """As the system calls it."""
    path: str
    """As the report calls it: below what was named, with "/", in NFC; no two of a run are the same."""


@dataclass(frozen=True, slots=True)
class Found:
    """What lies in the files and folders that were named, in the order in which a person reads."""

    folder: str
    """Name for the report, without the path of the computer."""
    pdfs: tuple[FoundFile, ...] = ()
    others: tuple[FoundFile, ...] = ()
    """Files that are no PDF by their names."""
    closed: tuple[FoundFile, ...] = ()
    """Folders that the system does not open."""
    left_out: tuple[LeftOut, ...] = ()
    """Hidden and temporary files, and links, which are not followed; a hidden folder is one."""

    def file_of(self, path: str) -> Path | None:
        """Where a file of the report lies on this computer."""
        return next((Path(own.file) for own in (*self.pdfs, *self.others) if own.path == path), None)


def find(sources: Sequence[Path]) -> Found:
    """The files in folders, at any depth, and those named themselves; each once. What does not exist is `closed`."""
    walk = _Walk()
    for source in sources:
        # One folder's files are called by their place in it; those of several by the folder's name too.
        walk.enter(source, "" if len(sources) == 1 and source.is_dir() else source.name)
    names = walk.unique()
    return Found(
        folder=_report_name(", ".join(dict.fromkeys(_name_of(source) for source in sources))),
        pdfs=tuple(own for own in names if own.path.casefold().endswith(PDF)),
        others=tuple(own for own in names if not own.path.casefold().endswith(PDF)),
        closed=tuple(FoundFile(file, _report_name(path)) for file, path in walk.closed),
        left_out=tuple(
            LeftOut(_report_name(path), kind)
            for path, kind in sorted(walk.left_out, key=lambda own: (natural(own[0]), own[0]))
        ),
    )


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """A key by which 9 stands before 10, and marks and capitals make no difference."""
    parts = re.split(r"(\d+)", fold(text))
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part)


class _Walk:
    def __init__(self) -> None:
        self.files: dict[tuple[int, int] | str, tuple[str, str]] = {}
        self.closed: list[tuple[str, str]] = []
        self.left_out: list[tuple[str, LeftOutKind]] = []
        self._folders: set[tuple[int, int]] = set()

    def enter(self, source: Path, name: str) -> None:
        """What the person named himself is taken even where it is hidden, or a link."""
        try:
            own = source.stat()
        except OSError:
            self.closed.append((str(source), name or source.name))
            return
        if stat.S_ISDIR(own.st_mode):
            self._folder(str(source), name, own)
        elif stat.S_ISREG(own.st_mode):
            self._file(str(source), name or source.name, own)

    def unique(self) -> list[FoundFile]:
        """No two files under one name, in natural order."""
        taken: set[str] = set()
        found = []
        for file, path in sorted(self.files.values(), key=lambda own: (natural(own[1]), own[1], own[0])):
            name = shown = _report_name(path)
            number = 1
            while shown in taken:
                # Names that differ in the coding of their marks alone look the same.
                number += 1
                stem, dot, suffix = name.rpartition(".")
                shown = f"{stem} ({number}){dot}{suffix}" if dot else f"{name} ({number})"
            taken.add(shown)
            found.append(FoundFile(file, shown))
        return found

    def _folder(self, folder: str, name: str, own: os.stat_result) -> None:
        waiting = [(folder, name, own)]
        while waiting:
            folder, name, own = waiting.pop()
            identity = (own.st_dev, own.st_ino)
            if own.st_ino and identity in self._folders:
                continue
            self._folders.add(identity)
            try:
                with os.scandir(folder) as entries:
                    waiting += self._entries(entries, name)
            except OSError:
                self.closed.append((folder, name or Path(folder).name))

    def _entries(
        self, entries: Iterable["os.DirEntry[str]"], folder: str
    ) -> Iterator[tuple[str, str, os.stat_result]]:
        for entry in entries:
            name = f"{folder}/{entry.name}" if folder else entry.name
            try:
                own = entry.stat(follow_symlinks=False)
            except OSError:
                self.closed.append((entry.path, name))
                continue
            kind = _left_out(entry, own)
            if kind is not None:
                self.left_out.append((name, kind))
            elif stat.S_ISDIR(own.st_mode):
                yield entry.path, name, own
            else:
                self._file(entry.path, name, own)

    def _file(self, file: str, path: str, own: os.stat_result) -> None:
        # Windows tells no identity while it lists a folder; the path is one there.
        identity = (own.st_dev, own.st_ino) if own.st_ino and own.st_nlink == 1 else str(Path(file).resolve())
        self.files.setdefault(identity, (file, path))


def _left_out(entry: "os.DirEntry[str]", own: os.stat_result) -> LeftOutKind | None:
    """Why it is none of the documents; None for a file or a folder that is looked at."""
    folded = entry.name.casefold()
    if entry.is_symlink() or _is_junction(own):
        return LeftOutKind.LINK
    if folded.startswith("~") or folded.endswith(_TEMPORARY):
        return LeftOutKind.TEMPORARY
    if _is_hidden(folded, own):
        return LeftOutKind.HIDDEN
    known = stat.S_ISDIR(own.st_mode) or stat.S_ISREG(own.st_mode)
    return None if known else LeftOutKind.NO_FILE


def _is_hidden(folded: str, own: os.stat_result) -> bool:
    if folded.startswith(".") or folded in _OF_THE_SYSTEM:
        return True
    attributes: int = getattr(own, "st_file_attributes", 0)
    return bool(attributes & stat.FILE_ATTRIBUTE_HIDDEN)


def _is_junction(own: os.stat_result) -> bool:
    """A folder of Windows that is another one."""
    attributes: int = getattr(own, "st_file_attributes", 0)
    return bool(attributes & stat.FILE_ATTRIBUTE_REPARSE_POINT)


def _name_of(source: Path) -> str:
    return source.name or source.resolve().name or str(source)


def _report_name(path: str) -> str:
    """On one line, in the order of its letters: a name must not write lines of its own, nor turn its suffix round."""
    shown = path.encode(errors="replace").decode()
    one_line = (" " if unicodedata.category(c) in {"Cc", "Cf", "Zl", "Zp"} else c for c in shown)
    return unicodedata.normalize("NFC", "".join(one_line))
