"""Only imported certificates are believed: nobody asks the network or the system's own store."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta

import pytest
from asn1crypto import keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import AuthorityInformationAccessOID, NameOID
from pyhanko.sign.signers import SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from inspector_app.signing.signer import Signer

CHECK = """
import json, os, sys
from datetime import datetime
from pathlib import Path

asked = []
KINDS = ("socket.connect", "socket.sendto", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname")

def heard(event, arguments):
    # The event loop inside pyHanko makes a pair of sockets that leads nowhere; what leads somewhere is counted.
    if event in KINDS or event.startswith(("urllib.", "http.", "ftplib.")):
        asked.append(event)
    if event == "open" and os.environ["SSL_CERT_FILE"] == str(arguments[0]):
        asked.append("system store")

sys.addaudithook(heard)
from inspector_app.signing import pins, trust, verify

folder, pdf, at = Path(sys.argv[1]), Path(sys.argv[2]).read_bytes(), datetime.fromisoformat(sys.argv[3])
found = []
for imported in ((), ("middle.crt",), ("middle.crt", "root.crt")):
    for name in imported:
        data = (folder / name).read_bytes()
        for own in pins.offered(data, name, ()):
            trust.add(folder / "trust", own.der)
    store = trust.load(folder / "trust")
    found.append([
        verify.minutes(pdf, required=("team_leader",), trust=store, at=at).trust,
        verify.foreign(pdf, trust=store, at=at).trust,
    ])
quiet = list(asked)
import ssl
system = [own["subject"] for own in ssl.create_default_context().get_ca_certs()]
print(json.dumps({"found": found, "asked": quiet, "system": str(system)}))
"""


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """A real server where the certificates say that issuer, lists and answers are to be had."""
    with socket.create_server(("127.0.0.1", 0)) as open_socket:
        open_socket.setblocking(False)
        yield open_socket


def issue(subject, key, issuer, issuer_key, at, address, *, ca: bool) -> x509.Certificate:
    places = [x509.UniformResourceIdentifier(f"{address}/{name}") for name in ("ca.crt", "ocsp", "ca.crl")]
    access = [
        x509.AccessDescription(AuthorityInformationAccessOID.CA_ISSUERS, places[0]),
        x509.AccessDescription(AuthorityInformationAccessOID.OCSP, places[1]),
    ]
    usage = x509.KeyUsage(not ca, not ca, False, False, False, ca, ca, False, False)
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, subject)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - timedelta(days=1))
        .not_valid_after(at + timedelta(days=700))
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.AuthorityInformationAccess(access), critical=False)
        .add_extension(
            x509.CRLDistributionPoints([x509.DistributionPoint([places[2]], None, None, None)]),
            critical=False,
        )
        .sign(issuer_key, SHA256())
    )


def test_a_lone_certificate_is_believed_once_its_authorities_are_imported_and_never_asked_for(
    listener, at, unsigned, sign, tmp_path
) -> None:
    """The root even stands in the system's store, and every certificate says where its issuer can be fetched."""
    address = f"http://127.0.0.1:{listener.getsockname()[1]}"
    root_key, middle_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(3))
    root = issue("GỐC THỬ", root_key, "GỐC THỬ", root_key, at, address, ca=True)
    middle = issue("TRUNG GIAN THỬ", middle_key, "GỐC THỬ", root_key, at, address, ca=True)
    person = issue("NGƯỜI KÝ THỬ", key, "TRUNG GIAN THỬ", middle_key, at, address, ca=False)
    der = person.public_bytes(Encoding.DER)
    private = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    alone = SimpleSigner(
        signing_cert=asn1_x509.Certificate.load(der),
        signing_key=keys.PrivateKeyInfo.load(private),
        cert_registry=SimpleCertificateStore(),
    )
    pdf = sign(unsigned, "team_leader", Signer("NGƯỜI KÝ THỬ", der, "", at + timedelta(days=700), alone))
    (tmp_path / "signed.pdf").write_bytes(pdf)
    (tmp_path / "middle.crt").write_bytes(middle.public_bytes(Encoding.DER))
    (tmp_path / "root.crt").write_bytes(root.public_bytes(Encoding.DER))
    (tmp_path / "system.pem").write_bytes(root.public_bytes(Encoding.PEM))

    words = [str(tmp_path), str(tmp_path / "signed.pdf"), (at + timedelta(days=1)).isoformat()]
    done = subprocess.run(
        [sys.executable, "-c", CHECK, *words],
        env={**os.environ, "SSL_CERT_FILE": str(tmp_path / "system.pem")},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )

    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["found"] == [["unknown", "unknown"], ["unknown", "unknown"], ["trusted", "trusted"]]
    assert "GỐC THỬ" in answer["system"]
    assert answer["asked"] == []
    with pytest.raises(BlockingIOError):
        listener.accept()
