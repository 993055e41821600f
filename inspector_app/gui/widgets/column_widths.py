"""Widths of a table's columns: as wished where there is room, else shared so that the main one stays readable."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView

from inspector_app.gui.theme import GRID

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
        self._share(table.viewport().width())
        table.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QResizeEvent):
            self._share(event.size().width())
        return super().eventFilter(watched, event)

    def _share(self, width: int) -> None:
        if width == self._room:
            return
        self._room = width
        wished = {
            column: max(wish, self._header.sectionSizeFromContents(column).width())
            for column, wish in self._wished.items()
        }
        room, wanted = max(width - self._least_main, 0), sum(wished.values())
        for column, wish in wished.items():
            share = wish if wanted <= room else max(wish * room // wanted, LEAST)
            self._header.resizeSection(column, share)
