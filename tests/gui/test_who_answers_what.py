"""Areas are given to members in step 1, whoever stands in takes them over, and step 2 says who answers what."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog
from pytestqt.qtbot import QtBot

from inspector_app.actions.answers import add_person
from inspector_app.actions.visits import load
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.responsibility import in_charge
from inspector_app.checklist.template import Template
from inspector_app.checklist.visit import PersonRole, Side, VisitId
from inspector_app.gui.dialogs.areas import AreasDialog
from inspector_app.gui.pages.preparation import PreparationPage
from inspector_app.gui.window import MainWindow


@pytest.fixture
def template(workspace: Workspace, visit_id: VisitId) -> Template:
    return load(workspace, visit_id).template


@pytest.fixture
def team(workspace: Workspace, visit_id: VisitId, template: Template) -> dict[str, str]:
    """Ids by name: the absent one has two areas, one stands in for her, one leads."""
    members = (
        ("Trần Văn Trưởng", PersonRole.LEADER, {"areas": (template.areas[0].id,)}),
        (
            "Nguyễn Thị Vắng",
            PersonRole.MEMBER,
            {"areas": (template.areas[1].id, template.areas[2].id), "absent_reason": "đi họp"},
        ),
        ("Lê Thị Mẫu", PersonRole.MEMBER, {"substitutes_for": "Bà Nguyễn Thị Vắng"}),
    )
    return {
        name: add_person(workspace, visit_id, Side.TEAM, role, name=name, **own)
        for name, role, own in members
    }


@pytest.fixture
def prepared(open_window: Callable[[], MainWindow], visit_id: VisitId, team: dict[str, str]) -> MainWindow:
    window = open_window()
    window.context.open(visit_id)
    window.shell.show_step(1)
    return window


def preparation(window: MainWindow) -> PreparationPage:
    page = window.shell.page(1)
    assert isinstance(page, PreparationPage)
    return page


def test_the_substitute_inherits_and_the_absent_answers_nothing(
    prepared: MainWindow, template: Template
) -> None:
    page = prepared.shell.checking
    assert page.tree.model.in_charge(template.areas[0].id) == "Trần Văn Trưởng"
    assert page.tree.model.in_charge(template.areas[1].id) == "Lê Thị Mẫu"
    assert page.tree.model.in_charge(template.areas[5].id) == ""
    prepared.shell.show_step(2)
    page.set_current(template.items_of(template.areas[2].id)[0].id)
    assert page.head.charge.text() == "In charge: Lê Thị Mẫu"
    row = page.tree.model.index(2, 0)
    assert row.data(Qt.ItemDataRole.DisplayRole).endswith("\nIn charge: Lê Thị Mẫu")
    assert "Lê Thị Mẫu" in row.data(Qt.ItemDataRole.AccessibleTextRole)


def test_step_one_names_the_areas_that_nobody_answers(prepared: MainWindow, template: Template) -> None:
    said = preparation(prepared).people[Side.TEAM].uncovered.text()
    assert said.startswith("Nobody answers: 4. ")
    assert "1. " not in said
    assert not preparation(prepared).people[Side.UNIT].uncovered.isVisible()


def test_the_table_of_people_says_whose_areas_a_substitute_has(prepared: MainWindow) -> None:
    model = preparation(prepared).people[Side.TEAM].model
    areas = {model.people[row].name: model.index(row, 4).data() for row in range(model.rowCount())}
    assert areas["Lê Thị Mẫu"].count("in the place of Bà Nguyễn Thị Vắng") == 2


def test_areas_are_given_for_the_whole_team_at_once_and_one_undo_takes_them_back(
    qtbot: QtBot,
    prepared: MainWindow,
    workspace: Workspace,
    visit_id: VisitId,
    template: Template,
    team: dict[str, str],
) -> None:
    table = preparation(prepared).people[Side.TEAM]
    before = load(workspace, visit_id).visit.people
    table.give.click()
    dialog = table.findChild(AreasDialog)
    assert dialog is not None
    for area in template.areas[3:]:
        dialog.tick(area.id, team["Trần Văn Trưởng"])
        dialog.tick(area.id, team["Lê Thị Mẫu"])
    dialog.accept()
    people = load(workspace, visit_id).visit.people
    assert [own.name for own in in_charge(people, template.areas[6].id)] == ["Trần Văn Trưởng", "Lê Thị Mẫu"]
    assert [own.name for own in in_charge(people, template.areas[1].id)] == ["Lê Thị Mẫu"]
    assert not table.uncovered.isVisible()
    prepared.shell.actions_made["undo"].trigger()
    assert load(workspace, visit_id).visit.people == before


def test_without_areas_everybody_answers_all(
    open_window: Callable[[], MainWindow], workspace: Workspace, visit_id: VisitId
) -> None:
    add_person(workspace, visit_id, Side.TEAM, PersonRole.LEADER, name="Trần Văn Trưởng")
    window = open_window()
    window.context.open(visit_id)
    window.shell.show_step(1)
    assert "everybody answers all" in preparation(window).people[Side.TEAM].uncovered.text()
    window.shell.show_step(2)
    assert not window.shell.checking.head.charge.isVisible()


def test_who_works_here_is_chosen_from_the_team(prepared: MainWindow) -> None:
    prepared.shell.show_step(2)
    page = prepared.shell.checking
    page.tree.filter.choose(person="mine")
    page.tree.filter.person_asked.emit()
    dialog = prepared.findChild(QInputDialog)
    assert dialog is not None
    assert dialog.comboBoxItems() == ["Trần Văn Trưởng", "Lê Thị Mẫu"]
    dialog.setTextValue("Trần Văn Trưởng")
    dialog.accept()
    assert prepared.habits.settings.person == "Trần Văn Trưởng"
    assert page.tree.filter.said.text().startswith("Mine: 10 of 44")
