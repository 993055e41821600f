"""Words of WordprocessingML that python-docx has no name for: rules of a given length, fields, borders, cells."""

from collections.abc import Iterable

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt
from docx.text.paragraph import Paragraph

FONT = "Times New Roman"

_NARROW = frozenset("IÌÍỈĨỊJijltfr.,;:'!|()-/ ìíỉĩị")
_WIDE = frozenset("MWmw")


def element(tag: str, *children: BaseOxmlElement, **attributes: str) -> BaseOxmlElement:
    """`w:tag` with attributes and children of the same namespace."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    made.extend(children)
    return made


def forget_origin(document: Document) -> None:
    """Take the library's own author, times and picture out, and have Word lay it out as of today's releases."""
    package = document.part.package
    for own in list(package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES).element):
        own.getparent().remove(own)
    for key, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            del package.rels[key]
    for mode in document.settings.element.xpath("w:compat/w:compatSetting[@w:name='compatibilityMode']"):
        mode.set(qn("w:val"), "15")


def number_from_one(document: Document) -> None:
    """Number the pages of the last section from 1."""
    section = document.element.body.get_or_add_sectPr()
    for old in section.xpath("w:pgNumType"):
        section.remove(old)
    section.insert_element_before(element("pgNumType", start="1"), "w:cols", "w:titlePg", "w:docGrid")


def rule_below(paragraph: Paragraph, room: float, length: float) -> None:
    """Make an empty paragraph a solid line of `length` points, centred in `room` points."""
    form = paragraph.paragraph_format
    side = max(0.0, (room - length) / 2)
    form.left_indent, form.right_indent, form.first_line_indent = Pt(side), Pt(side), Pt(0)
    form.space_before, form.space_after, form.line_spacing = Pt(0), Pt(0), Pt(2)
    properties = form.element.get_or_add_pPr()
    border = element("pBdr", element("bottom", val="single", sz="6", space="0", color="000000"))
    properties.insert_element_before(border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def field(paragraph: Paragraph, instruction: str) -> None:
    """A field that the reader computes, such as PAGE."""
    for kind in ("begin", "separate", "end"):
        run = paragraph.add_run()
        run.font.element.append(element("fldChar", fldCharType=kind))
        if kind == "begin":
            text = element("instrText")
            text.text = f" {instruction} "
            paragraph.add_run().font.element.append(text)


def width_of(text: str, size: float, bold: bool) -> float:
    """About how many points a line of Times New Roman takes; lines under names need no more exactness."""
    ems = 0.0
    for character in text:
        if character in _NARROW:
            ems += 0.32
        elif character in _WIDE:
            ems += 0.88
        else:
            ems += 0.7 if character.isupper() else 0.48
    return ems * size * (1.0 if bold else 0.95)


def table_properties(widths: Iterable[int], bordered: bool) -> tuple[BaseOxmlElement, BaseOxmlElement]:
    """Properties and grid of a fixed table; widths in twentieths of a point."""
    columns = list(widths)
    line = {"val": "single", "sz": "4", "space": "0", "color": "000000"} if bordered else {"val": "nil"}
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    padding = "80" if bordered else "0"
    properties = element(
        "tblPr",
        element("tblW", w=str(sum(columns)), type="dxa"),
        element("tblInd", w="0", type="dxa"),
        element("tblBorders", *(element(side, **line) for side in sides)),
        element("tblLayout", type="fixed"),
        element("tblCellMar", *(element(side, w=padding, type="dxa") for side in ("left", "right"))),
    )
    return properties, element("tblGrid", *(element("gridCol", w=str(width)) for width in columns))


def row(*cells: BaseOxmlElement, header: bool = False) -> BaseOxmlElement:
    """A row that no page break divides; a header is repeated on every page."""
    properties = element("trPr", element("cantSplit"))
    if header:
        properties.append(element("tblHeader"))
    return element("tr", properties, *cells)


def cell(
    text: str,
    width: int,
    size: float,
    *,
    align: str = "left",
    bold: bool = False,
    span: int = 1,
    middle: bool = False,
    keep: bool = False,
) -> BaseOxmlElement:
    """A cell of text; each line of it is a paragraph. `keep` holds its row on the page of the next one."""
    properties = element("tcPr", element("tcW", w=str(width), type="dxa"))
    if span > 1:
        properties.append(element("gridSpan", val=str(span)))
    if middle:
        properties.append(element("vAlign", val="center"))
    made = element("tc", properties)
    for line in text.split("\n"):
        made.append(_line(line, size, align, bold, keep))
    return made


def _line(text: str, size: float, align: str, bold: bool, keep: bool) -> BaseOxmlElement:
    properties = element(
        "pPr",
        *([element("keepNext")] if keep else []),
        element("spacing", before="20", after="20", line="240", lineRule="auto"),
        element("ind", firstLine="0"),
        element("jc", val=align),
    )
    made = element("p", properties)
    if text:
        look = element("rPr")
        if bold:
            look.append(element("b"))
        look.extend((element("sz", val=f"{size * 2:.0f}"), element("szCs", val=f"{size * 2:.0f}")))
        made.append(element("r", look, _text(text)))
    return made


def _text(text: str) -> BaseOxmlElement:
    own = OxmlElement("w:t")
    own.text = text
    own.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return own
