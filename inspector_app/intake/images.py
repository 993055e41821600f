"""Pictures from outside, reduced once for the pages. A hostile file dies in a process of its own.

The original is never touched; the reduced JPEG carries no place, time or camera.
"""

from dataclasses import dataclass, field

from inspector_app.errors import N_, IntakeError
from inspector_app.intake import picture_worker
from inspector_app.intake.own_process import answer_of

LONG_EDGE = 1600
"""Pixels: enough for half a printed page."""
TIMEOUT = 20
"""Seconds for one picture, the start of its process included."""
MEMORY = 1 << 30
"""Bytes of address space for the worker, where the system can limit it."""
MAX_BYTES = 60 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class ReducedPicture:
    """A JPEG upright by its EXIF, long edge at most LONG_EDGE."""

    jpeg: bytes = field(repr=False)
    width: int
    height: int


def reduce(data: bytes) -> ReducedPicture:
    """The reduced picture of a JPEG or PNG. IntakeError: INTAKE-PICTURE, INTAKE-TOO-BIG, INTAKE-TIMEOUT."""
    if len(data) > MAX_BYTES:
        raise IntakeError(
            "INTAKE-TOO-BIG",
            N_("The picture was not taken over."),
            why=N_("It is larger than {limit} MB."),
            todo=N_("Make it smaller first, or add it as a file that is not a picture."),
            limit=MAX_BYTES // (1024 * 1024),
        )
    try:
        answer = answer_of(picture_worker.serve, (LONG_EDGE, MEMORY), data, TIMEOUT)
    except TimeoutError as error:
        raise IntakeError(
            "INTAKE-TIMEOUT",
            N_("The picture was not taken over."),
            why=N_("It took longer than {seconds} seconds to read."),
            todo=N_("Open and save it with another program, then add it again."),
            seconds=TIMEOUT,
        ) from error
    if not answer:
        raise IntakeError(
            "INTAKE-PICTURE",
            N_("The picture was not taken over."),
            why=N_("It is damaged, or not a JPEG or PNG picture."),
            todo=N_("Open and save it with another program, then add it again."),
        )
    width, height = (int.from_bytes(answer[start : start + 4], "big") for start in (0, 4))
    return ReducedPicture(answer[8:], width, height)
