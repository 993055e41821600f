"""Every file that lies there has a place in the report; nothing is followed out of the folder."""

import os
import unicodedata
from pathlib import Path

import pytest

from inspector_app.checklist.e_documents import LeftOutKind
from inspector_app.sampling.found_files import Found, find


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "Văn bản đi"
    made.mkdir()
    return made


def put(folder: Path, *names: str) -> None:
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"%PDF-1.7")


def paths(found: Found) -> list[str]:
    return [own.path for own in found.pdfs]


def test_files_at_any_depth_in_the_order_of_a_reader(folder: Path) -> None:
    put(folder, "10-SXD.pdf", "9-SXD.PDF", "Tháng 10/1.pdf", "Tháng 9/Đợt 2/a.pdf", "phụ lục.xlsx", "ghi chú")
    found = find([folder])
    assert found.folder == "Văn bản đi"
    assert paths(found) == ["9-SXD.PDF", "10-SXD.pdf", "Tháng 9/Đợt 2/a.pdf", "Tháng 10/1.pdf"]
    assert [own.path for own in found.others] == ["ghi chú", "phụ lục.xlsx"]
    assert found.file_of("Tháng 10/1.pdf") == folder / "Tháng 10" / "1.pdf"
    assert found.file_of("không có.pdf") is None


def test_hidden_and_temporary_files_are_left_out_and_counted(folder: Path) -> None:
    put(folder, "a.pdf", ".b.pdf", "~$c.pdf", "d.pdf.crdownload", "e.tmp", "Thumbs.db", "__MACOSX/._a.pdf")
    found = find([folder])
    assert (paths(found), found.others) == (["a.pdf"], ())
    assert {own.path: own.kind for own in found.left_out} == {
        "__MACOSX": LeftOutKind.HIDDEN,
        ".b.pdf": LeftOutKind.HIDDEN,
        "Thumbs.db": LeftOutKind.HIDDEN,
        "~$c.pdf": LeftOutKind.TEMPORARY,
        "d.pdf.crdownload": LeftOutKind.TEMPORARY,
        "e.tmp": LeftOutKind.TEMPORARY,
    }


def test_links_are_not_followed_out_or_round(folder: Path, tmp_path: Path) -> None:
    put(tmp_path / "ngoài", "bí mật.pdf")
    put(folder, "a.pdf")
    (folder / "ra ngoài").symlink_to(tmp_path / "ngoài", target_is_directory=True)
    (folder / "vòng").symlink_to(folder, target_is_directory=True)
    (folder / "tệp.pdf").symlink_to(tmp_path / "ngoài" / "bí mật.pdf")
    (folder / "hỏng.pdf").symlink_to(tmp_path / "không còn.pdf")
    found = find([folder])
    assert paths(found) == ["a.pdf"]
    assert {own.path for own in found.left_out} == {"hỏng.pdf", "ra ngoài", "tệp.pdf", "vòng"}
    assert {own.kind for own in found.left_out} == {LeftOutKind.LINK}


def test_names_are_given_in_one_coding_and_still_open(folder: Path) -> None:
    decomposed = unicodedata.normalize("NFD", "Số 5.pdf")
    put(folder, decomposed)
    found = find([folder])
    assert paths(found) == ["Số 5.pdf"]
    opened = found.file_of("Số 5.pdf")
    assert opened is not None
    assert opened.read_bytes() == b"%PDF-1.7"


def test_two_names_that_look_the_same_stay_two(folder: Path) -> None:
    put(folder, "Số 5.pdf", unicodedata.normalize("NFD", "Số 5.pdf"))
    found = find([folder])
    if len(list(folder.iterdir())) == 2:
        assert paths(found) == ["Số 5.pdf", "Số 5 (2).pdf"]
        assert len({own.file for own in found.pdfs}) == 2


def test_several_sources_each_file_once(folder: Path, tmp_path: Path) -> None:
    put(folder, "a.pdf", "b.pdf")
    put(tmp_path, "c.pdf")
    found = find([folder, folder / "a.pdf", tmp_path / "c.pdf"])
    assert paths(found) == ["c.pdf", "Văn bản đi/a.pdf", "Văn bản đi/b.pdf"]
    assert found.folder == "Văn bản đi, a.pdf, c.pdf"


def test_one_file_is_called_by_its_name(folder: Path) -> None:
    put(folder, "a.pdf")
    assert paths(find([folder / "a.pdf"])) == ["a.pdf"]


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    assert [own.path for own in find([tmp_path / "không có"]).closed] == ["không có"]


def test_names_that_are_no_text_get_one_that_is(folder: Path) -> None:
    name = os.fsdecode(b"s\xf4 5.pdf")
    put(folder, name)
    (own,) = find([folder]).pdfs
    assert own.path == "s? 5.pdf"
    assert Path(own.file).is_file()


def test_a_name_shows_the_order_of_its_own_letters(tmp_path: Path) -> None:
    """U+202E turns round what follows it: "…fdp.exe" would be read as "…exe.pdf"."""
    (tmp_path / "Quyết định \u202efdp.exe").write_bytes(b"MZ")
    (own,) = find([tmp_path]).others
    assert own.path == "Quyết định  fdp.exe"
