"""What was checked by files goes home as its rows say it; folders, files, citizens and the report stay with the team."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from inspector_app.actions import dossiers, sampling, sealing, undo, visits
from inspector_app.actions.minutes import attached_data, save_plain_copy
from inspector_app.actions.sampling import Target
from inspector_app.actions.sending import send_to_folder
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.dossiers import DossierFigures
from inspector_app.checklist.e_documents import Examination
from inspector_app.checklist.fact import FactId
from inspector_app.checklist.file_answers import FileAnswer
from inspector_app.checklist.template import ItemId
from inspector_app.errors import VisitError
from tests.checklist.examinations import examination, unsigned
from tests.field.scene import FULL, a_laptop_with, bytes_below, digitally, laptop
from tests.field.scene import FULL_VISIT as VISIT
from tests.field.test_what_the_unit_takes_home import everything_in, spellings

DOCUMENTS = Target(ItemId("25a"), FactId("sample"), "personal")
OVERDUE = (ItemId("19"), FactId("overdue"))
LATE = (ItemId("20"), FactId("without_apology"))
CONTENT = "chim hoàng yến trong công văn".encode()
CITIZEN = "Hoàng Thị Yến Canari"
ORGANISATION = "Công ty TNHH Chim Sẻ"
CANARIES = {
    "the name of a file": "chim-hoang-yen-ten-tep.pdf",
    "the folder of a file": "chim hoàng yến thư mục con",
    "the register of documents": "chim-hoang-yen-so-van-ban.xlsx",
    "a citizen": CITIZEN,
    "a citizen whose line was refused": "Chim Thị Từ Chối",
    "the content of a file": CONTENT.decode(),
    "the register of dossiers": "chim-hoang-yen-ho-so.csv",
}
PRINTED = ("7701/SM-VP", "không có chữ ký số", "HS-CHIM-1", ORGANISATION)


@pytest.fixture
def ws(shelf: Path, tmp_path: Path) -> Iterator[Workspace]:
    with laptop(a_laptop_with(shelf, tmp_path / "laptop", FULL)) as own:
        yield own


@pytest.fixture
def figures(ws: Workspace, tmp_path: Path) -> DossierFigures:
    """Counted with citizens' names as they stand."""
    path = tmp_path / CANARIES["the register of dossiers"]
    lines = (
        "Mã hồ sơ;Thủ tục;Chủ hồ sơ;Ngày tiếp nhận;Ngày hẹn trả;Ngày trả",
        f"HS-CHIM-1;Cấp phép;{CITIZEN};01/04/2026;15/04/2026;20/04/2026",
        f"HS-CHIM-2;Cấp phép;{ORGANISATION};01/04/2026;15/04/2026;",
        f"HS-CHIM-3;Cấp phép;x;{CANARIES['a citizen whose line was refused']};15/04/2026;",
    )
    path.write_text("\n".join(lines), "utf-8")
    columns = dossiers.preview(path).columns
    assert columns is not None
    found = dossiers.count(ws, path, columns, as_of=date(2026, 5, 12), unmasked=True)
    assert found is not None
    assert found.late[0].applicant == CITIZEN
    return found


def checked() -> Examination:
    place = f"{CANARIES['the folder of a file']}/{CANARIES['the name of a file']}"
    made = examination(replace(unsigned(7701), path=place, sha256=hashlib.sha256(CONTENT).hexdigest()))
    return replace(made, register=CANARIES["the register of documents"])


def fill_both(ws: Workspace, figures: DossierFigures) -> None:
    sampling.fill(ws, VISIT, checked(), [DOCUMENTS], keep_failing=lambda _document: CONTENT)
    dossiers.fill(ws, VISIT, figures, {OVERDUE: FileAnswer.OVERDUE}, LATE)


def test_nothing_but_what_the_rows_say_is_in_any_byte_of_it(
    ws: Workspace, figures: DossierFigures, tmp_path: Path
) -> None:
    stick = tmp_path / "USB"
    stick.mkdir()
    fill_both(ws, figures)
    sealing.seal(ws, VISIT)
    signed = digitally(ws, VISIT)
    plain = everything_in(save_plain_copy(ws, VISIT, tmp_path).read_bytes())
    send_to_folder(ws, VISIT, stick)
    home = {"minutes.pdf": everything_in(signed), "visit.json": attached_data(signed), "plain copy": plain}
    leaks = [
        (what, place)
        for what, canary in (CANARIES | {"a path of this computer": str(tmp_path)}).items()
        for place, content in home.items()
        if any(spelled in content for spelled in spellings(canary))
    ]
    assert leaks == []
    for words in PRINTED:
        assert words.encode() in home["visit.json"], words
    parcel = b"".join(bytes_below(stick).values())
    for what in ("the name of a file", "the content of a file", "a citizen", "the register of dossiers"):
        assert CANARIES[what].encode() in parcel, what


def test_a_sealed_visit_takes_neither_and_keeps_its_files_as_they_are(
    ws: Workspace, figures: DossierFigures
) -> None:
    sealing.seal(ws, VISIT)
    before = visits.load(ws, VISIT).visit
    files = sorted(path for path in (ws.folder / "files").rglob("*"))
    with pytest.raises(VisitError, match="VISIT-SEALED"):
        sampling.fill(ws, VISIT, checked(), [DOCUMENTS])
    with pytest.raises(VisitError, match="VISIT-SEALED"):
        dossiers.fill(ws, VISIT, figures, {OVERDUE: FileAnswer.OVERDUE}, LATE)
    assert visits.load(ws, VISIT).visit == before
    assert sorted(path for path in (ws.folder / "files").rglob("*")) == files


@pytest.mark.parametrize(("item", "fact"), [("999", "sample"), ("25a", "khong_co")])
def test_what_the_checklist_does_not_ask_is_refused_with_words(
    ws: Workspace, figures: DossierFigures, item: str, fact: str
) -> None:
    before = visits.load(ws, VISIT).visit
    place = (ItemId(item), FactId(fact))
    with pytest.raises(VisitError):
        sampling.fill(ws, VISIT, checked(), [Target(*place, "personal")])
    with pytest.raises(VisitError):
        dossiers.fill(ws, VISIT, figures, {place: FileAnswer.OVERDUE})
    with pytest.raises(VisitError):
        dossiers.fill(ws, VISIT, figures, {OVERDUE: FileAnswer.OVERDUE}, place)
    assert visits.load(ws, VISIT).visit == before


def test_nothing_to_fill_writes_nothing(ws: Workspace, figures: DossierFigures) -> None:
    before = visits.load(ws, VISIT).visit
    sampling.fill(ws, VISIT, checked(), [])
    dossiers.fill(ws, VISIT, figures, {})
    assert visits.load(ws, VISIT).visit == before


def test_undo_takes_back_all_of_it_and_redo_brings_all(ws: Workspace, figures: DossierFigures) -> None:
    before = visits.load(ws, VISIT).visit
    fill_both(ws, figures)
    after = visits.load(ws, VISIT).visit
    assert len(after.evidence) == len(before.evidence) + 3
    undo.undo(ws, VISIT)
    undo.undo(ws, VISIT)
    assert visits.load(ws, VISIT).visit == before
    undo.redo(ws, VISIT)
    undo.redo(ws, VISIT)
    assert visits.load(ws, VISIT).visit == after
