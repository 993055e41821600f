"""Every page, dialog and state, looked at widget by widget: nothing cut, nothing on top of another, everything named,
large enough, dark enough, and in our language.
"""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.screens.__main__ import OTHERS, STANDARD
from tests.screens.audit import faults
from tests.screens.scenes import SCENES, Scene
from tests.screens.stage import Look, Stage, application

PAGES = [scene for scene in SCENES.values() if scene.page]


@pytest.fixture(scope="session")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the data folders of this run lie."""
    return tmp_path_factory.mktemp("sân khấu")


@pytest.fixture
def dressed(qapp: QApplication) -> QApplication:
    assert application() is qapp
    return qapp


def faults_of(scene: Scene, root: Path, look: Look) -> list[str]:
    stage = Stage(root, look)
    try:
        return faults(scene.make(stage), vietnamese=look.language == "vi")
    finally:
        stage.close()


@pytest.mark.parametrize("name", SCENES)
@pytest.mark.usefixtures("dressed")
def test_nothing_is_wrong_with_a_screen(name: str, root: Path) -> None:
    assert faults_of(SCENES[name], root, STANDARD) == []


@pytest.mark.parametrize("look", OTHERS)
@pytest.mark.parametrize("name", [scene.name for scene in PAGES])
@pytest.mark.usefixtures("dressed")
def test_nothing_is_wrong_with_a_page_in_another_look(name: str, look: str, root: Path) -> None:
    assert faults_of(SCENES[name], root, OTHERS[look]) == []
