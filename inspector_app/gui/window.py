"""The window: its place and language, what it remembers, and the shell inside it, made anew for each language."""

import base64
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QByteArray, QSize, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QInputDialog, QMainWindow, QMenu

from inspector_app.actions.visits import OpenVisit, listing
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.responsibility import present
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.text import clean
from inspector_app.checklist.visit import VisitId
from inspector_app.errors import N_, SettingsError
from inspector_app.gui.bridge import Context
from inspector_app.gui.commands import bind
from inspector_app.gui.habits import Habits
from inspector_app.gui.routes import CHECKING
from inspector_app.gui.shell import Shell
from inspector_app.gui.theme import FRAME, MINIMUM_SIZE, STANDARD_SIZE, follow
from inspector_app.gui.translation import QtWordsTranslator
from inspector_app.i18n import Language
from inspector_app.paths import login_name
from inspector_app.settings import Settings

REMEMBER_AFTER_MS = 1000
"""A pause after which where one is gets written down, so that a crash comes back to the same item."""

LANGUAGES: dict[Language, str] = {"vi": "Tiếng Việt", "en": "English"}
"""Each in its own tongue, so that whoever needs it can find it."""

PROGRAM_NAME = N_("Inspection on site")


class MainWindow(QMainWindow):
    """One per data folder."""

    def __init__(
        self,
        workspace: Workspace,
        language: Language | None = None,
        on_crash: Callable[[BaseException], None] | None = None,
    ) -> None:
        super().__init__()
        self._workspace = workspace
        self._on_crash = on_crash
        self.habits = Habits(workspace.folder, self)
        if language is not None:
            self.habits.change(language=language)
        follow(self.habits)
        workspace.actor = self.settings.person or workspace.actor or login_name()
        self._qt_words: QtWordsTranslator | None = None
        self.setMinimumSize(*MINIMUM_SIZE)
        self.resize(*STANDARD_SIZE)
        if self.settings.window_geometry is not None:
            self.restoreGeometry(QByteArray(base64.b64decode(self.settings.window_geometry)))
        self._remember_soon = QTimer(self, singleShot=True, interval=REMEMBER_AFTER_MS)
        self._remember_soon.timeout.connect(self.remember)
        self._furnish(self.settings.language)
        self._reopen()
        if self.habits.damaged is not None:
            self.context.report(self.habits.damaged)

    @property
    def settings(self) -> Settings:
        return self.habits.settings

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
        self._reopen()
        old_shell.setParent(None)
        old_shell.deleteLater()
        old_context.tasks.close()
        old_context.deleteLater()
        self.remember()

    def remember(self) -> None:
        """Write down where one is."""
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

    def bring_to_front(self) -> None:
        """Show the window above the others, as when the program is started a second time."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.shell.flush()
        self._remember_soon.stop()
        self.remember()
        self.shell.rest()
        self.context.tasks.close()
        super().closeEvent(event)

    def _furnish(self, language: Language) -> None:
        """A context and a shell in `language`."""
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

    def present(self) -> None:
        """Show the window: where it was last, else at its usual size, or filling a screen that is too small."""
        room = self.screen().availableGeometry().size() - QSize(*FRAME)
        usual = QSize(*STANDARD_SIZE)
        if self.settings.window_geometry is None and usual.boundedTo(room) != usual:
            self.showMaximized()
        else:
            self.show()

    def ask_person(self) -> None:
        """Ask who works at this computer; the name stands beside every change from now on."""
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
        person = clean(name).strip() or None
        self.habits.change(person=person)
        self._workspace.actor = person or login_name()
        self.remember()

    def _name_window(self, opened: OpenVisit | None) -> None:
        """The unit first, so that the task bar tells two visits apart."""
        name = self.context.translate(PROGRAM_NAME)
        unit = opened.visit.details.unit if opened is not None else None
        self.setWindowTitle(f"{unit} · {name}" if unit else name)

    def _reopen(self) -> None:
        """The visit, step and item of last time."""
        last = self.settings.last_visit
        if last is None or all(visit.id != last for visit in self.context.ask(listing, settled=False) or ()):
            return
        step, item = self.settings.last_step, self.settings.last_item
        self.context.open(VisitId(last))
        if self.context.visit is None:
            return
        if step:
            self.shell.show_step(step)
        if self.shell.step == CHECKING and item is not None:
            self.shell.checking.come_back(ItemId(item), self.settings.last_scroll)

    def _add_to_menu(self, menu: QMenu) -> None:
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
        for language, name in LANGUAGES.items():
            action = menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(language == self.context.language)
            action.triggered.connect(lambda _on, own=language: self.set_language(own))
        menu.addSeparator()
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
