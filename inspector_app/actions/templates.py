"""Checklists: what comes with the program, and files that somebody writes."""

from pathlib import Path

from inspector_app.checklist.template import Template
from inspector_app.errors import N_, ChecklistError


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

    try:
        data = path.read_bytes()
    except OSError as error:
        raise ChecklistError(
            "CHECKLIST-FILE",
            N_("The checklist file {file} cannot be read."),
            why=N_("The system says: {problem}."),
            todo=N_("Check the name and that you may open the file."),
            file=path.name,
            problem=error.strerror or str(error),
        ) from error
    return toml.read_template(data, path.name)
