"""Finding Vietnamese words however they were typed: without marks, without capitals."""

import unicodedata

_STROKES = str.maketrans("đĐ", "dD")


def fold(text: str) -> str:
    """The text as a search compares it: no marks, no capitals, đ as d, single spaces.

    "Chưa ký SỐ" folds to "chua ky so", in NFC as in NFD.
    """
    letters = unicodedata.normalize("NFD", text.translate(_STROKES))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(bare.casefold().split())
