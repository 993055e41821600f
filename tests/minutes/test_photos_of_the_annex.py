"""Photos of the annex: number, caption, time; which file it was where the minutes are electronic; nothing more."""

from dataclasses import replace
from datetime import UTC, datetime

from inspector_app.checklist import canonical, exchange
from inspector_app.checklist.assembly import assemble
from inspector_app.checklist.template import Area, AreaId, Item, ItemId, Template, Wording
from inspector_app.checklist.visit import SigningMode, VisitId
from inspector_app.clock import ZONE
from inspector_app.minutes.pdf import draw

TAKEN = datetime(2026, 5, 12, 9, 12, tzinfo=ZONE)


def with_times(record, mark=None):
    first, *rest = record.evidence
    return replace(record, evidence=(replace(first, taken_at=TAKEN, mark=mark), *rest))


def test_a_photo_has_its_number_caption_and_time(full, pictures, all_text):
    text = all_text(draw(with_times(full), pictures))
    assert "Ảnh 1. Bảng niêm yết" in text
    assert text.count("Chụp lúc") == 1
    assert "Chụp lúc 09:12 ngày 12/5/2026" in text
    assert "Ảnh 3. Bộ phận một cửa" in text


def test_the_time_is_told_as_it_was_in_vietnam(full, pictures, all_text):
    first, *rest = full.evidence
    abroad = replace(full, evidence=(replace(first, taken_at=TAKEN.astimezone(UTC)), *rest))
    assert "Chụp lúc 09:12 ngày 12/5/2026" in all_text(draw(abroad, pictures))


def test_a_record_of_an_earlier_release_is_drawn_as_it_was(full, pictures, all_text):
    """It says neither time nor mark, and none is printed."""
    data = exchange.write(full)
    assert b"taken_at" not in data
    assert b'"mark"' not in data
    text = all_text(draw(exchange.read(data), pictures))
    assert "Chụp lúc" not in text
    assert "…" not in text.partition("Ảnh 1. Bảng niêm yết")[2]
    assert canonical.digest(exchange.read(data)) == canonical.digest(full)


def test_which_file_it_was_stands_under_a_photo_of_electronic_minutes_alone(full, pictures, all_text):
    """Hashes stay off paper; the list of files holds the whole one."""
    entity = "evidence:" + "ab" * 32
    values = {
        (entity, "name"): "IMG_1.jpg",
        (entity, "size"): 2_400_000,
        (entity, "printed"): True,
        (entity, "reduced_sha256"): full.evidence[0].reduced_sha256,
        (entity, "width"): 1600,
        (entity, "height"): 1200,
        (entity, "taken_at"): TAKEN.isoformat(),
    }
    item = Item(ItemId("1"), "1", AreaId("a1"), Wording("Kế hoạch", "Plan"), Wording("Văn bản", "Document"))
    areas = (Area(AreaId("a1"), Wording("Công tác chỉ đạo", "Direction")),)
    template = Template("cchc", "2026.1", Wording("Mẫu", "Sample"), areas, (item,))
    for mode in SigningMode:
        visit = assemble(VisitId("v1"), template, template.ref, {**values, ("visit", "signing_mode"): mode})
        record = exchange.record(visit, template, drawn_at=TAKEN, draft=1)
        text = all_text(draw(record, pictures))
        assert "Chụp lúc 09:12 ngày 12/5/2026" in text
        assert ("SHA-256: abababababab…" in text) is (mode is SigningMode.DIGITAL)
        assert ("ab" * 32 in "".join(text.split())) is (mode is SigningMode.DIGITAL)
