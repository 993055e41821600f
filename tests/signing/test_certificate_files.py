"""Opening a .p12 file: what may sign, and the code and sentence for each that may not."""

import logging
import subprocess
from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from inspector_app.checklist.verdict import Remark
from inspector_app.errors import SigningError
from inspector_app.signing import pkcs12 as files
from inspector_app.signing import trial, verify


def test_a_good_file_names_its_owner_and_its_end(people, world, at):
    signer = people[0]

    assert signer.name == "NGƯỜI KÝ THỬ 1"
    assert signer.not_after == at + timedelta(days=365)
    assert x509.load_der_x509_certificate(signer.certificate_der).not_valid_after_utc == signer.not_after


def test_neither_the_password_nor_the_key_is_ever_written(world, at, caplog):
    secret = "bí-mật-không-ai-biết"

    with caplog.at_level(logging.DEBUG), pytest.raises(SigningError) as refused:
        files.load(world.people[0].pkcs12, secret, at)

    assert refused.value.code == "SIGN-PASSWORD"
    assert refused.value.__cause__ is None
    told = str(refused.value) + repr(refused.value) + caplog.text
    assert secret not in told
    assert secret.encode().hex() not in told


def test_the_signer_prints_a_name_and_no_key(people):
    assert repr(people[0]).startswith("Signer(name='NGƯỜI KÝ THỬ 1', certificate_sha256=")
    assert "SimpleSigner" not in repr(people[0])


@pytest.mark.parametrize(
    "data", [b"", b"khong phai", b"%PDF-1.7", b"\x30\x80\x00\x00", b"\x30\x03\x02\x01\x03"]
)
def test_another_file_is_no_certificate_file(data, at):
    with pytest.raises(SigningError) as refused:
        files.load(data, "123456", at)

    assert refused.value.code == "SIGN-P12"


def test_a_file_cut_short_is_no_certificate_file(world, password, at):
    with pytest.raises(SigningError) as refused:
        files.load(world.people[0].pkcs12[:-20], password, at)

    assert refused.value.code == "SIGN-P12"


def test_a_file_without_its_key_cannot_sign(world, at):
    certificate = x509.load_der_x509_certificate(world.root_der)
    packed = pkcs12.serialize_key_and_certificates(b"x", None, certificate, None, NoEncryption())

    with pytest.raises(SigningError) as refused:
        files.load(packed, "", at)

    assert refused.value.code == "SIGN-P12"


@pytest.mark.parametrize(("days", "code"), [((-400, -30), "SIGN-EXPIRED"), ((30, 400), "SIGN-NOT-YET-VALID")])
def test_a_certificate_out_of_its_time_says_so_with_the_day(days, code, at):
    valid = (at + timedelta(days=days[0]), at + timedelta(days=days[1]))
    world = trial.make(["NGƯỜI KÝ THỬ"], at, "123456", valid=valid)

    with pytest.raises(SigningError) as refused:
        files.load(world.people[0].pkcs12, "123456", at)

    assert refused.value.code == code
    nearest = valid[1] if code == "SIGN-EXPIRED" else valid[0]
    assert f"{nearest:%d/%m/%Y}" in str(refused.value)
    assert "NGƯỜI KÝ THỬ" in str(refused.value)


@pytest.mark.parametrize("wrong", ["usage", "purpose", "authority"])
def test_a_certificate_for_another_use_cannot_sign(wrong, at):
    with pytest.raises(SigningError) as refused:
        files.load(_own_file(at, wrong), "123456", at)

    assert refused.value.code == "SIGN-KEY-USAGE"


def test_a_certificate_without_stated_usage_on_a_p256_key_signs(unsigned, required, at, sign, world, trust):
    signer = files.load(_own_file(at, None), "123456", at)

    pdf = sign(unsigned, required[0], signer)

    (verdict,) = verify.minutes(pdf, required=required, trust=trust, at=at).signatures
    assert verdict.integrity.value == "intact"
    assert Remark.WRONG_KEY_USAGE not in {note.remark for note in verdict.notes}


def test_a_key_that_signs_no_pdf_is_refused(at):
    key = ed25519.Ed25519PrivateKey.generate()
    certificate = _certificate(key, at, None, None)
    packed = pkcs12.serialize_key_and_certificates(b"x", key, certificate, None, NoEncryption())

    with pytest.raises(SigningError) as refused:
        files.load(packed, "", at)

    assert refused.value.code == "SIGN-P12"


def test_files_made_the_old_way_open_too(tmp_path, at):
    """Many authorities still deliver 3DES with a SHA-1 check."""
    key = ec.generate_private_key(ec.SECP256R1())
    (tmp_path / "key.pem").write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        + _certificate(key, at, SHA256(), None).public_bytes(Encoding.PEM)
    )
    command = ["openssl", "pkcs12", "-export", "-in", "key.pem", "-out", "old.p12", "-passout", "pass:123456"]
    command += ["-keypbe", "PBE-SHA1-3DES", "-certpbe", "PBE-SHA1-3DES", "-macalg", "sha1"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)

    assert files.load((tmp_path / "old.p12").read_bytes(), "123456", at).name == "NGƯỜI KÝ THỬ"


def _own_file(at, wrong):
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = _certificate(key, at, SHA256(), wrong)
    return pkcs12.serialize_key_and_certificates(
        b"x", key, certificate, None, BestAvailableEncryption(b"123456")
    )


def _certificate(key, at, algorithm, wrong):
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "NGƯỜI KÝ THỬ")])
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(at - timedelta(days=1))
        .not_valid_after(at + timedelta(days=1))
    )
    if wrong == "usage":
        builder = builder.add_extension(
            x509.KeyUsage(False, False, True, False, False, False, False, False, False), critical=True
        )
    if wrong == "purpose":
        builder = builder.add_extension(
            x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False
        )
    if wrong == "authority":
        builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    return builder.sign(key, algorithm)
