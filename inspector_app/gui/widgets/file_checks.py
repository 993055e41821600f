"""Opens the window that answers a fact from files: the check of e-documents, or the count of a register."""

from PySide6.QtWidgets import QWidget

from inspector_app.checklist.fact import FactKind
from inspector_app.checklist.file_answers import DOCUMENTS
from inspector_app.checklist.template import FactSpec, Item
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context

CHECK, READ = N_("Check document files …"), N_("Read from the register of dossiers …")


def by_documents(spec: FactSpec) -> bool:
    """Whether e-documents answer it, as the checklist says, else as its kind does."""
    return spec.files in DOCUMENTS if spec.files is not None else spec.kind is FactKind.SAMPLE


def look_into_files(context: Context, parent: QWidget, item: Item, spec: FactSpec) -> None:
    """Begin with no file chosen yet."""
    if by_documents(spec):
        from inspector_app.gui.sampling.e_documents import open_document_check

        open_document_check(context, parent, item, spec)
    else:
        from inspector_app.gui.sampling.dossiers import open_register

        open_register(context, parent, item, spec)
