"""Where a number comes from: a tree of steps, each with its formula in words, down to what somebody wrote.

The words are Vietnamese, as in the annex that prints them, and do not pass through the catalogue.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from enum import StrEnum

from inspector_app.checklist.score_table import RoundingMode
from inspector_app.checklist.wording import decimal_in_words

MOST_LISTED = 12
"""Terms that a formula in words writes out; of more it says how many there are."""
GUARD_PLACES = 9
"""Decimals shown of a quotient that never ends; the rounding after it works on the quotient itself."""
EXACT_DIGITS = 60
"""Digits that sums, products and quotients are worked out with before the one rounding that is stated."""

ROUNDED = {
    RoundingMode.HALF_UP: "làm tròn",
    RoundingMode.HALF_EVEN: "làm tròn (nửa về số chẵn)",
    RoundingMode.DOWN: "bỏ phần lẻ",
}


class Operation(StrEnum):
    """How a step's value comes from its children."""

    GIVEN = "given"
    """It does not: somebody wrote it."""
    CHOSEN = "chosen"
    """A rule chose it; the children say from what."""
    SUM = "sum"
    PRODUCT = "product"
    QUOTIENT = "quotient"
    NEGATIVE = "negative"
    ROUND = "round"


@dataclass(frozen=True, slots=True)
class Derivation:
    label: str
    words: str
    """The formula with its numbers: "2 × 0,5 = 1 điểm"."""
    value: Decimal | None
    operation: Operation = Operation.GIVEN
    children: tuple["Derivation", ...] = ()
    places: int | None = None
    """Of a rounding: decimals."""
    mode: RoundingMode | None = None


def number(value: Decimal) -> str:
    """1.234,5: no zeros that say nothing."""
    text = decimal_in_words(value)
    return text.rstrip("0").rstrip(",") if "," in text else text


def given(label: str, value: Decimal | None, words: str | None = None) -> Derivation:
    return Derivation(label, words or ("chưa có" if value is None else number(value)), value)


def chosen(label: str, value: Decimal | None, words: str, *seen: Derivation) -> Derivation:
    """A value that a rule picks, with what it looked at."""
    return Derivation(label, words, value, Operation.CHOSEN, seen)


def total(label: str, parts: Sequence[Derivation]) -> Derivation:
    """The sum of the parts that have a value; zero where none has."""
    terms = [part for part in parts if part.value is not None]
    with localcontext(prec=EXACT_DIGITS):
        value = sum((part.value for part in terms if part.value is not None), Decimal(0))
    return Derivation(label, f"{_sum_words(terms)}{number(value)}", value, Operation.SUM, tuple(parts))


def negative(part: Derivation) -> Derivation:
    """What is taken off a sum."""
    if part.value is None:
        return part
    value = -part.value
    return Derivation(part.label, f"trừ {number(part.value)}", value, Operation.NEGATIVE, (part,))


def product(label: str, *factors: Derivation) -> Derivation:
    """Every factor has a value."""
    value = Decimal(1)
    with localcontext(prec=EXACT_DIGITS):
        for factor in factors:
            assert factor.value is not None
            value *= factor.value
    words = " × ".join(number(factor.value) for factor in factors if factor.value is not None)
    return Derivation(label, f"{words} = {number(value)}", value, Operation.PRODUCT, factors)


def quotient(label: str, above: Derivation, below: Derivation) -> Derivation:
    """`above` divided by `below`, which is not zero; shown with nine decimals where it never ends."""
    exact = _divided(above, below)
    with localcontext(prec=EXACT_DIGITS):
        shown = exact.quantize(Decimal(1).scaleb(-GUARD_PLACES))
    assert above.value is not None
    assert below.value is not None
    sign = "=" if shown == exact else "≈"
    words = f"{number(above.value)} : {number(below.value)} {sign} {number(shown)}"
    return Derivation(label, words, shown, Operation.QUOTIENT, (above, below))


def rounded(label: str, part: Derivation, places: int, mode: RoundingMode, unit: str = "") -> Derivation:
    """The one place where decimals are dropped; of a quotient from the quotient itself, never twice."""
    assert part.value is not None
    exact = part.value
    if part.operation is Operation.QUOTIENT:
        exact = _divided(*part.children)
    with localcontext(prec=EXACT_DIGITS):
        value = exact.quantize(Decimal(1).scaleb(-places), mode.decimal)
    how = f"{ROUNDED[mode]} đến {places} chữ số thập phân" if places else f"{ROUNDED[mode]} đến hàng đơn vị"
    words = f"{part.words}; {how}: {decimal_in_words(value)}{unit}"
    return Derivation(label, words, value, Operation.ROUND, (part,), places, mode)


def walk(derivation: Derivation) -> Iterator[tuple[int, Derivation]]:
    """Every step with its depth, the result first."""
    waiting = [(0, derivation)]
    while waiting:
        depth, own = waiting.pop()
        yield depth, own
        waiting += [(depth + 1, child) for child in reversed(own.children)]


def _divided(above: Derivation, below: Derivation) -> Decimal:
    assert above.value is not None
    assert below.value
    with localcontext(prec=EXACT_DIGITS):
        return above.value / below.value


def _sum_words(terms: Sequence[Derivation]) -> str:
    if len(terms) < 2:
        return ""
    if len(terms) > MOST_LISTED:
        return f"tổng của {len(terms)} số = "
    text = ""
    for term in terms:
        assert term.value is not None
        taken_off = term.value < 0 or term.operation is Operation.NEGATIVE
        sign = " - " if taken_off else " + "
        text += f"{sign}{number(abs(term.value))}" if text else number(term.value)
    return f"{text} = "
