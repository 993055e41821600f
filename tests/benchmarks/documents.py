"""Drawing, signing and verifying the minutes of the invented visit, each against the bare work inside it."""

import io
from dataclasses import fields, is_dataclass
from datetime import datetime
from hashlib import sha256
from html import escape
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate

from inspector_app.actions import minutes, sealing, visits
from inspector_app.actions.workspace import Workspace, open_workspace
from inspector_app.checklist.verdict import Integrity, SignerRole
from inspector_app.checklist.visit import VisitId
from inspector_app.clock import ZONE, FixedClock
from inspector_app.minutes.stamp import draw_stamp
from inspector_app.signing import pades, pkcs12, trial
from inspector_app.signing.trust import TrustStore
from inspector_app.signing.verify import minutes as check_minutes
from tests.benchmarks.measure import Result, in_turns

AT = datetime(2026, 5, 12, 17, 0, tzinfo=ZONE)
PASSWORD = "chỉ để đo"
SAMPLE = "so-mau"


def _visit(folder: Path) -> tuple[Workspace, VisitId]:
    ws = open_workspace(folder, FixedClock(AT))
    return ws, visits.create_sample(ws, SAMPLE)


def _texts(value: object) -> list[str]:
    """Every text of a value and of what it holds, in order."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple | list):
        return [text for item in value for text in _texts(item)]
    if is_dataclass(value):
        return [text for field in fields(value) for text in _texts(getattr(value, field.name))]
    return []


def draw(folder: Path) -> Result:
    ws, visit = _visit(folder / "draw")
    texts = [escape(text) for text in _texts(visits.load(ws, visit).visit)]
    style = getSampleStyleSheet()["Normal"]

    def bare() -> None:
        SimpleDocTemplate(io.BytesIO()).build([Paragraph(text, style) for text in texts])

    with ws:
        return in_turns(
            "draw",
            lambda: minutes.draft(ws, visit),
            bare,
            "the visit's texts set by reportlab alone",
            times=9,
        )


class Sealed:
    """The sealed minutes, three people who sign, and the key of the first."""

    def __init__(self, folder: Path) -> None:
        ws, visit = _visit(folder)
        with ws:
            sealing.seal(ws, visit)
            self.pdf = minutes.current_pdf(ws, visit)
        self.world = trial.make(["Người ký thử 1", "Người ký thử 2", "Người ký thử 3"], AT, PASSWORD)
        self.signers = [pkcs12.load(person.pkcs12, PASSWORD, AT) for person in self.world.people]
        packed = load_pkcs12(self.world.people[0].pkcs12, PASSWORD.encode())
        assert isinstance(packed.key, RSAPrivateKey)
        self.key: RSAPrivateKey = packed.key

    def signed_by(self, pdf: bytes, place: int) -> bytes:
        signer, role = self.signers[place], list(SignerRole)[place]
        stamp = draw_stamp(
            pdf, role, name=signer.name, organisation=None, signed_at=AT, picture=None, notice=None
        )
        return pades.sign(pdf, role, signer, AT, stamp=stamp, reason="Ký biên bản kiểm tra", location=None)

    def trust(self) -> TrustStore:
        return TrustStore((self.world.root_der,), (self.world.intermediate_der,))


def sign(folder: Path) -> Result:
    sealed = Sealed(folder / "sign")
    return in_turns(
        "sign",
        lambda: sealed.signed_by(sealed.pdf, 0),
        lambda: sealed.key.sign(sealed.pdf, PKCS1v15(), SHA256()),
        "one RSA-2048 signature over the file",
        times=9,
    )


def verify(folder: Path) -> Result:
    sealed = Sealed(folder / "verify")
    signed = sealed.pdf
    for place in range(3):
        signed = sealed.signed_by(signed, place)
    signature = sealed.key.sign(b"", PKCS1v15(), SHA256())
    public = sealed.key.public_key()

    def ours() -> None:
        verdict = check_minutes(signed, required=list(SignerRole), trust=sealed.trust(), at=AT)
        assert verdict.integrity is Integrity.INTACT

    def bare() -> None:
        for _ in range(3):
            sha256(signed).digest()
            public.verify(signature, b"", PKCS1v15(), SHA256())

    return in_turns("verify", ours, bare, "three hashes of the file, three RSA checks", times=9)
