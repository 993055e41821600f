"""`verify` ends with 0 only where every signature is intact and trusted; every other state has a code of its own."""

import re
from pathlib import Path

import pytest

from inspector_app.cli.exit_codes import MEANINGS, ExitCode

END = re.compile(rb"startxref\s+\d+\s+%%EOF\r?\n?")


@pytest.fixture
def check(run, tmp_path: Path):
    """Verify bytes, with or without trust in a root; the run, whose JSON must agree with its exit code."""

    def checked(pdf: bytes, *roots: Path):
        path = tmp_path / "biên bản.pdf"
        path.write_bytes(pdf)
        ran = run("verify", path, *(word for root in roots for word in ("--trust", root)), "--json")
        assert ran.result["exit_code"] == ran.code
        assert ran.result["valid"] is (ran.code == 0)
        assert ran.code in MEANINGS
        return ran

    return checked


def test_intact_and_trusted_is_0(demo, check) -> None:
    ran = check(demo.minutes.read_bytes(), demo.root)
    assert (ran.code, ran.result["grade"]) == (ExitCode.OK, "equal_bytes")


def test_intact_and_not_trusted_is_30(demo, check) -> None:
    ran = check(demo.minutes.read_bytes())
    assert ran.code == ExitCode.NOT_TRUSTED
    assert ran.result["verdict"]["integrity"] == "intact"


@pytest.mark.parametrize("place", [0.2, 0.9])
def test_a_changed_byte_is_never_valid(demo, check, place: float) -> None:
    data = bytearray(demo.minutes.read_bytes())
    first = END.search(data).end()
    data[int(first * place)] ^= 1
    assert check(bytes(data), demo.root).code in (ExitCode.CHANGED, ExitCode.UNREADABLE)


def test_a_changed_byte_of_the_pages_is_31(demo, check) -> None:
    import io

    import pikepdf

    original = demo.minutes.read_bytes()
    with pikepdf.open(io.BytesIO(original)) as document:
        content = document.pages[0].Contents.read_raw_bytes()
    start = original.index(content)
    changed = bytearray(original)
    changed[start + len(content) // 2] ^= 1
    assert check(bytes(changed), demo.root).code == ExitCode.CHANGED


@pytest.mark.parametrize(
    ("tail", "code"),
    [
        (b"\n", ExitCode.CHANGED),
        (b"x", ExitCode.CHANGED),
        ("\n% ghi thêm".encode(), ExitCode.CHANGED),
        (b"%%EOF\n", ExitCode.UNREADABLE),
    ],
)
def test_appended_bytes_are_seen_signed_or_in_ink(demo, check, tail: bytes, code: ExitCode) -> None:
    assert check(demo.minutes.read_bytes() + tail, demo.root).code == code
    assert check(demo.press.read_bytes() + tail).code == code


@pytest.mark.parametrize("garbage", [b"", b"%PDF-1.7\n", b"\x00" * 100, "không phải PDF".encode()])
def test_what_cannot_be_read_is_32(check, garbage: bytes) -> None:
    assert check(garbage).code == ExitCode.UNREADABLE


def test_ink_is_33_and_never_called_a_valid_signature(demo, check, run) -> None:
    ran = check(demo.press.read_bytes())
    assert (ran.code, ran.result["grade"]) == (ExitCode.NOT_SIGNED, "equal_bytes")
    assert ran.result["verdict"]["signatures"] == []
    told = run("verify", demo.press).out
    assert "The document carries no digital signature." in told


def test_a_draft_is_33(run, check, tmp_path: Path) -> None:
    run("visit", "sample", "so-mau")
    run("minutes", "draw", "sample-so-mau", "--out", tmp_path / "dự thảo.pdf")
    assert check((tmp_path / "dự thảo.pdf").read_bytes()).code == ExitCode.NOT_SIGNED


def test_a_missing_signature_is_34(demo, check) -> None:
    signed = demo.minutes.read_bytes()
    before_the_last = [end.end() for end in END.finditer(signed)][-2]
    ran = check(signed[:before_the_last], demo.root)
    assert ran.code == ExitCode.INCOMPLETE
    assert len(ran.result["verdict"]["signatures"]) == 2


def test_a_file_that_is_not_there_is_told_as_such(run, tmp_path: Path) -> None:
    ran = run("verify", tmp_path / "không có.pdf")
    assert (ran.code, ran.out) == (20, "")
    assert "không có.pdf" in ran.err
    assert "FILE-UNREADABLE" in ran.err


def test_it_makes_no_database(demo, run, data: Path) -> None:
    run("verify", demo.minutes)
    assert not data.exists()
