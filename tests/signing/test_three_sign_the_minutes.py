"""Three people sign one after another; every signature stands, in any order, in our eyes and in others'."""

import io
import itertools
import re
import subprocess
from datetime import timedelta

import pikepdf
import pytest

from inspector_app.checklist.verdict import Integrity, Remark, Trust
from inspector_app.errors import SigningError
from inspector_app.signing import pades, verify
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


@pytest.mark.parametrize("already", [0, 1, 2])
def test_who_has_not_signed_yet_is_named_and_nothing_is_valid(
    already, unsigned, people, required, trust, at, sign
):
    pdf = unsigned
    for place in range(already):
        pdf = sign(pdf, required[place], people[place])

    verdict = verify.minutes(pdf, required=required, trust=trust, at=at)

    assert not verdict.valid
    assert verdict.integrity is Integrity.INTACT
    assert verdict.missing == required[already:]
    named = [note.detail for note in verdict.notes if note.remark is Remark.REQUIRED_SIGNATURE_MISSING]
    assert tuple(named) == required[already:]
    assert (Remark.NO_SIGNATURE in {note.remark for note in verdict.notes}) is (already == 0)
    assert verdict.trust is (Trust.TRUSTED if already else Trust.UNKNOWN)
    assert all(signature.valid for signature in verdict.signatures)


def test_another_program_sees_three_valid_signatures(signed, tmp_path):
    path = tmp_path / "bien-ban.pdf"
    path.write_bytes(signed)

    seen = subprocess.run(["pdfsig", "-nocert", path], capture_output=True, text=True, check=False).stdout

    assert seen.count("Signature Validation: Signature is Valid.") == 3
    assert seen.count("Signature Type: ETSI.CAdES.detached") == 3
    assert seen.count("Signing Hash Algorithm: SHA-256") == 3
    assert seen.count("Total document signed") == 1


def test_openssl_agrees_with_every_signature(signed, world, tmp_path):
    root = tmp_path / "root.pem"
    root.write_text(_pem(world.root_der))
    for number, (start, length, rest, last) in enumerate(_byte_ranges(signed)):
        assert start == 0
        (tmp_path / "signed").write_bytes(signed[:length] + signed[rest : rest + last])
        signature = tmp_path / f"{number}.p7s"
        padded = bytes.fromhex(signed[length + 1 : rest - 1].decode())
        signature.write_bytes(padded)
        command = ["openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", signature]
        command += [
            "-content",
            tmp_path / "signed",
            "-CAfile",
            root,
            "-purpose",
            "any",
            "-attime",
            "1778578200",
        ]
        done = subprocess.run(
            [*command, "-out", tmp_path / "out"], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr


def test_the_claimed_time_stands_in_the_dictionary_and_not_in_the_cms(signed):
    """ETSI EN 319 142-1, 6.3: /M shall be there, the signing-time attribute shall not."""
    from asn1crypto import cms

    with pikepdf.open(io.BytesIO(signed)) as pdf:
        values = [field.V for field in pdf.Root.AcroForm.Fields]
        assert [str(value.M) for value in values] == [
            "D:20260512163000+07'00'",
            "D:20260512163100+07'00'",
            "D:20260512163200+07'00'",
        ]
        for value in values:
            signer = cms.ContentInfo.load(bytes(value.Contents))["content"]["signer_infos"][0]
            kinds = {attribute["type"].native for attribute in signer["signed_attrs"]}
            assert kinds == {"content_type", "message_digest", "signing_certificate_v2"}


def test_signatures_approve_and_never_certify(signed):
    with pikepdf.open(io.BytesIO(signed)) as pdf:
        assert "/Perms" not in pdf.Root
        for field in pdf.Root.AcroForm.Fields:
            methods = [str(reference.TransformMethod) for reference in field.V.Reference]
            assert methods == ["/FieldMDP"]
            assert "/P" not in field.V.Reference[0].TransformParams


def test_signing_touches_neither_info_nor_xmp(unsigned, signed):
    """pyHanko would rewrite both in each revision (pinned private hook); the sealed description must stay."""
    with pikepdf.open(io.BytesIO(unsigned)) as before, pikepdf.open(io.BytesIO(signed)) as after:
        assert after.Root.Metadata.read_bytes() == before.Root.Metadata.read_bytes()
        assert after.Root.Metadata.objgen == before.Root.Metadata.objgen
        assert dict(after.docinfo) == dict(before.docinfo)
        assert after.docinfo.objgen == before.docinfo.objgen
    added = signed[len(unsigned) :]
    assert b"/ModDate" not in added
    assert b"xmpmeta" not in added


def test_the_stamp_is_drawn_at_its_own_size(signed):
    with pikepdf.open(io.BytesIO(signed)) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            shown = field.AP.N
            assert sorted(float(edge) for edge in shown.BBox) == [0, 0, 80, 150]
            (stamp,) = shown.Resources.XObject.values()
            assert b"Ky boi: NGUOI KY THU" in stamp.read_bytes()
            assert b"1 0 0 1 0 0 cm" in b" ".join(shown.read_bytes().split())


def test_a_signature_without_stamp_draws_nothing(unsigned, people, required, at):
    pdf = pades.sign(unsigned, required[0], people[0], at, stamp=None, reason="Ký", location=None)

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        shown = opened.Root.AcroForm.Fields[0].AP.N
        assert "/XObject" not in shown.get("/Resources", {})
        assert b"Tj" not in shown.read_bytes()
        assert "/Location" not in opened.Root.AcroForm.Fields[0].V


@pytest.mark.parametrize(
    ("pdf", "field", "code"),
    [
        ("unsigned", "van_thu", "SIGN-FIELD"),
        ("signed", "secretary", "SIGN-ALREADY"),
        ("truncated", "secretary", "SIGN-PDF"),
        ("no pdf", "secretary", "SIGN-PDF"),
    ],
)
def test_what_cannot_be_signed_says_why(pdf, field, code, unsigned, signed, people, at):
    papers = {
        "unsigned": unsigned,
        "signed": signed,
        "truncated": unsigned[:900],
        "no pdf": "Biên bản".encode(),
    }

    with pytest.raises(SigningError) as refused:
        pades.sign(papers[pdf], field, people[0], at, stamp=None, reason="Ký", location=None)

    assert refused.value.code == code
    assert str(refused.value)


def test_a_certificate_that_expires_between_opening_and_signing_does_not_sign(unsigned, people, required, at):
    later = at + timedelta(days=400)

    with pytest.raises(SigningError) as refused:
        pades.sign(unsigned, required[0], people[0], later, stamp=None, reason="Ký", location=None)

    assert refused.value.code == "SIGN-EXPIRED"


def test_without_the_root_the_minutes_are_intact_but_nobody_is_known(signed, required, at):
    verdict = verify.minutes(signed, required=required, trust=TrustStore(), at=at)

    assert verdict.integrity is Integrity.INTACT
    assert verdict.trust is Trust.UNKNOWN
    assert not verdict.valid
    assert all(Remark.CHAIN_UNKNOWN in {note.remark for note in s.notes} for s in verdict.signatures)


def _byte_ranges(pdf: bytes) -> list[list[int]]:
    return [
        [int(number) for number in found.split()] for found in re.findall(rb"/ByteRange \[([\d ]+)\]", pdf)
    ]


def _pem(der: bytes) -> str:
    import ssl

    return ssl.DER_cert_to_PEM_cert(der)


def test_a_lock_that_names_the_other_places_would_break_the_earlier_signature(
    unsigned, people, required, trust, at, sign
):
    """Why each place locks itself alone: a listed field that is signed later counts as changed (ISO 32000, FieldMDP)."""
    changed = io.BytesIO()
    with pikepdf.open(io.BytesIO(unsigned)) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            field.Lock.Fields = pikepdf.Array([pikepdf.String(name) for name in required])
        pdf.save(changed, force_version="1.7")
    pdf = sign(sign(changed.getvalue(), required[0], people[0]), required[1], people[1])

    first = verify.minutes(pdf, required=required, trust=trust, at=at).signatures[0]

    assert first.integrity is Integrity.CHANGED
