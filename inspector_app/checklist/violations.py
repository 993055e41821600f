"""Which answers do not satisfy what the checklist says of them; it warns and never blocks:
the team keeps what it found. It reads what `settling` worked out.
"""

from collections.abc import Iterator

from inspector_app.checklist.conditions import Key, Role, group_key, key_of
from inspector_app.checklist.fact import Fact, FactId, FactKind, SampleRow
from inspector_app.checklist.settling import Settling
from inspector_app.checklist.symbols import TRAITS
from inspector_app.checklist.template import FactSpec, Item, ItemId, Template
from inspector_app.checklist.visit import Answer, ItemVerdict, Violation, ViolationKind, answered

_NOT_LOOKED_AT = frozenset({ItemVerdict.NOT_APPLICABLE, ItemVerdict.NOT_CHECKED})


def violations_of(run: Settling, template: Template, item_id: ItemId) -> tuple[Violation, ...]:
    """Of one item, or of the traits of the unit; none where it does not apply."""
    if not run.applies(item_id):
        return ()
    found: list[Violation] = []
    if item_id == TRAITS:
        for trait in template.traits:
            found += _of_fact(run, TRAITS, trait, wanted=True)
    elif (item := template.item(item_id)) is not None:
        answer = run.answer(item_id)
        if not _done(run, item, answer) and _holds(run, key_of(Role.REQUIRED, item_id), otherwise=False):
            found.append(Violation(item_id, None, ViolationKind.REQUIRED))
        for spec in item.facts:
            found += _of_fact(run, item_id, spec, wanted=answer.verdict not in _NOT_LOOKED_AT)
    return (*found, *_failing(run, item_id))


def _of_fact(run: Settling, item: ItemId, spec: FactSpec, *, wanted: bool) -> Iterator[Violation]:
    """`wanted` is whether what is required can be missed: not where the team says that it did not look."""
    if not run.shown(item, spec.id):
        return
    fact = run.fact(item, spec.id)
    at = key_of(Role.VALUE, item, spec.id)
    yield from _of_value(run, spec, at, fact, wanted=wanted)
    if spec.kind is FactKind.ROWS:
        for column in spec.columns:
            hidden = run.hidden_rows(item, spec.id, column.id)
            at = key_of(Role.VALUE, item, spec.id, column.id)
            for row in run.rows(item, spec.id):
                if row.id not in hidden:
                    yield from _of_value(run, column, at, run.cell(row, column), row, wanted=wanted)


def _of_value(
    run: Settling, spec: FactSpec, at: Key, fact: Fact | None, row: SampleRow | None = None, *, wanted: bool
) -> Iterator[Violation]:
    _, item, fact_id, column = at
    own = FactId(column or fact_id)
    row_id = None if row is None else row.id
    if fact is None:
        required = key_of(Role.REQUIRED, item, fact_id, column)
        if wanted and _holds(run, required, row=row, otherwise=False):
            yield Violation(ItemId(item), own, ViolationKind.REQUIRED, spec.required_message, row_id)
    elif not _holds(run, key_of(Role.CONSTRAINT, item, fact_id, column), fact, row, otherwise=True):
        yield Violation(ItemId(item), own, ViolationKind.CONSTRAINT, spec.constraint_message, row_id)


def _holds(
    run: Settling, key: Key, fact: Fact | None = None, row: SampleRow | None = None, *, otherwise: bool
) -> bool:
    """Whether a condition is true; `otherwise` where there is none, or it cannot be worked out."""
    return otherwise if key not in run.rules.of else run.holds(key, fact, row, otherwise)


def _failing(run: Settling, item: ItemId) -> Iterator[Violation]:
    """Expressions of the item, and of the groups it stands in, that cannot be worked out on these answers."""
    asked = key_of(Role.APPLIES, item) in run.rules.rank
    for group in (own for own in run.rules.groups.get(item, ()) if asked and own in run.problems):
        yield Violation(
            item, None, ViolationKind.EXPRESSION, problem=run.problems[group].get((group_key(group), ""))
        )
    found = run.problems.get(item, {})
    for key, row in sorted(found, key=lambda at: (at[0][2], at[0][3], at[0][0].value, at[1])):
        fact = FactId(key[3] or key[2]) or None
        yield Violation(item, fact, ViolationKind.EXPRESSION, row=row or None, problem=found[key, row])


def _done(run: Settling, item: Item, answer: Answer) -> bool:
    """As visit.done, with what is calculated."""
    if answered(item, answer):
        return True
    files_only = item.evidence is not None and not item.asks_verdict and not item.facts
    return files_only and bool(run.visit.evidence_of(item.id))
