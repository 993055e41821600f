"""What a picture says of itself beside its pixels (time, place, camera), and the same picture without it.

Runs in the picture process alone: every byte here is a stranger's.
"""

import struct
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from decimal import Decimal
from typing import Any

from inspector_app.clock import ZONE

ORIENTATION, MAKER, CAMERA = 0x0112, 0x010F, 0x0110
EXIF, GPS = 0x8769, 0x8825
TAKEN, DIGITISED, OFFSET = 0x9003, 0x9004, 0x9011
NORTH, LATITUDE, EAST, LONGITUDE = 1, 2, 3, 4
LONGEST_NAME = 80

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB bKGD hIST pHYs sPLT cICP".split()  # how the pixels are meant
)
_START, _END, _SCAN, _FILL = 0xD8, 0xD9, 0xDA, 0xFF
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
"""Markers of a JPEG that no length follows."""


def said(exif: Any) -> dict[str, Any]:
    """Of a Pillow Exif: taken_at, latitude, longitude, camera as JSON; what is missing or makes no sense is left out."""
    own, place = _part(exif, EXIF), _part(exif, GPS)
    found = {
        "taken_at": _tried(lambda: _taken(own)),
        "latitude": _tried(lambda: _degrees(place, LATITUDE, NORTH, "S", 90)),
        "longitude": _tried(lambda: _degrees(place, LONGITUDE, EAST, "W", 180)),
        "camera": _tried(lambda: _camera(exif)),
    }
    if found["latitude"] is None or found["longitude"] is None:
        found["latitude"] = found["longitude"] = None
    return {name: value for name, value in found.items() if value is not None}


def orientation(exif: Any) -> int:
    """1 to 8; 1 where nothing sensible is said."""
    value = _tried(lambda: str(int(exif.get(ORIENTATION, 1))))
    return int(value) if value in tuple("12345678") else 1


def bare_jpeg(data: bytes, turned: int) -> bytes:
    """The same compressed pixels with nothing beside them but their colours and which side is up.

    Whatever follows the end of the picture (previews, films, notes of the camera) is gone. Raises ValueError.
    """
    out = bytearray(b"\xff\xd8")
    if turned != 1:
        out += _orientation_segment(turned)
    place = 2
    if data[:2] != b"\xff\xd8":
        raise ValueError("no JPEG")
    while True:
        if data[place] != _FILL:
            raise ValueError("no marker where one has to be")
        while data[place] == _FILL:
            place += 1
        marker = data[place]
        place += 1
        if marker == _END:
            return bytes(out) + b"\xff\xd9"
        if marker in _ALONE or marker in (0, _START):
            raise ValueError("a marker in a place where none can be")
        length = int.from_bytes(data[place : place + 2], "big")
        segment = data[place : place + length]
        if length < 2 or len(segment) != length:
            raise ValueError("a segment that does not end")
        place += length
        if _belongs_to_pixels(marker, segment[2:]):
            out += bytes((_FILL, marker)) + segment
        if marker == _SCAN:
            end = _end_of_scan(data, place)
            out += data[place:end]
            place = end


def bare_png(data: bytes) -> bytes:
    """The same PNG with the chunks that its pixels need and no other. Raises ValueError."""
    if not data.startswith(_PNG):
        raise ValueError("no PNG")
    out, place = bytearray(_PNG), len(_PNG)
    while place + 12 <= len(data):
        end = place + 12 + int.from_bytes(data[place : place + 4], "big")
        kind = data[place + 4 : place + 8]
        if end > len(data):
            break
        if kind in _PNG_KEPT:
            out += data[place:end]
        if kind == b"IEND":
            return bytes(out)
        place = end
    raise ValueError("a PNG that does not end")


def _belongs_to_pixels(marker: int, body: bytes) -> bool:
    match marker:
        case 0xE0:
            return body.startswith(b"JFIF\0")
        case 0xE2:
            return body.startswith(b"ICC_PROFILE\0")
        case 0xEE:
            return body.startswith(b"Adobe")
    return not (0xE0 <= marker <= 0xEF or marker == 0xFE)


def _end_of_scan(data: bytes, place: int) -> int:
    """Where the next marker stands that is no part of the compressed pixels."""
    while True:
        place = data.find(b"\xff", place)
        if place < 0 or place + 1 >= len(data):
            raise ValueError("a picture that does not end")
        after = data[place + 1]
        if after == 0 or after in _ALONE:
            place += 2
        elif after == _FILL:
            place += 1
        else:
            return place


def _orientation_segment(turned: int) -> bytes:
    """EXIF with one entry."""
    entry = struct.pack(">HHIHH", ORIENTATION, 3, 1, turned, 0)
    body = b"Exif\0\0MM\0*" + struct.pack(">IH", 8, 1) + entry + bytes(4)
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _part(exif: Any, which: int) -> Mapping[int, Any]:
    with suppress(Exception):  # a stranger's EXIF may be broken in any way
        return dict(exif.get_ifd(which))
    return {}


def _tried(read: Callable[[], str | None]) -> str | None:
    with suppress(Exception):  # as above
        return read()
    return None


def _taken(own: Mapping[int, Any]) -> str | None:
    """By the camera's clock, which hardly ever says its zone: Vietnam's then."""
    written = own.get(TAKEN) or own.get(DIGITISED)
    if written is None:
        return None
    at = datetime.strptime(str(written).strip("\0 "), "%Y:%m:%d %H:%M:%S").replace(tzinfo=ZONE)
    with suppress(ValueError):
        at = datetime.fromisoformat(at.replace(tzinfo=None).isoformat() + str(own.get(OFFSET)).strip("\0 "))
    return at.isoformat() if at.year >= 1990 else None


def _degrees(place: Mapping[int, Any], which: int, side: int, negative: str, most: int) -> str | None:
    if which not in place:
        return None
    degrees, minutes, seconds = (float(part) for part in place[which])
    value = degrees + minutes / 60 + seconds / 3600
    if not 0 <= value <= most:
        return None
    sign = -1 if str(place.get(side, "")).strip("\0 ").upper() == negative else 1
    return format(Decimal(sign * value).quantize(Decimal("0.000001")), "f")


def _camera(exif: Any) -> str | None:
    maker, model = (" ".join(str(exif.get(tag, "")).replace("\0", " ").split()) for tag in (MAKER, CAMERA))
    name = model if model.casefold().startswith(maker.casefold()) else f"{maker} {model}"
    printable = "".join(own for own in name if own.isprintable())[:LONGEST_NAME].strip()
    return printable or None
