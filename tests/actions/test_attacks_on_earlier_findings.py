"""The last inspection's shortcomings under attack: replayed and hostile files, two laptops, wrong order, undo, Chốt."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from inspector_app.actions import answers, follow_up, merging, open_findings, sealing, undo, visits
from inspector_app.actions.visits import OpenVisit
from inspector_app.actions.workspace import Workspace, open_workspace
from inspector_app.checklist import open_findings as files
from inspector_app.checklist.finding import FindingId, FollowUpState
from inspector_app.checklist.follow_up import EarlierFinding, earlier_id, requirement
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import ItemVerdict, VisitId
from inspector_app.clock import ZONE, FixedClock
from inspector_app.errors import FormatError, UserError, VisitError

POSTED, RULES = ItemId("16"), ItemId("21")
FORMER = "lan-truoc"
MADE = datetime(2026, 5, 4, 8, 0, tzinfo=ZONE)


def owed(ws: Workspace, visit: VisitId, item: ItemId = POSTED, **values: object) -> EarlierFinding:
    own = visits.load(ws, visit).template.item(item)
    assert own is not None
    found = EarlierFinding(
        earlier_id(FORMER, item),
        text=f"Chưa thực hiện nội dung {item}",
        requirements=(requirement(own),),
        items=(item,),
        visit=FORMER,
        finding=FindingId(item),
        unit="Sở Thử",
        found_on=date(2025, 5, 13),
    )
    return replace(found, **values)  # type: ignore[arg-type]


def a_file(*found: EarlierFinding, made_at: datetime = MADE, unit: str = "Sở Thử") -> bytes:
    own = tuple(files.OpenFinding(one) for one in found)
    return files.write(files.OpenFindings(unit, "Văn phòng", made_at, own))


def take(ws: Workspace, visit: VisitId, data: bytes) -> None:
    open_findings.take_over(ws, visit, open_findings.open_file(ws, data, None, visit), accept_doubts=True)


class TestTheFile:
    def test_a_shortcoming_that_stands_in_it_twice_is_carried_over_once(
        self, ws: Workspace, visit: VisitId, now: Callable[[], OpenVisit]
    ) -> None:
        take(ws, visit, a_file(owed(ws, visit), owed(ws, visit, text="Lời khác")))
        (only,) = now().visit.earlier
        undo.undo(ws, visit)
        assert now().visit.earlier == ()
        undo.redo(ws, visit)
        assert now().visit.earlier == (only,)

    def test_it_cannot_say_what_the_team_finds(
        self, ws: Workspace, visit: VisitId, now: Callable[[], OpenVisit]
    ) -> None:
        lying = owed(
            ws, visit, state=FollowUpState.FIXED, remark="Đã xong", continued_by=FindingId("16"), id="visit"
        )
        take(ws, visit, a_file(lying))
        (only,) = now().visit.earlier
        assert (only.state, only.remark, only.continued_by) == (None, None, None)
        assert only.id == earlier_id(FORMER, "16")

    def test_it_cannot_bring_the_visit_its_own_shortcoming(
        self, ws: Workspace, visit: VisitId, now: Callable[[], OpenVisit]
    ) -> None:
        take(ws, visit, a_file(replace(owed(ws, visit), visit=visit)))
        assert now().visit.earlier == ()

    def test_it_cannot_bring_what_was_found_after_the_visit(
        self, ws: Workspace, visit: VisitId, now: Callable[[], OpenVisit]
    ) -> None:
        answers.set_values(ws, visit, [("visit", "opened_at", datetime(2026, 5, 12, 8, tzinfo=ZONE))])
        take(ws, visit, a_file(owed(ws, visit, found_on=date(2026, 5, 13))))
        assert now().visit.earlier == ()
        take(ws, visit, a_file(owed(ws, visit, found_on=date(2026, 5, 12))))
        assert len(now().visit.earlier) == 1

    @pytest.mark.parametrize("schema", [0, -1, 2, True, "1", None])
    def test_another_format_is_refused(self, ws: Workspace, visit: VisitId, schema: object) -> None:
        raw = json.loads(a_file(owed(ws, visit)))
        raw["schema"] = schema
        with pytest.raises(FormatError):
            open_findings.open_file(ws, json.dumps(raw).encode(), None, visit)

    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b"null",
            b'{"format":"inspector-app/open-findings","format":"x"}',
            b'{"format":"inspector-app/open-findings","schema":1,"findings":' + b"[" * 5000,
            b"\xff\xfe",
        ],
    )
    def test_what_is_no_such_file_is_said_in_our_words(
        self, ws: Workspace, visit: VisitId, data: bytes
    ) -> None:
        with pytest.raises(UserError):
            open_findings.open_file(ws, data, None, visit)

    def test_a_signature_that_is_none_is_said_in_our_words(self, ws: Workspace, visit: VisitId) -> None:
        for signature in (b"", b"0", b"\x30\x80" * 2000):
            with pytest.raises(UserError):
                open_findings.open_file(ws, a_file(owed(ws, visit)), signature, visit)


class TestHandling:
    def test_marked_twice_it_is_one_shortcoming(
        self, ws: Workspace, visit: VisitId, now: Callable[[], OpenVisit]
    ) -> None:
        follow_up.carry(ws, visit, [owed(ws, visit)])
        first = follow_up.make_recurring(ws, visit, earlier_id(FORMER, "16"))
        assert follow_up.make_recurring(ws, visit, earlier_id(FORMER, "16")) == first
        assert len(now().visit.findings) == 1

    def test_what_is_found_put_right_takes_its_tie_back(
        self, ws: Workspace, visit: VisitId, now: Callable[[], OpenVisit]
    ) -> None:
        """Fixed and at the same time continued as a shortcoming of this visit cannot both be printed."""
        follow_up.carry(ws, visit, [owed(ws, visit)])
        follow_up.make_recurring(ws, visit, earlier_id(FORMER, "16"))
        follow_up.set_state(ws, visit, earlier_id(FORMER, "16"), FollowUpState.FIXED)
        (own,) = now().visit.earlier
        assert own.continued_by is None
        assert not any(finding.recurs for finding in now().visit.findings)
        undo.undo(ws, visit)
        (own,) = now().visit.earlier
        assert (own.state, own.continued_by) == (FollowUpState.OPEN, now().visit.findings[0].id)
        assert now().visit.findings[0].recurs

    def test_chot_closes_every_door(
        self, ws: Workspace, visit: VisitId, now: Callable[[], OpenVisit]
    ) -> None:
        follow_up.carry(ws, visit, [owed(ws, visit)])
        answers.set_verdict(ws, visit, RULES, ItemVerdict.NO)
        sealed(ws, visit)
        before = now().visit
        own = earlier_id(FORMER, "16")
        for act in (
            lambda: follow_up.carry(ws, visit, [owed(ws, visit, RULES)]),
            lambda: follow_up.set_state(ws, visit, own, FollowUpState.FIXED),
            lambda: follow_up.make_recurring(ws, visit, own),
            lambda: follow_up.set_recurs(ws, visit, FindingId("21"), True),
            lambda: follow_up.remove(ws, visit, own),
            lambda: take(ws, visit, a_file(owed(ws, visit, RULES))),
            lambda: answers.set_values(
                ws, visit, [("traits", "has_one_stop", None), ("reported:16", "text", "x")]
            ),
            lambda: answers.set_values(ws, visit, [("score:1", "claimed", 1)]),
            lambda: undo.undo(ws, visit),
        ):
            with pytest.raises(VisitError):
                act()
        assert now().visit == before


def sealed(ws: Workspace, visit: VisitId) -> None:
    from inspector_app.checklist.visit import PersonRole, Side

    for side, role, name in (
        (Side.TEAM, PersonRole.LEADER, "Lê Thị Mẫu"),
        (Side.TEAM, PersonRole.SECRETARY, "Nguyễn Văn Ghi"),
        (Side.UNIT, PersonRole.REPRESENTATIVE, "Hoàng Đại Diện"),
    ):
        answers.add_person(ws, visit, side, role, name=name)
    sealing.seal(ws, visit)


@pytest.fixture
def member(tmp_path: Path, clock: FixedClock) -> Iterator[Workspace]:
    with open_workspace(tmp_path / "máy thành viên", clock, "Ông Lê Văn Ví Dụ") as other:
        yield other


class TestTwoLaptops:
    def test_both_begin_with_the_same_shortcomings_in_another_order(
        self, ws: Workspace, visit: VisitId, member: Workspace
    ) -> None:
        """The order of a list is nobody's finding: it is never asked about before Chốt."""
        bring(ws, member, visit)
        both = [owed(ws, visit), owed(ws, visit, RULES)]
        follow_up.carry(ws, visit, follow_up.ordered(both))
        follow_up.carry(member, visit, follow_up.ordered(both[1:]))
        bring(member, ws, visit)
        bring(ws, member, visit)
        here, there = visits.load(ws, visit).visit, visits.load(member, visit).visit
        assert here == there
        assert here.conflicts == ()
        assert len(here.earlier) == 2

    def test_both_mark_the_same_one_as_recurring(
        self, ws: Workspace, visit: VisitId, member: Workspace
    ) -> None:
        follow_up.carry(ws, visit, [owed(ws, visit)])
        bring(ws, member, visit)
        for laptop in (ws, member):
            follow_up.make_recurring(laptop, visit, earlier_id(FORMER, "16"))
        bring(member, ws, visit)
        found = visits.load(ws, visit).visit
        assert (len(found.findings), found.conflicts) == (1, ())

    def test_what_they_find_of_it_differently_is_asked(
        self, ws: Workspace, visit: VisitId, member: Workspace
    ) -> None:
        follow_up.carry(ws, visit, [owed(ws, visit)])
        bring(ws, member, visit)
        own = earlier_id(FORMER, "16")
        follow_up.set_state(ws, visit, own, FollowUpState.FIXED)
        follow_up.set_state(member, visit, own, FollowUpState.OPEN)
        bring(member, ws, visit)
        (conflict,) = visits.load(ws, visit).visit.conflicts
        assert (conflict.entity, conflict.field) == (f"earlier:{own}", "state")


def bring(source: Workspace, target: Workspace, visit: VisitId) -> None:
    merging.merge_events(target, merging.export_events(source, visit))
