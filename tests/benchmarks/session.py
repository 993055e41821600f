"""A whole visit as a person does it, from the list of visits to minutes signed in ink: real keys, or the mouse, on a
display of its own. Counts key presses, clicks and seconds; what is signed is read from the database at the end.
"""

import sys
import time
from abc import ABC, abstractmethod
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from inspector_app import settings
from inspector_app.actions.visits import OpenVisit, listing, load
from inspector_app.checklist.stage import Stage
from inspector_app.settings import Settings
from tests.accessibility.desk import Desk, ScreenReader, until
from tests.field.scene import SECRETARY, laptop

NOTE = "Đã kiểm tra: ký số đủ, còn 02 văn bản chưa niêm yết."
UNIT = "Sở Mẫu"
REPRESENTATIVE = "Trần Thị Thí Dụ"
TEAM = (
    ("Nguyễn Văn Mẫu", "Phó Giám đốc Sở Nội vụ", "leader"),
    (SECRETARY.removeprefix("Bà "), "Chuyên viên", "secretary"),
)
MOST_TABS = 80


@dataclass(frozen=True)
class Effort:
    """What a visit took."""

    keys: int
    clicks: int
    seconds: float
    ticking: float
    """Seconds of these for the answers alone."""
    items: int

    def line(self, name: str) -> str:
        return f"{name:8} {self.keys:>6} {self.clicks:>7} {self.seconds:>7.1f} s {self.items / self.ticking * 60:>9.0f}"


class Hand(ABC):
    """The same visit for keys and for the mouse; `move` on what has a name is what differs."""

    def __init__(self, desk: Desk, reader: ScreenReader, data: Path) -> None:
        self.desk, self.reader, self._data = desk, reader, data

    @abstractmethod
    def use(self, role: str, name: str) -> None:
        """Press what has a name."""

    @abstractmethod
    def step(self, number: int) -> None: ...

    @abstractmethod
    def begin(self) -> None: ...

    @abstractmethod
    def answer(self) -> None:
        """Answer every item, the first with "Không" and a note."""

    @abstractmethod
    def read(self) -> None:
        """Read and agree three paragraphs, and go to the end of the minutes."""

    def stored(self) -> OpenVisit:
        """The visit as the database has it."""
        with laptop(self._data) as workspace:
            return load(workspace, listing(workspace)[0].id)

    def whole_visit(self) -> Effort:
        """From the list of visits to signed minutes."""
        begun = time.monotonic()
        self.begin()
        self.step(2)
        ticking = time.monotonic()
        self.answer()
        ticked = time.monotonic()
        self.step(4)
        self.use("push button", "^Đến.*đại diện")
        self.use("push button", "^Thêm")
        self.desk.type(REPRESENTATIVE)
        self.use("push button", "^Thêm$")
        until(lambda: len(self.stored().visit.people) == len(TEAM) + 1, about="the representative is there")
        self.step(4)
        self.read()
        until(lambda: self.stored().stage is Stage.SEALED, about="the minutes are sealed")
        self.step(5)
        self.use("push button", "^Đã in")
        until(lambda: self.stored().stage is Stage.PRINTED, about="the minutes are printed")
        self.use("push button", "^Ghi nhận")
        until(lambda: self.stored().stage is Stage.SIGNED, about="the minutes are signed")
        items = len(self.stored().visit.answers)
        seconds = time.monotonic() - begun
        return Effort(self.desk.keys, self.desk.clicks, seconds, ticked - ticking, items)


class Keys(Hand):
    """No mouse."""

    def use(self, role: str, name: str) -> None:
        import re

        for _ in range(MOST_TABS):
            if re.search(name, self.reader.focused):
                self.desk.press("space")
                return
            self.desk.press("Tab")
        raise AssertionError(f"Tab does not lead to {name!r}")

    def step(self, number: int) -> None:
        self.desk.press(f"ctrl+{number}")
        self.reader.one("check box", f"^{number} ")

    def begin(self) -> None:
        self.desk.press("ctrl+n")
        until(lambda: self.reader.focused == "Đơn vị được kiểm tra", about="the dialog asks for the unit")
        self.desk.type(UNIT)
        self.desk.press("Return")
        self.reader.one("check box", "^2 ")

    def answer(self) -> None:
        until(lambda: self.reader.focused.startswith("1. "), about="the first item has the keyboard")
        self.desk.press("3", "Return")
        self.desk.type(NOTE)
        self.desk.press("Escape", "F8")
        while True:
            here, said = self.reader.focused, len(self.reader.announced)
            self.desk.press("1")
            if len(self.reader.announced) == said:  # no verdict is asked of it
                self.desk.press("4")
            if not self.reader.find("push button", "^còn", most=1):
                return
            if self.reader.focused == here:
                self.desk.press("F8")

    def read(self) -> None:
        self.desk.press("F11")
        until(lambda: self.reader.focused == "Nội dung biên bản", about="the reader has the keyboard")
        self.desk.press("Return", "Return", "Return", "F9")
        self.use("push button", "^Chốt")


def by_keys(folder: Path) -> Effort:
    """The whole visit without a mouse."""
    data = folder / "data"
    data.mkdir(parents=True)
    settings.save(data, Settings(language="vi", province="tỉnh Mẫu", team=TEAM))
    with Desk(folder / "desk") as desk, desk.screen_reader() as reader:
        desk.start(data)
        reader.one("push button", "Cuộc kiểm tra mới")
        return Keys(desk, reader, data).whole_visit()


def main() -> None:
    with TemporaryDirectory() as folder:
        print(f"{'by':8} {'keys':>6} {'clicks':>7} {'time':>9} {'ticks/min':>9}")
        print(by_keys(Path(folder) / "keys").line("keys"), flush=True)


if __name__ == "__main__":
    sys.exit(main())
