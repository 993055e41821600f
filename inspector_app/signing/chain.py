"""Whether a certificate leads to an authority this computer believes, at the moment of signing. No network."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from inspector_app.checklist.e_documents import Holder
from inspector_app.checklist.verdict import Note, Remark, Trust
from inspector_app.signing import certificates, holders, revocations
from inspector_app.signing.trust import TrustStore

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.ades.report import AdESSubIndic
    from pyhanko.sign.validation.settings import KeyUsageConstraints
    from pyhanko.sign.validation.status import SignatureStatus
    from pyhanko_certvalidator import ValidationContext
    from pyhanko_certvalidator.path import ValidationPath

_REMEMBERED = 4096
"""Certificates; one authority has issued a few hundred thousand, one folder shows a few dozen."""


@dataclass(frozen=True, slots=True)
class Judgement:
    trust: Trust
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a certificate says of itself, read once."""

    der: bytes
    fingerprint: str
    subject: str
    issuer: str
    begins: datetime
    ends: datetime
    is_for_documents: bool
    holder: Holder


@dataclass(frozen=True, slots=True)
class _Chain:
    """The outcome of a chain, and between which moments it is the same."""

    trust: Trust
    begins: datetime
    ends: datetime


@dataclass(slots=True)
class Memory:
    """What may be remembered from one file to the next: certificates and their chains. Not shared by threads.

    Nothing that rests on revocation lists: a file that brings some is judged anew.
    """

    _certificates: dict[bytes, Certificate] = field(default_factory=dict)
    _chains: dict[tuple[bytes, frozenset[bytes], TrustStore], _Chain] = field(default_factory=dict)
    _nobody: "ValidationContext | None" = None

    @property
    def nobody(self) -> "ValidationContext":
        """A context in which nobody is believed: for the check of a CMS apart from its chain."""
        from pyhanko_certvalidator import ValidationContext

        if self._nobody is None:
            self._nobody = ValidationContext(trust_roots=[], allow_fetching=False)
        return self._nobody

    def certificate(self, der: bytes) -> Certificate:
        """ValueError where it is none."""
        known = self._certificates.get(der)
        if known is None:
            known = _certificate(der)
            _make_room(self._certificates)
            self._certificates[der] = known
        return known

    def judgement(
        self,
        certificate: Certificate,
        others: frozenset[bytes],
        trust: TrustStore,
        moment: datetime,
        *,
        weak: bool,
    ) -> Judgement | None:
        """Trust in the certificate of a person or an agency, as `judge` says; None where it is not remembered."""
        known = self._chains.get((certificate.der, others, trust))
        if known is None:
            return None
        refused = _refused_by_itself(certificate, moment, of_a_person=True)
        if refused is not None:
            return refused
        if weak:
            return _refused(Remark.WEAK_ALGORITHM)
        if not known.begins <= moment <= known.ends:
            return None
        return Judgement(Trust.TRUSTED) if known.trust is Trust.TRUSTED else _UNKNOWN

    def keep(
        self,
        certificate: Certificate,
        others: frozenset[bytes],
        trust: TrustStore,
        status: "SignatureStatus",
        judgement: Judgement,
    ) -> None:
        """Remember a chain that was complete, or that nobody could complete; no other outcome."""
        from pyhanko.sign.ades.report import AdESIndeterminate

        begins, ends = certificate.begins, certificate.ends
        if judgement.trust is Trust.TRUSTED and status.validation_path is not None:
            authorities = [
                _limits(one.dump()) for one in status.validation_path.iter_certs(include_root=True)
            ]
            begins = max(begins, *(first for first, _ in authorities))
            ends = min(ends, *(last for _, last in authorities))
        elif (
            judgement != _UNKNOWN
            or status.trust_problem_indic != AdESIndeterminate.NO_CERTIFICATE_CHAIN_FOUND
        ):
            return
        _make_room(self._chains)
        self._chains[certificate.der, others, trust] = _Chain(judgement.trust, begins, ends)


_UNKNOWN = Judgement(Trust.UNKNOWN, (Note(Remark.CHAIN_UNKNOWN),))


def context(
    reader: "PdfFileReader", trust: TrustStore, moment: datetime, *, lists: bool = True
) -> "ValidationContext":
    """What may be believed at `moment`: our store, and what the document itself carries, with or without its
    revocation `lists`."""
    from asn1crypto import x509
    from pyhanko.sign.validation.dss import DocumentSecurityStore
    from pyhanko.sign.validation.errors import NoDSSFoundError
    from pyhanko_certvalidator import ValidationContext

    settings: dict[str, Any] = {
        "trust_roots": [x509.Certificate.load(der) for der in trust.roots],
        "other_certs": [x509.Certificate.load(der) for der in trust.intermediates],
        "moment": moment,
        "allow_fetching": False,
        "revocation_mode": "soft-fail",
        # A list made after the signature still tells of a revocation before it.
        "retroactive_revinfo": True,
    }
    try:
        carried = DocumentSecurityStore.read_dss(reader)
        if not lists:
            carried = DocumentSecurityStore(writer=None, certs=carried.certs)
        return carried.as_validation_context(settings)
    except NoDSSFoundError:
        return ValidationContext(**settings)


def usage() -> "KeyUsageConstraints":
    """None of pyHanko's own: it asks for nonRepudiation, which not every certificate states. `judge` looks itself."""
    from pyhanko.sign.validation.settings import KeyUsageConstraints

    return KeyUsageConstraints(key_usage=())


def is_weak(problem: "AdESSubIndic | None") -> bool:
    """Whether a method that is no longer safe is what is wrong."""
    from pyhanko.sign.ades.report import AdESIndeterminate

    return problem in {
        AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE,
        AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE_NO_POE,
    }


def judge(
    status: "SignatureStatus", certificate: Certificate, moment: datetime, *, of_a_person: bool = True
) -> Judgement:
    """Trust in the certificate at `moment`, with the reason where there is none.

    UNKNOWN only where no chain could be completed from what the file and this computer hold; a chain that is
    complete and wrong is NOT_TRUSTED, as is a certificate that only vouches for itself. `of_a_person` is False
    for the certificate of a time stamping service.
    """
    from pyhanko.sign.ades.report import AdESIndeterminate

    problem = status.trust_problem_indic
    refused = _refused_by_itself(certificate, moment, of_a_person=of_a_person, status=status)
    if refused is not None:
        return refused
    if is_weak(problem):
        return _refused(Remark.WEAK_ALGORITHM)
    if problem is None and status.trusted:
        return Judgement(Trust.TRUSTED)
    if status.error_time_horizon is not None:
        return _refused(Remark.CERTIFICATE_EXPIRED, status.error_time_horizon)
    if problem is AdESIndeterminate.CERTIFICATE_CHAIN_GENERAL_FAILURE and status.validation_path is not None:
        return _wrong_chain(status.validation_path, moment)
    if certificates.is_self_signed(certificates.read(certificate.der)):
        return _refused(Remark.SELF_SIGNED)
    return _UNKNOWN


def by_evidence(
    judgement: Judgement,
    certificate: Certificate,
    others: Iterable[bytes],
    reader: "PdfFileReader",
    trust: TrustStore,
    moment: datetime,
) -> Judgement:
    """The judgement, or that the certificate was revoked before `moment`, where lists or answers that the document
    carries say it by the issuer's own signature; `others` are the certificates beside the signature."""
    if judgement.trust is Trust.NOT_TRUSTED:
        return judgement
    since = revocations.revoked(
        certificate.der, (*trust.intermediates, *trust.roots, *others), reader, moment
    )
    return judgement if since is None else _refused(Remark.CERTIFICATE_REVOKED, since)


def _refused_by_itself(
    certificate: Certificate,
    moment: datetime,
    *,
    of_a_person: bool,
    status: "SignatureStatus | None" = None,
) -> Judgement | None:
    if moment > certificate.ends:
        return _refused(Remark.CERTIFICATE_EXPIRED, certificate.ends)
    if moment < certificate.begins:
        return _refused(Remark.CERTIFICATE_NOT_YET_VALID, certificate.begins)
    if status is not None and status.revocation_details is not None:
        return _refused(Remark.CERTIFICATE_REVOKED, status.revocation_details.revocation_date)
    if of_a_person and not certificate.is_for_documents:
        return _refused(Remark.WRONG_KEY_USAGE)
    return None


def _wrong_chain(path: "ValidationPath", moment: datetime) -> Judgement:
    """A chain that is complete, but one of its authorities is not yet valid, may not issue or did not sign."""
    for authority in path.iter_certs(include_root=True):
        begins, _ = _limits(authority.dump())
        if moment < begins:
            return _refused(Remark.CERTIFICATE_NOT_YET_VALID, begins)
    return _refused(Remark.CHAIN_UNKNOWN)


def _certificate(der: bytes) -> Certificate:
    read = certificates.read(der)
    return Certificate(
        der,
        certificates.fingerprint(der),
        certificates.subject(read),
        certificates.issuer(read),
        certificates.begins(read),
        certificates.ends(read),
        certificates.is_for_documents(read),
        holders.read(der),
    )


def _limits(der: bytes) -> tuple[datetime, datetime]:
    read = certificates.read(der)
    return certificates.begins(read), certificates.ends(read)


def _make_room(remembered: dict[Any, Any]) -> None:
    if len(remembered) >= _REMEMBERED:
        remembered.clear()


def _refused(remark: Remark, since: datetime | None = None) -> Judgement:
    detail = "" if since is None else certificates.spoken(since)
    return Judgement(Trust.NOT_TRUSTED, (Note(remark, detail),))
