"""Pictures from outside: which bytes are one, what the picture process is asked, and what its answer means.

It opens no picture itself; the original is never touched, and what is drawn carries no place, time or camera.
"""

import base64
import binascii
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from inspector_app.errors import N_, IntakeError
from inspector_app.intake.picture_worker import PIXELS

LONG_EDGE = 1600
"""Pixels: enough for half a printed page."""
THUMBNAIL = 320
"""Pixels: enough for a list, on a screen of twice the density too."""
MAX_BYTES = 60 * 1024 * 1024
SETTINGS = {"long_edge": LONG_EDGE, "thumbnail": THUMBNAIL}
"""What the process is started with."""

MEDIA_TYPES = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "image/heic": ".heic",
    "image/tiff": ".tif",
    "image/bmp": ".bmp",
    "image/gif": ".gif",
}
"""Kinds that are reduced once and drawn in the annex, with the usual ending of their names."""
_BEGINNINGS = {
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"II*\0": "image/tiff",
    b"MM\0*": "image/tiff",
    b"GIF87a": "image/gif",
    b"GIF89a": "image/gif",
}
_HEIF = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"})


@dataclass(frozen=True, slots=True)
class Told:
    """What a picture says of itself; the place is read when it is asked for and never written down."""

    taken_at: datetime | None = None
    """By the camera's clock; in Vietnam's time where it names no zone."""
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    camera: str | None = None
    width: int | None = None
    """Of the original when it stands upright, in pixels."""
    height: int | None = None


@dataclass(frozen=True, slots=True)
class ReducedPicture:
    """JPEGs upright by the picture's EXIF, long edges at most LONG_EDGE and THUMBNAIL."""

    jpeg: bytes = field(repr=False)
    thumbnail: bytes = field(repr=False)
    width: int
    height: int
    told: Told = Told()


def kind_of(data: bytes) -> str | None:
    """The media type of a picture by its first bytes, whatever its name says; None for anything else."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if data[4:8] == b"ftyp" and data[8:12] in _HEIF:
        return "image/heic"
    if data[:2] == b"BM" and data[6:10] == bytes(4):
        return "image/bmp"
    return next((kind for start, kind in _BEGINNINGS.items() if data.startswith(start)), None)


def require_size(size: int) -> None:
    """Raises IntakeError INTAKE-TOO-BIG."""
    if size > MAX_BYTES:
        raise IntakeError(
            "INTAKE-TOO-BIG",
            N_("The picture was not taken over."),
            why=N_("It is larger than {limit} MB."),
            todo=N_("Make it smaller first, or add it as a file that is not a picture."),
            limit=MAX_BYTES // (1024 * 1024),
        )


def reducing(path: Path) -> dict[str, str]:
    """The job that makes a picture small."""
    return {"do": "reduce", "path": str(path)}


def telling(path: Path) -> dict[str, str]:
    """The job that reads what a picture says of itself."""
    return {"do": "tell", "path": str(path)}


def stripping(path: Path, to: Path) -> dict[str, str]:
    """The job that writes a copy which says nothing of itself."""
    return {"do": "strip", "path": str(path), "to": str(to)}


def reduced(answer: Any) -> ReducedPicture:
    """What came of `reducing`. IntakeError: INTAKE-PICTURE, INTAKE-PIXELS, INTAKE-PAGES."""
    _require_taken(answer)
    try:
        jpeg, thumbnail = (base64.b64decode(answer[name], validate=True) for name in ("jpeg", "thumbnail"))
        width, height = int(answer["width"]), int(answer["height"])
        if not (jpeg.startswith(b"\xff\xd8\xff") and 0 < width <= LONG_EDGE and 0 < height <= LONG_EDGE):
            raise ValueError(answer)
    except (KeyError, TypeError, ValueError, binascii.Error) as error:
        raise unreadable() from error
    return ReducedPicture(jpeg, thumbnail, width, height, _told(answer))


def told(answer: Any) -> Told:
    """What came of `telling`; nothing where the picture cannot be read."""
    return Told() if not isinstance(answer, dict) or "refused" in answer else _told(answer)


def ending(answer: Any) -> str:
    """What came of `stripping`: the ending that the copy's name has. IntakeError as for `reduced`."""
    _require_taken(answer)
    return str(answer["ending"])


def unreadable() -> IntakeError:
    return IntakeError(
        "INTAKE-PICTURE",
        N_("The picture was not taken over."),
        why=N_("It is damaged, or of a kind that cannot be drawn."),
        todo=N_("Open and save it with another program, then add it again."),
    )


def too_slow(seconds: float) -> IntakeError:
    return IntakeError(
        "INTAKE-TIMEOUT",
        N_("The picture was not taken over."),
        why=N_("It took longer than {seconds} seconds to read."),
        todo=N_("Open and save it with another program, then add it again."),
        seconds=int(seconds),
    )


def _require_taken(answer: Any) -> None:
    why = answer.get("refused", "") if isinstance(answer, dict) else "damaged"
    if why == "pixels":
        raise IntakeError(
            "INTAKE-PIXELS",
            N_("The picture was not taken over."),
            why=N_("It has more than {limit} million pixels."),
            todo=N_("Make it smaller first, or add it as a file that is not a picture."),
            limit=PIXELS // 1_000_000,
        )
    if why == "pages":
        raise IntakeError(
            "INTAKE-PAGES",
            N_("The picture was not taken over."),
            why=N_("It is a document of several pages, of which only the first would be drawn."),
            todo=N_("Keep it as a plain file."),
        )
    if why:
        raise unreadable()


def _told(answer: Any) -> Told:
    """Whatever the process says is a stranger's word still."""
    try:
        at = answer.get("taken_at")
        latitude, longitude = (
            None if answer.get(name) is None else Decimal(str(answer[name]))
            for name in ("latitude", "longitude")
        )
        camera = answer.get("camera")
        width, height = answer.get("size", (None, None))
        return Told(
            None if at is None else datetime.fromisoformat(at), latitude, longitude, camera, width, height
        )
    except (ArithmeticError, TypeError, ValueError):
        return Told()
