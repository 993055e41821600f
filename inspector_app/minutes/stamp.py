"""What a signature shows: the hand signature, or who signed and when, drawn to the size of its field."""

import io
from datetime import datetime
from typing import TYPE_CHECKING, Any

from inspector_app.clock import ZONE
from inspector_app.errors import N_, MinutesError
from inspector_app.minutes import archive, fonts, nd30

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

BLUE = (0.0, 0.2, 0.62)
_PADDING = 2.0
_LEADING = 1.2
_NOTICE = 7.0


def draw_stamp(
    pdf: bytes,
    field: str,
    *,
    name: str,
    organisation: str | None,
    signed_at: datetime,
    picture: bytes | None,
    notice: str | None,
) -> bytes:
    """A one-page PDF of the size of signature field `field` of `pdf`.

    With `picture` (a PNG of the hand signature) that alone, centred, as Nghị định 30/2020, Phụ lục I asks
    of a person's signature; else name, organisation and the time in ISO 8601, in blue. `notice` stands
    above either. Raises MIN-FIELD, MIN-STAMP-PICTURE, MIN-GLYPH, MIN-UNREADABLE.
    """
    from reportlab.pdfgen.canvas import Canvas

    width, height = _field_size(pdf, field)
    fonts.register()
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(width, height), invariant=1, initialFontName=fonts.REGULAR)
    canvas.setFillColorRGB(*BLUE)
    top = height - _PADDING
    if notice:
        top = _lines(canvas, [notice], fonts.BOLD, _NOTICE, width, top)
    if picture is not None:
        _picture(canvas, picture, width, top)
    else:
        _words(canvas, name, organisation, signed_at, width, top)
    canvas.save()
    return archive.repaired(buffer.getvalue())


def _field_size(pdf: bytes, field: str) -> tuple[float, float]:
    with archive.opened(pdf) as document:
        form: Any = document.Root.get("/AcroForm", {})
        for widget in form.get("/Fields", ()):
            if str(widget.get("/T")) == field:
                left, bottom, right, top = (float(edge) for edge in widget.Rect)
                return right - left, top - bottom
    raise MinutesError(
        "MIN-FIELD",
        N_("The minutes have no place for the signature “{field}”."),
        why=N_("They were drawn for signing by hand, or for other signers."),
        todo=N_("Open the visit again, choose the way of signing, and seal it anew."),
        field=field,
    )


def _words(
    canvas: "Canvas", name: str, organisation: str | None, signed_at: datetime, width: float, top: float
) -> None:
    moment = signed_at.astimezone(ZONE).isoformat(timespec="seconds")
    lines = [f"Ký bởi: {name}", f"Thời gian ký: {moment}"]
    if organisation:
        lines.insert(1, f"Cơ quan: {organisation}")
    size = nd30.STAMP
    height = len(_wrapped(lines, fonts.REGULAR, size, width)) * size * _LEADING
    _lines(canvas, lines, fonts.REGULAR, size, width, (top + height) / 2)


def _wrapped(lines: list[str], font: str, size: float, width: float) -> list[str]:
    from reportlab.lib.utils import simpleSplit

    room = width - 2 * _PADDING
    return [part for line in lines for part in simpleSplit(fonts.plain(line), font, size, room)]


def _lines(canvas: "Canvas", lines: list[str], font: str, size: float, width: float, top: float) -> float:
    """Centred lines from `top` downwards; returns where they end."""
    canvas.setFont(font, size)
    for line in _wrapped(lines, font, size, width):
        top -= size * _LEADING
        canvas.drawCentredString(width / 2, top + size * 0.25, line)
    return top


def _picture(canvas: "Canvas", picture: bytes, width: float, top: float) -> None:
    from reportlab.lib.utils import ImageReader

    try:
        image: Any = ImageReader(io.BytesIO(picture))
        pixels_wide, pixels_high = image.getSize()
        scale = min((width - 2 * _PADDING) / pixels_wide, (top - _PADDING) / pixels_high)
        w, h = pixels_wide * scale, pixels_high * scale
        canvas.drawImage(image, (width - w) / 2, (top + _PADDING - h) / 2, w, h, mask="auto")
    except (OSError, ValueError, SyntaxError) as error:
        raise MinutesError(
            "MIN-STAMP-PICTURE",
            N_("The picture of the signature cannot be drawn."),
            why=N_("The file is not a PNG picture, or it is damaged."),
            todo=N_("Choose a PNG file with a transparent background, or sign without a picture."),
        ) from error
