"""What a person can act on: the one tree of user errors, with stable codes and exit codes.

It knows no translation: texts are msgids that a face (window, command line) turns into sentences.
"""

from typing import ClassVar


def N_(msgid: str) -> str:
    """Mark an English msgid for the catalogue without translating it here."""
    return msgid


class UserError(Exception):
    """Something the person in front of the program can act on.

    `code` is stable and documented; `what`, `why` and `todo` are msgids with `{name}` places that
    `parameters` fill. Anything that is not a UserError is a bug.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, code: str, what: str, *, why: str, todo: str, **parameters: object) -> None:
        super().__init__(code, what, why, todo, parameters)
        self.code = code
        self.what = what
        self.why = why
        self.todo = todo
        self.parameters = parameters

    def __str__(self) -> str:
        parts = (self.what, self.why, self.todo)
        return f"{self.code}: " + " ".join(part.format_map(self.parameters) for part in parts)


class ChecklistError(UserError):
    """A checklist file that cannot be used, or a checklist that is not there."""

    exit_code = 10


class VisitError(UserError):
    """A step of the visit that its state does not allow, or a value that cannot be."""

    exit_code = 11


class StoreError(UserError):
    """The database on this computer: locked, full, damaged, read-only, newer."""

    exit_code = 12


class MinutesError(UserError):
    """Minutes that cannot be drawn, read or printed."""

    exit_code = 13


class SigningError(UserError):
    """A key, certificate or password that does not sign."""

    exit_code = 14


class ParcelError(UserError):
    """A parcel whose parts, hashes or signature do not hold."""

    exit_code = 15


class DeliveryError(UserError):
    """A destination that cannot be reached or written."""

    exit_code = 16


class OfficeError(UserError):
    """The central side: not set up, a sender not yet accepted, a database of a newer release."""

    exit_code = 17


class SettingsError(UserError):
    """A settings file that cannot be read."""

    exit_code = 18


class FormatError(UserError):
    """Data in one of our formats that cannot be read: damaged, foreign, or of a newer release."""

    exit_code = 19


class IntakeError(UserError):
    """A file from outside that is not taken over: broken, too big, of a kind we do not read."""

    exit_code = 20


class ExpressionError(UserError):
    """A rule's expression that cannot be read, or that cannot be worked out with the answers given."""

    exit_code = 21
