"""The register of units and the yearly plan, as the office keeps them in the window."""

from datetime import date

from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from inspector_app.actions import plan as plans
from inspector_app.actions import units as register
from inspector_app.checklist.register import FormerName, Unit, UnitCode
from inspector_app.gui.bridge import Context
from inspector_app.gui.dialogs.plan_line import PlanLineDialog
from inspector_app.gui.dialogs.unit import UnitDialog
from inspector_app.gui.pages.office import OfficePage
from inspector_app.gui.panels.plan import PlanPanel
from inspector_app.gui.panels.units import UnitsPanel

CONSTRUCTION = Unit(UnitCode("SXD"), "Sở Xây dựng", "Sở")
TRANSPORT = Unit(
    UnitCode("SGTVT"), "Sở Giao thông vận tải", "Sở", until=date(2025, 3, 1), successor=UnitCode("SXD")
)


def shown(context: Context, qtbot: QtBot, panel: UnitsPanel | PlanPanel) -> None:
    panel.refresh()
    qtbot.waitUntil(lambda: not context.tasks.running)


def lines(panel: UnitsPanel | PlanPanel) -> list[tuple[str, ...]]:
    model = panel.table.model()
    return [
        tuple(model.index(row, column).data() for column in range(model.columnCount()))
        for row in range(model.rowCount())
    ]


def test_the_register_begins_empty_with_one_button(context: Context, qtbot: QtBot) -> None:
    panel = UnitsPanel(context)
    qtbot.addWidget(panel)
    shown(context, qtbot, panel)
    assert panel.stack.is_empty


def test_a_unit_is_typed_and_stands_in_the_register(context: Context, qtbot: QtBot) -> None:
    panel = UnitsPanel(context)
    qtbot.addWidget(panel)
    dialog = UnitDialog(context, None, (), panel)
    dialog.code.setText("SNV")
    assert dialog.problem() is not None
    dialog.name.setText("Sở Nội vụ")
    dialog.former.setPlainText("Sở Nội vụ và Lao động\n\n")
    dialog.accept()
    assert dialog.result() == QDialog.DialogCode.Accepted
    panel.keep(dialog.unit)
    qtbot.waitUntil(lambda: len(lines(panel)) == 1)
    assert lines(panel)[0][:2] == ("SNV", "Sở Nội vụ")
    assert lines(panel)[0][3] == "Sở Nội vụ và Lao động"
    assert register.lineage(context.workspace, "so noi vu va lao dong") == (
        "Sở Nội vụ",
        "Sở Nội vụ và Lao động",
    )


def test_a_merged_unit_names_its_successor_and_keeps_the_days_of_its_names(
    context: Context, qtbot: QtBot
) -> None:
    named = Unit(UnitCode("SXD"), "Sở Xây dựng", former_names=(FormerName("Ty Xây dựng", date(1990, 1, 1)),))
    register.record_unit(context.workspace, named)
    register.record_unit(context.workspace, TRANSPORT)
    panel = UnitsPanel(context)
    qtbot.addWidget(panel)
    shown(context, qtbot, panel)
    assert [line[0] for line in lines(panel)] == ["SXD", "SGTVT"]
    assert "Sở Xây dựng" in lines(panel)[1][4]
    assert "01/03/2025" in lines(panel)[1][4]
    assert UnitDialog(context, named, panel.units, panel).unit == named
    panel.search.setText("giao thong")
    assert [line[0] for line in lines(panel)] == ["SGTVT"]


def test_planned_inspections_stand_with_what_was_done(context: Context, qtbot: QtBot) -> None:
    register.record_unit(context.workspace, CONSTRUCTION)
    year = context.workspace.clock.now().year
    panel = PlanPanel(context)
    qtbot.addWidget(panel)
    shown(context, qtbot, panel)
    assert panel.stack.is_empty
    dialog = PlanLineDialog(context, year, None, panel.plan.units, panel.plan.visits, panel)
    dialog.month.show_value(5)
    panel.keep(dialog.line)
    qtbot.waitUntil(lambda: len(lines(panel)) == 1)
    assert lines(panel)[0][:2] == ("05", "Sở Xây dựng")
    assert [line.visit for line in plans.plan(context.workspace, year)] == [None]
    assert "0" in panel.summary.text()
    panel.table.choose(panel.plan.lines[0].planned.id)
    panel.remove.click()
    qtbot.waitUntil(lambda: panel.stack.is_empty)


def test_the_office_makes_a_tab_when_it_is_first_seen(context: Context, qtbot: QtBot) -> None:
    page = OfficePage(context)
    qtbot.addWidget(page)
    titles = [page.tabs.tabText(index) for index in range(page.tabs.count())]
    page.tabs.setCurrentIndex(titles.index(context.translate("Units")))
    assert page.findChild(UnitsPanel) is not None
    qtbot.waitUntil(lambda: not context.tasks.running)
