"""Expressions tried on a small form, on the morning of the sample visit."""

from collections.abc import Callable, Mapping
from datetime import datetime
from random import Random

import pytest

from inspector_app.checklist.expression.language import (
    Node,
    Nodes,
    Scope,
    Value,
    as_text,
    compile_expression,
    tree,
)
from inspector_app.clock import ZONE

Worked = Callable[..., Value | list[str]]


@pytest.fixture
def work() -> Worked:
    """The value of an expression; of a node set the texts of its nodes. `at` is the path it stands on."""

    def worked(
        expression: str,
        values: Mapping[str, object] | None = None,
        *,
        at: str = "/data",
        instances: Mapping[str, Node] | None = None,
    ) -> Value | list[str]:
        root = tree(values or {})
        scope = Scope(
            root,
            now=datetime(2026, 5, 12, 8, 0, tzinfo=ZONE),
            instances=instances or {},
            choice_labels={"unit": {"sxd": "Sở Xây dựng"}},
            texts={"hello": "Xin chào"},
            random=Random(1),
        )
        standing = compile_expression(at).evaluate(scope)
        assert isinstance(standing, Nodes)
        here = Scope(
            root,
            standing[0],
            now=scope.now,
            instances=scope.instances,
            choice_labels=scope.choice_labels,
            texts=scope.texts,
            random=scope.random,
        )
        value = compile_expression(expression).evaluate(here)
        return [as_text(node.value) for node in value] if isinstance(value, Nodes) else value

    return worked
