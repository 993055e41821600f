"""Five thousand visits with anything in them: each comes back from its record, and no rule fails on any."""

from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from inspector_app.checklist import exchange, follow_up, self_check, sentences
from inspector_app.checklist.assembly import SINGLE, known_field, require_fit
from inspector_app.checklist.canonical import canonical, from_json, parse, to_json
from inspector_app.checklist.carrying import carry_over
from inspector_app.checklist.comparison import compare
from inspector_app.checklist.event import DeviceId, Head, Plane, from_line, heads, to_line
from inspector_app.checklist.fact import FACT_TYPES, FactId, FactKind
from inspector_app.checklist.progress import progress
from inspector_app.checklist.rules import OPEN, Severity, review
from inspector_app.checklist.score_expressions import evaluator
from inspector_app.checklist.score_table import PointsKind, RoundingStep, faults
from inspector_app.checklist.scoring import by_urgency, score
from inspector_app.checklist.seal import REQUIRED_SIGNERS, Seal
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import FieldKey, SigningMode, Visit
from inspector_app.minutes.fonts import unprintable
from tests.checklist.test_scores import check_sums
from tests.properties.checklists import rules_of
from tests.properties.laptops import chain, taken
from tests.properties.points import table
from tests.properties.visits import CHUNKS, NOW, Made, of_chunk

MAY_BLOCK = ("REVIEW-CONFLICT", "REVIEW-SIGNER-", "REVIEW-TIMES", "REVIEW-FIGURE-", "REVIEW-CHARACTER")
"""Unsettled conflicts, a signer without a name, impossible figures (an end before its start is one), characters
that cannot be printed; everything else is the team's to keep."""
SECRETARY, MEMBER = DeviceId("a" * 64), DeviceId("b" * 64)
WRITTEN = 6
"""Fields of each visit that two laptops write; the store itself is tried with all of them."""
SEAL = Seal(
    1,
    SigningMode.DIGITAL,
    REQUIRED_SIGNERS,
    NOW,
    (Head(Plane.ANSWERS, DeviceId("d" * 64), 120, "e" * 64),),
    {"release": "0.1.0"},
)


@pytest.fixture(scope="module", params=CHUNKS)
def visits(request: pytest.FixtureRequest) -> tuple[Made, ...]:
    """Some of the five thousand, made once for all that is promised of them."""
    return tuple(of_chunk(request.param))


PARTS: dict[str, Callable[[Visit, str], Any]] = {
    "person": lambda visit, own: next(p for p in visit.people if p.id == own),
    "finding": lambda visit, own: next(f for f in visit.findings if f.id == own),
    "recommendation": lambda visit, own: next(r for r in visit.recommendations if r.id == own),
    "row": lambda visit, own: next(r for r in visit.rows if r.id == own),
    "evidence": lambda visit, own: next(e for e in visit.evidence if e.sha256 == own),
    "earlier": lambda visit, own: next(e for e in visit.earlier if e.id == own),
    "reported": lambda visit, own: visit.reported[ItemId(own)],
    "paragraph": lambda visit, own: visit.agreements[own],
    "request": lambda visit, own: next(r for r in visit.requests if r.id == own),
    "score": lambda visit, own: visit.scores[own],
}
SINGLES = {"visit": "details", "opinion": "opinion", "assessment": "assessment"}


def held(visit: Visit, key: FieldKey) -> Any:
    """What a visit says of a field of the log."""
    entity, field = key
    word, _, own = entity.partition(":")
    if entity in SINGLE:
        return getattr(getattr(visit, SINGLES[entity]), field)
    if entity == "traits":
        return visit.traits[FactId(field)]
    if word == "answer":
        if field == "note":
            return visit.notes[ItemId(own)]
        answer = visit.answers[ItemId(own)]
        return (
            getattr(answer, field)
            if field in ("verdict", "not_checked", "result")
            else answer.facts[FactId(field)]
        )
    return getattr(PARTS[word](visit, own), field)


def test_every_value_stands_in_the_visit_and_gives_itself_again(visits: tuple[Made, ...]) -> None:
    kinds = set()
    for own in visits:
        for key, value in own.values.items():
            require_fit(own.rules.template, key, value)
            assert known_field(own.rules.template, key)
            found = held(own.raw, key)
            assert to_json(found) == value, (own.number, key)
            if (kind := getattr(found, "KIND", None)) in FACT_TYPES:
                assert from_json(FACT_TYPES[kind], parse(canonical(found))) == found
                kinds.add(kind)
        assert set(own.raw.answers) >= {ItemId(e[7:]) for e, _ in own.values if e.startswith("answer:")}
    assert kinds == set(FactKind) - {FactKind.ROWS}, "every kind of fact was among them"


def test_what_the_minutes_print_is_read_as_it_was_written(visits: tuple[Made, ...]) -> None:
    for own in visits:
        seal = SEAL if own.number % 2 else None
        draft = None if own.number % 2 else 1
        made = exchange.record(own.visit, own.rules.template, drawn_at=NOW, draft=draft, seal=seal)
        data = exchange.write(made)
        again = exchange.read(data)
        assert again == made, own.number
        assert exchange.write(again) == data
        for heading in made.headings:
            printed = {item for paragraph in heading.results for item in paragraph.items}
            assert not printed & own.visit.inapplicable, "what does not apply is not printed"
            for finding in heading.findings:
                assert not finding.items or set(finding.items) - own.visit.inapplicable


def test_rules_that_were_worked_out_stay_as_they_are(visits: tuple[Made, ...]) -> None:
    for own in visits:
        assert own.rules.settle(own.visit, NOW) == own.visit, own.number


def test_no_rule_fails_on_any_answers(visits: tuple[Made, ...]) -> None:
    for own in visits:
        visit, rules, template = own.visit, own.rules, own.rules.template
        rng = Random(own.number)
        rules.defaults(visit, NOW)
        for item in template.items:
            sentences.result_of(item, visit.answer(item.id))
            if rng.random() < 0.2:
                for spec in item.facts:
                    rules.options(visit, item.id, spec, NOW)
                    if spec.kind is FactKind.ROWS:
                        rules.row_defaults(visit, item.id, spec, NOW)
                        rules.row_count(visit, item.id, spec, NOW)
        for row in visit.rows:
            rules.hidden_cells(visit, ItemId(row.item), row.fact, NOW)
        for finding in visit.findings:
            sentences.shortcoming_of(finding, template, visit.answers)
            follow_up.same_requirement(finding, visit.earlier, template)
            follow_up.due_day(finding.deadline, NOW.date())
        for earlier in visit.earlier:
            assert len(follow_up.match(earlier, template).items) == len(earlier.items)
        count = progress(visit, template).whole
        assert (count.total, count.inapplicable) == (
            sum(visit.applies(item.id) for item in template.items),
            len(visit.inapplicable),
        )
        lines = self_check.compare(visit, template)
        order = [list(self_check.Agreement).index(line.agreement) for line in lines]
        assert order == sorted(order), "differing lines first"


def test_the_check_before_sealing_blocks_nothing_but_what_it_may(visits: tuple[Made, ...]) -> None:
    blocked = 0
    for own in visits:
        found = review(own.visit, own.rules.template, unprintable)
        blocks = {line.code for line in found if line.severity is Severity.BLOCKS}
        blocked += bool(blocks)
        for code in blocks:
            assert code.startswith(MAY_BLOCK), code
        assert "REVIEW-FIGURE-UNSAID" not in blocks
        assert bool(own.visit.conflicts) == ("REVIEW-CONFLICT" in blocks)
        opened, closed = own.visit.details.opened_at, own.visit.details.closed_at
        backwards = opened is not None and closed is not None and closed < opened
        assert backwards == ("REVIEW-TIMES" in blocks)
        not_asked = {f"answer:{item}" for item in own.visit.inapplicable}
        assert not any(line.code == OPEN and line.entity in not_asked for line in found), own.number
    assert blocked > len(visits) // 2


def test_the_points_of_every_visit_add_up(visits: tuple[Made, ...]) -> None:
    for own in visits:
        template = own.rules.template
        points = table(own.number // 5, template)
        assert not list(faults(points))
        found = score(points, own.visit, template, evaluator(own.visit, template, NOW))
        check_sums(found)
        by_urgency(found.lines)
        if points.rounding.step is RoundingStep.CRITERION:
            parts = found.base.value, found.bonus.value, found.penalty.value
            assert found.assessed.value == parts[0] + parts[1] - parts[2]  # type: ignore[operator]
        assert all(
            line.criterion.kind is PointsKind.BASE for line in found.lines if line.criterion.id in found.open
        )


def test_two_versions_are_compared_and_answers_carried_whatever_they_are(visits: tuple[Made, ...]) -> None:
    for own in visits[::5]:
        old, new = own.rules.template, rules_of(own.number // 10 + 1).template
        carried, changes = carry_over(own.values, old, new)
        answered = {entity[7:] for entity, _ in own.values if entity.startswith("answer:")}
        not_carried = [*(one.item for one in carried.changed), *carried.gone]
        assert sorted((*carried.carried, *not_carried)) == sorted(answered), own.number
        for entity, name, value in changes:
            require_fit(new, (entity, name), to_json(value))
        found = compare(old, new)
        gone = {*found.removed, *(one.before for one in found.renumbered)}
        assert gone.isdisjoint(found.same)
        assert compare(old, old).same == tuple(item.id for item in old.items)
        assert carry_over(own.values, old, old)[0].not_carried == 0


def test_events_come_to_the_same_values_in_any_order_and_twice(visits: tuple[Made, ...]) -> None:
    for own in visits:
        rng = Random(own.number)
        values = rng.sample(sorted(own.values.items()), min(WRITTEN, len(own.values)))
        first = chain(own.raw.id, SECRETARY, values, [])
        # The other saw half of it, and wrote anew what it saw and what it did not.
        second = chain(own.raw.id, MEMBER, ((key, None) for key, _ in values[::2]), first[: len(first) // 2])
        log = [*first, *second]
        assert [from_line(to_line(event)) for event in log] == log
        expected = heads(log)
        for _ in range(2):
            rng.shuffle(log)
            cut = rng.randint(0, len(log))
            again = taken((log[cut:], log[:cut], log))
            assert sorted(event.dot for event in again) == sorted(event.dot for event in log)
            assert heads(again) == expected
        for key, value in values[1::2]:
            assert [event.after for event in expected[key]] == [value]
        unseen = [
            key for number, (key, _) in enumerate(values) if number % 2 == 0 and number >= len(first) // 2
        ]
        for key in unseen:
            assert [event.after for event in expected[key]] == [dict(values)[key], None], (
                "a conflict shows both"
            )
