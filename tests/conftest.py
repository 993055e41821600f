"""What every test stands on: no screen, an odd time zone, a data folder of its own, a still clock, a quiet log."""

import logging
import os
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

# Before anything imports Qt or asks for the local time: a test that leans on the machine's zone shows at once.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["TZ"] = "Pacific/Chatham"
if hasattr(time, "tzset"):
    time.tzset()

import pytest

from inspector_app.clock import ZONE, FixedClock
from inspector_app.paths import DATA_VARIABLE


@pytest.fixture
def clock() -> FixedClock:
    """Tuesday 12 May 2026, 08:00 in Vietnam: the morning of the sample visit."""
    return FixedClock(datetime(2026, 5, 12, 8, 0, tzinfo=ZONE))


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes what the person at this computer has."""
    monkeypatch.setenv(DATA_VARIABLE, str(tmp_path / "inspector-data"))
    for place in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(place, str(tmp_path / place.lower()))


class _Surprises(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.seen: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.seen.append(record)


@pytest.fixture(autouse=True)
def quiet_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """A warning in the log that the test did not announce with `@pytest.mark.logs("logger")` fails it."""
    announced = tuple(name for mark in request.node.iter_markers("logs") for name in mark.args)
    surprises = _Surprises()
    logging.getLogger().addHandler(surprises)
    yield
    logging.getLogger().removeHandler(surprises)
    unexpected = [
        f"{record.levelname} {record.name}: {record.getMessage()}"
        for record in surprises.seen
        if not record.name.startswith(announced or ("\0",))
    ]
    if unexpected:
        pytest.fail("unexpected in the log:\n" + "\n".join(unexpected))
