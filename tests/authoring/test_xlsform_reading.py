"""A form from elsewhere opens as a checklist, and what has no place in one is said beforehand."""

from pathlib import Path

import pytest

from inspector_app.authoring.xlsform import FormReading, read_xlsform
from inspector_app.authoring.xlsform_writing import write_xlsform
from inspector_app.checklist.fact import FactKind
from inspector_app.checklist.template import EvidenceNeed, FactSpec, Item, Option, Wording

FORMS = Path(__file__).parent.parent / "fixtures" / "xlsforms"


def form(text: str) -> FormReading:
    """A form as a Markdown table, read; what was taken over comes back from Excel unchanged."""
    reading = read_xlsform(text.encode(), "khao-sat.md")
    again = read_xlsform(write_xlsform(reading.template), "lại.xlsx").template
    assert again == reading.template
    return reading


def only(reading: FormReading) -> tuple[Item, FactSpec]:
    (item,) = reading.template.items
    (fact,) = item.facts
    return item, fact


def left_out(reading: FormReading) -> list[tuple[str, int | None, str | None, str, str]]:
    return [
        (
            own.sheet,
            own.row,
            own.column,
            own.what.format_map(own.parameters),
            own.instead.format_map(own.parameters),
        )
        for own in reading.unsupported
    ]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("text", FactKind.TEXT),
        ("integer", FactKind.COUNT),
        ("decimal", FactKind.NUMBER),
        ("date", FactKind.DATE),
        ("time", FactKind.TIME),
        ("dateTime", FactKind.MOMENT),
        ("geopoint", FactKind.PLACE),
    ],
)
def test_a_question_becomes_an_item_with_one_fact_called_by_its_name(kind: str, expected: FactKind) -> None:
    reading = form(
        f"| survey |\n| | type | name | label | hint |\n| | {kind} | so_lieu | Số liệu? | Xem sổ |"
    )
    item, fact = only(reading)
    assert (item.asks_verdict, item.symbol, item.symbol_of(fact)) == (False, "so_lieu", "so_lieu")
    assert (fact.kind, fact.label, fact.hint) == (
        expected,
        Wording("Số liệu?", "Số liệu?"),
        Wording("Xem sổ", "Xem sổ"),
    )
    assert reading.unsupported == ()


def test_conditions_keep_their_text_and_their_messages() -> None:
    reading = form("""
        | survey |
        |        | type    | name | label  | relevant    | required | required_message | constraint   | constraint_message | default | readonly | appearance |
        |        | text    | ten  | Tên?   |             |          |                  |              |                    |         |          |            |
        |        | integer | tuoi | Tuổi?  | ${ten} != ''| yes      | Cần có tuổi      | . > 0 and . < 120 | Tuổi từ 1 đến 119 | 30   | yes      | w1         |
        """)
    item = reading.template.items[1]
    (fact,) = item.facts
    assert (item.relevant, fact.relevant, item.required) == ("${ten} != ''", None, None)
    assert (fact.required, fact.required_message) == ("true()", Wording("Cần có tuổi", "Cần có tuổi"))
    assert (fact.constraint, fact.constraint_message) == (
        ". > 0 and . < 120",
        Wording("Tuổi từ 1 đến 119", "Tuổi từ 1 đến 119"),
    )
    assert (fact.default, fact.read_only, fact.appearance) == ("30", True, "w1")


def test_choices_keep_what_a_filter_reads_of_them() -> None:
    reading = form("""
        | survey  |
        |         | type                   | name  | label | choice_filter |
        |         | select_one tinh        | tinh  | Tỉnh? |               |
        |         | select_multiple xa     | xa    | Xã?   | tinh = ${tinh} |
        | choices |
        |         | list_name | name | label      | tinh | dân số |
        |         | tinh      | kh   | Khánh Hòa  |      |        |
        |         | xa        | x1   | Xã Mẫu     | kh   | 1200   |
        |         | xa        | x2   | Xã Thử     | kh   |        |
        """)
    province, commune = (item.facts[0] for item in reading.template.items)
    assert (province.kind, province.choice_list) == (FactKind.CHOICE, "tinh")
    assert (commune.kind, commune.choice_list, commune.choice_filter) == (
        FactKind.CHOICES,
        "xa",
        "tinh = ${tinh}",
    )
    assert reading.template.choice_lists[1].options == (
        Option("x1", Wording("Xã Mẫu", "Xã Mẫu"), {"tinh": "kh", "dân số": "1200"}),
        Option("x2", Wording("Xã Thử", "Xã Thử"), {"tinh": "kh"}),
    )


def test_a_choice_to_be_written_in_is_a_question_of_its_own() -> None:
    reading = form("""
        | survey  |
        |         | type                | name | label |
        |         | select_one co or_other | co | Có?  |
        | choices |
        |         | list_name | name | label |
        |         | co        | a    | A     |
        """)
    choice, words = reading.template.items
    assert [option.label.vi for option in reading.template.choice_lists[0].options] == ["A", "Khác"]
    assert (words.name, words.question.vi) == (None, "Khác (ghi rõ)")
    assert (choice.symbol, words.symbol, words.relevant) == ("co", "co_other", "selected(../co, 'other')")


def test_groups_become_areas_and_groups_within_them() -> None:
    reading = form("""
        | survey |
        |        | type        | name | label    | relevant   | appearance |
        |        | text        | dau  | Đầu?     |            |            |
        |        | begin_group | a    | Phần A   |            |            |
        |        | text        | a1   | A1?      |            |            |
        |        | begin_group | b    | Nhóm B   | ${a1} = '1'| field-list |
        |        | text        | b1   | B1?      |            |            |
        |        | end_group   |      |          |            |            |
        |        | end_group   |      |          |            |            |
        |        | begin_group | c    | Phần C   | ${dau}!='' |            |
        |        | text        | c1   | C1?      |            |            |
        |        | end_group   |      |          |            |            |
        |        | text        | cuoi | Cuối?    |            |            |
        """)
    template = reading.template
    assert [(area.id, area.heading.vi) for area in template.areas] == [
        ("general", "khao-sat"),
        ("a", "Phần A"),
        ("c", "Phần C"),
    ]
    assert [(group.id, group.area, group.relevant, group.appearance) for group in template.groups] == [
        ("b", "a", "${a1} = '1'", "field-list"),
        ("c", "c", "${dau}!=''", None),
    ]
    assert [(item.id, item.area, item.within) for item in template.items] == [
        ("dau", "general", None),
        ("a1", "a", None),
        ("b1", "a", "b"),
        ("c1", "c", "c"),
        ("cuoi", "general", None),
    ]


def test_a_repeat_is_a_table_and_a_group_within_it_keeps_its_words_and_its_condition() -> None:
    reading = form("""
        | survey |
        |        | type         | name  | label   | relevant      | repeat_count |
        |        | begin_repeat | nguoi | Từng người |            | 2 + 1        |
        |        | text         | ten   | Tên?    |               |              |
        |        | begin_group  | viec  | Việc    | ${ten} != ''  |              |
        |        | integer      | nam   | Mấy năm? | . > 1        |              |
        |        | end_group    |       |         |               |              |
        |        | begin_repeat | con   | Con     |               |              |
        |        | text         | ten_con | Tên con? |            |              |
        |        | end_repeat   |       |         |               |              |
        |        | image        | anh   | Ảnh     |               |              |
        |        | end_repeat   |       |         |               |              |
        """)
    item, table = only(reading)
    assert (item.symbol, table.kind, table.repeat_count) == ("nguoi", FactKind.ROWS, "2 + 1")
    name, years = table.columns
    assert (name.id, name.label.vi) == ("ten", "Tên?")
    assert (years.id, years.label.vi, years.relevant) == (
        "nam",
        "Việc – Mấy năm?",
        "(${ten} != '') and (. > 1)",
    )
    assert [(row, what) for _, row, _, what, _ in left_out(reading)] == [
        (4, "A group within a repeat."),
        (7, "A repeat within a repeat."),
        (10, "A question of type photo within a repeat."),
    ]


def test_files_notes_and_calculations_find_their_place() -> None:
    reading = form("""
        | survey |
        |        | type      | name  | label   | calculation | required |
        |        | note      | n     | Đọc kỹ  |             |          |
        |        | image     | anh   | Chụp ảnh|             | yes      |
        |        | audio     | ghi   | Ghi âm  |             |          |
        |        | calculate | tong  |         | 1 + 1       |          |
        """)
    note, picture, recording, total = reading.template.items
    assert (note.read_only, note.facts, note.evidence) == (True, (), None)
    assert (picture.evidence, picture.required, picture.facts) == (EvidenceNeed.PICTURE, "true()", ())
    assert recording.evidence is EvidenceNeed.FILE
    assert (total.facts[0].kind, total.facts[0].calculation) == (FactKind.TEXT, "1 + 1")


def test_languages_are_kept_and_a_form_without_vietnamese_speaks_its_own() -> None:
    french = form("""
        | survey   |
        |          | type | name | label::Français (fr) | label::English (en) | hint::Français (fr) |
        |          | text | nom  | Votre nom ?          | Your name?          | Prénom et nom       |
        |          | text | lieu | Lieu ?               | -                   |                     |
        | settings |
        |          | default_language |
        |          | Français (fr)    |
        """)
    name, place = french.template.items
    assert name.question == Wording("Votre nom ?", "Your name?", {"Français (fr)": "Votre nom ?"})
    assert place.question == Wording("Lieu ?", "Lieu ?", {"Français (fr)": "Lieu ?"})
    vietnamese = form("""
        | survey |
        |        | type | name | label::vi | label::English | label::Bahnar |
        |        | text | ten  | Tên “gì”? | Name?          | Anăn?         |
        """)
    assert only(vietnamese)[0].question == Wording("Tên “gì”?", "Name?", {"Bahnar": "Anăn?"})


def test_what_a_telephone_does_is_listed_with_what_happens_instead() -> None:
    reading = form("""
        | survey  |
        |         | type          | name   | label  | calculation          | parameters            |
        |         | start         | start  |        |                      |                       |
        |         | today         | hom    |        |                      |                       |
        |         | deviceid      | may    |        |                      |                       |
        |         | barcode       | ma     | Mã?    |                      |                       |
        |         | acknowledge   | ok     | Đã đọc |                      |                       |
        |         | rank l        | xep    | Xếp?   |                      |                       |
        |         | range         | muc    | Mức?   |                      | start=0 end=5 step=1  |
        |         | geotrace      | duong  | Đường? |                      |                       |
        |         | hidden        | an     |        |                      |                       |
        |         | calculate     | tuoi   |        | ${hom} - 1           |                       |
        |         | select_one_from_file xa.csv | xa | Xã? |               |                       |
        | choices |
        |         | list_name | name | label | image |
        |         | l         | a    | A     | a.jpg |
        |         | l         | b    | B     |       |
        """)
    assert left_out(reading) == [
        ("survey", 2, "type", "Something that a telephone records by itself (start).", "It is left out."),
        (
            "survey",
            3,
            "type",
            "Something that a telephone records by itself (today).",
            "It is computed as today().",
        ),
        ("survey", 4, "type", "Something that a telephone records by itself (deviceid).", "It is left out."),
        ("survey", 5, "type", "A bar code.", "It is typed as a text."),
        ("survey", 6, "type", "A question to acknowledge.", "It becomes a choice with OK alone."),
        ("survey", 7, "type", "Choices to be put in order.", "They are ticked, without an order."),
        ("survey", 8, "type", "A slider.", "It is typed as a number; its bounds become a constraint."),
        ("survey", 9, "type", "A line on the map.", "It is typed as a text."),
        ("survey", 10, "type", "A hidden value.", "It is shown and cannot be changed."),
        (
            "survey",
            12,
            "type",
            "Choices that come from outside the form (xa.csv).",
            "The answer is typed as a text.",
        ),
        ("choices", 2, "image", "The column image, in 1 rows.", "It is left out."),
    ]
    kinds = {item.id: item.facts[0] for item in reading.template.items}
    assert set(kinds) == {"hom", "ma", "ok", "xep", "muc", "duong", "an", "tuoi", "xa"}
    assert kinds["hom"].calculation == "today()"
    assert kinds["ok"].choices == ("OK",)
    assert (kinds["muc"].kind, kinds["muc"].constraint) == (FactKind.COUNT, ". >= 0 and . <= 5")


def test_an_expression_that_cannot_be_read_is_listed_and_the_question_stays() -> None:
    reading = form("""
        | survey |
        |        | type  | name | label | relevant              | constraint |
        |        | image | anh  | Ảnh?  |                       |            |
        |        | text  | ten  | Tên?  | trang-cach(1) > 2 | . != '' |
        """)
    item = reading.template.items[1]
    assert (item.relevant, item.facts[0].constraint) == (None, ". != ''")
    assert left_out(reading) == [
        (
            "survey",
            3,
            "relevant",
            "An expression that cannot be worked out here: trang-cach(1) > 2",
            "It is always asked.",
        )
    ]


def test_sheets_columns_and_settings_that_nothing_reads_are_listed() -> None:
    reading = form("""
        | survey   |
        |          | type | name | label       | media::image | ghi chú |
        |          | text | a    | A?          | a.jpg        | xem lại |
        |          | note | b    | Chào ${a}   |              |         |
        | settings |
        |          | form_title | form_id | version | submission_url |
        |          | Khảo sát   | ks      | 3       | https://x.example |
        | entities |
        |          | list_name | label |
        |          | nguoi     | ${a}  |
        """)
    assert (reading.template.id, reading.template.version, reading.template.title.vi) == (
        "ks",
        "3",
        "Khảo sát",
    )
    assert [(sheet, row, column) for sheet, row, column, *_ in left_out(reading)] == [
        ("survey", 2, "media::image"),
        ("survey", 2, "ghi chú"),
        ("survey", 3, "label"),
        ("entities", None, None),
        ("settings", 2, "submission_url"),
    ]


@pytest.mark.parametrize(
    ("name", "items", "lists", "listed"),
    [
        ("choice_filter_test.xlsx", 3, 3, 0),
        ("tutorial.xls", 1, 3, 1),
        ("widgets.xls", 32, 5, 5),
        ("xlsform_spec_test.xlsx", 40, 2, 28),
    ],
)
def test_the_forms_of_pyxform_open(name: str, items: int, lists: int, listed: int) -> None:
    reading = read_xlsform((FORMS / name).read_bytes(), name)
    assert len(reading.template.items) == items
    assert len(reading.template.choice_lists) == lists
    assert len(reading.unsupported) == listed


def test_a_table_with_commas_is_read_as_well() -> None:
    text = 'survey,,,\n,type,name,label\n,text,ten,"Tên, họ?"\nsettings,,,\n,form_id,version,\n,abc,2,\n'
    reading = read_xlsform(text.encode("utf-8-sig"), "ks.csv")
    assert (reading.template.id, only(reading)[0].question.vi) == ("abc", "Tên, họ?")


def test_one_name_in_two_groups_stays_two_items() -> None:
    reading = form("""
        | survey |
        |        | type        | name | label  |
        |        | begin_group | a    | Phần A |
        |        | text        | ten  | Tên A? |
        |        | end_group   |      |        |
        |        | begin_group | b    | Phần B |
        |        | text        | ten  | Tên B? |
        |        | end_group   |      |        |
        """)
    assert [(item.id, item.symbol) for item in reading.template.items] == [("ten", "ten"), ("ten_2", "ten_2")]
    assert left_out(reading) == [
        ("survey", 6, "name", "The name ten stands in more than one group.", "Here it becomes ten_2.")
    ]


def test_calculations_that_wait_for_each_other_are_listed_and_typed() -> None:
    reading = form("""
        | survey |
        |        | type    | name | label | calculation |
        |        | integer | a    | A?    | ${b} + 1    |
        |        | integer | b    | B?    | ${a} + 1    |
        """)
    calculations = [item.facts[0].calculation for item in reading.template.items]
    assert None in calculations
    assert {(row, column, instead) for _, row, column, _, instead in left_out(reading)} <= {
        (2, "calculation", "The value is typed."),
        (3, "calculation", "The value is typed."),
    }
    assert reading.unsupported != ()


def test_a_reference_to_what_has_no_answer_here_is_listed() -> None:
    reading = form("""
        | survey |
        |        | type         | name | label | relevant     | constraint  |
        |        | image        | anh  | Ảnh?  |              |             |
        |        | begin_repeat | nguoi | Người |             |             |
        |        | audio        | ghi  | Ghi   |              |             |
        |        | text         | ten  | Tên?  | ${ghi} != '' | . != 'x'    |
        |        | end_repeat   |      |       |              |             |
        """)
    column = reading.template.items[1].facts[0].columns[0]
    assert (column.relevant, column.constraint) == (None, ". != 'x'")
    assert ("survey", 5, "relevant") in [own[:3] for own in left_out(reading)]
