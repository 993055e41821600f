"""An office that is set up, and the folder between it and the laptop."""

from collections.abc import Callable
from pathlib import Path

import pytest

from inspector_app.office import ledger
from inspector_app.office import office as offices
from inspector_app.office.office import Office
from tests.office.scene import DAY, Drop, dump, laptop, people


@pytest.fixture
def drop(tmp_path: Path) -> Drop:
    (tmp_path / "hộp thư đến").mkdir()
    return Drop(tmp_path / "hộp thư đến")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """An office that trusts the trial root and has accepted the laptop."""
    made = offices.init(tmp_path / "văn phòng", "Sở Nội vụ tỉnh Mẫu", DAY)
    offices.trust_authority(made, people().root_der, DAY)
    ledger.accept_device(made, laptop().fingerprint, DAY, name="Máy tính của Đoàn")
    return made


@pytest.fixture
def rows(office: Office) -> Callable[[], dict[str, list[tuple[object, ...]]]]:
    """All rows of the central database, by table."""
    return lambda: dump(office)
