"""Checklists stay as they were when a visit was made; the list of visits shows where each stands."""

import sqlite3
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from inspector_app.checklist.editions import Status
from inspector_app.checklist.template import Wording
from inspector_app.clock import ZONE
from inspector_app.errors import StoreError
from inspector_app.store import templates, visits
from inspector_app.store.visits import VisitRow


def test_every_version_of_a_checklist_is_kept_beside_the_others(laptop, template):
    newer = replace(template, version="2026.2", title=Wording("Kiểm tra CCHC", "Reform inspection"))
    ref = templates.put(laptop.db, newer)
    assert ref == newer.ref
    assert templates.put(laptop.db, newer) == ref, "a second time changes nothing"
    laptop.reopen()
    assert templates.listing(laptop.db) == (template.ref, newer.ref)
    assert templates.get(laptop.db, newer.digest) == newer
    assert templates.get(laptop.db, template.digest) == template
    assert visits.ref(laptop.db, laptop.visit) == template.ref


def test_a_checklist_that_is_missing_or_no_longer_what_it_was_is_refused(laptop, template):
    with pytest.raises(StoreError) as caught:
        templates.get(laptop.db, "0" * 64)
    assert caught.value.code == "STORE-TEMPLATE-MISSING"
    with laptop.db.write():
        laptop.db.run("UPDATE template SET body = replace(body, 'chữ ký số', 'chữ ký')")
    with pytest.raises(StoreError) as caught:
        templates.get(laptop.db, template.digest)
    assert caught.value.code == "STORE-DAMAGED"


def test_the_list_shows_what_a_visit_is_and_how_far_it_is(laptop, template):
    opened = datetime(2026, 5, 12, 8, 30, tzinfo=ZONE)
    made = laptop.clock.now()
    laptop.act(
        ("visit", "unit", "Sở Mẫu"),
        ("visit", "title", "Kiểm tra cải cách hành chính năm 2026"),
        ("visit", "opened_at", opened),
        ("visit", "notice", "BẢN MẪU"),
    )
    laptop.clock.move_to(made + timedelta(hours=2))
    laptop.act(
        ("answer:25a", "verdict", "no"),
        ("answer:25b", "verdict", "yes"),
        ("answer:7", "note", "xem lại"),
        ("answer:19", "overdue", {"kind": "rate", "percent": "1.01"}),
    )
    laptop.act(("answer:25b", "verdict", None))
    assert visits.listing(laptop.db) == (
        VisitRow(
            id=laptop.visit,
            template=template.ref,
            created_at=made,
            changed_at=made + timedelta(hours=2),
            unit="Sở Mẫu",
            title="Kiểm tra cải cách hành chính năm 2026",
            opened_at=opened,
            notice="BẢN MẪU",
            with_verdict=frozenset({"25a"}),
            with_facts=frozenset({"19"}),
        ),
    )


def test_a_visit_just_made_has_nothing_to_show_yet(laptop):
    (row,) = visits.listing(laptop.db)
    assert (row.unit, row.title, row.opened_at, row.notice) == (None, None, None, None)
    assert not row.with_verdict | row.with_facts
    assert row.changed_at == row.created_at


def test_the_visit_changed_last_stands_first_whatever_zone_its_laptop_was_set_to(laptop, template):
    visits.create(laptop.db, "khac-2026", template.ref, laptop.clock.now())
    laptop.act(("answer:25a", "verdict", "no"))
    laptop.visit = "khac-2026"
    laptop.clock.move_to(datetime(2026, 5, 12, 2, 0, tzinfo=timezone(timedelta(hours=-1))))
    laptop.act(("answer:25a", "verdict", "no"))
    assert [row.id for row in visits.listing(laptop.db)] == ["khac-2026", "so-mau-2026"]


def test_the_list_of_a_thousand_visits_searches_and_never_scans_their_values(laptop):
    plan = [row[3] for row in laptop.db.rows(f"EXPLAIN QUERY PLAN {visits._LISTING}")]
    assert [step for step in plan if step.startswith("SCAN")] == ["SCAN v"], "each visit once"
    assert sum(step.startswith("SEARCH value USING") for step in plan) == 6
    assert any("value_verdict" in step for step in plan)


def test_what_a_checklist_is_here_stands_beside_it_and_not_in_it(laptop, template):
    at = datetime(2026, 5, 12, 8, 30, tzinfo=ZONE)
    draft = templates.put(laptop.db, replace(template, version="2026.2"))
    templates.set_status(laptop.db, draft.sha256, Status.DRAFT, "danh-muc.xlsx", at)
    laptop.reopen()
    first, second = templates.editions(laptop.db)
    assert (first.ref, first.status, first.changed_at, first.visits) == (
        template.ref,
        Status.RETIRED,
        None,
        1,
    )
    assert (second.ref, second.status, second.source, second.changed_at) == (
        draft,
        Status.DRAFT,
        "danh-muc.xlsx",
        at,
    )
    assert (second.title, second.items, second.visits) == (template.title, len(template.items), 0)
    templates.set_status(laptop.db, draft.sha256, Status.PUBLISHED, None, at)
    assert templates.editions(laptop.db)[1].status is Status.PUBLISHED
    templates.remove(laptop.db, draft.sha256)
    assert [own.ref for own in templates.editions(laptop.db)] == [template.ref]


def test_a_checklist_that_a_visit_is_bound_to_cannot_be_forgotten(laptop, template):
    templates.set_status(laptop.db, template.digest, Status.DRAFT, None, laptop.clock.now())
    with pytest.raises(sqlite3.IntegrityError):
        templates.remove(laptop.db, template.digest)
    assert templates.editions(laptop.db)[0].status is Status.DRAFT, "nothing was removed"
