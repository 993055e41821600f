"""The exact intervals, against scipy over many samples, and what they promise in so many words."""

import random
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from scipy.stats import beta, hypergeom

from inspector_app.checklist.fact import Interval, IntervalKind, Sample
from inspector_app.checklist.intervals import interval, refitted, suggested_size
from inspector_app.errors import VisitError

CENT = Decimal("0.01")


def clopper_pearson(x: int, n: int, error: float) -> tuple[float, float]:
    low = 0.0 if x == 0 else float(beta.ppf(error, x, n - x + 1))
    high = 1.0 if x == n else float(beta.ppf(1 - error, x + 1, n - x))
    return low * 100, high * 100


def hypergeometric(x: int, n: int, population: int, error: float) -> tuple[int, int]:
    """Every whole number of defective, one by one."""
    allowed = [
        defective
        for defective in range(x, population - (n - x) + 1)
        if hypergeom.sf(x - 1, population, defective, n) > error
        and hypergeom.cdf(x, population, defective, n) > error
    ]
    return allowed[0], allowed[-1]


def samples_of(population_known: bool) -> list[tuple[int, int, int]]:
    drawn = random.Random(20260512)
    found = []
    for _ in range(150):
        population = drawn.randint(2, 300)
        n = drawn.randint(1, population - 1)
        found.append((drawn.randint(0, n), n, population))
    edges = [(0, 1), (1, 1), (0, 30), (30, 30), (7, 30), (1, 2), (299, 300)]
    return found + [(x, n, 412 if population_known else 0) for x, n in edges]


@pytest.mark.parametrize("confidence", [80, 90, 95, 99])
def test_where_nobody_knows_the_population_it_is_that_of_clopper_and_pearson(confidence: int) -> None:
    for x, n, _ in samples_of(population_known=False):
        found = interval(x, n, None, confidence)
        assert found is not None
        low, high = clopper_pearson(x, n, (100 - confidence) / 200)
        assert found.low <= Decimal(low) + Decimal("1e-9")
        assert found.high >= Decimal(high) - Decimal("1e-9")
        assert Decimal(low) - found.low <= CENT
        assert found.high - Decimal(high) <= CENT
        assert found.kind is IntervalKind.CLOPPER_PEARSON


@pytest.mark.parametrize("confidence", [90, 95])
def test_where_it_is_known_it_is_every_number_of_defective_that_the_sample_allows(confidence: int) -> None:
    """Draws whose chance is the error itself are told apart by whole numbers alone, not by scipy's rounded ones."""
    for x, n, population in samples_of(population_known=True):
        found = interval(x, n, population, confidence)
        assert found is not None
        error = (100 - confidence) / 200
        wider = hypergeometric(x, n, population, error - 1e-9)
        narrower = hypergeometric(x, n, population, error + 1e-9)
        low, high = [round(share * population / 100) for share in (found.low, found.high)]
        assert wider[0] <= low <= narrower[0]
        assert narrower[1] <= high <= wider[1]
        assert found.low <= Decimal(low * 100) / population < found.low + CENT
        assert found.high - CENT < Decimal(high * 100) / population <= found.high


def test_seven_of_thirty_out_of_412() -> None:
    known = Interval(Decimal("10.43"), Decimal("41.51"), Decimal(95), IntervalKind.HYPERGEOMETRIC)
    unknown = Interval(Decimal("9.93"), Decimal("42.29"), Decimal(95), IntervalKind.CLOPPER_PEARSON)
    assert interval(7, 30, 412) == known
    assert interval(7, 30, None) == unknown


def test_a_chance_that_is_the_error_itself_is_not_enough() -> None:
    """One of 40 is drawn and is defective: with a single defective one its chance is 1/40, exactly 2.5 %."""
    found = interval(1, 1, 40)
    assert found is not None
    assert found.low == Decimal(5)
    assert Fraction(1, 40) == Fraction(5, 200)


def test_none_found_and_only_found_reach_the_ends() -> None:
    none, every = interval(0, 30, 412), interval(30, 30, 412)
    assert none is not None
    assert every is not None
    assert none.low == 0
    assert every.high == 100
    assert none.high < Decimal(12)


def test_who_looked_at_all_of_them_knows_and_needs_no_interval() -> None:
    assert interval(7, 30, 30) is None
    assert interval(0, 1, 1) is None
    assert interval(7, 50_000, 50_000) is None


@pytest.mark.parametrize(
    ("x", "n", "population", "confidence"),
    [
        (8, 7, None, 95),
        (-1, 7, None, 95),
        (0, 0, None, 95),
        (1, 7, 6, 95),
        (1, 7, 60, 100),
        (1, 7, 60, 0),
        (7, 50_000, 100_000, 95),
        (7, 30, 10**12, 95),
    ],
)
def test_figures_that_cannot_be_are_refused(x: int, n: int, population: int | None, confidence: int) -> None:
    with pytest.raises(VisitError) as refused:
        interval(x, n, population, confidence)
    assert refused.value.code == "SAMPLE-FIGURES"


def test_it_holds_the_truth_at_least_as_often_as_it_says() -> None:
    """Over every sample of 12 that 40 documents can give, weighted by its chance."""
    within = {x: interval(x, 12, 40) for x in range(13)}
    for defective in range(41):
        truth = Decimal(defective * 100) / 40
        covered = sum(
            float(hypergeom.pmf(x, 40, defective, 12))
            for x, found in within.items()
            if found is not None and found.low <= truth <= found.high
        )
        assert covered >= 0.95 - 1e-12


def half(x: int, n: int, population: int | None) -> Decimal:
    found = interval(x, n, population)
    return Decimal(0) if found is None else (found.high - found.low) / 2


def test_the_suggested_size_is_just_precise_enough() -> None:
    for population in (None, 412, 5_000):
        size = suggested_size(population, 5)
        assert half((size + 1) // 2, size, population) <= 5
        assert half(size // 2, size - 1, population) > 5
    assert suggested_size(412, 5) < suggested_size(5_000, 5) < suggested_size(None, 5)
    assert suggested_size(412, 5, expected=10) < suggested_size(412, 5)
    assert suggested_size(412, 5, 99) > suggested_size(412, 5)


def test_a_small_register_is_looked_at_wholly() -> None:
    assert suggested_size(10, 1) == 10
    assert suggested_size(1, 5) == 1


@pytest.mark.parametrize("margin", [Decimal("0.5"), 0, -1])
def test_a_precision_that_nobody_reaches_is_refused(margin: Decimal | int) -> None:
    with pytest.raises(VisitError) as refused:
        suggested_size(1_000_000, margin)
    assert refused.value.code == "SAMPLE-MARGIN"


FITTING = Sample(412, 30, 7, seed="20260512", interval=interval(7, 30, 412))


def test_an_interval_follows_its_figures_and_the_seed_stays() -> None:
    edited = refitted(replace(FITTING, examined=28))
    assert edited.interval == interval(7, 28, 412)
    assert edited.seed == "20260512"
    assert refitted(replace(FITTING, population=None)).interval == interval(7, 30, None)
    assert refitted(FITTING) == FITTING


@pytest.mark.parametrize(
    "figures",
    [{"population": 30}, {"examined": None}, {"defective": None}, {"defective": 31}, {"population": 29}],
)
def test_figures_that_give_no_interval_lose_it(figures: dict[str, int | None]) -> None:
    assert refitted(replace(FITTING, **figures)).interval is None  # type: ignore[arg-type]


def test_no_interval_appears_that_nobody_asked_for() -> None:
    assert refitted(Sample(412, 30, 7)).interval is None
