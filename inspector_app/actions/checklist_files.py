"""Checklists as files: looked at before they are imported, and written to be edited and imported again."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from inspector_app.actions.templates import (
    Standing,
    editions,
    of_version,
    standing_of,
    template_of,
)
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist import comparison
from inspector_app.checklist.comparison import Comparison
from inspector_app.checklist.editions import Edition, Status, next_version
from inspector_app.checklist.template import Template, TemplateRef
from inspector_app.errors import N_, ChecklistError

MOST_BYTES = 64 * 1024 * 1024
"""Of a checklist file."""


class FileKind(StrEnum):
    TOML = "toml"
    XLSFORM = "xlsx"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something of a form that is to be known before it is imported."""

    sheet: str
    row: int | None
    """As Excel counts; None where the whole sheet or column is meant."""
    column: str | None
    what: str
    """msgid; `parameters` fill its places."""
    instead: str | None
    """msgid: what happens instead, of something that is not taken over."""
    parameters: Mapping[str, object]

    @property
    def place(self) -> str:
        """survey · 12 · relevant."""
        return " · ".join(str(part) for part in (self.sheet, self.row, self.column) if part is not None)


@dataclass(frozen=True, slots=True)
class Preview:
    """What importing a file would come to; nothing was written."""

    file: str
    template: Template | None
    """None where the file has faults."""
    faults: tuple[ChecklistError, ...] = ()
    unsupported: tuple[Remark, ...] = ()
    """What of a form from elsewhere is not taken over, or not as it is."""
    warnings: tuple[Remark, ...] = ()
    standing: Standing = Standing.NEW
    known: Edition | None = None
    """This version, where one of that number is here."""
    against: Edition | None = None
    """The newest version here that is not this one."""
    comparison: Comparison | None = None
    """From `against` to the file."""
    free_version: str | None = None
    """A version that is not taken yet."""


def file_bytes(path: Path) -> bytes:
    """What is in a checklist file that a person named. Raises ChecklistError CHECKLIST-FILE."""
    from inspector_app.authoring import toml

    return toml.file_bytes(path)


def preview(ws: Workspace, data: bytes, file: str) -> Preview:
    """What is in a file (TOML, or a form in Excel), what is wrong with it, and what it would change here."""
    read = _read(data, file)
    if read.template is None:
        return read
    every = editions(ws)
    ref = read.template.ref
    own = [own for own in every if own.ref.id == ref.id]
    same = of_version(own, ref.version, ref.sha256)
    against = next((other for other in own if other.ref != ref and other.status is not Status.DRAFT), None)
    return replace(
        read,
        standing=standing_of(ref, own, same),
        known=same,
        against=against,
        comparison=None
        if against is None
        else comparison.compare(template_of(ws, against.ref.sha256), read.template),
        free_version=next_version(ref.version, {other.ref.version for other in own}),
    )


def export(ws: Workspace, sha256: str, kind: FileKind) -> bytes:
    """A version as a file that can be edited and imported again. ChecklistError CHECKLIST-NOT-TOML."""
    template = template_of(ws, sha256)
    if kind is FileKind.XLSFORM:
        from inspector_app.authoring import xlsform_writing

        return xlsform_writing.write_xlsform(template)
    from inspector_app.authoring import toml, toml_writing

    data = toml_writing.write_toml(template)
    again, faults = toml.examine(data, file_name(template, kind))
    if again != template:
        raise ChecklistError(
            "CHECKLIST-NOT-TOML",
            N_("The checklist {name}, version {version}, cannot be written as a TOML file."),
            why=N_("It came from a form, and a TOML file cannot hold all of it: {problem}"),
            todo=N_("Export it as an Excel file."),
            name=template.id,
            version=template.version,
            problem=" · ".join(
                f"{own.parameters['item'] or ''} {own.parameters['field']}" for own in faults[:3]
            ),
        )
    return data


def file_name(template: Template | TemplateRef, kind: FileKind) -> str:
    """What an exported file is called: cchc-2026.2.toml."""
    return f"{template.id}-{template.version}.{kind}"


def _read(data: bytes, file: str) -> Preview:
    from inspector_app.authoring import toml

    if file.lower().endswith(".toml"):
        template, faults = toml.examine(data, file)
        return Preview(file, template, faults)
    from inspector_app.authoring import xlsform

    try:
        reading = xlsform.read_xlsform(data, file)
    except ChecklistError as error:
        return Preview(file, None, (error,))
    unsupported, warnings = (
        tuple(
            Remark(own.sheet, own.row, own.column, own.what, getattr(own, "instead", None), own.parameters)
            for own in remarks
        )
        for remarks in (reading.unsupported, reading.warnings)
    )
    return Preview(file, reading.template, (), unsupported, warnings)
