"""One file of the visit, looked at closely: its picture, its caption, what the camera wrote into it, and what can be
done with it. Other parts of the window put their buttons into `acts`.
"""

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QCheckBox, QFrame, QMenu, QPushButton, QVBoxLayout, QWidget

from inspector_app.actions.answers import set_value
from inspector_app.actions.evidence_edits import Told, drawn, tell
from inspector_app.actions.visits import OpenVisit
from inspector_app.checklist.seal import Stage
from inspector_app.checklist.visit import Details, Evidence
from inspector_app.clock import ZONE
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.figures import comma
from inspector_app.gui.markup.photo_words import PhotoWords
from inspector_app.gui.theme import GRID, measure, role
from inspector_app.gui.widgets.entries import LineEntry
from inspector_app.gui.widgets.flow import FlowLayout
from inspector_app.gui.widgets.picture_view import PictureView
from inspector_app.gui.widgets.sections import words
from inspector_app.i18n import Translate

KB = 1024


class EvidenceDetail(QFrame):
    """Shows one file; what a person wants done with it goes out by `wanted`, unless it is a word about it."""

    wanted = Signal(str, object)
    """act, Evidence: look, open, folder, copy, move, bare, bare-timeless, away"""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._opened: OpenVisit | None = None
        self._told: dict[str, Told] = {}
        self.file: Evidence | None = None
        _ = context.translate
        role(self, "card")
        self.picture = PictureView(_(N_("Photo")), self)
        measure(self.picture, least_height=14 * GRID)
        self.name = role(words(parent=self), "label")
        self.caption = LineEntry(self)
        self.caption.setAccessibleName(_(N_("Caption, as printed")))
        self.caption.setPlaceholderText(_(N_("Caption, as printed")))
        self.caption.edited.connect(partial(self._write, "caption"))
        self.printed = QCheckBox(_(N_("Name it in the annex of the minutes")), self)
        self.printed.clicked.connect(lambda on: self._write("printed", on))
        self.said = role(words(parent=self), "soft")
        self.warned = role(words(parent=self), "warning")
        self.marking = PhotoWords(context, self)
        self.acts = FlowLayout(gap=GRID)
        self._buttons = {
            name: self._button(_(text), name)
            for name, text in (
                ("look", N_("Look at it large")),
                ("open", N_("Open with its program")),
                ("folder", N_("Show in folder")),
                ("copy", N_("Copy the file")),
                ("move", N_("Move to another item …")),
            )
        }
        self._buttons["copy"].setToolTip(
            _(N_("To paste it into Zalo or a letter; photos go without their place"))
        )
        self.bare = self._menu_button()
        self.away = role(self._button(_(N_("Take away")), "away"), "quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        column.setSpacing(GRID)
        column.addWidget(self.picture, 1)
        for part in (self.name, self.caption, self.printed, self.said, self.warned, self.marking):
            column.addWidget(part)
        column.addLayout(self.acts)

    def show_file(self, opened: OpenVisit, own: Evidence, *, is_absent: bool) -> None:
        """Show a file of the visit; what its photo says of itself is read beside the window."""
        other = self.file is None or self.file.sha256 != own.sha256
        if other:
            self.caption.flush()
        self._opened, self.file = opened, own
        _ = self._context.translate
        locked = opened.stage is not Stage.CHECKING
        if other:
            self._show_picture(own)
        self.name.setText(" · ".join((own.name or own.sha256[:12], _size(own, _))))
        self.caption.show_value(own.caption)
        self.caption.set_locked(locked)
        self.printed.setChecked(own.printed)
        self.printed.setEnabled(not locked)
        drawable = own.reduced_sha256 is not None
        self._buttons["look"].setVisible(drawable)
        self.bare.setVisible(drawable)
        for name in ("open", "folder", "copy"):
            self._buttons[name].setEnabled(not is_absent)
        self._buttons["move"].setEnabled(not locked)
        self.bare.setEnabled(not locked and not is_absent)
        self.away.setEnabled(not locked)
        self.marking.show_file(opened, own, is_absent=is_absent)
        self._say(is_absent)
        if drawable and not is_absent and own.sha256 not in self._told:
            self._read(own)

    def _show_picture(self, own: Evidence) -> None:
        data = self._context.ask(drawn, own) if own.reduced_sha256 is not None else None
        picture = QPixmap()
        picture.loadFromData(data or b"")
        self.picture.show_picture(picture)
        self.picture.setVisible(data is not None)

    def _say(self, is_absent: bool) -> None:
        own, opened = self.file, self._opened
        if own is None or opened is None:
            return
        told = self._told.get(own.sha256, Told())
        self.said.setText("\n".join(_lines(own, told, self._context)))
        self.said.setVisible(bool(self.said.text()))
        _ = self._context.translate
        warnings = []
        if is_absent:
            warnings.append(
                _(
                    N_(
                        "The file lies on another computer: merging brought its name only. Add the same file here too."
                    )
                )
            )
        if _is_of_another_day(own, opened.visit.details):
            warnings.append(
                _(N_("The photo's time lies outside the day of the visit: the camera's clock may be wrong."))
            )
        self.warned.setText("\n".join(warnings))
        self.warned.setVisible(bool(warnings))

    def _read(self, own: Evidence) -> None:
        def show(told: Any) -> None:
            self._told[own.sha256] = told
            if self.file is not None and self.file.sha256 == own.sha256:
                self._say(is_absent=False)

        self._context.run_task("", lambda workspace, _task: tell(workspace, own.sha256), show)

    def _write(self, field: str, value: object) -> None:
        if self._opened is None or self.file is None:
            return
        self._context.perform(set_value, self._opened.visit.id, f"evidence:{self.file.sha256}", field, value)

    def _button(self, text: str, act: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _on=False: self._want(act))
        self.acts.addWidget(button)
        return button

    def _menu_button(self) -> QPushButton:
        _ = self._context.translate
        button = QPushButton(_(N_("Take out the place")), self)
        button.setAutoDefault(False)
        button.setToolTip(
            _(N_("A copy that says neither where nor with what it was taken stands in the photo's place"))
        )
        menu = QMenu(button)
        for text, act in (
            (N_("Take out the place, keep the time in the list"), "bare"),
            (N_("Take out the place and the time"), "bare-timeless"),
        ):
            menu.addAction(_(text)).triggered.connect(lambda _on=False, own=act: self._want(own))
        button.setMenu(menu)
        self.acts.addWidget(button)
        return button

    def _want(self, act: str) -> None:
        self.caption.flush()
        if self.file is not None:
            self.wanted.emit(act, self.file)


def _lines(own: Evidence, told: Told, context: Context) -> list[str]:
    _ = context.translate
    lines = []
    if own.taken_at is not None:
        at = own.taken_at.astimezone(ZONE)
        sentence = _(N_("Taken at {time} on {day}"))
        lines.append(sentence.format(time=f"{at:%H:%M}", day=f"{at:%d/%m/%Y}"))
    if told.latitude is not None and told.longitude is not None:
        north = _(N_("{degrees}°N") if told.latitude >= 0 else N_("{degrees}°S"))
        east = _(N_("{degrees}°E") if told.longitude >= 0 else N_("{degrees}°W"))
        place = (
            f"{north.format(degrees=_degrees(told.latitude))} {east.format(degrees=_degrees(told.longitude))}"
        )
        sentence = _(N_("Place: {place} (in the original alone; the unit never gets it)"))
        lines.append(sentence.format(place=place))
    if told.camera:
        lines.append(_(N_("Camera: {camera}")).format(camera=told.camera))
    if own.items:
        lines.append(_(N_("Items: {items}")).format(items=", ".join(own.items)))
    return lines


def _degrees(value: Any) -> str:
    return comma(abs(value).quantize(type(value)("0.0001")))


def _size(own: Evidence, translate: Translate) -> str:
    if own.size < KB * KB:
        return translate(N_("{size} KB")).format(size=max(1, round(own.size / KB)))
    megabytes = f"{own.size / (KB * KB):.1f}".replace(".", ",")
    return translate(N_("{size} MB")).format(size=megabytes)


def _is_of_another_day(own: Evidence, details: Details) -> bool:
    """Only said: nothing is refused because a camera's clock is wrong."""
    if own.taken_at is None or details.opened_at is None:
        return False
    day = own.taken_at.astimezone(ZONE).date()
    last = details.closed_at or details.opened_at
    return not details.opened_at.astimezone(ZONE).date() <= day <= last.astimezone(ZONE).date()
