"""Documents of other systems: later signatures and descriptions are let pass, shown content never changes."""

import io
import os
from pathlib import Path

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

from inspector_app.checklist.verdict import Integrity, Remark, Trust
from inspector_app.signing import foreign, verify
from inspector_app.signing.trust import TrustStore

CORPORA = Path(
    os.environ.get("INSPECTOR_CORPORA", Path(__file__).resolve().parents[3] / "shared" / "corpora")
)
ATTACKS = sorted((CORPORA / "signed_pdf_attacks").glob("*__4_*.pdf"))


@pytest.fixture
def check(trust, at):
    return lambda pdf: verify.foreign(pdf, trust=trust, at=at)


@pytest.fixture(scope="module")
def issued(unsigned, people):
    """A leader's approval, then the clerk's visible seal, both by another program."""
    pdf = unsigned
    for number, person in enumerate((people[0], people[3])):
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
        box = (60, 500 + 80 * number, 200, 560 + 80 * number)
        append_signature_field(writer, SigFieldSpec(f"Signature{number}", on_page=0, box=box))
        metadata = PdfSignatureMetadata(field_name=f"Signature{number}", md_algorithm="sha256")
        pdf = PdfSigner(metadata, person.key_holder).sign_pdf(writer, bytes_reserved=16384).getvalue()
    return pdf


def updated(pdf, change):
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_document_approved_and_sealed_is_valid_and_says_what_came_later(issued, check):
    verdict = check(issued)

    assert verdict.valid
    assert [signature.signer for signature in verdict.signatures] == ["NGƯỜI KÝ THỬ 1", "VĂN THƯ THỬ"]
    assert {note.remark for note in verdict.notes} == {
        Remark.LATER_SIGNATURE,
        Remark.METADATA_CHANGED_LATER,
    }


def test_a_description_changed_last_is_named_and_not_failed(issued, check):
    verdict = check(updated(issued, lambda writer: writer.update_root()))

    assert verdict.valid
    assert Remark.METADATA_CHANGED_LATER in {note.remark for note in verdict.notes}


def test_changed_content_is_refused(issued, check):
    def cover(writer):
        page, _ = writer.find_page_for_modification(0)
        stream = generic.StreamObject(stream_data=b"0 0 600 800 re f")
        page.get_object()["/Contents"] = writer.add_object(stream)
        writer.update_container(page.get_object())

    verdict = check(updated(issued, cover))

    assert verdict.integrity is Integrity.CHANGED
    assert not any(signature.valid for signature in verdict.signatures)


def test_a_visible_place_added_and_not_signed_is_refused(issued, check):
    def add(writer):
        append_signature_field(writer, SigFieldSpec("them", on_page=0, box=(0, 0, 600, 800)))

    verdict = check(updated(issued, add))

    assert verdict.integrity is Integrity.CHANGED
    assert Remark.LATER_REVISION_UNSIGNED in {note.remark for note in verdict.notes}


def test_bytes_after_the_end_are_refused(issued, check):
    assert check(issued + b"x").integrity is Integrity.CHANGED


def test_a_filled_form_field_is_refused(issued, check):
    def fill(writer):
        field = generic.DictionaryObject({pdf_name("/FT"): pdf_name("/Tx"), pdf_name("/T"): pdf_string("so")})
        fields = writer.root["/AcroForm"]["/Fields"]
        fields.append(writer.add_object(field))
        writer.update_container(fields)
        writer.update_root()

    assert check(updated(issued, fill)).integrity is not Integrity.INTACT


def test_a_document_without_signatures_is_neither_changed_nor_valid(unsigned, check):
    verdict = check(unsigned)

    assert not verdict.valid
    assert verdict.signatures == ()
    assert (verdict.integrity, verdict.trust) == (Integrity.INTACT, Trust.UNKNOWN)
    assert [note.remark for note in verdict.notes] == [Remark.NO_SIGNATURE]


def test_a_picture_or_a_locked_file_is_unreadable(check, unsigned):
    import pikepdf

    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(unsigned)) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(owner="a", user="b"))

    for data in (b"\x89PNG\r\n\x1a\n", locked.getvalue()):
        assert check(data).integrity is Integrity.UNREADABLE


if ATTACKS:  # the collection names no licence and is therefore not part of the project

    @pytest.mark.parametrize("attack", ATTACKS, ids=lambda path: path.stem)
    def test_no_published_shadow_attack_is_called_good(attack, at):
        """Ruhr-Universität Bochum, "Shadow Attacks" (NDSS 2021): even for one who believes the attacker's own root."""
        from pyhanko.pdf_utils.reader import PdfFileReader

        data = attack.read_bytes()
        before = Path(str(attack).split("__4_")[0] + "__3_original-document-shadowed-signed.pdf").read_bytes()
        certificates = [
            signature.signer_cert.dump()
            for signature in PdfFileReader(io.BytesIO(before), strict=False).embedded_signatures
        ]
        believing = TrustStore(tuple(certificates))

        for verdict in (
            foreign.document(data, trust=believing, at=at, memory=foreign.Memory()).verdict,
            verify.foreign(data, trust=believing, at=at),
            verify.minutes(data, required=("Signature1",), trust=believing, at=at),
        ):
            assert not verdict.valid
            assert verdict.integrity is not Integrity.INTACT
