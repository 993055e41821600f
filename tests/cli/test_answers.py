"""A whole visit by commands alone: every command's `--json` answer fits its schema, talk stays on stderr."""

import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from inspector_app.checklist.canonical import canonical
from inspector_app.checklist.verdict import SignerRole
from inspector_app.signing import trial
from tests.cli.test_help import COMMANDS

EDITED = "answer:25a"
PASSWORD = "mật khẩu thử"
PERIOD = (datetime(2020, 1, 1, tzinfo=UTC), datetime(2099, 1, 1, tzinfo=UTC))


class Notebook:
    """Types commands with `--json`, expects 0, and writes down which were typed."""

    def __init__(self, run) -> None:
        self._run = run
        self.typed: set[tuple[str, ...]] = set()

    def __call__(self, *words: object, code: int = 0):
        ran = self._run(*words, "--json")
        assert ran.code == code, ran.err
        path = tuple(str(word) for word in words)
        self.typed.add(next(path[:n] for n in (3, 2, 1) if path[:n] in COMMANDS))
        return ran.result


@pytest.fixture
def do(run) -> Notebook:
    return Notebook(run)


@pytest.fixture
def cards(tmp_path: Path) -> dict[SignerRole, Path]:
    """Certificate files of the three signers, valid whenever this test runs."""
    made = trial.make(
        [f"NGƯỜI KÝ THỬ {n}" for n in (1, 2, 3)], datetime(2026, 5, 12, tzinfo=UTC), PASSWORD, valid=PERIOD
    )
    (tmp_path / "rootca.crt").write_bytes(made.root_der)
    found = {}
    for role, person in zip(SignerRole, made.people, strict=True):
        found[role] = tmp_path / f"{role}.p12"
        found[role].write_bytes(person.pkcs12)
    return found


def by_digital(do: Notebook, monkeypatch, tmp_path: Path, cards: dict[SignerRole, Path], stick: Path) -> None:
    """Visit b: two laptops, refusal of nothing, three signatures, the office, the receipt."""
    visit = do("visit", "sample", "so-mau")["visit"]
    assert do("visit", "tick", visit, "30", "no")["changed"] == ["answer:30", "finding:30"]
    assert do("visit", "undo", visit)["changed"] == ["answer:30", "finding:30"]
    sample = '{"kind":"sample","examined":30,"defective":7}'
    assert do("visit", "set", visit, EDITED, "sample", sample)["changed"] == [EDITED]
    assert do("visit", "export", visit, tmp_path / "visit.jsonl")["bytes"] > 1000
    assert do("visit", "merge", tmp_path / "visit.jsonl")["inserted"] == 0
    assert [line for line in do("visit", "review", visit) if line["severity"] == "blocks"] == []
    sealed = do("visit", "seal", visit)
    assert do("visit", "reopen", visit) == {"version": 1}
    assert do("visit", "seal", visit)["version"] == sealed["version"] == 1
    for role, card in cards.items():
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))
        assert do("sign", "digital", visit, role, "--pkcs12", card)["signer"].startswith("NGƯỜI KÝ THỬ")
    assert [place["role"] for place in do("sign", "places", visit)] == [*cards]
    assert do("minutes", "draw", visit, "--out", tmp_path / "minutes.pdf")["pages"] > 3
    assert do("verify", tmp_path / "minutes.pdf", code=30)["valid"] is False
    believed(do, tmp_path / "rootca.crt")
    assert do("verify", tmp_path / "minutes.pdf")["valid"] is True
    assert do("minutes", "data", tmp_path / "minutes.pdf", "--out", tmp_path / "visit.json")["bytes"] > 1000
    record = do("minutes", "data", tmp_path / "minutes.pdf")
    assert (record["visit"], record["format"]) == (visit, "inspector-app/visit-record")
    assert canonical(record) == (tmp_path / "visit.json").read_bytes()
    assert do("minutes", "plain", visit, stick)["file"].startswith(str(stick / "BienBan_KTCCHC_SoMau"))
    assert do("send", "folder", visit, stick)["state"] == "sent"
    assert [delivery["state"] for delivery in do("send", "status", visit)] == ["sent"]


def believed(do: Notebook, file: Path, *where: object) -> None:
    """An authority that no pin names is taken once its fingerprint was compared."""
    (left,) = do("trust", "import", file, *where, code=14)["left"]
    assert left["standing"] == "unpinned"
    sha256 = left["authority"]["sha256"]
    assert len(do("trust", "import", file, "--accept", sha256, *where)["taken"]) == 1
    assert do("trust", "remove", sha256, *where)["sha256"] == sha256
    assert len(do("trust", "import", file, "--accept", sha256, *where)["taken"]) == 1


def the_office(do: Notebook, tmp_path: Path, stick: Path) -> None:
    office = tmp_path / "văn phòng"
    profile = do("office", "init", office, "--name", "Sở Nội vụ")["profile"]
    believed(do, tmp_path / "rootca.crt", "--office", office)
    again = do("trust", "list", "--office", office)
    assert [own["keeping"] for own in again if "authority" in own] == ["accepted"]
    assert do("send", "profile", profile) == {"office": "Sở Nội vụ"}
    assert [parcel["reception"] for parcel in do("office", "receive", office, stick)] == ["waiting_for_clerk"]
    (device,) = do("office", "devices", office)
    do("office", "accept", office, device["fingerprint"])
    assert [parcel["reception"] for parcel in do("office", "receive", office, stick)] == ["received"]
    (line,) = do("office", "visits", office)
    assert (line["grade"], line["trust"]) == ("equal_bytes", "trusted")
    (again,) = do("office", "receive", office, stick)
    assert again["new"] is False
    assert do("office", "enter", office, tmp_path / "minutes.pdf")["visit"] == line["visit"]
    assert [own["visit"] for own in do("office", "visits", office)] == [line["visit"]]
    owed = do("office", "findings", office)
    do("office", "follow", office, line["visit"], owed[0]["finding"], "fixed")
    assert len(do("office", "findings", office)) == len(owed) - 1
    assert len(do("office", "findings", office, "--all")) == len(owed)
    listed = do("office", "visits", office), do("office", "findings", office)
    do("office", "rebuild", office)
    assert (do("office", "visits", office), do("office", "findings", office)) == listed
    assert [delivery["state"] for delivery in do("send", "receipts", line["visit"])] == ["received"]
    followed(do, tmp_path, office, line["visit"])


def followed(do: Notebook, tmp_path: Path, office: Path, former: str) -> None:
    """The conclusion, a report, a reminder; then a new visit that begins with what is open."""
    owed = do("office", "findings", office)
    last = owed[-1]["finding"]
    draft = do("conclusion", "draft", former, tmp_path / "thông báo.docx", "--office", office)
    assert Path(draft["file"]).read_bytes().startswith(b"PK")
    said = ("--issued", "2026-05-20", "--reword", last, "Chưa công khai", "--office", office)
    assert do("conclusion", "record", former, "--number", "15/TB", *said)["recorded"]["number"] == "15/TB"
    kept = do("conclusion", "record", former, "--received", "2026-05-22", "--office", office)["recorded"]
    assert (kept["number"], kept["received_on"], len(kept["findings"])) == ("15/TB", "2026-05-22", 1)
    late = do("reminder", "so mau", tmp_path / "đôn đốc.docx", "--as-of", "2027-01-01", "--office", office)
    assert Path(late["file"]).read_bytes().startswith(b"PK")
    report = ("--number", "21/BC", "--text", "Đã công khai", "--office", office)
    assert do("follow-up", "report", former, last, *report) == {"state": "reported_fixed"}
    given = do("follow-up", "export", "Sở Mẫu", tmp_path / "tồn tại.json", "--office", office)
    assert given["findings"] == len(owed)
    visit = do("visit", "new", "--unit", "Sở Mẫu")["visit"]
    assert do("follow-up", "list", visit) == []
    taken = do("follow-up", "import", visit, tmp_path / "tồn tại.json")
    assert (taken["carried"], taken["doubts"]) == (len(owed), [])
    earlier = do("follow-up", "list", visit)
    assert {own["match"]["kind"] for own in earlier} <= {"same", "changed", "gone"}
    assert do("follow-up", "set", visit, earlier[0]["id"], "open", "--recurring")["finding"]
    # This laptop signed the former visit itself and was never told what the office has settled since.
    assert do("follow-up", "fetch", visit)["carried"] == 1


def by_points(do: Notebook, tmp_path: Path) -> None:
    """A table is filled in, kept, scored by; nothing is guessed while its points are empty."""
    visit = do("visit", "sample", "so-xay-dung-2022")["visit"]
    assert "khanh-hoa-so-nganh" in do("score", "table", "list")["shipped"]
    assert do("score", "table", "export", "khanh-hoa-so-nganh", tmp_path / "bảng điểm.xlsx")["bytes"] > 1000
    assert len(do("score", "table", "check", tmp_path / "bảng điểm.xlsx")["missing"]["bounds"]) == 4
    kept = do("score", "table", "import", tmp_path / "bảng điểm.xlsx")
    assert do("score", "show", visit) == {"table": None}
    assert do("score", "choose", visit, kept["sha256"])["changed"] == ["visit"]
    assert do("score", "set", visit, "1", "--claimed", "9,5", "--assessed", "8.25")["changed"] == ["score:1"]
    found = do("score", "show", visit)
    assert (found["assessed"]["value"], found["claimed"]["value"]) == ("8.25", "9.5")
    assert found["decision"]["state"] == "no_percent"
    assert do("score", "annex", visit, tmp_path / "phụ lục.xlsx")["bytes"] > 1000
    index, _overdue = do("score", "trend", "so xay dung")["series"]
    assert [change["words"] for change in index["changes"]] == ["giảm 9,72 điểm phần trăm"]
    do("score", "choose", visit, "none")
    assert do("score", "table", "remove", "khanh-hoa-so-nganh")["removed"] == kept["sha256"]


def by_self_check(do: Notebook, tmp_path: Path) -> None:
    """The four papers go to the unit; its form comes back, is looked through, taken over and compared."""
    visit = do("visit", "sample", "so-mau")["visit"]
    for kind in ("notice", "outline", "documents", "self-check"):
        assert do("paper", kind, visit, tmp_path / kind)["bytes"] > 10_000
    looked = do("self-check", "import", visit, tmp_path / "self-check", "--preview")
    assert (looked["answered"], looked["problems"], looked["changed"]) == (0, [], None)
    form = tmp_path / "biểu.csv"
    form.write_text(
        "Nội dung kiểm tra;Đơn vị tự đánh giá\nNâng chất lượng trang TTĐT;Không\nKhác;Có\n", "utf-8"
    )
    taken = do("self-check", "import", visit, form)
    assert (taken["changed"], taken["problems"][0]["kind"]) == (["reported:30"], "no_key")
    assert do("self-check", "compare", visit)[0]["reported"] == {"item": "30", "verdict": "no"}
    do("visit", "undo", visit)


def by_register(do: Notebook, tmp_path: Path) -> None:
    """Units through a merger, the plan of a year, and its report."""
    assert do("unit", "list") == []
    do("unit", "record", "SXD", "Sở Xây dựng", "--kind", "Sở", "--former", "Ty Xây dựng")
    do("unit", "record", "SGTVT", "Sở Giao thông vận tải", "--until", "2025-03-01", "--successor", "SXD")
    assert do("unit", "lineage", "ty xay dung") == ["Sở Xây dựng", "Ty Xây dựng", "Sở Giao thông vận tải"]
    assert do("unit", "export", tmp_path / "đơn vị.xlsx")["file"]
    assert do("unit", "import", tmp_path / "đơn vị.xlsx") == {"units": 2, "problems": []}
    assert do("unit", "remove", "SGTVT") == {"removed": "SGTVT"}
    do("plan", "add", "2026", "SXD", "--kind", "comprehensive", "--month", "5")
    do("plan", "add", "2026", "SXD")
    (first, second) = do("plan", "show", "2026")
    assert (first["planned"]["month"], second["unit"]) == (5, "Sở Xây dựng")
    do("plan", "remove", second["planned"]["id"])
    assert do("plan", "figures", "2026", "--as-of", "2026-12-15")["as_of"] == "2026-12-15"
    files = do("plan", "report", "2026", tmp_path / "báo cáo.docx", tmp_path / "phụ lục.xlsx")
    assert all(Path(file).read_bytes().startswith(b"PK") for file in files.values())


def by_draw(do: Notebook, tmp_path: Path) -> None:
    """How many, which of them, and what their rate says."""
    register = tmp_path / "sổ.csv"
    lines = "".join(f"{number}/SM-VP;12/05/2026;V/v báo cáo\n" for number in range(1, 41))
    register.write_text(f"Số, ký hiệu;Ngày ban hành;Trích yếu\n{lines}", "utf-8")
    n = do("sample", "size", "--population", 40, "--margin", 10)["size"]
    drawn = do("sample", "draw", register, "--size", n, "--xlsx", tmp_path / "rút.xlsx")
    assert len(drawn["drawn"]) == n
    assert do("sample", "interval", 7, 30, "--population", 412)["low"] == "10.43"
    # The minutes that three people signed are no e-document of an agency, but a file that can be looked at.
    handed_over = tmp_path / "văn bản đi"
    handed_over.mkdir()
    (handed_over / "biên bản.pdf").write_bytes((tmp_path / "minutes.pdf").read_bytes())
    (document,) = do("sample", "e-documents", handed_over, "--xlsx", tmp_path / "chữ ký.xlsx")["documents"]
    assert (document["path"], document["agency"], len(document["signatures"])) == (
        "biên bản.pdf",
        "undecided",
        3,
    )


def by_dossiers(do: Notebook, tmp_path: Path) -> None:
    """What a one-stop register says of its dossiers."""
    register = tmp_path / "hồ sơ.csv"
    register.write_text(
        "Mã hồ sơ;Trạng thái\nH1;Đã trả kết quả trễ hạn\nH2;Đã trả kết quả đúng hạn\n", "utf-8"
    )
    counted = do("sample", "register", register, "--as-of", "15/05/2026", "--xlsx", tmp_path / "số liệu.xlsx")
    assert counted["answers"]["overdue"]["numerator"] == 1


def by_versions(do: Notebook, tmp_path: Path) -> None:
    """A checklist goes out to Excel, comes in as the next version, and reaches the laptops by the profile."""
    form = tmp_path / "danh mục.xlsx"
    assert do("checklist", "evaluate", "1 + 1")["value"] == "2"
    assert do("checklist", "export", "commitments", form)["file"] == str(form)
    kept = do("checklist", "import", form, "--as-version", "2026.9")
    assert kept["ref"]["version"] == "2026.9"
    assert do("checklist", "compare", "commitments", "commitments@2026.9")["comparison"]["changed"] == []
    do("checklist", "publish", "commitments@2026.9")
    do("checklist", "retire", "commitments@2026.9")
    next_one = do("checklist", "draft", "online-payment")["ref"]
    do("checklist", "delete", f"{next_one['id']}@{next_one['version']}")
    shared = do("office", "share", tmp_path / "văn phòng", "--checklist", "iso-9001")
    assert (shared["checklists"], shared["score_tables"]) == (1, 0)


def by_ink(do: Notebook) -> None:
    """Visit a: sealed and signed on paper."""
    visit = do("visit", "sample", "so-xay-dung-2022")["visit"]
    assert len(do("visit", "show", visit)["visit"]["findings"]) == 10
    do("visit", "seal", visit)
    signed = do("sign", "ink", visit, "--by", "team_leader", "--by", "secretary", "--at", "2026-05-12T16:30")
    assert signed["signed"] == ["team_leader", "secretary"]


def test_every_command_answers_in_json(do, monkeypatch, tmp_path: Path, cards) -> None:
    stick = tmp_path / "USB"
    stick.mkdir()
    (tmp_path / "bộ tiêu chí.toml").write_bytes(shipped("cchc-2022"))
    assert do("exit-codes")["0"]
    assert do("visit", "list") == []
    assert ("cchc", "2022") in [
        (own["ref"]["id"], own["ref"]["version"]) for own in do("checklist", "list", "--all")
    ]
    assert do("checklist", "show", "cchc-2022")["id"]
    assert do("checklist", "check", tmp_path / "bộ tiêu chí.toml")["areas"] == 7
    assert do("visit", "new", "--unit", "Sở Thử")["visit"]
    by_points(do, tmp_path)
    by_self_check(do, tmp_path)
    by_ink(do)
    by_digital(do, monkeypatch, tmp_path, cards, stick)
    the_office(do, tmp_path, stick)
    by_register(do, tmp_path)
    by_dossiers(do, tmp_path)
    by_draw(do, tmp_path)
    by_versions(do, tmp_path)
    assert {line["unit"] for line in do("visit", "list")} == {"Sở Mẫu", "Sở Xây dựng", "Sở Thử"}
    checked = do("check", "--backup", tmp_path)
    assert (checked["visits"], checked["faults"]) == (4, [])
    assert Path(checked["backup"]).is_file()
    commands = {path for path, own in COMMANDS.items() if path and not hasattr(own, "commands")}
    assert commands - do.typed == {("demo",), ("selftest",)}


def shipped(name: str) -> bytes:
    from inspector_app.paths import resources

    return resources().joinpath("checklists", f"{name}.toml").read_bytes()


def test_results_go_to_stdout_and_talk_to_stderr(run, tmp_path: Path, inked_visit: str) -> None:
    ran = run("send", "folder", inked_visit, tmp_path)
    assert ran.out == "sent\n"
    assert ran.err.splitlines()[-1] == "3 of 3 parts"


def test_it_speaks_vietnamese_by_default(data: Path, capfd) -> None:
    from tests.cli.terminal import typed

    ran = typed(capfd, "--data", data, "visit", "list")
    assert (ran.code, ran.out, ran.err) == (0, "Chưa có cuộc kiểm tra nào.\n", "")


def test_the_actor_is_written_into_every_event(run, data: Path) -> None:
    visit = run("--actor", "Bà Bùi Thị Ghi Chép", "visit", "new", "--unit", "Sở Thử", "--json").result[
        "visit"
    ]
    run("visit", "export", visit, data / "visit.jsonl")
    head, event = map(json.loads, (data / "visit.jsonl").read_bytes().splitlines())
    assert (head["format"], head["visit"]) == ("inspector-app/visit-events", visit)
    assert (event["actor"], event["field"], event["after"]) == ("Bà Bùi Thị Ghi Chép", "unit", "Sở Thử")


def test_exit_codes_prints_the_whole_table(run) -> None:
    from inspector_app.cli.exit_codes import MEANINGS

    shown = dict(line.split(None, 1) for line in run("exit-codes").out.splitlines())
    assert shown == {str(int(code)): meaning for code, meaning in MEANINGS.items()}
