"""How the minutes end: the closing sentence of each way of signing, who signs where, and to whom they go."""

from collections.abc import Sequence
from datetime import datetime

from inspector_app.checklist.exchange import Record
from inspector_app.checklist.verdict import SignerRole
from inspector_app.checklist.visit import Closing, Details, Person, PersonRole, SigningMode
from inspector_app.minutes import nd30
from inspector_app.minutes.blocks import Extent, SignaturePlace, Text
from inspector_app.minutes.wording import LONG_DOTS, SHORT_DOTS, given, sentence

UNIT_TITLES = ("ĐẠI DIỆN ĐƠN VỊ", "ĐƯỢC KIỂM TRA")
LEADER_TITLES = ("TRƯỞNG ĐOÀN",)
DEPUTY_TITLES = ("KT. TRƯỞNG ĐOÀN", "PHÓ TRƯỞNG ĐOÀN")
SECRETARY_TITLES = ("THƯ KÝ",)
WITNESS_TITLES = ("NGƯỜI CHỨNG KIẾN",)

TOOLTIPS = {
    SignerRole.UNIT: "Chữ ký số của đại diện đơn vị được kiểm tra",
    SignerRole.LEADER: "Chữ ký số của Trưởng đoàn kiểm tra",
    SignerRole.SECRETARY: "Chữ ký số của Thư ký Đoàn kiểm tra",
}

COPIES = {
    SigningMode.INK: "được lập thành 02 (hai) bản có giá trị như nhau, mỗi bên giữ 01 (một) bản",
    SigningMode.DIGITAL: "được lập dưới dạng văn bản điện tử, ký số; mỗi bên lưu giữ 01 (một) tệp",
}


def moment(at: datetime | None) -> str:
    """Hồi 08 giờ 00 phút, ngày 12 tháng 5 năm 2026; dots to fill in where it is not known."""
    if at is None:
        return (
            f"hồi {SHORT_DOTS} giờ {SHORT_DOTS} phút, ngày {SHORT_DOTS} tháng {SHORT_DOTS} năm {SHORT_DOTS}"
        )
    return f"hồi {nd30.clock_time(at)}, {nd30.long_date(at)}"


def closing_sentences(record: Record, extent: Extent | None, opinion_section: str) -> tuple[Text, ...]:
    """The last paragraphs, the last one ending in ./. ; without `extent` the number of pages is dots."""
    details = record.details
    text = f"Biên bản kết thúc vào {_end(details)}; gồm {_extent(extent)}, "
    text += "đã được đọc lại cho các thành phần tham dự cùng nghe"
    copies = COPIES[details.signing_mode]
    match details.closing:
        case Closing.AGREED:
            text += f", thống nhất ký tên; {copies}"
        case Closing.RESERVED:
            text += f", thống nhất nội dung, trừ ý kiến bảo lưu tại mục {opinion_section}; {copies}"
        case Closing.REFUSED:
            reason = given(details.refusal_reason) or LONG_DOTS
            witness = given(details.witness) or LONG_DOTS
            text += f". Đại diện đơn vị không ký biên bản; lý do: {reason.rstrip('. ;')}; "
            text += f"người chứng kiến: {witness.rstrip('. ;')}. Biên bản {copies}"
    replaced = given(details.replaces)
    before: tuple[Text, ...] = ()
    if replaced is not None:
        before = (Text(sentence(f"Biên bản này thay thế Biên bản lập {replaced}"), id="replaces"),)
    return (*before, Text(text + nd30.END_MARK, id="closing"))


def _end(details: Details) -> str:
    opened, closed = details.opened_at, details.closed_at
    if opened is not None and closed is not None and opened.date() == closed.date():
        return f"hồi {nd30.clock_time(closed)} cùng ngày"
    return moment(closed)


def _extent(extent: Extent | None) -> str:
    if extent is None:
        return f"{SHORT_DOTS} trang"
    text = f"{nd30.two_digits(extent.pages)} trang"
    if extent.annexes:
        text += f" và {nd30.two_digits(extent.annexes)} phụ lục ({nd30.two_digits(extent.annex_pages)} trang)"
    return text


def signature_places(record: Record) -> tuple[SignaturePlace, ...]:
    """From left to right: the unit, the secretary, the team leader; a unit that refuses has no place."""
    details = record.details
    fields: tuple[SignerRole, ...] = ()
    if record.seal is not None and record.seal.mode is SigningMode.DIGITAL:
        fields = record.seal.signers

    def place(role: SignerRole, titles: tuple[str, ...], person: Person | None) -> SignaturePlace:
        if person is not None and (own := given(person.signs_as)):
            titles = tuple(own.split("\n"))
        name = (person and given(person.name)) or LONG_DOTS
        return SignaturePlace(titles, name, role if role in fields else None, TOOLTIPS[role])

    leader = _present(record.people, PersonRole.LEADER)
    leader_titles: tuple[str, ...] = LEADER_TITLES
    if leader is None and (deputy := _present(record.people, PersonRole.DEPUTY)) is not None:
        leader, leader_titles = deputy, DEPUTY_TITLES
    secretary = place(SignerRole.SECRETARY, SECRETARY_TITLES, _present(record.people, PersonRole.SECRETARY))
    last = place(SignerRole.LEADER, leader_titles, leader)
    if details.closing is not Closing.REFUSED:
        representative = _present(record.people, PersonRole.REPRESENTATIVE)
        return place(SignerRole.UNIT, UNIT_TITLES, representative), secretary, last
    if details.signing_mode is SigningMode.INK and (witness := given(details.witness)):
        # Behind the name may stand who the witness is.
        return SignaturePlace(WITNESS_TITLES, witness.split(",")[0].strip()), secretary, last
    return secretary, last


def _present(people: Sequence[Person], role: PersonRole) -> Person | None:
    return next((p for p in people if p.role is role and p.absent_reason is None), None)


def recipients(details: Details) -> tuple[str, ...]:
    """Nơi nhận, each with its dash; the last one ends in a full stop."""
    lines = [line.strip().rstrip(";.") for line in details.recipients if line.strip()]
    return tuple(f"- {line}{'.' if i == len(lines) else ';'}" for i, line in enumerate(lines, start=1))
