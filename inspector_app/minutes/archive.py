"""Drawn pages become a PDF/A-3b file: description, colours, the attached record, empty signature fields."""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING, Any

from inspector_app.checklist.verdict import SignerRole
from inspector_app.errors import N_, MinutesError
from inspector_app.paths import resources

if TYPE_CHECKING:
    import pikepdf

    from inspector_app.minutes.flow import Laid, Room

ATTACHMENT = "visit.json"
CREATOR = "inspector-app"
PRODUCER = "ReportLab, pikepdf"
LANGUAGE = "vi-VN"

_PRINT_AND_LOCKED = 4 + 128
_APPEND_ONLY_WITH_SIGNATURES = 3

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{at}</xmp:CreateDate>
<xmp:ModifyDate>{at}</xmp:ModifyDate>
<xmp:MetadataDate>{at}</xmp:MetadataDate>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<pdf:Producer>{producer}</pdf:Producer>
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""

_CODE_TO_UNICODE = re.compile(r"^<([0-9A-F]{2})> <([0-9A-F]{4,8})>$", re.MULTILINE)
_CMAP_BLOCK = 100


def archived(laid: "Laid", *, at: datetime, attached: bytes) -> bytes:
    """The finished PDF/A-3b file (ISO 19005-3), byte for byte the same for the same input."""
    import pikepdf

    with pikepdf.open(io.BytesIO(laid.pdf)) as pdf:
        _describe(pdf, laid.title, laid.author, at)
        _set_colours(pdf)
        _repair_unicode_maps(pdf)
        _attach(pdf, attached, at)
        _add_signature_fields(pdf, laid.rooms)
        return saved(pdf)


def saved(pdf: "pikepdf.Pdf") -> bytes:
    """The bytes of `pdf`, without anything of the moment or the machine in them."""
    import pikepdf

    if "/ID" in pdf.trailer:
        del pdf.trailer["/ID"]  # the first half of it would be kept: reportlab's, of the environment
    buffer = io.BytesIO()
    pdf.save(
        buffer,
        deterministic_id=True,
        # Verification walks all objects once per revision: plain ones are read a quarter faster.
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        force_version="1.7",
    )
    return buffer.getvalue()


def repaired(pdf: bytes) -> bytes:
    """A page of reportlab's with its character maps put right, to be laid into an archival file."""
    with opened(pdf) as document:
        _repair_unicode_maps(document)
        return saved(document)


def attached_record(pdf: bytes) -> bytes:
    """The canonical JSON inside minutes; raises MIN-UNREADABLE, MIN-NO-DATA."""
    with opened(pdf) as document:
        for key, spec in document.attachments.items():
            if key == ATTACHMENT:
                return bytes(spec.get_file().read_bytes())
    raise MinutesError(
        "MIN-NO-DATA",
        N_("The PDF holds no data of a visit."),
        why=N_("It was not written by this program, or it was printed to a file or converted since."),
        todo=N_("Ask the team for the file as it was signed or sent."),
    )


def plain_copy(pdf: bytes) -> bytes:
    """The same pages without attachment and form fields, signatures' pictures kept: the file to print elsewhere.

    Raises MIN-UNREADABLE.
    """
    with opened(pdf) as document:
        document.flatten_annotations("print")
        for key in ("/AcroForm", "/AF", "/Names", "/DSS", "/Perms"):
            if key in document.Root:
                del document.Root[key]
        document.remove_unreferenced_resources()
        return saved(document)


@contextmanager
def opened(pdf: bytes) -> Iterator["pikepdf.Pdf"]:
    """A PDF from outside, taken as it is and never repaired; what pikepdf refuses becomes MIN-UNREADABLE."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(pdf), attempt_recovery=False) as document:
            yield document
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise unreadable() from error


def unreadable() -> MinutesError:
    return MinutesError(
        "MIN-UNREADABLE",
        N_("The minutes cannot be read."),
        why=N_("The file is not a PDF, or it is damaged."),
        todo=N_("Ask for the file again, or draw the minutes again."),
    )


def _describe(pdf: "pikepdf.Pdf", title: str, author: str, at: datetime) -> None:
    """The same words in XMP and in the information dictionary: PDF/A wants them equal."""
    from pikepdf import Dictionary, Name, String

    words = {
        "title": title,
        "author": author,
        "creator": CREATOR,
        "producer": PRODUCER,
        "language": LANGUAGE,
        "at": at.isoformat(timespec="seconds"),
    }
    xmp = _XMP.format_map({name: escape(word) for name, word in words.items()})
    pdf.Root.Metadata = pdf.make_stream(xmp.encode(), Type=Name.Metadata, Subtype=Name.XML)
    for key in list(pdf.docinfo.keys()):
        del pdf.docinfo[key]
    pdf.docinfo.Title = String(title)
    pdf.docinfo.Author = String(author)
    pdf.docinfo.Creator = String(CREATOR)
    pdf.docinfo.Producer = String(PRODUCER)
    pdf.docinfo.CreationDate = pdf.docinfo.ModDate = _date(at)
    pdf.Root.Lang = String(LANGUAGE)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)


def _date(at: datetime) -> "pikepdf.String":
    from pikepdf import String

    zone = at.strftime("%z") or "+0000"
    return String(f"D:{at:%Y%m%d%H%M%S}{zone[:3]}'{zone[3:5]}'")


def _set_colours(pdf: "pikepdf.Pdf") -> None:
    from pikepdf import Array, Dictionary, Name, String

    profile = pdf.make_stream(resources().joinpath("icc", "sRGB.icc").read_bytes(), N=3)
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String("sRGB"),
        Info=String("sRGB IEC61966-2.1"),
        RegistryName=String("http://www.color.org"),
        DestOutputProfile=profile,
    )
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])


def _repair_unicode_maps(pdf: "pikepdf.Pdf") -> None:
    """reportlab maps code 0 to U+0000 and writes more than 100 lines in one block; both are against the rules."""
    import pikepdf

    for thing in pdf.objects:
        if not (isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/Font"):
            continue
        if "/ToUnicode" not in thing:
            continue
        cmap = thing.ToUnicode.read_bytes().decode("latin-1")
        pairs = [pair for pair in _CODE_TO_UNICODE.findall(cmap) if pair[1] != "0000"]
        head, rest = cmap.split("endcodespacerange", 1)
        tail = rest.split("endbfchar", 1)[1].lstrip()
        chunks = [pairs[i : i + _CMAP_BLOCK] for i in range(0, len(pairs), _CMAP_BLOCK)]
        body = "".join(
            f"{len(chunk)} beginbfchar\n" + "".join(f"<{a}> <{b}>\n" for a, b in chunk) + "endbfchar\n"
            for chunk in chunks
        )
        thing.ToUnicode.write(f"{head}endcodespacerange\n{body}{tail}".encode("latin-1"))


def _attach(pdf: "pikepdf.Pdf", data: bytes, at: datetime) -> None:
    from pikepdf import Array, Dictionary, Name, String

    file = pdf.make_stream(
        data,
        Type=Name.EmbeddedFile,
        Subtype=Name("/application/json"),
        Params=Dictionary(ModDate=_date(at), Size=len(data)),
    )
    spec = pdf.make_indirect(
        Dictionary(
            Type=Name.Filespec,
            F=String(ATTACHMENT),
            UF=String(ATTACHMENT),
            Desc=String("Dữ liệu của biên bản"),
            AFRelationship=Name.Data,
            EF=Dictionary(F=file, UF=file),
        )
    )
    pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array([String(ATTACHMENT), spec])))
    pdf.Root.AF = Array([spec])


def _add_signature_fields(pdf: "pikepdf.Pdf", rooms: dict[SignerRole, "Room"]) -> None:
    """Empty fields from the first revision on: signing only fills them, in any order.

    Each locks itself and nothing else, so that the others and the clerk's number, day and seal may follow.
    """
    from pikepdf import Array, Dictionary, Name, String

    if not rooms:
        return
    nothing = pdf.make_indirect(
        pdf.make_stream(
            b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 1, 1]), Resources=Dictionary()
        )
    )
    fields: list[Any] = []
    for role, room in rooms.items():
        page = pdf.pages[room.page].obj
        lock = Dictionary(Type=Name.SigFieldLock, Action=Name.Include, Fields=Array([String(role.value)]))
        # Its own field alone: a lock that names the others would make this signature invalid when they sign.
        lock = pdf.make_indirect(
            Dictionary(Type=Name.SigFieldLock, Action=Name.Include, Fields=Array([String(role.value)]))
        )
        widget = pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Widget,
                FT=Name.Sig,
                T=String(role.value),
                TU=String(room.tooltip),
                F=_PRINT_AND_LOCKED,
                Rect=Array([round(edge, 2) for edge in room.box]),
                P=page,
                AP=Dictionary(N=nothing),
                Lock=pdf.make_indirect(lock),
            )
        )
        fields.append(widget)
        page.Annots = Array([*page.get("/Annots", Array()), widget])
    pdf.Root.AcroForm = Dictionary(Fields=Array(fields), SigFlags=_APPEND_ONLY_WITH_SIGNATURES)
