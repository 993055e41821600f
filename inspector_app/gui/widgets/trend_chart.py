"""A small line drawing of one figure over the years; the words beside it say the same."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from inspector_app.checklist.derivation import number
from inspector_app.checklist.trend import Series
from inspector_app.gui import theme
from inspector_app.gui.theme import GRID, Ink, measure

HEIGHT = 20 * GRID
ROOM = 3 * GRID
"""Above and below the line, for figures and periods."""
DOT = 5.0


class TrendChart(QWidget):
    """Whole years as full dots, parts of a year as rings; what cannot be compared is joined by dashes."""

    def __init__(self, series: Series, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._series = series
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        measure(self, height=HEIGHT)
        self.setAccessibleName(name)
        self.setAccessibleDescription(
            "; ".join(f"{point.period}: {number(point.value)}%" for point in series.points)
        )

    def sizeHint(self) -> QSize:
        return QSize(40 * GRID, HEIGHT)

    def places(self) -> list[QPointF]:
        """Where each point is drawn, from the left."""
        values = [float(point.value) for point in self._series.points]
        low, high = min(values), max(values)
        spread = (high - low) or 1.0
        step = self.width() / len(values)
        height = self.height() - 4 * ROOM
        return [
            QPointF(step * (at + 0.5), 2 * ROOM + height * (1 - (value - low) / spread))
            for at, value in enumerate(values)
        ]

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        places = self.places()
        for at, change in enumerate(self._series.changes):
            style = Qt.PenStyle.SolidLine if change.comparable else Qt.PenStyle.DashLine
            painter.setPen(QPen(theme.colour("ACCENT"), 2, style))
            painter.drawLine(places[at], places[at + 1])
        step = self.width() / len(places)
        for place, point in zip(places, self._series.points, strict=True):
            ground: Ink = "ACCENT" if point.whole_year else "PAPER"
            painter.setPen(QPen(theme.colour("ACCENT"), 2))
            painter.setBrush(theme.colour(ground))
            painter.drawEllipse(place, DOT, DOT)
            painter.setPen(theme.colour("INK"))
            above = QRectF(place.x() - step / 2, place.y() - ROOM - DOT, step, ROOM)
            painter.drawText(above, Qt.AlignmentFlag.AlignCenter, f"{number(point.value)}%")
            painter.setPen(theme.colour("INK_SOFT"))
            below = QRectF(
                place.x() - step / 2 + GRID / 2, self.height() - 1.5 * ROOM, step - GRID, 1.5 * ROOM
            )
            flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
            painter.drawText(below, flags, point.period)
        painter.end()
