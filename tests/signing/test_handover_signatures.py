"""What a device hands over: detached signatures that no changed byte and no other kind of file survives."""

import random
import subprocess
from datetime import datetime, timedelta

import pytest

from inspector_app.errors import SigningError
from inspector_app.signing import cms, device
from inspector_app.signing.cms import CmsVerdict, ContentKind

DATA = '{"bien_ban":"Sở Mẫu","sha256":"00"}'.encode()


@pytest.fixture(scope="module")
def laptop(at):
    return device.create("Máy của thư ký", at)


def outcome(signature):
    """The verdict, or the code of the refusal."""
    try:
        return cms.verify(DATA, signature, "receipt")
    except SigningError as refused:
        return refused.code


@pytest.mark.parametrize("kind", ["parcel-manifest", "receipt", "office-profile"])
def test_a_signed_file_says_who_and_when(kind, laptop, at):
    verdict = cms.verify(DATA, cms.sign(DATA, kind, laptop, at), kind)

    assert verdict.intact
    assert verdict.name == "Máy của thư ký"
    assert verdict.fingerprint == laptop.fingerprint
    assert verdict.certificate_der == laptop.certificate_der
    assert verdict.signed_at == at


def test_the_kinds_are_the_words_the_other_rooms_use():
    words = ["parcel-manifest", "receipt", "office-profile", "open-findings"]
    assert [kind.value for kind in ContentKind] == words


@pytest.mark.parametrize("kind", list(ContentKind))
@pytest.mark.parametrize("other", list(ContentKind))
def test_one_kind_never_passes_as_another(kind, other, laptop, at):
    signature = cms.sign(DATA, kind, laptop, at)
    if kind is other:
        assert cms.verify(DATA, signature, other).intact
        return

    with pytest.raises(SigningError) as refused:
        cms.verify(DATA, signature, other)

    assert refused.value.code == "CMS-KIND"
    assert other.value in str(refused.value)


def test_the_kind_cannot_be_rewritten(laptop, at):
    """Written over in both places, the kind is right and the signature is not."""
    from asn1crypto.core import ObjectIdentifier

    receipt = cms.sign(DATA, "receipt", laptop, at)
    old, new = (
        ObjectIdentifier(cms._CONTENT_TYPES[kind]).dump()
        for kind in (ContentKind.RECEIPT, ContentKind.PARCEL_MANIFEST)
    )
    assert receipt.count(old) == 2

    assert not cms.verify(DATA, receipt.replace(old, new), "parcel-manifest").intact


@pytest.mark.parametrize("changed", [b"", DATA[:-1], DATA + b"\n", DATA.replace(b"00", b"01")])
def test_other_bytes_are_not_what_was_signed(changed, laptop, at):
    assert not cms.verify(changed, cms.sign(DATA, "receipt", laptop, at), "receipt").intact


def test_another_device_cannot_put_its_certificate_in(laptop, at):
    other = device.create("Máy lạ", at)
    signature = cms.sign(DATA, "receipt", laptop, at)
    longer = signature.replace(laptop.certificate_der, other.certificate_der)
    assert longer != signature

    verdict = outcome(longer)

    assert verdict == "CMS-UNREADABLE" or not verdict.intact


def test_a_name_cannot_be_exchanged_on_the_same_key(laptop, at):
    import dataclasses

    renamed = dataclasses.replace(
        laptop, certificate_der=laptop.certificate_der.replace("Máy".encode(), "Mây".encode())
    )
    signature = cms.sign(DATA, "receipt", laptop, at)

    verdict = cms.verify(DATA, signature.replace(laptop.certificate_der, renamed.certificate_der), "receipt")

    assert not verdict.intact


@pytest.mark.parametrize(
    "rubbish", [b"", b"\x30", b"khong phai", b"\x30\x80\x00\x00", b"\x30\x03\x02\x01\x01"]
)
def test_what_is_no_signature_says_so(rubbish):
    with pytest.raises(SigningError) as refused:
        cms.verify(DATA, rubbish, "receipt")

    assert refused.value.code == "CMS-UNREADABLE"


def test_no_flipped_bit_gives_another_signer_or_breaks_the_check(laptop, at):
    signature = cms.sign(DATA, "receipt", laptop, at)
    dice = random.Random(20260512)
    for _ in range(300):
        flipped = bytearray(signature)
        flipped[dice.randrange(len(flipped))] ^= 1 << dice.randrange(8)
        verdict = outcome(bytes(flipped))
        # The envelope says a few things twice; what passes must be the same statement by the same key.
        if isinstance(verdict, CmsVerdict) and verdict.intact:
            assert (verdict.fingerprint, verdict.signed_at) == (laptop.fingerprint, at)
            assert verdict.certificate_der == laptop.certificate_der
        else:
            assert isinstance(verdict, CmsVerdict) or verdict in {"CMS-UNREADABLE", "CMS-KIND"}


def test_openssl_reads_the_same(laptop, at, tmp_path):
    (tmp_path / "file").write_bytes(DATA)
    (tmp_path / "file.p7s").write_bytes(cms.sign(DATA, "receipt", laptop, at))
    command = [
        "openssl",
        "cms",
        "-verify",
        "-binary",
        "-inform",
        "DER",
        "-in",
        "file.p7s",
        "-content",
        "file",
    ]

    done = subprocess.run(
        [*command, "-noverify", "-out", "out"], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr


def test_times_after_2049_are_written_as_the_standard_wants(laptop, at):
    late = datetime(2055, 1, 2, 3, 4, 5, tzinfo=at.tzinfo)

    assert cms.verify(DATA, cms.sign(DATA, "receipt", laptop, late), "receipt").signed_at == late


def test_parts_of_a_second_are_dropped(laptop, at):
    exact = at + timedelta(milliseconds=250)

    assert cms.verify(DATA, cms.sign(DATA, "receipt", laptop, exact), "receipt").signed_at == at
