"""The unit's self-check: read in any order, nothing dropped silently, differing lines first beside the team's."""

from dataclasses import replace

import pytest

from inspector_app.checklist.assembly import assemble
from inspector_app.checklist.fact import Count, FactId, FactKind
from inspector_app.checklist.self_check import (
    EVIDENCE,
    FIGURES,
    ITEM_KEY,
    KEYS_SHEET,
    QUESTION,
    REMARK,
    REQUIREMENT_KEY,
    SHEET,
    VERDICT,
    Agreement,
    Line,
    ProblemKind,
    compare,
    in_scope,
    read,
)
from inspector_app.checklist.template import Area, AreaId, FactSpec, Item, ItemId, Template, Wording
from inspector_app.checklist.visit import ItemVerdict, Reported, Visit, VisitId

HEADER = ("STT", ITEM_KEY, REQUIREMENT_KEY, QUESTION, VERDICT, FIGURES, EVIDENCE, REMARK)


def wording(text: str) -> Wording:
    return Wording(text, text)


def item(key: str, question: str, **more: object) -> Item:
    return Item(ItemId(key), key, AreaId("1"), wording(question), wording("Xem hồ sơ"), **more)  # type: ignore[arg-type]


COUNT = FactSpec(FactId("number"), FactKind.COUNT, wording("Số văn bản"))
TEMPLATE = Template(
    "thu",
    "1",
    wording("Danh mục thử"),
    (Area(AreaId("1"), wording("Chỉ đạo, điều hành")),),
    (
        item("1", "Ban hành kế hoạch"),
        item("2", "Bố trí công chức"),
        item("3", "Số văn bản ký số", asks_verdict=False, facts=(COUNT,)),
        item("4", "Niêm yết công khai"),
        item("5", "Lời dẫn", read_only=True),
    ),
)


def visit(values: dict[tuple[str, str], object]) -> Visit:
    return assemble(VisitId("v"), TEMPLATE, TEMPLATE.ref, values)


def row(number: int, key: str, *cells: str, digest: str | None = None, question: str = "") -> Line:
    found = TEMPLATE.item(ItemId(key))
    own = digest if digest is not None else (found.digest if found else "")
    return Line(SHEET, number, (str(number), key, own, question, *cells))


def reading(*lines: Line):
    return read(TEMPLATE, (Line(SHEET, 4, HEADER), *lines), in_scope(visit({}), TEMPLATE))


def kinds(found) -> list[tuple[ProblemKind, int]]:
    return [(problem.kind, problem.row) for problem in found.problems]


def test_rows_are_recognised_in_any_order() -> None:
    found = reading(row(5, "4", "Có"), row(6, "1", "Một phần", "12", "KH 01", "Đang làm"), row(9, "2"))
    assert [own.reported.item for own in found.rows] == ["4", "1", "2"]
    assert found.rows[1].reported == Reported(ItemId("1"), ItemVerdict.PARTLY, "Đang làm", "12", "KH 01")
    assert [own.reported.item for own in found.answered] == ["4", "1"]
    assert (found.problems, found.missing) == ((), ("3",))


@pytest.mark.parametrize(
    ("word", "verdict"),
    [
        ("Có", ItemVerdict.YES),
        ("co", ItemVerdict.YES),
        (" một  PHẦN ", ItemVerdict.PARTLY),
        ("Không", ItemVerdict.NO),
        ("không áp dụng", ItemVerdict.NOT_APPLICABLE),
        ("Ko\u0302\u0301ng".replace("\u0301", ""), None),
    ],
)
def test_words_of_the_verdict(word: str, verdict: ItemVerdict | None) -> None:
    found = reading(row(5, "1", word, "12"))
    assert found.rows[0].reported.verdict is verdict
    assert found.rows[0].reported.figures == "12"


def test_an_unknown_word_is_named_with_its_place_and_the_rest_of_the_row_counts() -> None:
    found = reading(row(7, "1", "Chưa rõ", "12"))
    (problem,) = found.problems
    assert (problem.kind, problem.sheet, problem.row, problem.column) == (
        ProblemKind.UNKNOWN_WORD,
        SHEET,
        7,
        5,
    )
    assert (problem.words, problem.item) == ("Chưa rõ", "1")
    assert problem.place == "Biểu tự kiểm tra, E7"
    assert found.rows[0].reported == Reported(ItemId("1"), None, None, "12", None)


def test_the_team_s_own_word_is_not_the_unit_s() -> None:
    assert kinds(reading(row(5, "1", "Chưa kiểm tra đợt này"))) == [(ProblemKind.UNKNOWN_WORD, 5)]


def test_an_answer_to_another_wording_is_listed_and_not_taken() -> None:
    found = reading(row(5, "1", "Có", "12", digest="0" * 64, question="Ban hành kế hoạch cũ"))
    assert found.rows == ()
    (problem,) = found.problems
    assert (problem.kind, problem.item) == (ProblemKind.OTHER_VERSION, "1")
    assert problem.words == "Ban hành kế hoạch cũ; Có; 12"
    assert "1" not in found.missing


def test_items_of_another_checklist_are_listed() -> None:
    assert kinds(reading(row(5, "99", "Có", digest="0" * 64))) == [(ProblemKind.UNKNOWN_ITEM, 5)]


def test_rows_that_the_unit_added_are_listed_and_empty_ones_are_not() -> None:
    added = Line(SHEET, 20, ("", "", "", "Sáng kiến của đơn vị", "Có", "", "", ""))
    assert kinds(reading(added, Line(SHEET, 21, ("", "", "", "", "", "", "", "")))) == [
        (ProblemKind.NO_KEY, 20)
    ]


def test_a_row_without_its_keys_is_known_by_its_question() -> None:
    pasted = Line(SHEET, 20, ("1", "", "", "  ban hành   KẾ HOẠCH", "Có", "", "", ""))
    found = reading(pasted)
    assert found.rows[0].reported == Reported(ItemId("1"), ItemVerdict.YES)


def test_a_question_that_two_items_ask_is_not_guessed() -> None:
    twin = replace(TEMPLATE, items=(*TEMPLATE.items, item("6", "Ban hành kế hoạch")))
    pasted = Line(SHEET, 5, ("", "", "", "Ban hành kế hoạch", "Có", "", "", ""))
    found = read(twin, (Line(SHEET, 4, HEADER), pasted), ())
    assert [problem.kind for problem in found.problems] == [ProblemKind.NO_KEY]


def test_a_second_answer_to_an_item_is_listed_unless_it_says_the_same() -> None:
    assert kinds(reading(row(5, "1", "Có"), row(6, "1", "Không"))) == [(ProblemKind.TWICE, 6)]
    assert kinds(reading(row(5, "1", "Có"), row(6, "1", "Có"), row(7, "1"))) == []


def test_columns_may_be_moved_and_put_between() -> None:
    header = (VERDICT, "Ghi chú riêng", REQUIREMENT_KEY, ITEM_KEY)
    line = Line(SHEET, 9, ("Không", "bỏ qua", TEMPLATE.items[0].digest, "1"))
    found = read(TEMPLATE, (Line(SHEET, 8, header), line), ())
    assert found.rows[0].reported == Reported(ItemId("1"), ItemVerdict.NO)


def test_a_sheet_without_the_header_says_nothing_and_the_keys_sheet_says_whose_it_is() -> None:
    lines = (
        Line("Hướng dẫn", 1, ("HƯỚNG DẪN",)),
        Line(SHEET, 4, HEADER),
        row(5, "1", "Có"),
        Line("Hướng dẫn", 2, ("1", "Có")),
        Line(KEYS_SHEET, 2, ("visit", "v")),
        Line(KEYS_SHEET, 3, ("template", TEMPLATE.digest)),
    )
    found = read(TEMPLATE, lines, ())
    assert (found.visit, found.template_sha256) == ("v", TEMPLATE.digest)
    assert len(found.rows) == 1
    assert found.problems == ()


def test_what_is_asked_follows_scope_and_leaves_texts_to_read_out() -> None:
    assert [own.id for own in in_scope(visit({}), TEMPLATE)] == ["1", "2", "3", "4"]
    assert [own.id for own in in_scope(visit({("visit", "scope"): ["4", "1"]}), TEMPLATE)] == ["1", "4"]
    away = replace(visit({}), inapplicable=frozenset({ItemId("2")}))
    assert [own.id for own in in_scope(away, TEMPLATE)] == ["1", "3", "4"]


def test_differing_lines_come_first() -> None:
    found = compare(
        visit(
            {
                ("answer:1", "verdict"): "yes",
                ("reported:1", "verdict"): "yes",
                ("answer:2", "verdict"): "no",
                ("answer:3", "number"): {"kind": "count", "number": 7, "origin": {}},
                ("reported:3", "figures"): "9 văn bản",
                ("answer:4", "verdict"): "partly",
                ("reported:4", "verdict"): "yes",
                ("reported:4", "text"): "Đã niêm yết",
            }
        ),
        TEMPLATE,
    )
    assert [(line.item, line.agreement) for line in found] == [
        ("4", Agreement.DIFFERS),
        ("3", Agreement.BY_EYE),
        ("2", Agreement.ONLY_TEAM),
        ("1", Agreement.EQUAL),
    ]
    assert found[0].reported == Reported(ItemId("4"), ItemVerdict.YES, "Đã niêm yết")


def test_what_the_team_has_not_checked_is_the_unit_s_word_alone() -> None:
    values = {("answer:1", "verdict"): "not_checked", ("reported:1", "verdict"): "yes"}
    assert [line.agreement for line in compare(visit(values), TEMPLATE)] == [Agreement.ONLY_UNIT]
    assert compare(visit({("answer:1", "verdict"): "not_checked"}), TEMPLATE) == ()


def test_figures_alone_count_as_the_team_s_finding() -> None:
    found = replace(visit({}).answer(ItemId("3")), facts={FactId("number"): Count(7)})
    own = replace(visit({}), answers={ItemId("3"): found})
    assert [line.agreement for line in compare(own, TEMPLATE)] == [Agreement.ONLY_TEAM]
