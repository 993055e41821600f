"""The papers that go to the unit before the visit, written from the visit's details."""

from enum import StrEnum

from inspector_app.actions.visits import load
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.folding import fold
from inspector_app.checklist.visit import Visit, VisitId


class Paper(StrEnum):
    """What the unit gets before the visit."""

    NOTICE = "notice"
    """Công văn thông báo lịch kiểm tra."""
    OUTLINE = "outline"
    """Đề cương báo cáo."""
    DOCUMENTS = "documents"
    """Danh mục tài liệu cần chuẩn bị."""
    SELF_CHECK = "self-check"
    """Biểu tự kiểm tra."""


MAX_NAME = 60
"""Characters of the unit's name in a file's name."""
ENDINGS = {
    Paper.NOTICE: ".docx",
    Paper.OUTLINE: ".docx",
    Paper.DOCUMENTS: ".docx",
    Paper.SELF_CHECK: ".xlsx",
}
_STEMS = {
    Paper.NOTICE: "CongVan_LichKiemTra",
    Paper.OUTLINE: "DeCuong_BaoCao",
    Paper.DOCUMENTS: "DanhMuc_TaiLieu",
    Paper.SELF_CHECK: "Bieu_TuKiemTra",
}


def paper(ws: Workspace, visit_id: VisitId, kind: Paper) -> bytes:
    """One of the four papers; Word documents, and the self-check as an Excel workbook."""
    from inspector_app.papers import preparation, self_check

    opened = load(ws, visit_id)
    match kind:
        case Paper.NOTICE:
            return preparation.notice(opened.visit, opened.template, ws.clock.now().year)
        case Paper.OUTLINE:
            return preparation.outline(opened.visit, opened.template)
        case Paper.DOCUMENTS:
            return preparation.documents(opened.visit, opened.template)
        case Paper.SELF_CHECK:
            return self_check.self_check(opened.visit, opened.template, opened.visit.template.sha256)


def file_name(visit: Visit, kind: Paper) -> str:
    """CongVan_LichKiemTra_SoXayDung.docx: ASCII only, for systems that take no marks."""
    words = "".join(c if c.isascii() and c.isalnum() else " " for c in fold(visit.details.unit or "")).split()
    unit = "".join(word.capitalize() for word in words)[:MAX_NAME]
    return "_".join(filter(None, (_STEMS[kind], unit))) + ENDINGS[kind]
