"""The only door to time. Everything else is handed a Clock."""

import os
import time
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


class Clock(Protocol):
    """Wall time with offset, and a counter that no change of the wall clock can move."""

    boot: str
    """Identity of one run of the program; `monotonic_ms` values compare only within it."""

    def now(self) -> datetime:
        """Wall time in Vietnam, to the second, with its offset."""
        ...

    def monotonic_ms(self) -> int:
        """Milliseconds since this run began."""
        ...


class SystemClock:
    """The machine's own clock."""

    def __init__(self) -> None:
        self.boot = os.urandom(16).hex()
        self._started = time.monotonic_ns()

    def now(self) -> datetime:
        return datetime.now(ZONE).replace(microsecond=0)

    def monotonic_ms(self) -> int:
        return (time.monotonic_ns() - self._started) // 1_000_000


class FixedClock:
    """A clock that stands still until it is moved: for samples and stories that must repeat."""

    def __init__(self, at: datetime, boot: str = "fixed") -> None:
        self.boot = boot
        self._at = at
        self._started = at

    def now(self) -> datetime:
        return self._at

    def monotonic_ms(self) -> int:
        return int((self._at - self._started).total_seconds() * 1000)

    def move_to(self, at: datetime) -> None:
        """Set the hands; going backwards is what a wrong wall clock does, so it is allowed."""
        self._at = at
