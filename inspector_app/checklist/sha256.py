"""How every format of ours writes a SHA-256; it is also the name of a file, so nothing else may pass."""

import re

_SHA256 = re.compile(r"[0-9a-f]{64}")


def is_sha256(text: str) -> bool:
    """Whether `text` is a SHA-256 as every format of ours writes it, and so safe as a file's name."""
    return _SHA256.fullmatch(text) is not None
