"""One photo after the other, as large as the screen allows: the picture that the minutes draw."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from inspector_app.actions.evidence_edits import drawn
from inspector_app.checklist.visit import Evidence
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.theme import GRID, icon, role
from inspector_app.gui.widgets.picture_view import STEP, PictureView
from inspector_app.gui.widgets.sections import beside, words

SIZE = (120 * GRID, 68 * GRID)


class PictureDialog(QDialog):
    """Left and Right go on; +, - and 0 look closer, farther off, and at the whole."""

    def __init__(self, context: Context, files: tuple[Evidence, ...], first: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._files = tuple(own for own in files if own.reduced_sha256 is not None)
        self._place = next((i for i, own in enumerate(self._files) if own.sha256 == first), 0)
        _ = context.translate
        self.setWindowTitle(_(N_("Look at the photo")))
        self.resize(*SIZE)
        self.view = PictureView(_(N_("Photo")), self)
        self.view.stepped.connect(self.step)
        self.said = words(parent=self)
        self.said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.before = self._button(_(N_("Previous photo")), "chevron-left", lambda: self.step(-1))
        self.after = self._button(_(N_("Next photo")), "chevron-right", lambda: self.step(1))
        closer = self._button(_(N_("Larger")), "plus", lambda: self.view.zoom(STEP))
        whole = self._button(_(N_("Whole photo")), "", self.view.fit)
        close = role(QPushButton(_(N_("Close")), self), "primary")
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.addWidget(self.view, 1)
        column.addWidget(self.said)
        column.addLayout(beside(self.before, self.after, None, closer, whole, close))
        self._show()
        self.view.setFocus()

    @property
    def shown(self) -> Evidence | None:
        return self._files[self._place] if self._files else None

    def step(self, by: int) -> None:
        """The photo before or after; nothing at the ends."""
        if 0 <= self._place + by < len(self._files):
            self._place += by
            self._show()

    def _button(self, text: str, sign: str, run: object) -> QPushButton:
        button = QPushButton(text, self)
        if sign:
            button.setIcon(icon(sign))
        button.setAutoDefault(False)
        button.clicked.connect(lambda _on=False: run())  # type: ignore[operator]
        return button

    def _show(self) -> None:
        own = self.shown
        data = None if own is None else self._context.ask(drawn, own)
        picture = QPixmap()
        picture.loadFromData(data or b"")
        self.view.show_picture(picture)
        self.before.setEnabled(self._place > 0)
        self.after.setEnabled(self._place + 1 < len(self._files))
        if own is None:
            return
        _ = self._context.translate
        place = _(N_("Photo {number} of {count}")).format(number=self._place + 1, count=len(self._files))
        gone = "" if data else _(N_("This photo lies on another computer."))
        self.said.setText(" · ".join(part for part in (place, own.caption or own.name or "", gone) if part))
