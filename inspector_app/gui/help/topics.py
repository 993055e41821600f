"""The topics of the help: which there are, which belongs to what is in sight, and their text, Markdown in resources/help/.
In it {key:find} stands for the keys of a command, {say:New visit} for words of the window, {commands} for the table of
all commands, and a link to topic:check for another topic.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from inspector_app.checklist.folding import fold
from inspector_app.gui.commands import COMMANDS, shown_keys
from inspector_app.gui.habits import Habits
from inspector_app.gui.shell import Shell
from inspector_app.gui.steps import CHECKING
from inspector_app.i18n import Language, Translate
from inspector_app.paths import resources

TOPICS = (
    "start",
    "prepare",
    "check",
    "table",
    "files",
    "marking",
    "documents",
    "dossiers",
    "findings",
    "minutes",
    "reader",
    "sign",
    "send",
    "points",
    "office",
    "settings",
    "keys",
    "trouble",
)
"""In the order of the list."""

STEPS = ("start", "prepare", "check", "findings", "minutes", "sign", "send")
"""By the number of the step that is shown; 0 where no visit is open."""

OF_DIALOGS = {
    "AcceptingDialog": "office",
    "AreasDialog": "check",
    "CameraDialog": "files",
    "ChecklistImportDialog": "office",
    "ConclusionDialog": "office",
    "ConflictDialog": "trouble",
    "CrashDialog": "trouble",
    "DecisionDialog": "documents",
    "DeliveryDialog": "send",
    "DeviceDialog": "office",
    "DifferencesDialog": "documents",
    "DossiersWritingDialog": "dossiers",
    "DocumentCheckDialog": "documents",
    "EvidenceDialog": "files",
    "FindingDialog": "findings",
    "FollowUpDialog": "office",
    "HistoryDialog": "check",
    "ItemChoiceDialog": "files",
    "MarkupEditor": "marking",
    "MovingDialog": "prepare",
    "NewVisitDialog": "start",
    "OpenFindingsDialog": "prepare",
    "PastedCellsDialog": "table",
    "PastedRowsDialog": "check",
    "PersonDialog": "prepare",
    "PictureDialog": "files",
    "PlanLineDialog": "office",
    "ReceivedDialog": "start",
    "RemediationDialog": "office",
    "RegisterDialog": "dossiers",
    "RemovingDialog": "office",
    "ReopenDialog": "minutes",
    "RowsDialog": "check",
    "ScopeDialog": "prepare",
    "ScoresDialog": "points",
    "SelfCheckPreview": "prepare",
    "SettingsDialog": "settings",
    "TableDialog": "points",
    "TakeOverDialog": "settings",
    "UnitChoiceDialog": "prepare",
    "UnitDialog": "office",
    "VerificationDialog": "sign",
    "WorkDialog": "trouble",
    "WritingDialog": "documents",
}
"""By the name of a dialog's class."""
OF_MODULES = {
    "inspector_app.gui.dialogs.comparison": "office",
    "inspector_app.gui.dialogs.self_check": "prepare",
}
"""Of dialogs whose class has a name that another one has as well."""

_PLACE = re.compile(r"\{(key|say):([^{}]+)\}")
_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)")


@dataclass(frozen=True, slots=True)
class Topic:
    id: str
    title: str
    text: str
    """Markdown, filled in."""

    def holds(self, wanted: str) -> bool:
        """Whether every word that is looked for, folded, stands in it."""
        own = fold(_PICTURE.sub("", self.text))
        return all(word in own for word in wanted.split())


def read(language: Language, habits: Habits, translate: Translate) -> tuple[Topic, ...]:
    """All topics in a language, with the keys as the person has set them."""
    return tuple(_read(name, language, habits, translate) for name in TOPICS)


def source(name: str, language: Language) -> str:
    """The Markdown of a topic as it is kept."""
    return resources().joinpath("help", language, f"{name}.md").read_text(encoding="utf-8")


def topic_of(widget: QWidget | None) -> str:
    """The topic of a window or dialog; of one that has none itself, that of the window behind it."""
    while widget is not None:
        for own in type(widget).__mro__:
            if own.__module__ in OF_MODULES:
                return OF_MODULES[own.__module__]
            if own.__name__ in OF_DIALOGS:
                return OF_DIALOGS[own.__name__]
        shell = getattr(widget, "shell", widget)
        if isinstance(shell, Shell):
            return _of_shell(shell)
        widget = widget.parentWidget()
    return TOPICS[0]


def _of_shell(shell: Shell) -> str:
    if shell.rail.office.isChecked():
        return "office"
    if shell.step == CHECKING and shell.checking.grid.on:
        return "table"
    return STEPS[shell.step]


def commands_table(habits: Habits, translate: Translate) -> str:
    """Every command with its keys, a table for each group."""
    return "\n".join(_lines_of_commands(habits, translate))


def _read(name: str, language: Language, habits: Habits, translate: Translate) -> Topic:
    text = source(name, language)

    def fill(place: re.Match[str]) -> str:
        kind, own = place.groups()
        if kind == "say":
            return f"**{translate(own)}**"
        return f"**{shown_keys(own, habits).replace(', ', '**, **') or '–'}**"

    text = _PLACE.sub(fill, text)
    if "{commands}" in text:
        text = text.replace("{commands}", commands_table(habits, translate))
    return Topic(name, text.partition("\n")[0].lstrip("# "), text)


def _lines_of_commands(habits: Habits, translate: Translate) -> Iterator[str]:
    group = ""
    for command in COMMANDS.values():
        if command.group != group:
            group = command.group
            yield f"\n## {translate(group)}\n"
            yield "| | |"
            yield "|---|---|"
        keys = shown_keys(command.id, habits) or "–"
        yield f"| {translate(command.name)} | **{_escaped(keys)}** |"


def _escaped(keys: str) -> str:
    return re.sub(r"([\\`*_|<>#+\-])", r"\\\1", keys)
