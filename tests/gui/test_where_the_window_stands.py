"""The window comes back where it was, and into sight when the monitor on which it stood is gone."""

import base64
from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication

from inspector_app import settings
from inspector_app.actions.workspace import Workspace
from inspector_app.gui.placement import decoded, within
from inspector_app.gui.window import MainWindow
from inspector_app.settings import Settings

LAPTOP = QRect(0, 0, 1366, 728)
PROJECTOR = QRect(1366, 0, 1920, 1040)


@pytest.mark.parametrize(
    ("window", "screens", "expected"),
    [
        (QRect(100, 50, 1093, 614), [LAPTOP], QRect(100, 50, 1093, 614)),
        (QRect(1500, 100, 1280, 760), [LAPTOP, PROJECTOR], QRect(1500, 100, 1280, 760)),
        (QRect(1500, 100, 1280, 700), [LAPTOP], QRect(86, 28, 1280, 700)),
        (QRect(1500, 100, 1800, 1000), [LAPTOP], QRect(0, 0, 1366, 728)),
        (QRect(-1800, 200, 1093, 614), [LAPTOP], QRect(0, 114, 1093, 614)),
        (QRect(100, -600, 1093, 614), [LAPTOP], QRect(100, 0, 1093, 614)),
        (QRect(1340, 50, 1093, 614), [LAPTOP], QRect(273, 50, 1093, 614)),
        (QRect(-1000, 50, 1093, 614), [LAPTOP], QRect(-1000, 50, 1093, 614)),
        (QRect(3500, 100, 1093, 614), [LAPTOP, PROJECTOR], QRect(2193, 100, 1093, 614)),
        (QRect(3500, 100, 1093, 614), [], QRect(3500, 100, 1093, 614)),
    ],
)
def test_a_window_is_on_a_screen_that_is_there(window: QRect, screens: list[QRect], expected: QRect) -> None:
    found = within(window, screens)
    assert found == expected
    assert within(found, screens) == found


@pytest.mark.parametrize("damaged", ["Đây không phải base64", "%%%", "AAAA", ""])
def test_a_damaged_place_is_no_reason_not_to_start(
    damaged: str, open_window: Callable[[], MainWindow], workspace: Workspace
) -> None:
    settings.save(workspace.folder, Settings("en", window_geometry=damaged))
    assert open_window().isVisible()


def test_a_window_left_on_a_monitor_that_is_gone_comes_back_into_sight(
    open_window: Callable[[], MainWindow], workspace: Workspace
) -> None:
    first = open_window()
    first.setGeometry(5000, 4000, 1093, 614)
    first.close()
    second = open_window()
    screen = QApplication.primaryScreen().availableGeometry()
    assert second.geometry().intersects(screen)
    assert screen.contains(second.geometry().topLeft())


def test_nothing_is_known_at_first() -> None:
    assert decoded(None) is None
    assert decoded(base64.b64encode(b"abc").decode()) == b"abc"
