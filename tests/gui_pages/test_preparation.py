"""Step 1: what is typed is saved, to the visit it was typed for, and people of both sides are kept in order."""

from datetime import date, datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from inspector_app.actions.answers import set_value
from inspector_app.actions.review import review
from inspector_app.actions.visits import create_visit, load
from inspector_app.checklist.fact import Document
from inspector_app.checklist.visit import InspectionKind, PersonRole, Side
from inspector_app.clock import ZONE
from inspector_app.gui.bridge import Context
from inspector_app.gui.dialogs.person import PersonDialog
from inspector_app.gui.pages.preparation import PreparationPage
from inspector_app.gui.widgets.entries import LineEntry


def _entry(page: PreparationPage, field: str) -> LineEntry:
    entry = page.form._entries[field]
    assert isinstance(entry, LineEntry)
    return entry


def _compose(entry: QWidget, text: str) -> None:
    """Text as a Vietnamese keyboard hands it over."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(entry, event)


def test_a_unit_typed_is_saved_when_the_entry_is_left(new_visit: Context, show, qtbot: QtBot) -> None:
    page = show(PreparationPage, new_visit)
    unit = _entry(page, "unit")
    unit.setFocus()
    _compose(unit, "Sở Nội vụ")
    qtbot.keyClick(unit, Qt.Key.Key_Tab)
    assert load(new_visit.workspace, new_visit.visit.visit.id).visit.details.unit == "Sở Nội vụ"


def test_a_pause_in_typing_saves_too(new_visit: Context, show, qtbot: QtBot) -> None:
    page = show(PreparationPage, new_visit)
    place = _entry(page, "place")
    place.setFocus()
    _compose(place, "Phòng họp tầng 2")
    qtbot.waitUntil(lambda: new_visit.visit.visit.details.place == "Phòng họp tầng 2", timeout=5000)
    assert place.hasFocus()


def test_text_is_kept_in_one_form_of_unicode(new_visit: Context, show) -> None:
    page = show(PreparationPage, new_visit)
    unit = _entry(page, "unit")
    unit.setText("  Sở Tư pháp ".replace("ở", "o\u031b\u0309"))
    unit.flush()
    assert new_visit.visit.visit.details.unit == "Sở Tư pháp"


def test_times_are_read_as_people_type_them(new_visit: Context, show) -> None:
    page = show(PreparationPage, new_visit)
    opened = _entry(page, "opened_at")
    opened.setText("6/6/2026 8g30")
    opened.flush()
    assert new_visit.visit.visit.details.opened_at == datetime(2026, 6, 6, 8, 30, tzinfo=ZONE)
    assert opened.text() == "06/06/2026 08:30" or opened.text() == "6/6/2026 8g30"


def test_a_time_that_cannot_be_is_refused_beside_its_entry_and_stays_on_screen(
    new_visit: Context, show
) -> None:
    page = show(PreparationPage, new_visit)
    opened = _entry(page, "opened_at")
    told: list[bool] = []
    opened.faulty.connect(told.append)
    opened.setText("31/02/2026 08:00")
    opened.flush()
    assert told[-1] is True
    assert opened.text() == "31/02/2026 08:00"
    assert new_visit.visit.visit.details.opened_at is None


def test_a_decision_is_one_value_of_its_parts_and_gone_when_all_are(new_visit: Context, show) -> None:
    page = show(PreparationPage, new_visit)
    parts = page.form._entries["decision"].entries
    for name, text in (("type", "Quyết định"), ("issued", "20/4/2026")):
        parts[name].setText(text)
        parts[name].flush()
    assert new_visit.visit.visit.details.decision == Document(type="Quyết định", issued=date(2026, 4, 20))
    for name in ("type", "issued"):
        parts[name].clear()
        parts[name].flush()
    assert new_visit.visit.visit.details.decision is None


def test_a_kind_is_chosen_by_keyboard(new_visit: Context, show, qtbot: QtBot) -> None:
    page = show(PreparationPage, new_visit)
    kind = page.form._entries["kind"]
    kind.setFocus()
    qtbot.keyClick(kind, Qt.Key.Key_Down)
    assert new_visit.visit.visit.details.kind is InspectionKind.COMPREHENSIVE


def test_what_is_still_being_typed_goes_to_the_visit_it_was_typed_for(new_visit: Context, show) -> None:
    page = show(PreparationPage, new_visit)
    first = new_visit.visit.visit.id
    second = create_visit(new_visit.workspace)
    content = page.form._entries["content"]
    assert isinstance(content, QPlainTextEdit)
    content.setPlainText("Công tác chỉ đạo, điều hành")
    new_visit.open(second)
    assert load(new_visit.workspace, first).visit.details.content == "Công tác chỉ đạo, điều hành"
    assert load(new_visit.workspace, second).visit.details.content is None
    assert content.toPlainText() == ""


def test_both_sides_begin_empty_with_one_button_to_add(new_visit: Context, show) -> None:
    page = show(PreparationPage, new_visit)
    for table in page.people.values():
        assert table.stack.is_empty
        assert table.stack.empty.button.isEnabled()
        assert table.stack.empty.sentence.text()


def test_people_are_added_changed_ordered_and_removed(new_visit: Context, show) -> None:
    page = show(PreparationPage, new_visit)
    team = page.people[Side.TEAM]
    team.enter(role=PersonRole.LEADER, honorific="Ông", name="Nguyễn Văn Mẫu", position="Phó Giám đốc")
    team.enter(role=PersonRole.SECRETARY, honorific="Bà", name="Bùi Thị Ghi Chép")
    assert not team.stack.is_empty
    assert [row[1] for row in team.model._rows] == ["Ông Nguyễn Văn Mẫu", "Bà Bùi Thị Ghi Chép"]
    assert page.people[Side.UNIT].stack.is_empty

    secretary = new_visit.visit.visit.person(PersonRole.SECRETARY)
    team.choose(secretary.id)
    team.shift(-1)
    assert [p.name for p in new_visit.visit.visit.people] == ["Bùi Thị Ghi Chép", "Nguyễn Văn Mẫu"]

    team.change(secretary, absent_reason="công tác", substitutes_for=None)
    assert new_visit.visit.visit.people[0].absent_reason == "công tác"
    assert "công tác" in team.model._rows[0][-1]

    team.choose(secretary.id)
    team.take_away()
    assert [p.name for p in new_visit.visit.visit.people] == ["Nguyễn Văn Mẫu"]


def test_the_dialog_gives_back_what_it_shows(invented_visit: Context, qtbot: QtBot, show) -> None:
    page = show(PreparationPage, invented_visit)
    deputy = invented_visit.visit.visit.person(PersonRole.DEPUTY)
    dialog = PersonDialog(invented_visit, Side.TEAM, deputy, invented_visit.visit.template, page)
    assert dialog.values == {
        "role": PersonRole.DEPUTY,
        "honorific": deputy.honorific,
        "areas": deputy.areas,
        "name": deputy.name,
        "position": deputy.position,
        "agency": deputy.agency,
        "substitutes_for": deputy.substitutes_for,
        "absent_reason": deputy.absent_reason,
        "signs_as": deputy.signs_as,
    }


def test_the_review_finds_the_person_it_names(invented_visit: Context, show) -> None:
    page = show(PreparationPage, invented_visit)
    secretary = invented_visit.visit.visit.person(PersonRole.SECRETARY)
    page.reveal(f"person:{secretary.id}", "name")
    assert page.people[Side.TEAM].chosen == secretary


def test_what_could_not_be_saved_stays_on_screen_and_is_saved_with_the_next_chance(
    new_visit: Context, show, failures
) -> None:
    page = show(PreparationPage, new_visit)
    unit, content = _entry(page, "unit"), page.form._entries["content"]
    with new_visit.workspace.another() as other, other.db.write():
        unit.setText("Sở Nội vụ")
        unit.flush()
        content.setPlainText("Công tác chỉ đạo, điều hành")
        content.flush()
    assert len(failures) == 2
    failures.clear()
    assert unit.text() == "Sở Nội vụ"
    assert content.toPlainText() == "Công tác chỉ đạo, điều hành"
    assert new_visit.visit.visit.details.unit is None
    page.form.flush()
    assert new_visit.visit.visit.details.unit == "Sở Nội vụ"
    assert new_visit.visit.visit.details.content == "Công tác chỉ đạo, điều hành"


def test_another_page_s_change_is_shown(new_visit: Context, show) -> None:
    page = show(PreparationPage, new_visit)
    new_visit.perform(set_value, new_visit.visit.visit.id, "visit", "unit", "Sở Y tế")
    assert _entry(page, "unit").text() == "Sở Y tế"


def test_a_missing_signer_is_asked_for_on_the_side_that_signs(new_visit: Context, show) -> None:
    page = show(PreparationPage, new_visit)
    missing = {line.code: line for line in review(new_visit.workspace, new_visit.visit.visit.id)}
    for code, side in (
        ("REVIEW-SIGNER-UNIT-REPRESENTATIVE", Side.UNIT),
        ("REVIEW-SIGNER-TEAM-LEADER", Side.TEAM),
    ):
        page.reveal(missing[code].entity, missing[code].field)
        focused = page.window().focusWidget()
        assert focused is not None
        assert page.people[side].isAncestorOf(focused)
