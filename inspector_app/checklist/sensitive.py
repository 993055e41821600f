"""Words that do not belong in an ordinary laptop's file, or on paper for others: data of citizens, and the marking of a
state secret. It reads text only and never looks at a picture; what it finds is a reason to ask, never to refuse.
"""

import re
import unicodedata
from collections.abc import Iterator
from enum import StrEnum

from inspector_app.checklist.folding import fold
from inspector_app.checklist.marks import MarkKind
from inspector_app.checklist.visit import Evidence, Visit

FIRST_PROVINCE, LAST_PROVINCE = 1, 96
"""The first three digits of a personal identity number name the province of birth."""


class Personal(StrEnum):
    """What of a citizen stands in a text."""

    IDENTITY = "identity"
    PHONE = "phone"
    BIRTH = "birth"
    HOME = "home"
    SAID = "said"
    """Somebody who looked at it said so."""


class Secrecy(StrEnum):
    """The three degrees, by their marking."""

    TOP = "TUYỆT MẬT"
    HIGH = "TỐI MẬT"
    SECRET = "MẬT"  # noqa: S105 - what is stamped on a document


_NUMBER = re.compile(r"(?<![\d.,/])\d(?:[ .]?\d){8,12}(?![\d/]|[.,]\d)")
_OLD_CARD = re.compile(r"\b(cmnd|cmtnd|chung minh (nhan dan|thu)|so chung minh)\b")
_PHONE = re.compile(r"(?<![\d.,/])(?:\+?84|0)[ .-]?[35789]\d(?:[ .-]?\d){7}(?![\d/]|[.,]\d)")
_BIRTH = re.compile(
    r"\b(sinh ngay|ngay sinh|nam sinh|sinh nam|ngay, thang, nam sinh|ngay thang nam sinh)\b[^\d\n]{0,20}\d{1,4}"
)
_HOME = re.compile(
    r"\b(thuong tru|tam tru|ho khau|noi o hien (nay|tai)|cho o hien (nay|tai)|dia chi nha|nha rieng)\b"
)
_HOUSE = re.compile(r"\bso nha \d")

_DEGREES = re.compile(r"\b(tuyệt mật|tối mật)\b", re.IGNORECASE)
_BARE = re.compile(r"\b(tuyet|toi)[ _.-]mat\b", re.IGNORECASE)
_SAID = re.compile(
    r"\b(?:độ mật\s*:?|dấu|dấu độ|đóng dấu|văn bản|công văn|tài liệu|hồ sơ|tờ trình|báo cáo)\s+[“\"'(]?mật\b"
    r"(?!\s*(?:khẩu|mã|độ|vụ|ong|thư|danh|nghị|thiết|ngữ))",
    re.IGNORECASE,
)
_ENCLOSED = re.compile(r"[(\[“\"]\s*mật\s*[)\]”\"]", re.IGNORECASE)
_ALONE = re.compile(r"(?<![^\W_])MẬT(?![^\W_])")
_WORDS_BEFORE = frozenset({"BẢO", "BÍ", "CƠ", "NỘI", "GIẢI", "ẨN", "TUẦN", "HÒA", "THÂN", "ĐỘ", "MỰC"})
_WORDS_AFTER = frozenset({"KHẨU", "MÃ", "ĐỘ", "VỤ", "ONG", "THƯ", "DANH", "NGHỊ", "THIẾT", "NGỮ", "ƯỚC"})


def personal_data(text: str | None) -> frozenset[Personal]:
    """What of a citizen a caption or the name of a file holds. Names alone say nothing: officials have some too."""
    if not text:
        return frozenset()
    return frozenset(_personal(text))


def secrecy(text: str | None) -> Secrecy | None:
    """The degree whose marking a caption, a file's name or number, or a short text bears; "bảo mật" is none."""
    if not text:
        return None
    composed = unicodedata.normalize("NFC", text).replace("_", " ")
    if (found := _DEGREES.search(composed)) is not None:
        return Secrecy(found[1].upper())
    if (bare := _BARE.search(text.replace("_", " "))) is not None:
        return Secrecy.TOP if bare[1].casefold() == "tuyet" else Secrecy.HIGH
    if composed.strip().casefold() == "mật" or _SAID.search(composed) or _ENCLOSED.search(composed):
        return Secrecy.SECRET
    return Secrecy.SECRET if any(_stands_alone(composed, own) for own in _ALONE.finditer(composed)) else None


def page_secrecy(page: str) -> Secrecy | None:
    """The degree that is stamped on a page: the marking stands on a line of its own, in capitals."""
    for line in unicodedata.normalize("NFC", page).splitlines():
        stamped = " ".join(line.split()).strip("()[]*-–.: ")
        if stamped in set(Secrecy):
            return Secrecy(stamped)
    return None


def of_evidence(own: Evidence) -> frozenset[Personal]:
    """Why a photo or file would hand on data of citizens; nothing where a person said that it does not, or where
    parts of the photo are covered and its words are harmless."""
    if own.personal is False:
        return frozenset()
    found = personal_data(own.caption) | personal_data(own.name)
    covers = any(mark.kind is MarkKind.BLUR for mark in own.marks)
    found |= {personal for mark in own.marks for personal in personal_data(mark.text)}
    return found | {Personal.SAID} if own.personal and not covers else found


def printed_with_personal_data(visit: Visit) -> Iterator[tuple[Evidence, frozenset[Personal]]]:
    """What the annex would show of citizens."""
    for own in visit.evidence:
        if own.printed and (found := of_evidence(own)):
            yield own, found


def marked_secret(visit: Visit) -> Iterator[tuple[Evidence, Secrecy]]:
    """Files that bear the marking of a secret in their name or caption."""
    for own in visit.evidence:
        if (degree := secrecy(own.name) or secrecy(own.caption)) is not None:
            yield own, degree


def _personal(text: str) -> Iterator[Personal]:
    plain = fold(text)
    for found in _NUMBER.finditer(text):
        digits = "".join(letter for letter in found[0] if letter.isdigit())
        if _is_identity(digits) or (len(digits) in (9, 12) and _OLD_CARD.search(plain)):
            yield Personal.IDENTITY
    if _PHONE.search(text):
        yield Personal.PHONE
    if _BIRTH.search(plain):
        yield Personal.BIRTH
    if _HOME.search(plain) or _HOUSE.search(plain):
        yield Personal.HOME


def _is_identity(digits: str) -> bool:
    """Twelve digits: province, century and sex, year of birth, six more."""
    if len(digits) != 12 or not FIRST_PROVINCE <= int(digits[:3]) <= LAST_PROVINCE:
        return False
    return digits[3] in "0123"


def _stands_alone(text: str, found: re.Match[str]) -> bool:
    before = re.findall(r"\w+", text[: found.start()])
    after = re.findall(r"\w+", text[found.end() :])
    return not (
        (before and before[-1].upper() in _WORDS_BEFORE) or (after and after[0].upper() in _WORDS_AFTER)
    )
