"""The office's profile on this computer: whose receipts are believed, where visits go, what they go by."""

from inspector_app.actions.templates import take_over
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist import canonical
from inspector_app.checklist.authorities import Acceptance
from inspector_app.checklist.handover import PROFILE_FORMAT, SCHEMA, Profile
from inspector_app.errors import N_, FormatError, SigningError
from inspector_app.paths import login_name
from inspector_app.store import office_profile, score_tables


def import_profile(ws: Workspace, data: bytes, signature: bytes, *, replace: bool = False) -> Profile:
    """Keep a profile that its own certificate signed; its roots are trusted for signatures on minutes, its
    checklists are offered for new visits and its tables of points are kept.

    The person vouches for the file by choosing it; the profile of another office than the one in use is
    taken over only with `replace`. Raises SigningError PROFILE-SIGNATURE, PROFILE-OTHER-OFFICE; FormatError.
    """
    from inspector_app.signing import cms

    profile = _read(data)
    verdict = cms.verify(data, signature, cms.ContentKind.OFFICE_PROFILE)
    if not verdict.intact or not is_office(profile, verdict.certificate_der):
        raise SigningError(
            "PROFILE-SIGNATURE",
            N_("The office's profile was not taken over."),
            why=N_("Its signature does not belong to it: it was changed or is incomplete."),
            todo=N_("Ask the office for the profile again, both files together."),
        )
    kept = kept_profile(ws)
    if kept is not None and not replace and not is_office(kept, verdict.certificate_der):
        raise SigningError(
            "PROFILE-OTHER-OFFICE",
            N_("The office's profile was not taken over: this computer belongs to {office}."),
            why=N_(
                "The file comes from another office or another key; receipts of {office} would be refused."
            ),
            todo=N_("Ask your office. If it is so, run: inspector-app send profile FILE --replace"),
            office=kept.office,
        )
    _believe(ws, profile)
    with ws.db.write():
        take_over(ws, profile.checklists, profile.office)
        for table in profile.score_tables:
            score_tables.put(ws.db, table, ws.clock.now())
    office_profile.keep(ws.folder, data, signature)
    return profile


def _believe(ws: Workspace, profile: Profile) -> None:
    """The authorities of the profile are kept; those that an earlier one brought and this one lacks are not."""
    from inspector_app.signing import trust

    folder = ws.folder / "trust"
    acceptance = Acceptance(ws.actor or login_name(), ws.clock.now(), profile.office)
    named = {trust.add(folder, root.encode(), acceptance) for root in profile.trusted_roots}
    for own in trust.kept(folder):
        brought = own.acceptance is not None and own.acceptance.office is not None
        if brought and own.authority.sha256 not in named:
            trust.remove(folder, own.authority.sha256)


def kept_profile(ws: Workspace) -> Profile | None:
    """The profile in use, or None: then all but receipts works."""
    data = office_profile.kept(ws.folder)
    return None if data is None else _read(data)


def is_office(profile: Profile, certificate_der: bytes) -> bool:
    """Whether a certificate is the office's own."""
    from inspector_app.signing import certificates

    return certificates.der(profile.certificate.encode()) == certificate_der


def _read(data: bytes) -> Profile:
    raw = canonical.parse(data)
    if not isinstance(raw, dict) or raw.get("format") != PROFILE_FORMAT:
        raise FormatError(
            "FORMAT-PROFILE",
            N_("The file is not an office profile."),
            why=N_("It was written for something else, or by another program."),
            todo=N_("Choose the profile file that the office gave you."),
        )
    schema = raw.get("schema")
    if isinstance(schema, int) and schema > SCHEMA:
        raise FormatError(
            "FORMAT-PROFILE-NEWER",
            N_("The office's profile was written by a newer release (format {found})."),
            why=N_("This release reads formats up to {known}."),
            todo=N_("Install the newer release on this computer, then import the profile again."),
            found=schema,
            known=SCHEMA,
        )
    return canonical.from_json(Profile, raw)
