"""What is asked of a photo or file besides its caption: marks on it, whether it shows data of citizens, and the warning
where it would hand them on. Nothing here stops anybody.
"""

from PySide6.QtWidgets import QCheckBox, QPushButton, QVBoxLayout, QWidget

from inspector_app.actions.markup import say_personal
from inspector_app.actions.visits import OpenVisit
from inspector_app.checklist.seal import Stage
from inspector_app.checklist.sensitive import Personal, of_evidence, secrecy
from inspector_app.checklist.visit import Evidence
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.markup.opening import mark_up
from inspector_app.gui.theme import GRID, role
from inspector_app.gui.widgets.flow import FlowLayout
from inspector_app.gui.widgets.sections import words

_KINDS = {
    Personal.IDENTITY: N_("an identity number"),
    Personal.PHONE: N_("a telephone number"),
    Personal.BIRTH: N_("a date of birth"),
    Personal.HOME: N_("a home address"),
}


class PhotoWords(QWidget):
    """Follows the file that is looked at."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._opened: OpenVisit | None = None
        self._file: Evidence | None = None
        _ = context.translate
        self.mark = self._button(N_("Mark up the photo …"), self._mark_up)
        self.mark.setToolTip(
            _(N_("Arrows, boxes, labels and covers, on a copy; the photo itself stays as it is"))
        )
        self.made = role(words(parent=self), "soft")
        self.personal = QCheckBox(_(N_("Shows data of citizens")), self)
        self.personal.clicked.connect(lambda on: self._say(True if on else None))
        self.warned = role(words(parent=self), "warning")
        self.cover = self._button(N_("Cover parts of the photo …"), self._mark_up)
        self.harmless = self._button(N_("It shows none"), lambda: self._say(False))
        self._acts = QWidget(self)
        flow = FlowLayout(self._acts, gap=GRID)
        for button in (self.cover, self.harmless):
            flow.addWidget(button)
        first = FlowLayout(gap=GRID)
        first.addWidget(self.mark)
        first.addWidget(self.personal)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self.made)
        column.addLayout(first)
        column.addWidget(self.warned)
        column.addWidget(self._acts)

    def show_file(self, opened: OpenVisit, own: Evidence, *, is_absent: bool) -> None:
        """Show what is known of a file of the visit."""
        self._opened, self._file = opened, own
        _ = self._context.translate
        locked = opened.stage is not Stage.CHECKING
        drawable = own.reduced_sha256 is not None
        self.mark.setVisible(drawable)
        self.mark.setEnabled(not locked and not is_absent)
        self.mark.setText(_(N_("Go on marking …") if own.marks else N_("Mark up the photo …")))
        self.made.setText(self._history(opened, own))
        self.made.setVisible(bool(self.made.text()))
        self.personal.setChecked(bool(own.personal))
        self.personal.setEnabled(not locked)
        found = of_evidence(own) if own.printed else frozenset()
        sentences = [self._personal_words(found)] if found else []
        degree = secrecy(own.name) or secrecy(own.caption)
        if degree is not None:
            said = _(
                N_("It bears the marking {degree}: such a document must not lie on an ordinary computer.")
            )
            sentences.append(said.format(degree=degree.value))
        self.warned.setText("\n".join(sentences))
        self.warned.setVisible(bool(sentences))
        self._acts.setVisible(bool(found) and not locked)
        self.cover.setVisible(drawable)
        self.cover.setEnabled(not is_absent)

    def _history(self, opened: OpenVisit, own: Evidence) -> str:
        _ = self._context.translate
        if own.marked_from is not None:
            names = {file.sha256: file.name or file.sha256[:12] for file in opened.visit.evidence}
            name = names.get(own.marked_from, own.marked_from[:12])
            return _(N_("A copy with marks of {name}, printed in its place.")).format(name=name)
        if any(file.marked_from == own.sha256 for file in opened.visit.evidence):
            return _(N_("Its marked copy is printed in its place; this one stays as it was taken."))
        return ""

    def _personal_words(self, found: frozenset[Personal]) -> str:
        _ = self._context.translate
        named = ", ".join(_(words) for kind, words in _KINDS.items() if kind in found)
        if not named:
            return _(N_("Printed in the minutes it would show data of citizens to others."))
        said = _(
            N_(
                "Its caption or name holds {what}, which others would read in the minutes: take it out of the words, or leave the file out of the annex."
            )
        )
        return said.format(what=named)

    def _mark_up(self) -> None:
        if self._file is not None:
            mark_up(self._context, self.window(), self._file.sha256)

    def _say(self, personal: bool | None) -> None:
        if self._opened is not None and self._file is not None:
            self._context.perform(say_personal, self._opened.visit.id, self._file.sha256, personal)

    def _button(self, text: str, run: object) -> QPushButton:
        button = QPushButton(self._context.translate(text), self)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _on=False: run())  # type: ignore[operator]
        return button
