"""What a drag or the clipboard carries: files of this computer, pictures, rows of a spreadsheet. It keeps nothing."""

import base64
import binascii
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, Qt, QUrl
from PySide6.QtGui import QImage, QImageWriter, QPixmap

TABLES = frozenset({".xlsx", ".xls", ".xlsm", ".csv"})
DOCUMENT = ".pdf"
QUICK = 80
"""Quality of a PNG: lossless in any case; less pressing, ten times faster than the smallest file."""
SKETCH = 192
"""Pixels of a picture that is shown before it is kept."""
_AS_THEY_ARE = (("image/jpeg", ".jpg"), ("image/png", ".png"))
"""Files that another program put on the clipboard whole: kept byte for byte, and nothing is decoded in the window."""
_IMAGE = re.compile(r"""<img\b[^>]*?\bsrc\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_DATA = re.compile(r"data:image/(png|jpe?g|gif|bmp|webp|tiff?);base64,(.*)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class CarriedPicture:
    """A picture that is no file yet."""

    ending: str
    """".png" and the like."""
    made: Callable[[], bytes]
    """May take long, and may be called in any thread."""
    sketch: QImage | None = None
    """How it looks, small: to be seen before it is kept."""
    name: str | None = None
    """Without its ending, where it has a name of its own."""


@dataclass(frozen=True, slots=True)
class Carried:
    """Everything that came in one drop, or one paste."""

    paths: tuple[Path, ...] = ()
    pictures: tuple[CarriedPicture, ...] = ()
    addresses: tuple[str, ...] = ()
    """Of the web: nothing is fetched."""
    lines: str = ""
    """Rows of a spreadsheet, tab-separated."""
    as_evidence: bool = False
    """Whoever brought it has said already that it is to be kept as evidence."""

    @property
    def count(self) -> int:
        return len(self.paths) + len(self.pictures) + len(self.addresses)

    @property
    def tables(self) -> tuple[Path, ...]:
        return tuple(path for path in self.paths if path.suffix.casefold() in TABLES)

    @property
    def documents(self) -> tuple[Path, ...]:
        """PDF files, by their names."""
        return tuple(path for path in self.paths if path.suffix.casefold() == DOCUMENT)

    def folders(self) -> tuple[Path, ...]:
        """Asks the disk."""
        return tuple(path for path in self.paths if path.suffix.casefold() != DOCUMENT and is_folder(path))


def is_folder(path: Path) -> bool:
    """A folder itself, not the way to one."""
    try:
        return path.is_dir() and not path.is_symlink()
    except OSError:
        return False


def carried_by(mime: QMimeData | None) -> Carried | None:
    """Files first, then a picture, then pictures within a text, then rows; None for anything else."""
    if mime is None:
        return None
    paths = _local(mime.urls())
    if paths:
        return Carried(paths)
    rows = mime.text() if _rows(mime) else ""
    for kind, ending in _AS_THEY_ARE:
        if mime.hasFormat(kind) and (data := bytes(mime.data(kind).data())):
            return Carried(pictures=(CarriedPicture(ending, lambda: data),), lines=rows)
    if mime.hasImage():
        image = mime.imageData()
        picture = image.toImage() if isinstance(image, QPixmap) else QImage(image)
        if not picture.isNull():
            sketch = picture.scaled(SKETCH, SKETCH, Qt.AspectRatioMode.KeepAspectRatio)
            return Carried(pictures=(CarriedPicture(".png", lambda: png(picture), sketch),), lines=rows)
    within = _within(mime.html()) if mime.hasHtml() else Carried()
    if within.paths or within.pictures:
        return Carried(within.paths, within.pictures, within.addresses, rows)
    if rows:
        return Carried(lines=rows)
    addresses = (*(url.toString() for url in mime.urls()), *within.addresses)
    return Carried(addresses=tuple(dict.fromkeys(addresses))) if addresses else None


def brings_only_files(mime: QMimeData | None) -> bool:
    """Whether there is nothing that an entry could take as text."""
    if mime is None:
        return False
    if any(url.isLocalFile() for url in mime.urls()):
        return True
    return not mime.text().strip() and (mime.hasImage() or "<img" in mime.html().casefold())


def png(image: QImage) -> bytes:
    """The picture as a PNG file."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, b"png")
    writer.setQuality(QUICK)
    writer.write(image)
    return bytes(data.data())


def _local(urls: Sequence[QUrl]) -> tuple[Path, ...]:
    paths = (Path(url.toLocalFile()) for url in urls if url.isLocalFile() and url.toLocalFile())
    return tuple(dict.fromkeys(paths))


def _rows(mime: QMimeData) -> bool:
    """Several cells, as spreadsheets and tables of Word put them on the clipboard."""
    return mime.hasText() and not mime.hasUrls() and "\t" in mime.text().strip("\r\n")


def _within(html: str) -> Carried:
    """The pictures of a text: those it holds, and those that lie on this computer."""
    pictures: list[CarriedPicture] = []
    paths: list[Path] = []
    addresses: list[str] = []
    for match in _IMAGE.finditer(html):
        source = unescape(match[1] if match[1] is not None else match[2]).strip()
        held = _DATA.fullmatch(source)
        if held is not None:
            try:
                data = base64.b64decode(re.sub(r"\s", "", held[2]), validate=True)
            except binascii.Error:
                continue
            ending = "." + held[1].casefold().replace("jpeg", "jpg")
            pictures.append(CarriedPicture(ending, lambda own=data: own))  # type: ignore[misc]
        elif (url := QUrl(source)).isLocalFile():
            paths.append(Path(url.toLocalFile()))
        elif source:
            addresses.append(source)
    return Carried(tuple(dict.fromkeys(paths)), tuple(pictures), tuple(addresses))
