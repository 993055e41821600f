"""What is looked at: the files, the register they belong to, and which of them are drawn. It writes nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QPushButton, QVBoxLayout, QWidget

from inspector_app.actions.drawing import read_register
from inspector_app.actions.e_documents import find
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.outgoing import OutgoingColumns, OutgoingRegister
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.dialogs.files import choose_files, choose_folder
from inspector_app.gui.sampling.drawing_card import DrawingCard
from inspector_app.gui.sampling.register_card import RegisterCard
from inspector_app.gui.tasks import CancelledError, Lane, Task
from inspector_app.gui.theme import GRID, measure, role
from inspector_app.gui.widgets.carried import Carried
from inspector_app.gui.widgets.drop_place import DropPlace
from inspector_app.gui.widgets.sections import Section, beside, scrolled, words

A_FOLDER, ANOTHER_FOLDER = N_("Choose a folder …"), N_("Add a folder …")
LONGEST = 48
"""Letters of what was looked at last, on one line of its card."""


@dataclass(frozen=True, slots=True)
class Files:
    """What lies in the folders and files that were named."""

    pdfs: int
    others: int
    closed: tuple[str, ...]
    file_of: Callable[[str], Path | None]
    """Where a file of the report lies on this computer."""


class SourcesPage(DropPlace):
    """Three cards: files, register, which documents. Files and registers may be dropped anywhere on it."""

    list_asked = Signal()
    edited = Signal()

    def __init__(self, context: Context, sources: Sequence[Path], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._translate = context.translate
        self._closed = False
        self._turn = 0
        """Of the look at the files that counts: an older one may end later."""
        self.sources: tuple[Path, ...] = ()
        self.found: Files | None = None
        self.register_path: Path | None = None
        self.register: OutgoingRegister | None = None
        self.columns: OutgoingColumns | None = None
        self.files = self._files_card()
        self.register_card = RegisterCard(context)
        self.register_card.chosen.connect(self.take_register)
        self.register_card.columns_corrected.connect(self._correct)
        self.drawing = DrawingCard(context)
        self.drawing.list_asked.connect(self.list_asked)
        self.drawing.edited.connect(self.edited)
        upper = QWidget()
        row = QHBoxLayout(upper)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * GRID)
        for card in (self.files, self.register_card):
            inside = card.layout()
            if isinstance(inside, QVBoxLayout):
                inside.addStretch(1)  # the lower of the two begins at its top
            row.addWidget(card, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scrolled(upper, self.drawing))
        self.dropped.connect(self._take_dropped)
        self._take_dropped(Carried(tuple(sources)))

    @property
    def population(self) -> int:
        """N: lines of the register, else files."""
        if self.register is not None:
            return len(self.register.lines)
        return self.found.pdfs if self.found is not None else 0

    @property
    def problem(self) -> str | None:
        """Why nothing can be examined yet, in the interface's language."""
        if self.register is not None and not self.sources:
            return self._problem_of_the_draw()
        if self.found is None or not (self.found.pdfs or self.register):
            return self._translate(N_("Choose the folder or the files first."))
        if self.register_path is not None and self.register is None:
            return self._translate(N_("The register is still being read."))
        return self.drawing.problem

    def _problem_of_the_draw(self) -> str:
        """What can be done while the unit has not handed over its files: draw, and save the list for it."""
        _ = self._translate
        if self.drawing.drawn is None:
            return _(N_("Choose the folder, or draw at random and save the list for the unit now."))
        return self.drawing.problem or _(
            N_("The drawn list can be saved for the unit now; choose the folder once the files are there.")
        )

    def file_of(self, path: str) -> Path | None:
        """Where a file of the report lies on this computer."""
        return self.found.file_of(path) if self.found is not None else None

    def close_down(self) -> None:
        """The window closes: what still comes is not shown."""
        self._closed = True

    def add_sources(self, paths: Sequence[Path]) -> None:
        """Look into these too."""
        self._look_into(tuple(dict.fromkeys((*self.sources, *paths))))

    def take_register(self, path: Path | None, columns: OutgoingColumns | None = None) -> None:
        """Read a register, or go on without one."""
        self.register_path, self.register, self.columns = path, None, columns
        self._show_population()
        if path is None:
            self.register_card.show_register(None)
            return
        self.register_card.show_reading(path)

        def read(_workspace: Workspace, task: Task) -> OutgoingRegister:
            register = read_register(path, columns, cancelled=task.cancelled)
            if register is None:
                raise CancelledError
            return register

        def show(register: OutgoingRegister) -> None:
            if self._closed or self.register_path != path:
                return
            self.register = register
            self.register_card.show_register(register)
            self._show_population()

        def failed() -> None:
            if not self._closed and self.register_path == path:
                self.take_register(None)

        self._context.run_task("", read, show, failed, Lane.APART)

    def invitation(self, carried: Carried) -> tuple[bool, str] | None:
        """Folders, PDF files and registers are welcome."""
        if not carried.paths:
            return None
        if carried.tables and len(carried.tables) == len(carried.paths):
            return True, self._translate(N_("Use it as the register of outgoing documents"))
        return True, self._translate(N_("Check these files"))

    def _take_dropped(self, carried: Carried) -> None:
        tables = carried.tables
        others = [path for path in carried.paths if path not in tables]
        if others:
            self.add_sources(others)
        if tables:
            self.take_register(tables[0])

    def _files_card(self) -> Section:
        _ = self._translate
        card = Section(_(N_("1. E-documents")))
        self.said = words(_(N_("Drop a folder or PDF files exported from E-Office here, or choose them.")))
        card.add_wide(self.said)
        self.list = QListWidget()
        self.list.setAccessibleName(_(N_("Folders and files to check")))
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        measure(self.list, most_height=12 * GRID)
        self.list.currentRowChanged.connect(lambda _row: self._show_buttons())
        card.add_wide(self.list)
        self.folder_button = self._button(A_FOLDER, "")
        self.folder_button.clicked.connect(self._choose_folder)
        self.files_button = self._button(N_("Choose files …"), "")
        self.files_button.clicked.connect(self._choose_files)
        self.remove_button = self._button(N_("Leave out"), "quiet")
        self.remove_button.clicked.connect(self._remove)
        card.add_wide(beside(self.folder_button, self.files_button, self.remove_button, None))
        self._last = self._context.examined_last
        self.recent = self._button(N_("As last time: {names}"), "link")
        if self._last is not None:
            files, register = self._last
            paths = [*files, *([register] if register is not None else [])]
            names = ", ".join(path.name or str(path) for path in paths)
            names = names if len(names) <= LONGEST else f"{names[: LONGEST - 1]}…"
            self.recent.setText(self.recent.text().format(names=names))
            self.recent.setToolTip("\n".join(map(str, paths)))
            self.recent.clicked.connect(self._take_last)
        card.add_wide(beside(self.recent, None))
        self.list.hide()
        self._show_buttons()
        return card

    def _button(self, text: str, look: str) -> QPushButton:
        button = QPushButton(self._translate(text))
        button.setAutoDefault(False)
        return role(button, look) if look else button

    def _choose_folder(self) -> None:
        title = self._translate(N_("Folder of e-documents"))
        if (path := choose_folder(self._context, self, title)) is not None:
            self.add_sources([path])

    def _choose_files(self) -> None:
        _ = self._translate
        paths = choose_files(self._context, self, _(N_("E-documents")), _(N_("PDF files")), "*.pdf")
        if paths:
            self.add_sources(paths)

    def _take_last(self) -> None:
        if self._last is not None:
            files, register = self._last
            self.add_sources(files)
            if register is not None:
                self.take_register(register)

    def _remove(self) -> None:
        row = self.list.currentRow()
        if row >= 0:
            self._look_into((*self.sources[:row], *self.sources[row + 1 :]))

    def _show_buttons(self) -> None:
        self.folder_button.setText(self._translate(ANOTHER_FOLDER if self.sources else A_FOLDER))
        self.remove_button.setVisible(bool(self.sources))
        self.remove_button.setEnabled(self.list.currentRow() >= 0)
        self.recent.setVisible(self._last is not None and not self.sources)

    def _look_into(self, sources: tuple[Path, ...]) -> None:
        """Count what lies there, beside the window's work: a share may be slow."""
        self.sources, self.found = sources, None
        self._turn += 1
        turn = self._turn
        self.list.clear()
        self.list.addItems([str(path) for path in sources])
        self.list.setCurrentRow(len(sources) - 1)
        self.list.setVisible(bool(sources))
        self.list.setFixedHeight(self.list.sizeHintForRow(0) * min(len(sources), 3) + GRID if sources else 0)
        self._show_buttons()
        self._show_found()
        if not sources:
            return

        def look(_workspace: Workspace, _task: Task) -> Files:
            found = find(sources)
            closed = tuple(own.path for own in found.closed)
            return Files(len(found.pdfs), len(found.others), closed, found.file_of)

        def show(found: Files) -> None:
            if not self._closed and turn == self._turn:
                self.found = found
                self._show_found()

        self._context.run_task("", look, show)

    def _show_found(self) -> None:
        _ = self._translate
        found = self.found
        if not self.sources:
            told = [_(N_("Drop a folder or PDF files exported from E-Office here, or choose them."))]
        elif found is None:
            told = [_(N_("Looking for files …"))]
        else:
            told = [
                _(N_("PDF files: {count}.")).format(count=found.pdfs)
                if found.pdfs
                else _(N_("There is no PDF file in it."))
            ]
            if found.others:
                told.append(_(N_("Other files, only listed: {count}.")).format(count=found.others))
            if found.closed:
                names = ", ".join(found.closed)
                told.append(_(N_("The system does not open: {names}.")).format(names=names))
        self.said.setText(" ".join(told))
        self._show_population()

    def _correct(self, columns: OutgoingColumns) -> None:
        if self.register_path is not None:
            self.take_register(self.register_path, columns)

    def _show_population(self) -> None:
        files = self.found.pdfs if self.found is not None else 0
        self.drawing.show_population(self.population, of_register=self.register is not None, files=files)
        self.edited.emit()
