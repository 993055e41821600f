"""A requirement held against what it asked before; deadlines counted; the mark suggested and never made."""

import random
from dataclasses import replace
from datetime import date

import pytest

from inspector_app.authoring import toml
from inspector_app.checklist import open_findings
from inspector_app.checklist.fact import FactId, FactKind
from inspector_app.checklist.finding import Deadline, DeadlineKind, Finding, FindingId, FollowUpState
from inspector_app.checklist.follow_up import (
    MOST_WORDS,
    Change,
    EarlierFinding,
    MatchKind,
    Piece,
    days_overdue,
    difference,
    due_day,
    earlier_id,
    match,
    requirement,
    same_requirement,
)
from inspector_app.checklist.template import FactSpec, Item, ItemId, Template, Wording
from inspector_app.clock import ZONE
from inspector_app.errors import FormatError

POSTED = ItemId("16")


@pytest.fixture(scope="module")
def template() -> Template:
    return toml.read_shipped("cchc-2022")


def changed(template: Template, item_id: ItemId, **fields: object) -> Template:
    """The template of the next year, one item otherwise."""
    items = tuple(replace(item, **fields) if item.id == item_id else item for item in template.items)  # type: ignore[arg-type]
    return replace(template, version="2030", items=items)


def found_against(*items: Item | None) -> EarlierFinding:
    known = tuple(item for item in items if item is not None)
    return EarlierFinding(
        earlier_id("v1", "f1"),
        text="Chưa niêm yết",
        requirements=tuple(map(requirement, known)),
        items=tuple(item.id for item in known),
    )


class TestMatching:
    def test_an_unchanged_item_is_the_same(self, template: Template) -> None:
        told = match(found_against(template.item(POSTED)), template)
        assert (told.kind, told.present) == (MatchKind.SAME, (POSTED,))

    def test_a_reworded_item_is_asked_anew_with_the_difference(self, template: Template) -> None:
        item = template.item(POSTED)
        assert item is not None
        asked = Wording(item.question.vi + ", kể cả trên mạng", item.question.en)
        told = match(found_against(item), changed(template, POSTED, question=asked))
        assert told.kind is MatchKind.CHANGED
        (own,) = told.items
        assert Piece(Change.ADDED, ", kể cả trên mạng") in own.question
        assert {piece.change for piece in own.look_at} <= {Change.KEPT}

    def test_other_figures_make_another_requirement(self, template: Template) -> None:
        spec = FactSpec(FactId("moi"), FactKind.COUNT, Wording("Số nơi", "Places"))
        told = match(found_against(template.item(POSTED)), changed(template, POSTED, facts=(spec,)))
        assert told.kind is MatchKind.CHANGED

    def test_a_renumbered_item_is_found_again(self, template: Template) -> None:
        told = match(found_against(template.item(POSTED)), changed(template, POSTED, id=ItemId("99")))
        assert (told.kind, told.present) == (MatchKind.SAME, (ItemId("99"),))

    def test_an_item_that_went_is_gone(self, template: Template) -> None:
        rest = replace(template, items=tuple(item for item in template.items if item.id != POSTED))
        assert match(found_against(template.item(POSTED)), rest).kind is MatchKind.GONE

    def test_without_the_former_text_nothing_is_claimed(self, template: Template) -> None:
        bare = EarlierFinding("x", items=(POSTED,))
        assert match(bare, template).kind is MatchKind.UNKNOWN
        assert match(EarlierFinding("x"), template).kind is MatchKind.UNKNOWN
        assert match(EarlierFinding("x", items=(ItemId("không có"),)), template).kind is MatchKind.GONE

    def test_one_changed_item_of_two_is_enough(self, template: Template) -> None:
        both = found_against(template.item(ItemId("10a")), template.item(ItemId("10b")))
        assert match(both, template).kind is MatchKind.SAME
        asked = Wording("Câu hỏi khác", "Another question")
        assert match(both, changed(template, ItemId("10b"), question=asked)).kind is MatchKind.CHANGED


class TestDifference:
    def test_kept_and_removed_give_the_former_text_kept_and_added_the_new_one(self) -> None:
        chance = random.Random(20260512)
        words = ["chưa", "niêm", "yết", "công", "khai,", "tại", "trụ", "sở.", "07/30", "23,3%", "\n", "(đạt)"]
        for _ in range(400):
            one, two = (" ".join(chance.choices(words, k=chance.randrange(14))) for _ in range(2))
            pieces = difference(one, two)
            assert "".join(p.text for p in pieces if p.change is not Change.ADDED) == one
            assert "".join(p.text for p in pieces if p.change is not Change.REMOVED) == two

    def test_a_word_is_never_cut(self) -> None:
        assert difference("trước 30 ngày", "trước 15 ngày") == (
            Piece(Change.KEPT, "trước "),
            Piece(Change.REMOVED, "30"),
            Piece(Change.ADDED, "15"),
            Piece(Change.KEPT, " ngày"),
        )

    def test_endless_texts_stand_side_by_side(self) -> None:
        long = "từ " * MOST_WORDS
        assert difference(long, long + "khác") == (
            Piece(Change.REMOVED, long),
            Piece(Change.ADDED, long + "khác"),
        )


class TestDeadlines:
    def test_days_count_from_the_one_after_receipt(self) -> None:
        thirty = Deadline(DeadlineKind.AFTER_CONCLUSION, days=30)
        assert due_day(thirty, date(2025, 5, 22)) == date(2025, 6, 21)
        assert due_day(thirty, None) is None
        assert due_day(Deadline(DeadlineKind.AFTER_CONCLUSION, days=10**9), date(2025, 5, 22)) is None

    def test_phrases_name_no_day(self) -> None:
        for kind in (DeadlineKind.IMMEDIATELY, DeadlineKind.REGULARLY):
            assert due_day(Deadline(kind), date(2025, 5, 22)) is None
        assert due_day(None, date(2025, 5, 22)) is None

    def test_the_last_day_itself_is_not_late(self) -> None:
        assert days_overdue(date(2025, 6, 21), date(2025, 6, 21)) == 0
        assert days_overdue(date(2025, 6, 21), date(2025, 6, 22)) == 1
        assert days_overdue(date(2025, 6, 21), date(2025, 6, 19)) == -2
        assert days_overdue(None, date(2025, 6, 19)) is None


def test_recurrence_is_suggested_for_the_same_requirement_alone(template: Template) -> None:
    finding = Finding(FindingId("16"), (POSTED,))
    earlier = found_against(template.item(POSTED))
    assert same_requirement(finding, (earlier,), template) == (earlier,)
    fixed = replace(earlier, state=FollowUpState.FIXED)
    assert same_requirement(finding, (fixed,), template) == ()
    other = changed(template, POSTED, look_at=Wording("Xem gì khác", "Something else"))
    assert same_requirement(finding, (earlier,), other) == ()


class TestFileOfOpenFindings:
    @pytest.fixture
    def content(self, template: Template) -> open_findings.OpenFindings:
        from datetime import datetime

        own = open_findings.OpenFinding(found_against(template.item(POSTED)), template.ref)
        at = datetime(2026, 5, 12, 8, 0, tzinfo=ZONE)
        return open_findings.OpenFindings("Sở Mẫu", "Sở Nội vụ", at, (own,), ("Sở Mẫu", "Ban Mẫu"))

    def test_it_is_read_as_it_was_written(self, content: open_findings.OpenFindings) -> None:
        assert open_findings.read(open_findings.write(content)) == content

    def test_a_newer_or_foreign_one_is_refused(self, content: open_findings.OpenFindings) -> None:
        with pytest.raises(FormatError, match="FORMAT-OPEN-FINDINGS-NEWER"):
            open_findings.read(open_findings.write(replace(content, schema=2)))
        for data in (b"{}", b'{"format":"inspector-app/receipt"}', b"[]", b" " * (open_findings.MOST + 1)):
            with pytest.raises(FormatError, match="FORMAT-OPEN-FINDINGS"):
                open_findings.read(data)
        with pytest.raises(FormatError, match="FORMAT-VALUE"):
            open_findings.read(open_findings.write(content).replace(b'"office"', b'"0ffice"'))
