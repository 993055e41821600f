"""A typed figure is shown in words, so that nobody reads 1.010 where 1,01 was meant."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.checklist.spelling import DIGITS, amount_spelled, number_spelled, percent_spelled

SPELLED = {
    "0": "không",
    "4": "bốn",
    "5": "năm",
    "10": "mười",
    "11": "mười một",
    "14": "mười bốn",
    "15": "mười lăm",
    "20": "hai mươi",
    "21": "hai mươi mốt",
    "24": "hai mươi tư",
    "25": "hai mươi lăm",
    "91": "chín mươi mốt",
    "100": "một trăm",
    "101": "một trăm linh một",
    "104": "một trăm linh bốn",
    "105": "một trăm linh năm",
    "110": "một trăm mười",
    "115": "một trăm mười lăm",
    "555": "năm trăm năm mươi lăm",
    "1000": "một nghìn",
    "1005": "một nghìn không trăm linh năm",
    "1010": "một nghìn không trăm mười",
    "1500": "một nghìn năm trăm",
    "10000": "mười nghìn",
    "21001": "hai mươi mốt nghìn không trăm linh một",
    "1000000": "một triệu",
    "1000005": "một triệu không trăm linh năm",
    "1050000": "một triệu không trăm năm mươi nghìn",
    "1234567": "một triệu hai trăm ba mươi tư nghìn năm trăm sáu mươi bảy",
    "1000000000": "một tỷ",
    "1000500000": "một tỷ năm trăm nghìn",
    "1050000000000": "một nghìn không trăm năm mươi tỷ",
    "1000000000000": "một nghìn tỷ",
    "1000000000000000000": "một tỷ tỷ",
    "1.01": "một phẩy không một",
    "4.5": "bốn phẩy năm",
    "4.50": "bốn phẩy năm",
    "0.05": "không phẩy không năm",
    "72.59": "bảy mươi hai phẩy năm chín",
    "-3.49": "âm ba phẩy bốn chín",
    "-0": "không",
    "-0.00": "không",
    "1E+3": "một nghìn",
    "1.5E+3": "một nghìn năm trăm",
}


@pytest.mark.parametrize(("number", "words"), SPELLED.items())
def test_a_number_is_spelled_as_people_say_it(number: str, words: str) -> None:
    assert number_spelled(Decimal(number)) == words


def test_money_and_rates_carry_their_unit() -> None:
    assert amount_spelled(1_500_000) == "một triệu năm trăm nghìn đồng"
    assert percent_spelled(Decimal("4.5")) == "bốn phẩy năm phần trăm"
    assert amount_spelled(0) == "không đồng"


@pytest.mark.parametrize(
    "text", ["NaN", "Infinity", "-Infinity", "1E+27", "1E+999999", "1E-999999", "1.0E-13"]
)
def test_what_nobody_reads_aloud_is_not_spelled(text: str) -> None:
    assert number_spelled(Decimal(text)) == ""
    assert amount_spelled(Decimal(text)) == ""


UNITS = {word: value for value, word in enumerate(DIGITS)} | {"mốt": 1, "tư": 4, "lăm": 5}


def read_aloud(words: str) -> int:
    """What a listener writes down."""
    billions, below, group = 0, 0, 0
    pending: int | None = None
    for word in words.split():
        if word in UNITS:
            if pending is not None:
                group += pending
            pending = UNITS[word]
        elif word == "mười":
            pending, group = None, group + 10
        elif word == "mươi":
            assert pending is not None
            pending, group = None, group + 10 * pending
        elif word == "trăm":
            assert pending is not None
            pending, group = None, group + 100 * pending
        elif word in ("nghìn", "triệu"):
            group += pending or 0
            below += group * (1_000 if word == "nghìn" else 1_000_000)
            pending, group = None, 0
        elif word == "tỷ":
            below += group + (pending or 0)
            billions, below, pending, group = (billions + below) * 10**9, 0, None, 0
        else:
            assert word == "linh"
    return billions + below + group + (pending or 0)


@given(st.integers(0, 10**18) | st.integers(0, 18).map(lambda power: 10**power) | st.integers(0, 20_000))
def test_who_hears_the_words_writes_the_same_number(number: int) -> None:
    assert read_aloud(number_spelled(number)) == number


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**18), max_value=10**18, places=4))
def test_decimals_are_read_digit_by_digit(number: Decimal) -> None:
    words = number_spelled(number).removeprefix("âm ")
    whole, _, decimals = words.partition(" phẩy ")
    digits = "".join(str(DIGITS.index(digit)) for digit in decimals.split())
    assert Decimal(f"{read_aloud(whole)}.{digits or 0}") == abs(number)


@given(st.decimals())
def test_any_decimal_is_spelled_or_left_alone(number: Decimal) -> None:
    assert isinstance(number_spelled(number), str)
