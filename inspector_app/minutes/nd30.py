"""Form of an administrative document by Nghị định 30/2020/NĐ-CP, Phụ lục I: measures of the pages.

Fixed words, numbering and dates stand in checklist/decree. What the decree leaves open within a range is settled here, the range beside it.
"""

from inspector_app.checklist.decree import (
    END_MARK,
    MOTTO_WORDS,
    NATION_WORDS,
    clock_time,
    letter,
    long_date,
    roman,
    two_digits,
)

__all__ = [
    "END_MARK",
    "MOTTO_WORDS",
    "NATION_WORDS",
    "clock_time",
    "letter",
    "long_date",
    "roman",
    "two_digits",
]

MM = 72 / 25.4
"""Points in a millimetre."""

# Phần I, khoản 1-3: khổ giấy A4, đặt theo chiều dài, định lề.
PAGE_WIDTH = 210 * MM
PAGE_HEIGHT = 297 * MM
MARGIN_TOP = 20 * MM  # 20-25 mm
MARGIN_BOTTOM = 20 * MM  # 20-25 mm
MARGIN_LEFT = 30 * MM  # 30-35 mm
MARGIN_RIGHT = 15 * MM  # 15-20 mm
TEXT_WIDTH = PAGE_WIDTH - MARGIN_LEFT - MARGIN_RIGHT

# Phần I, khoản 7: số trang 13-14, đứng, canh giữa ở lề trên, không hiển thị trang thứ nhất.
PAGE_NUMBER = 13.0
PAGE_NUMBER_FROM_TOP = 13 * MM

# Phần II, mục I, khoản 1: Quốc hiệu 12-13 đậm; Tiêu ngữ 13-14 đậm, đường kẻ bằng độ dài dòng chữ.
NATION = 12.0
MOTTO = 13.0
MOTTO_RULE = 1.0

# Khoản 2: cơ quan chủ quản 12-13 không đậm; cơ quan ban hành 12-13 đậm, đường kẻ 1/3-1/2.
PARENT_AGENCY = 12.0
AGENCY = 12.0
AGENCY_RULE = 0.4

# Khoản 3: số, ký hiệu 13, đứng.
NUMBER = 13.0

# Khoản 5: tên loại và trích yếu 13-14 đậm, canh giữa; đường kẻ dưới trích yếu 1/3-1/2.
TITLE = 14.0
SUBJECT = 14.0
SUBJECT_RULE = 0.4

# Khoản 6: nội dung 13-14, canh đều hai bên; căn cứ nghiêng; lùi đầu dòng 1 hoặc 1,27 cm;
# giữa các đoạn tối thiểu 6 pt; giữa các dòng từ dòng đơn đến 1,5 dòng.
BODY = 13.0
BODY_LEADING = 17.5
BODY_INDENT = 10 * MM
BODY_GAP = 6.0

# Khoản 7: chức vụ, họ tên người ký 13-14 đậm.
SIGNATURE = 13.0

# Khoản 9: "Nơi nhận" 12 nghiêng đậm; danh sách 11 đứng.
RECIPIENTS_LABEL = 12.0
RECIPIENTS = 11.0

# Mục II, khoản 1: "Phụ lục" 14 đậm; tên phụ lục 13-14 đậm; số trang đánh riêng theo từng phụ lục.
ANNEX_LABEL = 14.0
ANNEX_TITLE = 13.0
TABLE = 11.0
TABLE_LEADING = 13.5

# Mục II, khoản 2: a person's digital signature is the picture of the hand signature and needs no words;
# where there is no picture, name and time stand small in its place.
STAMP = 8.0

# Room for a hand signature; the decree leaves it open.
SIGNATURE_ROOM = 32 * MM
