"""Qt's own words (buttons, file and print dialogs, menus) in our language: PySide6 ships no Vietnamese.

It knows no words itself: they stand in the catalogue under the context "Qt", gathered by packaging/catalogue.py.
"""

from PySide6.QtCore import QTranslator

from inspector_app.i18n import Translate

CONTEXT = "Qt\x04"
"""How a compiled gettext catalogue writes a message's context: before the msgid, with EOT between."""


_MADE: list[QTranslator] = []
"""Every one is kept until the program ends: Qt asks a translator under a lock that the end of another one wants as
well, and Python may collect that other one just then. Both would wait for ever."""


class QtWordsTranslator(QTranslator):
    """Asks our catalogue for Qt's words; what it does not know stays as Qt wrote it."""

    def __init__(self, translate: Translate) -> None:
        super().__init__()
        self._translate = translate
        _MADE.append(self)

    def translate(
        self,
        context: str,  # noqa: ARG002 - Qt's signature
        source_text: str,
        disambiguation: str | None = None,  # noqa: ARG002
        n: int = -1,  # noqa: ARG002
    ) -> str:
        """The words in our language. An empty answer would leave the button blank, so it is never given."""
        return self._translate(CONTEXT + source_text).removeprefix(CONTEXT)

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        return False
