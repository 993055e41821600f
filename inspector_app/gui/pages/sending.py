"""Step 6, Gửi: to a folder, the receipt back, or straight into the follow-up book of this computer."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from inspector_app.actions.office import enter_ledger
from inspector_app.actions.profile import import_profile, kept_profile
from inspector_app.actions.sending import delivered_files, deliveries, fetch_receipts, send_to_folder
from inspector_app.actions.visits import OpenVisit
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.authorities import grouped
from inspector_app.checklist.handover import Delivery, DeliveryState, Profile, signature_name
from inspector_app.checklist.practice import is_practice
from inspector_app.checklist.seal import Stage
from inspector_app.checklist.visit import VisitId
from inspector_app.errors import N_
from inspector_app.gui import theme
from inspector_app.gui.bridge import Context
from inspector_app.gui.dialogs.delivery import DeliveryDialog
from inspector_app.gui.dialogs.files import choose_file, choose_folder, read_chosen
from inspector_app.gui.tasks import Task
from inspector_app.gui.theme import GRID, Ink, role
from inspector_app.gui.widgets.empty import EmptyState, WithEmptyState
from inspector_app.gui.widgets.entries import moment_text
from inspector_app.gui.widgets.sections import Section, beside, discard, scrolled, words
from inspector_app.gui.words import DELIVERIES

SENDABLE = frozenset({Stage.SIGNED, Stage.SENT, Stage.RECEIVED})
UNSIGNED = N_("Nothing to send yet: the minutes must be signed first.")
PRACTISING = N_("This visit is for practising: it is sent to nobody and counted nowhere.")
MOST_PROFILE = 10_000_000
_SHAPES: dict[DeliveryState, tuple[str, Ink]] = {
    DeliveryState.QUEUED: ("open", "NEUTRAL"),
    DeliveryState.SENDING: ("partly", "FAIR"),
    DeliveryState.SENT: ("partly", "FAIR"),
    DeliveryState.RECEIVED: ("yes", "GOOD"),
    DeliveryState.REFUSED: ("no", "POOR"),
}


class SendingPage(QWidget):
    """Where the signed visit goes, where each delivery stands, and what the office said."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        translate = context.translate
        self._opened: OpenVisit | None = None
        self.folder: Path | None = None
        self.rows: list[QFrame] = []
        area = scrolled(self._sending(), self._listing(), self._here(), self._office())
        empty = EmptyState(
            translate(UNSIGNED),
            translate(N_("To signing")),
        )
        empty.wanted.connect(lambda: context.go_to("signing", ""))
        self._stack = WithEmptyState(area, empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    def show_visit(self, opened: OpenVisit | None) -> None:
        """Show the visit as it stands."""
        if opened is None or self._opened is None or opened.visit.id != self._opened.visit.id:
            self.folder = None
        self._opened = opened
        practising = opened is not None and is_practice(opened.visit.id)
        sentence = PRACTISING if practising else UNSIGNED
        self._stack.empty.sentence.setText(self._context.translate(sentence))
        self._stack.show_content(opened is not None and opened.stage in SENDABLE and not practising)
        if opened is None or self._stack.is_empty:
            return
        profile = self._context.ask(kept_profile)
        sent = self._context.ask(deliveries, opened.visit.id) or ()
        self._choose_by_itself(sent, profile)
        self._show_folder()
        state = sent[-1].state if sent else None
        self.state.setText(self._context.translate(DELIVERIES[state]))
        shape, ink = _SHAPES[state] if state is not None else ("open", "NEUTRAL")
        theme.show_icon(self._shape, shape, ink)
        self.receipt_button.setEnabled(any(one.state is not DeliveryState.QUEUED for one in sent))
        self._show_rows(sent)
        name = profile.office if profile is not None else None
        self._office_name.setText(
            self._context.translate(N_("Receipts are believed from: {name}.")).format(name=name)
            if name
            else self._context.translate(
                N_("No office profile yet: sending works, receipts cannot be checked until it is imported.")
            )
        )

    def reveal(self, _entity: str, _field: str) -> None:
        """Bring the next thing to do into reach."""
        (self._stack.empty.button if self._stack.is_empty else self.send_button).setFocus()

    def choose(self, folder: Path) -> None:
        """Send to this folder from now on."""
        self.folder = folder
        self._context.last_folder = folder
        self._show_folder()

    def send(self) -> None:
        """Send the signed version to the chosen folder; again it changes nothing."""
        if self._opened is None:
            return
        if self.folder is None:
            self._ask_folder()
        if self.folder is not None:
            self.send_button.setEnabled(False)
            self._context.run_task(
                self._context.translate(N_("Sending")),
                partial(_send, self._opened.visit.id, self.folder),
                self._sent,
                self._context.refresh,
            )

    def fetch(self) -> None:
        """Look for receipts where the visit was sent."""
        if self._opened is not None:
            title = self._context.translate(N_("Fetching the receipt"))
            self._context.run_task(
                title, partial(_fetch, self._opened.visit.id), self._fetched, self._context.refresh
            )

    def enter_here(self) -> None:
        """Enter the signed visit into this computer's own follow-up book."""
        if self._opened is not None:
            title = self._context.translate(N_("Entering into the follow-up book"))
            self._context.run_task(title, partial(_enter, self._opened.visit.id), self._entered)

    def take_profile(self, path: Path) -> None:
        """Import an office's profile with the signature file beside it."""
        title = self._context.translate(N_("Importing the office profile"))
        self._context.run_task(title, partial(_take_profile, path), lambda _profile: self._context.refresh())

    def show_details(self, delivery: Delivery) -> None:
        """What a delivery holds, by hash, and what the office said of it."""
        files = self._context.ask(delivered_files, delivery) or ()
        DeliveryDialog(self._context, delivery, files, self).open()

    def _sending(self) -> Section:
        translate = self._context.translate
        section = Section(translate(N_("Send to the office")), 1)
        self._shape = QLabel()
        self.state = role(words(), "title")
        section.add_wide(beside(self._shape, self.state, stretch=1))
        chosen = QWidget()
        row = QHBoxLayout(chosen)
        row.setContentsMargins(0, 0, 0, 0)
        self._folder_name = words()
        choose = QPushButton(translate(N_("Choose a folder…")))
        choose.clicked.connect(self._ask_folder)
        row.addWidget(self._folder_name, 1)
        row.addWidget(choose)
        chosen.setFocusProxy(choose)
        section.add(translate(N_("Folder: a share, a mapped drive or a USB stick")), chosen)
        choose.setAccessibleName(choose.text())
        self.send_button = role(QPushButton(translate(N_("Send"))), "primary")
        self.send_button.clicked.connect(self.send)
        self.receipt_button = QPushButton(translate(N_("Fetch the receipt")))
        self.receipt_button.clicked.connect(self.fetch)
        section.add_wide(beside(self.send_button, self.receipt_button, None))
        kept = N_("Sending copies. Nothing is removed from this computer, not even after the receipt.")
        section.add_wide(role(words(translate(kept)), "soft"))
        return section

    def _listing(self) -> Section:
        translate = self._context.translate
        section = Section(translate(N_("Deliveries")), 1)
        inside = QWidget()
        self._rows = QVBoxLayout(inside)
        self._rows.setContentsMargins(0, 0, 0, 0)
        empty = EmptyState(
            translate(N_("This visit was not sent anywhere yet.")), translate(N_("Choose a folder…"))
        )
        empty.wanted.connect(self._ask_folder)
        self.listing = WithEmptyState(inside, empty)
        section.add_wide(self.listing)
        return section

    def _here(self) -> Section:
        translate = self._context.translate
        section = Section(translate(N_("This computer is the office")), 1)
        text = N_("Where one computer is laptop and office, the visit goes straight into the follow-up book.")
        section.add_wide(words(translate(text)))
        self.enter_button = QPushButton(translate(N_("Enter into the follow-up book on this computer")))
        self.enter_button.clicked.connect(self.enter_here)
        section.add_wide(beside(self.enter_button, None))
        return section

    def _office(self) -> Section:
        translate = self._context.translate
        section = Section(translate(N_("The office and its receipts")), 1)
        self._office_name = words()
        section.add_wide(self._office_name)
        own = grouped(self._context.workspace.device_id)
        text = translate(
            N_("Fingerprint of this computer's key, which the office compares once: {fingerprint}")
        )
        self.fingerprint = words(text.format(fingerprint=own))
        section.add_wide(self.fingerprint)
        button = role(QPushButton(translate(N_("Import the office profile…"))), "quiet")
        button.clicked.connect(self._ask_profile)
        section.add_wide(beside(button, None))
        return section

    def _choose_by_itself(self, sent: tuple[Delivery, ...], profile: Profile | None) -> None:
        """The folder of the last delivery, else the office's; one that files were saved in is not meant."""
        if self.folder is None:
            destinations = profile.destinations if profile is not None else ()
            known = [one.destination for one in sent[-1:]] or list(destinations[:1])
            self.folder = Path(known[0]) if known else None

    def _show_folder(self) -> None:
        none = self._context.translate(N_("None chosen yet"))
        self._folder_name.setText(str(self.folder) if self.folder is not None else none)
        self.send_button.setEnabled(True)

    def _show_rows(self, sent: tuple[Delivery, ...]) -> None:
        for old in self.rows:
            self._rows.removeWidget(old)
            discard(old)
        self.rows = [self._row(delivery) for delivery in reversed(sent)]
        for row in self.rows:
            self._rows.addWidget(row)
        self.listing.show_content(bool(sent))

    def _row(self, delivery: Delivery) -> QFrame:
        translate = self._context.translate
        frame = QFrame()
        row = QHBoxLayout(frame)
        row.setContentsMargins(0, GRID // 2, 0, GRID // 2)
        shape, ink = _SHAPES[delivery.state]
        picture = QLabel()
        theme.show_icon(picture, shape, ink)
        text = translate(N_("{state} · version {version} · {at}")).format(
            state=translate(DELIVERIES[delivery.state]),
            version=delivery.version,
            at=moment_text(delivery.changed_at),
        )
        details = role(QPushButton(translate(N_("Details…"))), "quiet")
        details.setAccessibleName(f"{details.text()} {text}")
        details.clicked.connect(lambda: self.show_details(delivery))
        row.addWidget(picture)
        row.addWidget(words(f"{text}\n{delivery.destination}"), 1)
        row.addWidget(details)
        return frame

    def _ask_folder(self) -> None:
        title = self._context.translate(N_("Choose the folder to send to"))
        if (folder := choose_folder(self._context, self, title)) is not None:
            self.choose(folder)

    def _ask_profile(self) -> None:
        translate = self._context.translate
        title = translate(N_("Choose the profile file of the office"))
        if (
            path := choose_file(self._context, self, title, translate(N_("Office profile")), "*.json")
        ) is not None:
            self.take_profile(path)

    def _sent(self, delivery: Delivery) -> None:
        self._context.announce(delivery)
        self._context.say(
            self._context.translate(N_("Sent to {folder}.")).format(folder=delivery.destination)
        )

    def _fetched(self, found: tuple[Delivery, ...]) -> None:
        self._context.announce(found)
        there = any(one.receipt is not None for one in found)
        text = N_("The receipt is here.") if there else N_("No receipt is there yet.")
        self._context.say(self._context.translate(text))

    def _entered(self, _result: object) -> None:
        self._context.say(self._context.translate(N_("Entered into the follow-up book of this computer.")))


def _send(visit_id: VisitId, folder: Path, workspace: Workspace, task: Task) -> Delivery:
    return send_to_folder(workspace, visit_id, folder, task.progress, task.cancelled)


def _fetch(visit_id: VisitId, workspace: Workspace, _task: Task) -> tuple[Delivery, ...]:
    return fetch_receipts(workspace, visit_id)


def _enter(visit_id: VisitId, workspace: Workspace, _task: Task) -> object:
    return enter_ledger(workspace, visit_id)


def _take_profile(path: Path, workspace: Workspace, _task: Task) -> Profile:
    beside = path.with_name(signature_name(path.name))
    return import_profile(workspace, read_chosen(path, MOST_PROFILE), read_chosen(beside, MOST_PROFILE))
