"""A faulty checklist file is refused with the file, the item and the field to correct."""

from datetime import date

import pytest

from inspector_app.authoring.toml import read_template
from inspector_app.checklist.fact import FactKind
from inspector_app.checklist.file_answers import DOCUMENTS, KINDS, FileAnswer
from inspector_app.errors import ChecklistError, FormatError

GOOD = """
schema = 1
id = "thu"
version = "1"
title.vi = "Danh mục thử"
title.en = "Trial list"

[[area]]
id = "1"
heading.vi = "Cải cách TTHC"
heading.en = "Procedures"

[[item]]
id = "14"
criterion = "14"
area = "1"
question.vi = "Có kế hoạch kiểm soát TTHC"
question.en = "Plan for control"
look_at.vi = "Kế hoạch"
look_at.en = "The plan"
facts = [
    { id = "plan", kind = "document", label = { vi = "Kế hoạch", en = "Plan" } },
    { id = "tasks", kind = "sample", label = { vi = "Nhiệm vụ", en = "Tasks" } },
]
legal = [
    { citation = "Nghị định số 30/2020/NĐ-CP", valid_from = 2020-03-05, valid_to = 2030-01-01, confidence = "high" },
]
result = "Đã có kế hoạch[ ({plan})]"
shortcoming = "Còn [{tasks}|một số] nhiệm vụ chưa rõ"
"""


def refused(text: str | bytes) -> ChecklistError:
    data = text.encode() if isinstance(text, str) else text
    with pytest.raises(ChecklistError) as caught:
        read_template(data, "thu.toml")
    assert "thu.toml" in str(caught.value)
    return caught.value


def with_change(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new, 1)


def test_the_file_itself_is_good() -> None:
    template = read_template(GOOD.encode(), "thu.toml")
    (item,) = template.items
    assert item.facts[0].kind is FactKind.DOCUMENT
    assert item.legal[0].valid_from == date(2020, 3, 5)
    assert item.asks_verdict is True


@pytest.mark.parametrize("data", [b"\xef\xbb\xbf" + GOOD.encode(), GOOD.replace("\n", "\r\n").encode()])
def test_a_file_saved_by_notepad_is_the_same_checklist(data: bytes) -> None:
    assert read_template(data, "a.toml") == read_template(GOOD.encode(), "b.toml")


def test_letters_typed_with_loose_marks_become_the_same_letters() -> None:
    loose = GOOD.replace("kế hoạch", "kê\u0301 hoa\u0323ch")
    assert read_template(loose.encode(), "a.toml").digest == read_template(GOOD.encode(), "b.toml").digest


@pytest.mark.parametrize(
    "data",
    [
        b"schema = ",
        b"\xff\xfe\x00",
        b"[[item]\n",
        GOOD.encode() + b'\n[[item]]\nid = "14"\nid = "15"\n',
        b"a = " + b"[" * 100_000,
    ],
)
def test_what_is_not_toml_is_a_syntax_fault(data: bytes) -> None:
    assert refused(data).code == "CHECKLIST-SYNTAX"


@pytest.mark.parametrize(
    ("old", "new", "item", "field"),
    [
        ('criterion = "14"', 'criterium = "14"', "14", "criterium"),
        ('area = "1"\n', "", "14", "area"),
        ('kind = "sample"', 'kind = "samples"', "14", "facts[1].kind"),
        ('kind = "sample"', 'kind = "choice"', "14", "facts[1].choices"),
        ('id = "plan"', 'id = "Kế hoạch"', "14", "facts[0].id"),
        ('id = "plan"', 'id = "verdict"', "14", "facts.id"),
        ('question.en = "Plan for control"\n', "", "14", "question.en"),
        ('question.en = "Plan for control"', 'question.en = " "', "14", "question.en"),
        ('confidence = "high"', 'confidence = "sure"', "14", "legal[0].confidence"),
        ("valid_to = 2030-01-01", "valid_to = 2019-01-01", "14", "legal.valid_to"),
        ("valid_to = 2030-01-01", "valid_to = 2030-01-01T00:00:00", "14", "legal[0].valid_to"),
        ("chưa rõ", "chưa rõ.", "14", "shortcoming"),
        ('version = "1"\n', "", None, "version"),
        ("schema = 1", 'schema = "1"', None, "schema"),
        ('heading.en = "Procedures"', 'heading.fr = "Procédures"', None, "area[0].heading.fr"),
        ('id = "14"\n', "", "#1", "id"),
    ],
)
def test_a_faulty_field_is_named(old: str, new: str, item: str | None, field: str) -> None:
    error = refused(with_change(old, new))
    assert error.code == "CHECKLIST-FIELD"
    assert (error.parameters["item"], error.parameters["field"]) == (item, field)


@pytest.mark.parametrize("files", [own for own in FileAnswer if own not in DOCUMENTS])
def test_files_answer_a_fact_of_their_own_kind_alone(files: FileAnswer) -> None:
    error = refused(with_change('kind = "sample"', f'kind = "sample", files = "{files}"'))
    assert error.code == "CHECKLIST-FIELD"
    assert (error.parameters["item"], error.parameters["field"]) == ("14", "facts[1].files")
    assert f"is written into a fact of kind {KINDS[files]}, and not of kind sample" in str(error)


@pytest.mark.parametrize("files", sorted(DOCUMENTS))
def test_signatures_are_looked_for_where_a_sample_is_asked(files: FileAnswer) -> None:
    text = with_change('kind = "sample"', f'kind = "sample", files = "{files}"')
    template = read_template(text.encode(), "thu.toml")
    assert template.items[0].facts[1].files is files
    error = refused(with_change('kind = "document"', f'kind = "document", files = "{files}"'))
    assert error.parameters["field"] == "facts[0].files"


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ('kind = "sample"', 'kind = "sample", files = "chữ ký"', "facts[1].files"),
        ('kind = "sample"', 'kind = "rate", files = "overdue", calculation = "1"', "facts[1].files"),
        (
            "[[item]]",
            '[[trait]]\nid = "so_ho_so"\nkind = "count"\nfiles = "payable_procedures"\nlabel.vi = "Số"\nlabel.en = "N"\n[[item]]',
            "trait[0].files",
        ),
        (
            'id = "tasks", kind = "sample",',
            'id = "tasks", kind = "rows", columns = [{ id = "a", kind = "rate", files = "overdue", label = { vi = "Tỷ lệ", en = "Rate" } }],',
            "facts[1].columns[0].files",
        ),
    ],
    ids=["no such answer", "calculated", "trait", "column"],
)
def test_where_files_cannot_answer_the_place_is_named(old: str, new: str, field: str) -> None:
    text = with_change(old, new).replace("Còn [{tasks}|một số] nhiệm vụ", "Còn nhiệm vụ")
    error = refused(text)
    assert (error.code, error.parameters["field"]) == ("CHECKLIST-FIELD", field)


def test_a_day_that_no_calendar_has_is_named() -> None:
    error = refused(with_change("valid_to = 2030-01-01", 'valid_to = "2030-02-31"'))
    assert error.code == "CHECKLIST-FIELD"
    assert "valid_to" in str(error.parameters["field"])
    assert isinstance(error.__cause__, FormatError)


def test_two_items_of_one_name_are_refused() -> None:
    second = GOOD[GOOD.index("[[item]]") :]
    error = refused(GOOD + second)
    assert (error.code, error.parameters["item"]) == ("CHECKLIST-DUPLICATE", "14")


def test_two_areas_of_one_name_are_refused() -> None:
    area = GOOD[GOOD.index("[[area]]") : GOOD.index("[[item]]")]
    assert refused(GOOD + area).code == "CHECKLIST-DUPLICATE"


def test_two_facts_of_one_name_are_refused() -> None:
    error = refused(with_change('id = "tasks"', 'id = "plan"').replace("{tasks}", "{plan}"))
    assert (error.code, error.parameters["field"]) == ("CHECKLIST-DUPLICATE", "facts.id")


def test_an_item_of_no_area_is_refused() -> None:
    error = refused(with_change('area = "1"', 'area = "8"'))
    assert (error.code, error.parameters["area"]) == ("CHECKLIST-AREA", "8")


@pytest.mark.parametrize(
    "sentence",
    [
        "Đã có kế hoạch {ke_hoach}",
        "Đã có kế hoạch[ ({plan.percent})]",
        "Đã có kế hoạch[ ({tasks.of})]",
        "Đã có kế hoạch[ ({tasks.seed})]",
        "Đã có kế hoạch[ ({tasks.interval})]",
        "Đã có kế hoạch [{plan}",
        "Đã có kế hoạch {plan",
        "Đã có [[{plan}] kế hoạch]",
        "Đã có kế hoạch | {plan}",
    ],
)
def test_a_place_that_nothing_can_fill_is_refused(sentence: str) -> None:
    error = refused(with_change("Đã có kế hoạch[ ({plan})]", sentence))
    assert error.code == "CHECKLIST-PLACE"
    assert (error.parameters["item"], error.parameters["field"]) == ("14", "result")


def test_a_file_of_a_newer_release_says_so_before_anything_else() -> None:
    error = refused("schema = 2\nsomething = 'new'\n")
    assert error.code == "CHECKLIST-NEWER"
    assert (error.parameters["found"], error.parameters["known"]) == (2, 1)
