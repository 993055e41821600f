"""What every command has at hand: the workspace, the language, and one way to answer."""

import functools
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from inspector_app.actions.workspace import Workspace, open_workspace
from inspector_app.checklist import canonical
from inspector_app.errors import UserError
from inspector_app.i18n import Language, Translate, explain, translator
from inspector_app.paths import data_dir

JSON_SCHEMA = 1
"""Version of every `--json` answer: {"schema": 1, "result": …} or {"schema": 1, "error": …}."""

F = TypeVar("F", bound=Callable[..., Any])


class Face:
    """The command line's side of one run."""

    def __init__(self, data: str | None, language: Language, actor: str) -> None:
        self.folder = data_dir(Path(data) if data else None)
        self._language: Language = language
        self.actor = actor
        self.as_json = False
        self._workspace: Workspace | None = None

    @functools.cached_property
    def translate(self) -> Translate:
        """Msgid to the language of this run."""
        return translator(self._language)

    @property
    def workspace(self) -> Workspace:
        """The user's data folder, opened at first need."""
        if self._workspace is None:
            self._workspace = open_workspace(self.folder, actor=self.actor)
        return self._workspace

    def close(self) -> None:
        if self._workspace is not None:
            self._workspace.close()
            self._workspace = None

    def answer(self, result: object, text: str) -> None:
        """The command's result on stdout: as JSON where that was asked, else as text."""
        if self.as_json:
            _print_json({"schema": JSON_SCHEMA, "result": canonical.to_json(result)})
        else:
            click.echo(text)

    def say(self, msgid: str, **parameters: object) -> None:
        """Talk on stderr, never mixed with results."""
        click.echo(self.translate(msgid).format_map(parameters), err=True)

    def refuse(self, error: UserError) -> int:
        """Tell a user error; its exit code."""
        if self.as_json:
            told = explain(error, self.translate)
            body = {"code": told.code, "what": told.what, "why": told.why, "todo": told.todo}
            _print_json({"schema": JSON_SCHEMA, "error": body})
        self.warn(error)
        return error.exit_code

    def warn(self, error: UserError) -> None:
        """Say on stderr what is wrong with one of several things; the command goes on."""
        click.echo(explain(error, self.translate).text(), err=True)


def face(context: click.Context) -> Face:
    """The Face of a run; the command line always has one."""
    found = context.find_object(Face)
    if found is None:
        raise AssertionError("the command line made no Face")
    return found


def command(function: F) -> F:
    """Give a command its Face as first argument and the `--json` switch."""

    @click.option("--json", "as_json", is_flag=True, help="Answer as JSON with a schema version.")
    @click.pass_context
    @functools.wraps(function)
    def run(context: click.Context, *args: Any, **values: Any) -> Any:
        own = face(context)
        own.as_json = values.pop("as_json")
        return function(own, *args, **values)

    return run  # type: ignore[return-value]


def _print_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True))
