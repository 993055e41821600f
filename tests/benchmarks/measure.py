"""How a job is measured: in turns with its floor, and told as median, floor and ratio."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Result:
    """Medians in milliseconds of a job and of the least that the machine can do for the same result."""

    job: str
    ours: float
    floor: float
    floor_is: str
    bound: float | None

    def line(self) -> str:
        ratio = self.ours / self.floor
        verdict = (
            "" if self.bound is None else ("within" if ratio <= self.bound else "OVER") + f" {self.bound:g}"
        )
        return f"{self.job:8} {self.ours:9.2f} ms {self.floor:9.2f} ms {ratio:8.2f}  {verdict:12} {self.floor_is}"


def milliseconds(work: Callable[[], object]) -> float:
    started = perf_counter()
    work()
    return (perf_counter() - started) * 1000


def in_turns(
    job: str,
    ours: Callable[[], object],
    floor: Callable[[], object],
    floor_is: str,
    *,
    times: int,
    bound: float | None = None,
) -> Result:
    """Run both `times` times, one after the other each time, after one unmeasured turn."""
    ours()
    floor()
    pairs = [(milliseconds(ours), milliseconds(floor)) for _ in range(times)]
    own, least = zip(*pairs, strict=True)
    return Result(job, median(own), median(least), floor_is, bound)
