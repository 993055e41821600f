"""Files of this computer that a person hands over: read whole, or refused with the reason; never opened, run or
followed. It knows bytes, not what they mean.
"""

import stat
from pathlib import Path

from inspector_app.errors import N_, IntakeError

LARGEST = 200_000_000
"""Bytes of one file that becomes evidence."""
LINKS = frozenset({".lnk", ".url", ".desktop", ".webloc", ".pif"})
"""What Windows, macOS and Linux keep a shortcut in: it holds a path, not the file."""


def is_link(path: Path) -> bool:
    """Whether only the way to a file lies there."""
    return path.suffix.casefold() in LINKS or path.is_symlink()


def read(path: Path, most: int = LARGEST) -> bytes:
    """The bytes of an ordinary file of at most `most` bytes.

    IntakeError: GIVEN-FOLDER, GIVEN-LINK, GIVEN-GONE, GIVEN-UNREADABLE, GIVEN-SPECIAL, GIVEN-EMPTY, GIVEN-LARGE.
    """
    try:
        if is_link(path):
            raise _refused(path, "GIVEN-LINK", N_("It is a shortcut: the file itself lies elsewhere."))
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise _refused(path, "GIVEN-FOLDER", N_("It is a folder; add the files in it."))
        if not stat.S_ISREG(mode):
            raise _refused(path, "GIVEN-SPECIAL", N_("It is not an ordinary file."))
        with path.open("rb") as file:
            data = file.read(most + 1)  # it may grow meanwhile
    except FileNotFoundError as error:
        raise _refused(path, "GIVEN-GONE", N_("It is no longer there.")) from error
    except (OSError, ValueError) as error:
        problem = getattr(error, "strerror", None) or str(error)
        raise _refused(
            path, "GIVEN-UNREADABLE", N_("It cannot be read: {problem}."), problem=problem
        ) from error
    if len(data) > most:
        raise _refused(path, "GIVEN-LARGE", N_("It is larger than {limit} MB."), limit=most // 1_000_000)
    if not data:
        raise _refused(path, "GIVEN-EMPTY", N_("It is empty."))
    return data


def _refused(path: Path, code: str, why: str, **parameters: object) -> IntakeError:
    return IntakeError(
        code,
        N_("The file {name} was not taken."),
        why=why,
        todo=N_("Choose the file itself, from where it lies."),
        name=path.name,
        **parameters,
    )
