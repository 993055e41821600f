"""How work on a visit begins: a new one, or a sample to practise on. It holds no widget of its own."""

from functools import partial

from PySide6.QtWidgets import QWidget

from inspector_app.actions import practice
from inspector_app.actions.templates import offered
from inspector_app.actions.usual import begin
from inspector_app.actions.visits import create_sample
from inspector_app.actions.workspace import Changed, Workspace
from inspector_app.checklist.visit import VisitId
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.dialogs.new_visit import NewVisitDialog
from inspector_app.gui.tasks import Lane, Task


def begin_visit(context: Context, parent: QWidget) -> None:
    """Ask what a new visit begins with, make it and open it."""
    found = context.ask(offered)
    if found is None:
        return
    dialog = NewVisitDialog(context, found, parent)
    if dialog.exec():
        made = context.perform(
            begin, dialog.template.currentData(), dialog.details(), context.habits.settings
        )
        if made is not None:
            context.open(made)
            context.go_to("visit", "unit")
            # The follow-up book is read beside the window: nobody waits for it to begin.
            context.run_task("", partial(_carry_over, made), partial(_carried_over, context), lane=Lane.WORK)


def _carry_over(visit_id: VisitId, workspace: Workspace, _task: Task) -> Changed:
    from inspector_app.actions import follow_up

    return follow_up.begin(workspace, visit_id)


def _carried_over(context: Context, changed: Changed) -> None:
    if changed.entities:
        text = N_("Carried over from the last inspection: {count} open shortcoming(s), shown at step 3.")
        context.say(context.translate(text).format(count=len(changed.entities)))


def open_sample(context: Context, name: str) -> None:
    """Make a sample visit, or take the one that is there, and open it."""
    _open(context, context.perform(create_sample, name))


def practise(context: Context) -> None:
    """Open the visit to practise on as it was left, or a new one."""
    _open(context, context.perform(practice.practise))


def practise_again(context: Context) -> None:
    """Open the visit to practise on as it is at its beginning."""
    _open(context, context.perform(practice.begin_again))


def stop_practising(context: Context) -> None:
    """Take the visit to practise on out of the list; nothing stays open."""
    context.open(None)
    if context.perform(practice.put_away) is not None:
        context.say(
            context.translate(N_("The practice visit is put away. It can be begun anew at any time."))
        )


def _open(context: Context, made: VisitId | None) -> None:
    if made is not None:
        context.open(made)
