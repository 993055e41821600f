"""Draws the finished minutes: the one file that is previewed, printed, signed and sent."""

import hashlib
from collections.abc import Callable
from typing import TYPE_CHECKING

from inspector_app.checklist import exchange
from inspector_app.checklist.canonical import to_json
from inspector_app.checklist.exchange import Record
from inspector_app.errors import N_, MinutesError
from inspector_app.minutes import fonts
from inspector_app.minutes.blocks import Extent
from inspector_app.minutes.content import compose

if TYPE_CHECKING:
    from inspector_app.minutes import flow

_FIRST_GUESS = 10


def draw(record: Record, picture: Callable[[str], bytes]) -> bytes:
    """A PDF/A-3b file with the record attached; the same record gives the same bytes anywhere.

    `picture` gives the reduced JPEG of a SHA-256. A digital version has its signature fields in place.
    Raises MIN-GLYPH, MIN-PICTURE, MIN-TOO-LONG.
    """
    from inspector_app.minutes import archive

    return archive.archived(_laid_out(record, picture), at=record.drawn_at, attached=exchange.write(record))


def extent(record: Record, picture: Callable[[str], bytes]) -> Extent:
    """How many pages `draw` would make. Raises the same."""
    return _laid_out(record, picture).extent


def _laid_out(record: Record, picture: Callable[[str], bytes]) -> "flow.Laid":
    from inspector_app.minutes import flow

    fonts.require_printable(to_json(record))
    pictures = {sha: _checked(sha, picture(sha)) for e in record.evidence if (sha := e.reduced_sha256)}
    # The closing sentence states the number of pages. Figures of two digits are equally wide, so the
    # second round nearly always says what the first one measured.
    extent = Extent(_FIRST_GUESS, _FIRST_GUESS, _FIRST_GUESS)
    laid = flow.lay_out(compose(record, extent), pictures)
    while laid.extent != extent:
        extent = laid.extent
        laid = flow.lay_out(compose(record, extent), pictures)
    return laid


def _checked(sha256: str, jpeg: bytes) -> bytes:
    if hashlib.sha256(jpeg).hexdigest() != sha256:
        raise MinutesError(
            "MIN-PICTURE",
            N_("The picture {sha256} is not the one that was added."),
            why=N_("Its file on this computer was changed or damaged."),
            todo=N_("Add the photo again, then draw the minutes again."),
            sha256=sha256[:12],
        )
    return jpeg
