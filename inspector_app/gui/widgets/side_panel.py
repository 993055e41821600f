"""What belongs to the current item and is not its answer: what to look at, legal bases, files, shortcoming."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from inspector_app.actions.visits import OpenVisit
from inspector_app.checklist.finding import Finding
from inspector_app.checklist.listed import of_item
from inspector_app.checklist.seal import Stage
from inspector_app.checklist.sentences import remedy_of, shortcoming_of
from inspector_app.checklist.template import FactSpec, Item
from inspector_app.checklist.wording import deadline_in_words
from inspector_app.errors import N_
from inspector_app.gui.beforehand import Beforehand
from inspector_app.gui.bridge import Context
from inspector_app.gui.theme import GRID, SIDE_WIDTH, measure, role
from inspector_app.gui.widgets.adding_files import choose_and_keep
from inspector_app.gui.widgets.carried import Carried, carried_by
from inspector_app.gui.widgets.doors import answerable, invitation
from inspector_app.gui.widgets.drop_place import DropPlace
from inspector_app.gui.widgets.file_checks import look_into_files
from inspector_app.gui.widgets.former_view import FormerView
from inspector_app.gui.widgets.item_files import ItemFiles
from inspector_app.gui.widgets.sections import words
from inspector_app.i18n import Translate

_Invitation = Callable[[Carried], tuple[bool, str] | None]


class _Inside(DropPlace):
    """The whole panel takes files for the current item."""

    def __init__(self, invite: _Invitation) -> None:
        super().__init__()
        self._invite = invite
        self.setFrameShape(QFrame.Shape.NoFrame)

    def invitation(self, carried: Carried) -> tuple[bool, str] | None:
        return self._invite(carried)


class SidePanel(QScrollArea):
    """Follows the current item."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._opened: OpenVisit | None = None
        self._item: Item | None = None
        _ = context.translate
        role(self, "panel")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        measure(self, width=SIDE_WIDTH)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inside = inside = _Inside(self._invitation)
        inside.dropped.connect(self._bring)
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        self._column.setSpacing(GRID // 2)
        self._name = role(words(parent=inside), "heading")
        self._column.addWidget(self._name)
        self._look_at = self._part(_(N_("What to look at")))
        self._legal = self._part(_(N_("Legal basis")))
        self.former = FormerView(context, inside)
        self._column.addWidget(self.former)
        self._head(_(N_("Files and pictures")))
        self.files = ItemFiles(context, inside)
        self.files.add_wanted.connect(self._choose)
        self.files.paste_wanted.connect(self.paste)
        self._column.addWidget(self.files)
        self.by_files = role(QPushButton(_(N_("Answer from files"))), "link")
        self.by_files.setAutoDefault(False)
        self.by_files.setToolTip(
            _(N_("Check the signatures of e-documents, or count a register of dossiers"))
        )
        self.by_files.setMenu(QMenu(self.by_files))
        self._column.addWidget(self.by_files, 0, Qt.AlignmentFlag.AlignLeft)
        self._shortcoming = self._part(_(N_("Shortcoming")))
        self._open_finding = role(QPushButton(_(N_("Remedy, owner, deadline …"))), "link")
        self._open_finding.setAutoDefault(False)
        self._open_finding.clicked.connect(self._go_to_finding)
        self._column.addWidget(self._open_finding, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)
        self.setWidget(inside)

    def show_item(
        self, opened: OpenVisit | None, item: Item | None, before: Beforehand | None = None
    ) -> None:
        """Show what belongs to `item` of the visit, and what was answered `before`."""
        self._opened, self._item = opened, item
        self._inside.setVisible(item is not None)
        if opened is None or item is None:
            return
        _ = self._context.translate
        self._name.setText(_(N_("Item {item}")).format(item=item.id))
        self._look_at.setText(self._context.worded(item.look_at) or "–")
        self._legal.setText(_legal_lines(item, opened, _(N_("(not printed)"))) or _(N_("None recorded.")))
        if before is not None:
            self.former.show_answer(before, before.of(item.id))
        self.files.show_item(opened, item)
        self._offer_checks(opened, item, opened.stage is not Stage.CHECKING)
        findings = of_item(opened.visit.findings, item.id)
        self._shortcoming.setText(
            "\n\n".join(_finding_lines(own, opened, _) for own in findings) or _(N_("None for this item."))
        )
        self._open_finding.setVisible(bool(findings))

    def show_former_part(self) -> None:
        """Bring last time's answer into sight."""
        self.ensureWidgetVisible(self.former, 0, 2 * GRID)

    def choose_file(self) -> None:
        """Ask for a file for the current item."""
        if self.files.add.isEnabled():
            self._choose()

    def _head(self, title: str) -> None:
        label = role(words(title), "label")
        label.setContentsMargins(0, GRID + GRID // 2, 0, 0)
        self._column.addWidget(label)

    def _part(self, title: str) -> QLabel:
        self._head(title)
        content = words()
        self._column.addWidget(content)
        return content

    def _choose(self) -> None:
        if self._opened is not None and self._item is not None:
            choose_and_keep(self._context, self, self._item.id, self._item.evidence)

    def _offer_checks(self, opened: OpenVisit, item: Item, locked: bool) -> None:
        """What files can answer here, also where the checklist does not say so."""
        _ = self._context.translate
        menu = self.by_files.menu()
        menu.clear()
        for spec, documents in () if locked else answerable(opened, item):
            text = N_("Check document files: {fact} …") if documents else N_("Read the register: {fact} …")
            entry = menu.addAction(_(text).format(fact=self._context.worded(spec.label)).replace("&", "&&"))
            entry.triggered.connect(partial(self._look_into, item, spec))
        self.by_files.setVisible(not menu.isEmpty())

    def _look_into(self, item: Item, spec: FactSpec, _checked: bool = False) -> None:
        look_into_files(self._context, self.window(), item, spec)

    def _invitation(self, carried: Carried) -> tuple[bool, str] | None:
        if self._opened is None or self._item is None:
            return None
        return invitation(self._context.translate, self._opened, self._item, carried)

    def _bring(self, carried: Carried) -> None:
        if self._item is not None:
            self._context.brought.emit(self._item.id, carried)

    def paste(self) -> None:
        """Take what is on the clipboard to the current item."""
        carried = carried_by(QGuiApplication.clipboard().mimeData())
        if self._item is not None:
            self._context.brought.emit(self._item.id, carried or Carried())

    def _go_to_finding(self) -> None:
        if self._opened is not None and self._item is not None:
            finding = self._opened.visit.finding_of(self._item.id)
            if finding is not None:
                self._context.go_to(f"finding:{finding.id}", "remedy")


def _legal_lines(item: Item, opened: OpenVisit, unprinted: str) -> str:
    moment = opened.visit.details.opened_at
    day: date | None = moment.date() if moment is not None else None
    return "\n".join(
        f"• {basis.citation}" if basis.printable_on(day) else f"• {basis.citation} {unprinted}"
        for basis in item.legal
    )


def _finding_lines(finding: Finding, opened: OpenVisit, translate: Translate) -> str:
    text = shortcoming_of(finding, opened.template, opened.visit.answers) or "…"
    mark = f"({translate(N_('recurring'))})" if finding.recurs else None
    remedy = remedy_of(finding, opened.template, opened.visit.answers)
    lines = [text, mark, remedy, finding.owner]
    if finding.deadline is not None:
        lines.append(deadline_in_words(finding.deadline))
    return "\n".join(line for line in lines if line)
