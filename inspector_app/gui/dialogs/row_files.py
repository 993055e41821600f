"""Rows from a table file, for the list that is open: read beside the window's work, shown before they are taken."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from inspector_app.actions.row_files import FileRows, rows_of_file
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.dialogs.files import choose_file
from inspector_app.gui.dialogs.pasted_rows import PastedRowsDialog
from inspector_app.gui.tasks import Task
from inspector_app.gui.widgets.carried import Carried
from inspector_app.gui.widgets.drop_place import DropPlace
from inspector_app.gui.widgets.failure_bar import FailureBar

KINDS = "*.xlsx *.xls *.csv"

Preview = Callable[[Sequence[Sequence[str]]], PastedRowsDialog]


class RowFiles:
    """Reads one file at a time; what comes after the list was closed is forgotten."""

    def __init__(self, context: Context, parent: QWidget, preview: Preview, locked: bool) -> None:
        self._context = context
        self._locked = locked
        self._parent = parent
        self._preview = preview
        self._task: Task | None = None
        self._failure: FailureBar | None = None
        self._closed = False

    def choose(self) -> None:
        """Ask for the file."""
        _ = self._context.translate
        path = choose_file(self._context, self._parent, _(N_("Rows from a file")), _(N_("Tables")), KINDS)
        if path is not None:
            self.read(path)

    def read(self, path: Path, sheet: str | None = None, shown: PastedRowsDialog | None = None) -> None:
        """Show the rows of a sheet in a preview, the one that is `shown` or a new one."""
        if self._locked:
            return
        title = self._context.translate(N_("Reading {name}")).format(name=path.name)
        if self._task is not None:
            self._task.cancel()
        if self._failure is not None:
            self._failure.hide()
        self._task = self._context.run_task(
            title,
            lambda _workspace, task: rows_of_file(path, sheet, task.progress, task.cancelled),
            lambda rows: self._show(path, rows, shown),
        )

    def place_of(self, table: QWidget) -> QWidget:
        """The table as a place where a file can be dropped."""
        # The window's own bar is behind the list.
        self._failure = FailureBar(self._context.translate)
        self._context.failed.connect(self._failure.show_failure)
        place = TablePlace(self._failure, table, self._invitation)
        place.dropped.connect(lambda carried: self.read(carried.tables[0]))
        return place

    def close(self) -> None:
        """Nothing more is wanted."""
        if not self._closed and self._failure is not None:
            self._context.failed.disconnect(self._failure.show_failure)
        self._closed = True
        if self._task is not None:
            self._task.cancel()

    def _show(self, path: Path, rows: FileRows | None, shown: PastedRowsDialog | None) -> None:
        if rows is None or self._closed:
            return
        if shown is None:
            shown = self._preview(rows.lines)
            dialog = shown
            dialog.sheet_wanted.connect(lambda sheet: self.read(path, sheet, dialog))
            dialog.finished.connect(lambda _result: self._forget())
        shown.show_file(rows)

    def _invitation(self, carried: Carried) -> tuple[bool, str]:
        """What becomes of a file that is held over the table."""
        _ = self._context.translate
        if self._locked or not len(carried.tables) == carried.count == 1:
            return False, _(N_("Only one table (.xlsx, .xls, .csv) can be read here."))
        name = carried.tables[0].name
        return True, _(N_("Take the rows of “{name}” into the list; you see them first.")).format(name=name)

    def _forget(self) -> None:
        """A sheet that is still being read has no preview to go to any longer."""
        if self._task is not None:
            self._task.cancel()


class TablePlace(DropPlace):
    """The table below what is said of it, with a frame over both while a file is held there."""

    def __init__(self, above: QWidget, table: QWidget, invite: Callable[[Carried], tuple[bool, str]]) -> None:
        super().__init__()
        self._invite = invite
        self.setFrameShape(QFrame.Shape.NoFrame)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(above)
        column.addWidget(table, 1)

    def invitation(self, carried: Carried) -> tuple[bool, str]:
        return self._invite(carried)
