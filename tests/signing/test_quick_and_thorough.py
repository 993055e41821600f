"""The quick way of checking e-documents never says more than pyHanko's thorough one, and tells the usual by itself."""

import io
import random
import re
import unicodedata

import pikepdf
import pytest
from pikepdf import Dictionary
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.misc import PdfError

from inspector_app.checklist.verdict import Integrity, Remark, Trust
from inspector_app.signing import additions, foreign, reading, signatures
from tests.signing import eoffice
from tests.signing.eoffice import WRITERS, drawn, increment, sealed, updated

LET_PASS = (
    eoffice.unsigned_place,
    eoffice.place_with_an_action,
    eoffice.ask_for_new_appearances,
    # The one signature that is left stands over all that is left.
    eoffice.remove_field,
)


@pytest.fixture
def both(trust, at, monkeypatch):
    """The verdict of the quick way, twice (a chain is remembered the second time), and of the thorough one."""

    def check(pdf):
        memory = foreign.Memory()
        first = foreign.document(pdf, trust=trust, at=at, memory=memory)
        quick = foreign.document(pdf, trust=trust, at=at, memory=memory)
        with monkeypatch.context() as patch:
            patch.setattr(signatures, "_quick_proof", lambda *_: None)
            patch.setattr(additions.Additions, "level", lambda *_: None)
            thorough = foreign.document(pdf, trust=trust, at=at)
        assert first == quick
        assert said(quick) == said(thorough)
        return quick.verdict

    return check


def said(document):
    """What counts: of bytes that fail their digest the thorough way may say more about what is in them."""
    verdict = document.verdict
    each = [(one.field, one.integrity, one.trust, one.covers_everything) for one in verdict.signatures]
    return verdict.integrity, verdict.trust, each


@pytest.fixture(scope="module", params=WRITERS)
def issued(request, people):
    """A leader's approval, the clerk's number and seal: three signatures over a document of each kind of writer."""
    pdf = drawn(**WRITERS[request.param])
    for number, person in enumerate((people[0], people[3], people[3])):
        pdf = sealed(pdf, person, number)
    return pdf


@pytest.fixture(scope="module", params=["plain", "linearised", "apart, object streams"])
def sealed_twice(request, people):
    return sealed(sealed(drawn(**WRITERS[request.param]), people[0], 0), people[3], 1)


@pytest.fixture(scope="module")
def approved(people):
    return sealed(drawn(change=eoffice.with_description), people[0], 0)


def usual(pdf):
    """Which revisions after the first signature are told without pyHanko's policy."""
    reader = reading.reader(pdf, strict=True)
    readable, _ = signatures.read(reader)
    found = additions.Additions(reader)
    return [
        found.level(number) for number in range(readable[0].signed_revision + 1, reader.xrefs.total_revisions)
    ]


def test_approval_number_and_seal_are_intact_and_usual_whoever_wrote_the_document(issued, both):
    verdict = both(issued)

    assert verdict.valid
    assert len(verdict.signatures) == 3
    assert usual(issued) == [additions.SIGNED, additions.SIGNED]


@pytest.mark.parametrize(
    "change", [change for change in eoffice.UPDATES if change is not eoffice.ask_for_new_appearances]
)
def test_a_change_after_the_seal_is_refused_in_both_ways(change, sealed_twice, both):
    changed = updated(sealed_twice, change)
    assert changed.startswith(sealed_twice)

    verdict = both(changed)

    assert verdict.integrity is not Integrity.INTACT


@pytest.mark.parametrize("change", [change for change in eoffice.UPDATES if change not in LET_PASS])
@pytest.mark.parametrize("writer", ["plain", "apart, object streams"])
def test_a_seal_over_a_change_does_not_heal_it(change, writer, people, both):
    pdf = sealed(drawn(**WRITERS[writer]), people[0], 0)
    pdf = sealed(updated(pdf, change), people[3], 1)

    verdict = both(pdf)

    assert verdict.integrity is not Integrity.INTACT


@pytest.mark.parametrize("change", LET_PASS)
def test_what_shows_nothing_is_let_pass_under_a_seal_in_both_ways(change, people, both):
    both(sealed(updated(sealed(drawn(), people[0], 0), change), people[3], 1))


def test_a_flipped_byte_is_judged_alike(people, both):
    pdf = sealed(sealed(drawn(change=eoffice.with_description), people[0], 0), people[3], 1)
    rooms = [range(*match.span()) for match in re.finditer(rb"/Contents <[0-9a-fA-F]+>", pdf)]
    dice = random.Random(20260512)
    outside = [place for place in range(len(pdf)) if not any(place in room for room in rooms)]
    for place in dice.sample(outside, 50):
        flipped = bytearray(pdf)
        flipped[place] ^= 1 << dice.randrange(8)
        assert not both(bytes(flipped)).valid, place


def test_a_file_cut_anywhere_is_judged_alike(people, both):
    pdf = sealed(sealed(drawn(), people[0], 0), people[3], 1)
    for end in random.Random(7).sample(range(len(pdf) - 1), 25):
        assert not both(pdf[:end]).valid


@pytest.mark.parametrize("way", [b"%d 0 R", b"0%d  0\n R"])
@pytest.mark.parametrize("ahead", range(6))
def test_what_a_signed_page_asked_for_in_vain_must_not_appear_with_a_seal(ahead, way, people, both):
    """Shadow attacks "hide" and "replace": the seal brings the object that the signed page was waiting for."""
    with pikepdf.open(io.BytesIO(sealed(drawn(), people[0], 0))) as read:
        wanted = int(read.trailer.Size) + ahead
    asking = drawn().replace(b"/ProcSet [", b"/XObject << /Fm0 " + way % wanted + b" >> /ProcSet [")
    pdf = sealed(sealed(_with_places(asking), people[0], 0), people[3], 1)
    with pikepdf.open(io.BytesIO(pdf)) as read:
        appears = any(found.objgen == (wanted, 0) for found in read.objects)

    if appears:
        assert both(pdf).integrity is Integrity.CHANGED
    else:
        # pyHanko cannot take the path to an object that is nowhere, and refuses what has not changed.
        assert usual(pdf) == [additions.SIGNED]


def _with_places(pdf):
    """The same bytes with a table of places that is right again."""
    places = {int(match[1]): match.start() for match in re.finditer(rb"(?m)^(\d+) 0 obj", pdf)}
    start = pdf.rindex(b"xref", 0, pdf.rindex(b"startxref"))
    trailer = pdf[pdf.index(b"trailer", start) : pdf.rindex(b"startxref")]
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (max(places) + 1)
    table += b"".join(b"%010d 00000 n \n" % places[number] for number in sorted(places))
    return pdf[:start] + table + trailer + b"startxref\n%d\n%%%%EOF\n" % start


def test_an_object_that_the_signed_table_promises_beyond_the_end_is_not_covered(people, both):
    """The signed revision says where an object will stand: in bytes that are written later."""
    pdf = drawn()
    with pikepdf.open(io.BytesIO(pdf)) as read:
        contents = read.pages[0].obj.Contents.objgen[0]
    place = 200_000
    lines = pdf.splitlines(keepends=True)
    row = lines.index(b"xref\n") + 2 + contents
    lines[row] = b"%010d 00000 n \n" % place
    signed = sealed(b"".join(lines), people[0], 0)
    later = (
        signed
        + b"\n" * (place - len(signed))
        + b"%d 0 obj\n<< /Length 4 >>\nstream\nq Q \nendstream\nendobj\n" % contents
    )

    verdict = both(sealed(increment(later, {}), people[3], 1))

    assert verdict.integrity is not Integrity.INTACT


def by_hand(approved):
    """Revisions that no library writes, each beside the plain approval."""
    with pikepdf.open(io.BytesIO(approved)) as read:
        page = read.pages[0].obj
        contents = page.Contents.objgen[0]
        size, info = int(read.trailer.Size), read.trailer.Info.objgen[0]
        metadata = read.trailer.Root.Metadata.objgen[0]
        pages, form = read.trailer.Root.Pages.objgen[0], read.trailer.Root.AcroForm.objgen[0]
    stream = b"<< /Length 16 >>\nstream\n0 0 600 800 re f\nendstream"
    old = approved.index(b"%d 0 obj" % metadata)
    return {
        "new contents": increment(approved, {contents: stream}),
        "contents freed": increment(approved, {}, free=[contents]),
        "contents from another place": increment(approved, {}, offsets={contents: old}),
        "another catalog": increment(
            approved,
            {size: b"<< /Type /Catalog /Pages %d 0 R /AcroForm %d 0 R >>" % (pages, form)},
            root=size,
        ),
        "an old object under a new number": increment(approved, {}, offsets={size: old}),
        "a stream as info": increment(approved, {info: stream}),
        "info that leads on": increment(approved, {info: b"<< /Title %d 0 R >>" % contents}),
        "locked afterwards": increment(
            approved, {size: b"<< /Filter /Standard >>"}, b"/Encrypt %d 0 R" % size
        ),
        "hybrid": increment(approved, {size: b"<< /Type /XRef >>"}, b"/XRefStm 17"),
        "description overwritten by rubbish": increment(approved, {metadata: stream}),
    }


@pytest.mark.parametrize(
    "which",
    [
        "new contents",
        "contents freed",
        "contents from another place",
        "another catalog",
        "a stream as info",
        "locked afterwards",
        "hybrid",
        "description overwritten by rubbish",
    ],
)
def test_a_revision_written_by_hand_is_refused_in_both_ways(which, approved, people, both):
    pdf = by_hand(approved)[which]

    assert both(pdf).integrity is not Integrity.INTACT


@pytest.mark.parametrize("which", ["an old object under a new number", "info that leads on"])
def test_a_strange_revision_is_left_to_the_thorough_way(which, approved, both):
    pdf = by_hand(approved)[which]

    both(pdf)
    assert usual(pdf) == [None]


def sharing(what):
    def change(pdf):
        eoffice.with_description(pdf)
        eoffice.with_lists_that_stand_apart(pdf)
        first, second = pdf.pages[0].obj, pdf.pages[1].obj
        match what:
            case "info":
                first.Resources.ExtGState = Dictionary(G0=pdf.trailer.Info)
            case "notes":
                second.Annots = first.Annots
            case "form":
                first.Resources.XObject = Dictionary(Fm0=pdf.Root.AcroForm)
            case "fields":
                first.Resources.ProcSet = pdf.Root.AcroForm.Fields

    return change


@pytest.mark.parametrize("streams", [False, True])
@pytest.mark.parametrize("what", ["info", "notes", "form", "fields"])
def test_an_object_that_plays_two_parts_is_left_to_the_thorough_way(what, streams, people, both):
    """What may be rewritten in one part could be shown in the other."""
    mode = pikepdf.ObjectStreamMode.generate if streams else pikepdf.ObjectStreamMode.disable
    pdf = sealed(drawn(change=sharing(what), object_stream_mode=mode), people[0], 0)
    pdf = sealed(pdf, people[3], 1)

    both(pdf)
    assert usual(pdf) == [None]


def test_a_description_that_a_page_shows_is_left_to_the_thorough_way(people, both):
    plain = drawn(change=eoffice.with_description, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    with pikepdf.open(io.BytesIO(plain)) as read:
        metadata = read.Root.Metadata.objgen[0]
    shown = _with_places(plain.replace(b"/ProcSet [", b"/XObject << /Fm0 %d 0 R >> /ProcSet [" % metadata))
    pdf = sealed(sealed(shown, people[0], 0), people[3], 1)

    both(pdf)
    assert usual(pdf) == [None]


def test_a_description_rewritten_by_a_second_tool_is_named_and_usual(people, both):
    def rewrite(writer):
        metadata = writer.root["/Metadata"]
        metadata._data = metadata.data.replace(b"Thu", b"Thu hai")
        metadata._encoded_data = None
        writer.update_container(metadata)
        writer.set_info(generic.DictionaryObject({pdf_name("/Title"): pdf_string("Quyết định")}))

    pdf = sealed(sealed(drawn(change=eoffice.with_description), people[0], 0), people[3], 1)
    rewritten = updated(pdf, rewrite)

    verdict = both(rewritten)

    assert verdict.valid
    assert Remark.METADATA_CHANGED_LATER in {note.remark for note in verdict.notes}
    assert usual(rewritten) == [additions.SIGNED, additions.EVIDENCE]


@pytest.mark.parametrize("reserved", [8192, 32768])
@pytest.mark.parametrize("box", [True, False])
def test_older_tools_large_rooms_and_invisible_seals_are_intact(reserved, box, people, both):
    from pyhanko.sign.fields import SigSeedSubFilter

    pdf = drawn()
    for number, person in enumerate((people[0], people[3])):
        pdf = sealed(
            pdf, person, number, reserved=reserved, box=box, subfilter=SigSeedSubFilter.ADOBE_PKCS7_DETACHED
        )

    assert both(pdf).valid


def test_a_place_that_was_there_empty_may_be_filled_later(people, both):
    pdf = drawn(change=eoffice.with_an_empty_place)
    pdf = sealed(sealed(pdf, people[3], 1), people[0], 0)

    assert both(pdf).valid
    assert usual(pdf) == [additions.SIGNED]


def test_page_and_box_of_each_signature_are_told(people, trust, at):
    pdf = drawn(pages=6, change=eoffice.with_a_deep_tree_of_pages)
    pdf = sealed(sealed(sealed(pdf, people[0], 0, page=4), people[3], 1, page=0), people[3], 2, box=False)

    document = foreign.document(pdf, trust=trust, at=at)

    assert [(placed.page, placed.box) for placed in document.signatures] == [
        (4, (60.0, 500.0, 90.0, 560.0)),
        (0, (100.0, 500.0, 130.0, 560.0)),
        (None, None),
    ]
    assert [placed.later for placed in document.signatures] == [False, True, True]
    assert [placed.holder.name for placed in document.signatures] == [
        "NGƯỜI KÝ THỬ 1",
        "VĂN THƯ THỬ",
        "VĂN THƯ THỬ",
    ]
    assert not any(placed.timestamped or placed.of_time_stamp for placed in document.signatures)


def test_nothing_is_remembered_of_who_is_believed(issued, trust, at):
    memory = foreign.Memory()
    nobody = foreign.TrustStore()
    for believed, answer in ((trust, Trust.TRUSTED), (nobody, Trust.UNKNOWN), (trust, Trust.TRUSTED)):
        for _ in range(2):
            verdict = foreign.document(issued, trust=believed, at=at, memory=memory).verdict
            assert (verdict.integrity, verdict.trust) == (Integrity.INTACT, answer)


@pytest.mark.parametrize(
    "content",
    [
        b"<>",
        b"<00>",
        b"<0>",
        b"<30 82\n01>",
        b"<FEFF0041>",
        b"<zz>",
        b"<41",
        b"<308201ff" + b"00" * 500 + b">",
        b"<41>)",
    ],
)
def test_a_hexadecimal_string_is_read_at_once_as_pyhanko_reads_it(content):
    """Read from a buffer (at once) and from a file (digit by digit)."""
    reading.quicker.install()

    read = generic.read_hex_string_from_stream
    assert _answer(read, io.BytesIO(content)) == _answer(read, _file(content))


class File(io.BufferedReader):
    """Not a buffer: pyHanko's own way, byte by byte."""


def test_objects_are_read_at_once_as_pyhanko_reads_them_byte_by_byte(issued):
    """Pieces of real objects, cut and damaged anywhere: the same object or the same refusal, and as far."""
    reading.quicker.install()
    reader = reading.reader(issued, strict=True)
    dice = random.Random(20260512)
    pieces = [
        b"",
        b" ",
        b"%",
        b"%a\r",
        b"\x00\t",
        b"#41",
        b"/",
        b"<<",
        b">>",
        b"[",
        b"R",
        b"0 0 R",
        b"12 0\x0bR",
        b"-.5",
        b"\xc3",
    ]
    starts = [match.start() for match in re.finditer(rb"<<|\[|/|[0-9]+ [0-9]+ R", issued)]
    for start in dice.choices(starts, k=500):
        end = start + dice.randrange(1, 120)
        cut = dice.randrange(start, end)
        content = issued[start:cut] + dice.choice(pieces) + issued[cut:end]
        if b"%" in content:
            content += b"\n"  # pyHanko looks for the end of a comment for ever
        assert _all_reads(io.BytesIO, content, reader) == _all_reads(_file, content, reader), content


def _file(content):
    return File(io.BytesIO(content))


def _all_reads(opened, content, reader):
    from pyhanko.pdf_utils import misc

    holder = generic.Reference(1, 0, reader)
    return [
        _answer(read, opened(content))
        for read in (
            lambda stream: repr(generic.read_object(stream, holder)),
            lambda stream: repr(generic.IndirectObject.read_from_stream(stream, holder)),
            misc.read_until_delimiter,
            misc.read_non_whitespace,
            lambda stream: generic.read_non_whitespace(stream, seek_back=True, allow_eof=True),
        )
    ]


def _answer(read, stream):
    try:
        return read(stream), stream.tell()
    except (PdfError, ValueError, OSError, IndexError, ArithmeticError) as error:
        return type(error)


@pytest.mark.parametrize(
    "name", ["Cục Chứng thực số", "CỤC  CHỨNG THỰC SỐ", "\u00a0Sở\tNội vụ ", "ﬁ Straße", ""]
)
def test_a_name_is_prepared_once_as_asn1crypto_prepares_it(name):
    from asn1crypto.x509 import Name

    reading.quicker.install()
    for _ in range(2):
        assert Name.build({"common_name": name}).human_friendly == f"Common Name: {name}"
    for other in ("cục chứng thực số", "Sở Nội vụ", "fi strasse", name):
        one, two = Name.build({"common_name": name}), Name.build({"common_name": other})
        assert (one == two) == (
            unicodedata.normalize("NFKC", name.casefold()).split()
            == unicodedata.normalize("NFKC", other.casefold()).split()
        )
