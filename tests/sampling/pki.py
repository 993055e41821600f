"""A test PKI of the government's shape: two roots with an intermediate each, and the public one; people and agencies.

Every name says that it is worth nothing. Keys are made when first asked for, and kept for the session.
"""

import functools
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from inspector_app.actions import trust
from inspector_app.actions.workspace import Workspace
from inspector_app.clock import ZONE
from inspector_app.signing.trust import TrustStore

NO_VALUE = "KHÔNG CÓ GIÁ TRỊ"
ISSUED = datetime(2026, 5, 12, 9, 0, tzinfo=ZONE)
"""When the documents of the world are signed, where nothing else is said."""

DIRECTOR = "Nguyễn Thị Mẫu"
DEPUTY = "Trần Văn Thử"
HEAD_OF_OFFICE = "Lê Thị Nháp"
RETIRED = "Phạm Văn Cũ"
DISMISSED = "Hoàng Thị Thu Hồi"
WEB_SERVER = "Đỗ Văn Máy Chủ"
STRANGER = "Vũ Thị Lạ"
PUBLIC_PERSON = "Bùi Văn Công Cộng"
AGENCY = "Sở Xây dựng"
OFFICE = "Văn phòng Sở Xây dựng"
COMPANY = "Công ty TNHH Mẫu"
PROVINCE = "Ủy ban nhân dân tỉnh Mẫu"


@dataclass(frozen=True, slots=True)
class Party:
    """A certificate and its key; `issuer` is None for a root."""

    name: str
    key: rsa.RSAPrivateKey
    certificate: x509.Certificate
    issuer: "Party | None" = None

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(Encoding.DER)

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)


def _name(**parts: str) -> x509.Name:
    oids = {
        "uid": NameOID.USER_ID,
        "country": NameOID.COUNTRY_NAME,
        "place": NameOID.LOCALITY_NAME,
        "organization": NameOID.ORGANIZATION_NAME,
        "unit": NameOID.ORGANIZATIONAL_UNIT_NAME,
        "title": NameOID.TITLE,
        "name": NameOID.COMMON_NAME,
    }
    return x509.Name([x509.NameAttribute(oids[part], text) for part, text in parts.items()])


def _usage(*, authority: bool, document: bool = True) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not authority and document,
        content_commitment=not authority and document,
        key_encipherment=not authority,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )


def _issue(
    subject: x509.Name,
    issuer: Party | None,
    *,
    since: datetime,
    until: datetime,
    authority: bool = False,
    bits: int = 2048,
    document: bool = True,
    extended: tuple[x509.ObjectIdentifier, ...] = (),
    email: str | None = None,
    lists: bool = True,
) -> Party:
    """`lists`: whether it names where its issuer's revocation list lies."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=bits)
    signing_key = issuer.key if issuer else key
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(since.astimezone(UTC))
        .not_valid_after(until.astimezone(UTC))
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(_usage(authority=authority, document=document), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signing_key.public_key()), critical=False
        )
    )
    if issuer is not None and lists:
        place = f"http://ca.mau.example/crl/{issuer.certificate.serial_number:x}.crl"
        point = x509.DistributionPoint([x509.UniformResourceIdentifier(place)], None, None, None)
        builder = builder.add_extension(x509.CRLDistributionPoints([point]), critical=False)
    if extended:
        critical = extended == (ExtendedKeyUsageOID.TIME_STAMPING,)
        builder = builder.add_extension(x509.ExtendedKeyUsage(extended), critical=critical)
    if email:
        builder = builder.add_extension(x509.SubjectAlternativeName([x509.RFC822Name(email)]), critical=False)
    name = subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value
    return Party(str(name), key, builder.sign(signing_key, SHA256()), issuer)


def _year(number: int) -> datetime:
    return datetime(number, 1, 1, tzinfo=ZONE)


def _root(name: str, since: int, until: int) -> Party:
    subject = _name(country="VN", organization=f"CHỨNG THƯ THỬ - {NO_VALUE}", name=name)
    return _issue(subject, None, since=_year(since), until=_year(until), authority=True)


def _between(name: str, root: Party, since: int, until: int) -> Party:
    subject = _name(country="VN", organization=f"CHỨNG THƯ THỬ - {NO_VALUE}", name=name)
    return _issue(subject, root, since=_year(since), until=_year(until), authority=True)


class Pki:
    """Lazy: a party costs a key (50 to 130 ms) when a test first needs it."""

    @functools.cached_property
    def root_g1(self) -> Party:
        return _root(f"GỐC THỬ - {NO_VALUE}", 2010, 2030)

    @functools.cached_property
    def root_g2(self) -> Party:
        return _root(f"GỐC THỬ G2 - {NO_VALUE}", 2018, 2048)

    @functools.cached_property
    def root_national(self) -> Party:
        return _root(f"GỐC QUỐC GIA THỬ - {NO_VALUE}", 2019, 2044)

    @functools.cached_property
    def root_unknown(self) -> Party:
        """Nobody trusts it."""
        return _root(f"GỐC LẠ - {NO_VALUE}", 2019, 2044)

    @functools.cached_property
    def state_g1(self) -> Party:
        return _between(f"CA THỬ cơ quan Nhà nước - {NO_VALUE}", self.root_g1, 2010, 2030)

    @functools.cached_property
    def state_g2(self) -> Party:
        return _between(f"CA THỬ cơ quan Nhà nước G2 - {NO_VALUE}", self.root_g2, 2018, 2038)

    @functools.cached_property
    def public(self) -> Party:
        return _between(f"CA THỬ công cộng - {NO_VALUE}", self.root_national, 2020, 2030)

    @functools.cached_property
    def unknown(self) -> Party:
        return _between(f"CA LẠ - {NO_VALUE}", self.root_unknown, 2020, 2030)

    @functools.cached_property
    def director(self) -> Party:
        return _person(DIRECTOR, self.state_g2, "nguyenthimau", bits=3072)

    @functools.cached_property
    def deputy(self) -> Party:
        return _person(DEPUTY, self.state_g1, "tranvanthu")

    @functools.cached_property
    def head_of_office(self) -> Party:
        """Signs in short (ký nháy) beside the text's end, before the leader."""
        return _person(HEAD_OF_OFFICE, self.state_g2, "lethinhap", unit="Văn phòng")

    @functools.cached_property
    def agency(self) -> Party:
        return _agency(AGENCY, self.state_g2, "sxd", bits=3072)

    @functools.cached_property
    def agency_g1(self) -> Party:
        return _agency(AGENCY, self.state_g1, "sxd")

    @functools.cached_property
    def retired(self) -> Party:
        """Expired on 31 December 2025, before the documents were signed."""
        return _person(RETIRED, self.state_g2, "phamvancu", since=2021, until=2026)

    @functools.cached_property
    def dismissed(self) -> Party:
        """Revoked on 1 April 2026: see `revocations`."""
        return _person(DISMISSED, self.state_g2, "hoangthithuhoi")

    @functools.cached_property
    def web_server(self) -> Party:
        """A certificate that is not for documents."""
        return _issue(
            _name(country="VN", organization=AGENCY, name=WEB_SERVER),
            self.state_g2,
            since=_year(2024),
            until=_year(2029),
            document=False,
            extended=(ExtendedKeyUsageOID.SERVER_AUTH,),
        )

    @functools.cached_property
    def stranger(self) -> Party:
        return _person(STRANGER, self.unknown, "vuthila")

    @functools.cached_property
    def public_person(self) -> Party:
        subject = _name(country="VN", place="Tỉnh Mẫu", name=PUBLIC_PERSON, uid="CCCD:000000000000")
        return _issue(subject, self.public, since=_year(2025), until=_year(2028), email="a@mau.example")

    @functools.cached_property
    def company(self) -> Party:
        subject = _name(country="VN", place="Tỉnh Mẫu", name=COMPANY, uid="MST:0000000000")
        return _issue(subject, self.public, since=_year(2025), until=_year(2028), email="b@mau.example")

    @functools.cached_property
    def clock(self) -> Party:
        """The time stamping service."""
        return _issue(
            _name(country="VN", organization=f"CHỨNG THƯ THỬ - {NO_VALUE}", name=f"TSA THỬ - {NO_VALUE}"),
            self.state_g2,
            since=_year(2020),
            until=_year(2035),
            extended=(ExtendedKeyUsageOID.TIME_STAMPING,),
        )

    @functools.cached_property
    def revocations(self) -> bytes:
        """The list (CRL, DER) of the G2 intermediate, made in May 2026, on which `dismissed` stands."""
        entry = (
            x509.RevokedCertificateBuilder()
            .serial_number(self.dismissed.certificate.serial_number)
            .revocation_date(datetime(2026, 4, 1, tzinfo=ZONE).astimezone(UTC))
            .build()
        )
        made = ISSUED.astimezone(UTC) - timedelta(hours=3)
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(self.state_g2.certificate.subject)
            .last_update(made)
            .next_update(made + timedelta(days=30))
            .add_revoked_certificate(entry)
            .add_extension(x509.CRLNumber(1), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(self.state_g2.key.public_key()),
                critical=False,
            )
        )
        return builder.sign(self.state_g2.key, SHA256()).public_bytes(Encoding.DER)

    @property
    def authorities(self) -> tuple[Party, ...]:
        """What an office imports: the three roots and their intermediates."""
        return (
            self.root_g1,
            self.root_g2,
            self.root_national,
            self.state_g1,
            self.state_g2,
            self.public,
        )

    def trust(self) -> TrustStore:
        roots = tuple(party.der for party in self.authorities if party.issuer is None)
        return TrustStore(roots, tuple(party.der for party in self.authorities if party.issuer))


def _person(
    name: str,
    issuer: Party,
    mail: str,
    *,
    unit: str | None = None,
    bits: int = 2048,
    since: int = 2024,
    until: int = 2029,
) -> Party:
    """As the public service names a person: no post, the agency as the organization."""
    units = {"unit": unit} if unit else {}
    subject = _name(country="VN", place="Tỉnh Mẫu", organization=AGENCY, **units, name=name)
    return _issue(
        subject, issuer, since=_year(since), until=_year(until), bits=bits, email=f"{mail}@mau.example"
    )


def _agency(name: str, issuer: Party, mail: str, *, bits: int = 2048) -> Party:
    """An agency's token, kept by the clerk: the agency stands as the name, its superior as the organization."""
    subject = _name(country="VN", place="Tỉnh Mẫu", organization=PROVINCE, name=name)
    return _issue(
        subject, issuer, since=_year(2024), until=_year(2029), bits=bits, email=f"{mail}@mau.example"
    )


@functools.cache
def pki() -> Pki:
    """One for the whole session."""
    return Pki()


def believe(ws: Workspace) -> None:
    """Import the authorities of the world into a laptop, as a person does who compared their fingerprints."""
    offered = trust.look(ws, [(f"{party.name}.crt", party.pem) for party in pki().authorities])
    trust.take(ws, offered, [own.authority.sha256 for own in offered])
