"""Shortcomings (tồn tại, hạn chế), recommendations, and when they are due."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NewType

from inspector_app.checklist.canonical import LATER
from inspector_app.checklist.template import ItemId

FindingId = NewType("FindingId", str)
RecommendationId = NewType("RecommendationId", str)


class DeadlineKind(StrEnum):
    ON = "on"
    IMMEDIATELY = "immediately"
    """Ngay sau khi kết thúc kiểm tra."""
    REGULARLY = "regularly"
    AFTER_CONCLUSION = "after_conclusion"
    """Within `days` from the day the conclusion notice is received."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """When something is due: a date or one of the usual phrases; absence means the conclusion fixes it."""

    kind: DeadlineKind
    on: date | None = None
    days: int | None = None

    def __post_init__(self) -> None:
        if (self.kind is DeadlineKind.ON) != (self.on is not None):
            raise ValueError("a deadline on a date needs that date, another has none")
        if (self.kind is DeadlineKind.AFTER_CONCLUSION) != (self.days is not None):
            raise ValueError("a deadline after the conclusion needs a number of days, another has none")
        if self.days is not None and self.days < 1:
            raise ValueError("a deadline lies at least one day ahead")


@dataclass(frozen=True, slots=True)
class Finding:
    """A shortcoming; `text` None means the ready sentence of its first item, in step with the figures."""

    id: FindingId
    items: tuple[ItemId, ...] = ()
    order: int = 0
    text: str | None = None
    legal_basis: str | None = None
    remedy: str | None = None
    owner: str | None = None
    """Trách nhiệm thực hiện."""
    deadline: Deadline | None = None
    unit_opinion: str | None = None
    recurs: bool = field(default=False, metadata=LATER)
    """Tái diễn: an earlier inspection found it already."""
    usual_remedy: bool = field(default=False, metadata=LATER)
    """The checklist's own remedy, in step with the figures; a `remedy` written by hand stands before it."""


class Audience(StrEnum):
    UNIT = "unit"
    AUTHORITY = "authority"


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What the team asks; it may cover many shortcomings or none."""

    id: RecommendationId
    audience: Audience = Audience.UNIT
    order: int = 0
    text: str | None = None
    owner: str | None = None
    deadline: Deadline | None = None
    findings: tuple[FindingId, ...] = ()


class FollowUpState(StrEnum):
    """What became of a finding after the visit."""

    OPEN = "open"
    """Chưa khắc phục."""
    IN_PROGRESS = "in_progress"
    """Đang khắc phục."""
    REPORTED_FIXED = "reported_fixed"
    """Đơn vị báo cáo đã khắc phục, chờ xác nhận."""
    FIXED = "fixed"
    """Đã khắc phục (Đoàn xác nhận)."""
    NO_LONGER_RELEVANT = "no_longer_relevant"
    """Không còn phù hợp."""
    ESCALATED = "escalated"
    """Kiến nghị cấp trên."""

    @property
    def settled(self) -> bool:
        """Whether nothing more is expected of the unit."""
        return self in (FollowUpState.FIXED, FollowUpState.NO_LONGER_RELEVANT)
