"""What must be calculated again after an answer, in an order in which everything read is already new."""

from hypothesis import given
from hypothesis import strategies as st

from inspector_app.checklist.expression.graph import Graph

POINTS = {"total": {"part_1", "part_2"}, "class": {"total", "bounds"}, "part_2": {"a", "b"}, "part_1": {"a"}}


def test_everything_comes_after_what_it_reads() -> None:
    assert Graph(POINTS).order == ("part_2", "part_1", "total", "class")


def test_only_what_an_answer_reaches_is_recomputed() -> None:
    graph = Graph(POINTS)
    assert graph.dependents(["b"]) == ("part_2", "total", "class")
    assert graph.dependents(["bounds"]) == ("class",)
    assert graph.dependents(["unknown"]) == ()
    assert graph.dependents(["total"]) == ("class",)


def test_values_that_wait_for_each_other_are_named_and_left_out() -> None:
    graph = Graph({"a": {"b"}, "b": {"c"}, "c": {"a", "x"}, "own": {"own"}, "behind": {"a"}, "free": {"x"}})
    assert {frozenset(cycle) for cycle in graph.cycles} == {frozenset("abc"), frozenset({"own"})}
    assert ("a", "b", "c") in graph.cycles
    assert graph.order == ("free",)
    assert graph.dependents(["x"]) == ("free",)


def test_a_chain_of_ten_thousand_values_is_no_recursion() -> None:
    graph = Graph({number: {number - 1} for number in range(1, 10_001)})
    assert graph.cycles == ()
    assert graph.dependents([0]) == tuple(range(1, 10_001))
    ring = Graph({number: {(number + 1) % 10_000} for number in range(10_000)})
    assert len(ring.cycles) == 1
    assert len(ring.cycles[0]) == 10_000


_READS = st.dictionaries(st.integers(0, 12), st.sets(st.integers(0, 15), max_size=4), max_size=12)


@given(_READS, st.sets(st.integers(0, 15)))
def test_the_graph_keeps_its_promises(reads: dict[int, set[int]], changed: set[int]) -> None:
    graph = Graph(reads)
    rank = {key: place for place, key in enumerate(graph.order)}
    for key in graph.order:
        assert all(rank[read] < rank[key] for read in reads[key] if read in reads)
    for cycle in graph.cycles:
        after = (*cycle[1:], cycle[0])
        assert all(following in reads[key] for key, following in zip(cycle, after, strict=True))
        assert not set(cycle) & set(graph.order)
    assert (len(graph.order) == len(reads)) is (graph.cycles == ())
    reached = set(changed)
    for key in graph.order:
        if reads[key] & reached:
            reached.add(key)
    affected = graph.dependents(changed)
    assert list(affected) == [key for key in graph.order if reads[key] & reached]
