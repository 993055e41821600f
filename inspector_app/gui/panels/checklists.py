"""Office tab Danh mục: every version of every checklist, its life, in and out as files, and what differs."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QMenu, QPushButton, QVBoxLayout, QWidget

from inspector_app.actions import checklist_files, templates
from inspector_app.actions.checklist_files import FileKind, Preview
from inspector_app.actions.files import save_file
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.editions import SHIPPED, Edition, Status
from inspector_app.checklist.template import Template, TemplateRef
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.dialogs.checklist_import import ChecklistImportDialog
from inspector_app.gui.dialogs.comparison import ComparisonDialog
from inspector_app.gui.dialogs.files import choose_file, choose_target, read_chosen
from inspector_app.gui.dialogs.form import FormDialog
from inspector_app.gui.tasks import CancelledError, Task
from inspector_app.gui.theme import GRID, measure, role
from inspector_app.gui.widgets.checklist_tree import ChecklistTree
from inspector_app.gui.widgets.empty import EmptyState, WithEmptyState
from inspector_app.gui.widgets.entries import day_text
from inspector_app.gui.widgets.lines_table import Column, LinesTable
from inspector_app.gui.widgets.sections import beside, words

DETAIL_WIDTH = 44 * GRID
DETAIL_FROM = 2 * DETAIL_WIDTH + 12 * GRID
"""Width of the panel from which the items of the chosen version stand beside the list."""
STATUSES = {
    Status.DRAFT: N_("Draft"),
    Status.PUBLISHED: N_("Published"),
    Status.RETIRED: N_("Not in use"),
}
ENDINGS = "*.toml *.xlsx *.xls *.XLSX *.XLS *.csv *.md"


@dataclass(frozen=True, slots=True)
class Looked:
    """A file that was looked at, with the version that it is compared with."""

    preview: Preview
    former: Template | None


class ChecklistsPanel(QWidget):
    """A list at the left, the chosen version at the right; every act is a button above."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        translate = context.translate
        self.editions: tuple[Edition, ...] = ()
        self.table = LinesTable(
            translate(N_("Checklists")),
            (
                Column(translate(N_("Checklist"))),
                Column(translate(N_("Version")), 11 * GRID),
                Column(translate(N_("State")), 13 * GRID),
                Column(translate(N_("Items")), 10 * GRID),
                Column(translate(N_("Used by")), 12 * GRID),
            ),
            key=lambda own: own.ref.sha256,
        )
        self.table.line_chosen.connect(self._chosen)
        self.table.line_opened.connect(lambda _own: self._ask_comparison())
        self.all = QCheckBox(translate(N_("Show those not in use")))
        self.all.toggled.connect(lambda _on: self._list())
        self.import_button = role(QPushButton(translate(N_("Import a file…"))), "primary")
        self.import_button.clicked.connect(self._ask_import)
        self.export_button = QPushButton(translate(N_("Export…")))
        self.export_button.clicked.connect(self._ask_kind)
        self.compare_button = QPushButton(translate(N_("Compare…")))
        self.compare_button.clicked.connect(self._ask_comparison)
        self.publish_button = QPushButton(translate(N_("Publish…")))
        self.publish_button.clicked.connect(self._ask_publish)
        self.retire_button = QPushButton(translate(N_("Take out of use")))
        self.retire_button.clicked.connect(self._retire)
        self.delete_button = role(QPushButton(translate(N_("Delete the draft"))), "quiet")
        self.delete_button.clicked.connect(self._delete)
        self.duplicate_button = role(QPushButton(translate(N_("Next version as draft"))), "quiet")
        self.duplicate_button.clicked.connect(self._duplicate)
        self.heading, self.about = role(words(), "heading"), role(words(), "soft")
        self.tree = ChecklistTree(context)
        empty = EmptyState(translate(N_("No checklist is in use.")), translate(N_("Import a file…")))
        empty.wanted.connect(self._ask_import)
        self.stack = WithEmptyState(self._content(), empty)
        self.stack.show_content(True)  # nothing is known before the list was read
        whole = QVBoxLayout(self)
        whole.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        acts = (self.publish_button, self.retire_button, self.compare_button, self.export_button)
        whole.addLayout(beside(None, *acts, self.import_button))
        whole.addWidget(self.stack, 1)
        whole.addLayout(beside(self.all, None, self.delete_button, self.duplicate_button))
        self._chosen()

    def refresh(self) -> None:
        """Read the list anew, beside the window."""
        self._context.run_task("", _read, self._show)

    def look_at(self, path: Path) -> None:
        """Read a file and show what importing it would come to."""
        title = self._context.translate(N_("Reading the checklist {name}")).format(name=path.name)
        self._context.run_task(title, partial(_look, path), self._looked)

    def keep(self, template: Template, source: str, version: str | None) -> None:
        """Keep a checklist as a draft."""
        self._do(
            N_("Importing the checklist"), partial(_keep, template, source, version), N_("Kept as draft.")
        )

    def export_to(self, own: Edition, kind: FileKind, path: Path) -> None:
        """Write a version as a file."""
        title = self._context.translate(N_("Writing {name}")).format(name=path.name)
        said = self._context.translate(N_("Written: {name}")).format(name=path.name)
        job = partial(_export, own.ref.sha256, kind, path)
        self._context.run_task(title, job, lambda _done: self._context.say(said))

    def publish(self, own: Edition) -> None:
        """Offer a version for new visits."""
        said = N_("Published: new visits can go by it.")
        self._do(N_("Publishing the checklist"), partial(_publish, own.ref.sha256), said)

    @property
    def chosen(self) -> Edition | None:
        found: Edition | None = self.table.chosen
        return found

    def _content(self) -> QWidget:
        self.detail = role(QFrame(), "card")
        measure(self.detail, width=DETAIL_WIDTH)
        inside = QVBoxLayout(self.detail)
        inside.setContentsMargins(GRID + GRID // 2, GRID, GRID // 2, GRID // 2)
        inside.addWidget(self.heading)
        inside.addWidget(self.about)
        inside.addWidget(self.tree, 1)
        content = QWidget()
        content.setLayout(beside(self.table, self.detail, stretch=0))
        return content

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside the list of visits there is no room for the items."""
        super().resizeEvent(event)
        self.detail.setVisible(self.width() >= DETAIL_FROM)

    def _show(self, found: tuple[Edition, ...]) -> None:
        self.editions = found
        self._list()

    def _list(self) -> None:
        shown = [own for own in self.editions if self.all.isChecked() or own.status is not Status.RETIRED]
        self.table.show_lines([(self._texts(own), own) for own in shown])
        self.stack.show_content(bool(shown))
        if self.chosen is None and shown:
            self.table.choose(shown[0].ref.sha256)

    def _texts(self, own: Edition) -> tuple[str, ...]:
        return (
            self._context.worded(own.title),
            own.ref.version,
            self._context.translate(STATUSES[own.status]),
            str(own.items),
            str(own.visits) if own.visits else "",
        )

    def _chosen(self) -> None:
        own = self.chosen
        self.publish_button.setVisible(own is not None and own.status is not Status.PUBLISHED)
        self.retire_button.setVisible(own is not None and own.status is Status.PUBLISHED)
        self.delete_button.setVisible(own is not None and own.status is Status.DRAFT)
        for button in (self.export_button, self.compare_button, self.duplicate_button):
            button.setEnabled(own is not None)
        self.compare_button.setEnabled(own is not None and len(self.editions) > 1)
        self.heading.setText("" if own is None else self._context.worded(own.title))
        self.about.setText("" if own is None else "\n".join(self._about(own)))
        if own is None:
            self.tree.show_template(None)
        else:
            self._context.run_task("", partial(_template, own.ref.sha256), self._show_template)

    def _about(self, own: Edition) -> list[str]:
        translate = self._context.translate
        source = translate(N_("comes with the program")) if own.source == SHIPPED else own.source
        first = [f"{own.ref.id} {own.ref.version}", translate(STATUSES[own.status]), source]
        lines = [" · ".join(part for part in first if part)]
        if own.checked_on is not None:
            text = translate(N_("Legal bases checked on {day}"))
            lines.append(text.format(day=day_text(own.checked_on)))
        if own.visits:
            lines.append(translate(N_("Used by {count} visit(s) on this computer")).format(count=own.visits))
        return lines

    def _show_template(self, template: Template) -> None:
        own = self.chosen
        if own is not None and own.ref == template.ref:
            self.tree.show_template(template)

    def _ask_import(self) -> None:
        translate = self._context.translate
        title, kinds = translate(N_("Choose a checklist")), translate(N_("Checklists (TOML, XLSForm)"))
        if (path := choose_file(self._context, self, title, kinds, ENDINGS)) is not None:
            self.look_at(path)

    def _looked(self, looked: Looked) -> None:
        dialog = ChecklistImportDialog(self._context, looked.preview, looked.former, self)
        if dialog.exec() and looked.preview.template is not None:
            self.keep(looked.preview.template, looked.preview.file, dialog.chosen_version)

    def _ask_kind(self) -> None:
        """Excel for officials, TOML for whoever keeps checklists under version control."""
        menu = QMenu(self)
        for text, kind in (
            (N_("Excel form, XLSForm (.xlsx)…"), FileKind.XLSFORM),
            (N_("Text file (.toml)…"), FileKind.TOML),
        ):
            menu.addAction(self._context.translate(text)).triggered.connect(partial(self._ask_export, kind))
        menu.exec(self.export_button.mapToGlobal(QPoint(0, self.export_button.height())))
        menu.deleteLater()

    def _ask_export(self, kind: FileKind, *_checked: object) -> None:
        if (own := self.chosen) is None:
            return
        translate = self._context.translate
        title, kinds = translate(N_("Export the checklist")), translate(N_("Checklists"))
        name = checklist_files.file_name(own.ref, kind)
        path = choose_target(self._context, self, title, kinds, f".{kind}", name)
        if path is not None:
            self.export_to(own, kind, path)

    def _ask_comparison(self) -> None:
        if (own := self.chosen) is not None and len(self.editions) > 1:
            ComparisonDialog(self._context, self.editions, own, self).exec()

    def _ask_publish(self) -> None:
        if (own := self.chosen) is None:
            return
        translate = self._context.translate
        dialog = FormDialog(translate, translate(N_("Publish a checklist")), translate(N_("Publish")), self)
        dialog.section.add_wide(role(words(f"{own.ref.id} {own.ref.version}"), "heading"))
        text = N_(
            "New visits can go by it from now on. A published version is never edited: what changes later"
            " becomes another version."
        )
        dialog.section.add_wide(words(translate(text)))
        if dialog.exec():
            self.publish(own)

    def _retire(self) -> None:
        if (own := self.chosen) is not None:
            said = N_("Not offered for new visits any longer; running visits stay on it.")
            self._do(N_("Taking the checklist out of use"), partial(_retire, own.ref.sha256), said)

    def _delete(self) -> None:
        if (own := self.chosen) is not None:
            self._do(N_("Deleting the draft"), partial(_delete, own.ref.sha256), N_("The draft is deleted."))

    def _duplicate(self) -> None:
        if (own := self.chosen) is not None:
            said = N_("A draft was made. Export it, edit it, and import it again.")
            self._do(N_("Making the draft"), partial(_duplicate, own.ref.sha256), said)

    def _do(self, title: str, job: Callable[[Workspace, Task], TemplateRef | None], said: str) -> None:
        """Run an act beside the window, say that it was done and choose what it made."""
        translate = self._context.translate

        def done(ref: TemplateRef | None) -> None:
            self._context.say(translate(said))
            self._context.run_task("", _read, partial(self._show_and_choose, ref))

        self._context.run_task(translate(title), job, done)

    def _show_and_choose(self, ref: TemplateRef | None, found: tuple[Edition, ...]) -> None:
        self._show(found)
        if ref is not None:
            self.table.choose(ref.sha256)


def _read(workspace: Workspace, _task: Task) -> tuple[Edition, ...]:
    return templates.editions(workspace)


def _template(sha256: str, workspace: Workspace, _task: Task) -> Template:
    return templates.template_of(workspace, sha256)


def _look(path: Path, workspace: Workspace, task: Task) -> Looked:
    task.progress(0, 2)
    data = read_chosen(path, checklist_files.MOST_BYTES)
    preview = checklist_files.preview(workspace, data, path.name)
    task.progress(1, 2)
    former = None
    if preview.against is not None:
        former = templates.template_of(workspace, preview.against.ref.sha256)
    if task.cancelled():
        raise CancelledError
    return Looked(preview, former)


def _keep(
    template: Template, source: str, version: str | None, workspace: Workspace, _task: Task
) -> TemplateRef:
    return templates.import_template(workspace, template, source, version=version)


def _export(sha256: str, kind: FileKind, path: Path, workspace: Workspace, _task: Task) -> None:
    save_file(path, checklist_files.export(workspace, sha256, kind))


def _publish(sha256: str, workspace: Workspace, _task: Task) -> TemplateRef:
    return templates.publish(workspace, sha256)


def _retire(sha256: str, workspace: Workspace, _task: Task) -> None:
    templates.retire(workspace, sha256)


def _delete(sha256: str, workspace: Workspace, _task: Task) -> None:
    templates.delete_draft(workspace, sha256)


def _duplicate(sha256: str, workspace: Workspace, _task: Task) -> TemplateRef:
    return templates.duplicate(workspace, sha256)
