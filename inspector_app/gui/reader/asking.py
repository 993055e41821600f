"""What the unit says to a paragraph: it asks for a change, which the team answers, or it keeps a reservation."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from inspector_app.checklist.agreement import Paragraph, Request
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.reader.panel import Panel
from inspector_app.gui.widgets.entries import AreaEntry, LineEntry, cleaned
from inspector_app.gui.widgets.sections import words

LINES = 2


class AskPanel(Panel):
    """Đơn vị đề nghị sửa: in its own words, by whom."""

    asked = Signal(str, str)
    """words, who says them"""

    def __init__(self, context: Context, speaker: str, points: int, parent: QWidget) -> None:
        super().__init__(context, context.translate(N_("The unit asks for a change")), points, parent)
        _ = self.translate
        self.words = AreaEntry(LINES)
        self.add_label(_(N_("What the unit asks for, in its own words")), self.words)
        self.add(self.words)
        self.speaker = LineEntry()
        self.speaker.setText(speaker)
        self.add_label(_(N_("Who asks")), self.speaker)
        self.add(self.speaker)
        self.finish((self.words, self.speaker))
        self.add_keep(_(N_("Record the request")), self._keep)

    def _keep(self) -> None:
        said = cleaned(self.words.toPlainText())
        if said is None:
            self.complain(self.translate(N_("Write what the unit says, as it says it.")))
            self.words.setFocus()
            return
        self.asked.emit(said, self.speaker.text().strip())


class AnswerPanel(Panel):
    """The team's answer: accepted, and the words are changed now; or not, with or without a reason."""

    accepted = Signal(object)
    """Request"""
    declined = Signal(object, str)
    """Request, reason"""

    def __init__(self, context: Context, request: Request, points: int, parent: QWidget) -> None:
        super().__init__(context, context.translate(N_("Answer to what the unit asks for")), points, parent)
        _ = self.translate
        self.request = request
        by = f"{request.by}: " if request.by else ""
        said = words(f"{by}“{request.asked or ''}”")
        self.add(said)
        self.why = LineEntry()
        self.add_label(_(N_("Reason, where it is not accepted (may be left empty)")), self.why)
        self.add(self.why)
        self.finish((said, self.why))
        self.accept = self.add_button(
            _(N_("Accept, and change the words")), lambda: self.accepted.emit(request), "primary"
        )
        self.decline = self.add_button(
            _(N_("Do not accept")), lambda: self.declined.emit(request, self.why.text().strip())
        )
        self.add_button(_(N_("Answer later")), self.left.emit)

    def begin(self) -> None:
        self.accept.setFocus()


class ReservePanel(Panel):
    """Bảo lưu ý kiến: what the unit maintains about this paragraph; it is printed among its opinions."""

    reserved = Signal(str)

    def __init__(self, context: Context, paragraph: Paragraph, points: int, parent: QWidget) -> None:
        super().__init__(context, context.translate(N_("The unit keeps its reservation")), points, parent)
        _ = self.translate
        about = words(
            _(
                N_("About: “{text}”. It is printed under the unit's opinion, and the minutes close with it.")
            ).format(text=paragraph.passage.said)
        )
        self.add(about)
        self.words = AreaEntry(LINES)
        self.add_label(_(N_("What the unit maintains")), self.words)
        self.add(self.words)
        self.finish((about, self.words))
        self.add_keep(_(N_("Record the reservation")), self._keep)

    def begin(self) -> None:
        self.words.setFocus()

    def _keep(self) -> None:
        said = cleaned(self.words.toPlainText())
        if said is None:
            self.complain(self.translate(N_("Write what the unit says, as it says it.")))
            self.words.setFocus()
            return
        self.reserved.emit(said)
