"""A file that a person hands over is read whole, or refused with the reason; nothing is followed or opened."""

import os
from pathlib import Path

import pytest

from inspector_app.errors import IntakeError
from inspector_app.intake import given_files


def test_the_bytes_of_an_ordinary_file(tmp_path: Path) -> None:
    path = tmp_path / "Biên bản số 12.docx"
    path.write_bytes(b"noi dung")
    assert given_files.read(path) == b"noi dung"
    assert given_files.read(path, most=8) == b"noi dung"


def make(path: Path, kind: str) -> Path:
    match kind:
        case "GIVEN-FOLDER":
            path.mkdir()
        case "GIVEN-LINK":
            path = path.with_suffix(".LNK")
            path.write_bytes(b"L\0\0\0")
        case "GIVEN-GONE":
            pass
        case "GIVEN-UNREADABLE":
            path = path.with_name("dài " * 100)
        case "GIVEN-SPECIAL":
            os.mkfifo(path)
        case "GIVEN-EMPTY":
            path.touch()
        case "GIVEN-LARGE":
            path.write_bytes(b"123456789")
    return path


@pytest.mark.parametrize(
    "code",
    [
        "GIVEN-FOLDER", "GIVEN-LINK", "GIVEN-GONE", "GIVEN-UNREADABLE", "GIVEN-SPECIAL", "GIVEN-EMPTY", "GIVEN-LARGE",
    ],
)  # fmt: skip
def test_everything_else_is_refused_by_name(tmp_path: Path, code: str) -> None:
    path = make(tmp_path / "Văn bản", code)
    with pytest.raises(IntakeError, match=code) as refused:
        given_files.read(path, most=8)
    assert refused.value.parameters["name"] == path.name
    assert str(tmp_path) not in str(refused.value)


def test_a_link_to_a_file_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "thật.txt").write_text("bí mật", encoding="utf-8")
    link = tmp_path / "kế hoạch.pdf"
    link.symlink_to(tmp_path / "thật.txt")
    with pytest.raises(IntakeError, match="GIVEN-LINK"):
        given_files.read(link)
