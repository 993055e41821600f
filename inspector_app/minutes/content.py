"""From a record to the minutes: every Vietnamese legal word of the pages stands here and in closing, annexes.

Pure: it knows neither fonts nor measures. Sections as a BIÊN BẢN of an inspection has them.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from inspector_app.checklist import wording
from inspector_app.checklist.citations import marked
from inspector_app.checklist.exchange import Heading as AreaHeading
from inspector_app.checklist.exchange import PrintedRecommendation, Record
from inspector_app.checklist.fact import Document
from inspector_app.checklist.finding import Audience
from inspector_app.checklist.visit import Details, InspectionKind, Person, PersonRole, Side
from inspector_app.minutes import annexes, closing, earlier, nd30
from inspector_app.minutes.blocks import Block, Extent, Heading, Masthead, Minutes, Text
from inspector_app.minutes.wording import LONG_DOTS, THREE_LINES, given, listed, sentence

TITLE = "BIÊN BẢN"
DASH = "- "
PARENT = "ỦY BAN NHÂN DÂN"
TEAM = "ĐOÀN KIỂM TRA CÔNG TÁC CCHC"
BLANK_NUMBER = "Số:" + "\N{NO-BREAK SPACE}" * 12 + "/BB-……"
NOT_IN_SCOPE = "Không thuộc nội dung đợt này."
NOTHING_NOTED = "Không có nội dung ghi nhận."

ROLES = {
    PersonRole.LEADER: "Trưởng đoàn",
    PersonRole.DEPUTY: "Phó Trưởng đoàn",
    PersonRole.MEMBER: "Thành viên",
    PersonRole.SECRETARY: "Thư ký",
    PersonRole.REPRESENTATIVE: "Đại diện đơn vị",
    PersonRole.PARTICIPANT: "Tham dự",
}
SIGNING_ROLES = {
    Side.TEAM: (PersonRole.LEADER, PersonRole.SECRETARY),
    Side.UNIT: (PersonRole.REPRESENTATIVE,),
}
KINDS = {
    InspectionKind.COMPREHENSIVE: "Kiểm tra toàn diện",
    InspectionKind.THEMATIC: "Kiểm tra chuyên đề",
    InspectionKind.UNANNOUNCED: "Kiểm tra đột xuất",
    InspectionKind.BY_REPORT: "Kiểm tra qua báo cáo",
}


@dataclass(frozen=True, slots=True)
class _Section:
    title: str
    blocks: tuple[Block, ...]


def compose(record: Record, extent: Extent | None = None) -> Minutes:
    """The minutes of `record`. Their closing sentence states `extent`, which only the drawn pages know."""
    details = record.details
    subject = _subject(details)
    sections = [
        _Section("THÀNH PHẦN", _people(record)),
        _Section("NỘI DUNG, THỜI KỲ, PHƯƠNG PHÁP KIỂM TRA", _scope(details)),
        _Section("KẾT QUẢ KIỂM TRA", _results(record)),
    ]
    if blocks := _assessment(record):
        sections.append(_Section("NHẬN XÉT, ĐÁNH GIÁ CHUNG", blocks))
    sections.append(_Section("Ý KIẾN CỦA ĐƠN VỊ ĐƯỢC KIỂM TRA", _opinion(record)))
    opinion_section = nd30.roman(len(sections))
    if blocks := _recommendations(record):
        sections.append(_Section("KIẾN NGHỊ CỦA ĐOÀN KIỂM TRA", blocks))
    numbered: list[Block] = [Text(_opening(details), keep_with_next=True, id="opening")]
    for number, section in enumerate(sections, start=1):
        numbered += [Heading(1, f"{nd30.roman(number)}. {section.title}"), *section.blocks]
    return Minutes(
        masthead=_masthead(details),
        title=TITLE,
        subject=subject,
        bases=_bases(record),
        body=tuple(numbered),
        closing=closing.closing_sentences(record, extent, opinion_section),
        signatures=closing.signature_places(record),
        recipients=closing.recipients(details),
        annexes=annexes.annexes(record),
        proof=annexes.proof(record),
        foot=_foot(record),
        notice=given(details.notice),
        document_title=f"Biên bản {subject[:1].lower()}{subject[1:]}",
        author=given(details.team_name) or TEAM,
    )


def _masthead(details: Details) -> Masthead:
    province = given(details.province)
    parent = given(details.parent_agency) or f"{PARENT} {province or LONG_DOTS}"
    number = given(details.number)
    return Masthead(
        parent_agency=parent.upper(),
        team=(given(details.team_name) or TEAM).upper(),
        number=BLANK_NUMBER if number is None else f"Số: {number}",
    )


def _unit(details: Details) -> str:
    """The unit with its province, unless its name says it already."""
    unit, province = given(details.unit), given(details.province)
    if unit is None:
        return LONG_DOTS
    if province is None or province.casefold() in unit.casefold():
        return unit
    return f"{unit} {province}"


def _subject(details: Details) -> str:
    return given(details.title) or f"Kiểm tra công tác cải cách hành chính tại {_unit(details)}"


def _foot(record: Record) -> str:
    if record.print_code is not None:
        return f"Mã bản in: {record.print_code}"
    return "DỰ THẢO" if record.draft is None else f"DỰ THẢO lần {record.draft}"


def _bases(record: Record) -> tuple[Text, ...]:
    """Rules of law first, then the plan and the decision that sent the team."""
    details = record.details
    # A rule of law is known by its words: the checklist gives it, and nobody amends it here.
    lines = {_law(text): text for basis in record.legal_bases if (text := given(basis))}
    if details.plan is not None:
        lines["basis:plan"] = _citation(details.plan, "Kế hoạch")
    if details.decision is not None:
        lines["basis:decision"] = _citation(details.decision, "Quyết định")
    else:
        lines["basis:decision"] = (
            f"Quyết định số {LONG_DOTS} ngày {LONG_DOTS} về việc thành lập Đoàn kiểm tra"
        )
    said = listed([f"Căn cứ {line.removeprefix('Căn cứ ')}" for line in lines.values()])
    return tuple(Text(text, id=own) for own, text in zip(lines, said, strict=True))


def _law(text: str) -> str:
    return f"basis:law:{hashlib.sha256(text.encode()).hexdigest()[:12]}"


def _citation(document: Document, kind: str) -> str:
    """Full first citation (Nghị định 30/2020, article 8): the date in words, then agency and trích yếu."""
    words = wording.document_in_words(replace(document, type=given(document.type) or kind, issued=None))
    if document.issued is None:
        return words
    head = given(document.type) or kind
    if number := given(document.number):
        head = f"{head} số {number}"
    return f"{head} {nd30.long_date(document.issued)}{words.removeprefix(head)}"


def _opening(details: Details) -> str:
    place = given(details.place) or LONG_DOTS
    return (
        f"Hôm nay, {closing.moment(details.opened_at)}, tại {place}, Đoàn kiểm tra tiến hành kiểm tra "
        f"công tác cải cách hành chính tại {_unit(details)} và lập biên bản với các nội dung sau:"
    )


def _people(record: Record) -> tuple[Block, ...]:
    team = [p for p in record.people if p.side is Side.TEAM]
    unit = [p for p in record.people if p.side is Side.UNIT]
    names = {p.id: p for p in record.people}
    return (
        Heading(2, "1. Đoàn kiểm tra"),
        *_attendance(team, Side.TEAM, names),
        Heading(2, f"2. Đơn vị được kiểm tra: {_unit(record.details)}"),
        *_attendance(unit, Side.UNIT, names),
    )


def _attendance(people: Sequence[Person], side: Side, names: dict[str, Person]) -> Iterable[Text]:
    lines = {f"person:{person.id}": _person(person, names) for person in people}
    missing = [role for role in SIGNING_ROLES[side] if all(p.role is not role for p in people)]
    lines |= {f"signer:{role}": f"{DASH}{LONG_DOTS}{LONG_DOTS} - {ROLES[role]}" for role in missing}
    said = listed(list(lines.values()))
    return (Text(text, id=own, mark=DASH) for own, text in zip(lines, said, strict=True))


def _person(person: Person, names: dict[str, Person]) -> str:
    called = " ".join(filter(None, (given(person.honorific), given(person.name) or LONG_DOTS)))
    position, agency = given(person.position), given(person.agency)
    if position and agency and agency.casefold() not in position.casefold():
        position = f"{position}, {agency}"
    parts = [called, *filter(None, (position or agency, ROLES[person.role]))]
    text = DASH + " - ".join(parts)
    if substituted := given(person.substitutes_for):
        other = names.get(substituted)
        replaced = (
            substituted if other is None else " ".join(filter(None, (given(other.honorific), other.name)))
        )
        text += f" (thay thế {replaced})"
    if person.absent_reason is not None:
        reason = given(person.absent_reason)
        text += f" (vắng mặt, lý do: {reason})" if reason else " (vắng mặt)"
    return text


def _scope(details: Details) -> tuple[Block, ...]:
    kind = KINDS[details.kind] if details.kind else None
    method = given(details.method)
    how = "; ".join(filter(None, (kind, method))) or None
    return (
        *_labelled("1. ", "Nội dung kiểm tra", details.content, "scope:content"),
        *_labelled("2. ", "Thời kỳ kiểm tra", details.period, "scope:period"),
        *_labelled("3. ", "Hình thức, phương pháp kiểm tra", how, "scope:method"),
    )


def _labelled(mark: str, label: str, text: str | None, own: str) -> Iterable[Text]:
    return _lines(f"{label}: {given(text) or LONG_DOTS}", own, mark)


def _lines(text: str, own: str, mark: str = "") -> tuple[Text, ...]:
    """Each line of a text typed in several lines is printed apart, all with one id; the mark stands before the first."""
    lines = [line.strip() for line in (given(text) or "").split("\n") if line.strip()]
    marks = (mark, *([""] * len(lines)))
    return tuple(
        Text(first + sentence(line), id=own, mark=first) for line, first in zip(lines, marks, strict=False)
    )


def _results(record: Record) -> tuple[Block, ...]:
    """Under the first heading stands before all else what became of the previous visit's shortcomings."""
    former = {record.headings[0].area: earlier.blocks(record)} if record.headings else {}
    shown = [
        h
        for h in record.headings
        if _has_content(h) or former.get(h.area) or record.details.print_empty_headings
    ]
    blocks: list[Block] = []
    for number, heading in enumerate(shown, start=1):
        blocks.append(Heading(2, f"{number}. {heading.title}"))
        own = former.get(heading.area, ())
        if _has_content(heading) or own:
            blocks += _result_parts(heading, own)
        else:
            blocks.append(Text(NOT_IN_SCOPE, id=f"heading:{heading.area}"))
    return tuple(blocks)


def _has_content(heading: AreaHeading) -> bool:
    return heading.checked or bool(heading.results) or bool(heading.findings)


def _result_parts(heading: AreaHeading, former: tuple[Block, ...]) -> Iterable[Block]:
    results = tuple(
        line for result in heading.results for line in _lines(result.text, f"result:{result.items[0]}", DASH)
    )
    findings = tuple(
        line
        for finding in heading.findings
        for line in _lines(marked(finding.text, finding.recurs), f"finding:{finding.id}", DASH)
    )
    parts: list[tuple[str, tuple[Block, ...]]] = [
        (title, blocks)
        for title, blocks in (
            (earlier.TITLE, former),
            ("Kết quả đạt được", results),
            ("Tồn tại, hạn chế", findings),
        )
        if blocks
    ]
    if not parts:
        yield Text(NOTHING_NOTED, id=f"heading:{heading.area}")
    for number, (title, blocks) in enumerate(parts, start=1):
        # A part that stands alone gets no letter, and nothing is claimed about the other one.
        point = f"{nd30.letter(number)}) " if len(parts) > 1 else ""
        yield Text(f"{point}{title}:", keep_with_next=True)
        yield from blocks


def _parts(parts: Iterable[tuple[str, tuple[Block, ...]]]) -> tuple[Block, ...]:
    """Titled parts numbered 1., 2. …; those without text are left out."""
    filled = [(title, blocks) for title, blocks in parts if blocks]
    return tuple(
        block
        for number, (title, blocks) in enumerate(filled, start=1)
        for block in (Heading(2, f"{number}. {title}"), *blocks)
    )


def _assessment(record: Record) -> tuple[Block, ...]:
    own = record.assessment
    causes = [
        (title, lines)
        for title, lines in (
            ("Nguyên nhân khách quan", _lines(own.objective_causes or "", "assessment:objective_causes")),
            ("Nguyên nhân chủ quan", _lines(own.subjective_causes or "", "assessment:subjective_causes")),
        )
        if lines
    ]
    why = tuple(
        block
        for number, (title, lines) in enumerate(causes, start=1)
        for block in (Text(f"{nd30.letter(number)}) {title}:", keep_with_next=True), *lines)
    )
    blocks = _parts(
        (
            ("Ưu điểm", _lines(own.strengths or "", "assessment:strengths")),
            ("Tồn tại, hạn chế", _lines(own.shortcomings or "", "assessment:shortcomings")),
            ("Nguyên nhân", why),
        )
    )
    if not blocks and given(record.details.notice):
        return (Text(THREE_LINES, id="assessment:strengths"),)
    return blocks


def _opinion(record: Record) -> tuple[Block, ...]:
    own = record.opinion
    blocks = _parts(
        (
            ("Tiếp thu, giải trình", _lines(own.response or "", "opinion:response")),
            ("Khó khăn, vướng mắc", _lines(own.difficulties or "", "opinion:difficulties")),
            ("Đề xuất, kiến nghị", _lines(own.proposals or "", "opinion:proposals")),
            ("Ý kiến bảo lưu", _lines(own.reservation or "", "opinion:reservation")),
        )
    )
    return blocks or (Text(THREE_LINES, id="opinion:response"),)


def _recommendations(record: Record) -> tuple[Block, ...]:
    def of(audience: Audience) -> tuple[Block, ...]:
        own = [r for r in record.recommendations if r.audience is audience and given(r.text)]
        return tuple(
            block
            for number, recommendation in enumerate(own, start=1)
            for block in _recommendation(nd30.letter(number), recommendation)
        )

    return _parts(
        (
            ("Đối với đơn vị được kiểm tra", of(Audience.UNIT)),
            ("Đối với cấp có thẩm quyền", of(Audience.AUTHORITY)),
        )
    )


def _recommendation(point: str, own: PrintedRecommendation) -> Iterable[Text]:
    *first, last = _lines(own.text, f"recommendation:{own.id}", f"{point}) ")
    text = last.text
    if owner := given(own.owner):
        text += f" Trách nhiệm thực hiện: {sentence(owner)}"
    if own.deadline is not None:
        text += f" Thời hạn: {sentence(wording.deadline_in_words(own.deadline))}"
    yield from first
    yield replace(last, text=text)
