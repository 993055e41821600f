"""The office's own files: whole files under their SHA-256, kept manifests and receipts, and the clerk's acts.

The central database can be made again from here. It knows no inbox and no SQL.
"""

import contextlib
import hashlib
import os
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from inspector_app.checklist.handover import manifest_name, receipt_name, signature_name
from inspector_app.checklist.sha256 import is_sha256
from inspector_app.errors import N_, OfficeError

FILES = "files"
ACTS = "acts"


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything below the office's folder that is not the database. OfficeError: OFFICE-FOLDER."""

    folder: Path

    def put_file(self, data: bytes) -> str:
        """Keep a file; its SHA-256. The same bytes are kept once."""
        sha256 = hashlib.sha256(data).hexdigest()
        path = self.file_path(sha256)
        with self._ours():
            whole = path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256
        if not whole:
            self._write(path, data)
        return sha256

    def read_file(self, sha256: str) -> bytes:
        """OfficeError: OFFICE-FILE where it is gone or no longer what it was."""
        with self._ours():
            path = self.file_path(sha256)
            data = path.read_bytes() if path.is_file() else None
        if data is None or hashlib.sha256(data).hexdigest() != sha256:
            raise OfficeError(
                "OFFICE-FILE",
                N_("A kept file is missing or damaged: {sha256}"),
                why=N_("Somebody removed or changed it below {folder}, or the disk is failing."),
                todo=N_("Bring the office's folder back from its backup; laptops keep what they sent."),
                sha256=sha256,
                folder=str(self.folder),
            )
        return data

    def file_path(self, sha256: str) -> Path:
        if not is_sha256(sha256):
            raise ValueError(f"not a SHA-256: {sha256!r}")
        return self.folder / FILES / sha256[:2] / sha256

    def put_manifest(self, sha256: str, data: bytes, signature: bytes) -> None:
        """Keep the manifest of what is being received, with its signature."""
        self._write(self.folder / signature_name(manifest_name(sha256)), signature)
        self._write(self.folder / manifest_name(sha256), data)

    def manifests(self) -> tuple[tuple[str, bytes], ...]:
        """All kept manifests with their names' hashes, sorted."""
        with self._ours():
            paths = sorted((self.folder / manifest_name("0")).parent.glob("*.json"))
            return tuple((path.stem, path.read_bytes()) for path in paths if is_sha256(path.stem))

    def put_receipt(self, manifest_sha256: str, data: bytes, signature: bytes) -> None:
        name = receipt_name(manifest_sha256)
        self._write(self.folder / signature_name(name), signature)
        self._write(self.folder / name, data)

    def receipt(self, manifest_sha256: str) -> tuple[bytes, bytes] | None:
        """The kept receipt and its signature."""
        data = self.folder / receipt_name(manifest_sha256)
        signature = self.folder / signature_name(receipt_name(manifest_sha256))
        with self._ours():
            if not (data.is_file() and signature.is_file()):
                return None
            return data.read_bytes(), signature.read_bytes()

    def put_act(self, data: bytes) -> int:
        """Write down one act of the clerk behind those before it; its number."""
        number = self.last_act() + 1
        self._write(self.folder / ACTS / f"{number:08}.json", data)
        return number

    def last_act(self) -> int:
        """Number of the last act that was written down; 0 where there is none."""
        return max((int(path.stem) for path in self._acts()), default=0)

    def acts(self, after: int = 0) -> tuple[bytes, ...]:
        """The acts behind that number, in order."""
        with self._ours():
            own = sorted((int(path.stem), path) for path in self._acts())
            return tuple(path.read_bytes() for number, path in own if number > after)

    def put_named(self, name: str, data: bytes) -> None:
        """Keep one of the office's own files, such as its profile."""
        self._write(self.folder / name, data)

    def _acts(self) -> list[Path]:
        with self._ours():
            return [path for path in (self.folder / ACTS).glob("*.json") if path.stem.isdecimal()]

    def _write(self, path: Path, data: bytes) -> None:
        with self._ours():
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary = path.with_name(f".{uuid.uuid4().hex}.tmp")
            try:
                with temporary.open("xb") as file:
                    file.write(data)
                    file.flush()
                    os.fsync(file.fileno())
                temporary.replace(path)
            finally:
                with contextlib.suppress(OSError):
                    temporary.unlink(missing_ok=True)

    @contextlib.contextmanager
    def _ours(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise OfficeError(
                "OFFICE-FOLDER",
                N_("The office's folder {folder} cannot be used."),
                why=N_("The system reported: {problem}."),
                todo=N_("Check that the disk is there, not full and not write-protected, then try again."),
                folder=str(self.folder),
                problem=error.strerror or type(error).__name__,
            ) from error
