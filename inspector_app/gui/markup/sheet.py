"""The marks while somebody draws them: which one is chosen, and every step back and forth. It draws nothing."""

from collections.abc import Hashable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from inspector_app.checklist.marks import Mark, moved, resized

_State = tuple[tuple[Mark, ...], int | None]


class Sheet(QObject):
    """Marks over a picture of `size`; undo goes back to how they were when it was opened."""

    changed = Signal()

    def __init__(
        self, size: tuple[int, int], marks: tuple[Mark, ...] = (), parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.size = size
        self.marks = marks
        self.chosen: int | None = None
        """Place of the mark that keys act on."""
        self._before: list[_State] = []
        self._after: list[_State] = []
        self._step: Hashable = None
        self._opened = marks

    @property
    def mark(self) -> Mark | None:
        """The chosen one."""
        return None if self.chosen is None else self.marks[self.chosen]

    @property
    def is_changed(self) -> bool:
        """Whether there is something to keep."""
        return self.marks != self._opened

    @property
    def can_undo(self) -> bool:
        return bool(self._before)

    @property
    def can_redo(self) -> bool:
        return bool(self._after)

    def choose(self, place: int | None) -> None:
        """Choose a mark, or none."""
        if place != self.chosen:
            self.chosen, self._step = place, None
            self.changed.emit()

    def choose_next(self, by: int = 1) -> None:
        """Go round the marks in the order in which they were drawn."""
        if self.marks:
            place = -1 if self.chosen is None and by > 0 else self.chosen or 0
            self.choose((place + by) % len(self.marks))

    def add(self, mark: Mark) -> None:
        self._remember(None)
        self.marks, self.chosen = (*self.marks, mark), len(self.marks)
        self.changed.emit()

    def put(self, mark: Mark, step: Hashable) -> None:
        """Let the chosen mark be another one. One movement of the hand is one `step` of undo."""
        if self.chosen is None or mark == self.mark:
            return
        self._remember((self.chosen, step))
        place = self.chosen
        self.marks = (*self.marks[:place], mark, *self.marks[place + 1 :])
        self.changed.emit()

    def move(self, right: int, down: int) -> None:
        if self.mark is not None:
            self.put(moved(self.mark, right, down, self.size), "move")

    def resize(self, wider: int, higher: int) -> None:
        if self.mark is not None:
            self.put(resized(self.mark, wider, higher, self.size), "resize")

    def write(self, text: str) -> None:
        """The words of the chosen label."""
        if self.mark is not None:
            self.put(replace(self.mark, text=text), "write")

    def remove(self) -> None:
        """Take the chosen mark away."""
        if self.chosen is None:
            return
        self._remember(None)
        place = self.chosen
        self.marks = (*self.marks[:place], *self.marks[place + 1 :])
        self.chosen = min(place, len(self.marks) - 1) if self.marks else None
        self.changed.emit()

    def undo(self) -> None:
        self._go(self._before, self._after)

    def redo(self) -> None:
        self._go(self._after, self._before)

    def _remember(self, step: Hashable) -> None:
        if step is None or step != self._step:
            self._before.append((self.marks, self.chosen))
        self._after.clear()
        self._step = step

    def _go(self, out: list[_State], into: list[_State]) -> None:
        if out:
            into.append((self.marks, self.chosen))
            self.marks, self.chosen = out.pop()
            self._step = None
            self.changed.emit()
