"""PDFs made to crash, hang or fill whoever reads them. Each is small on the disk and made in a moment."""

import functools
import zlib
from collections.abc import Callable

from tests.sampling.paper import Paper, draw
from tests.sampling.revision import Revision

GIB = 1 << 30


def _zeros(size: int) -> bytes:
    """So many zero bytes, deflated: never held in memory at once."""
    step = 1 << 20
    packer = zlib.compressobj(9, wbits=-15)
    block = packer.compress(bytes(step)) + packer.flush(zlib.Z_FULL_FLUSH)
    packed = b"\x78\x9c" + block * (size // step) + b"\x03\x00"
    # Adler-32 of zeros: the first sum stays 1, the second counts the bytes.
    return packed + ((size % 65521) << 16 | 1).to_bytes(4, "big")


def _page(change: Callable[[Revision], bytes]) -> bytes:
    """A document whose first page has another entry; `change` gives it as `/Key value`."""
    update = Revision(draw(Paper()).pdf)
    entry = change(update)
    page = update.pages()[0]
    body = update.body(page)
    body = body.replace(entry.split(b" ", 1)[0] + b" ", b"/Former ", 1)
    update.replace(page, body[: body.rindex(b">>")] + entry + b" >>")
    return update.done()


def _without_old(update: Revision, number: int, key: bytes) -> bytes:
    body = update.body(number)
    return body.replace(key + b" ", b"/Former ", 1)


@functools.cache
def page_tree_loop() -> bytes:
    """The page tree is its own child."""
    update = Revision(draw(Paper()).pdf)
    start = update.body(update.root)
    tree = int(start.split(b"/Pages ")[1].split(b" ")[0])
    update.replace(tree, b"<< /Type /Pages /Count 2 /Kids [ %d 0 R %d 0 R ] >>" % (tree, tree))
    return update.done()


@functools.cache
def flate_bomb() -> bytes:
    """8 GiB of page content out of some kilobytes: deflated twice."""

    def bomb(update: Revision) -> bytes:
        data = zlib.compress(_zeros(8 * GIB), 9)
        entries = b"<< /Filter [ /FlateDecode /FlateDecode ] /Length %d >>" % len(data)
        number = update.add(entries + b"\nstream\n" + data + b"\nendstream")
        return b"/Contents %d 0 R" % number

    return _page(bomb)


@functools.cache
def cross_reference_bomb() -> bytes:
    """2 GiB where the cross-reference should be: read before anything else."""
    pdf = draw(Paper()).pdf
    data = _zeros(2 * GIB)
    start = len(pdf)
    entries = b"<< /Type /XRef /W [1 2 1] /Size 9 /Root 1 0 R /Filter /FlateDecode /Length %d >>" % len(data)
    return pdf + b"99 0 obj\n%s\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % (
        entries,
        data,
        start,
    )


@functools.cache
def cross_reference_loop() -> bytes:
    """The former cross-reference of the last revision is the last one."""
    pdf = draw(Paper()).pdf
    start = len(pdf)
    return pdf + b"xref\n0 0\ntrailer\n<< /Size 9 /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (
        start,
        start,
    )


@functools.cache
def many_objects() -> bytes:
    """100,000 objects in one later revision."""
    update = Revision(draw(Paper()).pdf)
    for _ in range(100_000):
        update.add(b"<< /A [1 2 3] >>")
    return update.done()


@functools.cache
def deep_nesting() -> bytes:
    """Arrays within arrays, 100,000 deep, in the page."""
    return _page(lambda update: b"/PieceInfo " + b"[" * 100_000 + b"]" * 100_000)


@functools.cache
def deep_form() -> bytes:
    """The tree of form fields, where signatures are looked for, is its own child."""
    update = Revision(draw(Paper()).pdf)
    field = update.add(b"")
    update.replace(field, b"<< /T (a) /FT /Sig /Kids [ %d 0 R ] /Parent %d 0 R >>" % (field, field))
    root = update.body(update.root)
    update.replace(
        update.root, root[: root.rindex(b">>")] + b" /AcroForm << /Fields [ %d 0 R ] >> >>" % field
    )
    return update.done()


@functools.cache
def huge_contents() -> bytes:
    """A signature whose place takes 60 MB."""
    update = Revision(draw(Paper()).pdf)
    signature = update.add(
        b"<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /ByteRange [0 10 60000020 10] "
        b"/Contents <" + b"30" * 30_000_000 + b"> >>"
    )
    field = update.add(
        b"<< /FT /Sig /T (a) /Type /Annot /Subtype /Widget /Rect [0 0 0 0] /V %d 0 R >>" % signature
    )
    root = update.body(update.root)
    update.replace(
        update.root, root[: root.rindex(b">>")] + b" /AcroForm << /Fields [ %d 0 R ] >> >>" % field
    )
    return update.done()


@functools.cache
def endless_drawing() -> bytes:
    """Drawings that draw drawings: 10 billion letters on one page."""

    def tower(update: Revision) -> bytes:
        font = b"<< /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >> >> >>"
        frame = b"/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources "
        inner = update.add_stream(frame + font, b"BT /F 8 Tf 50 50 Td (a) Tj ET")
        for _ in range(10):
            inner = update.add_stream(frame + b"<< /XObject << /X %d 0 R >> >>" % inner, b"/X Do " * 10)
        page = update.pages()[0]
        update.replace(page, _without_old(update, page, b"/Contents"))
        update.replace(page, _without_old(update, page, b"/Resources"))
        content = update.add_stream(b"", b"/X Do")
        return b"/Resources << /XObject << /X %d 0 R >> >> /Contents %d 0 R" % (inner, content)

    return _page(tower)


@functools.cache
def huge_picture() -> bytes:
    """A picture of 60,000 by 60,000 dots on an otherwise empty page."""

    def picture(update: Revision) -> bytes:
        data = zlib.compress(_zeros(60_000 * 60_000 // (1 << 20) * (1 << 20)), 9)
        image = update.add(
            b"<< /Type /XObject /Subtype /Image /Width 60000 /Height 60000 /BitsPerComponent 8 /ColorSpace "
            b"/DeviceGray /Filter [ /FlateDecode /FlateDecode ] /Length %d >>\nstream\n"
            % len(data)
            + data
            + b"\nendstream"
        )
        page = update.pages()[0]
        update.replace(page, _without_old(update, page, b"/Contents"))
        content = update.add_stream(b"", b"q 595 0 0 842 0 0 cm /P Do Q")
        return b"/Resources << /XObject << /P %d 0 R >> >> /Contents %d 0 R" % (image, content)

    return _page(picture)


@functools.cache
def many_fields() -> bytes:
    """20,000 signature fields that share one signature which signs nothing."""
    update = Revision(draw(Paper()).pdf)
    signature = update.add(
        b"<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /ByteRange [0 10 20 10] "
        b"/Contents <3000> >>"
    )
    fields = [update.add(b"<< /FT /Sig /T (f%d) /V %d 0 R >>" % (i, signature)) for i in range(20_000)]
    root = update.body(update.root)
    listed = b" ".join(b"%d 0 R" % field for field in fields)
    update.replace(update.root, root[: root.rindex(b">>")] + b" /AcroForm << /Fields [ %s ] >> >>" % listed)
    return update.done()


HOSTILE: dict[str, Callable[[], bytes]] = {
    make.__name__: make
    for make in (
        page_tree_loop,
        flate_bomb,
        cross_reference_bomb,
        cross_reference_loop,
        many_objects,
        deep_nesting,
        deep_form,
        huge_contents,
        endless_drawing,
        huge_picture,
        many_fields,
    )
}
