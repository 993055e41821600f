"""A list of files with their pictures: captions written in place, places changed by drag or by keys."""

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from inspector_app.actions.answers import set_value
from inspector_app.actions.evidence_edits import absent, reorder
from inspector_app.actions.visits import OpenVisit
from inspector_app.checklist.seal import Stage
from inspector_app.checklist.visit import Evidence
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.commands import bind
from inspector_app.gui.delegates.evidence import PICTURE, EvidenceDelegate
from inspector_app.gui.models.evidence import Coming, EvidenceModel
from inspector_app.gui.theme import em, role
from inspector_app.gui.thumbnails import Thumbnails


class EvidenceList(QListView):
    """Shows what it is given of the open visit and writes into it."""

    chosen = Signal()
    """Another file is the current one."""
    looked_at = Signal(object)
    """Evidence that somebody wants to see large"""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._opened: OpenVisit | None = None
        role(self, "framed")
        self.setAccessibleName(context.translate(N_("Files and pictures")))
        self.entries = EvidenceModel(context)
        self.entries.setParent(self)
        size = QSize(em(PICTURE[0]), em(PICTURE[1])) * self.devicePixelRatio()
        self.thumbnails = Thumbnails(context, size, self)
        self.thumbnails.ready.connect(self.viewport().update)
        self.setModel(self.entries)
        self.setItemDelegate(EvidenceDelegate(self.thumbnails, self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.SelectedClicked)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.entries.caption_written.connect(self._write_caption)
        self.entries.reordered.connect(self._reorder)
        self.activated.connect(self._look_at)
        self.selectionModel().currentChanged.connect(lambda _now, _before: self.chosen.emit())
        here = Qt.ShortcutContext.WidgetShortcut
        for name, run in (
            ("file-up", lambda: self._move(-1)),
            ("file-down", lambda: self._move(1)),
            ("file-caption", self.write_caption),
        ):
            bind(name, self, run, context.habits, context.translate, scope=here)

    @property
    def current(self) -> Evidence | None:
        return self.entries.file_at(self.currentIndex())

    def show_files(
        self, opened: OpenVisit, files: tuple[Evidence, ...], coming: tuple[Coming, ...] = ()
    ) -> None:
        """Show these files of the visit; the current one stays it while it is there."""
        self._opened = opened
        before = self.current
        row = self.currentIndex().row()
        gone = self._context.ask(absent, files) or frozenset()
        self.entries.show(files, gone, locked=opened.stage is not Stage.CHECKING, coming=coming)
        now = self.entries.row_of(before.sha256 if before is not None else None)
        self.choose(now if now >= 0 else min(row, len(files) - 1))
        if coming:
            self.scrollToBottom()

    def choose(self, row: int) -> None:
        """Make a row the current one and bring it into sight."""
        index = self.entries.index(row)
        if index.isValid() and index != self.currentIndex():
            self.setCurrentIndex(index)
            self.scrollTo(index)
        self.chosen.emit()

    def write_caption(self) -> None:
        """Open the entry for the caption of the current file in its place."""
        if self.entries.flags(self.currentIndex()) & Qt.ItemFlag.ItemIsEditable:
            self.edit(self.currentIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits and letters belong to the page: they neither search here nor tick behind somebody's back."""
        if event.text().isprintable() and event.text().strip():
            event.ignore()
            return
        super().keyPressEvent(event)

    def _write_caption(self, sha256: str, text: str | None) -> None:
        if self._opened is not None:
            self._context.perform(set_value, self._opened.visit.id, f"evidence:{sha256}", "caption", text)

    def _reorder(self, order: tuple[str, ...]) -> None:
        if self._opened is not None:
            self._context.perform(reorder, self._opened.visit.id, order)

    def _move(self, step: int) -> None:
        if self.current is None:
            return
        order = self.entries.moved(self.currentIndex().row(), step)
        if order is not None:
            self._reorder(order)

    def _look_at(self, index: QModelIndex) -> None:
        own = self.entries.file_at(index)
        if own is not None:
            self.looked_at.emit(own)
