"""`sample e-documents`: a table that people read, JSON that programs read, and an end by Ctrl-C that leaves nothing."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from inspector_app.actions.workspace import open_workspace
from tests.sampling import states
from tests.sampling.paper import Paper
from tests.sampling.pki import AGENCY, DEPUTY, believe


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "Văn bản đi"
    made.mkdir()
    (made / "1-SXD-VP.pdf").write_bytes(states.proper(Paper(number=1)))
    (made / "2-SXD-VP.pdf").write_bytes(states.without_leader(Paper(number=2)))
    (made / "3-SXD-VP.pdf").write_bytes(states.encrypted(Paper(number=3)))
    (made / "Phụ lục.xlsx").write_bytes(b"PK")
    return made


def test_the_table_says_of_each_document_what_is_to_be_said(run, data: Path, folder: Path) -> None:
    with open_workspace(data) as ws:
        believe(ws)
    (folder / "~$Phụ lục.xlsx").write_bytes(b"x")
    ran = run("sample", "e-documents", folder)
    assert (ran.code, ran.err) == (0, "")
    for line in (
        "Văn bản đi: kiểm tra toàn bộ 03 văn bản trong số các tệp được cung cấp",
        "   1  01/SXD-VP     12/05/2026  Signature of the competent person: Yes  Signature of the agency: Yes",
        f"      {DEPUTY} (KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC), 09:00 12/05/2026",
        f"      {AGENCY} (number of the document, date of the document, seal of the agency), 14:30 12/05/2026",
        "   2  02/SXD-VP     12/05/2026  Signature of the competent person: No  Signature of the agency: Yes",
        "      ! No competent person signed digitally.",
        "      ! The file is protected by a password.",
        "Do not count: 1",
        "      Phụ lục.xlsx: The file is not a PDF.",
        "Signature of the competent person: yes 1, no 1, not clear 1; lacking: 1/3 = 33,3%",
        "Files: 5 = 3 that count + 1 that do not + 1 left out",
        "Left out: 1",
        "      ~$Phụ lục.xlsx: A temporary file of another program.",
    ):
        assert line in ran.out.splitlines()


def test_a_computer_without_roots_says_so(run, folder: Path) -> None:
    ran = run("sample", "e-documents", folder)
    assert ran.code == 0
    assert ran.out.splitlines()[-1].endswith("inspector-app trust import FILE")
    assert ran.out.count("chain") == 1


def test_a_very_long_name_is_shortened_in_the_middle_and_whole_in_json(run, folder: Path) -> None:
    name = "Công văn " + "rất " * 30 + "dài.pdf"
    (folder / name).write_bytes(b"%PDF-1.7 x")
    (folder / ("Phụ lục " + "rất " * 30 + "dài.xlsx")).write_bytes(b"x")
    ran = run("sample", "e-documents", folder)
    assert max(map(len, ran.out.splitlines())) <= 140
    assert any("Công văn rất" in line and "dài.pdf" in line and "…" in line for line in ran.out.splitlines())
    found = run("sample", "e-documents", folder, "--json").result
    assert name in {own["path"] for own in (*found["documents"], *found.get("beside", ()))}


def test_a_draw_is_repeated_by_its_seed(run, folder: Path) -> None:
    first, again = (
        run("sample", "e-documents", folder, "--size", "2", "--seed", "20260512", "--json").result
        for _ in range(2)
    )
    first.pop("examined_at"), again.pop("examined_at")
    assert first == again
    assert first["selection"] == {
        "method": "random",
        "population": 3,
        "size": 2,
        "seed": "20260512",
        "of_register": False,
    }


def test_a_workbook_is_written_beside(run, folder: Path, tmp_path: Path) -> None:
    ran = run("sample", "e-documents", folder, "--xlsx", tmp_path / "kết quả.xlsx", "--json")
    assert len(ran.result["documents"]) == 3
    assert (tmp_path / "kết quả.xlsx").read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("words", "code"),
    [(["--seed", "7"], 2), (["--size", "0"], 2), (["--size", "9", "--seed", "7"], 11)],
)
def test_what_cannot_be_is_refused(run, folder: Path, words: list[str], code: int) -> None:
    ran = run("sample", "e-documents", folder, *words)
    assert (ran.code, ran.out) == (code, "")
    assert ran.err


def test_a_folder_that_is_not_there_is_refused(run, tmp_path: Path) -> None:
    ran = run("sample", "e-documents", tmp_path / "không có", "--json")
    assert (ran.code, ran.error["code"]) == (11, "SAMPLE-NO-FILES")


def test_where_no_pdf_was_found_that_is_said_and_no_rate(run, tmp_path: Path) -> None:
    alone = tmp_path / "Công văn 7.pdf"
    alone.write_bytes("không phải PDF".encode())
    ran = run("sample", "e-documents", alone)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[0] == "Công văn 7.pdf: no PDF document was found to examine"
    assert "Files: 1 = 0 that count + 1 that do not + 0 left out" in ran.out.splitlines()
    assert "lacking" not in ran.out
    assert "Nothing was examined" not in ran.out


def test_where_no_file_is_of_the_register_that_is_said_and_no_rate(run, folder: Path, tmp_path: Path) -> None:
    register = tmp_path / "Sổ văn bản đi.csv"
    register.write_text("Số, ký hiệu;Ngày ban hành;Trích yếu\n91/SXD-VP;12/05/2026;Báo cáo\n", "utf-8")
    ran = run("sample", "e-documents", folder, "--register", register)
    assert (
        "Nothing was examined: none of the wanted documents is among the PDF files." in ran.out.splitlines()
    )
    assert "1 not handed over" in ran.out.splitlines()
    assert "lacking" not in ran.out


@pytest.mark.parametrize("name", ["không có.pdf", "Công văn 7.docx"])
def test_a_file_that_was_named_is_not_called_a_folder(run, tmp_path: Path, name: str) -> None:
    (tmp_path / "Công văn 7.docx").write_bytes(b"PK")
    ran = run("--language", "vi", "sample", "e-documents", tmp_path / name)
    assert (ran.code, ran.out) == (11, "")
    assert ran.err.startswith(f"Không có gì để kiểm tra trong {name}. ")
    assert f"hư mục {name}" not in ran.err


def test_ctrl_c_stops_cleanly(tmp_path: Path) -> None:
    folder = tmp_path / "Văn bản đi"
    folder.mkdir()
    pdf = states.unsigned(Paper())
    for number in range(3000):
        (folder / f"{number}.pdf").write_bytes(pdf + b"%% %d\n" % number)
    words = [
        "--data",
        str(tmp_path / "data"),
        "--language",
        "en",
        "sample",
        "e-documents",
        str(folder),
        "--json",
    ]
    program = subprocess.Popen(
        [sys.executable, "-m", "inspector_app", *words],
        cwd=Path(__file__).resolve().parents[2],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        encoding="utf-8",
    )
    watched = psutil.Process(program.pid)
    while not (workers := [own for own in watched.children() if "spawn_main" in " ".join(own.cmdline())]):
        assert program.poll() is None
    # The terminal sends it to every process of the group.
    os.killpg(program.pid, signal.SIGINT)
    out, err = program.communicate(timeout=60)
    assert (program.returncode, out) == (2, "")
    assert err.strip() == "Stopped; nothing was kept."
    gone, alive = psutil.wait_procs(workers, timeout=10)
    assert (len(gone), alive) == (len(workers), [])


def test_lines_of_a_register_are_all_accounted_for(run, folder: Path, tmp_path: Path) -> None:
    register = tmp_path / "Sổ văn bản đi.csv"
    register.write_text(
        "Số, ký hiệu;Ngày ban hành;Trích yếu\n"
        "01/SXD-VP;12/05/2026;Báo cáo\n02/SXD-VP;12/05/2026;Báo cáo\n04/SXD-VP;12/05/2026;Báo cáo\n;;Tổng số: 3\n",
        "utf-8",
    )
    ran = run("sample", "e-documents", folder, "--register", register)
    assert ran.code == 0
    assert "Files: 4 = 2 that count + 2 that do not + 0 left out" in ran.out.splitlines()
    assert "      ! Drawn from the register, but its file was not handed over." in ran.out.splitlines()
    assert (
        json.loads(run("sample", "e-documents", folder, "--register", register, "--json").out)["result"][
            "selection"
        ]["population"]
        == 3
    )
