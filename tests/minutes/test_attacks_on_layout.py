"""Texts pasted into the wrong field: sealing comes to an end, with pages or with a sentence, never with a standstill."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from inspector_app.actions import answers, minutes, visits
from inspector_app.actions.workspace import open_workspace
from inspector_app.clock import FixedClock
from inspector_app.minutes import nd30

_PASTED = "Câu rất dài về cải cách hành chính & <b>đậm</b> &amp; %s {x} [a|b] " * 75
_DRAWN = """
import sys
from pathlib import Path
from inspector_app.actions import minutes
from inspector_app.actions.workspace import open_workspace
from inspector_app.clock import FixedClock
from datetime import datetime, timezone
with open_workspace(Path(sys.argv[1]), FixedClock(datetime(2026, 5, 12, 9, 0, tzinfo=timezone.utc))) as ws:
    Path(sys.argv[3]).write_bytes(minutes.draft(ws, sys.argv[2]))
"""


@pytest.mark.parametrize("field", ["unit", "place", "title", "content"])
def test_five_thousand_characters_in_one_field_are_printed(
    tmp_path: Path, clock: FixedClock, field: str
) -> None:
    with open_workspace(tmp_path, clock) as ws:
        visit = visits.create_visit(ws)
        answers.set_value(ws, visit, "visit", field, _PASTED)
        assert minutes.page_count(minutes.draft(ws, visit)) > 2


@pytest.mark.parametrize("field", ["parent_agency", "team_name", "title", "unit"])
def test_two_words_too_long_for_one_line_come_to_an_end(
    tmp_path: Path, clock: FixedClock, field: str
) -> None:
    with open_workspace(tmp_path, clock) as ws:
        visit = visits.create_visit(ws)
        answers.set_value(ws, visit, "visit", field, "M" * 40 + " " + "Ơ" * 40)
        assert minutes.page_count(minutes.draft(ws, visit)) == 2


def test_every_point_has_a_letter_of_its_own() -> None:
    letters = [nd30.letter(number) for number in range(1, 13_000)]
    assert letters[:6] == ["a", "b", "c", "d", "đ", "e"]
    assert letters[22:25] == ["y", "aa", "ab"]
    assert len(set(letters)) == len(letters)


def test_the_environment_of_a_program_is_not_in_the_bytes(tmp_path: Path, clock: FixedClock) -> None:
    folder = tmp_path / "Hồ sơ # 50%"
    with open_workspace(folder, clock) as ws:
        visit = visits.create_sample(ws, "so-xay-dung-2022")
    drawn = []
    for number, environment in enumerate(
        (
            {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C"},
            {"PYTHONHASHSEED": "7", "TZ": "America/New_York", "SOURCE_DATE_EPOCH": "1", "HOME": ""},
        )
    ):
        target = tmp_path / f"{number}.pdf"
        command = [sys.executable, "-c", _DRAWN, str(folder), visit, str(target)]
        subprocess.run(command, env={**os.environ, **environment}, check=True)
        drawn.append(target.read_bytes())
    assert drawn[0] == drawn[1]
