"""Asks by which table the open visit is scored: one that is kept here, or a frame that comes with the program."""

from PySide6.QtWidgets import QWidget

from inspector_app.actions import score_tables
from inspector_app.actions.score_tables import TableLine
from inspector_app.checklist.score_table import ScoreTable
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.dialogs.form import FormDialog
from inspector_app.gui.theme import role
from inspector_app.gui.widgets.entries import ChoiceEntry
from inspector_app.gui.widgets.sections import words

COMPLETE = N_("Complete")
MISSING_POINTS = N_("Points missing: {count} criteria")
MISSING_BOUNDS = N_("Bounds missing: {count} classes")
FRAME = N_("Frame that comes with the program; its points are empty")


def state_of(context: Context, line: TableLine) -> str:
    """Whether a table is complete, else how much the office still has to fill in."""
    if line.missing.complete:
        return context.translate(COMPLETE)
    counts = ((MISSING_POINTS, len(line.missing.points)), (MISSING_BOUNDS, len(line.missing.bounds)))
    return "; ".join(context.translate(text).format(count=count) for text, count in counts if count)


def ask_table(context: Context, parent: QWidget) -> str | None:
    """The digest of the table that the person chose; a frame is kept first."""
    dialog = TableDialog(context, parent)
    taken = dialog.exec()
    chosen = dialog.table.value
    dialog.deleteLater()
    if not taken:
        return None
    if isinstance(chosen, ScoreTable):
        return context.ask(score_tables.keep_table, chosen)
    return chosen if isinstance(chosen, str) else None


class TableDialog(FormDialog):
    """One choice, with what is known of it below."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        translate = context.translate
        super().__init__(translate, translate(N_("Table of points")), translate(N_("Choose")), parent)
        kept = context.ask(score_tables.tables) or ()
        ids = {line.table.id for line in kept}
        frames = [(own, own) for name, own in score_tables.shipped_tables() if own.id not in ids]
        options: list[tuple[object, str]] = [(line.sha256, self._name(context, line.table)) for line in kept]
        options += [(own, self._name(context, table)) for own, table in frames]
        self._words: dict[object, str] = {line.sha256: state_of(context, line) for line in kept}
        self._frame = translate(FRAME)
        self.table = ChoiceEntry(options)
        self.section.add(translate(N_("Table of points")), self.table, 2)
        self.about = role(words(), "soft")
        self.section.add_wide(self.about)
        hint = N_("The office fills tables in Excel and imports them on the tab Tables of points.")
        self.section.add_wide(role(words(translate(hint)), "small"))
        self.table.edited.connect(self._say)
        self._say(self.table.value)

    def _name(self, context: Context, table: ScoreTable) -> str:
        place = f" · {table.province}" if table.province else ""
        return f"{table.year}{place} · {context.worded(table.title)}"

    def _say(self, value: object) -> None:
        known = self._words.get(value) if isinstance(value, str) else None
        self.about.setText(known or self._frame)
