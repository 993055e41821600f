"""Points of the visit: opened from the menu, what needs a look first, every number explained beside."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from inspector_app.actions import score_tables, scores
from inspector_app.actions.visits import create_sample, load
from inspector_app.actions.workspace import Workspace, open_workspace
from inspector_app.checklist.score_table import Criterion, CriterionId, ScoreTable
from inspector_app.checklist.template import Wording
from inspector_app.checklist.visit import VisitId
from inspector_app.clock import FixedClock
from inspector_app.gui import theme
from inspector_app.gui.bridge import Context
from inspector_app.gui.dialogs.scores import ScoresDialog
from inspector_app.gui.models.scores import ASSESSED, CLAIMED, CRITERION
from inspector_app.gui.panels.score_tables import ScoreTablesPanel
from inspector_app.gui.window import MainWindow

TABLE = ScoreTable(
    "thu-nghiem",
    2026,
    Wording("Bảng điểm thử", "Trial table"),
    tuple(
        Criterion(CriterionId(f"{n}"), Wording(f"Tiêu chí {n}", f"Criterion {n}"), max=Decimal(5))
        for n in range(1, 4)
    ),
)


@pytest.fixture
def workspace(tmp_path: Path, clock: FixedClock, qapp: QApplication) -> Iterator[Workspace]:
    theme.apply(qapp)
    with open_workspace(tmp_path / "data", clock, actor="Lê Thị Mẫu") as opened:
        yield opened


@pytest.fixture
def visit_id(workspace: Workspace) -> VisitId:
    return create_sample(workspace, "so-xay-dung-2022")


@pytest.fixture
def context(workspace: Workspace, visit_id: VisitId) -> Iterator[Context]:
    made = Context(workspace, "en")
    made.open(visit_id)
    yield made
    made.tasks.close()


@pytest.fixture
def open_dialog(context: Context, qtbot: QtBot, qapp: QApplication) -> Iterator[Callable[[], ScoresDialog]]:
    opened: list[ScoresDialog] = []

    def show() -> ScoresDialog:
        dialog = ScoresDialog(context)
        with qtbot.waitExposed(dialog):
            dialog.show()
        opened.append(dialog)
        return dialog

    yield show
    for dialog in opened:
        dialog.accept()
        dialog.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def dialog(
    workspace: Workspace, context: Context, visit_id: VisitId, open_dialog: Callable[[], ScoresDialog]
) -> ScoresDialog:
    scores.choose_table(workspace, visit_id, score_tables.keep_table(workspace, TABLE))
    scores.set_points(
        workspace, visit_id, "1", {"claimed": Decimal(5), "assessed": Decimal(1), "reason": "Thiếu"}
    )
    scores.set_points(workspace, visit_id, "2", {"assessed": Decimal(2)})
    scores.set_points(workspace, visit_id, "3", {"claimed": Decimal(2), "assessed": Decimal(2)})
    context.open(visit_id)
    return open_dialog()


def texts(dialog: ScoresDialog, column: int) -> list[object]:
    return [dialog.model.index(row, column).data() for row in range(dialog.model.rowCount())]


def test_the_menu_opens_it_only_for_a_visit(
    workspace: Workspace, visit_id: VisitId, qtbot: QtBot, qapp: QApplication
) -> None:
    window = MainWindow(workspace, "en")
    menu = QMenu()
    window._add_to_menu(menu)
    (entry,) = [action for action in menu.actions() if action.text() == "Points of the visit …"]
    assert not entry.isEnabled()
    window.context.open(visit_id)
    again = QMenu()
    window._add_to_menu(again)
    (entry,) = [action for action in again.actions() if action.text() == "Points of the visit …"]
    assert entry.isEnabled()
    window.close()
    window.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_without_a_table_there_is_one_sentence_and_one_button(
    open_dialog: Callable[[], ScoresDialog],
) -> None:
    dialog = open_dialog()
    assert dialog.points.is_empty
    assert dialog.points.empty.sentence.text() == "No table of points is chosen for this visit."
    assert dialog.points.empty.button.text() == "Choose a table…"


def test_it_fits_the_smallest_laptop(dialog: ScoresDialog) -> None:
    assert dialog.minimumSizeHint().width() <= 1093
    assert dialog.minimumSizeHint().height() <= 614 - 40


def test_claims_without_evidence_come_first_then_the_greatest_difference(dialog: ScoresDialog) -> None:
    assert texts(dialog, CRITERION) == [
        "1. Criterion 1\nClaimed, but no evidence yet",
        "3. Criterion 3\nClaimed, but no evidence yet",
        "2. Criterion 2",
    ]
    dialog.in_order.setChecked(True)
    assert [str(text)[0] for text in texts(dialog, CRITERION)] == ["1", "2", "3"]


def test_the_chosen_number_is_explained_beside(dialog: ScoresDialog) -> None:
    dialog.choose("1", ASSESSED)
    assert "Đoàn chấm 1 điểm; lý do: Thiếu" in dialog.derivation.text
    dialog.choose("1", CLAIMED)
    assert dialog.derivation.text == "1. Tiêu chí 1: đơn vị tự chấm 5 điểm"
    dialog.totals["percent"].click()
    assert "500 : 15 ≈ 33,333333333; làm tròn đến 2 chữ số thập phân: 33,33%" in dialog.derivation.text
    assert dialog.totals["percent"].text() == "Share: 33,33%"


def test_typed_points_are_saved_and_taken_back(
    dialog: ScoresDialog, workspace: Workspace, visit_id: VisitId, qtbot: QtBot
) -> None:
    dialog.choose("2")
    dialog.assessed.setFocus()
    dialog.assessed.selectAll()
    qtbot.keyClicks(dialog.assessed, "4,5")
    dialog.assessed.flush()
    assert load(workspace, visit_id).visit.scores["2"].assessed == Decimal("4.5")
    assert dialog.totals["assessed"].text() == "Assessed: 7,5"
    dialog.undo_button.click()
    assert load(workspace, visit_id).visit.scores["2"].assessed == 2
    assert dialog.assessed.text() == "2"


def test_going_to_another_line_saves_in_the_line_one_leaves(
    dialog: ScoresDialog, workspace: Workspace, visit_id: VisitId, qtbot: QtBot
) -> None:
    dialog.choose("2")
    qtbot.keyClicks(dialog.claimed, "3")
    dialog.choose("3")
    stored = load(workspace, visit_id).visit.scores
    assert (stored["2"].claimed, stored["3"].claimed) == (3, 2)
    assert dialog.claimed.text() == "2"


def test_points_beyond_the_maximum_are_refused_with_a_sentence(dialog: ScoresDialog, qtbot: QtBot) -> None:
    dialog.choose("2")
    dialog.assessed.selectAll()
    qtbot.keyClicks(dialog.assessed, "9")
    dialog.assessed.flush()
    assert "Criterion 2 gets 0 to 5 points." in dialog.failure.text()
    assert dialog.failure.isVisible()
    assert dialog.assessed.text() == "2"


def test_the_real_figures_show_as_a_trend(dialog: ScoresDialog) -> None:
    assert dialog.trend.said == [
        "năm 2020: 72,59%, Trung bình",
        "giảm 9,72 điểm phần trăm",
        "năm 2021: 62,87%, Trung bình",
        "năm 2021: 4,5%",
        "giảm 3,49 điểm phần trăm (hai kỳ không cùng độ dài)",
        "đến giữa tháng 5/2022: 1,01%",
    ]
    index, _overdue = dialog.trend.charts
    first, second = index.places()
    assert first.x() < second.x()
    assert first.y() < second.y()  # what fell is drawn lower
    assert index.accessibleDescription() == "năm 2020: 72,59%; năm 2021: 62,87%"


def test_the_office_lists_imports_and_exports_tables(
    context: Context, workspace: Workspace, tmp_path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    panel = ScoreTablesPanel(context)
    qtbot.addWidget(panel)
    panel.refresh()
    frames = panel.table.rowCount()
    assert frames == len(score_tables.shipped_tables())
    panel.table.selectRow(0)
    assert panel.export_button.isEnabled()
    assert not panel.remove_button.isEnabled()
    panel.export_to(TABLE, tmp_path / "bảng điểm.xlsx")
    panel.import_file(tmp_path / "bảng điểm.xlsx")
    qtbot.waitUntil(lambda: panel.table.rowCount() == frames + 1, timeout=60_000)
    assert [panel.table.item(0, column).text() for column in range(4)] == [  # type: ignore[union-attr]
        "2026",
        "Whole country",
        "Trial table",
        "Complete",
    ]
    panel.table.selectRow(0)
    panel.remove_button.click()
    assert score_tables.tables(workspace) == ()
