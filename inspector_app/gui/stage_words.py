"""The interface's words for where a visit stands: msgids, light enough for the list of visits at the start."""

from inspector_app.checklist.stage import DeliveryState, Stage
from inspector_app.errors import N_

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
