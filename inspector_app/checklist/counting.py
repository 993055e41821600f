"""What the rows of a sample say of its numbers, and where rows that two people wrote stand among each other.

It knows values only; who writes them, and when, is for actions.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from inspector_app.checklist.fact import Sample, SampleRow
from inspector_app.checklist.intervals import refitted


def counted(rows: Sequence[SampleRow]) -> tuple[int, int]:
    """How many were examined, and how many of them are defective."""
    return len(rows), sum(row.passed is False for row in rows)


def recounted(sample: Sample, rows: Sequence[SampleRow]) -> Sample:
    """The sample with the numbers of its rows; its interval, where it has one, follows them."""
    examined, defective = counted(rows)
    return refitted(replace(sample, examined=examined, defective=defective))


def settled_by_rows(samples: Sequence[Sample], rows: Sequence[SampleRow]) -> Sample | None:
    """What several people's numbers become where they differ in nothing else and there are rows to count:
    each had counted those that he could see. None where a person has to choose."""
    numberless = {replace(own, examined=None, defective=None, interval=None) for own in samples}
    if not rows or len(numberless) != 1 or any(own.examined is None for own in samples):
        return None
    return recounted(samples[0], rows)


def places(rows: Sequence[str], held: Mapping[str, int]) -> dict[str, int]:
    """The order of each row, by its id, from the sequence wanted and the orders `held` so far.

    A row that stands right keeps its order, so that two people who write below one another do not both
    renumber. Rows are sorted by order, then by id: new ones whose ids ascend share one order, so that what
    each of two people added stays together when their work is merged.
    """
    found: dict[str, int] = {}
    before: tuple[int, str] = (-1, "")
    for row in rows:
        order = held.get(row)
        if order is None:
            # Below a row of another order: a new batch of its own.
            fresh = found and next(reversed(found)) not in held
            order = before[0] if fresh else before[0] + 1
        if (order, row) <= before:
            order = before[0] + 1
        found[row] = order
        before = (order, row)
    return found
