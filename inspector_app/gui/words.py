"""The interface's words for the states of a visit and of its items: msgids, said the same on every page."""

from inspector_app.checklist.fact import FigureSource
from inspector_app.checklist.template import Item
from inspector_app.checklist.visit import (
    InspectionKind,
    ItemVerdict,
    NotCheckedReason,
    SigningMode,
    Visit,
    done,
)
from inspector_app.errors import N_
from inspector_app.gui import stage_words
from inspector_app.i18n import Translate

VERDICTS = {
    ItemVerdict.YES: N_("Yes"),
    ItemVerdict.PARTLY: N_("Partly"),
    ItemVerdict.NO: N_("No"),
    ItemVerdict.NOT_APPLICABLE: N_("Not applicable"),
    ItemVerdict.NOT_CHECKED: N_("Not checked this time"),
}
NOT_CHECKED_REASONS = {
    NotCheckedReason.OUT_OF_SCOPE: N_("Not part of this inspection"),
    NotCheckedReason.NO_TIME: N_("Not enough time"),
    NotCheckedReason.NOT_PROVIDED: N_("The unit has not provided documents"),
}
KINDS = {
    InspectionKind.COMPREHENSIVE: N_("Comprehensive"),
    InspectionKind.THEMATIC: N_("On a subject"),
    InspectionKind.UNANNOUNCED: N_("Unannounced"),
    InspectionKind.BY_REPORT: N_("By report"),
}
MODES = {
    SigningMode.INK: N_("Sign by hand on 02 paper copies"),
    SigningMode.DIGITAL: N_("Sign the electronic file digitally"),
}
STAGES = stage_words.STAGES
SIGNED = stage_words.SIGNED
DELIVERIES = stage_words.DELIVERIES
SOURCES = {
    FigureSource.UNIT_REPORT: N_("Report of the unit"),
    FigureSource.TEAM_ON_SYSTEM: N_("Team, on the system"),
    FigureSource.PUBLISHED: N_("Published document"),
}


def answer_in_words(translate: Translate, visit: Visit, item: Item) -> str:
    """The verdict of an item; of one that asks for facts alone whether it is done."""
    verdict = visit.answer(item.id).verdict
    if verdict is not None:
        return translate(VERDICTS[verdict])
    return translate(N_("Done") if done(visit, item) else N_("Not done yet"))
