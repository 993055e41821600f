"""Three people sign one after another; every signature stands, in any order, in our eyes and in others'."""

import itertools
import re
import subprocess
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from inspector_app.checklist.verdict import Integrity, Remark, Trust
from inspector_app.errors import SigningError
from inspector_app.signing import pades, verify
from inspector_app.signing.signer import Signer
from inspector_app.signing.trust import TrustStore


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_any_order_gives_three_valid_signatures(order, unsigned, people, required, trust, at, sign):
    pdf = unsigned
    for place in order:
        before = pdf
        pdf = sign(pdf, required[place], people[place])
        assert pdf.startswith(before)
        assert len(pdf) > len(before)

    verdict = verify.minutes(pdf, required=required, trust=trust, at=at)

    assert verdict.valid
    assert verdict.notes == ()
    assert {signature.field: signature.signer for signature in verdict.signatures} == {
        required[place]: people[place].name for place in range(3)
    }
    assert all(signature.covers_everything for signature in verdict.signatures)


def test_the_verdict_says_who_when_and_issued_by_whom(signed, people, required, trust, at):
    first = verify.minutes(signed, required=required, trust=trust, at=at).signatures[0]

    assert first.signer == "NGƯỜI KÝ THỬ 1"
    assert first.issuer == "TRUNG GIAN · CHỨNG THƯ THỬ - KHÔNG CÓ GIÁ TRỊ"
    assert first.certificate_sha256 == people[0].certificate_sha256
    assert first.signed_at == at
    assert first.signed_at is not None
    assert first.signed_at.utcoffset() == timedelta(hours=7)
    assert [note.remark for note in first.notes] == [Remark.NO_TIMESTAMP]
