"""Entries of figures: they read only what can be read in one way, and say in words what they understood."""

import re
from datetime import date, time
from decimal import Decimal
from typing import Any, cast

from PySide6.QtCore import Signal

from inspector_app.checklist.spelling import amount_spelled, number_spelled, percent_spelled
from inspector_app.errors import N_
from inspector_app.gui.figures import (
    FigureError,
    amount,
    comma,
    decimal_number,
    grouped,
    whole_number,
    written,
)
from inspector_app.gui.widgets.entries import LineEntry, day_text, parse_day

_TIME = re.compile(r"(\d{1,2}) ?(?::|g|h|giờ) ?(?:(\d{1,2})(?: ?(?:p|phút))?)?")
MOST_PERCENT, MOST_DEGREES = 100, 180


class FigureEntry(LineEntry):
    """A number; while one types, `understood` carries it in Vietnamese words."""

    understood = Signal(str)
    """The number spelled out; empty while there is none."""

    def __init__(self) -> None:
        super().__init__()
        self.textChanged.connect(lambda _text: self._echo())

    def read(self, text: str) -> object:
        """The number of a text; raises FigureError."""
        return whole_number(text)

    def text_of(self, value: object) -> str:
        return grouped(cast("int | None", value))

    def spelled(self, value: object) -> str:
        """A number in words."""
        return number_spelled(cast("int", value))

    def parse(self, text: str) -> object:
        """What the program itself wrote is not ambiguous: it is the value it was written for."""
        if self._shown is not None and text == self.text_of(self._shown):
            return self._shown
        return self.read(text)

    @property
    def in_words(self) -> str:
        """What is understood of the text as it stands; empty where nothing is."""
        try:
            value = self.parse(self.text())
        except ValueError:
            return ""
        return "" if value is None else self.spelled(value)

    @property
    def readings(self) -> tuple[tuple[Decimal | int, str], ...]:
        """What the text may mean, each with its words, where that is not certain."""
        try:
            self.parse(self.text())
        except FigureError as error:
            own = tuple(self.of_reading(reading) for reading in error.readings)
            return tuple((value, f"{self.text_of(value)} = {self.spelled(value)}") for value in own)
        return ()

    def of_reading(self, reading: Decimal) -> Decimal | int:
        """A reading as the value that this entry holds."""
        return int(reading)

    def take(self, value: object) -> None:
        """What a person chose among the readings."""
        self._pause.stop()
        self._shown = value
        self.setText(self.text_of(value))
        self.faulty.emit(False)
        self.edited.emit(value)

    def _echo(self) -> None:
        said = self.in_words
        self.setAccessibleDescription(said)
        self.understood.emit(said)


class NumberEntry(FigureEntry):
    """A whole number, shown in groups of three."""


class AmountEntry(FigureEntry):
    """Money in đồng; "1,5 triệu" is understood as well."""

    def read(self, text: str) -> object:
        return amount(text)

    def spelled(self, value: object) -> str:
        return amount_spelled(cast("int", value))


class DecimalEntry(FigureEntry):
    """Any number, with a decimal comma; below zero where that means something."""

    def __init__(self, *, negative: bool = True) -> None:
        self._negative = negative
        super().__init__()

    def read(self, text: str) -> object:
        return decimal_number(text, negative=self._negative)

    def text_of(self, value: object) -> str:
        return "" if value is None else written(cast("Decimal", value))

    def of_reading(self, reading: Decimal) -> Decimal | int:
        return reading


class DegreesEntry(DecimalEntry):
    """Latitude or longitude."""

    def read(self, text: str) -> object:
        return decimal_number(text.strip().removesuffix("°"), negative=True, most=MOST_DEGREES)


class PercentEntry(DecimalEntry):
    """A rate in per cent with a decimal comma."""

    def __init__(self) -> None:
        super().__init__(negative=False)

    def read(self, text: str) -> object:
        return decimal_number(text, percent=True, most=MOST_PERCENT)

    def text_of(self, value: object) -> str:
        return comma(cast("Any", value))

    def spelled(self, value: object) -> str:
        return percent_spelled(cast("Decimal", value))


class TimeEntry(LineEntry):
    """An hour of the day: 14:05, 14h05, 14 giờ."""

    HINT = N_("An hour as hh:mm, such as 14:05.")

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText("hh:mm")

    def parse(self, text: str) -> object:
        return parse_time(text)

    def text_of(self, value: object) -> str:
        return time_text(value if isinstance(value, time) else None)


class DayOrWordsEntry(LineEntry):
    """Up to when a figure counts: a date, or words such as "giữa tháng 5/2022"."""

    def parse(self, text: str) -> object:
        try:
            return parse_day(text)
        except ValueError:
            return super().parse(text)

    def text_of(self, value: object) -> str:
        return day_text(value) if isinstance(value, date) else super().text_of(value)


def parse_time(text: str) -> time | None:
    """14:05, 14h05, 14 giờ 05 phút, 14h; raises ValueError for anything else."""
    text = " ".join(text.split()).casefold()
    if not text:
        return None
    if (match := _TIME.fullmatch(text)) is None:
        raise ValueError(text)
    return time(int(match[1]), int(match[2] or 0))


def time_text(at: time | None) -> str:
    """14:05, or nothing."""
    return "" if at is None else f"{at:%H:%M}"
