"""The figures of a unit over the years: a drawing of each and the same in words."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from inspector_app.actions.scores import UnitTrend
from inspector_app.checklist.derivation import number
from inspector_app.checklist.trend import Change, Point, Series
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.theme import GRID, role
from inspector_app.gui.widgets.sections import Section, beside, empty_out, words
from inspector_app.gui.widgets.trend_chart import TrendChart


class UnitTrendView(QWidget):
    """Cards of one series each."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.charts: list[TrendChart] = []
        self.said: list[str] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2 * GRID)

    def show_trend(self, trend: UnitTrend) -> None:
        """Show other series; one sentence where there are none."""
        empty_out(self._column)
        self.charts, self.said = [], []
        translate = self._context.translate
        if not trend.series:
            text = N_("No figure of this unit is followed over the years.")
            self._column.addWidget(role(words(translate(text)), "soft"))
        for series in trend.series:
            self._column.addWidget(self._card(series))
        if trend.series:
            text = translate(N_("From {count} visit(s) of this unit on this computer."))
            self._column.addWidget(role(words(text.format(count=trend.visits)), "small"))

    def _card(self, series: Series) -> Section:
        name = self._context.worded(series.measure.label)
        card = Section(name, 1)
        chart = TrendChart(series, name)
        self.charts.append(chart)
        inside = QVBoxLayout()
        for at, point in enumerate(series.points):
            if at:
                inside.addWidget(self._change(series.changes[at - 1]))
            inside.addWidget(self._point(point))
        inside.addStretch(1)
        row = beside(chart, inside)
        row.setStretch(0, 3)
        row.setStretch(1, 2)
        card.add_wide(row)
        return card

    def _point(self, point: Point) -> QLabel:
        parts = [f"{point.period}: {number(point.value)}%", point.rank, point.source]
        text = ", ".join(part for part in parts if part)
        self.said.append(text)
        return words(text)

    def _change(self, change: Change) -> QLabel:
        self.said.append(change.words)
        shape = {True: "good", False: "poor", None: "soft"}[change.better]
        return role(words(change.words), shape)
