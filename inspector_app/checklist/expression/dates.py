"""Functions on dates and times, in the zone of the scope's `now`."""

import math
from collections.abc import Callable
from datetime import datetime

from inspector_app.checklist.expression.failure import RefusedError
from inspector_app.checklist.expression.functions import Table, eager
from inspector_app.checklist.expression.run import Run
from inspector_app.checklist.expression.values import (
    NAN,
    Moment,
    Value,
    as_text,
    day_fraction,
    from_utc_days,
    from_wall_days,
    read_moment,
    read_time,
    unpack,
)
from inspector_app.errors import N_

DATES: Table = {}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_DAYS = 2**31


@eager(DATES, "today", 0, volatile=True)
def _today(run: Run) -> Value:
    return Moment.of_day(run.now.date(), run.zone)


@eager(DATES, "now", 0, volatile=True)
def _now(run: Run) -> Value:
    return Moment.of_time(run.now, run.zone)


def _moment(run: Run, value: Value, from_days: Callable[[float], Moment]) -> Moment | None:
    """The value as a date; None for what is empty. Raises RefusedError for what is no date."""
    scalar = unpack(value)
    if isinstance(scalar, Moment):
        return scalar
    if scalar == "" or (isinstance(scalar, float) and math.isnan(scalar)):
        return None
    try:
        if isinstance(scalar, float) and abs(scalar) < _DAYS:
            return from_days(scalar)
    except (ValueError, OverflowError) as error:
        raise _no_date(value) from error
    read = read_moment(scalar.strip(), run.zone) if isinstance(scalar, str) else None
    if read is None:
        raise _no_date(value)
    return read


def _no_date(value: Value) -> RefusedError:
    return RefusedError(N_("“{value}” is not a date such as 2026-05-12."), value=as_text(value)[:100])


def _empty(value: Value) -> Value:
    """Nothing stays nothing: the empty text, or the number that is none."""
    return "" if unpack(value) == "" else NAN


@eager(DATES, "date", 1)
def _date(run: Run, value: Value) -> Value:
    moment = _moment(run, value, lambda days: from_wall_days(days, run.zone))
    return _empty(value) if moment is None else Moment.of_day(moment.at.date(), run.zone)


@eager(DATES, "date-time", 1)
def _date_time(run: Run, value: Value) -> Value:
    moment = _moment(run, value, lambda days: from_utc_days(days, run.zone))
    return _empty(value) if moment is None else Moment.of_time(moment.at, run.zone)


@eager(DATES, "decimal-date-time", 1)
def _decimal_date_time(run: Run, value: Value) -> Value:
    """Days since 1970-01-01 00:00 UTC, as JavaRosa counts them."""
    moment = _moment(run, value, lambda days: from_utc_days(days, run.zone))
    if moment is None:
        return _empty(value)
    scalar = unpack(value)
    return scalar if type(scalar) is float else moment.utc_days


@eager(DATES, "decimal-time", 1)
def _decimal_time(run: Run, value: Value) -> Value:
    """The part of the local day that has passed, 0 to 1."""
    scalar = unpack(value)
    if type(scalar) is float and math.isfinite(scalar):
        return scalar - math.floor(scalar)
    if isinstance(scalar, str) and ":" in scalar[:3] and not isinstance(scalar, Moment):
        alone = read_time(scalar.strip(), run.zone, run.scope.now or datetime.fromtimestamp(0, run.zone))
        if alone is not None:
            return day_fraction(alone)
    moment = _moment(run, value, lambda days: from_utc_days(days, run.zone))
    return _empty(value) if moment is None else day_fraction(moment.at.time())


_LETTERS: dict[str, Callable[[datetime], str]] = {
    "%": lambda _at: "%",
    "Y": lambda at: f"{at.year:04}",
    "y": lambda at: f"{at.year % 100:02}",
    "m": lambda at: f"{at.month:02}",
    "n": lambda at: str(at.month),
    "b": lambda at: _MONTHS[at.month - 1],
    "d": lambda at: f"{at.day:02}",
    "e": lambda at: str(at.day),
    "H": lambda at: f"{at.hour:02}",
    "h": lambda at: str(at.hour),
    "M": lambda at: f"{at.minute:02}",
    "S": lambda at: f"{at.second:02}",
    "3": lambda at: f"{at.microsecond // 1000:03}",
    "a": lambda at: _WEEKDAYS[at.weekday()],
    "W": lambda at: str(at.isocalendar().week),
}


@eager(DATES, "format-date", 2)
def _format_date(run: Run, value: Value, form: Value) -> Value:
    """Letters after `%` as ODK lists them; an empty date is an empty text."""
    moment = _moment(run, value, lambda days: from_utc_days(days, run.zone))
    if moment is None:
        return ""
    parts: list[str] = []
    letters = iter(run.read(as_text(form)))
    for letter in letters:
        if letter != "%":
            parts.append(letter)
            continue
        sign = next(letters, "")
        if sign not in _LETTERS:
            raise RefusedError(N_("“%{letter}” is not a part of a date."), letter=sign)
        parts.append(_LETTERS[sign](moment.at))
    text = "".join(parts)
    run.check_length(len(text))
    return text


DATES["format-date-time"] = DATES["format-date"]


@eager(DATES, "difference-in-months", 2)
def _difference_in_months(run: Run, earlier: Value, later: Value) -> Value:
    """Whole months from one day to another; a month is full on the same day of the month."""
    one = _moment(run, earlier, lambda days: from_wall_days(days, run.zone))
    other = _moment(run, later, lambda days: from_wall_days(days, run.zone))
    if one is None or other is None:
        return NAN
    first, last = sorted((one.at.date(), other.at.date()))
    months = (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)
    return float(months if one.at.date() <= other.at.date() else -months)
