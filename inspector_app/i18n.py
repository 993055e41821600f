"""The interface's language: gettext catalogues, and errors turned into sentences.

Only the window and the command line call it; the domain carries msgids. The minutes are a Vietnamese
legal document and never pass through here.
"""

import gettext
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from inspector_app.errors import UserError
from inspector_app.paths import resources

Language = Literal["vi", "en"]
Translate = Callable[[str], str]
DOMAIN = "inspector_app"


def translator(language: Language) -> Translate:
    """The function that turns an English msgid into `language`; English is the msgid itself."""
    if language == "en":
        return lambda msgid: msgid
    catalogue = resources().joinpath("locale", language, "LC_MESSAGES", f"{DOMAIN}.mo")
    with catalogue.open("rb") as stream:
        return gettext.GNUTranslations(stream).gettext


@dataclass(frozen=True, slots=True)
class Explanation:
    """A user error in words: its code, what happened, why, and what to do."""

    code: str
    what: str
    why: str
    todo: str

    def text(self) -> str:
        return f"{self.what} {self.why} {self.todo} [{self.code}]"


def explain(error: UserError, translate: Translate) -> Explanation:
    """The error's three sentences in the language of `translate`."""

    def fill(msgid: str) -> str:
        return translate(msgid).format_map(error.parameters)

    return Explanation(error.code, fill(error.what), fill(error.why), fill(error.todo))
