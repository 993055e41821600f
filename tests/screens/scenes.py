"""Every page, dialog and state of the window by name: what is drawn by `make screenshots` and looked at by the tests."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLineEdit, QTabWidget, QWidget

from inspector_app.actions.answers import set_verdict
from inspector_app.actions.templates import offered
from inspector_app.checklist.finding import FollowUpState
from inspector_app.checklist.handover import FollowUp, KnownDevice, LedgerFinding
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import ItemVerdict, Side
from inspector_app.gui.dialogs.conclusion import ConclusionDialog
from inspector_app.gui.dialogs.crash import CrashDialog
from inspector_app.gui.dialogs.device import DeviceDialog
from inspector_app.gui.dialogs.finding import FindingDialog
from inspector_app.gui.dialogs.follow_up import FollowUpDialog
from inspector_app.gui.dialogs.new_visit import NewVisitDialog
from inspector_app.gui.dialogs.person import PersonDialog
from inspector_app.gui.dialogs.remediation import RemediationDialog
from inspector_app.gui.dialogs.reopening import ReopenDialog
from inspector_app.gui.dialogs.rows import RowsDialog
from inspector_app.gui.dialogs.scores import ScoresDialog
from inspector_app.gui.dialogs.unit import UnitDialog
from inspector_app.gui.window import MainWindow
from tests.field.scene import AFTERNOON, FULL_VISIT
from tests.screens.stage import SENTENCE, Data, Stage

Make = Callable[[Stage], QWidget]


@dataclass(frozen=True, slots=True)
class Scene:
    name: str
    make: Make
    """Shows it and gives the window or dialog to look at."""
    page: bool
    """Whether it is a page, to be seen in every language, scheme and size, or a dialog or a state of one."""


SCENES: dict[str, Scene] = {}


def scene(name: str, *, page: bool = False) -> Callable[[Make], Make]:
    """Give a scene its place in the gallery."""

    def take(make: Make) -> Make:
        assert name not in SCENES
        SCENES[name] = Scene(name, make, page)
        return make

    return take


def _step(number: int, data: Data, name: str, *, page: bool = False) -> None:
    @scene(name, page=page)
    def make(stage: Stage) -> QWidget:
        window = stage.window(data)
        window.shell.show_step(number)
        stage.settle(window)
        return window


STEPS = ("preparation", "checking", "findings", "minutes", "signing", "sending")
for _number, _name in enumerate(STEPS, 1):
    _step(_number, "ticked", f"{_name}-ticked", page=True)
    _step(_number, "new", f"{_name}-new")
    _step(_number, "long", f"{_name}-long-text")
for _number, _name in enumerate(STEPS[3:], 4):
    _step(_number, "signed", f"{_name}-signed")
    _step(_number, "ink", f"{_name}-in-ink")


@scene("start-nothing", page=True)
def start_nothing(stage: Stage) -> QWidget:
    return stage.window("nothing")


@scene("visits-many", page=True)
def visits_many(stage: Stage) -> QWidget:
    return stage.window("many")


@scene("visits-none-found")
def visits_none_found(stage: Stage) -> QWidget:
    window = stage.window("many")
    search = window.shell.visits.findChild(QLineEdit)
    assert isinstance(search, QLineEdit)
    search.setText("không có đơn vị nào tên này")
    stage.settle(window)
    return window


@scene("failure")
def failure(stage: Stage) -> QWidget:
    window = stage.window("signed")
    window.context.perform(set_verdict, FULL_VISIT, ItemId("1"), ItemVerdict.NO)
    stage.settle(window)
    return window


@scene("checking-none-found")
def checking_none_found(stage: Stage) -> QWidget:
    window = stage.window("ticked")
    window.shell.show_step(2)
    window.shell.checking.start_search()
    focused = QApplication.focusWidget()
    assert focused is not None
    focused.setProperty("text", "không mục nào có chữ này")
    stage.settle(window)
    return window


@scene("checking-sealed")
def checking_sealed(stage: Stage) -> QWidget:
    window = stage.window("signed")
    window.shell.show_step(2)
    stage.settle(window)
    return window


def _item(item: str, data: Data = "ticked") -> None:
    @scene(f"item-{item}")
    def make(stage: Stage) -> QWidget:
        window = stage.window(data)
        window.shell.show_step(2)
        window.shell.checking.set_current(ItemId(item), take_focus=True)
        stage.settle(window)
        return window


for _own in ("1", "12", "19", "20", "25a", "32"):
    _item(_own)


@scene("dialog-points")
def dialog_points(stage: Stage) -> QWidget:
    window = stage.window("ticked")
    dialog = ScoresDialog(window.context, window)
    dialog.open()
    stage.settle(window)
    return dialog


@scene("dialog-rows")
def dialog_rows(stage: Stage) -> QWidget:
    window = stage.window("ticked")
    window.shell.show_step(2)
    window.shell.checking.set_current(ItemId("25a"))
    card = window.shell.checking.card(ItemId("25a"))
    assert card is not None
    assert card.body is not None
    opened = window.context.visit
    assert opened is not None
    item = opened.template.item(ItemId("25a"))
    assert item is not None
    card.body.edit_rows(item.facts[0].id)
    stage.settle(window)
    dialog = window.findChild(RowsDialog)
    assert isinstance(dialog, QWidget)
    return dialog


Dialog = Callable[[MainWindow], QWidget]


def _dialog(name: str, make_dialog: Dialog, data: Data = "ticked") -> None:
    @scene(f"dialog-{name}")
    def make(stage: Stage) -> QWidget:
        window = stage.window(data)
        shown = make_dialog(window)
        shown.show()
        stage.settle(window)
        return shown


def _template(window: MainWindow) -> object:
    opened = window.context.visit
    assert opened is not None
    return opened.template


def _finding(text: str) -> LedgerFinding:
    return LedgerFinding(
        visit=FULL_VISIT,
        finding="f1",
        unit="Sở Mẫu, tỉnh Mẫu",
        text=text,
        remedy="Niêm yết lại",
        owner="Văn phòng Sở",
        deadline=None,
        due_on=AFTERNOON.date(),
        state=FollowUpState.OPEN,
        state_at=AFTERNOON,
        state_by=None,
        note=None,
    )


_FOLLOWED = (FollowUp(FollowUpState.OPEN, AFTERNOON, "Nguyễn Văn Thử", "đã nhắc qua điện thoại"),)
_dialog("person-team", lambda w: PersonDialog(w.context, Side.TEAM, None, _template(w), w))  # type: ignore[arg-type]
_dialog("person-unit", lambda w: PersonDialog(w.context, Side.UNIT, None, _template(w), w))  # type: ignore[arg-type]
_dialog("shortcoming", lambda w: FindingDialog(w.context, _template(w), (), w))  # type: ignore[arg-type]
_dialog("reopen", lambda w: ReopenDialog(w.context.translate, "ABC234", True, w))
_dialog(
    "laptop",
    lambda w: DeviceDialog(w.context, KnownDevice("4afb5bd4f13eee5f", "may-tinh-1", AFTERNOON, None), w),
)
_dialog("follow-up", lambda w: FollowUpDialog(w.context, _finding("Chưa công khai"), _FOLLOWED, w))
_dialog("follow-up-long", lambda w: FollowUpDialog(w.context, _finding(SENTENCE * 4), _FOLLOWED * 9, w))
_dialog("remediation", lambda w: RemediationDialog(w.context, _finding(SENTENCE), w))
_dialog("conclusion", lambda w: ConclusionDialog(w.context, (_finding(SENTENCE),) * 4, lambda: None, w))
_dialog("unit", lambda w: UnitDialog(w.context, None, (), w))


def _new_visit_dialog(window: MainWindow) -> QWidget:
    return NewVisitDialog(window.context, window.context.ask(offered) or (), window)


_dialog("new-visit", _new_visit_dialog, "nothing")


def _office(tab: int) -> None:
    @scene(f"office-tab-{tab + 1}", page=tab == 0)
    def make(stage: Stage) -> QWidget:
        window = stage.window("office")
        window.shell.show_office()
        stage.settle(window)
        tabs = window.findChild(QTabWidget)
        assert isinstance(tabs, QTabWidget)
        tabs.setCurrentIndex(tab)
        stage.settle(window)
        return window


for _tab in range(7):
    _office(_tab)


def _command(window: MainWindow, name: str) -> QWidget:
    """Ask for a command as its key does; gives the window or dialog that it opens."""
    before = {own for own in QApplication.topLevelWidgets() if own.isVisible()}
    asked = [own for own in window.findChildren(QAction, f"command-{name}") if own.isEnabled()]
    assert asked, name
    asked[0].trigger()
    QApplication.processEvents()
    opened = [own for own in QApplication.topLevelWidgets() if own.isVisible() and own not in before]
    return opened[-1] if opened else window


def _commanded(name: str, command: str, step: int, data: Data = "ticked", *, page: bool = False) -> None:
    @scene(name, page=page)
    def make(stage: Stage) -> QWidget:
        window = stage.window(data)
        if step:
            window.shell.show_step(step)
            stage.settle(window)
        shown = _command(window, command)
        stage.settle(window)
        return shown


_commanded("settings", "settings", 0, page=True)
_commanded("table", "grid", 2, page=True)
_commanded("table-long-text", "grid", 2, "long")
_commanded("reader", "reader", 4, page=True)
_commanded("reader-sealed", "reader", 4, "signed")
_commanded("work", "work", 2)
_commanded("help", "help", 2, page=True)
_commanded("history", "history", 2)
_commanded("files-none", "files", 2)
_commanded("files", "files", 2, "signed")
_commanded("phrases", "phrases", 2)


@scene("crash")
def crash(stage: Stage) -> QWidget:
    window = stage.window("ticked")
    report = "inspector_app/gui/pages/checking.py:120 in show_visit\nLookupError\n" * 12
    dialog = CrashDialog(
        window.context.translate("The program met an error of its own."),
        window.context.translate(
            "Every tick is written at once: nothing is lost. You can go on; if the window behaves oddly, "
            "close it and open it again."
        ),
        report,
        Path,
        window.context.translate,
        window,
    )
    dialog.show()
    stage.settle(window)
    return dialog
