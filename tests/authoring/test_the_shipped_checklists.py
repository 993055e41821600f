"""The checklists that come with the program: every item of the printed list, in its place, in our words."""

from datetime import date

import pytest

from inspector_app.authoring import toml
from inspector_app.checklist import sentences
from inspector_app.checklist.template import Confidence, Template
from inspector_app.errors import ChecklistError

HEADINGS = [
    "Công tác chỉ đạo, điều hành CCHC",
    "Cải cách thể chế",
    "Cải cách TTHC",
    "Cải cách tổ chức bộ máy hành chính nhà nước",
    "Cải cách chế độ công vụ",
    "Cải cách tài chính công",
    "Xây dựng và phát triển chính quyền điện tử, chính quyền số",
]

AREA_OF_CRITERION = {
    "1": "1 2 3 4 5 6 7 32 33",
    "2": "9 10 11",
    "3": "8 14 15 16 17 18 19 20",
    "4": "13 21",
    "6": "22 23",
    "7": "12 24 25 26 27 28 29 30 31",
}

ON_THE_VISIT_OF_2022 = date(2022, 5, 20)


@pytest.fixture(scope="module")
def of_2022() -> Template:
    return toml.read_shipped("cchc-2022")


@pytest.fixture(scope="module", params=toml.shipped())
def shipped(request: pytest.FixtureRequest) -> Template:
    return toml.read_shipped(request.param)


def test_the_list_of_2022_has_its_33_items_and_its_compound_questions_are_split(of_2022: Template) -> None:
    assert of_2022.criteria == tuple(str(number) for number in range(1, 34))
    split = {c: [i.id for i in of_2022.items if i.criterion == c] for c in ("10", "25", "31", "32")}
    assert split == {
        "10": ["10a", "10b"],
        "25": ["25a", "25b"],
        "31": ["31.0", "31.1", "31.2", "31.3", "31.4", "31.5", "31.6", "31.7", "31.8"],
        "32": ["32", "32b"],
    }
    assert len(of_2022.items) == 44


def test_the_list_of_2026_adds_seven_items_whose_legal_basis_the_office_fills_in() -> None:
    of_2026 = toml.read_shipped("cchc-2026")
    added = [item for item in of_2026.items if int(item.criterion) > 33]
    assert [item.id for item in added] == ["34", "35", "36", "37", "38", "39", "40"]
    assert all(item.legal == () for item in added)


def test_the_headings_are_the_seven_official_ones(shipped: Template) -> None:
    assert [area.id for area in shipped.areas] == list("1234567")
    assert [area.heading.vi for area in shipped.areas] == HEADINGS


def test_each_item_stands_under_the_heading_of_its_area(of_2022: Template) -> None:
    found: dict[str, list[str]] = {}
    for item in of_2022.items:
        found.setdefault(item.area, [])
        if item.criterion not in found[item.area]:
            found[item.area].append(item.criterion)
    assert found == {area: criteria.split() for area, criteria in AREA_OF_CRITERION.items()}


def test_every_item_can_be_asked_in_both_languages_and_printed(shipped: Template) -> None:
    for item in shipped.items:
        assert item.question.vi != item.question.en
        assert item.look_at.vi
        assert item.look_at.en
        assert item.result, item.id
        assert item.remedy, item.id
        assert item.remedy[:1].isupper()


def test_only_item_6_has_words_for_partly_that_are_no_shortcoming(shipped: Template) -> None:
    assert [item.id for item in shipped.items if item.shortcoming is None] == ["6"]
    assert shipped.items[5].result_partly


def test_shortcomings_are_neutral(shipped: Template) -> None:
    for item in shipped.items:
        words = (item.shortcoming or "").lower()
        assert "vi phạm" not in words
        assert "sai " not in words
        if words:
            assert any(word in words for word in ("chưa", "còn")), item.id


def test_results_that_share_a_paragraph_stand_under_one_heading(shipped: Template) -> None:
    areas: dict[str, set[str]] = {}
    for item in shipped.items:
        if item.group:
            areas.setdefault(item.group, set()).add(item.area)
    assert areas
    assert all(len(found) == 1 for found in areas.values())


def test_questions_about_a_figure_alone_ask_no_verdict(of_2022: Template) -> None:
    assert [item.id for item in of_2022.items if not item.asks_verdict] == ["19", "22", "32", "32b", "33"]
    assert all(item.facts for item in of_2022.items if not item.asks_verdict)


def test_what_was_not_in_force_or_only_remembered_is_never_printed(shipped: Template) -> None:
    printable_in_2022 = {
        basis.citation
        for item in shipped.items
        for basis in item.legal
        if basis.printable_on(ON_THE_VISIT_OF_2022)
    }
    assert printable_in_2022 == {
        "Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư"
    }


def test_the_decree_that_replaced_the_one_stop_rules_counts_from_its_first_day(of_2022: Template) -> None:
    item = next(item for item in of_2022.items if item.id == "17")
    new = next(basis for basis in item.legal if "118/2025" in basis.citation)
    assert new.confidence is Confidence.HIGH
    assert not new.printable_on(date(2025, 6, 30))
    assert new.printable_on(date(2025, 7, 1))
    assert not new.printable_on(None)


def test_ready_sentences_have_no_stray_marks_and_no_final_stop(shipped: Template) -> None:
    for item in shipped.items:
        for sentence in filter(None, (item.result, item.result_partly, item.shortcoming)):
            assert sentences.stray_marks(sentence) == "", item.id
            assert not sentence.endswith((".", ";", ",")), item.id


def test_the_same_file_gives_the_same_digest_and_another_file_another() -> None:
    first, again = toml.read_shipped("cchc-2022"), toml.read_shipped("cchc-2022")
    assert first.digest == again.digest
    assert first.digest != toml.read_shipped("cchc-2026").digest


def test_an_answer_carries_over_only_where_the_requirement_is_the_same() -> None:
    old = {item.id: item.digest for item in toml.read_shipped("cchc-2022").items}
    new = {item.id: item.digest for item in toml.read_shipped("cchc-2026").items}
    assert old["25a"] == new["25a"]
    assert old["2"] != new["2"]


def test_a_checklist_that_is_not_there_is_named() -> None:
    with pytest.raises(ChecklistError) as refused:
        toml.read_shipped("cchc-1999")
    assert refused.value.code == "CHECKLIST-MISSING"
    assert refused.value.parameters["name"] == "cchc-1999"
    assert "cchc-2022" in str(refused.value)
