"""What the cells of a one-stop register say: headings, states, ways of filing and paying, as systems write them.

Words are compared without marks and capitals.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from inspector_app.checklist.dossiers import DelayCause, DossierField
from inspector_app.checklist.folding import fold

K = TypeVar("K")
T = TypeVar("T")

HEADINGS: Mapping[DossierField, tuple[str, ...]] = {
    DossierField.CODE: (
        "Mã hồ sơ", "Số hồ sơ", "Mã số hồ sơ", "Số biên nhận", "Mã biên nhận", "Số tiếp nhận", "Mã tiếp nhận",
        "Mã HS", "Số HS", "Mã số", "Ký hiệu hồ sơ", "Hồ sơ",
    ),
    DossierField.PROCEDURE: (
        "Tên thủ tục hành chính", "Thủ tục hành chính", "Tên TTHC", "Tên thủ tục", "Thủ tục", "TTHC",
        "Dịch vụ công", "Tên dịch vụ công", "Tên dịch vụ", "Loại hồ sơ", "Tên hồ sơ", "Loại thủ tục",
    ),
    DossierField.SECTOR: ("Lĩnh vực", "Tên lĩnh vực", "Ngành"),
    DossierField.APPLICANT: (
        "Chủ hồ sơ", "Người nộp", "Người nộp hồ sơ", "Tên người nộp", "Tổ chức, cá nhân", "Cá nhân, tổ chức",
        "Tên tổ chức, cá nhân", "Tên cá nhân, tổ chức", "Họ và tên", "Họ tên", "Người yêu cầu",
        "Công dân", "Khách hàng", "Người làm đơn", "Tên khách hàng", "Tên chủ hồ sơ", "Chủ đầu tư",
    ),
    DossierField.RECEIVED: (
        "Ngày tiếp nhận", "Ngày nhận", "Thời gian tiếp nhận", "Ngày nhận hồ sơ", "Ngày giờ tiếp nhận",
        "Ngày tiếp nhận hồ sơ", "Tiếp nhận", "Ngày nộp", "Ngày nộp hồ sơ", "Thời điểm tiếp nhận", "Ngày vào",
    ),
    DossierField.DUE: (
        "Ngày hẹn trả", "Ngày hẹn trả kết quả", "Hẹn trả", "Hẹn trả kết quả", "Hạn trả", "Hạn trả kết quả",
        "Ngày hẹn", "Hạn xử lý", "Hạn giải quyết", "Ngày đến hạn", "Thời hạn giải quyết", "Thời gian hẹn trả",
        "Ngày hạn trả", "Thời hạn trả kết quả", "Thời hạn", "Ngày trả theo quy định", "Hạn trả hồ sơ",
        "Ngày hẹn trả hồ sơ", "Thời hạn xử lý",
    ),
    DossierField.SETTLED: (
        "Ngày trả kết quả", "Ngày trả", "Ngày hoàn thành", "Ngày kết thúc", "Ngày có kết quả",
        "Ngày giải quyết", "Thời gian trả kết quả", "Trả kết quả", "Ngày trả thực tế", "Ngày trả kết quả thực tế",
        "Ngày kết thúc xử lý", "Ngày xử lý xong", "Ngày hoàn tất", "Thời gian hoàn thành", "Ngày thực trả",
        "Thời gian kết thúc", "Ngày trả hồ sơ",
    ),
    DossierField.STATUS: (
        "Trạng thái", "Tình trạng", "Trạng thái hồ sơ", "Tình trạng hồ sơ", "Tình trạng xử lý",
        "Tình trạng giải quyết", "Trạng thái xử lý", "Kết quả giải quyết", "Kết quả xử lý", "Tiến độ",
        "Tình hình giải quyết", "Kết quả", "Đúng hạn/Trễ hạn", "Hạn",
    ),
    DossierField.CHANNEL: (
        "Hình thức nộp", "Hình thức tiếp nhận", "Hình thức nộp hồ sơ", "Kênh tiếp nhận", "Nguồn tiếp nhận",
        "Phương thức nộp", "Phương thức tiếp nhận", "Cách thức nộp", "Nộp trực tuyến", "Kênh nộp", "Nguồn hồ sơ",
        "Hồ sơ trực tuyến", "Hình thức",
    ),
    DossierField.DELAY_CAUSE: (
        "Nguyên nhân trễ hạn", "Lý do trễ hạn", "Nguyên nhân trễ", "Lý do trễ", "Nguyên nhân quá hạn",
        "Lý do quá hạn", "Nguyên nhân chậm", "Loại trễ hạn", "Nguyên nhân", "Lý do",
    ),
    DossierField.PAYABLE_ONLINE: (
        "Cho phép thanh toán trực tuyến", "TTHC cho phép thanh toán trực tuyến", "Được thanh toán trực tuyến",
        "Có thanh toán trực tuyến", "Áp dụng thanh toán trực tuyến", "Thủ tục thanh toán trực tuyến",
    ),
    DossierField.PAID_ONLINE: (
        "Hình thức thanh toán", "Thanh toán trực tuyến", "Đã thanh toán trực tuyến", "Phương thức thanh toán",
        "Trạng thái thanh toán", "Tình trạng thanh toán", "Kênh thanh toán", "Thanh toán", "Hình thức thu phí",
    ),
    DossierField.FEE: (
        "Số tiền", "Phí, lệ phí", "Số tiền thanh toán", "Lệ phí", "Tổng phí", "Phí", "Số tiền đã thanh toán",
        "Tổng tiền", "Số tiền (đồng)", "Số tiền đã nộp", "Tổng lệ phí", "Thành tiền",
    ),
    DossierField.TRANSACTION: (
        "Mã giao dịch", "Số giao dịch", "Mã thanh toán", "Giao dịch", "Mã giao dịch thanh toán", "Số biên lai",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """What the word for a dossier's state says; None where it does not."""

    settled: bool | None = None
    late: bool | None = None
    aside: bool = False
    """Withdrawn, refused, returned, waiting for the applicant: its time does not run."""
    open_when_late: bool = False
    """"Quá hạn" is said of what is still open, "trễ hạn" of what was settled."""
    cause: DelayCause = DelayCause.UNKNOWN

    @property
    def anything(self) -> bool:
        return self.aside or self.settled is not None or self.late is not None


_ASIDE = re.compile(
    r"\b(rut (ho so|don)|(da|xin|cong dan|nguoi dan) rut|tu choi|huy|khong (giai quyet|tiep nhan|hop le|du dieu kien)|"
    r"tra lai|tam (dung|ngung)|dung (xu ly|giai quyet|tinh thoi gian)|"
    r"(cho|yeu cau|can|dang|de nghi)( cong dan| nguoi dan| to chuc)? (bo sung|hoan thien)|"
    r"(cho|thuc hien)( thuc hien)? nghia vu tai chinh|cho thanh toan)\b"
)
_SETTLED = re.compile(
    r"\b(da (tra|giai quyet|xu ly|hoan thanh|co ket qua|xong|ket thuc|phat hanh|duyet|cap)|cho tra|"
    r"hoan (thanh|tat)|ket thuc|xu ly xong|(tre|qua|cham) han( da)? tra|som han)\b"
)
_OPEN = re.compile(
    r"\b((dang|cho|chua|moi) (xu ly|giai quyet|thuc hien|tiep nhan|phe duyet|tham dinh|den han|hoan thanh|xong|"
    r"qua han|duyet|ky)|(dang|chua) tra|con han|da (tiep nhan|bo sung)|ton( dong)?)\b"
)
_NOT_LATE = re.compile(
    r"\b(dung (han|tien do)|truoc han|som( han)?|trong han|con han|(chua|khong) (den|qua|tre)( han)?)\b"
)
_LATE = re.compile(r"\b((tre|qua|cham) (thoi )?(han|hen|tien do)|bi (tre|cham)|cham tra|tre(?! em))\b")
_OVERDUE = re.compile(r"\bqua (thoi )?han\b")
_OPERATOR = re.compile(
    r"tac nghiep|thao tac|(chua|cham|khong|quen) (cap nhat|ket thuc|bam|chuyen)|loi (phan mem|he thong|ky thuat|dong bo)"
)
_REAL = re.compile(r"thuc te|thuc su|tre that|that su")
_NONE = re.compile(r"[-–—._/\s]*|null|none|n/?a|khong co|chua co|chua tra|trong")


def said_of(text: str) -> Said:
    """What a word for the state says."""
    words = fold(text)
    if _NONE.fullmatch(words):
        return Said()
    if _ASIDE.search(words) and "da bo sung" not in words:
        return Said(aside=True)
    late = None
    if _NOT_LATE.search(words):
        late = False
    elif _LATE.search(words):
        late = True
    settled = None
    if _OPEN.search(words):
        settled = False
    elif _SETTLED.search(words):
        settled = True
    return Said(settled, late, False, _OVERDUE.search(words) is not None, cause_of(words))


def cause_of(text: str) -> DelayCause:
    """Whether a delay was real or a slip in the software; a reason that is neither word stays unknown."""
    words = fold(text)
    if _OPERATOR.search(words):
        return DelayCause.OPERATOR
    return DelayCause.REAL if _REAL.search(words) else DelayCause.UNKNOWN


_YES = frozenset({"x", "co", "1", "true", "yes", "y", "v", "da", "✓", "✔", "☑", "duoc", "dung", "co ap dung"})
_NO = frozenset({"khong", "0", "false", "no", "n", "chua", "k", "ko", "☐", "khong ap dung", "sai"})
_BY_HAND = re.compile(
    r"truc tiep|tai (quay|bo phan|tru so|noi|cho)|mot cua|buu (chinh|dien)|bcci|vnpost|giay"
)
_ONLINE = re.compile(
    r"truc tuyen|online|qua mang|dich vu cong|\bdvc|toan trinh|mot phan|internet|vneid|cong (quoc gia|tinh)"
)
_CASH = re.compile(r"tien mat|truc tiep|tai (quay|bo phan)|mien (phi|le phi)|buu (chinh|dien)|chuyen khoan")
_PAID = re.compile(
    r"truc tuyen|online|paygov|payment ?platform|vnpt ?pay|viettel ?(pay|money)|vnpay|momo|zalopay|napas|keypay|dich vu cong|\bdvc|qr"
)
_UNPAID = re.compile(r"\b(chua|khong)\b")


def yes_of(text: str) -> bool | None:
    """Whether a cell says yes; None where it is empty or says something else."""
    words = fold(text)
    if words in _YES:
        return True
    if words in _NO:
        return False
    if words.startswith(("co ", "duoc ", "cho phep")):
        return True
    return False if words.startswith(("khong", "chua")) else None


def online_of(text: str) -> bool | None:
    """Whether a dossier was filed online; None where the cell does not say how."""
    told = yes_of(text)
    if told is not None:
        return told
    words = fold(text)
    if _BY_HAND.search(words) and "truc tuyen" not in words:
        return False
    return True if _ONLINE.search(words) else None


def paid_of(text: str) -> bool | None:
    """Whether a fee was paid online, by the word for it or by its means; None where the cell does not say."""
    told = yes_of(text)
    if told is not None:
        return told
    words = fold(text)
    if _UNPAID.search(words):
        return False
    if _PAID.search(words):
        return True
    return False if _CASH.search(words) else None


def says_nothing(text: str) -> bool:
    """Empty, or one of the words for it."""
    return _NONE.fullmatch(fold(text)) is not None


class Learnt(dict[K, T]):
    """What texts mean, each worked out once; it forgets all when there are too many to be words."""

    def __init__(self, learn: Callable[[K], T], most: int = 100_000) -> None:
        super().__init__()
        self._learn = learn
        self._most = most

    def __missing__(self, key: K) -> T:
        if len(self) >= self._most:
            self.clear()
        value = self[key] = self._learn(key)
        return value


# With their marks: "Trương", "Bàn" are people.
_ORGANISATION = re.compile(
    r"(tổng )?(công ty|cty|tập đoàn|chi nhánh|ngân hàng|ủy ban|uỷ ban|ubnd|hđnd|sở|phòng|ban quản lý|bql\w*|bệnh viện|"
    r"trường (thpt|thcs|tiểu học|mầm non|mẫu giáo|đại học|cao đẳng|trung|học|chính trị|phổ thông|dạy)|"
    r"trung tâm|hợp tác xã|htx|liên hiệp|viện|hội|cục|chi cục|công an|tòa án|bảo hiểm|văn phòng|xí nghiệp|nhà máy|"
    r"liên danh|quỹ)\b"
)
_CUT = re.compile(r"\s*([(;\n]| - |, (ông|bà|đại diện)|đại diện|do ông|do bà).*", re.IGNORECASE | re.DOTALL)
_LONGEST_NAME = 6


def masked(name: str) -> str:
    """A citizen's name as initials, "N. V. A.", from which nobody finds the name; numbers are left out.

    Organisations keep theirs: what protects personal data protects citizens. A household business and a sole
    proprietor go by a person's name and are masked.
    """
    if _ORGANISATION.match(name.lower()):
        return _CUT.sub("", name)
    words = [word for word in re.split(r"[\s,;()/-]+", name) if word[:1].isalpha()]
    return " ".join(f"{word[0].upper()}." for word in words[:_LONGEST_NAME])
