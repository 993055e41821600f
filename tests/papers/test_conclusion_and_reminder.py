"""Thông báo kết luận and công văn đôn đốc: what the minutes and the book say, dots where nothing is known."""

import io
from dataclasses import replace
from datetime import date, datetime

import pytest
from docx import Document

from inspector_app.checklist.citations import Issuer
from inspector_app.checklist.exchange import (
    Heading,
    Paragraph,
    PrintedEarlier,
    PrintedFinding,
    PrintedRecommendation,
    Record,
)
from inspector_app.checklist.finding import (
    Audience,
    Deadline,
    DeadlineKind,
    FindingId,
    FollowUpState,
    RecommendationId,
)
from inspector_app.checklist.handover import LedgerFinding
from inspector_app.checklist.register import Conclusion
from inspector_app.checklist.template import AreaId, ItemId, TemplateRef
from inspector_app.checklist.visit import Assessment, Details, Opinion, Person, PersonRole, Side, VisitId
from inspector_app.clock import ZONE
from inspector_app.papers.conclusion import conclusion, place_of
from inspector_app.papers.reminder import reminder

AT = datetime(2026, 5, 12, 8, 0, tzinfo=ZONE)


@pytest.fixture
def record() -> Record:
    finding = PrintedFinding(
        FindingId("16"),
        (ItemId("16"),),
        "Chưa niêm yết công khai.",
        remedy="Niêm yết tại trụ sở",
        owner="Văn phòng",
        deadline=Deadline(DeadlineKind.AFTER_CONCLUSION, days=30),
        recurs=True,
    )
    return Record(
        visit=VisitId("v1"),
        template=TemplateRef("cchc", "2026", "a" * 64),
        drawn_at=AT,
        details=Details(unit="Sở Mẫu", province="tỉnh Mẫu", opened_at=AT),
        people=(Person("p1", Side.TEAM, PersonRole.LEADER, 1, "Bà", "Lê Thị Mẫu"),),
        headings=(
            Heading(
                AreaId("a1"),
                "Cải cách TTHC",
                True,
                (Paragraph((ItemId("14"),), "Đã có kế hoạch"),),
                (finding,),
            ),
        ),
        assessment=Assessment(subjective_causes="Đôn đốc chưa thường xuyên"),
        opinion=Opinion(),
        recommendations=(
            PrintedRecommendation(RecommendationId("k"), Audience.AUTHORITY, "Bố trí kinh phí"),
        ),
        legal_bases=(),
        samples=(),
        evidence=(),
        earlier=(PrintedEarlier("e1", "Chưa có quy chế", state=FollowUpState.FIXED),),
    )


def lines(data: bytes) -> list[str]:
    return [line.text for line in Document(io.BytesIO(data)).paragraphs if line.text]


def cells(data: bytes, table: int) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in Document(io.BytesIO(data)).tables[table].rows]


def test_a_notice_says_what_the_minutes_say(record: Record) -> None:
    data = conclusion(record)
    text = "\n".join(lines(data))
    assert "Kết luận kiểm tra công tác cải cách hành chính tại Sở Mẫu" in text
    assert "Trên cơ sở Biên bản ngày 12/5/2026" in text
    assert "- Chưa có quy chế: đã khắc phục." in text
    assert "- Chưa niêm yết công khai (tái diễn)." in text
    assert "Đôn đốc chưa thường xuyên." in text
    assert "a) Bố trí kinh phí." in text
    assert lines(data)[-1].endswith("để theo dõi, tổng hợp./.")
    head, row = cells(data, 1)
    assert head[0] == "STT"
    assert row[1:] == [
        "Chưa niêm yết công khai (tái diễn).",
        "Niêm yết tại trụ sở",
        "Văn phòng",
        "Trong 30 ngày kể từ ngày nhận Thông báo kết luận",
    ]
    assert "/TB-…" in cells(data, 0)[0][0]
    assert "TRƯỞNG ĐOÀN" in cells(data, 2)[0][1]
    assert "Lê Thị Mẫu" in cells(data, 2)[0][1]


def test_a_notice_of_an_almost_empty_visit_makes_nothing_up(record: Record) -> None:
    bare = replace(
        record,
        details=Details(),
        people=(),
        headings=(),
        earlier=(),
        recommendations=(),
        assessment=Assessment(),
    )
    text = "\n".join(lines(conclusion(bare)))
    assert "Không ghi nhận tồn tại, hạn chế." in text
    assert "None" not in text
    assert "Biên bản ngày ……" in text


def test_the_issuer_takes_the_place_of_the_team(record: Record) -> None:
    issuer = Issuer("Sở Nội vụ", "Ủy ban nhân dân tỉnh Mẫu", ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"))
    head, *_rest = cells(conclusion(record, issuer), 0)[0]
    assert "SỞ NỘI VỤ" in head
    assert "KT. GIÁM ĐỐC" in cells(conclusion(record, issuer), 2)[0][1]


def test_the_same_record_gives_the_same_bytes(record: Record) -> None:
    assert conclusion(record) == conclusion(record)


def test_the_place_is_the_province_without_its_rank() -> None:
    assert [place_of(name) for name in ("tỉnh Khánh Hòa", "Thành phố Huế", "Đà Nẵng", None)] == [
        "Khánh Hòa",
        "Huế",
        "Đà Nẵng",
        None,
    ]


def test_a_reminder_counts_the_days_and_cites_what_binds_the_unit() -> None:
    owed = LedgerFinding(
        visit=VisitId("v1"),
        finding=FindingId("16"),
        unit="Sở Mẫu",
        text="Chưa niêm yết công khai",
        remedy="Niêm yết tại trụ sở",
        owner=None,
        deadline=Deadline(DeadlineKind.AFTER_CONCLUSION, days=30),
        due_on=date(2026, 6, 21),
        state=FollowUpState.IN_PROGRESS,
        state_at=AT,
        state_by=None,
        note=None,
        found_on=date(2026, 5, 12),
        conclusion=Conclusion(VisitId("v1"), "15/TB-SNV", date(2026, 5, 20), "Sở Nội vụ"),
    )
    data = reminder("Sở Mẫu", (owed,), date(2026, 7, 1), Issuer("Sở Nội vụ"), "Mẫu")
    text = "\n".join(lines(data))
    assert "Kính gửi: Sở Mẫu" in text
    assert "Theo Thông báo số 15/TB-SNV ngày 20/5/2026 của Sở Nội vụ, Sở Mẫu có trách nhiệm" in text
    assert "đến ngày 01 tháng 7 năm 2026, còn 01 tồn tại, hạn chế đã quá thời hạn" in text
    assert lines(data)[-1] == "Trân trọng./."
    assert cells(data, 1)[1] == [
        "1",
        "Chưa niêm yết công khai",
        "Niêm yết tại trụ sở",
        "21/6/2026",
        "10",
        "Đang khắc phục",
    ]
    assert "V/v đôn đốc khắc phục tồn tại" in cells(data, 0)[0][0]
