"""Pictures from phones and from strangers: upright, reduced once, never able to hurt the program."""

import io
from pathlib import Path

import pytest
from PIL import Image

from inspector_app.errors import IntakeError
from inspector_app.intake import images, picture_worker

ORIENTATIONS = sorted((Path(__file__).parent.parent / "fixtures" / "photo_orientation").glob("*.jpg"))


def picture(size: tuple[int, int], kind: str = "JPEG") -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(out, kind)
    return out.getvalue()


def test_a_large_photo_is_reduced_to_1600_pixels_and_always_to_the_same_bytes() -> None:
    photo = picture((4000, 3000))
    first, second = images.reduce(photo), images.reduce(photo)
    assert (first.width, first.height) == (1600, 1200)
    assert Image.open(io.BytesIO(first.jpeg)).size == (1600, 1200)
    assert first == second


def test_a_small_picture_is_not_blown_up() -> None:
    reduced = images.reduce(picture((640, 480), "PNG"))
    assert (reduced.width, reduced.height) == (640, 480)


@pytest.mark.parametrize("path", ORIENTATIONS, ids=lambda path: path.stem)
def test_every_exif_orientation_ends_upright(path: Path) -> None:
    upright = Image.open(ORIENTATIONS[1]).convert("L").resize((8, 8))
    answer = picture_worker.reduced(path.read_bytes(), 1600)
    turned = Image.open(io.BytesIO(answer[8:])).convert("L").resize((8, 8))
    difference = sum(abs(a - b) for a, b in zip(upright.tobytes(), turned.tobytes(), strict=True)) / 64
    assert difference < 12


def test_no_place_time_or_camera_stays_in_the_reduced_picture() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Máy ảnh của Đoàn"
    out = io.BytesIO()
    Image.new("RGB", (64, 64)).save(out, "JPEG", exif=exif)
    assert not Image.open(io.BytesIO(images.reduce(out.getvalue()).jpeg)).getexif()


@pytest.mark.parametrize(
    "data",
    [b"", b"khong phai anh", picture((640, 480))[:2000], b"GIF89a" + bytes(100)],
    ids=["empty", "text", "cut off", "another kind"],
)
def test_what_is_not_a_picture_is_refused(data: bytes) -> None:
    with pytest.raises(IntakeError) as refused:
        images.reduce(data)
    assert refused.value.code == "INTAKE-PICTURE"


def test_a_pixel_flood_is_refused() -> None:
    out = io.BytesIO()
    Image.new("1", (30000, 30000)).save(out, "PNG")
    with pytest.raises(IntakeError) as refused:
        images.reduce(out.getvalue())
    assert refused.value.code == "INTAKE-PICTURE"
