"""Checklists on the command line: the whole life of a version, from a file to visits."""

from pathlib import Path

import pytest

from inspector_app.authoring import shelf
from inspector_app.authoring.toml_writing import write_toml

FORM = Path(__file__).parent.parent / "fixtures" / "xlsforms" / "widgets.xls"


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """The checklist of 2026 as somebody goes on with it: another version, one item less, one sentence changed."""
    text = write_toml(shelf.read("cchc-2026")).decode()
    text = text.replace('version = "2026.3"', 'version = "2026.4"')
    first, *others = text.split("\n\n[[item]]\n")
    others[0] = others[0].replace("look_at.vi = ", 'look_at.vi = "Bản gốc. " # ', 1).replace('. " #', '." #')
    path = tmp_path / "danh mục.toml"
    path.write_text("\n\n[[item]]\n".join([first, *others[:-1]]) + "\n", encoding="utf-8")
    return path


def test_a_version_lives_from_the_file_to_the_visit(run, written: Path) -> None:
    seen = run("checklist", "import", written, "--preview", "--json").result
    assert (seen["standing"], seen["items"], seen["against"]["version"]) == ("version", 56, "2026.3")
    assert seen["comparison"]["removed"] == ["46"]
    assert [(own["item"], own["why"]) for own in seen["comparison"]["changed"]] == [("1", ["look_at"])]
    assert "cchc@2026.4" not in run("checklist", "list", "--all").out

    kept = run("checklist", "import", written, "--json").result
    assert (kept["status"], kept["source"]) == ("draft", "danh mục.toml")
    assert run("visit", "new", "--checklist", "cchc@2026.4").code == 10
    assert run("checklist", "publish", "cchc@2026.4", "--json").result["status"] == "published"
    visit = run("visit", "new", "--checklist", "cchc").out.strip()
    assert run("visit", "show", visit, "--json").result["visit"]["template"]["version"] == "2026.4"

    written.write_text(written.read_text(encoding="utf-8").replace("năm 2026", "năm 2027"), encoding="utf-8")
    refused = run("checklist", "import", written, "--json")
    assert (refused.code, refused.error["code"]) == (10, "CHECKLIST-PUBLISHED")
    assert "2026.5" in refused.error["todo"]
    raised = run("checklist", "import", written, "--as-version", "2026.5", "--publish", "--json").result
    assert (raised["ref"]["version"], raised["status"]) == ("2026.5", "published")
    assert run("checklist", "retire", "cchc@2026.4", "--json").result["status"] == "retired"
    assert "cchc@2026.4" not in run("checklist", "list").out
    assert "cchc@2026.4" in run("checklist", "list", "--all").out


def test_two_versions_are_compared_item_by_item(run) -> None:
    told = run("checklist", "compare", "cchc@2026", "cchc-2026")
    assert "+ 46" in told.out
    assert "! 8 look_at.vi: " in told.out
    found = run("checklist", "compare", "cchc@2026", "cchc-2026", "--json").result
    assert (found["before"]["version"], found["after"]["version"]) == ("2026", "2026.3")
    assert len(found["comparison"]["same"]) == 19


def test_every_fault_is_told_each_with_its_place(run, tmp_path: Path) -> None:
    path = tmp_path / "lỗi.toml"
    path.write_bytes(write_toml(shelf.read("iso-9001")).replace(b'area = "7"', b'area = "70"'))
    items = [item.id for item in shelf.read("iso-9001").items_of("7")]
    told = run("checklist", "check", path)
    assert told.code == 10
    assert [f"item {item}," in line for item, line in zip(items, told.err.splitlines(), strict=True)] == [
        True
    ] * len(items)
    error = run("checklist", "check", path, "--json").error
    assert all(f"item {item}," in error["why"] for item in items)


def test_a_form_from_elsewhere_says_what_is_not_taken_over(run) -> None:
    seen = run("checklist", "check", FORM, "--json").result
    assert {own["sheet"] for own in seen["unsupported"]} == {"survey", "choices", "settings"}
    assert all(own["what"] and own["instead"] for own in seen["unsupported"])
    kept = run("checklist", "import", FORM, "--json")
    assert kept.result["status"] == "draft"
    assert kept.err.count("Not taken over: ") == len(seen["unsupported"])


@pytest.mark.parametrize("ending", ["toml", "xlsx"])
def test_what_is_exported_is_the_same_when_it_is_checked(run, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"cam-kết.{ending}"
    sha256 = run("checklist", "export", "commitments", path, "--json").result["sha256"]
    seen = run("checklist", "check", path, "--json").result
    assert (seen["sha256"], seen["standing"]) == (sha256, "same")


def test_a_draft_of_the_next_version_is_made_and_deleted(run) -> None:
    assert run("checklist", "draft", "iso-9001", "--json").result["ref"]["version"] == "2026.2"
    assert run("checklist", "delete", "iso-9001@2026.2").code == 0
    assert run("checklist", "delete", "iso-9001").code == 10
    assert run("checklist", "show", "iso-9001@2026.2").code == 10
