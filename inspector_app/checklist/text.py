"""User text at its door: one form of every letter, nothing invisible. It changes no word."""

import unicodedata

_LOOKALIKES = str.maketrans({"\u00d0": "Đ", "\u00f0": "đ", "\u00a0": " ", "\u000b": "\n", "\r": "\n"})
"""Icelandic letters that some keyboards give for Đ and đ; what Word pastes for blanks and line ends."""
_KEPT_CONTROLS = frozenset("\n\t")


def clean(text: str) -> str:
    """NFC, Đ and đ as Vietnamese writes them, line ends as \\n, no zero-width or control characters.

    Two texts that look the same are then the same, in search, in hashes and in print.
    """
    lines = text.replace("\r\n", "\n").translate(_LOOKALIKES)
    visible = (c for c in lines if c in _KEPT_CONTROLS or unicodedata.category(c) not in ("Cc", "Cf"))
    return unicodedata.normalize("NFC", "".join(visible))
