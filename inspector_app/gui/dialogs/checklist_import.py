"""What importing a checklist would come to, shown before anything is kept."""

from collections.abc import Iterator

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTabWidget, QVBoxLayout, QWidget

from inspector_app.actions.checklist_files import Preview
from inspector_app.actions.templates import Standing
from inspector_app.checklist.template import Template
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.theme import GRID, role
from inspector_app.gui.widgets.checklist_tree import ChecklistTree
from inspector_app.gui.widgets.comparison_table import MOST_LINES, ComparisonTable
from inspector_app.gui.widgets.entries import LineEntry, cleaned
from inspector_app.gui.widgets.lines_table import Column, LinesTable
from inspector_app.gui.widgets.sections import Section, words
from inspector_app.i18n import explain

SIZE = (116 * GRID, 68 * GRID)
STANDINGS = {
    Standing.NEW: N_("No version of this checklist is here yet."),
    Standing.VERSION: N_("Other versions of this checklist are here; the newest is {version}."),
    Standing.SAME: N_("Exactly this version is here already."),
    Standing.DRAFT: N_("A draft of this version is here: it is replaced."),
    Standing.TAKEN: N_(
        "Version {taken} is published already with other content, and a published version is never edited:"
        " give this one another number."
    ),
}


class ChecklistImportDialog(QDialog):
    """Items, faults, what is not taken over, and the differences to the newest version here."""

    def __init__(
        self, context: Context, preview: Preview, former: Template | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        translate = context.translate
        self._context = context
        self._preview = preview
        self.setWindowTitle(translate(N_("Import {file}")).format(file=preview.file))
        self.resize(*SIZE)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        self.standing = words("\n".join(self._told()))
        column.addWidget(self.standing)
        self.version = LineEntry()
        if preview.standing is Standing.TAKEN:
            self.version.setText(preview.free_version or "")
            section = Section("")
            section.add(translate(N_("Import as version")), self.version)
            column.addWidget(section)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self._fill(former)
        column.addWidget(self.tabs, 1)
        self.buttons = QDialogButtonBox()
        self.act = role(
            self.buttons.addButton(translate(N_("Keep as draft")), QDialogButtonBox.ButtonRole.AcceptRole),
            "primary",
        )
        self.act.setEnabled(preview.template is not None and preview.standing is not Standing.SAME)
        self.act.setDefault(self.act.isEnabled())
        self.buttons.addButton(translate(N_("Cancel")), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column.addWidget(self.buttons)

    @property
    def chosen_version(self) -> str | None:
        """The number to import under, where it must be another than the file's."""
        return cleaned(self.version.text()) if self._preview.standing is Standing.TAKEN else None

    def _told(self) -> Iterator[str]:
        translate, preview = self._context.translate, self._preview
        template = preview.template
        if template is None:
            yield translate(N_("Nothing can be imported: the file has {count} fault(s).")).format(
                count=len(preview.faults)
            )
            return
        yield f"{self._context.worded(template.title)} · {template.id} {template.version}"
        yield translate(N_("{items} items in {areas} areas; nothing is wrong.")).format(
            items=len(template.items), areas=len(template.areas)
        )
        newest = preview.against.ref.version if preview.against is not None else "…"
        yield translate(STANDINGS[preview.standing]).format(version=newest, taken=template.version)
        if preview.unsupported:
            yield translate(N_("Not taken over, or not as it is: {count}.")).format(
                count=len(preview.unsupported)
            )

    def _fill(self, former: Template | None) -> None:
        translate, preview = self._context.translate, self._preview
        if preview.faults:
            self._list(N_("Faults"), [self._fault(place) for place in range(len(preview.faults))])
        if preview.unsupported:
            lines = [
                (
                    own.place,
                    translate(own.what).format_map(own.parameters),
                    translate(own.instead).format_map(own.parameters) if own.instead else "",
                )
                for own in preview.unsupported
            ]
            self._list(N_("Not taken over"), lines)
        if preview.template is not None:
            tree = ChecklistTree(self._context)
            tree.show_template(preview.template)
            self.tabs.addTab(tree, translate(N_("Items")))
        if preview.comparison is not None and preview.template is not None and former is not None:
            table = ComparisonTable(self._context)
            table.show_comparison(preview.comparison, former, preview.template)
            title = translate(N_("Differences from version {version}"))
            self.tabs.addTab(table, title.format(version=former.version))
        if preview.warnings:
            said = [
                (own.place, translate(own.what).format_map(own.parameters), "") for own in preview.warnings
            ]
            self._list(N_("To look at again"), said)

    def _list(self, title: str, lines: list[tuple[str, str, str]]) -> None:
        translate = self._context.translate
        table = LinesTable(
            translate(title),
            (
                Column(translate(N_("Where in the file")), 26 * GRID),
                Column(translate(N_("What"))),
                Column(translate(N_("What happens")), 34 * GRID),
            ),
            key=lambda line: line,
        )
        table.show_lines([(line, line) for line in lines[:MOST_LINES]])
        self.tabs.addTab(table, f"{translate(title)} ({len(lines)})")

    def _fault(self, place: int) -> tuple[str, str, str]:
        error = self._preview.faults[place]
        told = explain(error, self._context.translate)
        own = error.parameters
        names = ("sheet", "row", "column") if own.get("sheet") is not None else ("item", "field")
        parts = [str(own[name]) for name in names if own.get(name) is not None]
        return " · ".join(parts), told.why, told.todo
