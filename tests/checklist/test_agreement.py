"""Agreement is to words: it ends when they change, whoever changed them, and waits where something is asked."""

from dataclasses import replace

from inspector_app.checklist.agreement import (
    LONGEST_QUOTE,
    Agreement,
    Decision,
    Paragraph,
    Passage,
    Request,
    State,
    added_reservation,
    found_under,
    next_unsettled,
    reserving,
    standing,
    state_of,
)

SAID = "Còn 7/30 (23,3%) văn bản chưa được ký số"
AGREED = Agreement("finding:25a", SAID)
ASKED = Request("r1", "finding:25a", 0, "Đề nghị ghi rõ thời điểm", "Ông Phan Văn Đại Diện")


def test_words_that_were_agreed_are_agreed_until_they_change() -> None:
    assert state_of(SAID, AGREED, (), "") is State.AGREED
    assert state_of(SAID.replace("7/30", "8/30"), AGREED, (), "") is State.CHANGED
    assert state_of(SAID, None, (), "") is State.OPEN
    assert state_of(SAID, Agreement("finding:25a"), (), "") is State.OPEN


def test_what_the_unit_asks_waits_for_an_answer_even_where_all_was_agreed() -> None:
    assert state_of(SAID, AGREED, (ASKED,), "") is State.ASKED
    assert state_of(SAID, AGREED, (replace(ASKED, decision=Decision.DECLINED),), "") is State.AGREED


def test_a_reservation_holds_while_its_line_stands_in_section_five() -> None:
    line = reserving(SAID, "số liệu chưa thống nhất")
    own = Agreement("finding:25a", None, line)
    assert state_of(SAID, own, (), f"Ý kiến khác\n{line}") is State.RESERVED
    assert state_of(SAID, own, (), "Ý kiến khác") is State.OPEN


def test_a_reservation_names_the_paragraph_by_its_words() -> None:
    assert reserving(SAID, " chưa thống\nnhất ") == f"Về nội dung “{SAID}”: chưa thống nhất"
    long = reserving("chữ " * 90, "chưa thống nhất")
    assert long.startswith("Về nội dung “chữ chữ")
    assert long.endswith("chữ…”: chưa thống nhất")
    assert len(long) < LONGEST_QUOTE + 60
    assert added_reservation("Ý kiến khác \n", "Về …") == "Ý kiến khác\nVề …"
    assert added_reservation(None, "Về …") == "Về …"


def test_joined_results_are_found_by_any_of_their_items() -> None:
    known = {"result:4": Agreement("result:4", "Đã có kế hoạch")}
    assert found_under(("result:5", "result:4"), known) == known["result:4"]
    assert found_under(("result:5",), known) is None


def of_states(*states: State | None) -> list[Paragraph]:
    return [
        Paragraph(Passage(None if state is None else f"p{i}", "Chữ"), state or State.OPEN)
        for i, state in enumerate(states)
    ]


def test_headings_are_counted_nowhere() -> None:
    own = standing(
        of_states(None, State.AGREED, State.OPEN, None, State.CHANGED, State.ASKED, State.RESERVED)
    )
    assert (own.total, own.agreed, own.changed, own.asked, own.reserved, own.open) == (5, 1, 1, 1, 1, 1)


def test_the_next_one_that_is_not_settled_goes_round_once() -> None:
    paragraphs = of_states(None, State.OPEN, State.AGREED, State.CHANGED, None, State.RESERVED)
    assert next_unsettled(paragraphs, 1) == 3
    assert next_unsettled(paragraphs, 3) == 1
    assert next_unsettled(of_states(None, State.AGREED), 0) is None
