"""Who signs: a person's certificate, and the key wherever it lies (a file, later a token)."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyhanko.sign.signers import Signer as KeyHolder


@dataclass(frozen=True, slots=True)
class Signer:
    """A person ready to sign. It prints who, never what unlocks the key."""

    name: str
    """Common name in the certificate."""
    certificate_der: bytes = field(repr=False)
    certificate_sha256: str
    not_after: datetime
    key_holder: "KeyHolder" = field(repr=False, compare=False)
    """What performs the private-key operation; read by this room alone."""
