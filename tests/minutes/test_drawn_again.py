"""The office draws the pages again from the data: equal bytes, equal objects, equal to the eye, or different."""

import io
from dataclasses import replace

import pikepdf
import pytest

from inspector_app.checklist import exchange
from inspector_app.checklist.handover import Grade
from inspector_app.checklist.visit import SigningMode
from inspector_app.errors import FormatError, MinutesError
from inspector_app.minutes import archive, redraw
from inspector_app.minutes.pdf import draw


@pytest.fixture
def record(full, seal):
    return seal(full, SigningMode.DIGITAL)


@pytest.fixture
def drawn(record, pictures):
    return draw(record, pictures)


def changed(pdf, change, **how):
    """`pdf` written anew after `change`, as another tool would."""
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        change(document)
        document.save(buffer, force_version="1.7", **how)
    return buffer.getvalue()


def appended(pdf, change):
    """`pdf` with an incremental update behind it that `change` makes through pyHanko's writer."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    change(writer)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def test_what_was_just_drawn_is_equal_to_the_byte(drawn, record):
    again = redraw.compare(drawn)

    assert again.record == record
    assert (again.grade, again.differences) == (Grade.EQUAL_BYTES, ())


def test_ink_minutes_are_compared_the_same_way(full, seal, pictures):
    assert redraw.compare(draw(seal(full), pictures)).grade is Grade.EQUAL_BYTES


def test_signatures_behind_it_do_not_matter(drawn):
    from pyhanko.pdf_utils.generic import pdf_name, pdf_string

    def fill(writer):
        field = writer.root["/AcroForm"]["/Fields"][0]
        field[pdf_name("/V")] = pdf_string("stands for a signature")
        writer.mark_update(field.container_ref)

    again = redraw.compare(appended(drawn, fill))

    assert (again.grade, again.differences) == (Grade.EQUAL_BYTES, ())


def test_streams_stored_in_another_way_are_equal_objects(drawn):
    other = changed(
        drawn,
        lambda _: None,
        compress_streams=False,
        stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
    )
    assert other != drawn

    assert redraw.compare(other).grade is Grade.EQUAL_OBJECTS


def test_another_way_of_writing_the_same_page_is_equal_to_the_eye(drawn):
    def rewrite(document):
        for drawn_page in document.pages:
            content = drawn_page.Contents.read_bytes()
            drawn_page.Contents = document.make_stream(b"q\n" + content + b"\nQ\n")

    again = redraw.compare(changed(drawn, rewrite))

    assert (again.grade, again.differences) == (Grade.EQUAL_TEXT_AND_PLACE, ())


def replace_in_page(old, new):
    def change(document):
        content = document.pages[0].Contents
        assert old in content.read_bytes()
        content.write(content.read_bytes().replace(old, new, 1))

    return change


def add_drawing(document):
    document.pages[0].contents_add(b"q 1 1 1 rg 100 400 200 40 re f Q")


def paint_white(document):
    content = document.pages[1].Contents
    content.write(b"1 1 1 rg\n" + content.read_bytes().replace(b"0 0 0 rg", b"1 1 1 rg"))


def move_text(document):
    content = document.pages[0].Contents
    content.write(b"1 0 0 1 0 3 cm\n" + content.read_bytes())


def add_picture(document):
    picture = document.make_stream(
        b"\x00" * 3, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=1, Height=1,
        ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8,
    )  # fmt: skip
    document.pages[0].Resources.XObject = pikepdf.Dictionary(X=picture)
    document.pages[0].contents_add(b"q 40 0 0 40 100 400 cm /X Do Q")


def add_note(document):
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.FreeText,
        Rect=[100, 100, 300, 200],
        Contents="Đã khắc phục",
    )
    document.pages[0].Annots = pikepdf.Array([document.make_indirect(note)])


def drop_page(document):
    del document.pages[2]


@pytest.mark.parametrize(
    "change",
    [add_drawing, paint_white, move_text, add_picture, add_note, drop_page],
    ids=lambda f: f.__name__,
)
def test_pages_that_say_something_else_than_the_data_are_different(drawn, change):
    again = redraw.compare(changed(drawn, change))

    assert again.grade is Grade.DIFFERENT
    assert again.differences


def test_data_that_say_something_else_than_the_pages_are_different(drawn, record):
    heading = record.headings[6]
    milder = replace(heading, findings=heading.findings[:1])
    other = replace(record, headings=(*record.headings[:6], milder), seal=None, print_code=None)

    def change(document):
        document.Root.AF[0].EF.F.write(exchange.write(other))

    assert redraw.compare(changed(drawn, change)).grade is Grade.DIFFERENT


def test_data_that_do_not_fit_their_print_code_are_refused(drawn, record):
    def change(document):
        document.Root.AF[0].EF.F.write(exchange.write(replace(record, evidence=())))

    with pytest.raises(FormatError) as raised:
        redraw.compare(changed(drawn, change))
    assert raised.value.code == "FORMAT-PRINT-CODE"


def test_a_page_changed_between_drawing_and_signing_is_found(drawn):
    """The first revision is untouched and every later signature covers the change: only this check sees it."""
    from pyhanko.pdf_utils.generic import StreamObject, pdf_name

    def overpaint(writer):
        page = writer.root["/Pages"]["/Kids"][0]
        page[pdf_name("/Contents")] = writer.add_object(
            StreamObject(stream_data=b"1 1 1 rg 0 0 600 850 re f")
        )
        writer.mark_update(page.container_ref)

    again = redraw.compare(appended(drawn, overpaint))

    assert again.grade is Grade.DIFFERENT
    assert again.differences == ("page 1 changed later",)


def test_data_changed_between_drawing_and_signing_are_found(drawn):
    from pyhanko.pdf_utils.generic import ArrayObject, pdf_name

    def drop_data(writer):
        writer.root[pdf_name("/AF")] = ArrayObject()
        writer.update_root()

    again = redraw.compare(appended(drawn, drop_data))

    assert again.differences == ("catalogue /AF changed later",)


def test_a_note_laid_over_a_page_later_is_found(drawn):
    from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, NumberObject, pdf_name

    def lay_over(writer):
        page = writer.root["/Pages"]["/Kids"][1]
        note = DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/Annot"),
                pdf_name("/Subtype"): pdf_name("/Square"),
                pdf_name("/Rect"): ArrayObject([NumberObject(n) for n in (0, 0, 600, 850)]),
            }
        )
        page[pdf_name("/Annots")] = ArrayObject([writer.add_object(note)])
        writer.mark_update(page.container_ref)

    assert redraw.compare(appended(drawn, lay_over)).differences == ("page 2: something laid over the page",)


def test_an_unsigned_field_laid_over_a_page_later_is_found(drawn):
    from pyhanko.sign.fields import SigFieldSpec, append_signature_field

    again = redraw.compare(
        appended(
            drawn,
            lambda writer: append_signature_field(
                writer, SigFieldSpec("seal", on_page=0, box=(0, 0, 600, 850))
            ),
        )
    )

    assert again.differences == ("page 1: something laid over the page",)


def test_a_signature_place_that_was_moved_later_is_found(drawn):
    from pyhanko.pdf_utils.generic import ArrayObject, NumberObject, pdf_name

    def enlarge(writer):
        field = writer.root["/AcroForm"]["/Fields"][0]
        field[pdf_name("/Rect")] = ArrayObject([NumberObject(n) for n in (0, 0, 600, 850)])
        writer.mark_update(field.container_ref)

    assert redraw.compare(appended(drawn, enlarge)).grade is Grade.DIFFERENT


def test_a_missing_picture_is_named(drawn, record):
    def blank(document):
        for thing in document.objects:
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image":
                thing.write(b"\xff\xd8\xff\xd9", filter=pikepdf.Name.DCTDecode)
                break

    again = redraw.compare(changed(drawn, blank))

    assert again.grade is Grade.DIFFERENT
    assert again.differences[0].startswith("picture ")


def test_a_file_without_data_and_a_broken_one_are_told_apart(drawn):
    with pytest.raises(MinutesError) as no_data:
        redraw.compare(archive.plain_copy(drawn))
    with pytest.raises(MinutesError) as unreadable:
        redraw.compare(drawn[: len(drawn) // 2])

    assert no_data.value.code == "MIN-NO-DATA"
    assert unreadable.value.code == "MIN-UNREADABLE"
