"""Functions on choices (a multiple choice is its values with spaces between) and on lists beside the form."""

from collections.abc import Sequence

from inspector_app.checklist.expression.failure import ARGUMENTS, RefusedError
from inspector_app.checklist.expression.functions import Argument, Table, eager, lazy
from inspector_app.checklist.expression.nodes import Node, Nodes
from inspector_app.checklist.expression.run import Closure, Run
from inspector_app.checklist.expression.values import Value, as_number, as_text
from inspector_app.errors import N_

CHOICES: Table = {}


@eager(CHOICES, "selected", 2)
def _selected(run: Run, chosen: Value, choice: Value) -> Value:
    return as_text(choice).strip() in run.read(as_text(chosen)).split()


CHOICES["is-selected"] = CHOICES["selected"]


@eager(CHOICES, "count-selected", 1)
def _count_selected(run: Run, chosen: Value) -> Value:
    return float(len(run.read(as_text(chosen)).split()))


@eager(CHOICES, "selected-at", 2)
def _selected_at(run: Run, chosen: Value, place: Value) -> Value:
    """The choice at that place, counted from 0; nothing where there is none."""
    number = as_number(place)
    values = run.read(as_text(chosen)).split()
    return values[int(number)] if 0 <= number < len(values) else ""


@lazy(CHOICES, "jr:choice-name", 2, 2)
def _choice_name(arguments: Sequence[Argument]) -> Closure:
    """The label of a choice of a question; the question stands in quotes: `jr:choice-name(${q}, '${q}')`."""
    value, question = arguments
    if question.literal is None:
        raise RefusedError(N_("The question must stand in quotes, such as '${{name}}'."), ARGUMENTS)
    name = question.literal.rpartition("/")[2].strip("${} ")

    def label(run: Run) -> Value:
        chosen = as_text(value.closure(run))
        return run.scope.choice_labels.get(name, {}).get(chosen, chosen)

    return label


@eager(CHOICES, "jr:itext", 1)
def _itext(run: Run, key: Value) -> Value:
    name = as_text(key)
    if name not in run.scope.texts:
        raise RefusedError(N_("There is no text “{name}”."), name=name[:100])
    return run.scope.texts[name]


def _list(run: Run, key: Value) -> Node:
    name = as_text(key)
    if name not in run.scope.instances:
        raise RefusedError(N_("There is no list “{name}”."), name=name[:100])
    return run.scope.instances[name]


@eager(CHOICES, "instance", 1)
def _instance(run: Run, key: Value) -> Value:
    """The root of a list beside the form."""
    return Nodes((_list(run, key),))


@eager(CHOICES, "pulldata", 4)
def _pulldata(run: Run, key: Value, column: Value, by: Value, wanted: Value) -> Value:
    """The cell of `column` in the row of a list whose column `by` says `wanted`; nothing where there is none."""
    text, name = as_text(wanted), as_text(by)
    for row in _list(run, key).nearest("item"):
        run.spend(2)
        if (cell := row.named(name)) and as_text(cell) == text:
            return as_text(row.named(as_text(column)))
    return ""
