"""Habits that go to another laptop in one file: only what is the same on every computer, nothing of a visit."""

import json
from dataclasses import dataclass, replace
from typing import Any

from inspector_app.checklist.text import clean
from inspector_app.errors import N_, FormatError
from inspector_app.settings import FORMAT, Settings, checked

SCHEMA = 1
MOST_BYTES = 1_000_000
TRAVELS = (
    "language",
    "appearance",
    "text_size",
    "auto_advance",
    "notifications",
    "province",
    "parent_agency",
    "team_name",
    "place",
    "recipients",
    "team",
    "keys",
)
"""Who works at a computer, its folders, its screen and where one was stay where they are."""


@dataclass(frozen=True, slots=True)
class Change:
    """What one setting would become."""

    name: str
    before: Any
    after: Any


def write_settings(settings: Settings) -> bytes:
    """The file for another laptop."""
    own = {name: getattr(settings, name) for name in TRAVELS}
    text = json.dumps({"format": FORMAT, "schema": SCHEMA, "settings": own}, ensure_ascii=False, indent=1)
    return text.encode() + b"\n"


def read_settings(data: bytes, settings: Settings) -> tuple[Change, ...]:
    """What taking over a file would change here. Raises FormatError FORMAT-SETTINGS, FORMAT-SETTINGS-NEWER."""
    try:
        raw = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise _foreign() from error
    if not isinstance(raw, dict) or raw.get("format") != FORMAT or not isinstance(raw.get("settings"), dict):
        raise _foreign()
    schema = raw.get("schema")
    if type(schema) is not int:
        raise _foreign()
    if schema > SCHEMA:
        raise FormatError(
            "FORMAT-SETTINGS-NEWER",
            N_("The settings were written by a newer release (format {found})."),
            why=N_("This release reads formats up to {known}."),
            todo=N_("Install the same release on both computers and take the settings over again."),
            found=schema,
            known=SCHEMA,
        )
    told = {name: value for name, value in raw["settings"].items() if name in TRAVELS and value is not None}
    told = {name: _cleaned(value) for name, value in told.items()}
    try:
        theirs = checked(told)
    except ValueError as error:
        raise _foreign() from error
    return tuple(
        Change(name, getattr(settings, name), getattr(theirs, name))
        for name in TRAVELS
        if name in raw["settings"] and getattr(settings, name) != getattr(theirs, name)
    )


def _cleaned(value: Any) -> Any:
    """Nothing invisible comes in by a file: what is typed has none either."""
    if isinstance(value, list):
        return [_cleaned(own) for own in value]
    return clean(value) if isinstance(value, str) else value


def taken_over(settings: Settings, changes: tuple[Change, ...]) -> Settings:
    """The settings with the changes of a file."""
    return replace(settings, **{change.name: change.after for change in changes})


def _foreign() -> FormatError:
    return FormatError(
        "FORMAT-SETTINGS",
        N_("No settings were taken over: the file is not one of this program's."),
        why=N_("It was written for something else, or was altered."),
        todo=N_("Write the settings out on the other computer once more, and choose that file."),
    )
