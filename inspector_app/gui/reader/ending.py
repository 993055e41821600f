"""The end of the reading: the hour, what is not agreed, and Chốt. Of the review it says only whether something is left."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from inspector_app.checklist.agreement import Paragraph, State, standing
from inspector_app.clock import ZONE
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.commands import bind
from inspector_app.gui.reader.panel import Panel
from inspector_app.gui.reader.paragraphs import STATES
from inspector_app.gui.theme import role
from inspector_app.gui.widgets.entries import MomentEntry
from inspector_app.gui.widgets.sections import words

QUOTE = 90
"""Characters by which a paragraph is known in the list."""


class EndPanel(Panel):
    """Opened at the last sentence and after the last paragraph."""

    timed = Signal(object)
    """datetime: when the minutes end"""
    chosen = Signal(str)
    """id of a paragraph to go to"""
    review_wanted = Signal()
    sealed = Signal(object)
    """datetime to be written first, or None"""

    def __init__(self, context: Context, closed_at: datetime | None, points: int, parent: QWidget) -> None:
        super().__init__(context, context.translate(N_("End of the minutes")), points, parent)
        _ = self.translate
        self._closed_at = closed_at
        self._blocking: int | None = None
        self._locked = False
        self.time = MomentEntry(ZONE)
        self.time.show_value(closed_at or context.workspace.clock.now().replace(second=0, microsecond=0))
        self.add_label(_(N_("The minutes end at (day/month/year hour:minute)")), self.time)
        self.add(self.time)
        self.sentence = words()
        self.add(self.sentence)
        self.summary = words()
        self.add(self.summary)
        self.open = role(QListWidget(), "framed")
        self.open.setWordWrap(True)
        self.open.setAccessibleName(_(N_("Paragraphs that are not agreed")))
        self.open.itemActivated.connect(lambda line: self.chosen.emit(line.data(Qt.ItemDataRole.UserRole)))
        self.add(self.open)
        self.review = words(_(N_("Looking whether anything stands in the way of sealing…")))
        self.add(self.review)
        self.finish((self.time, self.sentence, self.summary, self.open, self.review))
        self.record = self.add_button(_(N_("Write down the hour")), self._record)
        scope = Qt.ShortcutContext.WidgetWithChildrenShortcut
        bind("reader-keep", self, self._record, context.habits, _, scope=scope)
        self.seal = self.add_button(_(N_("Seal the minutes")), self._seal, "primary")
        self.go_to_review = self.add_button(_(N_("Leave, and look at the review")), self.review_wanted.emit)
        self.back = self.add_button(_(N_("Back to the text")), self.left.emit)

    def begin(self) -> None:
        self.time.setFocus()
        self.time.selectAll()

    def show_standing(
        self, paragraphs: Sequence[Paragraph], closed_at: datetime | None, *, locked: bool
    ) -> None:
        """Show how far both sides have come, and the sentence that closes the minutes."""
        _ = self.translate
        self._closed_at, self._locked = closed_at, locked
        self.sentence.setText(next((own.passage.text for own in paragraphs if own.id == "closing"), ""))
        own = standing(paragraphs)
        text = _(N_("{total} paragraphs: {agreed} agreed, {open} not agreed")).format(
            total=own.total, agreed=own.agreed, open=own.open
        )
        for count, said in (
            (own.changed, N_("{count} changed since")),
            (own.asked, N_("{count} with a request to be answered")),
            (own.reserved, N_("{count} with a reservation")),
        ):
            if count:
                text += ", " + _(said).format(count=count)
        self.summary.setText(f"{text}.")
        self.open.clear()
        for paragraph in paragraphs:
            if paragraph.id is not None and paragraph.state is not State.AGREED:
                said = " ".join(paragraph.passage.text.split())
                state = _(STATES[paragraph.state] or N_("Not yet agreed"))
                quote = said if len(said) <= QUOTE else said[:QUOTE].rsplit(" ", 1)[0] + "…"
                line = QListWidgetItem(f"{state}: {quote}")
                line.setData(Qt.ItemDataRole.UserRole, paragraph.id)
                self.open.addItem(line)
        self.open.setVisible(self.open.count() > 0)
        self._enable()

    def show_review(self, blocking: int, worth_a_look: int) -> None:
        """How many points must be settled before sealing, and how many may be kept; what they are is looked at in
        private."""
        self._blocking = blocking
        _ = self.translate
        if blocking:
            said = _(N_("{count} point(s) must be settled before sealing: see the review at step 4."))
            self.review.setText(said.format(count=blocking))
        elif worth_a_look:
            said = _(N_("Nothing stands in the way; {count} point(s) worth a look."))
            self.review.setText(said.format(count=worth_a_look))
        else:
            self.review.setText(_(N_("Nothing stands in the way of sealing.")))
        self._enable()

    def _enable(self) -> None:
        self.seal.setEnabled(not self._locked and self._blocking == 0)
        self.record.setEnabled(not self._locked)
        self.time.set_locked(self._locked)

    def _moment(self) -> datetime | None:
        """What stands in the entry; None where it cannot be read, which is said."""
        try:
            value = self.time.parse(self.time.text())
        except ValueError:
            value = None
        if isinstance(value, datetime):
            self.complain("")
            return value
        self.complain(
            self.translate(N_("Type day and time as day/month/year hour:minute, such as 06/6/2026 16:30."))
        )
        self.time.setFocus()
        return None

    def _record(self) -> None:
        moment = self._moment()
        if moment is not None:
            self.timed.emit(moment)

    def _seal(self) -> None:
        moment = self._moment()
        if moment is not None:
            self.sealed.emit(None if moment == self._closed_at else moment)
