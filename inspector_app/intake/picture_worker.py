"""The process that opens foreign pictures: a path in; a clean, upright, small JPEG and what the picture says of
itself out, or a copy of it that says nothing. Its parent watches over its time and memory.
"""

import base64
import io
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

from inspector_app.intake import picture_metadata

FORMATS = ("JPEG", "PNG", "WEBP", "HEIF", "TIFF", "BMP", "GIF")
"""What phones, cameras, scanners and screens make; everything else is kept as a file like any other."""
PIXELS = 120_000_000
_FLAT = ("TIFF", "BMP", "GIF", "PNG")
"""Kinds that lose nothing: neither do their copies."""


class _RefusedError(Exception):
    """Why a picture is not opened, in one word."""


def start(settings: Any) -> Callable[[Any], Any]:
    """Ready to work with `settings` = {"long_edge", "thumbnail"}, in pixels."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = PIXELS
    warnings.simplefilter("ignore")
    return lambda job: _answered(job, settings)


def _answered(job: Any, settings: Any) -> Any:
    """{"do": "reduce" | "tell" | "strip", "path", "to"?} to its answer; {"refused": why} where it is no picture of ours."""
    try:
        data = Path(job["path"]).read_bytes()
        match job["do"]:
            case "reduce":
                return reduced(data, settings["long_edge"], settings["thumbnail"])
            case "tell":
                return told(data)
        copy, ending = stripped(data)
        Path(job["to"]).write_bytes(copy)
    except MemoryError:
        raise
    except _RefusedError as refused:
        return {"refused": str(refused)}
    except Exception:  # noqa: BLE001 - whatever a hostile picture raises means the same: it cannot be read
        return {"refused": "damaged"}
    return {"ending": ending}


def told(data: bytes) -> dict[str, Any]:
    """What a picture says of itself, and how large it is when it stands upright. Raises whatever it raises."""
    with _opened(data) as picture:
        exif = picture.getexif()
        lying = picture_metadata.orientation(exif) >= 5
        size = reversed(picture.size) if lying else picture.size
        return picture_metadata.said(exif) | {"size": list(size)}


def reduced(data: bytes, long_edge: int, thumbnail: int) -> dict[str, Any]:
    """The picture upright in two sizes as JPEG in base 64, and what it says of itself. Raises whatever it raises."""
    from PIL import Image

    with _opened(data) as picture:
        exif = picture.getexif()
        told = picture_metadata.said(exif)
        picture.draft(
            "RGB", (long_edge, long_edge)
        )  # libjpeg reads a large one at a half, a quarter, an eighth
        flat = _flattened(picture)
    flat.thumbnail((long_edge, long_edge), Image.Resampling.LANCZOS, reducing_gap=3.0)
    upright = _turned(flat, picture_metadata.orientation(exif))
    small = upright.copy()
    small.thumbnail((thumbnail, thumbnail), Image.Resampling.LANCZOS)
    return told | {
        "width": upright.width,
        "height": upright.height,
        "jpeg": _base64(upright, 82),
        "thumbnail": _base64(small, 80),
    }


def stripped(data: bytes) -> tuple[bytes, str]:
    """A copy that says nothing of time, place or camera, and the ending of its name.

    JPEG and PNG keep their very pixels; kinds that cannot be written here become a JPEG, or a PNG where the kind
    loses nothing.
    """
    with _opened(data) as picture:
        turned = picture_metadata.orientation(picture.getexif())
        kind = picture.format
        if kind in ("JPEG", "MPO"):
            bare, ending = picture_metadata.bare_jpeg(data, turned), ".jpg"
        elif kind == "PNG" and turned == 1:
            bare, ending = picture_metadata.bare_png(data), ".png"
        else:
            bare, ending = _written_anew(picture, turned)
        size = picture.size
    with _opened(bare) as again:
        again.draft("RGB", (64, 64))
        again.load()
        if kind in ("JPEG", "MPO") and _opened(bare).size != size:
            raise ValueError("the copy is another picture")
    return bare, ending


def _written_anew(picture: Any, turned: int) -> tuple[bytes, str]:
    out = io.BytesIO()
    colours = picture.info.get("icc_profile")
    if picture.format in _FLAT:
        mode = "RGBA" if picture.has_transparency_data else "RGB"
        bare = _without_words(_turned(_eight_bits(picture).convert(mode), turned))
        bare.save(out, "PNG", compress_level=2, icc_profile=colours)
        return out.getvalue(), ".png"
    bare = _without_words(_turned(_flattened(picture), turned))
    bare.save(out, "JPEG", quality=92, icc_profile=colours)
    return out.getvalue(), ".jpg"


def _opened(data: bytes) -> Any:
    """Raises _RefusedError: not one of the kinds, more pixels than fit, many pages (a scanned document)."""
    from PIL import Image, UnidentifiedImageError

    if data[4:8] == b"ftyp" and "HEIF" not in Image.OPEN:
        import pi_heif

        pi_heif.register_heif_opener(thumbnails=False)
    try:
        picture = Image.open(
            io.BytesIO(data), formats=FORMATS if "HEIF" in Image.OPEN else FORMATS[:3] + FORMATS[4:]
        )
    except UnidentifiedImageError as error:
        raise _RefusedError("damaged") from error
    except Image.DecompressionBombError as error:
        raise _RefusedError("pixels") from error
    if picture.width * picture.height > PIXELS:
        raise _RefusedError("pixels")
    if picture.format == "TIFF" and getattr(picture, "n_frames", 1) > 1:
        raise _RefusedError("pages")
    return picture


def _flattened(picture: Any) -> Any:
    """In colours that a page has; what is see-through lies on white paper."""
    from PIL import Image

    if not picture.has_transparency_data:
        return _eight_bits(picture).convert("RGB")
    seen = picture.convert("RGBA")
    flat = Image.new("RGB", seen.size, "white")
    flat.paste(seen, mask=seen.getchannel("A"))
    return flat


def _eight_bits(picture: Any) -> Any:
    """Scanners write 16 bits of grey, of which a page shows the upper half."""
    if picture.mode.startswith("I;16"):
        return picture.convert("I").point(lambda value: value / 256).convert("L")
    return picture


def _turned(picture: Any, turned: int) -> Any:
    from PIL.Image import Transpose

    ways = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    return picture.transpose(ways[turned]) if turned in ways else picture


def _without_words(picture: Any) -> Any:
    """Pillow writes some of what it finds in `info` (comments, descriptions) back into a file."""
    picture.info = {}
    return picture


def _base64(picture: Any, quality: int) -> str:
    out = io.BytesIO()
    _without_words(picture).save(out, "JPEG", quality=quality, optimize=True)
    return base64.b64encode(out.getvalue()).decode("ascii")
