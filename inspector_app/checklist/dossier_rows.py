"""Late dossiers as rows of a sample or of a table: what the annex of the minutes prints of them.

Whether a dossier passes is for the team to say: a sample of late dossiers asks for the apology, or for the cause.
"""

import hashlib
from datetime import date
from decimal import Decimal

from inspector_app.checklist.dossiers import DelayCause, DossierFigures, LateDossier
from inspector_app.checklist.fact import Count, Day, Fact, FactId, FactKind, Number, SampleRow, Text
from inspector_app.checklist.folding import fold
from inspector_app.checklist.template import FactSpec, ItemId

MOST = 500
"""Rows that are written into a visit; more are no annex that anyone reads aloud, and stand in the workbook."""
ROW = "dossier-"
"""How the ids of rows begin that come from a register; those typed by hand have others."""

_CAUSES = {DelayCause.REAL: "trễ thực tế", DelayCause.OPERATOR: "lỗi tác nghiệp"}
_COLUMNS: dict[str, tuple[str, ...]] = {
    "code": ("ma ho so", "so ho so", "so, ky hieu", "ma"),
    "procedure": ("thu tuc hanh chinh", "thu tuc", "tthc", "trich yeu"),
    "applicant": ("chu ho so", "nguoi nop", "to chuc, ca nhan", "ca nhan, to chuc"),
    "received": ("ngay tiep nhan", "tiep nhan", "ngay nhan"),
    "due": ("ngay hen tra", "hen tra", "han tra", "thoi han"),
    "settled": ("ngay tra ket qua", "ngay tra", "tra ket qua"),
    "days_late": ("so ngay tre", "so ngay cham", "so ngay qua han", "tre (ngay)"),
    "cause": ("nguyen nhan", "ly do"),
}
"""How the columns of a table are told, by the beginning of their label."""


def rows_for(figures: DossierFigures, item: ItemId, spec: FactSpec) -> tuple[SampleRow, ...]:
    """A row for each late dossier, at most `MOST`; the same dossier gets the same id in every run."""
    return tuple(
        _of_table(late, item, spec, order)
        if spec.kind is FactKind.ROWS
        else _of_sample(late, item, spec.id, order)
        for order, late in enumerate(figures.late[:MOST])
    )


def remark(late: LateDossier) -> str:
    """Why it is late: "Trễ 5 ngày, hẹn trả 12/05/2026, chưa trả; lỗi tác nghiệp"."""
    parts = [f"trễ {late.days_late} ngày" if late.days_late else "trễ hạn"]
    if late.due is not None:
        parts.append(f"hẹn trả {late.due:%d/%m/%Y}")
    if late.settled is not None:
        parts.append(f"trả {late.settled:%d/%m/%Y}")
    elif late.due is not None:
        parts.append("chưa trả")
    words = ", ".join(parts)
    if cause := _CAUSES.get(late.cause):
        words += f"; {cause}"
    return words[:1].upper() + words[1:]


def _row_id(late: LateDossier, item: str, fact: str) -> str:
    own = late.code or f"#{late.row}"
    return ROW + hashlib.sha256(f"{item}\n{fact}\n{own}".encode()).hexdigest()[:32]


def _of_sample(late: LateDossier, item: ItemId, fact: FactId, order: int) -> SampleRow:
    about = ", ".join(part for part in (late.procedure, late.applicant) if part)
    return SampleRow(
        id=_row_id(late, item, fact),
        item=item,
        fact=fact,
        order=order,
        number=late.code,
        issued=late.received,
        abstract=about or None,
        remark=remark(late),
    )


def _of_table(late: LateDossier, item: ItemId, spec: FactSpec, order: int) -> SampleRow:
    values: dict[str, str | date | int | None] = {
        "code": late.code,
        "procedure": late.procedure,
        "applicant": late.applicant,
        "received": late.received,
        "due": late.due,
        "settled": late.settled,
        "days_late": late.days_late,
        "cause": _CAUSES.get(late.cause),
    }
    cells: dict[FactId, Fact] = {}
    for column in spec.columns:
        label = fold(column.label.vi)
        name = next((own for own, starts in _COLUMNS.items() if label.startswith(starts)), None)
        fact = None if name is None else _cell(column.kind, values.pop(name, None))
        if fact is not None:
            cells[column.id] = fact
    return SampleRow(id=_row_id(late, item, spec.id), item=item, fact=spec.id, order=order, cells=cells)


def _cell(kind: FactKind, value: str | date | int | None) -> Fact | None:
    """A value in a column of some kind; None where it cannot stand there."""
    match kind, value:
        case FactKind.TEXT, str():
            return Text(value)
        case FactKind.TEXT, date():
            return Text(f"{value:%d/%m/%Y}")
        case FactKind.TEXT, int():
            return Text(str(value))
        case FactKind.DATE, date():
            return Day(value)
        case FactKind.COUNT, int():
            return Count(value)
        case FactKind.NUMBER, int():
            return Number(Decimal(value))
    return None
