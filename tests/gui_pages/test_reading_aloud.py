"""Thông qua biên bản with real keys: hear, agree, amend, ask, reserve, end, and go on where one stopped."""

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from inspector_app import settings
from inspector_app.actions.answers import add_finding, add_recommendation, set_value
from inspector_app.checklist.agreement import Paragraph, State
from inspector_app.checklist.finding import Audience
from inspector_app.checklist.seal import Stage
from inspector_app.checklist.visit import Closing
from inspector_app.clock import ZONE
from inspector_app.gui import theme
from inspector_app.gui.bridge import Context
from inspector_app.gui.pages.minutes import MinutesPage
from inspector_app.gui.reader.amending import AmendPanel
from inspector_app.gui.reader.asking import AnswerPanel, AskPanel, ReservePanel
from inspector_app.gui.reader.ending import EndPanel
from inspector_app.gui.reader.screens import chosen, following
from inspector_app.gui.reader.window import ReaderWindow

FINDING = "finding:25a"
SPACE, ENTER, UP = Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Up
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier

Read = Callable[[], ReaderWindow]


@pytest.fixture
def page(invented_visit: Context, show, idle) -> MinutesPage:
    made = show(MinutesPage, invented_visit)
    idle(invented_visit)
    return made


@pytest.fixture
def read(page: MinutesPage, qtbot: QtBot, idle, invented_visit: Context) -> Iterator[Read]:
    def begin() -> ReaderWindow:
        page.read_aloud()
        reader = page.reader
        assert reader is not None
        qtbot.waitUntil(reader.view.hasFocus)
        return reader

    yield begin
    if page.reader is not None:
        page.reader.close()
    idle(invented_visit)


@pytest.fixture
def reader(read: Read) -> ReaderWindow:
    return read()


def press(widget: QWidget, *keys: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    for key in keys:
        QTest.keyClick(widget, key, modifier or Qt.KeyboardModifier.NoModifier)


def at(reader: ReaderWindow, name: str) -> Paragraph:
    row = reader.model.row_of(name)
    assert row is not None
    return reader.model.paragraphs[row]


def go(reader: ReaderWindow, name: str) -> None:
    row = reader.model.row_of(name)
    assert row is not None
    reader.view.go_to(row)


def test_it_covers_the_screen_and_begins_at_the_first_paragraph(reader: ReaderWindow) -> None:
    assert reader.isFullScreen()
    assert reader.isWindow()
    assert reader.current.id == "title"
    assert reader.view.hasFocus()


def test_space_goes_on_and_up_back_past_headings(reader: ReaderWindow) -> None:
    press(reader.view, SPACE, SPACE)
    second = reader.current.id
    press(reader.view, SPACE)
    assert reader.current.id is not None
    press(reader.view, UP)
    assert reader.current.id == second
    press(reader.view, SPACE, modifier=SHIFT)
    press(reader.view, Qt.Key.Key_PageUp)
    assert reader.current.id == "title"
    press(reader.view, Qt.Key.Key_Backspace, Qt.Key.Key_A)
    assert reader.current.id == "title"


def test_enter_agrees_and_goes_on_and_the_count_says_so(reader: ReaderWindow) -> None:
    press(reader.view, ENTER, ENTER)
    assert [own.state for own in reader.model.paragraphs if own.id][:3] == [
        State.AGREED,
        State.AGREED,
        State.OPEN,
    ]
    total = sum(own.id is not None for own in reader.model.paragraphs)
    assert "3" in reader.progress.text()
    assert f"{total}" in reader.progress.text()
    press(reader.view, UP, Qt.Key.Key_Delete)
    assert reader.current.state is State.OPEN


def test_undo_takes_back_what_was_done_here_and_nothing_that_was_done_before(
    reader: ReaderWindow, invented_visit: Context
) -> None:
    undone = invented_visit.visit.undo
    press(reader.view, ENTER)
    press(reader.view, Qt.Key.Key_Z, modifier=CONTROL)
    assert at(reader, "title").state is State.OPEN
    press(reader.view, Qt.Key.Key_Z, modifier=CONTROL)
    assert invented_visit.visit.undo == undone
    assert reader.message.text()
    press(reader.view, Qt.Key.Key_Y, modifier=CONTROL)
    assert at(reader, "title").state is State.AGREED


def test_all_that_was_read_is_agreed_with_one_key_and_f8_finds_what_is_left(reader: ReaderWindow) -> None:
    go(reader, FINDING)
    press(reader.view, ENTER, modifier=CONTROL)
    row = reader.model.row_of(FINDING)
    assert all(own.state is State.AGREED for own in reader.model.paragraphs[: row + 1] if own.id)
    go(reader, "title")
    press(reader.view, Qt.Key.Key_F8)
    assert reader.current.id == "finding:25b"


def test_words_are_amended_beside_the_old_ones_and_kept_with_one_key(
    reader: ReaderWindow, invented_visit: Context
) -> None:
    go(reader, FINDING)
    before = at(reader, FINDING).passage.said
    press(reader.view, Qt.Key.Key_F2)
    panel = reader.panel
    assert isinstance(panel, AmendPanel)
    (own,) = panel.amendments
    assert own.entry.hasFocus()
    own.entry.setPlainText("Còn 7/30 (23,3%) văn bản chưa được lãnh đạo ký số, xem Phụ lục I")
    assert before.split(" văn bản", maxsplit=1)[0] in own.before.toPlainText()
    press(own.entry, ENTER, modifier=CONTROL)
    assert reader.panel is None
    assert reader.view.hasFocus()
    assert at(reader, FINDING).passage.said.endswith("xem Phụ lục I")
    assert at(reader, FINDING).by_hand
    press(reader.view, Qt.Key.Key_F2)
    reader.panel.ready[0].click()
    press(reader.panel.amendments[0].entry, ENTER, modifier=CONTROL)
    assert at(reader, FINDING).passage.said == before
    assert not at(reader, FINDING).by_hand


def test_escape_leaves_the_panel_and_keeps_nothing(reader: ReaderWindow) -> None:
    go(reader, FINDING)
    before = at(reader, FINDING)
    press(reader.view, Qt.Key.Key_F2)
    reader.panel.amendments[0].entry.setPlainText("Chữ khác")
    press(reader.panel.amendments[0].entry, Qt.Key.Key_Escape)
    assert reader.panel is None
    assert reader.isVisible()
    assert at(reader, FINDING) == before


@pytest.mark.parametrize("name", ["sample:25a", "basis:plan", "basis:law"])
def test_what_has_no_field_of_its_own_is_said_to_be_changed_elsewhere(
    reader: ReaderWindow, name: str
) -> None:
    own = next(own.id for own in reader.model.paragraphs if own.id and own.id.startswith(name))
    go(reader, own)
    press(reader.view, Qt.Key.Key_F2)
    assert reader.panel is None
    assert reader.message.text()
    press(reader.view, SPACE)
    assert not reader.message.text()


def test_a_paragraph_that_changed_elsewhere_is_shown_with_both_wordings(
    reader: ReaderWindow, invented_visit: Context
) -> None:
    go(reader, "opinion:response")
    press(reader.view, ENTER)
    visit = invented_visit.visit.visit.id
    invented_visit.perform(set_value, visit, "opinion", "response", "Sở Mẫu tiếp thu một phần")
    own = at(reader, "opinion:response")
    assert own.state is State.CHANGED
    spoken = reader.model.index(reader.model.row_of("opinion:response")).data(
        Qt.ItemDataRole.AccessibleTextRole
    )
    assert "tiếp thu một phần" in spoken
    assert "cơ bản thống nhất" in spoken


def test_what_the_unit_asks_is_answered_before_it_is_agreed(reader: ReaderWindow) -> None:
    go(reader, FINDING)
    press(reader.view, Qt.Key.Key_F6)
    panel = reader.panel
    assert isinstance(panel, AskPanel)
    assert panel.speaker.text() == "Ông Phan Văn Đại Diện"
    press(panel.words, ENTER, modifier=CONTROL)
    assert panel.fault.text()
    panel.words.setPlainText("Đề nghị ghi rõ thời điểm")
    press(panel.words, ENTER, modifier=CONTROL)
    assert at(reader, FINDING).state is State.ASKED
    press(reader.view, ENTER)
    assert at(reader, FINDING).state is State.ASKED
    assert reader.current.id == FINDING
    press(reader.view, Qt.Key.Key_F6)
    answer = reader.panel
    assert isinstance(answer, AnswerPanel)
    press(answer.accept, SPACE)
    amend = reader.panel
    assert isinstance(amend, AmendPanel)
    amend.amendments[0].entry.setPlainText("Đến ngày 30/4/2026 còn 7/30 (23,3%) văn bản chưa được ký số")
    press(amend.amendments[0].entry, ENTER, modifier=CONTROL)
    assert at(reader, FINDING).state is State.OPEN
    assert at(reader, FINDING).passage.said.startswith("Đến ngày 30/4/2026")
    press(reader.view, ENTER)
    assert at(reader, FINDING).state is State.AGREED


def test_a_reservation_goes_to_section_five_and_into_the_closing(
    reader: ReaderWindow, invented_visit: Context
) -> None:
    invented_visit.perform(set_value, invented_visit.visit.visit.id, "visit", "closing", Closing.AGREED)
    go(reader, FINDING)
    press(reader.view, Qt.Key.Key_F7)
    assert isinstance(reader.panel, ReservePanel)
    reader.panel.words.setPlainText("chưa thống nhất số liệu")
    press(reader.panel.words, ENTER, modifier=CONTROL)
    assert at(reader, FINDING).state is State.RESERVED
    assert "chưa thống nhất số liệu" in at(reader, "opinion:reservation").passage.text
    assert "trừ ý kiến bảo lưu tại mục V" in at(reader, "closing").passage.text


def test_the_size_is_chosen_by_keys_or_wheel_and_remembered(read: Read, page: MinutesPage) -> None:
    reader = read()
    before = reader.points
    press(reader.view, Qt.Key.Key_Plus)
    assert reader.points > before
    wheel = QWheelEvent(
        QPointF(9, 9), QPointF(9, 9), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, CONTROL,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(reader.view.viewport(), wheel)
    for _ in theme.READER_POINTS:
        press(reader.view, Qt.Key.Key_Equal)
    assert reader.points == theme.READER_POINTS[-1]
    press(reader.view, Qt.Key.Key_Minus)
    chosen_now = reader.points
    reader.close()
    assert read().points == chosen_now


def test_it_goes_on_at_the_paragraph_where_it_was_left(
    read: Read, page: MinutesPage, invented_visit: Context
) -> None:
    told: list[bool] = []
    invented_visit.projected.connect(told.append)
    reader = read()
    go(reader, FINDING)
    press(reader.view, Qt.Key.Key_Escape)
    assert page.reader is None
    assert told == [True, False]
    kept = settings.load(invented_visit.workspace.folder)
    assert kept.reader_place == ((invented_visit.visit.visit.id, FINDING),)
    assert read().current.id == FINDING


def test_the_hour_is_asked_where_the_minutes_say_it_and_the_sentence_shows_it(
    reader: ReaderWindow, invented_visit: Context, qtbot: QtBot
) -> None:
    invented_visit.perform(set_value, invented_visit.visit.visit.id, "visit", "closed_at", None)
    go(reader, "recommendation:3")
    press(reader.view, SPACE)
    qtbot.waitUntil(lambda: isinstance(reader.panel, EndPanel))
    assert reader.panel.time.text() == "12/05/2026 08:00"
    reader.panel.time.setText("12/05/2026 17:05")
    reader.panel.record.click()
    assert reader.current.id == "closing"
    assert "hồi 17 giờ 05 phút cùng ngày" in reader.current.passage.text
    qtbot.waitUntil(lambda: "……" not in at(reader, "closing").passage.text, timeout=30_000)


def test_after_the_last_paragraph_what_is_open_is_listed_and_the_minutes_are_sealed(
    reader: ReaderWindow, page: MinutesPage, invented_visit: Context, qtbot: QtBot, idle
) -> None:
    last = max(row for row, own in enumerate(reader.model.paragraphs) if own.id)
    reader.view.go_to(last)
    press(reader.view, ENTER)
    panel = reader.panel
    assert isinstance(panel, EndPanel)
    open_ones = sum(own.id is not None and own.state is not State.AGREED for own in reader.model.paragraphs)
    assert panel.open.count() == open_ones
    qtbot.waitUntil(panel.seal.isEnabled, timeout=30_000)
    panel.seal.click()
    qtbot.waitUntil(lambda: invented_visit.visit.stage is Stage.SEALED, timeout=30_000)
    assert page.reader is None
    qtbot.waitUntil(lambda: page.print_button.isEnabled() and page.preview.drawn > 0, timeout=30_000)
    idle(invented_visit)


def test_the_reading_ends_with_the_window_behind(reader: ReaderWindow, page: MinutesPage) -> None:
    page.window().close()
    assert page.reader is None


def test_what_blocks_is_counted_and_not_named_before_the_room(
    reader: ReaderWindow, invented_visit: Context, qtbot: QtBot
) -> None:
    early = datetime(2026, 5, 12, 7, 0, tzinfo=ZONE)
    invented_visit.perform(set_value, invented_visit.visit.visit.id, "visit", "closed_at", early)
    press(reader.view, Qt.Key.Key_F9)
    panel = reader.panel
    waiting = panel.review.text()
    qtbot.waitUntil(lambda: panel.review.text() != waiting, timeout=30_000)
    assert not panel.seal.isEnabled()
    assert "1" in panel.review.text()


def test_a_long_paragraph_is_scrolled_before_it_is_left(
    reader: ReaderWindow, invented_visit: Context
) -> None:
    long = "Lãnh đạo đơn vị quan tâm chỉ đạo, điều hành. " * 120
    visit = invented_visit.visit.visit.id
    invented_visit.perform(set_value, visit, "assessment", "strengths", long)
    go(reader, "assessment:strengths")
    box = reader.view.visualRect(reader.view.currentIndex())
    assert box.height() > reader.view.viewport().height()
    seen = 0
    while reader.current.id == "assessment:strengths":
        press(reader.view, SPACE)
        seen += 1
        assert seen < 50
    assert seen > 2


def test_three_hundred_paragraphs_are_one_list_without_widgets_of_their_own(
    reader: ReaderWindow, invented_visit: Context
) -> None:
    visit = invented_visit.visit.visit.id
    for number in range(120):
        add_finding(invented_visit.workspace, visit, (), f"Tồn tại thứ {number} của đợt kiểm tra này")
        add_recommendation(invented_visit.workspace, visit, Audience.UNIT, f"Khắc phục tồn tại thứ {number}")
    invented_visit.refresh()
    assert sum(own.id is not None for own in reader.model.paragraphs) > 300
    assert len(reader.findChildren(QWidget)) < 80
    go(reader, "closing")
    assert reader.current.id == "closing"


def test_a_screen_reader_hears_place_state_and_words(reader: ReaderWindow) -> None:
    row = reader.model.row_of(FINDING)
    spoken = reader.model.index(row).data(Qt.ItemDataRole.AccessibleTextRole)
    assert str(reader.model.number(row)) in spoken
    assert "7/30 (23,3%)" in spoken
    go(reader, FINDING)
    interface = QAccessible.queryAccessibleInterface(reader.view)
    assert interface is not None
    heard = interface.focusChild()
    assert heard is not None
    assert heard.text(QAccessible.Text.Name) == spoken


def test_every_button_has_a_name_and_is_large_enough(reader: ReaderWindow, qtbot: QtBot) -> None:
    qtbot.wait(10)
    for button in (*reader.bar.buttons.values(), reader.bar.leave):
        assert button.accessibleName() or button.text()
        assert not button.isVisible() or button.height() >= theme.em(theme.TARGET)


@pytest.mark.parametrize(
    ("names", "wanted", "own", "expected"),
    [
        (["eDP"], None, "eDP", "eDP"),
        (["eDP", "HDMI"], None, "eDP", "HDMI"),
        (["eDP", "HDMI"], "eDP", "eDP", "eDP"),
        (["eDP", "VGA"], "HDMI", "eDP", "VGA"),
        (["eDP"], "HDMI", "eDP", "eDP"),
    ],
)
def test_a_second_screen_is_taken_for_the_projector(
    names: list[str], wanted: str | None, own: str, expected: str
) -> None:
    assert chosen(names, wanted, own) == expected


def test_screens_go_round() -> None:
    assert following(["eDP", "HDMI"], "HDMI") == "eDP"
    assert following(["eDP", "HDMI"], "gone") == "eDP"
