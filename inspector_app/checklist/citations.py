"""How minutes, conclusion notices and remediation reports are cited: words of Vietnamese documents."""

from datetime import date

from inspector_app.checklist.register import Conclusion, RemediationReport
from inspector_app.checklist.wording import day_in_words


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
