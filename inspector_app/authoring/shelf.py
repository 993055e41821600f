"""The checklists that come with the program, each version of which somebody may still have visits on.

Earlier versions are kept as the files they were: they are read, never offered.
"""

import re
from functools import cache

from inspector_app.authoring import toml
from inspector_app.checklist.template import Template, TemplateRef
from inspector_app.paths import resources

EARLIER = "earlier"
_HEAD = re.compile(r'^(id|version) = "([^"]+)"$', re.MULTILINE)


def earlier() -> tuple[str, ...]:
    """Names of the former versions that shipped once, such as "earlier/cchc-2026"."""
    files = resources().joinpath("checklists", EARLIER).iterdir()
    return tuple(sorted(f"{EARLIER}/{file.name.removesuffix('.toml')}" for file in files))


def names() -> tuple[str, ...]:
    """Every version that ships, present ones first."""
    return (*toml.shipped(), *earlier())


@cache
def read(name: str) -> Template:
    """A version that ships, read once; raises ChecklistError, CHECKLIST-MISSING."""
    if name not in earlier():
        return toml.read_shipped(name)
    file = resources().joinpath("checklists", f"{name}.toml")
    return toml.read_template(file.read_bytes(), file.name)


@cache
def named(name: str) -> tuple[str, str]:
    """Id and version of a present one, without reading the rest of it."""
    text = resources().joinpath("checklists", f"{name}.toml").read_text(encoding="utf-8")
    head = dict(reversed(_HEAD.findall(text.partition("\n[[")[0])))
    return head["id"], head["version"]


@cache
def refs() -> dict[str, TemplateRef]:
    """Which version each name stands for."""
    return {name: read(name).ref for name in names()}


def find(sha256: str) -> Template | None:
    """The version that ships with this digest; None where there is none."""
    return next((read(name) for name, ref in refs().items() if ref.sha256 == sha256), None)
