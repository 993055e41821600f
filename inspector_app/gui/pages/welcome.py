"""What stands in the middle while no visit is open: the whole way of a visit on one page, and how to begin."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from inspector_app.actions.visits import sample_names
from inspector_app.errors import N_
from inspector_app.gui.beginning import begin_visit, open_sample, practise
from inspector_app.gui.bridge import Context
from inspector_app.gui.theme import CARDS_WIDTH, GRID, breadth, icon, measure, role
from inspector_app.gui.widgets.flow import FlowLayout
from inspector_app.gui.widgets.sections import words
from inspector_app.gui.widgets.step_bar import STEPS
from inspector_app.i18n import Translate

STEP_WIDTH = 17 * GRID
"""Under this a sentence of a step has too many lines."""

SAMPLE_TITLES = {
    "so-xay-dung-2022": N_("Sở Xây dựng 2022, rebuilt from the news"),
    "so-mau": N_("Sở Mẫu, invented, shows everything"),
}
"""What the shipped samples are called; another sample shows its name."""

_SENTENCES = (
    N_("Unit, decision, team. Everything can wait."),
    N_("Tick item by item; each tick is saved at once."),
    N_("Remedy, owner and deadline of what is lacking."),
    N_("Written by itself; both sides hear and agree it."),
    N_("By hand on paper, or digitally."),
    N_("To the office, now or when there is a network."),
)


class WelcomePage(QWidget):
    """No visit is open: the six steps, a new visit, one to practise on, and work that others began."""

    file_asked = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _ = context.translate
        role(self, "ground")
        card = role(QFrame(self), "card")
        measure(card, most_width=CARDS_WIDTH)
        column = QVBoxLayout(card)
        column.setContentsMargins(4 * GRID, 3 * GRID, 4 * GRID, 3 * GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(role(words(_(N_("Inspection on site"))), "title"))
        what = _(
            N_("A visit goes through six steps. Everything is saved on this computer; no network is needed.")
        )
        column.addWidget(role(words(what), "soft"))
        column.addWidget(_Steps(_, card))
        self.new = self._button(_(N_("New visit")), "primary")
        self.new.setIcon(icon("plus", "ON_ACCENT"))
        self.new.clicked.connect(lambda: begin_visit(context, self))
        self.practise = self._button(_(N_("Practise on the sample visit")), "act")
        self.practise.clicked.connect(lambda: practise(context))
        first = QHBoxLayout()
        first.setSpacing(GRID)
        first.addWidget(self.new)
        first.addWidget(self.practise)
        first.addStretch(1)
        column.addLayout(first)
        column.addWidget(role(words(_(N_("Or go on with what is there already:"))), "label"))
        column.addWidget(self._others(context))
        upright = QVBoxLayout()
        upright.addStretch(1)
        upright.addWidget(card)
        upright.addStretch(2)
        outside = QHBoxLayout(self)
        outside.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 3 * GRID)
        outside.addStretch(1)
        outside.addLayout(upright, 100)
        outside.addStretch(1)
        self.setFocusProxy(self.new)

    def _others(self, context: Context) -> QWidget:
        _ = context.translate
        self.receive = self._button(_(N_("Receive work from another computer …")), "quiet")
        self.receive.clicked.connect(lambda: _take_in(context, self))
        self.open_file = self._button(_(N_("Open a file …")), "quiet")
        self.open_file.clicked.connect(self.file_asked)
        self.look = self._button(_(N_("Look at a finished sample")), "quiet")
        menu = QMenu(self.look)
        self.samples: dict[str, QAction] = {}
        for name in sample_names():
            action = menu.addAction(_(SAMPLE_TITLES.get(name, name)))
            action.triggered.connect(lambda _on, own=name: open_sample(context, own))
            self.samples[name] = action
        self.look.setMenu(menu)
        place = QWidget(self)
        row = FlowLayout(place)
        for button in (self.receive, self.open_file, self.look):
            row.addWidget(button)
        return place

    def _button(self, text: str, kind: str) -> QPushButton:
        button = role(QPushButton(text, self), kind)
        button.setAutoDefault(False)
        return button


class _Steps(QWidget):
    """The steps with a sentence each, side by side where there is room."""

    def __init__(self, translate: Translate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(2 * GRID)
        self._grid.setVerticalSpacing(2 * GRID)
        self._columns = 0
        self._parts: list[QWidget] = []
        for number, (name, sentence) in enumerate(zip(STEPS, _SENTENCES, strict=True), 1):
            part = QWidget(self)
            column = QVBoxLayout(part)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(GRID // 2)
            column.addWidget(role(words(f"{number}  {translate(name)}"), "heading"))
            column.addWidget(role(words(translate(sentence)), "soft"))
            column.addStretch(1)
            self._parts.append(part)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        room = max(1, self.width() // (breadth(STEP_WIDTH) + 2 * GRID))
        columns = next(own for own in (6, 3, 2, 1) if own <= room)
        if columns == self._columns:
            return
        for number in range(6):
            self._grid.setColumnStretch(number, int(number < columns))
        for number, part in enumerate(self._parts):
            self._grid.addWidget(part, number // columns, number % columns, Qt.AlignmentFlag.AlignTop)
        self._columns = columns


def _take_in(context: Context, parent: QWidget) -> None:
    from inspector_app.gui.dialogs.passing_on import take_in

    take_in(context, parent)
