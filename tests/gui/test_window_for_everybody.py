"""Small screens, screen readers, weak eyes, first-time users, and a version of Qt that must not be used."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QListView, QScrollArea, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from inspector_app.actions.sealing import seal
from inspector_app.actions.visits import create_sample, load
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.seal import Stage
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import ItemVerdict, VisitId
from inspector_app.checklist.wanted import State
from inspector_app.gui import theme
from inspector_app.gui.models.items import ItemsModel
from inspector_app.gui.pages.visits import VisitsPage
from inspector_app.gui.pages.welcome import WelcomePage
from inspector_app.gui.window import MainWindow

OpenWindow = Callable[[], MainWindow]
SIZES = [(1093, 614), (1024, 560), (1366, 768)]


def seen(window: MainWindow, kind: type[QWidget]) -> Iterator[QWidget]:
    return (widget for widget in window.findChildren(kind) if widget.isVisibleTo(window))


def places(window: MainWindow) -> Iterator[str]:
    """Every page of the window, one after another."""
    for step in range(1, 7):
        window.shell.show_step(step)
        yield f"step {step}"
    window.shell.show_office()
    yield "office"


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("size", SIZES)
def test_no_words_are_cut_off(
    qtbot: QtBot, open_window: OpenWindow, sample_id: VisitId, size: tuple[int, int], language: str
) -> None:
    window = open_window()
    window.resize(*size)
    window.set_language(language)  # type: ignore[arg-type]
    window.context.open(sample_id)
    window.shell.checking.set_current(ItemId("25a"))
    window.shell.show_step(2)
    QApplication.processEvents()
    assert (window.width(), window.height()) == size
    cut = []
    for place in places(window):
        QApplication.processEvents()
        assert (window.width(), window.height()) == size, place
        for button in seen(window, QAbstractButton):
            assert isinstance(button, QAbstractButton)
            if button.text() and button.width() < button.minimumSizeHint().width():
                cut.append((place, button.text(), button.width(), button.minimumSizeHint().width()))
        for label in seen(window, QLabel):
            assert isinstance(label, QLabel)
            needed = (
                label.heightForWidth(label.width()) if label.wordWrap() else label.minimumSizeHint().height()
            )
            if label.text() and label.height() < needed:
                cut.append((place, label.text(), label.height(), needed))
    assert cut == []


def test_nothing_scrolls_sideways(open_window: OpenWindow, sample_id: VisitId) -> None:
    window = open_window()
    window.context.open(sample_id)
    window.shell.show_step(2)
    QApplication.processEvents()
    for area in seen(window, QScrollArea):
        assert isinstance(area, QScrollArea)
        inside = area.widget()
        assert inside is not None
        assert inside.width() <= area.viewport().width(), area.accessibleName()


def test_everything_that_takes_the_keyboard_has_a_name(open_window: OpenWindow, sample_id: VisitId) -> None:
    window = open_window()
    window.context.open(sample_id)
    nameless = []
    for place in places(window):
        QApplication.processEvents()
        for widget in seen(window, QWidget):
            if not widget.focusPolicy() & Qt.FocusPolicy.TabFocus or widget.focusProxy() is not None:
                continue
            told = QAccessible.queryAccessibleInterface(widget)
            if told is None or not told.text(QAccessible.Text.Name):
                nameless.append((place, type(widget).__name__, widget.objectName()))
    assert nameless == []


def test_answers_are_large_enough_for_a_finger(window: MainWindow) -> None:
    card = window.shell.checking.card(ItemId("1"))
    assert card is not None
    for verdict in ItemVerdict:
        button = card.verdicts.button(verdict)
        assert button is not None
        assert button.height() >= theme.TARGET
        assert button.width() >= theme.TARGET


def test_every_state_of_an_item_has_its_own_shape() -> None:
    drawings = {
        theme.resources().joinpath("icons", f"{name}.svg").read_text() for name in theme.STATUS_COLOURS
    }
    assert set(theme.STATUS_COLOURS) == {*ItemVerdict, "open"}
    assert len(drawings) == len(theme.STATUS_COLOURS)


def test_the_first_start_offers_a_new_visit_and_the_samples(
    qtbot: QtBot, open_window: OpenWindow, workspace: Workspace
) -> None:
    window = open_window()
    welcome = window.shell.findChild(WelcomePage)
    assert welcome is not None
    assert welcome.isVisible()
    assert welcome.new.hasFocus()
    assert set(welcome.samples) == {"so-xay-dung-2022", "so-mau"}
    welcome.samples["so-xay-dung-2022"].trigger()
    assert window.shell.step == 2
    assert window.context.visit is not None
    assert window.context.visit.visit.details.unit == "Sở Xây dựng"


def test_the_list_of_visits_says_what_to_do_while_it_is_empty(
    qtbot: QtBot, open_window: OpenWindow, workspace: Workspace
) -> None:
    window = open_window()
    page = window.shell.findChild(VisitsPage)
    assert page is not None
    assert not page.list.isVisible()
    create_sample(workspace, "so-mau")
    page.refresh()
    assert page.list.isVisible()
    assert page.model.rowCount() == 1
    assert isinstance(page.list, QListView)


def test_the_warning_of_a_sample_stands_on_every_page(open_window: OpenWindow, sample_id: VisitId) -> None:
    window = open_window()
    window.context.open(sample_id)
    for step in range(1, 7):
        window.shell.show_step(step)
        assert window.shell._notice.isVisible()
        assert "GIẢ ĐỊNH" in window.shell._notice.text()


def test_a_sealed_visit_is_read_only_and_says_where_it_is_reopened(
    qtbot: QtBot, open_window: OpenWindow, workspace: Workspace, sample_id: VisitId
) -> None:
    seal(workspace, sample_id)
    window = open_window()
    window.context.open(sample_id)
    assert window.context.visit is not None
    assert window.context.visit.stage is Stage.SEALED
    assert window.shell.step == 5
    window.shell.show_step(2)
    window.shell.checking.set_current(ItemId("25a"))
    card = window.shell.checking.card(ItemId("25a"))
    assert card is not None
    assert card.body is not None
    assert all(not button.isEnabled() for button in map(card.verdicts.button, ItemVerdict) if button)
    assert card.body.note.isReadOnly()
    before = load(workspace, sample_id).visit
    window.shell.checking.take_focus()
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, Qt.Key.Key_1)
    assert load(workspace, sample_id).visit == before
    locked = window.shell.checking._locked
    assert locked.isVisible()


def test_the_side_panel_folds_in_a_narrow_window_and_unfolds_when_asked(
    qtbot: QtBot, open_window: OpenWindow, visit_id: VisitId
) -> None:
    window = open_window()
    window.context.open(visit_id)
    page = window.shell.checking
    assert not page.side.isVisible()
    qtbot.mouseClick(page.head.side_button, Qt.MouseButton.LeftButton)
    assert page.side.isVisible()
    window.resize(1366, 768)
    QApplication.processEvents()
    assert page.side.isVisible()
    window.resize(1093, 614)
    QApplication.processEvents()
    assert not page.side.isVisible()


def test_the_models_keep_qts_rules(window: MainWindow, request: pytest.FixtureRequest) -> None:
    page = window.shell.checking
    model = page.findChild(ItemsModel)
    assert model is not None
    tester = ModelTester(request.config)
    tester.check(model)
    page.tree.search.setText("chu ky so")
    page.tree.filter.choose(state=State.OPEN)
    page.set_current(ItemId("25a"))
    for verdict in (ItemVerdict.NO, ItemVerdict.YES, None):
        card = page.card(ItemId("25a"))
        assert card is not None
        card.choose(verdict)
    page.tree.clear()
    tester._cleanup()


def test_void_calls_of_qt_do_not_wear_out_python() -> None:
    """PySide6 6.12.0 aborts below Python 3.12 after some thousand of these."""
    worn = QObject()
    for _ in range(200_000):
        worn.setObjectName("a")
    assert worn.objectName() == "a"
