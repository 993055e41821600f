"""Văn phòng: visits received, laptops waiting to be accepted, and the follow-up book until all is fixed."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from inspector_app.actions import office
from inspector_app.actions.visits import OpenVisit
from inspector_app.actions.workspace import Changed, Workspace
from inspector_app.checklist.authorities import grouped
from inspector_app.checklist.handover import (
    KnownDevice,
    LedgerFinding,
    LedgerVisit,
    Received,
    Reception,
)
from inspector_app.checklist.verdict import Integrity, Trust
from inspector_app.checklist.visit import SigningMode
from inspector_app.errors import N_
from inspector_app.gui import theme
from inspector_app.gui.bridge import Context
from inspector_app.gui.dialogs.delivery import RECEPTIONS
from inspector_app.gui.dialogs.device import DeviceDialog
from inspector_app.gui.dialogs.files import choose_folder
from inspector_app.gui.tasks import Task
from inspector_app.gui.theme import GRID, Ink, role
from inspector_app.gui.widgets.empty import EmptyState, WithEmptyState
from inspector_app.gui.widgets.entries import moment_text
from inspector_app.gui.widgets.fitting import TurningRow
from inspector_app.gui.widgets.follow_up_acts import FollowUpActs
from inspector_app.gui.widgets.follow_up_book import FollowUpBook
from inspector_app.gui.widgets.sections import discard, scrolled, words
from inspector_app.i18n import explain

OWN_TABS = 3


def _units(context: Context) -> QWidget:
    from inspector_app.gui.panels.units import UnitsPanel

    return UnitsPanel(context)


def _plan(context: Context) -> QWidget:
    from inspector_app.gui.panels.plan import PlanPanel

    return PlanPanel(context)


def _points(context: Context) -> QWidget:
    from inspector_app.gui.panels.score_tables import ScoreTablesPanel

    return ScoreTablesPanel(context)


def _checklists(context: Context) -> QWidget:
    from inspector_app.gui.panels.checklists import ChecklistsPanel

    return ChecklistsPanel(context)


def _trust(context: Context) -> QWidget:
    from inspector_app.gui.panels.trust import TrustPanel

    return TrustPanel(context)


PANELS: tuple[tuple[str, Callable[[Context], QWidget]], ...] = (
    (N_("Units"), _units),
    (N_("Yearly plan"), _plan),
    (N_("Checklists"), _checklists),
    (N_("Tables of points"), _points),
    (N_("Trusted certificates"), _trust),
)
"""Title and maker of each further tab; the maker imports its module, so that nothing is loaded unseen.
A panel is read anew by its `refresh()`."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """All that the page shows, read beside the window."""

    findings: tuple[LedgerFinding, ...] = ()
    visits: tuple[LedgerVisit, ...] = ()
    held: tuple[Received, ...] = ()
    devices: tuple[KnownDevice, ...] = ()


LEAST_TITLE = 20 * GRID
"""Width that the page's name keeps beside its act."""


class OfficePage(QWidget):
    """Three tabs: the follow-up book, what was received, the laptops."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        translate = context.translate
        self.ledger = Ledger()
        self.visit_rows: list[QFrame] = []
        self.device_rows: list[QFrame] = []
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.book = FollowUpBook(context)
        self.acts = FollowUpActs(context, self.book, self)
        self.book.receive_asked.connect(self._ask_receive)
        self.book.refilter_asked.connect(self.refresh)
        self.received, self._received_rows = self._list(
            N_("Nothing was received yet."), N_("Receive from a folder or stick…"), self._ask_receive
        )
        self.laptops, self._device_rows = self._list(
            N_("No laptop has sent anything yet."), N_("Receive from a folder or stick…"), self._ask_receive
        )
        for part, title in (
            (self.book, N_("Follow-up book")),
            (self.received, N_("Received visits")),
            (self.laptops, N_("Laptops")),
        ):
            self.tabs.addTab(part, translate(title))
        self._panels: dict[int, QWidget] = {}
        self._places = [QWidget() for _ in PANELS]
        for place, (title, _make) in zip(self._places, PANELS, strict=True):
            self.tabs.addTab(place, translate(title))
        self.tabs.currentChanged.connect(self._tab_shown)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._head())
        whole.addWidget(self.tabs, 1)
        context.changed.connect(self._changed)

    def show_visit(self, _opened: OpenVisit | None) -> None:
        """The office's side is the same whatever visit is open."""
        self.refresh()

    def refresh(self) -> None:
        """Read the ledger anew, beside the window."""
        settled = not self.book.open_only.isChecked()
        self._context.run_task("", partial(_read, settled), self._show)

    def _tab_shown(self, index: int) -> None:
        """A further tab is made at first sight and read anew at every one."""
        own = index - OWN_TABS
        if own < 0:
            return
        if own not in self._panels:
            panel = PANELS[own][1](self._context)
            self._panels[own] = panel
            column = QVBoxLayout(self._places[own])
            column.setContentsMargins(0, 0, 0, 0)
            column.addWidget(panel)
        self._panels[own].refresh()  # type: ignore[attr-defined]

    def show_panel(self, title: str) -> QWidget:
        """Turn to a further tab, by its msgid in PANELS, made now if it was not seen yet."""
        own = [name for name, _make in PANELS].index(title)
        self.tabs.setCurrentIndex(OWN_TABS + own)
        return self._panels[own]

    def receive_from(self, inbox: Path) -> None:
        """Look at every parcel in a folder; looking again adds nothing."""
        title = self._context.translate(N_("Receiving visits"))
        self._context.run_task(title, partial(_receive, inbox), self._received, self.refresh)

    def accept(self, device: KnownDevice) -> None:
        """Take this laptop's parcels from the next look on."""
        title = self._context.translate(N_("Accepting the laptop"))
        self._context.run_task(title, partial(_accept, device.fingerprint), self._accepted)

    def _head(self) -> QHBoxLayout:
        translate = self._context.translate
        self.receive_button = QPushButton(translate(N_("Receive from a folder or stick…")))
        self.receive_button.clicked.connect(self._ask_receive)
        title = role(words(translate(N_("Office"))), "title")
        turning = TurningRow(title, LEAST_TITLE)
        turning.add_act(self.receive_button)
        row = QHBoxLayout()
        row.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, GRID)
        row.addWidget(turning)
        return row

    def _list(self, sentence: str, act: str, wanted: object) -> tuple[WithEmptyState, QVBoxLayout]:
        translate = self._context.translate
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(GRID)
        empty = EmptyState(translate(sentence), translate(act))
        empty.wanted.connect(wanted)
        return WithEmptyState(scrolled(inside), empty), rows

    def _show(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.book.show_findings(ledger.findings, self._context.workspace.clock.now().date())
        self._show_received(ledger)
        self._show_devices(ledger.devices)
        waiting = sum(device.accepted_at is None for device in ledger.devices)
        title = self._context.translate(N_("Laptops"))
        self.tabs.setTabText(2, f"{title} ({waiting})" if waiting else title)

    def _show_received(self, ledger: Ledger) -> None:
        translate = self._context.translate
        rows = []
        for one in ledger.held:
            waits = one.reception is Reception.WAITING_FOR_CLERK
            text = translate(
                RECEPTIONS[one.reception] if not waits else N_("Waiting until its laptop is accepted")
            )
            if one.problem is not None and not waits:
                text = translate(N_("Set apart because {code}")).format(code=one.problem)
            lines = [one.manifest_sha256[:12]]
            if not waits:
                lines = [one.unit or lines[0], self._reason_words(one)]
            shape: tuple[str, Ink] = ("warning", "FAIR") if waits else ("no", "POOR")
            rows.append(self._row(shape, text, [line for line in lines if line]))
        for visit in ledger.visits:
            lines = [
                " · ".join(part for part in (visit.unit or "…", visit.title) if part),
                self._signed_words(visit),
                translate(N_("Received {at} · shortcomings: {count}, not settled: {unsettled}")).format(
                    at=moment_text(visit.received_at), count=visit.findings, unsettled=visit.unsettled
                ),
            ]
            rows.append(self._row(("yes", "GOOD"), translate(N_("Entered into the follow-up book")), lines))
        self.visit_rows = self._replace(self._received_rows, self.visit_rows, rows)
        self.received.show_content(bool(rows))

    def _reason_words(self, one: Received) -> str:
        """Why a parcel was set apart and what to do; empty where nothing is said of it."""
        if one.explanation is None:
            return ""
        told = explain(one.explanation.error(), self._context.translate)
        return f"{told.what} {told.why} {told.todo}"

    def _signed_words(self, visit: LedgerVisit) -> str:
        """How the minutes are signed; ink is never called a valid digital signature."""
        translate = self._context.translate
        if visit.mode is SigningMode.INK:
            return translate(N_("Signed by hand"))
        if visit.integrity is not Integrity.INTACT:
            return translate(N_("Digital signatures do not hold"))
        if visit.trust is Trust.TRUSTED:
            return translate(N_("Digital signatures intact and trusted"))
        return translate(N_("Digital signatures intact, origin not confirmed"))

    def _show_devices(self, devices: tuple[KnownDevice, ...]) -> None:
        translate = self._context.translate
        rows = []
        for device in sorted(devices, key=lambda own: own.accepted_at is not None):
            waits = device.accepted_at is None
            text = translate(N_("Waiting to be accepted") if waits else N_("Accepted"))
            shape: tuple[str, Ink] = ("warning", "FAIR") if waits else ("yes", "GOOD")
            row = self._row(shape, text, [device.name, grouped(device.fingerprint)])
            if waits:
                button = QPushButton(translate(N_("Accept…")))
                button.setAccessibleName(f"{button.text()} {device.name}")
                button.clicked.connect(partial(self._ask_accept, device))
                layout = row.layout()
                if layout is not None:
                    layout.addWidget(button)
            rows.append(row)
        self.device_rows = self._replace(self._device_rows, self.device_rows, rows)
        self.laptops.show_content(bool(rows))

    def _row(self, shape: tuple[str, Ink], state: str, lines: list[str]) -> QFrame:
        frame = role(QFrame(), "card")
        row = QHBoxLayout(frame)
        row.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        picture = QLabel()
        theme.show_icon(picture, *shape)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.addWidget(role(words(lines[0]), "heading"))
        column.addWidget(words(state))
        for line in lines[1:]:
            column.addWidget(role(words(line), "soft"))
        row.addLayout(column, 1)
        return frame

    def _replace(self, layout: QVBoxLayout, old: list[QFrame], new: list[QFrame]) -> list[QFrame]:
        for row in old:
            layout.removeWidget(row)
            discard(row)
        for row in new:
            layout.addWidget(row)
        return new

    def _changed(self, changed: Changed) -> None:
        if changed.ledger and self.isVisible():
            self.refresh()

    def _ask_receive(self) -> None:
        title = self._context.translate(N_("Choose the folder that laptops send to"))
        if (folder := choose_folder(self._context, self, title)) is not None:
            self.receive_from(folder)

    def _ask_accept(self, device: KnownDevice) -> None:
        if DeviceDialog(self._context, device, self).exec():
            self.accept(device)

    def _received(self, found: tuple[Received, ...]) -> None:
        self._context.announce(Changed(ledger=True))
        taken = sum(one.reception is Reception.RECEIVED and one.new for one in found)
        sentence = N_("Looked at {count} parcel(s): {taken} newly entered.")
        self._context.say(self._context.translate(sentence).format(count=len(found), taken=taken))
        if any(one.reception is Reception.WAITING_FOR_CLERK for one in found):
            self.tabs.setCurrentWidget(self.laptops)

    def _accepted(self, _result: object) -> None:
        self._context.announce(Changed(ledger=True))
        text = N_("Accepted. Receive from the folder once more to take its visits.")
        self._context.say(self._context.translate(text))


def _read(settled: bool, workspace: Workspace, _task: Task) -> Ledger:
    folder = office.ledger_folder(workspace)
    if not folder.is_dir():
        return Ledger()
    return Ledger(
        office.ledger_findings(folder, settled=settled),
        office.ledger_visits(folder),
        office.held(folder),
        office.devices(folder),
    )


def _receive(inbox: Path, workspace: Workspace, task: Task) -> tuple[Received, ...]:
    folder = office.open_local_ledger(workspace)

    def between_parcels(done: int, total: int) -> None:
        task.progress(done, total)
        task.stop_if_cancelled()

    return office.receive(folder, inbox, between_parcels, workspace.clock.now())


def _accept(fingerprint: str, workspace: Workspace, _task: Task) -> None:
    office.accept_device(office.ledger_folder(workspace), fingerprint, workspace.clock.now())
