"""Incremental updates written byte by byte, as other systems write them, and signatures in them.

Independent of the library that verifies. Reads only files with a classical cross-reference table.
"""

import asyncio
import functools
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from asn1crypto import algos, cms, core, keys, tsp, x509
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

from tests.sampling.paper import Place
from tests.sampling.pki import Party, pki

CADES = "ETSI.CAdES.detached"
PKCS7 = "adbe.pkcs7.detached"
RESERVED = 12_000
"""Hex digits are twice as many."""


class Revision:
    """One update to be appended to a PDF."""

    def __init__(self, pdf: bytes) -> None:
        self.before = pdf if pdf.endswith(b"\n") else pdf + b"\n"
        self._start = int(re.findall(rb"startxref\s+(\d+)", pdf)[-1])
        trailer = pdf[pdf.rindex(b"trailer") :]
        self._next = int(_first(rb"/Size (\d+)", trailer))
        self.root = int(_first(rb"/Root (\d+) 0 R", trailer))
        self.info = int(_first(rb"/Info (\d+) 0 R", trailer))
        self._id = _first(rb"/ID\s*(\[.*?\])", trailer)
        self._objects: dict[int, bytes] = {}

    def body(self, number: int) -> bytes:
        """The object as it stands now."""
        if number in self._objects:
            return self._objects[number]
        start = self.before.rindex(b"\n%d 0 obj" % number) + len(b"\n%d 0 obj" % number)
        return self.before[start : self.before.index(b"endobj", start)].strip()

    def pages(self) -> list[int]:
        tree = int(_first(rb"/Pages (\d+) 0 R", self.body(self.root)))
        kids = _first(rb"/Kids\s*\[(.*?)\]", self.body(tree))
        return [int(number) for number in re.findall(rb"(\d+) 0 R", kids)]

    def add(self, body: bytes) -> int:
        number, self._next = self._next, self._next + 1
        self._objects[number] = body
        return number

    def add_stream(self, entries: bytes, data: bytes) -> int:
        packed = zlib.compress(data)
        head = b"<< %s /Filter /FlateDecode /Length %d >>\nstream\n" % (entries, len(packed))
        return self.add(head + packed + b"\nendstream")

    def replace(self, number: int, body: bytes) -> None:
        self._objects[number] = body

    def into(self, number: int, key: bytes, item: bytes) -> None:
        """Append to an array of a dictionary, which is made where it is missing."""
        body = self.body(number)
        found = re.search(re.escape(key) + rb"\s*\[(.*?)\]", body, re.DOTALL)
        if found:
            changed = body[: found.end(1)] + b" " + item + body[found.end(1) :]
        else:
            changed = body[: body.rindex(b">>")] + b" " + key + b" [ " + item + b" ] >>"
        self.replace(number, changed)

    def done(self) -> bytes:
        out = bytearray(self.before)
        offsets = {}
        for number, body in sorted(self._objects.items()):
            offsets[number] = len(out)
            out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
        start = len(out)
        out += b"xref\n"
        for number, offset in offsets.items():
            out += b"%d 1\n%010d 00000 n \n" % (number, offset)
        out += (
            b"trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R /ID %s /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
            % (
                self._next,
                self.root,
                self.info,
                self._id,
                self._start,
                start,
            )
        )
        return bytes(out)


def _first(pattern: bytes, text: bytes) -> bytes:
    found = re.search(pattern, text, re.DOTALL)
    assert found, (pattern, text[-400:])
    return found.group(1)


@dataclass(frozen=True, slots=True)
class Act:
    """One signature: by whom, when it happened, and how the signer's program writes it down."""

    party: Party
    at: datetime
    field: str
    place: Place | None = None
    """None where it shows nowhere."""
    picture: object | None = None
    """A PIL picture with transparency."""
    text: str | None = None
    """Digits drawn where no picture is: the number, the day."""
    local_as_utc: bool = False
    chain: bool = False
    """Whether the CMS carries the intermediate and the root beside the leaf."""
    stamped: datetime | None = None
    """The time that a time stamping service confirms."""
    subfilter: str = CADES


def sign(pdf: bytes, act: Act) -> bytes:
    """One more revision with a filled signature field."""
    update = Revision(pdf)
    signature = update.add(b"")
    appearance = update.add_stream(*_appearance(update, act))
    pages = update.pages()
    page = pages[act.place.page if act.place else 0]
    box = act.place.box if act.place else (0.0, 0.0, 0.0, 0.0)
    widget = update.add(
        b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (%s) /F 132 /Rect [%s] /P %d 0 R /V %d 0 R /AP << /N %d 0 R >> >>"
        % (act.field.encode(), b" ".join(b"%.2f" % side for side in box), page, signature, appearance)
    )
    update.into(page, b"/Annots", b"%d 0 R" % widget)
    root = update.body(update.root)
    found = re.search(rb"/AcroForm (\d+) 0 R", root)
    if found:
        update.into(int(found.group(1)), b"/Fields", b"%d 0 R" % widget)
    else:
        form = update.add(b"<< /SigFlags 3 /Fields [ %d 0 R ] >>" % widget)
        update.replace(update.root, root[: root.rindex(b">>")] + b" /AcroForm %d 0 R >>" % form)
    update.replace(
        signature,
        b"<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /%s /M (%s) /ByteRange [%s] /Contents <%s> >>"
        % (act.subfilter.encode(), _pdf_time(act.at), b" " * 40, b"0" * (2 * RESERVED)),
    )
    return _fill(update.done(), act)


def _fill(pdf: bytes, act: Act) -> bytes:
    hole = pdf.rindex(b"/Contents <" + b"0" * 64) + len(b"/Contents ")
    rest = hole + 2 * RESERVED + 2
    span = b"0 %d %d %d" % (hole, rest, len(pdf) - rest)
    place = pdf.rindex(b"/ByteRange [", 0, hole) + len(b"/ByteRange [")
    pdf = pdf[:place] + span.ljust(40) + pdf[place + 40 :]
    contents = _cms(pdf[:hole] + pdf[rest:], act).hex().encode()
    assert len(contents) <= 2 * RESERVED
    return pdf[: hole + 1] + contents.ljust(2 * RESERVED, b"0") + pdf[rest - 1 :]


def _pdf_time(at: datetime) -> bytes:
    return at.strftime("D:%Y%m%d%H%M%S+07'00'").encode()


def _appearance(update: Revision, act: Act) -> tuple[bytes, bytes]:
    box = act.place.box if act.place else (0.0, 0.0, 1.0, 1.0)
    width, height = box[2] - box[0], box[3] - box[1]
    frame = b"/Type /XObject /Subtype /Form /BBox [0 0 %.2f %.2f]" % (width, height)
    if act.picture is not None:
        image = update.add_stream(*_image(update, act.picture))
        resources = b" /Resources << /XObject << /P %d 0 R >> >>" % image
        return frame + resources, b"q %.2f 0 0 %.2f 0 0 cm /P Do Q" % (width, height)
    if act.text is not None:
        font = b" /Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >> >> >>"
        return frame + font, b"BT /F 12 Tf 2 3 Td (%s) Tj ET" % act.text.encode("ascii")
    return frame + b" /Resources << >>", b""


def _image(update: Revision, picture: Any) -> tuple[bytes, bytes]:
    entries = b"/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 8 /ColorSpace /%s"
    size = picture.size
    mask = update.add_stream(entries % (*size, b"DeviceGray"), picture.getchannel("A").tobytes())
    return entries % (*size, b"DeviceRGB") + b" /SMask %d 0 R" % mask, picture.convert("RGB").tobytes()


def _cms(signed: bytes, act: Act) -> bytes:
    certificate = x509.Certificate.load(act.party.der)
    moment = act.at.replace(tzinfo=UTC) if act.local_as_utc else act.at.astimezone(UTC)
    reference = tsp.SigningCertificateV2(
        {"certs": [tsp.ESSCertIDv2({"cert_hash": sha256(act.party.der).digest()})]}
    )
    attributes = cms.CMSAttributes(
        [
            _attribute("content_type", "data"),
            _attribute("signing_time", cms.Time({"utc_time": core.UTCTime(moment)})),
            _attribute("message_digest", sha256(signed).digest()),
            _attribute("signing_certificate_v2", reference),
        ]
    )
    value = act.party.key.sign(attributes.untag().dump(), PKCS1v15(), SHA256())
    digest = algos.DigestAlgorithm({"algorithm": "sha256"})
    identity = cms.IssuerAndSerialNumber(
        {"issuer": certificate.issuer, "serial_number": certificate.serial_number}
    )
    signer: dict[str, Any] = {
        "version": "v1",
        "sid": cms.SignerIdentifier({"issuer_and_serial_number": identity}),
        "digest_algorithm": digest,
        "signature_algorithm": algos.SignedDigestAlgorithm({"algorithm": "rsassa_pkcs1v15"}),
        "signed_attrs": attributes,
        "signature": value,
    }
    if act.stamped is not None:
        token = asyncio.run(_clock(act.stamped).async_timestamp(sha256(value).digest(), "sha256"))
        signer["unsigned_attrs"] = cms.CMSAttributes([_attribute("signature_time_stamp_token", token)])
    data = cms.SignedData(
        {
            "version": "v1",
            "digest_algorithms": [digest],
            "encap_content_info": {"content_type": "data"},
            "certificates": [x509.Certificate.load(der) for der in _embedded(act)],
            "signer_infos": [cms.SignerInfo(signer)],
        }
    )
    whole: bytes = cms.ContentInfo({"content_type": "signed_data", "content": data}).dump()
    return whole


def _attribute(kind: str, value: object) -> cms.CMSAttribute:
    return cms.CMSAttribute({"type": kind, "values": [value]})


def _embedded(act: Act) -> list[bytes]:
    party, found = act.party, [act.party.der]
    while act.chain and party.issuer is not None:
        party = party.issuer
        found.append(party.der)
    return found


@functools.cache
def _clock(at: datetime) -> DummyTimeStamper:
    service = pki().clock
    key = service.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return DummyTimeStamper(
        x509.Certificate.load(service.der), keys.PrivateKeyInfo.load(key), fixed_dt=at.astimezone(UTC)
    )


def with_revocations(pdf: bytes) -> bytes:
    """A later revision with the revocation list in the document's store of evidence (DSS)."""
    return with_evidence(pdf, lists=[pki().revocations])


def with_evidence(pdf: bytes, *, lists: Sequence[bytes] = (), answers: Sequence[bytes] = ()) -> bytes:
    """A later revision with revocation lists (CRL) and answers (OCSP) in the document's store of evidence (DSS)."""
    update = Revision(pdf)
    held = b" ".join(
        b"/%s [ %s ]" % (key, b" ".join(b"%d 0 R" % update.add_stream(b"", one) for one in own))
        for key, own in ((b"CRLs", lists), (b"OCSPs", answers))
        if own
    )
    store = update.add(b"<< /Type /DSS %s >>" % held)
    root = update.body(update.root)
    update.replace(update.root, root[: root.rindex(b">>")] + b" /DSS %d 0 R >>" % store)
    return update.done()
