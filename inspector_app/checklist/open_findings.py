"""The file of a unit's open shortcomings that an office gives a team before a visit: canonical JSON in and out.

Who signed it, and whether that is believed, is decided elsewhere.
"""

from dataclasses import dataclass
from datetime import datetime

from inspector_app.checklist import canonical
from inspector_app.checklist.follow_up import EarlierFinding
from inspector_app.checklist.template import TemplateRef
from inspector_app.errors import N_, FormatError

FORMAT = "inspector-app/open-findings"
SCHEMA = 1
MOST = 20 * 1024 * 1024
"""Bytes: no office gives a team more."""


@dataclass(frozen=True, slots=True)
class OpenFinding:
    """One of them, and the checklist it was found with."""

    earlier: EarlierFinding
    template: TemplateRef | None = None


@dataclass(frozen=True, slots=True)
class OpenFindings:
    unit: str
    """The unit's present name."""
    office: str
    """Name of the office."""
    made_at: datetime
    findings: tuple[OpenFinding, ...]
    names: tuple[str, ...] = ()
    """Names that the unit and those it took over from bore."""
    format: str = FORMAT
    schema: int = SCHEMA


def write(value: OpenFindings) -> bytes:
    """The bytes that the office signs."""
    return canonical.canonical(value)


def read(data: bytes) -> OpenFindings:
    """The file's content. FormatError: FORMAT-OPEN-FINDINGS, FORMAT-OPEN-FINDINGS-NEWER, FORMAT-VALUE."""
    raw = canonical.parse(data) if len(data) <= MOST else None
    schema = raw.get("schema") if isinstance(raw, dict) else None
    older = isinstance(schema, int) and schema < 1
    if not isinstance(raw, dict) or raw.get("format") != FORMAT or older:
        raise FormatError(
            "FORMAT-OPEN-FINDINGS",
            N_("The file holds no open shortcomings of a unit."),
            why=N_("It was written for something else, or by another program."),
            todo=N_("Choose the file that the office gave you for this unit."),
        )
    if isinstance(schema, int) and schema > SCHEMA:
        raise FormatError(
            "FORMAT-OPEN-FINDINGS-NEWER",
            N_("The open shortcomings were written by a newer release (format {found})."),
            why=N_("This release reads formats up to {known}."),
            todo=N_("Install the newer release and open the file again; nothing was changed."),
            found=schema,
            known=SCHEMA,
        )
    return canonical.from_json(OpenFindings, raw)
