"""The world of the tests: what its authorities are, one folder of 30 documents made once, and the registers."""

import shutil
from pathlib import Path

import pytest

from inspector_app.signing.trust import TrustStore
from tests.sampling import registers, world
from tests.sampling.pki import pki


@pytest.fixture(scope="session")
def trust() -> TrustStore:
    """What an office believes that imported the authorities of the world."""
    return pki().trust()


@pytest.fixture(scope="session")
def _folder_once(tmp_path_factory: pytest.TempPathFactory) -> world.Folder:
    return world.make_folder(tmp_path_factory.mktemp("eoffice") / "Văn bản đi")


@pytest.fixture
def documents_folder(_folder_once: world.Folder, tmp_path: Path) -> world.Folder:
    """30 documents, 7 of which lack the leader's signature; a copy that a test may change."""
    path = tmp_path / "Văn bản đi"
    shutil.copytree(_folder_once.path, path)
    return world.Folder(path, _folder_once.expected)


@pytest.fixture
def outgoing_register(tmp_path: Path) -> Path:
    """412 outgoing documents, the header in row 4."""
    return registers.outgoing_xlsx(tmp_path / "So van ban di.xlsx")
