"""The computer's own key: kept for one user, never overwritten, known by its fingerprint."""

import hashlib
import stat

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from inspector_app.errors import SigningError
from inspector_app.signing import certificates, cms, device


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "khoá máy"


def test_a_computer_without_a_key_has_none(folder):
    assert device.load(folder) is None


def test_a_key_kept_is_the_same_device_again(folder, at):
    key = device.create("Máy của thư ký", at)
    key.save(folder)

    again = device.load(folder)

    assert again == key
    assert again is not None
    signature = cms.sign(b"x", "receipt", again, at)
    assert cms.verify(b"x", signature, "receipt").fingerprint == key.fingerprint


def test_only_its_user_may_read_the_key(folder, at):
    device.create("Máy", at).save(folder)

    assert stat.S_IMODE((folder / device.KEY_FILE).stat().st_mode) == 0o600
    assert {path.name for path in folder.iterdir()} == {
        device.KEY_FILE,
        device.CERTIFICATE_FILE,
        device.FINGERPRINT_FILE,
    }


def test_the_fingerprint_is_that_of_a_p256_public_key(at):
    key = device.create("Máy", at)
    public = x509.load_der_x509_certificate(key.certificate_der).public_key()

    assert isinstance(public, ec.EllipticCurvePublicKey)
    assert public.curve.name == "secp256r1"
    info = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    assert key.fingerprint == hashlib.sha256(info).hexdigest()


def test_two_devices_differ(at):
    assert device.create("Máy", at).fingerprint != device.create("Máy", at).fingerprint


def test_a_key_is_never_overwritten(folder, at):
    first = device.create("Máy", at)
    first.save(folder)

    with pytest.raises(SigningError) as refused:
        device.create("Máy", at).save(folder)

    assert refused.value.code == "DEVICE-KEY-EXISTS"
    assert device.load(folder) == first


def test_a_folder_that_cannot_be_written_says_so(tmp_path, at):
    (tmp_path / "file").write_bytes(b"")

    with pytest.raises(SigningError) as refused:
        device.create("Máy", at).save(tmp_path / "file" / "keys")

    assert refused.value.code == "DEVICE-KEY-WRITE"
    assert str(tmp_path) in str(refused.value)


@pytest.mark.parametrize("damage", ["key", "certificate", "no certificate", "stranger"])
def test_a_damaged_key_is_not_silently_replaced(damage, folder, tmp_path, at):
    device.create("Máy", at).save(folder)
    if damage == "key":
        (folder / device.KEY_FILE).write_bytes(b"x")
    if damage == "certificate":
        (folder / device.CERTIFICATE_FILE).write_bytes(b"x")
    if damage == "no certificate":
        (folder / device.CERTIFICATE_FILE).unlink()
    if damage == "stranger":
        (folder / device.CERTIFICATE_FILE).write_bytes(device.create("Máy", at).certificate_der)

    with pytest.raises(SigningError) as refused:
        device.load(folder)

    assert refused.value.code == "DEVICE-KEY-READ"


def test_neither_key_nor_certificate_is_printed(at):
    key = device.create("Máy", at)

    assert repr(key) == f"DeviceKey(name='Máy', fingerprint='{key.fingerprint}')"


def test_rubbish_left_by_a_power_cut_does_not_stop_the_next_start(folder, at):
    folder.mkdir()
    (folder / f"{device.KEY_FILE}.tmp").write_bytes(b"half")

    device.create("Máy", at).save(folder)

    assert device.load(folder) is not None


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("", "?"),
        ("  ", "?"),
        (
            "Văn phòng Ủy ban nhân dân tỉnh Thừa Thiên Huế và các đơn vị",
            "Văn phòng Ủy ban nhân dân tỉnh Thừa Thiên Huế và c",
        ),
        ("a" * 65, "a" * 64),
    ],
)
def test_a_name_longer_than_a_certificate_can_carry_is_cut_between_letters(name, kept, at):
    key = device.create(name, at)

    assert key.name == kept
    assert certificates.subject(certificates.read(key.certificate_der)) == kept


def test_the_identity_is_known_without_the_key_being_opened(folder, at):
    key = device.create("Máy", at)
    assert device.known_fingerprint(folder) is None
    key.save(folder)
    assert device.known_fingerprint(folder) == key.fingerprint


def test_without_its_key_a_computer_has_no_identity(folder, at):
    device.create("Máy", at).save(folder)
    (folder / device.KEY_FILE).unlink()
    assert device.known_fingerprint(folder) is None
