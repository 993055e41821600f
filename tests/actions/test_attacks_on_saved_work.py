"""Careless hands, a second laptop and a second window: nothing saved is lost, no visit becomes unopenable."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from inspector_app.actions import answers, merging, sealing, undo, visits
from inspector_app.actions.evidence import add_evidence
from inspector_app.actions.workspace import Workspace, open_workspace
from inspector_app.authoring import sample
from inspector_app.checklist import event as log
from inspector_app.checklist.fact import FactId, Rate
from inspector_app.checklist.seal import Stage
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import ItemVerdict, VisitId
from inspector_app.cli.app import main
from inspector_app.clock import ZONE, FixedClock
from inspector_app.errors import FormatError, UserError, VisitError

AT = datetime(2026, 5, 12, 16, 0, tzinfo=ZONE)
ITEM = ItemId("30")


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Workspace]:
    with open_workspace(tmp_path / "Hồ sơ kiểm tra # 50% đợt 1", FixedClock(AT), "Bà Thư Ký") as ws:
        yield ws


@pytest.fixture
def member(tmp_path: Path) -> Iterator[Workspace]:
    with open_workspace(tmp_path / "máy thứ hai", FixedClock(AT), "Ông Thành Viên") as ws:
        yield ws


@pytest.fixture
def visit(laptop: Workspace, member: Workspace) -> VisitId:
    """The full sample, on both laptops."""
    made = visits.create_sample(laptop, "so-mau")
    bring(laptop, member, made)
    return made


def bring(source: Workspace, target: Workspace, visit: VisitId) -> merging.Merged:
    return merging.merge_events(target, merging.export_events(source, visit))


def verdict(ws: Workspace, visit: VisitId, item: ItemId = ITEM) -> ItemVerdict | None:
    return visits.load(ws, visit).visit.answer(item).verdict


def one_line(ws: Workspace, visit: VisitId, event: log.Event) -> bytes:
    """A file with this event alone."""
    head, *_events = merging.export_events(ws, visit).splitlines(keepends=True)
    return head + log.to_line(event)


def last_event(ws: Workspace, visit: VisitId) -> log.Event:
    _head, *lines = merging.export_events(ws, visit).splitlines()
    return [event for line in lines if (event := log.from_line(line)).device == ws.device_id][-1]


def test_what_is_merged_after_sealing_waits_for_the_next_version(
    laptop: Workspace, member: Workspace, visit: VisitId
) -> None:
    before = verdict(laptop, visit)
    answers.set_verdict(member, visit, ITEM, ItemVerdict.NO)
    sealing.seal(laptop, visit)
    merged = bring(member, laptop, visit)
    assert (merged.inserted, merged.waiting > 0) == (0, True)
    assert verdict(laptop, visit) is before is ItemVerdict.YES
    bring(member, laptop, visit)
    changed = sealing.reopen(laptop, visit)
    assert f"answer:{ITEM}" in changed.entities
    assert verdict(laptop, visit) is ItemVerdict.NO


def test_a_row_removed_by_one_and_written_in_by_another_leaves_the_visit_whole(
    laptop: Workspace, member: Workspace, visit: VisitId
) -> None:
    row = visits.load(laptop, visit).visit.rows[0].id
    answers.remove(laptop, visit, f"row:{row}")
    answers.set_value(member, visit, f"row:{row}", "abstract", "văn bản ký bổ sung")
    bring(member, laptop, visit)
    bring(laptop, member, visit)
    for ws in (laptop, member):
        opened = visits.load(ws, visit).visit
        assert row not in {own.id for own in opened.rows}
        assert [(c.entity, c.field) for c in opened.conflicts] == [(f"row:{row}", "abstract")]


@pytest.mark.parametrize(
    "change",
    [
        {"entity": "answer:1", "field": "verdict", "after": "maybe"},
        {"after": 5},
        {"entity": "finding:1", "field": "deadline", "after": {"kind": "on"}},
        {"entity": "answer:22", "field": "units", "after": {"kind": "count", "number": "2"}},
    ],
)
def test_a_value_that_fits_no_field_is_not_taken_in(
    laptop: Workspace, member: Workspace, visit: VisitId, change: dict[str, object]
) -> None:
    answers.set_value(member, visit, "visit", "method", "Xem hồ sơ")
    hostile = replace(last_event(member, visit), **change).sealed()  # type: ignore[arg-type]
    before = merging.export_events(laptop, visit)
    with pytest.raises(FormatError):
        merging.merge_events(laptop, one_line(laptop, visit, hostile))
    assert merging.export_events(laptop, visit) == before


@pytest.mark.parametrize(
    "at", [datetime(1, 1, 1, tzinfo=ZONE), datetime(9999, 12, 31, 23, 59, tzinfo=UTC)], ids=["1", "9999"]
)
def test_a_time_that_no_other_zone_can_say_is_not_taken_in(
    laptop: Workspace, member: Workspace, visit: VisitId, at: datetime
) -> None:
    answers.set_value(member, visit, "visit", "method", "Xem hồ sơ")
    early = replace(last_event(member, visit), at=at).sealed()
    merged = merging.merge_events(laptop, one_line(laptop, visit, early))
    assert (merged.inserted, merged.broken) == (0, 1)
    assert visits.listing(laptop)[0].changed_at == AT


@pytest.mark.parametrize(
    "value",
    [Rate(percent=Decimal("1.0123456789")), Rate(percent=Decimal("NaN")), Rate(percent=Decimal("1E+30"))],
    ids=["ten decimals", "no number", "thirty digits"],
)
def test_a_figure_that_could_not_be_read_again_is_refused_when_it_is_typed(
    laptop: Workspace, value: Rate
) -> None:
    made = visits.create_visit(laptop)
    spec = next(
        (item.id, fact.id)
        for item in visits.load(laptop, made).template.items
        for fact in item.facts
        if fact.kind == "rate"
    )
    with pytest.raises(VisitError) as caught:
        answers.set_fact(laptop, made, spec[0], FactId(spec[1]), value)
    assert caught.value.code == "VISIT-VALUE"
    assert visits.load(laptop, made).visit.answer(spec[0]).facts == {}


def test_a_time_without_offset_is_refused_when_it_is_typed(laptop: Workspace) -> None:
    made = visits.create_visit(laptop)
    with pytest.raises(VisitError) as caught:
        answers.set_value(laptop, made, "visit", "opened_at", datetime(2026, 5, 12))  # noqa: DTZ001
    assert caught.value.code == "VISIT-VALUE"
    assert visits.load(laptop, made).visit.details.opened_at is None


def test_every_step_on_one_field_can_be_undone_and_redone(laptop: Workspace) -> None:
    made = visits.create_visit(laptop)
    steps = [ItemVerdict.YES, ItemVerdict.NO, ItemVerdict.PARTLY]
    for step in steps:
        answers.set_verdict(laptop, made, ITEM, step)
    for _ in range(2):
        for expected in (ItemVerdict.NO, ItemVerdict.YES, None):
            undo.undo(laptop, made)
            assert verdict(laptop, made) is expected
        for expected in steps:
            undo.redo(laptop, made)
            assert verdict(laptop, made) is expected


def test_undo_passes_the_choice_of_the_value_that_was_shown(
    laptop: Workspace, member: Workspace, visit: VisitId
) -> None:
    answers.set_value(laptop, visit, "visit", "method", "Xem hồ sơ")
    answers.set_verdict(member, visit, ITEM, ItemVerdict.PARTLY)
    sample_value = verdict(laptop, visit)
    answers.set_value(laptop, visit, f"answer:{ITEM}", "verdict", ItemVerdict.NO)
    bring(member, laptop, visit)
    shown = verdict(laptop, visit)
    answers.set_value(laptop, visit, f"answer:{ITEM}", "verdict", shown)
    assert visits.load(laptop, visit).visit.conflicts == ()
    depth = len(visits.load(laptop, visit).redo)
    undo.undo(laptop, visit)
    assert len(visits.load(laptop, visit).redo) > depth
    assert shown is not sample_value


def test_undo_does_not_throw_away_what_another_laptop_wrote_beside_it(
    laptop: Workspace, member: Workspace, visit: VisitId
) -> None:
    answers.set_verdict(member, visit, ITEM, ItemVerdict.PARTLY)
    answers.set_verdict(laptop, visit, ITEM, ItemVerdict.NO)
    bring(member, laptop, visit)
    with pytest.raises(VisitError) as caught:
        undo.undo(laptop, visit)
    assert caught.value.code == "UNDO-CHANGED"
    assert caught.value.parameters["actor"] == "Ông Thành Viên"
    (conflict,) = (c for c in visits.load(laptop, visit).visit.conflicts if c.entity == f"answer:{ITEM}")
    assert set(conflict.values) == {"no", "partly"}


def test_the_same_file_added_for_a_second_item_belongs_to_both(laptop: Workspace) -> None:
    made = visits.create_visit(laptop)
    first = add_evidence(laptop, made, "sổ theo dõi.txt", b"van ban 1", [ItemId("16")], "Sổ theo dõi")
    second = add_evidence(laptop, made, "ban sao.txt", b"van ban 1", [ItemId("25a")])
    assert first == second
    (own,) = visits.load(laptop, made).visit.evidence
    assert (own.name, own.items, own.caption) == ("sổ theo dõi.txt", ("16", "25a"), "Sổ theo dõi")


def test_a_sample_is_made_whole_or_not_at_all(laptop: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = sample.read_sample("so-mau")
    broken = replace(whole, acts=(*whole.acts[:5], replace(whole.acts[5], changes=(("visit", "unit", 1.5),))))
    monkeypatch.setattr(sample, "read_sample", lambda _name: broken)
    with pytest.raises((TypeError, UserError)):
        visits.create_sample(laptop, "so-mau")
    assert visits.listing(laptop) == ()


_WRITER = """
import sys
from datetime import datetime
from pathlib import Path
from inspector_app.actions import answers
from inspector_app.actions.workspace import open_workspace
from inspector_app.errors import StoreError
with open_workspace(Path(sys.argv[1]), actor=sys.argv[3]) as ws:
    done = 0
    while done < 25:
        try:
            answers.set_value(ws, sys.argv[2], "answer:" + sys.argv[4], "note", f"{sys.argv[3]} {done}")
            done += 1
        except StoreError as error:
            assert error.code == "STORE-LOCKED", error
"""


def test_two_programs_writing_at_once_lose_nothing(laptop: Workspace) -> None:
    made = visits.create_visit(laptop)
    assert laptop.device_id
    running = [
        subprocess.Popen([sys.executable, "-c", _WRITER, str(laptop.folder), made, name, item])
        for name, item in (("Cửa sổ một", "1"), ("Cửa sổ hai", "2"))
    ]
    assert [process.wait() for process in running] == [0, 0]
    notes = visits.load(laptop, made).visit.notes
    assert notes == {"1": "Cửa sổ một 24", "2": "Cửa sổ hai 24"}
    assert len(merging.export_events(laptop, made).splitlines()) == 1 + 50


def test_sealed_answers_are_closed_to_every_way_of_writing(
    laptop: Workspace, member: Workspace, visit: VisitId
) -> None:
    finding = visits.load(laptop, visit).visit.findings[0].id
    rows = visits.load(laptop, visit).visit.rows
    answers.set_value(member, visit, "visit", "place", "nơi khác")
    sealing.seal(laptop, visit)
    before = visits.load(laptop, visit).visit
    ways = [
        lambda: answers.set_verdict(laptop, visit, ITEM, ItemVerdict.NO),
        lambda: answers.set_checked_value(laptop, visit, "visit", "place", "nơi khác"),
        lambda: answers.set_rows(laptop, visit, ItemId(rows[0].item), rows[0].fact, rows[:1]),
        lambda: answers.remove(laptop, visit, f"finding:{finding}"),
        lambda: answers.add_finding(laptop, visit, [ITEM], "mới"),
        lambda: add_evidence(laptop, visit, "a.txt", b"x", [ITEM]),
        lambda: undo.undo(laptop, visit),
    ]
    for way in ways:
        with pytest.raises(VisitError) as caught:
            way()
        assert caught.value.code in ("VISIT-SEALED", "UNDO-NOTHING")
    bring(member, laptop, visit)
    assert visits.load(laptop, visit).visit == before
    assert visits.load(laptop, visit).stage is Stage.SEALED


def test_evidence_that_lies_on_another_laptop_is_asked_for_before_sealing(
    laptop: Workspace, member: Workspace, visit: VisitId
) -> None:
    add_evidence(member, visit, "ghi âm.mp3", b"am thanh", [ITEM], printed=False)
    bring(member, laptop, visit)
    with pytest.raises(VisitError) as caught:
        sealing.seal(laptop, visit)
    assert (caught.value.code, caught.value.parameters["name"]) == ("SEAL-EVIDENCE", "ghi âm.mp3")
    add_evidence(laptop, visit, "bản của tôi.mp3", b"am thanh", [ITEM])
    sealing.seal(laptop, visit)
    (own,) = (e for e in visits.load(laptop, visit).visit.evidence if e.media_type == "audio/mpeg")
    assert (own.name, own.printed) == ("ghi âm.mp3", False)


def test_half_characters_on_the_command_line_are_told_not_stored(tmp_path: Path) -> None:
    for arguments in (
        ["--actor", "\udcff", "visit", "list"],
        ["visit", "show", "\udcff"],
        ["visit", "set", "x", "visit", "unit", '"\\ud800"'],
    ):
        assert main(["--data", str(tmp_path), *arguments]) in (2, 19)
