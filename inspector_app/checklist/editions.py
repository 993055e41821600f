"""The life of a checklist's versions: draft, published, retired, and which of two is the newer.

A published version is never edited; what runs on it stays on it.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from inspector_app.checklist.template import TemplateRef, Wording

SHIPPED = "shipped"
"""Source of what comes with the program; another source is the name of a file or of an office."""

_PARTS = re.compile(r"\d+|[^\d.\-_ ]+")
_LAST_NUMBER = re.compile(r"(.*[.\-_ ])(\d+)", re.DOTALL)


class Status(StrEnum):
    DRAFT = "draft"
    """Being written: no visit begins with it."""
    PUBLISHED = "published"
    RETIRED = "retired"
    """Not offered for new visits; visits that run on it stay on it."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One version of one checklist, as the list of checklists shows it."""

    ref: TemplateRef
    title: Wording
    status: Status
    source: str | None
    """`SHIPPED`, the name of the file or of the office that it came from; None where it came with a visit."""
    items: int
    visits: int
    """How many visits of this computer are bound to it."""
    checked_on: date | None = None
    """When its legal bases were last compared with the law in force."""
    changed_at: datetime | None = None
    """When its status was last changed on this computer."""


def version_key(version: str) -> tuple[tuple[int, int, str], ...]:
    """Orders versions as people read them: 2026 < 2026.2 < 2026.10 < 2027."""
    parts = _PARTS.findall(version)
    return tuple((1, int(part), "") if part.isdecimal() else (0, 0, part.casefold()) for part in parts)


def next_version(version: str, taken: Collection[str] = ()) -> str:
    """The version after `version` that none of `taken` has: 2026 -> 2026.2 -> 2026.3."""
    found = _LAST_NUMBER.fullmatch(version)
    start, number = (found[1], int(found[2])) if found else (f"{version}.", 1)
    number += 1
    while f"{start}{number}" in taken:
        number += 1
    return f"{start}{number}"


def newest_first(editions: Iterable[Edition], leading: str) -> tuple[Edition, ...]:
    """The checklist `leading` first, the others by their title; of each the newest version first."""
    newest = sorted(editions, key=lambda own: version_key(own.ref.version), reverse=True)
    title: dict[str, str] = {}
    for own in newest:
        title.setdefault(own.ref.id, own.title.vi.casefold())
    return tuple(sorted(newest, key=lambda own: (own.ref.id != leading, title[own.ref.id], own.ref.id)))
