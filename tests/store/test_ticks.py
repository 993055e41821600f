"""A tick becomes an event and a current value in one transaction, at the same cost on the first and the last day."""

from datetime import datetime, timedelta, timezone

from inspector_app.checklist.event import FIRST, ActId, ChainFault, Dot, Head, Plane, chain_fault, undo_stacks
from inspector_app.checklist.fact import Count
from inspector_app.store import events, visits


def test_a_tick_says_who_when_what_and_what_was_there_before(laptop):
    (first,) = laptop.act(("answer:25a", "verdict", "partly"))
    laptop.clock.move_to(laptop.clock.now() + timedelta(minutes=3))
    (second,) = laptop.act(("answer:25a", "verdict", "no"), reason="Xem lại sổ văn bản đi")
    assert (first.before, first.after, first.supersedes, first.previous) == (None, "partly", (), FIRST)
    assert (second.before, second.after) == ("partly", "no")
    assert second.supersedes == (Dot(laptop.device, 1),)
    assert second.previous == first.hash
    assert (second.actor, second.reason, second.monotonic_ms) == ("An", "Xem lại sổ văn bản đi", 180_000)
    assert second.at.isoformat() == "2026-05-12T08:03:00+07:00"
    assert laptop.log() == (first, second), "read back as it was written, hash and all"
    assert laptop.values() == {("answer:25a", "verdict"): "no"}


def test_the_log_reads_back_the_same_after_a_restart(laptop):
    laptop.act(
        ("answer:25a", "số lượng", Count(number=7, of=30)), ("answer:25a", "note", "Ghi chú “riêng”\n\t😀")
    )
    before = laptop.log()
    laptop.reopen()
    assert laptop.log() == before
    assert before[0].after == {"kind": "count", "number": 7, "of": 30, "origin": {}}
    assert chain_fault(laptop.log()) is None
    assert events.check(laptop.db) == ()


def test_a_change_that_changes_nothing_leaves_no_trace(laptop):
    laptop.act(("answer:25a", "verdict", "no"))
    assert laptop.act(("answer:25a", "verdict", "no"), ("answer:25b", "verdict", None)) == ()
    assert len(laptop.log()) == 1


def test_one_act_of_several_changes_is_one_step_of_undo(laptop):
    written = laptop.act(
        ("answer:25a", "verdict", "no"),
        ("finding:1", "text", "Văn bản chưa ký số"),
        ("answer:25a", "verdict", "partly"),
    )
    assert [event.counter for event in written] == [1, 2, 3]
    assert written[2].before == "no", "a later change of the act sees the earlier one"
    assert written[2].supersedes == (written[0].dot,)
    assert events.of_act(laptop.db, laptop.visit, written[0].act) == written
    assert laptop.values()["answer:25a", "verdict"] == "partly"


def test_a_removed_value_is_gone_and_can_come_back(laptop):
    laptop.act(("finding:1", "text", "Văn bản chưa ký số"))
    (removal,) = laptop.act(("finding:1", "text", None))
    assert laptop.values() == {}
    (again,) = laptop.act(("finding:1", "text", "Văn bản chưa ký số"))
    assert (again.before, again.supersedes) == (None, (removal.dot,))


def test_undo_and_redo_are_known_again_after_a_restart(laptop):
    laptop.act(("answer:25a", "verdict", "no"))
    laptop.act(("answer:25b", "verdict", "yes"), ("answer:25b", "note", "có"))
    laptop.act(("answer:25b", "verdict", None), ("answer:25b", "note", None), undoes=ActId("An-2"))
    laptop.reopen()
    acts = events.acts(laptop.db, laptop.visit, Plane.ANSWERS, laptop.device)
    assert acts == (("An-1", None), ("An-2", None), ("An-3", "An-2"))
    assert undo_stacks(acts).done == ("An-1",)
    assert undo_stacks(acts).undone == ("An-3",), "redo takes the undo back"


def test_answers_and_sealing_are_two_chains(laptop):
    laptop.act(("answer:25a", "verdict", "no"))
    (sealing,) = laptop.act(("version:1", "printed_at", "2026-05-12T16:00:00+07:00"), plane=Plane.SEALING)
    assert (sealing.counter, sealing.previous) == (1, FIRST)
    assert laptop.values() == {("answer:25a", "verdict"): "no"}
    assert visits.values(laptop.db, laptop.visit, Plane.SEALING).keys() == {("version:1", "printed_at")}
    assert events.chain_heads(laptop.db, laptop.visit, Plane.SEALING) == (
        Head(Plane.SEALING, laptop.device, 1, sealing.hash),
    )
    assert events.of_visit(laptop.db, laptop.visit, Plane.SEALING) == (sealing,)


def test_every_visit_has_a_chain_of_its_own(laptop):
    laptop.act(("answer:25a", "verdict", "no"))
    visits.create(laptop.db, "khac-2026", visits.ref(laptop.db, laptop.visit), laptop.clock.now())
    laptop.visit = "khac-2026"
    (event,) = laptop.act(("answer:25a", "verdict", "yes"))
    assert (event.counter, event.before, event.supersedes) == (1, None, ())


def test_the_history_of_a_field_follows_what_was_seen_and_not_a_wrong_clock(laptop):
    laptop.act(("answer:25a", "verdict", "yes"))
    laptop.clock.move_to(datetime(2019, 1, 1, tzinfo=timezone(timedelta(hours=7))))
    laptop.act(("answer:25a", "verdict", "no"))
    laptop.act(("answer:25b", "verdict", "no"))
    history = events.of_field(laptop.db, laptop.visit, Plane.ANSWERS, "answer:25a", "verdict")
    assert [event.after for event in history] == ["yes", "no"]


def test_a_changed_log_is_found_by_its_hashes(laptop):
    for verdict in ("yes", "no", "partly"):
        laptop.act(("answer:25a", "verdict", verdict))
    with laptop.db.write():
        laptop.db.run("DROP TRIGGER event_is_never_changed")
        laptop.db.run("UPDATE event SET after = '\"yes\"' WHERE counter = 2")
    assert events.check(laptop.db) == (
        events.Fault(laptop.visit, Plane.ANSWERS, laptop.device, 2, ChainFault.HASH),
    )


def steps_of_a_tick(laptop, field: str) -> int:
    """Instructions of SQLite's machine for one tick: a measure that no busy computer moves."""
    count = 0

    def one_more() -> int:
        nonlocal count
        count += 1
        return 0

    laptop.db.connection.set_progress_handler(one_more, 1)
    laptop.act(("answer:25a", field, "mới"))
    laptop.db.connection.set_progress_handler(None, 0)
    return count


def test_a_tick_costs_the_same_after_thousands_of_events(laptop):
    laptop.act(("answer:25a", "verdict", "yes"), ("answer:25a", "note", "cũ"))
    early = steps_of_a_tick(laptop, "verdict")
    with laptop.db.write():
        for number in range(3000):
            laptop.act(
                (f"answer:{number % 500}", "verdict", str(number)), ("answer:25a", "note", str(number))
            )
    assert 0 < steps_of_a_tick(laptop, "note") <= early * 1.1


def test_no_statement_of_a_tick_reads_a_whole_table(laptop):
    laptop.act(("answer:25a", "verdict", "yes"))
    statements: list[str] = []
    laptop.db.connection.set_trace_callback(statements.append)
    laptop.act(("answer:25a", "verdict", "no"))
    laptop.db.connection.set_trace_callback(None)
    plans = [
        row[3]
        for sql in statements
        if sql.startswith(("SELECT", "UPDATE", "INSERT"))
        for row in laptop.db.rows(f"EXPLAIN QUERY PLAN {sql}")
    ]
    assert any(plan.startswith("SEARCH event") for plan in plans)
    assert not [plan for plan in plans if plan.startswith("SCAN")]
