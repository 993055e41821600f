"""The yearly report on inspections as a Word document, its annexes as an Excel workbook."""

from collections.abc import Sequence
from datetime import date

from inspector_app.checklist.citations import STATES, Issuer, marked, minutes_cited
from inspector_app.checklist.decree import long_date
from inspector_app.checklist.finding import FollowUpState
from inspector_app.checklist.handover import LedgerFinding
from inspector_app.checklist.register import PlanLine, Share, YearlyFigures
from inspector_app.checklist.visit import InspectionKind
from inspector_app.checklist.wording import (
    day_in_words,
    deadline_in_words,
    number_in_words,
    percent_in_words,
)
from inspector_app.papers.letter import Head, Letter, Signature
from inspector_app.papers.tables import Align, Column
from inspector_app.papers.workbook import Sheet, workbook

SUBJECT = "Kết quả kiểm tra công tác cải cách hành chính"
KINDS = {
    InspectionKind.COMPREHENSIVE: "Toàn diện",
    InspectionKind.THEMATIC: "Chuyên đề",
    InspectionKind.UNANNOUNCED: "Đột xuất",
    InspectionKind.BY_REPORT: "Qua báo cáo",
}
SHARES = (
    Column("STT", 7.5, Align.CENTER),
    Column("{}", 40),
    Column("Tồn tại, hạn chế", 14, Align.CENTER),
    Column("Đã khắc phục", 14, Align.CENTER),
    Column("Tỷ lệ", 12, Align.CENTER),
    Column("Quá hạn", 14, Align.CENTER),
)
PLAN = (
    Column("STT", 7.5, Align.CENTER),
    Column("Đơn vị", 40),
    Column("Loại kiểm tra", 16),
    Column("Tháng", 9, Align.CENTER),
    Column("Ngày kiểm tra", 15, Align.CENTER),
    Column("Ghi chú", 24),
)
FINDINGS = (
    Column("STT", 7.5, Align.CENTER),
    Column("Đơn vị", 22),
    Column("Nêu tại", 20),
    Column("Tồn tại, hạn chế", 44),
    Column("Biện pháp khắc phục", 34),
    Column("Trách nhiệm thực hiện", 20),
    Column("Thời hạn", 16),
    Column("Tình trạng", 18),
)


def report(figures: YearlyFigures, issuer: Issuer, place: str | None = None) -> bytes:
    """The report as .docx: plan, results, shortcomings by area and unit, what is still owed."""
    letter = Letter(
        Head(
            agency=issuer.agency,
            parent_agency=issuer.parent_agency,
            sign="BC-…",
            place=place,
            year=figures.as_of.year,
        )
    )
    letter.title("BÁO CÁO", f"{SUBJECT} năm {figures.year}")
    letter.section("Tình hình thực hiện kế hoạch kiểm tra")
    letter.paragraph(_carried_out(figures))
    missing = [line.unit for line in figures.planned if line.visit is None]
    if missing:
        letter.paragraph(f"Chưa kiểm tra theo kế hoạch: {'; '.join(missing)}.")
    if figures.unplanned:
        letter.paragraph(f"Kiểm tra ngoài kế hoạch: {'; '.join(dict.fromkeys(figures.unplanned))}.")
    letter.section("Tồn tại, hạn chế và kết quả khắc phục")
    letter.paragraph(_found(figures))
    if figures.whole.findings:
        for state, number in _states(figures):
            letter.bullet(f"{state}: {number_in_words(number)}.")
        letter.clause("Theo lĩnh vực")
        letter.table(_columns("Lĩnh vực"), _rows(figures.by_area, figures.whole))
        letter.clause("Theo đơn vị")
        letter.table(_columns("Đơn vị"), _rows(figures.by_unit, figures.whole))
    letter.section("Nhận xét, đánh giá")
    letter.paragraph("……………")
    letter.section("Kiến nghị, đề xuất")
    letter.paragraph("……………")
    letter.end()
    letter.signed(
        Signature(issuer.titles or ("THỦ TRƯỞNG CƠ QUAN",), issuer.name), ("Như trên", "Lưu: VT, …")
    )
    return letter.to_bytes()


def annexes(figures: YearlyFigures, findings: Sequence[LedgerFinding]) -> bytes:
    """The annexes as .xlsx: planned and done, shortcomings by area and unit, and each of them with its state."""
    heading = f"{SUBJECT} năm {figures.year}, số liệu tính đến ngày {day_in_words(figures.as_of)}"
    sheets = (
        ("Kế hoạch", "Phụ lục I. Kế hoạch và kết quả thực hiện", PLAN, _planned(figures.planned)),
        (
            "Theo lĩnh vực",
            "Phụ lục II. Tồn tại, hạn chế theo lĩnh vực",
            _columns("Lĩnh vực"),
            _rows(figures.by_area, figures.whole),
        ),
        (
            "Theo đơn vị",
            "Phụ lục III. Tồn tại, hạn chế theo đơn vị",
            _columns("Đơn vị"),
            _rows(figures.by_unit, figures.whole),
        ),
        ("Sổ theo dõi", "Phụ lục IV. Sổ theo dõi tồn tại, hạn chế", FINDINGS, _findings(findings)),
    )
    return workbook(
        [Sheet(name, (title, heading), columns, rows, filtered=True) for name, title, columns, rows in sheets]
    )


def _carried_out(figures: YearlyFigures) -> str:
    inspected = number_in_words(figures.inspected)
    if not figures.planned:
        return f"Năm {figures.year}, đã kiểm tra {inspected} đơn vị."
    done, planned = number_in_words(figures.done), number_in_words(len(figures.planned))
    return (
        f"Năm {figures.year}, đã thực hiện {done}/{planned} cuộc kiểm tra theo kế hoạch; "
        f"tổng số đơn vị đã kiểm tra: {inspected}."
    )


def _found(figures: YearlyFigures) -> str:
    whole = figures.whole
    if whole.percent is None:
        return "Qua kiểm tra, không ghi nhận tồn tại, hạn chế."
    fixed = f"đã khắc phục {number_in_words(whole.fixed)}, đạt {percent_in_words(whole.percent)}"
    text = (
        f"Qua kiểm tra, ghi nhận {number_in_words(whole.findings)} tồn tại, hạn chế; đến "
        f"{long_date(figures.as_of)} {fixed if whole.fixed else 'chưa tồn tại, hạn chế nào được khắc phục'}"
    )
    return f"{text}; quá thời hạn {number_in_words(whole.overdue)}." if whole.overdue else f"{text}."


def _states(figures: YearlyFigures) -> list[tuple[str, int]]:
    return [
        (STATES[state], figures.by_state[state]) for state in FollowUpState if figures.by_state.get(state)
    ]


def _columns(name: str) -> tuple[Column, ...]:
    return tuple(
        Column(name if column.title == "{}" else column.title, column.width, column.align)
        for column in SHARES
    )


def _rows(shares: Sequence[Share], whole: Share) -> list[tuple[str | int, ...]]:
    rows: list[tuple[str | int, ...]] = [(number, *_share(own)) for number, own in enumerate(shares, start=1)]
    return [*rows, ("", *_share(Share("Tổng cộng", whole.findings, whole.fixed, whole.overdue)))]


def _share(own: Share) -> tuple[str | int, ...]:
    percent = "" if own.percent is None else percent_in_words(own.percent)
    return (own.name, own.findings, own.fixed, percent, own.overdue)


def _planned(lines: Sequence[PlanLine]) -> list[tuple[str | int | date, ...]]:
    return [
        (
            number,
            line.unit,
            KINDS[line.planned.kind] if line.planned.kind else "",
            line.planned.month or "",
            line.done_on or ("Chưa kiểm tra" if line.visit is None else ""),
            line.planned.note or "",
        )
        for number, line in enumerate(lines, start=1)
    ]


def _findings(findings: Sequence[LedgerFinding]) -> list[tuple[str | int, ...]]:
    return [
        (
            number,
            own.unit or "",
            minutes_cited(own.minutes_number, own.found_on),
            marked(own.text, own.recurs),
            own.remedy or "",
            own.owner or "",
            _due(own),
            STATES[own.state],
        )
        for number, own in enumerate(findings, start=1)
    ]


def _due(own: LedgerFinding) -> str:
    if own.due_on is not None:
        return day_in_words(own.due_on)
    return deadline_in_words(own.deadline) if own.deadline else ""
