"""What a signature shows, and pages as pictures for preview and print."""

import io
from datetime import UTC, datetime

import page
import pikepdf
import pytest
from PIL import Image

from inspector_app.checklist.handover import Grade
from inspector_app.checklist.visit import SigningMode
from inspector_app.errors import MinutesError
from inspector_app.minutes import archive, pages, redraw, renderer
from inspector_app.minutes.pdf import draw
from inspector_app.minutes.stamp import draw_stamp
from inspector_app.signing import pades, pkcs12, trial, verify
from inspector_app.signing.trust import TrustStore

AT = datetime(2026, 5, 12, 9, 17, 32, tzinfo=UTC)


@pytest.fixture
def drawn(full, seal, pictures):
    return draw(seal(full, SigningMode.DIGITAL), pictures)


def stamped(drawn, field="team_leader", **more):
    words = {
        "name": "Lê Thị Mẫu",
        "organisation": "Sở Nội vụ tỉnh Mẫu",
        "picture": None,
        "notice": None,
    } | more
    return draw_stamp(drawn, field, signed_at=AT, **words)


def hand(colour=(0, 40, 170, 255)):
    picture = Image.new("RGBA", (400, 160), (0, 0, 0, 0))
    for x in range(60, 340):
        for y in range(75, 85):
            picture.putpixel((x, y), colour)
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


def test_without_a_picture_the_stamp_says_who_where_and_when(drawn):
    text = " ".join(pages.text(stamped(drawn), 0).split())

    assert "Ký bởi: Lê Thị Mẫu" in text
    assert "Cơ quan: Sở Nội vụ tỉnh Mẫu" in text
    assert "Thời gian ký: 2026-05-12T16:17:32+07:00" in text


def test_a_stamp_is_as_large_as_its_field(drawn):
    with pikepdf.open(io.BytesIO(drawn)) as pdf:
        (field,) = [f for f in pdf.Root.AcroForm.Fields if str(f.T) == "team_leader"]
        left, bottom, right, top = (float(edge) for edge in field.Rect)
    with pikepdf.open(io.BytesIO(stamped(drawn))) as pdf:
        box = [float(edge) for edge in pdf.pages[0].MediaBox]

    assert box == pytest.approx([0, 0, right - left, top - bottom], abs=0.01)


def test_a_hand_signature_stands_alone_in_the_middle_in_blue(drawn):
    stamp = stamped(drawn, picture=hand())
    picture = Image.open(io.BytesIO(pages.png(stamp, 0, 72)))
    blue = [
        (x, y)
        for x in range(picture.width)
        for y in range(picture.height)
        if picture.getpixel((x, y))[2] > 120 and picture.getpixel((x, y))[0] < 120
    ]

    assert pages.text(stamp, 0).strip() == ""
    assert blue
    xs, ys = [x for x, _ in blue], [y for _, y in blue]
    assert (min(xs) + max(xs)) / 2 == pytest.approx(picture.width / 2, abs=2)
    assert (min(ys) + max(ys)) / 2 == pytest.approx(picture.height / 2, abs=2)


def test_the_warning_of_a_trial_certificate_is_on_the_stamp(drawn):
    for picture in (None, hand()):
        assert "CHỨNG THƯ THỬ" in pages.text(stamped(drawn, notice="CHỨNG THƯ THỬ", picture=picture), 0)


def test_long_names_wrap_inside_the_stamp(drawn):
    stamp = stamped(drawn, name="Công Tằng Tôn Nữ Thị Rất Dài " * 3, organisation="Ban Quản lý " * 8)

    text = " ".join(pages.text(stamp, 0).split())
    assert text.count("Rất Dài") == 3
    assert "2026-05-12T16:17:32+07:00" in text


def test_the_same_stamp_has_the_same_bytes(drawn):
    assert stamped(drawn, picture=hand()) == stamped(drawn, picture=hand())


def test_stamp_fonts_are_embedded(drawn):
    with pikepdf.open(io.BytesIO(stamped(drawn, notice="CHỨNG THƯ THỬ"))) as pdf:
        fonts = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/Font"]
        assert fonts
        assert all("LiberationSerif" in str(font.BaseFont) for font in fonts)
        assert all("/FontFile2" in font.FontDescriptor for font in fonts)


def test_a_field_that_is_not_there(drawn):
    with pytest.raises(MinutesError) as raised:
        stamped(drawn, field="witness")
    assert raised.value.code == "MIN-FIELD"


@pytest.mark.parametrize("data", [b"", b"not a picture", b"\x89PNG\r\n\x1a\n broken"])
def test_a_broken_picture_of_a_signature(drawn, data):
    with pytest.raises(MinutesError) as raised:
        stamped(drawn, picture=data)
    assert raised.value.code == "MIN-STAMP-PICTURE"


def test_pages_as_pixels_for_the_preview_and_for_grey_print(drawn):
    coloured = pages.picture(drawn, 0, 72)
    grey = pages.picture(drawn, 0, 72, grey=True)

    assert (coloured.width, coloured.height) == pytest.approx((595, 842), abs=1)
    assert len(coloured.data) == coloured.stride * coloured.height
    assert coloured.stride >= 4 * coloured.width
    assert grey.width <= grey.stride < 2 * grey.width
    assert coloured.data[:3] == b"\xff\xff\xff"
    assert min(coloured.data) < 60


def test_a_page_as_png_has_its_resolution(drawn):
    picture = Image.open(io.BytesIO(pages.png(drawn, 0, 150)))

    assert picture.format == "PNG"
    assert picture.size == pytest.approx((1240, 1754), abs=2)


def test_pictures_of_what_is_not_a_pdf():
    for read in (pages.page_count, lambda data: pages.png(data, 0, 72), lambda data: pages.text(data, 0)):
        with pytest.raises(MinutesError) as raised:
            read(b"not a pdf")
        assert raised.value.code == "MIN-UNREADABLE"


def test_the_fingerprint_names_every_part_that_shapes_the_bytes():
    found = renderer.fingerprint()

    assert {"inspector-app", "reportlab", "pikepdf", "qpdf", "zlib"} < set(found)
    assert len([name for name in found if name.endswith(".ttf")]) == 4


def test_three_stamped_signatures_leave_an_archival_file_drawn_as_its_data_say(drawn):
    """The whole way of a digital version: stamps, signatures in any order, checks."""
    world = trial.make(("NGƯỜI KÝ THỬ 1", "NGƯỜI KÝ THỬ 2", "NGƯỜI KÝ THỬ 3"), AT, "mật khẩu thử")
    fields = ("secretary", "unit_representative", "team_leader")
    signed = drawn
    for field, person in zip(fields, world.people, strict=True):
        signer = pkcs12.load(person.pkcs12, "mật khẩu thử", AT)
        picture = hand() if field == "team_leader" else None
        stamp = stamped(signed, field, name=signer.name, picture=picture, notice="CHỨNG THƯ THỬ")
        signed = pades.sign(signed, field, signer, AT, stamp=stamp, reason="Ký biên bản", location=None)

    report = page.validate_pdf_bytes(signed, profile=page.ValidationProfile.PDF_A_3B)
    # A known false alarm of the validator on every file with more than one signature.
    assert {failure.rule_id for failure in report.failures} <= {"PDFA3B-SIGNATURE-BYTERANGE-001"}
    verdict = verify.minutes(signed, required=fields, trust=TrustStore((world.root_der,)), at=AT)
    assert verdict.valid
    again = redraw.compare(signed)
    assert (again.grade, again.differences) == (Grade.EQUAL_BYTES, ())
    assert "NGƯỜI KÝ THỬ 1" in pages.text(archive.plain_copy(signed), 3)
