"""The unit's self-check (Biểu tự kiểm tra): its words and columns, what a filled one says, and the comparison
with what the team finds. It knows rows of text, not the files they come from.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from inspector_app.checklist.cells import place_of
from inspector_app.checklist.folding import fold
from inspector_app.checklist.template import Item, ItemId, Template
from inspector_app.checklist.visit import ItemVerdict, Reported, Visit, VisitId

ITEM_KEY = "Mã nội dung"
REQUIREMENT_KEY = "Mã yêu cầu"
VERDICT = "Đơn vị tự đánh giá"
FIGURES = "Số liệu"
EVIDENCE = "Tài liệu kiểm chứng"
REMARK = "Kết quả thực hiện, ghi chú"
QUESTION = "Nội dung kiểm tra"
SHEET = "Biểu tự kiểm tra"
KEYS_SHEET = "Khóa"
VISIT_KEY = "visit"
TEMPLATE_KEY = "template"

WORDS = {
    ItemVerdict.YES: "Có",
    ItemVerdict.PARTLY: "Một phần",
    ItemVerdict.NO: "Không",
    ItemVerdict.NOT_APPLICABLE: "Không áp dụng",
}
"""What the unit chooses from; Chưa kiểm tra is the team's word alone."""
_VERDICTS = {fold(word): verdict for verdict, word in WORDS.items()}
_FIELDS = {VERDICT: "verdict", FIGURES: "figures", EVIDENCE: "evidence", REMARK: "text"}


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table from outside, at its place."""

    sheet: str
    row: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Filled:
    """A recognised row; `reported` is empty where the unit wrote nothing."""

    sheet: str
    row: int
    reported: Reported

    @property
    def empty(self) -> bool:
        own = self.reported
        return not (own.verdict or own.text or own.figures or own.evidence)


class ProblemKind(StrEnum):
    OTHER_VERSION = "other_version"
    """The requirement's text has changed since: the answer is to another question."""
    UNKNOWN_ITEM = "unknown_item"
    UNKNOWN_WORD = "unknown_word"
    """The verdict is none of the words; the rest of the row counts."""
    TWICE = "twice"
    NO_KEY = "no_key"
    """A row that the unit added, or whose hidden key is gone."""
    UNCALCULATED = "uncalculated"
    """A formula whose result the file does not hold."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is not taken over, at its place, with the words that stand there."""

    kind: ProblemKind
    sheet: str
    row: int
    column: int
    """From 1; of the whole row the first."""
    words: str
    item: ItemId | None = None

    @property
    def place(self) -> str:
        """Sheet and cell as people say them; a csv has no sheets."""
        cell = place_of(self.row, self.column)
        return f"{self.sheet}, {cell}" if self.sheet else cell


@dataclass(frozen=True, slots=True)
class Reading:
    """What a filled self-check says; every row with words is in `rows` or in `problems`."""

    rows: tuple[Filled, ...]
    problems: tuple[Problem, ...]
    missing: tuple[ItemId, ...]
    """Items in scope that the file has no row for."""
    visit: VisitId | None = None
    """The visit that the file was made for, where it still says so."""
    template_sha256: str | None = None

    @property
    def answered(self) -> tuple[Filled, ...]:
        return tuple(row for row in self.rows if not row.empty)


class Agreement(StrEnum):
    """How the unit's word and the team's finding stand to each other, in the order of interest."""

    DIFFERS = "differs"
    BY_EYE = "by_eye"
    """Both say something that only a person can compare: figures, words."""
    ONLY_UNIT = "only_unit"
    ONLY_TEAM = "only_team"
    EQUAL = "equal"


@dataclass(frozen=True, slots=True)
class Comparison:
    """One item: Đơn vị báo cáo beside Đoàn kiểm tra."""

    item: ItemId
    agreement: Agreement
    reported: Reported | None


def in_scope(visit: Visit, template: Template) -> tuple[Item, ...]:
    """What the unit is asked: items of the inspection's scope that apply and ask something, in order."""
    scope = visit.details.scope
    return tuple(
        item
        for item in template.items
        if (scope is None or item.id in scope) and visit.applies(item.id) and not item.read_only
    )


def compare(visit: Visit, template: Template) -> tuple[Comparison, ...]:
    """Every item of which either side says something, differing ones first, else in the checklist's order."""
    found = []
    for item in template.items:
        agreement = _agreement(visit, item)
        if agreement is not None:
            found.append(Comparison(item.id, agreement, visit.reported.get(item.id)))
    order = list(Agreement)
    return tuple(sorted(found, key=lambda own: order.index(own.agreement)))


def _agreement(visit: Visit, item: Item) -> Agreement | None:
    reported = visit.reported.get(item.id)
    answer = visit.answer(item.id)
    verdict = None if answer.verdict is ItemVerdict.NOT_CHECKED else answer.verdict
    team_says = verdict is not None or bool(answer.facts) or answer.result is not None
    unit_says = reported is not None and not Filled("", 0, reported).empty
    if not team_says:
        return Agreement.ONLY_UNIT if unit_says else None
    if reported is None or not unit_says:
        return Agreement.ONLY_TEAM
    if reported.verdict is None or verdict is None:
        return Agreement.BY_EYE
    return Agreement.EQUAL if reported.verdict is verdict else Agreement.DIFFERS


def read(template: Template, lines: Iterable[Line], asked: Sequence[Item]) -> Reading:
    """What the lines of a filled self-check say; their order does not matter, nor what was put between.

    A sheet counts from its header on: the row with the titles of the columns. `asked` are the items in scope.
    """
    reader = _Reader(template)
    for line in lines:
        reader.take(line)
    seen = {row.reported.item for row in reader.rows}
    refused = {problem.item for problem in reader.problems}
    missing = tuple(item.id for item in asked if item.id not in seen and item.id not in refused)
    visit = reader.keys.get(VISIT_KEY)
    return Reading(
        tuple(reader.rows),
        tuple(reader.problems),
        missing,
        VisitId(visit) if visit else None,
        reader.keys.get(TEMPLATE_KEY),
    )


class _Reader:
    """Goes through lines and remembers the columns of the sheet it is in."""

    def __init__(self, template: Template) -> None:
        self.rows: list[Filled] = []
        self.problems: list[Problem] = []
        self.keys: dict[str, str] = {}
        self._items = {str(item.id): item for item in template.items}
        self._by_question: dict[str, Item | None] = {}
        for item in template.items:
            question = fold(item.question.vi)
            # A question that two items ask says nothing of which.
            self._by_question[question] = None if question in self._by_question else item
        self._sheet: str | None = None
        self._columns: dict[str, int] = {}
        self._taken: dict[ItemId, Reported] = {}

    def take(self, line: Line) -> None:
        if line.sheet != self._sheet:
            self._sheet, self._columns = line.sheet, {}
        if fold(line.sheet) == fold(KEYS_SHEET):
            if len(line.cells) > 1:
                self.keys[line.cells[0]] = line.cells[1]
            return
        if header := _header(line.cells):
            self._columns = header
            return
        item = self._item(line) if self._columns else None
        if item is not None:
            self._fill(line, item)

    def _item(self, line: Line) -> Item | None:
        """The item that a row answers; None where it says nothing, or a problem is noted instead."""
        key, digest = self._text(line, ITEM_KEY), self._text(line, REQUIREMENT_KEY)
        if not key and not digest:
            item = self._by_question.get(fold(self._text(line, QUESTION)))
            if item is None and self._says_something(line):
                self._note(ProblemKind.NO_KEY, line)
            return item
        item = self._items.get(key)
        if item is None or item.digest != digest:
            if self._says_something(line):
                kind = ProblemKind.UNKNOWN_ITEM if item is None else ProblemKind.OTHER_VERSION
                self._note(kind, line, ItemId(key))
            return None
        return item

    def _fill(self, line: Line, item: Item) -> None:
        own = {name: self._text(line, title) or None for title, name in _FIELDS.items()}
        word = own.pop("verdict")
        verdict = _VERDICTS.get(fold(word)) if word else None
        reported = Reported(item.id, verdict, **own)
        if item.id in self._taken:
            if reported != self._taken[item.id] and not Filled(line.sheet, line.row, reported).empty:
                self._note(ProblemKind.TWICE, line, item.id)
            return
        if word and verdict is None:
            column = self._columns[VERDICT]
            self.problems.append(
                Problem(ProblemKind.UNKNOWN_WORD, line.sheet, line.row, column, word, item.id)
            )
        self._taken[item.id] = reported
        self.rows.append(Filled(line.sheet, line.row, reported))

    def _text(self, line: Line, title: str) -> str:
        column = self._columns.get(title, 0)
        return line.cells[column - 1].strip() if 0 < column <= len(line.cells) else ""

    def _says_something(self, line: Line) -> bool:
        return any(self._text(line, title) for title in (*_FIELDS, QUESTION))

    def _note(self, kind: ProblemKind, line: Line, item: ItemId | None = None) -> None:
        words = "; ".join(text for title in (QUESTION, *_FIELDS) if (text := self._text(line, title)))
        self.problems.append(Problem(kind, line.sheet, line.row, 1, words, item))


def _header(cells: Sequence[str]) -> dict[str, int]:
    """Columns by title, where a row is the header; columns may have been moved or put between."""
    titles = {fold(title): title for title in (ITEM_KEY, REQUIREMENT_KEY, QUESTION, *_FIELDS)}
    found = {titles[fold(cell)]: number for number, cell in enumerate(cells, start=1) if fold(cell) in titles}
    return found if VERDICT in found and (ITEM_KEY in found or QUESTION in found) else {}
