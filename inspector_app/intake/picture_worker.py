"""The process that opens one foreign picture: bytes in, width, height and a clean JPEG out."""

import io
import warnings
from multiprocessing.connection import Connection

from inspector_app.intake.own_process import hush, limit_memory


def serve(pipe: Connection, long_edge: int, memory: int) -> None:
    """Answer one picture on `pipe`: empty where it cannot be read; dying is the other answer."""
    hush()
    limit_memory(memory)
    data = pipe.recv_bytes()
    try:
        answer = reduced(data, long_edge)
    except Exception:  # noqa: BLE001 - whatever a hostile picture raises means the same: it cannot be read
        answer = b""
    pipe.send_bytes(answer)


def reduced(data: bytes, long_edge: int) -> bytes:
    """Width and height (4 bytes each, big endian), then the JPEG. Raises whatever the picture makes it raise."""
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = 120_000_000
    warnings.simplefilter("error")
    with Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) as picture:
        picture.draft("RGB", (2 * long_edge, 2 * long_edge))
        plain = ImageOps.exif_transpose(picture).convert("RGBA")
    flat = Image.new("RGB", plain.size, "white")
    flat.paste(plain, mask=plain.getchannel("A"))
    flat.thumbnail((long_edge, long_edge), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    flat.save(out, "JPEG", quality=82, optimize=True)
    return flat.width.to_bytes(4, "big") + flat.height.to_bytes(4, "big") + out.getvalue()
