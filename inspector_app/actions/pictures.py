"""The processes that open pictures: taken warm where there are some, watched, and kept for the next picture.

It hands paths in and values out; what becomes of them is for `evidence`.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inspector_app.actions.workspace import Workspace
from inspector_app.errors import IntakeError

if TYPE_CHECKING:
    from inspector_app.intake.images import ReducedPicture, Told
    from inspector_app.sampling.workers import Answer, Pool

MOST_WORKERS = 2
SECONDS = 20
"""For one picture."""
WORKER_MB = 768
"""Memory of one process: 120 million pixels of a PNG."""


class Pictures:
    """Pictures of this computer, opened elsewhere; from `opened_pictures`."""

    def __init__(self, pool: "Pool") -> None:
        self._pool = pool
        self.cut_off = False
        """Whether processes were left in the middle of their work, so that nobody may use them again."""

    def reduce(
        self, paths: Sequence[Path], cancelled: Callable[[], bool]
    ) -> "Iterator[tuple[int, ReducedPicture | IntakeError]]":
        """What became of each, by its place in `paths`, in the order in which they are ready; fewer where cancelled."""
        from inspector_app.intake import images

        for answer in self._run([images.reducing(path) for path in paths], cancelled):
            try:
                yield answer.job, images.reduced(_value(answer))
            except IntakeError as refused:
                yield answer.job, refused

    def tell(self, path: Path) -> "Told":
        """What a picture says of itself; nothing where it cannot be read."""
        from inspector_app.intake import images

        (answer,) = self._run([images.telling(path)], lambda: False)
        return images.told(None if answer.fault else answer.value)

    def strip(self, path: Path, to: Path) -> str:
        """Write a copy that says nothing of itself; returns the ending of its name. Raises IntakeError."""
        from inspector_app.intake import images

        (answer,) = self._run([images.stripping(path, to)], lambda: False)
        return images.ending(_value(answer))

    def _run(self, jobs: Sequence[dict[str, str]], cancelled: Callable[[], bool]) -> "Iterator[Answer]":
        """The pool's own run, which also ends where whoever listens stops listening."""
        left = len(jobs)
        self.cut_off = bool(jobs)
        for answer in self._pool.run(jobs, cancelled):
            left -= 1
            self.cut_off = left > 0
            yield answer


@contextmanager
def opened_pictures(ws: Workspace) -> Iterator[Pictures]:
    """The processes that are warm already, or new ones; they stay for the next time. Raises IntakeError WORKERS-START."""
    from inspector_app.intake import images, picture_worker
    from inspector_app.sampling.limits import MB, Limits
    from inspector_app.sampling.workers import Pool

    try:
        pool = ws.picture_pools.pop()
    except IndexError:
        limits = Limits(images.MAX_BYTES, SECONDS, WORKER_MB * MB, most_workers=MOST_WORKERS)
        pool = Pool(picture_worker.start, images.SETTINGS, limits=limits, clock=ws.clock, files=MOST_WORKERS)
    pictures = Pictures(pool)
    usable = False
    try:
        yield pictures
        usable = not pictures.cut_off
    finally:
        if usable and not ws.picture_pools:
            ws.picture_pools.append(pool)
        else:
            pool.close()


def _value(answer: "Answer") -> Any:
    """Raises IntakeError where the process died of the picture, hung or grew."""
    from inspector_app.intake import images
    from inspector_app.sampling.workers import Fault

    if answer.fault is Fault.TOO_LONG:
        raise images.too_slow(SECONDS)
    if answer.fault is not None:
        raise images.unreadable()
    return answer.value
