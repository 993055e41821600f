"""Phụ lục chấm điểm: the points of a visit as a workbook, every number with its derivation in words.

It is the team's and the office's own; no minutes hold it. The same score gives the same bytes.
"""

from collections.abc import Iterator
from decimal import Decimal

from inspector_app.checklist.derivation import Derivation, walk
from inspector_app.checklist.score_table import PointsKind
from inspector_app.checklist.scoring import CriterionScore, Score, ScoreState
from inspector_app.checklist.visit import Details
from inspector_app.checklist.wording import day_in_words
from inspector_app.papers.tables import Align, Band, Cell, Column, Row
from inspector_app.papers.workbook import Sheet, workbook

TITLE = "PHỤ LỤC CHẤM ĐIỂM"
INTERNAL = "Tài liệu nội bộ của Đoàn kiểm tra, không kèm biên bản"
NO_EVIDENCE = "Tự chấm nhưng chưa có tài liệu kiểm chứng"
STATES = {
    ScoreState.OPEN: "Chưa chấm",
    ScoreState.SURVEY: "Điều tra xã hội học",
    ScoreState.LEFT_OUT: "Không áp dụng",
}
KINDS = {PointsKind.BONUS: "điểm thưởng", PointsKind.PENALTY: "điểm trừ"}
INDENT = "    "

_POINTS = (
    Column("Mã", 10),
    Column("Tiêu chí", 46),
    Column("Điểm tối đa", 10, Align.RIGHT),
    Column("Đơn vị tự chấm", 10, Align.RIGHT),
    Column("Đoàn chấm", 10, Align.RIGHT),
    Column("Chênh lệch", 11, Align.RIGHT),
    Column("Tài liệu kiểm chứng", 24),
    Column("Cách tính", 50),
)
_TOTALS = (Column("Nội dung", 46), Column("Kết quả", 14, Align.RIGHT), Column("Cách tính", 70))
_STEPS = (Column("Nội dung", 60), Column("Giá trị", 14, Align.RIGHT), Column("Cách tính", 70))


def score_annex(score: Score, details: Details) -> bytes:
    """The .xlsx: totals and class, the points of each criterion, and every derivation step by step."""
    heading = _heading(score, details)
    return workbook(
        [
            Sheet(
                "Tổng hợp", heading=heading, columns=_TOTALS, rows=list(_totals(score)), lines=_remarks(score)
            ),
            Sheet("Chấm điểm", heading=heading, columns=_POINTS, rows=[_line(line) for line in score.lines]),
            Sheet("Cách tính từng số", heading=heading, columns=_STEPS, rows=list(_derivations(score))),
        ]
    )


def _heading(score: Score, details: Details) -> tuple[str, ...]:
    table = score.table
    day = "" if details.opened_at is None else f", ngày {day_in_words(details.opened_at.date())}"
    lines = [TITLE, f"{details.unit or '…'}: {details.title or 'Kiểm tra'}{day}"]
    lines.append(
        f"Bảng điểm: {table.title.vi}, năm {table.year}" + (f" ({table.source})" if table.source else "")
    )
    lines.append(INTERNAL)
    return tuple(lines) if details.notice is None else (*lines, details.notice)


def _totals(score: Score) -> Iterator[Row]:
    for total in (
        score.base,
        score.bonus,
        score.penalty,
        score.assessed,
        score.claimed,
        score.maximum,
        score.survey_maximum,
        score.percent,
    ):
        yield (total.derivation.label, total.value, total.derivation.words)
    bound = score.decision.bound
    yield ("Xếp loại", "" if bound is None else bound.name.vi, score.decision.words)


def _remarks(score: Score) -> tuple[str, ...]:
    lines = []
    if score.claimed_without_evidence:
        lines.append(f"{NO_EVIDENCE}: {', '.join(score.claimed_without_evidence)}.")
    if score.open:
        lines.append(f"Chưa chấm: {', '.join(score.open)}.")
    if score.survey_maximum.derivation.children:
        lines.append("Phần điều tra xã hội học không thuộc điểm Đoàn chấm.")
    if score.table.note:
        lines.append(f"Ghi chú của bảng điểm: {score.table.note}.")
    return tuple(lines)


def _line(line: CriterionScore) -> Row:
    criterion = line.criterion
    kind = f" ({KINDS[criterion.kind]})" if criterion.kind in KINDS else ""
    evidence = NO_EVIDENCE if line.claimed_without_evidence and line.state is not ScoreState.SUM else None
    return (
        criterion.id,
        f"{INDENT * (line.level - 1)}{criterion.name.vi}{kind}",
        line.maximum,
        line.claimed,
        STATES.get(line.state, line.assessed),
        line.difference,
        evidence,
        line.derivation.words,
    )


def _derivations(score: Score) -> Iterator[Row | Band]:
    """Criteria with points of their own, then the totals; a total names its parts without repeating them."""
    for line in score.lines:
        if line.state is not ScoreState.SUM:
            yield from _steps(line.derivation)
    yield Band("Tổng hợp")
    for total in (score.base, score.bonus, score.penalty, score.assessed, score.maximum, score.percent):
        yield _step(0, total.derivation)


def _steps(derivation: Derivation) -> Iterator[Row]:
    for depth, own in walk(derivation):
        yield _step(depth, own)


def _step(depth: int, own: Derivation) -> Row:
    value: Cell = own.value if isinstance(own.value, Decimal) else None
    return (f"{INDENT * depth}{own.label}", value, own.words)
