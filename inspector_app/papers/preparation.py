"""What the team sends before the visit: công văn thông báo lịch, đề cương báo cáo, danh mục tài liệu.

Everything unknown is dots for the office to fill; no number or day is made up.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from inspector_app.checklist.decree import clock_time, long_date
from inspector_app.checklist.fact import Document, FactKind
from inspector_app.checklist.folding import fold
from inspector_app.checklist.self_check import in_scope
from inspector_app.checklist.template import Area, Item, Template
from inspector_app.checklist.visit import Details, Person, PersonRole, Side, Visit
from inspector_app.checklist.wording import document_in_words
from inspector_app.papers.letter import Head, Letter, Signature
from inspector_app.papers.self_check import asked_figures
from inspector_app.papers.tables import Align, Band, Column, Row

DOTS = "……………………"

_ROLES = {
    PersonRole.LEADER: "Trưởng đoàn",
    PersonRole.DEPUTY: "Phó Trưởng đoàn",
    PersonRole.SECRETARY: "Thư ký",
    PersonRole.MEMBER: "Thành viên",
}
_RECIPIENTS = ("Như trên", "Thành viên Đoàn kiểm tra", "Lưu: Hồ sơ Đoàn kiểm tra")
_FIGURES = frozenset({FactKind.SAMPLE, FactKind.RATE, FactKind.AMOUNT, FactKind.COUNT, FactKind.NUMBER})
_FIGURE_COLUMNS = (
    Column("STT", 6, Align.CENTER),
    Column("Nội dung, chỉ tiêu", 44),
    Column("Đơn vị tính", 12, Align.CENTER),
    Column("Tổng số", 12),
    Column("Kết quả", 12),
    Column("Kỳ trước", 12),
    Column("Ghi chú (thời điểm số liệu)", 18),
)
_DOCUMENT_COLUMNS = (
    Column("STT", 7, Align.CENTER),
    Column("Nội dung kiểm tra", 32),
    Column("Hồ sơ, tài liệu, hệ thống cần chuẩn bị", 40),
    Column("Ghi chú", 14),
)


def notice(visit: Visit, template: Template, year: int) -> bytes:
    """Công văn thông báo lịch kiểm tra (.docx); its blank day bears the year of the visit, `year` where unknown."""
    details = visit.details
    subject = _subject(details)
    unit = details.unit or DOTS
    letter = Letter(
        Head(
            details.team_name or "ĐOÀN KIỂM TRA",
            details.parent_agency,
            place=locality(details.province),
            year=details.opened_at.year if details.opened_at is not None else year,
            about=f"thông báo lịch {subject}",
            notice=details.notice,
        )
    )
    letter.addressed_to([unit])
    letter.paragraph(f"Thực hiện {_grounds(details)}, Đoàn kiểm tra thông báo lịch {subject} như sau:")
    letter.clause("Thời gian, địa điểm")
    letter.bullet(f"Thời gian: {_when(details)};")
    letter.bullet(f"Địa điểm: {details.place or DOTS}.")
    letter.clause("Thành phần")
    letter.point("Đoàn kiểm tra:")
    _listed(letter, _people(visit.people, Side.TEAM) or [f"{DOTS} - Trưởng đoàn", f"{DOTS} - Thành viên"])
    letter.point("Đơn vị được kiểm tra:")
    _listed(
        letter,
        _people(visit.people, Side.UNIT)
        or ["Lãnh đạo đơn vị", "Công chức, viên chức phụ trách các nội dung được kiểm tra"],
    )
    letter.clause("Nội dung, thời kỳ, phương pháp kiểm tra")
    areas = [area.heading.vi for area, _ in _by_area(visit, template)]
    letter.bullet(f"Nội dung: {details.content or '; '.join(areas) or DOTS};")
    letter.bullet(f"Thời kỳ kiểm tra: {details.period or DOTS};")
    letter.bullet(f"Phương pháp: {details.method or DOTS}.")
    letter.clause("Đề nghị đơn vị chuẩn bị")
    due = details.report_due
    until = f"trước {long_date(due)}" if due is not None else "trước ngày …… tháng …… năm ……"
    letter.point(f"Báo cáo bằng văn bản theo đề cương kèm theo, gửi về Đoàn kiểm tra {until};")
    letter.point("Biểu tự kiểm tra (tệp Excel kèm theo) điền đầy đủ, gửi cùng Báo cáo;")
    letter.point("Hồ sơ, tài liệu theo danh mục kèm theo, sẵn sàng khi Đoàn kiểm tra làm việc;")
    letter.point(
        "Địa điểm làm việc, máy tính kết nối mạng và người phụ trách các hệ thống thông tin có liên quan."
    )
    secretary = visit.person(PersonRole.SECRETARY)
    if secretary is not None and secretary.name:
        letter.paragraph(
            f"Trong quá trình chuẩn bị, đề nghị đơn vị liên hệ với {_named(secretary)}, Thư ký Đoàn kiểm tra."
        )
    letter.paragraph(f"Đoàn kiểm tra đề nghị {unit} phối hợp thực hiện.")
    letter.paragraph("Trân trọng.")
    letter.end()
    letter.signed(_signature(visit), _RECIPIENTS)
    return letter.to_bytes()


def outline(visit: Visit, template: Template) -> bytes:
    """Đề cương báo cáo (.docx), six sections by the areas in scope, and the annex of figures."""
    letter = _attachment(visit, "Đề cương báo cáo", f"Phục vụ {_subject(visit.details)}")
    areas = _by_area(visit, template)
    steering = areas[0] if areas and "chi dao" in fold(areas[0][0].heading.vi) else None
    letter.section("Công tác chỉ đạo, điều hành")
    if steering is None:
        letter.bullet("Khái quát về tổ chức bộ máy, chức năng, nhiệm vụ của đơn vị.")
        letter.bullet("Việc ban hành, tổ chức thực hiện các văn bản chỉ đạo, kế hoạch.")
    else:
        _asked(letter, steering[1])
    letter.bullet("Kết quả khắc phục các tồn tại, hạn chế đã nêu tại lần kiểm tra trước (nếu có).")
    letter.section("Kết quả thực hiện các nội dung")
    for area, items in areas:
        if steering is None or area is not steering[0]:
            letter.clause(area.heading.vi)
            _asked(letter, items)
    letter.section("Đánh giá chung")
    letter.clause("Kết quả đạt được")
    letter.clause("Tồn tại, hạn chế")
    letter.clause("Nguyên nhân")
    letter.point("Nguyên nhân khách quan;")
    letter.point("Nguyên nhân chủ quan.")
    letter.section("Khó khăn, vướng mắc")
    letter.section("Phương hướng, nhiệm vụ thời gian tới")
    letter.section("Kiến nghị, đề xuất")
    letter.bullet("Với Đoàn kiểm tra.")
    letter.bullet("Với cấp có thẩm quyền.")
    letter.paragraph(f"Số liệu trong Báo cáo tính theo thời kỳ kiểm tra: {visit.details.period or DOTS}.")
    letter.end()
    letter.annex("Phụ lục", "Số liệu kèm theo Báo cáo", landscape=True)
    letter.table(_FIGURE_COLUMNS, _figures(areas))
    return letter.to_bytes()


def documents(visit: Visit, template: Template) -> bytes:
    """Danh mục tài liệu cần chuẩn bị (.docx): what the team will look at, by area."""
    letter = _attachment(visit, "Danh mục", f"Hồ sơ, tài liệu cần chuẩn bị phục vụ {_subject(visit.details)}")
    rows: list[Row | Band] = []
    for area, items in _by_area(visit, template):
        rows.append(Band(area.heading.vi))
        rows += [(item.id, item.question.vi, item.look_at.vi, None) for item in items]
    letter.table(_DOCUMENT_COLUMNS, rows)
    return letter.to_bytes()


def locality(province: str | None) -> str | None:
    """Địa danh of a provincial document: the name without its rank; "tỉnh Khánh Hòa" gives "Khánh Hòa"."""
    if not province:
        return None
    for rank in ("tỉnh ", "thành phố "):
        if province.casefold().startswith(rank):
            return province[len(rank) :]
    return province


def _attachment(visit: Visit, kind: str, subject: str) -> Letter:
    letter = Letter(Head(None, attached=True, notice=visit.details.notice))
    letter.title(kind, subject)
    # Not to be filled in where the letter is an electronic document (Nghị định 30/2020, Phụ lục I).
    letter.paragraph(
        "(Kèm theo Công văn số …… ngày …… tháng …… năm …… của Đoàn kiểm tra)", italic=True, align="center"
    )
    return letter


def _asked(letter: Letter, items: Iterable[Item]) -> None:
    for item in items:
        figures = "; ".join(asked_figures(item))
        letter.bullet(f"{item.question.vi.rstrip('.;')}{f' (nêu rõ: {figures})' if figures else ''}.")


def _figures(areas: Sequence[tuple[Area, Sequence[Item]]]) -> list[Row | Band]:
    rows: list[Row | Band] = []
    number = 0
    for area, items in areas:
        own = [(item, spec) for item in items for spec in item.facts if spec.kind in _FIGURES]
        if own:
            rows.append(Band(area.heading.vi))
        for item, spec in own:
            number += 1
            unit = spec.unit.vi if spec.unit is not None else ""
            rows.append((number, f"{spec.label.vi} (nội dung {item.id})", unit, None, None, None, None))
    return rows


def _by_area(visit: Visit, template: Template) -> list[tuple[Area, list[Item]]]:
    """Areas in scope with their items."""
    items = in_scope(visit, template)
    found = [(area, [item for item in items if item.area == area.id]) for area in template.areas]
    return [(area, own) for area, own in found if own]


def _subject(details: Details) -> str:
    """What the inspection is called within a sentence: its title, or plainly "kiểm tra tại …"."""
    if details.title:
        return details.title[:1].lower() + details.title[1:]
    return f"kiểm tra tại {details.unit or DOTS}"


def _grounds(details: Details) -> str:
    plan = _cited(details.plan, "Kế hoạch") or f"Kế hoạch số {DOTS}"
    decision = (
        _cited(details.decision, "Quyết định") or f"Quyết định số {DOTS} về việc thành lập Đoàn kiểm tra"
    )
    return f"{plan} và {decision}"


def _cited(document: Document | None, kind: str) -> str | None:
    return None if document is None else document_in_words(replace(document, type=document.type or kind))


def _when(details: Details) -> str:
    if details.opened_at is None:
        return "…… giờ …… phút, ngày …… tháng …… năm ……"
    return f"{clock_time(details.opened_at)}, {long_date(details.opened_at)}"


def _people(people: Iterable[Person], side: Side) -> list[str]:
    present = (person for person in people if person.side is side and person.absent_reason is None)
    return [
        " - ".join(filter(None, (_named(person), _position(person), _ROLES.get(person.role))))
        for person in present
    ]


def _named(person: Person) -> str:
    return " ".join(filter(None, (person.honorific, person.name or DOTS)))


def _position(person: Person) -> str | None:
    position, agency = person.position, person.agency
    if position and agency and agency.casefold() not in position.casefold():
        return f"{position}, {agency}"
    return position or agency


def _listed(letter: Letter, lines: Sequence[str]) -> None:
    for number, line in enumerate(lines, start=1):
        letter.bullet(f"{line}{'.' if number == len(lines) else ';'}")


def _signature(visit: Visit) -> Signature:
    leader = visit.person(PersonRole.LEADER)
    deputy = visit.person(PersonRole.DEPUTY)
    if leader is None and deputy is not None:
        return Signature(("KT. TRƯỞNG ĐOÀN", "PHÓ TRƯỞNG ĐOÀN"), deputy.name)
    return Signature(("TRƯỞNG ĐOÀN",), leader.name if leader is not None else None)
