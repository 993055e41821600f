"""One command run in this process, and what it left on the two streams."""

import functools
import json
from dataclasses import dataclass
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
