"""Công văn đôn đốc as a Word document: what a unit still owes after its deadlines, one line a shortcoming."""

from collections.abc import Sequence
from datetime import date

from inspector_app.checklist.citations import STATES, Issuer, conclusion_cited, marked, minutes_cited
from inspector_app.checklist.decree import long_date
from inspector_app.checklist.handover import LedgerFinding
from inspector_app.checklist.wording import day_in_words, deadline_in_words, number_in_words
from inspector_app.papers.letter import Head, Letter, Signature
from inspector_app.papers.tables import Align, Column

ABOUT = "đôn đốc khắc phục tồn tại, hạn chế sau kiểm tra công tác cải cách hành chính"
DOTS = "……………"
COLUMNS = (
    Column("STT", 7, Align.CENTER),
    Column("Tồn tại, hạn chế", 32),
    Column("Biện pháp khắc phục", 22),
    Column("Thời hạn", 15),
    Column("Quá hạn (ngày)", 10, Align.CENTER),
    Column("Tình trạng", 16),
)


def reminder(
    unit: str, findings: Sequence[LedgerFinding], as_of: date, issuer: Issuer, place: str | None = None
) -> bytes:
    """The letter to a unit about `findings` as they stand on `as_of`, as .docx."""
    letter = Letter(
        Head(
            agency=issuer.agency,
            parent_agency=issuer.parent_agency,
            sign="…",
            place=place,
            year=as_of.year,
            about=ABOUT,
        )
    )
    letter.addressed_to([unit])
    letter.paragraph(_opening(unit, findings, as_of))
    letter.table(COLUMNS, [_row(number, own, as_of) for number, own in enumerate(findings, start=1)])
    letter.paragraph(
        f"Đề nghị {unit} chỉ đạo khắc phục dứt điểm các tồn tại, hạn chế nêu trên, làm rõ nguyên nhân chậm "
        f"khắc phục, trách nhiệm của tập thể, cá nhân có liên quan và báo cáo kết quả, kèm tài liệu kiểm chứng, "
        f"về {issuer.agency or DOTS} trước ngày {DOTS}."
    )
    letter.paragraph("Trân trọng.")
    letter.end()
    letter.signed(Signature(issuer.titles or ("THỦ TRƯỞNG CƠ QUAN",), issuer.name), ("Như trên", "Lưu: VT"))
    return letter.to_bytes()


def _opening(unit: str, findings: Sequence[LedgerFinding], as_of: date) -> str:
    documents = dict.fromkeys(_document(own) for own in findings)
    count = number_in_words(len(findings))
    return (
        f"Theo {'; '.join(documents)}, {unit} có trách nhiệm khắc phục các tồn tại, hạn chế đúng thời hạn. "
        f"Qua theo dõi, đến {long_date(as_of)}, còn {count} tồn tại, hạn chế đã quá thời hạn nhưng chưa được "
        "xác nhận khắc phục, cụ thể:"
    )


def _document(own: LedgerFinding) -> str:
    if own.conclusion is not None and (own.conclusion.number or own.conclusion.issued):
        return conclusion_cited(own.conclusion)
    return minutes_cited(own.minutes_number, own.found_on)


def _row(number: int, own: LedgerFinding, as_of: date) -> tuple[str | int, ...]:
    if own.due_on is not None:
        due = day_in_words(own.due_on)
    else:
        due = deadline_in_words(own.deadline) if own.deadline else ""
    late = own.overdue(as_of)
    return (
        number,
        marked(own.text, own.recurs),
        own.remedy or "",
        due[:1].upper() + due[1:],
        "" if late is None else number_in_words(late),
        STATES[own.state],
    )
