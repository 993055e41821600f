"""The groups of plain settings: the team and its unit, the look, ticking, notifications, folders."""

from pathlib import Path

from PySide6.QtWidgets import QLabel, QPushButton

from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.dialogs.files import choose_folder
from inspector_app.gui.settings.rows import ActRow, Group, Row, Setter, SettingRow, Switch
from inspector_app.gui.settings.team import TeamRow
from inspector_app.gui.theme import role
from inspector_app.gui.widgets.entries import ChoiceEntry, LineEntry, LinesEntry
from inspector_app.gui.widgets.sections import beside, words
from inspector_app.settings import TEXT_SIZES

LANGUAGES = (("vi", "Tiếng Việt"), ("en", "English"))
"""Each in its own tongue, so that whoever needs it can find it."""


def team_group(setter: Setter) -> Group:
    """Who works here, and what stands in every new visit from the beginning."""
    _ = setter.context.translate
    fresh = _(N_("Stands in every new visit; visits that are there already stay as they are."))
    lines = (
        ("province", N_("Province or city"), N_("With its rank: tỉnh Khánh Hòa")),
        ("parent_agency", N_("Parent agency of the team"), N_("Upper left on the minutes")),
        ("team_name", N_("Name of the inspection team"), N_("Below it, in bold")),
        ("place", N_("Usual place of inspection"), ""),
    )
    rows: list[Row] = [
        SettingRow(
            setter,
            "person",
            _(N_("Who works here")),
            LineEntry(),
            _(N_("Your name, as it stands beside what you change")),
        ),
        TeamRow(setter, fresh),
    ]
    rows += [
        SettingRow(setter, name, _(label), LineEntry(), _(hint) if hint else "")
        for name, label, hint in lines
    ]
    rows.append(
        SettingRow(
            setter,
            "recipients",
            _(N_("Who gets the minutes")),
            LinesEntry(3),
            _(N_("One on each line; empty for what the program proposes.")),
        )
    )
    return Group(_(N_("Team and person")), rows)


def look_group(setter: Setter) -> Group:
    """How the window looks and which language it speaks."""
    _ = setter.context.translate
    appearances = (
        ("system", N_("As the computer is set")),
        ("light", N_("Light")),
        ("dark", N_("Dark")),
        ("contrast", N_("High contrast")),
    )
    sizes = [(size, f"{size} %") for size in TEXT_SIZES]
    return Group(
        _(N_("Look")),
        [
            SettingRow(
                setter,
                "appearance",
                _(N_("Colours")),
                ChoiceEntry([(own, _(name)) for own, name in appearances]),
            ),
            SettingRow(setter, "text_size", _(N_("Size of the text")), ChoiceEntry(sizes)),
            SettingRow(setter, "language", _(N_("Language")), ChoiceEntry(LANGUAGES)),
        ],
    )


def ticking_group(setter: Setter) -> Group:
    _ = setter.context.translate
    return Group(
        _(N_("Ticking")),
        [
            SettingRow(
                setter,
                "auto_advance",
                _(N_("Go on to the next open item after an answer")),
                Switch(),
                _(N_("Off: the item stays, and the arrow keys go on.")),
            )
        ],
    )


def notifications_group(setter: Setter) -> Group:
    _ = setter.context.translate
    return Group(
        _(N_("Notifications")),
        [
            SettingRow(
                setter,
                "notifications",
                _(N_("Tell when long work ends while another program is in front")),
                Switch(),
                _(N_("Never while the minutes are read aloud.")),
            )
        ],
    )


class FolderRow(Row):
    """A folder, chosen or none."""

    def __init__(self, setter: Setter, name: str, label: str, hint: str) -> None:
        super().__init__(label, hint)
        self._setter, self._name = setter, name
        _ = setter.context.translate
        self.column.addWidget(role(QLabel(label), "label"))
        self.shown = words()
        self.choose = QPushButton(_(N_("Choose…")))
        self.reset = role(QPushButton(_(N_("Reset"))), "quiet")
        for button, run in ((self.choose, self._ask), (self.reset, lambda: setter.set(**{name: None}))):
            button.setAutoDefault(False)
            button.setAccessibleName(f"{button.text()} {label}")
            button.clicked.connect(run)
        self.column.addLayout(beside(self.shown, self.choose, self.reset, stretch=0))
        self.column.addWidget(role(words(hint), "small"))
        setter.context.habits.changed.connect(self._show)
        self._show()

    def take(self, folder: Path) -> None:
        """Use this folder from now on."""
        self._setter.set(**{self._name: str(folder)})

    def _ask(self) -> None:
        if (folder := choose_folder(self._setter.context, self, self.label)) is not None:
            self.take(folder)

    def _show(self, names: frozenset[str] | None = None) -> None:
        if names is None or self._name in names:
            value = getattr(self._setter.context.habits.settings, self._name)
            self.shown.setText(value or self._setter.context.translate(N_("None chosen")))
            self.reset.setEnabled(value is not None)


def folders_group(setter: Setter) -> Group:
    """Where things lie; where the data lie is shown and not changed here."""
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    context: Context = setter.context
    _ = context.translate
    data = context.workspace.folder
    return Group(
        _(N_("Folders")),
        [
            ActRow(
                _(N_("The data of this computer: {folder}")).format(folder=data),
                [(_(N_("Show the folder")), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(data))))],
                _(N_("To use another one, start the program with --data.")),
            ),
            FolderRow(
                setter,
                "scan_folder",
                _(N_("Where the scanner lays its files")),
                _(N_("What is new there is offered to the item that you are at.")),
            ),
            FolderRow(
                setter,
                "export_folder",
                _(N_("Where files that you save go")),
                _(N_("None: where the last one went.")),
            ),
        ],
    )
