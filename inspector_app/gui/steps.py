"""The six steps and the page of each. Its module is imported when the step is first shown and not before."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from inspector_app.gui.bridge import Context

PREPARATION, CHECKING, FINDINGS, MINUTES, SIGNING, SENDING = range(1, 7)


def make_page(step: int, context: "Context") -> "QWidget":
    """The page of a step; its module is imported when the step is first shown and not before."""
    if step == PREPARATION:
        from inspector_app.gui.pages.preparation import PreparationPage

        return PreparationPage(context)
    if step == CHECKING:
        from inspector_app.gui.pages.checking import CheckingPage

        return CheckingPage(context)
    if step == FINDINGS:
        from inspector_app.gui.pages.findings import FindingsPage

        return FindingsPage(context)
    if step == MINUTES:
        from inspector_app.gui.pages.minutes import MinutesPage

        return MinutesPage(context)
    if step == SIGNING:
        from inspector_app.gui.pages.signing import SigningPage

        return SigningPage(context)
    from inspector_app.gui.pages.sending import SendingPage

    return SendingPage(context)
