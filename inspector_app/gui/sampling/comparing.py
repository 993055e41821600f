"""Shows what is not as it was in the last check of the same item."""

from collections.abc import Sequence

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from inspector_app.checklist.e_documents import Examination
from inspector_app.checklist.examination_changes import Difference
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.dialogs.form import FormDialog
from inspector_app.gui.sampling.words import DIFFERENCES, called, difference_in_words
from inspector_app.gui.theme import GRID, measure, role
from inspector_app.gui.widgets.entries import moment_text
from inspector_app.gui.widgets.lines_table import Column, LinesTable
from inspector_app.gui.widgets.sections import words


class DifferencesDialog(FormDialog):
    """A line for each thing that differs; the last check is named by its time."""

    def __init__(
        self, context: Context, before: Examination, found: Sequence[Difference], parent: QWidget
    ) -> None:
        _ = context.translate
        super().__init__(_, _(N_("Different from last time")), None, parent)
        measure(self, least_width=96 * GRID)
        told = _(N_("Compared with the check of {at}, folder {folder}.")).format(
            at=moment_text(before.examined_at), folder=before.folder
        )
        self.section.add_wide(words(told))
        if before.selection.seed is not None:
            drawn = _(N_("It was drawn with the seed {seed}.")).format(seed=before.selection.seed)
            self.section.add_wide(role(words(drawn), "soft"))
        self.table = LinesTable(
            _(N_("Different from last time")),
            (
                Column(_(N_("Document")), 22 * GRID),
                Column(_(N_("What differs")), 18 * GRID),
                Column(_(N_("Before → now"))),
            ),
            key=lambda line: line,
        )
        lines = [
            (
                (
                    called(document),
                    _(DIFFERENCES[difference.kind]),
                    difference_in_words(difference, _),
                ),
                (difference.key, difference.kind),
            )
            for difference in found
            if (document := difference.after or difference.before) is not None
        ]
        self.table.show_lines(lines)
        measure(self.table, least_height=36 * GRID)
        self.section.add_wide(self.table)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Only now the columns have their widths, by which the texts wrap.
        self.table.resizeRowsToContents()
