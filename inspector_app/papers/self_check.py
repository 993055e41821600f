"""Biểu tự kiểm tra: the workbook in which the unit answers for itself before the team comes.

Hidden keys in every row say which requirement it answers, so that the filled file comes back exactly.
"""

from inspector_app.checklist.self_check import (
    EVIDENCE,
    FIGURES,
    ITEM_KEY,
    KEYS_SHEET,
    QUESTION,
    REMARK,
    REQUIREMENT_KEY,
    SHEET,
    TEMPLATE_KEY,
    VERDICT,
    VISIT_KEY,
    WORDS,
    in_scope,
)
from inspector_app.checklist.template import Item, Template
from inspector_app.checklist.visit import Visit
from inspector_app.papers.tables import Align, Column
from inspector_app.papers.workbook import Sheet, workbook

EXTRA_ROWS = 10
"""Empty rows at the end, for what the unit wants to add."""

_COLUMNS = (
    Column(ITEM_KEY, 6, hidden=True),
    Column(REQUIREMENT_KEY, 6, hidden=True),
    Column("STT", 6, Align.CENTER),
    Column("Lĩnh vực", 15),
    Column(QUESTION, 30),
    Column("Cần nêu rõ, chuẩn bị", 28),
    Column(VERDICT, 13, Align.CENTER, choices=tuple(WORDS.values()), typed=True),
    Column(FIGURES, 20, typed=True),
    Column(EVIDENCE, 23, typed=True),
    Column(REMARK, 24, typed=True),
)
_KEY_COLUMNS = (Column("Khóa", 12), Column("Giá trị", 70))

_INSTRUCTIONS = (
    (
        "1. Mỗi dòng của biểu là một nội dung kiểm tra. Đơn vị chỉ điền vào bốn cột: "
        f"“{VERDICT}”, “{FIGURES}”, “{EVIDENCE}”, “{REMARK}”."
    ),
    (
        f"2. Cột “{VERDICT}”: chọn một trong các từ có sẵn: {', '.join(WORDS.values())}. Nội dung không hỏi “Có/Không” "
        "thì bỏ trống cột này, chỉ điền số liệu."
    ),
    f"3. Cột “{FIGURES}”: ghi số liệu kèm thời điểm (ví dụ: 23/30 hồ sơ đúng hạn, tính đến ngày 30/4/2026).",
    f"4. Cột “{EVIDENCE}”: ghi số, ký hiệu, ngày, trích yếu văn bản hoặc địa chỉ trang thông tin điện tử.",
    f"5. Cột “{REMARK}”: nêu ngắn gọn kết quả đạt được, tồn tại, hạn chế, nguyên nhân, giải trình (nếu có).",
    (
        "6. Có thể bổ sung dòng ở cuối biểu, thay đổi độ rộng cột, chiều cao dòng; không đổi tên cột, không xóa cột ẩn "
        "và không sửa nội dung các cột khác: nhờ đó Đoàn kiểm tra nhập lại được biểu mà không phải gõ lại."
    ),
    "7. Lưu tệp ở dạng Excel (.xlsx), gửi về Đoàn kiểm tra cùng Báo cáo.",
)


def self_check(visit: Visit, template: Template, template_sha256: str) -> bytes:
    """The workbook of all items in scope: the table, how to fill it, and the hidden sheet of keys."""
    details = visit.details
    about = details.title or template.title.vi
    heading = [
        "BIỂU TỰ KIỂM TRA",
        f"Nội dung: {about}",
        f"Đơn vị tự kiểm tra: {details.unit or '………………………………'}",
    ]
    if details.period:
        heading.append(f"Thời kỳ kiểm tra: {details.period}")
    if details.report_due:
        heading.append(f"Gửi về Đoàn kiểm tra trước ngày {details.report_due:%d/%m/%Y}")
    if details.notice:
        heading.append(details.notice)
    areas = {area.id: area.heading.vi for area in template.areas}
    rows = [
        (
            item.id,
            item.digest,
            item.id,
            areas.get(item.area, ""),
            item.question.vi,
            _wanted(item),
            None,
            None,
            None,
            None,
        )
        for item in in_scope(visit, template)
    ]
    keys = [(VISIT_KEY, visit.id), (TEMPLATE_KEY, template_sha256)]
    return workbook(
        (
            Sheet(
                SHEET,
                tuple(heading),
                _COLUMNS,
                rows,
                ("", "Người lập biểu: ……………………………        Thủ trưởng đơn vị: ……………………………"),
                protected=True,
                extra_rows=EXTRA_ROWS,
                filtered=True,
                notice=details.notice,
            ),
            Sheet("Hướng dẫn", ("HƯỚNG DẪN ĐIỀN BIỂU TỰ KIỂM TRA",), lines=_INSTRUCTIONS, landscape=False),
            Sheet(KEYS_SHEET, (), _KEY_COLUMNS, keys, hidden=True),
        )
    )


def asked_figures(item: Item) -> tuple[str, ...]:
    """The figures, documents and days that the item asks for, by their labels."""
    return tuple(_continued(spec.label.vi) for spec in item.facts if spec.calculation is None)


def _wanted(item: Item) -> str:
    lines = [item.look_at.vi] if item.look_at.vi else []
    if asked := asked_figures(item):
        lines.append(f"Nêu rõ: {'; '.join(asked)}.")
    return "\n".join(lines)


def _continued(label: str) -> str:
    """The label within a sentence; what begins with an abbreviation keeps its capitals."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]
