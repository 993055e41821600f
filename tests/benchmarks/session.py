"""A whole visit as a person does it, from the list of visits to minutes signed in ink: real keys, or the mouse, on a
display of its own. Counts key presses, clicks and seconds; what is signed is read from the database at the end.
"""

import re
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
SIGHT = (5, 767)
"""Pixels from the top of the screen between which things can be clicked."""
MIDDLE = (700, 400)


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

    def _knows_the_representative(self) -> bool:
        return any(own.name == REPRESENTATIVE for own in self.stored().visit.people)

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
        until(lambda: self.reader.focused.startswith("Thêm"), about="one is led to where a person is added")
        self.use("push button", f"^{re.escape(self.reader.focused)}$")
        until(lambda: self.reader.focused == "Họ và tên", about="the dialog asks for the name")
        self.desk.type(REPRESENTATIVE)
        self.use("push button", "^Thêm$")
        until(self._knows_the_representative, about="the representative is there")
        self.step(4)
        self.read()
        until(lambda: self.stored().stage is Stage.SEALED, about="the minutes are sealed")
        self.step(5)
        self.use("push button", "^Đã in")
        until(lambda: self.stored().stage is Stage.PRINTED, about="the minutes are printed")
        self.use("push button", "^Ghi nhận")
        until(lambda: self.stored().stage is Stage.SIGNED, about="the minutes are signed")
        visit = self.stored().visit
        assert list(visit.notes.values()) == [NOTE], visit.notes
        items = len(visit.answers)
        seconds = time.monotonic() - begun
        return Effort(self.desk.keys, self.desk.clicks, seconds, ticked - ticking, items)


class Keys(Hand):
    """No mouse."""

    def use(self, role: str, name: str) -> None:
        for _ in range(MOST_TABS):
            if re.search(name, self.reader.focused):
                self.desk.press("space")
                return
            heard = self._moves()
            self.desk.press("Tab")
            until(lambda heard=heard: self._moves() > heard, about="Tab leads somewhere")
        raise AssertionError(f"Tab does not lead to {name!r}")

    def _moves(self) -> int:
        return sum(own["on"] for own in self.reader.heard("object:state-changed:focused"))

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
        until(lambda: "Ghi chú" in self.reader.focused, about="the note has the keyboard")
        self.desk.type(NOTE)
        self.desk.press("Escape", "F8")
        while True:
            here, said = self.reader.focused, len(self.reader.announced)
            self.desk.press("1")
            if not self._spoken(said):  # it asks for facts and no verdict
                self.desk.press("4")
                self._spoken(said)
            if not self.reader.find("push button", "^còn", most=1):
                return
            if self.reader.focused == here:
                self.desk.press("F8")

    def _spoken(self, said: int) -> bool:
        """Whether the program has said one sentence more, within the time that a person looks."""
        try:
            return until(lambda: len(self.reader.announced) > said, patience=0.3)
        except TimeoutError:
            return False

    def read(self) -> None:
        self.desk.press("F11")
        until(lambda: self.reader.focused == "Nội dung biên bản", about="the reader has the keyboard")
        self.desk.press("Return", "Return", "Return", "F9")
        self.use("push button", "^Chốt")


class Mouse(Hand):
    """The keyboard for texts alone."""

    def use(self, role: str, name: str) -> None:
        x, y, width, height = self._in_sight(role, name)
        self.desk.click(x + width // 2, y + height // 2)

    def step(self, number: int) -> None:
        self.use("check box", f"^{number} ")
        until(lambda: "checked" in self.reader.one("check box", f"^{number} ")["states"])

    def begin(self) -> None:
        self.use("push button", "Cuộc kiểm tra mới")
        self.use("text", "^Đơn vị được kiểm tra$")
        until(lambda: self.reader.focused == "Đơn vị được kiểm tra", about="the dialog asks for the unit")
        self.desk.type(UNIT)
        self.use("push button", "^Bắt đầu$")
        self.reader.one("check box", "^2 ")

    def answer(self) -> None:
        self.use("check box", "^1: Không$")
        self.use("text", "^1: Ghi chú")
        until(lambda: "Ghi chú" in self.reader.focused, about="the note has the keyboard")
        self.desk.type(NOTE)
        while self.stored().progress.left:
            self.use("push button", "^còn")
            item = until(self._open_item, about="the next open item has the keyboard")
            (first, *_others) = self.reader.find("check box", f"^{re.escape(item)}: (Có|Không áp dụng)$")
            self.use("check box", f"^{re.escape(first['name'])}$")
            until(lambda item=item: item in self.stored().visit.answers, about="it is answered")

    def _open_item(self) -> str | None:
        """The item that has the keyboard, while it has no answer."""
        at = re.match(r"([\w.]+)[.] ", self.reader.focused)
        return at[1] if at is not None and at[1] not in self.stored().visit.answers else None

    def read(self) -> None:
        self.use("push button", "^Thông qua biên bản")
        for _ in range(3):
            self.use("push button", "^Đã thống nhất")
        self.use("push button", "^Kết thúc")
        self.use("push button", "^Chốt")

    def _in_sight(self, role: str, name: str) -> list[int]:
        """Where it is, once the wheel has brought it into the window."""
        for _ in range(MOST_TABS):
            place: list[int] = self.reader.one(role, name)["place"]
            if SIGHT[0] < place[1] and place[1] + place[3] < SIGHT[1]:
                return place
            self.desk.wheel(*MIDDLE, 1 if place[1] > SIGHT[0] else -1)
        raise AssertionError(f"the wheel does not lead to {name!r}")


def visit(folder: Path, way: type[Hand]) -> Effort:
    """The whole visit on a fresh computer whose settings name the team."""
    data = folder / "data"
    data.mkdir(parents=True)
    settings.save(data, Settings(language="vi", province="tỉnh Mẫu", team=TEAM))
    with Desk(folder / "desk") as desk, desk.screen_reader() as reader:
        desk.start(data)
        reader.one("push button", "Cuộc kiểm tra mới")
        return way(desk, reader, data).whole_visit()


def main() -> None:
    with TemporaryDirectory() as folder:
        print(f"{'by':8} {'keys':>6} {'clicks':>7} {'time':>9} {'ticks/min':>9}")
        for name, way in (("keys", Keys), ("mouse", Mouse)):
            print(visit(Path(folder) / name, way).line(name), flush=True)


if __name__ == "__main__":
    main()
