"""Checklists: what comes with the program, and files that somebody writes."""

from pathlib import Path

from inspector_app.checklist.template import Template


def template_names() -> tuple[str, ...]:
    """Checklists shipped with the program."""
    from inspector_app.authoring import toml

    return toml.shipped()


def shipped_template(name: str) -> Template:
    """A shipped checklist; raises ChecklistError CHECKLIST-MISSING."""
    from inspector_app.authoring import toml

    return toml.read_shipped(name)


def template_from_file(path: Path) -> Template:
    """A checklist file; raises ChecklistError naming file, item and field."""
    from inspector_app.authoring import toml

    return toml.read_file(path)
