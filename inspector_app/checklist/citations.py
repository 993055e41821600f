"""What Vietnamese documents say of a shortcoming that is followed: its state, its mark, where it stands."""

from dataclasses import dataclass
from datetime import date

from inspector_app.checklist.finding import FollowUpState
from inspector_app.checklist.register import Conclusion, RemediationReport
from inspector_app.checklist.wording import day_in_words

STATES = {
    FollowUpState.OPEN: "Chưa khắc phục",
    FollowUpState.IN_PROGRESS: "Đang khắc phục",
    FollowUpState.REPORTED_FIXED: "Đơn vị báo cáo đã khắc phục, chờ xác nhận",
    FollowUpState.FIXED: "Đã khắc phục",
    FollowUpState.NO_LONGER_RELEVANT: "Không còn phù hợp",
    FollowUpState.ESCALATED: "Kiến nghị cấp trên",
}
RECURRING = "(tái diễn)"


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who issues a notice or a letter; what is None follows the minutes, or stays blank."""

    agency: str | None = None
    parent_agency: str | None = None
    titles: tuple[str, ...] = ()
    """Over the signature."""
    name: str | None = None


def marked(text: str, recurs: bool) -> str:
    """A shortcoming's text with its mark "(tái diễn)" inside the sentence."""
    if not recurs:
        return text
    bare = text.rstrip()
    stop = "." if bare.endswith(".") and not bare.endswith("..") else ""
    return f"{bare.removesuffix('.') if stop else bare} {RECURRING}{stop}"


def minutes_cited(number: str | None, day: date | None) -> str:
    """Biên bản số 05/BB-ĐKT ngày 12/5/2025."""
    return _cited("Biên bản", number, day)


def conclusion_cited(conclusion: Conclusion) -> str:
    """Thông báo số 15/TB-SNV ngày 20/5/2025 của Sở Nội vụ."""
    return _cited("Thông báo", conclusion.number, conclusion.issued, conclusion.issuer)


def report_cited(report: RemediationReport) -> str:
    """Báo cáo số 21/BC-SM ngày 30/6/2025: đã niêm yết công khai tại trụ sở."""
    cited = _cited("Báo cáo", report.number, report.issued)
    return f"{cited}: {report.text}" if report.text else cited


def _cited(kind: str, number: str | None, day: date | None, issuer: str | None = None) -> str:
    parts = [kind]
    if number:
        parts.append(f"số {number}")
    if day is not None:
        parts.append(f"ngày {day_in_words(day)}")
    if issuer:
        parts.append(f"của {issuer}")
    return " ".join(parts)
