"""The list of documents that were drawn, as a workbook for the unit, and in words how anyone draws it again."""

from collections.abc import Callable, Sequence

from inspector_app.checklist import wording
from inspector_app.checklist.e_documents import Refused
from inspector_app.checklist.outgoing import Drawing
from inspector_app.papers.tables import Align, Column
from inspector_app.papers.workbook import Sheet, workbook

Translate = Callable[[str], str]

EXAMPLE_SEED, EXAMPLE_KEY = "20260512", "215/SXD-VP|12/05/2026"
EXAMPLE_DIGEST = "d25c55c1040326e18aee3aa3aac350a1cbee835866bbb3e4551f6b01f65d13ed"
POWERSHELL = (
    "[BitConverter]::ToString([Security.Cryptography.SHA256]::Create().ComputeHash("
    f'[Text.Encoding]::UTF8.GetBytes("{EXAMPLE_SEED}`n{EXAMPLE_KEY}"))).Replace("-","").ToLower()'
)
MOST_LISTED = 20_000
"""Lines of a register that are listed whole; a longer one would be a file that nobody can open."""

REQUEST = (
    "Đề nghị đơn vị xuất đúng các văn bản dưới đây từ hệ thống quản lý văn bản (tệp PDF đã ký số, không in và "
    "quét lại), để cùng một thư mục và gửi Đoàn kiểm tra."
)

HOW = (
    "CÁCH RÚT MẪU",
    "Bất kỳ ai có cùng sổ và cùng mã rút mẫu đều rút được đúng những văn bản này, không cần chương trình.",
    "1. Mỗi dòng của sổ có một khóa: số, ký hiệu; dấu | ; ngày ban hành ghi dd/mm/yyyy.",
    f"Ví dụ: {EXAMPLE_KEY}. Dòng không rõ ngày thì sau dấu | để trống.",
    "2. Các dòng có khóa giống nhau: dòng thứ hai thêm |#2, dòng thứ ba thêm |#3 …, theo thứ tự trong sổ.",
    "Khi không có sổ, khóa là đường dẫn của tệp trong thư mục, ghi bằng dấu / .",
    "3. Ghép mã rút mẫu, một ký tự xuống dòng (LF) và khóa thành một chuỗi, mã hóa UTF-8 (Unicode dựng sẵn, NFC).",
    "4. Tính SHA-256 của chuỗi, viết bằng 64 chữ số thập lục phân, chữ thường.",
    "5. Sắp xếp các dòng theo SHA-256 tăng dần; n dòng đầu tiên là mẫu. SHA-256 bằng nhau thì xếp theo khóa.",
    "Rút thêm: với cùng mã rút mẫu, mẫu lớn hơn luôn chứa trọn mẫu nhỏ hơn.",
    f"Ví dụ để đối chiếu: mã rút mẫu {EXAMPLE_SEED}, khóa {EXAMPLE_KEY} có SHA-256 là {EXAMPLE_DIGEST}.",
    "Tính trên Linux, macOS:",
    f"printf '%s\\n%s' '{EXAMPLE_SEED}' '{EXAMPLE_KEY}' | sha256sum",
    "Tính trên Windows (PowerShell):",
    POWERSHELL,
)
"""The algorithm of `sampling.selection.draw`, for people."""


def drawn_list(drawing: Drawing, translate: Translate) -> bytes:
    """The workbook: what was drawn, the whole register with what each line was drawn by, what could not be used.

    `translate` turns the msgids of reasons into the language of the paper.
    """
    sheets = [_drawn(drawing), _whole(drawing)]
    if drawing.register.refused:
        sheets.append(refused_lines(drawing.register.refused, translate))
    return workbook([*sheets, how_to_draw()])


def how_to_draw() -> Sheet:
    return Sheet("Cách rút mẫu", HOW[:1], lines=HOW[1:], landscape=False)


def refused_lines(refused: Sequence[Refused], translate: Translate) -> Sheet:
    """Lines of a register that are no documents, each with its reason."""
    columns = (Column("Dòng trong sổ", 10, Align.CENTER), Column("Lý do không dùng", 60))
    rows = [(own.row, translate(own.why)) for own in refused]
    return Sheet("Dòng sổ không dùng được", ("DÒNG SỔ KHÔNG DÙNG ĐƯỢC",), columns, rows, landscape=False)


def doubtful_lines(doubts: Sequence[Refused], translate: Translate) -> Sheet:
    """Lines of a register that are used although something of them could not be read."""
    columns = (Column("Dòng trong sổ", 10, Align.CENTER), Column("Nội dung cần xem lại", 60))
    rows = [(own.row, translate(own.why)) for own in doubts]
    return Sheet("Dòng sổ đọc thiếu", ("DÒNG SỔ DÙNG ĐƯỢC NHƯNG ĐỌC THIẾU",), columns, rows, landscape=False)


def register_counts(lines_in: int, used: int, refused: int) -> str:
    """412 dòng = 410 dòng dùng được + 02 dòng không dùng được."""
    counted = [wording.number_in_words(number) for number in (lines_in, used, refused)]
    return f"{counted[0]} dòng = {counted[1]} dòng dùng được + {counted[2]} dòng không dùng được"


def _drawn(drawing: Drawing) -> Sheet:
    register = drawing.register
    counted = register_counts(register.lines_in, len(register.lines), len(register.refused))
    method = wording.method_in_words(drawing.selection)
    heading = (
        "DANH SÁCH VĂN BẢN ĐƯỢC RÚT ĐỂ KIỂM TRA",
        f"Sổ đăng ký văn bản đi: {register.name}; {counted}",
        f"Phương pháp: {method}; mã rút mẫu: {drawing.seed}; thời điểm rút: {drawing.drawn_at:%d/%m/%Y %H:%M}",
        f"SHA-256 của tệp sổ: {register.sha256}",
        REQUEST,
    )
    columns = (
        Column("STT", 6, Align.CENTER),
        Column("Dòng trong sổ", 9, Align.CENTER),
        Column("Số, ký hiệu", 20),
        Column("Ngày ban hành", 13, Align.CENTER),
        Column("Trích yếu nội dung", 55),
        Column("Người ký", 24),
        Column("Ghi chú của đơn vị", 24),
    )
    rows = [
        (order, line.row, line.number or "", line.issued, line.abstract or "", line.signer or "", "")
        for order, line in enumerate(drawing.drawn, start=1)
    ]
    return Sheet("Văn bản được rút", heading, columns, rows)


def _whole(drawing: Drawing) -> Sheet:
    """Every line by its SHA-256, so that the draw can be followed without a calculator."""
    lines = drawing.register.lines
    name, title = "Toàn bộ sổ", "TOÀN BỘ SỔ, XẾP THEO THỨ TỰ RÚT"
    if len(lines) > MOST_LISTED:
        left_out = f"Sổ có {wording.number_in_words(len(lines))} dòng nên không liệt kê ở đây; cách tính ở trang cuối."
        return Sheet(name, (title,), lines=(left_out,))
    columns = (
        Column("Thứ tự", 9, Align.CENTER),
        Column("Dòng trong sổ", 9, Align.CENTER),
        Column("Khóa", 34),
        Column("SHA-256", 72),
        Column("Được rút", 10, Align.CENTER),
    )
    taken = set(drawing.places)
    ordered = sorted(range(len(lines)), key=lambda place: (drawing.digests[place], lines[place].key))
    rows = [
        (order, lines[place].row, lines[place].key, drawing.digests[place], "x" if place in taken else "")
        for order, place in enumerate(ordered, start=1)
    ]
    return Sheet(name, (title, f"Mã rút mẫu: {drawing.seed}"), columns, rows, filtered=True)
