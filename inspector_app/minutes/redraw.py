"""Draws minutes again from the data inside them and says how the result compares with what was signed."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from inspector_app.checklist import exchange
from inspector_app.checklist.exchange import Record
from inspector_app.checklist.handover import Grade
from inspector_app.errors import MinutesError
from inspector_app.minutes import archive, likeness, renderer, structure
from inspector_app.minutes.pdf import draw

if TYPE_CHECKING:
    import pikepdf

_END_OF_REVISION = re.compile(rb"startxref\s+\d+\s+%%EOF\r?\n?")


@dataclass(frozen=True, slots=True)
class Redrawn:
    """The record inside the minutes, and how well the pages agree with it."""

    record: Record
    grade: Grade
    differences: tuple[str, ...]
    """Places that differ, of grade DIFFERENT alone."""

    @property
    def believable(self) -> bool:
        """Whether the pages may stand for their data: equal text alone is for pages of another release."""
        own = self.record.seal is not None and dict(self.record.seal.renderer) == renderer.fingerprint()
        return self.grade is not Grade.DIFFERENT and not (own and self.grade is Grade.EQUAL_TEXT_AND_PLACE)


def compare(pdf: bytes) -> Redrawn:
    """Draw the record inside `pdf` again and compare with its first revision, the unsigned pages.

    Also holds the pages of the last revision against those of the first: a signature proves nothing
    about what was changed before it. Raises MIN-NO-DATA, MIN-UNREADABLE and the FormatErrors of a record.
    """
    first = _first_revision(pdf)
    record = exchange.read(archive.attached_record(first))
    pictures = drawn_pictures(first)
    named = {e.reduced_sha256 for e in record.evidence if e.reduced_sha256 is not None}
    differences = [f"picture {sha[:12]} missing" for sha in sorted(named - set(pictures))]
    if differences:
        return Redrawn(record, Grade.DIFFERENT, tuple(differences))
    try:
        again = draw(record, pictures.__getitem__)
    except MinutesError as error:
        return Redrawn(record, Grade.DIFFERENT, (error.code,))
    if pdf.startswith(again):
        first = again
    differences += structure.later_changes(first, pdf)
    grade = Grade.EQUAL_BYTES
    if first != again:
        grade = Grade.EQUAL_OBJECTS
        if structure.differences(first, again):
            grade = Grade.EQUAL_TEXT_AND_PLACE
            differences += [f"picture {sha[:12]} not named" for sha in sorted(set(pictures) - named)]
            differences += structure.unlike_fields(first, again)
            differences += likeness.differences(first, again)
    if differences:
        return Redrawn(record, Grade.DIFFERENT, tuple(differences))
    return Redrawn(record, grade, ())


def _first_revision(pdf: bytes) -> bytes:
    """The file up to the end of its first revision; each signature is appended behind one."""
    for end in _END_OF_REVISION.finditer(pdf):
        candidate = pdf[: end.end()]
        if structure.sound(candidate):
            return candidate
    return pdf


def drawn_pictures(pdf: bytes) -> dict[str, bytes]:
    """Every picture in the file by the SHA-256 of its bytes, as they are stored; raises MIN-UNREADABLE."""
    with archive.opened(pdf) as document:
        streams = [picture.read_raw_bytes() for picture in _pictures(document)]
    return {hashlib.sha256(data).hexdigest(): bytes(data) for data in streams}


def _pictures(document: "pikepdf.Pdf") -> Iterator["pikepdf.Stream"]:
    import pikepdf

    for thing in document.objects:
        if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image":
            yield thing
