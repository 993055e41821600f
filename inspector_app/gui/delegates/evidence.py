"""Paints a file of the visit: its picture or a sign, its caption whole, and softer what else there is to know."""

from math import ceil

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap, QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from inspector_app.gui import theme
from inspector_app.gui.models.evidence import FILE, IS_ABSENT, SECOND_LINE, SKETCH
from inspector_app.gui.theme import GRID, Ink, colour, em
from inspector_app.gui.thumbnails import Thumbnails
from inspector_app.gui.widgets.entries import LineEntry

Index = QModelIndex | QPersistentModelIndex
PICTURE = (64, 48)
_SELECTED = QStyle.StateFlag.State_Selected
_FOCUSED = QStyle.StateFlag.State_HasFocus
_MANY = 500


class EvidenceDelegate(QStyledItemDelegate):
    """Rows are as high as their words need; words that were set are remembered."""

    def __init__(self, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._laid_out: dict[tuple[str, str, int, float], tuple[QTextLayout, QTextLayout]] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = _room(option)
        words = sum(_height(own) for own in self._words(index, width))
        return QSize(_pictured() + 4 * GRID, max(words, em(PICTURE[1])) + 2 * GRID)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        frame = QStyleOptionViewItem(option)
        self.initStyleOption(frame, index)
        frame.text = ""
        style = QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, frame, painter, option.widget)
        rect: QRect = option.rect
        inside = rect.adjusted(GRID, GRID, -GRID, -GRID)
        painter.save()
        self._paint_picture(painter, QRect(inside.topLeft(), _size()), index)
        chosen = bool(option.state & _SELECTED)
        place = QPointF(inside.x() + _pictured() + GRID, inside.y())
        inks: tuple[Ink, Ink] = ("ACCENT_DARK" if chosen else "INK", _second_ink(index, chosen))
        for words, ink in zip(self._words(index, _room(option)), inks, strict=True):
            painter.setPen(colour(ink))
            words.draw(painter, place)
            place += QPointF(0, _height(words))
        if option.state & _FOCUSED:
            painter.setPen(colour("FOCUS"))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:  # noqa: ARG002
        editor = LineEntry(parent)
        editor.setAccessibleName(str(index.data(Qt.ItemDataRole.ToolTipRole) or index.data()))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, LineEntry)
        editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: ARG002
        rect: QRect = option.rect
        height = max(editor.sizeHint().height(), 4 * GRID)
        editor.setGeometry(
            rect.x() + _pictured() + GRID, rect.y() + GRID, rect.width() - _pictured() - 2 * GRID, height
        )

    def _paint_picture(self, painter: QPainter, place: QRect, index: Index) -> None:
        own, sketch = index.data(FILE), index.data(SKETCH)
        picture = QPixmap.fromImage(sketch) if isinstance(sketch, QImage) else None
        if own is not None:
            picture = self._thumbnails.of(own)
        if picture is None or picture.isNull():
            painter.fillRect(place, colour("GROUND"))
            is_picture = own is not None and own.reduced_sha256 is not None
            sign = theme.icon("warning" if index.data(IS_ABSENT) else "picture" if is_picture else "document")
            side = em(theme.LARGE_ICON)
            corner = place.center() - QPoint(side // 2, side // 2)
            sign.paint(painter, QRect(corner, QSize(side, side)))
            return
        shown = picture.size().scaled(place.size(), Qt.AspectRatioMode.KeepAspectRatio)
        box = QRect(QPoint(), shown)
        box.moveCenter(place.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(box, picture)

    def _words(self, index: Index, width: int) -> tuple[QTextLayout, QTextLayout]:
        first, second = str(index.data()), str(index.data(SECOND_LINE) or "")
        key = (first, second, width, theme.font().pointSizeF())
        if key not in self._laid_out:
            if len(self._laid_out) > _MANY:
                self._laid_out.clear()
            self._laid_out[key] = (_laid_out(first, "body", width), _laid_out(second, "small", width))
        return self._laid_out[key]


def _second_ink(index: Index, chosen: bool) -> Ink:
    if index.data(IS_ABSENT):
        return "FAIR"
    return "ACCENT_DARK" if chosen else "INK_SOFT"


def _height(words: QTextLayout) -> int:
    return ceil(words.boundingRect().height()) if words.text() else 0


def _laid_out(text: str, rank: theme.Rank, width: int) -> QTextLayout:
    """Broken between words, and within one only where it is longer than a line: names of files often are."""
    layout = QTextLayout(text, theme.font(rank))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    down = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, down))
        down += line.height()
    layout.endLayout()
    return layout


def _size() -> QSize:
    return QSize(em(PICTURE[0]), em(PICTURE[1]))


def _pictured() -> int:
    return em(PICTURE[0]) + GRID


def _room(option: QStyleOptionViewItem) -> int:
    """What is left for words beside the picture."""
    view = option.widget
    width = view.viewport().width() if hasattr(view, "viewport") else option.rect.width()
    return max(int(width) - _pictured() - 3 * GRID, 8 * GRID)
