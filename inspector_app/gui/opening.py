"""Opens what was double-clicked, dropped on the program or named at its start, in the window that runs.

What a file is its content tells. Whatever it would change here is said and asked first; a double click is quickly made.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from inspector_app.actions.opening import Kind, recognise
from inspector_app.actions.workspace import Workspace
from inspector_app.errors import N_
from inspector_app.gui.dialogs.form import FormDialog
from inspector_app.gui.tasks import Lane, Task
from inspector_app.gui.widgets.sections import words
from inspector_app.gui.window import MainWindow

WAIT_MS = 500
"""Until it is looked again whether the dialog that is open was closed."""


class FileOpener(QObject):
    """One per window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._waiting: list[Path] = []
        self._later = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._later.timeout.connect(self._go_on)
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """macOS hands a file over as an event."""
        if event.type() is QEvent.Type.FileOpen and isinstance(event, QFileOpenEvent) and event.file():
            self.open_all([Path(event.file())])
            return True
        return super().eventFilter(watched, event)

    def come_and_open(self, paths: Sequence[Path]) -> None:
        """Somebody knocked: come to the front, and open what was brought."""
        self._window.bring_to_front()
        self.open_all(paths)

    def open_all(self, paths: Sequence[Path]) -> None:
        """Open one after another; while a dialog is open they wait behind it."""
        self._waiting += paths
        self._go_on()

    def _go_on(self) -> None:
        while self._waiting:
            if QApplication.activeModalWidget() is not None:
                self._later.start()
                return
            open_path(self._window, self._waiting.pop(0))


def open_path(window: MainWindow, path: Path) -> None:
    """Show what a file is, or why it cannot be opened."""
    kind = window.context.ask(lambda _workspace: recognise(path))
    if kind is not None:
        window.shell.flush()
        WAYS[kind](window, path)


def _asked(window: MainWindow, title: str, sentences: str, act: str, run: Callable[[], object]) -> None:
    """Ask before anything is changed; `title`, `sentences` and `act` in the interface's language."""
    dialog = FormDialog(window.context.translate, title, act, window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.section.add_wide(words(sentences))
    dialog.accepted.connect(run)
    dialog.open()


def _work(window: MainWindow, path: Path) -> None:
    from inspector_app.gui.dialogs.passing_on import take_in_file

    _ = window.context.translate
    _asked(
        window,
        _(N_("Receive work from another computer")),
        _(
            N_("{name} holds the work of another computer on a visit. What is new in it is added to yours.")
        ).format(name=path.name),
        _(N_("Receive")),
        partial(take_in_file, window.context, window, path),
    )


def _minutes(window: MainWindow, path: Path) -> None:
    from inspector_app.gui.dialogs.verification import VerificationDialog

    context = window.context

    def look(workspace: Workspace, _task: Task) -> object:
        from inspector_app.actions.signing import verify
        from inspector_app.gui.dialogs.files import read_chosen
        from inspector_app.gui.pages.signing import MOST_PDF

        return verify(workspace.folder, read_chosen(path, MOST_PDF))

    def show(found: object) -> None:
        dialog = VerificationDialog(context, path.name, found, window)  # type: ignore[arg-type]
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    context.run_task(context.translate(N_("Checking signatures")), look, show, lane=Lane.APART)


def _profile(window: MainWindow, path: Path) -> None:
    context = window.context
    _ = context.translate

    def take(workspace: Workspace, _task: Task) -> str:
        from inspector_app.actions.profile import import_profile
        from inspector_app.checklist.handover import signature_name
        from inspector_app.gui.dialogs.files import read_chosen
        from inspector_app.gui.pages.sending import MOST_PROFILE

        beside = path.with_name(signature_name(path.name))
        data, signature = read_chosen(path, MOST_PROFILE), read_chosen(beside, MOST_PROFILE)
        return import_profile(workspace, data, signature).office

    def taken(office: str) -> None:
        context.refresh()
        context.say(_(N_("Receipts are believed from: {name}.")).format(name=office))

    said = N_(
        "{name} is the profile of an office. This computer would believe its receipts and trust the certificates in it. "
        "Import it only if your office gave it to you."
    )
    _asked(
        window,
        _(N_("Import the office profile")),
        _(said).format(name=path.name),
        _(N_("Import")),
        lambda: context.run_task(_(N_("Importing the office profile")), take, taken),
    )


def _checklist(window: MainWindow, path: Path) -> None:
    from inspector_app.gui.panels.checklists import ChecklistsPanel

    panel = window.shell.show_office().show_panel("Checklists")
    assert isinstance(panel, ChecklistsPanel)
    panel.look_at(path)


def _parcels(window: MainWindow, path: Path) -> None:
    _ = window.context.translate
    _asked(
        window,
        _(N_("Receiving visits")),
        _(
            N_(
                "{name} is a folder that laptops send to. Its visits are entered into the follow-up book here."
            )
        ).format(name=path.name),
        _(N_("Receive")),
        lambda: window.shell.show_office().receive_from(path),
    )


def _settings(window: MainWindow, path: Path) -> None:
    from inspector_app.gui.settings.dialog import show_settings

    show_settings(window).import_from(path)


def _backup(window: MainWindow, path: Path) -> None:
    from inspector_app.gui.settings.dialog import show_settings

    show_settings(window).restore_from(path)


WAYS: dict[Kind, Callable[[MainWindow, Path], None]] = {
    Kind.WORK: _work,
    Kind.MINUTES: _minutes,
    Kind.PROFILE: _profile,
    Kind.CHECKLIST: _checklist,
    Kind.PARCELS: _parcels,
    Kind.SETTINGS: _settings,
    Kind.BACKUP: _backup,
}
