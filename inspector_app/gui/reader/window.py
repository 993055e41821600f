"""Thông qua biên bản: the whole screen for the text that both sides hear, amend and agree, paragraph by paragraph.

Everything here may be projected. It shows what the minutes print and what is said aloud to it; notes, points, other
visits, failures of other work and whatever else the window behind knows have no way in.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QResizeEvent, QScreen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspector_app.actions import reading
from inspector_app.actions.review import review_of
from inspector_app.actions.visits import OpenVisit
from inspector_app.checklist import amending
from inspector_app.checklist.agreement import Decision, Paragraph, Request, State, next_unsettled, standing
from inspector_app.checklist.rules import ReviewLine, Severity
from inspector_app.errors import N_
from inspector_app.gui import theme
from inspector_app.gui.bridge import Context
from inspector_app.gui.commands import bind
from inspector_app.gui.reader import screens
from inspector_app.gui.reader.amending import AmendPanel
from inspector_app.gui.reader.asking import AnswerPanel, AskPanel, ReservePanel
from inspector_app.gui.reader.bar import ReaderBar
from inspector_app.gui.reader.ending import EndPanel
from inspector_app.gui.reader.hearing import Hearing
from inspector_app.gui.reader.keys import KeysPanel
from inspector_app.gui.reader.panel import Panel
from inspector_app.gui.reader.paragraphs import ParagraphsModel
from inspector_app.gui.reader.view import ParagraphsView
from inspector_app.gui.tasks import Lane
from inspector_app.gui.theme import GRID, role
from inspector_app.gui.widgets.sections import discard, words

PANEL = 0.62
"""Of the window, what a panel may take: the paragraph stays in sight above it."""


class ReaderWindow(QWidget):
    """A window of its own that covers a screen; the secretary's keyboard drives it."""

    seal_asked = Signal()
    closed = Signal()

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("help-apart", True)
        role(self, "ground")
        _ = context.translate
        self.setWindowTitle(_(N_("Adopting the minutes")))
        self.context = context
        self.hearing = Hearing(context, self)
        self.hearing.refreshed.connect(self._show)
        self.hearing.ended.connect(self.close)
        self.hearing.told.connect(self._tell)
        self._behind = parent.window()
        self._behind.installEventFilter(self)
        self.panel: Panel | None = None
        points = context.habits.settings.reader_points
        self.points = min(theme.READER_POINTS, key=lambda own: abs(own - points))
        self.model = ParagraphsModel(_, self)
        self.view = ParagraphsView(self.model, self.points, self)
        self.view.setAccessibleName(_(N_("Text of the minutes")))
        self.view.moved.connect(self._moved)
        self.view.zoomed.connect(self.zoom)
        self.bar = ReaderBar(context, self._bound(), self.close)
        self.about = role(words(), "soft")
        self.progress = role(words(), "heading")
        self.progress.setWordWrap(False)
        self.message = role(words(), "warning")
        self.message.hide()
        self._lay_out()
        QGuiApplication.instance().screenRemoved.connect(self._screen_gone)  # type: ignore[union-attr]

    @property
    def current(self) -> Paragraph | None:
        """The paragraph that is read."""
        row = self.view.row
        return self.model.paragraphs[row] if 0 <= row < len(self.model.paragraphs) else None

    def begin(self) -> None:
        """Show the open visit where the reading stopped, over the whole of a screen."""
        self.hearing.follow(self.context.visit)
        row = self.model.row_of(self.hearing.place)
        if row is None:
            row = next_unsettled(self.model.paragraphs, -1)
        if row is None:
            row = self.model.nearest(0, 1)
        self.context.projected.emit(True)
        names = [screen.name() for screen in QGuiApplication.screens()]
        wanted = self.context.habits.settings.reader_screen
        screens.fill(self, screens.named(screens.chosen(names, wanted, self._behind.screen().name())))
        self.view.setFocus()
        if row is not None:
            self.view.go_to(row)

    def go_on(self) -> None:
        """The next paragraph; after the last one the end."""
        self.hearing.say("")
        if not self.view.go_on():
            self.end()

    def go_back(self) -> None:
        """The paragraph before."""
        self.hearing.say("")
        self.view.go_back()

    def agree(self) -> None:
        """Đã thống nhất, and on to the next."""
        own = self.current
        if own is None:
            return
        if self.hearing.locked:
            self.hearing.say(N_("The minutes are sealed; they can be heard, not changed."))
        elif own.state is State.ASKED:
            self.hearing.say(N_("Answer what the unit asks for first."))
        elif own.state is State.AGREED or self.hearing.act(reading.agree, [own.passage]):
            self._next_paragraph()

    def agree_read(self) -> None:
        """Đã thống nhất for all that was read up to here: what changed since or waits for an answer stays open."""
        read = [own for own in self.model.paragraphs[: self.view.row + 1] if own.id is not None]
        still = [own.passage for own in read if own.state is State.OPEN]
        if still and not self.hearing.locked and self.hearing.act(reading.agree, still):
            self.hearing.say(N_("Agreed: {count} paragraph(s) up to here."), count=len(still))

    def disagree(self) -> None:
        """Take the agreement back."""
        if self.current is not None and not self.hearing.locked:
            self.hearing.act(reading.disagree, self.current)

    def go_to_open(self) -> None:
        """The next paragraph that is neither agreed nor reserved."""
        row = next_unsettled(self.model.paragraphs, self.view.row)
        if row is None:
            self.hearing.say(N_("Everything is agreed or reserved."))
        else:
            self.hearing.say("")
            self.view.go_to(row)

    def amend(self, request: Request | None = None) -> None:
        """Change the words of the paragraph, in the fields behind them."""
        own = self.current
        if own is None or own.id is None or self.hearing.locked:
            return
        if sources := self.hearing.amendable(own.id):
            panel = AmendPanel(self.context, sources, request, self.points, self)
            panel.kept.connect(partial(self._finish, reading.rewrite))
            self._open(panel)
        elif amending.elsewhere(own.id) is None:
            self._shut()
            self.hearing.say(N_("These words come from the checklist and cannot be amended."))
        else:
            self._shut()
            sentence = N_("These words come from figures or lists: leave the reading and change them there.")
            self.hearing.say(sentence)

    def ask(self) -> None:
        """Đơn vị đề nghị sửa; where a request waits, its answer."""
        own = self.current
        if own is None or self.hearing.locked:
            return
        request = own.open_request
        if request is not None:
            answer = AnswerPanel(self.context, request, self.points, self)
            answer.accepted.connect(self.amend)
            answer.declined.connect(partial(self._finish, _decline))
            self._open(answer)
        else:
            panel = AskPanel(self.context, self.hearing.speaker, self.points, self)
            panel.asked.connect(partial(self._finish, reading.ask_change, own))
            self._open(panel)

    def reserve(self) -> None:
        """Bảo lưu ý kiến on the paragraph."""
        own = self.current
        if own is not None and not self.hearing.locked:
            panel = ReservePanel(self.context, own, self.points, self)
            panel.reserved.connect(partial(self._finish, reading.reserve, own))
            self._open(panel)

    def end(self) -> None:
        """The hour, what is not agreed, and Chốt."""
        opened = self.hearing.opened
        if opened is None:
            return
        panel = EndPanel(self.context, opened.visit.details.closed_at, self.points, self)
        panel.timed.connect(self._set_end)
        panel.chosen.connect(self._jump)
        panel.review_wanted.connect(self._leave_for_review)
        panel.sealed.connect(self._seal)
        self._open(panel)
        self._show_end()

    def zoom(self, step: int) -> None:
        """Larger or smaller text, remembered."""
        sizes = theme.READER_POINTS
        self.points = sizes[min(max(sizes.index(self.points) + step, 0), len(sizes) - 1)]
        self.context.habits.change(reader_points=self.points)
        self.view.set_points(self.points)

    def change_screen(self) -> None:
        """Go to the next screen, remembered."""
        names = [screen.name() for screen in QGuiApplication.screens()]
        name = screens.following(names, self.screen().name())
        self.context.habits.change(reader_screen=name)
        screens.fill(self, screens.named(name))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._behind and event.type() is QEvent.Type.Close:
            self.close()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.panel is not None:
            self.panel.take_at_most(round(self.height() * PANEL))

    def closeEvent(self, event: QCloseEvent) -> None:
        own = self.current
        self.hearing.rest(own.id if own is not None else None)
        self.context.projected.emit(False)
        super().closeEvent(event)
        self.closed.emit()

    def _bound(self) -> dict[str, Callable[[], object]]:
        """Every command of the reading, with its keys while the text has the keyboard."""
        runs: dict[str, Callable[[], object]] = {
            "reader-next": self.go_on,
            "reader-back": self.go_back,
            "reader-agree": self.agree,
            "reader-agree-read": self.agree_read,
            "reader-disagree": self.disagree,
            "reader-open": self.go_to_open,
            "reader-amend": self.amend,
            "reader-ask": self.ask,
            "reader-reserve": self.reserve,
            "reader-end": self.end,
            "reader-larger": partial(self.zoom, 1),
            "reader-smaller": partial(self.zoom, -1),
            "reader-screen": self.change_screen,
            "help": lambda: self._open(KeysPanel(self.context, self.points, self)),
            "undo": self.hearing.undo,
            "redo": self.hearing.redo,
        }
        scope = Qt.ShortcutContext.WidgetShortcut
        for name, run in runs.items():
            bind(name, self.view, run, self.context.habits, self.context.translate, scope=scope)
        return runs

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        top.setSpacing(2 * GRID)
        top.addWidget(self.about, 1)
        top.addWidget(self.progress)
        self._place = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.view, 1)
        column.addLayout(self._place)
        column.addWidget(self.message)
        column.addWidget(self.bar)

    def _show(self) -> None:
        """Show the paragraphs as they stand; the one that is read stays, or the one before where it is gone."""
        opened, own, row = self.hearing.opened, self.current, self.view.row
        if opened is None:
            return
        self.model.show_paragraphs(self.hearing.paragraphs)
        if own is not None:
            place = self.model.row_of(own.id)
            if place is None:
                place = self.model.nearest(min(row, self.model.rowCount() - 1), -1)
            if place is not None:
                self.view.go_to(place)
        self.about.setText(opened.visit.details.title or opened.visit.details.unit or "")
        self._show_progress()
        self._show_end()

    def _moved(self, _row: int) -> None:
        self._show_progress()
        own, opened = self.current, self.hearing.opened
        if own is not None and opened is not None and own.id == "closing":
            self.hearing.count_pages_soon()
            if opened.visit.details.closed_at is None and self.panel is None and not self.hearing.locked:
                QTimer.singleShot(0, self, self.end)

    def _next_paragraph(self) -> None:
        """An agreed paragraph is left at once, however long it is."""
        row = self.model.nearest(self.view.row + 1, 1)
        if row is None:
            self.end()
        else:
            self.view.go_to(row)

    def _show_progress(self) -> None:
        counted = standing(self.model.paragraphs)
        text = self.context.translate(N_("{number}/{total} paragraphs, {agreed} agreed"))
        number = self.model.number(self.view.row) if self.current is not None else 0
        self.progress.setText(text.format(number=number, total=counted.total, agreed=counted.agreed))
        number_of_screens = len(QGuiApplication.screens())
        self.bar.show_paragraph(self.current, locked=self.hearing.locked, screens=number_of_screens)

    def _open(self, panel: Panel) -> None:
        self._shut()
        self.panel = panel
        panel.left.connect(self._shut)
        self._place.addWidget(panel)
        panel.take_at_most(round(self.height() * PANEL))
        self.bar.hide()
        self.hearing.say("")
        panel.show()
        panel.begin()
        QTimer.singleShot(0, self.view, self.view.settle)

    def _shut(self) -> None:
        """Take the panel away; the text has the keyboard again."""
        if self.panel is None:
            return
        panel, self.panel = self.panel, None
        self._place.removeWidget(panel)
        discard(panel)
        self.bar.show()
        self.view.setFocus()
        QTimer.singleShot(0, self.view, self.view.settle)

    def _finish(self, verb: Callable[..., Any], *args: object) -> None:
        """What was written in the panel becomes part of the visit, and the panel goes."""
        if self.hearing.act(verb, *args):
            self._shut()

    def _set_end(self, moment: datetime) -> None:
        if self.hearing.act(reading.set_end, moment):
            self._jump("closing")

    def _seal(self, moment: datetime | None) -> None:
        if moment is None or self.hearing.act(reading.set_end, moment):
            self.close()
            self.seal_asked.emit()

    def _jump(self, paragraph: str) -> None:
        self._shut()
        row = self.model.row_of(paragraph)
        if row is not None:
            self.view.go_to(row)

    def _leave_for_review(self) -> None:
        context = self.context
        self.close()
        context.go_to("minutes")

    def _show_end(self) -> None:
        opened = self.hearing.opened
        if opened is None or not isinstance(self.panel, EndPanel):
            return
        closed_at = opened.visit.details.closed_at
        self.panel.show_standing(self.model.paragraphs, closed_at, locked=self.hearing.locked)
        self.hearing.count_pages_soon()
        job, done = partial(_review, opened), partial(self._reviewed, opened)
        self.context.run_task("", job, done, lane=Lane.QUIET)

    def _reviewed(self, opened: OpenVisit, lines: tuple[ReviewLine, ...]) -> None:
        if opened is self.hearing.opened and isinstance(self.panel, EndPanel):
            blocking = sum(line.severity is Severity.BLOCKS for line in lines)
            self.panel.show_review(blocking, len(lines) - blocking)

    def _screen_gone(self, screen: QScreen) -> None:
        """The projector was unplugged: the text goes to a screen that is left."""
        left = [own for own in QGuiApplication.screens() if own is not screen]
        if left and self.isVisible() and self.screen() not in left:
            screens.fill(self, left[0])

    def _tell(self, text: str) -> None:
        self.message.setText(text)
        self.message.setVisible(bool(text))


def _review(opened: OpenVisit, _workspace: object, _task: object) -> tuple[ReviewLine, ...]:
    return review_of(opened)


def _decline(workspace: Any, visit_id: Any, request: Request, why: str) -> object:
    return reading.answer_change(workspace, visit_id, request, Decision.DECLINED, why)
