"""What kind of file a person opened, told by what is in it and never by its name."""

import json
from enum import StrEnum
from pathlib import Path

from inspector_app.actions.files import beginning
from inspector_app.checklist.handover import MANIFEST_FORMAT, MANIFESTS, PROFILE_FORMAT, RECEIPT_FORMAT
from inspector_app.checklist.open_findings import FORMAT as OPEN_FINDINGS_FORMAT
from inspector_app.errors import N_, IntakeError
from inspector_app.settings import FORMAT as SETTINGS_FORMAT

LOOKED_AT = 64 * 1024
"""Bytes at the beginning of a file that tell its kind."""
MOST_JSON = 10_000_000
"""Bytes of the largest of our files that is one object: an office's profile with its checklists."""


class Kind(StrEnum):
    WORK = "work"
    """Of another computer of the team on a visit."""
    MINUTES = "minutes"
    """Any PDF: what it proves is checked."""
    PROFILE = "profile"
    """Of the office."""
    CHECKLIST = "checklist"
    PARCELS = "parcels"
    """A folder that laptops send to."""
    SETTINGS = "settings"
    BACKUP = "backup"


_FORMATS = {
    "inspector-app/visit-events": Kind.WORK,
    PROFILE_FORMAT: Kind.PROFILE,
    SETTINGS_FORMAT: Kind.SETTINGS,
}
_ELSEWHERE = {
    OPEN_FINDINGS_FORMAT: N_("Open the visit, then take the shortcomings in at step 1, Prepare."),
    MANIFEST_FORMAT: N_("Open the folder of the parcel, not a file in it."),
    RECEIPT_FORMAT: N_("Open the visit, then fetch the receipt at step 6, Send."),
}


def recognise(path: Path) -> Kind:
    """The kind of what lies at `path`. Raises IntakeError OPEN-MISSING, OPEN-EMPTY, OPEN-ELSEWHERE, OPEN-UNKNOWN."""
    if path.is_dir():
        if (path / MANIFESTS).is_dir():
            return Kind.PARCELS
        raise _unknown(path)
    first = beginning(path, LOOKED_AT)
    if not first.strip():
        raise IntakeError(
            "OPEN-EMPTY",
            N_("{name} was not opened: it is empty."),
            why=N_("It was perhaps not copied to its end."),
            todo=N_("Copy the file once more from where it came."),
            name=path.name,
        )
    if b"%PDF-" in first[:1024]:
        return Kind.MINUTES
    if first.startswith(b"SQLite format 3\0"):
        return Kind.BACKUP
    if first.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return Kind.CHECKLIST  # a form in Excel; what else a workbook may be, its reader says
    named = None
    if first.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        named = _format_of(first) or _format_of(beginning(path, MOST_JSON)) or ""
    if named and named in _ELSEWHERE:
        raise IntakeError(
            "OPEN-ELSEWHERE",
            N_("{name} was not opened: it belongs to one visit."),
            why=N_("Only you know which visit it is meant for."),
            todo=_ELSEWHERE[named],
            name=path.name,
        )
    if named and named in _FORMATS:
        return _FORMATS[named]
    if named is None and _is_checklist(first):
        return Kind.CHECKLIST
    raise _unknown(path)


def _format_of(data: bytes) -> str | None:
    """The `format` that our own JSON names, in one object or in the first line of many."""
    text = data.decode("utf-8", "replace").strip().removeprefix("\ufeff")
    for part in (text, text.partition("\n")[0]):
        try:
            raw = json.loads(part)
        except (ValueError, RecursionError):
            continue
        if isinstance(raw, dict) and isinstance(raw.get("format"), str):
            return str(raw["format"])
    return None


def _is_checklist(first: bytes) -> bool:
    """TOML of ours names its tables so."""
    lines = first.decode("utf-8", "replace").splitlines()
    return any(line.startswith(("[[area", "[[areas", "[[item", "[template")) for line in lines)


def _unknown(path: Path) -> IntakeError:
    return IntakeError(
        "OPEN-UNKNOWN",
        N_("{name} was not opened: this program does not know what it is."),
        why=N_(
            "It opens work of another computer, signed minutes, an office's profile, checklists, settings, backups, and "
            "folders of parcels."
        ),
        todo=N_("Files that prove an answer are dropped on their item at step 2."),
        name=path.name,
    )
