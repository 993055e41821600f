"""A form while it is read: its languages, our extra cells, what was given a place, what is to be said.

It knows cells and rows, and nothing of how a question becomes an item.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from inspector_app.authoring.xlsform_columns import OURS, derived_symbol, is_english, is_vietnamese
from inspector_app.authoring.xlsform_messages import SURVEY, FormWarning, Spot, Unsupported, fault
from inspector_app.authoring.xlsform_sheets import Book, Sheet
from inspector_app.authoring.xlsform_tree import Survey, Texts, every
from inspector_app.checklist.template import Wording
from inspector_app.errors import N_, ChecklistError

NOTHING = Wording("", "")

_YES = {"yes", "true", "true()", "có", "1", "x"}
_NO = {"no", "false", "false()", "không", "0"}
_REFERENCE = re.compile(r"\$\{(?:last-saved#)?([^}]+)\}")


@dataclass(slots=True)
class Form:
    """What the readers of one form share."""

    file: str
    book: Book
    survey: Survey
    languages: tuple[str, ...] = ()
    referred: frozenset[str] = frozenset()
    """Names that some expression of the form speaks of."""
    unsupported: list[Unsupported] = field(default_factory=list)
    warnings: list[FormWarning] = field(default_factory=list)
    rows: dict[tuple[str, ...], int] = field(default_factory=dict)
    """The row of each item, of each (item, fact), and of areas, groups, traits, columns, legal bases."""
    _taken: dict[str, set[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, file: str, book: Book, survey: Survey) -> "Form":
        texts = [text for node in every(survey.nodes) for text in (node.label, node.hint)]
        texts += [choice.label for choices in survey.choices.values() for choice in choices]
        languages = dict.fromkeys(name for own in texts if isinstance(own, Mapping) for name in own)
        cells = (cell for row in book[SURVEY].rows.values() for cell in row.values())
        referred = frozenset(name for cell in cells for name in _REFERENCE.findall(cell))
        return cls(file, book, survey, tuple(languages), referred, warnings=list(survey.warnings))

    @property
    def ours(self) -> bool:
        """Whether the form carries our columns: then what is wrong in it is a fault, and not left out."""
        return any(header.startswith(OURS) for header in self.sheet.headers)

    @property
    def sheet(self) -> Sheet:
        return self.book[SURVEY]

    def wording(self, texts: Texts | None) -> Wording | None:
        """A text in our two languages and those of the form; a language that is missing borrows the default."""
        if texts is None:
            return None
        if isinstance(texts, str):
            return Wording(texts, texts)
        said = {name: text for name, text in texts.items() if text != "-"} or dict(texts)
        standard = said.get(self.survey.default_language) or said.get("default") or next(iter(said.values()))
        vietnamese = next((name for name in self.languages if is_vietnamese(name)), None)
        english = next((name for name in self.languages if is_english(name)), None)
        vi, en = said.get(vietnamese or "", standard), said.get(english or "", standard)
        own = {vietnamese, english} | (
            {"default"} if vietnamese is None or said.get("default") == vi else set()
        )
        return Wording(vi, en, {name: text for name, text in said.items() if name not in own})

    def said(self, row: int | None, column: str) -> str | None:
        """What stands in a column of ours."""
        return self.sheet.text(row, column)

    def said_wording(self, row: int | None, column: str) -> Wording | None:
        headers = [header for header in self.sheet.headers if header.split("::")[:2] == column.split("::")]
        texts = {
            header.removeprefix(column).removeprefix("::") or "default": text
            for header in headers
            if (text := self.said(row, header)) is not None
        }
        return self.wording(texts or None)

    def yes(self, row: int | None, column: str) -> bool | None:
        """A yes or no in a column of ours; None where nothing stands there."""
        said = self.said(row, column)
        if said is None:
            return None
        if said.casefold() in _YES:
            return True
        if said.casefold() in _NO:
            return False
        raise self.fault(
            row, column, N_('Here stands "yes" or "no", or nothing, and not {found}.'), found=said
        )

    def one_of(self, row: int | None, column: str, known: Iterable[str]) -> str | None:
        """A word of a closed list in a column of ours."""
        said, words = self.said(row, column), tuple(known)
        if said is None or said in words:
            return said
        why = N_("Here stands one of {known}, and not {found}.")
        raise self.fault(row, column, why, known=", ".join(words), found=said)

    def fault(
        self,
        row: int | None,
        column: str | None,
        why: str,
        code: str = "CHECKLIST-XLSFORM-VALUE",
        **parameters: object,
    ) -> ChecklistError:
        return fault(self.file, Spot(SURVEY, row, column), why, code, **parameters)

    def leave_out(
        self, row: int | None, column: str | None, what: str, instead: str, **parameters: object
    ) -> None:
        """List something of the sheet survey that is not taken over as it is."""
        self.unsupported.append(Unsupported(SURVEY, row, column, what, instead, parameters))

    def unique(self, room: str, wanted: str, longest: int = 64) -> str:
        """`wanted`, or with a number where it is taken; each room of names has its own."""
        taken = self._taken.setdefault(room, set())
        wanted = wanted[:longest]
        name, number = wanted, 1
        while name in taken:
            number += 1
            name = f"{wanted[: longest - len(str(number)) - 1]}_{number}"
        taken.add(name)
        return name


def plain_id(name: str, fallback: str) -> str:
    """`name` in the letters that ids are made of: đồ_ăn becomes do_an."""
    bare = unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D"))
    if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}", name, re.ASCII):
        return name
    own = re.sub(r"[^A-Za-z0-9._-]+", "_", "".join(c for c in bare if not unicodedata.combining(c)))
    return own.strip("_.-")[:40].rstrip("_.-") or fallback


def item_id_of(symbol: str, row: int | None) -> str:
    """The id of an item that is known by its name in expressions alone: i25a is item 25a."""
    if re.fullmatch(r"i[0-9][A-Za-z0-9._-]{0,38}", symbol) and derived_symbol(symbol[1:]) == symbol:
        return symbol[1:]
    return plain_id(symbol, f"q{row or 0}")
