"""F1 in every window and dialog of the program: whichever comes to the front learns the key, nothing has to be told
about it. What is projected keeps a help of its own.
"""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from inspector_app.gui.bridge import Context
from inspector_app.gui.commands import bind

KNOWN = "knows-help"
APART = "help-apart"
"""The property of a window that answers the key itself."""


class HelpKey(QObject):
    """One for each language, as the context is."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        running = QGuiApplication.instance()
        assert isinstance(running, QGuiApplication)
        running.focusWindowChanged.connect(self._teach)

    def show(self, asked_from: QWidget) -> None:
        """Open the help at the topic of a window."""
        from inspector_app.gui.help.topics import topic_of

        show_help(self._context, topic_of(asked_from), asked_from)

    def _teach(self, window: QWindow | None) -> None:
        if window is None:
            return
        widget = next((own for own in QApplication.topLevelWidgets() if own.windowHandle() is window), None)
        if widget is None or isinstance(widget, QMainWindow) or widget.property(KNOWN):
            return
        if widget.windowType() not in (Qt.WindowType.Window, Qt.WindowType.Dialog):
            return  # a menu, a list that drops down
        if widget.property(APART):
            return
        widget.setProperty(KNOWN, True)
        bind("help", widget, lambda: self.show(widget), self._context.habits, self._context.translate)


def show_help(context: Context, topic: str, asked_from: QWidget) -> None:
    """Show a topic: in the help that is open where it may be used, else in a new one over the window."""
    from inspector_app.gui.help.window import HelpWindow

    over = asked_from.window()
    if isinstance(over, HelpWindow):
        return
    for own in QApplication.topLevelWidgets():
        if isinstance(own, HelpWindow) and own.isVisible():
            if own.parentWidget() is over:
                own.show_topic(topic)
                own.activateWindow()
                return
            own.close()
    opened = HelpWindow(context, topic, over)
    opened.show()
    opened.browser.setFocus()
