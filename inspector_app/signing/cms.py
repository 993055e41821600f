"""Detached CMS signatures (RFC 5652) of a device over what it hands over.

The kind of the signed file is the signed content type, so that one kind never passes as another.
Who a device is and whether it is accepted is decided elsewhere.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from inspector_app.errors import N_, SigningError
from inspector_app.signing import certificates, device
from inspector_app.signing.device import DeviceKey

if TYPE_CHECKING:
    from asn1crypto.cms import ContentInfo, SignerInfo
    from cryptography import x509


class ContentKind(StrEnum):
    """What a signed file is."""

    PARCEL_MANIFEST = "parcel-manifest"
    RECEIPT = "receipt"
    OFFICE_PROFILE = "office-profile"
    OPEN_FINDINGS = "open-findings"


# Under 2.25.<UUID> (ITU-T X.667), which needs no registration. A number once given never changes its meaning.
_ARC = "2.25.223961835703824724037386459354791378814"
_CONTENT_TYPES = {
    ContentKind.PARCEL_MANIFEST: f"{_ARC}.1",
    ContentKind.RECEIPT: f"{_ARC}.2",
    ContentKind.OFFICE_PROFILE: f"{_ARC}.3",
    ContentKind.OPEN_FINDINGS: f"{_ARC}.4",
}


@dataclass(frozen=True, slots=True)
class CmsVerdict:
    """Who signed, and whether these very bytes."""

    intact: bool
    certificate_der: bytes = field(repr=False)
    fingerprint: str
    """Of the public key, as `DeviceKey.fingerprint`; believed only where a person accepted it."""
    signed_at: datetime
    """As the signing computer's clock said, in UTC."""
    name: str


def sign(data: bytes, kind: ContentKind | str, key: DeviceKey, at: datetime) -> bytes:
    """The detached signature (.p7s, DER) of `key` over `data` as a file of `kind`."""
    from asn1crypto import algos, cms, tsp, x509
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.hashes import SHA256

    content_type = _CONTENT_TYPES[ContentKind(kind)]
    certificate = x509.Certificate.load(key.certificate_der)
    moment = at.astimezone(UTC).replace(microsecond=0)
    certificate_id = tsp.ESSCertIDv2({"cert_hash": hashlib.sha256(key.certificate_der).digest()})
    attributes = cms.CMSAttributes(
        [
            _attribute("content_type", content_type),
            _attribute("message_digest", hashlib.sha256(data).digest()),
            _attribute(
                "signing_time", cms.Time({"utc_time" if moment.year < 2050 else "generalized_time": moment})
            ),
            _attribute("signing_certificate_v2", tsp.SigningCertificateV2({"certs": [certificate_id]})),
        ]
    )
    signer = cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.SignerIdentifier(
                {
                    "issuer_and_serial_number": cms.IssuerAndSerialNumber(
                        {"issuer": certificate.issuer, "serial_number": certificate.serial_number}
                    )
                }
            ),
            "digest_algorithm": algos.DigestAlgorithm({"algorithm": "sha256"}),
            "signed_attrs": attributes,
            "signature_algorithm": algos.SignedDigestAlgorithm({"algorithm": "sha256_ecdsa"}),
            "signature": key.private_key.sign(attributes.dump(), ec.ECDSA(SHA256())),
        }
    )
    signed = cms.SignedData(
        {
            "version": "v3",
            "digest_algorithms": [algos.DigestAlgorithm({"algorithm": "sha256"})],
            "encap_content_info": {"content_type": content_type},
            "certificates": [certificate],
            "signer_infos": [signer],
        }
    )
    der: bytes = cms.ContentInfo({"content_type": "signed_data", "content": signed}).dump()
    return der


def verify(data: bytes, cms: bytes, kind: ContentKind | str) -> CmsVerdict:
    """Whether `cms` signs these bytes as a file of `kind`, and by whom.

    A changed byte gives a verdict that is not intact. SigningError: CMS-UNREADABLE where it is no signature
    of ours, CMS-KIND where it signs another kind of file.
    """
    from cryptography.exceptions import UnsupportedAlgorithm

    try:
        verdict, signed_kind = _verdict(data, cms)
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, UnsupportedAlgorithm) as error:
        raise SigningError(
            "CMS-UNREADABLE",
            N_("The signature beside the file cannot be read."),
            why=N_("It is damaged, or was made by another program."),
            todo=N_("Ask the sender to send it again."),
        ) from error
    if signed_kind != _CONTENT_TYPES[ContentKind(kind)]:
        raise SigningError(
            "CMS-KIND",
            N_("The signature belongs to another kind of file than {kind}."),
            why=N_("A signed file was put in the place of another, by mistake or on purpose."),
            todo=N_("Do not use the file; ask the sender to send it again."),
            kind=str(kind),
        )
    return verdict


def _verdict(data: bytes, cms: bytes) -> tuple[CmsVerdict, str]:
    signer, certificate, der, signed_kind = _read(cms)
    attributes = _attributes(signer)
    intact = (
        attributes["message_digest"].native == hashlib.sha256(data).digest()
        and attributes["content_type"].dotted == signed_kind
        and _names_certificate(attributes["signing_certificate_v2"], der)
        and _signature_holds(signer, certificate)
    )
    verdict = CmsVerdict(
        intact=intact,
        certificate_der=der,
        fingerprint=device.fingerprint(certificate),
        signed_at=attributes["signing_time"].native,
        name=certificates.subject(certificate),
    )
    return verdict, signed_kind


def _attribute(kind: str, value: object) -> Any:
    from asn1crypto import cms

    return cms.CMSAttribute({"type": kind, "values": [value]})


def _read(data: bytes) -> tuple["SignerInfo", "x509.Certificate", bytes, str]:
    """Signer, certificate (with its DER) and content type of a signature made exactly as `sign` makes it."""
    # tsp adds names to cms that count only before the first attribute is read: without it here, a program
    # that verifies first could never sign afterwards.
    from asn1crypto import cms, tsp  # noqa: F401

    whole: ContentInfo = cms.ContentInfo.load(data, strict=True)
    signed = whole["content"]
    signers, held = signed["signer_infos"], signed["certificates"]
    content = signed["encap_content_info"]
    if (
        whole["content_type"].native != "signed_data"
        or len(signers) != 1
        or len(held) != 1
        or content["content"].native is not None
        or signers[0]["digest_algorithm"]["algorithm"].native != "sha256"
        or signers[0]["signature_algorithm"]["algorithm"].native != "sha256_ecdsa"
    ):
        raise ValueError("not a signature as this program makes them")
    der = held[0].chosen.dump()
    return signers[0], certificates.read(der), der, content["content_type"].dotted


def _attributes(signer: "SignerInfo") -> dict[str, Any]:
    """Each signed attribute by name; one that occurs twice or has two values says nothing certain."""
    found: dict[str, Any] = {}
    for attribute in signer["signed_attrs"]:
        name = attribute["type"].native
        if name in found or len(attribute["values"]) != 1:
            raise ValueError("ambiguous signed attribute")
        found[name] = attribute["values"][0]
    return found


def _names_certificate(attribute: Any, der: bytes) -> bool:
    """The signature names its certificate, so that the name in it cannot be exchanged (RFC 5035)."""
    named = attribute["certs"]
    return len(named) == 1 and named[0]["cert_hash"].native == hashlib.sha256(der).digest()


def _signature_holds(signer: "SignerInfo", certificate: "x509.Certificate") -> bool:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.hashes import SHA256

    public = certificate.public_key()
    if not isinstance(public, ec.EllipticCurvePublicKey):
        raise TypeError("not a device's key")
    # What was signed is the set itself (tag 31), not its tagged form in the message (RFC 5652, 5.4).
    signed = b"\x31" + signer["signed_attrs"].dump()[1:]
    try:
        public.verify(signer["signature"].native, signed, ec.ECDSA(SHA256()))
    except InvalidSignature:
        return False
    return True
