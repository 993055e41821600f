"""The files of an item and of the whole visit: seen, captioned, put in order, looked at closely, passed on, taken away."""

import base64
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from inspector_app.actions import sealing
from inspector_app.actions.evidence import add_evidence
from inspector_app.actions.undo import undo
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import VisitId
from inspector_app.gui.dialogs.evidence import EvidenceDialog
from inspector_app.gui.dialogs.item_choice import ItemChoiceDialog
from inspector_app.gui.dialogs.picture import PictureDialog
from inspector_app.gui.models.evidence import IS_ABSENT, MOVED, SECOND_LINE
from inspector_app.gui.thumbnails import KEPT
from inspector_app.gui.widgets.carried import carried_by
from inspector_app.gui.window import MainWindow
from tests.intake.pictures import exif_of, photo

ITEM, OTHER = ItemId("16"), ItemId("25a")
NHA_TRANG = ((12, 14, 19.68), (109, 11, 49.2))
SAYING = exif_of(taken="2026:05:12 09:12:00", place=NHA_TRANG, camera="Apple iPhone 13")


@pytest.fixture
def files(window: MainWindow, visit_id: VisitId) -> tuple[str, ...]:
    """Two photos and a document beside one item, a document beside another; the first is the item shown."""
    perform = window.context.perform
    names = (
        perform(add_evidence, visit_id, "IMG_1.jpg", photo(exif=SAYING), (ITEM,), "Bảng niêm yết"),
        perform(add_evidence, visit_id, "IMG_2.jpg", photo((480, 640)), (ITEM,)),
        perform(add_evidence, visit_id, "kế hoạch.txt", b"ke hoach", (ITEM,), None, False),
        perform(add_evidence, visit_id, "báo cáo.txt", b"bao cao", (OTHER,)),
    )
    window.context.go_to(f"answer:{ITEM}", "verdict")
    return names


@pytest.fixture
def dialog(window: MainWindow, files: tuple[str, ...]) -> EvidenceDialog:
    window.shell.checking.side.files.all.click()
    (opened,) = [own for own in window.findChildren(EvidenceDialog) if own.isVisible()]
    return opened


@pytest.fixture
def listed(window: MainWindow) -> Callable[[], list[str]]:
    return lambda: [own.name for own in window.context.visit.visit.evidence_of(ITEM)]


@pytest.fixture
def done(qtbot: QtBot, window: MainWindow) -> Callable[[], None]:
    return lambda: qtbot.waitUntil(lambda: not window.context.tasks.running, timeout=60_000)


def choose(dialog: EvidenceDialog, row: int) -> None:
    dialog.list.choose(row)


def test_the_item_shows_its_files_as_pictures_and_says_how_many(
    qtbot: QtBot, window: MainWindow, files: tuple[str, ...]
) -> None:
    beside = window.shell.checking.side.files
    window.shell.checking.set_side_visible(True)
    assert beside.said.text() == "3 file(s), 2 of them picture(s)"
    rows = [beside.list.entries.index(row) for row in range(3)]
    assert [row.data() for row in rows] == ["Bảng niêm yết", "IMG_2.jpg", "kế hoạch.txt"]
    assert [row.data(SECOND_LINE) for row in rows] == [
        "IMG_1.jpg · 09:12 12/05/2026", "", "not in the minutes",
    ]  # fmt: skip
    photo_file = beside.list.entries.files[1]
    qtbot.waitUntil(lambda: beside.list.thumbnails.of(photo_file) is not None)
    picture = beside.list.thumbnails.of(photo_file)
    assert picture.height() > picture.width()
    assert beside.of_visit.isVisibleTo(beside)


def test_an_item_without_files_says_so_with_a_way_out(window: MainWindow, visit_id: VisitId) -> None:
    window.context.go_to(f"answer:{ITEM}", "verdict")
    beside = window.shell.checking.side.files
    assert beside.said.text() == "None yet. Drop files here, or paste a picture."
    assert beside.list.isHidden()
    assert beside.add.isEnabled()
    beside.open_visit()
    (dialog,) = window.findChildren(EvidenceDialog)
    assert dialog.content.is_empty
    assert dialog.content.empty.button.text() == "Add a file …"


def test_a_caption_is_written_in_its_place_and_beside_the_photo(
    qtbot: QtBot, window: MainWindow, dialog: EvidenceDialog, visit_id: VisitId
) -> None:
    def caption() -> str | None:
        return window.context.visit.visit.evidence_of(ITEM)[1].caption

    choose(dialog, 1)
    dialog.list.write_caption()
    editor = dialog.list.viewport().findChild(type(dialog.detail.caption))
    QTest.keyClicks(editor, "Phong hop")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: caption() == "Phong hop")
    assert dialog.detail.caption.text() == "Phong hop"
    dialog.detail.caption.setText("Phòng họp")
    dialog.detail.caption.flush()
    assert caption() == "Phòng họp"
    assert dialog.list.current.name == "IMG_2.jpg"
    window.context.perform(undo, visit_id)
    assert caption() == "Phong hop"
    dialog.detail.printed.click()
    assert window.context.visit.visit.evidence_of(ITEM)[1].printed is False


def test_files_change_places_by_keys_and_by_dragging(
    window: MainWindow, dialog: EvidenceDialog, listed: Callable[[], list[str]], visit_id: VisitId
) -> None:
    dialog.list.setFocus()
    choose(dialog, 2)
    QTest.keyClick(dialog.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert listed() == ["IMG_1.jpg", "kế hoạch.txt", "IMG_2.jpg"]
    assert dialog.list.current.name == "kế hoạch.txt"
    QTest.keyClick(dialog.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(dialog.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)  # it is the first already
    assert listed() == ["kế hoạch.txt", "IMG_1.jpg", "IMG_2.jpg"]
    QTest.keyClick(dialog.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert listed() == ["IMG_1.jpg", "kế hoạch.txt", "IMG_2.jpg"]
    entries = dialog.list.entries
    dragged = entries.mimeData([entries.index(0)])
    assert dragged.hasFormat(MOVED)
    entries.dropMimeData(dragged, Qt.DropAction.MoveAction, 3, 0, entries.index(-1))
    assert listed() == ["kế hoạch.txt", "IMG_2.jpg", "IMG_1.jpg"]
    window.context.perform(undo, visit_id)
    assert listed() == ["IMG_1.jpg", "kế hoạch.txt", "IMG_2.jpg"]


def test_time_place_and_camera_are_shown_and_the_place_is_taken_out(
    qtbot: QtBot, window: MainWindow, dialog: EvidenceDialog, files: tuple[str, ...], done
) -> None:
    detail = dialog.detail
    qtbot.waitUntil(lambda: "Camera" in detail.said.text(), timeout=60_000)
    assert detail.said.text().splitlines() == [
        "Taken at 09:12 on 12/05/2026",
        "Place: 12,2388°N 109,1970°E (in the original alone; the unit never gets it)",
        "Camera: Apple iPhone 13",
        "Items: 16",
    ]
    detail.wanted.emit("bare", detail.file)
    done()
    (own, *_rest) = window.context.visit.visit.evidence_of(ITEM)
    assert own.sha256 != files[0]
    assert own.caption == "Bảng niêm yết"
    assert dialog.said.text() == "A copy without place stands in the photo's place."
    dialog.undo.click()
    assert window.context.visit.visit.evidence_of(ITEM)[0].sha256 == files[0]


def test_a_wrong_clock_of_the_camera_is_only_said(
    window: MainWindow, dialog: EvidenceDialog, visit_id
) -> None:
    from datetime import datetime

    from inspector_app.actions.answers import set_value
    from inspector_app.clock import ZONE

    assert dialog.detail.warned.isHidden()
    day = datetime(2026, 5, 13, 8, 0, tzinfo=ZONE)
    window.context.perform(set_value, visit_id, "visit", "opened_at", day)
    assert "the camera's clock may be wrong" in dialog.detail.warned.text()
    window.context.perform(set_value, visit_id, "visit", "opened_at", day.replace(day=12))
    assert dialog.detail.warned.isHidden()


def test_a_file_is_taken_away_and_brought_back_where_one_is(
    window: MainWindow, dialog: EvidenceDialog, listed: Callable[[], list[str]]
) -> None:
    choose(dialog, 1)
    dialog.detail.away.click()
    assert listed() == ["IMG_1.jpg", "kế hoạch.txt"]
    assert dialog.said.text() == "IMG_2.jpg was taken away."
    dialog.undo.click()
    assert listed() == ["IMG_1.jpg", "IMG_2.jpg", "kế hoạch.txt"]
    assert dialog.undo.isHidden()


def test_a_file_goes_to_another_item(
    window: MainWindow, dialog: EvidenceDialog, listed: Callable[[], list[str]]
) -> None:
    choose(dialog, 1)
    dialog.detail.wanted.emit("move", dialog.list.current)
    (choice,) = dialog.findChildren(ItemChoiceDialog)
    choice.accept()
    assert choice.isVisible()
    choice.search.setText("25a")
    assert choice.chosen == OTHER
    choice.accept()
    assert listed() == ["IMG_1.jpg", "kế hoạch.txt"]
    assert [own.name for own in window.context.visit.visit.evidence_of(OTHER)] == ["IMG_2.jpg", "báo cáo.txt"]


def test_all_files_of_the_visit_stand_beside_those_of_the_item(dialog: EvidenceDialog) -> None:
    assert (dialog.shows_item, dialog.list.entries.rowCount()) == (True, 3)
    dialog.scope.setCurrentIndex(1)
    assert (dialog.shows_item, dialog.list.entries.rowCount()) == (False, 4)
    assert dialog.count.text() == "4 file(s), 2 of them picture(s)"


def test_a_photo_is_looked_at_large_one_after_the_other(dialog: EvidenceDialog) -> None:
    dialog.list.looked_at.emit(dialog.list.current)
    (large,) = dialog.findChildren(PictureDialog)
    assert large.shown.name == "IMG_1.jpg"
    assert not large.before.isEnabled()
    QTest.keyClick(large.view, Qt.Key.Key_Right)
    assert large.shown.name == "IMG_2.jpg"
    assert not large.after.isEnabled()
    assert "Photo 2 of 2" in large.said.text()
    whole = large.view.transform().m11()
    QTest.keyClick(large.view, Qt.Key.Key_Plus)
    assert large.view.transform().m11() > whole
    QTest.keyClick(large.view, Qt.Key.Key_0)
    assert large.view.transform().m11() == whole


def test_a_photo_goes_to_the_clipboard_as_a_file_without_its_place(dialog: EvidenceDialog, done) -> None:
    choose(dialog, 0)
    dialog.detail.wanted.emit("copy", dialog.list.current)
    done()
    (url,) = QGuiApplication.clipboard().mimeData().urls()
    data = Path(url.toLocalFile()).read_bytes()
    assert data.startswith(b"\xff\xd8")
    assert b"iPhone" not in data
    assert "without the place and time" in dialog.said.text()


def test_the_system_opens_documents_and_runs_no_program(
    window: MainWindow, dialog: EvidenceDialog, visit_id: VisitId, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PySide6.QtGui import QDesktopServices

    asked: list[Path] = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: asked.append(Path(url.toLocalFile())) or True
    )
    window.context.perform(add_evidence, visit_id, "cài đặt.exe", b"MZ", (ITEM,))
    choose(dialog, 2)
    dialog.detail.wanted.emit("open", dialog.list.current)
    assert (asked[-1].name, asked[-1].read_bytes()) == ("kế hoạch.txt", b"ke hoach")
    choose(dialog, 3)
    dialog.detail.wanted.emit("open", dialog.list.current)
    assert asked[-1].is_dir()
    assert "is a program" in dialog.said.text()


def test_a_file_of_another_computer_is_named_as_such(
    window: MainWindow, workspace: Workspace, dialog: EvidenceDialog, files: tuple[str, ...]
) -> None:
    workspace.files.path(files[1]).unlink()
    window.context.refresh()
    choose(dialog, 1)
    index = dialog.list.entries.index(1)
    assert index.data(IS_ABSENT)
    assert "lies on another computer" in index.data(SECOND_LINE)
    assert "Add the same file here too" in dialog.detail.warned.text()
    assert not dialog.detail.bare.isEnabled()


def test_files_of_a_sealed_visit_are_looked_at_and_not_changed(
    open_window, workspace: Workspace, sample_id: VisitId
) -> None:
    add_evidence(workspace, sample_id, "IMG.jpg", photo(), [ITEM])
    sealing.seal(workspace, sample_id)
    window = open_window()
    window.context.open(sample_id)
    window.shell.show_step(2)
    window.context.go_to(f"answer:{ITEM}", "verdict")
    window.shell.checking.side.files.open_item()
    (dialog,) = window.findChildren(EvidenceDialog)
    choose(dialog, dialog.list.entries.rowCount() - 1)
    detail = dialog.detail
    assert detail.caption.isReadOnly()
    assert not any(part.isEnabled() for part in (detail.away, detail.bare, detail.printed))
    assert dialog.list.entries.moved(0, 1) is None
    dialog.list.write_caption()
    assert dialog.list.viewport().findChild(type(detail.caption)) is None


def test_what_is_pasted_is_seen_before_it_is_kept(window: MainWindow, visit_id: VisitId, done) -> None:
    from PySide6.QtGui import QImage

    window.context.go_to(f"answer:{ITEM}", "verdict")
    QGuiApplication.clipboard().setImage(QImage.fromData(photo()))
    beside = window.shell.checking.side.files
    beside.paste.click()
    assert beside.list.entries.rowCount() == 1
    assert beside.list.entries.index(0).data(SECOND_LINE) == "Being kept …"
    assert beside.list.entries.file_at(beside.list.entries.index(0)) is None
    done()
    assert [own.name for own in beside.list.entries.files] == ["pasted picture 1.png"]
    assert beside.list.entries.rowCount() == 1


def test_a_picture_that_is_a_file_on_the_clipboard_is_kept_byte_for_byte() -> None:
    mime = QMimeData()
    data = photo()
    mime.setData("image/jpeg", data)
    (carried,) = carried_by(mime).pictures
    assert (carried.ending, carried.made()) == (".jpg", data)


def test_a_text_with_pictures_brings_those_it_holds_and_names_those_of_the_web(tmp_path: Path) -> None:
    mime = QMimeData()
    held = base64.b64encode(photo()).decode()
    near = QUrl.fromLocalFile(str(tmp_path / "gần.png")).toString()
    mime.setHtml(
        f'<img src="data:image/jpeg;base64,{held}"><img src="{near}"><img src="https://vi.du/xa.png">'
    )
    carried = carried_by(mime)
    assert (len(carried.pictures), carried.paths) == (1, (tmp_path / "gần.png",))
    assert carried.addresses == ("https://vi.du/xa.png",)


def test_many_photos_take_bounded_memory_in_the_list(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, visit_id: VisitId
) -> None:
    """Whatever was scrolled past: pictures are read for what is in sight and forgotten again."""
    from inspector_app.actions.evidence import Brought, keep_files

    many = [
        Brought(f"IMG_{n:03d}.jpg", made=lambda n=n: photo((64, 48), exif=exif_of(camera=f"Máy {n}")))
        for n in range(60)
    ]
    keep_files(workspace, visit_id, [ITEM], many, lambda *_own: None, lambda: False)
    window.context.refresh()
    window.shell.checking.side.files.open_visit()
    (dialog,) = window.findChildren(EvidenceDialog)
    thumbnails = dialog.list.thumbnails
    qtbot.waitUntil(lambda: 0 < len(thumbnails._kept) < 40, timeout=30_000)
    dialog.list.scrollToBottom()
    last = dialog.list.entries.files[-1]
    qtbot.waitUntil(lambda: thumbnails.of(last) is not None, timeout=30_000)
    assert len(thumbnails._kept) <= KEPT
    assert dialog.list.indexAt(QPoint(5, dialog.list.viewport().height() - 5)).row() == 59
