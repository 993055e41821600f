"""Step 3: shortcomings under their headings, the usual words one click away, deadlines as a date or in words."""

from datetime import date

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from inspector_app.actions.answers import set_value
from inspector_app.actions.visits import create_sample, load
from inspector_app.checklist.finding import Audience, Deadline, DeadlineKind
from inspector_app.checklist.sentences import remedy_of, shortcoming_of
from inspector_app.checklist.visit import Closing
from inspector_app.gui.bridge import Context
from inspector_app.gui.dialogs.finding import FindingDialog
from inspector_app.gui.pages.findings import FindingsPage


def _shown(context: Context, page: FindingsPage):
    key = page.finding_list.key
    return next(f for f in context.visit.visit.findings if f.id == key)


def test_the_ten_shortcomings_of_2022_stand_under_their_headings(real_visit: Context, show) -> None:
    page = show(FindingsPage, real_visit)
    lines = page.finding_list._lines
    assert sum(line.key is not None for line in lines) == 10
    assert lines[0].key is None
    headings = [line.text for line in lines if line.key is None]
    assert headings[0] == "Công tác chỉ đạo, điều hành CCHC"
    assert len(headings) == len(set(headings))
    assert page.tabs.tabText(0).endswith("(10)")
    assert page.tabs.tabText(1).endswith("(2)")


def test_nothing_found_yet_says_so_and_offers_to_add(new_visit: Context, show) -> None:
    page = show(FindingsPage, new_visit)
    assert page.findings.is_empty
    assert page.recommendations.is_empty
    assert page.findings.empty.button.isEnabled()


def test_a_deadline_is_a_date_or_words_or_open(real_visit: Context, show, qtbot: QtBot) -> None:
    page = show(FindingsPage, real_visit)
    entry = page.finding_editor.deadline

    def choose(kind: DeadlineKind | None) -> None:
        entry.kind.show_value(kind)
        entry.kind.edited.emit(kind)

    choose(DeadlineKind.ON)
    assert entry.day.isVisibleTo(entry)
    assert _shown(real_visit, page).deadline is None
    qtbot.keyClicks(entry.day, "30/6/2026")
    qtbot.keyClick(entry.day, Qt.Key.Key_Return)
    assert _shown(real_visit, page).deadline == Deadline(DeadlineKind.ON, on=date(2026, 6, 30))

    choose(DeadlineKind.AFTER_CONCLUSION)
    assert _shown(real_visit, page).deadline == Deadline(DeadlineKind.AFTER_CONCLUSION, days=30)
    choose(DeadlineKind.IMMEDIATELY)
    assert _shown(real_visit, page).deadline == Deadline(DeadlineKind.IMMEDIATELY)
    assert "ngay sau khi kết thúc kiểm tra" in page.finding_list.currentItem().text()
    choose(None)
    assert _shown(real_visit, page).deadline is None


def test_a_half_typed_date_does_not_wander_to_the_next_shortcoming(real_visit: Context, show) -> None:
    page = show(FindingsPage, real_visit)
    entry = page.finding_editor.deadline
    entry.kind.show_value(DeadlineKind.ON)
    entry.kind.edited.emit(DeadlineKind.ON)
    entry.day.setText("30/6")
    second = real_visit.visit.visit.findings[1]
    page.finding_list.choose(second.id)
    assert _shown(real_visit, page) == second
    assert entry.kind.value is None
    assert all(finding.deadline is None for finding in real_visit.visit.visit.findings)


def test_text_by_hand_is_marked_and_the_ready_sentence_comes_back(real_visit: Context, show) -> None:
    page = show(FindingsPage, real_visit)
    editor = page.finding_editor
    finding = _shown(real_visit, page)
    ready = shortcoming_of(finding, real_visit.visit.template, real_visit.visit.visit.answers)
    assert editor.text.toPlainText() == ready
    editor.text.setPlainText("Đoàn viết lại câu này")
    editor.text.flush()
    assert _shown(real_visit, page).text == "Đoàn viết lại câu này"
    assert editor._origin.text() == "Đã sửa tay"
    editor._again.click()
    assert _shown(real_visit, page).text is None
    assert editor.text.toPlainText() == ready


def test_the_usual_remedy_takes_one_click(real_visit: Context, show) -> None:
    page = show(FindingsPage, real_visit)
    item = real_visit.visit.template.item(_shown(real_visit, page).items[0])
    page.finding_editor._usual.click()
    opened = real_visit.visit
    assert remedy_of(_shown(real_visit, page), opened.template, opened.visit.answers) == item.remedy
    assert page.finding_editor.remedy.toPlainText() == item.remedy
    page.finding_editor._usual.click()
    assert remedy_of(_shown(real_visit, page), opened.template, opened.visit.answers) is None
    assert page.finding_editor.remedy.toPlainText() == ""


def test_only_bases_in_force_on_the_day_are_suggested(invented_visit: Context, show) -> None:
    page = show(FindingsPage, invented_visit)
    opened = invented_visit.visit.visit.details.opened_at.date()
    offered = 0
    for finding in invented_visit.visit.visit.findings:
        page.finding_list.choose(finding.id)
        for citation in page.finding_editor.bases():
            offered += 1
            bases = [b for own in finding.items for b in invented_visit.visit.template.item(own).legal]
            assert any(b.citation == citation and b.printable_on(opened) for b in bases)
    assert offered


def test_a_shortcoming_of_no_item_needs_words(new_visit: Context, show, qtbot: QtBot) -> None:
    page = show(FindingsPage, new_visit)
    dialog = FindingDialog(new_visit, new_visit.visit.template, (), page)
    assert dialog.problem() is not None
    dialog.search.setText("ky so")
    hidden = [dialog.items.item(row).isHidden() for row in range(dialog.items.count())]
    assert True in hidden
    assert False in hidden
    dialog.text.setPlainText("Chưa bố trí phòng tiếp công dân")
    assert dialog.problem() is None
    assert dialog.words == "Chưa bố trí phòng tiếp công dân"


def test_a_recommendation_covers_one_several_or_all(invented_visit: Context, show) -> None:
    page = show(FindingsPage, invented_visit)
    page.tabs.setCurrentWidget(page.recommendations)
    editor = page.recommendation_editor

    def covered() -> tuple[str, ...]:
        key = page.recommendation_list.key
        return next(r for r in invented_visit.visit.visit.recommendations if r.id == key).findings

    editor.cover_all()
    everything = tuple(f.id for f in invented_visit.visit.visit.findings)
    assert covered() == everything
    editor.covers.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert covered() == everything[1:]


def test_a_new_recommendation_is_shown_and_can_go_to_the_authority(new_visit: Context, show) -> None:
    page = show(FindingsPage, new_visit)
    page.add_one_recommendation()
    assert not page.recommendations.is_empty
    audience = page.recommendation_editor.form._entries["audience"]
    audience.edited.emit(Audience.AUTHORITY)
    assert new_visit.visit.visit.recommendations[0].audience is Audience.AUTHORITY
    page.recommendation_editor.take_away()
    assert page.recommendations.is_empty


def test_a_refusal_asks_for_its_reason_and_a_witness(new_visit: Context, show) -> None:
    page = show(FindingsPage, new_visit)
    closing = page.closing
    page.tabs.setCurrentWidget(closing)
    assert not closing._refusal.isVisibleTo(closing)
    closing.choices[Closing.REFUSED].click()
    assert new_visit.visit.visit.details.closing is Closing.REFUSED
    assert closing._refusal.isVisibleTo(closing)
    witness = closing.form._entries["witness"]
    witness.setText("Ông Trần Văn Chứng, Chánh Văn phòng")
    witness.flush()
    assert new_visit.visit.visit.details.witness == "Ông Trần Văn Chứng, Chánh Văn phòng"


def test_minutes_that_replace_signed_ones_say_which(new_visit: Context, show) -> None:
    page = show(FindingsPage, new_visit)
    page.reveal("visit", "replaces")
    assert page.tabs.currentWidget() is page.closing
    replaces = page.closing.form._entries["replaces"]
    replaces.setText("hồi 16 giờ 00 phút, ngày 12 tháng 5 năm 2026")
    replaces.flush()
    assert new_visit.visit.visit.details.replaces == "hồi 16 giờ 00 phút, ngày 12 tháng 5 năm 2026"


def test_the_review_finds_the_field_it_names(real_visit: Context, show) -> None:
    page = show(FindingsPage, real_visit)
    last = real_visit.visit.visit.findings[-1]
    page.tabs.setCurrentWidget(page.opinion)
    page.reveal(f"finding:{last.id}", "owner")
    assert page.tabs.currentWidget() is page.findings
    assert page.finding_list.key == last.id
    page.reveal("opinion", "reservation")
    assert page.tabs.currentWidget() is page.opinion


def test_the_unit_s_words_are_kept_where_they_are_typed(new_visit: Context, show) -> None:
    page = show(FindingsPage, new_visit)
    page.opinion.entries["reservation"].setPlainText("Đơn vị bảo lưu về tỷ lệ hồ sơ trễ hạn")
    page.opinion.form.flush()
    page.assessment.entries["objective_causes"].setPlainText("Phần mềm đang nâng cấp")
    page.assessment.form.flush()
    assert new_visit.visit.visit.opinion.reservation == "Đơn vị bảo lưu về tỷ lệ hồ sơ trễ hạn"
    assert new_visit.visit.visit.assessment.objective_causes == "Phần mềm đang nâng cấp"


def test_markup_in_a_text_stays_text(new_visit: Context, show) -> None:
    page = show(FindingsPage, new_visit)
    page.add_one_recommendation()
    entity = f"recommendation:{new_visit.visit.visit.recommendations[0].id}"
    new_visit.perform(set_value, new_visit.visit.visit.id, entity, "text", "<b>đậm</b> & <img src='/x'>")
    assert "<b>đậm</b> & <img src='/x'>" in page.recommendation_list.currentItem().text()
    assert page.recommendation_editor.text.toPlainText() == "<b>đậm</b> & <img src='/x'>"


def test_going_from_visit_to_visit_writes_nothing(real_visit: Context, show) -> None:
    page = show(FindingsPage, real_visit)
    first = real_visit.visit.visit
    second = create_sample(real_visit.workspace, "so-mau")
    other = load(real_visit.workspace, second).visit
    page.finding_list.choose(first.findings[0].id)
    assert {finding.id for finding in other.findings} & {first.findings[0].id}
    for visit_id in (second, first.id, second):
        real_visit.open(visit_id)
    assert load(real_visit.workspace, first.id).visit == first
    assert load(real_visit.workspace, second).visit == other


def test_going_through_the_list_writes_nothing(real_visit: Context, show) -> None:
    page = show(FindingsPage, real_visit)
    visit = real_visit.visit.visit
    for finding in (*visit.findings, *reversed(visit.findings)):
        page.finding_list.choose(finding.id)
        assert page.finding_editor.text.toPlainText()
    assert load(real_visit.workspace, visit.id).visit == visit


def test_a_shortcoming_that_does_not_apply_is_kept_and_says_so(invented_visit: Context, show) -> None:
    page = show(FindingsPage, invented_visit)
    opened = invented_visit.visit
    first = opened.visit.findings[0]
    assert page.tabs.tabText(0).endswith("(10)")
    rest = tuple(item.id for item in opened.template.items if item.id not in first.items)
    invented_visit.perform(set_value, opened.visit.id, "visit", "scope", rest)
    assert page.tabs.tabText(0).endswith("(9)")
    told = invented_visit.translate("Does not apply to this unit: kept, not printed")
    lines = [page.finding_list.item(row).text() for row in range(page.finding_list.count())]
    assert len([line for line in lines if line.endswith(told)]) == 1
    assert sum(line[:2].rstrip(".").isdigit() for line in lines) == 9
