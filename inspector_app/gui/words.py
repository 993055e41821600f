"""The interface's words for the states of a visit and of its items: msgids, said the same on every page."""

from inspector_app.checklist.fact import FigureSource
from inspector_app.checklist.handover import DeliveryState
from inspector_app.checklist.seal import Stage
from inspector_app.checklist.visit import InspectionKind, ItemVerdict, NotCheckedReason, SigningMode
from inspector_app.errors import N_

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
STAGES = {
    Stage.CHECKING: N_("Checking"),
    Stage.SEALED: N_("Sealed"),
    Stage.PRINTED: N_("Printed, waiting for ink"),
    Stage.PARTLY_SIGNED: N_("Being signed"),
    Stage.SIGNED: N_("Signed"),
    Stage.SENT: N_("Sent"),
    Stage.RECEIVED: N_("Received by the office"),
}
SIGNED = {
    Stage.CHECKING: N_("Not signed"),
    Stage.SEALED: N_("Sealed, not signed"),
    Stage.PRINTED: N_("Printed, waiting for ink"),
    Stage.PARTLY_SIGNED: N_("Being signed"),
    Stage.SIGNED: N_("Signed"),
    Stage.SENT: N_("Signed"),
    Stage.RECEIVED: N_("Signed"),
}
DELIVERIES = {
    None: N_("Not sent"),
    DeliveryState.QUEUED: N_("Waiting to be sent"),
    DeliveryState.SENDING: N_("Sending"),
    DeliveryState.SENT: N_("Sent"),
    DeliveryState.RECEIVED: N_("Received"),
    DeliveryState.REFUSED: N_("Refused by the office"),
}
SOURCES = {
    FigureSource.UNIT_REPORT: N_("Report of the unit"),
    FigureSource.TEAM_ON_SYSTEM: N_("Team, on the system"),
    FigureSource.PUBLISHED: N_("Published document"),
}
