"""Backup, putting one back, and the check of everything that is kept: each in few steps, with what it will do said first."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector_app.actions import backups, health
from inspector_app.actions.backups import Backup, CopyContent, Written
from inspector_app.actions.workspace import Workspace
from inspector_app.errors import N_
from inspector_app.gui.dialogs.files import choose_file, choose_folder
from inspector_app.gui.dialogs.form import FormDialog
from inspector_app.gui.settings.rows import ActRow, Group, Row, Setter
from inspector_app.gui.tasks import Lane, Task
from inspector_app.gui.theme import GRID, role
from inspector_app.gui.widgets.entries import moment_text
from inspector_app.gui.widgets.sections import empty_out, words

if TYPE_CHECKING:
    from inspector_app.gui.window import MainWindow

SHOWN = 8
"""Automatic backups that are listed; the others are reached by choosing a file."""


class BackupActs:
    """What can be asked for; each runs beside the window."""

    def __init__(self, window: "MainWindow", setter: Setter) -> None:
        self._window, self._context = window, setter.context
        self.said = role(words(), "soft")
        self.said.hide()

    def ask_backup(self) -> None:
        """Where to, then do it."""
        title = self._context.translate(N_("Choose the folder or stick for the backup"))
        if (folder := choose_folder(self._context, self._window, title)) is not None:
            self.back_up(folder)

    def back_up(self, folder: Path) -> None:
        """A complete backup in `folder`."""
        _ = self._context.translate

        def job(workspace: Workspace, task: Task) -> Written:
            def between_files(done: int, total: int) -> None:
                task.progress(done, total)
                task.stop_if_cancelled()

            return backups.write_backup(workspace, folder, between_files)

        def done(made: Written) -> None:
            text = N_("Backed up and checked: {visits} visit(s), {files} new file(s). {path}")
            self._say(_(text).format(visits=made.content.visits, files=made.files, path=made.path))

        self._context.run_task(_(N_("Backing up")), job, done)

    def ask_file(self) -> None:
        """Which backup to put back."""
        _ = self._context.translate
        title = _(N_("Choose the backup to put back"))
        path = choose_file(self._context, self._window, title, _(N_("Backups")), "*.db *.sqlite3")
        if path is not None:
            self.ask_restore(path)

    def ask_restore(self, path: Path) -> None:
        """Look at the backup, then say what it would replace and ask."""
        title = self._context.translate(N_("Reading the backup {name}")).format(name=path.name)

        def look(workspace: Workspace, _task: Task) -> tuple[CopyContent, CopyContent]:
            return backups.look_at(path), backups.now_here(workspace)

        self._context.run_task(title, look, partial(self._ask, path), lane=Lane.APART)

    def _ask(self, path: Path, found: tuple[CopyContent, CopyContent]) -> None:
        _ = self._context.translate
        there, here = found
        dialog = FormDialog(_, _(N_("Put a backup back")), _(N_("Put it back and close")), self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sentences = (
            _(N_("The backup {name} holds {visits} visit(s) with {events} change(s).")).format(
                name=path.name, visits=there.visits, events=there.events
            ),
            _(
                N_("It takes the place of all {visits} visit(s) with {events} change(s) on this computer.")
            ).format(visits=here.visits, events=here.events),
            _(N_("What is here now is kept as a backup first, so this can be taken back the same way.")),
            _(
                N_(
                    "The program closes afterwards. Start it again; the office has to accept this computer once more."
                )
            ),
        )
        for place, sentence in enumerate(sentences):
            dialog.section.add_wide(role(words(sentence), "warning") if place == 1 else words(sentence))
        dialog.accepted.connect(lambda: self.restore(path))
        dialog.open()

    def restore(self, path: Path) -> None:
        """Put it back and close: nothing that is on the screen is true any longer."""
        window, context = self._window, self._context
        window.shell.flush()
        context.tasks.close()
        if context.ask(backups.restore, path) is None:
            context.tasks.reopen()
            return
        window.shell.rest()
        window.habits.change(last_visit=None, last_item=None)
        QTimer.singleShot(0, window.close)

    def check(self) -> None:
        """Recompute every hash that is kept."""
        _ = self._context.translate

        def job(workspace: Workspace, task: Task) -> health.Health:
            def between_visits(done: int, total: int) -> None:
                task.progress(done, total)
                task.stop_if_cancelled()

            return health.check(workspace, between_visits)

        def done(found: health.Health) -> None:
            text = N_("{visits} visits, {events} events, {files} files")
            lines = [_(text).format(visits=found.visits, events=found.events, files=found.files)]
            lines += [_(fault.message).format_map(fault.parameters) for fault in found.faults]
            lines.append(_(N_("Everything is whole.") if found.sound else N_("Something does not hold.")))
            self._say("\n".join(lines), "good" if found.sound else "poor")

        self._context.run_task(_(N_("Checking everything that is kept")), job, done, lane=Lane.APART)

    def _say(self, text: str, look: str = "good") -> None:
        self._context.say(text.partition("\n")[0])
        self.said.setText(text)
        role(self.said, look)
        self.said.show()


class AutomaticRow(Row):
    """The automatic backups, the newest first."""

    def __init__(self, setter: Setter, acts: BackupActs) -> None:
        _ = setter.context.translate
        super().__init__(
            _(N_("Backups that the program made by itself")),
            _(
                N_(
                    "Every half hour while something changes. They hold no photos, and lie on this computer only."
                )
            ),
        )
        self._setter, self._acts = setter, acts
        self.column.addWidget(role(words(self.label), "label"))
        self.column.addWidget(role(words(self.hint), "small"))
        self._inside = QWidget()
        self._lines = QVBoxLayout(self._inside)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(GRID // 2)
        self.column.addWidget(self._inside)
        self.rows: list[ActRow] = []
        self.refresh()

    def refresh(self) -> None:
        """Read the list anew."""
        _ = self._setter.context.translate
        empty_out(self._lines)
        found = self._setter.context.ask(backups.listing) or ()
        self.rows = [self._line(own) for own in found[:SHOWN]]
        for row in self.rows:
            self._lines.addWidget(row)
        if not found:
            self._lines.addWidget(role(words(_(N_("None yet; the first one comes by itself."))), "soft"))

    def _line(self, own: Backup) -> ActRow:
        _ = self._setter.context.translate
        text = (
            N_("{at} · {megabytes} MB")
            if own.automatic
            else N_("{at} · {megabytes} MB · before one was put back")
        )
        said = _(text).format(
            at=moment_text(own.at), megabytes=f"{own.size / 1_000_000:.1f}".replace(".", ",")
        )
        row = ActRow(
            said, [(_(N_("Put back…")), partial(self._acts.ask_restore, own.path))], label_role="soft"
        )
        row.buttons[0].setAccessibleName(f"{row.buttons[0].text()} {said}")
        return row


def backup_group(window: "MainWindow", setter: Setter) -> tuple[Group, BackupActs]:
    """The group and its acts."""
    _ = setter.context.translate
    acts = BackupActs(window, setter)
    rows: list[Row] = [
        ActRow(
            _(N_("Back up everything")),
            [(_(N_("Back up now…")), acts.ask_backup)],
            _(
                N_(
                    "All visits with their photos and files, into a folder or onto a stick. The key of this computer stays here."
                )
            ),
        ),
        AutomaticRow(setter, acts),
        ActRow(
            _(N_("Put a backup back")),
            [(_(N_("Choose a backup…")), acts.ask_file)],
            _(N_("You see what it would replace before anything is changed.")),
        ),
        ActRow(
            _(N_("Check everything that is kept")),
            [(_(N_("Check now")), acts.check)],
            _(N_("Every change and every file is compared with its hash.")),
        ),
    ]
    group = Group(_(N_("Backup")), rows)
    group.add_wide(acts.said)
    return group, acts
