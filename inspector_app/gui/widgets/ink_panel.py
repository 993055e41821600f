"""Signing by hand: printed, signed by whom and when, the scan now or later."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from inspector_app.actions.signing import SigningPlace
from inspector_app.actions.visits import OpenVisit
from inspector_app.checklist.seal import Stage
from inspector_app.checklist.verdict import SignerRole
from inspector_app.clock import ZONE
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.dialogs.files import choose_file
from inspector_app.gui.theme import GRID, role
from inspector_app.gui.widgets.entries import MomentEntry, moment_text
from inspector_app.gui.widgets.sections import Section, beside, discard, empty_out, words
from inspector_app.gui.widgets.verdict_view import SIGNERS, mark

SCANS = "*.pdf *.png *.jpg *.jpeg *.PDF *.PNG *.JPG *.JPEG"


class InkPanel(QWidget):
    """Three steps one below another; each says whether it is done."""

    printed = Signal()
    signed = Signal()
    scan_chosen = Signal(object)
    """Path of a scan added after the signing was recorded."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.scan: Path | None = None
        self._version: tuple[str, int] | None = None
        self.signers: dict[SignerRole, QCheckBox] = {}
        self._print = self._print_section()
        self._sign = self._sign_section()
        self._scan = self._scan_section()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        for part in (self._print, self._sign, self._scan):
            column.addWidget(part)

    def show_visit(self, opened: OpenVisit, places: tuple[SigningPlace, ...]) -> None:
        """Show how far the ink way has come."""
        version = opened.version
        translate = self._context.translate
        done = version.ink is not None
        if self._version != (opened.visit.id, version.number) or done:
            self._version = (opened.visit.id, version.number)
            self._fill(places, ticked=version.ink.signers if version.ink else None)
            self.at.show_value(version.ink.signed_at if version.ink else self._context.workspace.clock.now())
            self.choose_scan(None)
        printed = version.printed_at
        self._set_state(
            self._print_state,
            translate(N_("Printed at {at}")).format(at=moment_text(printed))
            if printed
            else translate(N_("Printed") if version.ink else N_("Not printed yet")),
            printed is not None or version.ink is not None,
        )
        self.printed_button.setVisible(version.stage is Stage.SEALED)
        self._set_state(
            self._sign_state,
            translate(N_("Signed by hand at {at}")).format(at=moment_text(version.ink.signed_at))
            if version.ink
            else translate(N_("Not signed")),
            done,
        )
        for box in self.signers.values():
            box.setEnabled(not done)
        self.at.set_locked(done)
        self._first_scan.setVisible(not done)
        self._scan_label.setVisible(not done)
        self.sign_button.setVisible(not done)
        kept = version.ink is not None and version.ink.scan_sha256 is not None
        self._scan.setVisible(done)
        self._set_state(
            self._scan_state,
            translate(N_("The scan is kept")) if kept else translate(N_("No scan yet; it may come later")),
            kept,
        )

    @property
    def chosen(self) -> tuple[SignerRole, ...]:
        return tuple(signer for signer, box in self.signers.items() if box.isChecked())

    @property
    def signed_at(self) -> datetime | None:
        try:
            value = self.at.parse(self.at.text())
        except ValueError:
            return None
        return value if isinstance(value, datetime) else None

    def choose_scan(self, path: Path | None) -> None:
        """Keep this scan when the signing is recorded, or none."""
        self.scan = path
        none = self._context.translate(N_("None; it may come later"))
        self._scan_name.setText(path.name if path is not None else none)

    def _print_section(self) -> Section:
        translate = self._context.translate
        section = Section(translate(N_("1. Two paper copies")), 1)
        self._print_state = QHBoxLayout()
        section.add_wide(
            words(
                translate(
                    N_(
                        "Print at step 4, or save the file there and print it elsewhere. One copy stays with each side."
                    )
                )
            )
        )
        back = QPushButton(translate(N_("To the minutes")))
        back.clicked.connect(lambda: self._context.go_to("minutes", ""))
        self.printed_button = role(QPushButton(translate(N_("Printed, now waiting for ink"))), "primary")
        self.printed_button.clicked.connect(self.printed)
        section.add_wide(beside(self._print_state, None, back, self.printed_button))
        return section

    def _sign_section(self) -> Section:
        translate = self._context.translate
        section = Section(translate(N_("2. Signatures by hand")), 2)
        self._sign_state = QHBoxLayout()
        section.add_wide(beside(self._sign_state, None))
        self._boxes = QVBoxLayout()
        section.add_wide(role(words(translate(N_("Tick who signed on paper"))), "label"))
        section.add_wide(self._boxes)
        self.at = MomentEntry(ZONE)
        fault = translate(N_("Type day/month/year hour:minute, such as 06/6/2026 08:30."))
        section.add(translate(N_("Signed at")), self.at, 1, fault)
        self._first_scan = QWidget()
        row = QHBoxLayout(self._first_scan)
        row.setContentsMargins(0, 0, 0, 0)
        self._scan_name = words()
        choose = QPushButton(translate(N_("Choose…")))
        choose.clicked.connect(lambda: self.choose_scan(self._ask()))
        row.addWidget(self._scan_name, 1)
        row.addWidget(choose)
        self._first_scan.setFocusProxy(choose)
        label = translate(N_("Scan of the signed copy"))
        self._scan_label = section.add(label, self._first_scan)
        choose.setAccessibleName(f"{label}: {choose.text()}")
        self.sign_button = role(QPushButton(translate(N_("Record as signed by hand"))), "primary")
        self.sign_button.clicked.connect(self.signed)
        section.add_wide(beside(None, self.sign_button))
        return section

    def _scan_section(self) -> Section:
        translate = self._context.translate
        section = Section(translate(N_("3. Scan of the signed copy")), 1)
        self._scan_state = QHBoxLayout()
        button = QPushButton(translate(N_("Add the scan…")))
        button.clicked.connect(self._ask_late)
        section.add_wide(beside(self._scan_state, None, button))
        return section

    def _fill(self, places: tuple[SigningPlace, ...], ticked: tuple[SignerRole, ...] | None) -> None:
        for box in self.signers.values():
            self._boxes.removeWidget(box)
            discard(box)
        self.signers = {}
        for place in places:
            name = place.person.name if place.person is not None and place.person.name else "…"
            box = QCheckBox(f"{self._context.translate(SIGNERS[place.role])} · {name}")
            box.setChecked(ticked is None or place.role in ticked)
            self.signers[place.role] = box
            self._boxes.addWidget(box)

    def _set_state(self, row: QHBoxLayout, text: str, done: bool) -> None:
        empty_out(row)
        row.addWidget(mark(text, "yes" if done else "open", "GOOD" if done else "NEUTRAL"))

    def _ask(self) -> Path | None:
        translate = self._context.translate
        title = translate(N_("Choose the scan of the signed copy"))
        return choose_file(self._context, self, title, translate(N_("Scans")), SCANS)

    def _ask_late(self) -> None:
        if (path := self._ask()) is not None:
            self.scan_chosen.emit(path)
