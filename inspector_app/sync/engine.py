"""Brings a parcel to where a carrier leads: resumable, any number of times, by any number of senders.

Nothing is locked: parts are named by their content, and the manifest comes last.
"""

from collections.abc import Callable

from inspector_app.checklist.handover import Parcel, manifest_name, part_name, signature_name
from inspector_app.errors import N_, DeliveryError
from inspector_app.sync.carrier import Carrier


def deliver(
    parcel: Parcel,
    carrier: Carrier,
    *,
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> None:
    """Send what is missing; done when it returns. `progress(parts there, parts in all)`.

    What was sent stays, so that the next call goes on from there. DeliveryError: DELIVERY-CANCELLED
    and whatever the carrier raises.
    """
    manifest = manifest_name(parcel.sha256)
    parts = {part_name(sha256): data for sha256, data in parcel.parts.items()}
    present = carrier.have([*parts, manifest])
    missing = [name for name in parts if name not in present]
    done = len(parts) - len(missing)
    progress(done, len(parts))
    for name in missing:
        _stop_if(cancelled)
        carrier.put(name, parts[name])
        done += 1
        progress(done, len(parts))
    if manifest not in present:
        _stop_if(cancelled)
        carrier.put(signature_name(manifest), parcel.signature)
        carrier.put(manifest, parcel.manifest)


def _stop_if(cancelled: Callable[[], bool]) -> None:
    if cancelled():
        raise DeliveryError(
            "DELIVERY-CANCELLED",
            N_("Sending was stopped."),
            why=N_("You stopped it. What was sent so far stays there."),
            todo=N_("Send again at any time; it goes on where it stopped."),
        )
