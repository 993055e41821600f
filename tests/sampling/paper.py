"""The pages of an E-Office document as Nghị định 30/2020 lays them out, and where signatures go. Nothing is signed."""

import functools
import io
import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from PIL import Image, ImageDraw
from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader, simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from inspector_app import paths
from tests.sampling import pki

WIDTH, HEIGHT = A4
LEFT, RIGHT, TOP, BOTTOM = 85.0, WIDTH - 48.0, HEIGHT - 62.0, 60.0
REGULAR, BOLD, ITALIC = "EOffice", "EOffice-Bold", "EOffice-Italic"

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Paper:
    """What one document says."""

    number: int = 123
    symbol: str = "SXD-VP"
    issued: date = date(2026, 5, 12)
    abstract: str = "báo cáo kết quả thực hiện công tác cải cách hành chính"
    post: tuple[str, ...] = ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")
    signer: str = pki.DEPUTY
    pages: int = 1
    numbered: bool = True
    """Whether number and day are printed; else the clerk's signatures show them."""

    @property
    def full_number(self) -> str:
        return f"{self.number:02}/{self.symbol}"

    @property
    def day(self) -> str:
        """As the decree writes it: a zero before days below 10 and before months 1 and 2 only."""
        month = f"{self.issued.month:02}" if self.issued.month < 3 else str(self.issued.month)
        return f"ngày {self.issued.day:02} tháng {month} năm {self.issued.year}"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a signature shows: page from 0, box in points."""

    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class Draft:
    """The drawn pages and the places on them: leader, seal, initial, number, date."""

    pdf: bytes
    places: dict[str, Place]


@functools.cache
def _fonts() -> None:
    for name, style in ((REGULAR, "Regular"), (BOLD, "Bold"), (ITALIC, "Italic")):
        data = (paths.resources() / "fonts" / f"LiberationSerif-{style}.ttf").read_bytes()
        pdfmetrics.registerFont(TTFont(name, io.BytesIO(data)))


@contextmanager
def _binary_streams() -> Iterator[None]:
    before = rl_config.useA85
    rl_config.useA85 = 0
    try:
        yield
    finally:
        rl_config.useA85 = before


BODY = (
    (
        "Thực hiện Kế hoạch cải cách hành chính năm 2026 của Ủy ban nhân dân tỉnh, Sở Xây dựng báo cáo kết quả "
        "thực hiện như sau: Sở đã ban hành đầy đủ kế hoạch theo quy định, phân công rõ trách nhiệm, sản phẩm và "
        "thời hạn hoàn thành của từng nhiệm vụ; thường xuyên kiểm tra, đôn đốc các phòng, đơn vị trực thuộc."
    ),
    (
        "Công tác rà soát, đơn giản hóa thủ tục hành chính được thực hiện thường xuyên; hồ sơ được tiếp nhận và "
        "trả kết quả tại Trung tâm Phục vụ hành chính công tỉnh, bảo đảm đúng thời hạn; tỷ lệ hồ sơ nộp trực tuyến "
        "tiếp tục tăng so với cùng kỳ năm trước."
    ),
    (
        "Việc trao đổi văn bản điện tử được thực hiện trên Hệ thống quản lý văn bản và điều hành; văn bản được ký "
        "số của người có thẩm quyền và của cơ quan theo Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020."
    ),
)


@functools.cache
def _body_lines() -> tuple[str, ...]:
    _fonts()
    return tuple(
        line for text in BODY for line in ("", *simpleSplit("      " + text, REGULAR, 13, RIGHT - LEFT))
    )


@functools.lru_cache(maxsize=64)
def draw(paper: Paper, *, pictures: bool = False) -> Draft:
    """The pages; with `pictures` a signature and a seal are part of the page: nobody signed digitally."""
    _fonts()
    out = io.BytesIO()
    with _binary_streams():
        canvas = Canvas(out, pagesize=A4, invariant=1)
        canvas.setTitle(paper.abstract)
        canvas.setCreator("Phần mềm E-Office thử")
        places = _head(canvas, paper)
        y = TOP - 130
        lines = _body_lines()
        for page in range(paper.pages):
            if page:
                canvas.showPage()
                canvas.setFont(REGULAR, 13)
                canvas.drawCentredString(WIDTH / 2, HEIGHT - 40, str(page + 1))
                y = TOP - 20
            canvas.setFont(REGULAR, 13)
            last = page == paper.pages - 1
            lowest = 300 if last else BOTTOM
            for number in range(18 if last and not page else 60):
                if y < lowest:
                    break
                canvas.drawString(LEFT, y, lines[(number + page) % len(lines)])
                y -= 18
        canvas.drawString(LEFT, y, "      Trên đây là báo cáo của Sở Xây dựng./.")
        places |= _foot(canvas, paper, y - 34, paper.pages - 1)
        if pictures:
            for place, picture in (("leader", handwriting()), ("seal", seal())):
                x0, y0, x1, y1 = places[place].box
                canvas.drawImage(ImageReader(picture), x0, y0, x1 - x0, y1 - y0, mask="auto")
        canvas.showPage()
        canvas.save()
    return Draft(out.getvalue(), places)


def _head(canvas: Canvas, paper: Paper) -> dict[str, Place]:
    left, right = LEFT + 85, RIGHT - 125
    canvas.setFont(REGULAR, 12)
    canvas.drawCentredString(left, TOP, "UBND TỈNH MẪU")
    canvas.setFont(BOLD, 12)
    canvas.drawCentredString(left, TOP - 15, "SỞ XÂY DỰNG")
    canvas.line(left - 28, TOP - 19, left + 28, TOP - 19)
    canvas.drawCentredString(right, TOP, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    canvas.setFont(BOLD, 13)
    canvas.drawCentredString(right, TOP - 15, "Độc lập - Tự do - Hạnh phúc")
    canvas.line(right - 82, TOP - 19, right + 82, TOP - 19)
    canvas.setFont(REGULAR, 13)
    number = f"{paper.number:02}" if paper.numbered else "        "
    canvas.drawCentredString(left, TOP - 42, f"Số: {number}/{paper.symbol}")
    canvas.setFont(REGULAR, 12)
    for row, line in enumerate(simpleSplit(f"V/v {paper.abstract}", REGULAR, 12, 180)[:3]):
        canvas.drawCentredString(left, TOP - 57 - 14 * row, line)
    canvas.setFont(ITALIC, 13)
    blank = f"ngày      tháng      năm {paper.issued.year}"
    canvas.drawCentredString(right, TOP - 42, f"Tỉnh Mẫu, {paper.day if paper.numbered else blank}")
    canvas.setFont(REGULAR, 13)
    canvas.drawString(LEFT + 90, TOP - 110, "Kính gửi: Ủy ban nhân dân tỉnh Mẫu.")
    return {
        "number": Place(0, (left - 30, TOP - 46, left + 2, TOP - 32)),
        "date": Place(0, (right - 30, TOP - 46, right + 70, TOP - 32)),
    }


def _foot(canvas: Canvas, paper: Paper, y: float, page: int) -> dict[str, Place]:
    middle = RIGHT - 110
    canvas.setFont(BOLD, 13)
    for line in paper.post:
        canvas.drawCentredString(middle, y, line)
        y -= 16
    canvas.drawCentredString(middle, y - 80, paper.signer)
    canvas.setFont(ITALIC, 12)
    canvas.drawString(LEFT, y, "Nơi nhận:")
    canvas.setFont(REGULAR, 11)
    for row, line in enumerate(("- Như trên;", "- Giám đốc Sở (b/c);", "- Lưu: VT, VP.")):
        canvas.drawString(LEFT, y - 14 * (row + 1), line)
    return {
        "leader": Place(page, (middle - 55, y - 66, middle + 65, y + 2)),
        "seal": Place(page, (middle - 105, y - 80, middle - 10, y + 15)),
        "initial": Place(page, (LEFT + 260, y + 40, LEFT + 290, y + 60)),
    }


@functools.cache
def handwriting() -> Image.Image:
    """A signature written by hand: blue, transparent."""
    picture = Image.new("RGBA", (360, 200), (0, 0, 0, 0))
    points = [
        (20 + 3.2 * t, 100 + 60 * math.sin(t / 4) * math.exp(-t / 90) + 25 * math.cos(t / 9))
        for t in range(100)
    ]
    pen = ImageDraw.Draw(picture)
    pen.line(points, fill=(20, 40, 170, 255), width=5, joint="curve")
    pen.line([(60, 170), (330, 140)], fill=(20, 40, 170, 255), width=4)
    return picture


@functools.cache
def seal() -> Image.Image:
    """A round red seal: transparent."""
    picture = Image.new("RGBA", (240, 240), (0, 0, 0, 0))
    pen = ImageDraw.Draw(picture)
    red = (215, 20, 30, 220)
    for inset, width in ((4, 6), (44, 3)):
        pen.ellipse((inset, inset, 239 - inset, 239 - inset), outline=red, width=width)
    points = [(math.pi * k / 5, 20 if k % 2 else 52) for k in range(10)]
    pen.polygon([(120 + r * math.sin(a), 120 - r * math.cos(a)) for a, r in points], fill=red)
    return picture
