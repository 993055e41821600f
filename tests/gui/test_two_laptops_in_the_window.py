"""Work handed on by stick from one window to another; what two people wrote differently is shown and settled there."""

from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from inspector_app.actions import answers, merging, sealing
from inspector_app.actions.visits import create_sample, load
from inspector_app.actions.workspace import Workspace, open_workspace
from inspector_app.checklist.assembly import LISTED, SINGLE
from inspector_app.checklist.seal import Stage
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import ItemVerdict, NotCheckedReason, VisitId
from inspector_app.clock import FixedClock
from inspector_app.gui.dialogs.conflict import ConflictDialog
from inspector_app.gui.dialogs.passing_on import ReceivedDialog
from inspector_app.gui.pages.minutes import MinutesPage
from inspector_app.gui.values import place_in_words, value_in_words
from inspector_app.gui.widgets.item_card import ItemCard
from inspector_app.gui.window import MainWindow

SECRETARY, MEMBER = "Lê Thị Mẫu", "Ông Lê Văn Ví Dụ"
ITEM = ItemId("30")

OpenWindow = Callable[[], MainWindow]


@pytest.fixture
def member(tmp_path: Path, clock: FixedClock) -> Iterator[Workspace]:
    """The other laptop."""
    with open_workspace(tmp_path / "máy thành viên", clock, MEMBER) as ws:
        yield ws


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that every file dialog here is answered with."""
    path = tmp_path / "USB" / "phần việc.jsonl"
    path.parent.mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(path.with_suffix("")), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(path), ""))
    return path


@pytest.fixture
def member_window(dressed: QApplication, qtbot: QtBot, member: Workspace) -> Iterator[MainWindow]:
    window = MainWindow(member, "vi")
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield window
    window.close()
    window.deleteLater()
    dressed.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def shared(workspace: Workspace, member: Workspace, sample_id: VisitId) -> VisitId:
    """The full sample on both laptops."""
    merging.merge_events(member, merging.export_events(workspace, sample_id))
    return sample_id


@pytest.fixture
def opened(open_window: OpenWindow, shared: VisitId) -> MainWindow:
    """The secretary's window at step 2 of it."""
    window = open_window()
    window.context.open(shared)
    window.shell.show_step(2)
    return window


def entry(window: MainWindow, text: str) -> QAction:
    window.shell.rail.menu.aboutToShow.emit()
    (found,) = [action for action in window.shell.rail.menu.actions() if action.text().startswith(text)]
    return found


def bring(window: MainWindow, member: Workspace, visit: VisitId) -> None:
    """What the member wrote comes to the secretary's window."""
    window.context.perform(merging.merge_events, merging.export_events(member, visit))


def shown(kind: type[QDialog], window: MainWindow) -> Any:
    (found,) = [dialog for dialog in window.findChildren(kind) if dialog.isVisible()]
    return found


def received(qtbot: QtBot, window: MainWindow) -> ReceivedDialog:
    qtbot.waitUntil(lambda: any(d.isVisible() for d in window.findChildren(ReceivedDialog)), timeout=30_000)
    dialog = shown(ReceivedDialog, window)
    assert isinstance(dialog, ReceivedDialog)
    return dialog


def card(window: MainWindow, item: str) -> ItemCard:
    window.shell.checking.set_current(ItemId(item))
    found = window.shell.checking.card(ItemId(item))
    assert found is not None
    return found


def choose(window: MainWindow, place: int) -> None:
    shown(ConflictDialog, window).choices[place].click()


def test_a_visit_goes_from_one_window_to_another_by_stick(
    qtbot: QtBot, window: MainWindow, member_window: MainWindow, visit_id: VisitId, stick: Path
) -> None:
    window.shell.checking.set_current(ItemId("1"))
    note = card(window, "1").body
    assert note is not None
    qtbot.keyClicks(note.note, "chua luu xong")
    assert not entry(member_window, "Xuất phần việc").isEnabled()
    entry(window, "Hand on work").trigger()
    qtbot.waitUntil(stick.is_file, timeout=30_000)
    assert window.context.last_folder == stick.parent
    entry(member_window, "Nhận phần việc").trigger()
    dialog = received(qtbot, member_window)
    assert "mới có trên máy này" in dialog.said.text()
    dialog.reject()
    opened = member_window.context.visit
    assert opened is not None
    assert opened.visit.id == visit_id
    assert opened.visit.notes[ItemId("1")] == "chua luu xong"


def test_what_came_in_is_said_in_words(
    qtbot: QtBot, opened: MainWindow, workspace: Workspace, member: Workspace, shared: VisitId, stick: Path
) -> None:
    answers.set_value(member, shared, "visit", "method", "Xem hồ sơ tại chỗ")
    answers.set_value(member, shared, "visit", "place", "Phòng họp B")
    answers.set_value(workspace, shared, "visit", "place", "Phòng họp A")
    stick.write_bytes(merging.export_events(member, shared))
    entry(opened, "Receive work").trigger()
    dialog = received(qtbot, opened)
    assert dialog.said.text() == "2 change(s) taken in."
    dialog.see.click()
    assert shown(ConflictDialog, opened).place.text() == "Place"
    choose(opened, 1)
    assert load(workspace, shared).visit.details.place == "Phòng họp B"
    entry(opened, "Receive work").trigger()
    assert received(qtbot, opened).said.text() == "Nothing new: everything in the file is here already."


def test_what_comes_after_sealing_is_said_to_wait(
    qtbot: QtBot, opened: MainWindow, workspace: Workspace, member: Workspace, shared: VisitId, stick: Path
) -> None:
    sealing.seal(workspace, shared)
    answers.set_value(member, shared, "visit", "method", "Xem hồ sơ tại chỗ")
    stick.write_bytes(merging.export_events(member, shared))
    entry(opened, "Receive work").trigger()
    dialog = received(qtbot, opened)
    assert dialog.said.text() == (
        "1 change(s) wait: the minutes are sealed. They come in when you reopen them."
    )


@pytest.mark.parametrize(
    ("data", "code"), [(b"\xff\xfe", "FORMAT-EVENTS"), (b"{}", "FORMAT-EVENTS"), (None, "FILE-READ")]
)
def test_a_file_that_is_none_is_refused_in_three_sentences(
    qtbot: QtBot, opened: MainWindow, shared: VisitId, stick: Path, data: bytes | None, code: str
) -> None:
    if data is not None:
        stick.write_bytes(data)
    entry(opened, "Receive work").trigger()
    qtbot.waitUntil(opened.shell.failure.isVisible, timeout=30_000)
    assert opened.shell.failure.todo.text().endswith(f"[{code}]")
    assert opened.findChildren(ReceivedDialog) == []
    assert opened.context.visit is not None
    assert opened.context.visit.visit.id == shared


def test_a_dialog_closed_without_a_file_does_nothing(
    opened: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: ("", ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: ("", ""))
    entry(opened, "Hand on work").trigger()
    entry(opened, "Receive work").trigger()
    assert not [task for task in opened.context.tasks.running if task.title]


def test_two_answers_stand_side_by_side_until_somebody_chooses(
    opened: MainWindow, workspace: Workspace, member: Workspace, shared: VisitId
) -> None:
    differing = opened.shell.status.differing
    assert not card(opened, ITEM).conflict.isVisible()
    assert not differing.isVisible()
    answers.set_verdict(member, shared, ITEM, ItemVerdict.NOT_CHECKED, NotCheckedReason.NO_TIME)
    card(opened, ITEM).choose(ItemVerdict.NO)
    bring(opened, member, shared)
    banner = card(opened, ITEM).conflict
    assert banner.isVisible()
    assert (banner.sentence.text(), differing.text()) == ("Two people wrote differently", "1 place(s) differ")
    banner.see.click()
    dialog = shown(ConflictDialog, opened)
    assert dialog.place.text() == "Item 30 · Answer"
    said = [button.accessibleName() for button in dialog.choices]
    assert said == [
        f"Choose this: No ({SECRETARY} (this computer)\n12/05/2026 08:00)",
        f"Choose this: Not checked this time ({MEMBER} (another computer)\n12/05/2026 08:00)",
    ]
    choose(opened, 1)
    assert not banner.isVisible()
    assert not differing.isVisible()
    visit = load(workspace, shared).visit
    answer = visit.answer(ITEM)
    assert (answer.verdict, answer.not_checked) == (ItemVerdict.NOT_CHECKED, NotCheckedReason.NO_TIME)
    assert visit.finding_of(ITEM) is None
    merging.merge_events(member, merging.export_events(workspace, shared))
    assert load(member, shared).visit == visit


@pytest.mark.parametrize("verdict", list(ItemVerdict)[:3])
def test_any_click_on_an_answer_settles_it(
    opened: MainWindow, workspace: Workspace, member: Workspace, shared: VisitId, verdict: ItemVerdict
) -> None:
    answers.set_verdict(member, shared, ITEM, ItemVerdict.PARTLY)
    answers.set_verdict(workspace, shared, ITEM, ItemVerdict.NO)
    bring(opened, member, shared)
    button = card(opened, ITEM).verdicts.button(verdict)
    assert button is not None
    button.click()
    assert not card(opened, ITEM).conflict.isVisible()
    assert load(workspace, shared).visit.answer(ITEM).verdict is verdict


def test_a_third_value_typed_on_the_card_replaces_both(
    qtbot: QtBot, opened: MainWindow, workspace: Workspace, member: Workspace, shared: VisitId
) -> None:
    answers.set_value(member, shared, "answer:1", "note", "Ghi chú của thành viên")
    answers.set_value(workspace, shared, "answer:1", "note", "Ghi chú của thư ký")
    bring(opened, member, shared)
    card(opened, "1").conflict.see.click()
    shown(ConflictDialog, opened).go.click()
    focused = QApplication.focusWidget()
    body = card(opened, "1").body
    assert body is not None
    assert focused is body.note
    qtbot.keyClick(body.note, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(body.note, "ghi lai cho dung")
    body.flush()
    visit = load(workspace, shared).visit
    assert (visit.conflicts, visit.notes[ItemId("1")]) == ((), "ghi lai cho dung")
    assert not card(opened, "1").conflict.isVisible()


def test_the_line_at_the_bottom_leads_through_all_places(
    opened: MainWindow, workspace: Workspace, member: Workspace, shared: VisitId
) -> None:
    person = f"person:{load(workspace, shared).visit.people[1].id}"
    name = load(workspace, shared).visit.people[1].name
    answers.remove(workspace, shared, person)
    answers.set_value(member, shared, person, "position", "Chuyên viên chính")
    answers.set_value(workspace, shared, "finding:25a", "items", ["25a", "25b"])
    answers.set_value(member, shared, "finding:25a", "items", ["25a", "12"])
    bring(opened, member, shared)
    opened.shell.status.differing.click()
    dialog = shown(ConflictDialog, opened)
    assert dialog.place.text() == "Shortcoming · Items it is about"
    choose(opened, 1)
    assert opened.shell.status.differing.text() == "1 place(s) differ"
    assert dialog.place.text() == "Person · Position"
    assert name is not None
    assert dialog.known_by.text() == name
    assert "(removed altogether)" in dialog.choices[0].accessibleName()
    choose(opened, 1)
    assert not opened.shell.status.differing.isVisible()
    visit = load(workspace, shared).visit
    assert [(own.name, own.position) for own in visit.people if f"person:{own.id}" == person] == [
        (name, "Chuyên viên chính")
    ]
    assert [own.items for own in visit.findings if own.id == "25a"] == [("25a", "12")]


def test_sealing_waits_in_the_window_until_nothing_differs(
    qtbot: QtBot, opened: MainWindow, workspace: Workspace, member: Workspace, shared: VisitId
) -> None:
    answers.set_value(member, shared, "visit", "place", "Phòng họp B")
    answers.set_value(workspace, shared, "visit", "place", "Phòng họp A")
    bring(opened, member, shared)
    opened.shell.show_step(4)
    page = opened.shell.page(4)
    assert isinstance(page, MinutesPage)
    qtbot.waitUntil(lambda: page.review.blocking == 1, timeout=30_000)
    qtbot.waitUntil(lambda: not opened.context.tasks.running, timeout=30_000)
    assert not page.seal_button.isEnabled()
    (row,) = [row for row in page.review.rows if row.line.code == "REVIEW-CONFLICT"]
    assert row.sentence.text() == "Place: Two people wrote different values; choose one."
    row.go.click()
    choose(opened, 0)
    qtbot.waitUntil(lambda: page.review.blocking == 0 and page.seal_button.isEnabled(), timeout=30_000)
    page.seal_button.click()
    qtbot.waitUntil(lambda: load(workspace, shared).stage is Stage.SEALED, timeout=30_000)
    assert load(workspace, shared).visit.details.place == "Phòng họp A"
    qtbot.waitUntil(lambda: not opened.context.tasks.running, timeout=30_000)


OF_THE_PROGRAM = frozenset(
    {"id", "sha256", "item", "fact", "media_type", "size", "reduced_sha256", "width", "height", "criterion"}
)
"""Fields that nobody types."""


def test_every_field_that_is_typed_has_a_name(opened: MainWindow) -> None:
    visit = opened.context.visit
    assert visit is not None
    kinds = {**SINGLE, **{f"{word}:x": kind for word, kind in LISTED.items()}}
    keys = [(entity, own.name) for entity, kind in kinds.items() for own in fields(kind)]
    keys += [("answer:30", name) for name in ("verdict", "not_checked", "result", "note")]
    bare = [
        key
        for key in keys
        if key[1] not in OF_THE_PROGRAM
        and place_in_words(opened.context, visit, key)[0].split(" · ")[-1] == key[1]
    ]
    assert bare == []


def _sample(**parts: object) -> dict[str, object]:
    return {"kind": "sample", "examined": 30, "defective": 7, "origin": {}, **parts}


@pytest.mark.parametrize(
    ("entity", "field", "values"),
    [
        ("answer:30", "verdict", ["yes", "partly", "no", "not_applicable", "not_checked", None]),
        ("answer:30", "not_checked", ["no_time", "not_provided", None]),
        ("answer:30", "note", ["Ghi chú", None]),
        (
            "answer:25a",
            "sample",
            [
                _sample(),
                _sample(population=120),
                _sample(method="Ngẫu nhiên"),
                _sample(origin={"source": "unit_report"}),
                _sample(origin={"as_of": "2026-05-01"}),
                None,
            ],
        ),
        ("finding:x", "items", [["25a", "12"], ["12", "25a"], []]),
        ("finding:x", "deadline", [{"kind": "on", "on": "2026-06-30"}, {"kind": "regularly"}, None]),
        ("visit", "recipients", [["Đơn vị", "Đoàn"], ["Đơn vị"], []]),
        ("visit", "opened_at", ["2026-05-12T08:00:00+07:00", "2026-05-12T08:30:00+07:00"]),
        ("visit", "print_empty_headings", [True, False]),
        ("visit", "signing_mode", ["ink", "digital"]),
        ("visit", "kind", ["thematic", "unannounced"]),
        ("visit", "closing", ["agreed", "reserved", "refused"]),
        ("visit", "decision", [{"kind": "document", "number": n} for n in ("1", "2")]),
        ("person:x", "role", ["leader", "secretary"]),
        ("person:x", "side", ["team", "unit"]),
        ("person:x", "order", [0, 1]),
        ("recommendation:x", "audience", ["unit", "authority"]),
        ("recommendation:x", "findings", [["25a"], ["25a", "16"], []]),
        ("row:x", "passed", [True, False, None]),
        ("row:x", "issued", ["2026-04-01", "2026-04-02"]),
        ("visit", "of_a_newer_release", [{"a": 1}, {"a": 2}]),
    ],
)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_values_that_differ_never_read_the_same(
    dressed: QApplication,
    workspace: Workspace,
    language: Any,
    entity: str,
    field: str,
    values: list[Any],
) -> None:
    from inspector_app.gui.bridge import Context

    context = Context(workspace, language)
    context.open(create_sample(workspace, "so-mau"))
    assert context.visit is not None
    said = [value_in_words(context, context.visit, (entity, field), value) for value in values]
    assert len(set(said)) == len(values), said
    assert all(said)
    context.tasks.close()
    context.deleteLater()
