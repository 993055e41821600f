"""Trust in the signers of e-documents: unknown is what nobody can tell offline, wrong is what can be told."""

from datetime import timedelta

import pytest
from asn1crypto import x509 as asn1
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from inspector_app.checklist.verdict import Integrity, Remark, Trust
from inspector_app.signing import foreign, trial
from inspector_app.signing.trust import TrustStore
from tests.signing.eoffice import drawn, sealed


class Authority:
    """A root, an intermediate and whom they certify, each as the test wants it."""

    def __init__(self, at, *, middle_days=(-7305, 7305)):
        self.at = at
        self.root_key, self.middle_key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
        self.root = self._issue("GỐC THỬ", self.root_key, "GỐC THỬ", self.root_key, (-7305, 7305), True)
        self.middle = self._issue("CA THỬ", self.middle_key, "GỐC THỬ", self.root_key, middle_days, True)

    def signer(self, key=None, days=(-30, 365), *, carries=(), by=None):
        """`carries`: the authorities that its signatures bring along; most E-Office signatures bring none."""
        key = key or rsa.generate_private_key(public_exponent=65537, key_size=2048)
        own = self._issue("Nguyễn Văn Mẫu", key, "CA THỬ", by or self.middle_key, days, False)
        private = key.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        from asn1crypto.keys import PrivateKeyInfo

        store = SimpleCertificateStore()
        store.register_multiple([_asn1(one) for one in carries])
        return SimpleSigner(
            signing_cert=_asn1(own), signing_key=PrivateKeyInfo.load(private), cert_registry=store
        )

    def trust(self, *, middle=True):
        return TrustStore((_der(self.root),), (_der(self.middle),) if middle else ())

    def _issue(self, name, key, issuer, issuer_key, days, authority):
        limits = [self.at + timedelta(days=day) for day in days]
        return trial._issue(
            trial._name(name), key, trial._name(issuer), issuer_key, *limits, authority=authority
        )


def _der(certificate):
    return certificate.public_bytes(serialization.Encoding.DER)


def _asn1(certificate):
    return asn1.Certificate.load(_der(certificate))


@pytest.fixture(scope="module")
def authority(at):
    return Authority(at)


def signed(signer, **how):
    return sealed(sealed(drawn(), signer, 0, **how), signer, 1, **how)


def judged(pdf, trust, at, memory=None):
    """Twice with one memory: what is remembered says the same."""
    memory = memory or foreign.Memory()
    first, second = (foreign.document(pdf, trust=trust, at=at, memory=memory) for _ in range(2))
    assert first == second
    return first.verdict


@pytest.mark.parametrize("subfilter", [SigSeedSubFilter.PADES, SigSeedSubFilter.ADOBE_PKCS7_DETACHED])
@pytest.mark.parametrize("key", ["rsa-2048", "rsa-3072", "p-256", "p-384"])
def test_a_signature_that_brings_only_its_own_certificate_finds_the_authority_in_the_store(
    key, subfilter, authority, at
):
    made = {
        "rsa-2048": lambda: rsa.generate_private_key(public_exponent=65537, key_size=2048),
        "rsa-3072": lambda: rsa.generate_private_key(public_exponent=65537, key_size=3072),
        "p-256": lambda: ec.generate_private_key(ec.SECP256R1()),
        "p-384": lambda: ec.generate_private_key(ec.SECP384R1()),
    }[key]()
    pdf = signed(authority.signer(made), subfilter=subfilter, reserved=32768)

    verdict = judged(pdf, authority.trust(), at)

    assert verdict.valid


def test_without_the_intermediate_nobody_can_tell_even_where_the_root_is_believed(authority, at):
    pdf = signed(authority.signer())

    for trust in (authority.trust(middle=False), TrustStore()):
        verdict = judged(pdf, trust, at)
        assert (verdict.integrity, verdict.trust) == (Integrity.INTACT, Trust.UNKNOWN)
        assert {Remark.CHAIN_UNKNOWN} <= {note.remark for note in verdict.signatures[0].notes}


def test_an_intermediate_that_the_file_brings_completes_the_chain(authority, at):
    pdf = signed(authority.signer(carries=(authority.middle,)))

    assert judged(pdf, authority.trust(middle=False), at).valid


@pytest.mark.parametrize(
    ("days", "remark"),
    [((-60, -30), Remark.CERTIFICATE_EXPIRED), ((3650, 3700), Remark.CERTIFICATE_NOT_YET_VALID)],
)
@pytest.mark.parametrize("known", [True, False])
def test_a_certificate_outside_its_time_is_not_trusted_whether_the_chain_is_known_or_not(
    days, remark, known, authority, at
):
    pdf = signed(authority.signer(days=days))

    verdict = judged(pdf, authority.trust() if known else TrustStore(), at)

    assert verdict.trust is Trust.NOT_TRUSTED
    assert remark in {note.remark for note in verdict.signatures[0].notes}


def test_an_authority_that_had_expired_makes_the_chain_wrong(at):
    authority = Authority(at, middle_days=(-3000, -1))

    verdict = judged(signed(authority.signer()), authority.trust(), at)

    assert verdict.trust is Trust.NOT_TRUSTED
    assert Remark.CERTIFICATE_EXPIRED in {note.remark for note in verdict.signatures[0].notes}


def test_an_authority_that_was_not_yet_valid_makes_the_chain_wrong(at):
    authority = Authority(at, middle_days=(3000, 7000))

    verdict = judged(signed(authority.signer()), authority.trust(), at)

    assert verdict.trust is Trust.NOT_TRUSTED
    assert Remark.CERTIFICATE_NOT_YET_VALID in {note.remark for note in verdict.signatures[0].notes}


def test_a_certificate_that_only_claims_a_known_authority_is_not_trusted(authority, at):
    """Issued with another key under the authority's name: the chain is complete, and wrong."""
    forged = authority.signer(by=ec.generate_private_key(ec.SECP256R1()))

    verdict = judged(signed(forged), authority.trust(), at)

    assert verdict.trust is not Trust.TRUSTED
    assert not verdict.valid


def test_a_short_key_is_not_trusted(authority, at):
    weak = authority.signer(rsa.generate_private_key(public_exponent=65537, key_size=1024))

    verdict = judged(signed(weak), authority.trust(), at)

    assert verdict.trust is Trust.NOT_TRUSTED
    assert Remark.WEAK_ALGORITHM in {note.remark for note in verdict.signatures[0].notes}


def test_a_remembered_chain_is_judged_at_the_moment_of_each_signature(authority, at):
    """The same certificate before and after its end, one memory for both."""
    pdf = signed(authority.signer())
    memory = foreign.Memory()
    trust = authority.trust()

    assert judged(pdf, trust, at, memory).trust is Trust.TRUSTED
    early = judged(pdf, trust, at - timedelta(days=60), memory)
    assert early.trust is Trust.NOT_TRUSTED
    assert Remark.CERTIFICATE_NOT_YET_VALID in {note.remark for note in early.signatures[0].notes}
    assert judged(pdf, trust, at, memory).trust is Trust.TRUSTED


def test_a_time_stamp_is_told_and_its_own_chain_judged(authority, at):
    from pyhanko.sign.timestamps import DummyTimeStamper

    clock = authority.signer()
    stamper = DummyTimeStamper(clock.signing_cert, clock.signing_key, fixed_dt=at)
    pdf = sealed(drawn(), authority.signer(), 0, timestamper=stamper)

    document = foreign.document(pdf, trust=authority.trust(), at=at)

    # Its service's certificate is not for time stamps: it confirms nothing.
    assert not document.signatures[0].timestamped
    assert document.verdict.integrity is Integrity.INTACT
