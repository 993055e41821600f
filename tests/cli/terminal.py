"""One command run in this process, and what it left on the two streams."""

import functools
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from inspector_app.cli import app
from inspector_app.paths import resources


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def result(self) -> Any:
        """The result of a `--json` answer that fits its schema."""
        return self._answer()["result"]

    @property
    def error(self) -> dict[str, str]:
        """The user error of a `--json` answer that fits its schema."""
        return self._answer()["error"]

    def _answer(self) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(self.out)
        schema().validate(answer)
        return answer


@functools.cache
def schema() -> jsonschema.Draft202012Validator:
    text = resources().joinpath("schemas", "cli.schema.json").read_text(encoding="utf-8")
    return jsonschema.Draft202012Validator(json.loads(text))


def typed(capfd: pytest.CaptureFixture[str], *words: object) -> Ran:
    capfd.readouterr()
    code = app.main([str(word) for word in words])
    streams = capfd.readouterr()
    return Ran(code, streams.out, streams.err)


def run_program(*words: object, stdin: str = "") -> Ran:
    """Run the program in a process of its own, as a shell does."""
    done = subprocess.run(
        [sys.executable, "-m", "inspector_app", *map(str, words)],
        cwd=Path(__file__).resolve().parents[2],
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


@dataclass(frozen=True)
class Demo:
    """What the demonstration left and said."""

    out: Path
    ran: Ran

    @property
    def minutes(self) -> Path:
        return self.out / "minutes.pdf"

    @property
    def press(self) -> Path:
        return self.out / "so-xay-dung-2022.pdf"

    @property
    def root(self) -> Path:
        return self.out / "trial-root.crt"
