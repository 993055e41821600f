"""Opens a parcel and believes nothing of it before size, hash and signature hold. It touches no file and no key."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from inspector_app.checklist import canonical
from inspector_app.checklist.handover import (
    MANIFEST_FORMAT,
    PART_LIMIT,
    SCHEMA,
    Manifest,
    ParcelFile,
    manifest_name,
    part_name,
    signature_name,
)
from inspector_app.errors import N_, FormatError, ParcelError, SigningError
from inspector_app.parcel import limits

Get = Callable[[str], bytes]
"""A blob by its name in the drop; KeyError where there is none."""


class SignedByDevice(Protocol):
    """What a check of a manifest's signature must be able to say."""

    @property
    def device(self) -> str:
        """Fingerprint of the key that signed."""
        ...


V = TypeVar("V", bound=SignedByDevice)


@dataclass(frozen=True, slots=True)
class OpenedManifest(Generic[V]):
    """A manifest whose name, signature and sense hold; nothing of its files was read yet."""

    sha256: str
    manifest: Manifest
    verdict: V
    data: bytes = field(repr=False)
    signature: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class OpenedParcel(Generic[V]):
    manifest: Manifest
    verdict: V
    files: dict[str, bytes]
    """By the names of the manifest."""


def open_parcel(sha256: str, get: Get, verify: Callable[[bytes, bytes], V | None]) -> OpenedParcel[V]:
    """The parcel named `sha256`, every hash checked.

    `verify(manifest, signature)` is None, or raises SigningError, for a signature that does not hold.
    ParcelError: PARCEL-MISSING, PARCEL-HASH, PARCEL-SIGNATURE, PARCEL-TOO-BIG, PARCEL-UNREADABLE, PARCEL-NEWER.
    """
    opened = open_manifest(sha256, get, verify)
    files = {file.name: read_file(file, get) for file in opened.manifest.files}
    return OpenedParcel(opened.manifest, opened.verdict, files)


def open_manifest(sha256: str, get: Get, verify: Callable[[bytes, bytes], V | None]) -> OpenedManifest[V]:
    """The manifest alone, so that a stranger's files need not be read at all. Errors as `open_parcel`."""
    name = manifest_name(sha256)
    data = _fetch(name, get, limits.MANIFEST_LIMIT)
    if hashlib.sha256(data).hexdigest() != sha256:
        raise changed(name)
    signature = _fetch(signature_name(name), get, limits.SIGNATURE_LIMIT)
    try:
        verdict = verify(data, signature)
    except SigningError as error:
        raise _not_signed() from error
    if verdict is None:
        raise _not_signed()
    manifest = read_manifest(data)
    if verdict.device != manifest.device:
        raise _not_signed()
    return OpenedManifest(sha256, manifest, verdict, data, signature)


def read_manifest(data: bytes) -> Manifest:
    """A manifest from its JSON. ParcelError: PARCEL-NEWER, PARCEL-UNREADABLE, PARCEL-TOO-BIG."""
    try:
        raw = canonical.parse(data)
        if not isinstance(raw, dict) or raw.get("format") != MANIFEST_FORMAT:
            raise _unreadable("format")
        schema = raw.get("schema")
        if isinstance(schema, int) and schema > SCHEMA:
            raise ParcelError(
                "PARCEL-NEWER",
                N_("The parcel was packed by a newer release (format {found})."),
                why=N_("This release reads parcels up to format {known}."),
                todo=N_("Install the newer release here and receive again; nothing was changed."),
                found=schema,
                known=SCHEMA,
            )
        manifest = canonical.from_json(Manifest, raw)
    except FormatError as error:
        raise _unreadable(str(error.parameters.get("problem", error.code))) from error
    if problem := limits.fault(manifest):
        raise _unreadable(problem)
    limits.check(manifest)
    return manifest


def read_file(file: ParcelFile, get: Get) -> bytes:
    """One file of an opened manifest, put together from its parts. ParcelError: PARCEL-MISSING, PARCEL-HASH."""
    parts = []
    for part in file.parts:
        name = part_name(part.sha256)
        data = _fetch(name, get, PART_LIMIT)
        if len(data) != part.size or hashlib.sha256(data).hexdigest() != part.sha256:
            raise changed(name)
        parts.append(data)
    whole = b"".join(parts)
    if hashlib.sha256(whole).hexdigest() != file.sha256:
        raise changed(file.name)
    return whole


def _fetch(name: str, get: Get, limit: int) -> bytes:
    try:
        data = get(name)
    except KeyError as error:
        raise ParcelError(
            "PARCEL-MISSING",
            N_("A piece of the parcel is missing: {name}"),
            why=N_("It was not sent completely, or was removed on its way."),
            todo=N_("Send the parcel again from the laptop; only what is missing is sent."),
            name=name,
        ) from error
    if len(data) > limit:
        raise ParcelError(
            "PARCEL-TOO-BIG",
            N_("A piece of the parcel is larger than allowed: {name}"),
            why=N_("At most {limit} bytes are read; this file was not written by this program."),
            todo=N_("Remove that file from the folder and send the parcel again from the laptop."),
            name=name,
            limit=limit,
        )
    return data


def changed(name: str) -> ParcelError:
    """PARCEL-HASH: something is not what the manifest says."""
    return ParcelError(
        "PARCEL-HASH",
        N_("A piece of the parcel is not what was packed: {name}"),
        why=N_("Its content does not give the hash it is named by: it was damaged or changed on its way."),
        todo=N_("Send the parcel again from the laptop; only what is damaged is sent."),
        name=name,
    )


def _not_signed() -> ParcelError:
    return ParcelError(
        "PARCEL-SIGNATURE",
        N_("The parcel's signature does not hold."),
        why=N_("The manifest was not signed by the laptop that it names, or was changed afterwards."),
        todo=N_("Ask the team to send the parcel again from the laptop on which the minutes were sealed."),
    )


def _unreadable(problem: str) -> ParcelError:
    return ParcelError(
        "PARCEL-UNREADABLE",
        N_("The parcel cannot be read."),
        why=N_("Its manifest does not make sense at this place: {problem}"),
        todo=N_("Ask the team to send the parcel again with this program."),
        problem=problem,
    )
