"""Pages and attached data say the same: nothing hidden in the data, nothing internal in the file."""

import io
import re
from dataclasses import replace
from datetime import datetime

import pikepdf
import pytest

from inspector_app.checklist import exchange
from inspector_app.checklist.assembly import assemble
from inspector_app.checklist.canonical import to_json
from inspector_app.checklist.template import Area, AreaId, Item, ItemId, Template, Wording
from inspector_app.checklist.visit import SigningMode, VisitId
from inspector_app.clock import ZONE
from inspector_app.minutes.pdf import draw

STRUCTURE = {
    "format", "schema", "kind", "id", "item", "items", "fact", "area", "findings", "order", "checked",
    "side", "role", "audience", "signing_mode", "closing", "print_empty_headings", "substitutes_for",
    "width", "height", "size", "sha256", "reduced_sha256", "visit", "template", "seal", "draft", "drawn_at",
    "passed", "source", "days",
}  # fmt: skip
"""Fields that order the data, or that the pages write in words of their own."""

SEEN_ELSEWHERE = {
    "opened_at": "08 giờ 00 phút",
    "closed_at": "16 giờ 30 phút",
    "honorific": "",
}


def printed_strings(data, key=""):
    """Every text of the data with its key, save structure, ids and hashes."""
    if key in STRUCTURE:
        return
    match data:
        case str():
            yield key, data
        case dict():
            for name, value in data.items():
                yield from printed_strings(value, name)
        case list():
            for value in data:
                yield from printed_strings(value, key)


def as_printed(key, text):
    if key in SEEN_ELSEWHERE:
        return SEEN_ELSEWHERE[key]
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        year, month, day = text.split("-")
        return f"{day}/{month if int(month) <= 2 else int(month)}/{year}"
    return text


def test_every_text_of_the_data_stands_on_the_pages(full, seal, pictures, all_text, squeezed):
    record = seal(full, SigningMode.DIGITAL)
    text = squeezed(all_text(draw(record, pictures)))

    data = to_json(record)
    # Dates of cited documents are written in words there.
    for name in ("plan", "decision"):
        data["details"][name].pop("issued")
    strings = list(printed_strings(data))
    assert len(strings) > 150
    missing = [(key, value) for key, value in strings if squeezed(as_printed(key, value)) not in text]
    assert [m for m in missing if m[0] != "print_code"] == []


def test_numbers_of_the_sample_stand_on_the_pages(full, pictures, all_text):
    text = " ".join(all_text(draw(full, pictures)).split())

    for words in ("(N): 412", "(n): 30", "(x): 07", "23,3%"):
        assert words in text


CANARY = "CHIM HOÀNG YẾN 8f3a61"


@pytest.fixture
def visit_with_secrets():
    """A visit whose internal note, unprinted photo and member's areas nobody outside the team may see."""
    item = Item(
        ItemId("1"), "1", AreaId("a1"), Wording("Kế hoạch CCHC", "Plan"), Wording("Văn bản", "Document"),
        result="Đã ban hành Kế hoạch cải cách hành chính",
    )  # fmt: skip
    template = Template(
        "cchc", "2026.1", Wording("Mẫu", "Sample"),
        (Area(AreaId("a1"), Wording("Công tác chỉ đạo, điều hành", "Direction")),), (item,),
    )  # fmt: skip
    values = {
        ("visit", "unit"): "Sở Mẫu",
        ("visit", "signing_mode"): "digital",
        ("answer:1", "verdict"): "yes",
        ("answer:1", "note"): f"Ghi chú nội bộ: {CANARY}",
        ("evidence:" + "c" * 64, "name"): f"{CANARY}.jpg",
        ("evidence:" + "c" * 64, "caption"): CANARY,
        ("evidence:" + "c" * 64, "printed"): False,
    }
    return assemble(VisitId("v1"), template, template.ref, values), template


def every_byte(pdf):
    """The file as it lies on the disk, and each of its streams decoded."""
    yield pdf
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for thing in document.objects:
            if isinstance(thing, pikepdf.Stream):
                try:
                    yield thing.read_bytes()
                except pikepdf.PdfError:
                    yield thing.read_raw_bytes()


def test_what_the_unit_may_not_see_is_in_no_byte(visit_with_secrets, pictures, all_text):
    visit, template = visit_with_secrets
    assert CANARY in visit.notes[ItemId("1")]
    record = exchange.record(visit, template, drawn_at=datetime(2026, 5, 12, 16, 45, tzinfo=ZONE), draft=1)

    drawn = draw(record, pictures)

    assert "Đã ban hành Kế hoạch" in all_text(drawn)
    forms = [CANARY.encode(code) for code in ("utf-8", "utf-16-be", "utf-16-le")] + [b"8f3a61"]
    for data in every_byte(drawn):
        assert not any(form in data for form in forms)
    assert CANARY not in all_text(drawn)


def test_the_canary_would_be_found(visit_with_secrets, pictures):
    """The same search finds the words once they are meant for the minutes."""
    visit, template = visit_with_secrets
    visit = replace(visit, details=replace(visit.details, content=CANARY))
    record = exchange.record(visit, template, drawn_at=datetime(2026, 5, 12, 16, 45, tzinfo=ZONE), draft=1)

    assert any(b"8f3a61" in data for data in every_byte(draw(record, pictures)))
