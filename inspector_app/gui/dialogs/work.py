"""The list of all long work in a window of its own, beside which one goes on."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.theme import GRID
from inspector_app.gui.widgets.task_list import TaskList

SIZE = (70 * GRID, 50 * GRID)


class WorkDialog(QDialog):
    """Not modal: whoever watches a long import goes on ticking."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(context.translate(N_("Long work")))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*SIZE)
        self.list = TaskList(context.tasks, context.translate)
        buttons = QDialogButtonBox(self)
        close = buttons.addButton(context.translate(N_("Close")), QDialogButtonBox.ButtonRole.RejectRole)
        close.setDefault(True)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.addWidget(self.list, 1)
        column.addWidget(buttons)
        # In another language the work is another context's.
        context.destroyed.connect(self.close)


def show_work(context: Context, parent: QWidget) -> WorkDialog:
    """Show the list, or bring forward the one that is open."""
    for known in parent.findChildren(WorkDialog):
        known.raise_()
        known.activateWindow()
        return known
    dialog = WorkDialog(context, parent)
    dialog.show()
    return dialog
