"""What the command line's exit codes mean: the one table, printed by `--help` and shown in README."""

from enum import IntEnum

from inspector_app import errors
from inspector_app.errors import N_


class ExitCode(IntEnum):
    """Codes beyond those that the families of user errors carry themselves."""

    OK = 0
    BUG = 1
    USAGE = 2
    FAULTS = 3
    NOT_TRUSTED = 30
    CHANGED = 31
    UNREADABLE = 32
    NOT_SIGNED = 33
    INCOMPLETE = 34


MEANINGS: dict[int, str] = {
    ExitCode.OK: N_("Done; for verify: every signature is intact and trusted."),
    ExitCode.BUG: N_("A fault of the program; nothing that was saved is lost."),
    ExitCode.USAGE: N_("The command was typed wrongly."),
    ExitCode.FAULTS: N_("The check or self-test found something that does not hold."),
    errors.ChecklistError.exit_code: N_("A checklist file cannot be used."),
    errors.VisitError.exit_code: N_("The visit does not allow this step, or holds an impossible value."),
    errors.StoreError.exit_code: N_(
        "The database on this computer: locked, full, damaged, read-only, newer."
    ),
    errors.MinutesError.exit_code: N_("The minutes cannot be drawn or read."),
    errors.SigningError.exit_code: N_("A key, certificate or password does not sign."),
    errors.ParcelError.exit_code: N_("A parcel or receipt does not hold."),
    errors.DeliveryError.exit_code: N_("The destination cannot be reached or written."),
    errors.OfficeError.exit_code: N_("The office is not set up, or its database is of a newer release."),
    errors.SettingsError.exit_code: N_("The settings file cannot be read."),
    errors.FormatError.exit_code: N_("Data in one of our formats are damaged, foreign or newer."),
    errors.IntakeError.exit_code: N_("A file from outside was not taken over."),
    errors.ExpressionError.exit_code: N_("An expression cannot be read or worked out."),
    ExitCode.NOT_TRUSTED: N_("verify: intact, but a signer is not known to be trusted."),
    ExitCode.CHANGED: N_("verify: changed after signing, or pages and data disagree."),
    ExitCode.UNREADABLE: N_("verify: cannot be read and so cannot be verified."),
    ExitCode.NOT_SIGNED: N_("verify: intact data, no digital signature (draft, or signed in ink)."),
    ExitCode.INCOMPLETE: N_("verify: intact so far, a required signature is missing."),
}
