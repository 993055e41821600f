"""Registers as systems export them: outgoing documents, and the dossiers of a one-stop desk, with known totals."""

import csv
import functools
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font

from tests.sampling.pki import DEPUTY, DIRECTOR

OUTGOING_HEADINGS = (
    "STT",
    "Số văn bản",
    "Ký hiệu",
    "Ngày ban hành",
    "Trích yếu nội dung",
    "Người ký",
    "Ghi chú",
)
OUTGOING_TITLES = ("SỞ XÂY DỰNG TỈNH MẪU", "SỔ ĐĂNG KÝ VĂN BẢN ĐI", "Từ ngày 01/01/2026 đến ngày 12/5/2026")
ABSTRACTS = (
    "báo cáo kết quả thực hiện công tác cải cách hành chính",
    "về việc thẩm định báo cáo nghiên cứu khả thi đầu tư xây dựng công trình",
    "trả lời kiến nghị của cử tri về quy hoạch xây dựng",
    "kế hoạch kiểm tra trật tự xây dựng trên địa bàn tỉnh",
    "về việc cung cấp thông tin quy hoạch theo đề nghị của tổ chức, cá nhân",
    "đề nghị phối hợp xác định giá vật liệu xây dựng",
    'về việc góp ý dự thảo "Quy chế quản lý kiến trúc"; lần 2',
)
SYMBOLS = ("SXD-VP", "SXD-QLXD", "BC-SXD", "KH-SXD", "SXD-QH", "TB-SXD")


@dataclass(frozen=True, slots=True)
class Line:
    """One outgoing document."""

    number: int
    symbol: str
    issued: date
    abstract: str
    signer: str

    @property
    def full_number(self) -> str:
        return f"{self.number:02}/{self.symbol}"

    def cells(self) -> tuple[str, ...]:
        return (str(self.number), self.symbol, f"{self.issued:%d/%m/%Y}", self.abstract, self.signer)


@functools.cache
def outgoing_lines(count: int = 412) -> tuple[Line, ...]:
    """From 2 January 2026 on, some four a working day, numbered from 1."""
    lines, day = [], date(2026, 1, 2)
    for number in range(1, count + 1):
        lines.append(
            Line(
                number,
                SYMBOLS[number % len(SYMBOLS)],
                day,
                ABSTRACTS[number % len(ABSTRACTS)],
                DIRECTOR if number % 3 == 0 else DEPUTY,
            )
        )
        if number % 5 == 0:
            day += timedelta(days=3 if day.weekday() == 4 else 1)
    return tuple(lines)


def outgoing_xlsx(path: Path, lines: Sequence[Line] | None = None) -> Path:
    """Titles over merged cells, the header in row 4, real dates, a line of sums at the end."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Văn bản đi"
    lines = outgoing_lines() if lines is None else lines
    for row, title in enumerate(OUTGOING_TITLES, 1):
        sheet.append([title])
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(OUTGOING_HEADINGS))
    sheet.append(OUTGOING_HEADINGS)
    for cell in sheet[4]:
        cell.font = Font(bold=True)
    for place, line in enumerate(lines, 1):
        sheet.append([place, line.number, line.symbol, line.issued, line.abstract, line.signer, None])
    for cell in sheet["D"][4:]:
        cell.number_format = "dd/mm/yyyy"
    sheet.append([f"Tổng cộng: {len(lines)} văn bản"])
    book.save(path)
    return path


def outgoing_csv(path: Path, lines: Sequence[Line] | None = None, *, encoding: str = "utf-8-sig") -> Path:
    """The same with `;` and dates as text."""
    lines = outgoing_lines() if lines is None else lines
    rows: list[Sequence[str]] = [*((title,) for title in OUTGOING_TITLES), OUTGOING_HEADINGS]
    rows += [(str(place), *line.cells(), "") for place, line in enumerate(lines, 1)]
    path.write_bytes(_csv(rows, ";").encode(encoding))
    return path


def _csv(rows: Iterable[Sequence[str]], delimiter: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


DOSSIER_HEADINGS = (
    "STT",
    "Mã hồ sơ",
    "Tên thủ tục hành chính",
    "Lĩnh vực",
    "Người nộp hồ sơ",
    "Ngày tiếp nhận",
    "Ngày hẹn trả",
    "Ngày trả kết quả",
    "Trạng thái hồ sơ",
    "Hình thức nộp",
    "Nguyên nhân trễ hạn",
    "TTHC cho phép thanh toán trực tuyến",
    "Thanh toán trực tuyến",
    "Số tiền (đồng)",
)
PROCEDURES = (
    ("Cấp giấy phép xây dựng công trình", "Hoạt động xây dựng", True, 150_000),
    ("Cấp chứng chỉ hành nghề hoạt động xây dựng hạng II", "Hoạt động xây dựng", True, 300_000),
    ("Cung cấp thông tin quy hoạch", "Quy hoạch xây dựng", False, 0),
    ("Thông báo hoạt động kinh doanh bất động sản", "Kinh doanh bất động sản", False, 0),
)
PEOPLE = ("Nguyễn Văn Mẫu", "Trần Thị Thử", "Công ty TNHH Mẫu", "Lê Văn Nháp")


@dataclass(frozen=True, slots=True)
class Register:
    """A register of dossiers with what it adds up to, as of `as_of`."""

    rows: tuple[tuple[str, ...], ...]
    as_of: date
    in_time: int = 0
    """Settled."""
    late: int = 0
    """Settled."""
    open_in_time: int = 0
    open_overdue: int = 0
    operator: int = 0
    """Late ones that the file calls a slip in the software."""
    online: int = 0
    payable: int = 0
    paid: int = 0
    money: int = 0

    @property
    def received(self) -> int:
        return len(self.rows)

    @property
    def all_late(self) -> int:
        return self.late + self.open_overdue


@functools.cache
def register_2022() -> Register:
    """1 January to mid-May 2022: 10,000 dossiers, of which 101 late: 1,01 %."""
    return dossiers(10_000, late=71, open_overdue=30, since=date(2022, 1, 4), as_of=date(2022, 5, 15))


def dossiers(
    count: int, *, late: int, open_overdue: int, since: date, as_of: date, open_in_time: int = 0
) -> Register:
    """Rows in the order of their codes. The late ones are spread; every third of them is a slip in the software."""
    days = (as_of - since).days - 60
    assert days > 0
    kinds = ["late"] * late + ["open_overdue"] * open_overdue + ["open_in_time"] * open_in_time
    step = count // max(1, len(kinds))
    special = {place * step: kind for place, kind in enumerate(kinds)}
    rows, sums = [], {"operator": 0, "online": 0, "payable": 0, "paid": 0, "money": 0}
    for place in range(count):
        procedure, sector, payable, fee = PROCEDURES[place % len(PROCEDURES)]
        kind = special.get(place, "in_time")
        received = (
            as_of - timedelta(days=5) if kind == "open_in_time" else since + timedelta(days=place % days)
        )
        due = received + timedelta(days=20)
        settled = {
            "in_time": due - timedelta(days=place % 4),
            "late": due + timedelta(days=1 + place % 9),
        }.get(kind)
        slip = kind == "late" and place // step % 3 == 0
        online, paid = place % 5 < 3, payable and place % 8 == 0
        sums["operator"] += slip
        sums["online"] += online
        sums["payable"] += payable
        sums["paid"] += paid
        sums["money"] += fee if paid else 0
        rows.append(
            (
                str(place + 1),
                f"H99.01-{since:%y}{place + 1:06}",
                procedure,
                sector,
                PEOPLE[place % len(PEOPLE)],
                f"{received:%d/%m/%Y}",
                f"{due:%d/%m/%Y}",
                f"{settled:%d/%m/%Y}" if settled else "",
                "Đã trả kết quả" if settled else "Đang giải quyết",
                "Trực tuyến" if online else "Trực tiếp",
                "Lỗi tác nghiệp" if slip else "",
                "Có" if payable else "Không",
                "Có" if paid else "Không",
                str(fee) if paid else "0",
            )
        )
    return Register(
        tuple(rows),
        as_of,
        in_time=count - len(kinds),
        late=late,
        open_in_time=open_in_time,
        open_overdue=open_overdue,
        **sums,
    )


def dossiers_csv(
    path: Path, register: Register, *, encoding: str = "utf-8-sig", delimiter: str = ";"
) -> Path:
    """Two lines of titles, an empty one, then the header in row 4."""
    titles: list[Sequence[str]] = [("TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG TỈNH MẪU",), ("DANH SÁCH HỒ SƠ",), ()]
    path.write_bytes(_csv([*titles, DOSSIER_HEADINGS, *register.rows], delimiter).encode(encoding))
    return path


def dossiers_xlsx(path: Path, register: Register) -> Path:
    """Headings over two rows: the days stand below a merged one."""
    book = Workbook(write_only=False)
    sheet = book.active
    assert sheet is not None
    sheet.append(["DANH SÁCH HỒ SƠ"])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(DOSSIER_HEADINGS))
    sheet.append([])
    sheet.append([*DOSSIER_HEADINGS[:5], "Thời gian", None, None, *DOSSIER_HEADINGS[8:]])
    sheet.append([*[None] * 5, *DOSSIER_HEADINGS[5:8]])
    sheet.merge_cells(start_row=3, start_column=6, end_row=3, end_column=8)
    for column in (*range(1, 6), *range(9, len(DOSSIER_HEADINGS) + 1)):
        sheet.merge_cells(start_row=3, start_column=column, end_row=4, end_column=column)
    for row in register.rows:
        sheet.append(row)
    book.save(path)
    return path
