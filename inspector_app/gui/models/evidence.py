"""The files of an item or of the whole visit, as a list in which captions are written and files change places."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QImage

from inspector_app.checklist.visit import Evidence
from inspector_app.clock import ZONE
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context

Index = QModelIndex | QPersistentModelIndex
FILE, SECOND_LINE, IS_ABSENT, SKETCH = (Qt.ItemDataRole.UserRole + place for place in range(1, 5))
MOVED = "application/x-inspector-app-files"
_NONE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Coming:
    """A file that is being kept just now."""

    name: str
    sketch: QImage | None = None


class EvidenceModel(QAbstractListModel):
    """Holds no truth: what is written goes out by signals, what is shown comes by `show`."""

    caption_written = Signal(str, object)
    """sha256, text or None"""
    reordered = Signal(object)
    """tuple of all SHA-256 in the order wanted"""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._files: tuple[Evidence, ...] = ()
        self._coming: tuple[Coming, ...] = ()
        self._absent: frozenset[str] = frozenset()
        self._locked = True

    @property
    def files(self) -> tuple[Evidence, ...]:
        return self._files

    def show(
        self,
        files: Sequence[Evidence],
        absent: frozenset[str],
        *,
        locked: bool,
        coming: Sequence[Coming] = (),
    ) -> None:
        """Show these; where only what is said of them changed, the list stays where it was scrolled to."""
        files, coming = tuple(files), tuple(coming)
        same = [own.sha256 for own in files] == [own.sha256 for own in self._files] and coming == self._coming
        if same:
            self._files, self._absent, self._locked = files, absent, locked
            if files:
                self.dataChanged.emit(self.index(0), self.index(len(files) - 1))
            return
        self.beginResetModel()
        self._files, self._coming, self._absent, self._locked = files, coming, absent, locked
        self.endResetModel()

    def file_at(self, index: Index) -> Evidence | None:
        """None for what is only coming."""
        return self._files[index.row()] if index.isValid() and index.row() < len(self._files) else None

    def row_of(self, sha256: str | None) -> int:
        """-1 where it is not in the list."""
        return next((row for row, own in enumerate(self._files) if own.sha256 == sha256), -1)

    def moved(self, row: int, step: int) -> tuple[str, ...] | None:
        """The order with one file a place up or down; None where it stands at the end already."""
        names = [own.sha256 for own in self._files]
        if self._locked or not 0 <= row + step < len(names):
            return None
        names.insert(row + step, names.pop(row))
        return tuple(names)

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self._files) + len(self._coming)

    def data(self, index: Index, wanted: int = Qt.ItemDataRole.DisplayRole) -> object:
        own = self.file_at(index)
        if own is None:
            return self._of_coming(index, wanted)
        match wanted:
            case Qt.ItemDataRole.DisplayRole:
                return own.caption or own.name or own.sha256[:12]
            case Qt.ItemDataRole.EditRole:
                return own.caption or ""
            case Qt.ItemDataRole.ToolTipRole:
                return own.name
            case Qt.ItemDataRole.AccessibleTextRole:
                return "; ".join(part for part in (self._first(own), self._second_line(own)) if part)
        if wanted == SECOND_LINE:
            return self._second_line(own)
        if wanted == IS_ABSENT:
            return own.sha256 in self._absent
        return own if wanted == FILE else None

    def setData(self, index: Index, value: object, wanted: int = Qt.ItemDataRole.EditRole) -> bool:
        own = self.file_at(index)
        text = str(value).strip() or None
        if own is None or wanted != Qt.ItemDataRole.EditRole or text == own.caption:
            return False
        self.caption_written.emit(own.sha256, text)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if self._locked:
            return flags
        if not index.isValid():
            return flags | Qt.ItemFlag.ItemIsDropEnabled
        if self.file_at(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return flags | Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDragEnabled

    def supportedDropActions(self) -> Qt.DropAction:  # noqa: N802 - Qt's name
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:  # noqa: N802 - Qt's name
        return [MOVED]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: N802 - Qt's name
        mime = QMimeData()
        names = (own.sha256 for index in indexes if (own := self.file_at(index)) is not None)
        mime.setData(MOVED, "\n".join(names).encode("ascii"))
        return mime

    def dropMimeData(  # noqa: N802 - Qt's name
        self,
        data: QMimeData,
        action: Qt.DropAction,  # noqa: ARG002 - Qt's signature
        row: int,
        column: int,  # noqa: ARG002 - Qt's signature
        parent: Index,  # noqa: ARG002 - Qt's signature
    ) -> bool:
        """Never true: the rows move when the visit says so, not when Qt thinks that they did."""
        carried = bytes(data.data(MOVED).data()).decode("ascii").split()
        before = len(self._files) if row < 0 else row
        names = [own.sha256 for own in self._files]
        moving = [name for name in names if name in carried]
        rest = [name for name in names if name not in carried]
        at = sum(name not in carried for name in names[:before])
        order = (*rest[:at], *moving, *rest[at:])
        if moving and list(order) != names and not self._locked:
            self.reordered.emit(order)
        return False

    def _of_coming(self, index: Index, wanted: int) -> object:
        own = self._coming[index.row() - len(self._files)]
        if wanted == Qt.ItemDataRole.DisplayRole:
            return own.name
        if wanted == SECOND_LINE:
            return self._context.translate(N_("Being kept …"))
        return own.sketch if wanted == SKETCH else None

    def _first(self, own: Evidence) -> str:
        return own.caption or own.name or own.sha256[:12]

    def _second_line(self, own: Evidence) -> str:
        """What a person knows it by, and what is unusual about it, in words."""
        _ = self._context.translate
        parts = [] if own.caption is None else [own.name or ""]
        if own.taken_at is not None:
            parts.append(f"{own.taken_at.astimezone(ZONE):%H:%M %d/%m/%Y}")
        if own.sha256 in self._absent:
            parts.append(_(N_("lies on another computer")))
        if own.marked_from is not None:
            parts.append(_(N_("copy with marks")))
        if own.personal:
            parts.append(_(N_("shows data of citizens")))
        if not own.printed:
            parts.append(_(N_("not in the minutes")))
        return " · ".join(part for part in parts if part)
