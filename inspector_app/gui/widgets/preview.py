"""Shows the finished bytes of the minutes page by page; pages are drawn beside the window, those in sight first."""

import math
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPalette, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from inspector_app.actions.minutes import PagePicture, page_count, page_picture
from inspector_app.actions.workspace import Workspace
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.tasks import Task
from inspector_app.gui.theme import GRID, colour, measure
from inspector_app.gui.widgets.sections import discard

SCREEN_DPI = 96
A4_INCHES = (8.27, 11.69)
ZOOMS = (50, 67, 80, 100, 125, 150, 200)
KEEP_NEAR = 3
"""Pages this far from sight keep their picture; an A4 page takes 4 MB at 100 %."""


def image_of(picture: PagePicture) -> QImage:
    """A page's picture as Qt draws it, owning its bytes."""
    form = (
        QImage.Format.Format_Grayscale8 if picture.stride < 2 * picture.width else QImage.Format.Format_RGB32
    )
    return QImage(picture.data, picture.width, picture.height, picture.stride, form).copy()


class _Page(QLabel):
    """One page: a sheet of the right size, blank until its picture comes."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.drawn_dpi: float | None = None
        self.setAccessibleName(name)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAutoFillBackground(True)
        sheet = self.palette()
        sheet.setColor(QPalette.ColorRole.Window, colour("SHEET"))
        self.setPalette(sheet)

    def set_zoom(self, percent: float) -> None:
        width, height = (round(inches * SCREEN_DPI * percent / 100) for inches in A4_INCHES)
        self.setFixedSize(QSize(width, height))
        self.setScaledContents(True)

    def show_picture(self, picture: PagePicture, dpi: float) -> None:
        self.setPixmap(QPixmap.fromImage(image_of(picture)))
        self.drawn_dpi = dpi

    def forget(self) -> None:
        self.setPixmap(QPixmap())
        self.drawn_dpi = None


class MinutesPreview(QWidget):
    """The pages with zoom and place; `shown` tells how many pages there are once they are known."""

    shown = Signal(int)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._pdf: bytes | None = None
        self._pages: list[_Page] = []
        self._zoom: float | None = None
        """Per cent; None fits the width."""
        self._waiting: set[int] = set()
        self._tasks: list[Task] = []
        self._soon = QTimer(self, singleShot=True, interval=40)
        self._soon.timeout.connect(self._draw_visible)
        self._build()

    @property
    def pages(self) -> int:
        return len(self._pages)

    @property
    def drawn(self) -> int:
        """How many pages have their picture now."""
        return sum(page.drawn_dpi is not None for page in self._pages)

    def show_pdf(self, pdf: bytes | None) -> None:
        """Show other bytes; the place in the document stays where it was."""
        if pdf == self._pdf:
            return
        self._pdf = pdf
        self._stop()
        if pdf is None:
            self._lay_out(0)
            return
        self._context.run_task("", lambda _ws, _task: page_count(pdf), partial(self._counted, pdf))

    def turn_to(self, index: int) -> None:
        """Bring a page to the top."""
        if 0 <= index < len(self._pages):
            self._area.verticalScrollBar().setValue(self._pages[index].y())

    def zoom_by(self, steps: int) -> None:
        """The next larger or smaller step."""
        now = self._percent()
        bigger = [zoom for zoom in ZOOMS if zoom > now + 1]
        smaller = [zoom for zoom in ZOOMS if zoom < now - 1]
        if steps > 0 and bigger:
            self._set_zoom(bigger[0])
        elif steps < 0 and smaller:
            self._set_zoom(smaller[-1])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        steps = {
            Qt.Key.Key_Plus: 1,
            Qt.Key.Key_Equal: 1,
            Qt.Key.Key_Minus: -1,
        }.get(Qt.Key(event.key()))
        bar = self._area.verticalScrollBar()
        if control and steps is not None:
            self.zoom_by(steps)
        elif control and event.key() == Qt.Key.Key_0:
            self._set_zoom(None)
        elif event.key() == Qt.Key.Key_Home:
            bar.setValue(bar.minimum())
        elif event.key() == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        control = Qt.KeyboardModifier.ControlModifier
        if isinstance(event, QWheelEvent) and event.modifiers() & control:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._zoom is None:
            self._apply_zoom()

    def _build(self) -> None:
        translate = self._context.translate
        self._place = QLabel()
        self._place.setTextFormat(Qt.TextFormat.PlainText)
        bar = QHBoxLayout()
        bar.setContentsMargins(2 * GRID, GRID // 2, GRID, GRID // 2)
        bar.addWidget(self._place, 1)
        for text, name, slot in (
            ("−", N_("Smaller"), lambda: self.zoom_by(-1)),
            ("+", N_("Larger"), lambda: self.zoom_by(1)),
            ("↔", N_("Fit width"), lambda: self._set_zoom(None)),
        ):
            button = measure(QToolButton(), least_width=3 * GRID, least_height=3 * GRID)
            button.setText(text)
            button.setToolTip(translate(name))
            button.setAccessibleName(translate(name))
            button.clicked.connect(slot)
            bar.addWidget(button)
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._column.setContentsMargins(GRID, GRID, GRID, GRID)
        self._column.setSpacing(2 * GRID)
        self._area = QScrollArea()
        self._area.setWidget(self._inside)
        self._area.setWidgetResizable(True)
        self._area.setAccessibleName(translate(N_("Pages of the minutes")))
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._area.viewport().installEventFilter(self)
        self._area.verticalScrollBar().valueChanged.connect(self._scrolled)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(bar)
        column.addWidget(self._area, 1)

    def _stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        self._tasks.clear()
        self._waiting.clear()

    def _counted(self, pdf: bytes, count: int) -> None:
        if pdf is self._pdf:
            self._lay_out(count)

    def _lay_out(self, count: int) -> None:
        name = self._context.translate(N_("Page {number} of {count}"))
        while len(self._pages) > count:
            discard(self._pages.pop())
        for page in self._pages:
            page.drawn_dpi = None
        while len(self._pages) < count:
            page = _Page("")
            self._column.addWidget(page)
            self._pages.append(page)
        for number, page in enumerate(self._pages, 1):
            page.setAccessibleName(name.format(number=number, count=count))
        self._apply_zoom()
        self._scrolled()
        self.shown.emit(count)

    def _percent(self) -> float:
        if self._zoom is not None:
            return self._zoom
        bar = self._area.verticalScrollBar()
        room = self._area.width() - 2 * GRID - bar.sizeHint().width() - 2
        return max(20.0, 100 * room / (A4_INCHES[0] * SCREEN_DPI))

    def _set_zoom(self, zoom: float | None) -> None:
        bar = self._area.verticalScrollBar()
        place = bar.value() / max(1, bar.maximum())
        self._zoom = zoom
        self._apply_zoom()
        self._inside.adjustSize()
        bar.setValue(round(place * bar.maximum()))

    def _apply_zoom(self) -> None:
        percent = self._percent()
        for page in self._pages:
            page.set_zoom(percent)
        self._soon.start()

    def _first_visible(self) -> int:
        top = self._area.verticalScrollBar().value()
        for index, page in enumerate(self._pages):
            if page.y() + page.height() > top:
                return index
        return 0

    def _scrolled(self) -> None:
        if self._pages:
            text = self._context.translate(N_("Page {number} of {count}"))
            self._place.setText(text.format(number=self._first_visible() + 1, count=len(self._pages)))
        else:
            self._place.clear()
        self._soon.start()

    def _draw_visible(self) -> None:
        pdf = self._pdf
        if pdf is None or not self.isVisible():
            return
        dpi = math.ceil(self._percent() / 100 * SCREEN_DPI * self.devicePixelRatioF())
        first = self._first_visible()
        bottom = self._area.verticalScrollBar().value() + self._area.viewport().height()
        wanted = [i for i, page in enumerate(self._pages) if i >= first and page.y() < bottom]
        wanted += [i for i in (max(wanted, default=0) + 1, first - 1) if 0 <= i < len(self._pages)]
        for index, page in enumerate(self._pages):
            if page.drawn_dpi is not None and not first - KEEP_NEAR <= index <= max(wanted) + KEEP_NEAR:
                page.forget()
        for index in wanted:
            if self._pages[index].drawn_dpi != dpi and index not in self._waiting:
                self._waiting.add(index)
                self._tasks.append(
                    self._context.run_task(
                        "",
                        partial(_draw, pdf, index, dpi),
                        partial(self._drawn, pdf, index, dpi),
                        partial(self._waiting.discard, index),
                    )
                )

    def _drawn(self, pdf: bytes, index: int, dpi: int, picture: PagePicture | None) -> None:
        if pdf is not self._pdf or picture is None:
            return
        self._waiting.discard(index)
        self._tasks = [task for task in self._tasks if task in self._context.tasks.running]
        if index < len(self._pages):
            self._pages[index].show_picture(picture, dpi)
        self._soon.start()

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        self._soon.start()


def _draw(pdf: bytes, index: int, dpi: int, _workspace: Workspace, task: Task) -> PagePicture | None:
    return None if task.cancelled() else page_picture(pdf, index, dpi)
