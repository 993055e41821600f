"""What opens below the text while something is written: large entries, kept with one key, left with another."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from inspector_app.errors import N_
from inspector_app.gui import theme
from inspector_app.gui.bridge import Context
from inspector_app.gui.commands import bind
from inspector_app.gui.theme import GRID, role
from inspector_app.gui.widgets.flow import FlowLayout
from inspector_app.gui.widgets.sections import words

SCALE = 0.72
"""Of what is written, against the text that is read."""


class Panel(QFrame):
    """A title, parts below one another, and buttons. It says what is to be done; the window does it."""

    left = Signal()
    """Nothing is to be kept."""

    def __init__(self, context: Context, title: str, points: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.context = context
        self.translate = context.translate
        self._points = points * SCALE
        role(self, "asking")
        self.setAccessibleName(title)
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID)
        self._inside.installEventFilter(self)
        self._most = 0
        self._fit_soon = QTimer(self, singleShot=True, interval=0)
        self._fit_soon.timeout.connect(self._fit)
        self._area = area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self._inside)
        self.heading = role(words(title), "heading")
        self.fault = role(words(), "error")
        self.fault.hide()
        self._buttons = FlowLayout(gap=GRID)
        self._whole = whole = QVBoxLayout(self)
        whole.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        whole.setSpacing(GRID)
        whole.addWidget(self.heading)
        whole.addWidget(area, 1)
        whole.addWidget(self.fault)
        whole.addLayout(self._buttons)

    def begin(self) -> None:
        """Put the keyboard where something is to be written."""
        first = self._inside.nextInFocusChain()
        while first is not None and first is not self._inside:
            if first.focusPolicy() & Qt.FocusPolicy.TabFocus and first.isVisibleTo(self._inside):
                first.setFocus()
                return
            first = first.nextInFocusChain()

    def take_at_most(self, height: int) -> None:
        """As high as it needs to be, and no higher than this."""
        self._most = height
        self._fit_soon.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._inside and event.type() is QEvent.Type.LayoutRequest:
            self._fit_soon.start()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit_soon.start()

    def _fit(self) -> None:
        width = self._area.viewport().width()
        inner = self._column.totalSizeHint().height()
        if self._column.hasHeightForWidth():
            inner = max(self._column.totalHeightForWidth(width), self._column.totalMinimumSize().height())
        around = self._whole.totalSizeHint().height()
        if self._whole.hasHeightForWidth():
            around = max(around, self._whole.totalHeightForWidth(self.width()))
        around -= self._area.sizeHint().height()
        self.setFixedHeight(min(inner + around + GRID, max(self._most, 20 * GRID)))

    def add(self, part: QWidget) -> None:
        """A part over the whole width."""
        self._column.addWidget(part)

    def add_label(self, text: str, buddy: QWidget | None = None) -> QWidget:
        """A label above an entry, whose name it is."""
        label = words(text)
        self.large(label)
        if buddy is not None:
            label.setBuddy(buddy)
            buddy.setAccessibleName(text)
        self._column.addWidget(label)
        return label

    def add_button(self, text: str, run: Callable[[], object], kind: str = "act") -> QPushButton:
        """A button in the row at the foot."""
        button = QPushButton(text)
        role(button, kind)
        button.clicked.connect(lambda _on=False: run())
        self._buttons.addWidget(button)
        return button

    def add_keep(self, text: str, run: Callable[[], object]) -> QPushButton:
        """The button that keeps what was written, with its key; after it the one that keeps nothing."""
        button = self.add_button(text, run, "primary")
        scope = Qt.ShortcutContext.WidgetWithChildrenShortcut
        bind("reader-keep", self, run, self.context.habits, self.translate, scope=scope)
        self.add_button(self.translate(N_("Leave it as it is")), self.left.emit)
        return button

    def finish(self, parts: Sequence[QWidget] = ()) -> None:
        """Everything was added."""
        for part in parts:
            self.large(part)
        self._column.addStretch(1)

    def large(self, widget: QWidget) -> QWidget:
        """In the size of the projector."""
        widget.setFont(theme.reading_font(self._points))
        return widget

    def complain(self, sentence: str) -> None:
        """Say what is missing."""
        self.fault.setText(sentence)
        self.fault.setVisible(bool(sentence))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
