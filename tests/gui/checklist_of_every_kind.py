"""A small checklist that asks for every kind of fact, with conditions, a calculation and a table."""

from inspector_app.checklist.fact import FactId, FactKind
from inspector_app.checklist.template import (
    Area,
    AreaId,
    ChoiceList,
    EvidenceNeed,
    FactSpec,
    Item,
    ItemId,
    Option,
    Template,
    Wording,
)


def worded(text: str) -> Wording:
    return Wording(text, text)


def spec(name: str, kind: FactKind, **more: object) -> FactSpec:
    return FactSpec(FactId(name), kind, worded(name.capitalize()), **more)  # type: ignore[arg-type]


def item(item_id: str, *facts: FactSpec, **more: object) -> Item:
    own = {"facts": facts, **more}
    return Item(ItemId(item_id), item_id, AreaId("1"), worded(f"Nội dung {item_id}"), worded(""), **own)  # type: ignore[arg-type]


COUNTERS = ChoiceList(
    "counters",
    (
        Option("a", Wording("Quầy A", "Counter A"), {"floor": "1"}),
        Option("b", Wording("Quầy B", "Counter B"), {"floor": "2"}),
        Option("c", Wording("Quầy C", "Counter C"), {"floor": "2"}),
    ),
)

EVERY_KIND = Template(
    "every-kind",
    "1",
    worded("Danh mục thử"),
    (Area(AreaId("1"), worded("Lĩnh vực thử")),),
    (
        item(
            "1",
            spec("sample", FactKind.SAMPLE),
            spec("rate", FactKind.RATE, delays=True),
            spec("amount", FactKind.AMOUNT),
            spec("count", FactKind.COUNT),
            spec("date", FactKind.DATE),
            spec("document", FactKind.DOCUMENT),
            spec("url", FactKind.URL),
            spec("choice", FactKind.CHOICE, choice_list="counters"),
            spec("text", FactKind.TEXT),
            spec("number", FactKind.NUMBER),
            spec("choices", FactKind.CHOICES, choice_list="counters"),
            spec("time", FactKind.TIME),
            spec("moment", FactKind.MOMENT),
            spec("place", FactKind.PLACE),
            spec("rows", FactKind.ROWS, columns=(spec("name", FactKind.TEXT),)),
        ),
        item(
            "2",
            spec("all", FactKind.NUMBER, required="true()", hint=worded("Tính cả hồ sơ trực tuyến")),
            spec(
                "late",
                FactKind.NUMBER,
                constraint=". <= ${i2.all}",
                constraint_message=Wording("Không lớn hơn tổng số", "No more than all of them"),
            ),
            spec("left", FactKind.NUMBER, calculation="${i2.all} - ${i2.late}"),
            spec("why", FactKind.TEXT, relevant="${i2.late} > 0"),
            spec("floor", FactKind.TEXT),
            spec("counter", FactKind.CHOICE, choice_list="counters", choice_filter="floor = ${i2.floor}"),
            result="Kiểm tra tại [{counter}|các quầy]",
            shortcoming="Chưa giải quyết {late} hồ sơ",
            evidence=EvidenceNeed.PICTURE,
        ),
        item(
            "3",
            spec(
                "counters",
                FactKind.ROWS,
                columns=(
                    spec("counter", FactKind.CHOICE, choice_list="counters", required="true()"),
                    spec("dossiers", FactKind.COUNT),
                    spec("late", FactKind.COUNT, constraint=". <= ${dossiers}"),
                    spec("left", FactKind.NUMBER, calculation="${dossiers} - ${late}"),
                    spec("why", FactKind.TEXT, relevant="${late} > 0"),
                ),
            ),
            shortcoming="Còn hồ sơ trễ hạn",
        ),
        item("4", spec("fees", FactKind.ROWS, columns=(spec("fee", FactKind.AMOUNT),), repeat_count="2")),
        item("5", asks_verdict=False, read_only=True),
    ),
    choice_lists=(COUNTERS,),
)
