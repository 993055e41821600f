"""Tables of points made from a number, over the items of a checklist: every way to read points, bonus, penalty, survey."""

from decimal import Decimal
from random import Random

from inspector_app.checklist.fact import FactKind
from inspector_app.checklist.score_table import (
    ByExpression,
    ByRate,
    ByVerdict,
    ClassBound,
    Criterion,
    CriterionId,
    PointsKind,
    Rounding,
    RoundingMode,
    RoundingStep,
    ScoreTable,
    Step,
)
from inspector_app.checklist.template import FactSpec, Item, Template, Wording
from inspector_app.checklist.visit import ItemVerdict

FIGURES = {FactKind.RATE, FactKind.SAMPLE, FactKind.COUNT, FactKind.NUMBER}


def _share(rng: Random) -> Decimal:
    return Decimal(rng.randint(0, 100)).scaleb(-2)


def _reads(rng: Random, template: Template, item: Item) -> ByVerdict | ByRate | ByExpression | None:
    figures: list[FactSpec] = [spec for spec in item.facts if spec.kind in FIGURES]
    kind = rng.randint(0, 3)
    if kind == 1 and figures:
        bounds = sorted(Decimal(rng.randint(0, 10_000)).scaleb(-2) for _ in range(3))
        steps = (
            Step(_share(rng), bounds[0], bounds[1]),
            Step(_share(rng), None, bounds[2]),
            Step(_share(rng)),
        )
        return ByRate(item.id, rng.choice(figures).id, steps)
    if kind == 2:
        name = item.symbol
        return ByExpression(
            rng.choice(
                (
                    f"if(${{{name}}} = 'yes', 2, 0.1)",
                    f"count(${{{name}}}) div 3",
                    "1 div 3",
                    f"number(${{{name}}})",
                    "${khong_co}",
                    "1 div 0",
                    "10 * 10 * 1000000000000000",
                )
            )
        )
    if kind == 3:
        return None
    return ByVerdict({own: _share(rng) for own in rng.sample(list(ItemVerdict), rng.randint(1, 5))})


def table(seed: int, template: Template) -> ScoreTable:
    """Areas, criteria and parts of criteria; what belongs to a penalty is a penalty."""
    rng = Random(f"points {seed}")
    criteria: list[Criterion] = []
    kinds = (PointsKind.BASE, PointsKind.BASE, PointsKind.BASE, PointsKind.BONUS, PointsKind.PENALTY)

    def add(name: str, parent: Criterion | None, depth: int) -> None:
        kind = rng.choice(kinds) if parent is None or parent.kind is PointsKind.BASE else parent.kind
        parts = rng.randint(1, 3) if depth < 3 and rng.random() < 0.6 else 0
        items = rng.sample(template.items, min(len(template.items), rng.randint(1, 3)))
        own = Criterion(
            CriterionId(name),
            Wording(f"Tiêu chí {name}", f"Criterion {name}"),
            parent.id if parent else None,
            None if parts or rng.random() < 0.1 else Decimal(rng.randint(0, 4_000)).scaleb(-3),
            kind,
            rng.random() < 0.1,
            tuple(item.id for item in items),
            None if parts else _reads(rng, template, items[0]),
        )
        criteria.append(own)
        for number in range(parts):
            add(f"{name}.{number + 1}", own, depth + 1)

    for number in range(rng.randint(1, 4)):
        add(str(number + 1), None, 1)
    bounds = sorted(rng.sample(range(101), 3), reverse=True)
    names = ("Tốt", "Khá", "Trung bình", "Yếu")
    rounding = Rounding(
        rng.randint(0, 4), rng.choice(list(RoundingMode)), rng.choice(list(RoundingStep)), rng.randint(0, 4)
    )
    return ScoreTable(
        f"bang-{seed}",
        2026,
        Wording("Bảng điểm thử", "Trial"),
        tuple(criteria),
        classes=tuple(
            ClassBound(Wording(name, name), None if bound is None else Decimal(bound))
            for name, bound in zip(names, (*bounds, None), strict=True)
        ),
        rounding=rounding,
        leaves_out_inapplicable=rng.random() < 0.5,
    )
