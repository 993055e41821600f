"""The unit gets what the pages print. Notes, earlier wordings, who typed what and unprinted files stay with the team."""

import io
import shutil
from decimal import Decimal
from pathlib import Path

import pikepdf
import pytest

from inspector_app.actions import answers, score_tables, scores, sealing, visits
from inspector_app.actions.evidence import add_evidence
from inspector_app.actions.minutes import attached_data, save_plain_copy
from inspector_app.actions.sending import send_to_folder
from inspector_app.checklist.template import ItemId
from inspector_app.minutes import pages
from inspector_app.signing import device
from tests.field.scene import AFTERNOON, FULL, a_laptop_with, bytes_below, digitally, laptop
from tests.field.scene import FULL_VISIT as VISIT

ACTOR = "Ông Người Gõ Máy Kín"
CANARIES = {
    "an internal note": "chim hoàng yến ghi chú nội bộ",
    "the reason of points": "chim hoàng yến lý do chấm điểm",
    "an earlier wording": "chim hoàng yến câu viết trước",
    "who typed it": ACTOR,
    "the name of the computer": "MAY-TINH-CHIM-HOANG-YEN",
    "the name of an unprinted file": "chim-hoang-yen-khong-in.docx",
    "the content of an unprinted file": "chim hoang yen trong tep khong in",
    "the caption of an unprinted file": "chim hoàng yến chú thích không in",
}


@pytest.fixture(scope="module")
def home(shelf: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Everything the unit gets, and the parcel that it does not get."""
    root = tmp_path_factory.mktemp("mang về")
    stick = root / "USB"
    stick.mkdir()
    data = a_laptop_with(shelf, root / "laptop", FULL)
    shutil.rmtree(data / "device")
    device.create(CANARIES["the name of the computer"], AFTERNOON).save(data / "device")
    with laptop(data, ACTOR) as ws:
        answers.set_value(ws, VISIT, "answer:25a", "note", CANARIES["an internal note"])
        answers.set_value(ws, VISIT, "answer:1", "result", CANARIES["an earlier wording"])
        table = score_tables.keep_table(ws, dict(score_tables.shipped_tables())["khanh-hoa-so-nganh"])
        scores.choose_table(ws, VISIT, table)
        points = {"claimed": Decimal("87.654321"), "assessed": Decimal("76.543219")}
        scores.set_points(ws, VISIT, "1", {**points, "reason": CANARIES["the reason of points"]})
        answers.set_value(ws, VISIT, "answer:1", "result", "Đã ban hành Kế hoạch CCHC năm 2026")
        add_evidence(
            ws,
            VISIT,
            CANARIES["the name of an unprinted file"],
            CANARIES["the content of an unprinted file"].encode(),
            [ItemId("1")],
            CANARIES["the caption of an unprinted file"],
            printed=False,
        )
        assert visits.load(ws, VISIT).visit.notes["25a"] == CANARIES["an internal note"]
        sealing.seal(ws, VISIT)
        signed = digitally(ws, VISIT)
        plain = save_plain_copy(ws, VISIT, root).read_bytes()
        send_to_folder(ws, VISIT, stick)
    return {
        "minutes.pdf": signed,
        "visit.json": attached_data(signed),
        "plain copy": plain,
        "parcel": b"".join(bytes_below(stick).values()),
    }


def everything_in(pdf: bytes) -> bytes:
    """The file as it lies there, every stream decoded, every string, and the text of every page."""
    found = [pdf]
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for thing in document.objects:
            if isinstance(thing, pikepdf.Stream):
                found.append(thing.read_raw_bytes())
                if thing.get("/Filter") != "/DCTDecode":
                    found.append(thing.read_bytes())
            found += strings_of(thing)
    found += [pages.text(pdf, index).encode() for index in range(pages.page_count(pdf))]
    return b"\n".join(found)


def strings_of(thing: object) -> list[bytes]:
    if isinstance(thing, pikepdf.String):
        return [str(thing).encode(), bytes(thing)]
    if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        return [text for _, value in thing.items() for text in _inside(value)]
    if isinstance(thing, pikepdf.Array):
        return [text for value in thing for text in _inside(value)]
    return []


def _inside(value: object) -> list[bytes]:
    if isinstance(value, pikepdf.Object) and value.is_indirect:
        return []
    return strings_of(value)


def spellings(text: str) -> tuple[bytes, ...]:
    """As bytes of a file may spell it."""
    escaped = text.encode("unicode_escape")
    return (text.encode(), text.encode("utf-16-be"), text.encode("utf-16-le"), escaped)


def test_no_canary_is_in_any_byte_of_it(home: dict[str, bytes]) -> None:
    places = {
        "minutes.pdf": everything_in(home["minutes.pdf"]),
        "visit.json": home["visit.json"],
        "plain copy": everything_in(home["plain copy"]),
    }
    leaks = [
        (what, place)
        for what, canary in CANARIES.items()
        for place, content in places.items()
        if any(spelled in content for spelled in spellings(canary))
    ]
    assert leaks == []


def test_no_points_are_in_any_byte_of_it(home: dict[str, bytes]) -> None:
    """Nor the table they are given by: neither its digest nor its name."""
    table = dict(score_tables.shipped_tables())["khanh-hoa-so-nganh"]
    for name in ("minutes.pdf", "plain copy"):
        content = everything_in(home[name])
        for number in ("87.654321", "87,654321", "76.543219", "76,543219", table.digest, table.title.vi):
            assert not any(spelled in content for spelled in spellings(number)), (name, number)
    assert b"score" not in home["visit.json"]
    assert b"87.654321" in home["parcel"]


def test_the_search_finds_what_the_pages_do_print(home: dict[str, bytes]) -> None:
    printed = "Đã ban hành Kế hoạch CCHC năm 2026".encode()
    assert printed in everything_in(home["minutes.pdf"])
    assert printed in everything_in(home["plain copy"])
    assert printed in home["visit.json"]


def test_the_office_does_get_it(home: dict[str, bytes]) -> None:
    for what, canary in CANARIES.items():
        assert canary.encode() in home["parcel"], what


def test_the_plain_copy_carries_no_data_and_no_fields(home: dict[str, bytes]) -> None:
    with pikepdf.open(io.BytesIO(home["plain copy"])) as document:
        assert list(document.attachments) == []
        assert "/AcroForm" not in document.Root
