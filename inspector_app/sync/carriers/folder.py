"""A folder as the road: a share, a mapped drive, a USB stick. It believes only what it has read back."""

import contextlib
import errno
import hashlib
import os
import re
import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path

from inspector_app.checklist.handover import PART_LIMIT, is_blob_name
from inspector_app.errors import N_, DeliveryError

_NAMED_BY_CONTENT = re.compile(r"(?:parts/|manifest/)([0-9a-f]{64})(?:\.json)?")
_FULL = {errno.ENOSPC, errno.EDQUOT}
_READ_ONLY = {errno.EROFS, errno.EACCES, errno.EPERM}


class FolderCarrier:
    """Blobs as files below one folder, which must exist: a missing one is an unplugged stick."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def have(self, names: Iterable[str]) -> set[str]:
        with self._ours():
            self._require_root()
            return {name for name in names if self._whole(name)}

    def put(self, name: str, data: bytes) -> None:
        with self._ours(name):
            self._require_root()
            path = self._path(name)
            path.parent.mkdir(exist_ok=True)
            temporary = path.with_name(f".{uuid.uuid4().hex}.tmp")
            try:
                _write(temporary, data)
                _replace(temporary, path, data)
            finally:
                with contextlib.suppress(OSError):
                    temporary.unlink(missing_ok=True)
            if _read_back(path) != data:
                with contextlib.suppress(OSError):
                    path.unlink()
                raise _came_back_different(self._root, name)

    def get(self, name: str) -> bytes:
        with self._ours(name):
            self._require_root()
            try:
                with self._path(name).open("rb") as file:
                    return file.read(PART_LIMIT + 1)
            except FileNotFoundError as error:
                raise KeyError(name) from error

    def list(self, prefix: str) -> tuple[str, ...]:
        with self._ours():
            self._require_root()
            folder = self._root / prefix
            names = [f"{prefix}/{path.name}" for path in folder.iterdir()] if folder.is_dir() else []
            return tuple(sorted(name for name in names if is_blob_name(name)))

    def _path(self, name: str) -> Path:
        if not is_blob_name(name):
            raise ValueError(f"not the name of a blob: {name!r}")
        return self._root / name

    def _whole(self, name: str) -> bool:
        named = _NAMED_BY_CONTENT.fullmatch(name)
        path = self._path(name)
        if named is None or not path.is_file():
            return path.is_file()
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == named.group(1)

    def _require_root(self) -> None:
        if not self._root.is_dir():
            raise _gone(self._root)

    @contextlib.contextmanager
    def _ours(self, name: str = "") -> Iterator[None]:
        """Every OSError as a DeliveryError that says what to do about it."""
        try:
            yield
        except OSError as error:
            raise _delivery_error(self._root, name, error) from error


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _replace(temporary: Path, path: Path, data: bytes) -> None:
    """Rename into place; Windows refuses while another sender has the same bytes open there: then they are."""
    try:
        temporary.replace(path)
    except PermissionError:
        if not path.is_file() or path.read_bytes() != data:
            raise
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _read_back(path: Path) -> bytes:
    """The bytes from the medium, past the system's cache where the system lets it be dropped."""
    with path.open("rb") as file:
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        return file.read()


def _delivery_error(root: Path, name: str, error: OSError) -> DeliveryError:
    if not root.is_dir():
        return _gone(root)
    if error.errno in _FULL:
        return DeliveryError(
            "DELIVERY-FULL",
            N_("There is no room left in {folder}."),
            why=N_("The drive or your share of it is full."),
            todo=N_(
                "Make room there or choose another folder, then send again; it goes on where it stopped."
            ),
            folder=str(root),
        )
    if error.errno in _READ_ONLY:
        return DeliveryError(
            "DELIVERY-READ-ONLY",
            N_("Nothing can be written to {folder}."),
            why=N_("It is write-protected, or your account may only read it."),
            todo=N_("Release the write protection, ask for the right to write, or choose another folder."),
            folder=str(root),
        )
    return DeliveryError(
        "DELIVERY-IO",
        N_("{folder} cannot be used at the moment."),
        why=N_("The system reported: {problem} ({name})."),
        todo=N_("Check the cable or the network and send again; it goes on where it stopped."),
        folder=str(root),
        problem=error.strerror or type(error).__name__,
        name=name or "-",
    )


def _gone(root: Path) -> DeliveryError:
    return DeliveryError(
        "DELIVERY-NO-FOLDER",
        N_("The folder {folder} is not there."),
        why=N_("The stick was pulled out, the drive is not connected, or the folder was moved."),
        todo=N_(
            "Plug in or connect it, or choose another folder, then send again; it goes on where it stopped."
        ),
        folder=str(root),
    )


def _came_back_different(root: Path, name: str) -> DeliveryError:
    return DeliveryError(
        "DELIVERY-READ-BACK",
        N_("What was written to {folder} came back different."),
        why=N_("The stick or drive does not keep what it is given ({name})."),
        todo=N_("Use another stick or drive; nothing is lost on this computer."),
        folder=str(root),
        name=name,
    )
