"""Who answers an area, which items are wanted, and when a tick asks for more: rules without a window."""

from dataclasses import replace

import pytest

from inspector_app.authoring import toml
from inspector_app.checklist.assembly import assemble
from inspector_app.checklist.fact import FactId, Sample
from inspector_app.checklist.more_asked import more_asked
from inspector_app.checklist.responsibility import areas_of, in_charge, member_called, uncovered
from inspector_app.checklist.template import AreaId, EvidenceNeed, ItemId, Template
from inspector_app.checklist.visit import (
    Answer,
    Conflict,
    Evidence,
    ItemVerdict,
    Person,
    PersonRole,
    Side,
    Visit,
    VisitId,
)
from inspector_app.checklist.wanted import Having, State, Wanted, items_wanted

A, B, C = AreaId("a"), AreaId("b"), AreaId("c")


def member(name: str, *areas: AreaId, **own: object) -> Person:
    return Person(name, Side.TEAM, PersonRole.MEMBER, name=name, areas=areas, **own)  # type: ignore[arg-type]


class TestWhoAnswers:
    def test_whoever_stands_in_has_his_own_areas_and_the_others(self) -> None:
        people = (member("Nguyễn Thị An", A), member("Trần Bình", B, substitutes_for="bà nguyen thi an"))
        assert areas_of(people[1], people) == {A, B}
        assert in_charge(people, A) == (people[1],)

    def test_a_chain_of_substitutes_ends_even_where_it_bites_its_tail(self) -> None:
        people = (member("An", A, substitutes_for="Bình"), member("Bình", B, substitutes_for="An"))
        assert areas_of(people[0], people) == {A, B}
        assert in_charge(people, A) == ()

    def test_the_absent_answer_nothing_and_their_areas_are_named(self) -> None:
        people = (member("An", A, absent_reason="ốm"), member("Bình", B))
        assert uncovered(people, (A, B, C)) == (A, C)

    def test_where_nobody_was_given_an_area_none_is_missed(self) -> None:
        assert uncovered((member("An"),), (A, B)) == ()

    def test_the_inspected_unit_answers_no_area(self) -> None:
        unit = Person("x", Side.UNIT, PersonRole.REPRESENTATIVE, name="An", areas=(A,))
        assert in_charge((unit,), A) == ()
        assert member_called((unit,), "An") is None

    @pytest.mark.parametrize("typed", ["Bà Đặng Thị Ngữ", "dang thi ngu", "ĐẶNG  THỊ NGỮ", "ba dang thi ngu"])
    def test_a_name_is_known_however_it_was_typed(self, typed: str) -> None:
        own = member("Đặng Thị Ngữ")
        assert member_called((own,), typed) is own

    @pytest.mark.parametrize("typed", ["", "   ", None, "Ngữ"])
    def test_nobody_is_taken_for_somebody_else(self, typed: str | None) -> None:
        assert member_called((member("Đặng Thị Ngữ"), member("")), typed) is None


@pytest.fixture
def template() -> Template:
    return toml.read_shipped("cchc-2022")


@pytest.fixture
def visit(template: Template) -> Visit:
    empty = assemble(VisitId("v"), template, template.ref, {})
    verdicts = {
        "1": ItemVerdict.NO,
        "2": ItemVerdict.PARTLY,
        "9": ItemVerdict.YES,
        "14": ItemVerdict.NOT_CHECKED,
    }
    answers = {ItemId(item): Answer(ItemId(item), verdict) for item, verdict in verdicts.items()}
    return replace(
        empty,
        answers=answers,
        evidence=(Evidence("e" * 64, items=(ItemId("9"), ItemId("25a"))),),
        conflicts=(
            Conflict("answer:2", "verdict", ("no", "partly")),
            Conflict(f"evidence:{'e' * 64}", "caption", ("một", "hai")),
            Conflict("visit", "place", ("Phòng 1", "Phòng 2")),
        ),
    )


class TestWhatIsWanted:
    @pytest.mark.parametrize(
        ("wanted", "found"),
        [
            (Wanted(state=State.FAILED), {"1", "2"}),
            (Wanted(state=State.NO), {"1"}),
            (Wanted(state=State.NOT_CHECKED), {"14"}),
            (Wanted(having=Having.FILES), {"9", "25a"}),
            (Wanted(having=Having.CONFLICTS), {"2", "9", "25a"}),
            (Wanted(state=State.OPEN, having=Having.FILES), {"25a"}),
            (Wanted(state=State.YES, having=Having.SHORTCOMINGS), set()),
        ],
    )
    def test_every_condition_must_hold(
        self, visit: Visit, template: Template, wanted: Wanted, found: set[str]
    ) -> None:
        assert items_wanted(visit, template, wanted) == found

    def test_areas_of_a_person_and_one_area_narrow_each_other(self, visit: Visit, template: Template) -> None:
        first, second = (area.id for area in template.areas[:2])
        both = frozenset({first, second})
        assert items_wanted(visit, template, Wanted(areas=both, area=second)) == {
            item.id for item in template.items_of(second)
        }

    def test_what_does_not_apply_is_never_wanted(self, visit: Visit, template: Template) -> None:
        visit = replace(visit, inapplicable=frozenset({ItemId("1")}))
        assert items_wanted(visit, template, Wanted(state=State.FAILED)) == {"2"}
        assert "1" not in items_wanted(visit, template, Wanted())


class TestWhetherMoreIsAsked:
    def asks(self, visit: Visit, template: Template, item: str, answer: Answer) -> bool:
        found = template.item(ItemId(item))
        assert found is not None
        visit = replace(visit, answers={found.id: answer}, conflicts=())
        return more_asked(visit, found, template)

    def test_no_and_partly_stay_to_be_read(self, visit: Visit, template: Template) -> None:
        for verdict in (ItemVerdict.NO, ItemVerdict.PARTLY):
            assert self.asks(visit, template, "14", Answer(ItemId("14"), verdict))

    def test_not_applicable_and_not_checked_never_stay(self, visit: Visit, template: Template) -> None:
        for verdict in (ItemVerdict.NOT_APPLICABLE, ItemVerdict.NOT_CHECKED):
            assert not self.asks(visit, template, "25a", Answer(ItemId("25a"), verdict))

    def test_a_yes_stays_for_figures_and_not_for_papers(self, visit: Visit, template: Template) -> None:
        yes = Answer(ItemId("25a"), ItemVerdict.YES)
        assert self.asks(visit, template, "25a", yes)
        counted = replace(yes, facts={FactId("sample"): Sample(examined=30, defective=0)})
        assert not self.asks(visit, template, "25a", counted)
        plan = template.item(ItemId("14"))
        assert plan is not None
        assert not self.asks(visit, template, "14", Answer(ItemId("14"), ItemVerdict.YES))

    def test_a_yes_stays_for_the_file_that_is_asked_for(self, visit: Visit, template: Template) -> None:
        own = template.item(ItemId("14"))
        assert own is not None
        asking = replace(own, evidence=EvidenceNeed.PICTURE)
        yes = replace(visit, answers={own.id: Answer(own.id, ItemVerdict.YES)}, conflicts=())
        assert more_asked(yes, asking, template)
        photographed = replace(yes, evidence=(Evidence("f" * 64, items=(own.id,)),))
        assert not more_asked(photographed, asking, template)

    def test_what_another_person_wrote_differently_stays(self, visit: Visit, template: Template) -> None:
        own = template.item(ItemId("14"))
        assert own is not None
        answers = {own.id: Answer(own.id, ItemVerdict.NOT_APPLICABLE)}
        conflict = Conflict("answer:14", "verdict", ("yes", "not_applicable"))
        assert more_asked(replace(visit, answers=answers, conflicts=(conflict,)), own, template)
