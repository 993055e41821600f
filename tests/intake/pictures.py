"""Pictures as phones, scanners and strangers make them."""

import io
from typing import Any

from PIL import Image, ImageDraw

GPS, EXIF = 0x8825, 0x8769
MEADOW, SKY = (30, 140, 40), (90, 150, 230)
WAYS_BACK = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""What a camera does to the upright picture before it says so in the EXIF."""


def scene(size: tuple[int, int]) -> Image.Image:
    """A meadow under the sky with a red sun at the upper left: whoever turns it is found out."""
    picture = Image.new("RGB", size, SKY)
    drawn = ImageDraw.Draw(picture)
    width, height = size
    drawn.rectangle((0, height * 2 // 3, width, height), fill=MEADOW)
    drawn.rectangle((0, 0, width // 4, height // 4), fill=(220, 30, 30))
    return picture


def exif_of(
    *,
    turned: int = 1,
    taken: str | None = None,
    place: tuple[Any, Any] | None = None,
    camera: str | None = None,
    offset: str | None = None,
) -> Image.Exif:
    exif = Image.Exif()
    if turned != 1:
        exif[0x0112] = turned
    if camera is not None:
        exif[0x010F], exif[0x0110] = camera.split(" ")[0], camera
    own = exif.get_ifd(EXIF)
    if taken is not None:
        own[0x9003] = taken
    if offset is not None:
        own[0x9011] = offset
    if place is not None:
        gps = exif.get_ifd(GPS)
        gps.update({1: "N", 2: place[0], 3: "E", 4: place[1]})
    return exif


def photo(
    size: tuple[int, int] = (640, 480), kind: str = "JPEG", exif: Image.Exif | None = None, **more: Any
) -> bytes:
    out = io.BytesIO()
    own = {} if exif is None else {"exif": exif}
    scene(size).save(out, kind, **own, **more)
    return out.getvalue()


def turned_photo(turned: int, size: tuple[int, int]) -> bytes:
    """The scene as a camera stores it that was held another way."""
    picture = scene(size)
    way = WAYS_BACK[turned]
    out = io.BytesIO()
    (picture if way is None else picture.transpose(way)).save(out, "JPEG", exif=exif_of(turned=turned))
    return out.getvalue()


def is_upright(picture: Image.Image) -> bool:
    """Whether sun, sky and meadow stand where they belong."""
    small = picture.convert("RGB").resize((12, 12), Image.Resampling.BOX)
    sun, sky, meadow = (small.getpixel(spot) for spot in ((1, 1), (10, 1), (10, 10)))

    def near(one: Any, other: tuple[int, int, int]) -> bool:
        return all(abs(a - b) < 40 for a, b in zip(one, other, strict=True))

    return near(sun, (220, 30, 30)) and near(sky, SKY) and near(meadow, MEADOW)
