"""Which figure of an item files can give, where a program looks into them instead of a person."""

from collections.abc import Mapping
from enum import StrEnum

from inspector_app.checklist.fact import FactKind


class FileAnswer(StrEnum):
    """Written at a fact of a checklist: what the files dropped on the item are looked at for."""

    PERSONAL_SIGNATURES = "personal_signatures"
    """Sample: e-documents without the digital signature of a competent person."""
    AGENCY_SIGNATURES = "agency_signatures"
    """Sample: e-documents without the digital signature of the agency."""
    BOTH_SIGNATURES = "both_signatures"
    """Sample: e-documents that lack either (Nghị định 30/2020, Điều 5: an original has both)."""
    OVERDUE = "overdue"
    """Rate: dossiers settled late or overdue."""
    FILED_ONLINE = "filed_online"
    """Rate: dossiers filed online."""
    PAYABLE_PROCEDURES = "payable_procedures"
    """Count: procedures that allow paying fees online."""
    PAID_ONLINE = "paid_online"
    """Rate: dossiers whose fees were paid online, of those that could be."""
    MONEY_ONLINE = "money_online"
    """Amount: fees paid online, in đồng."""


DOCUMENTS = frozenset(
    {FileAnswer.PERSONAL_SIGNATURES, FileAnswer.AGENCY_SIGNATURES, FileAnswer.BOTH_SIGNATURES}
)
"""What a folder of e-documents answers; the others are answered by a register of dossiers."""

KINDS: Mapping[FileAnswer, FactKind] = {
    **dict.fromkeys(DOCUMENTS, FactKind.SAMPLE),
    FileAnswer.OVERDUE: FactKind.RATE,
    FileAnswer.FILED_ONLINE: FactKind.RATE,
    FileAnswer.PAID_ONLINE: FactKind.RATE,
    FileAnswer.PAYABLE_PROCEDURES: FactKind.COUNT,
    FileAnswer.MONEY_ONLINE: FactKind.AMOUNT,
}
"""The one kind of fact that each can be written into."""
