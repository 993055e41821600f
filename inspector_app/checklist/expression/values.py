"""The values of XPath and how one becomes another, as JavaRosa does it.

A number is a float, a date is its ISO text that also knows its number of days since 1970-01-01.
"""

import math
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from decimal import Decimal

from inspector_app.checklist.expression.nodes import Nodes, Scalar

Value = str | float | bool | Nodes

NAN = math.nan
TOLERANCE = 1e-12
"""Numbers nearer than this are equal: 6.1 - 7.8 is -1.7 for an author."""
_EXACT = 2**53
_EPOCH_DAY = date(1970, 1, 1).toordinal()
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY = timedelta(days=1)

_NUMBER = re.compile(r"-?(?:[0-9]+\.?[0-9]*|\.[0-9]+)")
_CLOCK = r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]{1,9}))?)?(Z|[+-][0-9]{2}(?::?[0-9]{2})?)?"
_MOMENT = re.compile(rf"([0-9]{{4}})-([0-9]{{1,2}})-([0-9]{{1,2}})(?:[T ]{_CLOCK})?")
_TIME = re.compile(_CLOCK)


class Moment(str):
    """A day, or a day with a time: its text, the point in time, and `number`, days on the wall since 1970.

    The number of a time counts the local wall, so that `now() >= date('2026-05-12')` turns true at
    midnight here, not seven hours later as it would by days in UTC.
    """

    __slots__ = ("at", "number", "timed")

    at: datetime
    number: float
    timed: bool

    @classmethod
    def of_day(cls, day: date, zone: tzinfo) -> "Moment":
        moment = cls(day.isoformat())
        moment.at = datetime.combine(day, time(), zone)
        moment.number = float(day.toordinal() - _EPOCH_DAY)
        moment.timed = False
        return moment

    @classmethod
    def of_time(cls, at: datetime, zone: tzinfo) -> "Moment":
        """Raises OverflowError at the two ends of the calendar."""
        local = at.astimezone(zone)
        moment = cls(local.isoformat(timespec="milliseconds"))
        moment.at = local
        moment.number = wall_days(local)
        moment.timed = True
        return moment

    @property
    def utc_days(self) -> float:
        """Days since 1970-01-01 00:00 UTC, with their fraction."""
        return (self.at - _EPOCH) / _DAY


def wall_days(at: datetime) -> float:
    """Days since 1970-01-01 as the calendar and clock of `at` show them."""
    return at.toordinal() - _EPOCH_DAY + day_fraction(at.time())


def day_fraction(at: time) -> float:
    """The part of the day that has passed, 0 to 1."""
    return (at.hour * 3600 + at.minute * 60 + at.second + at.microsecond / 1e6) / 86400


def read_moment(text: str, zone: tzinfo) -> Moment | None:
    """ISO 8601 text as a day or a time of `zone`; None for text that is neither."""
    if (found := _parts(text)) is None:
        return None
    day, clock, offset = found
    if clock is None:
        return Moment.of_day(day, zone)
    try:
        return Moment.of_time(datetime.combine(day, clock, offset or zone), zone)
    except OverflowError:
        return None


def read_time(text: str, zone: tzinfo, now: datetime) -> time | None:
    """A time of day ("08:30", "08:30:00.000+07:00") as the clock of `zone` shows it on the day of `now`."""
    if (found := _TIME.fullmatch(text)) is None or (read := _clock_time(found.groups())) is None:
        return None
    at, offset = read
    try:
        return at if offset is None else datetime.combine(now.date(), at, offset).astimezone(zone).time()
    except OverflowError:
        return None


def _parts(text: str) -> tuple[date, time | None, tzinfo | None] | None:
    if (found := _MOMENT.fullmatch(text)) is None:
        return None
    try:
        on = date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
    if found[4] is None:
        return on, None, None
    read = _clock_time(found.groups()[3:])
    return None if read is None else (on, *read)


def _clock_time(parts: Sequence[str | None]) -> tuple[time, tzinfo | None] | None:
    hour, minute, second, fraction, offset = parts
    micro = int((fraction or "").ljust(6, "0")[:6])
    try:
        at = time(int(hour or 0), int(minute or 0), int(second or 0), micro)
        return at, None if offset is None else _zone(offset)
    except ValueError:
        return None


def _zone(offset: str) -> tzinfo:
    if offset == "Z":
        return UTC
    digits = offset[1:].replace(":", "").ljust(4, "0")
    ahead = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(ahead if offset[0] == "+" else -ahead)


def from_utc_days(days: float, zone: tzinfo) -> Moment:
    """The time that many days after 1970-01-01 00:00 UTC; raises OverflowError outside the calendar."""
    return Moment.of_time(_EPOCH + timedelta(days=days), zone)


def from_wall_days(days: float, zone: tzinfo) -> Moment:
    """The day that many whole days after 1970-01-01; raises ValueError or OverflowError outside the calendar."""
    return Moment.of_day(date.fromordinal(int(days) + _EPOCH_DAY), zone)


def unpack(value: Value) -> Scalar:
    """A node set as the value of its first node; an empty one as the empty text, as JavaRosa does."""
    if type(value) is Nodes:
        return value[0].value if value else ""
    return value  # type: ignore[return-value]


def as_text(value: Value) -> str:
    """The string of XPath; whole numbers without a point, others in at most 15 digits (0.1 + 0.2 is 0.3)."""
    scalar = unpack(value)
    if isinstance(scalar, str):
        return scalar
    if isinstance(scalar, bool):
        return "true" if scalar else "false"
    if math.isnan(scalar):
        return "NaN"
    if math.isinf(scalar):
        return "Infinity" if scalar > 0 else "-Infinity"
    if scalar.is_integer() and abs(scalar) < _EXACT:
        return str(int(scalar))
    plain = format(Decimal(f"{scalar:.15g}"), "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def as_number(value: Value) -> float:
    """The number of XPath; a comma may stand for the point, NaN for what is no number.

    ISO dates are days since 1970-01-01 and times of day are parts of a day, because the answers
    themselves are plain text here: `${opened} <= ${closed}` must compare them.
    """
    scalar = unpack(value)
    if isinstance(scalar, float):
        return scalar
    if isinstance(scalar, bool):
        return 1.0 if scalar else 0.0
    if isinstance(scalar, Moment):
        return scalar.number
    text = scalar.strip().replace(",", ".")
    if _NUMBER.fullmatch(text):
        return float(text)
    if text[4:5] == "-" or ":" in text[1:3]:
        return _calendar_number(text)
    return NAN


def _calendar_number(text: str) -> float:
    """Days of a date or a time as they are written, whatever zone: the wall's, like `Moment.number`."""
    if (found := _parts(text)) is not None:
        day, clock, _offset = found
        return day.toordinal() - _EPOCH_DAY + (0.0 if clock is None else day_fraction(clock))
    if (alone := _TIME.fullmatch(text)) is not None and (read := _clock_time(alone.groups())) is not None:
        return day_fraction(read[0])
    return NAN


def as_boolean(value: Value) -> bool:
    """The boolean of XPath: text that is not empty, a number that is not 0 or NaN.

    A node set is its value, as in JavaRosa (an unanswered question is false); a group that is there,
    and several nodes, are true.
    """
    if type(value) is Nodes:
        if len(value) > 1 or (value and value[0].children):
            return True
        return as_boolean(unpack(value))
    if isinstance(value, float):
        return abs(value) > TOLERANCE
    return bool(value)
