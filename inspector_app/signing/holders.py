"""Whom a certificate names: a person, an agency, or nobody can tell. It judges no chain."""

from inspector_app.checklist.e_documents import Holder, HolderKind
from inspector_app.signing import certificates


def read(der: bytes) -> Holder:
    """The holder that a certificate (DER) names; ValueError where it is none."""
    return Holder(certificates.subject(certificates.read(der)), HolderKind.UNKNOWN)
