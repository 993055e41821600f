"""Drawing by command: the list on stdout, the workbook for the unit, and a draw that repeats itself."""

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.sampling.registers import outgoing_csv, outgoing_lines, outgoing_xlsx


def test_a_draw_is_listed_and_written_for_the_unit(run, tmp_path: Path) -> None:
    register, out = outgoing_xlsx(tmp_path / "Sổ văn bản đi.xlsx"), tmp_path / "được rút.xlsx"
    ran = run("sample", "draw", register, "--size", 30, "--seed", "20260512", "--xlsx", out)
    assert ran.code == 0, ran.err
    head, counted, *lines = ran.out.splitlines()
    assert head == "Drawn with seed 20260512: chọn ngẫu nhiên 30/412 văn bản theo sổ đăng ký văn bản đi."
    assert counted.startswith("Lines read: ")
    numbers = {own.full_number for own in outgoing_lines()}
    assert sum(any(number in line.split() for number in numbers) for line in lines) == 30
    book = load_workbook(io.BytesIO(out.read_bytes()))
    assert book.worksheets[0].max_row == 6 + 30


def test_the_same_seed_draws_the_same_from_any_file_of_the_register(run, tmp_path: Path) -> None:
    files = outgoing_xlsx(tmp_path / "so.xlsx"), outgoing_csv(tmp_path / "so.csv")
    drawn = [
        [
            own["key"]
            for own in run("sample", "draw", file, "--size", 7, "--seed", "1", "--json").result["drawn"]
        ]
        for file in files
    ]
    assert drawn[0] == drawn[1]
    assert len(drawn[0]) == 7


def test_without_a_seed_a_new_one_is_made(run, tmp_path: Path) -> None:
    register = outgoing_xlsx(tmp_path / "so.xlsx")
    seeds = {run("sample", "draw", register, "--size", 1, "--json").result["seed"] for _ in range(3)}
    assert len(seeds) == 3
    assert all(len(seed) == 8 and seed.isdecimal() for seed in seeds)


def test_every_line_is_counted(run, tmp_path: Path) -> None:
    told = run("sample", "draw", outgoing_xlsx(tmp_path / "so.xlsx"), "--size", 1, "--json").result
    assert told["lines"] == told["population"] + len(told["refused"])
    assert told["population"] == 412


def test_many_refused_lines_are_counted_and_not_all_said(run, tmp_path: Path) -> None:
    rows = "".join(f";{day % 28 + 1:02}/05/2026;V/v bỏ số\n" for day in range(25))
    register = tmp_path / "so.csv"
    register.write_text(
        f"Số, ký hiệu;Ngày ban hành;Trích yếu\n1/QĐ-SM;05/05/2026;Quyết định\n{rows}", "utf-8"
    )
    out = run("sample", "draw", register, "--size", 1).out
    assert "26 = 1 used + 25 refused" in out
    assert out.count("no number") == 20
    assert "… and 5 more" in out


def test_more_than_there_are_cannot_be_drawn(run, tmp_path: Path) -> None:
    ran = run("sample", "draw", outgoing_xlsx(tmp_path / "so.xlsx"), "--size", 413)
    assert ran.code == 11
    assert "Choose a size from 1 to 412." in ran.err


@pytest.mark.parametrize(
    ("words", "out"),
    [
        (("size", "--population", "412", "--margin", "5"), "204"),
        (("size", "--margin", "5"), "402"),
        (("size", "--population", "412", "--margin", "7,5", "--confidence", "90", "--expected", "10"), "50"),
        (
            ("interval", "7", "30", "--population", "412"),
            "khoảng tin cậy 95% (siêu bội chính xác): 10,43% - 41,51%",
        ),
        (("interval", "7", "30"), "khoảng tin cậy 95% (Clopper-Pearson): 9,93% - 42,29%"),
        (
            ("interval", "7", "30", "--population", "30"),
            "All of them were examined: the rate is known, there is no interval.",
        ),
    ],
)
def test_sizes_and_intervals(run, words: tuple[str, ...], out: str) -> None:
    assert run("sample", *words).out.strip() == out
