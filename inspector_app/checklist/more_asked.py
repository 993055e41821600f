"""Whether an item that was just ticked asks for anything more, so that the window may go on to the next one."""

from dataclasses import replace

from inspector_app.checklist.fact import FactKind
from inspector_app.checklist.sentences import DOTS, result_of
from inspector_app.checklist.template import Item, Template
from inspector_app.checklist.visit import ItemVerdict, Visit
from inspector_app.checklist.wanted import FAILED

FIGURES = frozenset({FactKind.SAMPLE, FactKind.RATE, FactKind.COUNT, FactKind.AMOUNT, FactKind.NUMBER})
"""What makes "Có" more than a word: 7 of 30, 23,3 %. Papers and dates of a "Có" may follow later."""


def more_asked(visit: Visit, item: Item, template: Template) -> bool:
    """True where somebody should stay.

    At "Không" and "Một phần" always: the ready shortcoming is printed, so it is read, and usually something was
    seen that it does not say. At "Có" while a figure, a file that is asked for, or a word of the printed sentence
    is missing, a rule of the checklist does not hold, or another person wrote otherwise. At "Không áp dụng" and
    "Chưa kiểm tra đợt này" never: reasons are asked before sealing, not on a tick.
    """
    answer = visit.answer(item.id)
    if answer.verdict is None or answer.verdict in FAILED:
        return True
    if any(own.entity == f"answer:{item.id}" for own in visit.conflicts):
        return True
    if answer.verdict is not ItemVerdict.YES:
        return False
    if item.evidence is not None and not visit.evidence_of(item.id):
        return True
    if any(own.item == item.id for own in visit.violations):
        return True
    asked = [
        spec for spec in item.facts if spec.calculation is None and (item.id, spec.id) not in visit.hidden
    ]
    if any(spec.kind in FIGURES and spec.id not in answer.facts for spec in asked):
        return True
    ready = result_of(item, replace(answer, result=None), template.choice_lists)
    return answer.result is None and ready is not None and DOTS in ready
