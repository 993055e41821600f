"""How it is chosen what to look at: a draw that anyone can do again, and the keys it is drawn by.

Pure; the algorithm is written in `draw`, and for people in `papers/examination.py`.
"""

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from inspector_app.checklist.intervals import interval, suggested_size
from inspector_app.checklist.wording import method_in_words
from inspector_app.errors import N_, VisitError

__all__ = ["digest", "draw", "interval", "keys_of", "method_in_words", "suggested_size"]


def draw(keys: Sequence[str], n: int, seed: str) -> tuple[int, ...]:
    """Indexes of the n drawn keys, in the order of the list.

    Of every key take the SHA-256 of seed, one line feed, key (both in UTF-8, NFC); the n smallest, written as hexadecimal
    digits, are drawn, equal ones by the key. Neither the order of the list nor the computer matters, and a larger n
    only adds. VisitError SAMPLE-SIZE for n below 1 or above the number of keys, SAMPLE-KEYS for a key that is there
    twice, SAMPLE-SEED for a seed that is empty or longer than a line.
    """
    _check(keys, n, seed)
    smallest = sorted(range(len(keys)), key=lambda index: (digest(keys[index], seed), keys[index]))[:n]
    return tuple(sorted(smallest))


def digest(key: str, seed: str) -> str:
    """What a key is drawn by: `printf '%s\\n%s' SEED KEY | sha256sum`."""
    return hashlib.sha256(unicodedata.normalize("NFC", f"{seed}\n{key}").encode()).hexdigest()


def keys_of(lines: Iterable[tuple[str | None, date | None]]) -> tuple[str, ...]:
    """One key for each number and day: "215/SXD-VP|12/05/2026"; the same again gets "|#2", "|#3" …"""
    times: Counter[str] = Counter()
    keys = []
    for number, issued in lines:
        day = "" if issued is None else f"{issued:%d/%m/%Y}"
        key = unicodedata.normalize("NFC", f"{' '.join((number or '').split())}|{day}")
        times[key] += 1
        keys.append(key if times[key] == 1 else f"{key}|#{times[key]}")
    return tuple(keys)


def _check(keys: Sequence[str], n: int, seed: str) -> None:
    if not seed.strip() or len(seed.splitlines()) > 1:
        raise VisitError(
            "SAMPLE-SEED",
            N_("Nothing was drawn."),
            why=N_("The seed of a draw is some digits or words on one line."),
            todo=N_("Type a seed, or take the one that the program proposes."),
        )
    if not 1 <= n <= len(keys):
        raise VisitError(
            "SAMPLE-SIZE",
            N_("{size} cannot be drawn from {population}."),
            why=N_("A sample holds at least one, and at most all there are."),
            todo=N_("Choose a size from 1 to {population}."),
            size=n,
            population=len(keys),
        )
    key, times = Counter(unicodedata.normalize("NFC", key) for key in keys).most_common(1)[0]
    if times > 1:
        raise VisitError(
            "SAMPLE-KEYS",
            N_("Nothing was drawn: {key} stands in the list twice."),
            why=N_("Each line needs a key of its own, or it would be drawn twice or never."),
            todo=N_("Number the lines that are the same."),
            key=key,
        )
