"""What an examination of e-documents found, as a workbook: figures, every document, every signature, the rest.

Its words are those of official papers; only the sentences of traits, remarks and reasons come translated.
"""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from inspector_app.checklist import wording
from inspector_app.checklist.e_documents import (
    LEFT_OUT_SENTENCES,
    TRAIT_SENTENCES,
    Examination,
    ExaminedDocument,
    HolderKind,
    Mark,
    Method,
    Outcome,
    SeenSignature,
)
from inspector_app.checklist.examination_rows import bears_interval
from inspector_app.checklist.intervals import interval
from inspector_app.checklist.verdict import REMARK_SENTENCES, Integrity, Trust
from inspector_app.clock import ZONE
from inspector_app.papers.drawing import (
    Translate,
    doubtful_lines,
    how_to_draw,
    refused_lines,
    register_counts,
)
from inspector_app.papers.tables import Align, Band, Column, Row
from inspector_app.papers.workbook import Sheet, workbook

OUTCOMES = {Outcome.YES: "Có", Outcome.NO: "Chưa có", Outcome.UNDECIDED: "Chưa xác định"}
ASKED = {
    "both": "Đủ chữ ký số của người có thẩm quyền và của cơ quan",
    "personal": "Chữ ký số của người có thẩm quyền",
    "agency": "Chữ ký số của cơ quan",
}
HOLDERS = {
    HolderKind.PERSON: "Cá nhân",
    HolderKind.AGENCY: "Cơ quan, tổ chức",
    HolderKind.UNKNOWN: "Chưa rõ",
}
MARKS = {
    Mark.APPROVAL: "Ký phê duyệt",
    Mark.INITIAL: "Ký nháy",
    Mark.NUMBER: "Số văn bản",
    Mark.DATE: "Ngày ban hành",
    Mark.SEAL: "Dấu của cơ quan",
    Mark.TIMESTAMP: "Dấu thời gian",
    Mark.OTHER: "",
}
INTEGRITIES = {
    Integrity.INTACT: "Toàn vẹn",
    Integrity.CHANGED: "Đã bị thay đổi sau khi ký",
    Integrity.UNREADABLE: "Không đọc được",
}
TRUSTS = {
    Trust.TRUSTED: "Hợp lệ",
    Trust.NOT_TRUSTED: "Không hợp lệ",
    Trust.UNKNOWN: "Chưa xác định",
}
NO_ROOTS = "chưa có chứng thư gốc nào trên máy này: không xác định được chứng thư chữ ký số có do tổ chức tin cậy cấp hay không"


def examination(found: Examination, translate: Translate, confidence: Decimal | None = None) -> bytes:
    """The workbook; with `confidence` (per cent) the exact interval of each rate of a random draw.

    `translate` turns msgids into the language of the paper.
    """
    sheets = [
        _summary(found, confidence),
        _documents("Văn bản", "VĂN BẢN ĐÃ KIỂM TRA", found.documents, translate),
        _signatures(found, translate),
    ]
    if found.beside:
        sheets.append(
            _documents("Tệp khác", "TỆP KHÁC TRONG THƯ MỤC, KHÔNG TÍNH VÀO MẪU", found.beside, translate)
        )
    if found.left_out:
        sheets.append(_left_out(found, translate))
    if found.refused:
        sheets.append(refused_lines(found.refused, translate))
    if found.doubts:
        sheets.append(doubtful_lines(found.doubts, translate))
    if found.selection.method is Method.RANDOM:
        sheets.append(how_to_draw())
    return workbook(sheets)


def _summary(found: Examination, confidence: Decimal | None) -> Sheet:
    columns = (Column("Nội dung", 44), Column("Kết quả", 66))
    rows: list[Row | Band] = [
        Band("Thông tin chung"),
        *_about(found),
        Band("Cách chọn văn bản"),
        *_chosen(found),
    ]
    for of, title in ASKED.items():
        rows += [Band(title), *_figures(found, of, confidence)]
    return Sheet(
        "Tổng hợp", ("KẾT QUẢ KIỂM TRA CHỮ KÝ SỐ TRÊN VĂN BẢN ĐIỆN TỬ",), columns, rows, landscape=False
    )


def _about(found: Examination) -> Iterator[Row]:
    yield "Thư mục được kiểm tra", found.folder
    yield "Thời điểm kiểm tra", _moment(found.examined_at)
    yield (
        "Chứng thư gốc tin cậy trên máy",
        wording.number_in_words(found.trusted_roots) if found.trusted_roots else NO_ROOTS,
    )
    if found.register is not None:
        yield "Sổ đăng ký văn bản đi", found.register
    if found.register_sha256 is not None:
        yield "SHA-256 của tệp sổ", found.register_sha256


def _chosen(found: Examination) -> Iterator[Row]:
    own = found.selection
    yield "Phương pháp", wording.method_in_words(own)
    if own.seed is not None:
        yield "Mã rút mẫu", own.seed
    if own.population is not None:
        yield "Tổng số (N)", own.population
    yield "Số đã kiểm tra (n)", len(found.examined)
    if found.not_handed_over:
        yield "Số chưa được cung cấp tệp", len(found.not_handed_over)
    if own.of_register and own.population is not None:
        used, refused = own.population, len(found.refused)
        yield "Số dòng của sổ", register_counts(used + refused, used, refused)
    if found.doubts:
        yield "Số dòng của sổ dùng được nhưng đọc thiếu", len(found.doubts)
    counted, beside, left_out = (
        wording.number_in_words(number)
        for number in (found.files_counted, len(found.beside), len(found.left_out))
    )
    counts = f"{counted} tệp tính vào mẫu + {beside} tệp khác + {left_out} tệp bỏ qua"
    yield "Số tệp tìm thấy", f"{wording.number_in_words(found.files_found)} tệp = {counts}"


def _left_out(found: Examination, translate: Translate) -> Sheet:
    columns = (Column("STT", 6, Align.CENTER), Column("Tệp, thư mục", 60), Column("Lý do bỏ qua", 50))
    rows = [
        (order, own.path, translate(LEFT_OUT_SENTENCES[own.kind]))
        for order, own in enumerate(found.left_out, start=1)
    ]
    return Sheet("Tệp bỏ qua", ("TỆP TRONG THƯ MỤC KHÔNG ĐƯỢC XEM XÉT",), columns, rows)


def _figures(found: Examination, of: str, confidence: Decimal | None) -> Iterator[Row]:
    counts, n = found.outcomes(of), len(found.examined)
    x = counts[Outcome.NO]
    yield "Có", counts[Outcome.YES]
    yield "Chưa có (x)", x
    yield "Chưa xác định, không tính là chưa đạt", counts[Outcome.UNDECIDED]
    if n:
        yield "Tỷ lệ chưa đạt (x/n)", f"{x:,}/{n:,}".replace(",", ".") + f" ({_percent(x, n)})"
    if confidence is not None and n and bears_interval(found, of):
        exact = interval(x, n, found.selection.population, confidence)
        yield (
            "Khoảng tin cậy của tỷ lệ chưa đạt",
            "không cần: đã kiểm tra toàn bộ" if exact is None else wording.interval_in_words(exact),
        )


def _percent(part: int, whole: int) -> str:
    return wording.percent_in_words(Decimal(part) * 100 / whole, 1)


def _documents(name: str, title: str, documents: tuple[ExaminedDocument, ...], translate: Translate) -> Sheet:
    columns = (
        Column("STT", 5, Align.CENTER),
        Column("Dòng trong sổ", 8, Align.CENTER),
        Column("Số, ký hiệu", 15),
        Column("Ngày ban hành", 12, Align.CENTER),
        Column("Trích yếu nội dung", 30),
        Column("Người ký theo sổ", 16),
        Column("Chữ ký số cá nhân", 10, Align.CENTER),
        Column("Chữ ký số cơ quan", 10, Align.CENTER),
        Column("Người ký số", 18),
        Column("Chức danh trên văn bản", 18),
        Column("Thời điểm ký", 14),
        Column("Cơ quan ký số", 20),
        Column("Nhận xét", 34),
        Column("Tệp", 22),
    )
    rows = [(order, *_of_document(document, translate)) for order, document in enumerate(documents, start=1)]
    return Sheet(name, (title,), columns, rows, filtered=True)


def _of_document(document: ExaminedDocument, translate: Translate) -> Row:
    people = _held_by(document, HolderKind.PERSON)
    return (
        document.register_row,
        document.number or "",
        document.issued,
        document.abstract or "",
        document.signer or "",
        OUTCOMES[document.personal],
        OUTCOMES[document.agency],
        _lines(_holder(own) for own in people),
        _lines(own.title or "" for own in people),
        _lines(_moment(own.verdict.signed_at) for own in people),
        _lines(_holder(own) for own in _held_by(document, HolderKind.AGENCY)),
        _lines(translate(TRAIT_SENTENCES[own.trait]).format(detail=own.detail) for own in document.said),
        document.path,
    )


def _held_by(document: ExaminedDocument, kind: HolderKind) -> list[SeenSignature]:
    return [own for own in document.signatures if own.holder is not None and own.holder.kind is kind]


def _lines(texts: Iterator[str]) -> str:
    """Each once: number, date and seal of one agency are three signatures."""
    return "\n".join(dict.fromkeys(text for text in texts if text))


def _signatures(found: Examination, translate: Translate) -> Sheet:
    columns = (
        Column("STT", 5, Align.CENTER),
        Column("Văn bản", 16),
        Column("Chủ thể chứng thư", 22),
        Column("Loại", 11),
        Column("Cơ quan ghi trong chứng thư", 24),
        Column("Chức danh trên văn bản", 18),
        Column("Nội dung ký", 13),
        Column("Thời điểm ký", 14),
        Column("Có dấu thời gian", 9, Align.CENTER),
        Column("Toàn vẹn", 12),
        Column("Chứng thư", 11),
        Column("Trang", 7, Align.CENTER),
        Column("Thêm sau", 7, Align.CENTER),
        Column("Nhận xét", 34),
        Column("Tổ chức cấp", 24),
        Column("SHA-256 của chứng thư", 36),
        Column("Tệp", 22),
    )
    rows = [
        (order, document.number or document.name, *_of_signature(own, translate), document.path)
        for order, (document, own) in enumerate(
            ((document, own) for document in found.documents for own in document.signatures), start=1
        )
    ]
    return Sheet("Chữ ký", ("CHỮ KÝ SỐ TRÊN CÁC VĂN BẢN ĐÃ KIỂM TRA",), columns, rows, filtered=True)


def _of_signature(own: SeenSignature, translate: Translate) -> Row:
    verdict, holder = own.verdict, own.holder
    return (
        _holder(own),
        HOLDERS[HolderKind.UNKNOWN if holder is None else holder.kind],
        "" if holder is None else _lines(iter((holder.organization or "", holder.unit or ""))),
        own.title or "",
        MARKS[own.mark],
        _moment(verdict.signed_at),
        "x" if own.timestamped else "",
        INTEGRITIES[verdict.integrity],
        TRUSTS[verdict.trust],
        own.page,
        "x" if own.later else "",
        _lines(translate(REMARK_SENTENCES[note.remark]).format(detail=note.detail) for note in verdict.notes),
        verdict.issuer or "",
        verdict.certificate_sha256 or "",
    )


def _holder(own: SeenSignature) -> str:
    if own.holder is not None:
        return own.holder.name
    return own.verdict.signer or "không đọc được chứng thư"


def _moment(at: datetime | None) -> str:
    """12/05/2026 08:30:00 +07:00: signatures state UTC, people here read their own clock."""
    return "" if at is None else f"{at.astimezone(ZONE):%d/%m/%Y %H:%M:%S} +07:00"
