"""The checklists that come with the program: every item of the printed list, in its place, in our words."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from inspector_app.actions.visits import DEFAULT_TEMPLATE
from inspector_app.authoring import shelf, toml
from inspector_app.checklist import sentences
from inspector_app.checklist.fact import (
    Amount,
    Choice,
    Count,
    Day,
    Document,
    Fact,
    FactKind,
    FigureSource,
    Origin,
    Rate,
    Sample,
    Text,
    Url,
)
from inspector_app.checklist.template import Confidence, FactSpec, Item, Template, Wording
from inspector_app.errors import ChecklistError
from inspector_app.paths import resources

HEADINGS = [
    "Công tác chỉ đạo, điều hành CCHC",
    "Cải cách thể chế",
    "Cải cách TTHC",
    "Cải cách tổ chức bộ máy hành chính nhà nước",
    "Cải cách chế độ công vụ",
    "Cải cách tài chính công",
    "Xây dựng và phát triển chính quyền điện tử, chính quyền số",
]

AREA_OF_CRITERION = {
    "1": "1 2 3 4 5 6 7 32 33",
    "2": "9 10 11",
    "3": "8 14 15 16 17 18 19 20",
    "4": "13 21",
    "6": "22 23",
    "7": "12 24 25 26 27 28 29 30 31",
}

ITEMS_OF = {
    "cchc-2022": 44,
    "cchc-2026": 57,
    "commitments": 15,
    "digital-signatures": 18,
    "iso-9001": 40,
    "online-payment": 14,
}

ON_THE_VISIT_OF_2022 = date(2022, 5, 20)

HARD_WORDS = ("vi phạm", "sai phạm", "thanh tra", "phát hiện")
"""Words of another kind of inspection; this one notes "tồn tại, hạn chế"."""

OBSOLETE_WORDS = (
    "huyện",
    "dịch vụ hành chính công trực tuyến",
    "một cửa điện tử",
    "2021 - 2025",
    "61/2018/nđ-cp",
    "107/2021/nđ-cp",
    "130/2018/nđ-cp",
)
"""What the two tiers of 2025 and the newer decrees ended; laws cited by name may still say it."""

ORIGIN = Origin(FigureSource.TEAM_ON_SYSTEM, as_of=date(2026, 4, 30))

WHOLE: dict[FactKind, Fact] = {
    FactKind.SAMPLE: Sample(population=412, examined=30, defective=7, method="ngẫu nhiên", origin=ORIGIN),
    FactKind.RATE: Rate(numerator=14, denominator=1386, period="quý I/2026", origin=ORIGIN),
    FactKind.AMOUNT: Amount(dong=18_450_000, origin=ORIGIN),
    FactKind.COUNT: Count(number=2, of=3, origin=ORIGIN),
    FactKind.DATE: Day(on=date(2026, 4, 20), due=date(2026, 5, 20)),
    FactKind.DOCUMENT: Document("Quyết định", "02/QĐ-MẪU", date(2026, 4, 20), "Sở Mẫu", "về công việc mẫu"),
    FactKind.URL: Url("https://somau.example", date(2026, 5, 12)),
    FactKind.TEXT: Text("nội dung mẫu"),
}

PARTIAL: dict[FactKind, tuple[Fact, ...]] = {
    FactKind.SAMPLE: (Sample(), Sample(population=412), Sample(examined=30), Sample(words="một số")),
    FactKind.RATE: (Rate(), Rate(percent=Decimal("1.01")), Rate(numerator=3, denominator=0)),
    FactKind.AMOUNT: (Amount(dong=0),),
    FactKind.COUNT: (Count(number=0), Count(number=12)),
    FactKind.DATE: (Day(on=date(2026, 4, 20)),),
    FactKind.DOCUMENT: (Document(),),
    FactKind.URL: (Url("https://somau.example"),),
    FactKind.TEXT: (Text("nội dung mẫu"),),
}

LEFT_OVER = re.compile(r"[{}\[\]|]|  | [,.;:)]|\( |\(\)|^\s|\s$|[,;:(][,;:)]|[,;:]$")
VIETNAMESE = re.compile(
    r"[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.IGNORECASE
)


@pytest.fixture(scope="module")
def of_2022() -> Template:
    return toml.read_shipped("cchc-2022")


@pytest.fixture(scope="module", params=toml.shipped())
def shipped(request: pytest.FixtureRequest) -> Template:
    return toml.read_shipped(request.param)


def test_the_list_of_2022_has_its_33_items_and_its_compound_questions_are_split(of_2022: Template) -> None:
    assert of_2022.criteria == tuple(str(number) for number in range(1, 34))
    split = {c: [i.id for i in of_2022.items if i.criterion == c] for c in ("10", "25", "31", "32")}
    assert split == {
        "10": ["10a", "10b"],
        "25": ["25a", "25b"],
        "31": ["31.0", "31.1", "31.2", "31.3", "31.4", "31.5", "31.6", "31.7", "31.8"],
        "32": ["32", "32b"],
    }
    assert len(of_2022.items) == 44


@pytest.fixture(scope="module")
def of_2026() -> Template:
    return toml.read_shipped("cchc-2026")


def wordings(template: Template) -> Iterator[tuple[str, Wording]]:
    """Every text in two languages, with the place it stands at."""
    yield "title", template.title
    for area in template.areas:
        yield f"area {area.id}", area.heading
    for item in template.items:
        yield f"{item.id} question", item.question
        yield f"{item.id} look_at", item.look_at
        for spec in item.facts:
            yield f"{item.id} {spec.id}", spec.label


def ready(item: Item) -> list[str]:
    return [sentence for sentence in (item.result, item.result_partly, item.shortcoming) if sentence]


def vietnamese(template: Template) -> Iterator[tuple[str, str]]:
    """Every Vietnamese text but the names of laws."""
    for place, wording in wordings(template):
        yield place, wording.vi
    for item in template.items:
        for text in (*ready(item), item.remedy):
            if text:
                yield item.id, text


def whole(spec: FactSpec) -> Fact:
    return Choice(spec.choices[0]) if spec.kind is FactKind.CHOICE else WHOLE[spec.kind]


def partial(spec: FactSpec) -> tuple[Fact, ...]:
    return () if spec.kind is FactKind.CHOICE else PARTIAL[spec.kind]


def test_six_checklists_are_shipped_and_the_one_for_2026_is_taken_unless_another_is_named() -> None:
    assert {name: len(toml.read_shipped(name).items) for name in toml.shipped()} == ITEMS_OF
    assert DEFAULT_TEMPLATE == "cchc-2026"
    ids = [toml.read_shipped(name).ref for name in toml.shipped()]
    assert len({(ref.id, ref.version) for ref in ids}) == len(ITEMS_OF)


def test_the_list_of_2026_adds_items_and_the_office_fills_in_the_basis_of_the_first_seven(
    of_2026: Template,
) -> None:
    added = [item for item in of_2026.items if int(item.criterion) > 33]
    assert [item.id for item in added] == [str(number) for number in range(34, 47)]
    assert [item.id for item in added if not item.legal] == ["34", "35", "36", "37", "38", "39", "40", "43"]


@pytest.mark.parametrize("name", ["cchc-2022", "cchc-2026"])
def test_the_headings_are_the_seven_official_ones(name: str) -> None:
    areas = toml.read_shipped(name).areas
    assert [area.id for area in areas] == list("1234567")
    assert [area.heading.vi for area in areas] == HEADINGS


def test_every_heading_has_items_and_they_stand_together_in_its_order(shipped: Template) -> None:
    empty = [area.id for area in shipped.areas if not shipped.items_of(area.id)]
    assert empty == (["5"] if shipped.version == "2022" else [])
    if shipped.id != "cchc":
        order = [area.id for area in shipped.areas]
        assert [item.area for item in shipped.items] == sorted(
            (i.area for i in shipped.items), key=order.index
        )


def test_the_items_of_the_quality_standard_are_its_clauses() -> None:
    iso = toml.read_shipped("iso-9001")
    assert [area.id for area in iso.areas] == ["4", "5", "6", "7", "8", "9", "10", "CB"]
    ids = {item.id for item in iso.items}
    assert {"4.1", "5.2", "6.1", "6.2", "7.2", "7.5.3", "8.7", "9.2", "9.3", "10.2", "CB.1", "CB.2"} <= ids
    for item in iso.items:
        assert item.id.split(".")[0] == item.area
        if item.area != "CB":
            assert re.search(r"\(điều [0-9., ]+\)$", item.question.vi), item.id
            assert re.search(r"\(clauses? [0-9., ]+\)$", item.question.en), item.id


def test_the_list_of_2026_knows_what_changed_since(of_2026: Template) -> None:
    printable = {
        number
        for item in of_2026.items
        for basis in item.legal
        if basis.printable_on(date(2026, 11, 20))
        for number in re.findall(r"\d+/\d{4}/[A-ZĐ]+[0-9A-ZĐ-]*", basis.citation)
    }
    assert printable == {
        "30/2020/NĐ-CP",
        "20/2023/QH15",
        "68/2024/NĐ-CP",
        "118/2025/NĐ-CP",
        "33/2024/QH15",
        "05/2025/TT-BNV",
    }
    cited = " ".join(basis.citation for item in of_2026.items for basis in item.legal)
    assert "282/QĐ-TTg" in cited
    assert "150/2025/NĐ-CP" in cited
    assert "Trung tâm Phục vụ hành chính công" in next(i.question.vi for i in of_2026.items if i.id == "17")
    assert sum("chính quyền địa phương hai cấp" in item.question.vi for item in of_2026.items) == 2


@pytest.mark.parametrize("name", sorted(set(ITEMS_OF) - {"cchc-2022"}))
def test_lists_in_use_have_no_obsolete_words(name: str) -> None:
    template = toml.read_shipped(name)
    for place, text in vietnamese(template):
        assert not [word for word in OBSOLETE_WORDS if word in text.lower()], (place, text)
    for item in template.items:
        for basis in item.legal:
            assert not [word for word in OBSOLETE_WORDS if word in basis.citation.lower()], item.id


def test_each_item_stands_under_the_heading_of_its_area(of_2022: Template) -> None:
    found: dict[str, list[str]] = {}
    for item in of_2022.items:
        found.setdefault(item.area, [])
        if item.criterion not in found[item.area]:
            found[item.area].append(item.criterion)
    assert found == {area: criteria.split() for area, criteria in AREA_OF_CRITERION.items()}


def test_every_item_can_be_asked_in_both_languages_and_printed(shipped: Template) -> None:
    for place, wording in wordings(shipped):
        assert wording.vi != wording.en, place
        assert not VIETNAMESE.search(wording.en.replace("đồng", "")), (place, wording.en)
    for item in shipped.items:
        assert item.result, item.id
        assert item.remedy, item.id
        for spec in item.facts:
            needs_unit = spec.kind in (FactKind.SAMPLE, FactKind.COUNT, FactKind.AMOUNT)
            assert spec.unit or not needs_unit, (item.id, spec.id)


def test_every_text_is_composed_and_every_item_is_there_once(shipped: Template) -> None:
    for place, text in vietnamese(shipped):
        assert unicodedata.is_normalized("NFC", text), place
    assert len({item.id for item in shipped.items}) == len(shipped.items)
    assert len({item.question.vi for item in shipped.items}) == len(shipped.items)


@pytest.mark.parametrize("name", sorted(ITEMS_OF))
def test_the_files_themselves_are_in_nfc_without_odd_characters(name: str) -> None:
    text = resources().joinpath("checklists", f"{name}.toml").read_bytes().decode("utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert not [c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Co") and c != "\n"]
    assert "ð" not in text.lower()


def test_a_remedy_says_what_to_do_and_is_no_copy_of_the_shortcoming(shipped: Template) -> None:
    for item in shipped.items:
        remedy = item.remedy or ""
        assert remedy[:1].isupper()
        assert not remedy.startswith(("Chưa", "Còn", "Đã", "Việc", "Các")), item.id
        assert not remedy.endswith((".", ";", ",")), item.id
        assert remedy != item.shortcoming


@pytest.mark.parametrize("name", sorted(ITEMS_OF))
def test_only_item_6_has_words_for_partly_that_are_no_shortcoming(name: str) -> None:
    template = toml.read_shipped(name)
    without = [item for item in template.items if item.shortcoming is None]
    assert [item.id for item in without] == (["6"] if template.id == "cchc" else [])
    assert all(item.result_partly for item in without)


def test_shortcomings_are_neutral(shipped: Template) -> None:
    for place, text in vietnamese(shipped):
        assert not [word for word in HARD_WORDS if word in text.lower()], (place, text)
    for item in shipped.items:
        words = (item.shortcoming or "").lower()
        assert "sai " not in words
        if words:
            assert any(word in words for word in ("chưa", "còn")), item.id


def test_shortcomings_read_without_figures_with_all_and_with_each_alone(shipped: Template) -> None:
    for item in shipped.items:
        cases = [{}, {spec.id: whole(spec) for spec in item.facts}]
        cases += [{spec.id: fact} for spec in item.facts for fact in (whole(spec), *partial(spec))]
        for facts in cases:
            for sentence in ready(item):
                text = sentences.fill(sentence, facts)
                assert not LEFT_OVER.search(text), (item.id, text)
                assert text[:1].isupper(), (item.id, text)
                assert text.count("(") == text.count(")"), (item.id, text)
                if item.asks_verdict:
                    assert sentences.DOTS not in text, (item.id, text)


def test_the_defects_of_every_sample_are_said(shipped: Template) -> None:
    for item in shipped.items:
        said = {fact_id for sentence in ready(item) for fact_id, _ in sentences.places(sentence)}
        unsaid = {spec.id for spec in item.facts if spec.kind is FactKind.SAMPLE} - said
        assert not unsaid, (item.id, unsaid)


def test_items_that_share_a_shortcoming_stand_under_one_heading(shipped: Template) -> None:
    areas: dict[str, set[str]] = {}
    for item in shipped.items:
        if item.shortcoming_group:
            areas.setdefault(item.shortcoming_group, set()).add(item.area)
    assert all(len(found) == 1 for found in areas.values())


def test_results_that_share_a_paragraph_stand_under_one_heading(shipped: Template) -> None:
    areas: dict[str, set[str]] = {}
    for item in shipped.items:
        if item.group:
            areas.setdefault(item.group, set()).add(item.area)
            assert not (item.result or "").startswith(("E-Office", "Bộ phận", "Cổng", "Internet")), item.id
    assert areas
    assert all(len(found) == 1 for found in areas.values())


def test_questions_about_a_figure_alone_ask_no_verdict(of_2022: Template) -> None:
    assert [item.id for item in of_2022.items if not item.asks_verdict] == ["19", "22", "32", "32b", "33"]
    assert all(item.facts for item in of_2022.items if not item.asks_verdict)


def test_what_was_not_in_force_or_only_remembered_is_never_printed(shipped: Template) -> None:
    printable_in_2022 = {
        basis.citation
        for item in shipped.items
        for basis in item.legal
        if basis.printable_on(ON_THE_VISIT_OF_2022)
    }
    assert all("Nghị định số 30/2020/NĐ-CP" in citation for citation in printable_in_2022)


def test_only_a_source_somebody_saw_is_marked_as_checked(shipped: Template) -> None:
    for item in shipped.items:
        for basis in item.legal:
            if basis.checked_on:
                assert basis.confidence is Confidence.HIGH, (item.id, basis.citation)
                assert basis.checked_on <= date(2026, 11, 23)
            if basis.printable_on(date(2026, 11, 23)) and shipped.version != "2022":
                assert basis.checked_on, (item.id, basis.citation)


def test_a_rule_begins_on_the_same_day_in_every_checklist() -> None:
    begins: dict[str, set[date | None]] = {}
    for name in toml.shipped():
        for item in toml.read_shipped(name).items:
            for basis in item.legal:
                begins.setdefault(basis.citation, set()).add(basis.valid_from)
    assert {citation: days for citation, days in begins.items() if len(days) > 1} == {}


def test_the_decree_that_replaced_the_one_stop_rules_counts_from_its_first_day(of_2022: Template) -> None:
    item = next(item for item in of_2022.items if item.id == "17")
    new = next(basis for basis in item.legal if "118/2025" in basis.citation)
    assert new.confidence is Confidence.HIGH
    assert not new.printable_on(date(2025, 6, 30))
    assert new.printable_on(date(2025, 7, 1))
    assert not new.printable_on(None)


def test_ready_sentences_have_no_stray_marks_and_no_final_stop(shipped: Template) -> None:
    for item in shipped.items:
        for sentence in filter(None, (item.result, item.result_partly, item.shortcoming)):
            assert sentences.stray_marks(sentence) == "", item.id
            assert not sentence.endswith((".", ";", ",")), item.id


def test_the_same_file_gives_the_same_digest_and_another_file_another() -> None:
    first, again = toml.read_shipped("cchc-2022"), toml.read_shipped("cchc-2022")
    assert first.digest == again.digest
    assert first.digest != toml.read_shipped("cchc-2026").digest


PUBLISHED = {
    "cchc-2022": ("2022", "0704e24e36bf5673dd2851b2c967bffaafca8801c8bc2067b11d3399766e64bf"),
    "cchc-2026": ("2026.3", "27f514ebfb345637ab0fa57c5619ec9633f1eaab5c9be289e4e55d258e94b786"),
    "commitments": ("2026", "27b0f2192eb56737838ffe99863b31a739e76c6da72c24104a7dc857d16a1891"),
    "digital-signatures": ("2026.2", "2e50a6e7a0c18de13a9296fadb0edb114c89d6a9cbf24953bc58bfd1c49d4d78"),
    "iso-9001": ("2026", "bfe67649059976a61e5b7d11c0ae87adaf84db94ee8781593dce5bacf4c7f75e"),
    "online-payment": ("2026.2", "f57c0444731bfdea5da9c55e29d0fae451c70fd8a8c722439abd4269381d9d3a"),
    "earlier/cchc-2026": ("2026", "09a16ca865a063e158f3a019827e6296ed1afaf9f062d781fb13236fdc46153c"),
    "earlier/cchc-2026.2": ("2026.2", "a34bf9b78146b3bced5405a786a96d625934cca2e9389a06059d0ba686796bd3"),
    "earlier/digital-signatures-2026": (
        "2026",
        "f6c239e3996d2791d6c8d14711403b94019a588a6deb0ab2ea176e20eec099c9",
    ),
    "earlier/online-payment-2026": (
        "2026",
        "08acdc75e98f0bf7a6903df5945a6ca81de79b6abd20ae24206efcd44adddc76",
    ),
}
"""Version and digest of everything that ships: visits are bound to them for ever, whatever fields are added."""


def test_what_was_published_once_keeps_its_digest_and_is_found_by_it() -> None:
    assert {name: (ref.version, ref.sha256) for name, ref in shelf.refs().items()} == PUBLISHED
    for _, sha256 in PUBLISHED.values():
        found = shelf.find(sha256)
        assert found is not None
        assert found.digest == sha256


def test_files_answer_what_the_programs_own_checks_can_tell() -> None:
    answered = {
        name: {
            f"{item.id}.{spec.id}": spec.files.value
            for item in toml.read_shipped(name).items
            for spec in item.facts
            if spec.files is not None
        }
        for name in toml.shipped()
    }
    assert {name: own for name, own in answered.items() if own} == {
        "cchc-2026": {
            "19.overdue": "overdue",
            "24.procedures": "payable_procedures",
            "24.transactions": "paid_online",
            "24.money": "money_online",
            "25a.sample": "personal_signatures",
            "25b.sample": "agency_signatures",
            "39.online": "filed_online",
        },
        "digital-signatures": {
            "6.documents": "personal_signatures",
            "7.documents": "agency_signatures",
        },
        "online-payment": {"6.paid": "paid_online", "7.money": "money_online"},
    }


def test_an_answer_carries_over_only_where_the_requirement_is_the_same() -> None:
    old = {str(item.id): item.digest for item in toml.read_shipped("cchc-2022").items}
    new = {str(item.id): item.digest for item in toml.read_shipped("cchc-2026").items}
    assert old["25a"] == new["25a"]
    assert old["2"] != new["2"]


def test_a_checklist_that_is_not_there_is_named() -> None:
    with pytest.raises(ChecklistError) as refused:
        toml.read_shipped("cchc-1999")
    assert refused.value.code == "CHECKLIST-MISSING"
    assert refused.value.parameters["name"] == "cchc-1999"
    assert "cchc-2022" in str(refused.value)
