"""What an earlier inspection found and a new visit looks at again (tồn tại của lần kiểm tra trước)."""

from dataclasses import dataclass
from datetime import date

from inspector_app.checklist.finding import Deadline, FindingId, FollowUpState
from inspector_app.checklist.template import ItemId


@dataclass(frozen=True, slots=True)
class Requirement:
    """What an item required when the shortcoming was found; the digest is `Item.digest`."""

    item: ItemId
    digest: str
    question: str
    look_at: str


@dataclass(frozen=True, slots=True)
class EarlierFinding:
    """Entity `earlier:<id>`: an open shortcoming of a former visit, and what became of it."""

    id: str
    order: int = 0
    text: str | None = None
    requirements: tuple[Requirement, ...] = ()
    """Empty where the former checklist is not known here: then the item is asked anew."""
    items: tuple[ItemId, ...] = ()
    """Item codes of the former checklist."""
    visit: str | None = None
    finding: FindingId | None = None
    unit: str | None = None
    """The unit's name then, where it has another now."""
    found_on: date | None = None
    document: str | None = None
    """Where it stands: "Biên bản ngày 12/5/2025", "Thông báo số 15/TB-SNV ngày …"."""
    legal_basis: str | None = None
    remedy: str | None = None
    owner: str | None = None
    deadline: Deadline | None = None
    due_on: date | None = None
    """The day the deadline comes to, counted from the conclusion notice where it says so."""
    reported_state: FollowUpState | None = None
    """As the follow-up book, or the unit's report, has it."""
    report: str | None = None
    """The unit's remediation report, as it is cited."""
    state: FollowUpState | None = None
    """What the team finds now; None until it has looked."""
    remark: str | None = None
