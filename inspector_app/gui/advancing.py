"""Whether the window goes on by itself after a tick."""

from PySide6.QtWidgets import QWidget

from inspector_app.actions.visits import OpenVisit
from inspector_app.checklist.more_asked import more_asked
from inspector_app.checklist.template import Item
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context

ENTRIES = ("QLineEdit", "QPlainTextEdit", "QTextEdit", "QAbstractSpinBox", "QComboBox")


def may_go_on(context: Context, opened: OpenVisit, item: Item, focused: QWidget | None) -> bool:
    """Only where nothing more is asked of the item just ticked. Never while somebody types (a function key ticks there too), and never in a window
    that is not in front: the next key could be meant for another program."""
    if focused is None or not focused.isActiveWindow() or not context.habits.settings.auto_advance:
        return False
    typing = any(focused.inherits(own) for own in ENTRIES)
    return not typing and not more_asked(opened.visit, item, opened.template)


def switch(context: Context) -> None:
    """Go on by itself from now on, or stay; said in words."""
    on = not context.habits.settings.auto_advance
    context.habits.change(auto_advance=on)
    _ = context.translate
    context.say(
        _(N_("After an answer the next open item follows."))
        if on
        else _(N_("After an answer the item stays."))
    )
