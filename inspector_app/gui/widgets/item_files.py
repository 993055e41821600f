"""The files of the current item beside it: a short list with pictures, and the ways to more of them."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from inspector_app.actions.visits import OpenVisit
from inspector_app.checklist.seal import Stage
from inspector_app.checklist.template import Item
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.commands import bind
from inspector_app.gui.dialogs.evidence import EvidenceDialog, count_in_words
from inspector_app.gui.dialogs.picture import PictureDialog
from inspector_app.gui.models.evidence import Coming
from inspector_app.gui.theme import GRID, role
from inspector_app.gui.widgets.evidence_list import EvidenceList
from inspector_app.gui.widgets.flow import FlowLayout
from inspector_app.gui.widgets.other_ways import other_ways
from inspector_app.gui.widgets.sections import words

MANY = 60
"""Files whose rows are measured when the rest of the window has been shown."""
MOST_HEIGHT = 40 * GRID
"""A longer list scrolls."""


class ItemFiles(QWidget):
    """It writes captions and places; adding goes out by signals."""

    add_wanted = Signal()
    paste_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._opened: OpenVisit | None = None
        self._item: Item | None = None
        self._coming: dict[object, tuple[str, tuple[Coming, ...]]] = {}
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._fill)
        _ = context.translate
        self.said = role(words(parent=self), "small")
        self.list = EvidenceList(context, self)
        self.list.looked_at.connect(self._look)
        self.list.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.add = self._button(_(N_("Add a file …")), "", self.add_wanted.emit)
        self.paste = self._button(_(N_("Paste")), "", self.paste_wanted.emit)
        self.paste.setToolTip(_(N_("Paste files or a picture from the clipboard (Ctrl+V on the item)")))
        self.more = other_ways(context, self, lambda: self._item)
        self.all = self._button(_(N_("Edit …")), "", self.open_item)
        self.all.setToolTip(_(N_("Caption, order, place and time of these files; print or take them away")))
        self.of_visit = self._button(_(N_("All files of the visit")), "link", self.open_visit)
        row = FlowLayout(gap=GRID)
        for button in (self.add, self.paste, self.more, self.all, self.of_visit):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(self.said)
        column.addWidget(self.list)
        column.addLayout(row)
        bind(
            "files",
            self,
            self.open_visit,
            context.habits,
            context.translate,
            scope=Qt.ShortcutContext.WindowShortcut,
        )

    def show_item(self, opened: OpenVisit, item: Item) -> None:
        """Show the files of an item of the visit."""
        self._opened, self._item = opened, item
        files = opened.visit.evidence_of(item.id)
        coming = self._coming_to(item)
        self.list.setVisible(bool(files or coming))
        if len(files) > MANY and not coming:
            self._soon.start()
        else:
            self._fill()
        _ = self._context.translate
        sentence = N_("None yet. Drop files here, or paste a picture.")
        self.said.setText(count_in_words(files, _) if files else "" if coming else _(sentence))
        self.said.setVisible(bool(self.said.text()))
        locked = opened.stage is not Stage.CHECKING
        for button in (self.add, self.paste, self.more):
            button.setEnabled(not locked)
        self.all.setVisible(bool(files))
        self.of_visit.setVisible(len(opened.visit.evidence) > len(files))

    def _fill(self) -> None:
        if self._opened is None or self._item is None:
            return
        files = self._opened.visit.evidence_of(self._item.id)
        self.list.show_files(self._opened, files, self._coming_to(self._item))
        self._fit()

    def begin_keeping(self, token: object, item_id: str, coming: tuple[Coming, ...]) -> None:
        """Show what is on its way to an item; it is not there yet."""
        self._coming[token] = (item_id, coming)
        self._show_again()

    def end_keeping(self, token: object) -> None:
        """It came, or it never will."""
        if self._coming.pop(token, None) is not None:
            self._show_again()

    def open_item(self) -> None:
        """The files of this item beside the one that is looked at."""
        if self._item is not None and self._opened is not None:
            dialog = EvidenceDialog(self._context, self._item.id, self)
            dialog.list.choose(max(self.list.currentIndex().row(), 0))
            dialog.open()

    def open_visit(self) -> None:
        """All files of the visit."""
        if self._opened is not None:
            EvidenceDialog(self._context, None, self).open()

    def _coming_to(self, item: Item) -> tuple[Coming, ...]:
        return tuple(own for at, many in self._coming.values() if at == item.id for own in many)

    def _show_again(self) -> None:
        if self._opened is not None and self._item is not None:
            self.show_item(self._opened, self._item)

    def _look(self, own: object) -> None:
        sha256, drawable = getattr(own, "sha256", ""), getattr(own, "reduced_sha256", None)
        if drawable:
            PictureDialog(self._context, self.list.entries.files, sha256, self).open()
        else:
            self.open_item()

    def _fit(self) -> None:
        """As high as its rows, up to a bound."""
        rows = range(min(self.list.entries.rowCount(), 12))
        height = sum(self.list.sizeHintForRow(row) for row in rows) + 2 * self.list.frameWidth() + 2
        self.list.setFixedHeight(min(max(height, 8 * GRID), MOST_HEIGHT))

    def _button(self, text: str, kind: str, run: object) -> QPushButton:
        button = role(QPushButton(text, self), kind)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _on=False: run())  # type: ignore[operator]
        return button
