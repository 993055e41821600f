"""After the three, a clerk adds number, date and seal with another program: all stays valid and is named."""

import io
from datetime import UTC, timedelta

import pytest
from asn1crypto import keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils.content import RawContent
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter, append_signature_field
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, PdfTimeStamper
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko.stamp import StaticStampStyle

from inspector_app.checklist.verdict import Integrity, Remark, Trust
from inspector_app.signing import pkcs12, trial, verify
from inspector_app.signing.trust import TrustStore


@pytest.fixture
def check(required, trust, at):
    return lambda pdf: verify.minutes(pdf, required=required, trust=trust, at=at)


def sealed(pdf, clerk, field="dau_co_quan", subfilter=SigSeedSubFilter.ADOBE_PKCS7_DETACHED):
    """The same library as it comes: it rewrites Info and XMP, as most programs do."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    append_signature_field(writer, SigFieldSpec(field, on_page=0, box=(60, 720, 160, 780)))
    metadata = PdfSignatureMetadata(field_name=field, subfilter=subfilter, md_algorithm="sha256")
    style = StaticStampStyle(
        border_width=1, background=RawContent(b"0 0 100 60 re S", box=BoxConstraints(100, 60))
    )
    out = PdfSigner(metadata, clerk.key_holder, stamp_style=style).sign_pdf(writer, bytes_reserved=16384)
    return out.getvalue()


def remarks(verdict):
    return [note.remark for note in verdict.notes]


def test_a_seal_by_another_program_leaves_the_three_valid_and_is_named(signed, people, check):
    verdict = check(sealed(signed, people[3]))

    assert verdict.valid
    assert len(verdict.signatures) == 4
    assert all(signature.valid for signature in verdict.signatures)
    assert remarks(verdict) == [Remark.LATER_SIGNATURE, Remark.METADATA_CHANGED_LATER]
    assert [note.detail for note in verdict.notes] == ["VĂN THƯ THỬ", "Info, XMP"]


def test_number_date_and_seal_as_three_later_signatures(signed, people, check):
    pdf = signed
    for field in ("so", "ngay", "dau"):
        pdf = sealed(pdf, people[3], field)

    verdict = check(pdf)

    assert verdict.valid
    assert len(verdict.signatures) == 6
    assert remarks(verdict).count(Remark.LATER_SIGNATURE) == 3


def test_a_seal_before_the_last_required_signature_is_refused(unsigned, required, people, sign, check):
    pdf = sealed(sign(sign(unsigned, required[0], people[0]), required[1], people[1]), people[3])
    pdf = sign(pdf, required[2], people[2])

    verdict = check(pdf)

    assert not verdict.valid
    assert verdict.integrity is Integrity.CHANGED
    assert not verdict.signatures[0].valid


def test_a_seal_nobody_knows_makes_the_whole_unknown_but_not_changed(signed, at, check):
    stranger = trial.make(["NGƯỜI LẠ"], at, "x").people[0]

    verdict = check(sealed(signed, pkcs12.load(stranger.pkcs12, "x", at)))

    assert not verdict.valid
    assert verdict.integrity is Integrity.INTACT
    assert verdict.trust is Trust.UNKNOWN
    assert [signature.valid for signature in verdict.signatures] == [True, True, True, False]
    assert "NGƯỜI LẠ" in [note.detail for note in verdict.notes]


def test_a_seal_that_does_not_hold_covers_nothing(signed, people, check):
    pdf = bytearray(sealed(signed, people[3]))
    pdf[-200] ^= 1

    verdict = check(bytes(pdf))

    assert not verdict.valid
    assert verdict.integrity is not Integrity.INTACT


def test_a_later_change_of_the_description_without_a_signature_is_refused(signed, check):
    writer = IncrementalPdfFileWriter(io.BytesIO(signed))
    writer.update_root()
    out = io.BytesIO()
    writer.write(out)

    verdict = check(out.getvalue())

    assert verdict.integrity is Integrity.CHANGED
    assert Remark.METADATA_CHANGED_LATER in remarks(verdict)
    assert Remark.LATER_REVISION_UNSIGNED in remarks(verdict)


def test_an_empty_place_for_a_seal_added_later_is_refused_until_somebody_signs_it(signed, people, check):
    writer = IncrementalPdfFileWriter(io.BytesIO(signed))
    append_signature_field(writer, SigFieldSpec("dau", on_page=0, box=(60, 720, 160, 780)))
    out = io.BytesIO()
    writer.write(out)
    waiting = out.getvalue()
    metadata = PdfSignatureMetadata(field_name="dau", md_algorithm="sha256")
    writer = IncrementalPdfFileWriter(io.BytesIO(waiting))
    done = PdfSigner(metadata, people[3].key_holder).sign_pdf(writer, bytes_reserved=16384).getvalue()

    assert check(waiting).integrity is Integrity.CHANGED
    assert check(done).valid


def test_time_passing_does_not_undo_signatures_made_in_time(signed, required, trust, at):
    later = at + timedelta(days=4000)

    assert verify.minutes(signed, required=required, trust=trust, at=later).valid


@pytest.fixture(scope="module")
def timestamps(at):
    """A time stamping service that answers at once, a day after the signatures."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "DẤU THỜI GIAN THỬ")])
    usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(at - timedelta(days=1))
        .not_valid_after(at + timedelta(days=3000))
        .add_extension(usage, critical=True)
        .sign(key, SHA256())
    )
    der = certificate.public_bytes(Encoding.DER)
    key_der = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    service = DummyTimeStamper(
        asn1_x509.Certificate.load(der),
        keys.PrivateKeyInfo.load(key_der),
        fixed_dt=(at + timedelta(days=1)).astimezone(UTC),
    )
    return service, der


def stamped(pdf, service, field):
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    return PdfTimeStamper(service, field_name=field).timestamp_pdf(writer, "sha256").getvalue()


def test_the_time_stamp_of_the_office_leaves_all_valid(signed, required, trust, at, timestamps):
    service, der = timestamps
    believing = TrustStore((*trust.roots, der))

    verdict = verify.minutes(
        stamped(signed, service, "dau_thoi_gian"),
        required=required,
        trust=believing,
        at=at + timedelta(days=2),
    )

    assert verdict.valid
    assert verdict.signatures[3].signer == "DẤU THỜI GIAN THỬ"
    assert verdict.signatures[3].signed_at == at + timedelta(days=1)


def test_a_time_stamp_in_the_place_of_a_person_is_not_that_persons_signature(
    unsigned, required, people, sign, trust, at, timestamps
):
    service, der = timestamps
    pdf = sign(sign(unsigned, required[0], people[0]), required[1], people[1])
    believing = TrustStore((*trust.roots, der))

    verdict = verify.minutes(
        stamped(pdf, service, required[2]), required=required, trust=believing, at=at + timedelta(days=2)
    )

    assert not verdict.valid
    assert verdict.missing == (required[2],)


def test_a_time_stamp_and_not_the_signers_clock_decides_when_it_was(
    signed, people, required, trust, at, timestamps
):
    service, der = timestamps
    writer = IncrementalPdfFileWriter(io.BytesIO(signed))
    metadata = PdfSignatureMetadata(field_name="dau", md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES)
    signer = PdfSigner(metadata, people[3].key_holder, timestamper=service)
    pdf = signer.sign_pdf(writer, bytes_reserved=32768).getvalue()

    def notes(roots):
        verdict = verify.minutes(pdf, required=required, trust=TrustStore(roots), at=at + timedelta(days=2))
        assert verdict.valid
        return [note.remark for note in verdict.signatures[3].notes]

    assert notes((*trust.roots, der)) == []
    assert notes(trust.roots) == [Remark.NO_TIMESTAMP]
