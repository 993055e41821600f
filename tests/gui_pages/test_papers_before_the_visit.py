"""Step 1, before the visit: what the unit is like, items of a subject, four papers out, its self-check in."""

import io
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from inspector_app.actions import preparation, sealing, undo
from inspector_app.actions.answers import set_values, set_verdict
from inspector_app.actions.preparation import Paper
from inspector_app.actions.self_check import comparison
from inspector_app.actions.units import record_unit
from inspector_app.actions.visits import create_visit
from inspector_app.checklist.fact import Choice, FactId
from inspector_app.checklist.register import FormerName, Unit, UnitCode
from inspector_app.checklist.self_check import Agreement
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import InspectionKind, ItemVerdict, Reported
from inspector_app.gui.bridge import Context
from inspector_app.gui.dialogs.scope import ScopeDialog
from inspector_app.gui.dialogs.self_check import ComparisonDialog, SelfCheckPreview
from inspector_app.gui.dialogs.unit_choice import UnitChoiceDialog
from inspector_app.gui.pages.preparation import PreparationPage
from inspector_app.gui.widgets.preparation_papers import TITLES

LAST_DAY = date(2025, 6, 30)
CONSTRUCTION = Unit(
    UnitCode("SXD"),
    "Sở Xây dựng",
    former_names=(FormerName("Sở Giao thông vận tải"),),
    traits={FactId("has_one_stop"): Choice("yes"), FactId("not_asked"): Choice("yes")},
)


def details(context: Context):
    return context.visit.visit.details


def test_what_the_unit_is_like_is_chosen_and_folded_away(new_visit: Context, show) -> None:
    page = show(PreparationPage, new_visit)
    traits = page.traits
    assert traits.isVisible()
    assert not traits.folding.section.isVisible()
    entry = traits.reveal("has_one_stop")
    assert entry.isVisible()
    entry.setCurrentIndex(2)
    entry.activated.emit(2)
    assert new_visit.visit.visit.traits == {"has_one_stop": Choice("no")}
    assert "1" in traits.folding.summary.text()
    new_visit.perform(undo.undo, new_visit.visit.visit.id)
    assert entry.value is None


def test_a_checklist_that_asks_nothing_of_the_unit_shows_nothing(context: Context, show) -> None:
    context.open(create_visit(context.workspace, "cchc-2022"))
    assert not show(PreparationPage, context).traits.isVisible()


def test_without_a_register_the_unit_is_a_plain_line(new_visit: Context, show) -> None:
    assert not show(PreparationPage, new_visit).choose_unit.isVisible()


@pytest.fixture
def register(context: Context) -> Context:
    """A laptop whose office has a register of two units, one of which is gone."""
    record_unit(context.workspace, CONSTRUCTION)
    gone = Unit(UnitCode("SGT"), "Sở Giao thông", until=LAST_DAY, successor=CONSTRUCTION.code)
    record_unit(context.workspace, gone)
    return context


def test_a_unit_is_picked_with_its_code_and_traits_in_one_act(register: Context, show, qtbot: QtBot) -> None:
    register.open(create_visit(register.workspace))
    page = show(PreparationPage, register)
    assert page.choose_unit.isVisible()
    dialog = UnitChoiceDialog(register, (CONSTRUCTION, Unit(UnitCode("X"), "Sở Cũ", until=LAST_DAY)), page)
    qtbot.addWidget(dialog)
    assert dialog.problem()
    dialog.search.setText("xay dung")
    dialog.table.choose("SXD")
    assert dialog.problem() is None
    page._set_unit(dialog.unit.name, dialog.unit)
    assert (details(register).unit, details(register).unit_code) == ("Sở Xây dựng", "SXD")
    assert register.visit.visit.traits == {"has_one_stop": Choice("yes")}
    register.perform(undo.undo, register.visit.visit.id)
    assert (details(register).unit, details(register).unit_code) == (None, None)
    assert register.visit.visit.traits == {}


def test_a_typed_name_is_the_unit_that_bears_it_or_none(register: Context, show) -> None:
    register.open(create_visit(register.workspace))
    page = show(PreparationPage, register)
    for typed, code in (("sở xây dựng", "SXD"), ("Sở Khác", None)):
        page.unit.setText(typed)
        page.unit.flush()
        assert (details(register).unit, details(register).unit_code) == (typed, code)


def test_items_are_picked_for_an_inspection_on_a_subject(new_visit: Context, show, qtbot: QtBot) -> None:
    page = show(PreparationPage, new_visit)
    template = new_visit.visit.template
    assert not page.choose_scope.isVisible()
    kind = page.form._entries["kind"]
    kind.edited.emit(InspectionKind.THEMATIC)
    assert page.choose_scope.isVisible()
    assert str(len(template.items)) in page.scope_said.text()
    dialog = ScopeDialog(new_visit, template, None, page)
    qtbot.addWidget(dialog)
    assert dialog.scope is None
    dialog.none.click()
    assert dialog.problem()
    dialog.search.setText("25")
    dialog.all.click()
    dialog.search.setText("")
    dialog.lines[ItemId("1")].setCheckState(0, Qt.CheckState.Checked)
    assert dialog.problem() is None
    assert dialog.scope[0] == "1"
    assert {"25a", "25b"} < set(dialog.scope)
    dialog.all.click()
    assert dialog.scope is None


def test_the_chosen_items_are_counted_on_the_page(new_visit: Context, show, monkeypatch) -> None:
    page = show(PreparationPage, new_visit)
    chosen = (ItemId("1"), ItemId("25a"))

    def done(dialog: ScopeDialog) -> bool:
        dialog.none.click()
        for item in chosen:
            dialog.lines[item].setCheckState(0, Qt.CheckState.Checked)
        return True

    monkeypatch.setattr(ScopeDialog, "exec", done)
    page._choose_scope()
    assert details(new_visit).scope == chosen
    assert page.scope_said.text().startswith("2")
    assert page.choose_scope.isVisible()


@pytest.fixture
def shown_folders(monkeypatch) -> list[str]:
    """Folders that the window opened in the system's file browser."""
    found: list[str] = []

    def note(url: QUrl) -> bool:
        found.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", note)
    return found


@pytest.mark.parametrize("kind", list(Paper))
def test_a_paper_is_written_and_its_folder_shown(
    kind: Paper, invented_visit: Context, show, idle, tmp_path: Path, shown_folders, monkeypatch
) -> None:
    page = show(PreparationPage, invented_visit)
    proposed: list[str] = []

    def choose(_parent, _title, name, _kinds):
        proposed.append(Path(name).name)
        return str(tmp_path / "tệp"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    page.papers.buttons[kind].click()
    idle(invented_visit)
    QApplication.processEvents()
    (path,) = tmp_path.glob("tệp.*")
    assert path.suffix == Path(proposed[0]).suffix
    assert path.read_bytes() == preparation.paper(
        invented_visit.workspace, invented_visit.visit.visit.id, kind
    )
    assert shown_folders == [str(tmp_path)]
    assert len(TITLES) == len(Paper)


def test_the_day_of_the_report_is_kept(new_visit: Context, show) -> None:
    page = show(PreparationPage, new_visit)
    due = page.form._entries["report_due"]
    due.setText("5/5/2026")
    due.flush()
    assert f"{details(new_visit).report_due:%d/%m/%Y}" == "05/05/2026"


def filled_form(context: Context, path: Path, word: str) -> Path:
    data = preparation.paper(context.workspace, context.visit.visit.id, Paper.SELF_CHECK)
    book = load_workbook(io.BytesIO(data))
    page = book.worksheets[0]
    rows = [number for number in range(1, 30) if len(str(page.cell(number, 2).value)) == 64]
    page.cell(rows[0], 7).value = word
    page.cell(rows[0], 8).value = "05 kế hoạch"
    page.cell(rows[1], 7).value = "Chưa rõ"
    book.save(path)
    return path


def test_the_filled_form_is_looked_through_then_taken_over(
    new_visit: Context, show, idle, qtbot: QtBot, tmp_path: Path, monkeypatch
) -> None:
    page = show(PreparationPage, new_visit)
    path = filled_form(new_visit, tmp_path / "biểu.xlsx", "Có")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(path), ""))
    page.papers.take_in.click()
    idle(new_visit)
    qtbot.waitUntil(lambda: bool(page.papers.findChildren(SelfCheckPreview)), timeout=5000)
    (dialog,) = page.papers.findChildren(SelfCheckPreview)
    assert not new_visit.visit.visit.reported
    assert dialog.problems.isVisible()
    assert not dialog.other_visit.isVisible()
    assert dialog.height() <= 614
    dialog.accept()
    first = new_visit.visit.template.items[0].id
    assert new_visit.visit.visit.reported == {first: Reported(first, ItemVerdict.YES, None, "05 kế hoạch")}
    assert page.papers.compare.isVisible()


def test_both_sides_stand_beside_each_other_and_lead_to_the_item(
    new_visit: Context, show, qtbot: QtBot
) -> None:
    page = show(PreparationPage, new_visit)
    visit_id = new_visit.visit.visit.id
    new_visit.perform(set_verdict, visit_id, ItemId("25a"), ItemVerdict.NO)
    new_visit.perform(
        set_values,
        visit_id,
        [
            ("reported:25a", "verdict", ItemVerdict.YES),
            ("reported:25a", "evidence", "Báo cáo số 5"),
            ("reported:1", "figures", "05"),
        ],
    )
    assert page.papers.said.text()
    found = comparison(new_visit.workspace, visit_id)
    dialog = ComparisonDialog(new_visit, new_visit.visit, found, page)
    qtbot.addWidget(dialog)
    dialog.show()
    assert [line.agreement for line in found] == [Agreement.DIFFERS, Agreement.ONLY_UNIT]
    texts = [dialog.table.model().index(0, column).data() for column in range(3)]
    assert texts[0].startswith("25a")
    assert "Báo cáo số 5" in texts[1]
    assert texts[2].startswith("Không")
    places: list[tuple[str, str]] = []
    new_visit.place_asked.connect(lambda entity, field: places.append((entity, field)))
    dialog.table.line_opened.emit(found[0])
    assert places == [("answer:25a", "verdict")]


def test_what_the_review_names_is_unfolded(invented_visit: Context, show) -> None:
    page = show(PreparationPage, invented_visit)
    for field in ("content", "decision", "recipients", "report_due"):
        page.reveal("visit", field)
        assert page.form.entry(field).isVisible(), field
    page.reveal("traits", "has_one_stop")
    assert page.traits.entries["has_one_stop"].isVisible()


def test_folded_sections_say_what_they_hold(invented_visit: Context, show) -> None:
    page = show(PreparationPage, invented_visit)
    assert page._documents["plan"].summary.text() == "Kế hoạch số 01/KH-MẪU ngày 15/01/2026"
    assert page._content_folding.summary.text()


def test_a_sealed_visit_gives_papers_and_takes_nothing_in(invented_visit: Context, show) -> None:
    page = show(PreparationPage, invented_visit)
    invented_visit.perform(sealing.seal, invented_visit.visit.visit.id)
    assert all(button.isEnabled() for button in page.papers.buttons.values())
    assert not page.papers.take_in.isEnabled()
    assert not page.traits.entries["has_one_stop"].isEnabled()
