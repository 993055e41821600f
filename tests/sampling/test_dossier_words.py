"""The words of one-stop systems: states, ways of filing and paying, causes, and names that are masked."""

import pytest

from inspector_app.checklist.dossiers import DelayCause
from inspector_app.sampling.dossier_words import Said, cause_of, masked, online_of, paid_of, said_of

IN_TIME, LATE = Said(late=False), Said(late=True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Đúng hạn", IN_TIME),
        ("TRƯỚC HẠN", IN_TIME),
        ("Sớm hạn", Said(settled=True, late=False)),
        ("Trễ hạn", LATE),
        ("Quá hạn", Said(late=True, open_when_late=True)),
        ("Đang xử lý", Said(settled=False)),
        ("Đang giải quyết trong hạn", Said(settled=False, late=False)),
        ("Đang xử lý - quá hạn", Said(settled=False, late=True, open_when_late=True)),
        ("Quá hạn chưa giải quyết", Said(settled=False, late=True, open_when_late=True)),
        ("Chưa đến hạn", Said(settled=False, late=False)),
        ("Đã bổ sung", Said(settled=False)),
        ("Đã trả kết quả", Said(settled=True)),
        ("Chờ trả kết quả", Said(settled=True)),
        ("Hoàn thành", Said(settled=True)),
        ("Đã giải quyết đúng hạn", Said(settled=True, late=False)),
        ("Đã xử lý trễ hạn", Said(settled=True, late=True)),
        ("Chưa trả kết quả", Said(settled=False)),
        ("Rút hồ sơ", Said(aside=True)),
        ("Từ chối tiếp nhận", Said(aside=True)),
        ("Tạm dừng", Said(aside=True)),
        ("Dừng xử lý", Said(aside=True)),
        ("Chờ bổ sung", Said(aside=True)),
        ("Yêu cầu bổ sung hồ sơ", Said(aside=True)),
        ("Chờ thực hiện nghĩa vụ tài chính", Said(aside=True)),
        ("Trả lại công dân", Said(aside=True)),
        ("Đã hủy", Said(aside=True)),
        ("Trễ hạn (lỗi tác nghiệp)", Said(late=True, cause=DelayCause.OPERATOR)),
        ("Quá trình xử lý", Said()),
        ("Kết quả", Said()),
        ("", Said()),
        ("-", Said()),
    ],
)
def test_the_word_for_a_state(text: str, said: Said) -> None:
    assert said_of(text) == said


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("Lỗi tác nghiệp", DelayCause.OPERATOR),
        ("Đã trả dân nhưng chưa cập nhật phần mềm, thực tế đúng hạn", DelayCause.OPERATOR),
        ("Trễ thực tế", DelayCause.REAL),
        ("Chờ ý kiến cơ quan khác", DelayCause.UNKNOWN),
        ("", DelayCause.UNKNOWN),
    ],
)
def test_the_cause_of_a_delay(text: str, cause: DelayCause) -> None:
    assert cause_of(text) is cause


@pytest.mark.parametrize(
    ("text", "online"),
    [
        ("Trực tuyến", True),
        ("DVC trực tuyến toàn trình", True),
        ("Cổng Dịch vụ công quốc gia", True),
        ("x", True),
        ("Có", True),
        ("Trực tiếp", False),
        ("Tại Bộ phận Một cửa", False),
        ("Bưu chính công ích", False),
        ("Không", False),
        ("", None),
        ("khác", None),
    ],
)
def test_how_it_was_filed(text: str, online: bool | None) -> None:
    assert online_of(text) is online


@pytest.mark.parametrize(
    ("text", "paid"),
    [
        ("Đã thanh toán trực tuyến", True),
        ("PayGov", True),
        ("Chưa thanh toán trực tuyến", False),
        ("Tiền mặt", False),
        ("Miễn phí", False),
        ("Đã thanh toán", None),
        ("", None),
    ],
)
def test_how_it_was_paid(text: str, paid: bool | None) -> None:
    assert paid_of(text) is paid


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Nguyễn Văn Mẫu", "N. V. M."),
        ("Ông Trần Thử - 0900000000 (CCCD 001)", "Ô. T. T. C."),
        ("Trương Thị Mẫu", "T. T. M."),
        ("Bàn Văn Thử", "B. V. T."),
        ("Hộ kinh doanh Lê Mẫu", "H. K. D. L. M."),
        ("Công ty TNHH Mẫu", "Công ty TNHH Mẫu"),
        ("CÔNG TY CỔ PHẦN THỬ (Nguyễn Văn Mẫu)", "CÔNG TY CỔ PHẦN THỬ"),
        ("UBND phường Mẫu", "UBND phường Mẫu"),
        ("Trường Tiểu học Mẫu", "Trường Tiểu học Mẫu"),
        ("", ""),
    ],
)
def test_citizens_are_masked_and_organisations_are_not(name: str, shown: str) -> None:
    assert masked(name) == shown
