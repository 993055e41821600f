"""Records of an invented visit, from nearly nothing to everything the minutes can print."""

import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import pytest

from inspector_app.checklist.annexes import SampleAnnex
from inspector_app.checklist.canonical import canonical
from inspector_app.checklist.event import DeviceId, Head, Plane
from inspector_app.checklist.exchange import (
    Heading,
    Paragraph,
    PrintedEvidence,
    PrintedFinding,
    PrintedRecommendation,
    Record,
)
from inspector_app.checklist.fact import Document, FactId, FigureSource, Origin, Sample, SampleRow
from inspector_app.checklist.finding import (
    Audience,
    Deadline,
    DeadlineKind,
    FindingId,
    RecommendationId,
)
from inspector_app.checklist.seal import Seal, print_code, required_signers
from inspector_app.checklist.template import AreaId, ItemId, TemplateRef
from inspector_app.checklist.visit import (
    Assessment,
    Closing,
    Details,
    InspectionKind,
    Opinion,
    Person,
    PersonRole,
    Side,
    SigningMode,
    VisitId,
)
from inspector_app.clock import ZONE

AREAS = (
    "Công tác chỉ đạo, điều hành cải cách hành chính",
    "Cải cách thể chế",
    "Cải cách thủ tục hành chính",
    "Cải cách tổ chức bộ máy hành chính nhà nước",
    "Cải cách chế độ công vụ",
    "Cải cách tài chính công",
    "Xây dựng và phát triển chính quyền điện tử, chính quyền số",
)


def jpeg(width: int, height: int, colour: tuple[int, int, int]) -> bytes:
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", (width, height), colour)
    pen = ImageDraw.Draw(picture)
    for i in range(0, width, 40):
        pen.line((i, 0, width - i, height), fill=(255 - colour[0], 90, i % 255), width=5)
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=80)
    return buffer.getvalue()


PHOTOS = (
    jpeg(1600, 1200, (120, 160, 200)),
    jpeg(1200, 1600, (200, 160, 90)),
    jpeg(1600, 900, (90, 170, 110)),
)
PICTURES = {hashlib.sha256(photo).hexdigest(): photo for photo in PHOTOS}


def head(number: int) -> Head:
    device = DeviceId(hashlib.sha256(b"device %d" % number).hexdigest())
    return Head(Plane.ANSWERS, device, 120 + number, hashlib.sha256(b"end %d" % number).hexdigest())


def people() -> tuple[Person, ...]:
    return (
        Person("p1", Side.TEAM, PersonRole.LEADER, 1, "Bà", "Lê Thị Mẫu", "Giám đốc Sở Nội vụ", "Sở Nội vụ"),
        Person("p2", Side.TEAM, PersonRole.DEPUTY, 2, "Ông", "Trần Văn Giả", "Phó Chánh Văn phòng", "UBND tỉnh Mẫu"),
        Person(
            "p3", Side.TEAM, PersonRole.MEMBER, 3, "Ông", "Phạm Thử Nghiệm", "Trưởng phòng", "Sở Tư pháp",
            substitutes_for="p4",
        ),
        Person(
            "p4", Side.TEAM, PersonRole.MEMBER, 4, "Bà", "Đỗ Ví Dụ", "Phó Trưởng phòng", "Sở Tư pháp",
            absent_reason="đi công tác theo Giấy triệu tập",
        ),
        Person("p5", Side.TEAM, PersonRole.SECRETARY, 5, "Ông", "Nguyễn Văn Ghi", "Chuyên viên", "Sở Nội vụ"),
        Person("u1", Side.UNIT, PersonRole.REPRESENTATIVE, 1, "Ông", "Hoàng Đại Diện", "Giám đốc Sở Mẫu"),
        Person("u2", Side.UNIT, PersonRole.PARTICIPANT, 2, "Bà", "Vũ Tham Dự", "Chánh Văn phòng Sở"),
    )  # fmt: skip


def findings() -> tuple[PrintedFinding, ...]:
    return (
        PrintedFinding(
            FindingId("f1"), (ItemId("25a"),),
            "Còn 07/30 văn bản điện tử phát hành chưa được lãnh đạo ký số (23,3%)",
            "Điều 5 Nghị định số 30/2020/NĐ-CP", "Ký số 100% văn bản điện tử phát hành",
            "Văn phòng Sở Mẫu", Deadline(DeadlineKind.ON, on=date(2026, 6, 30)), "Thống nhất",
        ),
        PrintedFinding(
            FindingId("f2"), (ItemId("26"),),
            "Quy chế bảo đảm an toàn, an ninh thông tin chưa cập nhật quy định mới",
            owner="Phòng Công nghệ", deadline=Deadline(DeadlineKind.AFTER_CONCLUSION, days=30),
        ),
    )  # fmt: skip


def headings() -> tuple[Heading, ...]:
    results = (
        "Đã ban hành, tổ chức thực hiện Kế hoạch cải cách hành chính giai đoạn 2021 - 2030; đã ban hành Kế hoạch năm 2026 và phân công rõ sản phẩm, trách nhiệm, thời hạn của từng nhiệm vụ",
        "Tỷ lệ hồ sơ trễ hạn 1,01% (số liệu tính đến giữa tháng 5/2026), theo báo cáo của đơn vị",
    )
    made = []
    for i, title in enumerate(AREAS, start=1):
        paragraphs = tuple(Paragraph((ItemId(f"{i}{n}"),), text) for n, text in enumerate(results))
        made.append(
            Heading(
                AreaId(f"a{i}"), title, i != 5, () if i == 5 else paragraphs, findings() if i == 7 else ()
            )
        )
    return tuple(made)


def details() -> Details:
    return Details(
        unit="Sở Mẫu",
        province="tỉnh Mẫu",
        parent_agency="Ủy ban nhân dân tỉnh Mẫu",
        team_name="Đoàn kiểm tra công tác CCHC",
        title="Kiểm tra công tác cải cách hành chính năm 2026 tại Sở Mẫu",
        kind=InspectionKind.COMPREHENSIVE,
        number="05/BB-ĐKT",
        plan=Document("Kế hoạch", "12/KH-UBND", date(2026, 2, 3), "Ủy ban nhân dân tỉnh Mẫu", "kiểm tra công tác cải cách hành chính năm 2026"),
        decision=Document("Quyết định", "345/QĐ-UBND", date(2026, 3, 16), "Chủ tịch Ủy ban nhân dân tỉnh Mẫu", "thành lập Đoàn kiểm tra công tác cải cách hành chính năm 2026"),
        content="Công tác chỉ đạo, điều hành; kết quả thực hiện 06 nội dung cải cách hành chính",
        period="Từ ngày 01/01/2025 đến ngày 30/4/2026",
        method="nghe báo cáo, kiểm tra hồ sơ, đối chiếu trên hệ thống",
        place="Trụ sở Sở Mẫu, số 1 đường Mẫu",
        opened_at=datetime(2026, 5, 12, 8, 0, tzinfo=ZONE),
        closed_at=datetime(2026, 5, 12, 16, 30, tzinfo=ZONE),
    )  # fmt: skip


def samples() -> tuple[SampleAnnex, ...]:
    rows = tuple(
        SampleRow(
            f"r{i}", "25a", FactId("sample"), i, f"{100 + i}/SM-VP", date(2026, 1 + i % 4, 1 + i % 27),
            "V/v đăng ký nhu cầu đào tạo, bồi dưỡng năm 2026" if i % 3 else "Báo cáo công tác tháng",
            i % 4 != 0, "Chỉ có ảnh chữ ký" if i % 4 == 0 else None,
        )
        for i in range(1, 31)
    )  # fmt: skip
    origin = Origin(FigureSource.TEAM_ON_SYSTEM, date(2026, 4, 30))
    return (
        SampleAnnex(
            ItemId("25a"),
            "Văn bản điện tử phát hành có chữ ký số của lãnh đạo",
            Sample(412, 30, 7, None, "ngẫu nhiên theo khoảng cách 13", origin),
            rows,
        ),
    )


def evidence() -> tuple[PrintedEvidence, ...]:
    pictures = tuple(
        PrintedEvidence(
            hashlib.sha256(b"original" + photo).hexdigest(), f"IMG_000{i}.jpg", 2_400_000 + i, caption, sha, *size
        )
        for i, (sha, photo, caption, size) in enumerate(
            zip(
                PICTURES, PHOTOS,
                ("Bảng niêm yết địa chỉ tiếp nhận phản ánh, kiến nghị tại trụ sở", "Màn hình E-Office", "Bộ phận một cửa"),
                ((1600, 1200), (1200, 1600), (1600, 900)),
                strict=True,
            ),
            start=1,
        )
    )  # fmt: skip
    return (
        *pictures,
        PrintedEvidence(hashlib.sha256(b"bc").hexdigest(), "bao-cao.pdf", 812_345, "Báo cáo của Sở Mẫu"),
    )


@pytest.fixture
def small() -> Record:
    """A draft of which only the unit is known."""
    return Record(
        visit=VisitId("visit-1"),
        template=TemplateRef("cchc", "2026.1", "ab" * 32),
        drawn_at=datetime(2026, 5, 12, 16, 45, tzinfo=ZONE),
        details=Details(unit="Sở Mẫu"),
        people=(),
        headings=tuple(Heading(AreaId(f"a{i}"), title, False) for i, title in enumerate(AREAS, start=1)),
        assessment=Assessment(),
        opinion=Opinion(),
        recommendations=(),
        legal_bases=(),
        samples=(),
        evidence=(),
        draft=1,
    )


@pytest.fixture
def full(small: Record) -> Record:
    """A draft with everything the minutes can print."""
    return replace(
        small,
        details=details(),
        people=people(),
        headings=headings(),
        assessment=Assessment(
            "Lãnh đạo đơn vị quan tâm chỉ đạo, điều hành.",
            "Một số nhiệm vụ triển khai còn chậm",
            "Khối lượng công việc lớn",
            "Công tác đôn đốc chưa thường xuyên",
        ),
        opinion=Opinion(
            "Tiếp thu đầy đủ ý kiến của Đoàn kiểm tra",
            "Kinh phí đầu tư hạ tầng còn hạn chế",
            "Đề nghị tổ chức tập huấn về ký số",
            "Chưa thống nhất số liệu hồ sơ trễ hạn",
        ),
        recommendations=(
            PrintedRecommendation(
                RecommendationId("k1"), Audience.UNIT, "Rà soát, khắc phục ngay các tồn tại, hạn chế đã nêu",
                "Giám đốc Sở Mẫu", Deadline(DeadlineKind.IMMEDIATELY), (FindingId("f1"), FindingId("f2")),
            ),
            PrintedRecommendation(RecommendationId("k2"), Audience.UNIT, "Báo cáo kết quả về Sở Nội vụ", None, Deadline(DeadlineKind.ON, on=date(2026, 7, 31))),
            PrintedRecommendation(RecommendationId("k3"), Audience.AUTHORITY, "Bố trí kinh phí nâng cấp hệ thống"),
        ),
        legal_bases=("Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư",),
        samples=samples(),
        evidence=evidence(),
    )  # fmt: skip


Sealer = Callable[..., Record]


@pytest.fixture
def seal() -> Sealer:
    """Chốt: what a draft becomes when it is sealed for one way of signing and closing."""

    def sealed(
        record: Record, mode: SigningMode = SigningMode.INK, closing: Closing = Closing.AGREED, **more: Any
    ) -> Record:
        changed = replace(record.details, signing_mode=mode, closing=closing, **more)
        stamp = Seal(
            1, mode, required_signers(closing), record.drawn_at, (head(1), head(2)), {"reportlab": "5.1.0"}
        )
        result = replace(record, details=changed, draft=None, seal=stamp)
        return replace(result, print_code=print_code(canonical(result)))

    return sealed


@dataclass(frozen=True)
class Word:
    """A piece of text as it stands on a page: its font, size and box in points."""

    text: str
    font: str
    size: float
    left: float
    bottom: float
    right: float
    top: float


@pytest.fixture
def words() -> Callable[[bytes, int], list[Word]]:
    """The pieces of text of one page, as pypdfium2 finds them."""

    def found(pdf: bytes, index: int) -> list[Word]:
        import pypdfium2
        import pypdfium2.raw

        document = pypdfium2.PdfDocument(pdf)
        page = document[index]
        textpage = page.get_textpage()
        pieces = [
            Word(
                thing.extract().strip(),
                thing.get_font().get_base_name().split("+")[-1],
                thing.get_font_size(),
                *thing.get_bounds(),
            )
            for thing in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT], textpage=textpage)
        ]
        document.close()
        return pieces

    return found


@pytest.fixture
def squeezed() -> Callable[[str], str]:
    """Text without blanks and case: how a printed text is compared with a stored one."""
    return lambda text: "".join(text.split()).casefold()


@pytest.fixture
def all_text() -> Callable[[bytes], str]:
    """The text of all pages, without what stands in the margins."""

    def read(pdf: bytes) -> str:
        import pypdfium2

        document = pypdfium2.PdfDocument(pdf)
        pages = []
        for page in document:
            textpage = page.get_textpage()
            pages.append(
                textpage.get_text_bounded(left=0, bottom=20 * 72 / 25.4, right=600, top=277 * 72 / 25.4)
            )
        document.close()
        return "\n".join(pages)

    return read


@pytest.fixture
def pictures() -> Callable[[str], bytes]:
    return PICTURES.__getitem__
