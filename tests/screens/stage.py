"""Windows on prepared data folders, as they are for pictures and for looking at every widget: a kind of data, a look, a
size, a language. The folders are made once and copied.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from inspector_app import settings
from inspector_app.actions.answers import set_values, set_verdict
from inspector_app.actions.rehearsal import rehearse
from inspector_app.actions.visits import create_visit, listing, load
from inspector_app.actions.workspace import Workspace, open_workspace
from inspector_app.checklist.visit import ItemVerdict
from inspector_app.clock import FixedClock
from inspector_app.gui import theme
from inspector_app.gui.window import MainWindow
from inspector_app.i18n import Language
from inspector_app.settings import Appearance, Settings
from tests.field.scene import AFTERNOON, FULL, FULL_VISIT, PRESS, PRESS_VISIT, a_laptop_with

Data = Literal["nothing", "new", "ticked", "signed", "ink", "office", "many", "long"]

MOMENT_MS = 60
LOADING_MS = 60_000

ALL_OF_IT = (
    "Sở Nông nghiệp, Phát triển nông thôn, Tài nguyên, Môi trường và Ứng phó với biến đổi khí hậu "
    "thuộc Ủy ban nhân dân tỉnh Bà Rịa - Vũng Tàu - Thừa Thiên Huế (hợp nhất)"
)
"""A name longer than any there is, with stacked marks."""
SENTENCE = (
    "Chưa niêm yết công khai đầy đủ, kịp thời, chính xác các thủ tục hành chính thuộc thẩm quyền giải quyết "
    "theo quy định; một số hồ sơ để quá hạn nhưng không có văn bản xin lỗi người dân, doanh nghiệp. "
)


@dataclass(frozen=True, slots=True)
class Look:
    """How a scene is shown."""

    language: Language = "vi"
    appearance: Appearance = "light"
    text_size: int = 100
    size: tuple[int, int] = (1093, 614)
    """Logical pixels; 1366x768 at 125 %."""


@cache
def _prepared(root: Path, data: Data) -> Path:
    folder = root / data
    if data == "office":
        return rehearse(root / "kết quả", folder, lambda _: None).laptop
    if data in ("ticked", "signed", "ink"):
        return a_laptop_with(root, folder, PRESS if data == "ink" else FULL, signed=data != "ticked")
    with open_workspace(folder, FixedClock(AFTERNOON), "Bùi Thị Ghi Chép") as ws:
        if data == "new":
            create_visit(ws, "cchc-2026", {"unit": "Sở Mẫu", "title": "Kiểm tra công tác CCHC năm 2026"})
        elif data == "many":
            for number in range(60):
                create_visit(ws, "commitments", {"unit": f"Xã Mẫu {number + 1}"})
        elif data == "long":
            _write_long(ws)
    return folder


def _write_long(ws: Workspace) -> None:
    """A visit in which every text is as long as an official can make it."""
    visit = create_visit(ws, "cchc-2026", {"unit": ALL_OF_IT, "title": SENTENCE, "place": ALL_OF_IT})
    for number, item in enumerate(load(ws, visit).template.items):
        if item.asks_verdict and number % 2:
            set_verdict(ws, visit, item.id, (ItemVerdict.NO, ItemVerdict.PARTLY)[number % 4 // 2])
    first = load(ws, visit).visit.findings[0].id
    values = [("finding:" + first, field, SENTENCE * 3) for field in ("text", "remedy", "owner")]
    values += [(f"person:dai-{n}", "name", "Nguyễn Phước Tôn Nữ Hoàng Diễm Thùy Khuyên") for n in range(3)]
    values += [(f"person:dai-{n}", "position", ALL_OF_IT) for n in range(3)]
    values += [("opinion", "response", SENTENCE * 10)]
    set_values(ws, visit, values)


class Stage:
    """One scene: a window on a data folder of its own, closed at the end."""

    _number = count()

    def __init__(self, root: Path, look: Look) -> None:
        self._root = root
        self.look = look
        self._open: list[tuple[MainWindow, Workspace]] = []

    def window(self, data: Data) -> MainWindow:
        """A window on a copy of the prepared data, its visit open where it has one."""
        folder = self._root / f"scene-{next(self._number)}"
        shutil.copytree(_prepared(self._root, data), folder, ignore=shutil.ignore_patterns("window.lock"))
        settings.save(
            folder,
            Settings(
                language=self.look.language, appearance=self.look.appearance, text_size=self.look.text_size
            ),
        )
        workspace = open_workspace(folder, FixedClock(AFTERNOON), "Bùi Thị Ghi Chép")
        window = MainWindow(workspace, self.look.language)
        self._open.append((window, workspace))
        window.resize(*self.look.size)
        window.show()
        if data in ("ticked", "signed"):
            window.context.open(FULL_VISIT)
        elif data == "ink":
            window.context.open(PRESS_VISIT)
        elif data in ("new", "long"):
            window.context.open(next(iter(_visits(window))))
        self.settle(window)
        return window

    def settle(self, window: MainWindow) -> None:
        """Wait until no task is at work and what was asked for is drawn."""
        wait(lambda: not window.context.tasks.running)

    def close(self) -> None:
        """Close every window of the scene."""
        for window, workspace in self._open:
            for child in QApplication.topLevelWidgets():
                if child is not window and child.isVisible():
                    child.close()
            window.close()
            window.deleteLater()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            workspace.close()
        self._open.clear()


def wait(until: Callable[[], bool]) -> None:
    """Let the window live until something is so, and a moment longer for what is drawn later."""
    loop = QEventLoop()
    pause = QTimer(interval=MOMENT_MS)
    limit = QTimer(singleShot=True, interval=LOADING_MS)
    calm = count()

    def look() -> None:
        if until() and next(calm) > 1:
            loop.quit()

    pause.timeout.connect(look)
    limit.timeout.connect(loop.quit)
    pause.start()
    limit.start()
    loop.exec()
    pause.stop()
    limit.stop()


def dialog(window: MainWindow, kind: type[QWidget]) -> QWidget:
    """The dialog of that kind that is open over a window."""
    found = [own for own in window.findChildren(kind) if own.isVisible()]
    assert found, kind.__name__
    return found[-1]


def application() -> QApplication:
    """The application in the clothes of the house."""
    running = QApplication.instance()
    made = running if isinstance(running, QApplication) else QApplication([])
    theme.apply(made)
    return made


def _visits(window: MainWindow) -> list[str]:
    return [own.id for own in window.context.ask(listing) or ()]
