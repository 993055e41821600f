"""The line at the bottom: saved, signed, sent; what runs; what is left to do. There is no Save button."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from inspector_app.checklist.stage import Stage
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.look.measures import STATUS_HEIGHT
from inspector_app.gui.speech import announce
from inspector_app.gui.stage_words import DELIVERIES, SIGNED
from inspector_app.gui.theme import GRID, measure, role
from inspector_app.gui.widgets.elided import ElidedLabel
from inspector_app.gui.widgets.work_line import WorkLine

if TYPE_CHECKING:
    from inspector_app.actions.visits import OpenVisit

SAID_MS = 8000


class StatusLine(QFrame):
    """Left where the visit stands, right what is still open."""

    next_asked = Signal()
    review_asked = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        _ = context.translate
        role(self, "status")
        self.state = QLabel(self)
        self._said = role(ElidedLabel(self), "soft")
        self._quiet = QTimer(self, singleShot=True, interval=SAID_MS)
        self._quiet.timeout.connect(lambda: self._said.show_text(""))
        self.work = WorkLine(context.tasks, _, self)
        self.work.list_asked.connect(self.show_work)
        self.offered = role(QPushButton(self), "link")
        self.offered.hide()
        self.differing = role(QPushButton(self), "link")
        self.differing.setToolTip(_(N_("See what two people wrote differently, and choose")))
        self.differing.clicked.connect(self._see_differing)
        self.remaining = role(QPushButton(self), "link")
        self.remaining.setToolTip(_(N_("Go to the next item without an answer (F8)")))
        self.remaining.clicked.connect(self.next_asked)
        self.review = role(QPushButton(self), "link")
        self.review.setToolTip(_(N_("See what to look at before sealing")))
        self.review.clicked.connect(self.review_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * GRID, 0, GRID, 0)
        measure(self, height=STATUS_HEIGHT)
        row.setSpacing(GRID)
        row.addWidget(self.state)
        row.addWidget(self._said, 1)
        for widget in (self.offered, self.work, self.differing, self.remaining, self.review):
            row.addWidget(widget)
        for button in (self.offered, self.differing, self.remaining, self.review):
            button.setAutoDefault(False)
        self.show_visit(None)
        context.said.connect(self.say)

    def show_visit(self, opened: "OpenVisit | None") -> None:
        """Say where the visit stands."""
        for widget in (self.state, self.remaining):
            widget.setVisible(opened is not None)
        differing = len(opened.visit.conflicts) if opened is not None else 0
        self.differing.setText(self._context.translate(N_("{count} place(s) differ")).format(count=differing))
        self.differing.setVisible(bool(differing))
        if opened is None:
            self.show_review(None)
            return
        _ = self._context.translate
        saved = _(N_("Nothing written yet"))
        if opened.saved_at is not None:
            saved = _(N_("Saved {time}")).format(time=f"{opened.saved_at:%H:%M:%S}")
        # While a new version is at work, what was sent is the former one.
        sent = opened.delivery if opened.stage is not Stage.CHECKING else None
        delivery = sent.state if sent is not None else None
        self.state.setText(" · ".join((saved, _(SIGNED[opened.stage]), _(DELIVERIES[delivery]))))
        left = opened.progress.left
        self.remaining.setText(
            _(N_("{count} items left")).format(count=left) if left else _(N_("All items have an answer"))
        )
        self.remaining.setEnabled(bool(left))

    def show_review(self, lines: int | None) -> None:
        """How many lines the check before sealing has; None while that is not known."""
        self.review.setVisible(lines is not None)
        self.review.setText(self._context.translate(N_("review: {count}")).format(count=lines))

    def say(self, sentence: str) -> None:
        """Say for some seconds that something was done."""
        self._said.show_text(sentence)
        self._quiet.start()
        announce(self, sentence)

    def offer(self, sentence: str, run: Callable[[], object]) -> None:
        """Offer something once, until it is taken: `sentence` in the interface's language."""
        self.offered.setText(sentence.replace("&", "&&"))
        self.offered.clicked.connect(self.offered.hide)
        self.offered.clicked.connect(lambda _on: run())
        self.offered.show()

    def show_work(self) -> None:
        """All that runs and ran, in a window of its own."""
        from inspector_app.gui.dialogs.work import show_work

        self.work.seen()
        show_work(self._context, self.window())

    def _see_differing(self) -> None:
        from inspector_app.gui.dialogs.conflict import show_conflicts

        show_conflicts(self._context, self.window())
