"""A small signed world: throw-away certificates, minutes with three signature places, a visible stamp."""

import io
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from pikepdf import Array, Dictionary, Name, String
from reportlab.pdfgen.canvas import Canvas

from inspector_app.checklist.verdict import SignerRole
from inspector_app.clock import ZONE
from inspector_app.signing import pades, pkcs12, trial
from inspector_app.signing.signer import Signer
from inspector_app.signing.trust import TrustStore

AT = datetime(2026, 5, 12, 16, 30, tzinfo=ZONE)
PASSWORD = "mật khẩu thử"
REQUIRED = tuple(role.value for role in SignerRole)
XMP = b"""<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"><pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""

Sign = Callable[[bytes, str, Signer], bytes]


@pytest.fixture(scope="session")
def at() -> datetime:
    return AT


@pytest.fixture(scope="session")
def password() -> str:
    return PASSWORD


@pytest.fixture(scope="session")
def required() -> tuple[str, ...]:
    return REQUIRED


@pytest.fixture(scope="session")
def world() -> trial.TrialCertificates:
    names = ("NGƯỜI KÝ THỬ 1", "NGƯỜI KÝ THỬ 2", "NGƯỜI KÝ THỬ 3", "VĂN THƯ THỬ")
    return trial.make(names, AT, PASSWORD)


@pytest.fixture(scope="session")
def trust(world: trial.TrialCertificates) -> TrustStore:
    return TrustStore((world.root_der,))


@pytest.fixture(scope="session")
def people(world: trial.TrialCertificates) -> tuple[Signer, ...]:
    """Three who sign the minutes, and the clerk who seals them later."""
    return tuple(pkcs12.load(person.pkcs12, PASSWORD, AT) for person in world.people)


@pytest.fixture(scope="session")
def sign() -> Sign:
    """Sign one place, with a visible stamp."""

    def signed(pdf: bytes, field: str, signer: Signer) -> bytes:
        return pades.sign(
            pdf,
            field,
            signer,
            AT + timedelta(minutes=REQUIRED.index(field) if field in REQUIRED else 0),
            stamp=stamp(),
            reason="Ký biên bản kiểm tra",
            location="Sở Mẫu, tỉnh Mẫu",
        )

    return signed


@pytest.fixture(scope="session")
def unsigned() -> bytes:
    return minutes()


@pytest.fixture(scope="session")
def signed(unsigned: bytes, people: tuple[Signer, ...], sign: Sign) -> bytes:
    """The minutes with all three signatures."""
    pdf = unsigned
    for field, person in zip(REQUIRED, people, strict=False):
        pdf = sign(pdf, field, person)
    return pdf


def minutes(fields: Sequence[str] = REQUIRED) -> bytes:
    """Two pages, Info, XMP and the signature places as the minutes draw them: empty, locked, invisible so far."""
    raw = io.BytesIO()
    canvas = Canvas(raw, invariant=1)
    for page in (1, 2):
        canvas.setFont("Times-Roman", 13)
        canvas.drawString(80, 700, f"BIEN BAN KIEM TRA, trang {page}: ty le 23,3%")
        canvas.showPage()
    canvas.save()
    pdf = pikepdf.open(io.BytesIO(raw.getvalue()))
    pdf.Root.Metadata = pdf.make_stream(XMP, Type=Name.Metadata, Subtype=Name.XML)
    empty = pdf.make_indirect(
        pdf.make_stream(
            b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 1, 1]), Resources=Dictionary()
        )
    )
    page = pdf.pages[1].obj
    places = []
    for column, field in enumerate(fields):
        widget = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Sig,
            T=String(field),
            F=4 + 128,
            Rect=Array([60 + 170 * column, 300, 210 + 170 * column, 380]),
            P=page,
            AP=Dictionary(N=empty),
            Lock=pdf.make_indirect(
                Dictionary(Type=Name.SigFieldLock, Action=Name.Include, Fields=Array([String(field)]))
            ),
        )
        places.append(pdf.make_indirect(widget))
    page.Annots = Array(places)
    pdf.Root.AcroForm = Dictionary(Fields=Array(places), SigFlags=3)
    done = io.BytesIO()
    pdf.save(done, deterministic_id=True, force_version="1.7")
    return done.getvalue()


def stamp() -> bytes:
    drawn = io.BytesIO()
    canvas = Canvas(drawn, pagesize=(150, 80), invariant=1)
    canvas.setFont("Times-Roman", 8)
    canvas.drawString(4, 40, "Ky boi: NGUOI KY THU")
    canvas.save()
    return drawn.getvalue()


@pytest.fixture(scope="session")
def self_signed() -> Callable[[str], bytes]:
    """DER of a root authority of any name."""

    def made(name: str) -> bytes:
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(subject)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(AT - timedelta(days=1))
            .not_valid_after(AT + timedelta(days=9000))
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
            .sign(key, SHA256())
            .public_bytes(Encoding.DER)
        )

    return made
