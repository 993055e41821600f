"""Numbers spelled out in Vietnamese, so that whoever typed a figure sees what was understood.

It knows no fact and no field; `wording` writes figures in digits as the minutes do.
"""

from decimal import Decimal

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_LIMIT = Decimal(10) ** 27
_DECIMALS = 12
_BILLION = 1_000_000_000


def number_spelled(number: Decimal | int) -> str:
    """1010 -> "một nghìn không trăm mười", 4.5 -> "bốn phẩy năm"; decimals are read digit by digit.

    Empty for what nobody would read aloud: from 10^27 on, beyond twelve decimals, not a number.
    """
    value = Decimal(number)
    if not value.is_finite() or abs(value) >= _LIMIT:
        return ""
    sign, digits, exponent = value.as_tuple()
    assert isinstance(exponent, int)
    text = "".join(map(str, digits))
    if exponent >= 0:
        whole, decimals = text + "0" * min(exponent, 27), ""
    else:
        padded = text.rjust(min(-exponent, 30) + 1, "0")
        whole, decimals = padded[:exponent], padded[exponent:].rstrip("0")
    if len(decimals) > _DECIMALS or -exponent > 60:
        return ""
    words = _whole(int(whole))
    if decimals:
        words += " phẩy " + " ".join(DIGITS[int(digit)] for digit in decimals)
    return f"âm {words}" if sign and (int(whole) or decimals) else words


def amount_spelled(dong: Decimal | int) -> str:
    """1500000 -> "một triệu năm trăm nghìn đồng"."""
    words = number_spelled(dong)
    return words and f"{words} đồng"


def percent_spelled(percent: Decimal | int) -> str:
    """4.5 -> "bốn phẩy năm phần trăm"."""
    words = number_spelled(percent)
    return words and f"{words} phần trăm"


def _whole(number: int) -> str:
    return _spell(number, led=False) or DIGITS[0]


def _spell(number: int, led: bool) -> str:
    """Without a word for 0; `led` says that something stands before, so that hundreds are always named."""
    words: list[str] = []
    if number >= _BILLION:
        words += [_spell(number // _BILLION, led), "tỷ"]
        number, led = number % _BILLION, True
    for size, name in ((1_000_000, "triệu"), (1_000, "nghìn"), (1, "")):
        group, number = divmod(number, size)
        if group:
            words += [_hundreds(group, led), name]
            led = True
    return " ".join(word for word in words if word)


def _hundreds(number: int, led: bool) -> str:
    hundreds, rest = divmod(number, 100)
    tens, unit = divmod(rest, 10)
    words: list[str] = []
    if hundreds or led:
        words.append(f"{DIGITS[hundreds]} trăm")
    if tens == 0:
        if unit:
            words += ["linh"] if words else []
            words.append(DIGITS[unit])
    else:
        words.append("mười" if tens == 1 else f"{DIGITS[tens]} mươi")
        if unit:
            words.append(_after_tens(unit, tens))
    return " ".join(words)


def _after_tens(unit: int, tens: int) -> str:
    """mốt and tư after hai mươi and above, lăm after every ten."""
    if unit == 5:
        return "lăm"
    if tens > 1 and unit in (1, 4):
        return "mốt" if unit == 1 else "tư"
    return DIGITS[unit]
