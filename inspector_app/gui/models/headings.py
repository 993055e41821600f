"""How officials head the columns of a list and mark what they found, as words to compare. It reads no file."""

import re
from collections.abc import Mapping, Sequence

from inspector_app.checklist.folding import fold

NAMES: Mapping[str, tuple[str, ...]] = {
    "number": (
        "so", "so ky hieu", "so va ky hieu", "so ky hieu van ban", "so van ban", "so hieu", "so hieu van ban",
        "ky hieu", "ma ho so", "so ho so", "ma so", "so bien nhan", "number and sign", "number",
    ),
    "issued": (
        "ngay", "ngay ban hanh", "ngay van ban", "ngay thang", "ngay thang nam", "ngay thang van ban", "ngay ky",
        "ngay phat hanh", "ngay thang nam ban hanh", "ngay thang nam van ban", "ngay tiep nhan", "ngay nhan",
        "thoi gian", "issued on", "date",
    ),
    "abstract": (
        "trich yeu", "trich yeu noi dung", "noi dung trich yeu", "trich yeu van ban", "noi dung", "noi dung van ban",
        "ten loai va trich yeu noi dung", "ten loai trich yeu noi dung", "ten loai va trich yeu noi dung van ban",
        "ten van ban", "ve viec", "ten thu tuc", "ten thu tuc hanh chinh", "thu tuc hanh chinh", "ten ho so",
        "noi dung kiem tra", "nhiem vu", "noi dung nhiem vu", "about",
    ),
    "passed": (
        "ket qua", "dat", "dat khong dat", "dat chua dat", "ket qua dat khong dat", "ket qua dat chua dat",
        "danh gia", "ket qua kiem tra", "ket qua danh gia", "ket luan", "result",
    ),
    "remark": (
        "ghi chu", "nhan xet", "ly do", "ly do chua dat", "ly do khong dat", "ton tai", "ton tai han che",
        "y kien", "remark", "note",
    ),
}  # fmt: skip
"""Of the columns that every sample lists, without marks and signs."""
AGAINST = frozenset({"khong dat", "chua dat", "ko dat", "k dat", "vi pham", "sai", "defective"})
"""Heads a column in which a mark says the opposite."""
COUNTING = frozenset({"stt", "tt", "so tt", "so thu tu", "thu tu", "no"})
"""Heads a column that only counts the lines."""

_TICKS = frozenset(["x", "v", "☑", "☒", "✓", "✔", "√", "✅", "🗹", "🗸", "+", "●", "•", "þ", "u"])
_CROSSES = frozenset(["✗", "✘", "✕", "✖", "❌"])
_BLANK = frozenset(["☐", "□", "-", "–", "—", ".", "o", "0"])
_MET = frozenset(
    {
        "dat",
        "co",
        "d",
        "1",
        "yes",
        "true",
        "dung",
        "dung quy dinh",
        "hop le",
        "dam bao",
        "bao dam",
        "meets the rule",
    }
)
_UNMET = frozenset(
    {
        "khong", "khong dat", "chua dat", "chua", "ko", "ko dat", "k", "k dat", "kd", "cd", "0", "no", "false", "sai",
        "vi pham", "khong hop le", "chua hop le", "khong dam bao", "chua dam bao", "khong dung quy dinh",
        "chua dung quy dinh", "defective",
    }
)  # fmt: skip
_SIGNS = re.compile(r"[^0-9a-z]+")
_SELECTOR = "\ufe0f"
_NUMBERED = re.compile(r"\(?\s*(\d{1,3})\s*\)?")
LEADING = 30
"""Lines above the headings: the name of the agency, a title."""


def heading(text: str) -> str:
    """A heading as it is compared: "Số, ký hiệu (văn bản đi)" and "SỐ/KÝ HIỆU" are "so ky hieu"."""
    before, bracket, _rest = text.partition("(")
    return _SIGNS.sub(" ", fold(before if before.strip() else text if not bracket else _rest)).strip()


def passes(text: str) -> bool | None:
    """Whether a mark or word says that the rule is met; None for an empty box. Raises ValueError for anything else."""
    mark = fold(text.replace(_SELECTOR, "").replace("ü", "v"))
    bare = " ".join(mark.replace(".", " ").split())
    if mark in _TICKS or bare in _MET:
        return True
    if mark in _CROSSES or bare in _UNMET:
        return False
    if not bare or mark in _BLANK:
        return None
    raise ValueError(text)


def marked(text: str) -> bool:
    """Whether something stands in a box of a column headed "Chưa đạt"."""
    mark = fold(text.replace(_SELECTOR, "").replace("ü", "v"))
    return bool(mark) and mark not in _BLANK and mark not in ("khong", "no", "false")


def place_of(text: str, names: Sequence[frozenset[str]]) -> int | None:
    """Which column a heading names: wholly, else by how it begins, where that is two words at least."""
    wanted = heading(text)
    if not wanted:
        return None
    for place, own in enumerate(names):
        if wanted in own:
            return place
    found = [
        (len(name), place)
        for place, own in enumerate(names)
        for name in own
        if " " in name and wanted.startswith(name + " ")
    ]
    return max(found)[1] if found else None


def numbers_columns(line: Sequence[str]) -> bool:
    """Whether a line below the headings only numbers them: (1), (2), (3)."""
    matches = [_NUMBERED.fullmatch(cell) for cell in line if cell]
    found = [int(match[1]) for match in matches if match is not None]
    return len(found) == len(matches) > 1 and found == list(range(found[0], found[0] + len(found)))
