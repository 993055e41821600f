"""Step 4, Biên bản: the finished bytes page by page, the review, Chốt and Mở lại, printing."""

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from inspector_app.actions.answers import set_value
from inspector_app.actions.minutes import current_pdf, draft_handed_out, save_plain_copy
from inspector_app.actions.review import review
from inspector_app.actions.sealing import mark_printed, reopen, seal
from inspector_app.actions.visits import OpenVisit
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.rules import ReviewLine
from inspector_app.checklist.seal import Stage, Version
from inspector_app.checklist.visit import SigningMode, VisitId
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.commands import bind
from inspector_app.gui.dialogs.files import choose_folder
from inspector_app.gui.dialogs.reopening import ReopenDialog
from inspector_app.gui.printing import make_printer, print_pages
from inspector_app.gui.tasks import Task
from inspector_app.gui.theme import GRID, SIDE_WIDTH, measure, role
from inspector_app.gui.widgets.empty import EmptyState, WithEmptyState
from inspector_app.gui.widgets.entries import moment_text
from inspector_app.gui.widgets.preview import MinutesPreview
from inspector_app.gui.widgets.review_panel import ReviewPanel
from inspector_app.gui.widgets.sections import beside, words
from inspector_app.gui.words import MODES, STAGES

if TYPE_CHECKING:
    from inspector_app.gui.reader.window import ReaderWindow

SETTLE_MS = 250
"""Changes within this time are drawn once."""


class MinutesPage(QWidget):
    """Preview on the left; state, way of signing, review and acts on the right."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._opened: OpenVisit | None = None
        self._pdf: bytes | None = None
        self._stale = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._stale.timeout.connect(self._draw)
        self._asked: OpenVisit | None = None
        self.reader: ReaderWindow | None = None
        """While both sides are reading the text."""
        self.preview = MinutesPreview(context)
        self.review = ReviewPanel(context)
        self.review.counted.connect(self._enable)
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setChildrenCollapsible(False)
        halves.addWidget(self.preview)
        halves.addWidget(self._side())
        halves.setStretchFactor(0, 1)
        halves.setSizes([2 * SIDE_WIDTH, SIDE_WIDTH + 6 * GRID])
        sentence = context.translate(N_("No visit is open. Choose one in the list of visits."))
        self._stack = WithEmptyState(halves, EmptyState(sentence, None))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    def show_visit(self, opened: OpenVisit | None) -> None:
        """Show the visit as it stands; pages and review follow from the worker."""
        self._stack.show_content(opened is not None)
        other = opened is None or self._opened is None or opened.visit.id != self._opened.visit.id
        self._opened = opened
        if other:
            self._pdf = None
            self.preview.show_pdf(None)
        if opened is None:
            return
        open_now = opened.stage is Stage.CHECKING
        mode = opened.version.seal.mode if opened.version.seal and not open_now else None
        for choice, button in self.modes.items():
            button.setChecked(choice is (mode or opened.visit.details.signing_mode))
            button.setEnabled(open_now)
        self.state.setText(self._state_line(opened.version, open_now))
        self.review.setVisible(open_now)
        if opened != self._asked or other:
            # What is not drawn from the visit as it stands must not be printed or sealed.
            self._pdf = None
            self._enable()
            self._stale.start()
        else:
            self._enable()

    def reveal(self, _entity: str, _field: str) -> None:
        """Bring the act that comes next into reach."""
        acts = (self.seal_button, self.next_button, self.print_button)
        next((act for act in acts if act.isVisible()), self.reopen_button).setFocus()

    def read_aloud(self) -> None:
        """Thông qua biên bản: the text before both sides, over a whole screen."""
        from inspector_app.gui.reader.window import ReaderWindow

        if self._opened is None:
            return
        if self.reader is None:
            self.reader = ReaderWindow(self._context, self)
            self.reader.closed.connect(self._read)
            self.reader.seal_asked.connect(self.seal_now)
            self.reader.begin()
        self.reader.activateWindow()

    def seal_now(self) -> None:
        """Chốt."""
        if self._opened is not None:
            self._context.run_task(
                self._context.translate(N_("Sealing the minutes")),
                partial(_seal, self._opened.visit.id, dict(self.review.kept)),
                self._sealed,
            )

    def ask_reopen(self) -> None:
        """Mở lại: the first click; the dialog's button is the second."""
        opened = self._opened
        if opened is None:
            return
        signed = opened.version.signed_any
        dialog = ReopenDialog(self._context.translate, opened.version.print_code or "", signed, self)
        if dialog.exec():
            self.reopen_now(dialog.reason)

    def reopen_now(self, reason: str | None) -> None:
        """Open the answers again."""
        if self._opened is not None:
            self._context.perform(reopen, self._opened.visit.id, reason)

    def ask_print(self) -> None:
        """The system's print dialog, then the pages."""
        if self._pdf is None or self._opened is None:
            return
        printer = make_printer(self._opened.visit.details.title or self._opened.visit.details.unit or "")
        if QPrintDialog(printer, self).exec():
            self.print_to(printer)

    def print_to(self, printer: QPrinter) -> None:
        """Print the very bytes of the preview."""
        if self._pdf is not None and self._opened is not None:
            self._context.run_task(
                self._context.translate(N_("Printing")),
                partial(_print, self._pdf, printer),
                partial(self._printed, self._opened),
            )

    def ask_copy(self) -> None:
        """Chép tệp để in: a stick or folder, then the plain file."""
        if self._opened is not None:
            title = self._context.translate(N_("Save a file to print in a folder or on a stick"))
            if (folder := choose_folder(self._context, self, title)) is not None:
                self.copy_to(folder)

    def copy_to(self, folder: Path) -> None:
        """Write the plain file into a folder."""
        if self._opened is not None:
            self._context.run_task(
                self._context.translate(N_("Saving the file to print")),
                partial(_copy, self._opened.visit.id, folder),
                self._copied,
            )

    def _side(self) -> QScrollArea:
        translate = self._context.translate
        inside = role(QWidget(), "ground")
        column = QVBoxLayout(inside)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        self.state = role(words(), "heading")
        column.addWidget(self.state)
        column.addWidget(role(words(translate(N_("Way of signing, chosen before sealing"))), "label"))
        group = QButtonGroup(self)
        self.modes: dict[SigningMode, QRadioButton] = {}
        for mode, text in MODES.items():
            button = QRadioButton(translate(text))
            button.clicked.connect(partial(self._choose_mode, mode))
            group.addButton(button)
            self.modes[mode] = button
            column.addWidget(button)
        self.read_button = QPushButton(translate(N_("Read aloud and agree…")))
        self.read_button.setToolTip(translate(N_("Both sides hear, amend and agree the text (F11)")))
        self.read_button.clicked.connect(self.read_aloud)
        bind("reader", self, self.read_aloud, self._context.habits, translate)
        column.addWidget(self.read_button)
        self.seal_button = role(QPushButton(translate(N_("Seal the minutes"))), "primary")
        self.seal_button.clicked.connect(self.seal_now)
        self.next_button = role(QPushButton(translate(N_("On to signing"))), "primary")
        self.next_button.clicked.connect(lambda: self._context.go_to("signing", ""))
        self.reopen_button = QPushButton(translate(N_("Reopen…")))
        self.reopen_button.clicked.connect(self.ask_reopen)
        self.print_button = QPushButton(translate(N_("Print…")))
        self.print_button.clicked.connect(self.ask_print)
        self.copy_button = QPushButton(translate(N_("Save a file to print…")))
        self.copy_button.clicked.connect(self.ask_copy)
        column.addWidget(self.seal_button)
        column.addWidget(self.next_button)
        column.addLayout(beside(self.print_button, self.copy_button, stretch=1))
        column.addWidget(self.reopen_button)
        column.addSpacing(GRID)
        self.review_title = role(words(translate(N_("Review before sealing"))), "heading")
        column.addWidget(self.review_title)
        column.addWidget(self.review)
        column.addStretch(1)
        side = QScrollArea()
        side.setWidgetResizable(True)
        side.setFrameShape(QFrame.Shape.NoFrame)
        side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        measure(side, least_width=SIDE_WIDTH)
        side.setWidget(inside)
        return side

    def _choose_mode(self, mode: SigningMode) -> None:
        if self._opened is not None:
            self._context.perform(set_value, self._opened.visit.id, "visit", "signing_mode", mode)

    def _enable(self) -> None:
        opened = self._opened
        if opened is None:
            return
        open_now = opened.stage is Stage.CHECKING
        self.seal_button.setVisible(open_now)
        self.seal_button.setEnabled(open_now and self._pdf is not None and not self.review.blocking)
        self.review_title.setVisible(open_now)
        self.next_button.setVisible(opened.stage in (Stage.SEALED, Stage.PRINTED, Stage.PARTLY_SIGNED))
        self.reopen_button.setVisible(not open_now)
        for button in (self.print_button, self.copy_button):
            button.setEnabled(self._pdf is not None)

    def _draw(self) -> None:
        opened = self._opened
        if opened is None or not self.isVisible() or self.reader is not None:
            return
        self._asked = opened
        visit_id = opened.visit.id
        if opened.stage is Stage.CHECKING:
            self._context.run_task("", partial(_review, visit_id), partial(self._reviewed, opened))
        self._context.run_task("", partial(_pdf, visit_id), partial(self._drawn, opened), self._undrawn)

    def _read(self) -> None:
        """The reading is over, or interrupted: what changed meanwhile is drawn now."""
        self.reader = None
        self._stale.start()

    def _reviewed(self, opened: OpenVisit, lines: tuple[ReviewLine, ...]) -> None:
        if opened is self._asked and self._opened is not None:
            self.review.show_lines(self._opened, lines)

    def _drawn(self, opened: OpenVisit, pdf: bytes) -> None:
        if opened is self._asked:
            self._pdf = pdf
            self.preview.show_pdf(pdf)
            self._enable()

    def _undrawn(self) -> None:
        self._pdf = None
        self.preview.show_pdf(None)
        self._enable()

    def _sealed(self, _changed: object) -> None:
        self._context.say(self._context.translate(N_("The minutes are sealed.")))
        self.next_button.setFocus()

    def _printed(self, opened: OpenVisit, pages: int) -> None:
        if not pages:
            return
        if opened.stage in (Stage.SEALED, Stage.PRINTED) and _in_ink(opened.version):
            self._context.perform(mark_printed, opened.visit.id)
        elif opened.stage is Stage.CHECKING:
            self._context.perform(draft_handed_out, opened.visit.id)
        self._context.say(
            self._context.translate(N_("Sent to the printer: {count} page(s).")).format(count=pages)
        )

    def _copied(self, target: Path) -> None:
        self._context.refresh()
        self._context.say(self._context.translate(N_("Saved as {path}")).format(path=target))

    def _state_line(self, version: Version, open_now: bool) -> str:
        translate = self._context.translate
        if open_now or version.seal is None:
            text = translate(N_("Draft no. {number}, not sealed")).format(number=version.drafts + 1)
        else:
            sealed: datetime = version.seal.sealed_at
            text = translate(STAGES[version.stage])
            text += "\n" + translate(N_("Sealed {at}, print code {code}")).format(
                at=moment_text(sealed), code=version.print_code
            )
        if version.number > 1:
            text += "\n" + translate(N_("Version {number}; the earlier one stays readable.")).format(
                number=version.number
            )
        return text


def _in_ink(version: Version) -> bool:
    return version.seal is not None and version.seal.mode is SigningMode.INK


def _pdf(visit_id: VisitId, workspace: Workspace, _task: Task) -> bytes:
    return current_pdf(workspace, visit_id)


def _review(visit_id: VisitId, workspace: Workspace, _task: Task) -> tuple[ReviewLine, ...]:
    return review(workspace, visit_id)


def _seal(visit_id: VisitId, reasons: dict[str, str], workspace: Workspace, _task: Task) -> object:
    return seal(workspace, visit_id, reasons)


def _copy(visit_id: VisitId, folder: Path, workspace: Workspace, _task: Task) -> Path:
    return save_plain_copy(workspace, visit_id, folder)


def _print(pdf: bytes, printer: QPrinter, _workspace: Workspace, task: Task) -> int:
    return print_pages(pdf, printer, task.progress, task.cancelled)
