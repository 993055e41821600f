"""Trying out expressions: what an author types or pipes in, worked out without a checklist or a visit."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from random import SystemRandom

from inspector_app.checklist.expression.language import (
    Expression,
    Node,
    Nodes,
    Scope,
    Value,
    as_text,
    compile_expression,
    tree,
)
from inspector_app.clock import ZONE, SystemClock
from inspector_app.errors import N_, ExpressionError

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
Values = Mapping[str, object]

_EXACT = 2**53
_compiled = lru_cache(maxsize=512)(compile_expression)


@dataclass(frozen=True, slots=True)
class Trial:
    """An expression and the values that it is tried with."""

    expression: str
    values: Values = field(default_factory=dict)
    """Names to values; groups are objects, repeats are lists of objects."""
    context: str | None = None
    """Path of the question that the expression stands on, such as /data/rep[2]/x; None is the root."""
    now: datetime | None = None
    """None is the present; its zone is the zone of all dates."""
    instances: Mapping[str, Values] = field(default_factory=dict)
    """Lists beside the form, by name."""


def evaluate(trial: Trial) -> Value:
    """The expression's value; raises ExpressionError."""
    expression: Expression = _compiled(trial.expression)
    root = tree(trial.values)
    scope = Scope(
        root,
        now=trial.now or SystemClock().now(),
        instances={name: tree(values) for name, values in trial.instances.items()},
        random=SystemRandom(),
    )
    if trial.context is None:
        return expression.evaluate(scope)
    context = _standing(trial.context, scope)
    return expression.evaluate(
        Scope(root, context, now=scope.now, instances=scope.instances, random=scope.random)
    )


def _standing(path: str, scope: Scope) -> Node:
    found = _compiled(path).evaluate(scope)
    if type(found) is not Nodes or not found:
        raise ExpressionError(
            "EXPRESSION-CONTEXT",
            N_("There is no question at {path}."),
            why=N_("The values hold nothing there."),
            todo=N_("Give a path such as /data/group/name or /data/repeat[2]/name."),
            path=path[:200],
            position=1,
        )
    return found[0]


def plain(value: Value) -> Json:
    """The value for JSON: a number stays one, NaN and the infinities are texts; of several nodes the list
    of their texts, of one node its text, of none the empty text."""
    if type(value) is Nodes:
        return [as_text(node.value) for node in value] if len(value) > 1 else as_text(value)
    if isinstance(value, bool):
        return value
    if isinstance(value, float):
        if not math.isfinite(value):
            return as_text(value)
        return int(value) if value.is_integer() and abs(value) < _EXACT else value
    return str(value)


def read_json(text: str) -> Json:
    """JSON from outside; raises ExpressionError EXPRESSION-LINE."""
    try:
        return json.loads(text, parse_constant=_no_constant)  # type: ignore[no-any-return]
    except (ValueError, RecursionError) as error:
        raise _unreadable(N_("It is not JSON.")) from error


def read_trial(line: bytes) -> Trial:
    """One line of JSON: {"expression": …, "values": {…}, "context": …, "now": …, "instances": {…}}, where
    only the first must be. Raises ExpressionError EXPRESSION-LINE."""
    try:
        data = read_json(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise _unreadable(N_("It is not UTF-8 text.")) from error
    if not isinstance(data, dict) or not isinstance(data.get("expression"), str):
        raise _unreadable(N_('It is no object with a text "expression".'))
    return trial_of(str(data["expression"]), data)


def trial_of(expression: str, rest: Mapping[str, Json]) -> Trial:
    """The trial of `expression` with what `read_trial` describes; raises ExpressionError EXPRESSION-LINE."""
    values, context, now = rest.get("values"), rest.get("context"), rest.get("now")
    instances = rest.get("instances")
    if not (values is None or isinstance(values, dict)):
        raise _unreadable(N_('"values" must be an object of names and values.'))
    if not (context is None or isinstance(context, str)):
        raise _unreadable(N_('"context" must be the path of a question.'))
    if not (instances is None or isinstance(instances, dict)):
        raise _unreadable(N_('"instances" must be an object of named objects.'))
    lists: dict[str, Values] = {}
    for name, content in (instances or {}).items():
        if not isinstance(content, dict):
            raise _unreadable(N_('"instances" must be an object of named objects.'))
        lists[name] = content
    return Trial(expression, values or {}, context, None if now is None else _time(now), lists)


def _time(text: Json) -> datetime:
    """A time without an offset is one in Vietnam."""
    try:
        at = datetime.fromisoformat(str(text))
        return at.replace(tzinfo=ZONE) if at.tzinfo is None else at
    except ValueError as error:
        raise _unreadable(N_('"now" must be a time such as 2026-05-12T08:00:00+07:00.')) from error


def _no_constant(name: str) -> None:
    raise ValueError(name)


def _unreadable(why: str) -> ExpressionError:
    return ExpressionError(
        "EXPRESSION-LINE",
        N_("What is to be evaluated cannot be read."),
        why=why,
        todo=N_('Write one JSON object a line: {{"expression": "${{a}} + 1", "values": {{"a": 2}}}}'),
        position=1,
    )
