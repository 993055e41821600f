"""Originals byte for byte under their SHA-256: photos, scans, minutes, certificates.

A file appears whole or not at all, and is checked against its name whenever it is read.
"""

import contextlib
import hashlib
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from inspector_app.checklist.sha256 import is_sha256
from inspector_app.errors import N_, StoreError
from inspector_app.store import durable, failure

_CHUNK = 1024 * 1024
_SHORT = 12
_LONGEST_NAME = 100
_NO_NAME = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
"""What Windows keeps for its devices."""


class FileStore:
    """The `files` folder beside the database in the data folder `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "files"
        self._thumbnails = folder / "thumbnails"
        self._for_others = folder / "opened"

    def put(self, data: bytes) -> str:
        """Keep `data`, durable when this returns; its SHA-256. Raises StoreError."""
        sha256 = hashlib.sha256(data).hexdigest()
        return sha256 if self._is_whole(sha256, len(data)) else self._keep((data,))

    def put_path(self, path: Path) -> str:
        """Keep a copy of the file at `path` without holding it in memory; its SHA-256.

        Raises StoreError: STORE-SOURCE-UNREADABLE where the file itself cannot be read.
        """
        return self._keep(_chunks(path))

    def read(self, sha256: str) -> bytes:
        """The bytes that were put. Raises StoreError: STORE-FILE-MISSING, STORE-FILE-DAMAGED."""
        path = self.path(sha256)
        with failure.at_the_door(path):
            try:
                data = path.read_bytes()
            except FileNotFoundError as error:
                raise _missing(sha256) from error
        if hashlib.sha256(data).hexdigest() != sha256:
            raise StoreError(
                "STORE-FILE-DAMAGED",
                N_("The file {sha256} is damaged."),
                why=N_("Its bytes are no longer the ones that were stored."),
                todo=N_("Add the original again, or restore it from a backup or from the office."),
                sha256=sha256,
            )
        return data

    def path(self, sha256: str) -> Path:
        """Where the file lies or would lie. Raises StoreError for a name that is no SHA-256."""
        if not is_sha256(sha256):
            raise _missing(sha256)
        return self.folder / sha256[:2] / sha256

    def has(self, sha256: str) -> bool:
        """Whether the file is here; its bytes are not looked at."""
        return is_sha256(sha256) and self.path(sha256).is_file()

    def forget(self, sha256: str) -> None:
        """Take back what was put just now and what no visit names: work that was cancelled leaves nothing behind."""
        for path in (self.path(sha256), self._thumbnail(sha256)):
            with contextlib.suppress(OSError):  # it stays then, named by nobody
                path.unlink(missing_ok=True)

    @contextmanager
    def made_elsewhere(self) -> Iterator[Path]:
        """A free path where another process may write what `put_path` then keeps; gone afterwards. StoreError."""
        with failure.at_the_door(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
        with durable.passing(self.folder) as temporary:
            yield temporary

    def laid_out(self, sha256: str, name: str) -> Path:
        """A copy under the name that people gave it, for other programs to open; gone when this one ends.

        Raises StoreError: STORE-FILE-MISSING, STORE-FILE-DAMAGED.
        """
        return self.lay_out(self.read(sha256), name)

    def lay_out(self, data: bytes, name: str) -> Path:
        """The same for bytes that are not kept here. Raises StoreError."""
        target = self._for_others / hashlib.sha256(data).hexdigest()[:_SHORT] / _plain_name(name)
        with failure.at_the_door(target):
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        return target

    def clear_laid_out(self) -> None:
        """Take away what was laid out for other programs; a file that one of them still holds stays until next time."""
        shutil.rmtree(self._for_others, ignore_errors=True)

    def put_thumbnail(self, sha256: str, jpeg: bytes) -> None:
        """Keep how the picture `sha256` looks in a list. It can always be made again, so a full disk is no failure."""
        target = self._thumbnail(sha256)
        with contextlib.suppress(OSError):
            target.parent.mkdir(parents=True, exist_ok=True)
            with durable.passing(target.parent) as temporary:
                temporary.write_bytes(jpeg)
                temporary.replace(target)

    def thumbnail(self, sha256: str) -> bytes | None:
        """How a picture looks in a list, if that was kept; None else."""
        try:
            return self._thumbnail(sha256).read_bytes() if is_sha256(sha256) else None
        except OSError:
            return None

    def _thumbnail(self, sha256: str) -> Path:
        return self._thumbnails / sha256[:2] / sha256

    def _is_whole(self, sha256: str, size: int) -> bool:
        """Whether the file is here in its full length: one that a failing disk cut short is written again."""
        path = self.path(sha256)
        with failure.at_the_door(path):
            return path.is_file() and path.stat().st_size == size

    def _keep(self, chunks: Iterable[bytes]) -> str:
        """Hash and write in one reading, so that a source that changes meanwhile cannot lie about its name."""
        with failure.at_the_door(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            with durable.passing(self.folder) as temporary:
                digest = hashlib.sha256()
                with temporary.open("xb") as file:
                    for chunk in chunks:
                        digest.update(chunk)
                        file.write(chunk)
                    size = file.tell()
                sha256 = digest.hexdigest()
                if not self._is_whole(sha256, size):
                    target = self.path(sha256)
                    target.parent.mkdir(exist_ok=True)
                    durable.settle(temporary, target)
                    durable.sync_folder(self.folder)
        return sha256


def _chunks(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                yield chunk
    except OSError as error:
        raise StoreError(
            "STORE-SOURCE-UNREADABLE",
            N_("{path} was not added."),
            why=N_("The file cannot be read: {problem}."),
            todo=N_("Check that the file is still there and that its disk or card is connected."),
            path=path,
            problem=error.strerror or str(error),
        ) from error


def _plain_name(name: str) -> str:
    """A name that every system takes, with the ending that it has."""
    letters = "".join("_" if own in '<>:"/\\|?*' or not own.isprintable() else own for own in name)
    stem, dot, ending = letters.rpartition(".")
    short = (
        f"{stem[: _LONGEST_NAME - len(ending)]}.{ending}"
        if dot and len(ending) <= 8
        else letters[:_LONGEST_NAME]
    )
    plain = short.strip(" .")
    return f"_{plain}" if not plain or _NO_NAME.fullmatch(plain) else plain


def _missing(sha256: str) -> StoreError:
    return StoreError(
        "STORE-FILE-MISSING",
        N_("The file {sha256} is not on this computer."),
        why=N_("It was removed from the data folder, or it lies on another laptop."),
        todo=N_("Add the original again, or restore it from a backup or from the office."),
        sha256=sha256,
    )
