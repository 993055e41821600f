"""Tables of points as sheets of a workbook, where officials are at home: rows of cells out, rows of text in.

It knows neither the program that writes workbooks nor the one that opens them; a fault names sheet, row and
column. The words of the sheets are Vietnamese, as the offices that fill them.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from inspector_app.authoring import score_tables
from inspector_app.authoring.sheet_cells import Line, Reader, Rows, Value
from inspector_app.checklist.derivation import number
from inspector_app.checklist.fact import FactId
from inspector_app.checklist.points import VERDICTS
from inspector_app.checklist.score_table import (
    ByExpression,
    ByRate,
    ByVerdict,
    ClassBound,
    Criterion,
    CriterionId,
    PointsKind,
    Rounding,
    RoundingMode,
    RoundingStep,
    ScoreTable,
    Step,
)
from inspector_app.checklist.template import Confidence, ItemId, Wording
from inspector_app.errors import N_

Cell = str | int | Decimal | date | None

CRITERIA, CLASSES, ABOUT = "Tiêu chí", "Xếp loại", "Thông tin"
COLUMNS = {
    CRITERIA: (
        "Mã",
        "Thuộc",
        "Tên tiêu chí",
        "Tên tiếng Anh",
        "Điểm tối đa",
        "Loại điểm",
        "Điều tra xã hội học",
        "Nội dung kiểm tra",
        "Cách tính",
        "Công thức",
        "Ghi chú",
    ),
    CLASSES: ("Hạng", "Tên tiếng Anh", "Từ (%)", "Ghi chú"),
    ABOUT: ("Mục", "Giá trị"),
}
HELP = {
    CRITERIA: (
        "Tiêu chí có tiêu chí thành phần đứng trước các tiêu chí đó; điểm của nó là tổng.",
        "Theo kết luận: Có: 1; Một phần: 0,5; Không: 0 (phần của điểm tối đa).",
        "Theo tỷ lệ: 19/overdue; đến 1: 1; đến 5: 0,5; còn lại: 0 (nội dung/số liệu; mức đầu tiên phù hợp).",
    ),
    CLASSES: ("Xếp từ hạng cao xuống; để trống ngưỡng chưa có quy định.",),
    ABOUT: (),
}
"""Lines above a sheet's table, for whoever fills it in."""
KINDS = {PointsKind.BASE: "Điểm chuẩn", PointsKind.BONUS: "Điểm thưởng", PointsKind.PENALTY: "Điểm trừ"}
BY_HAND, BY_VERDICT, BY_RATE, BY_EXPRESSION = "Chấm tay", "Theo kết luận", "Theo tỷ lệ", "Theo biểu thức"
READINGS = (BY_HAND, BY_VERDICT, BY_RATE, BY_EXPRESSION)
YES, NO = "Có", "Không"
MODES = {
    RoundingMode.HALF_UP: "Nửa làm tròn lên",
    RoundingMode.HALF_EVEN: "Nửa về số chẵn",
    RoundingMode.DOWN: "Bỏ phần lẻ",
}
STEPS = {RoundingStep.CRITERION: "Từng tiêu chí", RoundingStep.TOTAL: "Tổng điểm"}
CONFIDENCES = {Confidence.HIGH: "Cao", Confidence.MEDIUM: "Trung bình", Confidence.LOW: "Thấp"}
REST = "còn lại"

_STEP = re.compile(r"(?:từ (?P<low>[\d.,]+))?\s*(?:đến (?P<high>[\d.,]+))?")


def to_sheets(table: ScoreTable) -> dict[str, list[list[Cell]]]:
    """The rows of each sheet, below the row of `COLUMNS`."""
    return {
        CRITERIA: [_criterion_row(criterion) for criterion in table.criteria],
        CLASSES: [[own.name.vi, own.name.en, own.from_percent, own.note] for own in table.classes],
        ABOUT: [[name, own] for name, own in _about(table).items()],
    }


def from_sheets(sheets: Mapping[str, Rows], file: str) -> ScoreTable:
    """The table that the sheets hold; lines above the row that names a sheet's columns are passed over.

    Raises ChecklistError: SCORES-SHEET naming sheet, row and column; SCORES-FIELD.
    """
    reader = Reader(file)
    about = {Value(line, "Mục").text: line for line in reader.lines(sheets, ABOUT, COLUMNS[ABOUT])}
    criteria = tuple(_criterion(line) for line in reader.lines(sheets, CRITERIA, COLUMNS[CRITERIA]))
    classes = tuple(_class(line) for line in reader.lines(sheets, CLASSES, COLUMNS[CLASSES]))
    if not criteria:
        raise reader.fault(CRITERIA, 1, "Mã", N_("There is no criterion on the sheet."))

    def value(name: str) -> Value:
        return Value(about.get(name) or reader.nothing(ABOUT), "Giá trị")

    title = value("Tên bảng").needed()
    table = ScoreTable(
        id=value("Mã bảng").needed(),
        year=value("Năm").whole(2000, 2199) or 0,
        title=Wording(title, value("Tên tiếng Anh").text or title),
        criteria=criteria,
        province=value("Tỉnh").text,
        classes=classes,
        rounding=Rounding(
            value("Số chữ số thập phân").whole(0, 6, 2) or 0,
            value("Cách làm tròn").one_of(MODES, RoundingMode.HALF_UP),
            value("Làm tròn ở").one_of(STEPS, RoundingStep.CRITERION),
            value("Số chữ số của tỷ lệ").whole(0, 6, 2) or 0,
        ),
        leaves_out_inapplicable=value("Bỏ tiêu chí không áp dụng").text == YES,
        checklist=value("Mã danh mục kiểm tra").text,
        source=value("Nguồn").text,
        confidence=value("Độ tin cậy").one_of(CONFIDENCES, Confidence.MEDIUM),
        checked_on=value("Ngày kiểm tra").day(),
        note=value("Ghi chú").text,
    )
    score_tables.check(table, file)
    # The form of a TOML file is the form of every table: names, lengths, lines.
    return score_tables.read_table(score_tables.write_table(table), file)


def _about(table: ScoreTable) -> dict[str, Cell]:
    rounding = table.rounding
    return {
        "Mã bảng": table.id,
        "Năm": table.year,
        "Tên bảng": table.title.vi,
        "Tên tiếng Anh": table.title.en,
        "Tỉnh": table.province,
        "Mã danh mục kiểm tra": table.checklist,
        "Nguồn": table.source,
        "Độ tin cậy": CONFIDENCES[table.confidence],
        "Ngày kiểm tra": table.checked_on,
        "Ghi chú": table.note,
        "Bỏ tiêu chí không áp dụng": YES if table.leaves_out_inapplicable else NO,
        "Số chữ số thập phân": rounding.places,
        "Cách làm tròn": MODES[rounding.mode],
        "Làm tròn ở": STEPS[rounding.step],
        "Số chữ số của tỷ lệ": rounding.percent_places,
    }


def _criterion_row(criterion: Criterion) -> list[Cell]:
    way, formula = _formula(criterion.reads)
    return [
        criterion.id,
        criterion.parent,
        criterion.name.vi,
        criterion.name.en,
        criterion.max,
        KINDS[criterion.kind],
        YES if criterion.survey else None,
        "; ".join(criterion.items) or None,
        way,
        formula,
        criterion.note,
    ]


def _formula(reads: ByVerdict | ByRate | ByExpression | None) -> tuple[str, str | None]:
    match reads:
        case ByVerdict(shares=shares):
            parts = [f"{VERDICTS[verdict]}: {number(share)}" for verdict, share in shares.items()]
            return BY_VERDICT, "; ".join(parts) or None
        case ByRate():
            parts = [
                f"{reads.item}/{reads.fact}",
                *(f"{_step(own)}: {number(own.share)}" for own in reads.steps),
            ]
            return BY_RATE, "; ".join(parts)
        case ByExpression(text=text):
            return BY_EXPRESSION, text
    return BY_HAND, None


def _step(step: Step) -> str:
    low = "" if step.at_least is None else f"từ {number(step.at_least)}"
    high = "" if step.at_most is None else f"đến {number(step.at_most)}"
    return " ".join(part for part in (low, high) if part) or REST


def _criterion(line: Line) -> Criterion:
    name = Value(line, "Tên tiêu chí").needed()
    parent = Value(line, "Thuộc").text
    items = Value(line, "Nội dung kiểm tra").text or ""
    survey = Value(line, "Điều tra xã hội học").text
    if survey not in (None, YES, NO):
        raise line.fault("Điều tra xã hội học", N_("Có or nothing is expected, not {text}."), text=survey)
    return Criterion(
        id=CriterionId(Value(line, "Mã").needed()),
        name=Wording(name, Value(line, "Tên tiếng Anh").text or name),
        parent=None if parent is None else CriterionId(parent),
        max=Value(line, "Điểm tối đa").decimal(),
        kind=Value(line, "Loại điểm").one_of(KINDS, PointsKind.BASE),
        survey=survey == YES,
        items=tuple(ItemId(own.strip()) for own in items.split(";") if own.strip()),
        reads=_reads(line),
        note=Value(line, "Ghi chú").text,
    )


def _reads(line: Line) -> ByVerdict | ByRate | ByExpression | None:
    way = (Value(line, "Cách tính").text or BY_HAND).casefold()
    formula = Value(line, "Công thức", verbatim=True)
    readers: dict[str, Callable[[Value], ByVerdict | ByRate | ByExpression | None]] = {
        BY_HAND.casefold(): lambda _formula: None,
        BY_VERDICT.casefold(): _by_verdict,
        BY_RATE.casefold(): _by_rate,
        BY_EXPRESSION.casefold(): lambda own: ByExpression(own.needed()),
    }
    if way not in readers:
        why = N_("One of these is expected: {known}; not {text}.")
        raise line.fault("Cách tính", why, known="; ".join(READINGS), text=way)
    return readers[way](formula)


def _by_verdict(formula: Value) -> ByVerdict:
    verdicts = {word.casefold(): verdict for verdict, word in VERDICTS.items()}
    shares = {}
    for part in _parts(formula.text or ""):
        word, _, share = part.rpartition(":")
        verdict = verdicts.get(word.strip().casefold())
        if verdict is None:
            why = N_("Shares are written like Có: 1; Một phần: 0,5; Không: 0, not {text}.")
            raise formula.line.fault(formula.column, why, text=part)
        shares[verdict] = formula.as_decimal(share)
    return ByVerdict(shares)


def _by_rate(formula: Value) -> ByRate:
    figure, *steps = _parts(formula.needed())
    item, _, fact = figure.partition("/")
    why = N_("Steps are written like 19/overdue; đến 1: 1; đến 5: 0,5; còn lại: 0, not {text}.")
    if not item or not fact or ":" in figure:
        raise formula.line.fault(formula.column, why, text=figure)
    found = []
    for part in steps:
        words, _, share = part.rpartition(":")
        words = words.strip().casefold()
        match = _STEP.fullmatch(words)
        if words != REST and (match is None or not words):
            raise formula.line.fault(formula.column, why, text=part)
        low, high = (None, None) if match is None or words == REST else match.group("low", "high")
        found.append(
            Step(
                formula.as_decimal(share),
                None if low is None else formula.as_decimal(low),
                None if high is None else formula.as_decimal(high),
            )
        )
    return ByRate(ItemId(item.strip()), FactId(fact.strip()), tuple(found))


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _class(line: Line) -> ClassBound:
    name = Value(line, "Hạng").needed()
    return ClassBound(
        Wording(name, Value(line, "Tên tiếng Anh").text or name),
        Value(line, "Từ (%)").decimal(),
        Value(line, "Ghi chú").text,
    )
