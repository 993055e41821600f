"""Questions, groups and repeats of a form as items, areas and groups of a checklist.

A group of ours names itself by our columns; anything else is taken as ODK means it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from inspector_app.authoring.xlsform_columns import (
    AREA,
    CRITERION,
    DERIVED,
    EVIDENCE,
    FACT,
    GROUP,
    ITEM,
    PARAGRAPH,
    PART,
    READ_ONLY,
    REMEDY,
    REQUIRED,
    RESULT,
    RESULT_PARTLY,
    SHORTCOMING,
    SHORTCOMING_GROUP,
    SYMBOL,
    TRAITS,
    VALUE,
    VERDICTS,
    derived_symbol,
)
from inspector_app.authoring.xlsform_form import NOTHING, Form, item_id_of, plain_id
from inspector_app.authoring.xlsform_questions import (
    Nature,
    condition,
    fact_id_of,
    fact_of,
    label_of,
    nature_of,
    required,
)
from inspector_app.authoring.xlsform_tree import Node
from inspector_app.checklist.fact import FactId, FactKind
from inspector_app.checklist.template import (
    Area,
    AreaId,
    EvidenceNeed,
    FactSpec,
    Group,
    GroupId,
    Item,
    ItemId,
    Wording,
)
from inspector_app.errors import N_

_CONTAINERS = ("group", "repeat", "loop")
_CONTINUES = (
    ("today", "get today"),
    ("end", "end time", "get end time", "start", "start time", "get start time"),
)


@dataclass(slots=True)
class Parts:
    """What a form has given so far."""

    areas: dict[str, Area] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    items: list[Item] = field(default_factory=list)
    traits: list[FactSpec] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Room:
    """Where the questions stand that are being read."""

    area: AreaId
    within: GroupId | None = None


def parts_of(form: Form) -> Parts:
    """Areas, groups, items and traits of the form, in its order."""
    parts = Parts()
    outside: AreaId | None = None
    for node in form.survey.nodes:
        if node.type in ("group", "loop"):
            if form.yes(node.row, TRAITS):
                parts.traits += [_trait(form, child) for child in node.children]
            else:
                _area(form, node, parts)
            continue
        if form.said(node.row, PART) is not None:
            continue
        if outside is None:
            outside = AreaId(form.unique("area", "general"))
            heading = Wording(form.survey.title, form.survey.title)
            parts.areas[outside] = Area(outside, heading)
        _place(form, node, parts, _Room(outside))
    return parts


def _trait(form: Form, node: Node) -> FactSpec:
    if node.type in ("group", "loop"):
        what = N_("A group stands where the unit itself is asked about.")
        raise form.fault(node.row, "type", what, "CHECKLIST-XLSFORM-PLACE")
    read = _rows if node.type == "repeat" else fact_of
    spec = read(form, node, fact_id_of(form, node))
    form.rows.setdefault(("trait", spec.id), node.row or 0)
    return spec


def _area(form: Form, node: Node, parts: Parts) -> None:
    """A group on top is an area; with a condition of its own it is a group within it, too."""
    own = form.said(node.row, AREA)
    area = AreaId(own or form.unique("area", plain_id(node.name, f"a{node.row}"), 40))
    if own is not None:
        form.unique("area", own)
    if area not in parts.areas:
        parts.areas[area] = Area(area, label_of(form, node))
        form.rows[("area", area)] = node.row or 0
    room = _Room(area)
    if node.expression("relevant") or node.control.get("appearance"):
        room = _group(form, node, parts, room, None)
    _say_loop(form, node)
    for child in node.children:
        _place(form, child, parts, room)


def _place(form: Form, node: Node, parts: Parts, room: _Room) -> None:
    if node.type in ("group", "loop"):
        if form.said(node.row, ITEM) is not None:
            parts.items.append(_item_group(form, node, room))
            return
        _say_loop(form, node)
        inner = _group(form, node, parts, room, form.wording(node.label))
        for child in node.children:
            _place(form, child, parts, inner)
    elif form.said(node.row, PART) is None and (item := _item(form, node, room)) is not None:
        parts.items.append(item)


def _say_loop(form: Form, node: Node) -> None:
    if node.type == "loop":
        what = N_("Questions repeated for each choice of a list.")
        form.leave_out(node.row, "type", what, N_("They are asked once."))


def _group(form: Form, node: Node, parts: Parts, room: _Room, label: Wording | None) -> _Room:
    own = form.said(node.row, GROUP)
    if own is not None and own in parts.groups:
        return _Room(room.area, GroupId(own))
    wanted = own or plain_id(node.name, f"g{node.row}")
    group = GroupId(form.unique("group", wanted, 40))
    relevant, appearance = node.expression("relevant"), node.control.get("appearance")
    parts.groups[group] = Group(
        group,
        room.area,
        label,
        room.within,
        condition(relevant),
        appearance if isinstance(appearance, str) else None,
    )
    form.rows[("group", group)] = node.row or 0
    return _Room(room.area, group)


def _item(form: Form, node: Node, room: _Room) -> Item | None:
    """A question that stands alone as an item; None for what is no question to a person."""
    if node.type == "repeat":
        return _plain_item(form, node, room, _rows(form, node, VALUE))
    nature = nature_of(form, node)
    if nature is Nature.SILENT or (nature is Nature.METADATA and node.name not in form.referred):
        what = N_("Something that a telephone records by itself ({type}).")
        form.leave_out(node.row, "type", what, N_("It is left out."), type=node.type)
        return None
    if nature is Nature.CHOICE and node.rest.get("list_name") == VERDICTS:
        return replace(_bare(form, node, room), asks_verdict=True, required=required(node))
    if nature in (Nature.NOTE, Nature.PICTURE, Nature.FILE):
        return _unanswered(form, node, room, nature)
    if nature is Nature.METADATA:
        return _plain_item(form, node, room, _metadata(form, node))
    return _plain_item(form, node, room, fact_of(form, node, form.said(node.row, FACT) or VALUE))


def _plain_item(form: Form, node: Node, room: _Room, spec: FactSpec) -> Item:
    """A question from elsewhere: its condition is the item's, the rest its one fact's."""
    item = replace(
        _bare(form, node, room), look_at=NOTHING, facts=(replace(spec, relevant=None),), appearance=None
    )
    form.rows[(item.id, spec.id)] = node.row or 0
    return item


def _unanswered(form: Form, node: Node, room: _Room, nature: Nature) -> Item:
    item = _bare(form, node, room)
    if nature is Nature.NOTE:
        read_only = form.yes(node.row, READ_ONLY) is not False
        return replace(item, read_only=read_only, required=condition(form.said(node.row, REQUIRED)))
    for name in ("constraint", "calculate"):
        if node.expression(name):
            what = N_("A condition on a file that is attached.")
            form.leave_out(node.row, name, what, N_("It is left out."))
    need = EvidenceNeed.PICTURE if nature is Nature.PICTURE else EvidenceNeed.FILE
    return replace(item, evidence=need, required=required(node))


def _metadata(form: Form, node: Node) -> FactSpec:
    what = N_("Something that a telephone records by itself ({type}).")
    today, now = _CONTINUES
    calculation = "today()" if node.type in today else "now()" if node.type in now else "''"
    form.leave_out(
        node.row, "type", what, N_("It is computed as {value}."), type=node.type, value=calculation
    )
    return FactSpec(FactId(VALUE), FactKind.TEXT, label_of(form, node), calculation=calculation)


def _bare(form: Form, node: Node, room: _Room, symbol: str | None = None) -> Item:
    """What any item has: identity, text, condition, and what stands in our columns."""
    row, symbol = node.row, symbol or node.name
    own = form.said(row, ITEM)
    item_id = own or form.unique("item", item_id_of(symbol, row), 40)
    if own is not None:
        form.unique("item", own)
    form.rows.setdefault((item_id,), row or 0)
    appearance = node.control.get("appearance")
    return Item(
        id=ItemId(item_id),
        criterion=form.said(row, CRITERION) or item_id,
        area=room.area,
        question=label_of(form, node),
        look_at=form.wording(node.hint) or NOTHING,
        asks_verdict=False,
        result=form.said(row, RESULT),
        result_partly=form.said(row, RESULT_PARTLY),
        shortcoming=form.said(row, SHORTCOMING),
        shortcoming_group=form.said(row, SHORTCOMING_GROUP),
        group=form.said(row, PARAGRAPH),
        remedy=form.said(row, REMEDY),
        name=_name(form, row, item_id, symbol),
        relevant=condition(node.expression("relevant")),
        within=room.within,
        evidence=_evidence(form, row),
        read_only=bool(form.yes(row, READ_ONLY)),
        appearance=appearance if isinstance(appearance, str) else None,
    )


def _evidence(form: Form, row: int | None) -> EvidenceNeed | None:
    said = form.one_of(row, EVIDENCE, (need.value for need in EvidenceNeed))
    return EvidenceNeed(said) if said else None


def _name(form: Form, row: int | None, item_id: str, symbol: str) -> str | None:
    """What expressions call the item, None where that follows from its id; two items never share it."""
    said = form.said(row, SYMBOL)
    if said == DERIVED:
        return None
    if said is not None:
        return said
    unique = form.unique("symbol", symbol)
    if unique != symbol:
        what = N_("The name {name} stands in more than one group.")
        instead = N_("Here it becomes {other}.")
        form.leave_out(row, "name", what, instead, name=symbol, other=unique)
    return None if unique == derived_symbol(item_id) else unique


def _item_group(form: Form, node: Node, room: _Room) -> Item:
    """An item of ours that has facts: its verdict and its facts stand in a group."""
    verdict = next((child for child in node.children if child.rest.get("list_name") == VERDICTS), None)
    symbol = verdict.name if verdict else node.name.removesuffix("-item")
    item = _bare(form, node, room, symbol)
    asked = required(verdict) if verdict else condition(form.said(node.row, REQUIRED))
    item = replace(item, asks_verdict=verdict is not None, required=asked)
    facts = []
    for child in _facts(form, node):
        fact_id = fact_id_of(form, child, item.symbol)
        spec = _rows(form, child, fact_id) if child.type == "repeat" else _composite(form, child, fact_id)
        form.rows.setdefault((item.id, spec.id), child.row or 0)
        facts.append((child, spec))
    item = replace(item, facts=tuple(spec for _, spec in facts))
    for child, spec in facts:
        _check_name(form, child, item.symbol_of(spec))
    return item


def _facts(form: Form, node: Node) -> Iterator[Node]:
    """What asks for a fact within an item; a group that somebody put around some is only that."""
    for child in node.children:
        if child.rest.get("list_name") == VERDICTS or form.said(child.row, PART) is not None:
            continue
        if child.type in ("group", "loop") and form.said(child.row, FACT) is None:
            what = N_("A group within an item.")
            form.leave_out(child.row, "type", what, N_("Its questions stand in the item itself."))
            yield from _facts(form, child)
        elif child.type in _CONTAINERS or nature_of(form, child) in (
            Nature.FACT,
            Nature.CHOICE,
            Nature.CHOICES,
        ):
            yield child
        else:
            what = N_("A question of type {type} within an item.")
            form.leave_out(child.row, "type", what, N_("It is left out."), type=child.type)


def _composite(form: Form, node: Node, fact_id: str) -> FactSpec:
    """A fact of several parts is a group whose label, condition and columns are the fact's."""
    if node.type != "group":
        return fact_of(form, node, fact_id)
    spec = fact_of(form, replace(node, type="text"), fact_id)
    for child in node.children:
        if form.said(child.row, PART) is None:
            what = N_("A question within a fact of several parts.")
            form.leave_out(child.row, "name", what, N_("It is left out; the parts of a fact are given."))
    return spec


def _check_name(form: Form, node: Node, expected: str) -> None:
    """The name is what expressions use: it must not go its own way when a row is edited."""
    own = node.name.removesuffix("-parts")
    rest = own.removeprefix(expected)
    if own == expected or (own.startswith(expected) and rest[:1] == "-" and rest[1:].isdecimal()):
        return
    why = N_("The name {found} does not fit: expressions call this fact {expected}.")
    code = "CHECKLIST-XLSFORM-NAME"
    raise form.fault(node.row, "name", why, code, found=node.name, expected=expected)


def _rows(form: Form, node: Node, fact_id: str) -> FactSpec:
    """A repeat as a table; `fact_of` reads everything that a table shares with other facts."""
    spec = fact_of(form, replace(node, type="text"), fact_id)
    columns = tuple(_columns(form, node, node.row, None, None))
    if not columns:
        what = N_("A repeat without any question that can be asked.")
        form.leave_out(node.row, "type", what, N_("It becomes a text."))
        return replace(spec, kind=FactKind.TEXT)
    return replace(spec, kind=FactKind.ROWS, columns=columns, repeat_count=_repeat_count(form, node))


def _repeat_count(form: Form, node: Node) -> str | None:
    """As it is written: pyxform moves an expression to a question of its own."""
    headers = [header for header in form.sheet.headers if header.casefold().endswith("count")]
    return next((said for header in headers if (said := form.said(node.row, header))), None)


def _columns(
    form: Form, node: Node, repeat: int | None, path: Wording | None, relevant: str | None
) -> Iterator[FactSpec]:
    """The questions of a repeat; those of a group within it keep its text and its condition."""
    for child in node.children:
        if child.type in ("group", "loop"):
            what = N_("A group within a repeat.")
            instead = N_("Its questions become columns; its text stands before theirs.")
            form.leave_out(child.row, "type", what, instead)
            label = form.wording(child.label)
            inner = _joined(path, label) if path and label else label or path
            both = _both(relevant, condition(child.expression("relevant")))
            yield from _columns(form, child, repeat, inner, both)
        elif child.type == "repeat":
            what = N_("A repeat within a repeat.")
            form.leave_out(child.row, "type", what, N_("It is left out."))
        else:
            yield from _column(form, child, path, relevant, repeat)


def _column(
    form: Form, node: Node, path: Wording | None, relevant: str | None, repeat: int | None
) -> Iterator[FactSpec]:
    nature = nature_of(form, node)
    if nature in (Nature.PICTURE, Nature.FILE, Nature.SILENT, Nature.METADATA):
        what = N_("A question of type {type} within a repeat.")
        form.leave_out(node.row, "type", what, N_("It is left out."), type=node.type)
        return
    column = form.unique(f"columns of {repeat}", fact_id_of(form, node))
    form.rows[("column", str(repeat), column)] = node.row or 0
    spec = fact_of(form, replace(node, type="text") if nature is Nature.NOTE else node, column)
    yield replace(
        spec,
        label=_joined(path, spec.label) if path else spec.label,
        relevant=_both(relevant, spec.relevant),
        read_only=spec.read_only or nature is Nature.NOTE,
    )


def _both(one: str | None, other: str | None) -> str | None:
    return f"({one}) and ({other})" if one and other else one or other


def _joined(path: Wording, label: Wording) -> Wording:
    languages = dict.fromkeys((*path.more, *label.more))
    more = {name: f"{path.more.get(name, path.vi)} – {label.more.get(name, label.vi)}" for name in languages}
    return Wording(f"{path.vi} – {label.vi}", f"{path.en} – {label.en}", more)
