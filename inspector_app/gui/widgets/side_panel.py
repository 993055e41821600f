"""What belongs to the current item and is not its answer: what to look at, legal bases, files, shortcoming."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from inspector_app.actions.answers import remove, set_values
from inspector_app.actions.visits import OpenVisit
from inspector_app.checklist.finding import Finding
from inspector_app.checklist.listed import of_item
from inspector_app.checklist.seal import Stage
from inspector_app.checklist.sentences import remedy_of, shortcoming_of
from inspector_app.checklist.template import Item
from inspector_app.checklist.visit import Evidence, VisitId
from inspector_app.checklist.wording import deadline_in_words
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.dialogs.evidence import EvidenceDialog
from inspector_app.gui.theme import GRID, SIDE_WIDTH, role
from inspector_app.gui.widgets.adding_files import choose_and_keep, keep, keep_path
from inspector_app.gui.widgets.sections import words
from inspector_app.i18n import Translate


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
        self.setFixedWidth(SIDE_WIDTH)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inside = inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        self._column.setSpacing(GRID // 2)
        self._name = role(words(parent=inside), "heading")
        self._column.addWidget(self._name)
        self._look_at = self._part(_(N_("What to look at")))
        self._legal = self._part(_(N_("Legal basis")))
        self._files = self._part(_(N_("Files and pictures")))
        self._column.addLayout(self._file_buttons())
        self._shortcoming = self._part(_(N_("Shortcoming")))
        self._open_finding = role(QPushButton(_(N_("Remedy, owner, deadline …"))), "link")
        self._open_finding.setAutoDefault(False)
        self._open_finding.clicked.connect(self._go_to_finding)
        self._column.addWidget(self._open_finding, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)
        self.setWidget(inside)

    def show_item(self, opened: OpenVisit | None, item: Item | None) -> None:
        """Show what belongs to `item` of the visit."""
        self._opened, self._item = opened, item
        self._inside.setVisible(item is not None)
        if opened is None or item is None:
            return
        _ = self._context.translate
        self._name.setText(_(N_("Item {item}")).format(item=item.id))
        self._look_at.setText(self._context.worded(item.look_at) or "–")
        self._legal.setText(_legal_lines(item, opened, _(N_("(not printed)"))) or _(N_("None recorded.")))
        files = opened.visit.evidence_of(item.id)
        self._files.setText("\n".join(map(_file_line, files)) or _(N_("None yet.")))
        locked = opened.stage is not Stage.CHECKING
        for button in (self._add, self._paste, self._edit):
            button.setEnabled(not locked)
        self._edit.setVisible(bool(files))
        findings = of_item(opened.visit.findings, item.id)
        self._shortcoming.setText(
            "\n\n".join(_finding_lines(own, opened, _) for own in findings) or _(N_("None for this item."))
        )
        self._open_finding.setVisible(bool(findings))

    def _part(self, title: str) -> QLabel:
        label = role(words(title), "label")
        label.setContentsMargins(0, GRID + GRID // 2, 0, 0)
        self._column.addWidget(label)
        content = words()
        self._column.addWidget(content)
        return content

    def _file_buttons(self) -> QHBoxLayout:
        _ = self._context.translate
        self._add = QPushButton(_(N_("Add a file …")))
        self._add.clicked.connect(self._choose)
        self._paste = QPushButton(_(N_("Paste")))
        self._paste.setToolTip(_(N_("Paste a picture from the clipboard")))
        self._paste.clicked.connect(self._paste_picture)
        self._edit = QPushButton(_(N_("Edit …")))
        self._edit.setToolTip(_(N_("Caption, print or take away the files of this item")))
        self._edit.clicked.connect(self._edit_files)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        for button in (self._add, self._paste, self._edit):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _choose(self) -> None:
        if self._opened is not None and self._item is not None:
            visit_id, need = self._opened.visit.id, self._item.evidence
            choose_and_keep(self._context, self, visit_id, self._item.id, need)

    def _edit_files(self) -> None:
        if self._opened is None or self._item is None:
            return
        visit_id, item_id = self._opened.visit.id, self._item.id
        files = self._opened.visit.evidence_of(item_id)
        dialog = EvidenceDialog(self._context, files, self)
        dialog.accepted.connect(lambda: self._keep_edited(visit_id, dialog))
        dialog.open()

    def _keep_edited(self, visit_id: VisitId, dialog: EvidenceDialog) -> None:
        if dialog.gone.isChecked():
            self._context.perform(remove, visit_id, f"evidence:{dialog.chosen.sha256}")
        else:
            self._context.perform(set_values, visit_id, dialog.changes())

    def add_path(self, path: Path) -> None:
        """Keep a file as evidence of the current item."""
        if self._opened is not None and self._item is not None:
            keep_path(self._context, self._opened.visit.id, self._item.id, path)

    def _paste_picture(self) -> None:
        _ = self._context.translate
        image = QGuiApplication.clipboard().image()
        if image.isNull():
            self._context.say(_(N_("There is no picture on the clipboard.")))
            return
        number = len(self._opened.visit.evidence) + 1 if self._opened else 1
        self._keep(_(N_("pasted picture {number}")).format(number=number) + ".png", _png(image))

    def _keep(self, name: str, data: bytes) -> None:
        if self._opened is not None and self._item is not None:
            keep(self._context, self._opened.visit.id, self._item.id, name, data)

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


def _file_line(file: Evidence) -> str:
    return f"• {file.caption or file.name or file.sha256[:12]}"


def _finding_lines(finding: Finding, opened: OpenVisit, translate: Translate) -> str:
    text = shortcoming_of(finding, opened.template, opened.visit.answers) or "…"
    mark = f"({translate(N_('recurring'))})" if finding.recurs else None
    remedy = remedy_of(finding, opened.template, opened.visit.answers)
    lines = [text, mark, remedy, finding.owner]
    if finding.deadline is not None:
        lines.append(deadline_in_words(finding.deadline))
    return "\n".join(line for line in lines if line)


def _png(image: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"png").write(image)
    return bytes(data.data())
