"""A real workspace, its context in Vietnamese, and pages in a window of the smallest screen."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from inspector_app.actions.visits import create_sample, create_visit
from inspector_app.actions.workspace import Workspace, open_workspace
from inspector_app.clock import FixedClock
from inspector_app.gui import theme
from inspector_app.gui.bridge import Context
from inspector_app.i18n import Explanation

PAGE_SIZE = (1093 - theme.RAIL_WIDTH, 512)
"""Pixels left for a page on 1366x768 at 125 %."""


@pytest.fixture
def workspace(tmp_path: Path, clock: FixedClock) -> Iterator[Workspace]:
    with open_workspace(tmp_path / "data", clock, "Nguyễn Văn Thử") as opened:
        yield opened


@pytest.fixture
def failures() -> list[Explanation]:
    """User errors that a page showed; a test that expects one clears it."""
    return []


@pytest.fixture
def context(qapp: QApplication, workspace: Workspace, failures: list[Explanation]) -> Iterator[Context]:
    theme.apply(qapp)
    made = Context(workspace, "vi")
    crashes: list[BaseException] = []
    made.failed.connect(failures.append)
    made.crashed.connect(crashes.append)
    yield made
    made.tasks.close()
    made.deleteLater()
    assert not crashes
    assert not failures, [failure.text() for failure in failures]


@pytest.fixture
def real_visit(context: Context) -> Context:
    """The visit of 2022, signed in ink, open."""
    context.open(create_sample(context.workspace, "so-xay-dung-2022"))
    return context


@pytest.fixture
def invented_visit(context: Context) -> Context:
    """The invented visit that shows everything, signed digitally, open."""
    context.open(create_sample(context.workspace, "so-mau"))
    return context


@pytest.fixture
def new_visit(context: Context) -> Context:
    """A visit that nobody has typed anything into, open."""
    context.open(create_visit(context.workspace))
    return context


Show = Callable[[type[QWidget], Context], QWidget]


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    """Make a page, show it as the window does, and keep it in step with the open visit."""

    def make(kind: type[QWidget], context: Context) -> QWidget:
        page = kind(context)  # type: ignore[arg-type]
        qtbot.addWidget(page)
        page.resize(*PAGE_SIZE)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        page.show_visit(context.visit)  # type: ignore[attr-defined]
        context.visit_changed.connect(page.show_visit)  # type: ignore[attr-defined]
        return page

    return make


@pytest.fixture
def idle(qtbot: QtBot) -> Callable[[Context], None]:
    """Wait until no task runs any more."""

    def wait(context: Context) -> None:
        qtbot.waitUntil(lambda: not context.tasks.running, timeout=30_000)

    return wait
