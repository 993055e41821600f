"""What a check of e-documents gives out: workbooks where the person wants them, how it was drawn, and the bytes of
files it looked at."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QWidget

from inspector_app.actions import drawing
from inspector_app.actions.answers import set_fact
from inspector_app.actions.files import save_file
from inspector_app.actions.sampling import FileSource
from inspector_app.actions.visits import OpenVisit
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.e_documents import Examination, ExaminedDocument
from inspector_app.checklist.fact import Sample
from inspector_app.checklist.outgoing import Drawing, OutgoingRegister
from inspector_app.checklist.seal import Stage
from inspector_app.checklist.template import FactSpec, Item
from inspector_app.checklist.wording import method_in_words
from inspector_app.errors import N_, FormatError
from inspector_app.gui.bridge import Context
from inspector_app.gui.dialogs.files import choose_target, read_chosen

LARGEST = 200_000_000
"""Bytes of a failing file that is kept as evidence."""


def files_of(file_of: Callable[[str], Path | None]) -> FileSource:
    """Reads examined files from where they lie. Raises FormatError: FILE-READ, FILE-TOO-LARGE, FILE-GONE."""

    def read(document: ExaminedDocument) -> bytes:
        path = file_of(document.path)
        if path is None:
            raise FormatError(
                "FILE-GONE",
                N_("The file {name} was not kept."),
                why=N_("It is no longer where it was when it was checked."),
                todo=N_("Check the folder again, or write without keeping the files."),
                name=document.name,
            )
        return read_chosen(path, LARGEST)

    return read


def save_workbook(context: Context, parent: QWidget, examination: Examination) -> None:
    """The whole result as Excel."""
    name = f"kiem-tra-van-ban-dien-tu_{examination.examined_at:%Y%m%d-%H%M}.xlsx"
    _save(context, parent, name, lambda _ws: drawing.examination_workbook(examination, context.translate))


def save_drawn(
    context: Context, parent: QWidget, register: OutgoingRegister, size: int, seed: str
) -> Drawing | None:
    """The drawn documents as Excel, to be handed to the unit; None where that was not saved."""

    def draw(workspace: Workspace) -> Drawing:
        return drawing.draw(register, size, workspace.clock.now(), seed)

    drawn = context.ask(draw)
    if drawn is None:
        return None
    name = f"danh-sach-rut-mau_{size}-van-ban.xlsx"
    saved = _save(context, parent, name, lambda _ws: drawing.drawn_list(drawn, context.translate))
    return drawn if saved else None


def remember_draw(context: Context, opened: OpenVisit, item: Item, fact: FactSpec, drawn: Drawing) -> None:
    """The unit gathers the files meanwhile: how they were drawn is kept in the sample, unless it is filled."""
    held = opened.visit.answer(item.id).facts.get(fact.id)
    own = held if isinstance(held, Sample) else Sample()
    if opened.stage is not Stage.CHECKING or own.examined is not None or own.defective is not None:
        return
    own = replace(
        own,
        population=drawn.selection.population,
        method=method_in_words(drawn.selection),
        seed=drawn.seed,
    )
    context.perform(set_fact, opened.visit.id, item.id, fact.id, own)


def _save(context: Context, parent: QWidget, name: str, make: Callable[[Workspace], bytes]) -> bool:
    _ = context.translate
    path = choose_target(context, parent, _(N_("Save")), _(N_("Excel workbook")), ".xlsx", name)
    if path is None:
        return False

    def save(workspace: Workspace) -> Path:
        save_file(path, make(workspace))
        return path

    if context.ask(save) is None:
        return False
    context.say(_(N_("Saved: {name}")).format(name=path.name))
    return True
