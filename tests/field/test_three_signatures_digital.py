"""Three people sign the same file one after another, in whatever order they come; any reader can check it."""

import itertools
import json
import subprocess
from pathlib import Path

import pytest

from inspector_app.actions import sealing, signing, visits
from inspector_app.actions.minutes import attached_data, current_pdf
from inspector_app.checklist import canonical, exchange
from inspector_app.checklist.handover import Grade
from inspector_app.checklist.seal import REQUIRED_SIGNERS, Stage
from inspector_app.checklist.verdict import Integrity, Remark, Trust
from inspector_app.errors import VisitError
from inspector_app.minutes import pdf
from tests.field.scene import FULL_VISIT, NAMES, PASSWORD, certificate_file, certificates, digitally, laptop

ORDERS = list(itertools.permutations(REQUIRED_SIGNERS))


@pytest.mark.parametrize("order", ORDERS[1::2], ids=lambda order: "-".join(role[0] for role in order))
def test_any_order_ends_with_three_valid_signatures(ticked: Path, order) -> None:
    with laptop(ticked) as ws:
        sealing.seal(ws, FULL_VISIT)
        signed = digitally(ws, FULL_VISIT, order)
        assert visits.load(ws, FULL_VISIT).stage is Stage.SIGNED
    checked = signing.verify(None, signed, [certificates().root_der])
    assert checked.verdict.valid
    assert [signature.signer for signature in checked.verdict.signatures] == [NAMES[role] for role in order]
    assert checked.grade is Grade.EQUAL_BYTES


def test_each_file_is_the_exact_beginning_of_the_next(signed: Path) -> None:
    with laptop(signed) as ws:
        version = visits.load(ws, FULL_VISIT).version
        signatures = sorted(version.signatures.values(), key=lambda signature: signature.order)
        names = [version.minutes_sha256, *(signature.file_sha256 for signature in signatures)]
        revisions = [ws.files.read(name) for name in names]
    assert [len(set(names)), version.file_sha256] == [4, names[-1]]
    for before, after in itertools.pairwise(revisions):
        assert after.startswith(before)
        assert len(after) > len(before)


def test_the_pages_drawn_again_from_the_data_are_the_unsigned_file(signed: Path) -> None:
    with laptop(signed) as ws:
        version = visits.load(ws, FULL_VISIT).version
        data = attached_data(current_pdf(ws, FULL_VISIT))
        assert pdf.draw(exchange.read(data), ws.files.read) == ws.files.read(version.minutes_sha256)


def test_two_of_three_are_intact_and_not_complete(ticked: Path) -> None:
    with laptop(ticked) as ws:
        sealing.seal(ws, FULL_VISIT)
        two = digitally(ws, FULL_VISIT, REQUIRED_SIGNERS[:2])
        assert visits.load(ws, FULL_VISIT).stage is Stage.PARTLY_SIGNED
    verdict = signing.verify(None, two, [certificates().root_der]).verdict
    assert (verdict.integrity, verdict.trust, verdict.valid) == (Integrity.INTACT, Trust.TRUSTED, False)
    assert Remark.REQUIRED_SIGNATURE_MISSING in [note.remark for note in verdict.notes]


def test_nobody_signs_twice_and_nobody_before_sealing(ticked: Path) -> None:
    role = REQUIRED_SIGNERS[0]
    with laptop(ticked) as ws:
        with pytest.raises(VisitError, match="SIGN-NOT-NOW"):
            signing.sign(ws, FULL_VISIT, role, certificate_file(role), PASSWORD)
        sealing.seal(ws, FULL_VISIT)
        once = digitally(ws, FULL_VISIT, [role])
        with pytest.raises(VisitError, match="SIGN-NOT-NOW"):
            signing.sign(ws, FULL_VISIT, role, certificate_file(role), PASSWORD)
        assert current_pdf(ws, FULL_VISIT) == once


def test_another_reader_sees_three_valid_signatures(rehearsed) -> None:
    told = subprocess.run(
        ["pdfsig", "-nocert", rehearsed.minutes], capture_output=True, encoding="utf-8", check=True
    ).stdout
    assert told.count("Signature Validation: Signature is Valid.") == 3
    assert told.count("Total document signed") == 1
    for name in ("NGƯỜI KÝ THỬ 1", "NGƯỜI KÝ THỬ 2", "NGƯỜI KÝ THỬ 3"):
        assert f"Signer Certificate Common Name: {name}" in told


def test_any_tool_takes_the_data_out_and_they_are_what_was_sealed(rehearsed, tmp_path: Path) -> None:
    subprocess.run(["pdfdetach", "-saveall", "-o", tmp_path, rehearsed.minutes], check=True)
    (attached,) = list(tmp_path.glob("*.json"))
    data = attached.read_bytes()
    assert data == rehearsed.visit_json.read_bytes()
    assert canonical.canonical(json.loads(data)) == data
    with laptop(rehearsed.laptop) as ws:
        opened = visits.load(ws, rehearsed.full_visit)
        assert canonical.digest(exchange.read(data)) == opened.version.record_sha256
        sealed = exchange.record(
            opened.visit, opened.template, drawn_at=opened.version.seal.sealed_at, seal=opened.version.seal
        )
    assert exchange.write(sealed) == data
