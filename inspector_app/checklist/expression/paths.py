"""Paths as closures: where they start, the steps, and the predicates that choose among nodes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from inspector_app.checklist.expression.nodes import NO_NODES, Node, Nodes
from inspector_app.checklist.expression.run import Closure, Run
from inspector_app.checklist.expression.values import Value, as_boolean


class Axis(Enum):
    CHILD = "name"
    ANY = "*"
    SELF = "."
    PARENT = ".."


@dataclass(frozen=True, slots=True)
class Predicate:
    """A condition in square brackets, and how much work looking at it once is."""

    closure: Closure
    work: int


@dataclass(frozen=True, slots=True)
class Step:
    axis: Axis
    name: str
    predicates: tuple[Predicate, ...] = ()

    def __str__(self) -> str:
        return self.name or self.axis.value


Start = Callable[[Run], Nodes]


def path(start: Start, steps: Sequence[Step]) -> Closure:
    """`steps` walked from wherever `start` stands."""
    walked = tuple(steps)

    def walk(run: Run) -> Value:
        nodes = start(run)
        for step in walked:
            nodes = _stepped(run, nodes, step)
        return nodes

    return walk


def own(run: Run) -> Nodes:
    """The start of a relative path: the node that one stands on."""
    return Nodes((run.node,))


def form_root(run: Run) -> Nodes:
    """The start of a path from the root of the answers."""
    return Nodes((run.scope.root,))


def absolute(start: Start, steps: Sequence[Step]) -> Closure:
    """A path from the root that `start` gives, whose first step names that root itself.

    As in JavaRosa a path through the repeat entry that one stands in means that entry, unless the repeat
    is the path's end (`count(/data/rep)`) or a predicate chooses (`/data/rep[2]/x`).
    """
    first, rest = (steps[0], tuple(steps[1:])) if steps else (None, ())

    def walk(run: Run) -> Value:
        roots = start(run)
        if first is None or not roots:
            return roots
        nodes = _filtered(run, _roots(roots[0], first), first.predicates)
        for place, step in enumerate(rest, 1):
            nodes = _stepped(run, nodes, step)
            if len(nodes) > 1 and place < len(rest) and not step.predicates:
                nodes = _around(run.home, nodes)
        return nodes

    return walk


def _roots(root: Node, first: Step) -> Nodes:
    """The root where the step names it. A root without a name answers to every name but those of its children."""
    if first.axis is Axis.CHILD and not root.name and (children := root.named(first.name)):
        return children
    if first.axis is Axis.CHILD and root.name not in {"", first.name}:
        return NO_NODES
    return Nodes((root,))


def _around(standing: Node, nodes: Nodes) -> Nodes:
    """The one of `nodes` that one stands in, where there is one."""
    chosen = set(nodes)
    node: Node | None = standing
    while node is not None:
        if node in chosen:
            return Nodes((node,))
        node = node.parent
    return nodes


def _stepped(run: Run, nodes: Nodes, step: Step) -> Nodes:
    if len(nodes) == 1:
        return _filtered(run, _next(run, nodes[0], step), step.predicates)
    found = [node for one in nodes for node in _filtered(run, _next(run, one, step), step.predicates)]
    # Only the way up can meet a node twice.
    return Nodes(dict.fromkeys(found) if step.axis is Axis.PARENT else found)


def _next(run: Run, node: Node, step: Step) -> Nodes:
    found = Nodes((node,))
    match step.axis:
        case Axis.CHILD:
            found = node.named(step.name)
        case Axis.ANY:
            found = Nodes(node.children)
        case Axis.PARENT:
            # The root is its own parent, as in a file system: `../a` can be tried where no question is.
            found = Nodes((node.parent or node,))
    run.spend(1 + len(found))
    return found


def filtered(nodes_of: Start, predicates: Sequence[Predicate]) -> Start:
    """A start whose nodes are chosen by predicates: `${repeat}[${x} > 3]`."""
    chosen = tuple(predicates)
    return lambda run: _filtered(run, nodes_of(run), chosen)


def _filtered(run: Run, nodes: Nodes, predicates: tuple[Predicate, ...]) -> Nodes:
    """A number means the place among `nodes`, anything else is a condition."""
    for predicate in predicates:
        run.spend(predicate.work * len(nodes))
        before = run.node, run.home, run.position, run.size
        run.size = len(nodes)
        found = []
        try:
            for position, node in enumerate(nodes, 1):
                run.node, run.position = node, position
                if node.root is run.scope.root:
                    run.home = node
                value = predicate.closure(run)
                if value == position if type(value) is float else as_boolean(value):
                    found.append(node)
        finally:
            run.node, run.home, run.position, run.size = before
        nodes = Nodes(found)
    return nodes
