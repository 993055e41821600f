"""The world that these tests stand on is what it says: another program confirms the signatures and their order."""

import subprocess
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from inspector_app.checklist.e_documents import Outcome
from inspector_app.checklist.verdict import Integrity, Trust
from inspector_app.signing import verify
from tests.sampling import registers, states
from tests.sampling.paper import Paper
from tests.sampling.pki import AGENCY, DEPUTY, ISSUED
from tests.sampling.states import STATES, State


def pdfsig(pdf: bytes, tmp_path: Path) -> str:
    path = tmp_path / "van-ban.pdf"
    path.write_bytes(pdf)
    return subprocess.run(
        ["pdfsig", "-nocert", path], capture_output=True, check=False, encoding="utf-8"
    ).stdout


def test_leader_number_day_and_seal_are_valid_to_another_program(tmp_path: Path) -> None:
    told = pdfsig(states.proper(Paper()), tmp_path)

    assert told.count("Signature Validation: Signature is Valid.") == 4
    names = [line.split(": ")[1] for line in told.splitlines() if "Common Name" in line]
    assert names == [DEPUTY, AGENCY, AGENCY, AGENCY]
    assert told.count("Not total document signed") == 3


def test_a_flipped_bit_breaks_the_digest_for_another_program_too(tmp_path: Path) -> None:
    assert "Digest Mismatch" in pdfsig(states.bit_flipped(Paper()), tmp_path)


@pytest.mark.parametrize("state", STATES.values(), ids=STATES)
def test_a_state_that_counts_as_signed_is_intact_and_one_that_was_changed_is_not(state: State, trust) -> None:
    verdict = verify.foreign(state.make(Paper()), trust=trust, at=ISSUED)

    if state.personal is Outcome.YES:
        assert verdict.integrity is Integrity.INTACT
        assert verdict.signatures[0].trust in {Trust.TRUSTED, Trust.UNKNOWN}
    if state.make in {states.changed_after, states.appended, states.bit_flipped}:
        assert verdict.integrity is Integrity.CHANGED


def test_seven_of_thirty_lack_the_leader_in_seven_ways(documents_folder) -> None:
    assert len(documents_folder.expected) == 30
    assert documents_folder.lacking_personal == 7
    lacking = {own.state for own in documents_folder.expected if own.personal is Outcome.NO}
    assert len(lacking) == 7


def test_names_of_files_are_as_people_write_them(documents_folder) -> None:
    found = sorted(
        path.relative_to(documents_folder.path).as_posix() for path in documents_folder.path.rglob("*.pdf")
    )

    assert sorted(unicodedata.normalize("NFC", name) for name in found) == sorted(
        own.path for own in documents_folder.expected
    )
    assert any(name != unicodedata.normalize("NFC", name) for name in found)
    assert max(len(Path(name).name) for name in found) == 200
    assert len({Path(name).parent for name in found}) > 3


def test_the_register_of_2022_is_late_by_one_and_one_hundredth_per_cent() -> None:
    register = registers.register_2022()

    assert (register.all_late, register.received, register.as_of) == (101, 10_000, date(2022, 5, 15))
    assert register.in_time + register.all_late == register.received
