"""What the documents promise is there: targets, links, a reason for each dependency, every exit code."""

import re
import tomllib
from pathlib import Path

import pytest

from inspector_app.cli.exit_codes import MEANINGS
from inspector_app.errors import UserError

DOCUMENTS = ["README.md", "README.vi.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "BENCHMARKS.md"]


def targets(house: Path) -> dict[str, str]:
    """The help of each target of the Makefile."""
    makefile = (house / "Makefile").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z]+):.*?## (.+)$", makefile, flags=re.MULTILINE))


def test_every_target_has_a_line_of_help(house: Path) -> None:
    phony = re.findall(
        r"^\.PHONY: (.+)$", (house / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    assert set(phony) == set(targets(house))
    assert {"run", "test", "screenshots", "lock", "bench"} <= set(phony)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_document_names_targets_and_files_that_exist(house: Path, document: str) -> None:
    text = (house / document).read_text(encoding="utf-8")
    commands = re.findall(r"(?:^|`)make ([a-z]+)", text, flags=re.MULTILINE)
    assert set(commands) <= set(targets(house))
    links = re.findall(r"\]\((?!https?:)([^)#]+)", text)
    assert [link for link in links if not (house / link).exists()] == []


def test_the_build_server_runs_what_a_person_runs(house: Path) -> None:
    commands = (house / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert commands[-1] == "exec make test"


def test_every_dependency_has_a_reason(house: Path) -> None:
    with (house / "pyproject.toml").open("rb") as stream:
        wanted = tomllib.load(stream)["project"]["dependencies"]
    names = {re.split(r"[^\w-]", requirement)[0].lower() for requirement in wanted} - {"tzdata"}
    table = (house / "ARCHITECTURE.md").read_text(encoding="utf-8").partition("## Why each dependency")[2]
    first_cells = " ".join(re.findall(r"^\| ([^|]+) \|", table, flags=re.MULTILINE)).lower()
    assert [name for name in sorted(names) if name not in first_cells] == []


def test_every_bundled_licence_is_noticed(house: Path) -> None:
    notice = (house / "NOTICE").read_text(encoding="utf-8")
    bundled = [path.parent.relative_to(house).as_posix() for path in (house / "resources").rglob("LICENSE*")]
    assert bundled
    assert [folder for folder in bundled if folder not in notice] == []


def families(root: type[UserError]) -> set[int]:
    """The exit codes of a family of errors and all below it."""
    return {root.exit_code}.union(*(families(child) for child in root.__subclasses__()))


def test_readme_shows_the_one_table_of_exit_codes(house: Path) -> None:
    text = (house / "README.md").read_text(encoding="utf-8").partition("## Exit codes")[2]
    shown = {
        int(code): meaning for code, meaning in re.findall(r"^\| (\d+) \| (.+) \|$", text, flags=re.MULTILINE)
    }
    assert shown == {int(code): meaning for code, meaning in MEANINGS.items()}
    assert families(UserError) <= set(shown)
