"""Keeps a file as evidence of an item: chosen in the system's dialog, dropped, or by its path."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from inspector_app.actions.evidence import add_evidence
from inspector_app.checklist.template import EvidenceNeed, ItemId
from inspector_app.checklist.visit import VisitId
from inspector_app.errors import N_, UserError
from inspector_app.gui.bridge import Context
from inspector_app.gui.dialogs.files import choose_file, read_chosen

LARGEST_EVIDENCE = 200_000_000
"""Bytes."""

PICTURES = "*.jpg *.jpeg *.png *.webp *.tif *.tiff *.bmp"


def choose_and_keep(
    context: Context, parent: QWidget, visit_id: VisitId, item_id: ItemId, need: EvidenceNeed | None = None
) -> None:
    """Ask for a file, pictures first where a picture is needed."""
    _ = context.translate
    if need is EvidenceNeed.PICTURE:
        path = choose_file(context, parent, _(N_("Add a picture")), _(N_("Pictures")), PICTURES)
    else:
        path = choose_file(context, parent, _(N_("Add a file")), _(N_("All files")), "*")
    if path is not None:
        keep_path(context, visit_id, item_id, path)


def keep_path(context: Context, visit_id: VisitId, item_id: ItemId, path: Path) -> None:
    """Keep a file of this computer."""
    try:
        data = read_chosen(path, LARGEST_EVIDENCE)
    except UserError as error:
        context.report(error)
        return
    keep(context, visit_id, item_id, path.name, data)


def keep(context: Context, visit_id: VisitId, item_id: ItemId, name: str, data: bytes) -> None:
    """Keep bytes under a name, beside the window's work."""
    context.run_task(
        context.translate(N_("Keeping {name}")).format(name=name),
        lambda workspace, _task: add_evidence(workspace, visit_id, name, data, (item_id,)),
        context.announce,
    )
