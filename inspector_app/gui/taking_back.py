"""Undo and Redo of the open visit: what they are called, and that one sees what they did."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

from inspector_app.actions.undo import redo, undo
from inspector_app.actions.visits import OpenVisit
from inspector_app.checklist.stage import Stage
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import FieldKey
from inspector_app.errors import N_
from inspector_app.gui.acts import act_name, act_place
from inspector_app.gui.routes import place_of, step_of
from inspector_app.gui.steps import CHECKING
from inspector_app.i18n import Translate

if TYPE_CHECKING:
    from inspector_app.gui.shell import Shell


def name_acts(opened: OpenVisit, undoing: QAction, redoing: QAction, translate: Translate) -> None:
    """Undo and Redo say in their names what they would do."""
    _ = translate
    for action, plain, named, fields in (
        (undoing, _(N_("Undo")), _(N_("Undo: {act}")), opened.undo),
        (redoing, _(N_("Redo")), _(N_("Redo: {act}")), opened.redo),
    ):
        action.setText(named.format(act=act_name(fields, _)) if fields else plain)
        action.setEnabled(bool(fields) and opened.stage is Stage.CHECKING)


def take_back(shell: "Shell") -> None:
    """Undo one human act."""
    _run(shell, again=False)


def do_again(shell: "Shell") -> None:
    """Redo one human act."""
    _run(shell, again=True)


def _run(shell: "Shell", *, again: bool) -> None:
    context, opened = shell.context, shell.context.visit
    fields = () if opened is None else opened.redo if again else opened.undo
    if opened is None or not fields:
        return
    shell.flush()
    name = act_name(fields, context.translate)
    if context.perform(redo if again else undo, opened.visit.id) is not None:
        _show_place_of(shell, fields, opened)
        said = context.translate(N_("Done again: {act}") if again else N_("Undone: {act}"))
        context.say(said.format(act=name))


def _show_place_of(shell: "Shell", fields: Sequence[FieldKey], before: OpenVisit) -> None:
    """Show what was taken back or done again: an act that nobody sees is done twice."""
    entity, field = act_place(fields)
    places = (place_of(entity, field, own)[0] for own in (shell.context.visit or before, before))
    place = next((own for own in places if own != "answer:"), entity)
    step = step_of(entity, field)
    if step == CHECKING and place.startswith("answer:"):
        shell.show_step(CHECKING)
        # On the item and not in its entry, where the next Ctrl+Z would be that of the typed letters.
        shell.checking.set_current(ItemId(place.removeprefix("answer:")), take_focus=True)
    elif step is not None:
        shell.go_to(entity, field)
