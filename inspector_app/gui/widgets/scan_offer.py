"""One quiet line above the items: new files of the scan folder, offered to the current one. It takes no keyboard from
anybody and is not there while there is nothing to offer.
"""

from pathlib import Path

from PySide6.QtWidgets import QFrame, QMenu, QPushButton, QWidget

from inspector_app.actions.visits import OpenVisit
from inspector_app.checklist.seal import Stage
from inspector_app.checklist.template import Item, ItemId
from inspector_app.errors import N_, IntakeError, SettingsError
from inspector_app.gui.bridge import Context
from inspector_app.gui.commands import bind
from inspector_app.gui.dialogs.files import choose_folder
from inspector_app.gui.scan_folder import ScanFolder
from inspector_app.gui.theme import GRID, role
from inspector_app.gui.widgets.carried import Carried
from inspector_app.gui.widgets.sections import beside, words
from inspector_app.i18n import explain

MOST_NAMES = 3
"""Named in the line; the others are counted."""


class ScanOffer(QWidget):
    """Follows the current item; what is neither taken nor left stays offered."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._opened: OpenVisit | None = None
        self._item: Item | None = None
        self._files: tuple[Path, ...] = ()
        self._problem = ""
        frame = role(QFrame(self), "asking")
        _ = context.translate
        self.said = words(parent=self)
        self.take = self._button("", self._take)
        self.leave = self._button(_(N_("Leave them")), self._leave)
        row = beside(self.said, self.take, self.leave, stretch=0)
        row.setContentsMargins(2 * GRID, GRID // 2, GRID, GRID // 2)
        frame.setLayout(row)
        around = beside(frame, stretch=0)
        around.setContentsMargins(2 * GRID, 0, 2 * GRID, 0)
        self.setLayout(around)
        self.folder = ScanFolder(context, self)
        self.folder.came.connect(self._add)
        self.folder.troubled.connect(self._tell)
        bind("scan-take", self, self._take, context.habits, _)
        self._show()

    def show_item(self, opened: OpenVisit | None, item: Item | None) -> None:
        """Offer to this item from now on."""
        self._opened, self._item = opened, item
        self._show()

    def _add(self, files: tuple[Path, ...]) -> None:
        self._files = tuple(dict.fromkeys((*self._files, *files)))
        self._show()

    def _tell(self, problem: IntakeError | None) -> None:
        if problem is None:
            self._problem = ""
        else:
            told = explain(problem, self._context.translate)
            self._problem = f"{told.what} {told.why} {told.todo}"
        self._show()

    def _take(self) -> None:
        if self.isHidden() or not self._files or self._item is None:
            return
        files, self._files = self._files, ()
        self._context.brought.emit(ItemId(self._item.id), Carried(files, as_evidence=True))
        self._show()

    def _leave(self) -> None:
        """They stay in their folder and are not offered again; a trouble was read."""
        if self._files:
            self._files = ()
        else:
            self._problem = ""
        self._show()

    def _show(self) -> None:
        opened, item, _ = self._opened, self._item, self._context.translate
        may = opened is not None and item is not None and opened.stage is Stage.CHECKING
        self.setVisible(may and bool(self._files or self._problem))
        if not may or item is None:
            return
        self.take.setVisible(bool(self._files))
        self.leave.setText(_(N_("Leave them")) if self._files else _(N_("Close")))
        if not self._files:
            self.said.setText(self._problem)
            return
        names = ", ".join(path.name for path in self._files[:MOST_NAMES])
        if len(self._files) > MOST_NAMES:
            names += " …"
        said = _(N_("{count} new file(s) in the scan folder: {names}"))
        self.said.setText(said.format(count=len(self._files), names=names))
        self.take.setText(_(N_("Add to item {item}")).format(item=item.id))

    def _button(self, text: str, run: object) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _on=False: run())  # type: ignore[operator]
        return button


def watch_entries(context: Context, menu: QMenu, parent: QWidget) -> None:
    """Entries by which the folder is chosen or left alone, as it stands now."""
    _ = context.translate
    chosen = context.habits.settings.scan_folder
    text = N_("Another scan folder …") if chosen else N_("Watch the folder of a scanner or phone …")
    menu.addAction(_(text)).triggered.connect(lambda _on=False: _choose(context, parent))
    if chosen:
        stop = _(N_("Stop watching {folder}")).format(folder=Path(chosen).name or chosen)
        menu.addAction(stop.replace("&", "&&")).triggered.connect(lambda _on=False: _watch(context, None))


def _choose(context: Context, parent: QWidget) -> None:
    folder = choose_folder(context, parent, context.translate(N_("Where the scanner lays its files")))
    if folder is not None:
        _watch(context, folder)


def _watch(context: Context, folder: Path | None) -> None:
    context.habits.change(scan_folder=None if folder is None else str(folder))
    try:
        context.habits.save()
    except SettingsError as error:
        context.report(error)
    if folder is not None:
        said = context.translate(N_("What is new in {folder} is offered to the item that you are at."))
        context.say(said.format(folder=folder.name or folder))
