"""A photo just taken, as a file: the picture and the moment, and nothing about the laptop or its place."""

import struct
from datetime import datetime

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageWriter

QUALITY = 92
_POINTER, _TAKEN, _OFFSET = 0x8769, 0x9003, 0x9011
"""Tags of Exif 2.32: where the second table begins, DateTimeOriginal, OffsetTimeOriginal."""
_LONG, _TEXT = 4, 2


def jpeg_taken(image: QImage, at: datetime) -> bytes:
    """The picture as JPEG that says when it was taken; `at` has a zone. Raises ValueError where there is no picture."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, b"jpeg")
    writer.setQuality(QUALITY)
    if not writer.write(image):
        raise ValueError(writer.errorString())
    jpeg = bytes(data.data())
    exif = b"Exif\0\0" + _tables(at)
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + jpeg[2:]


def _tables(at: datetime) -> bytes:
    """Two tables of a little-endian TIFF: one that points to the other, which holds time and zone."""
    zone = at.strftime("%z")
    moment = at.strftime("%Y:%m:%d %H:%M:%S").encode("ascii") + b"\0"
    offset = f"{zone[:3]}:{zone[3:5]}".encode("ascii") + b"\0"
    first, second = 8, 8 + 2 + 12 + 4
    texts = second + 2 + 2 * 12 + 4
    return b"".join(
        (
            struct.pack("<2sHL", b"II", 42, first),
            struct.pack("<HHHLLL", 1, _POINTER, _LONG, 1, second, 0),
            struct.pack("<H", 2),
            struct.pack("<HHLL", _TAKEN, _TEXT, len(moment), texts),
            struct.pack("<HHLL", _OFFSET, _TEXT, len(offset), texts + len(moment)),
            struct.pack("<L", 0),
            moment,
            offset,
        )
    )
