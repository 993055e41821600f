"""`inspector-app checklist`: versions of checklists, files that somebody writes, and what differs."""

from collections.abc import Iterator
from pathlib import Path

import click

from inspector_app.actions import checklist_files, templates
from inspector_app.actions.checklist_files import FileKind, Preview, Remark
from inspector_app.actions.templates import Standing
from inspector_app.checklist.comparison import Comparison
from inspector_app.checklist.editions import Edition, Status
from inspector_app.checklist.template import TemplateRef
from inspector_app.cli.context import Face, command
from inspector_app.cli.files import write_output
from inspector_app.errors import N_, ChecklistError
from inspector_app.i18n import explain

STATUSES = {
    Status.DRAFT: N_("Draft"),
    Status.PUBLISHED: N_("Published"),
    Status.RETIRED: N_("Not in use"),
}
LONGEST = 100
"""Characters of a text in a comparison on the terminal; --json has it whole."""


@click.group()
def checklist() -> None:
    """List, show, check, compare, import and publish checklists.

    A version is named as NAME of a shipped one (cchc-2026), as ID@VERSION (cchc@2026.2), as ID for the
    newest that is published, or by the beginning of its SHA-256.

    \b
    Example:
      inspector-app checklist list
      inspector-app checklist compare cchc@2026 cchc@2026.2
    """


@checklist.command("list")
@click.option("--all", "every", is_flag=True, help="Those that are not in use as well.")
@command
def list_checklists(face: Face, every: bool) -> None:
    """List the checklists of this computer, newest versions first.

    \b
    Example:
      inspector-app checklist list --all
    """
    found = [own for own in templates.editions(face.workspace) if every or own.status is not Status.RETIRED]
    lines = [
        f"{own.ref.id + '@' + own.ref.version:<26} {own.ref.sha256[:12]}  {face.translate(STATUSES[own.status]):<14}"
        f" {own.items:>5} {own.visits:>4}  {own.title.vi}"
        for own in found
    ]
    face.answer(found, "\n".join(lines))


@checklist.command("show")
@click.argument("name")
@command
def show(face: Face, name: str) -> None:
    """Show a checklist, item by item.

    \b
    Example:
      inspector-app checklist show cchc-2022
    """
    own = templates.edition(face.workspace, name)
    template = templates.template_of(face.workspace, own.ref.sha256)
    lines = [f"{template.title.vi}  ({template.version}, {own.ref.sha256[:12]})"]
    for area in template.areas:
        lines.append(f"{area.id}. {area.heading.vi}")
        lines += [f"{item.id:>7}  {item.question.vi}" for item in template.items_of(area.id)]
    face.answer(template, "\n".join(lines))


@checklist.command("check")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@command
def check(face: Face, file: Path) -> int | None:
    """Read a checklist file (TOML or XLSForm) and say all that is wrong, each with its place.

    \b
    Example:
      inspector-app checklist check my-checklist.toml
      inspector-app checklist check my-form.xlsx
    """
    return _tell(face, _previewed(face, file))


@checklist.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--preview", "only_look", is_flag=True, help="Say what it would come to and keep nothing.")
@click.option("--as-version", "version", metavar="VERSION", help="Import it under another version.")
@click.option("--publish", is_flag=True, help="Publish it at once.")
@command
def import_checklist(
    face: Face, file: Path, only_look: bool, version: str | None, publish: bool
) -> int | None:
    """Keep a checklist file as a draft; a draft of the same version is replaced.

    \b
    Example:
      inspector-app checklist import my-form.xlsx --preview
      inspector-app checklist import my-form.xlsx --publish
    """
    seen = _previewed(face, file)
    if only_look or seen.template is None:
        return _tell(face, seen)
    for own in seen.unsupported:
        said = _said(face, own)
        face.say(N_("Not taken over: {place}: {what} {instead}"), place=own.place, **said)
    ref = templates.import_template(face.workspace, seen.template, file.name, version=version)
    if publish:
        templates.publish(face.workspace, ref.sha256)
    _answer_edition(face, ref)
    return None


@checklist.command("export")
@click.argument("name")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@command
def export(face: Face, name: str, file: Path) -> None:
    """Write a checklist to a file: TOML, or an Excel form (XLSForm) where the name ends in .xlsx.

    \b
    Example:
      inspector-app checklist export cchc-2026 cchc.xlsx
    """
    own = templates.edition(face.workspace, name)
    kind = FileKind.XLSFORM if file.suffix.lower() == ".xlsx" else FileKind.TOML
    write_output(file, checklist_files.export(face.workspace, own.ref.sha256, kind))
    face.answer({"file": str(file), "sha256": own.ref.sha256}, str(file))


@checklist.command("compare")
@click.argument("before")
@click.argument("after")
@command
def compare(face: Face, before: str, after: str) -> None:
    """Say what one version has otherwise than another, item by item.

    \b
    Example:
      inspector-app checklist compare cchc@2026 cchc@2026.2 --json
    """
    one, two = (templates.edition(face.workspace, name) for name in (before, after))
    found = templates.compare(face.workspace, one.ref.sha256, two.ref.sha256)
    face.answer({"before": one.ref, "after": two.ref, "comparison": found}, "\n".join(_lines(face, found)))


@checklist.command("publish")
@click.argument("name")
@command
def publish(face: Face, name: str) -> None:
    """Offer a version for new visits; from then on it is never edited.

    \b
    Example:
      inspector-app checklist publish cchc@2026.3
    """
    own = templates.edition(face.workspace, name)
    _answer_edition(face, templates.publish(face.workspace, own.ref.sha256))


@checklist.command("retire")
@click.argument("name")
@command
def retire(face: Face, name: str) -> None:
    """Offer a version for new visits no longer; visits that run on it stay on it.

    \b
    Example:
      inspector-app checklist retire cchc-2022
    """
    own = templates.edition(face.workspace, name)
    _answer_edition(face, templates.retire(face.workspace, own.ref.sha256))


@checklist.command("draft")
@click.argument("name")
@command
def draft(face: Face, name: str) -> None:
    """Make a draft of the next version with the same content, to be exported, edited and imported again.

    \b
    Example:
      inspector-app checklist draft cchc-2026
    """
    own = templates.edition(face.workspace, name)
    _answer_edition(face, templates.duplicate(face.workspace, own.ref.sha256))


@checklist.command("delete")
@click.argument("name")
@command
def delete(face: Face, name: str) -> None:
    """Delete a draft; published versions are retired instead.

    \b
    Example:
      inspector-app checklist delete cchc@2026.3
    """
    own = templates.edition(face.workspace, name)
    templates.delete_draft(face.workspace, own.ref.sha256)
    face.answer(own, own.ref.sha256)


def _previewed(face: Face, file: Path) -> Preview:
    return checklist_files.preview(face.workspace, checklist_files.file_bytes(file), file.name)


def _tell(face: Face, seen: Preview) -> int | None:
    """Say what a file holds; a file with faults ends as the error that it is, all faults told."""
    if seen.template is None:
        for fault in seen.faults[:-1]:
            if not face.as_json:
                face.warn(fault)
        raise _with_all(face, seen.faults)
    text = face.translate(N_("{items} items in {areas} areas; nothing is wrong."))
    counts = {"items": len(seen.template.items), "areas": len(seen.template.areas)}
    lines = [text.format_map(counts)]
    remarks = (*seen.unsupported, *seen.warnings)
    lines += [f"{own.place}: {_said(face, own)['what']}" for own in remarks]
    if seen.comparison is not None and seen.against is not None and seen.standing is not Standing.SAME:
        compared = face.translate(N_("Compared with version {version}:"))
        lines += [compared.format(version=seen.against.ref.version), *_lines(face, seen.comparison)]
    result = counts | {
        "sha256": seen.template.digest,
        "ref": seen.template.ref,
        "standing": seen.standing,
        "free_version": seen.free_version,
        "unsupported": [_placed(face, own) for own in seen.unsupported],
        "warnings": [_placed(face, own) for own in seen.warnings],
        "against": None if seen.against is None else seen.against.ref,
        "comparison": seen.comparison,
    }
    face.answer(result, "\n".join(lines))
    return None


def _with_all(face: Face, faults: tuple[ChecklistError, ...]) -> ChecklistError:
    """The last fault for a terminal, where the others were told; one that tells all for --json."""
    if not face.as_json or len(faults) == 1:
        return faults[-1]
    first = faults[0]
    told = [explain(own, face.translate) for own in faults]
    every = " ".join(f"{own.what} {own.why}" for own in told)
    return ChecklistError(
        first.code, first.what, why="{every}", todo=first.todo, every=every, **first.parameters
    )


def _said(face: Face, own: Remark) -> dict[str, str]:
    """A remark on a form, in words."""
    texts = {"what": own.what, "instead": own.instead or ""}
    return {
        name: face.translate(text).format_map(own.parameters) if text else "" for name, text in texts.items()
    }


def _placed(face: Face, own: Remark) -> dict[str, object]:
    return {"sheet": own.sheet, "row": own.row, "column": own.column, **_said(face, own)}


def _answer_edition(face: Face, ref: TemplateRef) -> None:
    own = next(own for own in templates.editions(face.workspace) if own.ref == ref)
    face.answer(own, _line(face, own))


def _line(face: Face, own: Edition) -> str:
    return f"{own.ref.id}@{own.ref.version}  {own.ref.sha256}  {face.translate(STATUSES[own.status])}"


def _lines(face: Face, found: Comparison) -> Iterator[str]:
    """One line for every difference: + new, - gone, ! asked otherwise, * changed, > moved."""
    yield from (f"+ {item}" for item in found.added)
    yield from (f"- {item}" for item in found.removed)
    yield from (f"> {own.before} -> {own.after}" for own in found.renumbered)
    yield from (f"> {own.item}: {own.place_before} -> {own.place_after}" for own in found.moved)
    for item in found.changed:
        for own in item.fields:
            sign = "!" if item.why else "*"
            yield f"{sign} {item.item} {own.field}: {_short(own.before)} -> {_short(own.after)}"
    for own in found.head:
        yield f"* {own.field}: {_short(own.before)} -> {_short(own.after)}"
    yield face.translate(N_("{count} items are the same.")).format(count=len(found.same))


def _short(text: str | None) -> str:
    if text is None:
        return "∅"
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"
