"""Files that are broken, locked, photographed, attacked or made to harm: each is named, none is called signed, and
the documents beside them get their answers all the same.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from inspector_app.actions import e_documents
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.e_documents import Examination, ExaminedDocument, Outcome, Trait
from inspector_app.checklist.examination_rows import remark_of
from tests.field.scene import laptop
from tests.sampling.hostile import HOSTILE
from tests.sampling.paper import Paper
from tests.sampling.pki import DEPUTY, DIRECTOR, believe
from tests.sampling.states import NO_PDF, STATES

CORPORA = Path(
    os.environ.get("INSPECTOR_CORPORA", Path(__file__).resolve().parents[3] / "shared" / "corpora")
)
ATTACKS = sorted((CORPORA / "signed_pdf_attacks").glob("*__4_*.pdf"))

WORDS = {
    "without_leader": "không có chữ ký số của lãnh đạo",
    "unsigned": "không có chữ ký số",
    "picture_only": "chỉ có ảnh chữ ký, không có chữ ký số",
    "scanned": "bản scan, không có chữ ký số",
    "scanned_and_sealed": "bản scan",
    "expired": "chứng thư hết hạn khi ký",
    "revoked": "chứng thư đã bị thu hồi",
    "not_for_documents": "chứng thư không dùng để ký văn bản",
    "changed_after": "bị thay đổi sau khi ký",
    "appended": "bị thay đổi sau khi ký",
    "bit_flipped": "bị thay đổi sau khi ký",
    "encrypted": "tệp có mật khẩu",
    "truncated": "tệp hỏng",
    "garbage": "tệp hỏng",
    "empty": "tệp hỏng",
}
"""What the annex says of each, at least."""


@pytest.fixture(scope="module")
def ws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with laptop(tmp_path_factory.mktemp("laptop")) as own:
        believe(own)
        yield own


def examine(ws: Workspace, folder: Path) -> Examination:
    request = e_documents.Request((folder,))
    done = e_documents.examine(ws, request, lambda done, total: None, lambda: False)
    assert done is not None
    return done


def by_name(examination: Examination) -> dict[str, ExaminedDocument]:
    return {Path(own.name).stem: own for own in (*examination.documents, *examination.beside)}


@pytest.fixture(scope="module")
def every_state(ws: Workspace, tmp_path_factory: pytest.TempPathFactory) -> dict[str, ExaminedDocument]:
    """One file in each state, looked at in one run."""
    folder = tmp_path_factory.mktemp("Đủ loại")
    for number, (name, state) in enumerate((STATES | NO_PDF).items(), 1):
        signer = DIRECTOR if number % 2 else DEPUTY
        (folder / f"{name}.pdf").write_bytes(state.make(Paper(number=number, signer=signer)))
    return by_name(examine(ws, folder))


@pytest.mark.parametrize("name", STATES | NO_PDF)
def test_every_state_has_its_outcome_and_its_words(
    every_state: dict[str, ExaminedDocument], name: str
) -> None:
    document, state = every_state[name], (STATES | NO_PDF)[name]

    assert (document.personal, document.agency) == (state.personal, state.agency)
    assert state.said <= {own.trait for own in document.said}
    remark = remark_of(document, "personal") or ""
    assert WORDS.get(name, "") in remark.casefold()
    if state.personal is Outcome.YES and name not in {"local_time_as_utc", "signed_late", "without_agency"}:
        assert not {own.trait for own in document.said} - {Trait.OTHER_SIGNER}


@pytest.fixture(scope="module")
def hostile_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("Thư mục xấu")
    for name, make in HOSTILE.items():
        (folder / f"{name}.pdf").write_bytes(make())
    for number in range(3):
        (folder / f"{number}.pdf").write_bytes(STATES["proper"].make(Paper(number=number + 1)))
    return folder


def test_a_hostile_folder_is_answered_whole_and_fills_nothing(ws: Workspace, hostile_folder: Path) -> None:
    found = by_name(examine(ws, hostile_folder))

    assert found.keys() == {*HOSTILE, "0", "1", "2"}
    for number in range(3):
        assert (found[str(number)].personal, found[str(number)].agency) == (Outcome.YES, Outcome.YES)
    for name in HOSTILE:
        assert Outcome.YES not in {found[name].personal, found[name].agency}, name
        assert found[name].said, name
    assert psutil.Process().children(recursive=True) == []


if ATTACKS:  # the collection names no licence and is therefore not part of the project

    def test_no_attacked_document_is_called_good(ws: Workspace, tmp_path: Path) -> None:
        """Ruhr-Universität Bochum, "Shadow Attacks" (NDSS 2021)."""
        folder = tmp_path / "Bị tấn công"
        folder.mkdir()
        for path in ATTACKS:
            shutil.copy(path, folder)

        examination = examine(ws, folder)

        found = by_name(examination)
        assert len(found) == len(ATTACKS)
        for name, document in found.items():
            assert Outcome.YES not in {document.personal, document.agency}, name
            assert document.has(Trait.CHANGED) or document.has(Trait.BROKEN), (name, document.said)
