"""Paints one visit of the list: the unit, and under it, softer, where it stands."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from inspector_app.gui.models.visits import SECOND_LINE
from inspector_app.gui.theme import ACCENT, GRID, INK, INK_SOFT, SMALL, colour

Index = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_SELECTED = QStyle.StateFlag.State_Selected
_BAR = 4


class VisitDelegate(QStyledItemDelegate):
    """Two lines and, on the open visit, a bar at the left edge."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt's signature
        font = QApplication.font()
        lines = QFontMetrics(_bold(font)).height() + QFontMetrics(_small(font)).height()
        return QSize(160, lines + 3 * GRID)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        frame = QStyleOptionViewItem(option)
        self.initStyleOption(frame, index)
        frame.text = ""
        rect: QRect = option.rect
        style = QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, frame, painter, option.widget)
        painter.save()
        if option.state & _SELECTED:
            painter.fillRect(rect.x(), rect.y(), _BAR, rect.height(), colour(ACCENT))
        font = QApplication.font()
        inside = rect.adjusted(2 * GRID, GRID, -GRID, -GRID)
        upper = QRect(inside.x(), inside.y(), inside.width(), QFontMetrics(_bold(font)).height() + GRID // 2)
        lower = QRect(inside.x(), upper.bottom(), inside.width(), inside.bottom() - upper.bottom())
        for text, own, ink, place in (
            (index.data(), _bold(font), INK, upper),
            (index.data(SECOND_LINE), _small(font), INK_SOFT, lower),
        ):
            painter.setFont(own)
            painter.setPen(colour(ink))
            elided = QFontMetrics(own).elidedText(str(text), Qt.TextElideMode.ElideRight, place.width())
            painter.drawText(place, _LEFT, elided)
        painter.restore()


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    return bold


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * SMALL)
    return small
