"""The files of an item, or of the whole visit: the list beside the file that is looked at. Everything is saved at once
and can be undone here.
"""

from functools import partial

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QPushButton,
    QScrollArea,
    QSplitter,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from inspector_app.actions.evidence_edits import (
    absent,
    for_other_programs,
    is_program,
    move,
    take_away,
    without_place,
)
from inspector_app.actions.undo import undo
from inspector_app.actions.visits import OpenVisit
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import Evidence
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.dialogs.item_choice import ItemChoiceDialog
from inspector_app.gui.dialogs.picture import PictureDialog
from inspector_app.gui.tasks import Lane
from inspector_app.gui.theme import GRID, role
from inspector_app.gui.widgets.empty import EmptyState, WithEmptyState
from inspector_app.gui.widgets.evidence_detail import EvidenceDetail
from inspector_app.gui.widgets.evidence_list import EvidenceList
from inspector_app.gui.widgets.failure_bar import FailureBar
from inspector_app.gui.widgets.sections import beside, words
from inspector_app.i18n import Translate

SIZE = (124 * GRID, 66 * GRID)
LIST_SHARE = (42 * GRID, 78 * GRID)


class EvidenceDialog(QDialog):
    """`item` chooses what is shown first; without one it is the whole visit."""

    def __init__(self, context: Context, item: ItemId | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._item = item
        _ = context.translate
        self.setWindowTitle(_(N_("Files and pictures")))
        self.resize(*SIZE)
        self.scope = QTabBar(self)
        self.scope.setAccessibleName(_(N_("Which files")))
        self.scope.setExpanding(False)
        self.list = EvidenceList(context, self)
        self.list.chosen.connect(self._show_chosen)
        self.list.looked_at.connect(partial(self._do, "look"))
        self.detail = EvidenceDetail(context, self)
        self.detail.wanted.connect(self._do)
        self.count = role(words(parent=self), "small")
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.failure = FailureBar(_, self)
        context.failed.connect(self.failure.show_failure)
        self.said = role(words(parent=self), "good")
        self.undo = QPushButton(_(N_("Undo")), self)
        self.undo.setAutoDefault(False)
        self.undo.clicked.connect(self._undo)
        close = role(QPushButton(_(N_("Close")), self), "primary")
        close.clicked.connect(self.accept)
        both = QSplitter(self)
        both.setChildrenCollapsible(False)
        both.addWidget(self.list)
        beside_list = QScrollArea()
        beside_list.setFrameShape(QScrollArea.Shape.NoFrame)
        beside_list.setWidgetResizable(True)
        beside_list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        beside_list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        beside_list.setWidget(self.detail)
        both.addWidget(beside_list)
        both.setSizes(list(LIST_SHARE))
        sentence = N_("No file or picture yet. Drop them on the item, paste them, or choose them.")
        self.content = WithEmptyState(both, EmptyState(_(sentence), _(N_("Add a file …"))), self)
        self.content.empty.wanted.connect(self._add)
        column = QVBoxLayout(self)
        column.addWidget(self.failure)
        column.addLayout(beside(self.scope, self.count, stretch=1))
        column.addWidget(self.content, 1)
        column.addLayout(beside(self.said, self.undo, None, close, stretch=0))
        for part in (self.said, self.undo):
            part.hide()
        self._label_scopes()
        self.scope.setCurrentIndex(0)
        self.scope.currentChanged.connect(lambda _place: self._show())
        context.visit_changed.connect(self._take_visit)
        self._show()
        self.list.setFocus()

    @property
    def shows_item(self) -> bool:
        return self._item is not None and self.scope.currentIndex() == 0

    def _take_visit(self, _opened: OpenVisit | None) -> None:
        self._show()

    def _files(self, opened: OpenVisit) -> tuple[Evidence, ...]:
        return (
            opened.visit.evidence_of(self._item) if self.shows_item and self._item else opened.visit.evidence
        )

    def _label_scopes(self) -> None:
        _ = self._context.translate
        if self._item is not None:
            self.scope.addTab(_(N_("Item {item}")).format(item=self._item))
        self.scope.addTab(_(N_("The whole visit")))

    def _show(self) -> None:
        opened = self._context.visit
        if opened is None:
            self.reject()
            return
        files = self._files(opened)
        self.list.show_files(opened, files)
        self.content.show_content(bool(files))
        self.count.setText(count_in_words(files, self._context.translate))
        self._show_chosen()

    def _show_chosen(self) -> None:
        opened, own = self._context.visit, self.list.current
        self.detail.setVisible(own is not None)
        if opened is not None and own is not None:
            gone = self._context.ask(absent, (own,)) or frozenset()
            self.detail.show_file(opened, own, is_absent=own.sha256 in gone)

    def _do(self, act: str, own: Evidence) -> None:
        self.failure.hide()
        match act:
            case "look" if own.reduced_sha256 is not None:
                PictureDialog(self._context, self.list.entries.files, own.sha256, self).open()
            case "look" | "open":
                self._open(own)
            case "folder":
                self._lay_out(own, lambda path: QUrl.fromLocalFile(str(path.parent)))
            case "copy":
                self._copy(own)
            case "move":
                self._choose_item(own)
            case "bare" | "bare-timeless":
                self._take_out_place(own, keep_time=act == "bare")
            case "away":
                self._take_away(own)

    def _open(self, own: Evidence) -> None:
        if is_program(own):
            self._say(N_("{name} is a program: it is shown in its folder and not started."), own)
            self._do("folder", own)
            return
        self._lay_out(own, lambda path: QUrl.fromLocalFile(str(path)))

    def _lay_out(self, own: Evidence, address: object) -> None:
        path = self._context.ask(for_other_programs, own)
        if path is not None and not QDesktopServices.openUrl(address(path)):  # type: ignore[operator]
            self._say(N_("No program of this computer opens {name}."), own)

    def _copy(self, own: Evidence) -> None:
        """Reading a large photo takes a moment; the clipboard is the window's."""

        def take(path: object) -> None:
            mime = QMimeData()
            mime.setUrls([QUrl.fromLocalFile(str(path))])
            QGuiApplication.clipboard().setMimeData(mime)
            bare = own.reduced_sha256 is not None
            self._say(
                N_("{name} is on the clipboard, without the place and time of the photo.")
                if bare
                else N_("{name} is on the clipboard."),
                own,
            )

        self._context.run_task(
            "", lambda workspace, _task: for_other_programs(workspace, own, bare=True), take
        )

    def _choose_item(self, own: Evidence) -> None:
        opened = self._context.visit
        if opened is None:
            return
        dialog = ItemChoiceDialog(self._context, opened, self)
        dialog.accepted.connect(lambda: self._move(own, dialog.chosen))
        dialog.open()

    def _move(self, own: Evidence, to: ItemId | None) -> None:
        opened = self._context.visit
        if opened is None or to is None:
            return
        away_from = self._item if self.shows_item else (own.items[0] if len(own.items) == 1 else None)
        if self._context.perform(move, opened.visit.id, (own.sha256,), to, away_from) is not None:
            self._say(N_("{name} is beside item {item} now."), own, undoable=True, item=to)

    def _take_out_place(self, own: Evidence, *, keep_time: bool) -> None:
        opened = self._context.visit
        if opened is None:
            return
        visit_id = opened.visit.id

        def done(_sha256: object) -> None:
            self._context.announce(None)
            self._say(N_("A copy without place stands in the photo's place."), own, undoable=True)

        self._context.run_task(
            "",
            lambda workspace, _task: without_place(workspace, visit_id, own.sha256, keep_time=keep_time),
            done,
            lane=Lane.WORK,
        )

    def _take_away(self, own: Evidence) -> None:
        opened = self._context.visit
        if opened is None:
            return
        if self._context.perform(take_away, opened.visit.id, (own.sha256,)) is not None:
            self._say(N_("{name} was taken away."), own, undoable=True)

    def _undo(self) -> None:
        opened = self._context.visit
        if opened is not None and self._context.perform(undo, opened.visit.id) is not None:
            self.said.hide()
            self.undo.hide()

    def _add(self) -> None:
        from inspector_app.gui.widgets.adding_files import choose_and_keep

        if self._item is not None:
            choose_and_keep(self._context, self, self._item)
        self.accept()

    def _say(self, sentence: str, own: Evidence, *, undoable: bool = False, **more: object) -> None:
        name = own.caption or own.name or own.sha256[:12]
        self.said.setText(self._context.translate(sentence).format(name=name, **more))
        self.said.show()
        self.undo.setVisible(undoable)


def count_in_words(files: tuple[Evidence, ...], translate: Translate) -> str:
    """How many, and how many of them are drawn in the annex."""
    pictures = sum(own.reduced_sha256 is not None for own in files)
    if not pictures:
        return translate(N_("{count} file(s)")).format(count=len(files))
    sentence = translate(N_("{count} file(s), {pictures} of them picture(s)"))
    return sentence.format(count=len(files), pictures=pictures)
