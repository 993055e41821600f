"""The visit of 2022, rebuilt from a press report: all that it says, nothing that it does not say, in ink."""

import re

import pytest

from inspector_app.actions import office, sending, visits
from inspector_app.actions.rehearsal import Rehearsal
from inspector_app.actions.review import review
from inspector_app.checklist.handover import DeliveryState
from inspector_app.checklist.rules import Severity
from inspector_app.checklist.seal import REQUIRED_SIGNERS, Stage
from inspector_app.checklist.visit import ItemVerdict, SigningMode
from tests.field.scene import AFTERNOON, NEXT_MORNING, PRESS_VISIT, an_office, laptop, look

WARNING = "BẢN MINH HỌA DỰNG LẠI TỪ TIN BÁO NGÀY 06/6/2022 - KHÔNG CÓ GIÁ TRỊ PHÁP LÝ"

YES, PARTLY, NO, NOT_CHECKED = ItemVerdict.YES, ItemVerdict.PARTLY, ItemVerdict.NO, ItemVerdict.NOT_CHECKED

SAID = (
    ("1", YES, "Đã ban hành, tổ chức thực hiện Kế hoạch CCHC giai đoạn 2021 - 2025"),
    ("2", YES, "Đã ban hành, tổ chức thực hiện Kế hoạch CCHC năm 2022"),
    ("3", PARTLY, "Sản phẩm, trách nhiệm và thời hạn của nhiệm vụ trong các kế hoạch CCHC chưa được xác định rõ"),
    ("4", YES, "Đã có kế hoạch tuyên truyền CCHC"),
    ("5", YES, "Đã có kế hoạch kiểm tra CCHC giai đoạn 2021 - 2025"),
    ("6", PARTLY, "Đang nỗ lực khắc phục các tồn tại năm 2021"),
    ("7", YES, "Đã có kế hoạch thực hiện giải pháp nâng cao PCI năm 2021"),
    ("8", YES, "Kịp thời chỉ đạo chấn chỉnh hồ sơ trễ hạn do lỗi tác nghiệp"),
    ("9", YES, "Thường xuyên rà soát, kiến nghị xử lý vướng mắc trong lĩnh vực xây dựng"),
    ("10a", NO, "Chưa xây dựng và công bố rộng rãi bản cam kết bình đẳng, minh bạch, không phân biệt đối xử khi tiếp cận tài liệu pháp lý chuyên ngành"),
    ("10b", NO, "Chưa xây dựng và công bố rộng rãi bản cam kết bình đẳng, minh bạch, không phân biệt đối xử khi tiếp cận tài liệu pháp lý chuyên ngành"),
    ("11", NO, "Trang TTĐT chưa có chuyên mục hỗ trợ pháp lý cho doanh nghiệp"),
    ("12", YES, "Thường xuyên đăng tải quyết định phê duyệt đồ án quy hoạch, giấy phép xây dựng đã cấp"),
    ("13", YES, "Tiếp tục phân cấp quản lý trật tự xây dựng"),
    ("14", YES, "Đã có kế hoạch kiểm soát TTHC"),
    ("15", PARTLY, "Nội dung các quyết định công bố TTHC thuộc lĩnh vực của Sở chưa cụ thể"),
    ("16", NO, "Tại trụ sở chưa niêm yết công khai địa chỉ tiếp nhận phản ánh, kiến nghị về quy định TTHC"),
    ("17", YES, "Bố trí công chức tại bộ phận một cửa theo quy định"),
    ("18", YES, "Đã đánh giá công chức, viên chức giải quyết TTHC trên phần mềm một cửa điện tử"),
    ("19", None, "Tỷ lệ hồ sơ trễ hạn còn 1,01%"),
    ("19", None, "đến giữa tháng 5/2022"),
    ("19", None, "năm 2021 là 4,5% (hai kỳ không cùng độ dài)"),
    ("20", NOT_CHECKED, None),
    ("21", NO, "Chưa ban hành quy chế làm việc mới sau khi sắp xếp lại cơ cấu tổ chức"),
    ("22", None, "Đã giao quyền tự chủ, tự chịu trách nhiệm về tài chính cho 02 đơn vị sự nghiệp trực thuộc"),
    ("23", YES, "Thực hiện đấu thầu qua mạng theo quy định"),
    ("24", NO, "Chưa phát sinh số tiền thanh toán trực tuyến đối với các TTHC cho phép thanh toán trực tuyến"),
    ("25a", PARTLY, "Còn một số văn bản điện tử phát hành trên E-Office chưa được lãnh đạo ký số"),
    ("25b", NOT_CHECKED, None),
    ("26", PARTLY, "Quy chế bảo đảm an toàn, an ninh thông tin chưa cập nhật quy định, hướng dẫn mới"),
    ("27", YES, "Đã có Kế hoạch chuyển đổi số giai đoạn 2021 - 2025, định hướng đến năm 2030"),
    ("28", YES, "Chú trọng đầu tư, nâng cấp hạ tầng kỹ thuật CNTT"),
    ("29", YES, "Đẩy mạnh sử dụng ứng dụng chuyên ngành, ứng dụng dùng chung của tỉnh"),
    ("30", YES, "Từng bước nâng chất lượng trang TTĐT"),
    ("31.0", PARTLY, "Đã xây dựng, chuyển đổi, áp dụng, duy trì, cải tiến HTQLCL"),
    ("31.0", PARTLY, "Còn nhiều nội dung chưa triển khai, chưa đáp ứng đầy đủ TCVN ISO 9001:2015"),
    *((f"31.{part}", NOT_CHECKED, None) for part in range(1, 9)),
    ("32", None, "Chỉ số CCHC năm 2021 đạt 62,87%, xếp loại Trung bình; năm 2020 đạt 72,59%, xếp loại Trung bình"),
    ("32", None, "Chỉ số giảm 9,72 điểm phần trăm"),
    ("32b", None, "Giảm điểm: chỉ đạo, điều hành; kết quả thực hiện nhiệm vụ"),
    ("32b", None, "Điểm chưa cao: thể chế; TTHC; kiểm tra CCHC; CQĐT, CQS; tác động"),
    ("33", NOT_CHECKED, None),
)  # fmt: skip
"""Item, answer, and what the minutes say of it."""

SAID_BESIDES = (
    "Sở Xây dựng tỉnh Khánh Hòa",
    "Bà Trần Thu Mai - Giám đốc Sở Nội vụ - Trưởng đoàn",
    "Đại diện Sở tiếp thu đánh giá của Đoàn, thể hiện quyết tâm khắc phục trong năm",
    "Đề nghị Sở rà soát, triển khai ngay biện pháp khắc phục các hạn chế Đoàn đã nêu",
    "Đề nghị Sở tổng hợp khó khăn, vướng mắc để báo cáo, đề xuất cấp có thẩm quyền xem xét hoặc kiến nghị theo thẩm quyền",
)

NUMBERS = {
    "2021", "2025", "2022", "2030", "2020", "1,01", "5/2022", "4,5", "02", "62,87", "72,59", "9,72", "9001", "2015",
}  # fmt: skip
"""Every number that the report allows. Page and section numbers, and what the closing counts, are taken out first."""

FORM = (
    r"gồm 0\d trang", r"lập thành 02 \(hai\) bản", r"giữ 01 \(một\) bản", r"Mã bản in: [A-Z2-7]{6}",
    r"\b[1-7]\. (?=[A-ZĐÝ])", re.escape(WARNING),
)  # fmt: skip


@pytest.fixture(scope="module")
def pages(rehearsed: Rehearsal, text_of) -> list[str]:
    return text_of(rehearsed.press_minutes.read_bytes())


@pytest.fixture
def opened(rehearsed: Rehearsal):
    with laptop(rehearsed.laptop) as ws:
        yield visits.load(ws, rehearsed.press_visit)


def test_it_has_ten_shortcomings_two_recommendations_and_33_items(opened) -> None:
    assert len(opened.visit.findings) == 10
    assert len(opened.visit.recommendations) == 2
    assert opened.template.criteria == tuple(str(number) for number in range(1, 34))


def test_two_items_are_wholly_unchecked(opened) -> None:
    unchecked = {
        criterion
        for criterion in opened.template.criteria
        if all(
            opened.visit.answer(item.id).verdict is NOT_CHECKED
            for item in opened.template.items
            if item.criterion == criterion
        )
    }
    assert unchecked == {"20", "33"}


def test_every_item_is_answered_as_the_report_says(opened) -> None:
    assert {item.id for item in opened.template.items} == {item for item, _, _ in SAID}
    answers = {item: opened.visit.answer(item).verdict for item, _, _ in SAID}
    assert answers == {item: verdict for item, verdict, _ in SAID}


def test_the_first_recommendation_covers_all_ten_and_only_it_has_a_deadline(opened) -> None:
    first, second = opened.visit.recommendations
    assert set(first.findings) == {finding.id for finding in opened.visit.findings}
    assert (first.deadline.kind, second.deadline, second.findings) == ("immediately", None, ())
    assert [f.id for f in opened.visit.findings if f.deadline or f.owner or f.remedy] == []


def test_the_pages_say_every_sentence(pages: list[str]) -> None:
    text = " ".join(pages).casefold()
    said = [sentence for _, _, sentence in SAID if sentence] + list(SAID_BESIDES)
    assert [sentence for sentence in said if sentence.casefold() not in text] == []


def test_every_page_carries_the_warning(pages: list[str]) -> None:
    assert len(pages) >= 3
    assert [number for number, text in enumerate(pages) if WARNING not in text] == []


def test_no_number_or_date_is_invented(pages: list[str]) -> None:
    found = set()
    for number, text in enumerate(pages, start=1):
        for form in FORM:
            text = re.sub(form, " ", text)
        text = re.sub(rf"^\s*{number}\s", " ", text)
        found |= {figure.rstrip(".,/") for figure in re.findall(r"\d[\d.,/]*", text)}
    assert found == NUMBERS


def test_what_the_report_does_not_say_is_dots(pages: list[str]) -> None:
    text = " ".join(pages)
    assert "Hôm nay, hồi …… giờ …… phút, ngày …… tháng …… năm ……" in text
    assert "Quyết định số …………………… ngày ……………………" in text
    assert text.count("Bà ") == 1
    assert "Ông " not in text


def test_nothing_of_it_hinders_sealing(rehearsed: Rehearsal) -> None:
    with laptop(rehearsed.laptop) as ws:
        assert [line for line in review(ws, rehearsed.press_visit) if line.severity is Severity.BLOCKS] == []


def test_the_ink_way_ends_with_the_offices_receipt(inked, stick, tmp_path) -> None:
    with laptop(inked, at=NEXT_MORNING) as ws:
        office_folder = an_office(tmp_path / "văn phòng", ws)
        assert visits.load(ws, PRESS_VISIT).stage is Stage.SIGNED
        sending.send_to_folder(ws, PRESS_VISIT, stick)
        assert visits.load(ws, PRESS_VISIT).stage is Stage.SENT
        look(office_folder, stick)
        (delivery,) = sending.fetch_receipts(ws, PRESS_VISIT)
        version = visits.load(ws, PRESS_VISIT).version
    assert delivery.state is DeliveryState.RECEIVED
    assert delivery.receipt.mode is SigningMode.INK
    assert version.stage is Stage.RECEIVED
    assert (version.ink.signers, version.ink.signed_at) == (REQUIRED_SIGNERS, AFTERNOON)
    assert version.signatures == {}
    (line,) = office.ledger_visits(office_folder)
    assert (line.unit, line.mode, line.integrity, line.findings) == ("Sở Xây dựng", SigningMode.INK, None, 10)
