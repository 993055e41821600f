"""Which ways into an item there are for files: looked into by the program, read as rows, or kept as evidence."""

from dataclasses import dataclass

from inspector_app.actions.visits import OpenVisit
from inspector_app.checklist.fact import FactKind
from inspector_app.checklist.file_answers import DOCUMENTS
from inspector_app.checklist.seal import Stage
from inspector_app.checklist.template import FactSpec, Item
from inspector_app.errors import N_
from inspector_app.gui.widgets.carried import Carried
from inspector_app.i18n import Translate

SEALED = N_("The visit is sealed; nothing can be added to it.")


@dataclass(frozen=True, slots=True)
class Doors:
    """The facts of an item that files can answer; the first of each kind."""

    documents: FactSpec | None = None
    """Its e-documents are checked for signatures."""
    register: FactSpec | None = None
    """A register of dossiers is counted."""
    rows: FactSpec | None = None
    """It lists rows, which a table of a spreadsheet can give."""


def doors_of(opened: OpenVisit, item: Item) -> Doors:
    """What the checklist names; facts that are not asked are no doors."""
    asked = [
        spec for spec in item.facts if (item.id, spec.id) not in opened.visit.hidden and not _fixed(spec)
    ]
    by_files = [spec for spec in asked if spec.files is not None]
    return Doors(
        next((spec for spec in by_files if spec.files in DOCUMENTS), None),
        next((spec for spec in by_files if spec.files not in DOCUMENTS), None),
        next((spec for spec in asked if spec.kind in (FactKind.SAMPLE, FactKind.ROWS)), None),
    )


def answerable(opened: OpenVisit, item: Item) -> tuple[tuple[FactSpec, bool], ...]:
    """Every fact that a program could fill from files, with whether from e-documents (else from a register),
    also where the checklist does not say so: samples and rates."""
    found = []
    for spec in item.facts:
        if (item.id, spec.id) in opened.visit.hidden or _fixed(spec):
            continue
        if spec.files is not None:
            found.append((spec, spec.files in DOCUMENTS))
        elif spec.kind in (FactKind.SAMPLE, FactKind.RATE):
            found.append((spec, spec.kind is FactKind.SAMPLE))
    return tuple(found)


def invitation(translate: Translate, opened: OpenVisit, item: Item, carried: Carried) -> tuple[bool, str]:
    """What becomes of files that are held over an item, by their names alone; or why they are not taken."""
    _ = translate
    if opened.stage is not Stage.CHECKING:
        return False, _(SEALED)
    doors = doors_of(opened, item)
    maybe_folder = any(not path.suffix for path in carried.paths)
    said = N_("{count} file(s) become evidence of item {item}.")
    if doors.documents is not None and (carried.documents or maybe_folder):
        said = N_("Item {item}: have the digital signatures checked, or keep the files as evidence.")
    elif doors.register is not None and carried.tables:
        said = N_("Item {item}: have the register of dossiers counted, or keep it as evidence.")
    elif doors.rows is not None and carried.tables:
        said = N_("Item {item}: take the rows of the table into the list, or keep it as evidence.")
    return True, _(said).format(count=carried.count, item=item.id)


def _fixed(spec: FactSpec) -> bool:
    return spec.calculation is not None or spec.read_only
