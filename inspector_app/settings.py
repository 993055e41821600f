"""What the program remembers about its user's habits: a small TOML file beside the database.

Nothing of a visit is here; without the file everything works with its defaults.
"""

import os
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Literal, get_args

from inspector_app.errors import N_, SettingsError
from inspector_app.i18n import Language

FILE_NAME = "settings.toml"
FORMAT = "inspector-app/settings"
"""Of the file by which habits go to another laptop."""

Appearance = Literal["system", "light", "dark", "contrast"]
"""How the window is coloured; "system" follows what the computer is set to."""

TEXT_SIZES = (100, 125, 150, 175, 200)
"""Per cent of the system's own size of text."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Habits, each with what a first start does."""

    language: Language = "vi"
    last_visit: str | None = None
    last_step: int = 0
    """1 to 6; 0 is for the program to choose."""
    last_item: str | None = None
    last_folder: str | None = None
    """Where file dialogs open."""
    window_geometry: str | None = None
    """Qt's own description of place and size, base64."""
    person: str | None = None
    """Who works at this computer: written into every event beside the time."""
    last_scroll: int = 0
    """Pixels that the page was scrolled past the top of the last item."""
    appearance: Appearance = "system"
    text_size: int = 100
    """One of TEXT_SIZES."""
    auto_advance: bool = True
    """Whether a tick goes on to the next item that is open."""
    notifications: bool = True
    """Whether finished long work is told while another program is in front."""
    dense_grid: bool = False
    """Whether step 2 shows all items as a table instead of cards."""
    scan_folder: str | None = None
    """Where a scanner lays its files; what is new there is offered to the current item."""
    reader_points: int = 24
    """Size of the text that is read aloud on a projector."""
    reader_screen: str | None = None
    """Name of the screen that it fills."""
    reader_place: tuple[tuple[str, str], ...] = field(default=())
    """Visit and paragraph at which the reading stopped; of the visits read last."""
    export_folder: str | None = None
    """Where files that are written out are offered to go; None is where the last one went."""
    province: str | None = None
    """This and what follows stands in every new visit: "tỉnh Khánh Hòa"."""
    parent_agency: str | None = None
    team_name: str | None = None
    place: str | None = None
    recipients: tuple[str, ...] = field(default=())
    """Who gets the minutes, a line each; empty for those that the program proposes."""
    team: tuple[tuple[str, str, str], ...] = field(default=())
    """Usual members of the team: name, position and agency, role in the team."""
    recent: tuple[str, ...] = field(default=())
    """Visits in the order in which they were opened, the last first."""
    keys: tuple[tuple[str, str], ...] = field(default=())
    """Command and the keys that a person gave it instead of its own, "Ctrl+G"."""


def load(folder: Path) -> Settings:
    """The settings of a data folder, defaults where there is no file. Raises SettingsError for a damaged one."""
    path = folder / FILE_NAME
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(path, str(error)) from error
    import tomllib

    try:
        return checked(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, ValueError, RecursionError) as error:
        raise _unreadable(path, str(error)) from error


def save(folder: Path, settings: Settings) -> None:
    """Replace the file whole; one that cannot be read is put aside first, never lost. Raises SettingsError."""
    path = folder / FILE_NAME
    fresh = path.with_suffix(".new")
    lines = [
        f"{spec.name} = {_toml(value)}\n"
        for spec in fields(settings)
        if (value := getattr(settings, spec.name)) is not None
    ]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _put_aside(folder, path)
        with fresh.open("w", encoding="utf-8") as stream:
            stream.writelines(lines)
            stream.flush()
            os.fsync(stream.fileno())
        fresh.replace(path)
    except OSError as error:
        raise SettingsError(
            "SETTINGS-NOT-SAVED",
            N_("The settings could not be written to {path}."),
            why=N_("The system said: {problem}."),
            todo=N_("Check that the folder can be written to. The visits themselves are safe."),
            path=path,
            problem=error.strerror or str(error),
        ) from error


def checked(table: dict[str, Any]) -> Settings:
    """Settings from values by name, as another laptop wrote them; names of a newer release are left alone.

    Raises ValueError for a value that cannot be.
    """
    try:
        return _settings(table)
    except TypeError as error:
        raise ValueError(str(error)) from error


def _settings(table: dict[str, Any]) -> Settings:
    """Settings from what a file says; names of a newer release are left alone."""
    known = {spec.name: spec for spec in fields(Settings)}
    own = {name: value for name, value in table.items() if name in known}
    for name in own.keys() & _ROWS.keys():
        own[name] = tuple(_row(line, _ROWS[name]) for line in _list(own[name]))
    for name in own.keys() & _LINES:
        own[name] = tuple(_text(line) for line in _list(own[name]))
    for name, value in own.items():
        wanted = _TYPES.get(name, str)
        if type(value) is not wanted or value not in _CHOICES.get(name, (value,)):
            raise ValueError(f"{name}: {value!r}")
        if isinstance(value, int) and abs(value) > _FARTHEST:
            raise ValueError(f"{name}: {value!r}")
        if isinstance(value, str):
            _text(value)
    return Settings(**own)


def _row(value: Any, width: int) -> tuple[str, ...]:
    if isinstance(value, list) and len(value) == width:
        return tuple(map(_text, value))
    raise ValueError(f"row: {value!r}")


def _list(value: Any) -> list[Any]:
    """A text is a sequence too, of letters."""
    if isinstance(value, list):
        return value
    raise ValueError(f"list: {value!r}")


def _text(value: Any) -> str:
    """Raises ValueError, also for half a character, which no file can hold."""
    if isinstance(value, str):
        value.encode("utf-8")
        return value
    raise ValueError(f"text: {value!r}")


_ROWS = {"keys": 2, "reader_place": 2, "team": 3}
"""Of what is a list of rows: how many parts each has."""
_LINES = {"recent", "recipients"}
"""Lists of text."""
_FARTHEST = 1_000_000
"""Of every number: a window counts no farther."""

_TYPES: dict[str, type] = {
    "last_step": int,
    "last_scroll": int,
    "text_size": int,
    "auto_advance": bool,
    "dense_grid": bool,
    "notifications": bool,
    "reader_points": int,
    "reader_place": tuple,
    "keys": tuple,
    "recent": tuple,
    "recipients": tuple,
    "team": tuple,
}
"""Of what is not text."""

_CHOICES: dict[str, tuple[object, ...]] = {
    "language": get_args(Language),
    "appearance": get_args(Appearance),
    "text_size": TEXT_SIZES,
}


def _put_aside(folder: Path, path: Path) -> None:
    try:
        load(folder)
    except SettingsError:
        if path.is_file():
            number = 1
            while (aside := path.with_name(f"settings.damaged-{number}.toml")).exists():
                number += 1
            path.rename(aside)


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, tuple):
        return "[" + ", ".join(map(_toml, value)) + "]"
    import json

    # A JSON string is a TOML basic string but for DEL, which TOML wants escaped.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _unreadable(path: Path, problem: str) -> SettingsError:
    return SettingsError(
        "SETTINGS-UNREADABLE",
        N_("The settings in {path} cannot be read."),
        why=N_("The file is damaged: {problem}."),
        todo=N_("The program goes on with its defaults; the damaged file is kept beside the new one."),
        path=path,
        problem=problem,
    )
