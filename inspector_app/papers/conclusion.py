"""Thông báo kết luận kiểm tra as a Word document: leaders edit it, the clerk gives it number and day.

It begins with what the minutes say; what it finally says is recorded beside them.
"""

from inspector_app.checklist.citations import STATES, Issuer, marked, minutes_cited
from inspector_app.checklist.decree import long_date
from inspector_app.checklist.exchange import PrintedFinding, PrintedRecommendation, Record
from inspector_app.checklist.finding import Audience
from inspector_app.checklist.visit import Details, PersonRole
from inspector_app.checklist.wording import deadline_in_words, document_in_words
from inspector_app.papers.letter import Head, Letter, Signature
from inspector_app.papers.tables import Align, Column

DOTS = "……………"
TEAM = "Đoàn kiểm tra công tác CCHC"
COLUMNS = (
    Column("STT", 7, Align.CENTER),
    Column("Tồn tại, hạn chế", 34),
    Column("Biện pháp khắc phục", 26),
    Column("Trách nhiệm thực hiện", 17),
    Column("Thời hạn", 18),
)


def conclusion(record: Record, issuer: Issuer | None = None) -> bytes:
    """The draft of the notice from the minutes' record, as .docx; the same record gives the same bytes."""
    details = record.details
    letter = Letter(_head(details, issuer or Issuer()))
    letter.title("THÔNG BÁO", f"Kết luận {_subject(details)}")
    letter.paragraph(_opening(record))
    _results(letter, record)
    _shortcomings(letter, record)
    _causes(letter, record)
    _demands(letter, record)
    letter.end()
    letter.signed(_signature(record, issuer or Issuer()), _recipients(details))
    return letter.to_bytes()


def place_of(province: str | None) -> str | None:
    """Địa danh of a letter: the province without its rank."""
    if province is None:
        return None
    for rank in ("tỉnh ", "thành phố ", "Tỉnh ", "Thành phố "):
        province = province.removeprefix(rank)
    return province


def _head(details: Details, issuer: Issuer) -> Head:
    parent = issuer.parent_agency or details.parent_agency
    if parent is None and details.province is not None:
        parent = f"Ủy ban nhân dân {details.province}"
    return Head(
        agency=issuer.agency or details.team_name or TEAM,
        parent_agency=parent,
        sign="TB-…",
        place=place_of(details.province),
        year=details.opened_at.year if details.opened_at else None,
        notice=details.notice,
    )


def _subject(details: Details) -> str:
    title = details.title or f"Kiểm tra công tác cải cách hành chính tại {details.unit or DOTS}"
    return title[:1].lower() + title[1:]


def _opening(record: Record) -> str:
    details = record.details
    day = details.opened_at.date() if details.opened_at else None
    sent = [document_in_words(document) for document in (details.plan, details.decision) if document]
    basis = f"Thực hiện {'; '.join(sent)}, " if sent else ""
    when = long_date(day) if day else f"ngày {DOTS}"
    team = f"{basis}{when}, Đoàn kiểm tra đã tiến hành kiểm tra tại {details.unit or DOTS}."
    minutes = minutes_cited(details.number, day) if day or details.number else f"Biên bản ngày {DOTS}"
    return (
        f"{team[:1].upper()}{team[1:]} Trên cơ sở {minutes} và ý kiến của đơn vị được kiểm tra, "
        "thông báo kết luận kiểm tra như sau:"
    )


def _results(letter: Letter, record: Record) -> None:
    letter.section("Kết quả đạt được")
    told = [heading for heading in record.headings if heading.results]
    for heading in told:
        letter.clause(heading.title)
        for result in heading.results:
            letter.bullet(_sentence(result.text))
    if not told:
        letter.paragraph(DOTS)


def _shortcomings(letter: Letter, record: Record) -> None:
    letter.section("Tồn tại, hạn chế")
    if record.earlier:
        letter.clause("Kết quả khắc phục tồn tại, hạn chế của lần kiểm tra trước")
        for own in record.earlier:
            state = STATES[own.state].lower() if own.state else "chưa kiểm tra đợt này"
            letter.bullet(_sentence(f"{own.text.rstrip('.')}: {state}"))
    for heading in record.headings:
        if heading.findings:
            letter.clause(heading.title)
            for finding in heading.findings:
                letter.bullet(_sentence(marked(finding.text, finding.recurs)))
    if not record.earlier and not _all(record):
        letter.paragraph("Không ghi nhận tồn tại, hạn chế.")


def _causes(letter: Letter, record: Record) -> None:
    own = record.assessment
    causes = [
        (title, text)
        for title, text in (
            ("Nguyên nhân khách quan", own.objective_causes),
            ("Nguyên nhân chủ quan", own.subjective_causes),
        )
        if text
    ]
    if causes:
        letter.section("Nguyên nhân")
        for title, text in causes:
            letter.clause(title)
            letter.paragraph(_sentence(text))


def _demands(letter: Letter, record: Record) -> None:
    unit = record.details.unit or DOTS
    letter.section("Kiến nghị, đề nghị")
    if findings := _all(record):
        letter.clause(f"Đề nghị {unit} khắc phục các tồn tại, hạn chế sau:")
        letter.table(COLUMNS, [_row(number, own) for number, own in enumerate(findings, start=1)])
    for audience, title in (
        (Audience.UNIT, f"Đối với {unit}"),
        (Audience.AUTHORITY, "Đối với cấp có thẩm quyền"),
    ):
        own = [one for one in record.recommendations if one.audience is audience and one.text]
        if own:
            letter.clause(title)
            for one in own:
                letter.point(_recommendation(one))
    letter.paragraph(
        f"Đề nghị {unit} tổ chức thực hiện Thông báo này và báo cáo kết quả khắc phục, kèm tài liệu kiểm chứng, "
        f"về {DOTS} trước ngày {DOTS} để theo dõi, tổng hợp."
    )


def _row(number: int, own: PrintedFinding) -> tuple[str | int, ...]:
    deadline = deadline_in_words(own.deadline) if own.deadline else DOTS
    return (
        number,
        marked(own.text, own.recurs),
        own.remedy or "",
        own.owner or "",
        deadline[:1].upper() + deadline[1:],
    )


def _recommendation(own: PrintedRecommendation) -> str:
    text = _sentence(own.text)
    if own.owner:
        text += f" Trách nhiệm thực hiện: {_sentence(own.owner)}"
    if own.deadline:
        text += f" Thời hạn: {_sentence(deadline_in_words(own.deadline))}"
    return text


def _signature(record: Record, issuer: Issuer) -> Signature:
    if issuer.titles:
        return Signature(issuer.titles, issuer.name)
    for role, titles in (
        (PersonRole.LEADER, ("TRƯỞNG ĐOÀN",)),
        (PersonRole.DEPUTY, ("KT. TRƯỞNG ĐOÀN", "PHÓ TRƯỞNG ĐOÀN")),
    ):
        for person in record.people:
            if person.role is role and person.absent_reason is None:
                return Signature(titles, issuer.name or person.name)
    return Signature(("TRƯỞNG ĐOÀN",), issuer.name)


def _recipients(details: Details) -> tuple[str, ...]:
    return (
        details.unit or "Đơn vị được kiểm tra",
        "Thành viên Đoàn kiểm tra",
        "Lưu: VT, Hồ sơ Đoàn kiểm tra",
    )


def _all(record: Record) -> tuple[PrintedFinding, ...]:
    return tuple(finding for heading in record.headings for finding in heading.findings)


def _sentence(text: str) -> str:
    bare = text.rstrip().rstrip(";,")
    return bare if bare.endswith((".", "!", "?", "…", ":")) else f"{bare}."
