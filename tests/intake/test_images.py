"""Pictures from phones and from strangers: upright, reduced once, never able to hurt the program."""

import base64
import io
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from inspector_app.clock import SystemClock
from inspector_app.errors import IntakeError
from inspector_app.intake import images, picture_worker
from inspector_app.sampling.limits import MB, Limits
from inspector_app.sampling.workers import Fault, Pool
from tests.intake.pictures import exif_of, is_upright, photo, scene, turned_photo

FIXTURES = Path(__file__).parent.parent / "fixtures"
ORIENTATIONS = sorted((FIXTURES / "photo_orientation").glob("*.jpg"))
HEIC = FIXTURES / "pictures" / "phone.heic"
NHA_TRANG = ((12, 14, 19.68), (109, 11, 49.2))
MORNING = "2026:05:12 09:12:00"
SAYING = exif_of(taken=MORNING, place=NHA_TRANG, camera="Apple iPhone 13")

Ask = Callable[[dict[str, str]], Any]


@pytest.fixture(scope="module")
def ask() -> Iterator[Ask]:
    """The picture process, as the program asks it."""
    limits = Limits(seconds=20, worker_bytes=600 * MB, most_workers=1)
    with Pool(picture_worker.start, images.SETTINGS, limits=limits, clock=SystemClock(), files=1) as pool:

        def one(job: dict[str, str]) -> Any:
            (answer,) = pool.run([job], lambda: False)
            assert answer.fault is None
            return answer.value

        yield one


@pytest.fixture
def reduce(ask: Ask, tmp_path: Path) -> Callable[[bytes], images.ReducedPicture]:
    def small(data: bytes) -> images.ReducedPicture:
        (tmp_path / "ảnh").write_bytes(data)
        return images.reduced(ask(images.reducing(tmp_path / "ảnh")))

    return small


@pytest.fixture
def bare(ask: Ask, tmp_path: Path) -> Callable[[bytes], tuple[bytes, str]]:
    def stripped(data: bytes) -> tuple[bytes, str]:
        (tmp_path / "ảnh").write_bytes(data)
        ending = images.ending(ask(images.stripping(tmp_path / "ảnh", tmp_path / "bản sao")))
        return (tmp_path / "bản sao").read_bytes(), ending

    return stripped


def read(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def test_a_large_photo_is_reduced_to_1600_pixels_and_always_to_the_same_bytes(reduce) -> None:
    large = photo((4000, 3000))
    first, second = reduce(large), reduce(large)
    assert (first.width, first.height) == (1600, 1200)
    assert read(first.jpeg).size == (1600, 1200)
    assert read(first.thumbnail).size == (320, 240)
    assert first == second


def test_a_small_picture_is_not_blown_up(reduce) -> None:
    reduced = reduce(photo((200, 150), "PNG"))
    assert (reduced.width, reduced.height) == (200, 150)
    assert read(reduced.thumbnail).size == (200, 150)


@pytest.mark.parametrize("size", [(640, 480), (480, 640)], ids=["landscape", "portrait"])
@pytest.mark.parametrize("turned", range(1, 9))
def test_however_the_phone_was_held_the_photo_stands_upright(
    reduce, turned: int, size: tuple[int, int]
) -> None:
    """In the annex, in the list, and in the copy without place and time."""
    held = turned_photo(turned, size)
    reduced = reduce(held)
    assert (reduced.width, reduced.height) == size
    assert is_upright(read(reduced.jpeg))
    assert is_upright(read(reduced.thumbnail))
    copy, _ending = picture_worker.stripped(held)
    again = reduce(copy)
    assert (again.jpeg, again.width, again.height) == (reduced.jpeg, *size)


@pytest.mark.parametrize("path", ORIENTATIONS, ids=lambda path: path.stem)
def test_every_exif_orientation_ends_upright(path: Path) -> None:
    upright = read(ORIENTATIONS[1].read_bytes()).convert("L").resize((8, 8))
    answer = picture_worker.reduced(path.read_bytes(), 1600, 320)
    turned = read(base64.b64decode(answer["jpeg"])).convert("L").resize((8, 8))
    difference = sum(abs(a - b) for a, b in zip(upright.tobytes(), turned.tobytes(), strict=True)) / 64
    assert difference < 12


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "BMP", "GIF"])
def test_what_phones_scanners_and_screens_make_is_drawn(reduce, kind: str) -> None:
    data = photo(kind=kind)
    assert images.kind_of(data) in images.MEDIA_TYPES
    assert is_upright(read(reduce(data).jpeg))


def test_a_picture_of_an_iphone_is_drawn_and_its_words_are_read(reduce) -> None:
    data = HEIC.read_bytes()
    reduced = reduce(data)
    assert images.kind_of(data) == "image/heic"
    assert is_upright(read(reduced.jpeg))
    assert (reduced.told.taken_at.isoformat(), reduced.told.camera) == (
        "2026-05-12T09:12:00+07:00", "Apple iPhone 13",
    )  # fmt: skip


@pytest.mark.parametrize("mode", ["L", "LA", "P", "RGBA", "CMYK", "I;16", "1"])
def test_grey_see_through_and_print_colours_are_drawn(reduce, mode: str) -> None:
    out = io.BytesIO()
    if mode == "I;16":
        Image.new("I;16", (64, 64), 65535).save(out, "PNG")
    else:
        scene((64, 64)).convert(mode).save(out, "TIFF")
    drawn = read(reduce(out.getvalue()).jpeg)
    assert drawn.mode == "RGB"
    if mode == "I;16":
        assert drawn.getpixel((5, 5)) == (255, 255, 255)


def test_what_is_see_through_lies_on_white_paper(reduce) -> None:
    out = io.BytesIO()
    Image.new("RGBA", (32, 32), (0, 0, 0, 0)).save(out, "PNG")
    assert read(reduce(out.getvalue()).jpeg).getpixel((9, 9)) == (255, 255, 255)


def test_no_place_time_or_camera_stays_in_what_is_drawn(reduce) -> None:
    reduced = reduce(photo(exif=SAYING, comment=b"Apple iPhone 13 12.2388"))
    for data in (reduced.jpeg, reduced.thumbnail):
        assert not read(data).getexif()
        assert b"iPhone" not in data


def test_time_place_and_camera_are_read(ask: Ask, tmp_path: Path) -> None:
    path = tmp_path / "ảnh.jpg"
    path.write_bytes(photo(exif=SAYING))
    told = images.told(ask(images.telling(path)))
    assert told.taken_at.isoformat() == "2026-05-12T09:12:00+07:00"
    assert (told.latitude, told.longitude) == (Decimal("12.238800"), Decimal("109.197000"))
    assert (told.camera, told.width, told.height) == ("Apple iPhone 13", 640, 480)
    path.write_bytes(photo(exif=exif_of(taken=MORNING, offset="+09:00", turned=6)))
    told = images.told(ask(images.telling(path)))
    assert (told.taken_at.isoformat(), told.width) == ("2026-05-12T09:12:00+09:00", 480)
    path.write_bytes(b"khong phai anh")
    assert images.told(ask(images.telling(path))) == images.Told()


@pytest.mark.parametrize(
    "exif",
    [
        exif_of(taken="0000:00:00 00:00:00"),
        exif_of(taken="hôm qua"),
        exif_of(place=((400, 0, 0), (0, 0, 0))),
        exif_of(place=((12, 14), (109, 11))),
        exif_of(camera=" \x00\x00 \n"),
    ],
    ids=["no date", "words", "no such place", "half a place", "no camera"],
)  # fmt: skip
def test_what_makes_no_sense_is_not_said(reduce, exif: Image.Exif) -> None:
    assert reduce(photo(exif=exif)).told == images.Told()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_a_copy_says_nothing_and_shows_the_same(bare, kind: str) -> None:
    held = photo(kind=kind, exif=SAYING)
    copy, ending = bare(held)
    assert ending == {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".jpg", "TIFF": ".png"}[kind]
    assert not read(copy).getexif()
    for word in (b"iPhone", b"Exif", b"2026:05:12"):
        assert word not in copy
    assert is_upright(read(copy))
    if kind in ("JPEG", "PNG"):
        assert read(copy).tobytes() == read(held).tobytes()


def test_what_follows_the_end_of_a_photo_is_not_copied(bare) -> None:
    """Phones hang previews and films with a place of their own behind the picture."""
    copy, _ending = bare(photo(exif=SAYING, progressive=True) + photo(exif=SAYING) + b"MotionPhoto 12.2388")
    assert copy.count(b"\xff\xd8\xff") == 1
    assert copy.endswith(b"\xff\xd9")
    assert b"MotionPhoto" not in copy


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "INTAKE-PICTURE"),
        (b"khong phai anh", "INTAKE-PICTURE"),
        (photo((640, 480))[:2000], "INTAKE-PICTURE"),
        (b"GIF89a" + bytes(100), "INTAKE-PICTURE"),
        (b"\0\0\0\x18ftypheic" + bytes(200), "INTAKE-PICTURE"),
        (HEIC.read_bytes()[:600], "INTAKE-PICTURE"),
        (photo(kind="JPEG2000"), "INTAKE-PICTURE"),
        (photo(kind="AVIF"), "INTAKE-PICTURE"),
    ],
    ids=["empty", "text", "cut off", "hollow", "hollow HEIC", "half a HEIC", "JPEG 2000", "AVIF"],
)
def test_what_is_not_a_picture_of_ours_is_refused(reduce, bare, data: bytes, code: str) -> None:
    for work in (reduce, bare):
        with pytest.raises(IntakeError) as refused:
            work(data)
        assert refused.value.code == code


def test_a_pixel_flood_is_refused(reduce) -> None:
    out = io.BytesIO()
    Image.new("1", (30000, 30000)).save(out, "PNG")
    with pytest.raises(IntakeError, match="INTAKE-PIXELS"):
        reduce(out.getvalue())


def test_a_scanned_document_of_several_pages_is_not_drawn_by_its_first(reduce) -> None:
    data = photo(kind="TIFF", save_all=True, append_images=[scene((640, 480))])
    with pytest.raises(IntakeError, match="INTAKE-PAGES"):
        reduce(data)


def test_a_picture_is_known_by_its_bytes() -> None:
    assert images.kind_of(b"%PDF-1.7") is None
    assert images.kind_of(b"BM la chu viet tat") is None
    assert images.kind_of(b"\0\0\0\x1cftypmp42") is None


def test_a_picture_that_eats_memory_or_time_costs_only_its_process(tmp_path: Path) -> None:
    """The next one is drawn by a fresh process."""
    out = io.BytesIO()
    Image.new("RGB", (10000, 10000)).save(out, "PNG")
    greedy, good = tmp_path / "tham", tmp_path / "tốt"
    greedy.write_bytes(out.getvalue())
    good.write_bytes(photo())
    limits = Limits(seconds=20, worker_bytes=150 * MB, most_workers=1)
    with Pool(picture_worker.start, images.SETTINGS, limits=limits, clock=SystemClock(), files=1) as pool:
        first, second = pool.run([images.reducing(greedy), images.reducing(good)], lambda: False)
    assert first.fault is Fault.TOO_GREEDY
    assert images.reduced(second.value).width == 640
