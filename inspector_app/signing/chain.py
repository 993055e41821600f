"""Whether a certificate leads to an authority this computer believes, at the moment of signing. No network."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from inspector_app.checklist.verdict import Note, Remark, Trust
from inspector_app.signing import certificates
from inspector_app.signing.trust import TrustStore

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation.settings import KeyUsageConstraints
    from pyhanko.sign.validation.status import SignatureStatus
    from pyhanko_certvalidator import ValidationContext


@dataclass(frozen=True, slots=True)
class Judgement:
    trust: Trust
    notes: tuple[Note, ...] = ()


def context(reader: "PdfFileReader", trust: TrustStore, moment: datetime) -> "ValidationContext":
    """What may be believed at `moment`: our store, and revocation lists that the document itself carries."""
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
        return DocumentSecurityStore.read_dss(reader).as_validation_context(settings)
    except NoDSSFoundError:
        return ValidationContext(**settings)


def usage() -> "KeyUsageConstraints":
    """None of pyHanko's own: it asks for nonRepudiation, which not every certificate states. `judge` looks itself."""
    from pyhanko.sign.validation.settings import KeyUsageConstraints

    return KeyUsageConstraints(key_usage=())


def judge(status: "SignatureStatus", moment: datetime, *, of_a_person: bool = True) -> Judgement:
    """Trust in the certificate at `moment`, with the reason where there is none.

    `of_a_person` is False for the certificate of a time stamping service.
    """
    from pyhanko.sign.ades.report import AdESIndeterminate

    problem = status.trust_problem_indic
    certificate = certificates.read(status.signing_cert.dump())
    if moment > certificates.ends(certificate):
        return _refused(Remark.CERTIFICATE_EXPIRED, certificates.ends(certificate), moment)
    if moment < certificates.begins(certificate):
        return _refused(Remark.CERTIFICATE_NOT_YET_VALID, certificates.begins(certificate), moment)
    if status.revocation_details is not None:
        return _refused(Remark.CERTIFICATE_REVOKED, status.revocation_details.revocation_date, moment)
    if of_a_person and not certificates.is_for_documents(certificate):
        return _refused(Remark.WRONG_KEY_USAGE)
    if problem in {
        AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE,
        AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE_NO_POE,
    }:
        return _refused(Remark.WEAK_ALGORITHM)
    if problem is None and status.trusted:
        return Judgement(Trust.TRUSTED)
    if status.error_time_horizon is not None:
        return _refused(Remark.CERTIFICATE_EXPIRED, status.error_time_horizon, moment)
    return Judgement(Trust.UNKNOWN, (Note(Remark.CHAIN_UNKNOWN),))


def _refused(remark: Remark, day: datetime | None = None, moment: datetime | None = None) -> Judgement:
    detail = "" if day is None or moment is None else day.astimezone(moment.tzinfo).isoformat()
    return Judgement(Trust.NOT_TRUSTED, (Note(remark, detail),))
