"""Shows a file of open shortcomings before it is used: from whom, about which unit, and what is doubtful."""

from PySide6.QtWidgets import QCheckBox, QWidget

from inspector_app.actions.open_findings import DOUBTS, OpenedFile
from inspector_app.checklist.authorities import grouped
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.dialogs.form import FormDialog
from inspector_app.gui.theme import role
from inspector_app.gui.widgets.entries import moment_text
from inspector_app.gui.widgets.sections import words

SHOWN = 6


class OpenFindingsDialog(FormDialog):
    """Without doubts one button takes it over; with doubts a box must be ticked first."""

    def __init__(self, context: Context, opened: OpenedFile, parent: QWidget) -> None:
        translate = context.translate
        super().__init__(
            translate, translate(N_("Open shortcomings from the office")), translate(N_("Take over")), parent
        )
        content = opened.content
        self.section.add_wide(role(words(content.unit), "heading"))
        origin = translate(N_("{office}, written {at}")).format(
            office=content.office, at=moment_text(content.made_at)
        )
        self.section.add_wide(words(origin))
        if opened.signer is not None:
            signed = translate(N_("Signed by {name}, fingerprint {fingerprint}")).format(
                name=opened.signer, fingerprint=grouped(opened.fingerprint or "")
            )
            self.section.add_wide(role(words(signed), "small"))
        texts = [f"{n}. {one.earlier.text or '…'}" for n, one in enumerate(content.findings, start=1)]
        if len(texts) > SHOWN:
            more = translate(N_("… and {count} more")).format(count=len(texts) - SHOWN)
            texts = [*texts[:SHOWN], more]
        self.section.add_wide(words("\n".join(texts) or translate(N_("Nothing is open."))))
        self.believe = QCheckBox(
            translate(N_("I have seen that the source is not confirmed; use it all the same"))
        )
        self.believe.setVisible(bool(opened.doubts))
        if opened.doubts:
            doubts = "\n".join(translate(DOUBTS[doubt]) for doubt in opened.doubts)
            self.section.add_wide(role(words(doubts), "warning"))
            self.section.add_wide(self.believe)
        self._doubtful = bool(opened.doubts)

    @property
    def accepted_doubts(self) -> bool:
        return self._doubtful and self.believe.isChecked()

    def problem(self) -> str | None:
        """The doubts must be looked at."""
        if self._doubtful and not self.believe.isChecked():
            return self.translate(N_("Tick that you have seen that the source is not confirmed."))
        return None
