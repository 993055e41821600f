"""Office tab Chứng thư tin cậy: whose signatures are believed here; certificates come from files alone."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from inspector_app.actions import trust
from inspector_app.actions.workspace import Changed, Workspace
from inspector_app.checklist.authorities import (
    Authority,
    Imported,
    Keeping,
    Offered,
    Standing,
    TrustLine,
    grouped,
)
from inspector_app.errors import N_
from inspector_app.gui import theme
from inspector_app.gui.bridge import Context
from inspector_app.gui.delegates.wrapped_cell import WrappedCellDelegate
from inspector_app.gui.dialogs.authorities import LEVELS, AcceptingDialog, RemovingDialog, validity
from inspector_app.gui.dialogs.files import read_chosen
from inspector_app.gui.tasks import Task
from inspector_app.gui.theme import GRID, role
from inspector_app.gui.widgets.column_widths import SharedWidths
from inspector_app.gui.widgets.entries import day_text
from inspector_app.gui.widgets.sections import beside, words

MOST_BYTES = 1_000_000
ENDINGS = "*.pem *.crt *.cer *.der *.p7b *.p7c *.PEM *.CRT *.CER *.DER *.P7B *.P7C"
NAME, STATE, VALID = range(3)
HEADINGS = (N_("Certificate authority"), N_("State"), N_("Valid"))
WIDTHS = {STATE: 34 * GRID, VALID: 25 * GRID}
KEEPINGS: dict[Keeping, tuple[str, str, theme.Ink]] = {
    Keeping.PINNED: (N_("Imported"), "yes", "GOOD"),
    Keeping.MISSING: (N_("Not imported yet"), "open", "LINE_STRONG"),
    Keeping.ACCEPTED: (N_("Accepted by hand"), "partly", "FAIR"),
    Keeping.FROM_OFFICE: (N_("From the office's profile"), "office", "GOOD"),
    Keeping.UNRECORDED: (N_("Imported; by whom was not written down"), "note", "NEUTRAL"),
}
EXPIRED = N_("Expired: confirms only what was signed before")
NONE_YET = N_(
    "No certificate of an authority is here yet: signatures can be checked, but not who stands behind them."
    " Get the files from the addresses below, or from your office, and import them."
)
HINT = N_(
    "Files of the authorities listed here are taken at once, others only after you have compared them."
    " They can also be dropped here."
)


class TrustPanel(QWidget):
    """The authorities that the program knows, then those that somebody accepted; the chosen one in full below."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        translate = context.translate
        self.lines: tuple[TrustLine, ...] = ()
        self.setAcceptDrops(True)
        self.table = QTableWidget(0, len(HEADINGS))
        self.table.setHorizontalHeaderLabels([translate(heading) for heading in HEADINGS])
        self.table.setAccessibleName(translate(N_("Trusted certificates")))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.setTabKeyNavigation(False)
        self.table.setItemDelegate(WrappedCellDelegate(self.table))
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self._widths = SharedWidths(self.table, NAME, WIDTHS)
        header.sectionResized.connect(self.table.resizeRowsToContents, Qt.ConnectionType.QueuedConnection)
        self.table.itemSelectionChanged.connect(self._chosen)
        self.none_yet = role(words(translate(NONE_YET)), "warning")
        self.hint = role(words(translate(HINT)), "soft")
        self.about = role(words(), "soft")
        self.import_button = role(QPushButton(translate(N_("Import certificates…"))), "primary")
        self.import_button.clicked.connect(self._ask_import)
        self.remove_button = role(QPushButton(translate(N_("Remove…"))), "quiet")
        self.remove_button.clicked.connect(self._ask_remove)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(2 * GRID, GRID, 2 * GRID, 2 * GRID)
        told = QVBoxLayout()
        told.addWidget(self.none_yet)
        told.addWidget(self.hint)
        whole.addLayout(beside(told, self.remove_button, self.import_button, stretch=0))
        whole.addWidget(self.table, 1)
        whole.addWidget(self.about)
        self._chosen()

    def refresh(self) -> None:
        """Read the list anew."""
        chosen = self.chosen.sha256 if self.chosen is not None else None
        self.lines = self._context.ask(trust.listed) or ()
        self.table.setRowCount(len(self.lines))
        for row, line in enumerate(self.lines):
            self._fill(row, line)
        self.table.resizeRowsToContents()
        none = not any(line.kept for line in self.lines)
        self.none_yet.setVisible(none)
        self.hint.setVisible(not none)
        self._choose(chosen or self.lines[0].sha256 if self.lines else None)
        self._chosen()

    def import_files(self, paths: list[Path]) -> None:
        """Look at certificates; those that the program knows are kept, the others are asked for."""
        title = self._context.translate(N_("Reading certificates"))
        self._context.run_task(title, partial(_look, paths), self._looked)

    def take(self, offered: tuple[Offered, ...], accepted: tuple[str, ...]) -> None:
        """Keep what is pinned or was accepted."""
        title = self._context.translate(N_("Importing certificates"))
        self._context.run_task(title, partial(_take, offered, accepted), self._taken)

    def remove(self, line: TrustLine) -> None:
        """Believe an authority no longer."""
        title = self._context.translate(N_("Removing the certificate"))
        self._context.run_task(title, partial(_remove, line.sha256), self._removed)

    @property
    def chosen(self) -> TrustLine | None:
        row = self.table.currentRow()
        return self.lines[row] if 0 <= row < len(self.lines) else None

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.import_files(paths)

    def _fill(self, row: int, line: TrustLine) -> None:
        translate = self._context.translate
        parts = [translate(LEVELS[line.level]), line.organisation]
        name = QTableWidgetItem(f"{line.name}\n{' · '.join(part for part in parts if part)}")
        word, shape, ink = KEEPINGS[line.keeping]
        told = [translate(word), *self._accepted(line)]
        if line.authority is not None and line.authority.expired(self._context.workspace.clock.now()):
            shape, ink = "warning", "FAIR"
            told.append(translate(EXPIRED))
        state = QTableWidgetItem(theme.icon(shape, ink), "\n".join(told))
        valid = QTableWidgetItem("" if line.authority is None else validity(self._context, line.authority))
        for column, item in ((NAME, name), (STATE, state), (VALID, valid)):
            item.setToolTip(item.text())
            self.table.setItem(row, column, item)

    def _accepted(self, line: TrustLine) -> tuple[str, ...]:
        """Who made this computer keep it, and when."""
        own = line.acceptance
        if own is None:
            return ()
        day = day_text(own.at.date())
        return (" · ".join(part for part in (own.office or own.by, day) if part),)

    def _choose(self, sha256: str | None) -> None:
        for row, line in enumerate(self.lines):
            if line.sha256 == sha256:
                self.table.setCurrentCell(row, NAME)

    def _chosen(self) -> None:
        line = self.chosen
        self.remove_button.setEnabled(line is not None and line.kept)
        self.about.setVisible(line is not None)
        if line is None:
            return
        told = [f"SHA-256: {grouped(line.sha256)}"]
        if line.published is not None:
            text = self._context.translate(N_("Published at {address}"))
            told.append(text.format(address=line.published))
        if line.authority is not None and line.authority.issuer != line.name:
            text = self._context.translate(N_("Issued by: {issuer}"))
            told.append(text.format(issuer=line.authority.issuer))
        self.about.setText("\n".join(told))

    def _ask_import(self) -> None:
        translate = self._context.translate
        title, kinds = translate(N_("Choose certificates of authorities")), translate(N_("Certificates"))
        chosen, _filter = QFileDialog.getOpenFileNames(
            self, title, str(self._context.last_folder or ""), f"{kinds} ({ENDINGS})"
        )
        if chosen:
            self._context.last_folder = Path(chosen[0]).parent
            self.import_files([Path(path) for path in chosen])

    def _looked(self, offered: tuple[Offered, ...]) -> None:
        asked = [own for own in offered if own.standing.asks]
        if not asked:
            self.take(offered, ())
            return
        dialog = AcceptingDialog(self._context, asked, self)
        if dialog.exec():
            self.take(offered, dialog.confirmed)
        dialog.deleteLater()

    def _taken(self, done: Imported) -> None:
        self._context.announce(Changed(ledger=True))
        self.refresh()
        if done.taken:
            self._choose(done.taken[0].authority.sha256)
        text = N_("Imported: {taken}; already here: {known}; not taken: {left}.")
        counts = {"taken": len(done.taken), "known": len(done.known), "left": len(done.left)}
        self._context.say(self._context.translate(text).format_map(counts))
        for own in done.left:
            if own.standing is Standing.PERSON:
                self._context.report(trust.refusal(own))
                break

    def _ask_remove(self) -> None:
        if (line := self.chosen) is None or not line.kept:
            return
        dialog = RemovingDialog(self._context, line, self)
        if dialog.exec():
            self.remove(line)
        dialog.deleteLater()

    def _removed(self, gone: Authority) -> None:
        self._context.announce(Changed(ledger=True))
        self.refresh()
        text = N_("No longer trusted: {name}")
        self._context.say(self._context.translate(text).format(name=gone.name))


def _look(paths: list[Path], workspace: Workspace, _task: Task) -> tuple[Offered, ...]:
    return trust.look(workspace, [(path.name, read_chosen(path, MOST_BYTES)) for path in paths])


def _take(
    offered: tuple[Offered, ...], accepted: tuple[str, ...], workspace: Workspace, _task: Task
) -> Imported:
    return trust.take(workspace, offered, accepted)


def _remove(sha256: str, workspace: Workspace, _task: Task) -> Authority:
    return trust.remove(workspace, sha256)
