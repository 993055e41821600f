"""All settings in one window: groups at the left, a search over everything, each change at work at once."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from inspector_app.checklist.folding import fold
from inspector_app.errors import N_
from inspector_app.gui.settings.backup import backup_group
from inspector_app.gui.settings.exchange import exchange_group
from inspector_app.gui.settings.habits_groups import (
    folders_group,
    look_group,
    notifications_group,
    team_group,
    ticking_group,
)
from inspector_app.gui.settings.keys import KeysGroup
from inspector_app.gui.settings.rows import ActRow, Group, Setter
from inspector_app.gui.theme import GRID, role
from inspector_app.gui.widgets.sections import scrolled, words
from inspector_app.paths import login_name

if TYPE_CHECKING:
    from inspector_app.gui.window import MainWindow

SIZE = (110 * GRID, 68 * GRID)
LIST_WIDTH = 24 * GRID


class SettingsDialog(QDialog):
    """Not modal: one sees the window change behind it."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self.context = context = window.context
        _ = context.translate
        self.setWindowTitle(_(N_("Settings")))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*SIZE)
        setter = Setter(context, self)
        backup, self.backup = backup_group(window, setter)
        exchange, self.exchange = exchange_group(setter, self)
        certificates = ActRow(
            _(N_("Whose signatures are believed on this computer")),
            [(_(N_("Show the trusted certificates")), self._show_certificates)],
        )
        self.keys = KeysGroup(setter)
        self.groups = [
            team_group(setter),
            look_group(setter),
            ticking_group(setter),
            notifications_group(setter),
            self.keys,
            folders_group(setter),
            Group(_(N_("Certificates")), [certificates]),
            backup,
            exchange,
        ]
        self.search = QLineEdit()
        self.search.setPlaceholderText(_(N_("Find a setting")))
        self.search.setAccessibleName(_(N_("Find a setting")))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._search)
        self.list = QListWidget()
        self.list.setAccessibleName(_(N_("Groups of settings")))
        self.list.setFixedWidth(LIST_WIDTH)
        self.list.addItems([group.title for group in self.groups])
        self.list.currentRowChanged.connect(self.show_group)
        self.nothing = role(words(_(N_("No setting has these words."))), "soft")
        self.nothing.hide()
        self.area: QScrollArea = scrolled(self.nothing, *self.groups)
        self._lay_out(_(N_("Close")))
        context.habits.changed.connect(self._follow)
        context.destroyed.connect(self.close)

    def show_group(self, place: int) -> None:
        """Bring a group to the top."""
        if 0 <= place < len(self.groups):
            if place > self.groups.index(self.keys):
                self.keys.fill()  # else what comes after them would move away again
            inside = self.area.widget()
            if inside is not None and (layout := inside.layout()) is not None:
                layout.activate()
            self.area.verticalScrollBar().setValue(self.groups[place].y() - GRID)

    def show_backup(self) -> None:
        """Bring the backups into sight."""
        place = next(
            number for number, group in enumerate(self.groups) if group.isAncestorOf(self.backup.said)
        )
        self.list.setCurrentRow(place)

    def import_from(self, path: Path) -> None:
        """Show what a file of settings would change."""
        self.exchange.take_from(path)

    def restore_from(self, path: Path) -> None:
        """Show what a backup would replace."""
        self.show_backup()
        self.backup.ask_restore(path)

    def _lay_out(self, close: str) -> None:
        buttons = QDialogButtonBox(self)
        buttons.addButton(close, QDialogButtonBox.ButtonRole.RejectRole).setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        left = QVBoxLayout()
        left.setSpacing(GRID)
        left.addWidget(self.search)
        left.addWidget(self.list, 1)
        both = QHBoxLayout()
        both.setSpacing(GRID)
        both.addLayout(left)
        both.addWidget(self.area, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.addLayout(both, 1)
        column.addWidget(buttons)
        self.search.setMaximumWidth(LIST_WIDTH)

    def _search(self, text: str) -> None:
        wanted = fold(text)
        found = [group.search(wanted) for group in self.groups]
        for place, there in enumerate(found):
            item = self.list.item(place)
            if item is not None:
                item.setHidden(not there)
        self.nothing.setVisible(not any(found))
        self.area.verticalScrollBar().setValue(0)

    def _follow(self, names: frozenset[str]) -> None:
        """What more than a widget has to know."""
        if "person" in names:
            self._window.context.workspace.actor = self._window.settings.person or login_name()
        wanted = self._window.settings.language
        if "language" in names and wanted != self._window.context.language:
            # Within its own signal the page may not take itself away.
            QTimer.singleShot(0, self._window, lambda: self._speak(self._window))

    @staticmethod
    def _speak(window: "MainWindow") -> None:
        window.set_language(window.settings.language)
        if window.context.language == window.settings.language:
            show_settings(window)
        else:
            text = N_(
                "The language changes when the work that runs has ended and the program is started anew."
            )
            window.context.say(window.context.translate(text))

    def _show_certificates(self) -> None:
        window: QWidget = self._window
        self._window.shell.show_office().show_panel("Trusted certificates")
        self.close()
        window.activateWindow()


def show_settings(window: "MainWindow") -> SettingsDialog:
    """Show the settings, or bring forward the window that is open."""
    for known in window.findChildren(SettingsDialog):
        if known.isVisible() and known.context is window.context:  # not that of another language
            known.raise_()
            known.activateWindow()
            return known
    dialog = SettingsDialog(window)
    dialog.show()
    dialog.search.setFocus()
    return dialog
