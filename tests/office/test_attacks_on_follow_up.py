"""A careless secretary and a lawyer at the follow-up book: nothing untrue stands in it, whatever the order."""

import unicodedata
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from inspector_app.checklist import canonical
from inspector_app.checklist.exchange import PrintedEarlier, PrintedFinding, Record
from inspector_app.checklist.finding import Deadline, DeadlineKind, FindingId, FollowUpState
from inspector_app.checklist.handover import LedgerFinding
from inspector_app.checklist.register import (
    ConcludedFinding,
    Conclusion,
    PlannedInspection,
    RemediationReport,
    Unit,
    UnitCode,
)
from inspector_app.checklist.seal import print_code
from inspector_app.checklist.template import ItemId, TemplateRef
from inspector_app.checklist.visit import SigningMode, VisitId
from inspector_app.clock import ZONE
from inspector_app.errors import OfficeError
from inspector_app.office import conclusions, ledger, plan, rebuild, units, yearly
from inspector_app.office.office import Office, open_office
from tests.office import scene

BY = "Bà Bùi Thị Ghi Chép"
FIRST, SECOND = VisitId("lan-kiem-tra-1"), VisitId("lan-kiem-tra-2")
SIGNED, RULES = FindingId("f1"), FindingId("f2")


def at(year: int, month: int, day: int, hour: int = 8) -> datetime:
    return datetime(year, month, day, hour, tzinfo=ZONE)


def minutes(visit: VisitId, day: datetime, unit: str = "Sở Mẫu", **changes: object) -> Record:
    """Minutes of that day with two shortcomings, of items 25a and 26."""
    own = scene.record(visit, mode=SigningMode.INK)
    assert own.seal is not None
    sealed = day + timedelta(hours=8)
    own = replace(
        own,
        drawn_at=sealed,
        details=replace(own.details, unit=unit, opened_at=day, closed_at=sealed),
        seal=replace(own.seal, sealed_at=sealed),
        **changes,  # type: ignore[arg-type]
    )
    return replace(own, print_code=print_code(canonical.canonical(replace(own, print_code=None))))


def enter(office: Office, record: Record, received: datetime | None = None) -> None:
    moment = received or record.drawn_at + timedelta(days=1)
    ledger.enter(office.folder, scene.draw(record), at=moment)


def book(office: Office) -> dict[tuple[str, str], LedgerFinding]:
    return {(own.visit, own.finding): own for own in ledger.findings(office, settled=True)}


def follow(office: Office, visit: VisitId, finding: FindingId, state: FollowUpState, when: datetime) -> None:
    ledger.set_state(office, visit, finding, state, at=when, by=BY)


def code(caught: pytest.ExceptionInfo[OfficeError]) -> str:
    return caught.value.code


class TestTheYearlyFigures:
    def test_what_is_put_right_after_the_day_is_not_put_right_on_it(self, office: Office) -> None:
        enter(office, minutes(FIRST, at(2025, 10, 7)))
        follow(office, FIRST, SIGNED, FollowUpState.FIXED, at(2025, 12, 31, 17))
        follow(office, FIRST, RULES, FollowUpState.FIXED, at(2026, 2, 3))
        on_new_years_eve = yearly.figures(office, 2025, date(2025, 12, 31))
        in_march = yearly.figures(office, 2025, date(2026, 3, 1))
        assert (on_new_years_eve.whole.fixed, on_new_years_eve.by_state[FollowUpState.OPEN]) == (1, 1)
        assert (in_march.whole.fixed, in_march.whole.findings) == (2, 2)

    def test_a_visit_after_the_day_is_not_in_the_figures_of_the_day(self, office: Office) -> None:
        enter(office, minutes(FIRST, at(2026, 5, 12)))
        enter(office, minutes(SECOND, at(2026, 9, 8), "Sở Khác"))
        half = yearly.figures(office, 2026, date(2026, 6, 30))
        assert (half.inspected, half.whole.findings) == (1, 2)
        assert yearly.figures(office, 2026, date(2026, 12, 31)).whole.findings == 4

    def test_what_is_taken_up_again_next_year_was_found_this_year_all_the_same(self, office: Office) -> None:
        enter(office, minutes(FIRST, at(2025, 10, 7)))
        enter(office, taken_up(SECOND, at(2026, 5, 12), FIRST))
        assert yearly.figures(office, 2025, date(2025, 12, 31)).whole.findings == 2
        assert yearly.figures(office, 2025, date(2026, 6, 1)).whole.findings == 2
        assert yearly.figures(office, 2026, date(2026, 6, 1)).whole.findings == 2

    def test_what_is_taken_up_again_within_the_year_is_counted_once(self, office: Office) -> None:
        enter(office, minutes(FIRST, at(2026, 3, 10)))
        enter(office, taken_up(SECOND, at(2026, 9, 8), FIRST))
        assert yearly.figures(office, 2026, date(2026, 12, 31)).whole.findings == 3

    def test_it_is_put_right_where_it_is_followed(self, office: Office) -> None:
        enter(office, minutes(FIRST, at(2025, 10, 7)))
        enter(office, taken_up(SECOND, at(2026, 5, 12), FIRST))
        follow(office, SECOND, SIGNED, FollowUpState.FIXED, at(2026, 7, 1))
        found = yearly.figures(office, 2025, date(2026, 8, 1))
        assert (found.whole.findings, found.whole.fixed) == (2, 1)


def taken_up(visit: VisitId, day: datetime, former: VisitId) -> Record:
    """Minutes that look at both shortcomings of a former visit and take up the first again as their own."""
    return minutes(
        visit,
        day,
        earlier=(
            PrintedEarlier(
                "e1",
                "Chưa ký số",
                state=FollowUpState.OPEN,
                visit=former,
                finding=SIGNED,
                continued_by=SIGNED,
            ),
            PrintedEarlier("e2", "Chưa có quy chế", state=FollowUpState.OPEN, visit=former, finding=RULES),
        ),
    )


class TestRecurring:
    def test_an_item_that_asks_something_else_now_does_not_make_it_recur(self, office: Office) -> None:
        enter(office, minutes(FIRST, at(2025, 5, 13)))
        other = TemplateRef("cchc", "2", "0" * 64)
        enter(office, minutes(SECOND, at(2026, 5, 12), template=other))
        assert not book(office)[SECOND, SIGNED].recurs

    def test_the_same_item_of_the_same_version_recurs(self, office: Office) -> None:
        enter(office, minutes(FIRST, at(2025, 5, 13)))
        enter(office, minutes(SECOND, at(2026, 5, 12)))
        assert book(office)[SECOND, SIGNED].recurs
        assert not book(office)[FIRST, SIGNED].recurs

    def test_what_the_conclusion_left_out_was_never_found(self, office: Office) -> None:
        enter(office, minutes(FIRST, at(2025, 5, 13)))
        left_out = Conclusion(FIRST, findings=(ConcludedFinding(SIGNED, kept=False),))
        conclusions.record(office, left_out, at=at(2025, 6, 1), by=BY)
        enter(office, minutes(SECOND, at(2026, 5, 12)))
        found = book(office)
        assert not found[SECOND, SIGNED].recurs
        assert found[SECOND, RULES].recurs

    def test_two_visits_of_one_day_are_not_each_others_past(self, office: Office) -> None:
        enter(office, minutes(FIRST, at(2026, 5, 12, 8)))
        enter(office, minutes(SECOND, at(2026, 5, 12, 14)))
        assert not any(own.recurs for own in book(office).values())


class TestReports:
    def test_a_report_after_the_confirmation_does_not_take_it_back(self, office: Office) -> None:
        enter(office, minutes(FIRST, at(2026, 5, 12)))
        follow(office, FIRST, SIGNED, FollowUpState.FIXED, at(2026, 7, 1))
        late = RemediationReport(FIRST, SIGNED, "21/BC-SM", date(2026, 6, 30), "Đã ký số")
        conclusions.report(office, late, at=at(2026, 7, 2), by=BY)
        own = book(office)[FIRST, SIGNED]
        assert own.state is FollowUpState.FIXED
        assert own.report is not None
        before = book(office)
        rebuild.rebuild(office)
        assert book(office) == before

    def test_the_same_report_twice_is_one(self, office: Office) -> None:
        enter(office, minutes(FIRST, at(2026, 5, 12)))
        own = RemediationReport(FIRST, SIGNED, "21/BC-SM", date(2026, 6, 30), "Đã ký số")
        for _ in range(2):
            conclusions.report(office, own, at=at(2026, 7, 2), by=BY)
        assert len(conclusions.reports(office, FIRST, SIGNED)) == 1
        assert len(ledger.history(office, FIRST, SIGNED)) == 1


class TestTheNotice:
    @pytest.mark.parametrize(
        ("issued", "received"),
        [(date(2026, 1, 5), None), (None, date(2026, 5, 11)), (date(2026, 5, 11), date(2026, 5, 20))],
    )
    def test_no_notice_comes_before_its_visit(
        self, office: Office, issued: date | None, received: date | None
    ) -> None:
        enter(office, minutes(FIRST, at(2026, 5, 12)))
        with pytest.raises(OfficeError) as caught:
            conclusions.record(
                office, Conclusion(FIRST, None, issued, None, received), at=at(2026, 6, 1), by=BY
            )
        assert code(caught) == "OFFICE-CONCLUSION-DAYS"
        assert conclusions.of_visit(office, FIRST) is None

    @pytest.mark.parametrize(
        ("received", "days", "last"),
        [
            (date(2026, 1, 31), 28, date(2026, 2, 28)),
            (date(2028, 1, 31), 30, date(2028, 3, 1)),
            (date(2026, 12, 20), 15, date(2027, 1, 4)),
        ],
    )
    def test_days_run_over_the_ends_of_months_and_years(
        self, office: Office, received: date, days: int, last: date
    ) -> None:
        enter(office, minutes(FIRST, at(2025, 5, 12)))
        given = ConcludedFinding(SIGNED, deadline=Deadline(DeadlineKind.AFTER_CONCLUSION, days=days))
        conclusions.record(
            office, Conclusion(FIRST, received_on=received, findings=(given,)), at=at(2029, 1, 1), by=BY
        )
        own = book(office)[FIRST, SIGNED]
        assert own.due_on == last
        assert (own.overdue(last), own.overdue(last + timedelta(days=1))) == (0, 1)

    def test_a_deadline_without_end_bricks_nothing(self, office: Office) -> None:
        enter(office, minutes(FIRST, at(2025, 5, 12)))
        given = ConcludedFinding(SIGNED, deadline=Deadline(DeadlineKind.AFTER_CONCLUSION, days=10**12))
        conclusions.record(
            office,
            Conclusion(FIRST, received_on=date(2025, 6, 1), findings=(given,)),
            at=at(2025, 6, 1),
            by=BY,
        )
        assert book(office)[FIRST, SIGNED].due_on is None


class TestContinued:
    def test_what_the_later_notice_leaves_out_is_owed_from_the_first_one(self, office: Office) -> None:
        enter(office, minutes(FIRST, at(2025, 10, 7)))
        enter(office, taken_up(SECOND, at(2026, 5, 12), FIRST))
        left_out = Conclusion(SECOND, findings=(ConcludedFinding(SIGNED, kept=False),))
        conclusions.record(office, left_out, at=at(2026, 6, 1), by=BY)
        assert book(office)[FIRST, SIGNED].owed

    def test_a_later_look_that_was_taken_back_by_a_new_version_counts_no_more(self, office: Office) -> None:
        enter(office, minutes(FIRST, at(2025, 10, 7)))
        enter(office, taken_up(SECOND, at(2026, 5, 12), FIRST))
        again = minutes(SECOND, at(2026, 5, 12))
        assert again.seal is not None
        again = replace(again, seal=replace(again.seal, version=2))
        again = replace(again, print_code=print_code(canonical.canonical(replace(again, print_code=None))))
        enter(office, again)
        assert book(office)[FIRST, SIGNED].continued_by is None
        assert book(office)[FIRST, SIGNED].owed


class TestTheRegister:
    def test_two_units_of_one_name_would_mix_what_they_owe(self, office: Office) -> None:
        units.record(office, Unit(UnitCode("TL1"), "Xã Tân Lập"), at=at(2026, 1, 1), by=BY)
        for other in (Unit(UnitCode("TL2"), "xã  tân lập"), Unit(UnitCode("tl1"), "Xã Khác")):
            with pytest.raises(OfficeError) as caught:
                units.record(office, other, at=at(2026, 1, 1), by=BY)
            assert code(caught) == "OFFICE-UNIT-TWICE"
        assert len(units.units(office)) == 1

    def test_names_that_differ_in_their_marks_alone_are_two_units(self, office: Office) -> None:
        for own in (Unit(UnitCode("A"), "Xã Tân Hội"), Unit(UnitCode("B"), "Xã Tân Hợi")):
            units.record(office, own, at=at(2026, 1, 1), by=BY)
        enter(office, minutes(FIRST, at(2026, 5, 12), "Xã Tân Hợi"))
        assert ledger.findings(office, unit="Xã Tân Hội") == ()
        assert len(ledger.findings(office, unit="XÃ TÂN HỢI")) == 2
        decomposed = unicodedata.normalize("NFD", "Xã Tân Hợi")
        assert len(ledger.findings(office, unit=decomposed)) == 2
        plan.record(office, PlannedInspection("1", 2026, UnitCode("A")), at=at(2026, 1, 1), by=BY)
        assert yearly.figures(office, 2026, date(2026, 12, 31)).done == 0

    def test_a_merger_may_keep_the_name(self, office: Office) -> None:
        new = Unit(UnitCode("SNV-2025"), "Sở Nội vụ", since=date(2025, 3, 1))
        units.record(office, new, at=at(2025, 3, 1), by=BY)
        old = Unit(UnitCode("SNV"), "Sở Nội vụ", until=date(2025, 2, 28), successor=new.code)
        units.record(office, old, at=at(2025, 3, 1), by=BY)
        assert len(units.units(office)) == 2


class TestThePlan:
    OLD = Unit(UnitCode("SGTVT"), "Sở Giao thông vận tải", until=date(2026, 3, 1), successor=UnitCode("SXD"))
    NEW = Unit(UnitCode("SXD"), "Sở Xây dựng")

    def record(self, office: Office, *lines: PlannedInspection) -> None:
        for unit in (self.NEW, self.OLD):
            units.record(office, unit, at=at(2026, 1, 1), by=BY)
        for line in lines:
            plan.record(office, line, at=at(2026, 1, 1), by=BY)

    def test_a_visit_does_the_line_of_its_own_unit_first(self, office: Office) -> None:
        self.record(
            office,
            PlannedInspection("1", 2026, self.NEW.code, month=1),
            PlannedInspection("2", 2026, self.OLD.code, month=2),
        )
        enter(office, minutes(FIRST, at(2026, 2, 10), self.OLD.name))
        figures = yearly.figures(office, 2026, date(2026, 12, 31))
        assert [line.visit for line in figures.planned] == [None, FIRST]

    def test_a_line_that_names_a_visit_nobody_entered_is_not_done(self, office: Office) -> None:
        self.record(office, PlannedInspection("1", 2026, self.NEW.code, visit=VisitId("gõ nhầm")))
        assert yearly.figures(office, 2026, date(2026, 12, 31)).done == 0

    def test_one_visit_does_one_line(self, office: Office) -> None:
        enter(office, minutes(FIRST, at(2026, 2, 10), self.NEW.name))
        self.record(
            office,
            PlannedInspection("1", 2026, self.NEW.code, visit=FIRST),
            PlannedInspection("2", 2026, self.NEW.code, visit=FIRST),
        )
        assert yearly.figures(office, 2026, date(2026, 12, 31)).done == 1

    def test_a_line_done_at_the_turn_of_the_year_by_a_visit_named_for_it(self, office: Office) -> None:
        enter(office, minutes(FIRST, at(2027, 1, 5), self.NEW.name))
        self.record(office, PlannedInspection("1", 2026, self.NEW.code, month=12, visit=FIRST))
        figures = yearly.figures(office, 2026, date(2027, 1, 31))
        assert [(line.visit, line.done_on) for line in figures.planned] == [(FIRST, date(2027, 1, 5))]


def test_hostile_minutes_that_name_a_finding_twice_do_not_brick_the_book(office: Office) -> None:
    enter(office, minutes(FIRST, at(2026, 5, 12)))
    hostile = minutes(SECOND, at(2026, 6, 12))
    heading = hostile.headings[0]
    twice = PrintedFinding(SIGNED, (ItemId("25a"),), "Hai lần")
    hostile = replace(hostile, headings=(replace(heading, findings=(*heading.findings, twice)),))
    hostile = replace(hostile, print_code=print_code(canonical.canonical(replace(hostile, print_code=None))))
    with pytest.raises(OfficeError):
        enter(office, hostile)
    assert len(book(office)) == 2


class TestTheMachineDies:
    def test_an_act_that_was_written_down_is_done_when_the_office_opens_again(self, office: Office) -> None:
        enter(office, minutes(FIRST, at(2026, 5, 12)))
        follow(office, FIRST, SIGNED, FollowUpState.IN_PROGRESS, at(2026, 6, 1))
        left_behind(office, b"escalated")
        again = open_office(office.folder)
        assert book(again)[FIRST, SIGNED].state is FollowUpState.ESCALATED
        before = scene.dump(again)
        rebuild.rebuild(again)
        assert scene.dump(again) == before

    def test_the_next_act_does_not_overtake_it(self, office: Office) -> None:
        enter(office, minutes(FIRST, at(2026, 5, 12)))
        follow(office, FIRST, SIGNED, FollowUpState.IN_PROGRESS, at(2026, 6, 1))
        left_behind(office, b"escalated")
        follow(office, FIRST, SIGNED, FollowUpState.OPEN, at(2026, 6, 2))
        states = [own.state for own in ledger.history(office, FIRST, SIGNED)]
        assert states == [FollowUpState.IN_PROGRESS, FollowUpState.ESCALATED, FollowUpState.OPEN]
        before = scene.dump(office)
        rebuild.rebuild(office)
        assert scene.dump(office) == before

    def test_a_visit_whose_receipt_was_not_written_yet_stays_in_the_book(self, office: Office) -> None:
        enter(office, minutes(FIRST, at(2026, 5, 12)))
        for file in (office.folder / "receipts").iterdir():
            file.unlink()
        before = scene.dump(office)
        rebuild.rebuild(office)
        assert scene.dump(office) == before


def left_behind(office: Office, state: bytes) -> None:
    """What a machine leaves that dies after an act is written down and before the database says so."""
    last = max((office.folder / "acts").glob("*.json"))
    body = last.read_bytes().replace(b"in_progress", state)
    (last.parent / f"{int(last.stem) + 1:08}.json").write_bytes(body)
