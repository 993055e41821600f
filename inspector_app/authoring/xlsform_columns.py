"""The columns, sheets, names and words that our checklists add to an XLSForm; reading and writing share them.

ODK and Kobo pass over columns they do not know: ours begin with "cchc::" (in the sheet choices with "cchc_",
where every column becomes an element).
"""

import re
from collections.abc import Iterable, Mapping

from inspector_app.checklist.fact import FactKind
from inspector_app.checklist.template import AreaId, Item, ItemId, Wording

VIETNAMESE = "Tiếng Việt (vi)"
ENGLISH = "English (en)"

OURS = "cchc::"
ITEM = "cchc::item"
CRITERION = "cchc::criterion"
SYMBOL = "cchc::symbol"
RESULT = "cchc::result"
RESULT_PARTLY = "cchc::result_partly"
SHORTCOMING = "cchc::shortcoming"
SHORTCOMING_GROUP = "cchc::shortcoming_group"
PARAGRAPH = "cchc::paragraph"
REMEDY = "cchc::remedy"
EVIDENCE = "cchc::evidence"
READ_ONLY = "cchc::read_only"
REQUIRED = "cchc::required"
FACT = "cchc::fact"
KIND = "cchc::kind"
UNIT = "cchc::unit"
WORDS = "cchc::words"
CHOICE_LIST = "cchc::choice_list"
DELAYS = "cchc::delays"
MEASURE = "cchc::measure"
FILES = "cchc::files"
AREA = "cchc::area"
GROUP = "cchc::group"
ORDER = "cchc::order"
TRAITS = "cchc::traits"
PART = "cchc::part"

LIST = "cchc_list"
"""In the sheet choices: the id of the list, where it cannot be the list's name in a form."""
ATTRIBUTE = "cchc_x"
"""In the sheet choices: begins the heading of an attribute whose name cannot be one (UTF-8 in hexadecimal)."""

LEGAL_SHEET = "cchc_legal"
LEGAL_COLUMNS = ("item", "citation", "valid_from", "valid_to", "checked_on", "confidence")
ABOUT_SHEET = "cchc"
ABOUT_COLUMNS = ("key", "value")

VERDICTS = "cchc_verdict"
VERDICT_OPTIONS = (
    ("yes", "Có", "Yes"),
    ("partly", "Một phần", "Partly"),
    ("no", "Không", "No"),
    ("not_applicable", "Không áp dụng", "Not applicable"),
    ("not_checked", "Chưa kiểm tra đợt này", "Not checked this time"),
)
VERDICT_LABEL = Wording("Kết luận", "Conclusion")
TRAITS_LABEL = Wording("Đặc điểm của đơn vị", "About the unit")
OTHER_LABEL = Wording("Khác", "Other")
SPECIFY_LABEL = Wording("Khác (ghi rõ)", "Other (specify)")

YES = "yes"
NO = "no"
DERIVED = "."
"""In the column of symbols: the item has no name of its own, its symbol follows from its id."""

VALUE = "value"
"""The id of the one fact of a question from elsewhere."""

PARTS: Mapping[FactKind, tuple[tuple[str, str, Wording], ...]] = {
    FactKind.SAMPLE: (
        ("population", "integer", Wording("Tổng số", "Population")),
        ("examined", "integer", Wording("Số đã xem", "Looked at")),
        ("defective", "integer", Wording("Số chưa đạt", "Not in order")),
        ("method", "text", Wording("Cách chọn", "How drawn")),
    ),
    FactKind.RATE: (
        ("numerator", "integer", Wording("Tử số", "Numerator")),
        ("denominator", "integer", Wording("Mẫu số", "Denominator")),
        ("period", "text", Wording("Kỳ", "Period")),
    ),
    FactKind.DOCUMENT: (
        ("number", "text", Wording("Số, ký hiệu", "Number")),
        ("issued", "date", Wording("Ngày", "Date")),
        ("issuer", "text", Wording("Cơ quan ban hành", "Issued by")),
        ("abstract", "text", Wording("Trích yếu", "Abstract")),
    ),
}
"""The questions that a fact of several parts becomes in a form."""

DELAY_PARTS = (
    ("real_delay", "integer", Wording("Trễ thực tế", "Late in truth")),
    ("operator_error", "integer", Wording("Lỗi tác nghiệp", "Operator's error")),
)

MAIN_CALCULATIONS: Mapping[FactKind, str] = {
    FactKind.SAMPLE: "if(${%s.examined} > 0, round(100 * ${%s.defective} div ${%s.examined}, 2), '')",
    FactKind.RATE: "if(${%s.denominator} > 0, round(100 * ${%s.numerator} div ${%s.denominator}, 2), '')",
    FactKind.DOCUMENT: "${%s.number}",
}
"""What `${symbol}` is in a form, of a fact of several parts; %s is the symbol."""

TYPES: Mapping[FactKind, str] = {
    FactKind.TEXT: "text",
    FactKind.COUNT: "integer",
    FactKind.NUMBER: "decimal",
    FactKind.DATE: "date",
    FactKind.TIME: "time",
    FactKind.MOMENT: "dateTime",
    FactKind.PLACE: "geopoint",
    FactKind.CHOICE: "select_one",
    FactKind.CHOICES: "select_multiple",
    FactKind.AMOUNT: "integer",
    FactKind.URL: "text",
    FactKind.RATE: "decimal",
    FactKind.SAMPLE: "decimal",
    FactKind.DOCUMENT: "text",
}
"""The type of question a kind becomes where it is one question."""


def derived_symbol(item_id: str) -> str:
    """What expressions call an item that has no name of its own."""
    nothing = Wording("", "")
    return Item(ItemId(item_id), "", AreaId(""), nothing, nothing).symbol


def is_vietnamese(language: str) -> bool:
    return _is(language, "vi", ("vietnamese", "tiếng việt", "tieng viet", "việt", "viet"))


def is_english(language: str) -> bool:
    return _is(language, "en", ("english", "tiếng anh", "tieng anh"))


def _is(language: str, code: str, names: Iterable[str]) -> bool:
    plain = language.strip().casefold()
    return plain == code or plain in names or re.search(rf"\({code}(-[a-z]+)?\)$", plain) is not None


def in_language(header: str, language: str) -> str:
    return f"{header}::{language}"
