"""A running visit goes to another version of its checklist: only what still answers what is asked goes along."""

from dataclasses import replace

import pytest

from inspector_app.actions import answers, merging, moving, sealing, templates, visits
from inspector_app.actions.listing import replaced
from inspector_app.actions.workspace import open_workspace
from inspector_app.authoring import shelf
from inspector_app.checklist.carrying import LeftKind
from inspector_app.checklist.comparison import Why
from inspector_app.checklist.event import Plane
from inspector_app.checklist.fact import Choice, Count, FactKind, Sample
from inspector_app.checklist.seal import Stage
from inspector_app.checklist.template import Area, ChoiceList, FactSpec, Item, Option, Template, Wording
from inspector_app.checklist.visit import ItemVerdict, SigningMode
from inspector_app.errors import VisitError
from inspector_app.store import visits as stored


def item(id_, look_at="Văn bản đi", facts=(), criterion=None):
    question = Wording(f"Nội dung {id_}", f"Item {id_}")
    return Item(
        id_, criterion or id_, "1", question, Wording(look_at, "x"), facts=facts, shortcoming="Chưa đạt"
    )


def choices(*names):
    return ChoiceList("hang", tuple(Option(name, Wording(name, name)) for name in names))


COUNT = FactSpec("so", FactKind.COUNT, Wording("Số văn bản", "Documents"))
CLASS = FactSpec("hang", FactKind.CHOICE, Wording("Hạng", "Class"), choice_list="hang")
TRAITS = tuple(
    FactSpec(id_, FactKind.CHOICE, Wording(id_, id_), choices=("có", "không")) for id_ in ("mot_cua", "phi")
)
OLD = Template(
    id="thu",
    version="2026",
    title=Wording("Danh mục thử", "Trial"),
    areas=(Area("1", Wording("Phần một", "One")), Area("2", Wording("Phần hai", "Two"))),
    items=(
        item("1", facts=(COUNT,)),
        item("2"),
        item("3", facts=(COUNT,)),
        item("4"),
        replace(item("5"), facts=(CLASS,)),
        item("6"),
        item("7a", criterion="7"),
        item("7b", criterion="7"),
    ),
    traits=TRAITS,
    choice_lists=(choices("tốt", "khá"),),
)
NEW = replace(
    OLD,
    version="2026.2",
    areas=OLD.areas[:1],
    items=(
        replace(OLD.items[0], result="Đã thực hiện", relevant="${mot_cua} != 'không'"),
        item("2", look_at="Văn bản đi và văn bản đến"),
        item("3", facts=(replace(COUNT, kind=FactKind.AMOUNT),)),
        OLD.items[4],
        replace(OLD.items[5], id="16", criterion="16"),
        *OLD.items[6:],
    ),
    traits=(TRAITS[0], replace(TRAITS[1], label=Wording("khác", "other"))),
    choice_lists=(choices("tốt", "trung bình"),),
)
"""2 looks elsewhere, 3 asks another fact, 4 is gone, the classes of 5 changed, 6 is now 16."""


@pytest.fixture
def running(ws):
    """A visit on the old version in which everything is answered, and more."""
    for template in (OLD, NEW):
        templates.publish(ws, templates.import_template(ws, template, "thu.toml").sha256)
    visit = visits.create_visit(ws, "thu@2026", {"unit": "Sở Thử", "title": "Kiểm tra CCHC"})
    for own in OLD.items:
        answers.set_verdict(
            ws, visit, own.id, ItemVerdict.NO if own.id in ("1", "2", "6") else ItemVerdict.YES
        )
    opened = visits.load(ws, visit)
    of_2, of_6 = (opened.visit.finding_of(id_).id for id_ in ("2", "6"))
    answers.set_values(
        ws,
        visit,
        [
            ("answer:1", "so", Count(7, 30)),
            ("answer:1", "note", "hỏi lại văn thư"),
            ("answer:5", "hang", Choice("khá")),
            ("reported:1", "text", "Đã thực hiện"),
            ("reported:4", "text", "Đã có"),
            ("finding:both", "items", ["1", "2"]),
            ("finding:both", "order", 9),
            ("finding:both", "text", "Chưa đầy đủ"),
            ("recommendation:kept", "findings", [of_2, of_6]),
            ("recommendation:kept", "text", "Đề nghị ký số"),
            ("recommendation:left", "findings", [of_2]),
            ("recommendation:left", "text", "Đề nghị rà soát"),
            ("person:a", "name", "Trần Thị Mẫu"),
            ("person:a", "areas", ["1", "2"]),
            ("row:r1", "item", "1"),
            ("row:r1", "fact", "so"),
            ("row:r1", "abstract", "Công văn"),
            ("row:r3", "item", "3"),
            ("row:r3", "fact", "so"),
            (f"evidence:{'a' * 64}", "items", ["1", "4"]),
            (f"evidence:{'a' * 64}", "name", "van-ban.jpg"),
            (f"evidence:{'b' * 64}", "items", ["4"]),
            (f"evidence:{'b' * 64}", "name", "quyet-dinh.pdf"),
            (f"evidence:{'c' * 64}", "name", "toan-canh.jpg"),
            ("traits", "mot_cua", Choice("có")),
            ("traits", "phi", Choice("không")),
            ("score:7", "assessed", "2"),
            ("score:2", "assessed", "1"),
            ("earlier:e1", "text", "Chưa niêm yết"),
            ("earlier:e1", "continued_by", of_2),
            ("opinion", "response", "Tiếp thu"),
            ("visit", "scope", ["1", "2", "6"]),
        ],
    )
    return visit


def test_what_goes_along_and_what_not_is_told_before_anything_is_written(ws, running):
    before = stored.listing(ws.db)
    plan = moving.carry_over(ws, running, NEW.digest)
    assert plan.carried == ("1", "6", "7a", "7b")
    assert plan.renumbered == {"6": "16"}
    assert [(own.item, own.why) for own in plan.changed] == [
        ("2", (Why.LOOK_AT,)),
        ("3", (Why.FACTS,)),
        ("5", (Why.CHOICES,)),
    ]
    assert (plan.gone, plan.not_carried) == (("4",), 4)
    assert sorted((own.kind, own.name) for own in plan.left if own.kind is not LeftKind.FINDING) == [
        (LeftKind.EVIDENCE, "quyet-dinh.pdf"),
        (LeftKind.RECOMMENDATION, "Đề nghị rà soát"),
        (LeftKind.REPORTED, "Đã có"),
        (LeftKind.SCORE, "2"),
        (LeftKind.TRAIT, "phi"),
    ]
    assert stored.listing(ws.db) == before


def test_everything_that_still_answers_what_is_asked_stands_in_the_new_visit(ws, running):
    old = visits.load(ws, running).visit
    moved = moving.move_to_version(ws, running, NEW.digest)
    opened = visits.load(ws, moved.visit)
    visit = opened.visit
    assert opened.template == NEW
    assert (visit.details.unit, visit.details.title, visit.details.notice) == (
        "Sở Thử",
        "Kiểm tra CCHC",
        None,
    )
    assert visit.details.scope == ("1", "16")
    assert set(visit.answers) == {"1", "16", "7a", "7b"}
    assert visit.answer("1") == old.answer("1")
    assert visit.answer("16") == replace(old.answer("6"), item="16")
    assert visit.notes == {"1": "hỏi lại văn thư"}
    of_1, of_6 = old.finding_of("1"), old.finding_of("6")
    assert {own.id: own.items for own in visit.findings} == {
        of_1.id: ("1",),
        of_6.id: ("16",),
        "both": ("1",),
    }
    assert {own.id: own.findings for own in visit.recommendations} == {"kept": (of_6.id,)}
    assert [(own.name, own.areas) for own in visit.people] == [("Trần Thị Mẫu", ("1",))]
    assert [(own.id, own.item) for own in visit.rows] == [("r1", "1")]
    assert {own.name: own.items for own in visit.evidence} == {"van-ban.jpg": ("1",), "toan-canh.jpg": ()}
    assert visit.traits == {"mot_cua": Choice("có")}
    assert set(visit.scores) == {"7"}
    assert [(own.text, own.continued_by) for own in visit.earlier] == [("Chưa niêm yết", None)]
    assert visit.opinion.response == "Tiếp thu"
    assert set(visit.reported) == {"1"}


def test_the_old_visit_stays_readable_and_says_that_it_was_replaced(ws, running):
    old = visits.load(ws, running).visit
    answers.set_value(ws, running, "visit", "notice", "BẢN MẪU")
    moved = moving.move_to_version(ws, running, NEW.digest)
    after = visits.load(ws, running)
    assert after.template == OLD
    assert after.visit.details.notice == (
        "ĐÃ CHUYỂN SANG DANH MỤC BẢN 2026.2, LÀM TIẾP Ở CUỘC KIỂM TRA MỚI · BẢN MẪU"
    )
    assert replaced(after.visit.details.notice)
    assert not replaced("BẢN MẪU")
    assert after.visit.answers == old.answers
    assert after.visit.findings == old.findings
    assert visits.load(ws, moved.visit).visit.details.notice == "BẢN MẪU", "a sample stays a sample"


def test_a_move_that_fails_half_way_leaves_nothing(ws, running, monkeypatch):
    before = {own.id for own in stored.listing(ws.db)}, stored.values(ws.db, running, Plane.ANSWERS)
    monkeypatch.setattr(moving, "REPLACED", "{nothing}")
    with pytest.raises(KeyError):
        moving.move_to_version(ws, running, NEW.digest)
    assert ({own.id for own in stored.listing(ws.db)}, stored.values(ws.db, running, Plane.ANSWERS)) == before


def test_only_to_another_version_of_its_own_checklist(ws, running):
    for sha256 in (OLD.digest, shelf.read("cchc-2026").digest):
        with pytest.raises(VisitError) as caught:
            moving.move_to_version(ws, running, sha256)
        assert caught.value.code == "VISIT-MOVE-VERSION"


def test_not_while_two_people_disagree(ws, running, tmp_path, clock):
    with open_workspace(tmp_path / "other", clock, "Ông Lê Văn Mẫu") as other:
        templates.import_template(other, OLD, "thu.toml")
        merging.merge_events(other, merging.export_events(ws, running))
        answers.set_value(other, running, "visit", "place", "Phòng họp 2")
        answers.set_value(ws, running, "visit", "place", "Phòng họp 1")
        merging.merge_events(ws, merging.export_events(other, running))
    with pytest.raises(VisitError) as caught:
        moving.carry_over(ws, running, NEW.digest)
    assert caught.value.code == "VISIT-MOVE-CONFLICTS"


def test_a_sealed_visit_stays_where_it_is(ws):
    sample = visits.create_sample(ws, "so-xay-dung-2022")
    answers.set_value(ws, sample, "visit", "signing_mode", SigningMode.INK)
    sealing.seal(ws, sample)
    assert visits.load(ws, sample).stage is Stage.SEALED
    newer = templates.newer_version(ws, visits.load(ws, sample).visit.template)
    with pytest.raises(VisitError) as caught:
        moving.move_to_version(ws, sample, newer.ref.sha256)
    assert caught.value.code == "VISIT-SEALED"


def test_the_real_visit_of_2022_goes_to_the_checklist_of_2026(ws):
    sample = visits.create_sample(ws, "so-xay-dung-2022")
    old = visits.load(ws, sample)
    moved = moving.move_to_version(ws, sample, shelf.read("cchc-2026").digest)
    new = visits.load(ws, moved.visit)
    same = {own.id for own in old.template.items if new.template.item(own.id).digest == own.digest}
    assert set(moved.carried.carried) == set(old.visit.answers) & same
    assert {own.item for own in moved.carried.changed} == set(old.visit.answers) - same
    assert set(new.visit.answers) == set(moved.carried.carried)
    assert new.visit.people == old.visit.people


def test_a_visit_on_the_version_before_files_could_answer_goes_on_and_moves_whole(ws):
    """2026.3 asks exactly what 2026.2 asked: nothing is lost on the way, and whoever stays loses nothing either."""
    before, after = shelf.read("earlier/cchc-2026.2"), shelf.read("cchc-2026")
    templates.publish(ws, before.digest)
    visit = visits.create_visit(ws, before.digest, {"unit": "Sở Thử", "title": "Kiểm tra CCHC"})
    for own in before.items:
        if own.asks_verdict:
            answers.set_verdict(ws, visit, own.id, ItemVerdict.YES)
    answers.set_values(
        ws, visit, [("answer:25a", "sample", Sample(population=412, examined=30, defective=7))]
    )
    assert visits.load(ws, visit).template.digest == before.digest
    assert templates.newer_version(ws, before.ref).ref == after.ref

    plan = moving.carry_over(ws, visit, after.digest)
    answered = [own.id for own in before.items if own.asks_verdict]
    assert (list(plan.carried), plan.not_carried, plan.left) == (answered, 0, ())
