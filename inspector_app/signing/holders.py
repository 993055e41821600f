"""Whom a certificate names: a person, an agency, or nobody can tell. It judges no chain.

Vietnamese authorities issue to both and mark the difference in several ways, often in none: the identity number
(MST of an organisation, CMND/CCCD of a person) says it, else the name itself.
"""

import re
import unicodedata
import warnings
from typing import TYPE_CHECKING

from inspector_app.checklist.e_documents import Holder, HolderKind
from inspector_app.signing import certificates

if TYPE_CHECKING:
    from cryptography import x509

_TITLE, _SERIAL_NUMBER, _USER_ID = "2.5.4.12", "2.5.4.5", "0.9.2342.19200300.100.1.1"

_ORGANISATION_NUMBER = re.compile(r"^\s*(MST|MNS|MSDN|MQHNS|MDV)\b", re.IGNORECASE)
_PERSON_NUMBER = re.compile(r"^\s*(CMND|CMT|CCCD|CC|CDDCN|ĐDCN|DDCN|HC|HOCHIEU)\b", re.IGNORECASE)

_AGENCIES = """
Ban, Báo, BCH, BHXH, Bệnh viện, Bảo hiểm, Bảo tàng, Bộ, BQL, Bưu điện, Cảng, Chi cục, Chi nhánh, Công an, Công đoàn,
Công ty, Cơ quan, Cục, Cụm, Đài phát thanh, Đài truyền hình, Đài khí tượng, Đại học, Đảng bộ, Đảng ủy, Đoàn đại biểu,
Đoàn kiểm tra, Đoàn thanh niên, Đoàn thanh tra, Đoàn TNCS, Đội, Doanh nghiệp, Đồn, HĐND, Hạt, Hiệp hội, Học viện, Hội,
Hợp tác xã, HTX, Huyện, Kho bạc, Khu, Liên đoàn, Liên hiệp, Mặt trận, MTTQ, Ngân hàng, Nhà hát, Nhà máy, Nhà văn hóa,
Nhà xuất bản, Phòng, Phường, Quận, Quỹ, Sở, Tạp chí, Tập đoàn, Thành đoàn, Thành phố, Thành ủy, Thanh tra, Thị trấn,
Thị ủy, Thị xã, Thông tấn xã, Thư viện, Thường trực, Tỉnh, Tòa án, Tổ, Tổng công ty, Tổng cục, TAND, Trạm, Trại, Trung
tâm, Trường, TTYT, UBMTTQ, UBND, Ủy ban, Văn phòng, Văn thư, Vụ, Vườn quốc gia, Viện, VKSND, Xã
"""

# Without marks these words are names of people as well; what follows them tells.
_TOLD_BY_WHAT_FOLLOWS = {
    "truong": [
        "cao",
        "can",
        "chinh",
        "dai",
        "day",
        "mam",
        "mau",
        "mn",
        "nghiep",
        "pho",
        "th",
        "thcs",
        "thpt",
        "tieu",
        "trung",
    ],
    "bo": [
        "chi",
        "cong",
        "giao",
        "ke",
        "khoa",
        "lao",
        "ngoai",
        "noi",
        "nong",
        "quoc",
        "tai",
        "tu",
        "tong",
        "thong",
        "van",
        "xay",
        "y",
    ],
    "phuong": [],
    "quan": [],
    "to": [],
    "vu": [],
    "hoi": ["cuu", "chu", "dong", "khuyen", "lien", "luat", "lien", "nguoi", "nha", "nong", "phu", "sinh"],
    "ban": [
        "bien",
        "can",
        "chap",
        "chi",
        "chuyen",
        "co",
        "dan",
        "dieu",
        "doi",
        "giai",
        "kinh",
        "noi",
        "quan",
        "tiep",
        "to",
        "tuyen",
        "thuong",
    ],
    "phong": [
        "cong",
        "giao",
        "ho",
        "kinh",
        "ke",
        "lao",
        "noi",
        "nong",
        "quan",
        "tai",
        "thanh",
        "tiep",
        "tu",
        "van",
        "y",
    ],
}

_FAMILIES = """
Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý An Âu Bạch Bành Bàn Bế Ca Cao Cát Chu Châu Chế
Chử Chung Cù Cung Cự Danh Diệp Doãn Đan Đàm Đào Đậu Đinh Điền Điểu Đoàn Đới Đồng Đổng Đường Giang Giáp Giàng Hà Hạ Hán
Hàn Hầu Hoa Hứa Kha Khổng Khuất Khúc Kiều Kim Kỷ La Lã Lại Lâm Lăng Lầu Liêu Liễu Lò Lỗ Lộc Lục Lư Lữ Lương Lường Lưu
Ma Mã Mạc Mạch Mai Man Mấu Mông Mùa Nghiêm Nhan Nhâm Nhữ Ninh Nông Ông Phó Phí Phù Phùng Quách Quan Quàng Quản Quảng Sái
Sầm Sơn Sử Sùng Tạ Tăng Tào Tất Thạch Thái Thân Thẩm Thào Thi Thiều Thôi Tiêu Tiết Tô Tôn Tống Trà Trác Triệu Trình Trịnh
Trương Từ Tưởng Ty Ung Uông Ứng Vàng Văn Vi Viên Vòng Vương Vừ Xa Y Ksor Nay Rơ Siu Katơr Pinăng Chamaléa
"""


def read(der: bytes) -> Holder:
    """The holder that a certificate (DER) names; ValueError where it is none."""
    certificate = certificates.read(der)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # offices have names longer than X.520 allows
        subject = certificate.subject
        numbers = [*_all(subject, _USER_ID), *_all(subject, _SERIAL_NUMBER)]
        title = _said(_all(subject, _TITLE))
        organization = _said(_all(subject, "2.5.4.10"))
        unit = _said(_all(subject, "2.5.4.11"))
    name = unicodedata.normalize("NFC", certificates.subject(certificate))
    return Holder(name, kind(name, numbers, organization, title), organization, unit, title)


def kind(
    name: str, numbers: list[str] | None = None, organization: str | None = None, title: str | None = None
) -> HolderKind:
    """Person or agency by identity numbers ("MST:…", "CCCD:…"), else by the name; UNKNOWN where neither says."""
    of_organisation = any(_ORGANISATION_NUMBER.match(number) for number in numbers or ())
    of_person = any(_PERSON_NUMBER.match(number) for number in numbers or ())
    if of_organisation != of_person:
        return HolderKind.AGENCY if of_organisation else HolderKind.PERSON
    words = _words(name)
    if _names_agency(words):
        return HolderKind.AGENCY
    if _names_person(words) or of_person or title:
        return HolderKind.PERSON
    if organization is not None and _words(organization) == words:
        return HolderKind.AGENCY
    return HolderKind.UNKNOWN


def _all(subject: "x509.Name", oid: str) -> list[str]:
    from cryptography.x509 import ObjectIdentifier

    values = (
        str(attribute.value).strip() for attribute in subject.get_attributes_for_oid(ObjectIdentifier(oid))
    )
    return [unicodedata.normalize("NFC", value) for value in values if value]


def _said(values: list[str]) -> str | None:
    return ", ".join(values) or None


def _words(name: str) -> list[str]:
    """The words of a name as it is written, without degrees before it and remarks behind it."""
    plain = re.split(r"\s[-–]\s|[(,;]", unicodedata.normalize("NFC", name))[0]
    return [word for word in plain.split() if not word.endswith(".")]


def _names_agency(words: list[str]) -> bool:
    if not words:
        return False
    marked = not " ".join(words).isascii()
    spelt = [_spelt(word) if marked else word.casefold() for word in words]
    if not any(
        spelt[: len(phrase)] == phrase for phrase in (_MARKED_AGENCIES if marked else _PLAIN_AGENCIES)
    ):
        return False
    told_by = None if marked else _TOLD_BY_WHAT_FOLLOWS.get(spelt[0])
    return told_by is None or (len(spelt) > 1 and spelt[1] in told_by)


def _names_person(words: list[str]) -> bool:
    if not 2 <= len(words) <= 6:
        return False
    letters = "".join(words).replace("'", "").replace("’", "")
    cased = all(word[0].isupper() for word in words)
    family = words[0]
    known = family.casefold() in _PLAIN_FAMILIES if letters.isascii() else _spelt(family) in _MARKED_FAMILIES
    return letters.isalpha() and cased and known


def _spelt(word: str) -> str:
    """A word so that it does not matter on which vowel its tone is written (hòa, hoà)."""
    parts = unicodedata.normalize("NFD", word.casefold())
    tones = "".join(part for part in parts if part in _TONES)
    return "".join(part for part in parts if part not in _TONES) + tones


def _without_marks(text: str) -> str:
    parts = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(part for part in parts if not unicodedata.combining(part))


_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_PHRASES = [" ".join(phrase.split()) for phrase in _AGENCIES.split(",")]
_MARKED_AGENCIES = [[_spelt(word) for word in phrase.split()] for phrase in _PHRASES]
_PLAIN_AGENCIES = [_without_marks(phrase).split() for phrase in _PHRASES]
_MARKED_FAMILIES = frozenset(_spelt(family) for family in _FAMILIES.split())
_PLAIN_FAMILIES = frozenset(_without_marks(family) for family in _FAMILIES.split())
