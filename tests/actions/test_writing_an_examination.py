"""A check of e-documents goes into the visit as one act, and comes out again as one."""

from dataclasses import replace

import pytest

from inspector_app.actions import answers, evidence, sampling, undo
from inspector_app.actions.sampling import Target
from inspector_app.checklist import canonical
from inspector_app.checklist.e_documents import ExaminedDocument, Trait
from inspector_app.checklist.fact import FactId, FigureSource, Origin, Sample, SampleRow
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import ItemVerdict
from inspector_app.errors import FormatError, IntakeError, VisitError
from tests.checklist.examinations import decided, document, examination, thirty, unreadable, unsigned

LEADER, AGENCY = ItemId("25a"), ItemId("25b")
FACT = FactId("sample")
BOTH = (Target(LEADER, FACT, "personal"), Target(AGENCY, FACT, "agency"))
VERDICTS = {LEADER: ItemVerdict.PARTLY, AGENCY: ItemVerdict.PARTLY}


def bytes_of(document: ExaminedDocument) -> bytes:
    """What the examinations made by hand say that the file holds."""
    return f"công văn {str(document.number).partition('/')[0]}".encode()


def test_one_act_writes_figures_rows_verdicts_findings_and_the_report(ws, visit, now) -> None:
    sampling.fill(ws, visit, thirty(), BOTH, verdicts=VERDICTS)
    held = now().visit
    leader, agency = held.answer(LEADER), held.answer(AGENCY)
    assert (leader.verdict, agency.verdict) == (ItemVerdict.PARTLY, ItemVerdict.PARTLY)
    assert (leader.facts[FACT].defective, agency.facts[FACT].defective) == (7, 3)
    assert [len(held.rows_of(item, FACT)) for item in (LEADER, AGENCY)] == [30, 30]
    assert {finding.items for finding in held.findings} == {(LEADER,), (AGENCY,)}
    (report,) = held.evidence
    assert report.name == "kiem-tra-van-ban-dien-tu_25a_20260512-0930.json"
    assert (report.items, report.printed, report.media_type) == ((LEADER, AGENCY), False, "application/json")
    assert ws.files.read(report.sha256) == canonical.canonical(thirty())

    undo.undo(ws, visit)
    held = now().visit
    assert (held.rows, held.findings, held.evidence, held.answers) == ((), (), (), {})
    undo.redo(ws, visit)
    assert now().visit.answer(LEADER).facts[FACT].defective == 7
    assert len(now().visit.rows) == 60


def test_two_items_that_share_their_shortcoming_are_both_named_in_it(ws, visit, now) -> None:
    items = (ItemId("10a"), ItemId("10b"))
    targets = [Target(item, FACT, "both") for item in items]
    with pytest.raises(VisitError):  # these items ask for no sample: nothing at all is written
        sampling.fill(ws, visit, thirty(), targets, verdicts=dict.fromkeys(items, ItemVerdict.NO))
    assert now().visit.answers == {}
    shared = dict.fromkeys(items, ItemVerdict.NO)
    sampling.fill(ws, visit, thirty(), BOTH, verdicts=shared)
    (finding,) = now().visit.findings
    assert finding.items == items
    undo.undo(ws, visit)
    assert now().visit.findings == ()


def test_a_repeated_run_changes_rows_instead_of_doubling_them(ws, visit, now) -> None:
    sampling.fill(ws, visit, thirty(), BOTH[:1])
    before = {row.number: row.id for row in now().visit.rows}
    signed = tuple(document(126) if own.number == "126/SM-VP" else own for own in thirty().documents)
    later = replace(thirty(), documents=signed, examined_at=thirty().examined_at.replace(hour=15))
    sampling.fill(ws, visit, later, BOTH[:1])
    held = now().visit
    assert {row.number: row.id for row in held.rows} == before
    assert held.answer(LEADER).facts[FACT].defective == 6
    assert len(held.evidence) == 2
    undo.undo(ws, visit)
    assert now().visit.answer(LEADER).facts[FACT].defective == 7


def test_documents_that_are_not_drawn_any_longer_leave_the_list(ws, visit, now) -> None:
    sampling.fill(ws, visit, examination(document(1), unsigned(2)), BOTH[:1])
    sampling.fill(ws, visit, examination(unsigned(2), document(3)), BOTH[:1])
    assert [row.number for row in now().visit.rows] == ["2/SM-VP", "3/SM-VP"]


def test_rows_typed_by_hand_stay_first_and_keep_their_words(ws, visit, now) -> None:
    typed = [
        SampleRow("một", LEADER, FACT, number="900/SM-VP", passed=False, remark="xem bản giấy"),
        SampleRow("hai", LEADER, FACT, number="2/SM-VP", remark="chưa xem"),
    ]
    answers.set_rows(ws, visit, LEADER, FACT, typed)
    assert len(sampling.typed_rows(now().visit, LEADER, FACT)) == 2
    sampling.fill(ws, visit, examination(document(1), unsigned(2)), BOTH[:1])
    rows = now().visit.rows_of(LEADER, FACT)
    assert [(row.number, row.passed, row.remark) for row in rows] == [
        ("900/SM-VP", False, "xem bản giấy"),
        ("1/SM-VP", True, None),
        ("2/SM-VP", False, "không có chữ ký số"),
    ]
    assert rows[2].id == "hai"
    undo.undo(ws, visit)
    assert [row.remark for row in now().visit.rows] == ["xem bản giấy", "chưa xem"]


def test_rows_typed_by_hand_go_only_on_purpose(ws, visit, now) -> None:
    answers.set_rows(ws, visit, LEADER, FACT, [SampleRow("một", LEADER, FACT, number="900/SM-VP")])
    sampling.fill(ws, visit, examination(document(1)), BOTH[:1], replace_typed=True)
    assert [row.number for row in now().visit.rows] == ["1/SM-VP"]


def test_who_says_the_figures_stays_as_the_team_wrote_it(ws, visit, now) -> None:
    origin = Origin(FigureSource.TEAM_ON_SYSTEM)
    answers.set_fact(ws, visit, LEADER, FACT, Sample(population=1, origin=origin))
    sampling.fill(ws, visit, thirty(), BOTH[:1])
    fact = now().visit.answer(LEADER).facts[FACT]
    assert (fact.origin, fact.population) == (origin, 412)


def test_without_a_verdict_the_item_keeps_its_own(ws, visit, now) -> None:
    answers.set_verdict(ws, visit, LEADER, ItemVerdict.NO)
    sampling.fill(ws, visit, thirty(), BOTH[:1])
    assert now().visit.answer(LEADER).verdict is ItemVerdict.NO


def test_the_interval_is_written_only_on_request(ws, visit, now) -> None:
    sampling.fill(ws, visit, decided(), BOTH[:1])
    assert now().visit.answer(LEADER).facts[FACT].interval is None
    sampling.fill(ws, visit, decided(), BOTH[:1], interval=True)
    assert now().visit.answer(LEADER).facts[FACT].interval is not None


def test_failing_files_are_kept_beside_the_items_they_fail_and_are_not_printed(ws, visit, now) -> None:
    sampling.fill(ws, visit, thirty(), BOTH, keep_failing=bytes_of)
    kept = {own.name: own for own in now().visit.evidence if own.media_type == "application/pdf"}
    assert len(kept) == 7
    assert kept["Công văn số 122.pdf"].items == (LEADER,)
    assert kept["Công văn số 126.pdf"].items == (LEADER, AGENCY)
    assert not any(own.printed for own in kept.values())
    assert ws.files.read(kept["Công văn số 122.pdf"].sha256) == "công văn 122".encode()


def test_a_failing_file_that_is_evidence_already_keeps_its_name_and_gains_the_item(ws, visit, now) -> None:
    evidence.add_evidence(ws, visit, "đơn thư.pdf", "công văn 2".encode(), [ItemId("16")])
    sampling.fill(ws, visit, examination(unsigned(2)), BOTH[:1], keep_failing=bytes_of)
    (own,) = [own for own in now().visit.evidence if own.media_type == "application/pdf"]
    assert (own.name, own.items, own.printed) == ("đơn thư.pdf", (ItemId("16"), LEADER), True)


def test_a_failing_file_that_cannot_be_read_leaves_everything_as_it_was(ws, visit, now) -> None:
    def gone(document: ExaminedDocument) -> bytes:
        raise IntakeError("X", "what", why="why", todo=document.name)

    with pytest.raises(IntakeError):
        sampling.fill(ws, visit, thirty(), BOTH, keep_failing=gone, verdicts=VERDICTS)
    assert (now().visit.answers, now().visit.evidence) == ({}, ())


def test_a_failing_file_that_was_changed_meanwhile_is_no_evidence(ws, visit, now) -> None:
    with pytest.raises(VisitError) as refused:
        sampling.fill(ws, visit, thirty(), BOTH, keep_failing=lambda _document: b"%PDF other")
    assert refused.value.code == "SAMPLE-FILE-CHANGED"
    assert (now().visit.answers, now().visit.evidence) == ({}, ())


def test_the_newest_report_of_the_item_is_read_back(ws, visit, now) -> None:
    assert sampling.last_report(ws, now().visit, LEADER) is None
    newest = replace(thirty(), examined_at=thirty().examined_at.replace(month=6))
    sampling.fill(ws, visit, newest, BOTH)
    sampling.fill(ws, visit, thirty(), BOTH[:1])
    assert sampling.last_report(ws, now().visit, LEADER) == newest
    assert sampling.last_report(ws, now().visit, AGENCY) == newest
    assert sampling.last_report(ws, now().visit, ItemId("16")) is None


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b'{"schema":2,"new":{}}', "EXAMINATION-NEWER"),
        (b"[]", "EXAMINATION-FORM"),
        (b'{"schema":1}', "FORMAT-VALUE"),
        (b"%PDF", "FORMAT-VALUE"),
    ],
)
def test_a_report_that_cannot_be_read_is_refused_with_a_sentence(ws, visit, now, data, code) -> None:
    name = sampling.report_name(LEADER, thirty().examined_at)
    evidence.add_evidence(ws, visit, name, data, [LEADER], printed=False)
    with pytest.raises(FormatError) as refused:
        sampling.last_report(ws, now().visit, LEADER)
    assert refused.value.code == code


def test_what_is_written_of_an_unreadable_document_says_why(ws, visit, now) -> None:
    sampling.fill(ws, visit, examination(unreadable(1, Trait.ENCRYPTED)), BOTH[:1])
    (row,) = now().visit.rows
    assert (row.passed, row.remark) == (None, "tệp có mật khẩu, không kiểm tra được")
