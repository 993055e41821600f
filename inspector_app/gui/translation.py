"""Qt's own words (buttons, file dialogs) through our catalogue: PySide6 ships no Vietnamese."""

from PySide6.QtCore import QTranslator

from inspector_app.errors import N_
from inspector_app.i18n import Translate

QT_WORDS = (
    N_("OK"),
    N_("&OK"),
    N_("Cancel"),
    N_("&Cancel"),
    N_("&Yes"),
    N_("&No"),
    N_("Close"),
    N_("&Close"),
    N_("&Open"),
    N_("Open"),
    N_("&Save"),
    N_("Save"),
    N_("Apply"),
    N_("Reset"),
    N_("Discard"),
    N_("Help"),
    N_("&Choose"),
    N_("&Undo"),
    N_("&Redo"),
    N_("Cu&t"),
    N_("&Copy"),
    N_("&Paste"),
    N_("Delete"),
    N_("Select All"),
    N_("Print"),
    N_("&Print"),
    N_("&Options >>"),
    N_("&Options <<"),
    N_("Look in:"),
    N_("File &name:"),
    N_("Files of type:"),
    N_("Directory:"),
    N_("Directories"),
    N_("All Files (*)"),
    N_("Name"),
    N_("Size"),
    N_("Type"),
    N_("Kind"),
    N_("Date Modified"),
    N_("Folder"),
    N_("File"),
    N_("Drive"),
    N_("Computer"),
    N_("My Computer"),
    N_("Back"),
    N_("Forward"),
    N_("Parent Directory"),
    N_("Create New Folder"),
    N_("&New Folder"),
    N_("New Folder"),
    N_("&Rename"),
    N_("&Delete"),
    N_("Show &hidden files"),
    N_("List View"),
    N_("Detail View"),
    N_("Go back"),
    N_("Go forward"),
    N_("Go to the parent directory"),
    N_("Create a New Folder"),
    N_("Change to list view mode"),
    N_("Change to detail view mode"),
    N_("Details"),
    N_("Show Details..."),
    N_("Hide Details..."),
    N_("Printer"),
    N_("&Name:"),
    N_("P&roperties"),
    N_("Location:"),
    N_("Preview"),
    N_("Type:"),
    N_("Output &file:"),
    N_("Copies"),
    N_("Copie&s:"),
    N_("Print range"),
    N_("Print all"),
    N_("Pages from"),
    N_("to"),
    N_("Current Page"),
    N_("Selection"),
    N_("Collate"),
    N_("Reverse"),
    N_("Color Mode"),
    N_("Color"),
    N_("Grayscale"),
    N_("None"),
    N_("Long side"),
    N_("Short side"),
    N_("Page Setup"),
    N_("Paper"),
    N_("Orientation"),
    N_("Portrait"),
    N_("Landscape"),
    N_("Margins"),
    N_("Page size:"),
    N_("Width:"),
    N_("Height:"),
    N_("top margin"),
    N_("bottom margin"),
    N_("left margin"),
    N_("right margin"),
)
"""English words of Qt's own dialogs that a person can meet here."""


class QtWordsTranslator(QTranslator):
    """Asks our catalogue for Qt's words; what it does not know stays English."""

    def __init__(self, translate: Translate) -> None:
        super().__init__()
        self._words = {word: translate(word) for word in QT_WORDS}

    def translate(
        self,
        context: str,  # noqa: ARG002 - Qt's signature
        source_text: str,
        disambiguation: str | None = None,  # noqa: ARG002
        n: int = -1,  # noqa: ARG002
    ) -> str:
        """The word in our language, or nothing, which leaves it to Qt."""
        return self._words.get(source_text, "")

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        return False
