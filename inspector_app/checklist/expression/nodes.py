"""The tree of values that paths walk through: immutable, built once from a plain mapping, names indexed.

A mapping is a group, a list is a repeat (its mappings are the entries), a scalar is a question's value.
"""

import math
from collections.abc import Iterator, Mapping

from inspector_app.errors import N_, ExpressionError

MAX_NODES = 100_000
MAX_NESTING = 50
_EXACT = 2**53

Scalar = str | float | bool


class Nodes(tuple["Node", ...]):
    """A node set: nodes in the order of the document, none twice."""

    __slots__ = ()


NO_NODES = Nodes()


class Node:
    """A group, a repeat's entry or a question. Never changed after `tree` or `leaf` has built it.

    `position` counts among the siblings of the same name, from 1. `entry` is the nearest node around
    (or the node itself) inside which a name means one thing: an entry of a repeat, or the root.
    """

    __slots__ = (
        "_by_name",
        "children",
        "entry",
        "name",
        "names_anywhere",
        "names_inside",
        "parent",
        "position",
        "root",
        "value",
    )

    name: str
    value: Scalar
    parent: "Node | None"
    position: int
    children: tuple["Node", ...]
    root: "Node"
    entry: "Node"

    def __init__(
        self, name: str, value: Scalar, parent: "Node | None", position: int, is_entry: bool
    ) -> None:
        self.name = name
        self.value = value
        self.parent = parent
        self.position = position
        self.children = ()
        self.root = self if parent is None else parent.root
        self.entry = self if parent is None or is_entry else parent.entry
        self._by_name: dict[str, Nodes] | None = None
        self.names_inside: dict[str, Nodes] = {}
        self.names_anywhere: dict[str, Nodes] = {}

    def named(self, name: str) -> Nodes:
        """The children of that name."""
        if self._by_name is None:
            self._by_name = _grouped(self.children)
        return self._by_name.get(name, NO_NODES)

    def inside(self, name: str) -> Nodes:
        """The nodes of that name within this entry, not within a repeat that lies deeper."""
        return self.entry.names_inside.get(name, NO_NODES)

    def nearest(self, name: str) -> Nodes:
        """What `${name}` means for someone standing here, as XLSForm says: the same repeat entry first,
        then the one around it, up to the root; a name inside a repeat where one does not stand means all."""
        entry = self.entry
        while True:
            if found := entry.names_inside.get(name):
                return found
            if entry.parent is None:
                return entry.names_anywhere.get(name, NO_NODES)
            entry = entry.parent.entry


def leaf(name: str, value: Scalar) -> Node:
    """One question that stands alone: what a constraint's `.` needs."""
    return Node(name, value, None, 1, is_entry=True)


def tree(values: Mapping[str, object], name: str = "") -> Node:
    """The tree of `values`; raises ExpressionError EXPRESSION-VALUES for what is no tree or too large.

    A tree without a name answers to any name in the first step of a path (`/data/a`, `/form/a`).
    """
    root = Node(name, "", None, 1, is_entry=True)
    budget = iter(range(MAX_NODES))
    _fill(root, values, budget, MAX_NESTING)
    _index(root)
    return root


def _fill(node: Node, values: Mapping[str, object], budget: Iterator[int], depth: int) -> None:
    if depth == 0:
        raise _unusable(N_("They are nested too deeply at “{name}”."), node.name)
    children: list[Node] = []
    for key, value in values.items():
        many = isinstance(value, list | tuple)
        for position, item in enumerate(value if isinstance(value, list | tuple) else [value], 1):
            if next(budget, None) is None:
                raise _unusable(N_("There are too many of them; the first too many is “{name}”."), str(key))
            group = isinstance(item, Mapping)
            child = Node(str(key), "" if group else _scalar(str(key), item), node, position, many and group)
            if isinstance(item, Mapping):
                _fill(child, item, budget, depth - 1)
            children.append(child)
    node.children = tuple(children)


def _scalar(name: str, value: object) -> Scalar:
    match value:
        case None:
            return ""
        case bool() | str():
            return value
        case int():
            # A long number is a code (an identity number), and would lose its last digits as a float.
            return float(value) if abs(value) < _EXACT else _digits(name, value)
        case float() if math.isfinite(value):
            return value
    raise _unusable(N_("“{name}” is neither text nor a number nor yes or no."), name)


def _digits(name: str, value: int) -> str:
    try:
        return str(value)
    except ValueError as error:
        raise _unusable(N_("“{name}” is a number with too many digits."), name) from error


def _index(root: Node) -> None:
    own: dict[int, tuple[Node, list[Node]]] = {id(root): (root, [])}
    everything: list[Node] = []
    waiting = list(reversed(root.children))
    while waiting:
        node = waiting.pop()
        everything.append(node)
        if node.entry is node:
            own[id(node)] = (node, [])
        around = node.parent.entry if node.parent is not None else node
        own[id(around)][1].append(node)
        waiting.extend(reversed(node.children))
    for entry, found in own.values():
        entry.names_inside = _grouped(found)
    root.names_anywhere = _grouped(everything)


def _grouped(nodes: "list[Node] | tuple[Node, ...]") -> dict[str, Nodes]:
    grouped: dict[str, list[Node]] = {}
    for node in nodes:
        grouped.setdefault(node.name, []).append(node)
    return {name: Nodes(found) for name, found in grouped.items()}


def _unusable(why: str, name: str) -> ExpressionError:
    return ExpressionError(
        "EXPRESSION-VALUES",
        N_("The values for the expression cannot be used."),
        why=why,
        todo=N_("Give names with texts, numbers, yes or no; groups as objects, repeats as lists of objects."),
        name=name,
    )
