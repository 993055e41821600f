"""References to objects are found in the bytes alike, whether few or many are looked for."""

import pytest

from inspector_app.signing import mentions

REFERENCES = [
    (b"/A 12 0 R", 12),
    (b"/A 0012 00000 R", 12),
    (b"[12 0 R]", 12),
    (b"<< /A/B12 0 R >>", 12),
    (b"/A 12 % 7 0 R\n0 R", 12),
    (b"/A 7 % 12 0 R\n0 R", 12),
    (b"/A 7 %\r12 0 R", 12),
    (b"12\x00+0\n\nR", 12),
    (b"1 12 0 R", 12),
]
OTHERS = [b"/A 112 0 R", b"/A 120 0 R", b"/A 12 0 X", b"/A 12 R", b"120R", b"12.0 0 R 1", b"/A 12 0", b""]


@pytest.mark.parametrize(("text", "number"), REFERENCES)
def test_a_reference_is_found_among_few_and_among_many(text: bytes, number: int) -> None:
    for numbers in (frozenset({number}), frozenset({number, *range(1000, 1000 + mentions._MANY)})):
        assert mentions._names_any(text, numbers, len(text))
        assert not mentions._names_any(text, numbers, text.index(b"R"))
        assert not mentions._names_any(text, numbers - {number}, len(text))


@pytest.mark.parametrize("text", OTHERS)
def test_what_is_no_reference_is_not_found_either_way(text: bytes) -> None:
    for numbers in (frozenset({12}), frozenset({12, *range(1000, 1000 + mentions._MANY)})):
        assert not mentions._names_any(text, numbers, len(text))
