"""Where a visit stands, told from the bare fields of its sealing plane: light enough for a list of thousands of visits.

`seal` and `handover` own what the fields mean; nothing here may import them.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

SIGNATURE = "signature:"
"""Prefix of the fields that hold one signer's digital signature."""


class Stage(StrEnum):
    """Đang kiểm tra → Chốt → (Đã in, chờ ký tay → Đã ký tay | Ký số) → Gửi → Đã nhận."""

    CHECKING = "checking"
    SEALED = "sealed"
    PRINTED = "printed"
    PARTLY_SIGNED = "partly_signed"
    SIGNED = "signed"
    SENT = "sent"
    RECEIVED = "received"


class DeliveryState(StrEnum):
    """Chờ gửi / Đã gửi / Đã nhận, and what needs attention."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    RECEIVED = "received"
    REFUSED = "refused"


def stage_of(version: Mapping[str, Any]) -> Stage:
    """The stage of one version, from those of its fields that hold anything: what `seal.Version.stage` says."""
    if "seal" not in version or "reopened" in version:
        return Stage.CHECKING
    if "received_at" in version:
        return Stage.RECEIVED
    if "sent_at" in version:
        return Stage.SENT
    signed = {name.removeprefix(SIGNATURE) for name in version if name.startswith(SIGNATURE)}
    if "ink" in version or signed.issuperset(version["seal"]["signers"]):
        return Stage.SIGNED
    if signed:
        return Stage.PARTLY_SIGNED
    return Stage.PRINTED if "printed_at" in version else Stage.SEALED
