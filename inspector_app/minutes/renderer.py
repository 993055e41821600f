"""Fingerprint of what draws the minutes; it stands in the seal, so that another drawing can be explained."""

import hashlib
import zlib
from importlib.metadata import version

from inspector_app import __version__
from inspector_app.minutes import fonts


def fingerprint() -> dict[str, str]:
    """Our version, that of each library that shapes the bytes, and the SHA-256 of each font."""
    import pikepdf

    return {
        "inspector-app": __version__,
        "reportlab": version("reportlab"),
        "pikepdf": pikepdf.__version__,
        "qpdf": pikepdf.__libqpdf_version__,
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
        **{file: hashlib.sha256(fonts.font_file(file)).hexdigest() for file in fonts.FILES.values()},
    }
