"""What goes wrong outside: each has its own code and three sentences, ends not with 0, and leaves the data as before."""

import errno
import hashlib
import io
import os
import shutil
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from inspector_app.cli.exit_codes import MEANINGS
from inspector_app.signing import trial
from tests.cli.terminal import Ran

PASSWORD = "mật khẩu thử"
NOW = datetime(2026, 5, 12, tzinfo=UTC)
ALWAYS = (datetime(2020, 1, 1, tzinfo=UTC), datetime(2099, 1, 1, tzinfo=UTC))
OVER = (datetime(2020, 1, 1, tzinfo=UTC), datetime(2021, 1, 1, tzinfo=UTC))


@pytest.fixture
def state(run, data: Path) -> Callable[[], object]:
    """What the data folder holds: every visit with its events, and every kept file."""

    def seen() -> object:
        visits = run("visit", "list", "--json").result
        logs = []
        for line in visits:
            run("visit", "export", line["id"], data.with_name("log.jsonl"))
            logs.append(data.with_name("log.jsonl").read_bytes())
        files = {p.name: p.read_bytes() for p in (data / "files").rglob("*") if p.is_file()}
        return visits, logs, files, run("check", "--json").result

    return seen


@pytest.fixture
def refuse(run, state) -> Callable[..., Ran]:
    """Run a command that must be refused with this code and exit code, and change nothing."""

    def refused(code: str, exit_code: int, *words: object) -> Ran:
        untouched = state()
        ran = run(*words, "--json")
        assert (ran.code, ran.error["code"]) == (exit_code, code)
        assert exit_code in MEANINGS
        for part in ("what", "why", "todo"):
            assert ran.error[part].endswith("."), part
            assert "{" not in ran.error[part]
            assert ran.error[part] in ran.err
        assert state() == untouched
        return ran

    return refused


def card(path: Path, valid: tuple[datetime, datetime] = ALWAYS) -> Path:
    path.write_bytes(trial.make(["NGƯỜI KÝ THỬ 1"], NOW, PASSWORD, valid=valid).people[0].pkcs12)
    return path


@pytest.fixture
def sealed(run) -> str:
    visit: str = run("visit", "sample", "so-mau").out.strip()
    assert run("visit", "seal", visit).code == 0
    return visit


def sign(refuse, monkeypatch, code: str, visit: str, file: Path, password: str) -> Ran:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))
    ran: Ran = refuse(code, 14, "sign", "digital", visit, "team_leader", "--pkcs12", file)
    return ran


def test_a_broken_checklist_names_file_item_and_field(refuse, tmp_path: Path) -> None:
    broken = tmp_path / "tiêu chí hỏng.toml"
    broken.write_text("[[item]\n", encoding="utf-8")
    ran = refuse("CHECKLIST-SYNTAX", 10, "checklist", "check", broken)
    assert "tiêu chí hỏng.toml" in ran.err


def test_a_checklist_that_is_not_there(refuse, tmp_path: Path) -> None:
    refuse("CHECKLIST-FILE", 10, "checklist", "check", tmp_path / "không có.toml")
    refuse("CHECKLIST-UNKNOWN", 10, "visit", "new", "--checklist", "khong-co")


def test_a_wrong_password(refuse, monkeypatch, sealed: str, tmp_path: Path) -> None:
    sign(refuse, monkeypatch, "SIGN-PASSWORD", sealed, card(tmp_path / "thẻ.p12"), "sai mật khẩu")


def test_an_expired_certificate(refuse, monkeypatch, sealed: str, tmp_path: Path) -> None:
    ran = sign(refuse, monkeypatch, "SIGN-EXPIRED", sealed, card(tmp_path / "hết hạn.p12", OVER), PASSWORD)
    assert "01/01/2021" in ran.err


def test_a_file_that_is_no_certificate(refuse, monkeypatch, sealed: str, tmp_path: Path) -> None:
    (tmp_path / "ảnh.p12").write_bytes(b"\xff\xd8\xff\xe0")
    sign(refuse, monkeypatch, "SIGN-P12", sealed, tmp_path / "ảnh.p12", PASSWORD)


@pytest.mark.parametrize(
    ("number", "code"), [(errno.ENOSPC, "DELIVERY-FULL"), (errno.EROFS, "DELIVERY-READ-ONLY")]
)
def test_a_full_or_read_only_stick(
    run, inked_visit: str, tmp_path: Path, monkeypatch, number: int, code: str
) -> None:
    (tmp_path / "tốt").mkdir()
    (tmp_path / "xấu").mkdir()
    assert run("send", "folder", inked_visit, tmp_path / "tốt").code == 0
    before = run("visit", "show", inked_visit, "--json").result

    def fail(_descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fail)
        ran = run("send", "folder", inked_visit, tmp_path / "xấu", "--json")
    assert (ran.code, ran.error["code"]) == (16, code)
    assert str(tmp_path / "xấu") in ran.err
    good, bad = run("send", "status", inked_visit, "--json").result
    assert (good["state"], bad["state"], bad["problem"]) == ("sent", "queued", code)
    assert [p for p in (tmp_path / "xấu").rglob("*") if p.is_file()] == []
    assert run("visit", "show", inked_visit, "--json").result == before


def test_a_data_folder_that_cannot_be_written(capfd) -> None:
    from tests.cli.terminal import typed

    ran = typed(capfd, "--data", "/sys/inspector", "--language", "en", "visit", "list", "--json")
    assert (ran.code, ran.error["code"]) == (12, "STORE-READ-ONLY")


def test_a_stick_that_is_not_there(run, inked_visit: str, tmp_path: Path) -> None:
    before = run("visit", "show", inked_visit, "--json").result
    ran = run("send", "folder", inked_visit, tmp_path / "không có", "--json")
    assert (ran.code, ran.error["code"]) == (16, "DELIVERY-NO-FOLDER")
    after = run("visit", "show", inked_visit, "--json").result
    assert after["visit"] == before["visit"]


def test_a_database_of_a_newer_release_is_left_byte_for_byte(run, inked_visit: str, data: Path) -> None:
    database = data / "inspections.sqlite3"
    with sqlite3.connect(database) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    before = database.read_bytes()
    ran = run("visit", "tick", inked_visit, "1", "no", "--json")
    assert (ran.code, ran.error["code"]) == (12, "STORE-NEWER")
    assert "999" in ran.error["why"]
    assert database.read_bytes() == before


def test_a_damaged_database_is_left_byte_for_byte(run, inked_visit: str, data: Path) -> None:
    database = data / "inspections.sqlite3"
    content = bytearray(database.read_bytes())
    content[4096 * 3 : 4096 * 5] = b"\xff" * 8192
    database.write_bytes(content)
    ran = run("visit", "list", "--json")
    assert (ran.code, ran.error["code"]) == (12, "STORE-DAMAGED")
    assert database.read_bytes() == content


@pytest.fixture
def office(run, demo, tmp_path: Path) -> tuple[Path, Path]:
    """An office that knows the demonstration's laptop, and a copy of that inbox without its receipts."""
    folder, inbox = tmp_path / "văn phòng", tmp_path / "hộp thư"
    shutil.copytree(demo.out / "inbox", inbox)
    shutil.rmtree(inbox / "receipts")
    run("office", "init", folder, "--name", "Sở Nội vụ")
    sha256 = hashlib.sha256(demo.root.read_bytes()).hexdigest()
    assert run("trust", "import", demo.root, "--accept", sha256, "--office", folder).code == 0
    run("office", "receive", folder, inbox)
    (device,) = run("office", "devices", folder, "--json").result
    run("office", "accept", folder, device["fingerprint"])
    return folder, inbox


def minutes_part(inbox: Path) -> Path:
    """The part that holds the minutes signed by three."""
    return max((inbox / "parts").iterdir(), key=lambda path: path.read_bytes().count(b"/ByteRange"))


def quarantined(ran: Ran) -> dict[str, str]:
    (parcel,) = [parcel for parcel in ran.result if parcel["reception"] == "quarantined"]
    assert ran.code == 15
    assert f"[{parcel['problem']}]" in ran.err
    return parcel


def test_a_flipped_byte_keeps_out_that_parcel_alone(run, office) -> None:
    folder, inbox = office
    part = minutes_part(inbox)
    content = bytearray(part.read_bytes())
    content[1000] ^= 1
    part.write_bytes(content)
    parcel = quarantined(run("office", "receive", folder, inbox, "--json"))
    assert parcel["visit"] == "sample-so-mau"
    (entered,) = run("office", "visits", folder, "--json").result
    assert entered["visit"] == "sample-so-xay-dung-2022"
    again = run("office", "receive", folder, inbox, "--json")
    assert quarantined(again)["new"] is False
    assert run("office", "visits", folder, "--json").result == [entered]


def test_a_missing_blob_has_another_code(run, office) -> None:
    folder, inbox = office
    minutes_part(inbox).unlink()
    assert quarantined(run("office", "receive", folder, inbox, "--json"))["problem"] == "PARCEL-MISSING"


def test_an_office_that_is_not_set_up(run, tmp_path: Path) -> None:
    ran = run("office", "receive", tmp_path / "không có", tmp_path, "--json")
    assert (ran.code, ran.error["code"]) == (17, "OFFICE-NOT-SET-UP")
    assert not (tmp_path / "không có").exists()


def test_an_inbox_that_is_not_there(run, office, tmp_path: Path) -> None:
    ran = run("office", "receive", office[0], tmp_path / "không có", "--json")
    assert (ran.code, ran.error["code"]) == (16, "DELIVERY-NO-FOLDER")


def test_values_and_visits_that_cannot_be(refuse, sealed: str, run) -> None:
    visit = run("visit", "new", "--unit", "Sở Thử").out.strip()
    refuse("STORE-VISIT-MISSING", 12, "visit", "show", "không-có")
    refuse("VISIT-NO-ITEM", 11, "visit", "tick", visit, "99", "yes")
    refuse("VISIT-NO-FIELD", 11, "visit", "set", visit, "visit", "colour", '"đỏ"')
    refuse("FORMAT-VALUE", 19, "visit", "set", visit, "visit", "opened_at", '"hôm nay"')
    refuse("VISIT-SEALED", 11, "visit", "tick", sealed, "1", "no")
    refuse("SEND-NOT-SIGNED", 11, "send", "folder", sealed, ".")
    refuse("MIN-UNREADABLE", 13, "minutes", "data", __file__)


def test_a_false_profile(run, refuse, office, tmp_path: Path) -> None:
    profile = tmp_path / "profile.json"
    original = next(office[0].glob("profile*.json"))
    profile.write_bytes(original.read_bytes().replace("Sở Nội vụ".encode(), "Sở Nội vự".encode()))
    shutil.copy(original.with_name(original.name + ".p7s"), profile.with_name("profile.json.p7s"))
    run("visit", "new", "--unit", "Sở Thử")
    refuse("PROFILE-SIGNATURE", 14, "send", "profile", profile)
