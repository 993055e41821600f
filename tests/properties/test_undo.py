"""Fifty acts of every kind, in any order, and fifty undos: the visit is what it was; fifty redos: what it became."""

from pathlib import Path
from random import Random

import pytest

from inspector_app.actions import answers, follow_up, undo
from inspector_app.actions.visits import create_sample, load
from inspector_app.actions.workspace import Workspace, open_workspace
from inspector_app.checklist.canonical import to_json
from inspector_app.checklist.fact_kinds import KINDS
from inspector_app.checklist.finding import Audience, FollowUpState
from inspector_app.checklist.visit import ItemVerdict, PersonRole, Side, VisitId
from inspector_app.clock import FixedClock
from inspector_app.gui.acts import act_name

ACTS = 50
TEXTS = ("Chưa ký số", "Đã khắc phục", "thiếu 3 văn bản, 12/5", "Ủy ban nhân dân tỉnh", "")


def act(ws: Workspace, visit: VisitId, rng: Random) -> None:
    """One human act that writes something."""
    opened = load(ws, visit)
    item = rng.choice(opened.template.items)
    entity = f"answer:{item.id}"
    kind = rng.randrange(10)
    if kind < 3:
        answers.set_verdict(ws, visit, item.id, rng.choice((None, *ItemVerdict)))
    elif kind == 3:
        answers.set_value(ws, visit, entity, rng.choice(("note", "result")), rng.choice(TEXTS) or None)
    elif kind == 4 and item.facts:
        spec = rng.choice(item.facts)
        known = opened.visit.answer(item.id).facts.get(spec.id)
        answers.set_fact(ws, visit, item.id, spec.id, KINDS[spec.kind].example if known is None else None)
    elif kind == 5:
        answers.add_finding(ws, visit, (item.id,), rng.choice(TEXTS) or "Tồn tại")
    elif kind == 6:
        areas = tuple(area.id for area in rng.sample(opened.template.areas, 2))
        answers.add_person(
            ws, visit, rng.choice(list(Side)), PersonRole.MEMBER, name="Trần Thị B", areas=areas
        )
    elif kind == 7:
        answers.add_recommendation(ws, visit, rng.choice(list(Audience)), "Ký số văn bản đi")
    elif kind == 8 and (found := [f"finding:{own.id}" for own in opened.visit.findings]):
        answers.remove(ws, visit, rng.choice(found))
    elif opened.visit.earlier:
        state = rng.choice((None, *FollowUpState))
        follow_up.set_state(ws, visit, rng.choice(opened.visit.earlier).id, state)


@pytest.mark.parametrize("seed", range(6))
def test_fifty_acts_and_fifty_undos_give_back_the_beginning(
    tmp_path: Path, clock: FixedClock, seed: int
) -> None:
    rng = Random(seed)
    with open_workspace(tmp_path, clock, "Lê Thị Mẫu") as ws:
        visit = create_sample(ws, "so-mau")
        start = load(ws, visit)
        marks = [start.mark]
        while len(marks) <= ACTS:
            act(ws, visit, rng)
            if (mark := load(ws, visit).mark) != marks[-1]:
                marks.append(mark)
        end = load(ws, visit)
        assert to_json(end.visit) != to_json(start.visit)
        names = []
        for _ in range(ACTS):
            names.append(act_name(load(ws, visit).undo, lambda text: text))
            undo.undo(ws, visit)
        assert to_json(load(ws, visit).visit) == to_json(start.visit)
        assert "last change" not in names
    with open_workspace(tmp_path, clock, "Lê Thị Mẫu") as ws:  # and after the program was ended
        for _ in range(ACTS):
            undo.redo(ws, visit)
        assert to_json(load(ws, visit).visit) == to_json(end.visit)
