"""The words of a PDF's first page, read in a process that may die of it: enough to see what is stamped on it."""

from collections.abc import Callable
from typing import Any

from inspector_app.sampling.limits import MB, Limits

MOST_BYTES = 60 * MB
MOST_LETTERS = 20_000
LIMITS = Limits(MOST_BYTES, seconds=10, most_workers=1)


def start(_settings: Any) -> Callable[[Any], Any]:
    """Ready to answer {"path"} with the lines of the first page; none where it cannot be read."""
    return lambda job: words_of(str(job["path"]))


def words_of(file: str) -> str:
    """What stands together on the first page, piece by piece, each on a line of its own."""
    from inspector_app.sampling.opening import opened
    from inspector_app.sampling.page_reading import Pages, PagesError

    try:
        with opened(file) as stream:
            data = stream.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            return ""
        with Pages(data) as pages:
            width, height = pages.size(0)
            chunks = pages.text(0, (0.0, 0.0, width, height))
    except (OSError, PagesError):
        return ""
    return "\n".join(chunk.text for chunk in chunks)[:MOST_LETTERS]
