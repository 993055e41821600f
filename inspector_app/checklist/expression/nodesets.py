"""Functions on node sets: how many, which place, and the entries of repeats."""

from collections.abc import Sequence

from inspector_app.checklist.expression.failure import ARGUMENTS, RefusedError
from inspector_app.checklist.expression.functions import Argument, Table, eager, lazy, nodes_of
from inspector_app.checklist.expression.nodes import NO_NODES, Nodes
from inspector_app.checklist.expression.run import Closure, Run
from inspector_app.checklist.expression.values import Value, as_number
from inspector_app.errors import N_

NODESETS: Table = {}


@eager(NODESETS, "count", 1)
def _count(_run: Run, nodes: Value) -> Value:
    return float(len(nodes_of(nodes)))


@eager(NODESETS, "count-non-empty", 1)
def _count_non_empty(run: Run, nodes: Value) -> Value:
    found = nodes_of(nodes)
    run.spend(len(found))
    return float(sum(bool(node.children) or node.value != "" for node in found))


@eager(NODESETS, "position", 0, 1)
def _position(run: Run, *nodes: Value) -> Value:
    """In a predicate the place among the candidates; `position(..)` is the number of the repeat's entry."""
    if nodes:
        found = nodes_of(nodes[0])
        return float(found[0].position) if found else 0.0
    return float(run.position or run.node.position)


@eager(NODESETS, "last", 0)
def _last(run: Run) -> Value:
    """In a predicate the number of candidates, elsewhere of the node's siblings of its own name."""
    around = run.node.parent
    return float(run.size or (1 if around is None else len(around.named(run.node.name))))


@eager(NODESETS, "current", 0)
def _current(run: Run) -> Value:
    return Nodes((run.current,))


@lazy(NODESETS, "indexed-repeat", 3, 7)
def _indexed_repeat(arguments: Sequence[Argument]) -> Closure:
    """`indexed-repeat(${x}, ${repeat}, n, ${inner repeat}, m …)`: x in the n-th entry, counted from 1.

    As in JavaRosa an index that is empty or 0 means the first entry. Names are read for their last
    step only: `${x}` here is not the x nearby.
    """
    wanted, *pairs = arguments
    repeats, indexes = pairs[::2], pairs[1::2]
    if len(repeats) != len(indexes) or not all(name.last_names for name in (wanted, *repeats)):
        raise RefusedError(N_("It takes a name, then a repeat and an index for each level."), ARGUMENTS)
    levels = [(repeat.last_names[-1], index.closure) for repeat, index in zip(repeats, indexes, strict=True)]

    def found(run: Run) -> Value:
        entries: Nodes | None = None
        for name, index in levels:
            entries = _entries(run, name) if entries is None else entries[0].inside(name)
            number = as_number(index(run))
            place = int(number) - 1 if 1 <= number <= len(entries) else -1 if number > len(entries) else 0
            if not entries or place < 0:
                return NO_NODES
            entries = Nodes((entries[place],))
        assert entries is not None
        return _named_as(entries[0].inside(wanted.last_names[-1]), wanted.last_names)

    return found


def _entries(run: Run, name: str) -> Nodes:
    if found := run.home.nearest(name):
        return found
    resolved = run.resolve(name, run.home)
    return resolved if type(resolved) is Nodes else NO_NODES


def _named_as(nodes: Nodes, names: tuple[str, ...]) -> Nodes:
    """Where a name stands in several groups of an entry, the group before it in the path decides."""
    if len(nodes) < 2 or len(names) < 2:
        return nodes
    fitting = Nodes(node for node in nodes if node.parent is not None and node.parent.name == names[-2])
    return fitting or nodes
