"""The file: PDF/A-3b, the same bytes anywhere, data attached, fonts embedded, signature places ready."""

import hashlib
import io
import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC

import page
import pikepdf
import pytest

from inspector_app.checklist import exchange
from inspector_app.checklist.visit import Closing, SigningMode
from inspector_app.errors import MinutesError
from inspector_app.minutes import archive, nd30
from inspector_app.minutes.pdf import draw

DRAW = """
import pathlib, sys
from inspector_app.checklist import exchange
from inspector_app.minutes.pdf import draw
folder = pathlib.Path(sys.argv[1])
record = exchange.read((folder / "visit.json").read_bytes())
sys.stdout.buffer.write(draw(record, lambda sha: (folder / sha).read_bytes()))
"""


@pytest.mark.parametrize("mode", list(SigningMode))
def test_a_sealed_file_is_pdf_a_3b(full, seal, pictures, mode):
    report = page.validate_pdf_bytes(
        draw(seal(full, mode), pictures), profile=page.ValidationProfile.PDF_A_3B
    )

    assert [failure.rule_id for failure in report.failures] == []
    assert report.is_compliant


def test_a_draft_with_next_to_nothing_is_pdf_a_3b(small, pictures):
    report = page.validate_pdf_bytes(draw(small, pictures), profile=page.ValidationProfile.PDF_A_3B)

    assert report.is_compliant


def test_every_font_is_an_embedded_liberation_serif(full, seal, pictures):
    with pikepdf.open(io.BytesIO(draw(seal(full, SigningMode.DIGITAL), pictures))) as pdf:
        fonts = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/Font"]
        names = {str(font.BaseFont).split("+")[-1] for font in fonts}

        assert names == {
            "LiberationSerif",
            "LiberationSerif-Bold",
            "LiberationSerif-Italic",
            "LiberationSerif-BoldItalic",
        }
        assert all("/FontFile2" in font.FontDescriptor for font in fonts)
        assert all("/ToUnicode" in font for font in fonts)


def test_the_record_travels_inside_as_an_associated_file(full, seal, pictures):
    record = seal(full)
    drawn = draw(record, pictures)

    assert archive.attached_record(drawn) == exchange.write(record)
    assert exchange.read(archive.attached_record(drawn)) == record
    with pikepdf.open(io.BytesIO(drawn)) as pdf:
        (spec,) = pdf.Root.AF
        assert str(spec.UF) == "visit.json"
        assert spec.AFRelationship == "/Data"
        assert spec.EF.F.Subtype == "/application/json"


def test_the_same_record_gives_the_same_bytes_in_any_process_and_zone(full, seal, pictures, tmp_path):
    record = seal(full, SigningMode.DIGITAL)
    (tmp_path / "visit.json").write_bytes(exchange.write(record))
    for evidence in record.evidence:
        if evidence.reduced_sha256:
            (tmp_path / evidence.reduced_sha256).write_bytes(pictures(evidence.reduced_sha256))
    expected = draw(record, pictures)

    for zone, seed in (("America/New_York", "1"), ("Asia/Ho_Chi_Minh", "4711")):
        environment = os.environ | {"TZ": zone, "PYTHONHASHSEED": seed, "LANG": "C"}
        again = subprocess.run(
            [sys.executable, "-c", DRAW, str(tmp_path)], env=environment, capture_output=True, check=True
        )
        assert again.stdout == expected


def test_a_record_read_in_another_zone_has_the_dates_of_its_own_zone(full, pictures):
    drawn = draw(full, pictures)
    with pikepdf.open(io.BytesIO(drawn)) as pdf:
        assert str(pdf.docinfo.CreationDate) == "D:20260512164500+07'00'"
        assert str(pdf.docinfo.ModDate) == "D:20260512164500+07'00'"
        assert b"<xmp:ModifyDate>2026-05-12T16:45:00+07:00</xmp:ModifyDate>" in pdf.Root.Metadata.read_bytes()
    with pikepdf.open(
        io.BytesIO(draw(replace(full, drawn_at=full.drawn_at.astimezone(UTC)), pictures))
    ) as pdf:
        assert str(pdf.docinfo.CreationDate) == "D:20260512094500+00'00'"


def test_the_description_says_what_it_is(full, pictures):
    with pikepdf.open(io.BytesIO(draw(full, pictures))) as pdf:
        assert str(pdf.docinfo.Title) == "Biên bản kiểm tra công tác cải cách hành chính năm 2026 tại Sở Mẫu"
        assert str(pdf.Root.Lang) == "vi-VN"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert b"<pdfaid:part>3</pdfaid:part>" in pdf.Root.Metadata.read_bytes()


def test_a_title_with_signs_of_markup_does_not_break_the_description(full, pictures):
    details = replace(full.details, title='Kiểm tra <CCHC> & "chuyên đề" tại Sở Mẫu')

    report = page.validate_pdf_bytes(
        draw(replace(full, details=details), pictures), profile=page.ValidationProfile.PDF_A_3B
    )

    assert report.is_compliant


def test_a_digital_version_has_a_place_for_each_signer_that_locks_itself_alone(full, seal, pictures):
    with pikepdf.open(io.BytesIO(draw(seal(full, SigningMode.DIGITAL), pictures))) as pdf:
        form = pdf.Root.AcroForm
        assert form.SigFlags == 3
        assert {str(field.T) for field in form.Fields} == {
            "unit_representative",
            "team_leader",
            "secretary",
        }
        for field in form.Fields:
            assert field.FT == "/Sig"
            assert field.F == 132
            assert field.Lock.Action == "/Include"
            assert [str(name) for name in field.Lock.Fields] == [str(field.T)]
            assert "/P" not in field.Lock
            assert "/V" not in field
            assert str(field.TU).startswith("Chữ ký số của ")
            left, bottom, right, top = (float(edge) for edge in field.Rect)
            assert top - bottom >= 30 * nd30.MM
            assert right - left >= 40 * nd30.MM


def test_where_the_unit_refuses_only_the_team_has_places(full, seal, pictures):
    record = seal(
        full, SigningMode.DIGITAL, Closing.REFUSED, refusal_reason="có ý kiến khác", witness="Ông A"
    )
    with pikepdf.open(io.BytesIO(draw(record, pictures))) as pdf:
        assert {str(field.T) for field in pdf.Root.AcroForm.Fields} == {"team_leader", "secretary"}


@pytest.mark.parametrize("mode", [SigningMode.INK, None])
def test_paper_and_drafts_have_no_form(full, seal, pictures, mode):
    record = full if mode is None else seal(full, mode)
    with pikepdf.open(io.BytesIO(draw(record, pictures))) as pdf:
        assert "/AcroForm" not in pdf.Root
        assert all("/Annots" not in drawn.obj for drawn in pdf.pages)


def test_photos_are_drawn_byte_for_byte(full, pictures):
    with pikepdf.open(io.BytesIO(draw(full, pictures))) as pdf:
        images = [o for o in pdf.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"]
        assert all([str(name) for name in image.Filter] == ["/DCTDecode"] for image in images)
        drawn = {hashlib.sha256(image.read_raw_bytes()).hexdigest() for image in images}

    assert drawn == {e.reduced_sha256 for e in full.evidence if e.reduced_sha256}


def test_a_photo_whose_file_was_changed_is_not_drawn(full, pictures):
    with pytest.raises(MinutesError) as raised:
        draw(full, lambda sha: pictures(sha) + b"x")

    assert raised.value.code == "MIN-PICTURE"


def test_the_copy_to_print_has_the_same_pages_and_no_data(full, seal, pictures, all_text):
    drawn = draw(seal(full, SigningMode.DIGITAL), pictures)
    copy = archive.plain_copy(drawn)

    assert all_text(copy) == all_text(drawn)
    assert archive.plain_copy(drawn) == copy
    with pikepdf.open(io.BytesIO(copy)) as pdf:
        assert not {"/AF", "/Names", "/AcroForm"} & set(pdf.Root.keys())
        assert not any(
            o.get("/Type") == "/EmbeddedFile" for o in pdf.objects if isinstance(o, pikepdf.Stream)
        )
    with pytest.raises(MinutesError) as raised:
        archive.attached_record(copy)
    assert raised.value.code == "MIN-NO-DATA"


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"not a PDF at all"])
def test_what_is_not_a_pdf_is_called_unreadable(data):
    for read in (archive.attached_record, archive.plain_copy):
        with pytest.raises(MinutesError) as raised:
            read(data)
        assert raised.value.code == "MIN-UNREADABLE"
