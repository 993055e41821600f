"""Puts one approval signature into a PDF as an incremental update (PAdES B-B).

It signs bytes: what the pages say, who has to sign and how the stamp looks is known elsewhere.
"""

import asyncio
import io
from datetime import datetime
from typing import TYPE_CHECKING

from inspector_app.errors import N_, SigningError
from inspector_app.signing.pkcs12 import expired
from inspector_app.signing.signer import Signer

if TYPE_CHECKING:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.signers import PdfSigner
    from pyhanko.stamp import StaticStampStyle

_RESERVED_BYTES = 16384
"""Room for the CMS; given beforehand so that no trial signature has to measure it."""


def sign(
    pdf: bytes,
    field: str,
    signer: Signer,
    at: datetime,
    *,
    stamp: bytes | None,
    reason: str,
    location: str | None,
) -> bytes:
    """`pdf` with the empty signature field `field` filled; the former file is the exact prefix of the new one.

    `stamp` is a one-page PDF drawn into the field, None draws nothing. `at` (with its offset) is the
    time the signer claims: it stands in /M, as ETSI EN 319 142-1 wants it, not in the CMS.
    Approval signature only; the field's own /Lock is taken over. SigningError: SIGN-FIELD,
    SIGN-ALREADY, SIGN-EXPIRED, SIGN-PDF, SIGN-FAILED.
    """
    if at > signer.not_after:
        raise expired(signer.name, signer.not_after, at)
    writer = _open(pdf)
    _check_field(writer, field)
    signed = _fill(writer, field, signer, at, stamp, reason, location)
    if not signed.startswith(pdf):
        raise _failed()
    return signed


def _open(pdf: bytes) -> "IncrementalPdfFileWriter":
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.pdf_utils.misc import PdfError

    try:
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    except (PdfError, ValueError, KeyError, TypeError, IndexError) as error:
        raise _unreadable() from error
    # pyHanko would rewrite Info and XMP in every revision: that breaks PDF/A and shows as a change of
    # the sealed description.
    writer._update_meta = lambda: None  # type: ignore[method-assign]  # noqa: SLF001
    return writer


def _check_field(writer: "IncrementalPdfFileWriter", field: str) -> None:
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign.fields import enumerate_sig_fields

    try:
        filled = [value is not None for name, value, _ in enumerate_sig_fields(writer, with_name=field)]
    except (PdfError, ValueError, KeyError, TypeError) as error:
        raise _unreadable() from error
    if not filled:
        raise SigningError(
            "SIGN-FIELD",
            N_("The document has no place for the signature “{field}”."),
            why=N_("Signature places are drawn before the first signature and cannot be added later."),
            todo=N_("Draw the minutes again for signing on the computer, then sign."),
            field=field,
        )
    if filled[0]:
        raise SigningError(
            "SIGN-ALREADY",
            N_("The place “{field}” is signed already."),
            why=N_("A signature is never replaced."),
            todo=N_("Choose the next signer."),
            field=field,
        )


def _fill(
    writer: "IncrementalPdfFileWriter",
    field: str,
    signer: Signer,
    at: datetime,
    stamp: bytes | None,
    reason: str,
    location: str | None,
) -> bytes:
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign.fields import SigSeedSubFilter
    from pyhanko.sign.general import SigningError as Refused
    from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

    metadata = PdfSignatureMetadata(
        field_name=field,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=False,
        name=signer.name,
        reason=reason,
        location=location,
    )
    try:
        pdf_signer = PdfSigner(metadata, signer.key_holder, stamp_style=_style(writer, stamp))
        return asyncio.run(_written(pdf_signer, writer, at))
    except (PdfError, Refused, ValueError) as error:
        raise _failed() from error


async def _written(pdf_signer: "PdfSigner", writer: "IncrementalPdfFileWriter", at: datetime) -> bytes:
    """The steps of PdfSigner.async_sign_pdf, so that the claimed time is ours and not the machine's."""
    from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes

    session = pdf_signer.init_signing_session(writer, existing_fields_only=True)
    session.system_time = at
    document = session.prepare_tbs_document(validation_info=None, bytes_reserved=_RESERVED_BYTES)
    digest, output = document.digest_tbs_document(output=io.BytesIO())
    await document.perform_signature(digest.document_digest, PdfCMSSignedAttributes())
    output.seek(0)
    return bytes(output.read())


def _style(writer: "IncrementalPdfFileWriter", stamp: bytes | None) -> "StaticStampStyle":
    """The stamp's page as a form in the file. Text is never laid out here: pyHanko spoils TrueType widths."""
    from pyhanko.pdf_utils.content import PdfResources, RawContent
    from pyhanko.pdf_utils.generic import pdf_name
    from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, Margins, SimpleBoxLayoutRule
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.stamp import StaticStampStyle

    if stamp is None:
        return StaticStampStyle(border_width=0)
    form = writer.import_page_as_xobject(PdfFileReader(io.BytesIO(stamp)))
    left, bottom, right, top = (float(edge) for edge in form.get_object()["/BBox"])
    resources = PdfResources()  # type: ignore[no-untyped-call]
    resources.xobject[pdf_name("/Stamp")] = form
    return StaticStampStyle(
        border_width=0,
        background=RawContent(b"/Stamp Do", resources, BoxConstraints(right - left, top - bottom)),
        background_layout=SimpleBoxLayoutRule(
            x_align=AxisAlignment.ALIGN_MID, y_align=AxisAlignment.ALIGN_MID, margins=Margins(0, 0, 0, 0)
        ),
    )


def _unreadable() -> SigningError:
    return SigningError(
        "SIGN-PDF",
        N_("The document cannot be signed."),
        why=N_("The file is not a PDF, or it is damaged."),
        todo=N_("Draw the minutes again, then sign."),
    )


def _failed() -> SigningError:
    return SigningError(
        "SIGN-FAILED",
        N_("The signature was not made."),
        why=N_("The document or the key does not allow it. The document is as before."),
        todo=N_("Try again; if it happens again, draw the minutes again or use another certificate."),
    )
