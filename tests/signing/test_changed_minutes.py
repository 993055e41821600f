"""Whatever is done to signed minutes, they are never valid again, and the check never breaks."""

import io
import random
import re
from collections import Counter

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field, enumerate_sig_fields

from inspector_app.checklist.verdict import Integrity, Remark
from inspector_app.signing import verify


@pytest.fixture
def check(required, trust, at):
    return lambda pdf: verify.minutes(pdf, required=required, trust=trust, at=at)


def updated(pdf, change):
    """An incremental update by another program that keeps quiet about itself in the metadata."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    writer._update_meta = lambda: None
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def numbers(*values):
    return generic.ArrayObject(generic.FloatObject(value) for value in values)


def form(writer, drawing):
    stream = generic.StreamObject(stream_data=drawing)
    stream[pdf_name("/Type")] = pdf_name("/XObject")
    stream[pdf_name("/Subtype")] = pdf_name("/Form")
    stream[pdf_name("/BBox")] = numbers(0, 0, 600, 800)
    return writer.add_object(stream)


def replace_page(writer):
    reference, _ = writer.find_page_for_modification(0)
    page = reference.get_object()
    page["/Contents"] = writer.add_object(generic.StreamObject(stream_data=b"0 0 600 800 re f"))
    writer.update_container(page)


def overwrite_content_stream(writer):
    reference, _ = writer.find_page_for_modification(0)
    stream = reference.get_object()["/Contents"].get_object()
    stream._data = stream.data.replace(b"23,3%", b"93,3%")
    stream._encoded_data = None
    writer.update_container(stream)


def add_annotation(writer):
    reference, _ = writer.find_page_for_modification(1)
    page = reference.get_object()
    note = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/FreeText"),
            pdf_name("/Rect"): numbers(100, 500, 300, 600),
            pdf_name("/Contents"): pdf_string("Đã khắc phục xong"),
            pdf_name("/DA"): pdf_string("/Helv 12 Tf"),
        }
    )
    page["/Annots"].append(writer.add_object(note))
    writer.update_container(page["/Annots"])
    writer.update_container(page)


def swap_appearance(writer):
    _, _, reference = next(enumerate_sig_fields(writer, with_name="team_leader"))
    reference.get_object()["/AP"] = generic.DictionaryObject(
        {pdf_name("/N"): form(writer, b"0 0 600 800 re f")}
    )
    writer.mark_update(reference)


def overwrite_appearance(writer):
    _, _, reference = next(enumerate_sig_fields(writer, with_name="team_leader"))
    shown = reference.get_object()["/AP"].raw_get("/N")
    shown.get_object()._data = b"0 0 150 80 re f"
    shown.get_object()._encoded_data = None
    writer.mark_update(shown)


def add_field(writer):
    append_signature_field(writer, SigFieldSpec("them", on_page=0, box=(100, 100, 300, 300)))


def remove_field(writer):
    fields = writer.root["/AcroForm"]["/Fields"]
    del fields[2]
    writer.update_container(fields)
    writer.update_root()


def add_text_field(writer):
    field = generic.DictionaryObject(
        {
            pdf_name("/FT"): pdf_name("/Tx"),
            pdf_name("/T"): pdf_string("so_van_ban"),
            pdf_name("/V"): pdf_string("99/BB-ĐKT"),
        }
    )
    fields = writer.root["/AcroForm"]["/Fields"]
    fields.append(writer.add_object(field))
    writer.update_container(fields)
    writer.update_root()


def swap_font(writer):
    reference, _ = writer.find_page_for_modification(0)
    fonts = reference.get_object()["/Resources"]["/Font"]
    font = fonts[next(iter(fonts))]
    font[pdf_name("/BaseFont")] = pdf_name("/Courier")
    writer.update_container(font)


def rewrite_xmp(writer):
    metadata = writer.root["/Metadata"]
    metadata._data = metadata.data.replace(b"<pdfaid:part>3", b"<pdfaid:part>2")
    metadata._encoded_data = None
    writer.update_container(metadata)


def drop_xmp(writer):
    del writer.root["/Metadata"]
    writer.update_root()


def rewrite_info(writer):
    writer.set_info(generic.DictionaryObject({pdf_name("/Title"): pdf_string("Biên bản số 99/BB-ĐKT")}))


def save_catalog_again(writer):
    writer.update_root()


def recycle_signature(writer):
    """The leader's signature shown once more as the secretary's, as a new object."""
    _, _, leader = next(enumerate_sig_fields(writer, with_name="team_leader"))
    _, _, secretary = next(enumerate_sig_fields(writer, with_name="secretary"))
    copy = generic.DictionaryObject(leader.get_object()["/V"])
    secretary.get_object()["/V"] = writer.add_object(copy)
    writer.mark_update(secretary)


def share_signature(writer):
    _, _, leader = next(enumerate_sig_fields(writer, with_name="team_leader"))
    _, _, secretary = next(enumerate_sig_fields(writer, with_name="secretary"))
    secretary.get_object()["/V"] = leader.get_object().raw_get("/V")
    writer.mark_update(secretary)


def empty_field(writer):
    _, _, reference = next(enumerate_sig_fields(writer, with_name="secretary"))
    del reference.get_object()["/V"]
    writer.mark_update(reference)


def rename_fields(writer):
    _, _, leader = next(enumerate_sig_fields(writer, with_name="team_leader"))
    _, _, secretary = next(enumerate_sig_fields(writer, with_name="secretary"))
    leader.get_object()["/T"], secretary.get_object()["/T"] = (
        pdf_string("secretary"),
        pdf_string("team_leader"),
    )
    writer.mark_update(leader)
    writer.mark_update(secretary)


UPDATES = [
    replace_page,
    overwrite_content_stream,
    add_annotation,
    swap_appearance,
    overwrite_appearance,
    add_field,
    remove_field,
    add_text_field,
    swap_font,
    rewrite_xmp,
    drop_xmp,
    rewrite_info,
    save_catalog_again,
    recycle_signature,
    share_signature,
    empty_field,
    rename_fields,
]


@pytest.mark.parametrize("change", UPDATES)
def test_a_later_unsigned_change_is_never_valid(change, signed, check):
    changed = updated(signed, change)
    assert changed.startswith(signed)

    verdict = check(changed)

    assert not verdict.valid
    assert verdict.integrity in {Integrity.CHANGED, Integrity.UNREADABLE}
    assert verdict.notes


@pytest.mark.parametrize("change", [replace_page, add_annotation, swap_font, add_text_field])
def test_a_change_that_shows_is_called_a_change_by_every_signature_before_it(change, signed, check):
    verdict = check(updated(signed, change))

    assert verdict.integrity is Integrity.CHANGED
    for signature in verdict.signatures:
        assert Remark.CONTENT_CHANGED in {note.remark for note in signature.notes}
        assert not signature.valid


@pytest.mark.parametrize("signed_before", [1, 2])
@pytest.mark.parametrize(
    "change",
    [
        replace_page,
        overwrite_content_stream,
        add_annotation,
        add_field,
        add_text_field,
        swap_font,
        rewrite_xmp,
        drop_xmp,
        rewrite_info,
    ],
)
def test_a_change_between_two_signatures_is_never_valid(
    change, signed_before, unsigned, required, people, sign, check
):
    """The last signers sign over the change; those before them did not."""
    pdf = unsigned
    for place in range(3):
        if place == signed_before:
            pdf = updated(pdf, change)
        pdf = sign(pdf, required[place], people[place])

    verdict = check(pdf)

    assert not verdict.valid
    assert verdict.integrity is Integrity.CHANGED
    assert not verdict.signatures[0].valid
    if change is not add_text_field:
        assert verdict.signatures[2].valid


def test_the_stamp_of_a_signature_cannot_be_changed_before_the_next_signs(
    unsigned, required, people, sign, check
):
    pdf = sign(sign(unsigned, required[0], people[0]), required[1], people[1])
    pdf = sign(updated(pdf, swap_appearance), required[2], people[2])

    verdict = check(pdf)

    assert verdict.integrity is Integrity.CHANGED
    assert Remark.CONTENT_CHANGED in {note.remark for note in verdict.signatures[1].notes}


@pytest.mark.parametrize("rest", [b"\n% them\n", b"\x00", b"x", b"\r\n\r\n", b"1 0 obj\nendobj\n%%EOF\n"])
def test_anything_after_the_end_is_never_valid(rest, signed, check):
    verdict = check(signed + rest)

    assert not verdict.valid
    assert verdict.integrity is not Integrity.INTACT


def test_what_follows_the_end_is_named(signed, check):
    assert Remark.BYTES_AFTER_END in {note.remark for note in check(signed + b"\n% them\n").notes}


def test_bytes_before_the_beginning_are_never_valid(signed, check):
    assert not check(b"\n" + signed).valid


def test_an_earlier_revision_lacks_a_signature(signed, check):
    """A PDF cut back to an earlier revision is a valid PDF; only the required names tell."""
    ends = [match.end() + 1 for match in re.finditer(rb"%%EOF", signed)]
    for end in ends[:-1]:
        verdict = check(signed[:end])
        assert not verdict.valid
        assert "secretary" in verdict.missing


@pytest.mark.parametrize("which", [0, 1, 2])
def test_a_widened_byte_range_is_never_valid(which, signed, check):
    found = list(re.finditer(rb"/ByteRange \[0 (\d+) (\d+) (\d+)", signed))[which]
    length, rest, last = (int(number) for number in found.groups())
    for wider in (
        b"/ByteRange [0 %d %d %d" % (length, rest, last - 1),
        b"/ByteRange [0 %d %d %d" % (length - 1, rest, last),
        b"/ByteRange [1 %d %d %d" % (length, rest, last),
        b"/ByteRange [0 %d %d %d" % (length, rest + 1, last),
    ):
        changed = signed[: found.start()] + wider.ljust(len(found[0])) + signed[found.end() :]
        assert changed != signed
        assert not check(changed[: len(signed)]).valid


@pytest.mark.parametrize("which", [0, 1, 2])
@pytest.mark.parametrize("fill", [b"0", b"g", b" "])
def test_an_emptied_signature_is_never_valid(which, fill, signed, check):
    found = list(re.finditer(rb"/Contents <([0-9a-fA-F]+)>", signed))[which]

    assert not check(signed[: found.start(1)] + fill * len(found[1]) + signed[found.end(1) :]).valid


@pytest.mark.parametrize("key", [b"/ByteRange", b"/Contents <", b"/SubFilter", b"/Type /Sig\n", b"/FT /Sig"])
def test_a_renamed_entry_of_a_signature_is_never_valid(key, signed, check):
    assert key in signed
    wrong = key[:-2] + b"zz" if key[-1:].isalpha() else key[:3] + b"zz" + key[5:]

    assert not check(signed.replace(key, wrong, 1)).valid


def test_bytes_hidden_behind_a_signature_are_never_valid(signed, check):
    """The room reserved for the CMS is signed by nobody; anything but zeros there is a hiding place."""
    last = list(re.finditer(rb"/Contents <([0-9a-fA-F]+)>", signed))[-1]
    hidden = signed[: last.end(1) - 8] + b"deadbeef" + signed[last.end(1) :]

    verdict = check(hidden)

    assert not verdict.valid
    assert Remark.COVERS_PART_ONLY in {note.remark for note in verdict.signatures[-1].notes}


def test_no_flipped_bit_is_overlooked(signed, check):
    """80 bits of the signed bytes, 20 of the signatures' own room: none is valid, none breaks the check."""
    dice = random.Random(20260512)
    rooms = [match.span(1) for match in re.finditer(rb"/Contents <([0-9a-fA-F]+)>", signed)]
    inside = [place for start, end in rooms for place in range(start, end)]
    outside = sorted(set(range(len(signed))) - set(inside))
    seen: Counter[Integrity] = Counter()
    for places, count in ((outside, 80), (inside, 20)):
        for place in dice.sample(places, count):
            flipped = bytearray(signed)
            flipped[place] ^= 1 << dice.randrange(8)
            same_digit = chr(signed[place]).lower() == chr(flipped[place]).lower()
            verdict = check(bytes(flipped))
            seen[verdict.integrity] += 1
            # A hexadecimal digit in capitals is the same signature: the only flip that may pass.
            assert not verdict.valid or (places is inside and same_digit), place
    assert seen.total() == 100


@pytest.mark.parametrize(
    "rubbish", [b"", b"%PDF-1.7", b"%PDF-1.7\n%%EOF", b"\x00" * 4096, "Biên bản".encode(), b"<" * 5000]
)
def test_what_is_no_pdf_is_unreadable_and_says_so(rubbish, check):
    verdict = check(rubbish)

    assert verdict.integrity is Integrity.UNREADABLE
    assert not verdict.valid
    assert Remark.CANNOT_BE_READ in {note.remark for note in verdict.notes}


def test_a_file_cut_anywhere_is_never_valid(signed, check):
    dice = random.Random(7)
    for end in dice.sample(range(len(signed) - 1), 25):
        assert not check(signed[:end]).valid
