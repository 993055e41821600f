"""Which documents are looked at: all, or some drawn with a seed that anyone can draw with again."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QRadioButton, QWidget

from inspector_app.actions.drawing import new_seed
from inspector_app.checklist.e_documents import Method, Selection
from inspector_app.checklist.intervals import suggested_size
from inspector_app.errors import N_, UserError
from inspector_app.gui.bridge import Context
from inspector_app.gui.theme import GRID, measure, role
from inspector_app.gui.widgets.entries import ChoiceEntry, LineEntry
from inspector_app.gui.widgets.folding import Folding
from inspector_app.gui.widgets.sections import Section, beside, words

USUAL_SIZE = 30
MARGINS = (5, 10, 15)
"""Percentage points to each side that the suggested number leaves."""
LONGEST_SEED = 60


class DrawingCard(Section):
    """Whole or at random; the seed is the program's until somebody types another."""

    list_asked = Signal()
    """The drawn documents shall be saved, to be handed to the unit."""
    edited = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        self._translate = _ = context.translate
        super().__init__(_(N_("3. Which documents")), parent=parent)
        self._population = 0
        self._of_register = False
        self._former: Selection | None = None
        self._said = False
        """Whether a person said how they are chosen."""
        self.whole = QRadioButton()
        self.random = QRadioButton(_(N_("At random")))
        group = QButtonGroup(self)
        group.addButton(self.whole)
        group.addButton(self.random)
        group.buttonClicked.connect(lambda _button: self._choose())
        self.whole.setChecked(True)
        self.number = LineEntry()
        self.number.setText(str(USUAL_SIZE))
        self.number.setMaxLength(6)
        self.number.setAccessibleName(_(N_("How many are drawn")))
        measure(self.number, width=10 * GRID)
        self.number.textChanged.connect(lambda _text: self._show())
        self.of = words()
        self.of.setWordWrap(False)
        self.add_wide(self.whole)
        self.add_wide(beside(self.random, self.number, self.of, None))
        self.seed = LineEntry()
        self.seed.setText(new_seed())
        self.seed.setMaxLength(LONGEST_SEED)
        self.seed.setAccessibleName(_(N_("Seed of the draw")))
        measure(self.seed, width=24 * GRID)
        self.seed.textChanged.connect(lambda _text: self._show())
        self._label = role(words(_(N_("Seed of the draw"))), "label")
        self._label.setWordWrap(False)
        self._label.setBuddy(self.seed)
        self.other = self._button(N_("Another seed"), self._renew)
        self.save = self._button(N_("Save the list of drawn documents (Excel) …"), self.list_asked.emit)
        self.add_wide(beside(self._label, self.seed, self.other, self.save, None))
        told = N_("The seed is printed in the annex: whoever draws with it again gets the same documents.")
        self.hint = role(words(_(told)), "small")
        self.add_wide(self.hint)
        self._add_suggestion()
        self.show_population(0, of_register=False, files=0)

    @property
    def drawn(self) -> int | None:
        """How many are drawn; None: all are looked at. 0 where what is typed is no number."""
        text = self.number.text().strip()
        number = int(text) if text.isdecimal() else 0
        return number if self.random.isChecked() else None

    @property
    def problem(self) -> str | None:
        """Why this cannot be drawn."""
        if self.drawn is None:
            return None
        if not 1 <= self.drawn <= self._population:
            asked = self._translate(N_("Type how many are drawn: from 1 to {population}."))
            return asked.format(population=self._population)
        if not self.seed.text().strip():
            return self._translate(N_("Type a seed for the draw, or take another one from the program."))
        return None

    def show_population(self, population: int, *, of_register: bool, files: int) -> None:
        """How many there are to choose from: lines of the register, else files; `files` were handed over."""
        before = (self._population, self._of_register)
        self._population, self._of_register = population, of_register
        self.setEnabled(population > 0)
        _ = self._translate
        if not population:
            self.whole.setText(_(N_("All of them")))
            self.of.setText("")
        else:
            all_of = (
                N_("All {count} documents of the register")
                if of_register
                else N_("All {count} files that were found")
            )
            self.whole.setText(_(all_of).format(count=population))
            self.of.setText(_(N_("of {count} documents")).format(count=population))
        if (population, of_register) != before and not self._said:
            self._propose(files)
        self._show()

    def show_draw(self, selection: Selection) -> None:
        """Draw as it was drawn before, once there is the same to draw from."""
        self._former = selection
        if selection.seed is not None:
            self.seed.setText(selection.seed)

    def _propose(self, files: int) -> None:
        """As last time; else what was handed over, for a unit that was asked for the drawn documents alone."""
        former, population = self._former, self._population
        again = (
            former is not None
            and former.method is Method.RANDOM
            and former.of_register is self._of_register
            and former.size is not None
            and 0 < former.size < population
        )
        some = again or (self._of_register and 0 < files < population)
        number = files if some else min(USUAL_SIZE, population)
        if again and former is not None and former.size is not None:
            number = former.size
        self.number.setText(str(number))
        self.random.setChecked(some)
        self.whole.setChecked(not some)

    def _add_suggestion(self) -> None:
        _ = self._translate
        inside = Section(_(N_("How many are enough?")))
        options = [
            (margin, _(N_("± {margin} percentage points")).format(margin=margin)) for margin in MARGINS
        ]
        self.margin = ChoiceEntry(options)
        self.margin.setAccessibleName(_(N_("Wanted precision, at 95% confidence")))
        self.margin.show_value(MARGINS[1])
        self.margin.edited.connect(lambda _value: self._suggest())
        self.suggestion = words()
        self.take = self._button(N_("Take this number"), self._take)
        inside.add_wide(words(_(N_("Wanted precision, at 95% confidence"))))
        measure(self.margin, width=28 * GRID)
        self.suggestion.setWordWrap(False)
        inside.add_wide(beside(self.margin, self.suggestion, self.take, None))
        self.suggested: int | None = None
        self.folding = Folding(inside)
        self.folding.toggle.toggled.connect(lambda _on: self._suggest())
        self.add_wide(self.folding)

    def _button(self, text: str, act: Callable[[], None]) -> QPushButton:
        button = role(QPushButton(self._translate(text)), "link")
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: act())
        return button

    def _choose(self) -> None:
        self._said = True
        self._show()

    def _renew(self) -> None:
        self.seed.setText(new_seed())

    def _show(self) -> None:
        drawn = self.random.isChecked()
        for widget in (self.number, self.of, self._label, self.seed, self.other, self.hint):
            widget.setEnabled(drawn)
        self.save.setVisible(self._of_register)
        self.save.setEnabled(drawn and self.problem is None)
        self._suggest()
        self.edited.emit()

    def _suggest(self) -> None:
        """Counting takes a moment, so only where somebody looks."""
        if not self.folding.toggle.isChecked() or not self._population:
            return
        _ = self._translate
        margin = self.margin.value
        try:
            self.suggested = suggested_size(
                self._population, margin if isinstance(margin, int) else MARGINS[0]
            )
            text = _(N_("{count} of {population} documents")).format(
                count=self.suggested, population=self._population
            )
        except UserError as error:
            self.suggested = None
            text = _(error.why).format_map(error.parameters)
        self.suggestion.setText(text)
        self.take.setEnabled(self.suggested is not None)

    def _take(self) -> None:
        if self.suggested is not None:
            self._said = True
            self.random.setChecked(True)
            self.number.setText(str(self.suggested))
            self._show()
