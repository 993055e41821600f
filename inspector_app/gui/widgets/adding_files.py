"""Asks for files in the system's dialog and brings them to an item as evidence."""

from PySide6.QtWidgets import QWidget

from inspector_app.checklist.template import EvidenceNeed, ItemId
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.dialogs.files import choose_files
from inspector_app.gui.widgets.carried import Carried

PICTURES = "*.jpg *.jpeg *.png *.heic *.heif *.webp *.tif *.tiff *.bmp *.gif"


def choose_and_keep(
    context: Context, parent: QWidget, item_id: ItemId, need: EvidenceNeed | None = None
) -> None:
    """Ask for files, pictures first where a picture is needed."""
    _ = context.translate
    if need is EvidenceNeed.PICTURE:
        paths = choose_files(context, parent, _(N_("Add a picture")), _(N_("Pictures")), PICTURES)
    else:
        paths = choose_files(context, parent, _(N_("Add a file")), _(N_("All files")), "*")
    if paths:
        context.brought.emit(item_id, Carried(paths, as_evidence=True))
