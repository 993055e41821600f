"""The interface's language: gettext catalogues, and errors turned into sentences.

Only the window and the command line call it; the domain carries msgids. The minutes are a Vietnamese
legal document and never pass through here.
"""

import struct
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
    return _catalogue(resources().joinpath("locale", language, "LC_MESSAGES", f"{DOMAIN}.mo").read_bytes())


def _catalogue(data: bytes) -> Translate:
    """The texts of a compiled catalogue, each decoded when it is asked for: the first window needs a dozen of
    thousands. Byte order and layout as in the manual of GNU gettext, "The Format of GNU MO Files"."""
    _magic, _revision, count, originals, translations = struct.unpack_from("<5I", data)
    sizes = struct.unpack_from(f"<{2 * count}I", data, originals)
    places = iter(struct.unpack_from(f"<{2 * count}I", data, translations))
    found = {
        data[start : start + size]: (length, place)
        for size, start, length, place in zip(sizes[::2], sizes[1::2], places, places, strict=True)
    }
    known: dict[str, str] = {}

    def translate(msgid: str) -> str:
        if (text := known.get(msgid)) is None:
            length, place = found.get(msgid.encode(), (0, 0))
            text = known[msgid] = data[place : place + length].decode() if length else msgid
        return text

    return translate


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
