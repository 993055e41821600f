"""The sheet that tells an official, in Vietnamese, what may be written in which column."""

from inspector_app.authoring.xlsform_columns import (
    AREA,
    CRITERION,
    DELAYS,
    EVIDENCE,
    FACT,
    FILES,
    GROUP,
    ITEM,
    KIND,
    LEGAL_SHEET,
    MEASURE,
    PARAGRAPH,
    PART,
    READ_ONLY,
    REMEDY,
    RESULT,
    RESULT_PARTLY,
    SHORTCOMING,
    SHORTCOMING_GROUP,
    TRAITS,
    UNIT,
    WORDS,
)

GUIDE_SHEET = "cchc_guide"
GUIDE_COLUMNS = ("Cột", "Ghi gì")

_GUIDE = (
    ("type", "Loại câu hỏi. select_one cchc_verdict: nội dung kiểm tra có kết luận Có / Một phần / Không."),
    (
        "name",
        "Tên dùng trong biểu thức: ${i25a}. Chữ không dấu, số, dấu chấm; không trùng nhau; không sửa tên đang dùng.",
    ),
    ("label::…", "Câu hỏi; cột tiếng Việt là chính. Để trống cột tiếng Anh thì dùng lại tiếng Việt."),
    ("hint::…", "Xem gì: tài liệu, hệ thống cần xem."),
    ("required", "yes, hoặc biểu thức: khi nào phải trả lời."),
    ("relevant", "Biểu thức: khi nào nội dung được hỏi. Ví dụ: ${has_one_stop} != 'no'."),
    ("constraint", "Biểu thức về giá trị vừa nhập (dấu chấm). Ví dụ: . <= 100."),
    (
        ITEM,
        "Mã nội dung kiểm tra như trong danh mục: 7, 25a. Dòng mới có thể để trống, khi đó lấy theo cột name.",
    ),
    (CRITERION, "Số thứ tự trong danh mục in: 25 cho 25a và 25b. Để trống thì lấy theo mã."),
    (RESULT, 'Câu kết quả viết sẵn cho "Có". {mã số liệu} là chỗ điền số liệu.'),
    (RESULT_PARTLY, 'Câu kết quả viết sẵn cho "Một phần".'),
    (SHORTCOMING, 'Câu tồn tại, hạn chế viết sẵn cho "Một phần" và "Không".'),
    (SHORTCOMING_GROUP, "Các nội dung cùng mã có chung một tồn tại."),
    (PARAGRAPH, "Kết quả của các nội dung cùng mã được in thành một đoạn."),
    (REMEDY, "Kiến nghị thường dùng, bắt đầu bằng động từ."),
    (EVIDENCE, "picture hoặc file: phải có ảnh hoặc tệp kèm theo."),
    (READ_ONLY, "yes: chỉ để đọc, không hỏi gì."),
    (FACT, "Mã số liệu trong nội dung; dòng nằm trong nhóm của nội dung đó."),
    (KIND, "Loại số liệu: sample, rate, amount, count, date, document, url, choice, text, number…"),
    (f"{UNIT}::…", "Đơn vị tính."),
    (WORDS, "yes: các lựa chọn là chính các từ ghi ở trang tính choices, không có mã riêng."),
    (DELAYS, "yes: tỷ lệ quá hạn tách trễ thực tế và lỗi tác nghiệp."),
    (MEASURE, "Chỉ số theo dõi qua các năm: par_index, overdue."),
    (
        FILES,
        "Tệp trả lời thay: personal_signatures, agency_signatures, both_signatures (loại sample, kiểm tra chữ ký số của văn bản điện tử); overdue, filed_online, paid_online (rate), payable_procedures (count), money_online (amount): từ sổ hồ sơ một cửa.",
    ),
    (AREA, "Mã lĩnh vực; dòng begin_group mở một lĩnh vực."),
    (GROUP, "Mã nhóm nội dung."),
    (TRAITS, "yes: nhóm câu hỏi về đặc điểm của đơn vị."),
    (PART, "Các phần của một số liệu, do chương trình sinh ra cho ODK và Kobo; sửa ở đây không có tác dụng."),
    (
        LEGAL_SHEET,
        "Trang tính căn cứ pháp lý: mỗi dòng một căn cứ. Ngày ghi 2026-05-12 hoặc 12/05/2026. confidence: high, medium, low (cao, trung bình, thấp); chỉ căn cứ high mới được in.",
    ),
)


def guide() -> list[dict[str, str]]:
    """One row for each column, in the order in which they stand."""
    return [dict(zip(GUIDE_COLUMNS, entry, strict=True)) for entry in _GUIDE]
