"""Widths of a table's columns: as wished where there is room, else shared so that the main one stays readable."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView

from inspector_app.gui.theme import GRID, breadth

LEAST_MAIN = 24 * GRID
LEAST = 7 * GRID
"""Pixels, of the column that holds the sentences and of any other."""


class SharedWidths(QObject):
    """Gives `main` what the others leave, and takes from the others what `main` needs to be read.

    Widths that a person has dragged stay until the table itself gets wider or narrower.
    """

    def __init__(
        self, table: QTableView, main: int, wished: Mapping[int, int], least_main: int = LEAST_MAIN
    ) -> None:
        super().__init__(table)
        self._header = table.horizontalHeader()
        self._wished = dict(wished)
        self._least_main = least_main
        self._room = -1
        self._header.setSectionResizeMode(main, QHeaderView.ResizeMode.Stretch)
        self._header.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._main = main
        self._share(table.viewport().width())
        table.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QResizeEvent):
            self._share(event.size().width())
        elif event.type() is QEvent.Type.FontChange:
            width, self._room = self._room, -1
            self._share(width)
        return super().eventFilter(watched, event)

    def _share(self, width: int) -> None:
        if width == self._room:
            return
        self._room = width
        header, least_main = self._header, breadth(self._least_main)
        heads = {own: header.sectionSizeFromContents(own).width() for own in self._wished}
        wished = {own: max(breadth(wish), heads[own]) for own, wish in self._wished.items()}
        least = {own: min(max(breadth(LEAST), heads[own]), wish) for own, wish in wished.items()}
        room = width - least_main
        spare = max(room - sum(least.values()), 0)
        asked = max(sum(wished.values()) - sum(least.values()), 1)
        for own, wish in wished.items():
            header.resizeSection(own, least[own] + (wish - least[own]) * min(spare, asked) // asked)
        fits = sum(least.values()) <= room
        # What is too much for the table is scrolled sideways; a column of three letters says nothing.
        mode = QHeaderView.ResizeMode.Stretch if fits else QHeaderView.ResizeMode.Interactive
        header.setSectionResizeMode(self._main, mode)
        if not fits:
            header.resizeSection(self._main, least_main)
