"""The register of units as an Excel workbook: to look at, to fill in, and to read back."""

from collections.abc import Sequence

from inspector_app.checklist.register import Unit
from inspector_app.checklist.unit_list import COLUMNS
from inspector_app.papers.tables import Column
from inspector_app.papers.workbook import Sheet, workbook

WIDTHS = {"code": 12, "name": 40, "kind": 18, "former_names": 36, "since": 13, "until": 13, "successor": 18}
EMPTY_ROWS = 60
EXPLAINED = (
    "Mỗi đơn vị một dòng. Nhiều tên cũ thì ghi mỗi tên một dòng trong ô. Ngày ghi dd/mm/yyyy.",
    "Đơn vị đã sáp nhập hoặc giải thể: ghi ngày cuối cùng và mã đơn vị kế thừa; tồn tại chưa khắc phục theo đơn vị kế thừa.",
)


def unit_list(units: Sequence[Unit]) -> bytes:
    """The workbook, with empty rows below the units for those to come."""
    columns = tuple(Column(title, WIDTHS[field]) for field, title in COLUMNS.items())
    rows = [
        (
            unit.code,
            unit.name,
            unit.kind or "",
            "\n".join(former.name for former in unit.former_names),
            unit.since,
            unit.until,
            unit.successor or "",
        )
        for unit in units
    ]
    return workbook(
        [Sheet("Sổ đơn vị", ("SỔ ĐƠN VỊ", *EXPLAINED), columns, rows, extra_rows=EMPTY_ROWS, filtered=True)]
    )
