"""Entries of figures: they read only what can be read in one way."""

from datetime import date
from typing import Any, cast

from inspector_app.gui.figures import comma, decimal_number, grouped, whole_number
from inspector_app.gui.widgets.entries import LineEntry, day_text, parse_day


class NumberEntry(LineEntry):
    """A whole number, shown in groups of three."""

    def parse(self, text: str) -> object:
        return whole_number(text)

    def text_of(self, value: object) -> str:
        return grouped(cast("int | None", value))


class PercentEntry(LineEntry):
    """A rate in per cent with a decimal comma."""

    def parse(self, text: str) -> object:
        return decimal_number(text)

    def text_of(self, value: object) -> str:
        return comma(cast("Any", value))


class DayOrWordsEntry(LineEntry):
    """Up to when a figure counts: a date, or words such as "giữa tháng 5/2022"."""

    def parse(self, text: str) -> object:
        try:
            return parse_day(text)
        except ValueError:
            return super().parse(text)

    def text_of(self, value: object) -> str:
        return day_text(value) if isinstance(value, date) else super().text_of(value)
