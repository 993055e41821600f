"""The window in which a photo is marked: arrows, boxes, labels and what is covered, by mouse or by keys alone. What comes
of it is a list of marks and a picture; who asked for it keeps them.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage, QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QVBoxLayout, QWidget

from inspector_app.checklist.marks import MOST_WORDS, Mark, MarkKind, fitting
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.commands import bind
from inspector_app.gui.markup.drawing import jpeg_of, with_marks
from inspector_app.gui.markup.sheet import Sheet
from inspector_app.gui.markup.view import MarkupView
from inspector_app.gui.theme import GRID, TARGET, measure, role
from inspector_app.gui.widgets.flow import FlowLayout
from inspector_app.gui.widgets.picture_view import STEP
from inspector_app.gui.widgets.sections import beside, words

SIZE = (120 * GRID, 72 * GRID)
ROOM = 0.94
"""Of the screen, for the frame of the window's sake."""
_TOOLS = {
    MarkKind.ARROW: N_("Arrow"),
    MarkKind.BOX: N_("Box"),
    MarkKind.TEXT: N_("Label"),
    MarkKind.BLUR: N_("Cover"),
}
_SAID = {
    MarkKind.ARROW: N_(
        "Arrow {number} of {count}: arrow keys move it, Shift + arrow keys turn and resize it."
    ),
    MarkKind.BOX: N_("Box {number} of {count}: arrow keys move it, Shift + arrow keys resize it."),
    MarkKind.TEXT: N_("Label {number} of {count}: Enter writes its words, Shift + arrow keys resize them."),
    MarkKind.BLUR: N_("Cover {number} of {count}: what is under it is gone in the copy, for good."),
}
_NOTHING = N_(
    "1 arrow, 2 box, 3 label, 4 cover: a key puts it in the middle, a button lets the mouse draw it."
)
_ARMED = N_("Draw it with the mouse, or press Enter to put it in the middle.")


class MarkupEditor(QDialog):
    """Accepted with marks to keep; the picture that it was given is never changed."""

    def __init__(
        self, context: Context, picture: QImage, marks: tuple[Mark, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._picture = picture
        self._warned = False
        _ = context.translate
        self.setWindowTitle(_(N_("Mark up the photo")))
        room = QGuiApplication.primaryScreen().availableGeometry()
        self.resize(QSize(*SIZE).boundedTo(room.size() * ROOM))
        size = (picture.width(), picture.height())
        self.sheet = Sheet(size, fitting(marks, size), self)
        self.view = MarkupView(picture, self.sheet, _(N_("Photo with its marks")), self)
        self.view.write_asked.connect(self._write)
        self.view.armed_changed.connect(self._show)
        self.text = QLineEdit(self)
        self.text.setMaxLength(MOST_WORDS)
        self.text.setAccessibleName(_(N_("Words of the label")))
        self.text.setPlaceholderText(_(N_("Words of the label")))
        self.text.textEdited.connect(self.sheet.write)
        self.text.returnPressed.connect(self.view.setFocus)
        self.said = role(words(parent=self), "soft")
        self.tools: dict[MarkKind, QPushButton] = {}
        self._flow = FlowLayout(gap=GRID)
        for place, (kind, name) in enumerate(_TOOLS.items(), start=1):
            self.tools[kind] = self._tool(kind, f"{place}  {_(name)}")
            bind(f"markup-{kind.value}", self, partial(self.view.place, kind), context.habits, _)
        self.undo = self._button(N_("Undo"), self.sheet.undo)
        self.redo = self._button(N_("Redo"), self.sheet.redo)
        self.remove = self._button(N_("Delete the mark"), self.sheet.remove)
        self.closer = self._button(N_("Larger"), lambda: self.view.zoom(STEP))
        self.farther = self._button(N_("Smaller"), lambda: self.view.zoom(1 / STEP))
        self.whole = self._button(N_("Whole photo"), self.view.fit)
        bind("undo", self, self.sheet.undo, context.habits, _)
        bind("redo", self, self.sheet.redo, context.habits, _)
        self.keep = role(QPushButton(_(N_("Keep the marked copy")), self), "primary")
        self.keep.setAutoDefault(False)
        self.keep.clicked.connect(self.accept)
        self.cancel = QPushButton(_(N_("Cancel")), self)
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.reject)
        for button in (self.keep, self.cancel):
            measure(button, least_height=TARGET)
        column = QVBoxLayout(self)
        column.addLayout(self._flow)
        column.addWidget(self.view, 1)
        column.addWidget(self.text)
        column.addWidget(self.said)
        column.addLayout(beside(None, self.keep, self.cancel))
        self.sheet.changed.connect(self._follow)
        self._show()
        self.view.setFocus()

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Those to keep: a label without words says nothing."""
        return tuple(
            own for own in self.sheet.marks if own.kind is not MarkKind.TEXT or (own.text or "").strip()
        )

    def jpeg(self) -> bytes:
        """The copy: the photo with its marks, what is covered gone."""
        return jpeg_of(with_marks(self._picture, self.marks))

    def reject(self) -> None:
        """Marks that are not kept are told once before they are dropped."""
        if self.sheet.is_changed and not self._warned:
            self._warned = True
            self._show()
            return
        super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text.hasFocus():
            self.view.setFocus()
            return
        super().keyPressEvent(event)

    def _write(self) -> None:
        self.text.setFocus()
        self.text.selectAll()

    def _arm(self, kind: MarkKind, on: bool) -> None:
        self.view.arm(kind if on else None)
        self.view.setFocus()

    def _tool(self, kind: MarkKind, text: str) -> QPushButton:
        button = self._button(text, None)
        button.setCheckable(True)
        button.clicked.connect(lambda on: self._arm(kind, on))
        return button

    def _button(self, text: str, run: Callable[[], object] | None) -> QPushButton:
        button = QPushButton(self._context.translate(text) if run is not None else text, self)
        button.setAutoDefault(False)
        if run is not None:
            button.clicked.connect(lambda _on=False: run())
        self._flow.addWidget(button)
        return button

    def _follow(self) -> None:
        self._warned = False
        self._show()

    def _show(self) -> None:
        sheet, _ = self.sheet, self._context.translate
        for kind, button in self.tools.items():
            button.setChecked(self.view.armed is kind)
        self.undo.setEnabled(sheet.can_undo)
        self.redo.setEnabled(sheet.can_redo)
        self.remove.setEnabled(sheet.mark is not None)
        self.keep.setEnabled(sheet.is_changed)
        mark = sheet.mark
        is_text = mark is not None and mark.kind is MarkKind.TEXT
        if not is_text and self.text.hasFocus():
            self.view.setFocus()
        self.text.setVisible(is_text)
        if mark is not None and is_text and self.text.text() != (mark.text or ""):
            self.text.setText(mark.text or "")
        said = _(_NOTHING)
        if self._warned:
            said = _(N_("These marks are not kept yet. Cancel once more to drop them."))
        elif self.view.armed is not None:
            said = _(_ARMED)
        elif mark is not None:
            place = (sheet.chosen or 0) + 1
            said = _(_SAID[mark.kind]).format(number=place, count=len(sheet.marks))
        role(self.said, "warning" if self._warned else "soft")
        self.said.setText(said)
        self.view.setAccessibleDescription(said)
