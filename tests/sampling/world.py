"""Folders of E-Office documents drawn from a register of outgoing documents, with what must be said of each file.

The states themselves are in `states`, what can harm a reader in `hostile`.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from inspector_app.checklist.e_documents import Outcome, Trait
from tests.sampling.paper import Paper
from tests.sampling.pki import DEPUTY, DIRECTOR
from tests.sampling.registers import Line, outgoing_lines
from tests.sampling.states import STATES

POSTS = {
    DIRECTOR: ("GIÁM ĐỐC",),
    DEPUTY: ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
}


@dataclass(frozen=True, slots=True)
class Expected:
    """One file of a folder, and what must be said of it."""

    path: str
    """Below the folder, with "/", in NFC."""
    line: Line
    state: str
    personal: Outcome
    agency: Outcome
    said: frozenset[Trait]


@dataclass(frozen=True, slots=True)
class Folder:
    path: Path
    expected: tuple[Expected, ...]

    @property
    def lacking_personal(self) -> int:
        return sum(own.personal is Outcome.NO for own in self.expected)


LACKING = (
    "without_leader",
    "unsigned",
    "picture_only",
    "scanned",
    "expired",
    "changed_after",
    "without_leader_but_picture",
)
"""Seven states without a leader's signature that counts."""

HAVING = (
    "proper",
    "proper_with_chain",
    "proper_old_format",
    "with_initial",
    "time_stamped",
    "local_time_as_utc",
    "signed_late",
    "described_again",
    "proper",
    "without_agency",
)


def paper_of(line: Line, pages: int = 1) -> Paper:
    return Paper(
        number=line.number,
        symbol=line.symbol,
        issued=line.issued,
        abstract=line.abstract,
        post=POSTS[line.signer],
        signer=line.signer,
        pages=pages,
        numbered=line.number % 5 != 0,
    )


def file_name(line: Line, place: int) -> str:
    """As exports name files: folders by month, marks, some in NFD, one very long."""
    stem = f"{line.number:02}-{line.symbol}"
    match place % 6:
        case 1:
            stem = f"CV {stem} (đã ký)"
        case 2:
            stem = unicodedata.normalize("NFD", f"{stem} Báo cáo cải cách hành chính")
        case 3:
            stem = f"{stem}_{line.issued:%d.%m.%Y}_signed"
        case 4:
            # In bytes, not letters: file systems end a name at 255 bytes.
            stem = f"{stem} " + "bao cao cai cach hanh chinh " * 7
            stem = stem[:196].strip()
    return f"Tháng {line.issued.month}/{'Văn phòng/' if place % 3 == 0 else ''}{stem}.pdf"


def make_folder(
    path: Path, lines: Sequence[Line] | None = None, *, lacking: int = len(LACKING), most_pages: int = 3
) -> Folder:
    """One file per line of the register, `lacking` of which lack the leader's signature, in mixed ways.

    Without `lines`, 30 of the register's 412. The lines' own order does not decide which ones lack it.
    """
    lines = outgoing_lines()[5::14][:30] if lines is None else lines
    step = max(1, len(lines) // max(1, lacking))
    poor = {place * step: LACKING[place % len(LACKING)] for place in range(lacking)}
    rich = iter(HAVING * (len(lines) // len(HAVING) + 1))
    expected = []
    for place, line in enumerate(lines):
        name = poor.get(place) or next(rich)
        state = STATES[name]
        relative = file_name(line, place)
        target = path / relative
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(state.make(paper_of(line, 1 + place % most_pages)))
        expected.append(
            Expected(
                unicodedata.normalize("NFC", relative), line, name, state.personal, state.agency, state.said
            )
        )
    assert sum(own.personal is Outcome.NO for own in expected) == lacking
    return Folder(path, tuple(expected))


def file_of(folder: Folder, own: Expected) -> Path:
    """Where a file of the folder lies, whatever form of letters the disk keeps."""
    for path in folder.path.rglob("*"):
        if unicodedata.normalize("NFC", path.relative_to(folder.path).as_posix()) == own.path:
            return path
    raise FileNotFoundError(own.path)
