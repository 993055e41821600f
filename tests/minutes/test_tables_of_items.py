"""A table with columns of its own is an annex of the minutes: every cell as a person writes it."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

from inspector_app.checklist import exchange
from inspector_app.checklist.assembly import assemble
from inspector_app.checklist.canonical import to_json
from inspector_app.checklist.fact import Amount, Choice, Day, Fact, FactId, FactKind, Number, Text
from inspector_app.checklist.template import (
    Area,
    AreaId,
    ChoiceList,
    FactSpec,
    Item,
    ItemId,
    Option,
    Template,
    Wording,
)
from inspector_app.checklist.visit import VisitId
from inspector_app.clock import ZONE
from inspector_app.minutes import pdf

AT = datetime(2026, 5, 12, 16, 30, tzinfo=ZONE)


def both(text: str) -> Wording:
    return Wording(text, text)


def column(name: str, kind: FactKind, label: str, choice_list: str | None = None) -> FactSpec:
    return FactSpec(FactId(name), kind, both(label), choice_list=choice_list)


PACKAGES = FactSpec(
    FactId("packages"),
    FactKind.ROWS,
    both("Gói thầu"),
    columns=(
        column("name", FactKind.TEXT, "Tên gói thầu"),
        column("price", FactKind.AMOUNT, "Giá gói thầu"),
        column("day", FactKind.DATE, "Ngày mở thầu"),
        column("online", FactKind.CHOICE, "Qua mạng", "yes_no"),
        column("points", FactKind.NUMBER, "Điểm"),
    ),
)
TEMPLATE = Template(
    "thử",
    "1",
    both("Thử"),
    (Area(AreaId("1"), both("Cải cách tài chính công")),),
    (
        Item(
            ItemId("23"),
            "23",
            AreaId("1"),
            both("Đấu thầu qua mạng"),
            both("Danh sách gói thầu"),
            asks_verdict=False,
            facts=(PACKAGES,),
            result="Đã tổ chức {packages} gói thầu",
        ),
    ),
    choice_lists=(
        ChoiceList("yes_no", (Option("yes", Wording("Có", "Yes")), Option("no", Wording("Không", "No")))),
    ),
)
CELLS: tuple[dict[str, Fact], ...] = (
    {
        "name": Text("Nâng cấp trụ sở"),
        "price": Amount(1_250_000_000),
        "day": Day(date(2026, 3, 4)),
        "online": Choice("yes"),
        "points": Number(Decimal("92.5")),
    },
    {"name": Text("Mua máy quét"), "online": Choice("no")},
)


def record() -> exchange.Record:
    values: dict[tuple[str, str], object] = {}
    for order, cells in enumerate(CELLS):
        row = f"row:{order}"
        values |= {(row, "item"): "23", (row, "fact"): "packages", (row, "order"): order}
        values[row, "cells"] = to_json(cells)
    visit = assemble(VisitId("v"), TEMPLATE, TEMPLATE.ref, values)
    return exchange.record(visit, TEMPLATE, drawn_at=AT, draft=1)


def test_the_record_holds_the_cells_as_they_are_printed() -> None:
    (table,) = record().tables
    assert table.columns == ("Tên gói thầu", "Giá gói thầu", "Ngày mở thầu", "Qua mạng", "Điểm")
    assert table.rows == (
        ("Nâng cấp trụ sở", "1.250.000.000 đồng", "04/3/2026", "Có", "92,5"),
        ("Mua máy quét", "", "", "Không", ""),
    )
    assert exchange.read(exchange.write(record())) == record()


def no_picture(sha256: str) -> bytes:
    raise AssertionError(sha256)


def test_the_pages_print_it_as_an_annex(all_text: Callable[[bytes], str]) -> None:
    words = " ".join(all_text(pdf.draw(record(), no_picture)).split())
    assert "Đã tổ chức 02 gói thầu" in words
    assert "Phụ lục I SỐ LIỆU CHI TIẾT" in words
    for cell in ("Nâng cấp trụ sở", "1.250.000.000 đồng", "04/3/2026", "92,5", "Mua máy quét"):
        assert cell in words
