"""`inspector-app checklist evaluate`: try an expression of a checklist, or thousands from standard input."""

import json
import sys
from collections.abc import Iterator
from typing import BinaryIO

import click

from inspector_app.actions import expressions
from inspector_app.checklist.expression.language import Nodes, Value, as_text
from inspector_app.cli.context import Face, command
from inspector_app.errors import ExpressionError
from inspector_app.i18n import explain

LONGEST_LINE = 8 * 1024 * 1024
"""Bytes of one line of standard input; a longer one is answered with an error and passed over."""


@click.command("evaluate")
@click.argument("expression", required=False, metavar="[EXPRESSION]")
@click.option("--values", metavar="JSON", default="{}", help="Answers: names to values, as a JSON object.")
@click.option(
    "--context", "standing", metavar="PATH", help="The question it stands on, such as /data/rep[2]/x."
)
@click.option("--now", metavar="TIME", help="What now() is, such as 2026-05-12T08:00:00+07:00.")
@command
def evaluate(face: Face, expression: str | None, values: str, standing: str | None, now: str | None) -> None:
    """Work out an expression as XLSForm and ODK write them, and print its value.

    Without EXPRESSION (or with -) each line of standard input is a JSON object with "expression" and
    optionally "values", "context", "now", "instances"; each is answered by a line {"value": …} or
    {"error": {"code", "message", "position"}}. Groups are objects, repeats are lists of objects. In the
    answers NaN and Infinity are texts, and several nodes are a list.

    \b
    Example:
      inspector-app checklist evaluate "round(7 div 30 * 100, 1)"
      inspector-app checklist evaluate '${a} > 5 and not(${b})' --values '{"a": 7, "b": ""}'
      inspector-app checklist evaluate -
    """
    if expression is None or expression == "-":
        for line in _lines(sys.stdin.buffer):
            click.echo(json.dumps(_answered(face, line), ensure_ascii=False))
        return
    rest = {"values": expressions.read_json(values), "context": standing, "now": now}
    value = expressions.evaluate(expressions.trial_of(expression, rest))
    texts = [as_text(node.value) for node in value] if type(value) is Nodes else [as_text(value)]
    told = texts if len(texts) > 1 else "".join(texts)
    face.answer({"kind": _kind(value), "value": told}, "\n".join(texts))


def _kind(value: Value) -> str:
    if type(value) is Nodes:
        return "nodes"
    if isinstance(value, bool):
        return "boolean"
    return "number" if isinstance(value, float) else "text"


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """The lines that are not blank. Of one that is too long only the first part, which is no JSON then."""
    while line := stream.readline(LONGEST_LINE):
        rest = line
        while len(rest) == LONGEST_LINE and not rest.endswith(b"\n"):
            rest = stream.readline(LONGEST_LINE)
        if line.strip():
            yield line


def _answered(face: Face, line: bytes) -> dict[str, object]:
    try:
        return {"value": expressions.plain(expressions.evaluate(expressions.read_trial(line)))}
    except ExpressionError as error:
        told = explain(error, face.translate)
        message = f"{told.what} {told.why} {told.todo}"
        return {
            "error": {"code": told.code, "message": message, "position": error.parameters.get("position", 1)}
        }
