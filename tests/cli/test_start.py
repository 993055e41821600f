"""One program, two faces: a command goes to the command line, everything else opens the window."""

import sys
from pathlib import Path

import pytest

from inspector_app import __main__, __version__
from tests.cli.terminal import run_program as start


def test_a_global_option_before_the_command_reaches_the_command_line(tmp_path: Path) -> None:
    ran = start("--data", tmp_path / "dữ liệu", "--language", "en", "visit", "list")
    assert (ran.code, ran.out, ran.err) == (0, "No visit yet.\n", "")
    assert (tmp_path / "dữ liệu" / "inspections.sqlite3").is_file()


def test_help_and_version_are_the_command_lines() -> None:
    assert start("--version").out == f"inspector-app, version {__version__}\n"
    told = start("--data=x", "--help")
    assert (told.code, told.err) == (0, "")
    assert "visit sample so-xay-dung-2022" in told.out


def test_a_command_typed_wrongly_ends_with_2_and_says_so_on_stderr() -> None:
    ran = start("visit", "dance")
    assert (ran.code, ran.out) == (2, "")
    assert "dance" in ran.err


@pytest.mark.parametrize(
    "words", [[], ["--data", "x"], ["--language", "en", "--data=x"], ["--sample"]], ids=" ".join
)
def test_without_a_command_the_window_opens(words: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    from inspector_app.gui import application

    opened = []
    monkeypatch.setattr(application, "run", lambda *arguments: opened.append(arguments) or 0)
    monkeypatch.setattr(sys, "argv", ["inspector-app", *words])
    assert __main__.main() == 0
    ((folder, language, sample, *_),) = opened
    assert folder.is_absolute()
    assert language == ("en" if "en" in words else None)
    assert sample is ("--sample" in words)
