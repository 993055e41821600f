"""When was it really signed: the habit of some programs to write local time as UTC, and the day of issue. Pure.

Vietnam is 7 hours ahead of UTC, without summer time.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from inspector_app.clock import ZONE

AHEAD = timedelta(hours=7)
CLOCKS_DIFFER = timedelta(minutes=10)
"""Two clocks that are right may differ by this much."""
WORKING_HOURS = range(6, 21)


def is_local_as_utc(
    claimed: datetime,
    *,
    at: datetime,
    stated: Sequence[datetime] = (),
    later: Sequence[datetime] = (),
) -> bool:
    """Whether a time claimed in UTC is certainly the hour on the wall.

    `stated`: times that the same file states with their offset; `later`: times of what was added after it, or of
    the time stamp over it. Certain is what is impossible as UTC and right when taken as local time.
    """
    if claimed.utcoffset():
        return False
    local = claimed - AHEAD
    if any(_same(local, time) for time in stated) and not any(_same(claimed, time) for time in stated):
        return True
    return any(local <= time + CLOCKS_DIFFER and claimed > time + CLOCKS_DIFFER for time in (*later, at))


def is_local_by_issue(claimed: datetime, issued: date) -> bool:
    """Whether as UTC it is a night after the day of issue, as local time a working hour up to that day."""
    if claimed.utcoffset():
        return False
    as_written = claimed.astimezone(UTC)
    return as_written.hour in WORKING_HOURS and as_written.date() <= issued < claimed.astimezone(ZONE).date()


def day_of(claimed: datetime, *, local_as_utc: bool) -> date:
    """The day in Vietnam on which it was signed."""
    return (claimed - AHEAD if local_as_utc else claimed).astimezone(ZONE).date()


def _same(one: datetime, other: datetime) -> bool:
    return abs(one - other) <= CLOCKS_DIFFER
