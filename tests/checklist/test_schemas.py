"""The schemas in resources describe exactly what the program writes."""

import json
import types
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest
from jsonschema import Draft202012Validator

from inspector_app.authoring import sample, toml
from inspector_app.checklist import canonical, exchange
from inspector_app.checklist.assembly import assemble
from inspector_app.checklist.event import DeviceId, Head, Plane
from inspector_app.checklist.exchange import Record
from inspector_app.checklist.fact import FactKind
from inspector_app.checklist.handover import (
    FileRole,
    Grade,
    Manifest,
    ParcelFile,
    PartRef,
    Profile,
    Receipt,
    Reception,
)
from inspector_app.checklist.open_findings import OpenFindings
from inspector_app.checklist.seal import REQUIRED_SIGNERS, Seal
from inspector_app.checklist.template import (
    ChoiceList,
    Confidence,
    EvidenceNeed,
    FactSpec,
    Group,
    Item,
    LegalBasis,
    Option,
    Template,
    Wording,
)
from inspector_app.checklist.visit import Evidence, SigningMode, VisitId
from inspector_app.clock import ZONE
from inspector_app.paths import resources

DAY = datetime(2026, 5, 12, 16, 30, tzinfo=ZONE)
ROOTS: dict[str, type] = {
    "visit-record": Record,
    "manifest": Manifest,
    "receipt": Receipt,
    "profile": Profile,
    "open-findings": OpenFindings,
}


def schema(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(resources().joinpath("schemas", f"{name}.schema.json").read_bytes())
    Draft202012Validator.check_schema(loaded)
    return loaded


def parts(kind: Any) -> Iterator[Any]:
    """The types a type is made of: dataclasses and enumerations."""
    if hasattr(kind, "__supertype__"):
        kind = kind.__supertype__
    if get_origin(kind) in (Union, types.UnionType, tuple, Mapping, dict):
        for arg in get_args(kind):
            yield from parts(arg)
    elif isinstance(kind, type) and is_dataclass(kind):
        yield kind


def reachable(root: type) -> dict[str, type]:
    found: dict[str, type] = {}
    waiting = [root]
    while waiting:
        kind = waiting.pop()
        if kind.__name__ not in found:
            found[kind.__name__] = kind
            hints = get_type_hints(kind)
            waiting += [part for field in fields(kind) for part in parts(hints[field.name])]
    return found


@pytest.mark.parametrize("name", ROOTS)
def test_a_schema_has_every_field_of_its_values_and_no_other(name: str) -> None:
    loaded = schema(name)
    kinds = reachable(ROOTS[name])
    described = {**loaded.get("$defs", {}), ROOTS[name].__name__: loaded}
    assert set(described) == set(kinds)
    for kind_name, kind in kinds.items():
        own = described[kind_name]
        named = {field.name for field in fields(kind)}
        needed = {
            field.name
            for field in fields(kind)
            if field.default is MISSING
            and field.default_factory is MISSING
            and types.NoneType not in get_args(get_type_hints(kind)[field.name])
        }
        if hasattr(kind, "KIND"):
            named.add("kind")
            needed.add("kind")
            assert own["properties"]["kind"] == {"const": str(kind.KIND)}
        if kind is ROOTS[name]:
            needed |= {"format", "schema"}
        assert set(own["properties"]) == named, kind_name
        assert set(own.get("required", ())) == needed, kind_name
        assert own["additionalProperties"] is False
        for field in fields(kind):
            hint = get_type_hints(kind)[field.name]
            options = [arg for arg in (hint, *get_args(hint)) if isinstance(arg, type)]
            for option in options:
                if issubclass(option, StrEnum) and get_origin(hint) not in (tuple, Mapping):
                    assert own["properties"][field.name]["enum"] == [member.value for member in option]


def test_the_schema_of_checklists_knows_the_kinds_and_fields_of_the_template() -> None:
    loaded = schema("template")
    definitions = loaded["$defs"]
    groups, lists = (loaded["properties"][name]["items"]["properties"] for name in ("group", "choice_list"))
    assert definitions["fact"]["properties"]["kind"]["enum"] == [kind.value for kind in FactKind]
    assert definitions["legal"]["properties"]["confidence"]["enum"] == [c.value for c in Confidence]
    assert definitions["item"]["properties"]["evidence"]["enum"] == [need.value for need in EvidenceNeed]
    for described, kind in (
        (definitions["fact"]["properties"], FactSpec),
        (definitions["legal"]["properties"], LegalBasis),
        (definitions["item"]["properties"], Item),
        (definitions["wording"]["properties"], Wording),
        (groups, Group),
        (lists, ChoiceList),
        (lists["options"]["items"]["properties"], Option),
    ):
        assert set(described) == {field.name for field in fields(kind)}, kind
    shaped = {toml.LISTS.get(name, name) for name in loaded["properties"]} - {"schema"}
    assert shaped == {field.name for field in fields(Template)}


def errors(name: str, value: object) -> list[str]:
    validator = Draft202012Validator(schema(name))
    return [error.message for error in validator.iter_errors(json.loads(canonical.canonical(value)))]


@pytest.mark.parametrize("name", sample.names())
def test_the_records_of_both_samples_fit_their_schema(name: str) -> None:
    found = sample.read_sample(name)
    template = toml.read_shipped(found.template)
    visit = assemble(
        VisitId(name),
        template,
        template.ref,
        {
            **{(e, f): value for act in found.acts for e, f, value in act.changes},
            ("evidence:" + "b" * 64, "printed"): True,
            ("evidence:" + "b" * 64, "name"): "bảng niêm yết.jpg",
        },
    )
    assert visit.evidence == (Evidence("b" * 64, "bảng niêm yết.jpg", printed=True),)
    seal = Seal(
        1,
        SigningMode.INK,
        REQUIRED_SIGNERS,
        DAY,
        (Head(Plane.ANSWERS, DeviceId("d" * 64), 3, "e" * 64),),
        {"release": "0.1.0"},
    )
    assert errors("visit-record", exchange.record(visit, template, drawn_at=DAY, seal=seal)) == []
    draft = exchange.record(visit, template, drawn_at=DAY, draft=1)
    assert errors("visit-record", draft) == []
    assert errors("visit-record", {**canonical.to_json(draft), "notes": {}}) != []


def test_what_passes_between_laptop_and_office_fits_its_schema() -> None:
    manifest = Manifest(
        VisitId("so-mau"),
        1,
        SigningMode.INK,
        "d" * 64,
        DAY,
        (ParcelFile(FileRole.MINUTES, "bien-ban.pdf", "a" * 64, 3, (PartRef("a" * 64, 3),)),),
    )
    receipt = Receipt(
        "b" * 64, VisitId("so-mau"), 1, Reception.RECEIVED, "Sở Nội vụ", DAY, ("a" * 64,), Grade.EQUAL_BYTES
    )
    profile = Profile("Sở Nội vụ", "-----BEGIN CERTIFICATE-----", DAY, ("/chia-se",))
    whole = replace(profile, checklists=(toml.read_shipped("iso-9001"),))
    assert canonical.from_json(Profile, canonical.to_json(whole)) == whole
    for name, value in (
        ("manifest", manifest),
        ("receipt", receipt),
        ("profile", profile),
        ("profile", whole),
    ):
        assert errors(name, value) == []
        assert errors(name, {**canonical.to_json(value), "schema": 2}) != []
        assert errors(name, {**canonical.to_json(value), "format": "khác"}) != []
