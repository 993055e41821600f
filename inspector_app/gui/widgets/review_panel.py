"""Rà soát: what to look at before sealing; each line jumps to its place, a warning can be kept with a reason."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from inspector_app.actions.visits import OpenVisit
from inspector_app.checklist.rules import ReviewLine, Severity
from inspector_app.checklist.sentences import shortcoming_of
from inspector_app.errors import N_
from inspector_app.gui import theme
from inspector_app.gui.bridge import Context
from inspector_app.gui.theme import GRID, Ink, role
from inspector_app.gui.widgets.entries import LineEntry
from inspector_app.gui.widgets.sections import discard, words

CONFLICT = "REVIEW-CONFLICT"
LONGEST_QUOTE = 48
"""Characters of a shortcoming's text that are enough to know it by."""


class ReviewRow(QFrame):
    """One line: its weight as word, shape and colour; where it is; and whether it is kept."""

    def __init__(self, context: Context, line: ReviewLine, sentence: str) -> None:
        super().__init__()
        translate = context.translate
        role(self, "card")
        self.line = line
        blocks = line.severity is Severity.BLOCKS
        mark = QLabel()
        ink: Ink = "POOR" if blocks else "FAIR"
        theme.show_icon(mark, "no" if blocks else "warning", ink)
        weight = role(QLabel(translate(N_("Must be settled") if blocks else N_("Worth a look"))), "small")
        self.sentence = words(sentence)
        differs = line.code == CONFLICT
        self.go = role(
            QPushButton(translate(N_("See both and choose") if differs else N_("Go there"))), "quiet"
        )
        self.go.setAccessibleName(f"{self.go.text()}: {sentence}")
        self.go.clicked.connect(lambda: self._go(context))
        head = QHBoxLayout()
        head.addWidget(mark)
        head.addWidget(weight, 1)
        head.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, GRID // 2, GRID, GRID // 2)
        column.setSpacing(GRID // 2)
        column.addLayout(head)
        column.addWidget(self.sentence)
        self.keep = QCheckBox(translate(N_("Keep it so")))
        self.keep.setAccessibleName(f"{self.keep.text()}: {sentence}")
        self.reason = LineEntry()
        self.reason.setPlaceholderText(translate(N_("Reason (may be left empty)")))
        self.reason.setAccessibleName(self.reason.placeholderText())
        self.reason.hide()
        if not blocks:
            self.keep.toggled.connect(self.reason.setVisible)
            column.addWidget(self.keep)
            column.addWidget(self.reason)

    def _go(self, context: Context) -> None:
        """To the place, or to both values where two people wrote differently."""
        if self.line.code == CONFLICT:
            from inspector_app.gui.dialogs.conflict import show_conflicts

            show_conflicts(context, self.window(), ((self.line.entity, self.line.field),))
        else:
            context.go_to(self.line.entity, self.line.field)


class ReviewPanel(QWidget):
    """All lines, blocking ones first; what was kept stays kept while the line is there."""

    counted = Signal(int, int)
    """Blocking lines, warnings not kept."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._visit: str | None = None
        self._kept: dict[str, str] = {}
        self._shown: tuple[tuple[str, str], ...] | None = None
        self.rows: list[ReviewRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID)
        self.summary = role(words(), "soft")
        self._column.addWidget(self.summary)

    @property
    def kept(self) -> Mapping[str, str]:
        """What was kept, by ReviewLine.key, with the reason or nothing."""
        return self._kept

    @property
    def blocking(self) -> int:
        return sum(row.line.severity is Severity.BLOCKS for row in self.rows)

    def show_lines(self, opened: OpenVisit, lines: tuple[ReviewLine, ...]) -> None:
        """Show what the review found of this visit."""
        if self._visit != opened.visit.id:
            self._visit, self._kept, self._shown = opened.visit.id, {}, None
        sentences = tuple((line.key, self._sentence(opened, line)) for line in lines)
        if sentences != self._shown:
            self._shown = sentences
            self._rebuild(lines, sentences)
        self._count()

    def _rebuild(self, lines: tuple[ReviewLine, ...], sentences: tuple[tuple[str, str], ...]) -> None:
        for row in self.rows:
            self._column.removeWidget(row)
            discard(row)
        self.rows = []
        for line, (key, sentence) in zip(lines, sentences, strict=True):
            row = ReviewRow(self._context, line, sentence)
            if key in self._kept:
                row.keep.setChecked(True)
                row.reason.show_value(self._kept[key] or None)
            row.keep.toggled.connect(lambda on, key=key, row=row: self._keep(key, row, on))
            row.reason.edited.connect(lambda _value, key=key, row=row: self._keep(key, row, True))
            self.rows.append(row)
            self._column.addWidget(row)

    def _keep(self, key: str, row: ReviewRow, on: bool) -> None:
        if on:
            self._kept[key] = row.reason.text().strip()
        else:
            self._kept.pop(key, None)
        self._count()

    def _count(self) -> None:
        translate = self._context.translate
        warnings = sum(
            row.line.severity is Severity.WARNS and row.line.key not in self._kept for row in self.rows
        )
        if self.blocking:
            text = translate(N_("{count} point(s) must be settled before sealing.")).format(
                count=self.blocking
            )
        elif warnings:
            text = translate(N_("Nothing stands in the way; {count} point(s) worth a look.")).format(
                count=warnings
            )
        else:
            text = translate(N_("The review found nothing more."))
        self.summary.setText(text)
        self.counted.emit(self.blocking, warnings)

    def _sentence(self, opened: OpenVisit, line: ReviewLine) -> str:
        """The line's sentence; a shortcoming is named by its number and first words, not by its id."""
        if line.code == CONFLICT:
            from inspector_app.gui.values import place_in_words

            heading, _known_by = place_in_words(self._context, opened, (line.entity, line.field))
            return f"{heading}: {self._context.translate(line.message)}"
        parameters = dict(line.parameters)
        for number, finding in enumerate(opened.visit.findings, 1):
            if parameters.get("finding") == finding.id:
                text = shortcoming_of(finding, opened.template, opened.visit.answers) or ""
                quote = text if len(text) <= LONGEST_QUOTE else text[:LONGEST_QUOTE].rstrip() + "…"
                parameters["finding"] = f"{number} “{quote}”"
        return self._context.translate(line.message).format_map(parameters)
