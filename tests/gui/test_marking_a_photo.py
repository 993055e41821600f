"""A photo is marked by keys or mouse as a copy; the photo itself stays byte for byte, and what is covered is gone."""

import hashlib
import io
import random

import pytest
from PIL import Image, ImageDraw
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inspector_app.actions.evidence import add_evidence, evidence_data
from inspector_app.actions.undo import redo, undo
from inspector_app.actions.visits import load
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.marks import Mark, MarkKind, covered
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import Evidence, VisitId
from inspector_app.gui.markup.drawing import extent, jpeg_of, with_marks
from inspector_app.gui.markup.editor import MarkupEditor
from inspector_app.gui.markup.opening import mark_up
from inspector_app.gui.window import MainWindow

ITEM = ItemId("16")


def photo(number: str = "056089001234", size: tuple[int, int] = (1200, 900)) -> bytes:
    """A screen with somebody's number on it."""
    picture = Image.new("RGB", size, "#E8ECEF")
    draw = ImageDraw.Draw(picture)
    draw.text((200, 300), number, fill="#101820", font_size=60)
    draw.text((200, 600), "Bảng niêm yết", fill="#101820", font_size=60)
    data = io.BytesIO()
    picture.save(data, "JPEG", quality=95)
    return data.getvalue()


@pytest.fixture
def added(window: MainWindow, visit_id: VisitId) -> str:
    """SHA-256 of the photo beside an item."""
    sha256 = window.context.perform(
        add_evidence, visit_id, "man-hinh.jpg", photo(), (ITEM,), "Màn hình một cửa"
    )
    assert sha256 is not None
    return sha256


def opened(window: MainWindow, sha256: str, qtbot: QtBot) -> MarkupEditor:
    mark_up(window.context, window, sha256)
    (editor,) = [own for own in window.findChildren(MarkupEditor) if own.isVisible()]
    qtbot.waitUntil(editor.view.hasFocus)
    return editor


def kept(window: MainWindow, editor: MarkupEditor, qtbot: QtBot) -> None:
    editor.keep.click()
    qtbot.waitUntil(lambda: not window.context.tasks.running, timeout=20_000)


def files(workspace: Workspace, visit_id: VisitId) -> dict[str | None, Evidence]:
    """By the photo that they were made of."""
    return {own.marked_from: own for own in load(workspace, visit_id).visit.evidence}


def test_all_four_marks_by_keys_alone(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, visit_id: VisitId, added: str
) -> None:
    editor = opened(window, added, qtbot)
    view = editor.view
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_4):
        QTest.keyClick(view, key)
    QTest.keyClick(view, Qt.Key.Key_3)
    assert editor.text.hasFocus()
    QTest.keyClicks(editor.text, "Thieu 1 so 2")  # digits in words stay words
    QTest.keyClick(editor.text, Qt.Key.Key_Return)
    assert view.hasFocus()
    assert [own.kind for own in editor.marks] == [MarkKind.ARROW, MarkKind.BOX, MarkKind.BLUR, MarkKind.TEXT]
    assert editor.marks[3].text == "Thieu 1 so 2"

    QTest.keyClick(view, Qt.Key.Key_Space)
    assert editor.sheet.chosen == 0
    before = editor.marks[0]
    QTest.keyClick(view, Qt.Key.Key_Left)
    QTest.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    moved = editor.marks[0]
    assert (before.x - moved.x, before.y - moved.y) == (12, 1)
    QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert editor.marks[0].width == before.width + 12

    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert [own.kind for own in editor.marks] == [MarkKind.BOX, MarkKind.BLUR, MarkKind.TEXT]
    QTest.keyClick(view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.marks[0] == moved
    QTest.keyClick(view, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert editor.marks[0].width == before.width + 12
    kept(window, editor, qtbot)

    copy = files(workspace, visit_id)[added]
    assert len(copy.marks) == 4
    assert copy.name == "man-hinh (đánh dấu).jpg"


def test_the_copy_is_printed_in_the_photos_place_and_one_undo_takes_it_back(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, visit_id: VisitId, added: str
) -> None:
    before = files(workspace, visit_id)
    editor = opened(window, added, qtbot)
    QTest.keyClick(editor.view, Qt.Key.Key_2)
    kept(window, editor, qtbot)

    now = files(workspace, visit_id)
    original, copy = now[None], now[added]
    assert (original.sha256, original.printed) == (added, False)
    assert hashlib.sha256(evidence_data(workspace, added)).hexdigest() == added
    assert evidence_data(workspace, added) == photo()
    assert (copy.printed, copy.caption, copy.items) == (True, "Màn hình một cửa", (ITEM,))
    assert copy.reduced_sha256 is not None

    window.context.perform(undo, visit_id)
    assert files(workspace, visit_id) == before
    window.context.perform(redo, visit_id)
    assert files(workspace, visit_id) == now


def test_opening_either_of_the_two_goes_on_with_the_marks(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, visit_id: VisitId, added: str
) -> None:
    editor = opened(window, added, qtbot)
    QTest.keyClick(editor.view, Qt.Key.Key_2)
    kept(window, editor, qtbot)
    first = files(workspace, visit_id)[added]

    editor = opened(window, added, qtbot)
    assert editor.marks == first.marks
    editor.reject()
    editor = opened(window, first.sha256, qtbot)
    assert editor.marks == first.marks
    assert not editor.keep.isEnabled()
    QTest.keyClick(editor.view, Qt.Key.Key_1)
    kept(window, editor, qtbot)
    assert len(load(workspace, visit_id).visit.evidence) == 2  # one copy, not a copy of a copy
    assert [own.kind for own in files(workspace, visit_id)[added].marks] == [MarkKind.BOX, MarkKind.ARROW]

    editor = opened(window, added, qtbot)
    for _mark in range(2):
        QTest.keyClick(editor.view, Qt.Key.Key_Space)
        QTest.keyClick(editor.view, Qt.Key.Key_Delete)
    kept(window, editor, qtbot)
    (alone,) = load(workspace, visit_id).visit.evidence
    assert (alone.sha256, alone.printed) == (added, True)


def test_the_mouse_draws_moves_and_resizes(qtbot: QtBot, window: MainWindow, added: str) -> None:
    editor = opened(window, added, qtbot)
    view, port = editor.view, editor.view.viewport()

    def at(x: int, y: int) -> QPoint:
        return view.mapFromScene(x, y)

    def drag(start: QPoint, end: QPoint) -> None:
        QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
        QTest.mouseMove(port, (start + end) / 2)
        QTest.mouseMove(port, end)
        QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=end)

    editor.tools[MarkKind.BOX].click()
    drag(at(300, 200), at(600, 400))
    (box,) = editor.marks
    near = [
        abs(a - b) <= 4
        for a, b in zip((box.x, box.y, box.width, box.height), (300, 200, 300, 200), strict=True)
    ]
    assert all(near)
    assert view.armed is None
    drag(at(450, 300), at(500, 350))
    assert abs(editor.marks[0].x - 350) <= 6
    x, y = editor.marks[0].x + editor.marks[0].width, editor.marks[0].y + editor.marks[0].height
    drag(at(x, y), at(x + 100, y + 50))
    assert abs(editor.marks[0].width - 400) <= 8
    for left in (True, True, False):  # one movement of the hand, one step back
        editor.undo.click()
        assert bool(editor.marks) is left


def test_marks_are_not_dropped_by_one_slip(qtbot: QtBot, window: MainWindow, added: str) -> None:
    editor = opened(window, added, qtbot)
    QTest.keyClick(editor.view, Qt.Key.Key_2)
    QTest.keyClick(editor.view, Qt.Key.Key_Escape)  # lets the mark go
    QTest.keyClick(editor.view, Qt.Key.Key_Escape)
    assert editor.isVisible()
    assert "not kept yet" in editor.said.text()
    QTest.keyClick(editor.view, Qt.Key.Key_Escape)
    assert not editor.isVisible()


def picture_of(data: bytes) -> QImage:
    return QImage.fromData(data)


def noisy(seed: int, box: tuple[int, int, int, int]) -> QImage:
    """The same picture around, another content inside with the same mean: the same pixels in another order."""
    picture = QImage(320, 240, QImage.Format.Format_RGB32)
    picture.fill(0xFF808890)
    left, top, width, height = box
    values = [0xFF202020, 0xFFE0E0E0] * (width * height // 2)
    random.Random(seed).shuffle(values)
    for index, value in enumerate(values):
        picture.setPixel(left + index % width, top + index // width, value)
    return picture


def test_what_is_covered_cannot_be_computed_back(dressed: QApplication) -> None:
    mark = Mark(MarkKind.BLUR, 64, 64, 128, 64)
    box = covered(mark, (320, 240))
    copies = {jpeg_of(with_marks(noisy(seed, box), (mark,))) for seed in range(8)}
    assert len({noisy(seed, box).constBits().tobytes() for seed in range(8)}) == 8
    assert len(copies) == 1  # not one bit tells which of the eight it was


def test_another_number_leaves_the_same_copy(dressed: QApplication) -> None:
    mark = Mark(MarkKind.BLUR, 190, 290, 520, 90)
    copies = [
        jpeg_of(with_marks(picture_of(photo(number)), (mark,)))
        for number in ("056089001234", "056189007777", "056189000000")
    ]
    assert len(set(copies)) == 1


def test_a_cover_holds_two_colours_and_the_rest_of_the_photo_is_as_it_was(dressed: QApplication) -> None:
    picture = picture_of(photo())
    mark = Mark(MarkKind.BLUR, 190, 290, 520, 90)
    drawn = with_marks(picture, (mark,))
    left, top, width, height = covered(mark, (1200, 900))
    inside = {drawn.pixel(x, y) for x in range(left, left + width) for y in range(top, top + height)}
    assert len(inside) == 2
    outside = [(left - 1, top), (left + width, top), (0, 0), (250, 640)]
    assert all(drawn.pixel(x, y) == picture.convertToFormat(drawn.format()).pixel(x, y) for x, y in outside)


def test_a_label_is_seen_whole_at_the_edge(dressed: QApplication) -> None:
    words = "Thiếu bảng niêm yết địa chỉ tiếp nhận phản ánh, kiến nghị của tổ chức, cá nhân"
    plate = extent(Mark(MarkKind.TEXT, 1590, 1190, 0, 57, words), (1600, 1200))
    assert QRectF(0, 0, 1600, 1200).contains(plate)
    assert plate.height() > 2 * 57  # wrapped, not cut


@pytest.mark.parametrize("ground", [0xFF000000, 0xFF808080, 0xFFFFFFFF, 0xFFA3131C])
def test_a_stroke_is_seen_in_grey_on_any_ground(dressed: QApplication, ground: int) -> None:
    picture = QImage(1600, 1200, QImage.Format.Format_RGB32)
    picture.fill(ground)
    drawn = with_marks(picture, (Mark(MarkKind.BOX, 400, 300, 600, 400),)).convertToFormat(
        QImage.Format.Format_Grayscale8
    )
    across = [drawn.pixelColor(x, 500).value() for x in range(380, 420)]
    assert max(across) - min(across) > 120
