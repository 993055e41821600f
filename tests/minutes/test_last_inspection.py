"""The minutes open with what became of the last inspection's shortcomings; old minutes are drawn as they were."""

from dataclasses import replace
from datetime import date

import pytest

from inspector_app.checklist import exchange
from inspector_app.checklist.canonical import canonical
from inspector_app.checklist.citations import marked
from inspector_app.checklist.exchange import PrintedEarlier, Record
from inspector_app.checklist.finding import Deadline, DeadlineKind, FindingId, FollowUpState
from inspector_app.checklist.visit import SigningMode
from inspector_app.minutes.blocks import Heading, Table, Text
from inspector_app.minutes.content import compose
from inspector_app.minutes.pdf import draw


@pytest.fixture
def earlier() -> tuple[PrintedEarlier, ...]:
    said = "Biên bản ngày 13/5/2025"
    return (
        PrintedEarlier(
            "e1",
            "Chưa niêm yết công khai.",
            said,
            due_on=date(2025, 6, 30),
            state=FollowUpState.OPEN,
            remark="Còn thiếu ở tầng hai",
            continued_by=FindingId("f1"),
        ),
        PrintedEarlier(
            "e2",
            "Chưa ban hành quy chế",
            said,
            due_on=date(2025, 6, 30),
            state=FollowUpState.FIXED,
            report="Báo cáo số 21/BC-SM ngày 12/7/2025",
        ),
        PrintedEarlier("e3", "Chưa cập nhật", said, Deadline(DeadlineKind.REGULARLY)),
    )


def body(record: Record) -> list[object]:
    return list(compose(record).body)


def table(record: Record) -> Table:
    (found,) = [block for block in body(record) if isinstance(block, Table)]
    return found


def test_nothing_is_printed_where_nothing_was_carried_over(full: Record) -> None:
    assert not [block for block in body(full) if isinstance(block, Table)]
    assert b"earlier" not in exchange.write(full)
    assert b"recurs" not in exchange.write(full)


def test_they_stand_first_under_the_first_heading(full: Record, earlier) -> None:
    blocks = body(replace(full, earlier=earlier))
    at = next(i for i, block in enumerate(blocks) if isinstance(block, Table))
    assert isinstance(blocks[at - 3], Heading)
    assert blocks[at - 3].text.startswith("1. ")
    assert blocks[at - 2] == Text(
        "a) Kết quả khắc phục tồn tại, hạn chế của lần kiểm tra trước:", keep_with_next=True
    )
    assert blocks[at - 1] == Text(
        "Đoàn kiểm tra xem xét việc khắc phục 03 tồn tại, hạn chế nêu tại Biên bản ngày 13/5/2025: 01 nội dung "
        "chưa khắc phục; 01 nội dung đã khắc phục; 01 nội dung chưa kiểm tra đợt này.",
        keep_with_next=True,
        id="earlier",
    )
    assert blocks[at + 1] == Text("b) Kết quả đạt được:", keep_with_next=True)


def test_each_line_says_the_deadline_the_state_and_what_follows(full: Record, earlier) -> None:
    assert table(replace(full, earlier=earlier)).rows == (
        (
            "1",
            "Chưa niêm yết công khai.",
            "30/6/2025 (quá hạn 316 ngày)",
            "Chưa khắc phục",
            "Còn thiếu ở tầng hai.\nTiếp tục ghi nhận là tồn tại, hạn chế của đợt này.",
        ),
        (
            "2",
            "Chưa ban hành quy chế",
            "30/6/2025",
            "Đã khắc phục",
            "Đơn vị báo cáo: Báo cáo số 21/BC-SM ngày 12/7/2025.",
        ),
        ("3", "Chưa cập nhật", "Thường xuyên", "Chưa kiểm tra đợt này", ""),
    )


def test_of_several_documents_each_is_cited_with_its_own(full: Record, earlier) -> None:
    other = replace(earlier[2], document="Thông báo số 15/TB-SNV ngày 20/5/2024")
    rows = table(replace(full, earlier=(*earlier[:2], other))).rows
    assert [row[1] for row in rows] == [
        "Chưa niêm yết công khai (Biên bản ngày 13/5/2025)",
        "Chưa ban hành quy chế (Biên bản ngày 13/5/2025)",
        "Chưa cập nhật (Thông báo số 15/TB-SNV ngày 20/5/2024)",
    ]


def test_a_heading_with_nothing_else_is_printed_for_them(small: Record, earlier) -> None:
    hidden = replace(small, details=replace(small.details, print_empty_headings=False), earlier=earlier)
    titles = [block.text for block in body(hidden) if isinstance(block, Heading) and block.level == 2]
    assert titles.count(f"1. {small.headings[0].title}") == 1
    assert not [title for title in titles if title.endswith(small.headings[1].title)]


def test_a_recurring_shortcoming_carries_its_mark_in_the_text_and_in_the_annex(full: Record) -> None:
    heading = full.headings[6]
    first = replace(heading.findings[0], recurs=True, text="Chưa ký số.")
    record = replace(full, headings=(*full.headings[:6], replace(heading, findings=(first,))))
    minutes = compose(record)
    assert "- Chưa ký số (tái diễn)." in [block.text for block in minutes.body if isinstance(block, Text)]
    (annex,) = [annex for annex in minutes.annexes if annex.title.startswith("TỔNG HỢP TỒN TẠI")]
    (summary,) = [block for block in annex.blocks if isinstance(block, Table)]
    assert summary.rows[0][1] == "Chưa ký số (tái diễn)."


def test_the_mark_stands_inside_the_sentence() -> None:
    assert marked("Chưa ký số.", recurs=True) == "Chưa ký số (tái diễn)."
    assert marked("Còn một số văn bản…", recurs=True) == "Còn một số văn bản… (tái diễn)"
    assert marked("Chưa ký số", recurs=False) == "Chưa ký số"


def test_pages_and_record_come_back(full: Record, seal, earlier, pictures, all_text, squeezed) -> None:
    record = seal(replace(full, earlier=earlier), SigningMode.DIGITAL)
    data = exchange.write(record)
    assert exchange.read(data) == record
    assert canonical(exchange.read(data)) == data
    text = squeezed(all_text(draw(record, pictures)))
    for own in earlier:
        assert squeezed(own.text.rstrip(".")) in text
    assert squeezed("Còn thiếu ở tầng hai") in text
