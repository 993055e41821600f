"""Checklists made from a number: every feature of items, facts, groups, lists and tables; the same number, the same list.

`sound` ones can be written to a file and used; others also have rules that are broken or go round in a circle.
"""

from dataclasses import replace
from datetime import date
from functools import lru_cache
from random import Random

from inspector_app.authoring import shelf
from inspector_app.checklist.fact import FactId, FactKind
from inspector_app.checklist.fact_kinds import KINDS
from inspector_app.checklist.logic import Logic
from inspector_app.checklist.template import (
    Area,
    AreaId,
    ChoiceList,
    Confidence,
    EvidenceNeed,
    FactSpec,
    Group,
    GroupId,
    Item,
    ItemId,
    LegalBasis,
    Option,
    Template,
    Wording,
)

SENTENCES = (
    "Đã ban hành Kế hoạch cải cách hành chính",
    "Chưa niêm yết công khai địa chỉ tiếp nhận phản ánh, kiến nghị",
    "Văn bản phát hành có chữ ký số của lãnh đạo (nếu có)",
    'Tỷ lệ hồ sơ "trễ hạn" dưới 5%; số liệu theo báo cáo',
    "Quy chế làm việc sau khi sắp xếp lại cơ cấu tổ chức",
    "Dòng đầu\nDòng hai: gồm 3 phần",
    "=SUM(A1:A9)",
    "@đơn vị - Sở Mẫu",
)
LISTS = ("co_khong", "xep_loai")
IDS = ("1", "2", "7", "10a", "10b", "25a", "25b", "31.0", "31.2", "32b", "A.1", "b-2", "33")
BROKEN = ("1 +", ")", "${nowhere}", "random()", "${i1.so", "position(..)", "../khac", "1 div 0 div 'a'")
LIST_OF = {FactKind.CHOICE, FactKind.CHOICES}


def wording(rng: Random, more: bool = True) -> Wording:
    further = {"Français (fr)": "Déjà publié"} if more and rng.random() < 0.1 else {}
    return Wording(f"{rng.choice(SENTENCES)} {rng.randint(1, 99)}", f"Words {rng.randint(1, 99)}", further)


class _Writing:
    """Goes from the traits through the items; an expression speaks of what stands before it."""

    def __init__(self, rng: Random, sound: bool) -> None:
        self.rng = rng
        self.sound = sound
        self.known: list[str] = []
        self.lists = tuple(self._list(name) for name in LISTS[: rng.randint(0, 2)])

    def maybe(self, chance: float) -> bool:
        return self.rng.random() < chance

    def _list(self, name: str) -> ChoiceList:
        rng = self.rng
        names = ("co", "khong", "mot_phan", "tot", "kha", "yeu")[: rng.randint(2, 6)]
        options = (Option(own, wording(rng), {"diem": str(rng.randint(0, 9))}) for own in names)
        return ChoiceList(name, tuple(options))

    def value(self, depth: int = 0) -> str:
        """An expression; names of what stands before, now and then one of a part or a function of it."""
        rng = self.rng
        if not self.sound and self.maybe(0.05):
            return rng.choice(BROKEN)
        if self.known and self.maybe(0.6):
            name = f"${{{rng.choice(self.known)}}}"
        else:
            name = rng.choice(("1", "'yes'", "today()", "''", "2.5", "true()", "'2026-05-12'"))
        if depth > 2 or self.maybe(0.35):
            return name
        inner = self.value(depth + 1)
        return rng.choice(
            (
                f"{name} {rng.choice(('=', '!=', '<', '>=', '+', '-', '*', 'div', 'mod', 'and', 'or'))} {inner}",
                f"if({name} != '', {inner}, '0')",
                f"concat({name}, {inner})",
                f"coalesce({name}, {inner})",
                f"not({inner})",
                f"round({inner}, 2)",
                f"string-length({inner})",
                f"selected({name}, 'co')",
                f"decimal-date-time({inner})",
                f"int({inner})",
                f"format-date({name}, '%d/%m/%Y')",
            )
        )

    def rule(self, chance: float = 0.2) -> str | None:
        return self.value() if self.maybe(chance) else None

    def spec(self, name: str, kind: FactKind, *, inside: bool = False) -> FactSpec:
        rng = self.rng
        listed = rng.choice(self.lists).id if kind in LIST_OF and self.lists and self.maybe(0.6) else None
        words = ("có", "không", "Trung bình")[: rng.randint(1, 3)] if kind in LIST_OF and not listed else ()
        table = kind is FactKind.ROWS
        return FactSpec(
            id=FactId(name),
            kind=kind,
            label=wording(rng),
            unit=wording(rng) if self.maybe(0.1) else None,
            choices=tuple(words),
            hint=wording(rng) if self.maybe(0.1) else None,
            choice_list=listed,
            choice_filter="diem > 3" if listed and self.maybe(0.3) else None,
            relevant=self.rule(),
            required=self.rule(),
            constraint=f". != '' and ({self.value(2)}) != ." if self.maybe(0.2) else None,
            constraint_message=wording(rng) if self.maybe(0.1) else None,
            required_message=wording(rng) if self.maybe(0.1) else None,
            calculation=None if table or inside else self.rule(0.15),
            default=None if table else self.rule(0.1),
            read_only=self.maybe(0.05),
            appearance="minimal" if self.maybe(0.1) else None,
            columns=tuple(self._columns(name)) if table else (),
            repeat_count="3" if table and self.maybe(0.2) else None,
            delays=kind is FactKind.RATE and self.maybe(0.3),
            measure="overdue" if kind is FactKind.RATE and self.maybe(0.3) else None,
        )

    def _columns(self, table: str) -> list[FactSpec]:
        kinds = [kind for kind in FactKind if kind is not FactKind.ROWS]
        return [
            self.spec(f"{table}_c{number}", self.rng.choice(kinds), inside=True)
            for number in range(self.rng.randint(1, 4))
        ]

    def traits(self) -> tuple[FactSpec, ...]:
        made = []
        for number in range(self.rng.randint(0, 3)):
            kind = self.rng.choice((FactKind.CHOICE, FactKind.COUNT, FactKind.DATE, FactKind.CHOICES))
            made.append(self.spec(f"dv{number}", kind))
            self.known.append(f"dv{number}")
        return tuple(made)

    def groups(self, areas: tuple[Area, ...]) -> tuple[Group, ...]:
        made: list[Group] = []
        for number in range(self.rng.randint(0, 3)):
            outer = self.rng.choice(made) if made and self.maybe(0.5) else None
            area = outer.area if outer else self.rng.choice(areas).id
            label = wording(self.rng) if self.maybe(0.7) else None
            within = outer.id if outer else None
            made.append(Group(GroupId(f"nhom{number}"), area, label, within, self.rule(0.5)))
        return tuple(made)

    def item(self, name: str, areas: tuple[Area, ...], groups: tuple[Group, ...]) -> Item:
        rng = self.rng
        group = rng.choice(groups) if groups and self.maybe(0.4) else None
        relevant, required = self.rule(), self.rule()
        read_only = self.maybe(0.05)
        own = Item(
            id=ItemId(name),
            criterion=name.rstrip("ab"),
            area=group.area if group else rng.choice(areas).id,
            question=wording(rng),
            look_at=wording(rng),
            asks_verdict=not read_only and self.maybe(0.8),
            legal=self._legal(),
            shortcoming_group="chung" if self.maybe(0.1) else None,
            group="ke_hoach" if self.maybe(0.2) else None,
            remedy="Khẩn trương ban hành, công khai" if self.maybe(0.4) else None,
            name=f"noi_dung_{IDS.index(name)}" if self.maybe(0.1) else None,
            relevant=relevant,
            required=required,
            within=group.id if group else None,
            evidence=rng.choice(list(EvidenceNeed)) if self.maybe(0.15) else None,
            read_only=read_only,
        )
        facts: list[FactSpec] = []
        for number in range(rng.choice((0, 1, 1, 2, 4))):
            facts.append(self.spec(f"so{number}", rng.choice(list(FactKind))))
            if self.maybe(0.5) and own.asks_verdict and facts[-1].kind is not FactKind.ROWS:
                self.known.append(f"{own.symbol}.so{number}")
                parts = [part for part in KINDS[facts[-1].kind].values if part]
                self.known += [f"{own.symbol}.so{number}.{rng.choice(parts)}"] if parts else []
        own = replace(own, facts=tuple(facts))
        if own.asks_verdict:
            self.known.append(own.symbol)
        for field, chance in (("result", 0.7), ("result_partly", 0.3), ("shortcoming", 0.6)):
            if self.maybe(chance):
                own = replace(own, **{field: self._sentence(own)})
        return own

    def _sentence(self, item: Item) -> str:
        text = self.rng.choice(("Đã thực hiện", "Còn hạn chế", "Kết quả kiểm tra"))
        for spec in item.facts:
            parts = [f".{part}" if part else "" for part in KINDS[spec.kind].words]
            place = f"{{{spec.id}{self.rng.choice(parts)}}}"
            text += f"[, cụ thể {place}|, chưa rõ]" if self.maybe(0.5) else f": {place}"
        return text

    def _legal(self) -> tuple[LegalBasis, ...]:
        rng = self.rng
        return tuple(
            LegalBasis(
                f"Quy định mẫu số {rng.randint(1, 30)}",
                date(rng.randint(2010, 2027), rng.randint(1, 12), 1) if self.maybe(0.8) else None,
                date(2028, 1, rng.randint(1, 28)) if self.maybe(0.2) else None,
                date(2026, 4, 1) if self.maybe(0.2) else None,
                rng.choice(list(Confidence)),
            )
            for _ in range(rng.choice((0, 0, 1, 2)))
        )


def checklist(seed: int, *, sound: bool) -> Template:
    """A checklist of up to thirteen items."""
    rng = Random(f"checklist {seed}")
    own = _Writing(rng, sound)
    areas = tuple(Area(AreaId(str(number)), wording(rng)) for number in range(1, rng.randint(2, 5)))
    traits = own.traits()
    groups = own.groups(areas)
    names = sorted(rng.sample(IDS, rng.randint(1, len(IDS))), key=IDS.index)
    items = tuple(own.item(name, areas, groups) for name in names)
    checked = date(2026, 4, 30) if rng.random() < 0.5 else None
    title = Wording(f"Danh mục thử số {seed}", f"Trial {seed}")
    if not sound and rng.random() < 0.3 and len(items) > 1:
        # The first speaks of the last: much of it goes round in a circle.
        items = (replace(items[0], relevant=f"${{{items[-1].symbol}}} != 'no'"), *items[1:])
    return Template(f"thu-{seed}", "2026", title, areas, items, traits, groups, own.lists, checked)


@lru_cache(maxsize=64)
def rules_of(seed: int) -> Logic:
    """A checklist with its rules compiled: most are made, one in eight is one that ships."""
    names = shelf.names()
    if seed % 8 == 0:
        return Logic.of(shelf.read(names[seed // 8 % len(names)]))
    return Logic.of(checklist(seed, sound=seed % 2 == 1))
