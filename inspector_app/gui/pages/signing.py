"""Step 5, Ký: by hand on two paper copies, or three certificate files one after another; and checking any file."""

from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from inspector_app.actions.minutes import current_pdf
from inspector_app.actions.sealing import attach_scan, mark_printed, sign_in_ink
from inspector_app.actions.signing import Verification, sign, signing_places, verify
from inspector_app.actions.visits import OpenVisit
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.seal import Stage
from inspector_app.checklist.verdict import SignerRole
from inspector_app.checklist.visit import SigningMode, VisitId
from inspector_app.errors import N_, UserError, VisitError
from inspector_app.gui.bridge import Context
from inspector_app.gui.dialogs.files import choose_file, read_chosen
from inspector_app.gui.dialogs.verification import VerificationDialog
from inspector_app.gui.tasks import Task
from inspector_app.gui.theme import GRID, role
from inspector_app.gui.widgets.empty import EmptyState, WithEmptyState
from inspector_app.gui.widgets.ink_panel import InkPanel
from inspector_app.gui.widgets.sections import Section, discard, scrolled, words
from inspector_app.gui.widgets.signing_place import SigningPlaceCard
from inspector_app.gui.widgets.verdict_view import VerificationView
from inspector_app.gui.words import STAGES

MOST_CERTIFICATE = 1_000_000
MOST_PICTURE = 10_000_000
MOST_SCAN = 100_000_000
MOST_PDF = 200_000_000
"""Bytes; what is larger is no such file."""


class SigningPage(QWidget):
    """The panel of the chosen way; before Chốt a sentence and the way to it."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        translate = context.translate
        self._opened: OpenVisit | None = None
        self._checked: str | None = None
        self.cards: dict[SignerRole, SigningPlaceCard] = {}
        self._cards_of: tuple[object, ...] = ()
        self.verification: VerificationView | None = None
        self.ink = InkPanel(context)
        self.ink.printed.connect(self.record_printed)
        self.ink.signed.connect(self.record_ink)
        self.ink.scan_chosen.connect(self.add_scan)
        self.digital = QWidget()
        self._cards = QVBoxLayout(self.digital)
        self._cards.setContentsMargins(0, 0, 0, 0)
        self._cards.setSpacing(2 * GRID)
        self._result = Section(translate(N_("What the signed file proves")), 1)
        self._area = scrolled(self._head(), self.ink, self.digital, self._result)
        empty = EmptyState(
            translate(N_("Nothing to sign yet: seal the minutes at step 4 first.")),
            translate(N_("To the minutes")),
        )
        empty.wanted.connect(lambda: context.go_to("minutes", ""))
        self._stack = WithEmptyState(self._area, empty)
        foot = QHBoxLayout()
        foot.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        self.check_button = role(QPushButton(translate(N_("Check the signatures of a file…"))), "quiet")
        self.check_button.clicked.connect(self._ask_check)
        foot.addWidget(self.check_button)
        foot.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._stack, 1)
        whole.addLayout(foot)

    def show_visit(self, opened: OpenVisit | None) -> None:
        """Show the visit as it stands."""
        self._opened = opened
        version = opened.version if opened is not None else None
        sealed = version is not None and not version.open
        self._stack.show_content(sealed)
        if opened is None or version is None or version.seal is None or not sealed:
            self._checked = None
            self._show_result(None)
            return
        self._state.setText(self._context.translate(STAGES[version.stage]))
        self._code.setText(self._context.translate(N_("Print code {code}")).format(code=version.print_code))
        ink = version.seal.mode is SigningMode.INK
        self.ink.setVisible(ink)
        self.digital.setVisible(not ink)
        places = self._context.ask(signing_places, opened.visit.id) or ()
        self._next.setVisible(version.stage is Stage.SIGNED)
        if ink:
            self.ink.show_visit(opened, places)
            self._show_result(None)
            return
        of = (opened.visit.id, version.number, tuple((place.role, place.person) for place in places))
        if of != self._cards_of:
            self._cards_of = of
            for old in self.cards.values():
                self._cards.removeWidget(old)
                discard(old)
            self.cards = {}
            for place in places:
                card = SigningPlaceCard(self._context, place)
                card.ready.connect(partial(self.sign_place, place.role))
                self.cards[place.role] = card
                self._cards.addWidget(card)
        for place in places:
            self.cards[place.role].show_place(place)
        self._verify(opened, bool(version.signatures))

    def reveal(self, _entity: str, _field: str) -> None:
        """Bring the next thing to do into reach."""
        if self._stack.is_empty:
            self._stack.empty.button.setFocus()
            return
        for card in self.cards.values():
            if card.certificate_button.isVisible():
                card.certificate_button.setFocus()
                self._area.ensureWidgetVisible(card)
                return

    def record_printed(self) -> None:
        """Đã in, chờ ký tay."""
        if self._opened is not None:
            self._context.perform(mark_printed, self._opened.visit.id)

    def record_ink(self) -> None:
        """Đã ký tay, by those ticked."""
        opened, at = self._opened, self.ink.signed_at
        if opened is None:
            return
        if at is None or not self.ink.chosen:
            self._context.report(_ink_incomplete())
            return
        self._context.run_task(
            self._context.translate(N_("Recording the signatures by hand")),
            partial(_record_ink, opened.visit.id, self.ink.chosen, at, self.ink.scan),
            lambda _changed: self._next.setFocus(),
        )

    def add_scan(self, path: Path) -> None:
        """Keep a scan after the signing was recorded."""
        if self._opened is not None:
            title = self._context.translate(N_("Keeping the scan"))
            self._context.run_task(title, partial(_attach, self._opened.visit.id, path))

    def sign_place(self, signer: SignerRole) -> None:
        """Sign one place with what its card holds; the password leaves the card at once."""
        card = self.cards[signer]
        if self._opened is None or card.certificate is None:
            return
        card.sign_button.setEnabled(False)
        job = partial(
            _sign, self._opened.visit.id, signer, card.certificate, card.take_password(), card.picture
        )
        self._context.run_task(self._context.translate(N_("Signing")), job, None, card.password.setFocus)

    def check_file(self, path: Path) -> None:
        """Check any PDF and show what it proves."""
        self._context.run_task(
            self._context.translate(N_("Checking signatures")),
            partial(_check_file, path),
            partial(self._show_file, path),
        )

    def _head(self) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        self._state = role(words(), "title")
        self._code = role(words(), "soft")
        column = QVBoxLayout()
        column.addWidget(self._state)
        column.addWidget(self._code)
        row.addLayout(column, 1)
        self._next = role(QPushButton(self._context.translate(N_("On to sending"))), "primary")
        self._next.clicked.connect(lambda: self._context.go_to("sending", ""))
        row.addWidget(self._next)
        return head

    def _verify(self, opened: OpenVisit, signed: bool) -> None:
        if not signed:
            self._checked = None
            self._show_result(None)
        elif opened.version.file_sha256 != self._checked:
            self._checked = opened.version.file_sha256
            job = partial(_check_visit, opened.visit.id)
            self._context.run_task("", job, partial(self._verified, opened.version.file_sha256))

    def _verified(self, file_sha256: str | None, found: Verification) -> None:
        if file_sha256 == self._checked:
            self._show_result(found)

    def _show_result(self, found: Verification | None) -> None:
        discard(self.verification)
        self.verification = None
        self._result.setVisible(found is not None)
        if found is not None:
            self.verification = VerificationView(self._context, found)
            self._result.add_wide(self.verification)

    def _ask_check(self) -> None:
        translate = self._context.translate
        title = translate(N_("Choose a signed PDF file"))
        path = choose_file(self._context, self, title, translate(N_("PDF files")), "*.pdf *.PDF")
        if path is not None:
            self.check_file(path)

    def _show_file(self, path: Path, found: Verification) -> None:
        VerificationDialog(self._context, path.name, found, self).open()


def _ink_incomplete() -> UserError:
    return VisitError(
        "INK-WHO",
        N_("The signatures by hand were not recorded."),
        why=N_("Nobody is ticked, or the time cannot be read."),
        todo=N_("Tick who signed on paper and type the time as day/month/year hour:minute."),
    )


def _record_ink(
    visit_id: VisitId,
    signers: tuple[SignerRole, ...],
    at: datetime,
    scan: Path | None,
    workspace: Workspace,
    _task: Task,
) -> object:
    data = read_chosen(scan, MOST_SCAN) if scan is not None else None
    return sign_in_ink(workspace, visit_id, signers, at, data)


def _attach(visit_id: VisitId, scan: Path, workspace: Workspace, _task: Task) -> object:
    return attach_scan(workspace, visit_id, read_chosen(scan, MOST_SCAN))


def _sign(
    visit_id: VisitId,
    signer: SignerRole,
    certificate: Path,
    password: str,
    picture: Path | None,
    workspace: Workspace,
    _task: Task,
) -> object:
    drawn = read_chosen(picture, MOST_PICTURE) if picture is not None else None
    return sign(workspace, visit_id, signer, read_chosen(certificate, MOST_CERTIFICATE), password, drawn)


def _check_visit(visit_id: VisitId, workspace: Workspace, _task: Task) -> Verification:
    return verify(workspace.folder, current_pdf(workspace, visit_id))


def _check_file(path: Path, workspace: Workspace, _task: Task) -> Verification:
    return verify(workspace.folder, read_chosen(path, MOST_PDF))
