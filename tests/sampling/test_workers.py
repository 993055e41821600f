"""Hostile work dies in its own process: named, replaced, and never in the way of the rest."""

import os
import signal
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import psutil
import pytest

from inspector_app.clock import SystemClock
from inspector_app.errors import IntakeError
from inspector_app.sampling.limits import MB, Limits, workers_for
from inspector_app.sampling.workers import Answer, Fault, Pool
from tests.sampling import jobs

LIMITS = Limits(seconds=4, worker_bytes=200 * MB, most_workers=2)
GOOD = {"do": "echo", "word": "đã ký"}


def left_behind() -> list[psutil.Process]:
    """Processes that this one started, save Python's own that watches shared memory until the end."""
    found = []
    for child in psutil.Process().children(recursive=True):
        try:
            if "resource_tracker" not in " ".join(child.cmdline()):
                found.append(child)
        except (psutil.NoSuchProcess, psutil.ZombieProcess):
            found.append(child)
    return found


@pytest.fixture(autouse=True)
def nothing_is_left() -> Iterator[None]:
    yield
    assert left_behind() == []


def run(
    work: Iterable[Any],
    cancelled: Callable[[], bool] = lambda: False,
    *,
    limits: Limits = LIMITS,
    settings: Any = None,
) -> list[Answer]:
    own = list(work)
    with Pool(jobs.start, settings, limits=limits, clock=SystemClock(), files=len(own)) as pool:
        return sorted(pool.run(own, cancelled), key=lambda answer: answer.job)


def test_every_job_is_answered_once_and_by_its_place() -> None:
    found = run([{"do": "echo", "word": str(number)} for number in range(40)], settings={"tin": ["gốc"]})
    assert [answer.job for answer in found] == list(range(40))
    assert [answer.value["said"] for answer in found] == [str(number) for number in range(40)]
    assert {tuple(answer.value["settings"]["tin"]) for answer in found} == {("gốc",)}
    assert len({answer.value["worker"] for answer in found}) <= 2


@pytest.mark.parametrize(
    ("deed", "fault"),
    [
        ("hang", Fault.TOO_LONG),
        ("hire", Fault.TOO_LONG),
        ("grow", Fault.TOO_GREEDY),
        ("grow all the same", Fault.TOO_GREEDY),
        ("raise", Fault.BROKEN),
        ("die", Fault.BROKEN),
        ("be killed by the system", Fault.BROKEN),
        ("talk too much", Fault.BROKEN),
        ("say what is no JSON", Fault.BROKEN),
    ],
)
def test_a_bad_job_is_named_and_the_others_go_on(deed: str, fault: Fault) -> None:
    found = run([GOOD, {"do": deed}, GOOD, GOOD])
    assert [answer.fault for answer in found] == [None, fault, None, None]
    assert [answer.value["said"] for answer in found if answer.fault is None] == ["đã ký"] * 3


def test_what_a_job_starts_counts_as_its_memory() -> None:
    limits = Limits(seconds=20, worker_bytes=200 * MB, most_workers=1)
    assert [answer.fault for answer in run([{"do": "grow elsewhere"}, GOOD], limits=limits)] == [
        Fault.TOO_GREEDY,
        None,
    ]


def test_workers_that_all_die_are_replaced() -> None:
    found = run([{"do": "die"}] * 5 + [GOOD])
    assert [answer.fault for answer in found] == [Fault.BROKEN] * 5 + [None]


def test_a_worker_killed_from_outside_costs_its_own_job_alone() -> None:
    work = [GOOD, {"do": "hang"}, *[GOOD] * 8]
    killed = []
    limits = Limits(seconds=30, most_workers=2)
    with Pool(jobs.start, None, limits=limits, clock=SystemClock(), files=2) as pool:
        found = []
        for answer in pool.run(work, lambda: False):
            found.append(answer)
            if len(found) == 9:
                # Only the job that hangs is left; somebody kills what runs it.
                (busy,) = (own for own in left_behind() if own.pid != answer.value["worker"])
                killed.append(busy.pid)
                os.kill(busy.pid, signal.SIGKILL)
    assert len(killed) == 1
    assert {answer.job: answer.fault for answer in found if answer.fault} == {1: Fault.BROKEN}
    assert len(found) == len(work)


def test_a_run_that_is_cancelled_ends_at_once_and_gives_what_it_has() -> None:
    asked = []

    def cancelled() -> bool:
        asked.append(1)
        return len(asked) > 20

    assert run([{"do": "hang"}] * 4, cancelled, limits=Limits(seconds=300, most_workers=2)) == []


def test_a_run_nobody_listens_to_any_more_leaves_no_process() -> None:
    with Pool(jobs.start, None, limits=LIMITS, clock=SystemClock(), files=2) as pool:
        for _ in pool.run([GOOD] * 6, lambda: False):
            break
        assert left_behind()


def test_the_workers_stay_for_the_next_run() -> None:
    with Pool(jobs.start, None, limits=LIMITS, clock=SystemClock(), files=2) as pool:
        first, again = ({a.value["worker"] for a in pool.run([GOOD] * 6, lambda: False)} for _ in range(2))
    assert again <= first


def test_a_computer_on_which_no_worker_starts_says_so() -> None:
    with (
        pytest.raises(IntakeError) as raised,
        Pool(jobs.start_in_vain, None, limits=LIMITS, clock=SystemClock(), files=1) as pool,
    ):
        list(pool.run([GOOD], lambda: False))
    assert raised.value.code == "WORKERS-START"


def test_a_start_that_takes_too_long_is_given_up() -> None:
    limits = Limits(start_seconds=0, most_workers=1)
    with (
        pytest.raises(IntakeError),
        Pool(jobs.start_never, None, limits=limits, clock=SystemClock(), files=1) as pool,
    ):
        list(pool.run([GOOD], lambda: False))


@pytest.mark.parametrize(
    ("cores", "free_mb", "files", "workers"),
    [
        (8, 16_000, 300, 8),
        (8, 16_000, 3, 3),
        (4, 2_100, 300, 3),
        (2, 300, 300, 1),
        (64, 64_000, 3_000, 16),
        (2, 4_000, 0, 1),
    ],
)
def test_as_many_workers_as_cores_memory_and_work_allow(
    cores: int, free_mb: int, files: int, workers: int
) -> None:
    assert workers_for(Limits(), cores, free_mb * MB, files) == workers
