"""One of the three places on the last page: who signs, with which certificate file; or the signature there.

A password lives in the entry until it is used once; it is written nowhere.
"""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from inspector_app.actions.signing import SigningPlace
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.dialogs.files import choose_file
from inspector_app.gui.theme import GRID, role
from inspector_app.gui.widgets.entries import CapsLockWatch, moment_text
from inspector_app.gui.widgets.sections import Section, beside, empty_out, words
from inspector_app.gui.widgets.verdict_view import SIGNERS, mark


class SigningPlaceCard(QFrame):
    """Asks for certificate file, password and picture; `ready` says that Ký was pressed."""

    ready = Signal()

    def __init__(self, context: Context, place: SigningPlace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.role = place.role
        self.certificate: Path | None = None
        self.picture: Path | None = None
        translate = context.translate
        role(self, "card")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        self._column.setSpacing(GRID)
        person = (
            place.person.name
            if place.person is not None and place.person.name
            else translate(N_("(no name yet)"))
        )
        head = QHBoxLayout()
        head.addWidget(role(words(f"{translate(SIGNERS[place.role])} · {person}"), "heading"), 1)
        self._state = QHBoxLayout()
        head.addLayout(self._state)
        self._column.addLayout(head)
        self._form = self._entries()
        self._column.addWidget(self._form)
        self.show_place(place)

    def show_place(self, place: SigningPlace) -> None:
        """Show whether the place is signed."""
        empty_out(self._state)
        translate = self._context.translate
        signed = place.signature is not None
        if place.signature is not None:
            text = translate(N_("Signed by {name} at {at}")).format(
                name=place.signature.signer, at=moment_text(place.signature.signed_at)
            )
            self._state.addWidget(mark(text, "yes", "GOOD"))
        else:
            self._state.addWidget(mark(translate(N_("Not signed")), "open", "NEUTRAL"))
        self._form.setVisible(not signed)

    def take_password(self) -> str:
        """The password, gone from the entry afterwards."""
        password = self.password.text()
        self.password.clear()
        return password

    def choose_certificate(self, path: Path) -> None:
        """Use this certificate file."""
        self.certificate = path
        self._certificate_name.setText(path.name)
        self._enable()
        self.password.setFocus()

    def choose_picture(self, path: Path | None) -> None:
        """Draw this picture of the hand signature, or none."""
        self.picture = path
        self._picture_name.setText(
            path.name if path is not None else self._context.translate(N_("None (name and time only)"))
        )

    def _entries(self) -> Section:
        translate = self._context.translate
        section = Section("", 3)
        role(section, "plain")
        section.layout().setContentsMargins(0, 0, 0, 0)  # type: ignore[union-attr]
        certificate = QWidget()
        row = QHBoxLayout(certificate)
        row.setContentsMargins(0, 0, 0, 0)
        self._certificate_name = words(translate(N_("None chosen yet")))
        self.certificate_button = QPushButton(translate(N_("Choose…")))
        self.certificate_button.clicked.connect(self._ask_certificate)
        row.addWidget(self._certificate_name, 1)
        row.addWidget(self.certificate_button)
        certificate.setFocusProxy(self.certificate_button)
        label = translate(N_("Certificate file (.p12, .pfx)"))
        section.add(label, certificate)
        self.certificate_button.setAccessibleName(f"{label}: {self.certificate_button.text()}")
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.textChanged.connect(self._enable)
        self.password.returnPressed.connect(self._press)
        section.add(translate(N_("Password (used once, never kept)")), self.password)
        picture = QWidget()
        row = QHBoxLayout(picture)
        row.setContentsMargins(0, 0, 0, 0)
        self._picture_name = words(translate(N_("None (name and time only)")))
        self.picture_button = QPushButton(translate(N_("Choose…")))
        self.picture_button.clicked.connect(self._ask_picture)
        row.addWidget(self._picture_name, 1)
        row.addWidget(self.picture_button)
        picture.setFocusProxy(self.picture_button)
        label = translate(N_("Picture of the hand signature (PNG)"))
        section.add(label, picture)
        self.picture_button.setAccessibleName(f"{label}: {self.picture_button.text()}")
        self.warning = role(words(), "error")
        self.warning.hide()
        section.add_wide(self.warning)
        self.sign_button = role(QPushButton(translate(N_("Sign"))), "primary")
        self.sign_button.clicked.connect(self.ready)
        section.add_wide(beside(None, self.sign_button))
        self._capitals = False
        watch = CapsLockWatch(self.password)
        watch.seems_on.connect(self._note_capitals)
        self._enable()
        return section

    def _note_capitals(self, on: bool) -> None:
        self._capitals = on
        self._enable()

    def _enable(self) -> None:
        """Warn before anything is tried: a token or file may lock after a few wrong passwords."""
        translate = self._context.translate
        text = self.password.text()
        warning = ""
        if not text.isascii():
            warning = translate(
                N_(
                    "The password has letters with marks: is the Vietnamese keyboard on? Switch it off and type again."
                )
            )
        elif text and self._capitals:
            warning = translate(N_("Caps Lock seems to be on."))
        self.warning.setText(warning)
        self.warning.setVisible(bool(warning))
        self.sign_button.setEnabled(self.certificate is not None and bool(text))

    def _press(self) -> None:
        if self.sign_button.isEnabled():
            self.ready.emit()

    def _ask_certificate(self) -> None:
        translate = self._context.translate
        path = choose_file(
            self._context,
            self,
            translate(N_("Choose the certificate file")),
            translate(N_("Certificate files")),
            "*.p12 *.pfx *.P12 *.PFX",
        )
        if path is not None:
            self.choose_certificate(path)

    def _ask_picture(self) -> None:
        translate = self._context.translate
        title = translate(N_("Choose the picture of the hand signature"))
        self.choose_picture(choose_file(self._context, self, title, translate(N_("Pictures")), "*.png *.PNG"))
