"""What a register of dossiers gave, as a workbook: the figures, by procedure, by month, what is late, what was not read."""

from collections.abc import Callable, Iterator, Mapping

from inspector_app.checklist import wording
from inspector_app.checklist.dossiers import (
    SETTLED,
    DelayCause,
    DossierField,
    DossierFigures,
    DossierState,
    LateDossier,
    OverdueOf,
    Tally,
)
from inspector_app.checklist.fact import percentage
from inspector_app.papers.tables import Align, Band, Cell, Column, Row
from inspector_app.papers.workbook import Sheet, workbook

Translate = Callable[[str], str]

STATES = {
    DossierState.SETTLED_IN_TIME: "Đã giải quyết đúng hạn, trước hạn",
    DossierState.SETTLED_LATE: "Đã giải quyết trễ hạn",
    DossierState.SETTLED_UNKNOWN: "Đã giải quyết, chưa rõ đúng hạn hay trễ hạn",
    DossierState.OPEN_IN_TIME: "Đang giải quyết, chưa đến hạn",
    DossierState.OPEN_OVERDUE: "Đang giải quyết, đã quá hạn",
    DossierState.OPEN_UNKNOWN: "Đang giải quyết, không rõ thời hạn",
    DossierState.WITHDRAWN: "Rút, từ chối, trả lại, tạm dừng, chờ bổ sung",
}
CAUSES = {
    DelayCause.REAL: "Trễ thực tế",
    DelayCause.OPERATOR: "Lỗi tác nghiệp",
    DelayCause.UNKNOWN: "Sổ không ghi nguyên nhân",
}
RATES = {
    OverdueOf.RECEIVED: "Tỷ lệ trễ hạn (đã giải quyết trễ và đang quá hạn / tổng số tiếp nhận)",
    OverdueOf.SETTLED: "Tỷ lệ trễ hạn (đã giải quyết trễ / số đã giải quyết)",
}
NOT_NAMED = "(không ghi)"
MASKED = "Tên cá nhân được thu gọn thành chữ cái đầu."


def workbook_of(figures: DossierFigures, translate: Translate, of: OverdueOf = OverdueOf.RECEIVED) -> bytes:
    """The workbook; `of` says which overdue rate comes first. `translate` turns msgids into the paper's language."""
    sheets = [
        _summary(figures, of),
        _grouped("Theo thủ tục", "THEO THỦ TỤC HÀNH CHÍNH", Column("Thủ tục", 60), figures.by_procedure, of),
        _grouped("Theo tháng", "THEO THÁNG TIẾP NHẬN", Column("Tháng", 14), _months(figures), of),
        _late(figures),
        _refused(figures, translate),
    ]
    return workbook(sheets)


def lines_counted(figures: DossierFigures) -> str:
    """412 dòng = 410 dòng dùng được + 0 dòng ngoài kỳ + 02 dòng không dùng được."""
    lines, used, outside, refused = (
        wording.number_in_words(own)
        for own in (figures.lines_in, figures.used, figures.outside, figures.refused)
    )
    return f"{lines} dòng = {used} dòng dùng được + {outside} dòng ngoài kỳ + {refused} dòng không dùng được"


def _summary(figures: DossierFigures, of: OverdueOf) -> Sheet:
    columns = (Column("Nội dung", 66), Column("Kết quả", 44))
    whole, known = figures.whole, figures.columns.fields
    rows: list[Row | Band] = [
        Band("Thông tin chung"),
        *_about(figures),
        Band("Tình hình giải quyết"),
        ("Tổng số hồ sơ", whole.received),
        *((words, whole.states.get(state, 0)) for state, words in STATES.items()),
        ("Trễ hạn (đã giải quyết trễ và đang quá hạn)", whole.late),
        *((f"Trong đó: {words}", whole.causes.get(cause, 0)) for cause, words in CAUSES.items()),
        *(
            (RATES[own], _rate(*whole.overdue(own)))
            for own in (of, *(other for other in OverdueOf if other != of))
        ),
    ]
    if DossierField.CHANNEL in known:
        rows += [
            Band("Nộp trực tuyến"),
            ("Hồ sơ có ghi hình thức nộp", whole.channel_known),
            ("Hồ sơ nộp trực tuyến", whole.online),
            ("Tỷ lệ nộp trực tuyến", _rate(whole.online, whole.channel_known)),
        ]
    if {DossierField.PAYABLE_ONLINE, DossierField.PAID_ONLINE} & known.keys():
        rows += [Band("Thanh toán trực tuyến"), *_payment(figures)]
    return Sheet("Tổng hợp", ("SỐ LIỆU GIẢI QUYẾT HỒ SƠ THỦ TỤC HÀNH CHÍNH",), columns, rows, landscape=False)


def _about(figures: DossierFigures) -> Iterator[Row]:
    yield "Tệp", figures.file
    yield "SHA-256 của tệp", figures.sha256
    yield "Số liệu tính đến hết ngày", figures.as_of
    if figures.since is not None:
        yield "Tính hồ sơ tiếp nhận, giải quyết hoặc còn tồn từ ngày", figures.since
    yield "Số dòng", lines_counted(figures)
    if figures.disagreeing:
        yield "Dòng có trạng thái khác với ngày tháng (tính theo ngày tháng)", figures.disagreeing


def _payment(figures: DossierFigures) -> Iterator[Row]:
    whole, known = figures.whole, figures.columns.fields
    if figures.payable_procedures is not None:
        yield "Thủ tục cho phép thanh toán trực tuyến", figures.payable_procedures
        yield "Hồ sơ của các thủ tục này", whole.payable
    if DossierField.PAID_ONLINE in known:
        yield "Hồ sơ đã thanh toán trực tuyến", whole.paid_online
    if figures.payable_procedures is not None:
        yield "Tỷ lệ thanh toán trực tuyến", _rate(whole.paid_online, whole.payable)
    if DossierField.TRANSACTION in known:
        yield "Số giao dịch", whole.transactions
    if DossierField.FEE in known:
        yield "Số tiền thanh toán trực tuyến (đồng)", whole.money


def _rate(part: int, whole: int) -> str:
    percent = percentage(part, whole)
    if percent is None:
        return "không có số liệu"
    fraction = f"{wording.number_in_words(part)}/{wording.number_in_words(whole)}"
    return f"{fraction} = {wording.percent_in_words(percent)}"


def _grouped(name: str, title: str, first: Column, groups: Mapping[str, Tally], of: OverdueOf) -> Sheet:
    columns = (
        first,
        *(
            Column(words, 13, Align.RIGHT)
            for words in (
                "Tổng số",
                "Giải quyết đúng hạn",
                "Giải quyết trễ hạn",
                "Đang giải quyết",
                "Trong đó quá hạn",
            )
        ),
        Column("Tỷ lệ trễ hạn (%)", 12, Align.RIGHT),
        *(Column(words, 13, Align.RIGHT) for words in ("Nộp trực tuyến", "Thanh toán trực tuyến")),
        Column("Số tiền (đồng)", 16, Align.RIGHT),
    )
    rows = [(key or NOT_NAMED, *_of_tally(own, of)) for key, own in groups.items()]
    return Sheet(name, (title, RATES[of]), columns, rows, filtered=True)


def _of_tally(own: Tally, of: OverdueOf) -> tuple[Cell, ...]:
    states = own.states
    late, among = own.overdue(of)
    open_now = sum(
        states.get(state, 0)
        for state in (DossierState.OPEN_IN_TIME, DossierState.OPEN_OVERDUE, DossierState.OPEN_UNKNOWN)
    )
    return (
        own.received,
        *(states.get(state, 0) for state in SETTLED),
        open_now,
        states.get(DossierState.OPEN_OVERDUE, 0),
        percentage(late, among),
        own.online,
        own.paid_online,
        own.money,
    )


def _months(figures: DossierFigures) -> dict[str, Tally]:
    """05/2026 for "2026-05"."""
    return {f"{key[5:]}/{key[:4]}" if key else "": own for key, own in figures.by_month.items()}


def _late(figures: DossierFigures) -> Sheet:
    columns = (
        Column("STT", 6, Align.CENTER),
        Column("Dòng trong tệp", 9, Align.CENTER),
        Column("Mã hồ sơ", 26),
        Column("Thủ tục", 44),
        Column("Chủ hồ sơ", 26),
        Column("Tiếp nhận", 12, Align.CENTER),
        Column("Hẹn trả", 12, Align.CENTER),
        Column("Trả kết quả", 12, Align.CENTER),
        Column("Số ngày trễ", 9, Align.RIGHT),
        Column("Nguyên nhân", 22),
    )
    rows = [_late_row(order, own) for order, own in enumerate(figures.late, start=1)]
    heading = [f"HỒ SƠ TRỄ HẠN, TÍNH ĐẾN HẾT NGÀY {figures.as_of:%d/%m/%Y}"]
    if figures.whole.late > len(figures.late):
        shown, every = (wording.number_in_words(own) for own in (len(figures.late), figures.whole.late))
        heading.append(f"Liệt kê {shown} hồ sơ đầu tiên trong số {every} hồ sơ trễ hạn.")
    if figures.masked and DossierField.APPLICANT in figures.columns.fields:
        heading.append(MASKED)
    return Sheet("Hồ sơ trễ hạn", tuple(heading), columns, rows, filtered=True)


def _late_row(order: int, own: LateDossier) -> Row:
    return (
        order,
        own.row,
        own.code,
        own.procedure,
        own.applicant,
        own.received,
        own.due,
        own.settled,
        own.days_late,
        "" if own.cause is DelayCause.UNKNOWN else CAUSES[own.cause],
    )


def _refused(figures: DossierFigures, translate: Translate) -> Sheet:
    columns = (Column("Dòng trong tệp", 10, Align.CENTER), Column("Lý do", 60), Column("Nội dung", 40))
    rows: list[Row | Band] = [
        Band(f"{translate(why)} {wording.number_in_words(number)} dòng")
        for why, number in figures.refused_why.items()
    ]
    rows += [(own.row, translate(own.why), own.detail) for own in figures.refused_lines]
    heading = ["DÒNG KHÔNG ĐỌC ĐƯỢC HOẶC KHÔNG PHẢI HỒ SƠ", lines_counted(figures)]
    if figures.refused > len(figures.refused_lines):
        heading.append(f"Liệt kê {wording.number_in_words(len(figures.refused_lines))} dòng đầu tiên.")
    return Sheet("Dòng không đọc được", tuple(heading), columns, rows, landscape=False)
