"""`inspector-app minutes`: draw, copy for printing, and take the data out of a file."""

from pathlib import Path

import click

from inspector_app.actions import minutes as verbs
from inspector_app.checklist import canonical
from inspector_app.checklist.visit import VisitId
from inspector_app.cli.context import Face, command
from inspector_app.cli.files import read_input, write_output


@click.group()
def minutes() -> None:
    """Draw the minutes, copy them for printing, take their data out.

    \b
    Example:
      inspector-app minutes draw ID --out draft.pdf
    """


@minutes.command("draw")
@click.argument("visit_id", metavar="ID")
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False))
@command
def draw(face: Face, visit_id: str, out: Path) -> None:
    """Write the minutes as they are: signed, sealed, or a draft.

    \b
    Example:
      inspector-app minutes draw ID --out draft.pdf
    """
    data = verbs.current_pdf(face.workspace, VisitId(visit_id))
    write_output(out, data)
    face.answer({"file": str(out), "bytes": len(data), "pages": verbs.page_count(data)}, str(out))


@minutes.command("plain")
@click.argument("visit_id", metavar="ID")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False, exists=True))
@command
def plain(face: Face, visit_id: str, folder: Path) -> None:
    """Chép tệp để in: a plain PDF for the unit's printer, onto a USB stick.

    \b
    Example:
      inspector-app minutes plain ID /media/usb
    """
    target = verbs.save_plain_copy(face.workspace, VisitId(visit_id), folder)
    face.answer({"file": str(target)}, str(target))


@minutes.command("data")
@click.argument("pdf", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False))
@command
def data(face: Face, pdf: Path, out: Path | None) -> None:
    """Take the canonical JSON out of a PDF: to a file, or to stdout.

    \b
    Example:
      inspector-app minutes data minutes.pdf --out visit.json
    """
    found = verbs.attached_data(read_input(pdf))
    if out is not None:
        write_output(out, found)
        face.answer({"file": str(out), "bytes": len(found)}, str(out))
    else:
        face.answer(canonical.parse(found), found.decode())
