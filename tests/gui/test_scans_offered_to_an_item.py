"""A scanner lays files into its folder; one quiet line offers them to the current item, and only there."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inspector_app import settings
from inspector_app.actions.visits import load
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import VisitId
from inspector_app.gui import scan_folder
from inspector_app.gui.widgets.scan_offer import ScanOffer
from inspector_app.gui.window import MainWindow


@pytest.fixture
def scans(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The scanner's folder, with an old file in it; it is looked at more often than in real life."""
    monkeypatch.setattr(scan_folder, "LOOK_MS", 40)
    monkeypatch.setattr(scan_folder, "SOON_MS", 30)
    folder = tmp_path / "may-quet"
    folder.mkdir()
    (folder / "hom-qua.pdf").write_bytes(b"%PDF-1.7")
    return folder


@pytest.fixture
def offer(window: MainWindow, scans: Path, qtbot: QtBot) -> ScanOffer:
    """The line above the items, its folder looked at once."""
    own = window.shell.checking.scans
    with qtbot.waitSignal(window.context.tasks.ended):
        window.context.habits.change(scan_folder=str(scans))
    return own


def files(workspace: Workspace, visit_id: VisitId) -> dict[str | None, tuple[ItemId, ...]]:
    return {own.name: own.items for own in load(workspace, visit_id).visit.evidence}


def test_new_files_are_offered_to_the_current_item_and_taken(
    qtbot: QtBot, window: MainWindow, offer: ScanOffer, scans: Path, workspace: Workspace, visit_id: VisitId
) -> None:
    page = window.shell.checking
    page.set_current(ItemId("16"), take_focus=True)
    focused = QApplication.focusWidget()
    (scans / "scan 1.txt").write_bytes(b"mot")
    (scans / "scan 2.txt").write_bytes(b"hai")
    qtbot.waitUntil(lambda: offer.isVisible() and "2 new" in offer.said.text())
    assert QApplication.focusWidget() is focused  # the keyboard stays with the work
    assert "hom-qua" not in offer.said.text()

    page.set_current(ItemId("14"))
    assert offer.take.text() == "Add to item 14"
    QTest.keyClick(
        window, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    qtbot.waitUntil(lambda: len(files(workspace, visit_id)) == 2, timeout=20_000)
    assert files(workspace, visit_id) == {"scan 1.txt": (ItemId("14"),), "scan 2.txt": (ItemId("14"),)}
    assert offer.isHidden()
    assert {path.name for path in scans.iterdir()} == {"hom-qua.pdf", "scan 1.txt", "scan 2.txt"}


def test_what_is_left_is_not_offered_again(
    qtbot: QtBot, offer: ScanOffer, scans: Path, workspace: Workspace, visit_id: VisitId
) -> None:
    (scans / "nham.txt").write_bytes(b"mot")
    qtbot.waitUntil(offer.isVisible)
    offer.leave.click()
    assert offer.isHidden()
    (scans / "dung.txt").write_bytes(b"hai")
    qtbot.waitUntil(offer.isVisible)
    assert "dung.txt" in offer.said.text()
    assert "nham.txt" not in offer.said.text()
    assert files(workspace, visit_id) == {}
    assert (scans / "nham.txt").exists()


def test_a_folder_that_goes_away_is_told_once_and_comes_back(
    qtbot: QtBot, window: MainWindow, offer: ScanOffer, scans: Path
) -> None:
    told: list[object] = []
    offer.folder.troubled.connect(told.append)
    away = scans.rename(scans.with_name("rut-ra"))
    qtbot.waitUntil(lambda: bool(told) and offer.isVisible())
    assert "not looked at any more" in offer.said.text()
    offer.leave.click()
    for _look in range(3):
        with qtbot.waitSignal(window.context.tasks.ended):
            offer.folder.look()
    assert offer.isHidden()
    assert len(told) == 1
    away.rename(scans)
    (scans / "moi.txt").write_bytes(b"mot")
    qtbot.waitUntil(lambda: offer.isVisible() and "moi.txt" in offer.said.text())
    assert told[1:] == [None]


def test_the_folder_is_chosen_beside_the_item_and_remembered(
    window: MainWindow, scans: Path, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("inspector_app.gui.widgets.scan_offer.choose_folder", lambda *_arguments: scans)
    menu = window.shell.checking.side.files.more.menu()

    def entries() -> dict[str, object]:
        menu.aboutToShow.emit()
        return {action.text(): action for action in menu.actions()}

    entries()["Watch the folder of a scanner or phone …"].trigger()  # type: ignore[attr-defined]
    assert settings.load(workspace.folder).scan_folder == str(scans)
    assert window.shell.checking.scans.folder.folder == scans
    entries()["Stop watching may-quet"].trigger()  # type: ignore[attr-defined]
    assert settings.load(workspace.folder).scan_folder is None
    assert window.shell.checking.scans.folder.folder is None


def test_without_a_folder_nothing_is_looked_at(window: MainWindow) -> None:
    assert window.shell.checking.scans.isHidden()
    assert window.shell.checking.scans.folder.folder is None
