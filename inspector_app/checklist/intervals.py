"""Between which rates a sample leaves its population: exact intervals by whole numbers, and the size they ask for.

Pure arithmetic: hypergeometric where the population is known, Clopper-Pearson where it is not.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import comb
from statistics import NormalDist

from inspector_app.checklist.fact import Interval, IntervalKind, Sample
from inspector_app.errors import N_, VisitError

GRID = 10_000
"""Rates are told in hundredths of a per cent."""
LARGEST, LARGEST_POPULATION = 10_000, 10_000_000
"""A sample that anybody examines, and what it is drawn from; the arithmetic is done in a second or two."""


def interval(x: int, n: int, population: int | None, confidence: Decimal | int = 95) -> Interval | None:
    """The exact two-sided interval of the rate, `confidence` in per cent, rounded outwards to two decimals.

    Each side leaves at most half of the error: a number of defective in the population stands in the interval where
    neither so many nor so few as `x` among `n` would be that rare. None where the whole population was examined.
    VisitError SAMPLE-FIGURES where the figures cannot be.
    """
    possible = 0 <= x <= n and n >= 1 and (population is None or n <= population) and 0 < confidence < 100
    if possible and population == n:
        return None
    if not possible or n > LARGEST or (population or 0) > LARGEST_POPULATION:
        raise VisitError(
            "SAMPLE-FIGURES",
            N_("No interval goes with {defective} of {examined}, {population} in all, at {confidence}%."),
            why=N_("The figures do not fit each other, or are too large."),
            todo=N_("Give x ≤ n ≤ N, n from 1 to {largest}, and a confidence between 0 and 100."),
            defective=x, examined=n, population="?" if population is None else population, confidence=confidence,
            largest=LARGEST,
        )  # fmt: skip
    error = (100 - Fraction(confidence)) / 200
    if population is None:
        low, high = _clopper_pearson(x, n, error)
        kind = IntervalKind.CLOPPER_PEARSON
    else:
        low, high = _hypergeometric(x, n, population, error)
        kind = IntervalKind.HYPERGEOMETRIC
    return Interval(Decimal(low) / 100, Decimal(high) / 100, Decimal(confidence), kind)


def suggested_size(
    population: int | None,
    margin: Decimal | int,
    confidence: Decimal | int = 95,
    expected: Decimal | int = 50,
) -> int:
    """How many to examine so that the exact interval is at most `margin` per cent to each side.

    For a rate as `expected` (per cent; 50 asks for most). VisitError SAMPLE-MARGIN where no sample that anybody examines
    is so precise, SAMPLE-FIGURES for other figures that cannot be.
    """
    share = Fraction(expected) / 100

    def fine_enough(n: int) -> bool:
        found = interval(int(share * n + Fraction(1, 2)), n, population, confidence)
        return found is None or found.high - found.low <= 2 * margin

    if margin > 0 and fine_enough(1):
        return 1
    last = LARGEST if population is None else min(LARGEST, population)
    if 0 < margin < 50:
        quantile = NormalDist().inv_cdf(0.5 + float(confidence) / 200)
        about = 0.25 * (quantile * 100 / float(margin)) ** 2
        last = int(min(last, 1.2 * about + 100))
    size = _first(fine_enough, 2, last)
    if margin <= 0 or not fine_enough(size):
        raise VisitError(
            "SAMPLE-MARGIN",
            N_("No size can be suggested for a precision of {margin}%."),
            why=N_(
                "It is counted in per cent to each side of the rate; the finer, the more has to be examined."
            ),
            todo=N_("Give a coarser precision, such as 5."),
            margin=margin,
        )
    return size


def with_interval(sample: Sample, confidence: Decimal | None) -> Sample:
    """The sample with the interval that its figures give; without one where none is asked for or none goes with them:
    x or n unknown, figures that cannot be, all were examined."""
    found = None
    if confidence is not None and sample.examined is not None and sample.defective is not None:
        try:
            found = interval(sample.defective, sample.examined, sample.population, confidence)
        except VisitError:
            found = None
    return replace(sample, interval=found)


def refitted(sample: Sample) -> Sample:
    """The sample after an edit: its interval, where it has one, is that of the figures as they are now."""
    return sample if sample.interval is None else with_interval(sample, sample.interval.confidence)


def _hypergeometric(x: int, n: int, population: int, error: Fraction) -> tuple[int, int]:
    """Hundredths of a per cent; over the whole numbers of defective that the sample allows."""
    limit = int(error * comb(population, n))

    def at_least(defective: int) -> bool:
        """Whether x or more are likely enough with so many defective."""
        sound = population - defective
        first = comb(defective, x) * comb(sound, n - x)
        steps = (
            ((defective - k) * (n - k), (k + 1) * (sound - n + k + 1)) for k in range(x, min(n, defective))
        )
        return _exceeds(first, steps, limit)

    def at_most_is_rare(defective: int) -> bool:
        sound = population - defective
        first = comb(defective, x) * comb(sound, n - x)
        steps = (
            (k * (sound - n + k), (defective - k + 1) * (n - k + 1)) for k in range(x, max(0, n - sound), -1)
        )
        return not _exceeds(first, steps, limit)

    most = population - (n - x)
    low = _first(at_least, x, most)
    high = _first(at_most_is_rare, low, most + 1) - 1
    return low * GRID // population, -(-high * GRID // population)


def _clopper_pearson(x: int, n: int, error: Fraction) -> tuple[int, int]:
    """Hundredths of a per cent: the last rate of the grid that is rejected from below, the first from above."""
    limit = int(error * GRID**n)

    def first_term(rate: int) -> int:
        term: int = comb(n, x) * rate**x * (GRID - rate) ** (n - x)
        return term

    def at_least(rate: int) -> bool:
        steps = (((n - k) * rate, (k + 1) * (GRID - rate)) for k in range(x, n))
        return _exceeds(first_term(rate), steps, limit)

    def at_most_is_rare(rate: int) -> bool:
        steps = ((k * (GRID - rate), (n - k + 1) * rate) for k in range(x, 0, -1))
        return not _exceeds(first_term(rate), steps, limit)

    low = 0 if x == 0 else _first(at_least, 1, GRID) - 1
    high = GRID if x == n else _first(at_most_is_rare, 1, GRID)
    return low, high


def _exceeds(first: int, steps: Iterable[tuple[int, int]], limit: int) -> bool:
    """Whether a sum of whole terms is above `limit`; each term is the one before by `up` / `down`.

    The quotients only fall (both laws are log-concave), so what is still to come is bounded: no term too many.
    """
    total = term = first
    for up, down in steps:
        if total > limit:
            return True
        if up < down and total + -(-term * up // (down - up)) <= limit:
            return False
        term = term * up // down
        total += term
    return total > limit


def _first(true_from: Callable[[int], bool], low: int, high: int) -> int:
    """The first whole number from `low` on for which it holds; `high` where none below does."""
    while low < high:
        middle = (low + high) // 2
        if true_from(middle):
            high = middle
        else:
            low = middle + 1
    return low
