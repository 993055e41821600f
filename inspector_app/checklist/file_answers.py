"""Which figure of an item files can give, where a program looks into them instead of a person."""

from enum import StrEnum


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
