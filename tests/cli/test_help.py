"""Every command explains itself with an example that could be typed."""

import shlex
from collections.abc import Iterator

import click
import pytest

from inspector_app.cli.app import cli


def tree(
    command: click.Command, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command and group by the words that lead to it."""
    yield path, command
    if isinstance(command, click.Group):
        for name, own in command.commands.items():
            yield from tree(own, (*path, name))


COMMANDS = dict(tree(cli))
GROUPS = {
    "demo",
    "visit",
    "checklist",
    "minutes",
    "sign",
    "verify",
    "send",
    "office",
    "conclusion",
    "follow-up",
    "reminder",
    "paper",
    "plan",
    "sample",
    "self-check",
    "score",
    "check",
    "selftest",
    "trust",
    "unit",
}


def examples(path: tuple[str, ...]) -> list[str]:
    with cli.make_context("inspector-app", [*path, "--help"], resilient_parsing=True) as context:
        text = COMMANDS[path].get_help(context)
    return [line.strip() for line in text.partition("Example:")[2].splitlines() if "inspector-app" in line]


def test_every_group_of_the_documentation_is_there() -> None:
    assert GROUPS | {"exit-codes"} == {path[0] for path in COMMANDS if path}


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_help_says_what_it_does_and_gives_an_example_of_itself(path: tuple[str, ...]) -> None:
    command = COMMANDS[path]
    assert command.get_short_help_str(200)
    shown = [shlex.split(line) for line in examples(path)]
    assert shown
    for words in shown:
        assert tuple(words[1 : 1 + len(path)]) == path


@pytest.mark.parametrize(
    "path", [p for p, c in COMMANDS.items() if not isinstance(c, click.Group)], ids=" ".join
)
def test_every_example_is_a_command_that_can_be_typed(path: tuple[str, ...], tmp_path, monkeypatch) -> None:
    """All required arguments are there, options exist, choices are among the choices."""
    monkeypatch.chdir(tmp_path)
    for line in examples(path):
        words = [
            str(tmp_path) if word.startswith("/media") and "." not in word else word
            for word in shlex.split(line)
        ]
        COMMANDS[path].make_context(path[-1], words[1 + len(path) :])
