"""Made checklists of any size and realistic answers to them, the same every time: what is measured at 100,
1,000 and 10,000 items. Nothing of it is a real inspection.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

from inspector_app.actions import writing
from inspector_app.actions.workspace import Workspace, open_workspace
from inspector_app.checklist.fact import Choice, Count, Day, Fact, FactId, FactKind, Rate, Sample, Text
from inspector_app.checklist.score_table import ByVerdict, Criterion, CriterionId, ScoreTable
from inspector_app.checklist.template import Area, AreaId, FactSpec, Item, ItemId, Template, Wording
from inspector_app.checklist.visit import ItemVerdict, VisitId
from inspector_app.clock import SystemClock
from inspector_app.store import score_tables, templates, visits

SEED = 2026
VISIT = VisitId("made")
LARGEST_AREA = 500
DAY = date(2026, 5, 12)
ANSWERED = 0.7
"""Of the items: a visit in the middle of its afternoon."""

Change = tuple[str, str, object]


@dataclass(frozen=True, slots=True)
class Size:
    items: int
    rows: int = 0
    """Of one sample."""

    @property
    def name(self) -> str:
        return f"{self.items:,} items" + (f", {self.rows:,} rows" if self.rows else "")


def make(folder: Path, size: Size) -> Workspace:
    """A workspace on disk with the answered visit `VISIT` of that size."""
    ws = open_workspace(folder, SystemClock(), "Người đo")
    template = checklist(size.items)
    with ws.db.write():
        templates.put(ws.db, template)
        visits.create(ws.db, VISIT, template.ref, ws.clock.now())
        points = score_tables.put(ws.db, score_table(template), ws.clock.now())
        writing.write(ws, VISIT, [("visit", "score_table", points)])
        for act in acts(template, size.rows):
            writing.write(ws, VISIT, act)
    return ws


def checklist(items: int) -> Template:
    """Items in 5 to 20 areas; one in ten applies only to some units, one in 25 depends on the item before."""
    areas = tuple(
        Area(AreaId(f"a{n}"), Wording(f"Lĩnh vực số {n}", f"Area {n}"))
        for n in range(1, max(5, min(20, items // 20)) + 1)
    )
    each = -(-items // len(areas))
    return Template(
        id="made",
        version=str(items),
        title=Wording("Danh mục tạo để đo", "A checklist made to be measured"),
        areas=areas,
        items=tuple(_item(n, areas[(n - 1) // each].id) for n in range(1, items + 1)),
        traits=(
            FactSpec(
                FactId("has_one_stop"),
                FactKind.CHOICE,
                Wording("Có bộ phận một cửa", "One-stop desk"),
                choices=("yes", "no"),
            ),
        ),
    )


def _item(number: int, area: AreaId) -> Item:
    kinds = ((), (FactKind.SAMPLE,), (FactKind.RATE, FactKind.TEXT), (FactKind.COUNT,), (FactKind.DATE,))
    facts = tuple(_fact(kind) for kind in kinds[number % len(kinds)])
    if number % len(kinds) == 3:
        total = f"${{i{number}.count}} * 2"
        facts += (FactSpec(FactId("twice"), FactKind.NUMBER, Wording("Gấp đôi", "Twice"), calculation=total),)
    relevant = None
    if number % 25 == 0:
        relevant = f"${{i{number - 1}}} != 'no'"
    elif number % 10 == 0:
        relevant = "${has_one_stop} != 'no'"
    return Item(
        id=ItemId(str(number)),
        criterion=str(number),
        area=area,
        question=Wording(
            f"Nội dung số {number} đã được thực hiện đúng quy định", f"Item {number} is done as the rules say"
        ),
        look_at=Wording("Hồ sơ, văn bản của đơn vị trong kỳ kiểm tra", "The unit's papers of the period"),
        facts=facts,
        result=f"Đơn vị đã thực hiện nội dung số {number}",
        shortcoming=f"Chưa thực hiện đầy đủ nội dung số {number}",
        remedy=f"thực hiện đầy đủ nội dung số {number}",
        relevant=relevant,
    )


def _fact(kind: FactKind) -> FactSpec:
    constraint = ". <= 100" if kind is FactKind.RATE else None
    return FactSpec(
        FactId(kind.value),
        kind,
        Wording(f"Số liệu ({kind.value})", f"Figure ({kind.value})"),
        constraint=constraint,
    )


def acts(template: Template, rows: int) -> Iterator[list[Change]]:
    """One list of changes for each human act, in the order of the checklist."""
    chance = Random(SEED)
    yield [("visit", "unit", "Sở Thử Tốc độ"), ("visit", "title", "Kiểm tra tạo để đo")]
    yield [("traits", "has_one_stop", Choice("yes"))]
    for order, item in enumerate(template.items):
        if chance.random() < ANSWERED:
            yield _answer(chance, item, order)
    if rows:
        yield [change for n in range(rows) for change in _row(template.items[0], n)]


def _answer(chance: Random, item: Item, order: int) -> list[Change]:
    verdict = chance.choices(list(ItemVerdict), [75, 5, 8, 8, 4])[0]
    entity = f"answer:{item.id}"
    changes: list[Change] = [(entity, "verdict", verdict)]
    if verdict in (ItemVerdict.PARTLY, ItemVerdict.NO):
        finding = f"finding:{item.id}"
        changes += [(finding, "items", (item.id,)), (finding, "order", order)]
        if chance.random() < 0.5:
            changes += [(finding, "owner", "Văn phòng Sở"), (finding, "legal_basis", "Quy chế của đơn vị")]
    changes += [(entity, spec.id, _figure(chance, spec.kind)) for spec in item.facts if not spec.calculation]
    if chance.random() < 0.1:
        changes.append((entity, "note", f"Xem lại hồ sơ số {chance.randint(1, 999)}"))
    return changes


def _figure(chance: Random, kind: FactKind) -> Fact:
    whole = chance.randint(20, 400)
    part = chance.randint(0, whole)
    match kind:
        case FactKind.SAMPLE:
            return Sample(population=whole * 10, examined=whole, defective=part)
        case FactKind.RATE:
            return Rate(numerator=part, denominator=whole)
        case FactKind.COUNT:
            return Count(part, whole)
        case FactKind.DATE:
            return Day(DAY - timedelta(days=part), DAY)
    return Text(f"Ghi nhận {part} trường hợp trong kỳ")


def _row(item: Item, number: int) -> list[Change]:
    entity = f"row:{number:05d}"
    return [
        (entity, "item", item.id),
        (entity, "fact", item.facts[0].id),
        (entity, "order", number),
        (entity, "number", f"{number + 1}/SXD-VP"),
        (entity, "abstract", f"Về việc thực hiện nhiệm vụ số {number + 1}"),
        (entity, "passed", number % 4 != 0),
    ]


def score_table(template: Template) -> ScoreTable:
    """One point for each item, half of it for "Một phần"; invented like the checklist."""
    shares = {ItemVerdict.YES: Decimal(1), ItemVerdict.PARTLY: Decimal("0.5"), ItemVerdict.NO: Decimal(0)}
    areas = [Criterion(CriterionId(area.id), area.heading) for area in template.areas]
    lines = [
        Criterion(
            CriterionId(item.id),
            item.question,
            parent=CriterionId(item.area),
            max=Decimal(1),
            items=(item.id,),
            reads=ByVerdict(shares),
        )
        for item in template.items
    ]
    return ScoreTable("made", DAY.year, template.title, (*areas, *lines), checklist=template.id)
