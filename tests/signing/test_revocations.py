"""Revoked is who his own issuer says it of, in lists and answers that the document carries; whatever else is missing."""

from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.hashes import SHA1, SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID

from inspector_app.checklist.verdict import Integrity, Note, Remark, Trust
from inspector_app.clock import ZONE
from inspector_app.signing import foreign
from inspector_app.signing.trust import TrustStore
from tests.sampling import pki as world
from tests.sampling import states
from tests.sampling.paper import Paper
from tests.sampling.pki import Party, pki
from tests.sampling.revision import with_evidence

AT = datetime(2026, 6, 1, 9, 0, tzinfo=ZONE)
PAPER = Paper()
SIGNED = states.signed_at(PAPER)
DAY = datetime(2026, 4, 1, 0, 0, tzinfo=ZONE)


@pytest.fixture(scope="module")
def unlisted() -> Party:
    """A person whose certificate names no place where anybody could ask."""
    name = world._name(country="VN", organization="Sở Mẫu", name="Đỗ Thị Không Nơi Hỏi")
    years = {"since": datetime(2024, 1, 1, tzinfo=ZONE), "until": datetime(2029, 1, 1, tzinfo=ZONE)}
    return world._issue(name, pki().state_g2, **years, lists=False)


@pytest.fixture(scope="module")
def signed(unlisted: Party) -> bytes:
    return states.approved(PAPER, by=unlisted)


def listing(of: Party, *, by: Party, key: rsa.RSAPrivateKey | None = None, since: datetime = DAY) -> bytes:
    """A revocation list; with another `key` under the issuer's name it is a forged one."""
    entry = (
        x509.RevokedCertificateBuilder()
        .serial_number(of.certificate.serial_number)
        .revocation_date(since.astimezone(UTC))
        .build()
    )
    made = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(by.certificate.subject)
        .last_update(since.astimezone(UTC))
        .next_update(since.astimezone(UTC) + timedelta(days=30))
        .add_revoked_certificate(entry)
    )
    return made.sign(key or by.key, SHA256()).public_bytes(Encoding.DER)


def answer(of: Party, *, issuer: Party, by: Party) -> bytes:
    """What a service answers: that the certificate is revoked."""
    made = ocsp.OCSPResponseBuilder().add_response(
        of.certificate,
        issuer.certificate,
        SHA1(),
        ocsp.OCSPCertStatus.REVOKED,
        this_update=DAY.astimezone(UTC),
        next_update=None,
        revocation_time=DAY.astimezone(UTC),
        revocation_reason=None,
    )
    made = made.responder_id(ocsp.OCSPResponderEncoding.NAME, by.certificate).certificates([by.certificate])
    return made.sign(by.key, SHA256()).public_bytes(Encoding.DER)


def service(issuer: Party, *, may_answer: bool = True) -> Party:
    name = world._name(country="VN", organization="Sở Mẫu", name="DỊCH VỤ TRẢ LỜI")
    purpose = ExtendedKeyUsageOID.OCSP_SIGNING if may_answer else ExtendedKeyUsageOID.CLIENT_AUTH
    years = {"since": datetime(2024, 1, 1, tzinfo=ZONE), "until": datetime(2029, 1, 1, tzinfo=ZONE)}
    return world._issue(name, issuer, **years, extended=(purpose,))


def judged(pdf: bytes, trust: TrustStore | None = None) -> tuple[Trust, tuple[Note, ...]]:
    verdict = foreign.document(pdf, trust=pki().trust() if trust is None else trust, at=AT).verdict
    assert verdict.integrity is Integrity.INTACT
    notes = (note for note in verdict.signatures[0].notes if note.remark is not Remark.NO_TIMESTAMP)
    return verdict.trust, tuple(notes)


REVOKED = Trust.NOT_TRUSTED, (Note(Remark.CERTIFICATE_REVOKED, "00:00 01/04/2026"),)


def test_a_list_is_used_also_where_the_certificate_names_no_place_to_ask(
    unlisted: Party, signed: bytes
) -> None:
    assert judged(signed) == (Trust.TRUSTED, ())
    assert judged(with_evidence(signed, lists=[listing(unlisted, by=pki().state_g2)])) == REVOKED


def test_a_list_is_used_where_the_certificate_names_a_place() -> None:
    signed = states.approved(PAPER, by=pki().dismissed)
    assert judged(signed) == (Trust.TRUSTED, ())
    assert judged(with_evidence(signed, lists=[listing(pki().dismissed, by=pki().state_g2)])) == REVOKED


def test_an_old_list_still_tells_that_somebody_was_revoked(unlisted: Party, signed: bytes) -> None:
    old = datetime(2025, 3, 1, tzinfo=ZONE)
    trust, notes = judged(with_evidence(signed, lists=[listing(unlisted, by=pki().state_g2, since=old)]))
    assert (trust, notes) == (
        Trust.NOT_TRUSTED,
        (Note(Remark.CERTIFICATE_REVOKED, "00:00 01/03/2025"),),
    )


def test_an_old_list_on_which_somebody_does_not_stand_says_nothing_against_him() -> None:
    signed = states.approved(PAPER, by=pki().director)
    for by in (pki().state_g2, pki().state_g1):
        pdf = with_evidence(signed, lists=[listing(pki().dismissed, by=by)])
        assert judged(pdf) == (Trust.TRUSTED, ())


def test_a_list_counts_also_where_the_chain_does_not_lead_to_a_root_that_is_believed(
    unlisted: Party, signed: bytes
) -> None:
    no_roots = TrustStore((), pki().trust().intermediates)
    pdf = with_evidence(signed, lists=[listing(unlisted, by=pki().state_g2)])
    assert judged(signed, no_roots)[0] is Trust.UNKNOWN
    assert judged(pdf, no_roots) == REVOKED


def test_a_revoked_authority_takes_its_people_with_it(signed: bytes) -> None:
    pdf = with_evidence(signed, lists=[listing(pki().state_g2, by=pki().root_g2)])
    assert judged(pdf) == REVOKED


def test_lists_of_others_and_of_later_days_say_nothing(unlisted: Party, signed: bytes) -> None:
    stolen = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    for useless in (
        listing(unlisted, by=pki().state_g1),
        listing(unlisted, by=pki().state_g2, key=stolen),
        listing(pki().dismissed, by=pki().state_g2),
        listing(unlisted, by=pki().state_g2, since=SIGNED + timedelta(hours=1)),
    ):
        assert judged(with_evidence(signed, lists=[useless])) == (Trust.TRUSTED, ())


def test_an_answer_is_used_of_the_issuer_and_of_whom_it_named(unlisted: Party, signed: bytes) -> None:
    issuer = pki().state_g2
    for by in (issuer, service(issuer)):
        pdf = with_evidence(signed, answers=[answer(unlisted, issuer=issuer, by=by)])
        assert judged(pdf) == REVOKED
    for by in (service(issuer, may_answer=False), service(pki().state_g1)):
        pdf = with_evidence(signed, answers=[answer(unlisted, issuer=issuer, by=by)])
        assert judged(pdf) == (Trust.TRUSTED, ())


def test_when_a_certificate_ended_is_said_as_people_write_it() -> None:
    trust, notes = judged(states.approved(PAPER, by=pki().retired))
    assert trust is Trust.NOT_TRUSTED
    assert notes == (Note(Remark.CERTIFICATE_EXPIRED, "00:00 01/01/2026"),)
