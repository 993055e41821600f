"""The office's receipt as signed bytes, written and read. It touches no file and no key."""

from collections.abc import Callable

from inspector_app.checklist import canonical
from inspector_app.checklist.handover import RECEIPT_FORMAT, SCHEMA, Receipt
from inspector_app.errors import N_, FormatError, ParcelError, SigningError


def write_receipt(receipt: Receipt, sign: Callable[[bytes], bytes]) -> tuple[bytes, bytes]:
    """Canonical JSON and its detached signature."""
    data = canonical.canonical(receipt)
    return data, sign(data)


def read_receipt(
    data: bytes, signature: bytes, *, manifest_sha256: str, verify: Callable[[bytes, bytes], bool]
) -> Receipt:
    """The receipt for the parcel `manifest_sha256`.

    `verify(data, signature)` knows the office's key; false, or a SigningError, refuses the receipt.
    ParcelError: RECEIPT-SIGNATURE, RECEIPT-OTHER (of another parcel), RECEIPT-NEWER, RECEIPT-UNREADABLE.
    """
    try:
        signed = verify(data, signature)
    except SigningError as error:
        raise _not_signed() from error
    if not signed:
        raise _not_signed()
    receipt = _read(data)
    if receipt.manifest_sha256 != manifest_sha256:
        raise ParcelError(
            "RECEIPT-OTHER",
            N_("The receipt belongs to another parcel."),
            why=N_("It names {found}, not {expected}: it was copied or renamed."),
            todo=N_("Wait for the office's own receipt; the visit counts as sent, not as received."),
            found=receipt.manifest_sha256,
            expected=manifest_sha256,
        )
    return receipt


def _read(data: bytes) -> Receipt:
    try:
        raw = canonical.parse(data)
        if not isinstance(raw, dict) or raw.get("format") != RECEIPT_FORMAT:
            raise _unreadable("format")
        schema = raw.get("schema")
        if isinstance(schema, int) and schema > SCHEMA:
            raise ParcelError(
                "RECEIPT-NEWER",
                N_("The receipt was written by a newer release (format {found})."),
                why=N_("This release reads receipts up to format {known}."),
                todo=N_("Install the newer release and fetch the receipt again; nothing was changed."),
                found=schema,
                known=SCHEMA,
            )
        return canonical.from_json(Receipt, raw)
    except FormatError as error:
        raise _unreadable(str(error.parameters.get("problem", error.code))) from error


def _not_signed() -> ParcelError:
    return ParcelError(
        "RECEIPT-SIGNATURE",
        N_("The receipt was not signed by the office."),
        why=N_("Another key signed it, or it was changed or not yet completely written."),
        todo=N_("Fetch the receipt again; if it stays so, ask the office. Nothing is removed here."),
    )


def _unreadable(problem: str) -> ParcelError:
    return ParcelError(
        "RECEIPT-UNREADABLE",
        N_("The receipt cannot be read."),
        why=N_("It does not have the expected form: {problem}."),
        todo=N_("Ask the office for the receipt again; the visit counts as sent, not as received."),
        problem=problem,
    )
