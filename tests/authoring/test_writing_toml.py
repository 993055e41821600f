"""A checklist written as a TOML file is the same checklist when it is read again, and looks like the shipped ones."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from inspector_app.authoring import shelf, toml
from inspector_app.authoring.toml_writing import write_toml
from inspector_app.authoring.xlsform import read_xlsform
from inspector_app.checklist.template import Template
from inspector_app.paths import resources
from tests.authoring.test_xlsform_round_trip import templates

FORMS = Path(__file__).parent.parent / "fixtures" / "xlsforms"


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(templates())
def test_any_checklist_comes_back_from_toml_as_it_went(template: Template) -> None:
    written = write_toml(template)
    assert toml.read_template(written, "danh-muc.toml") == template
    assert write_toml(toml.read_template(written, "danh-muc.toml")) == written


@pytest.mark.parametrize("name", shelf.names())
def test_a_shipped_checklist_comes_back_with_its_digest(name: str) -> None:
    assert toml.read_template(write_toml(shelf.read(name)), name).digest == shelf.read(name).digest


@pytest.mark.parametrize("name", toml.shipped())
def test_it_is_written_as_people_write_it(name: str) -> None:
    shipped = resources().joinpath("checklists", f"{name}.toml").read_text(encoding="utf-8")
    own = {line for line in shipped.splitlines() if line and not line.startswith("#")}
    written = {line for line in write_toml(shelf.read(name)).decode().splitlines() if line}
    assert len(own & written) > 0.9 * len(own), "almost every line is the one that somebody typed"
    assert max(map(len, written)) <= max(map(len, own))


@pytest.mark.parametrize("path", sorted(FORMS.glob("*.xls*")), ids=lambda path: path.name)
def test_a_form_from_elsewhere_can_be_kept_as_toml(path: Path) -> None:
    template = read_xlsform(path.read_bytes(), path.name).template
    assert toml.read_template(write_toml(template), "form.toml") == template


def test_signs_that_toml_reserves_stay_what_they_are() -> None:
    template = shelf.read("iso-9001")
    text = 'Dòng "một"\\ \t hai\u0001\r\nba\u007f € 𝄞'
    odd = Template(text, "1", template.title, template.areas, template.items)
    assert tomllib.loads(write_toml(odd).decode())["id"] == text
