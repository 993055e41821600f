"""E-documents as other programs write and sign them, and what can be done to them afterwards."""

import io
import re

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter, append_signature_field, enumerate_sig_fields
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from reportlab.pdfgen.canvas import Canvas

XMP = b"""<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"><pdf:Producer>Thu</pdf:Producer>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


def drawn(pages=3, change=None, **save):
    """A document of some pages; `change` works on it before it is saved as `save` says (pikepdf)."""
    raw = io.BytesIO()
    canvas = Canvas(raw, invariant=1)
    for page in range(pages):
        canvas.setFont("Times-Roman", 13)
        canvas.drawString(80, 700, f"So: 05/SNV-VP, trang {page + 1}: ty le 23,3%")
        canvas.showPage()
    canvas.save()
    if change is None and not save:
        return raw.getvalue()
    done = io.BytesIO()
    with pikepdf.open(io.BytesIO(raw.getvalue())) as pdf:
        if change is not None:
            change(pdf)
        pdf.save(done, deterministic_id=True, **{"force_version": "1.7", **save})
    return done.getvalue()


def with_description(pdf):
    pdf.Root.Metadata = pdf.make_stream(XMP, Type=Name.Metadata, Subtype=Name.XML)


def with_a_deep_tree_of_pages(pdf):
    pages = list(pdf.Root.Pages.Kids)
    branch = pdf.make_indirect(
        Dictionary(Type=Name.Pages, Kids=Array(pages[1:]), Count=len(pages) - 1, Parent=pdf.Root.Pages)
    )
    for page in pages[1:]:
        page.Parent = branch
    pdf.Root.Pages.Kids = Array([pages[0], branch])


def with_lists_that_stand_apart(pdf):
    """/AcroForm, /Fields and /Annots as objects of their own, as iText writes them."""
    fields = pdf.make_indirect(Array())
    pdf.Root.AcroForm = pdf.make_indirect(Dictionary(Fields=fields, SigFlags=3))
    note = pdf.make_indirect(
        Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), Border=Array([0, 0, 0]))
    )
    for page in pdf.pages:
        page.obj.Annots = pdf.make_indirect(Array([note]))


def with_an_empty_place(pdf):
    page = pdf.pages[0].obj
    place = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Sig,
            T=String("Signature0"),
            F=132,
            Rect=Array([60, 100, 210, 160]),
            P=page,
        )
    )
    page.Annots = Array([place])
    pdf.Root.AcroForm = Dictionary(Fields=Array([place]), SigFlags=3)


WRITERS = {
    "plain": {},
    "description": {"change": with_description},
    "object streams": {
        "change": with_description,
        "object_stream_mode": pikepdf.ObjectStreamMode.generate,
    },
    "linearised": {"linearize": True},
    "deep tree": {"change": with_a_deep_tree_of_pages},
    "apart": {"change": with_lists_that_stand_apart},
    "apart, object streams": {
        "change": with_lists_that_stand_apart,
        "object_stream_mode": pikepdf.ObjectStreamMode.generate,
    },
    "empty place": {"change": with_an_empty_place},
}


def sealed(
    pdf,
    signer,
    number,
    *,
    page=0,
    box=True,
    quiet=False,
    reserved=16384,
    subfilter=SigSeedSubFilter.PADES,
    timestamper=None,
    **metadata,
):
    """Signed once more by another program, in a place of its own (or in one that is there)."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf), strict=False)
    if quiet:
        writer._update_meta = lambda: None
    name = f"Signature{number}"
    if not any(field == name for field, *_ in enumerate_sig_fields(writer)):
        corners = (60 + 40 * number, 500, 90 + 40 * number, 560) if box else None
        append_signature_field(writer, SigFieldSpec(name, on_page=page, box=corners))
    wanted = PdfSignatureMetadata(field_name=name, md_algorithm="sha256", subfilter=subfilter, **metadata)
    holder = getattr(signer, "key_holder", signer)
    signed = PdfSigner(wanted, holder, timestamper=timestamper).sign_pdf(writer, bytes_reserved=reserved)
    return signed.getvalue()


def updated(pdf, change):
    """An incremental update by another program that keeps quiet about itself in the description."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf), strict=False)
    writer._update_meta = lambda: None
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def increment(pdf, objects, trailer=b"", *, offsets=None, free=(), root=None):
    """A revision written by hand: objects by number, each as its bytes; places (`offsets`) may lie."""
    with pikepdf.open(io.BytesIO(pdf)) as read:
        size, number = int(read.trailer.Size), read.trailer.Root.objgen[0]
    before = int(re.findall(rb"startxref\s+(\d+)", pdf)[-1])
    out = bytearray(pdf if pdf.endswith(b"\n") else pdf + b"\n")
    places = {}
    for name, content in objects.items():
        places[name] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (name, content)
    places.update(offsets or {})
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for name, place in sorted(places.items()):
        out += b"%d 1\n%010d 00000 n \n" % (name, place)
    for name in free:
        out += b"%d 1\n0000000000 00001 f \n" % name
    out += b"trailer\n<< /Size %d /Root %d 0 R /Prev %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        max([size, *(name + 1 for name in places)]),
        root or number,
        before,
        trailer,
        start,
    )
    return bytes(out)


def numbers(*values):
    return generic.ArrayObject(generic.FloatObject(value) for value in values)


def form(writer, drawing=b"0 0 600 800 re f"):
    stream = generic.StreamObject(stream_data=drawing)
    stream[pdf_name("/Type")] = pdf_name("/XObject")
    stream[pdf_name("/Subtype")] = pdf_name("/Form")
    stream[pdf_name("/BBox")] = numbers(0, 0, 600, 800)
    return writer.add_object(stream)


def a_page(writer, number=0):
    return writer.find_page_for_modification(number)[0].get_object()


def first_field(writer):
    return next(enumerate_sig_fields(writer))[2].get_object()


def annotation(subtype="/FreeText", **more):
    return generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name(subtype),
            pdf_name("/Rect"): numbers(100, 500, 300, 600),
            pdf_name("/Contents"): pdf_string("Đã khắc phục xong"),
            **{pdf_name(f"/{key}"): value for key, value in more.items()},
        }
    )


def annotations_of(writer, page):
    if "/Annots" not in page:
        page[pdf_name("/Annots")] = generic.ArrayObject()
        writer.update_container(page)
    writer.update_container(page["/Annots"])
    return page["/Annots"]


def replace_page(writer):
    page = a_page(writer)
    page["/Contents"] = writer.add_object(generic.StreamObject(stream_data=b"0 0 600 800 re f"))
    writer.update_container(page)


def overwrite_content_stream(writer):
    stream = a_page(writer)["/Contents"].get_object()
    stream._data = b"0 0 600 800 re f"
    stream._encoded_data = None
    writer.update_container(stream)


def add_note(writer):
    page = a_page(writer, 1)
    annotations_of(writer, page).append(
        writer.add_object(annotation(AP=generic.DictionaryObject({pdf_name("/N"): form(writer)})))
    )


def add_stamp_beside_the_seal(writer):
    page = a_page(writer)
    annotations_of(writer, page).insert(0, writer.add_object(annotation("/Stamp")))


def remove_old_widget(writer):
    page = a_page(writer)
    del annotations_of(writer, page)[0]


def move_old_widget(writer):
    field = first_field(writer)
    field[pdf_name("/Rect")] = numbers(0, 0, 600, 800)
    writer.update_container(field)


def swap_old_appearance(writer):
    field = first_field(writer)
    field[pdf_name("/AP")] = generic.DictionaryObject({pdf_name("/N"): form(writer)})
    writer.update_container(field)


def overwrite_old_appearance(writer):
    shown = first_field(writer)["/AP"]["/N"].get_object()
    shown._data = b"0 0 600 800 re f"
    shown._encoded_data = None
    writer.update_container(shown)


def give_old_widget_an_action(writer):
    field = first_field(writer)
    field[pdf_name("/A")] = generic.DictionaryObject(
        {pdf_name("/S"): pdf_name("/URI"), pdf_name("/URI"): pdf_string("http://localhost")}
    )
    writer.update_container(field)


def add_text_field(writer):
    field = generic.DictionaryObject(
        {pdf_name("/FT"): pdf_name("/Tx"), pdf_name("/T"): pdf_string("so"), pdf_name("/V"): pdf_string("9")}
    )
    fields = writer.root["/AcroForm"]["/Fields"]
    fields.append(writer.add_object(field))
    writer.update_container(fields)


def remove_field(writer):
    fields = writer.root["/AcroForm"]["/Fields"]
    del fields[0]
    writer.update_container(fields)


def ask_for_new_appearances(writer):
    form_dictionary = writer.root["/AcroForm"]
    form_dictionary[pdf_name("/NeedAppearances")] = generic.BooleanObject(True)
    writer.update_container(form_dictionary)


def add_another_form(writer):
    form_dictionary = writer.root["/AcroForm"]
    form_dictionary[pdf_name("/XFA")] = writer.add_object(generic.StreamObject(stream_data=b"<xdp/>"))
    writer.update_container(form_dictionary)


def swap_font(writer):
    fonts = a_page(writer)["/Resources"]["/Font"]
    font = fonts[next(iter(fonts))]
    font[pdf_name("/BaseFont")] = pdf_name("/Symbol")
    writer.update_container(font)


def add_page(writer):
    pages = writer.root["/Pages"]
    page = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Page"),
            pdf_name("/Parent"): generic.IndirectObject(*_number(writer.root.raw_get("/Pages")), writer),
            pdf_name("/MediaBox"): numbers(0, 0, 600, 800),
        }
    )
    pages["/Kids"].append(writer.add_object(page))
    pages[pdf_name("/Count")] = generic.NumberObject(pages["/Count"] + 1)
    writer.update_container(pages)


def remove_page(writer):
    pages = writer.root["/Pages"]
    del pages["/Kids"][-1]
    pages[pdf_name("/Count")] = generic.NumberObject(len(pages["/Kids"]))
    writer.update_container(pages)


def other_pages(writer):
    writer.root[pdf_name("/Pages")] = writer.add_object(generic.DictionaryObject(writer.root["/Pages"]))
    writer.update_root()


def open_with_an_action(writer):
    writer.root[pdf_name("/OpenAction")] = generic.DictionaryObject(
        {pdf_name("/S"): pdf_name("/JavaScript"), pdf_name("/JS"): pdf_string("app.alert(1)")}
    )
    writer.update_root()


def hide_layers(writer):
    writer.root[pdf_name("/OCProperties")] = generic.DictionaryObject(
        {pdf_name("/OCGs"): generic.ArrayObject()}
    )
    writer.update_root()


def unsigned_place(writer):
    append_signature_field(writer, SigFieldSpec("them", on_page=0, box=(0, 0, 600, 800)))


def place_with_an_action(writer):
    unsigned_place(writer)
    field = writer.root["/AcroForm"]["/Fields"][-1].get_object()
    field[pdf_name("/A")] = generic.DictionaryObject({pdf_name("/S"): pdf_name("/Named")})


def recycled_signature(writer):
    """The first signature shown once more in a new place."""
    signature = first_field(writer).raw_get("/V")
    unsigned_place(writer)
    field = writer.root["/AcroForm"]["/Fields"][-1].get_object()
    field[pdf_name("/V")] = generic.IndirectObject(*_number(signature), writer)


def _number(reference):
    return reference.idnum, reference.generation


UPDATES = [
    replace_page,
    overwrite_content_stream,
    add_note,
    add_stamp_beside_the_seal,
    remove_old_widget,
    move_old_widget,
    swap_old_appearance,
    overwrite_old_appearance,
    give_old_widget_an_action,
    add_text_field,
    remove_field,
    ask_for_new_appearances,
    add_another_form,
    swap_font,
    add_page,
    remove_page,
    other_pages,
    open_with_an_action,
    hide_layers,
    unsigned_place,
    place_with_an_action,
    recycled_signature,
]
