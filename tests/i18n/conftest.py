"""The catalogue as it is committed, and the tool that keeps it."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog

TOOL = Path(__file__).parent.parent.parent / "packaging" / "catalogue.py"


@pytest.fixture(scope="session")
def tool() -> ModuleType:
    """packaging/catalogue.py, which `make locale` runs."""
    spec = importlib.util.spec_from_file_location("catalogue", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def committed(tool: ModuleType) -> Catalog:
    """The Vietnamese catalogue that is shipped."""
    catalogue: Catalog = tool.read()
    return catalogue
