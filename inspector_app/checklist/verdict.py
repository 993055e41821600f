"""What a check of signatures found: values that signing produces and every face shows."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from inspector_app.errors import N_


class SignerRole(StrEnum):
    """Who signs the minutes of an inspection; the value is also the name of the signature field."""

    UNIT = "unit_representative"
    LEADER = "team_leader"
    SECRETARY = "secretary"


class Integrity(StrEnum):
    INTACT = "intact"
    CHANGED = "changed"
    UNREADABLE = "unreadable"


class Trust(StrEnum):
    TRUSTED = "trusted"
    NOT_TRUSTED = "not_trusted"
    UNKNOWN = "unknown"


class Remark(StrEnum):
    """Closed list of what a check can say beyond integrity and trust; each has one sentence."""

    CONTENT_CHANGED = "content_changed"
    BYTES_AFTER_END = "bytes_after_end"
    LATER_REVISION_UNSIGNED = "later_revision_unsigned"
    HIDDEN_CONTENT = "hidden_content"
    LATER_SIGNATURE = "later_signature"
    METADATA_CHANGED_LATER = "metadata_changed_later"
    REQUIRED_SIGNATURE_MISSING = "required_signature_missing"
    NO_SIGNATURE = "no_signature"
    DIGEST_MISMATCH = "digest_mismatch"
    COVERS_PART_ONLY = "covers_part_only"
    CERTIFICATE_EXPIRED = "certificate_expired"
    CERTIFICATE_NOT_YET_VALID = "certificate_not_yet_valid"
    CERTIFICATE_REVOKED = "certificate_revoked"
    CHAIN_UNKNOWN = "chain_unknown"
    SELF_SIGNED = "self_signed"
    WRONG_KEY_USAGE = "wrong_key_usage"
    WEAK_ALGORITHM = "weak_algorithm"
    NO_TIMESTAMP = "no_timestamp"
    CANNOT_BE_READ = "cannot_be_read"


REMARK_SENTENCES: dict[Remark, str] = {
    Remark.CONTENT_CHANGED: N_("What the document shows was changed after this signature."),
    Remark.BYTES_AFTER_END: N_("Something was appended after the end of the document."),
    Remark.LATER_REVISION_UNSIGNED: N_("A later change to the file is covered by no valid signature."),
    Remark.HIDDEN_CONTENT: N_("A later part of the file holds content that only some programs show."),
    Remark.LATER_SIGNATURE: N_("Another signature was added later: {detail}."),
    Remark.METADATA_CHANGED_LATER: N_("The file's description (not its pages) was changed later: {detail}."),
    Remark.REQUIRED_SIGNATURE_MISSING: N_("A required signature is missing: {detail}."),
    Remark.NO_SIGNATURE: N_("The document carries no digital signature."),
    Remark.DIGEST_MISMATCH: N_("The signed bytes are not the bytes of this file."),
    Remark.COVERS_PART_ONLY: N_("The signature does not cover the whole document."),
    Remark.CERTIFICATE_EXPIRED: N_("The certificate had expired: {detail}."),
    Remark.CERTIFICATE_NOT_YET_VALID: N_("The certificate was not yet valid: {detail}."),
    Remark.CERTIFICATE_REVOKED: N_("The certificate was revoked: {detail}."),
    Remark.CHAIN_UNKNOWN: N_("The certificate does not lead to a trusted root known on this computer."),
    Remark.SELF_SIGNED: N_("No authority issued the certificate; whoever signed made it alone."),
    Remark.WRONG_KEY_USAGE: N_("The certificate is not meant for signing documents."),
    Remark.WEAK_ALGORITHM: N_("The signature uses a method that is no longer safe."),
    Remark.NO_TIMESTAMP: N_("The signing time is the signer's own clock; no time stamp confirms it."),
    Remark.CANNOT_BE_READ: N_("This part cannot be read and therefore cannot be verified: {detail}."),
}


@dataclass(frozen=True, slots=True)
class Note:
    """One remark with the detail that fills its sentence."""

    remark: Remark
    detail: str = ""


@dataclass(frozen=True, slots=True)
class SignatureVerdict:
    """What one signature proves."""

    field: str
    signer: str | None
    """Common name in the signer's certificate."""
    issuer: str | None
    certificate_sha256: str | None
    signed_at: datetime | None
    """As the signer's computer said, with its offset."""
    integrity: Integrity
    trust: Trust
    covers_everything: bool
    """Covers the whole file, or the whole file as it was before the later revisions listed."""
    notes: tuple[Note, ...] = ()

    @property
    def valid(self) -> bool:
        return self.integrity is Integrity.INTACT and self.trust is Trust.TRUSTED and self.covers_everything


@dataclass(frozen=True, slots=True)
class DocumentVerdict:
    """What all signatures of a document prove together."""

    integrity: Integrity
    """CHANGED as soon as anything shown or signed differs, or something is appended."""
    trust: Trust
    """The least trusted of all signatures; UNKNOWN where there is none."""
    signatures: tuple[SignatureVerdict, ...]
    notes: tuple[Note, ...] = ()
    missing: tuple[str, ...] = ()
    """Required signature fields that are not signed (yet): what is there may be intact, it is not complete."""

    @property
    def valid(self) -> bool:
        return (
            self.integrity is Integrity.INTACT
            and self.trust is Trust.TRUSTED
            and bool(self.signatures)
            and not self.missing
            and all(signature.valid for signature in self.signatures)
        )
