"""Sample visits kept as files: a list of acts in the order in which a team would do them.

It reads them into plain field values; writing them as acts of a visit is the caller's.
"""

import tomllib
from dataclasses import dataclass
from typing import Any

from inspector_app.authoring.toml import as_json
from inspector_app.errors import N_, ChecklistError
from inspector_app.paths import resources


@dataclass(frozen=True, slots=True)
class SampleAct:
    """One human act: (entity, field, JSON value) in order, and who did it where that is said."""

    actor: str | None
    changes: tuple[tuple[str, str, Any], ...]


@dataclass(frozen=True, slots=True)
class SampleVisit:
    """A visit to look at and practise on."""

    template: str
    """Name of the shipped checklist it is bound to."""
    acts: tuple[SampleAct, ...]


def names() -> tuple[str, ...]:
    """The sample visits that come with the program."""
    files = resources().joinpath("samples").iterdir()
    return tuple(sorted(file.name.removesuffix(".toml") for file in files if file.name.endswith(".toml")))


def read_sample(name: str) -> SampleVisit:
    """A sample visit; decimals and dates are text as in every JSON of ours.

    Raises ChecklistError, SAMPLE-MISSING, where there is none of that name.
    """
    if name not in names():
        raise ChecklistError(
            "SAMPLE-MISSING",
            N_("There is no sample visit called {name}."),
            why=N_("The program has these: {known}."),
            todo=N_("Choose one of them."),
            name=name,
            known=", ".join(names()),
        )
    text = resources().joinpath("samples", f"{name}.toml").read_text(encoding="utf-8")
    raw = as_json(tomllib.loads(text, parse_float=str))
    return SampleVisit(raw["template"], tuple(_act(act) for act in raw["act"]))


def _act(raw: dict[str, Any]) -> SampleAct:
    changes = tuple(
        (entity, field, value) for entity, own in raw["change"].items() for field, value in own.items()
    )
    return SampleAct(raw.get("actor"), changes)
