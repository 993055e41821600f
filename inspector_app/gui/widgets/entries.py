"""Entries for one value each: they show what they are given and say once what a person changed.

They know no visit and no action. Text is handed on after a pause, on Enter and on leaving the entry, so
that a paragraph is one act and a crash costs a second of typing at most.
"""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QStyledItemDelegate,
    QWidget,
)

from inspector_app.gui.theme import GRID
from inspector_app.gui.widgets.carried import brings_only_files
from inspector_app.gui.widgets.field_menu import open_field_menu
from inspector_app.gui.widgets.left_to_others import pastes_files, undoes_last_act

PAUSE_MS = 1200
"""A pause in typing after which the text is handed on."""

_DAY = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
_MOMENT = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})\s+(\d{1,2})(?::|g|h|giờ)\s*(\d{2})?")


class Entry(Protocol):
    """What every entry can do; `edited` carries the new value, None for nothing."""

    @property
    def edited(self) -> SignalInstance: ...
    def show_value(self, value: object) -> None: ...
    def flush(self) -> None: ...
    def set_locked(self, locked: bool) -> None: ...


def day_text(day: date | None) -> str:
    """23/11/2026, or nothing."""
    return "" if day is None else f"{day:%d/%m/%Y}"


def moment_text(moment: datetime | None) -> str:
    """23/11/2026 14:05, or nothing."""
    return "" if moment is None else f"{moment:%d/%m/%Y %H:%M}"


def parse_day(text: str) -> date | None:
    """A day as people type it: 6/6/2022, 06.06.2022, 06-06-2022; raises ValueError for anything else."""
    text = text.strip()
    if not text:
        return None
    if (match := _DAY.fullmatch(text)) is None:
        raise ValueError(text)
    day, month, year = (int(part) for part in match.groups())
    return date(year, month, day)


def parse_moment(text: str, zone: ZoneInfo) -> datetime | None:
    """A day with hour and minute: 06/6/2022 8:30, 06/6/2022 8g30; raises ValueError for anything else."""
    text = text.strip()
    if not text:
        return None
    if (match := _MOMENT.fullmatch(text)) is None:
        raise ValueError(text)
    day, month, year, hour, minute = (int(part or 0) for part in match.groups())
    return datetime(year, month, day, hour, minute, tzinfo=zone)


def cleaned(text: str) -> str | None:
    """Text as it is kept: NFC, without white space around it; nothing is None."""
    return unicodedata.normalize("NFC", text).strip() or None


class LineEntry(QLineEdit):
    """One line of text."""

    edited = Signal(object)
    faulty = Signal(bool)
    """Whether the text cannot be read as a value; it then stays on screen and nothing is handed on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: object = None
        self._unsaved = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.flush)
        self.textEdited.connect(lambda _text: self._pause.start())
        self.editingFinished.connect(self.flush)

    def parse(self, text: str) -> object:
        """The value of what is typed; raises ValueError."""
        return cleaned(text)

    def text_of(self, value: object) -> str:
        return "" if value is None else str(value)

    def show_value(self, value: object) -> None:
        """Show a value from outside, unless the person is in the middle of typing another."""
        if self._pause.isActive():
            return
        self._shown = value
        if self._unsaved:
            return
        text = self.text_of(value)
        try:
            same = bool(self.text()) and self.parse(self.text()) == value
        except ValueError:
            same = False
        if not same and self.text() != text:
            self.setText(text)
        self.faulty.emit(False)

    def flush(self) -> None:
        """Hand on now what is typed and not yet handed on."""
        self._pause.stop()
        self._unsaved = False
        try:
            value = self.parse(self.text())
        except ValueError:
            self.faulty.emit(True)
            return
        self.faulty.emit(False)
        if value != self._shown:
            self._shown = value
            self.edited.emit(value)

    def put_back(self, value: object) -> None:
        """Show again what was typed and could not be saved; it is handed on anew with the next chance."""
        self.setText(self.text_of(value))
        self._unsaved = True

    def give_up(self) -> None:
        """What could not be saved need not stay: the entry goes on to another thing."""
        self._unsaved = False

    def set_locked(self, locked: bool) -> None:
        """A locked entry can be read and copied, not changed."""
        self.setReadOnly(locked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if pastes_files(event):
            event.ignore()  # whoever stands behind the entry takes them
        elif not undoes_last_act(event, self):
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        open_field_menu(self, event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if brings_only_files(event.mimeData()):
            event.ignore()
        else:
            super().dragEnterEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        if self._pause.isActive():
            self.flush()
        super().hideEvent(event)


class DayEntry(LineEntry):
    """A day as dd/MM/yyyy; may be empty."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText("dd/mm/yyyy")

    def parse(self, text: str) -> object:
        return parse_day(text)

    def text_of(self, value: object) -> str:
        return day_text(value if isinstance(value, date) else None)


class MomentEntry(LineEntry):
    """A day and time as dd/MM/yyyy HH:mm; may be empty."""

    def __init__(self, zone: ZoneInfo, parent: QWidget | None = None) -> None:
        self._zone = zone
        super().__init__(parent)
        self.setPlaceholderText("dd/mm/yyyy hh:mm")

    def parse(self, text: str) -> object:
        return parse_moment(text, self._zone)

    def text_of(self, value: object) -> str:
        return moment_text(value if isinstance(value, datetime) else None)


class AreaEntry(QPlainTextEdit):
    """Some lines of text, as high as they need; Tab goes on to the next entry."""

    edited = Signal(object)

    def __init__(self, lines: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self._shown: object = None
        self._unsaved = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.flush)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._silent = False
        self.textChanged.connect(self._typed)
        self._fit()

    def parse(self, text: str) -> object:
        return cleaned(text)

    def text_of(self, value: object) -> str:
        return "" if value is None else str(value)

    def show_value(self, value: object) -> None:
        """Show a value from outside, unless the person is in the middle of typing another."""
        if self._pause.isActive():
            return
        self._shown = value
        if self._unsaved:
            return
        text = self.text_of(value)
        if self.parse(self.toPlainText()) != value and self.toPlainText() != text:
            self._show(text)

    def flush(self) -> None:
        """Hand on now what is typed and not yet handed on."""
        self._pause.stop()
        self._unsaved = False
        value = self.parse(self.toPlainText())
        if value != self._shown:
            self._shown = value
            self.edited.emit(value)

    def set_locked(self, locked: bool) -> None:
        """A locked entry can be read and copied, not changed."""
        self.setReadOnly(locked)

    def put_back(self, value: object) -> None:
        """Show again what was typed and could not be saved; it is handed on anew with the next chance."""
        self._show(self.text_of(value))
        self._unsaved = True

    def give_up(self) -> None:
        """What could not be saved need not stay: the entry goes on to another thing."""
        self._unsaved = False

    def sizeHint(self) -> QSize:
        return QSize(240, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if pastes_files(event):
            event.ignore()  # whoever stands behind the entry takes them
        elif not undoes_last_act(event, self):
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        open_field_menu(self, event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if brings_only_files(event.mimeData()):
            event.ignore()
        else:
            super().dragEnterEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.flush()

    def hideEvent(self, event: QHideEvent) -> None:
        if self._pause.isActive():
            self.flush()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _show(self, text: str) -> None:
        self._silent = True
        self.setPlainText(text)
        self._silent = False

    def _typed(self) -> None:
        if not self._silent:
            self._pause.start()
        self._fit()

    def _fit(self) -> None:
        line = self.fontMetrics().lineSpacing()
        rows = sum(max(1, self._rows_of(i)) for i in range(self.blockCount()))
        around = 2 * GRID + round(2 * self.document().documentMargin())
        self.setFixedHeight(max(self._lines, rows) * line + around)

    def _rows_of(self, block: int) -> int:
        return self.document().findBlockByNumber(block).layout().lineCount()


class LinesEntry(AreaEntry):
    """A list of short texts, one per line."""

    def parse(self, text: str) -> object:
        return tuple(line for raw in text.splitlines() if (line := cleaned(raw)) is not None)

    def text_of(self, value: object) -> str:
        return "\n".join(value) if isinstance(value, tuple | list) else ""


class ChoiceEntry(QComboBox):
    """One of some words; the wheel turns it only while it has the focus."""

    edited = Signal(object)

    def __init__(self, options: Sequence[tuple[object, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.values = tuple(value for value, _label in options)
        self.addItems([label for _value, label in options])
        self.setItemDelegate(QStyledItemDelegate(self))  # Qt's own for choices knows no padding
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.activated.connect(lambda index: self.edited.emit(self.values[index]))

    @property
    def value(self) -> object:
        return self.values[self.currentIndex()]

    def offer(self, options: Sequence[tuple[object, str]]) -> None:
        """Other words to choose from; the first is chosen."""
        self.values = tuple(value for value, _label in options)
        self.clear()
        self.addItems([label for _value, label in options])
        self.updateGeometry()

    def show_value(self, value: object) -> None:
        """Show a value from outside; one that is no option shows the first."""
        self.setCurrentIndex(self.values.index(value) if value in self.values else 0)

    def flush(self) -> None:
        """A choice is handed on at once, so nothing waits."""

    def set_locked(self, locked: bool) -> None:
        """A locked choice cannot be opened."""
        self.setEnabled(not locked)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class CapsLockWatch(QObject):
    """Tells from the keys typed into an entry whether Caps Lock seems to be on; Qt offers no direct question."""

    seems_on = Signal(bool)

    def __init__(self, entry: QLineEdit) -> None:
        super().__init__(entry)
        entry.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            text = event.text()
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if len(text) == 1 and text.isalpha():
                self.seems_on.emit(text.isupper() != shift)
        return super().eventFilter(watched, event)
