"""Which values must be calculated again, and in which order. Knows keys and references, not expressions."""

import heapq
from collections.abc import Hashable, Iterable, Mapping
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)


class Graph(Generic[K]):
    """Built from {key: the keys that it reads}. Keys that are only read (answers) have no entry of their own."""

    def __init__(self, reads: Mapping[K, Iterable[K]]) -> None:
        self._readers: dict[K, list[K]] = {}
        needs: dict[K, set[K]] = {key: set(read_keys) for key, read_keys in reads.items()}
        for key, read_keys in needs.items():
            for read in read_keys:
                self._readers.setdefault(read, []).append(key)
        self.cycles: tuple[tuple[K, ...], ...] = _cycles(needs)
        """Keys that wait for each other, each cycle along its references; in no order, and never recomputed."""
        self.order: tuple[K, ...] = self._sorted(needs)
        """Every calculated key after all that it reads; keys on a cycle, or behind one, are left out."""
        self._rank = {key: rank for rank, key in enumerate(self.order)}

    def _sorted(self, needs: Mapping[K, set[K]]) -> tuple[K, ...]:
        """Kahn's algorithm; equals keep the order in which they were given."""
        missing = {key: sum(read in needs for read in read_keys) for key, read_keys in needs.items()}
        place = {key: number for number, key in enumerate(needs)}
        keys = list(needs)
        ready = [place[key] for key, count in missing.items() if count == 0]
        heapq.heapify(ready)
        order: list[K] = []
        while ready:
            key = keys[heapq.heappop(ready)]
            order.append(key)
            for reader in self._readers.get(key, ()):
                missing[reader] -= 1
                if missing[reader] == 0:
                    heapq.heappush(ready, place[reader])
        return tuple(order)

    def dependents(self, changed: Iterable[K]) -> tuple[K, ...]:
        """What to recompute after `changed`, in order. Costs what is affected, whatever the graph's size."""
        affected: set[K] = set()
        waiting = list(changed)
        while waiting:
            for reader in self._readers.get(waiting.pop(), ()):
                if reader not in affected and reader in self._rank:
                    affected.add(reader)
                    waiting.append(reader)
        return tuple(sorted(affected, key=self._rank.__getitem__))


def _cycles(needs: Mapping[K, set[K]]) -> tuple[tuple[K, ...], ...]:
    """One cycle for each knot of keys (strongly connected component) that wait for each other."""
    return tuple(
        _round_trip(needs, knot) for knot in _knots(needs) if len(knot) > 1 or knot[0] in needs[knot[0]]
    )


def _round_trip(needs: Mapping[K, set[K]], knot: list[K]) -> tuple[K, ...]:
    """The shortest way from the knot's first key back to itself."""
    members, start = set(knot), knot[0]
    came_from: dict[K, K] = {}
    waiting = [start]
    for key in waiting:
        for read in needs[key]:
            if read == start:
                way = [key]
                while way[-1] != start:
                    way.append(came_from[way[-1]])
                return tuple(reversed(way))
            if read in members and read not in came_from:
                came_from[read] = key
                waiting.append(read)
    raise AssertionError("a knot has a way back")


def _knots(needs: Mapping[K, set[K]]) -> list[list[K]]:
    """Tarjan's algorithm with a stack of its own: a chain of 10,000 calculations is no recursion."""
    number: dict[K, int] = {}
    low: dict[K, int] = {}
    open_keys: list[K] = []
    is_open: set[K] = set()
    knots: list[list[K]] = []
    for root in needs:
        if root in number:
            continue
        number[root] = low[root] = len(number)
        open_keys.append(root)
        is_open.add(root)
        stack = [(root, iter(needs[root]))]
        while stack:
            key, reads = stack[-1]
            for read in reads:
                if read not in needs:
                    continue
                if read not in number:
                    number[read] = low[read] = len(number)
                    open_keys.append(read)
                    is_open.add(read)
                    stack.append((read, iter(needs[read])))
                    break
                if read in is_open:
                    low[key] = min(low[key], number[read])
            else:
                stack.pop()
                if stack:
                    low[stack[-1][0]] = min(low[stack[-1][0]], low[key])
                if low[key] == number[key]:
                    knot: list[K] = []
                    while not knot or knot[-1] != key:
                        knot.append(open_keys.pop())
                        is_open.discard(knot[-1])
                    knots.append(sorted(knot, key=number.__getitem__))
    return knots
