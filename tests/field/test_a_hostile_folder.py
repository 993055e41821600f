"""Files that are broken, locked, photographed, attacked or made to harm: each is named, none is called signed, and
the documents beside them get their answers all the same.
"""

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Self

import psutil
import pytest

from inspector_app.actions import e_documents
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.e_documents import Examination, ExaminedDocument, Outcome, Trait
from inspector_app.checklist.examination_rows import remark_of
from inspector_app.sampling.limits import Limits
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
    "without_leader": "chưa có chữ ký số của lãnh đạo",
    "without_leader_but_picture": "chỉ có ảnh chụp chữ ký",
    "unsigned": "không có chữ ký số",
    "picture_only": "chỉ có ảnh chụp chữ ký",
    "scanned": "bản quét từ giấy, không có chữ ký số",
    "scanned_and_sealed": "bản quét từ giấy, chưa có chữ ký số của lãnh đạo",
    "expired": "chữ ký số của lãnh đạo không hợp lệ (chứng thư hết hạn khi ký)",
    "revoked": "chữ ký số của lãnh đạo không hợp lệ (chứng thư đã bị thu hồi)",
    "not_for_documents": "chữ ký số của lãnh đạo không hợp lệ (chứng thư không dùng để ký văn bản)",
    "changed_after": "văn bản bị thay đổi sau khi ký số",
    "appended": "văn bản bị thay đổi sau khi ký số",
    "bit_flipped": "văn bản bị thay đổi sau khi ký số",
    "encrypted": "tệp có mật khẩu, không kiểm tra được",
    "truncated": "tệp hỏng, không đọc được",
    "garbage": "tệp hỏng, không đọc được",
    "empty": "tệp hỏng, không đọc được",
    "word_renamed": "không phải tệp PDF, không kiểm tra được",
    "from_unknown_root": "chưa đối chiếu được với chứng thư gốc",
    "signed_late": "ký sau ngày ban hành",
}
"""What the annex says of each; of the others nothing."""


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
    assert remark_of(document, "personal") == WORDS.get(name)
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


class Watch:
    """The most memory that one of our processes held while it stood open."""

    def __init__(self) -> None:
        self.peak = 0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._look)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._stop.wait(0.05):
            for own in psutil.Process().children(recursive=True):
                with suppress(psutil.Error):
                    self.peak = max(self.peak, own.memory_info().rss)


def still_running() -> list[str]:
    """Processes that are left, save the one that Python keeps to tidy up after all of them."""
    lines = (" ".join(own.cmdline()) for own in psutil.Process().children(recursive=True))
    return [line for line in lines if "resource_tracker" not in line]


def test_a_hostile_folder_is_answered_whole_and_fills_nothing(ws: Workspace, hostile_folder: Path) -> None:
    with Watch() as watch:
        found = by_name(examine(ws, hostile_folder))

    assert 0 < watch.peak < 2 * Limits().worker_bytes
    assert found.keys() == {*HOSTILE, "0", "1", "2"}
    for number in range(3):
        assert (found[str(number)].personal, found[str(number)].agency) == (Outcome.YES, Outcome.YES)
    for name in HOSTILE:
        assert Outcome.YES not in {found[name].personal, found[name].agency}, name
        assert found[name].said, name
    assert still_running() == []


if hasattr(os, "mkfifo"):  # Windows has no such names and no such things

    def test_names_and_things_that_only_look_like_documents_do_no_harm(ws: Workspace, tmp_path: Path) -> None:
        proper = STATES["proper"].make(Paper())
        (tmp_path / "Công văn\n   2  99-SXD-VP  Có.pdf").write_bytes(proper)
        (tmp_path / "quay lại").symlink_to(tmp_path)
        (tmp_path / "vô tận.pdf").symlink_to("/dev/zero")
        os.mkfifo(tmp_path / "đường ống.pdf")
        with (tmp_path / "rất lớn.pdf").open("wb") as file:
            file.truncate(Limits().file_bytes + 1)

        found = by_name(examine(ws, tmp_path))

        assert found.keys() == {"Công văn    2  99-SXD-VP  Có", "rất lớn"}
        assert found["Công văn    2  99-SXD-VP  Có"].personal is Outcome.YES
        assert found["rất lớn"].has(Trait.TOO_LARGE)


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
