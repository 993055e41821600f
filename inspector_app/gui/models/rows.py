"""Rows being typed, as a table: what cannot be read stays in its cell until it can. It saves nothing."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from inspector_app.checklist.fact import SampleRow
from inspector_app.errors import N_
from inspector_app.gui.cells import CellError
from inspector_app.gui.figures import FigureError, comma
from inspector_app.gui.models.row_columns import Column, says_something
from inspector_app.gui.theme import Ink, brush, icon
from inspector_app.i18n import Translate

Index = QModelIndex | QPersistentModelIndex
OPTIONS = Qt.ItemDataRole.UserRole
"""The column's options, where one chooses."""
_NOWHERE = QModelIndex()
_ROLE = Qt.ItemDataRole
_ASKED_NOT = "–"


@dataclass(frozen=True, slots=True)
class Fault:
    """A text that could not be read, and why."""

    text: str
    sentence: str


def explained(translate: Translate, error: CellError | FigureError, text: str) -> str:
    """Why a text cannot be read; of a figure in doubt how to type each reading of it."""
    sentence = translate(str(error)).format(text=text.strip())
    readings = error.readings if isinstance(error, FigureError) else ()
    if not readings:
        return sentence
    return f"{sentence} {translate(N_(' or ')).join(comma(own) for own in readings)}"


class RowsModel(QAbstractTableModel):
    """There is always one empty row at the end to go on with, unless the number of rows is fixed."""

    edited = Signal()
    """What was typed changed the rows."""

    def __init__(
        self,
        translate: Translate,
        columns: Sequence[Column],
        rows: Sequence[SampleRow],
        blank: SampleRow,
        *,
        locked: bool,
        wanted: int | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._translate = translate
        self.columns = tuple(columns)
        self._blank = blank
        self._locked = locked
        self._wanted = wanted
        self._rows = list(rows)
        self._batch = uuid.uuid4().hex[:24]
        self._made = 0
        self._faults: dict[str, dict[int, Fault]] = {}
        """By row and column."""
        self._warnings: Mapping[tuple[str, str], tuple[str, ...]] = {}
        self._hidden: Mapping[str, Collection[str]] = {}
        self._fill_up()

    @property
    def rows(self) -> tuple[SampleRow, ...]:
        """Those that say something, in order; all of them where their number is fixed."""
        kept = self._rows if self._wanted is not None else [row for row in self._rows if self._used(row)]
        return tuple(replace(row, order=order) for order, row in enumerate(kept))

    @property
    def fault(self) -> tuple[QModelIndex, str] | None:
        """The first cell that cannot be read, and why."""
        for number, row in enumerate(self._rows):
            if own := self._faults.get(row.id):
                column = min(own)
                return self.index(number, column), own[column].sentence
        return None

    def row_at(self, number: int) -> SampleRow | None:
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Vertical:
            return str(section + 1) if role == _ROLE.DisplayRole else None
        column = self.columns[section]
        if role == _ROLE.DisplayRole:
            return column.heading + (" *" if column.required else "")
        return column.tip or None if role == _ROLE.ToolTipRole else None

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], self.columns[index.column()]
        fault = self._faults.get(row.id, {}).get(index.column())
        if role in (_ROLE.DisplayRole, _ROLE.EditRole):
            if fault is not None:
                return fault.text
            if (
                role == _ROLE.DisplayRole
                and column.spec is not None
                and column.id in self._hidden.get(row.id, ())
            ):
                return _ASKED_NOT
            return column.text(row)
        if role == OPTIONS:
            return column.options or None
        warnings = self._warnings.get((row.id, column.id), ())
        if role in (_ROLE.ToolTipRole, _ROLE.AccessibleDescriptionRole):
            return fault.sentence if fault is not None else "\n".join(warnings) or None
        return self._look(column, fault, bool(warnings), role)

    def _look(self, column: Column, fault: Fault | None, warned: bool, role: int) -> Any:
        if role == _ROLE.BackgroundRole:
            ground: Ink | None = (
                "POOR_SOFT" if fault else "FAIR_SOFT" if warned else "GROUND" if column.fixed else None
            )
            return brush(ground) if ground else None
        if role == _ROLE.ForegroundRole:
            ink: Ink | None = "POOR" if fault else "FAIR" if warned else "INK_FAINT" if column.fixed else None
            return brush(ink) if ink else None
        if role == _ROLE.DecorationRole and (fault or warned):
            return icon("warning", "POOR" if fault else "FAIR")
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if not index.isValid() or self._locked:
            return flags
        column = self.columns[index.column()]
        asked = column.spec is None or column.id not in self._hidden.get(self._rows[index.row()].id, ())
        return flags | Qt.ItemFlag.ItemIsEditable if asked and not column.fixed else flags

    def setData(self, index: Index, value: Any, role: int = _ROLE.EditRole) -> bool:
        if role != _ROLE.EditRole or not index.isValid() or self._locked:
            return False
        number = index.row()
        self._rows[number] = self._written(self._rows[number], index.column(), str(value or ""))
        self.dataChanged.emit(self.index(number, 0), self.index(number, len(self.columns) - 1))
        self._grow()
        self.edited.emit()
        return True

    def add(self, lines: Sequence[Mapping[int, str]]) -> int:
        """Rows from texts by column, after those that say something; what cannot be read is kept as typed.

        Returns how many were taken: fewer than given only where the number of rows is fixed.
        """
        made = []
        if self._wanted is not None:
            free = [number for number, row in enumerate(self._rows) if not self._used(row)]
            for number, texts in zip(free, lines, strict=False):
                self._rows[number] = self._from(self._rows[number], texts)
                made.append(number)
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(self.columns) - 1))
        else:
            place = len(self._rows) - (1 if self._rows and not self._used(self._rows[-1]) else 0)
            self.beginInsertRows(_NOWHERE, place, place + len(lines) - 1)
            self._rows[place:place] = [self._from(self._new(), texts) for texts in lines]
            self.endInsertRows()
            made = list(range(place, place + len(lines)))
        self.edited.emit()
        return len(made)

    def insert(self, number: int) -> bool:
        """An empty row before row `number`."""
        if self._locked or (self._wanted is not None and len(self._rows) >= self._wanted):
            return False
        number = max(0, min(number, len(self._rows)))
        self.beginInsertRows(_NOWHERE, number, number)
        self._rows.insert(number, self._new())
        self.endInsertRows()
        return True

    def remove(self, numbers: Collection[int]) -> None:
        """Take rows away; a fixed number of rows is kept by emptying them."""
        if self._locked:
            return
        for number in sorted(numbers, reverse=True):
            row = self._rows[number]
            self._faults.pop(row.id, None)
            self.beginRemoveRows(_NOWHERE, number, number)
            del self._rows[number]
            self.endRemoveRows()
        self._grow()
        self.edited.emit()

    def move(self, number: int, step: int) -> bool:
        """Move a row up (-1) or down (1) among those that say something."""
        other = number + step
        if self._locked or not (0 <= number < len(self._rows) and 0 <= other < len(self._rows)):
            return False
        if self._wanted is None and not (self._used(self._rows[number]) and self._used(self._rows[other])):
            return False
        self.beginMoveRows(_NOWHERE, number, number, _NOWHERE, other + (1 if step > 0 else 0))
        self._rows[number], self._rows[other] = self._rows[other], self._rows[number]
        self.endMoveRows()
        self.edited.emit()
        return True

    def take_outcome(
        self,
        cells: Mapping[str, SampleRow],
        warnings: Mapping[tuple[str, str], tuple[str, ...]],
        hidden: Mapping[str, Collection[str]],
    ) -> None:
        """What the checklist says of the rows: calculated cells, what does not fit, what is not asked."""
        fixed = [column.spec.id for column in self.columns if column.spec is not None and column.fixed]
        for number, row in enumerate(self._rows):
            settled = cells.get(row.id)
            if settled is not None and fixed:
                kept = {name: fact for name, fact in row.cells.items() if name not in fixed}
                kept |= {name: settled.cells[name] for name in fixed if name in settled.cells}
                if kept != row.cells:
                    self._rows[number] = replace(row, cells=kept)
        self._warnings, self._hidden = warnings, hidden
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(self.columns) - 1))

    def warnings_of(self, row: SampleRow) -> tuple[str, ...]:
        """What does not fit in a row, each with its column."""
        return tuple(
            f"{column.heading}: {sentence}"
            for column in self.columns
            for sentence in self._warnings.get((row.id, column.id), ())
        )

    def _used(self, row: SampleRow) -> bool:
        return row.id in self._faults or says_something(row)

    def _new(self) -> SampleRow:
        """Ids ascend, so that what one person wrote stays together beside what another did."""
        self._made += 1
        return replace(self._blank, id=f"{self._batch}{self._made:08x}", cells={})

    def _from(self, row: SampleRow, texts: Mapping[int, str]) -> SampleRow:
        for column, text in texts.items():
            if not self.columns[column].fixed:
                row = self._written(row, column, text)
        return row

    def _written(self, row: SampleRow, column: int, text: str) -> SampleRow:
        """The row with a text; one that begins takes what the checklist gives a new row."""
        begins = bool(text.strip()) and not self._used(row)
        faults = self._faults.pop(row.id, {})
        faults.pop(column, None)
        if begins and self._blank.cells:
            row = replace(row, cells={**self._blank.cells, **row.cells})
        try:
            row = self.columns[column].write(row, text)
        except (CellError, FigureError) as error:
            faults[column] = Fault(text, explained(self._translate, error, text))
        if faults:
            self._faults[row.id] = faults
        return row

    def _grow(self) -> None:
        last = self._rows[-1] if self._rows else None
        if self._wanted is None and not self._locked and (last is None or self._used(last)):
            self.beginInsertRows(_NOWHERE, len(self._rows), len(self._rows))
            self._rows.append(self._new())
            self.endInsertRows()
        elif self._wanted is not None and len(self._rows) < self._wanted:
            self.beginInsertRows(_NOWHERE, len(self._rows), self._wanted - 1)
            self._fill_up()
            self.endInsertRows()

    def _fill_up(self) -> None:
        if self._locked:
            return
        if self._wanted is None:
            self._rows.append(self._new())
        else:
            self._rows += [self._new() for _ in range(self._wanted - len(self._rows))]
