"""Work on a visit handed to another computer as a file, and taken in from one, with what came of it in words."""

import re
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from inspector_app.actions.files import save_file
from inspector_app.actions.merging import Merged, export_events, merge_events
from inspector_app.actions.visits import OpenVisit
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.seal import Stage
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.dialogs.conflict import show_conflicts
from inspector_app.gui.dialogs.files import choose_file, choose_target, read_chosen
from inspector_app.gui.dialogs.form import FormDialog
from inspector_app.gui.tasks import Task
from inspector_app.gui.theme import role
from inspector_app.gui.widgets.sections import words

ENDING = ".jsonl"
LARGEST = 200_000_000
"""Bytes; a whole visit has some hundred thousand."""
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


class ReceivedDialog(FormDialog):
    """What was taken in, what waits, what was kept apart, what was refused."""

    def __init__(self, context: Context, merged: Merged, opened: OpenVisit, parent: QWidget) -> None:
        translate = context.translate
        super().__init__(translate, translate(N_("Work from another computer")), None, parent)
        self._context = context
        self._window = parent
        unit = opened.visit.details.unit or translate(N_("Unit not named yet"))
        self.section.add_wide(role(words(unit), "heading"))
        self.said = words("\n".join(self._lines(merged, opened)))
        self.section.add_wide(self.said)
        self.see = QPushButton(translate(N_("See both and choose")))
        self.see.clicked.connect(self._see)
        differing = len(opened.visit.conflicts)
        if differing:
            text = translate(N_("{count} place(s) differ")).format(count=differing)
            self.section.add_wide(role(words(text), "warning"))
            role(self.see, "primary")
            self.buttons.addButton(self.see, self.buttons.ButtonRole.ActionRole)

    def _lines(self, merged: Merged, opened: OpenVisit) -> list[str]:
        waiting = (
            N_("{count} change(s) wait until the earlier ones come: receive their file as well.")
            if opened.stage is Stage.CHECKING
            else N_("{count} change(s) wait: the minutes are sealed. They come in when you reopen them.")
        )
        counted = (
            (merged.inserted, N_("{count} change(s) taken in.")),
            (merged.waiting, waiting),
            (merged.forked, N_("{count} change(s) come from a copied database: kept apart, not mixed in.")),
            (merged.broken, N_("{count} change(s) were altered on their way: refused.")),
        )
        lines = [self.translate(N_("This visit is new on this computer."))] if merged.new else []
        lines += [self.translate(text).format(count=count) for count, text in counted if count]
        return lines or [self.translate(N_("Nothing new: everything in the file is here already."))]

    def _see(self) -> None:
        self.accept()
        show_conflicts(self._context, self._window)


def hand_on(context: Context, parent: QWidget) -> None:
    """Ask where, and write the open visit's work there for another computer."""
    opened, _ = context.visit, context.translate
    if opened is None:
        return
    title = _(N_("Hand on work to another computer"))
    path = choose_target(
        context, parent, title, _(N_("Work on a visit")), ENDING, _file_name(context, opened)
    )
    if path is None:
        return
    visit_id = opened.visit.id

    def write(workspace: Workspace, _task: Task) -> None:
        save_file(path, export_events(workspace, visit_id))

    said = _(N_("Written: {name}. Receive it on the other computer.")).format(name=path.name)
    context.run_task(_(N_("Writing {name}")).format(name=path.name), write, lambda _done: context.say(said))


def take_in(context: Context, parent: QWidget) -> None:
    """Ask for a file of another computer, take it in, open its visit and say what came of it."""
    _ = context.translate
    title = _(N_("Receive work from another computer"))
    path = choose_file(context, parent, title, _(N_("Work on a visit")), f"*{ENDING}")
    if path is not None:
        take_in_file(context, parent, path)


def take_in_file(context: Context, parent: QWidget, path: Path) -> None:
    """Take in the work that a file brings, open its visit and say what came of it."""
    _ = context.translate

    def done(merged: Merged) -> None:
        if context.visit is None or context.visit.visit.id != merged.visit:
            context.open(merged.visit)
        context.announce(merged.changed)
        if context.visit is not None:
            dialog = ReceivedDialog(context, merged, context.visit, parent)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    def read(workspace: Workspace, _task: Task) -> Merged:
        return merge_events(workspace, read_chosen(path, LARGEST))

    context.run_task(_(N_("Receiving {name}")).format(name=path.name), read, done)


def _file_name(context: Context, opened: OpenVisit) -> str:
    """The unit and the computer, so that the files of two computers lie side by side on one stick."""
    who = context.workspace.actor or str(context.workspace.device_id)[:6]
    name = f"{opened.visit.details.unit or opened.visit.id} - {who}"
    return _NOT_IN_NAMES.sub("-", name)[:100] + ENDING
