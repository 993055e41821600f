"""The previous inspection's shortcomings in the minutes: what became of each, and by how much it is late. Pure."""

from collections.abc import Sequence
from datetime import date

from inspector_app.checklist import wording
from inspector_app.checklist.citations import STATES
from inspector_app.checklist.exchange import PrintedEarlier, Record
from inspector_app.checklist.follow_up import days_overdue
from inspector_app.minutes.blocks import Block, Column, Table, Text
from inspector_app.minutes.wording import given, sentence

TITLE = "Kết quả khắc phục tồn tại, hạn chế của lần kiểm tra trước"
NOT_LOOKED_AT = "Chưa kiểm tra đợt này"
COLUMNS = (
    Column("STT", 12, centred=True),
    Column("Tồn tại, hạn chế", 64),
    Column("Thời hạn", 30),
    Column("Kết quả khắc phục", 30),
    Column("Ghi chú", 30),
)


def blocks(record: Record) -> tuple[Block, ...]:
    """A sentence that counts and a table that names each; nothing where nothing was carried over."""
    if not record.earlier:
        return ()
    opened = record.details.opened_at
    day = opened.date() if opened else None
    documents = {given(own.document) for own in record.earlier}
    shared = documents.pop() if len(documents) == 1 else None
    rows = tuple(
        _row(number, own, day, apart=shared is None) for number, own in enumerate(record.earlier, start=1)
    )
    said = Text(_counted(record.earlier, shared), keep_with_next=True, id="earlier")
    return (
        said,
        Table(COLUMNS, rows, followed=True, ids=tuple(f"earlier:{own.id}" for own in record.earlier)),
    )


def _counted(earlier: Sequence[PrintedEarlier], document: str | None) -> str:
    """How many there are and how they stand; where all stand in one document, it is cited once, here."""
    states = [own.state for own in earlier]
    counts = [
        f"{wording.number_in_words(states.count(state))} nội dung {words[:1].lower()}{words[1:]}"
        for state, words in [*STATES.items(), (None, NOT_LOOKED_AT)]
        if state in states
    ]
    where = f"nêu tại {document}" if document else "của lần kiểm tra trước"
    return sentence(
        f"Đoàn kiểm tra xem xét việc khắc phục {wording.number_in_words(len(states))} tồn tại, hạn chế {where}: "
        f"{'; '.join(counts)}"
    )


def _row(number: int, own: PrintedEarlier, day: date | None, *, apart: bool) -> tuple[str, ...]:
    text = given(own.text) or ""
    if apart and (document := given(own.document)):
        text = f"{text.rstrip('.')} ({document})"
    state = NOT_LOOKED_AT if own.state is None else STATES[own.state]
    remarks = [given(own.remark), _cited(own.report)]
    if own.continued_by is not None:
        remarks.append("Tiếp tục ghi nhận là tồn tại, hạn chế của đợt này")
    return (str(number), text, _deadline(own, day), state, "\n".join(sentence(r) for r in remarks if r))


def _cited(report: str | None) -> str | None:
    cited = given(report)
    return None if cited is None else f"Đơn vị báo cáo: {cited}"


def _deadline(own: PrintedEarlier, day: date | None) -> str:
    if own.due_on is not None:
        text = wording.day_in_words(own.due_on)
    elif own.deadline is not None:
        words = wording.deadline_in_words(own.deadline)
        text = words[:1].upper() + words[1:]
    else:
        return ""
    late = days_overdue(own.due_on, day)
    settled = own.state is not None and own.state.settled
    if late is not None and late > 0 and not settled:
        text += f" (quá hạn {wording.number_in_words(late)} ngày)"
    return text
