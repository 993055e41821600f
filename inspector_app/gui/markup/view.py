"""The picture under the hand that marks it: drawn by mouse, placed and moved by keys."""

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QGraphicsView, QWidget

from inspector_app.checklist.marks import Mark, MarkKind, between, covered, moved, placed, resized
from inspector_app.gui.look.marking import HALO, WORDS
from inspector_app.gui.markup.drawing import coarse_colour, cover, draw, extent
from inspector_app.gui.markup.sheet import Sheet
from inspector_app.gui.widgets.picture_view import PictureView

GRIP = 12
"""Pixels of the screen around the corner by which a mark is resized."""
NUDGE = 100
"""Keys move by this part of the long edge, with Ctrl by one pixel."""
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class MarkupView(PictureView):
    """Shows the picture of a sheet with its marks."""

    write_asked = Signal()
    """Somebody wants to write the words of the chosen label."""
    armed_changed = Signal()

    def __init__(self, picture: QImage, sheet: Sheet, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._picture = picture
        self._sheet = sheet
        self.armed: MarkKind | None = None
        """What the mouse draws next."""
        self._from: QPoint | None = None
        self._to: QPoint | None = None
        self._held: tuple[Mark, QPoint, bool] | None = None
        """A mark as the mouse took hold of it, where, and whether by its corner."""
        self._grabs = 0
        self._colours: dict[tuple[int, int, int, int], QColor] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.show_picture(QPixmap.fromImage(picture))
        sheet.changed.connect(self.viewport().update)

    def arm(self, kind: MarkKind | None) -> None:
        """Draw this with the mouse next; None lets go."""
        self.armed = kind
        hand = QGraphicsView.DragMode.ScrollHandDrag
        self.setDragMode(hand if kind is None else QGraphicsView.DragMode.NoDrag)
        self.viewport().setCursor(
            Qt.CursorShape.OpenHandCursor if kind is None else Qt.CursorShape.CrossCursor
        )
        self.armed_changed.emit()

    def place(self, kind: MarkKind) -> None:
        """Put a new mark into the middle of what is seen."""
        middle = self.mapToScene(self.viewport().rect().center()).toPoint()
        self.arm(None)
        self._sheet.add(placed(kind, (middle.x(), middle.y()), self._sheet.size))
        if kind is MarkKind.TEXT:
            self.write_asked.emit()

    def drawForeground(self, painter: QPainter, _rect: QRectF | QRect) -> None:  # noqa: N802 - Qt's name
        """All marks as the copy will show them, and a frame around the chosen one."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        marks = self._sheet.marks
        drawing = self._being_drawn()
        shown = marks if drawing is None else (*marks, drawing)
        for mark in shown:
            if mark.kind is MarkKind.BLUR:
                box = covered(mark, self._sheet.size)
                if box not in self._colours:
                    self._colours[box] = coarse_colour(self._picture, QRect(*box))
                cover(painter, QRect(*box), self._colours[box])
        for mark in shown:
            draw(painter, mark, self._sheet.size)
        if self._sheet.mark is not None:
            self._draw_frame(painter, self._sheet.mark)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        at = self._at(event)
        if self.armed is MarkKind.TEXT:
            size = self._sheet.size
            self.arm(None)
            self._sheet.add(placed(MarkKind.TEXT, (at.x(), at.y()), size))
            self.write_asked.emit()
        elif self.armed is not None:
            self._from = self._to = at
        elif (corner := self._grip()) is not None and corner.contains(event.position()):
            self._take(at, by_corner=True)
        elif (found := self._mark_at(at)) is not None:
            self._sheet.choose(found)
            self._take(at, by_corner=False)
        else:
            self._sheet.choose(None)
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = self._at(event)
        if self._from is not None:
            self._to = at
            self.viewport().update()
        elif self._held is not None:
            mark, start, by_corner = self._held
            change = resized if by_corner else moved
            right, down = at.x() - start.x(), at.y() - start.y()
            self._sheet.put(change(mark, right, down, self._sheet.size), ("hand", self._grabs))
        else:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        drawn = self._being_drawn()
        if self._from is not None:
            self._from = self._to = None
            self.viewport().update()
            if drawn is not None:
                self.arm(None)
                self._sheet.add(drawn)
        elif self._held is not None:
            self._held = None
        else:
            super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        found = self._mark_at(self._at(event))
        if found is not None and self._sheet.marks[found].kind is MarkKind.TEXT:
            self._held = None
            self.write_asked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        chosen = self._sheet.mark
        key = Qt.Key(event.key())
        if key in _ARROWS and chosen is not None:
            fine = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            step = 1 if fine else max(1, max(self._sheet.size) // NUDGE)
            right, down = (way * step for way in _ARROWS[key])
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._sheet.resize(right, down)
            else:
                self._sheet.move(right, down)
            self._bring_into_sight()
        elif key == Qt.Key.Key_Delete and chosen is not None:
            self._sheet.remove()
        elif key == Qt.Key.Key_Space:
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self._sheet.choose_next(-1 if back else 1)
            self._bring_into_sight()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.armed is not None:
            self.place(self.armed)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and chosen is not None:
            if chosen.kind is MarkKind.TEXT:
                self.write_asked.emit()
        elif key == Qt.Key.Key_Escape and (self.armed is not None or chosen is not None):
            self.arm(None)
            self._sheet.choose(None)
        else:
            super().keyPressEvent(event)

    def _at(self, event: QMouseEvent) -> QPoint:
        return self.mapToScene(event.position().toPoint()).toPoint()

    def _take(self, at: QPoint, *, by_corner: bool) -> None:
        mark = self._sheet.mark
        if mark is not None:
            self._grabs += 1
            self._held = (mark, at, by_corner)

    def _being_drawn(self) -> Mark | None:
        if self._from is None or self._to is None or self.armed is None:
            return None
        start, end = ((point.x(), point.y()) for point in (self._from, self._to))
        return between(self.armed, start, end, self._sheet.size)

    def _mark_at(self, at: QPoint) -> int | None:
        """The uppermost mark there."""
        reach = GRIP / max(self.transform().m11(), 0.01) / 2
        for place in range(len(self._sheet.marks) - 1, -1, -1):
            box = extent(self._sheet.marks[place], self._sheet.size)
            if box.adjusted(-reach, -reach, reach, reach).contains(QPointF(at)):
                return place
        return None

    def _corner(self) -> QPointF | None:
        mark = self._sheet.mark
        if mark is None:
            return None
        if mark.kind is MarkKind.TEXT:
            return extent(mark, self._sheet.size).bottomRight()
        return QPointF(mark.x + mark.width, mark.y + mark.height)

    def _grip(self) -> QRectF | None:
        """On the screen."""
        corner = self._corner()
        if corner is None:
            return None
        at = self.mapFromScene(corner)
        return QRectF(at.x() - GRIP, at.y() - GRIP, 2 * GRIP, 2 * GRIP)

    def _draw_frame(self, painter: QPainter, mark: Mark) -> None:
        box = extent(mark, self._sheet.size)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for ink, style in ((HALO, Qt.PenStyle.SolidLine), (WORDS, Qt.PenStyle.DashLine)):
            pen = QPen(ink, 2, style)
            pen.setCosmetic(True)
            painter.setPen(pen)
            painter.drawRect(box)
        corner = self._corner()
        if corner is not None:
            half = GRIP / max(self.transform().m11(), 0.01) / 2
            painter.setBrush(HALO)
            painter.drawRect(QRectF(corner.x() - half, corner.y() - half, 2 * half, 2 * half))

    def _bring_into_sight(self) -> None:
        if self._sheet.mark is not None:
            self.ensureVisible(extent(self._sheet.mark, self._sheet.size), 2 * GRIP, 2 * GRIP)
