"""The window: its place and language, what it remembers, and the shell inside it, made anew for each language.

It is shown as a bare frame first and furnished afterwards, so nothing heavy is imported with it.
"""

import base64
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMenu

from inspector_app.errors import N_, SettingsError
from inspector_app.gui.frame import PROGRAM_NAME, FramedWindow
from inspector_app.gui.steps import CHECKING
from inspector_app.i18n import Language
from inspector_app.paths import login_name

if TYPE_CHECKING:
    from inspector_app.actions.visits import OpenVisit
    from inspector_app.actions.workspace import Workspace
    from inspector_app.gui.bridge import Context
    from inspector_app.gui.desk import Desk
    from inspector_app.gui.shell import Shell
    from inspector_app.gui.translation import QtWordsTranslator

REMEMBER_AFTER_MS = 1000
"""A pause after which where one is gets written down, so that a crash comes back to the same item."""

LANGUAGES: dict[Language, str] = {"vi": "Tiếng Việt", "en": "English"}
"""Each in its own tongue, so that whoever needs it can find it."""


class MainWindow(FramedWindow):
    """One per data folder. Made with a folder alone it has neither `context` nor `shell` until it is furnished."""

    context: "Context"
    shell: "Shell"
    desk: "Desk"
    _workspace: "Workspace"

    def __init__(
        self,
        home: "Workspace | Path",
        language: Language | None = None,
        on_crash: Callable[[BaseException], None] | None = None,
    ) -> None:
        super().__init__(home if isinstance(home, Path) else home.folder, language)
        self._on_crash = on_crash
        self._qt_words: QtWordsTranslator | None = None
        self._remember_soon = QTimer(self, singleShot=True, interval=REMEMBER_AFTER_MS)
        self._remember_soon.timeout.connect(self.remember)
        self.furnished = False
        self._back = False
        if not isinstance(home, Path):
            self.furnish(home)
            self.come_back()

    def furnish(self, workspace: "Workspace") -> None:
        """Put everything in: from now on the list of visits can be used."""
        from inspector_app.gui.theme import follow

        self._workspace = workspace
        follow(self.habits)
        workspace.actor = self.settings.person or workspace.actor or login_name()
        self._furnish(self.settings.language)
        self.furnished = True
        if self.habits.damaged is not None:
            self.context.report(self.habits.damaged)

    def come_back(self) -> None:
        """Open the visit, step and item of last time, or show how to begin."""
        from inspector_app.gui.desk import Desk

        self._back, self.desk = True, Desk(self)
        if self.shell.step:  # somebody was faster
            return
        last, step, item = self.settings.last_visit, self.settings.last_step, self.settings.last_item
        self.shell.visits.complete()
        if last is not None:
            from inspector_app.checklist.visit import VisitId

            if self.shell.visits.model.row_of(VisitId(last)).isValid():
                self.context.open(VisitId(last))
        if self.context.visit is None:
            self.shell.show_beginning()
            return
        if step:
            self.shell.show_step(step)
        if self.shell.step == CHECKING and item is not None:
            from inspector_app.checklist.template import ItemId

            self.shell.checking.come_back(ItemId(item), self.settings.last_scroll)

    def set_language(self, language: Language) -> None:
        """Speak another language at once; the open visit and its step stay."""
        if language == self.context.language or any(task.title for task in self.context.tasks.running):
            return
        self.shell.flush()
        self.remember()
        self.habits.change(language=language)
        old_shell, old_context = self.shell, self.context
        old_shell.rest()
        self._furnish(language)
        self.come_back()
        old_shell.setParent(None)
        old_shell.deleteLater()
        old_context.tasks.close()
        old_context.deleteLater()
        self.remember()

    @property
    def at_its_place(self) -> bool:
        """Whether `come_back` was called since it was furnished."""
        return self._back

    def remember(self) -> None:
        """Write down where one is; not before one is there."""
        if not self._back:
            return
        opened = self.context.visit
        step = self.shell.step
        item = self.shell.checking.current if step == CHECKING else None
        self.habits.change(
            last_visit=opened.visit.id if opened is not None else None,
            last_step=step,
            last_item=item if step == CHECKING else self.settings.last_item,
            last_scroll=self.shell.checking.offset if step == CHECKING else self.settings.last_scroll,
            last_folder=str(self.context.last_folder) if self.context.last_folder else None,
            window_geometry=base64.b64encode(self.saveGeometry().data()).decode("ascii"),
        )
        try:
            self.habits.save()
        except SettingsError as error:
            self.context.report(error)

    def show_points(self) -> None:
        """The points of the open visit, in a window of their own."""
        from inspector_app.gui.dialogs.scores import show_scores

        self.shell.flush()
        show_scores(self.context, self)

    def hand_on(self) -> None:
        """Write the open visit's work into a file for another computer of the team."""
        from inspector_app.gui.dialogs.passing_on import hand_on

        self.shell.flush()
        hand_on(self.context, self)

    def take_in(self) -> None:
        """Take in the work on a visit that another computer wrote into a file."""
        from inspector_app.gui.dialogs.passing_on import take_in

        self.shell.flush()
        take_in(self.context, self)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.furnished:
            super().closeEvent(event)
            return
        self.shell.flush()
        self._remember_soon.stop()
        self.remember()
        self.shell.rest()
        self.context.tasks.close()
        super().closeEvent(event)

    def _furnish(self, language: Language) -> None:
        """A context and a shell in `language`."""
        from inspector_app.gui.bridge import Context
        from inspector_app.gui.shell import Shell
        from inspector_app.gui.translation import QtWordsTranslator

        self._back = False
        self.context = Context(self._workspace, language, self, self.habits)
        if self.settings.last_folder is not None:
            self.context.last_folder = Path(self.settings.last_folder)
        application = QApplication.instance()
        assert application is not None
        if self._qt_words is not None:
            application.removeTranslator(self._qt_words)
        self._qt_words = QtWordsTranslator(self.context.translate)
        application.installTranslator(self._qt_words)
        self._name_window(None)
        self.shell = Shell(self.context, self)
        self.shell.menu_asked.connect(self._add_to_menu)
        self.shell.place_changed.connect(self._remember_soon.start)
        self.shell.person_asked.connect(self.ask_person)
        self.setCentralWidget(self.shell)
        self.context.visit_changed.connect(lambda _opened: self._remember_soon.start())
        self.context.visit_changed.connect(self._name_window)
        if self._on_crash is not None:
            self.context.crashed.connect(self._on_crash)

    def ask_person(self) -> None:
        """Ask who works at this computer; the name stands beside every change from now on."""
        from PySide6.QtWidgets import QInputDialog

        from inspector_app.checklist.responsibility import present

        translate = self.context.translate
        dialog = QInputDialog(self)
        dialog.setWindowTitle(translate(N_("Who works here")))
        dialog.setLabelText(translate(N_("Your name, as it is to stand beside what you change:")))
        opened = self.context.visit
        team = [own.name for own in present(opened.visit.people) if own.name] if opened is not None else []
        if team:  # to be chosen, so that "mine" finds the person again; another name can be typed
            dialog.setComboBoxItems(team)
            dialog.setComboBoxEditable(True)
        dialog.setTextValue(self._workspace.actor)
        dialog.setOkButtonText(translate(N_("Remember")))
        dialog.textValueSelected.connect(self._take_person)
        dialog.open()

    def _take_person(self, name: str) -> None:
        from inspector_app.checklist.text import clean

        person = clean(name).strip() or None
        self.habits.change(person=person)
        self._workspace.actor = person or login_name()
        self.remember()

    def _name_window(self, opened: "OpenVisit | None") -> None:
        """The unit first, so that the task bar tells two visits apart."""
        name = self.context.translate(PROGRAM_NAME)
        unit = opened.visit.details.unit if opened is not None else None
        self.setWindowTitle(f"{unit} · {name}" if unit else name)

    def _add_to_menu(self, menu: QMenu) -> None:
        if not self._back:
            self.come_back()
        from inspector_app.gui.commands import bind

        for text, run, possible in (
            (N_("Who works here …"), self.ask_person, True),
            (N_("Points of the visit …"), self.show_points, self.context.visit is not None),
            (N_("Hand on work to another computer …"), self.hand_on, self.context.visit is not None),
            (N_("Receive work from another computer …"), self.take_in, True),
        ):
            action = menu.addAction(self.context.translate(text))
            action.setEnabled(possible)
            action.triggered.connect(lambda _on, own=run: own())
        self._offer_newer_version(menu)
        menu.addSeparator()
        self.desk.add_to_menu(menu)
        menu.addSeparator()
        languages = menu.addMenu(self.context.translate(N_("Language")))
        for language, name in LANGUAGES.items():
            action = languages.addAction(name)
            action.setCheckable(True)
            action.setChecked(language == self.context.language)
            action.triggered.connect(lambda _on, own=language: self.set_language(own))
        menu.addAction(bind("quit", menu, self.close, self.habits, self.context.translate))

    def _offer_newer_version(self, menu: QMenu) -> None:
        """One quiet entry, only where the office has published a newer version of the visit's checklist."""
        if self.context.visit is None:
            return
        from inspector_app.gui.dialogs.moving import move_visit, newer_version

        newer = newer_version(self.context)
        if newer is None:
            return
        text = self.context.translate(N_("Go to version {version} of the checklist …"))
        action = menu.addAction(text.format(version=newer.ref.version))

        def move() -> None:
            self.shell.flush()
            move_visit(self.context, newer, self)

        action.triggered.connect(move)
