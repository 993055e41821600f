"""Paints one visit of the list: the unit, and under it, softer, where it stands."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from inspector_app.gui import theme
from inspector_app.gui.models.visits import SECOND_LINE
from inspector_app.gui.theme import GRID, Ink, colour

Index = QModelIndex | QPersistentModelIndex
_LINES: tuple[Ink, Ink] = ("INK", "INK_SOFT")
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_SELECTED = QStyle.StateFlag.State_Selected
_BAR = 4


class VisitDelegate(QStyledItemDelegate):
    """Two lines and, on the open visit, a bar at the left edge."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt's signature
        lines = sum(QFontMetrics(own).height() for own in (theme.font(strong=True), theme.font("small")))
        return QSize(20 * GRID, lines + 3 * GRID)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        frame = QStyleOptionViewItem(option)
        self.initStyleOption(frame, index)
        frame.text = ""
        rect: QRect = option.rect
        style = QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, frame, painter, option.widget)
        painter.save()
        if option.state & _SELECTED:
            painter.fillRect(rect.x(), rect.y(), _BAR, rect.height(), colour("ACCENT"))
        strong, small = theme.font(strong=True), theme.font("small")
        inside = rect.adjusted(2 * GRID, GRID, -GRID, -GRID)
        upper = QRect(inside.x(), inside.y(), inside.width(), QFontMetrics(strong).height() + GRID // 2)
        lower = QRect(inside.x(), upper.bottom(), inside.width(), inside.bottom() - upper.bottom())
        for text, own, ink, place in zip(
            (index.data(), index.data(SECOND_LINE)), (strong, small), _LINES, (upper, lower), strict=True
        ):
            painter.setFont(own)
            painter.setPen(colour(ink))
            elided = QFontMetrics(own).elidedText(str(text), Qt.TextElideMode.ElideRight, place.width())
            painter.drawText(place, _LEFT, elided)
        painter.restore()
