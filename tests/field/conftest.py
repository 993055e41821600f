"""One rehearsal of both sample visits for all stories that only read, and laptops that hold a visit already."""

from collections.abc import Callable
from pathlib import Path

import pytest

from inspector_app.actions.rehearsal import Rehearsal, rehearse
from tests.field.scene import FULL, PRESS, a_laptop_with


@pytest.fixture(scope="session")
def rehearsed(tmp_path_factory: pytest.TempPathFactory) -> Rehearsal:
    """Both visits carried through once; to be read, never written."""
    root = tmp_path_factory.mktemp("tập dượt")
    return rehearse(root / "kết quả", root / "dữ liệu", lambda _: None)


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where laptops are kept that stories begin with."""
    return tmp_path_factory.mktemp("máy tính")


@pytest.fixture
def ticked(shelf: Path, tmp_path: Path) -> Path:
    """A laptop with the invented visit wholly ticked, nothing sealed."""
    return a_laptop_with(shelf, tmp_path / "laptop", FULL)


@pytest.fixture
def signed(shelf: Path, tmp_path: Path) -> Path:
    """A laptop with the invented visit signed by all three."""
    return a_laptop_with(shelf, tmp_path / "laptop", FULL, signed=True)


@pytest.fixture
def inked(shelf: Path, tmp_path: Path) -> Path:
    """A laptop with the visit of 2022 signed in ink."""
    return a_laptop_with(shelf, tmp_path / "laptop", PRESS, signed=True)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A USB stick that is plugged in."""
    folder = tmp_path / "USB của Đoàn"
    folder.mkdir()
    return folder


@pytest.fixture(scope="session")
def text_of() -> Callable[[bytes], list[str]]:
    """The text of each page, with every run of blanks as one."""
    from inspector_app.minutes import pages

    return lambda pdf: [" ".join(pages.text(pdf, i).split()) for i in range(pages.page_count(pdf))]
