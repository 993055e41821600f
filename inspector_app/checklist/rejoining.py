"""What two people wrote into different cells of one row, put together by what each changed since they last agreed."""

from collections.abc import Mapping, Sequence
from typing import Any

from inspector_app.checklist.event import Dot, Event


def rejoined(history: Sequence[Event], heads: Sequence[Event]) -> Mapping[str, Any] | None:
    """The cells with the changes of all heads; None where two changed one cell differently, where one removed the
    row, or where nobody can say what they began with. `history` are all events of the field."""
    if any(not isinstance(head.after, Mapping) for head in heads):
        return None
    known = {event.dot: event for event in history}
    lines = [_before(known, head) for head in heads]
    shared = set.intersection(*lines)
    last = [
        dot for dot in shared if not any(dot in _before(known, known[own]) for own in shared if own != dot)
    ]
    if len(last) > 1:
        return None
    base = known[last[0]].after if last else {}
    if not isinstance(base, Mapping):
        return None
    result = dict(base)
    for name in {name for head in heads for name in head.after} | set(base):
        changed = [head.after.get(name) for head in heads if head.after.get(name) != base.get(name)]
        if any(value != changed[0] for value in changed):
            return None
        if changed:
            result[name] = changed[0]
    return {name: value for name, value in sorted(result.items()) if value is not None}


def _before(known: Mapping[Dot, Event], event: Event) -> set[Dot]:
    """Everything of the field that its writer had seen, at first or second hand."""
    found: set[Dot] = set()
    waiting = list(event.supersedes)
    while waiting:
        dot = waiting.pop()
        if dot not in found and dot in known:
            found.add(dot)
            waiting += known[dot].supersedes
    return found
