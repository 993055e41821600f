"""Office files as zip archives: the same content gives the same bytes, whenever and wherever it is written."""

import io
import zipfile
from collections.abc import Callable

_NEVER = (1980, 1, 1, 0, 0, 0)
"""The first time a zip can say; which one is the same for all."""


def repacked(archive: bytes, change: Callable[[str, bytes], bytes] | None = None) -> bytes:
    """The archive with its members' times, systems and order settled; `change` may rewrite each by its name."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        # Readers that guess the type look at the first member.
        for name in sorted(old.namelist(), key=lambda own: (own != "[Content_Types].xml", own)):
            member = zipfile.ZipInfo(name, _NEVER)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 0
            data = old.read(name)
            new.writestr(member, data if change is None else change(name, data))
    return out.getvalue()
