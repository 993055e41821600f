"""Whom this computer believes: the store of authorities, and a certificate's time, use and revocation."""

import io
from datetime import datetime, timedelta

import pytest
from asn1crypto import crl, keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, pkcs12
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.signers import SimpleSigner
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko_certvalidator.registry import SimpleCertificateStore

from inspector_app.checklist.verdict import Integrity, Remark, Trust
from inspector_app.errors import SigningError
from inspector_app.signing import certificates, trial, trust, verify
from inspector_app.signing import pkcs12 as files
from inspector_app.signing.signer import Signer
from inspector_app.signing.trust import TrustStore


def test_a_store_keeps_roots_and_intermediates_apart(world, tmp_path):
    folder = tmp_path / "trust"

    root = trust.add(folder, world.root_der)
    middle = trust.add(folder, world.intermediate_der)

    assert trust.load(folder) == TrustStore((world.root_der,), (world.intermediate_der,))
    assert {path.name for path in folder.iterdir()} == {f"{root}.crt", f"{middle}.crt"}


def test_pem_and_der_are_the_same_certificate_and_adding_twice_changes_nothing(world, tmp_path):
    pem = x509.load_der_x509_certificate(world.root_der).public_bytes(Encoding.PEM)

    assert trust.add(tmp_path, pem) == trust.add(tmp_path, world.root_der)
    assert trust.load(tmp_path).roots == (world.root_der,)


def test_a_folder_that_is_not_there_believes_nobody(tmp_path):
    assert trust.load(tmp_path / "none") == TrustStore()


def test_a_person_is_no_authority(people, tmp_path):
    with pytest.raises(SigningError) as refused:
        trust.add(tmp_path, people[0].certificate_der)

    assert refused.value.code == "TRUST-NOT-AUTHORITY"
    assert "NGƯỜI KÝ THỬ 1" in str(refused.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("data", [b"", b"-----BEGIN CERTIFICATE-----\nxx", b"\x30\x03\x02\x01\x01"])
def test_what_is_no_certificate_is_refused(data, tmp_path):
    with pytest.raises(SigningError) as refused:
        trust.add(tmp_path, data)

    assert refused.value.code == "TRUST-UNREADABLE"


def test_a_damaged_certificate_in_the_store_is_named(world, tmp_path):
    name = trust.add(tmp_path, world.root_der)
    (tmp_path / f"{name}.crt").write_bytes(b"x")

    with pytest.raises(SigningError) as refused:
        trust.load(tmp_path)

    assert refused.value.code == "TRUST-UNREADABLE"
    assert name in str(refused.value)


def test_a_folder_that_cannot_be_written_says_so(world, tmp_path):
    (tmp_path / "file").write_bytes(b"")

    with pytest.raises(SigningError) as refused:
        trust.add(tmp_path / "file" / "trust", world.root_der)

    assert refused.value.code == "TRUST-WRITE"


LISTS = x509.DistributionPoint(
    [x509.UniformResourceIdentifier("http://127.0.0.1:1/khong-bao-gio-hoi.crl")], None, None, None
)


class Authority:
    """A root that issues whatever a test asks for, and revokes it."""

    def __init__(self, at: datetime) -> None:
        self.at = at
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "GỐC THỬ")])
        usage = x509.KeyUsage(False, False, False, False, False, True, True, False, False)
        self.certificate = self.issue(self.name, self.key, (-9000, 9000), usage, ca=True)
        self.store = TrustStore((self.certificate.public_bytes(Encoding.DER),))

    def issue(self, subject, key, days, usage, *, ca=False):
        since, until = (self.at + timedelta(days=day) for day in days)
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self.name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(since)
            .not_valid_after(until)
            .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
            .add_extension(usage, critical=True)
            .add_extension(x509.CRLDistributionPoints([LISTS]), critical=False)
            .sign(self.key, SHA256())
        )

    def revocation_list(self, certificate, revoked: datetime) -> bytes:
        entry = (
            x509.RevokedCertificateBuilder()
            .serial_number(certificate.serial_number)
            .revocation_date(revoked)
            .build()
        )
        lists = x509.CertificateRevocationListBuilder().issuer_name(self.name)
        lists = lists.last_update(self.at + timedelta(days=2)).next_update(self.at + timedelta(days=30))
        return lists.add_revoked_certificate(entry).sign(self.key, SHA256()).public_bytes(Encoding.DER)


SIGNING = x509.KeyUsage(False, True, False, False, False, False, False, False, False)
ENCRYPTING = x509.KeyUsage(False, False, True, False, False, False, False, False, False)


@pytest.fixture
def authority(at):
    return Authority(at)


def signed_by(authority, at, unsigned, sign, *, days=(-1, 1), usage=SIGNING):
    """One signature by a program that looks at no certificate before it signs."""
    key = ec.generate_private_key(ec.SECP256R1())
    person = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "NGƯỜI KÝ THỬ")])
    certificate = authority.issue(person, key, days, usage)
    der = certificate.public_bytes(Encoding.DER)
    key_der = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    holder = SimpleSigner(
        signing_cert=asn1_x509.Certificate.load(der),
        signing_key=keys.PrivateKeyInfo.load(key_der),
        cert_registry=SimpleCertificateStore(),
    )
    careless = Signer("NGƯỜI KÝ THỬ", der, "", at + timedelta(days=9000), holder)
    return sign(unsigned, "team_leader", careless), certificate


@pytest.mark.parametrize(
    ("days", "usage", "trusted", "remark"),
    [
        ((-1, 1), SIGNING, Trust.TRUSTED, None),
        ((-300, -1), SIGNING, Trust.NOT_TRUSTED, Remark.CERTIFICATE_EXPIRED),
        ((1, 300), SIGNING, Trust.NOT_TRUSTED, Remark.CERTIFICATE_NOT_YET_VALID),
        ((-1, 1), ENCRYPTING, Trust.NOT_TRUSTED, Remark.WRONG_KEY_USAGE),
    ],
)
def test_a_certificate_is_judged_at_the_time_of_signing(
    days, usage, trusted, remark, authority, at, unsigned, sign
):
    pdf, _ = signed_by(authority, at, unsigned, sign, days=days, usage=usage)
    later = at + timedelta(days=700)

    verdict = verify.minutes(pdf, required=("team_leader",), trust=authority.store, at=later)

    assert verdict.integrity is Integrity.INTACT
    assert verdict.trust is trusted
    assert verdict.valid is (trusted is Trust.TRUSTED)
    expected = {Remark.NO_TIMESTAMP} | ({remark} if remark else set())
    assert {note.remark for note in verdict.signatures[0].notes} == expected


def test_a_signing_time_in_the_future_does_not_make_a_certificate_valid(authority, at, unsigned, sign):
    """The signer's clock, set forward, would otherwise choose its own moment."""
    pdf, _ = signed_by(authority, at, unsigned, sign, days=(-1, 300))
    long_before = at - timedelta(days=30)

    verdict = verify.minutes(pdf, required=("team_leader",), trust=authority.store, at=long_before)

    assert verdict.trust is Trust.NOT_TRUSTED


@pytest.mark.parametrize(("days", "trusted"), [(-1, Trust.NOT_TRUSTED), (1, Trust.TRUSTED)])
def test_a_revocation_that_the_document_carries_counts_from_its_day(
    days, trusted, authority, at, unsigned, sign
):
    pdf, certificate = signed_by(authority, at, unsigned, sign)
    revoked = authority.revocation_list(certificate, at + timedelta(days=days))
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    DocumentSecurityStore.supply_dss_in_writer(
        writer, None, crls=[crl.CertificateList.load(revoked)], certs=[]
    )
    out = io.BytesIO()
    writer.write(out)

    verdict = verify.foreign(out.getvalue(), trust=authority.store, at=at + timedelta(days=5))

    assert verdict.integrity is Integrity.INTACT
    assert verdict.trust is trusted
    named = Remark.CERTIFICATE_REVOKED in {note.remark for note in verdict.signatures[0].notes}
    assert named is (trusted is Trust.NOT_TRUSTED)


def test_an_intermediate_from_the_store_closes_the_chain_of_a_lone_certificate(
    world, password, at, unsigned, sign
):
    """Real Vietnamese documents often embed only the leaf."""
    key, certificate, _ = pkcs12.load_key_and_certificates(world.people[0].pkcs12, password.encode())
    alone = pkcs12.serialize_key_and_certificates(b"x", key, certificate, None, NoEncryption())
    pdf = sign(unsigned, "team_leader", files.load(alone, "", at))

    def trusted(store):
        return verify.minutes(pdf, required=("team_leader",), trust=store, at=at).trust

    assert trusted(TrustStore((world.root_der,))) is Trust.UNKNOWN
    assert trusted(TrustStore((world.root_der,), (world.intermediate_der,))) is Trust.TRUSTED
    assert trusted(TrustStore((), (world.intermediate_der,))) is Trust.UNKNOWN


def test_a_certificate_with_a_very_long_name_is_read_in_whole(at):
    from asn1crypto import x509 as loose

    name = "VĂN PHÒNG ỦY BAN NHÂN DÂN TỈNH MẪU VÀ CÁC ĐƠN VỊ TRỰC THUỘC"
    issued = loose.Certificate.load(Authority(at).certificate.public_bytes(Encoding.DER))
    for part in ("subject", "issuer"):
        issued["tbs_certificate"][part] = loose.Name.build({"common_name": name})

    certificate = certificates.read(issued.dump(force=True))

    assert (certificates.subject(certificate), certificates.issuer(certificate)) == (name, name)


def test_trial_certificates_say_in_every_authority_that_they_are_worth_nothing(world):
    for der in (world.root_der, world.intermediate_der):
        assert trial.NO_VALUE in x509.load_der_x509_certificate(der).subject.rfc4514_string()
