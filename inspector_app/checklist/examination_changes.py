"""What differs between two examinations of the same folder: documents new and gone, other files, other outcomes."""

from dataclasses import dataclass
from enum import StrEnum

from inspector_app.checklist.e_documents import Examination, ExaminedDocument
from inspector_app.checklist.examination_rows import keys_of


class DifferenceKind(StrEnum):
    NEW = "new"
    GONE = "gone"
    OTHER_FILE = "other_file"
    """The same document, but its file has other bytes."""
    OTHER_OUTCOME = "other_outcome"
    OTHER_SIGNER = "other_signer"


@dataclass(frozen=True, slots=True)
class Difference:
    """One document that is not as it was; of a new one `before` is None, of one that is gone `after`."""

    kind: DifferenceKind
    key: str
    """Of the later examination, else of the earlier (`examination_rows.keys_of`)."""
    before: ExaminedDocument | None
    after: ExaminedDocument | None


def differences(before: Examination, after: Examination) -> tuple[Difference, ...]:
    """Every difference of the documents that count, those that are there now first, in their order.

    A document may differ in more than one way: another file, and therefore another outcome.
    """
    old = dict(zip(keys_of(before.documents), before.documents, strict=True))
    new = dict(zip(keys_of(after.documents), after.documents, strict=True))
    found = []
    for key, document in new.items():
        earlier = old.get(key)
        kinds = [DifferenceKind.NEW] if earlier is None else _between(earlier, document)
        found += [Difference(kind, key, earlier, document) for kind in kinds]
    gone = [(key, document) for key, document in old.items() if key not in new]
    return (*found, *(Difference(DifferenceKind.GONE, key, document, None) for key, document in gone))


def _between(before: ExaminedDocument, after: ExaminedDocument) -> list[DifferenceKind]:
    compared = (
        (DifferenceKind.OTHER_FILE, before.sha256 != after.sha256),
        (DifferenceKind.OTHER_OUTCOME, (before.personal, before.agency) != (after.personal, after.agency)),
        (DifferenceKind.OTHER_SIGNER, _signers(before) != _signers(after)),
    )
    return [kind for kind, differs in compared if differs]


def _signers(document: ExaminedDocument) -> list[str]:
    return sorted(
        seen.holder.name if seen.holder is not None else seen.verdict.signer or ""
        for seen in document.signatures
    )
