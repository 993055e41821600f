"""What bears the marking of a state secret is not taken into an ordinary laptop's file without being asked for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from inspector_app.actions.evidence import Brought, Kept, keep_files
from inspector_app.actions.workspace import Changed, Workspace
from inspector_app.checklist.sensitive import Secrecy, page_secrecy, secrecy
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import VisitId

_PDF = ".pdf"


@dataclass(frozen=True, slots=True)
class Held:
    """A file that was not kept, because of what is written on it."""

    brought: Brought
    degree: Secrecy


def secrets_among(
    ws: Workspace, brought: Sequence[Brought], cancelled: Callable[[], bool]
) -> tuple[Held, ...]:
    """Files whose name, or whose first page if it is a PDF with words, bears the marking. A scan has no words."""
    held = {place: degree for place, own in enumerate(brought) if (degree := secrecy(own.name)) is not None}
    pages = {
        place: own.path
        for place, own in enumerate(brought)
        if place not in held and own.path is not None and own.path.suffix.casefold() == _PDF
    }
    if pages:
        held |= _stamped(ws, pages, cancelled)
    return tuple(Held(brought[place], held[place]) for place in sorted(held))


def keep_but_secrets(
    ws: Workspace,
    visit_id: VisitId,
    items: Sequence[ItemId],
    brought: Sequence[Brought],
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
    *,
    plain: bool = False,
) -> tuple[Kept | None, tuple[Held, ...]]:
    """`keep_files`, but for what bears the marking of a secret: that is for a person to decide."""
    held = secrets_among(ws, brought, cancelled)
    rest = [own for own in brought if all(own is not one.brought for one in held)]
    if not rest and not cancelled():
        return Kept(Changed(visit_id), (), (), ()), held
    return keep_files(ws, visit_id, items, rest, progress, cancelled, plain=plain), held


def _stamped(ws: Workspace, pages: dict[int, Path], cancelled: Callable[[], bool]) -> dict[int, Secrecy]:
    """By place. A document that cannot be read says nothing here; keeping it does not open it."""
    from inspector_app.sampling import page_words
    from inspector_app.sampling.workers import Pool

    places = list(pages)
    found: dict[int, Secrecy] = {}
    with Pool(page_words.start, {}, limits=page_words.LIMITS, clock=ws.clock, files=len(places)) as pool:
        for answer in pool.run([{"path": str(pages[place])} for place in places], cancelled):
            degree = None if answer.fault is not None else page_secrecy(str(answer.value))
            if degree is not None:
                found[places[answer.job]] = degree
    return found
