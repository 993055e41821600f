"""Ties entries to the fields of one entity of the open visit: shows what is stored, saves what is typed."""

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from inspector_app.actions.answers import set_value
from inspector_app.actions.phrases import kind_of
from inspector_app.checklist.visit import VisitId
from inspector_app.gui.bridge import Context
from inspector_app.gui.places import stands_for
from inspector_app.gui.widgets.entries import AreaEntry, Entry, LineEntry
from inspector_app.gui.widgets.phrases import offer_phrases


class _Shows(Protocol):
    def show_value(self, value: object) -> None: ...
    def flush(self) -> None: ...
    def set_locked(self, locked: bool) -> None: ...


class EntityForm(QObject):
    """The entries of one entity (`visit`, `opinion`, `finding:<id>` …); it may go on to another of its kind."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._entries: dict[str, _Shows] = {}
        self._place: tuple[VisitId, str] | None = None

    def bind(self, field: str, entry: Entry) -> None:
        """Show the field in `entry` and save what `entry` hands on."""
        self._entries[field] = entry
        entry.edited.connect(partial(self.save, field))

    def bind_parts(self, field: str, parts: _Shows) -> None:
        """The same for a value of several entries, whose maker calls `save` itself."""
        self._entries[field] = parts

    def saver(self, field: str) -> Callable[[object], None]:
        """What saves the field, for `bind_parts`."""
        return partial(self.save, field)

    def save(self, field: str, value: object) -> None:
        """Save one field of the entity shown; what could not be saved stays on screen."""
        if self._place is not None:
            place = visit_id, entity = self._place
            saved = self._context.perform(set_value, visit_id, entity, field, value)
            entry = self._entries.get(field)
            lost = saved is None and place == self._place
            if lost and isinstance(entry, LineEntry | AreaEntry) and not entry.isReadOnly():
                entry.put_back(value)

    def show(self, visit_id: VisitId, entity: str, source: object, locked: bool) -> None:
        """Show the fields of `source`; what is typed for another entity is saved to that one first."""
        if self._place != (visit_id, entity):
            self.flush()
            self._place = (visit_id, entity)
            for entry in self._entries.values():
                if isinstance(entry, LineEntry | AreaEntry):
                    entry.give_up()
        for field, entry in self._entries.items():
            if isinstance(entry, QWidget):
                stands_for(entry, entity, field)
                if kind_of((entity, field)) is not None:
                    offer_phrases(entry, self._context.translate)
            entry.show_value(getattr(source, field))
            entry.set_locked(locked)

    def clear(self) -> None:
        """Save what is typed and belong to nothing."""
        self.flush()
        self._place = None

    def flush(self) -> None:
        """Save now what is typed and not yet saved."""
        for entry in self._entries.values():
            entry.flush()

    def entry(self, field: str) -> QWidget | None:
        """The entry of a field, the first one of several; None where it has none."""
        entry = self._entries.get(field)
        target = next(iter(getattr(entry, "entries", {}).values()), entry)
        return target if isinstance(target, QWidget) else None

    def focus(self, field: str) -> bool:
        """Put the keyboard into a field's entry; False where it has none."""
        target = self.entry(field)
        if target is None:
            return False
        target.setFocus()
        return True
