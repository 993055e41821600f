"""The words of the minutes: figures in Vietnamese, and ready sentences that never show their places."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector_app.authoring import toml
from inspector_app.checklist import fact_kinds, sentences, wording
from inspector_app.checklist.fact import (
    Amount,
    Choice,
    Choices,
    Count,
    Day,
    Document,
    Fact,
    FactId,
    FactKind,
    FigureSource,
    Moment,
    Number,
    Origin,
    Place,
    Rate,
    Rows,
    Sample,
    Text,
    TimeOfDay,
    Url,
)
from inspector_app.checklist.finding import Deadline, DeadlineKind, Finding, FindingId
from inspector_app.checklist.template import Item, ItemId
from inspector_app.checklist.visit import Answer, ItemVerdict

ITEMS = [item for name in toml.shipped() for item in toml.read_shipped(name).items]
SENTENCES = [
    (item, sentence)
    for item in ITEMS
    for sentence in (item.result, item.result_partly, item.shortcoming, item.remedy)
    if sentence
]
LEFT_OVER = re.compile(r"[{}\[\]|]|  | [,.;)]|\( |\(\)|^\s|\s$|,,|;;")


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2022, 6, 6), "06/6/2022"),
        (date(2022, 1, 15), "15/01/2022"),
        (date(2022, 2, 1), "01/02/2022"),
        (date(2022, 3, 31), "31/3/2022"),
        (date(2022, 12, 9), "09/12/2022"),
    ],
)
def test_days_are_written_as_the_decree_says(day: date, words: str) -> None:
    assert wording.day_in_words(day) == words


@pytest.mark.parametrize(
    ("value", "places", "words"),
    [
        ("23.333", 1, "23,3%"),
        ("1.01", 2, "1,01%"),
        ("4.5", 2, "4,5%"),
        ("100", 2, "100%"),
        ("0", 2, "0%"),
        ("72.59", 2, "72,59%"),
        ("0.125", 2, "0,13%"),
        ("50", 0, "50%"),
    ],
)
def test_percentages_have_a_comma_and_no_space(value: str, places: int, words: str) -> None:
    assert wording.percent_in_words(Decimal(value), places) == words


@pytest.mark.parametrize(
    ("number", "words"), [(0, "00"), (2, "02"), (10, "10"), (999, "999"), (1234567, "1.234.567")]
)
def test_numbers_below_ten_have_a_leading_zero(number: int, words: str) -> None:
    assert wording.number_in_words(number) == words


@pytest.mark.parametrize(
    ("deadline", "words"),
    [
        (Deadline(DeadlineKind.ON, on=date(2026, 6, 15)), "trước ngày 15/6/2026"),
        (Deadline(DeadlineKind.IMMEDIATELY), "ngay sau khi kết thúc kiểm tra"),
        (Deadline(DeadlineKind.REGULARLY), "thường xuyên"),
        (
            Deadline(DeadlineKind.AFTER_CONCLUSION, days=30),
            "trong 30 ngày kể từ ngày nhận Thông báo kết luận",
        ),
    ],
)
def test_deadlines_are_dates_or_the_usual_phrases(deadline: Deadline, words: str) -> None:
    assert wording.deadline_in_words(deadline) == words


FULL = Origin(FigureSource.TEAM_ON_SYSTEM, as_of=date(2026, 4, 30))


@pytest.mark.parametrize(
    ("fact", "part", "words"),
    [
        (Sample(population=412, examined=30, defective=7), None, "7/30 (23,3%)"),
        (Sample(population=412, examined=30, defective=7), "population", "412"),
        (Sample(examined=30, defective=7), "population", None),
        (Sample(examined=30, defective=7), "percent", "23,3%"),
        (Sample(examined=2000, defective=1234), None, "1.234/2.000 (61,7%)"),
        (Sample(examined=0, defective=0), None, "0/0"),
        (Sample(examined=30), None, None),
        (Sample(examined=30, words="một số"), None, "một số"),
        (Sample(method="ngẫu nhiên"), "method", "ngẫu nhiên"),
        (Rate(numerator=14, denominator=1386, origin=FULL), None, "1,01%"),
        (Rate(numerator=14, denominator=1386, origin=FULL), "fraction", "14/1.386"),
        (Rate(numerator=14, denominator=1386), "denominator", "1.386"),
        (Rate(percent=Decimal("1.01")), None, "1,01%"),
        (Rate(percent=Decimal("1.01")), "fraction", None),
        (Rate(numerator=14, denominator=1386, origin=FULL), "as_of", "ngày 30/4/2026"),
        (Rate(origin=Origin(as_of_words="giữa tháng 5/2022")), "as_of", "giữa tháng 5/2022"),
        (Rate(origin=FULL), "source", "theo kết quả Đoàn kiểm tra trên hệ thống"),
        (Rate(), "source", None),
        (Amount(dong=18450000), None, "18.450.000 đồng"),
        (Amount(dong=0), None, "0 đồng"),
        (Count(number=2), None, "02"),
        (Count(number=2), "of", None),
        (Count(number=2), "fraction", None),
        (Count(number=2, of=3), "fraction", "2/3"),
        (Day(on=date(2026, 1, 12), due=date(2026, 1, 20)), "due", "20/01/2026"),
        (Day(on=date(2026, 1, 12)), "due", None),
        (Document(), None, "Văn bản"),
        (
            Document("Quyết định", "02/QĐ-MẪU", date(2026, 4, 20), "UBND tỉnh Mẫu", "về việc thành lập Đoàn"),
            None,
            "Quyết định số 02/QĐ-MẪU ngày 20/4/2026 của UBND tỉnh Mẫu về việc thành lập Đoàn",
        ),
        (Url("https://somau.example"), None, "https://somau.example"),
        (Choice("Trung bình"), None, "Trung bình"),
        (Text("năm 2021"), None, "năm 2021"),
    ],
)
def test_a_fact_in_words(fact: Fact, part: str | None, words: str | None) -> None:
    assert fact_kinds.fact_in_words(fact, part) == words


def filled(sentence: str, **facts: Fact) -> str:
    return sentences.fill(sentence, {FactId(name): fact for name, fact in facts.items()})


def test_an_option_is_read_when_all_its_places_are_known_else_its_other_half_else_nothing() -> None:
    sentence = "Còn [{sample}|một số] văn bản chưa ký[ ({sample.population} văn bản, {sample.source})]"
    assert filled(sentence) == "Còn một số văn bản chưa ký"
    assert filled(sentence, sample=Sample(words="các")) == "Còn các văn bản chưa ký"
    known = Sample(population=412, examined=30, defective=7)
    assert filled(sentence, sample=known) == "Còn 7/30 (23,3%) văn bản chưa ký"
    known = Sample(412, 30, 7, origin=Origin(FigureSource.UNIT_REPORT))
    assert filled(sentence, sample=known).endswith("chưa ký (412 văn bản, theo báo cáo của đơn vị)")


def test_the_other_half_may_have_a_place_of_its_own() -> None:
    sentence = "cho [{units.fraction}|{units}] đơn vị"
    assert filled(sentence, units=Count(2)) == "cho 02 đơn vị"
    assert filled(sentence, units=Count(2, of=3)) == "cho 2/3 đơn vị"


def test_a_place_that_must_be_filled_prints_dots() -> None:
    assert filled("Chỉ số đạt {index}") == "Chỉ số đạt …"


def test_marks_in_what_people_typed_are_not_read_as_places() -> None:
    typed = Text("[tự đánh giá] {overdue} | 50%")
    assert filled("Giảm điểm: {lost}", lost=typed) == "Giảm điểm: [tự đánh giá] {overdue} | 50%"


def test_several_results_join_into_one_paragraph_and_abbreviations_keep_their_capitals() -> None:
    joined = sentences.joined(("Đã có kế hoạch", "Ứng dụng đang dùng", "TTHC được công khai"))
    assert joined == "Đã có kế hoạch; ứng dụng đang dùng; TTHC được công khai"


SINGLE = Item(
    id=ItemId("6"),
    criterion="6",
    area="1",  # type: ignore[arg-type]
    question=ITEMS[0].question,
    look_at=ITEMS[0].look_at,
    result="Đã khắc phục",
    result_partly="Đang khắc phục",
    shortcoming="Chưa khắc phục",
)


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        (None, None),
        (ItemVerdict.YES, "Đã khắc phục"),
        (ItemVerdict.PARTLY, "Đang khắc phục"),
        (ItemVerdict.NO, None),
        (ItemVerdict.NOT_APPLICABLE, None),
        (ItemVerdict.NOT_CHECKED, None),
    ],
)
def test_the_verdict_chooses_the_sentence(verdict: ItemVerdict | None, words: str | None) -> None:
    assert sentences.result_of(SINGLE, Answer(SINGLE.id, verdict)) == words


def test_a_sentence_written_by_hand_stands_and_an_empty_one_prints_nothing() -> None:
    by_hand = Answer(SINGLE.id, ItemVerdict.YES, result="Đã xong")
    assert sentences.result_of(SINGLE, by_hand) == "Đã xong"
    assert sentences.result_of(SINGLE, Answer(SINGLE.id, ItemVerdict.YES, result="")) is None


def test_a_shortcoming_follows_the_figures_until_it_is_written_by_hand() -> None:
    template = toml.read_shipped("cchc-2022")
    ready = Finding(FindingId("25a"), (ItemId("25a"),))
    answers = {
        ItemId("25a"): Answer(ItemId("25a"), facts={FactId("sample"): Sample(examined=8, defective=1)})
    }
    words = sentences.shortcoming_of(ready, template, answers)
    assert words == "Còn 1/8 (12,5%) văn bản điện tử phát hành trên E-Office chưa được lãnh đạo ký số"
    assert sentences.shortcoming_of(ready, template, {}) is not None
    by_hand = Finding(FindingId("25a"), (ItemId("25a"),), text="Còn văn bản chưa ký số")
    assert sentences.shortcoming_of(by_hand, template, answers) == "Còn văn bản chưa ký số"
    assert sentences.shortcoming_of(Finding(FindingId("x")), template, answers) is None


def test_the_usual_remedy_keeps_step_with_the_figures_until_it_is_written_by_hand() -> None:
    template = toml.read_shipped("cchc-2022")
    item = replace(template.items[0], remedy="Ký số {sample.defective} văn bản còn lại")
    template = replace(template, items=(item,))
    answers = {item.id: Answer(item.id, facts={FactId("sample"): Sample(examined=30, defective=7)})}
    none = Finding(FindingId("x"), (item.id,))
    assert sentences.remedy_of(none, template, answers) is None
    usual = replace(none, usual_remedy=True)
    assert sentences.remedy_of(usual, template, answers) == "Ký số 07 văn bản còn lại"
    assert sentences.remedy_of(usual, template, {}) == "Ký số … văn bản còn lại"
    by_hand = replace(usual, remedy="Ký số lại")
    assert sentences.remedy_of(by_hand, template, answers) == "Ký số lại"


plain = st.text("aăâbcdđêơư 0123456789", min_size=1, max_size=12).map(str.strip).filter(bool)
days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
small = st.none() | st.integers(0, 5000)
origins = st.builds(
    Origin,
    source=st.none() | st.sampled_from(FigureSource),
    as_of=st.none() | days,
    as_of_words=st.none() | plain,
)
BY_KIND: Mapping[FactKind, st.SearchStrategy[Fact]] = {
    FactKind.SAMPLE: st.builds(
        Sample, small, small, small, st.none() | plain, st.none() | plain, origin=origins
    ),
    FactKind.RATE: st.builds(
        Rate, st.none() | st.decimals(0, 100, places=2), small, small, st.none() | plain, origin=origins
    ),
    FactKind.AMOUNT: st.builds(Amount, st.integers(0, 10**12), origin=origins),
    FactKind.COUNT: st.builds(Count, st.integers(0, 5000), small, origin=origins),
    FactKind.DATE: st.builds(Day, days, st.none() | days),
    FactKind.DOCUMENT: st.builds(
        Document, *[st.none() | plain] * 2, st.none() | days, *[st.none() | plain] * 2
    ),
    FactKind.URL: st.builds(Url, plain),
    FactKind.CHOICE: st.builds(Choice, plain),
    FactKind.TEXT: st.builds(Text, plain),
    FactKind.NUMBER: st.builds(Number, st.decimals(-1000, 1000, places=3), origin=origins),
    FactKind.CHOICES: st.builds(Choices, st.lists(plain, max_size=3).map(tuple)),
    FactKind.TIME: st.builds(TimeOfDay, st.times()),
    FactKind.MOMENT: st.builds(Moment, st.datetimes().map(lambda at: at.replace(tzinfo=UTC))),
    FactKind.PLACE: st.builds(Place, *[st.decimals(-90, 90, places=6)] * 2),
    FactKind.ROWS: st.builds(Rows, st.integers(0, 500)),
}


HARSH = re.compile(
    r"\b(vi phạm|yếu kém|buông lỏng|cố tình|thiếu trách nhiệm|sai phạm|bao che)\b", re.IGNORECASE
)


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_what_a_checklist_says_is_neutral(item: Item) -> None:
    """A shortcoming says what is not yet there; a remedy what to do, and orders nothing."""
    for sentence in (item.result, item.result_partly, item.shortcoming, item.remedy):
        assert sentence is None or HARSH.search(sentence) is None, sentence
    if item.shortcoming is not None:
        assert re.search(r"\b(chưa|còn|không)\b", item.shortcoming, re.IGNORECASE), item.shortcoming
    if item.remedy is not None:
        assert not item.remedy.lower().startswith(("yêu cầu", "phải")), item.remedy


@settings(deadline=None, max_examples=300)
@given(st.data())
def test_every_kind_of_fact_reads_without_leftovers(data: st.DataObject) -> None:
    """Whatever is known of it, a fact and each of its parts is words or nothing."""
    kind = data.draw(st.sampled_from(FactKind))
    fact = data.draw(BY_KIND[kind])
    for part in (None, *fact_kinds.parts(kind)):
        words = fact_kinds.fact_in_words(fact, part)
        assert words is None or (words == words.strip() and "None" not in words)


PART_YEAR = "hai kỳ không cùng độ dài"


@pytest.mark.parametrize(
    ("rate", "words"),
    [
        (
            Rate(
                Decimal("1.01"),
                period="đến giữa tháng 5/2022",
                compared=Decimal("4.5"),
                compared_period="năm 2021",
            ),
            f"giảm 3,49 điểm phần trăm so với năm 2021 (4,5%; {PART_YEAR})",
        ),
        (
            Rate(Decimal("62.87"), period="năm 2021", compared=Decimal("72.59"), compared_period="năm 2020"),
            "giảm 9,72 điểm phần trăm so với năm 2020 (72,59%)",
        ),
        (
            Rate(
                Decimal(5),
                period="năm 2026",
                origin=Origin(as_of=date(2026, 4, 30)),
                compared=Decimal(4),
                compared_period="năm 2025",
            ),
            f"tăng 1 điểm phần trăm so với năm 2025 (4%; {PART_YEAR})",
        ),
        (
            Rate(Decimal(5), period="6 tháng đầu năm 2026", compared=Decimal(5), compared_period="năm 2025"),
            f"không thay đổi so với năm 2025 (5%; {PART_YEAR})",
        ),
        (
            Rate(Decimal(5), period="quý I/2026", compared=Decimal(0), compared_period="quý I/2025"),
            "tăng 5 điểm phần trăm so với quý I/2025 (0%)",
        ),
        (Rate(Decimal(5), compared=Decimal(6)), "giảm 1 điểm phần trăm so với kỳ trước (6%)"),
        (Rate(Decimal(5)), None),
        (Rate(compared=Decimal(5)), None),
    ],
)
def test_a_comparison_says_by_how_much_with_when_and_that_the_periods_differ(
    rate: Rate, words: str | None
) -> None:
    assert fact_kinds.fact_in_words(rate, "comparison") == words


@pytest.mark.parametrize(
    ("fact", "part", "words"),
    [
        (Sample(examined=30, defective=7), "passed", "23"),
        (Sample(examined=30, defective=7), "fraction", "7/30"),
        (Rate(numerator=14, denominator=1386, real_delay=5, operator_error=9), "real_delay", "05"),
        (Rate(numerator=14, denominator=1386, real_delay=5, operator_error=9), "operator_error", "09"),
        (Count(2, of=8), "percent", "25%"),
        (Day(date(2026, 1, 20), date(2026, 1, 12)), "late", "08 ngày"),
        (Day(date(2026, 1, 12), date(2026, 1, 12)), "late", None),
        (Document(in_force=False), "in_force", "đã hết hiệu lực"),
        (Document(number="02/QĐ-MẪU", issued=date(2026, 4, 20)), "issued", "20/4/2026"),
        (Amount(1_500_000), "spelled", "một triệu năm trăm nghìn đồng"),
        (Url("https://mau.example", date(2026, 5, 12)), "seen_on", "12/5/2026"),
    ],
)
def test_a_sentence_may_name_what_is_known_besides(fact: Fact, part: str, words: str | None) -> None:
    assert fact_kinds.fact_in_words(fact, part) == words


def test_one_commitment_that_was_made_but_not_published_has_words_of_its_own() -> None:
    template = toml.read_shipped("cchc-2022")
    both = Finding(FindingId("10"), (ItemId("10a"), ItemId("10b")))
    published = Finding(FindingId("10"), (ItemId("10b"),))
    assert (sentences.shortcoming_of(both, template, {}) or "").startswith("Chưa xây dựng và công bố")
    assert (sentences.shortcoming_of(published, template, {}) or "").startswith("Chưa công bố rộng rãi")


@settings(deadline=None, max_examples=400)
@given(st.data())
def test_no_sentence_ever_shows_its_places_whatever_is_known(data: st.DataObject) -> None:
    item, sentence = data.draw(st.sampled_from(SENTENCES))
    facts = {
        spec.id: data.draw(BY_KIND[spec.kind], label=spec.id)
        for spec in item.facts
        if data.draw(st.booleans())
    }
    words = sentences.fill(sentence, facts)
    assert LEFT_OVER.search(words) is None, words
    assert words[0].isupper()


@pytest.mark.parametrize(("item", "sentence"), SENTENCES, ids=lambda value: getattr(value, "id", ""))
def test_every_sentence_reads_well_with_nothing_known(item: Item, sentence: str) -> None:
    words = sentences.fill(sentence, {})
    assert LEFT_OVER.search(words) is None, words
    if item.asks_verdict:
        assert sentences.DOTS not in words


@pytest.mark.parametrize("kind", FactKind)
def test_every_part_that_a_sentence_may_name_can_be_said(kind: FactKind) -> None:
    for part in fact_kinds.parts(kind):
        assert fact_kinds.fact_in_words(fact_kinds.KINDS[kind].example, part), part


def test_stray_marks_are_found() -> None:
    assert sentences.stray_marks("Còn [{sample}|một số] văn bản") == ""
    assert sentences.stray_marks("Còn {Sample} văn bản]") == "{}]"
    assert sentences.places("a {x} [b {y.percent}|{z}]") == (("x", None), ("y", "percent"), ("z", None))
