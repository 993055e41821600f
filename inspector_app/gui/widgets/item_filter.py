"""Which items the tree shows: one menu that the keyboard reaches, what it was set to in words, one way back."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from inspector_app.actions.visits import OpenVisit
from inspector_app.checklist.responsibility import areas_of, member_called, present
from inspector_app.checklist.template import AreaId
from inspector_app.checklist.visit import ItemVerdict, Person
from inspector_app.checklist.wanted import Having, State, Wanted, items_wanted
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.commands import shown_keys
from inspector_app.gui.theme import GRID, role
from inspector_app.gui.widgets.sections import words
from inspector_app.gui.words import VERDICTS

MINE = "mine"
"""Whose items, instead of a person's id."""
STATES = {
    State.OPEN: N_("Not done yet"),
    State.FAILED: N_("No or partly"),
    State.NOT_CHECKED: VERDICTS[ItemVerdict.NOT_CHECKED],
    State.YES: VERDICTS[ItemVerdict.YES],
    State.PARTLY: VERDICTS[ItemVerdict.PARTLY],
    State.NO: VERDICTS[ItemVerdict.NO],
    State.NOT_APPLICABLE: VERDICTS[ItemVerdict.NOT_APPLICABLE],
}
HAVINGS = {
    Having.FILES: N_("With files or pictures"),
    Having.SHORTCOMINGS: N_("With shortcomings"),
    Having.CONFLICTS: N_("Written differently by two people"),
}
SINGLE_VERDICTS = (State.YES, State.PARTLY, State.NO, State.NOT_APPLICABLE)


class ItemFilter(QWidget):
    """Says what is wanted; the tree finds it."""

    changed = Signal()
    person_asked = Signal()
    """Somebody wants to say who works at this computer."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._opened: OpenVisit | None = None
        self._state: State | None = None
        self._having: Having | None = None
        self._person: str | None = None
        self._area: AreaId | None = None
        _ = context.translate
        self.button = role(QPushButton(_(N_("Filter")), self), "quiet")
        self.button.setAutoDefault(False)
        self.button.setAccessibleName(_(N_("Choose which items to see")))
        self.menu = QMenu(self.button)
        self.menu.aboutToShow.connect(self._fill)
        self.button.setMenu(self.menu)
        self.clear = role(QPushButton(_(N_("See all")), self), "link")
        self.clear.setAutoDefault(False)
        self.clear.clicked.connect(self.reset)
        self.clear.hide()
        self.said = role(words(parent=self), "small")
        self.person = role(QPushButton(_(N_("Who works here …")), self), "link")
        self.person.setAutoDefault(False)
        self.person.clicked.connect(self.person_asked)
        self.person.hide()
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID // 2)
        row.addWidget(self.button)
        row.addStretch(1)
        row.addWidget(self.clear)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.said)
        column.addWidget(self.person)
        self._name_keys()

    @property
    def active(self) -> bool:
        """Whether anything is left out."""
        return not self._wanted().everything or self._person is not None

    def show_visit(self, opened: OpenVisit | None) -> None:
        """The visit that is looked through; what was chosen stays, but for another visit."""
        if opened is None or self._opened is None or opened.visit.id != self._opened.visit.id:
            self._state = self._having = self._person = self._area = None
        self._opened = opened

    def items(self) -> frozenset[str] | None:
        """What is wanted now; None where everything is."""
        wanted = self._wanted()
        if self._opened is None or wanted.everything:
            return None
        return items_wanted(self._opened.visit, self._opened.template, wanted)

    def choose(
        self,
        *,
        state: State | None = None,
        having: Having | None = None,
        person: str | None = None,
        area: AreaId | None = None,
    ) -> None:
        """Want this besides what is wanted; the same once more takes it back."""
        if state is not None:
            self._state = None if state is self._state else state
        if having is not None:
            self._having = None if having is self._having else having
        if person is not None:
            self._person = None if person == self._person else person
        if area is not None:
            self._area = None if area == self._area else area
        self.changed.emit()

    def reset(self) -> None:
        """Want everything."""
        self._state = self._having = self._person = self._area = None
        self.changed.emit()

    def open_menu(self) -> None:
        """Let the keyboard choose."""
        self.button.setFocus()
        self.button.showMenu()

    def silence(self, action: QAction) -> None:
        """Let an action of digits rest while the menu is open, where digits choose."""
        self.menu.aboutToShow.connect(partial(action.setEnabled, False))
        self.menu.aboutToHide.connect(partial(action.setEnabled, True))

    def tell(self, shown: int, sought: bool) -> None:
        """Say what is chosen and how many items it leaves; `sought`: words are being sought besides."""
        _ = self._context.translate
        self.clear.setVisible(self.active or sought)
        self.said.setVisible(self.active or sought)
        unknown = self._why_not_mine()
        self.person.setVisible(unknown is not None)
        if self._opened is None or not (self.active or sought):
            return
        count = _(N_("{shown} of {all} items")).format(shown=shown, all=self._opened.progress.whole.total)
        chosen = ", ".join(self._chosen())
        self.said.setText("\n".join(filter(None, (unknown, f"{chosen}: {count}" if chosen else count))))

    def _me(self) -> Person | None:
        if self._opened is None:
            return None
        name = self._context.habits.settings.person or self._context.workspace.actor
        return member_called(self._opened.visit.people, name)

    def _wanted(self) -> Wanted:
        areas = None
        if self._opened is not None and self._person is not None:
            people = self._opened.visit.people
            person = (
                self._me()
                if self._person == MINE
                else next((p for p in people if p.id == self._person), None)
            )
            # Nobody's items would be an empty list that looks like work done.
            areas = None if person is None else areas_of(person, people) or None
        return Wanted(self._state, self._having, areas, self._area)

    def _why_not_mine(self) -> str | None:
        """Why everything is shown although only one's own items were asked for."""
        if self._opened is None or self._person != MINE:
            return None
        _ = self._context.translate
        me, people = self._me(), self._opened.visit.people
        if me is None:
            name = self._context.habits.settings.person or self._context.workspace.actor
            return _(N_("Nobody of the team is called {name}: everybody's items are shown.")).format(
                name=name or "…"
            )
        if not areas_of(me, people):
            return _(N_("{name} was given no area: everybody's items are shown.")).format(name=me.name)
        return None

    def _chosen(self) -> Iterator[str]:
        _ = self._context.translate
        if self._state is not None:
            yield _(STATES[self._state])
        if self._having is not None:
            yield _(HAVINGS[self._having])
        if self._opened is None:
            return
        if self._person == MINE and self._why_not_mine() is None:
            yield _(N_("Mine"))
        yield from (p.name or "…" for p in self._opened.visit.people if p.id == self._person)
        areas = self._opened.template.areas
        yield from (
            f"{n}. {self._context.worded(own.heading)}"
            for n, own in enumerate(areas, 1)
            if own.id == self._area
        )

    def _fill(self) -> None:
        """What can be chosen now, each with how many items it has; digits choose the first of them."""
        _ = self._context.translate
        self.menu.clear()
        if self._opened is None:
            return
        me = self._me()
        mine = Wanted(areas=areas_of(me, self._opened.visit.people)) if me is not None else None
        first = (
            (STATES[State.OPEN], Wanted(state=State.OPEN), partial(self.choose, state=State.OPEN)),
            (STATES[State.FAILED], Wanted(state=State.FAILED), partial(self.choose, state=State.FAILED)),
            (N_("Mine"), mine, partial(self.choose, person=MINE)),
            *((HAVINGS[own], Wanted(having=own), partial(self.choose, having=own)) for own in Having),
            (
                STATES[State.NOT_CHECKED],
                Wanted(state=State.NOT_CHECKED),
                partial(self.choose, state=State.NOT_CHECKED),
            ),
        )
        current = self._current()
        for place, (text, wanted, run) in enumerate(first, 1):
            action = self._add(self.menu, f"&{place}  {_plain(_(text))}", wanted)
            action.setChecked(text in current)
            action.triggered.connect(lambda _on, own=run: own())
        self.menu.addSeparator()
        self._fill_more(current)
        self.menu.addSeparator()
        everything = self.menu.addAction(f"&0  {_plain(_(N_('See all items')))}")
        everything.setEnabled(self.active)
        everything.triggered.connect(lambda _on: self.reset())

    def _fill_more(self, current: frozenset[str]) -> None:
        assert self._opened is not None
        _ = self._context.translate
        verdicts = self.menu.addMenu(f"&8  {_plain(_(N_('By answer')))}")
        for state in SINGLE_VERDICTS:
            action = self._add(verdicts, _plain(_(STATES[state])), Wanted(state=state))
            action.setChecked(STATES[state] in current)
            action.triggered.connect(lambda _on, own=state: self.choose(state=own))
        areas = self.menu.addMenu(f"&9  {_plain(_(N_('By area')))}")
        for number, area in enumerate(self._opened.template.areas, 1):
            heading = f"{number}. {self._context.worded(area.heading)}"
            action = self._add(areas, _plain(heading), None)
            action.setChecked(area.id == self._area)
            action.triggered.connect(lambda _on, own=area.id: self.choose(area=own))
        people = self._opened.visit.people
        named = [own for own in present(people) if areas_of(own, people)]
        team = self.menu.addMenu(_plain(_(N_("By person in charge"))))
        team.setEnabled(bool(named))
        for person in named:
            action = self._add(team, _plain(person.name or "…"), Wanted(areas=areas_of(person, people)))
            action.setChecked(person.id == self._person)
            action.triggered.connect(lambda _on, own=person.id: self.choose(person=own))

    def _add(self, menu: QMenu, text: str, wanted: Wanted | None) -> QAction:
        assert self._opened is not None
        if wanted is not None:
            count = len(items_wanted(self._opened.visit, self._opened.template, wanted))
            text = f"{text} ({count})"
        action = menu.addAction(text)
        action.setCheckable(True)
        return action

    def _current(self) -> frozenset[str]:
        """msgids of what is chosen."""
        own = (
            STATES.get(self._state) if self._state else None,
            HAVINGS.get(self._having) if self._having else None,
            N_("Mine") if self._person == MINE else None,
        )
        return frozenset(text for text in own if text is not None)

    def _name_keys(self) -> None:
        habits = self._context.habits
        _ = self._context.translate
        for button, text, command in (
            (self.button, N_("Choose which items to see ({keys})"), "filter"),
            (self.clear, N_("See all items again ({keys})"), "filter-clear"),
        ):
            button.setToolTip(_(text).format(keys=shown_keys(command, habits)))


def _plain(text: str) -> str:
    """Words of a person or a checklist in a menu, where an ampersand would hide."""
    return text.replace("&", "&&")
