"""Step 3 begins with what the last inspection left open; the office's book knows deadlines, reports, conclusions."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from inspector_app.actions import answers, follow_up, office, open_findings
from inspector_app.actions.sealing import mark_printed, seal, sign_in_ink
from inspector_app.actions.undo import undo
from inspector_app.actions.visits import create_visit, load
from inspector_app.checklist.finding import Deadline, DeadlineKind, FindingId, FollowUpState
from inspector_app.checklist.seal import REQUIRED_SIGNERS
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import ItemVerdict, PersonRole, Side
from inspector_app.clock import ZONE
from inspector_app.gui.bridge import Context
from inspector_app.gui.dialogs.conclusion import ConclusionDialog
from inspector_app.gui.dialogs.open_findings import OpenFindingsDialog
from inspector_app.gui.dialogs.remediation import RemediationDialog
from inspector_app.gui.models.ledger import OVERDUE, STATE, TEXT
from inspector_app.gui.pages.findings import FindingsPage
from inspector_app.gui.pages.office import OfficePage

LAST_YEAR = datetime(2025, 5, 13, 8, 0, tzinfo=ZONE)
POSTED = ItemId("16")


@pytest.fixture
def second_visit(context: Context) -> Context:
    """A new visit to a unit whose visit of last year lies in the book; it is open and has carried over two."""
    ws = context.workspace
    former = create_visit(ws, "cchc-2022", {"unit": "Sở Mẫu", "opened_at": LAST_YEAR})
    for side, role in (
        (Side.TEAM, PersonRole.LEADER),
        (Side.TEAM, PersonRole.SECRETARY),
        (Side.UNIT, PersonRole.REPRESENTATIVE),
    ):
        answers.add_person(ws, former, side, role, name="Người Thử")
    for item in (POSTED, ItemId("21")):
        answers.set_verdict(ws, former, item, ItemVerdict.NO)
    due = Deadline(DeadlineKind.ON, on=date(2025, 6, 30))
    answers.set_value(ws, former, "finding:16", "deadline", due)
    thirty = Deadline(DeadlineKind.AFTER_CONCLUSION, days=30)
    answers.set_value(ws, former, "finding:21", "deadline", thirty)
    seal(ws, former)
    mark_printed(ws, former)
    sign_in_ink(ws, former, REQUIRED_SIGNERS, ws.clock.now())
    office.enter_ledger(ws, former)
    visit = create_visit(ws, "cchc-2022", {"unit": "Sở Mẫu", "opened_at": ws.clock.now()})
    follow_up.begin(ws, visit)
    context.open(visit)
    return context


def test_the_tab_counts_what_was_looked_at(second_visit: Context, show) -> None:
    page = show(FindingsPage, second_visit)
    tab = page.tabs.indexOf(page.earlier)
    assert page.tabs.tabText(tab).endswith("(0/2)")
    page.tabs.setCurrentIndex(tab)
    editor = page.earlier.editor
    assert "niêm yết" in editor.text.text()
    assert "316" in editor.about.text()

    editor.state.setFocus()
    editor.state.setCurrentIndex(editor.state.values.index(FollowUpState.FIXED))
    editor.state.activated.emit(editor.state.currentIndex())
    assert second_visit.visit.visit.earlier[0].state is FollowUpState.FIXED
    assert page.tabs.tabText(tab).endswith("(1/2)")
    assert "316" not in editor.about.text()


def test_one_press_makes_it_recurring_and_one_undo_takes_it_back(second_visit: Context, show) -> None:
    page = show(FindingsPage, second_visit)
    page.tabs.setCurrentWidget(page.earlier)
    page.earlier.editor.recur.click()
    (finding,) = second_visit.visit.visit.findings
    assert finding.recurs
    assert not page.earlier.editor.recur.isVisible()
    page.earlier.editor.go.click()
    second_visit.perform(undo, second_visit.visit.visit.id)
    assert second_visit.visit.visit.findings == ()
    assert page.earlier.editor.recur.isVisible()


def test_a_ticked_item_suggests_the_mark_and_leaves_it_to_the_person(second_visit: Context, show) -> None:
    visit_id = second_visit.visit.visit.id
    second_visit.perform(answers.set_verdict, visit_id, POSTED, ItemVerdict.PARTLY)
    page = show(FindingsPage, second_visit)
    editor = page.finding_editor
    assert editor.suggestion.isVisible()
    assert not editor.recurs.isChecked()
    editor.recurs.click()
    visit = second_visit.visit.visit
    assert visit.findings[0].recurs
    assert visit.earlier[0].continued_by == "16"
    assert not editor.suggestion.isVisible()
    editor.recurs.click()
    assert not second_visit.visit.visit.findings[0].recurs
    assert second_visit.visit.visit.earlier[0].continued_by is None


def test_the_unit_s_opinion_is_typed_beside_each_shortcoming(
    second_visit: Context, show, qtbot: QtBot
) -> None:
    visit_id = second_visit.visit.visit.id
    for item in (POSTED, ItemId("21")):
        second_visit.perform(answers.set_verdict, visit_id, item, ItemVerdict.NO)
    page = show(FindingsPage, second_visit)
    page.tabs.setCurrentWidget(page.opinion)
    first = page.opinion.each[FindingId("16")]
    first.setFocus()
    qtbot.keyClicks(first, "Don vi tiep thu")
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    assert page.opinion.each[FindingId("21")].hasFocus()
    first.flush()
    assert load(second_visit.workspace, visit_id).visit.findings[0].unit_opinion == "Don vi tiep thu"


def test_a_changed_requirement_shows_its_difference(second_visit: Context, show) -> None:
    made = create_visit(second_visit.workspace, "cchc-2026", {"unit": "Sở Mẫu"})
    follow_up.begin(second_visit.workspace, made)
    second_visit.open(made)
    asked = replace(second_visit.visit.visit.earlier[0].requirements[0], digest="0" * 64, look_at="Bảng cũ")
    place = f"earlier:{second_visit.visit.visit.earlier[0].id}"
    second_visit.perform(answers.set_value, made, place, "requirements", (asked,))
    page = show(FindingsPage, second_visit)
    page.tabs.setCurrentWidget(page.earlier)
    editor = page.earlier.editor
    assert editor.look_at.isVisible()
    assert editor.look_at.toPlainText().startswith("Bảng cũ")
    assert not editor.question.isVisible()


def test_a_visit_without_any_offers_to_fetch_them(second_visit: Context, show, idle) -> None:
    made = create_visit(second_visit.workspace, "cchc-2022", {"unit": "so mau"})
    second_visit.open(made)
    page = show(FindingsPage, second_visit)
    page.tabs.setCurrentWidget(page.earlier)
    assert page.earlier.stack.is_empty
    page.earlier.stack.empty.button.click()
    idle(second_visit)
    assert len(second_visit.visit.visit.earlier) == 2
    assert not page.earlier.stack.is_empty


def test_an_unsigned_file_is_taken_only_after_its_doubts_are_seen(
    second_visit: Context, show, qtbot: QtBot, tmp_path: Path
) -> None:
    ws = second_visit.workspace
    file = tmp_path / "ton-tai.json"
    open_findings.export(ws, office.ledger_folder(ws), "Sở Mẫu", file)
    opened = open_findings.open_file(ws, file.read_bytes(), None)
    page = show(FindingsPage, second_visit)
    dialog = OpenFindingsDialog(second_visit, opened, page)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.accept()
    assert dialog.isVisible()
    assert dialog.message.isVisible()
    assert not dialog.accepted_doubts
    dialog.believe.setChecked(True)
    dialog.accept()
    assert not dialog.isVisible()
    assert dialog.accepted_doubts


class TestBook:
    @pytest.fixture
    def page(self, second_visit: Context, show, idle) -> OfficePage:
        page: OfficePage = show(OfficePage, second_visit)
        idle(second_visit)
        return page

    def column(self, page: OfficePage, column: int) -> list[str]:
        model = page.book.filter
        return [model.index(row, column).data() for row in range(model.rowCount())]

    def test_it_tells_how_late_each_is_and_narrows_to_what_is_overdue(self, page: OfficePage) -> None:
        assert self.column(page, OVERDUE) == ["316", ""]
        page.book.overdue_only.setChecked(True)
        assert len(self.column(page, TEXT)) == 1
        page.book.overdue_only.setChecked(False)
        page.book.state.setCurrentIndex(page.book.state.values.index(FollowUpState.IN_PROGRESS))
        page.book.state.edited.emit(FollowUpState.IN_PROGRESS)
        assert self.column(page, TEXT) == []
        page.book.state.show_value(None)
        page.book.unit.show_value("Sở Mẫu")
        page.book.unit.edited.emit("Sở Mẫu")
        assert len(self.column(page, TEXT)) == 2

    def test_the_conclusion_rewords_one_leaves_one_out_and_starts_the_clock(
        self, page: OfficePage, second_visit: Context, idle, qtbot: QtBot
    ) -> None:
        from inspector_app.actions import conclusions

        ws = second_visit.workspace
        ledger = office.ledger_folder(ws)
        found = tuple(sorted(office.ledger_findings(ledger), key=lambda own: own.number))
        dialog = ConclusionDialog(second_visit, found, lambda: None, page)
        qtbot.addWidget(dialog)
        dialog.number.setText("15/TB-SNV")
        dialog.issued.setText("20/5/2025")
        dialog.received_on.setText("19/5/2025")
        assert dialog.problem()
        dialog.received_on.setText("22/5/2025")
        assert dialog.problem() is None
        dialog.entries[0].kept.setChecked(False)
        dialog.entries[1].text.setPlainText("Chưa có quy chế làm việc")
        own = dialog.conclusion
        conclusions.record(ledger, own, by="Thử", at=ws.clock.now())
        page.refresh()
        idle(second_visit)
        (text,) = self.column(page, TEXT)
        assert text.startswith("Chưa có quy chế làm việc\n")
        assert self.column(page, OVERDUE) == ["325"]
        page.book.open_only.setChecked(False)
        idle(second_visit)
        assert len(self.column(page, STATE)) == 2

    def test_a_report_needs_something_said(
        self, page: OfficePage, second_visit: Context, qtbot: QtBot
    ) -> None:
        page.book.table.selectRow(0)
        dialog = RemediationDialog(second_visit, page.book.chosen, page)
        qtbot.addWidget(dialog)
        assert dialog.problem()
        dialog.text.setPlainText("Đã niêm yết")
        assert dialog.problem() is None
        dialog.issued.setText("31/31/2025")
        assert dialog.problem()

    def test_letter_and_file_for_the_team_are_written(
        self, page: OfficePage, second_visit: Context, idle, tmp_path: Path, monkeypatch
    ) -> None:
        from inspector_app.gui.widgets import follow_up_acts

        names: list[str] = []

        def target(_context, _parent, _title, _kinds, ending, name):
            names.append(name)
            return tmp_path / name

        monkeypatch.setattr(follow_up_acts, "choose_target", target)
        page.book.table.selectRow(0)
        for act in ("reminder", "export"):
            page.book.acts[act].click()
            idle(second_visit)
        page.acts.ask_draft(page.book.chosen)
        idle(second_visit)
        assert names == ["DonDoc_SoMau.docx", "TonTai_SoMau.json", "ThongBaoKetLuan_SoMau.docx"]
        assert all((tmp_path / name).stat().st_size for name in names)
        assert (tmp_path / "TonTai_SoMau.json.p7s").stat().st_size
