"""Opens a photo of the visit for marking and keeps what comes of it, beside the window's work."""

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from inspector_app.actions.markup import keep_marked, markup
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context


def mark_up(context: Context, parent: QWidget, sha256: str) -> None:
    """Show the editor for a photo, or for the copy that has its marks."""
    if context.visit is None:
        return
    from inspector_app.gui.markup.editor import MarkupEditor

    visit_id = context.visit.visit.id
    begun = context.ask(markup, visit_id, sha256)
    if begun is None:
        return
    editor = MarkupEditor(context, QImage.fromData(begun.jpeg), begun.marks, parent)

    def keep() -> None:
        marks, jpeg = editor.marks, editor.jpeg()
        context.run_task(
            context.translate(N_("Keeping the marked copy")),
            lambda workspace, _task: keep_marked(workspace, visit_id, begun, marks, jpeg),
        )

    editor.accepted.connect(keep)
    editor.finished.connect(editor.deleteLater)
    editor.open()
