"""A window on a real data folder, and the small moves of a person in front of it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inspector_app.actions.visits import create_sample, create_visit, load
from inspector_app.actions.workspace import Workspace, open_workspace
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import Answer, VisitId
from inspector_app.clock import FixedClock
from inspector_app.gui import theme
from inspector_app.gui.window import MainWindow

LAPTOP = (1093, 614)
"""1366x768 at 125 %."""


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> QApplication:
    """The application in its own clothes."""
    theme.apply(qapp)
    return qapp


@pytest.fixture
def workspace(tmp_path: Path, clock: FixedClock) -> Iterator[Workspace]:
    """A data folder of its own, with nothing in it."""
    with open_workspace(tmp_path / "data", clock, actor="Lê Thị Mẫu") as opened:
        yield opened


@pytest.fixture
def visit_id(workspace: Workspace) -> VisitId:
    """A visit in which nothing is answered."""
    return create_visit(workspace, "cchc-2022", {"unit": "Sở Mẫu", "title": "Kiểm tra công tác CCHC"})


@pytest.fixture
def sample_id(workspace: Workspace) -> VisitId:
    """The invented visit that shows everything."""
    return create_sample(workspace, "so-mau")


@pytest.fixture
def open_window(
    dressed: QApplication, qtbot: QtBot, workspace: Workspace
) -> Iterator[Callable[[], MainWindow]]:
    """Opens windows on the workspace, at the size of the smallest laptop; closes them after the test."""
    opened: list[MainWindow] = []

    def open_one() -> MainWindow:
        window = MainWindow(workspace, "en")
        window.resize(*LAPTOP)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        opened.append(window)
        return window

    yield open_one
    for window in opened:
        window.close()
        window.deleteLater()
    opened.clear()
    dressed.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def window(open_window: Callable[[], MainWindow], visit_id: VisitId) -> MainWindow:
    """A window at step 2 of the empty visit."""
    shown = open_window()
    shown.context.open(visit_id)
    return shown


@pytest.fixture
def stored(workspace: Workspace, visit_id: VisitId) -> Callable[[str], Answer]:
    """The answer of an item as the database has it."""

    def answer(item_id: str) -> Answer:
        return load(workspace, visit_id).visit.answer(ItemId(item_id))

    return answer
