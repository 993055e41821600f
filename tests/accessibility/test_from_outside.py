"""What a person who cannot see the window gets from it: asked over AT-SPI by another process, as a screen reader does."""

from tests.accessibility.conftest import Running
from tests.accessibility.desk import until

FIRST = "1. Ban hành, tổ chức thực hiện Kế hoạch CCHC giai đoạn 2026 - 2030"
SECOND = "2. Ban hành, tổ chức thực hiện Kế hoạch CCHC năm 2026, đúng thời hạn"


def test_the_tree_says_number_question_answer_and_how_much_of_an_area_is_done(running: Running) -> None:
    def row(beginning: str) -> str:
        return str(running.reader.one("table cell", f"^{beginning}")["name"])

    assert row("1[.] Ban hành") == f"{FIRST} – Chưa xong"
    assert row("1[.] Công tác") == "1. Công tác chỉ đạo, điều hành CCHC: đã kiểm tra 0/11"

    running.desk.press("2")

    until(lambda: row("1[.] Ban hành") == f"{FIRST} – Một phần", about="the row says the answer")
    assert row("1[.] Công tác") == "1. Công tác chỉ đạo, điều hành CCHC: đã kiểm tra 1/11"


def test_a_verdict_button_that_is_asked_to_act_answers_the_item(running: Running) -> None:
    assert "checked" not in running.reader.one("check box", "^2: Không$")["states"]

    assert running.reader.act("check box", "^2: Không$", "Press")

    until(lambda: running.answers() == {"2": "no"}, about="the answer is in the database")
    assert "checked" in running.reader.one("check box", "^2: Không$")["states"]
    assert [own.items for own in running.visit().findings] == [("2",)]


def test_the_card_of_an_item_says_its_answer(running: Running) -> None:
    assert running.reader.one("panel", f"^{FIRST}")["description"] == "Chưa xong"

    running.desk.press("1")

    until(lambda: running.reader.one("panel", f"^{FIRST}")["description"] == "Có")


def test_a_tick_is_spoken_and_then_the_item_that_follows(running: Running) -> None:
    running.desk.press("1")

    until(lambda: running.reader.announced == ["1: Có"], about="the answer is announced")
    until(lambda: running.reader.focused == SECOND, about="the next item has the keyboard")


def test_a_tick_is_spoken_where_the_keyboard_stays(running: Running) -> None:
    running.desk.press("ctrl+j", "3")

    until(lambda: running.reader.announced[-1:] == ["1: Không"], about="the answer is announced")
    assert running.reader.focused == FIRST


def test_entries_have_the_names_of_their_labels(running: Running) -> None:
    entries = running.reader.find("text", "^1")
    assert entries
    for own in entries:
        (label,) = own["relations"]["labelled-by"]
        assert own["name"].endswith(label)


def test_every_step_is_reached_from_outside_and_says_that_it_is_the_one(running: Running) -> None:
    steps = [own["name"] for own in running.reader.find("check box", r"^\d \D+$")]
    assert [own[0] for own in steps] == ["1", "2", "3", "4", "5", "6"]
    for name in steps:
        assert running.reader.act("check box", f"^{name}$", "Press")
        until(lambda own=name: "checked" in running.reader.one("check box", f"^{own}$")["states"])


def test_whatever_gets_the_keyboard_by_tab_says_its_name(running: Running) -> None:
    for _ in range(40):
        running.desk.press("Tab")
    heard = [own for own in running.reader.heard("object:state-changed:focused") if own["on"]]
    assert len({own["name"] for own in heard}) > 20
    assert [own for own in heard if not own["name"]] == []
