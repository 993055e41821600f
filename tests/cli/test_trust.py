"""`trust`: what the program knows is taken, the rest is asked for, a person is refused; nothing is fetched."""

import hashlib
import io
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12

from inspector_app.checklist.authorities import grouped
from inspector_app.signing import trial
from tests.cli.test_answers import PASSWORD, PERIOD
from tests.cli.test_bad_input import NOW

REAL = Path(__file__).resolve().parents[1] / "fixtures" / "authorities"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(scope="module")
def world() -> trial.TrialCertificates:
    return trial.make(("NGƯỜI KÝ THỬ",), NOW, PASSWORD, valid=PERIOD)


@pytest.fixture
def root(world, tmp_path: Path) -> Path:
    (tmp_path / "gốc.crt").write_bytes(world.root_der)
    return tmp_path / "gốc.crt"


def sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def test_the_government_is_taken_at_once_and_listed(run) -> None:
    ran = run("trust", "import", REAL / "rootcag2.crt", REAL / "cpcag2.crt")
    assert ran.code == 0
    assert (
        ran.out.splitlines()[0]
        == "RootCA chuyên dùng Chính phủ G2: taken: its SHA-256 is known to the program"
    )
    listed = run("trust", "list").out
    first, _, third = listed.split("\n\n")[:3]
    assert "imported, known to the program" in first
    assert "SHA-256 f04b a4b4 59a7" in first
    assert "Valid from 22/08/2018 to 14/08/2048" in first
    assert "not imported yet" in third
    keepings = [line["keeping"] for line in run("trust", "list", "--json").result]
    assert keepings == ["pinned", "pinned", "missing", "missing", "missing", "missing"]


def test_an_unknown_authority_is_left_with_its_fingerprint_to_compare(run, root: Path) -> None:
    ran = run("trust", "import", root)
    assert (ran.code, ran.out) == (14, "\n")
    assert "[TRUST-NOT-PINNED]" in ran.err
    assert grouped(sha256(root)) in ran.err
    assert f"--accept {sha256(root)}" in ran.err
    assert run("trust", "import", root, "--accept", sha256(root)).code == 0
    assert "accepted by " in run("trust", "list").out


@pytest.mark.parametrize(("typed", "code", "kept"), [("y\n", 0, 1), ("n\n", 14, 0), ("\n", 14, 0)])
def test_a_terminal_shows_it_and_asks(run, root: Path, monkeypatch, typed: str, code: int, kept: int) -> None:
    monkeypatch.setattr("sys.stdin", Terminal(typed))
    ran = run("trust", "import", root)
    assert ran.code == code
    assert grouped(sha256(root)) in ran.err
    assert "Valid from" in ran.err
    assert len([line for line in run("trust", "list", "--json").result if "authority" in line]) == kept


def test_a_namesake_is_said_loudly_and_not_even_asked_for(run, tmp_path: Path, monkeypatch, namesake) -> None:
    file = tmp_path / "rootcag2.crt"
    file.write_bytes(namesake)
    monkeypatch.setattr("sys.stdin", Terminal("y\n"))
    ran = run("trust", "import", file)
    assert ran.code == 14
    assert "carries the name “RootCA chuyên dùng Chính phủ G2” but is not it" in ran.err
    assert run("trust", "import", file, "--accept", sha256(file)).code == 0


@pytest.fixture
def namesake() -> bytes:
    from datetime import timedelta

    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.hashes import SHA256

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name.from_rfc4514_string("CN=RootCA chuyên dùng Chính phủ G2,O=Ban Cơ yếu Chính phủ,C=VN")
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(NOW).not_valid_after(NOW + timedelta(days=9000))
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    return made.sign(key, SHA256()).public_bytes(Encoding.DER)


def test_a_person_is_refused_with_words_and_the_others_are_taken(run, world, tmp_path: Path) -> None:
    _, certificate, _ = pkcs12.load_key_and_certificates(world.people[0].pkcs12, PASSWORD.encode())
    (tmp_path / "người.cer").write_bytes(certificate.public_bytes(Encoding.PEM))
    ran = run("trust", "import", tmp_path / "người.cer", REAL / "rootcag2.crt", "--json")
    assert ran.code == 14
    assert "[TRUST-NOT-AUTHORITY]" in ran.err
    assert [own["file"] for own in ran.result["taken"]] == ["rootcag2.crt"]
    assert [own["standing"] for own in ran.result["left"]] == ["person"]


def test_what_is_no_certificate_is_refused_by_name(run, tmp_path: Path) -> None:
    (tmp_path / "thư.crt").write_text("Kính gửi", "utf-8")
    ran = run("trust", "import", tmp_path / "thư.crt", "--json")
    assert (ran.code, ran.error["code"]) == (14, "TRUST-UNREADABLE")
    assert "thư.crt" in ran.error["what"]


def test_verify_tells_how_to_trust_for_good_and_believes_what_was_imported(run, demo) -> None:
    ran = run("verify", demo.minutes)
    assert ran.code == 30
    assert "trust import FILE" in ran.out
    assert run("trust", "import", demo.root, "--accept", sha256(demo.root)).code == 0
    assert run("verify", demo.minutes).code == 0
    assert run("trust", "remove", sha256(demo.root)).code == 0
    assert run("verify", demo.minutes).code == 30


def test_removing_what_is_not_there_says_so(run) -> None:
    ran = run("trust", "remove", "f04b", "--json")
    assert (ran.code, ran.error["code"]) == (14, "TRUST-NOT-KEPT")
