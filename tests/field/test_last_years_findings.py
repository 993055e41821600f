"""Last year's open finding comes back: looked at, found not fixed, printed as recurring, followed to its deadline."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest

from inspector_app.actions import (
    answers,
    conclusions,
    follow_up,
    office,
    open_findings,
    review,
    sealing,
    undo,
    units,
    visits,
)
from inspector_app.actions.minutes import current_pdf, draft
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.finding import Deadline, DeadlineKind, FindingId, FollowUpState
from inspector_app.checklist.follow_up import MatchKind, match
from inspector_app.checklist.handover import LedgerFinding
from inspector_app.checklist.register import (
    ConcludedFinding,
    Conclusion,
    RemediationReport,
    Unit,
    UnitCode,
)
from inspector_app.checklist.rules import Severity
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import ItemVerdict, PersonRole, Side, SigningMode, VisitId
from inspector_app.clock import ZONE
from inspector_app.errors import OfficeError, SigningError, VisitError
from tests.field.scene import in_ink, laptop

UNIT = "Sở Mẫu"
LAST_YEAR = datetime(2025, 5, 13, 8, 0, tzinfo=ZONE)
LAST_YEAR_EVENING = datetime(2025, 5, 13, 16, 30, tzinfo=ZONE)
THIS_YEAR = datetime(2026, 5, 12, 8, 0, tzinfo=ZONE)
POSTED = ItemId("16")
RULES = ItemId("21")
TextOf = Callable[[bytes], list[str]]


def a_visit(ws: Workspace, at: datetime, unit: str = UNIT, template: str = "cchc-2026") -> VisitId:
    """A visit with its day and its three signers, signed in ink later."""
    details = {"unit": unit, "province": "tỉnh Mẫu", "opened_at": at, "signing_mode": SigningMode.INK}
    visit = visits.create_visit(ws, template, details)
    follow_up.begin(ws, visit)
    for side, role, name in (
        (Side.TEAM, PersonRole.LEADER, "Lê Thị Mẫu"),
        (Side.TEAM, PersonRole.SECRETARY, "Nguyễn Văn Ghi"),
        (Side.UNIT, PersonRole.REPRESENTATIVE, "Hoàng Đại Diện"),
    ):
        answers.add_person(ws, visit, side, role, name=name)
    return visit


def signed_and_entered(ws: Workspace, visit: VisitId) -> None:
    sealing.seal(ws, visit)
    in_ink(ws, visit)
    office.enter_ledger(ws, visit)


@pytest.fixture
def after_last_year(tmp_path: Path) -> tuple[Path, VisitId]:
    """A laptop whose book holds last year's visit: two shortcomings, one due after the conclusion."""
    folder = tmp_path / "laptop"
    with laptop(folder, at=LAST_YEAR_EVENING) as ws:
        visit = a_visit(ws, LAST_YEAR, template="cchc-2022")
        for item in (POSTED, RULES):
            answers.set_verdict(ws, visit, item, ItemVerdict.NO)
        answers.set_values(
            ws,
            visit,
            [
                ("finding:16", "deadline", Deadline(DeadlineKind.AFTER_CONCLUSION, days=30)),
                ("finding:16", "owner", "Văn phòng Sở"),
                ("finding:16", "unit_opinion", "Đơn vị tiếp thu"),
                ("finding:21", "deadline", Deadline(DeadlineKind.ON, on=date(2025, 6, 30))),
            ],
        )
        signed_and_entered(ws, visit)
    return folder, visit


def book(ws: Workspace, **how: object) -> dict[str, LedgerFinding]:
    found = office.ledger_findings(office.ledger_folder(ws), settled=True, **how)  # type: ignore[arg-type]
    return {f"{own.visit}/{own.finding}": own for own in found}


def test_it_comes_back_recurs_and_stands_in_the_minutes(
    after_last_year: tuple[Path, VisitId], text_of: TextOf
) -> None:
    folder, former = after_last_year
    with laptop(folder, at=THIS_YEAR) as ws:
        visit = a_visit(ws, THIS_YEAR)
        posted, rules = visits.load(ws, visit).visit.earlier
        assert (posted.items, posted.finding, posted.visit) == ((POSTED,), "16", former)
        assert posted.document == "Biên bản ngày 13/5/2025"
        assert (posted.owner, posted.state) == ("Văn phòng Sở", None)
        assert posted.requirements[0].question
        assert rules.due_on == date(2025, 6, 30)

        follow_up.set_state(ws, visit, rules.id, FollowUpState.FIXED, "Đã ban hành Quy chế mới")
        made = follow_up.make_recurring(ws, visit, posted.id)
        opened = visits.load(ws, visit)
        (finding,) = opened.visit.findings
        assert (finding.id, finding.recurs, finding.items) == (made, True, (POSTED,))
        assert opened.visit.earlier[0].state is FollowUpState.OPEN

        undo.undo(ws, visit)
        taken_back = visits.load(ws, visit).visit
        assert taken_back.findings == ()
        assert taken_back.earlier[0].state is None
        undo.redo(ws, visit)

        text = " ".join(text_of(draft(ws, visit)))
        assert "Kết quả khắc phục tồn tại, hạn chế của lần kiểm tra trước" in text
        assert "01 nội dung chưa khắc phục; 01 nội dung đã khắc phục" in text
        assert "(tái diễn)" in text
        assert "Đã ban hành Quy chế mới" in text

        signed_and_entered(ws, visit)
        followed = book(ws)
        assert followed[f"{former}/21"].state is FollowUpState.FIXED
        assert followed[f"{former}/16"].continued_by == visit
        assert followed[f"{visit}/{made}"].recurs
        owed = office.ledger_findings(office.ledger_folder(ws))
        assert [(own.visit, own.finding) for own in owed] == [(visit, made)]

        office.rebuild(office.ledger_folder(ws))
        assert book(ws) == followed


def test_old_minutes_know_nothing_of_it(after_last_year: tuple[Path, VisitId], text_of: TextOf) -> None:
    folder, former = after_last_year
    with laptop(folder) as ws:
        text = " ".join(text_of(current_pdf(ws, former)))
    assert "lần kiểm tra trước" not in text
    assert "tái diễn" not in text
    assert "Đơn vị tiếp thu" in text


def test_the_ticked_shortcoming_itself_becomes_the_recurring_one(
    after_last_year: tuple[Path, VisitId],
) -> None:
    folder, _former = after_last_year
    with laptop(folder, at=THIS_YEAR) as ws:
        visit = a_visit(ws, THIS_YEAR)
        answers.set_verdict(ws, visit, POSTED, ItemVerdict.NO)
        earlier = visits.load(ws, visit).visit.earlier[0]
        made = follow_up.make_recurring(ws, visit, earlier.id)
        (finding,) = visits.load(ws, visit).visit.findings
    assert (made, finding.id, finding.recurs) == ("16", "16", True)


def test_settled_ones_stay_away_and_escalated_ones_come(after_last_year: tuple[Path, VisitId]) -> None:
    folder, former = after_last_year
    with laptop(folder, at=THIS_YEAR) as ws:
        ledger = office.ledger_folder(ws)
        for finding, state in (("16", FollowUpState.ESCALATED), ("21", FollowUpState.NO_LONGER_RELEVANT)):
            office.follow_up(ledger, former, FindingId(finding), state, by=ws.actor, at=THIS_YEAR)
        visit = a_visit(ws, THIS_YEAR)
        (only,) = visits.load(ws, visit).visit.earlier
    assert (only.finding, only.reported_state) == ("16", FollowUpState.ESCALATED)


def test_the_check_before_sealing_leads_to_what_was_not_looked_at(
    after_last_year: tuple[Path, VisitId],
) -> None:
    folder, _former = after_last_year
    with laptop(folder, at=THIS_YEAR) as ws:
        visit = a_visit(ws, THIS_YEAR)
        first, second = visits.load(ws, visit).visit.earlier
        follow_up.set_state(ws, visit, first.id, FollowUpState.FIXED, "Đã xong \N{GRINNING FACE}")
        lines = {line.entity: line for line in review.review(ws, visit) if line.entity.startswith("earlier:")}
    assert set(lines) == {f"earlier:{first.id}", f"earlier:{second.id}"}
    assert (lines[f"earlier:{first.id}"].severity, lines[f"earlier:{first.id}"].field) == (
        Severity.BLOCKS,
        "remark",
    )
    assert lines[f"earlier:{second.id}"].severity is Severity.WARNS


def test_after_a_merger_they_follow_the_successor(after_last_year: tuple[Path, VisitId]) -> None:
    folder, former = after_last_year
    with laptop(folder, at=THIS_YEAR) as ws:
        merged = date(2025, 7, 1)
        new = Unit(UnitCode("SHN"), "Sở Hợp nhất", since=merged)
        old = Unit(UnitCode("SM"), "Sở Mẫu", until=merged, successor=new.code)
        for unit in (new, old):
            units.record_unit(ws, unit)
        visit = a_visit(ws, THIS_YEAR, "Sở Hợp nhất")
        earlier = visits.load(ws, visit).visit.earlier
        assert [(own.finding, own.unit) for own in earlier] == [("16", "Sở Mẫu"), ("21", "Sở Mẫu")]
        answers.set_verdict(ws, visit, POSTED, ItemVerdict.NO)
        signed_and_entered(ws, visit)
        assert book(ws)[f"{visit}/16"].recurs
        assert not book(ws)[f"{former}/16"].recurs


def test_a_sample_is_nobody_s_past_unless_asked_for(tmp_path: Path) -> None:
    with laptop(tmp_path / "laptop", at=THIS_YEAR) as ws:
        sample = visits.create_sample(ws, "so-mau")
        sealing.seal(ws, sample)
        visit = a_visit(ws, THIS_YEAR)
        assert visits.load(ws, visit).visit.earlier == ()
        assert follow_up.fetch(ws, visit).entities


def test_without_a_book_the_last_visit_of_this_laptop_is_read(tmp_path: Path) -> None:
    with laptop(tmp_path / "laptop", at=THIS_YEAR) as ws:
        first = a_visit(ws, LAST_YEAR)
        answers.set_verdict(ws, first, POSTED, ItemVerdict.NO)
        assert visits.load(ws, a_visit(ws, THIS_YEAR)).visit.earlier == ()
        sealing.seal(ws, first)
        second = a_visit(ws, THIS_YEAR)
        (only,) = visits.load(ws, second).visit.earlier
        other = visits.load(ws, a_visit(ws, THIS_YEAR, "Sở Khác")).visit.earlier
        kind = match(only, visits.load(ws, second).template).kind
    assert (only.items, kind) == ((POSTED,), MatchKind.SAME)
    assert other == ()


def test_a_conclusion_differs_from_the_minutes_and_deadlines_count_from_its_receipt(
    after_last_year: tuple[Path, VisitId],
) -> None:
    from docx import Document

    folder, former = after_last_year
    with laptop(folder, at=THIS_YEAR) as ws:
        ledger = office.ledger_folder(ws)
        before = book(ws)[f"{former}/16"]
        assert before.due_on is None
        told = "\n".join(p.text for p in Document(BytesIO(conclusions.draft(ws, former))).paragraphs)
        assert "Kết luận kiểm tra công tác cải cách hành chính tại Sở Mẫu" in told
        assert before.text.rstrip(".") in told

        conclusions.record(
            ledger,
            Conclusion(
                former,
                "15/TB-SNV",
                date(2025, 5, 20),
                "Sở Nội vụ",
                date(2025, 5, 22),
                (
                    ConcludedFinding(FindingId("16"), text="Chưa niêm yết địa chỉ tiếp nhận phản ánh"),
                    ConcludedFinding(FindingId("21"), kept=False),
                ),
            ),
            by=ws.actor,
            file=("thong-bao.pdf", b"%PDF-1.7 quet"),
        )
        posted, rules = book(ws)[f"{former}/16"], book(ws)[f"{former}/21"]
        assert posted.due_on == date(2025, 6, 21)
        assert (posted.text, posted.minutes_text) == ("Chưa niêm yết địa chỉ tiếp nhận phản ánh", before.text)
        assert posted.overdue(date(2025, 6, 20)) == -1
        assert posted.overdue(date(2025, 7, 1)) == 10
        assert rules.left_out
        assert not rules.owed
        assert posted.conclusion is not None
        assert conclusions.kept_file(ledger, posted.conclusion.file_sha256 or "") == b"%PDF-1.7 quet"
        kept = book(ws)
        office.rebuild(ledger)
        assert book(ws) == kept

        early = Conclusion(former, issued=date(2025, 5, 20), received_on=date(2025, 5, 19))
        with pytest.raises(OfficeError, match="OFFICE-CONCLUSION-DAYS"):
            conclusions.record(ledger, early, by=ws.actor)
        assert book(ws) == kept

        visit = a_visit(ws, THIS_YEAR)
        (only,) = visits.load(ws, visit).visit.earlier
        assert only.text == "Chưa niêm yết địa chỉ tiếp nhận phản ánh"
        assert only.document == "Thông báo số 15/TB-SNV ngày 20/5/2025 của Sở Nội vụ"
        assert only.due_on == date(2025, 6, 21)


def test_a_report_waits_for_confirmation_and_an_overdue_unit_gets_a_letter(
    after_last_year: tuple[Path, VisitId],
) -> None:
    from docx import Document

    folder, former = after_last_year
    with laptop(folder, at=THIS_YEAR) as ws:
        ledger = office.ledger_folder(ws)
        letter = Document(BytesIO(conclusions.reminder(ledger, UNIT, date(2025, 7, 10))))
        (row,) = [[cell.text for cell in row.cells] for row in letter.tables[1].rows][1:]
        assert (row[3], row[4], row[5]) == ("30/6/2025", "10", "Chưa khắc phục")
        with pytest.raises(OfficeError, match="REMINDER-NOTHING-OVERDUE"):
            conclusions.reminder(ledger, UNIT, date(2025, 6, 30))

        conclusions.report(
            ledger,
            RemediationReport(former, FindingId("21"), "21/BC-SM", date(2025, 7, 12), "Đã ban hành Quy chế"),
            by=ws.actor,
            file=("bao-cao.pdf", b"%PDF-1.7 bao cao"),
        )
        waiting = book(ws)[f"{former}/21"]
        assert waiting.state is FollowUpState.REPORTED_FIXED
        assert waiting.note == "Báo cáo số 21/BC-SM ngày 12/7/2025: Đã ban hành Quy chế"
        assert waiting.report is not None
        assert conclusions.kept_file(ledger, waiting.report.file_sha256 or "") == b"%PDF-1.7 bao cao"
        kept = book(ws)
        office.rebuild(ledger)
        assert book(ws) == kept
        office.follow_up(ledger, former, FindingId("21"), FollowUpState.FIXED, by=ws.actor)
        history = office.follow_up_history(ledger, former, FindingId("21"))
        assert [own.state for own in history] == [FollowUpState.REPORTED_FIXED, FollowUpState.FIXED]


class TestTheOfficesFile:
    @pytest.fixture
    def file(self, after_last_year: tuple[Path, VisitId], tmp_path: Path) -> Path:
        folder, _former = after_last_year
        target = tmp_path / "ton-tai.json"
        with laptop(folder, at=THIS_YEAR) as ws:
            assert open_findings.export(ws, office.ledger_folder(ws), UNIT, target) == 2
        return target

    def test_it_is_taken_over_on_a_laptop_that_knows_the_office(
        self, after_last_year: tuple[Path, VisitId], file: Path, tmp_path: Path
    ) -> None:
        from inspector_app.actions import profile

        with laptop(tmp_path / "khác", at=THIS_YEAR) as ws:
            profile.import_profile(ws, *office.profile_data(after_last_year[0] / "office"))
            visit = a_visit(ws, THIS_YEAR)
            opened = open_findings.open_file(ws, file.read_bytes(), signature_of(file), visit)
            assert opened.doubts == ()
            open_findings.take_over(ws, visit, opened)
            assert [own.finding for own in visits.load(ws, visit).visit.earlier] == ["16", "21"]
            again = open_findings.take_over(ws, visit, opened)
            assert again.entities == frozenset()

    def test_an_older_file_after_a_newer_one_is_doubted(
        self, after_last_year: tuple[Path, VisitId], file: Path, tmp_path: Path
    ) -> None:
        """What the office settled between the two would come back as open."""
        folder, former = after_last_year
        newer = tmp_path / "moi.json"
        with laptop(folder, at=THIS_YEAR + timedelta(days=3)) as ws:
            ledger = office.ledger_folder(ws)
            office.follow_up(ledger, former, FindingId("16"), FollowUpState.FIXED, by=ws.actor)
            assert open_findings.export(ws, ledger, UNIT, newer) == 1
        with laptop(tmp_path / "khác", at=THIS_YEAR + timedelta(days=3)) as ws:
            visit = a_visit(ws, THIS_YEAR)
            first = open_findings.open_file(ws, newer.read_bytes(), signature_of(newer), visit)
            open_findings.take_over(ws, visit, first, accept_doubts=True)
            older = open_findings.open_file(ws, file.read_bytes(), signature_of(file), visit)
            assert open_findings.Doubt.OLDER in older.doubts
            with pytest.raises(VisitError, match="OPEN-FINDINGS-DOUBTS"):
                open_findings.take_over(ws, visit, older)
            assert [own.finding for own in visits.load(ws, visit).visit.earlier] == ["21"]

    def test_an_unknown_office_is_believed_only_by_a_person(self, file: Path, tmp_path: Path) -> None:
        with laptop(tmp_path / "khác", at=THIS_YEAR) as ws:
            visit = a_visit(ws, THIS_YEAR)
            other = a_visit(ws, THIS_YEAR, "Sở Khác")
            unsigned = open_findings.open_file(ws, file.read_bytes(), None, visit)
            assert unsigned.doubts == (open_findings.Doubt.UNSIGNED,)
            unknown = open_findings.open_file(ws, file.read_bytes(), signature_of(file), other)
            assert unknown.doubts == (
                open_findings.Doubt.UNKNOWN_SIGNER,
                open_findings.Doubt.OTHER_UNIT,
            )
            with pytest.raises(VisitError, match="OPEN-FINDINGS-DOUBTS"):
                open_findings.take_over(ws, visit, unsigned)
            assert visits.load(ws, visit).visit.earlier == ()
            open_findings.take_over(ws, visit, unsigned, accept_doubts=True)
            assert len(visits.load(ws, visit).visit.earlier) == 2

    def test_a_changed_file_is_refused(self, file: Path, tmp_path: Path) -> None:
        changed = file.read_bytes().replace("Văn phòng Sở".encode(), "Văn phòng Bộ".encode())
        assert changed != file.read_bytes()
        with (
            laptop(tmp_path / "khác", at=THIS_YEAR) as ws,
            pytest.raises(SigningError, match="OPEN-FINDINGS-CHANGED"),
        ):
            open_findings.open_file(ws, changed, signature_of(file))


def signature_of(file: Path) -> bytes:
    return file.with_name(f"{file.name}.p7s").read_bytes()
