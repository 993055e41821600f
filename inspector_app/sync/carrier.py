"""What any road to the office must offer: four verbs over named blobs. It knows no folder and no network."""

from collections.abc import Iterable
from typing import Protocol


class Carrier(Protocol):
    """A drop of blobs; names are those of `checklist.handover`. Every verb raises DeliveryError."""

    def have(self, names: Iterable[str]) -> set[str]:
        """Which of these blobs lie there whole: a part or manifest with other content counts as missing."""
        ...

    def put(self, name: str, data: bytes) -> None:
        """Put a blob there, visible under its name only when it is whole; again is harmless."""
        ...

    def get(self, name: str) -> bytes:
        """A blob, at most one byte more than PART_LIMIT of it; KeyError where there is none."""
        ...

    def list(self, prefix: str) -> tuple[str, ...]:
        """Names of all blobs below `prefix` ("manifest", "receipts"), sorted; strangers' files are left out."""
        ...
