"""The quick list of visits says of each the same as the visit itself when it is opened."""

from datetime import datetime

import pytest

from inspector_app.actions import sealing, visits
from inspector_app.actions.listing import overview
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.seal import versions
from inspector_app.checklist.stage import Stage, stage_of
from inspector_app.clock import ZONE

AT = datetime(2026, 5, 12, 17, 0, tzinfo=ZONE).isoformat()
SIGNERS = ("unit_representative", "team_leader", "secretary")
SEAL = {
    "version": 1,
    "mode": "digital",
    "signers": list(SIGNERS),
    "sealed_at": AT,
    "heads": [],
    "renderer": {},
}
SIGNED = {"signer": "Người ký thử", "certificate_sha256": "0" * 64, "signed_at": AT, "file_sha256": "1" * 64}
INK = {"signers": ["team_leader"], "signed_at": AT, "scan_sha256": None}


@pytest.mark.parametrize(
    ("fields", "stage"),
    [
        ({"drafts": 2}, Stage.CHECKING),
        ({"seal": SEAL}, Stage.SEALED),
        ({"seal": SEAL, "printed_at": AT}, Stage.PRINTED),
        ({"seal": SEAL, "signature:team_leader": {**SIGNED, "order": 1}}, Stage.PARTLY_SIGNED),
        (
            {"seal": SEAL}
            | {f"signature:{role}": {**SIGNED, "order": order} for order, role in enumerate(SIGNERS, 1)},
            Stage.SIGNED,
        ),
        ({"seal": SEAL, "printed_at": AT, "ink": INK}, Stage.SIGNED),
        ({"seal": SEAL, "ink": INK, "sent_at": AT}, Stage.SENT),
        ({"seal": SEAL, "ink": INK, "sent_at": AT, "received_at": AT}, Stage.RECEIVED),
        ({"seal": SEAL, "ink": INK, "reopened": {"at": AT, "reason": None}}, Stage.CHECKING),
    ],
)
def test_the_stage_of_bare_fields_is_that_of_the_version(fields: dict[str, object], stage: Stage) -> None:
    (version,) = versions({("version:1", name): value for name, value in fields.items()})
    assert version.stage is stage
    assert stage_of(fields) is stage


def test_every_visit_is_listed_as_it_stands(ws: Workspace) -> None:
    plain = visits.create_visit(ws, "cchc-2022", {"unit": "Sở Mẫu", "title": "Kiểm tra công tác CCHC"})
    sealed = visits.create_sample(ws, "so-mau")
    sealing.seal(ws, sealed)
    again = visits.create_sample(ws, "so-xay-dung-2022")
    sealing.seal(ws, again)
    sealing.reopen(ws, again)
    lines = {line.id: line for line in overview(ws)}
    assert set(lines) == {plain, sealed, again}
    for visit_id, line in lines.items():
        assert line.stage is visits.load(ws, visit_id).stage
    assert lines[plain].unit == "Sở Mẫu"
    assert lines[plain].stage is lines[again].stage is Stage.CHECKING
    assert lines[sealed].stage is Stage.SEALED
    assert [line.changed_at for line in overview(ws)] == sorted(
        (line.changed_at for line in lines.values()), reverse=True
    )


def test_only_the_visits_asked_for_are_counted(ws: Workspace) -> None:
    first = visits.create_visit(ws, "cchc-2022")
    second = visits.create_sample(ws, "so-mau")
    assert {line.total for line in overview(ws)} == {0}
    (counted,) = visits.counted(ws, {second})
    progress = visits.load(ws, second).progress.whole
    assert (counted.id, counted.answered, counted.total) == (second, progress.done, progress.total)
    assert visits.load(ws, first).progress.whole.total == next(
        line.total for line in visits.listing(ws) if line.id == first
    )
