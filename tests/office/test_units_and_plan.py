"""The register of units through mergers, and the yearly plan beside what was done."""

from datetime import date, datetime, timedelta, timezone

import pytest

from inspector_app.checklist import register
from inspector_app.checklist.handover import Grade, LedgerVisit
from inspector_app.checklist.register import FormerName, PlannedInspection, Unit, UnitCode
from inspector_app.checklist.visit import SigningMode, VisitId
from inspector_app.errors import OfficeError
from inspector_app.office import plan, rebuild, units
from inspector_app.office.office import Office

AT = datetime(2026, 11, 20, 9, 0, tzinfo=timezone(timedelta(hours=7)))
BY = "Lê Văn Thử"

TRANSPORT = Unit(
    UnitCode("SGTVT"), "Sở Giao thông vận tải", until=date(2025, 3, 1), successor=UnitCode("SXD")
)
CONSTRUCTION = Unit(UnitCode("SXD"), "Sở Xây dựng")
HOME = Unit(
    UnitCode("SNV"),
    "Sở Nội vụ",
    former_names=(FormerName("Sở Nội vụ và Lao động", date(2025, 3, 1)),),
)


def record(office: Office, *own: Unit) -> None:
    for unit in own:
        units.record(office, unit, at=AT, by=BY)


def code(caught: pytest.ExceptionInfo[OfficeError]) -> str:
    return caught.value.code


def visited(visit: str, unit: str, day: date) -> LedgerVisit:
    opened = datetime(day.year, day.month, day.day, 8, tzinfo=AT.tzinfo)
    return LedgerVisit(
        VisitId(visit),
        1,
        "0" * 64,
        unit,
        None,
        opened,
        opened,
        SigningMode.INK,
        "0" * 64,
        None,
        None,
        Grade.EQUAL_BYTES,
        True,
        0,
        0,
    )


def test_units_that_exist_come_first_by_name(office: Office) -> None:
    record(office, CONSTRUCTION, TRANSPORT, HOME)
    assert [unit.code for unit in units.units(office)] == ["SNV", "SXD", "SGTVT"]


def test_a_unit_is_found_by_code_name_or_former_name_without_marks() -> None:
    known = (CONSTRUCTION, TRANSPORT, HOME)
    assert register.find(known, "sxd") == CONSTRUCTION
    assert register.find(known, "so noi vu") == HOME
    assert register.find(known, "SỞ NỘI VỤ VÀ LAO ĐỘNG") == HOME
    assert register.find(known, "Sở Y tế") is None


def test_open_shortcomings_follow_the_successor() -> None:
    known = (CONSTRUCTION, TRANSPORT, HOME)
    assert register.heir(known, TRANSPORT) == CONSTRUCTION
    names = register.names_of(register.lineage(known, CONSTRUCTION))
    assert names == ("Sở Xây dựng", "Sở Giao thông vận tải")


def test_a_text_is_kept_clean(office: Office) -> None:
    kept = units.record(office, Unit(UnitCode(" SYT "), "Sở  Y\u200b tế"), at=AT, by=BY)
    assert (kept.code, kept.name) == ("SYT", "Sở Y tế")


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        (Unit(UnitCode(""), "Sở Y tế"), "OFFICE-UNIT-NAMELESS"),
        (Unit(UnitCode("SYT"), " "), "OFFICE-UNIT-NAMELESS"),
        (Unit(UnitCode("SYT"), "Sở Y tế", None, date(2026, 2, 1), date(2026, 1, 1)), "OFFICE-UNIT-DAYS"),
        (Unit(UnitCode("SYT"), "Sở Y tế", successor=UnitCode("KHÔNG")), "OFFICE-UNIT-SUCCESSOR"),
        (Unit(UnitCode("SXD"), "Sở Xây dựng", successor=UnitCode("SGTVT")), "OFFICE-UNIT-SUCCESSOR"),
        (Unit(UnitCode("SXD"), "Sở Xây dựng", successor=UnitCode("SXD")), "OFFICE-UNIT-SUCCESSOR"),
    ],
)
def test_a_line_that_cannot_be_is_refused(office: Office, unit: Unit, expected: str) -> None:
    record(office, CONSTRUCTION, TRANSPORT)
    before = units.units(office)
    with pytest.raises(OfficeError) as caught:
        record(office, unit)
    assert code(caught) == expected
    assert units.units(office) == before


def test_a_unit_that_others_name_stays(office: Office) -> None:
    record(office, CONSTRUCTION, TRANSPORT, HOME)
    with pytest.raises(OfficeError) as caught:
        units.remove(office, CONSTRUCTION.code, at=AT, by=BY)
    assert code(caught) == "OFFICE-UNIT-NEEDED"
    units.remove(office, HOME.code, at=AT, by=BY)
    assert HOME not in units.units(office)


def test_a_plan_names_units_of_the_register_only(office: Office) -> None:
    with pytest.raises(OfficeError) as caught:
        plan.record(office, PlannedInspection("1", 2026, UnitCode("SYT")), at=AT, by=BY)
    assert code(caught) == "OFFICE-PLAN-LINE"


def test_what_was_planned_stands_beside_what_was_done() -> None:
    planned = (
        PlannedInspection("1", 2026, CONSTRUCTION.code, month=5),
        PlannedInspection("2", 2026, CONSTRUCTION.code, month=9),
        PlannedInspection("3", 2026, HOME.code, month=10),
    )
    visits = (
        visited("sau", "Sở Giao thông vận tải", date(2026, 9, 3)),
        visited("trước", "Sở Xây dựng", date(2026, 5, 12)),
        visited("năm trước", "Sở Nội vụ", date(2025, 5, 12)),
    )
    lines = plan.planned_and_done(planned, (CONSTRUCTION, TRANSPORT, HOME), visits)
    assert [(line.unit, line.visit, line.done_on) for line in lines] == [
        ("Sở Xây dựng", "trước", date(2026, 5, 12)),
        ("Sở Xây dựng", "sau", date(2026, 9, 3)),
        ("Sở Nội vụ", None, None),
    ]


def test_register_and_plan_are_there_again_after_the_database_was_made_anew(office: Office) -> None:
    record(office, CONSTRUCTION, TRANSPORT, HOME)
    plan.record(office, PlannedInspection("1", 2026, HOME.code, month=5), at=AT, by=BY)
    units.remove(office, TRANSPORT.code, at=AT, by=BY)
    before = units.units(office), plan.lines(office)
    rebuild.rebuild(office)
    assert (units.units(office), plan.lines(office)) == before
