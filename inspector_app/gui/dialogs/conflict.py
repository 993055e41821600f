"""What two people wrote differently, side by side: who, when, what; one click lets one of them stand,
or counts the rows of both.
"""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from inspector_app.actions.answers import set_value
from inspector_app.actions.merging import FieldConflict, conflicts, of_both, removed, settle
from inspector_app.actions.visits import OpenVisit
from inspector_app.checklist.canonical import canonical
from inspector_app.checklist.event import Event
from inspector_app.checklist.fact import Sample
from inspector_app.checklist.seal import Stage
from inspector_app.checklist.visit import FieldKey
from inspector_app.clock import ZONE
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.dialogs.form import FormDialog
from inspector_app.gui.theme import GRID, measure, role
from inspector_app.gui.values import place_in_words, value_in_words
from inspector_app.gui.widgets.entries import moment_text
from inspector_app.gui.widgets.sections import empty_out, words

BESIDE = 2
"""Values in a row; a third goes below."""


class ConflictDialog(FormDialog):
    """One place after the other; what is chosen is saved at once."""

    def __init__(self, context: Context, keys: tuple[FieldKey, ...] | None, parent: QWidget) -> None:
        translate = context.translate
        super().__init__(translate, translate(N_("Two people wrote differently")), None, parent)
        self._context = context
        self._keys = keys
        self.shown: FieldConflict | None = None
        self.choices: list[QPushButton] = []
        measure(self, least_width=96 * GRID)
        self._left = role(words(), "small")
        self.place = role(words(), "heading")
        self.known_by = role(words(), "soft")
        for label in (self._left, self.place, self.known_by):
            self.section.add_wide(label)
        self._grid = QGridLayout()
        self._grid.setSpacing(2 * GRID)
        self._grid.setContentsMargins(0, GRID, 0, GRID)
        for column in range(BESIDE):
            self._grid.setColumnStretch(column, 1)
        self.section.add_wide(self._grid)
        sentence = N_("Neither is right? Go to the place and write a third value: it replaces both.")
        self.section.add_wide(role(words(translate(sentence)), "soft"))
        self.go = QPushButton(translate(N_("Go there")))
        self.go.setAutoDefault(False)
        self.go.clicked.connect(self._go)
        self.buttons.addButton(self.go, self.buttons.ButtonRole.ActionRole)
        # Enter chooses nothing that one did not go to.
        self.close_button.setDefault(False)
        self._show_next()

    def _open_conflicts(self, opened: OpenVisit) -> tuple[FieldConflict, ...]:
        found = self._context.ask(conflicts, opened.visit.id) or ()
        return tuple(own for own in found if self._keys is None or (own.entity, own.field) in self._keys)

    def _show_next(self) -> None:
        opened = self._context.visit
        left = self._open_conflicts(opened) if opened is not None else ()
        if opened is None or not left:
            self.shown = None
            self.accept()
            return
        self.shown = left[0]
        key = (self.shown.entity, self.shown.field)
        heading, known_by = place_in_words(self._context, opened, key)
        known_by = known_by or self._removed_name(opened)
        text = self.translate(N_("{count} place(s) that differ are still open.")).format(count=len(left))
        self._left.setText(text)
        self._left.setVisible(len(left) > 1)
        self.place.setText(heading)
        self.known_by.setText(known_by)
        self.known_by.setVisible(bool(known_by))
        empty_out(self._grid)
        self.choices = []
        by_value: dict[bytes, list[Event]] = {}
        for head in sorted(self.shown.heads, key=lambda own: (not self._own(own), own.at, own.dot)):
            by_value.setdefault(canonical(head.after), []).append(head)
        for place, heads in enumerate(by_value.values()):
            self._grid.addWidget(self._card(opened, heads), place // BESIDE, place % BESIDE)
        both = self._context.ask(of_both, opened.visit, opened.template, self.shown)
        if both is not None:
            rows = -(-len(by_value) // BESIDE)
            self._grid.addWidget(self._together(opened, both), rows, 0, 1, BESIDE)
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _card(self, opened: OpenVisit, heads: list[Event]) -> QWidget:
        """One value, with everybody who wrote it."""
        first = heads[0]
        card = role(QFrame(), "card")
        who = words("\n".join(self._who(head) for head in heads))
        value = words(self._value(opened, first))
        choose = role(QPushButton(self.translate(N_("Choose this"))), "primary")
        choose.setAccessibleName(f"{choose.text()}: {value.text()} ({who.text()})")
        choose.setEnabled(opened.stage is Stage.CHECKING)
        choose.clicked.connect(lambda: self._choose(first))
        self.choices.append(choose)
        column = QVBoxLayout(card)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(role(who, "label"))
        column.addWidget(value, 1, Qt.AlignmentFlag.AlignTop)
        column.addWidget(choose)
        return card

    def _together(self, opened: OpenVisit, both: Sample | Mapping[str, object]) -> QWidget:
        """What both mean, once the rows of both are here."""
        _ = self.translate
        if isinstance(both, Sample):
            told = N_(
                "Each counted the rows that he had. The list now holds the rows of both: n = {n}, x = {x}."
            )
            said, act = _(told).format(n=both.examined, x=both.defective), _(N_("Count the rows"))
        else:
            assert self.shown is not None
            told = N_("Each wrote into other cells of this row: {cells}")
            cells = value_in_words(self._context, opened, (self.shown.entity, self.shown.field), both)
            said, act = _(told).format(cells=cells), _(N_("Take what both wrote"))
        card = role(QFrame(), "card")
        choose = role(QPushButton(act), "primary")
        choose.setAccessibleName(f"{act}: {said}")
        choose.setEnabled(opened.stage is Stage.CHECKING)
        choose.clicked.connect(lambda: self._write(both))
        self.choices.append(choose)
        row = QHBoxLayout(card)
        row.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        row.setSpacing(2 * GRID)
        row.addWidget(words(said), 1)
        row.addWidget(choose)
        return card

    def _write(self, both: Sample | Mapping[str, object]) -> None:
        opened = self._context.visit
        if opened is not None and self.shown is not None:
            self._context.perform(set_value, opened.visit.id, self.shown.entity, self.shown.field, both)
        self._show_next()

    def _who(self, head: Event) -> str:
        machine = self.translate(N_("this computer") if self._own(head) else N_("another computer"))
        named = f"{head.actor} ({machine})" if head.actor else machine[:1].upper() + machine[1:]
        return f"{named}\n{moment_text(head.at.astimezone(ZONE))}"

    def _own(self, head: Event) -> bool:
        return head.device == self._context.workspace.device_id

    def _value(self, opened: OpenVisit, head: Event) -> str:
        if self._context.ask(removed, head) is not None:
            return self.translate(N_("(removed altogether)"))
        return value_in_words(self._context, opened, head.key, head.after)

    def _removed_name(self, opened: OpenVisit) -> str:
        """How one knew what one of them removed."""
        for head in self.shown.heads if self.shown is not None else ():
            gone = self._context.ask(removed, head) or {}
            for field in ("name", "text", "abstract", "caption", "items"):
                if gone.get(field):
                    return value_in_words(self._context, opened, (head.entity, field), gone[field])
        return ""

    def _choose(self, head: Event) -> None:
        opened = self._context.visit
        if opened is not None and self.shown is not None:
            self._context.perform(settle, opened.visit.id, self.shown, head)
        self._show_next()

    def _go(self) -> None:
        shown = self.shown
        self.accept()
        if shown is not None:
            self._context.go_to(shown.entity, shown.field)


def show_conflicts(context: Context, parent: QWidget, keys: tuple[FieldKey, ...] | None = None) -> None:
    """Show what differs in these fields, or in the whole visit."""
    dialog = ConflictDialog(context, keys, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if dialog.shown is None:
        dialog.deleteLater()
    else:
        dialog.open()
