"""The command line as a person uses it: typed words in; result, talk and exit code out."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.terminal import Demo, Ran, run_program, typed

Run = Callable[..., Ran]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The data folder that every command of the test uses."""
    return tmp_path / "dữ liệu"


@pytest.fixture
def run(data: Path, capfd: pytest.CaptureFixture[str]) -> Run:
    """Run one command in this process, on the test's data folder, in English."""

    def ran(*words: object) -> Ran:
        return typed(capfd, "--data", data, "--language", "en", *words)

    return ran


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """One demonstration without pictures, run as a person runs it; to be read only."""
    out = tmp_path_factory.mktemp("demo") / "kết quả"
    return Demo(out, run_program("--language", "en", "demo", "--out", out, "--no-screens", "--json"))


@pytest.fixture
def inked_visit(run: Run) -> str:
    """The id of a visit signed in ink on the test's laptop."""
    visit: str = run("visit", "sample", "so-xay-dung-2022").out.strip()
    run("visit", "seal", visit)
    signed = run("sign", "ink", visit, "--by", "secretary", "--at", "2026-05-12T16:30")
    assert signed.code == 0, signed.err
    return visit
