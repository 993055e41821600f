"""A visit to practise on: half done, marked, begun again and put away, never sent and never counted."""

from pathlib import Path

import pytest

from inspector_app.actions import practice
from inspector_app.actions.answers import set_verdict
from inspector_app.actions.listing import overview
from inspector_app.actions.minutes import draft
from inspector_app.actions.office import enter_ledger, existing_ledger
from inspector_app.actions.scores import trend
from inspector_app.actions.sealing import seal
from inspector_app.actions.sending import deliveries, send_to_folder
from inspector_app.actions.visits import create_sample, create_visit, load
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.practice import is_practice
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import ItemVerdict, SigningMode
from inspector_app.errors import VisitError


def test_it_is_half_done_and_says_on_every_page_what_it_is(ws: Workspace) -> None:
    opened = load(ws, practice.practise(ws))
    done, total = opened.progress.whole.done, opened.progress.whole.total
    assert total / 4 < done < 3 * total / 4
    assert opened.visit.details.notice == practice.NOTICE
    assert opened.visit.details.signing_mode is SigningMode.INK
    assert opened.visit.findings
    assert b"%PDF" in draft(ws, opened.visit.id)[:10]


def test_it_is_there_once_and_as_it_was_left(ws: Workspace) -> None:
    first = practice.practise(ws)
    set_verdict(ws, first, ItemId("27"), ItemVerdict.YES)
    assert practice.practise(ws) == first
    assert load(ws, first).visit.answer(ItemId("27")).verdict is ItemVerdict.YES


def test_begun_again_it_is_as_at_its_beginning(ws: Workspace) -> None:
    first = practice.practise(ws)
    before = load(ws, first).progress
    set_verdict(ws, first, ItemId("27"), ItemVerdict.YES)
    seal(ws, first)
    second = practice.begin_again(ws)
    assert second != first
    assert load(ws, second).progress == before
    assert [line.id for line in overview(ws)] == [second]


def test_put_away_it_is_in_no_list_and_may_come_again(ws: Workspace) -> None:
    kept = create_visit(ws, "cchc-2026", {"unit": "Sở Mẫu"})
    practice.practise(ws)
    practice.put_away(ws)
    assert [line.id for line in overview(ws)] == [kept]
    practice.put_away(ws)
    assert is_practice(practice.practise(ws))
    assert len(overview(ws)) == 2


def test_it_goes_to_no_office(ws: Workspace, tmp_path: Path) -> None:
    visit = practice.practise(ws)
    for act in (lambda: send_to_folder(ws, visit, tmp_path / "gửi"), lambda: enter_ledger(ws, visit)):
        with pytest.raises(VisitError) as refused:
            act()
        assert refused.value.code == "PRACTICE-NOT-SENT"
    assert deliveries(ws, visit) == ()
    assert existing_ledger(ws) is None
    assert not (tmp_path / "gửi").exists()


def test_it_counts_in_no_figures_of_its_unit(ws: Workspace) -> None:
    real = create_visit(ws, "cchc-2026", {"unit": "Sở Mẫu"})
    create_sample(ws, "so-mau")
    before = trend(ws, real)
    practice.practise(ws)
    assert trend(ws, real) == before
