"""F1 wherever one is: the right topic, in both languages, with the keys as they are set."""

import importlib
import pkgutil
import re
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

import inspector_app.gui
from inspector_app.actions.templates import offered
from inspector_app.checklist.visit import Side, VisitId
from inspector_app.gui.commands import COMMANDS
from inspector_app.gui.dialogs.form import FormDialog
from inspector_app.gui.dialogs.new_visit import NewVisitDialog
from inspector_app.gui.dialogs.person import PersonDialog
from inspector_app.gui.help.topics import OF_DIALOGS, OF_MODULES, STEPS, TOPICS, commands_table, read, source
from inspector_app.gui.help.window import HelpWindow
from inspector_app.gui.reader.keys import KeysPanel
from inspector_app.gui.reader.window import ReaderWindow
from inspector_app.gui.sampling.frame import FileAnswerDialog
from inspector_app.gui.window import MainWindow
from inspector_app.i18n import Language, translator
from inspector_app.paths import resources

OpenWindow = Callable[[], MainWindow]
LANGUAGES: tuple[Language, ...] = ("vi", "en")
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]*)\)")
LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)]*)\)")
PLACE = re.compile(r"\{([^{}]*)\}")


def opened_help() -> HelpWindow:
    (found,) = [
        own for own in QApplication.topLevelWidgets() if isinstance(own, HelpWindow) and own.isVisible()
    ]
    return found


def press_f1(qtbot: QtBot, over: QWidget) -> HelpWindow:
    over.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is over.window())
    qtbot.keyClick(QApplication.focusWidget() or over, Qt.Key.Key_F1)
    QApplication.processEvents()
    return opened_help()


@pytest.mark.parametrize("language", LANGUAGES)
class TestTexts:
    def test_there_is_a_text_for_each_topic_and_no_other(self, language: Language) -> None:
        files = resources().joinpath("help", language).iterdir()
        assert {file.name for file in files} == {f"{name}.md" for name in TOPICS}

    @pytest.mark.parametrize("name", TOPICS)
    def test_a_text_holds_only_what_the_help_can_show(self, language: Language, name: str) -> None:
        text = source(name, language)
        assert text.startswith("# ")
        assert "<" not in text
        assert "http" not in text
        translate = translator("vi")
        for place in PLACE.findall(text):
            kind, _, own = place.partition(":")
            assert kind in ("key", "say", "commands")
            assert kind != "key" or own in COMMANDS, own
            assert kind != "say" or translate(own) != own, own
        for link in LINK.findall(text):
            scheme, _, topic = link.partition(":")
            assert scheme == "topic"
            assert topic in TOPICS

    @pytest.mark.parametrize("name", TOPICS)
    def test_its_pictures_are_there_small_and_have_words(self, language: Language, name: str) -> None:
        for words, picture in PICTURE.findall(source(name, language)):
            assert len(words) > 5
            content = resources().joinpath("help", "pictures", language, picture).read_bytes()
            assert len(content) <= 60_000
            assert not QImage.fromData(content).isNull()


def test_both_languages_tell_the_same_keys() -> None:
    for name in TOPICS:
        own = [sorted(set(PLACE.findall(source(name, language)))) for language in LANGUAGES]
        assert own[0] == own[1], name


def test_every_topic_is_reached_from_somewhere() -> None:
    linked = {link.removeprefix("topic:") for name in TOPICS for link in LINK.findall(source(name, "vi"))}
    assert {*STEPS, *OF_DIALOGS.values(), *OF_MODULES.values(), *linked, "reader"} == set(TOPICS)


def test_every_dialog_has_a_topic() -> None:
    for module in pkgutil.walk_packages(inspector_app.gui.__path__, "inspector_app.gui."):
        importlib.import_module(module.name)

    def kinds(kind: type[QDialog]) -> set[type[QDialog]]:
        own = {sub for sub in kind.__subclasses__() if sub.__module__.startswith("inspector_app")}
        return own.union(*map(kinds, own))

    frames = {FormDialog, FileAnswerDialog, HelpWindow}
    lacking = {
        own.__name__
        for own in kinds(QDialog) - frames
        if own.__name__ not in OF_DIALOGS and own.__module__ not in OF_MODULES
    }
    assert lacking == set()


def test_the_topic_of_the_keys_lists_every_command_as_it_is_set(window: MainWindow) -> None:
    window.habits.change(keys=(("find", "Ctrl+K"), ("quit", "")))
    translate = translator("vi")
    table = commands_table(window.habits, translate)
    for command in COMMANDS.values():
        assert f"| {translate(command.name)} | " in table
    assert f"| {translate(COMMANDS['find'].name)} | **Ctrl\\+K** |" in table
    topics = {own.id: own for own in read("vi", window.habits, translate)}
    assert "**Ctrl+K**" in topics["check"].text
    assert topics["keys"].holds("hoan tac")


@pytest.mark.parametrize("step", range(1, 7))
def test_f1_at_a_step_opens_its_topic(
    qtbot: QtBot, open_window: OpenWindow, sample_id: VisitId, step: int
) -> None:
    window = open_window()
    window.context.open(sample_id)
    window.shell.show_step(step)
    shown = press_f1(qtbot, window)
    assert shown.topic == STEPS[step]
    assert shown.topics[shown.topic].title in shown.browser.toPlainText()


def test_f1_elsewhere_in_the_window(qtbot: QtBot, open_window: OpenWindow, sample_id: VisitId) -> None:
    window = open_window()
    assert press_f1(qtbot, window).topic == "start"
    window.context.open(sample_id)
    window.shell.show_step(2)
    window.shell.checking.grid.toggle()
    assert press_f1(qtbot, window).topic == "table"
    window.shell.show_office()
    assert press_f1(qtbot, window).topic == "office"
    window.desk.show_settings()
    settings = next(own for own in QApplication.topLevelWidgets() if type(own).__name__ == "SettingsDialog")
    assert press_f1(qtbot, settings).topic == "settings"


@pytest.mark.parametrize("kind", ["person", "new visit"])
def test_f1_in_a_modal_dialog_opens_a_help_that_can_be_used(
    qtbot: QtBot, open_window: OpenWindow, sample_id: VisitId, kind: str
) -> None:
    window = open_window()
    window.context.open(sample_id)
    assert window.context.visit is not None
    dialog: QDialog
    if kind == "person":
        dialog = PersonDialog(window.context, Side.TEAM, None, window.context.visit.template, window)
    else:
        dialog = NewVisitDialog(window.context, window.context.ask(offered) or (), window)
    dialog.open()
    shown = press_f1(qtbot, dialog)
    assert dialog.isModal()
    assert shown.topic == {"person": "prepare", "new visit": "start"}[kind]
    assert shown.parentWidget() is dialog
    qtbot.keyClicks(shown.search, "phong to")
    shown.search.setText("keys that collide")
    assert shown.topic == "settings"
    shown.close()
    assert dialog.isVisible()
    dialog.reject()


def test_topics_are_found_without_marks_and_back_leads_back(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window()
    former = window.shell
    with qtbot.waitSignal(former.destroyed):
        window.set_language("vi")
    shown = press_f1(qtbot, window)
    shown.search.setText("ho so mot cua")
    assert shown.topic == "dossiers"
    shown.search.setText("bánh chưng ngày tết")
    assert not shown.list.isVisible()
    shown.search.clear()
    assert shown.list.isVisible()
    shown.browser.anchorClicked.emit(QUrl("topic:check"))
    assert shown.topic == "check"
    qtbot.keyClick(shown, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert shown.topic == "dossiers"


def test_the_reader_shows_nothing_but_its_keys(
    qtbot: QtBot, open_window: OpenWindow, sample_id: VisitId
) -> None:
    window = open_window()
    window.context.open(sample_id)
    reader = ReaderWindow(window.context, window)
    reader.begin()
    reader.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is reader)
    qtbot.keyClick(reader.view, Qt.Key.Key_F1)
    assert isinstance(reader.panel, KeysPanel)
    assert "F9" in reader.panel.lines.text()
    assert not [own for own in QApplication.topLevelWidgets() if isinstance(own, HelpWindow)]
    qtbot.keyClick(reader.panel, Qt.Key.Key_Escape)
    assert reader.panel is None
    reader.close()
