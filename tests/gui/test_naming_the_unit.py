"""A unit of the register is named by typing a part of it; lists and tables beside it stay readable."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtWidgets import QCompleter, QDialog
from pytestqt.qtbot import QtBot

from inspector_app.actions.answers import set_values
from inspector_app.actions.templates import offered
from inspector_app.actions.units import record_unit
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.register import FormerName, Unit, UnitCode
from inspector_app.checklist.visit import VisitId
from inspector_app.gui.dialogs.new_visit import NewVisitDialog
from inspector_app.gui.dialogs.unit_choice import UnitChoiceDialog
from inspector_app.gui.pages.findings import FindingsPage
from inspector_app.gui.routes import FINDINGS
from inspector_app.gui.widgets.column_widths import LEAST_MAIN
from inspector_app.gui.widgets.lines_table import Column, LinesTable
from inspector_app.gui.widgets.unit_completer import UnitCompleter
from inspector_app.gui.window import MainWindow

HOUSING = Unit(UnitCode("SXD"), "Sở Xây dựng", former_names=(FormerName("Sở Quy hoạch - Kiến trúc"),))
TRANSPORT = Unit(UnitCode("SGTVT"), "Sở Giao thông vận tải", until=date(2025, 2, 28), successor=HOUSING.code)
HOME = Unit(UnitCode("SNV"), "Sở Nội vụ")


@pytest.fixture
def dialog(window: MainWindow, workspace: Workspace) -> NewVisitDialog:
    for unit in (HOUSING, TRANSPORT, HOME):
        record_unit(workspace, unit)
    return NewVisitDialog(window.context, offered(workspace), window)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("xay d", ["Sở Xây dựng"]),
        ("XÂY", ["Sở Xây dựng"]),
        ("snv", ["Sở Nội vụ"]),
        ("kien truc", ["Sở Xây dựng"]),
        ("giao thong", []),
        ("so", ["Sở Nội vụ", "Sở Xây dựng"]),
    ],
)
def test_units_are_offered_while_a_part_of_their_name_is_typed(
    dialog: NewVisitDialog, typed: str, found: list[str]
) -> None:
    completer = dialog.unit.completer()
    assert isinstance(completer, QCompleter)
    completer.setCompletionPrefix(completer.splitPath(typed)[0])
    rows = range(completer.completionCount())
    shown = [completer.completionModel().index(row, 0).data() for row in rows]
    assert sorted(shown) == found


def test_an_offered_unit_gives_its_present_name(dialog: NewVisitDialog) -> None:
    completer = dialog.unit.completer()
    assert isinstance(completer, UnitCompleter)
    completer.setCompletionPrefix(completer.splitPath("kiến trúc")[0])
    assert completer.pathFromIndex(completer.completionModel().index(0, 0)) == "Sở Xây dựng"


def test_the_only_unit_found_is_chosen_by_return(window: MainWindow) -> None:
    choice = UnitChoiceDialog(window.context, (HOUSING, HOME), window)
    choice.search.setText("noi vu")
    choice.accept()
    assert choice.result() == QDialog.DialogCode.Accepted
    assert choice.unit == HOME


def test_several_units_found_are_for_a_person_to_choose_from(window: MainWindow) -> None:
    choice = UnitChoiceDialog(window.context, (HOUSING, HOME), window)
    choice.search.setText("so")
    choice.accept()
    assert choice.result() == QDialog.DialogCode.Rejected
    assert choice.message.text()


def test_earlier_shortcomings_are_numbered_from_one(
    window: MainWindow, workspace: Workspace, visit_id: VisitId
) -> None:
    for number, text in ((739_748_002, "Chưa công bố"), (739_748_005, "Chưa niêm yết")):
        earlier = f"earlier:e{number}"
        set_values(workspace, visit_id, [(earlier, "order", number), (earlier, "text", text)])
    window.context.refresh()
    page = window.shell.page(FINDINGS)
    assert isinstance(page, FindingsPage)
    page.show_visit(window.context.visit)
    lines = page.earlier.list
    texts = [lines.item(row).text() for row in range(lines.count())]
    assert [text.splitlines()[0] for text in texts] == ["1. Chưa công bố", "2. Chưa niêm yết"]


@pytest.mark.parametrize("width", [620, 760, 1200])
def test_the_sentences_of_a_table_keep_their_room(
    dressed: object, qtbot: QtBot, width: int, make_table: Callable[[int], LinesTable]
) -> None:
    table = make_table(width)
    qtbot.waitUntil(lambda: table.viewport().width() > width - 40)
    widths = [table.columnWidth(column) for column in range(4)]
    assert widths[1] >= LEAST_MAIN
    assert sum(widths) == table.viewport().width()
    if width == 1200:
        assert widths[2:] == [240, 200], "as wished, where there is room"


@pytest.fixture
def make_table(qtbot: QtBot) -> Callable[[int], LinesTable]:
    def make(width: int) -> LinesTable:
        columns = (Column("Code", 80), Column("Name"), Column("Former names", 240), Column("Heir", 200))
        table = LinesTable("Units", columns, key=str)
        qtbot.addWidget(table)
        table.resize(width, 300)
        table.show()
        return table

    return make
