"""`inspector-app checklist`: the shipped checklists, and files that somebody writes."""

from pathlib import Path

import click

from inspector_app.actions import templates
from inspector_app.cli.context import Face, command
from inspector_app.errors import N_


@click.group()
def checklist() -> None:
    """List, show and check checklists.

    \b
    Example:
      inspector-app checklist check my-checklist.toml
    """


@checklist.command("list")
@command
def list_checklists(face: Face) -> None:
    """List the checklists that come with the program.

    \b
    Example:
      inspector-app checklist list
    """
    names = templates.template_names()
    face.answer(names, "\n".join(names))


@checklist.command("show")
@click.argument("name")
@command
def show(face: Face, name: str) -> None:
    """Show a shipped checklist, item by item.

    \b
    Example:
      inspector-app checklist show cchc-2022
    """
    template = templates.shipped_template(name)
    lines = [f"{template.title.vi}  ({template.version}, {template.digest[:12]})"]
    for area in template.areas:
        lines.append(f"{area.id}. {area.heading.vi}")
        lines += [f"{item.id:>7}  {item.question.vi}" for item in template.items_of(area.id)]
    face.answer(template, "\n".join(lines))


@checklist.command("check")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@command
def check(face: Face, file: Path) -> None:
    """Read a checklist file and say what is wrong, with file, item and field.

    \b
    Example:
      inspector-app checklist check my-checklist.toml
    """
    template = templates.template_from_file(file)
    text = face.translate(N_("{items} items in {areas} areas; nothing is wrong."))
    counts = {"items": len(template.items), "areas": len(template.areas), "sha256": template.digest}
    face.answer(counts, text.format_map(counts))
