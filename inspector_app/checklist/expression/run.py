"""One evaluation under way: where it stands, what it may still spend, and what it was handed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from random import Random

from inspector_app.checklist.expression.failure import MAX_TEXT, MAX_WORK, RefusedError
from inspector_app.checklist.expression.nodes import Node, leaf
from inspector_app.checklist.expression.values import Value
from inspector_app.errors import N_

Resolve = Callable[[str, Node], Value]
"""What `${name}` means for someone who stands on a node: a plain value, or nodes."""

NOWHERE = leaf("", "")
"""The tree of an expression that needs none."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What an expression sees.

    `${name}` is asked of `resolve`; without one it is looked up in the tree of `root`. A rules engine that
    keeps its own values hands in `resolve` (for example `lambda name, node: values.get(name, "")`) and no
    tree; it needs a tree only for paths and repeats, and can build that of one repeat alone. A constraint's
    `.` is the value of `context`: `leaf(name, value)` is enough.
    """

    root: Node = NOWHERE
    context: Node | None = None
    """The node that the expression stands on; None is the root."""
    current: Node | None = None
    """What `current()` means; None is the context."""
    now: datetime | None = None
    """Aware; its zone is the zone of every date. Without it today() and now() are refused."""
    resolve: Resolve | None = None
    instances: Mapping[str, Node] = field(default_factory=dict)
    """Lists beside the form: `instance('communes')/root/item[…]`."""
    choice_labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Question to choice to label, for jr:choice-name."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """For jr:itext."""
    random: Random | None = None
    """Without it random() and uuid() are refused."""


class Run:
    """The changing side of one evaluation; closures get it as their only argument."""

    __slots__ = ("current", "home", "left", "node", "position", "resolve", "scope", "size", "zone")

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.node: Node = scope.context or scope.root
        self.current: Node = scope.current or self.node
        self.home: Node = self.node
        """Where names are looked up from: the node, but never one of another tree."""
        self.position = 0
        """Within a predicate, counted from 1; 0 outside."""
        self.size = 0
        self.left = MAX_WORK
        self.resolve: Resolve = scope.resolve or _in_tree
        self.zone: tzinfo = UTC if scope.now is None or scope.now.tzinfo is None else scope.now.tzinfo

    def spend(self, work: int) -> None:
        """Raises RefusedError once the evaluation has looked at too much."""
        self.left -= work
        if self.left < 0:
            raise RefusedError(N_("It would look at too many values."))

    def read(self, text: str) -> str:
        """`text`, paid for by its length: for functions that walk through it."""
        self.spend(1 + (len(text) >> 6))
        return text

    def check_length(self, length: int) -> None:
        """Raises RefusedError for a text that would grow too long, before it is made."""
        if length > MAX_TEXT:
            raise RefusedError(N_("The text that it makes is too long."))
        self.spend(length >> 6)

    @property
    def now(self) -> datetime:
        if self.scope.now is None:
            raise RefusedError(N_("The present time is not known here."))
        return self.scope.now

    @property
    def random(self) -> Random:
        if self.scope.random is None:
            raise RefusedError(N_("Chance is not allowed here: the same answers must give the same result."))
        return self.scope.random


Closure = Callable[[Run], Value]


def _in_tree(name: str, node: Node) -> Value:
    return node.nearest(name)
