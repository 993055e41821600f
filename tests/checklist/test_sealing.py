"""The stages of a sealed version, who must sign, and the code on its pages."""

from datetime import datetime

import pytest

from inspector_app.checklist import canonical
from inspector_app.checklist.seal import (
    DigitalSignature,
    InkSignature,
    Reopening,
    Seal,
    Stage,
    Version,
    current,
    print_code,
    required_signers,
    versions,
)
from inspector_app.checklist.verdict import SignerRole
from inspector_app.checklist.visit import Closing, SigningMode
from inspector_app.clock import ZONE
from inspector_app.errors import FormatError

NOON = datetime(2026, 5, 12, 16, 30, tzinfo=ZONE)
EVERYONE = (SignerRole.UNIT, SignerRole.LEADER, SignerRole.SECRETARY)


def seal(mode: SigningMode, signers: tuple[SignerRole, ...] = EVERYONE) -> Seal:
    return Seal(1, mode, signers, NOON, (), {"release": "0.1.0"})


def signature(role: SignerRole, order: int) -> DigitalSignature:
    return DigitalSignature(f"NGƯỜI KÝ THỬ {order}", "c" * 64, NOON, f"{order}" * 64, order)


INK = seal(SigningMode.INK)
DIGITAL = seal(SigningMode.DIGITAL)
TWO = {SignerRole.LEADER: signature(SignerRole.LEADER, 1), SignerRole.UNIT: signature(SignerRole.UNIT, 2)}
THREE = {**TWO, SignerRole.SECRETARY: signature(SignerRole.SECRETARY, 3)}


@pytest.mark.parametrize(
    ("version", "stage"),
    [
        (Version(1), Stage.CHECKING),
        (Version(1, seal=INK), Stage.SEALED),
        (Version(1, seal=INK, printed_at=NOON), Stage.PRINTED),
        (Version(1, seal=INK, printed_at=NOON, ink=InkSignature(EVERYONE, NOON)), Stage.SIGNED),
        (Version(1, seal=DIGITAL), Stage.SEALED),
        (Version(1, seal=DIGITAL, signatures=TWO), Stage.PARTLY_SIGNED),
        (Version(1, seal=DIGITAL, signatures=THREE), Stage.SIGNED),
        (Version(1, seal=seal(SigningMode.DIGITAL, EVERYONE[:2]), signatures=TWO), Stage.SIGNED),
        (Version(1, seal=DIGITAL, signatures=THREE, sent_at=NOON), Stage.SENT),
        (Version(1, seal=DIGITAL, signatures=THREE, sent_at=NOON, received_at=NOON), Stage.RECEIVED),
        (Version(1, seal=DIGITAL, signatures=THREE, reopened=Reopening(NOON, "sửa")), Stage.CHECKING),
    ],
)
def test_a_version_goes_from_stage_to_stage(version: Version, stage: Stage) -> None:
    assert version.stage is stage


def test_answers_are_open_before_sealing_and_after_reopening_only() -> None:
    assert Version(1).open
    assert not Version(1, seal=INK).open
    assert Version(1, seal=INK, reopened=Reopening(NOON, None)).open


def test_the_newest_bytes_are_those_of_the_last_signature() -> None:
    assert Version(1).file_sha256 is None
    assert Version(1, seal=DIGITAL, minutes_sha256="0" * 64).file_sha256 == "0" * 64
    signed = Version(1, seal=DIGITAL, minutes_sha256="0" * 64, signatures=TWO)
    assert signed.file_sha256 == "2" * 64
    assert signed.signed_any
    assert not Version(1, seal=DIGITAL).signed_any
    assert Version(1, seal=INK, ink=InkSignature(EVERYONE, NOON)).signed_any


def test_a_unit_that_refuses_leaves_the_signing_to_the_team() -> None:
    assert required_signers(Closing.AGREED) == required_signers(Closing.RESERVED) == EVERYONE
    assert required_signers(Closing.REFUSED) == (SignerRole.LEADER, SignerRole.SECRETARY)


def test_versions_are_read_from_the_fields_of_the_sealing_plane() -> None:
    values = {
        ("version:2", "seal"): canonical.to_json(DIGITAL),
        ("version:2", "signature:team_leader"): canonical.to_json(TWO[SignerRole.LEADER]),
        ("version:1", "seal"): canonical.to_json(INK),
        ("version:1", "reopened"): canonical.to_json(Reopening(NOON, "ghi nhầm số liệu")),
        ("version:1", "printed_at"): None,
    }
    first, second = versions(values)
    assert (first.number, first.seal, first.printed_at) == (1, INK, None)
    assert first.reopened == Reopening(NOON, "ghi nhầm số liệu")
    assert (second.number, second.seal) == (2, DIGITAL)
    assert dict(second.signatures) == {SignerRole.LEADER: TWO[SignerRole.LEADER]}
    assert second.stage is Stage.PARTLY_SIGNED
    assert current((first, second)) is second


def test_the_version_at_work_is_the_last_or_the_one_after_a_reopened_one() -> None:
    assert current(()) == Version(1)
    sealed = Version(1, seal=INK)
    assert current((sealed,)) is sealed
    assert current((Version(1, seal=INK, reopened=Reopening(NOON, None)),)) == Version(2)


def test_a_signature_of_an_unknown_role_is_refused() -> None:
    values = {("version:1", "signature:guest"): canonical.to_json(TWO[SignerRole.LEADER])}
    with pytest.raises(FormatError):
        versions(values)


def test_the_print_code_is_six_letters_that_can_be_read_out() -> None:
    assert print_code(b"") == "4OYMIQ"
    assert print_code(b"a") != print_code(b"b")
    assert len(print_code(b"a")) == 6
