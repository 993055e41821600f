"""The authorities that the program knows by SHA-256, and what a file of certificates is held to be."""

from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7

from inspector_app.checklist.authorities import Level, Standing
from inspector_app.errors import FormatError, SigningError
from inspector_app.signing import certificates, pins

REAL = Path(__file__).resolve().parents[1] / "fixtures" / "authorities"
"""Certificates as the government's authority publishes them."""


def standings(data: bytes, kept: tuple[str, ...] = ()) -> list[tuple[str, Standing]]:
    return [(own.authority.name, own.standing) for own in pins.offered(data, "tệp.crt", kept)]


def test_both_generations_of_the_government_and_the_national_root_are_known() -> None:
    known = [(pin.name, pin.level) for pin in pins.pins()]
    assert known == [
        ("RootCA chuyên dùng Chính phủ G2", Level.ROOT),
        ("CA phục vụ các cơ quan Nhà nước G2", Level.INTERMEDIATE),
        ("CA phục vụ các cơ quan Đảng G2", Level.INTERMEDIATE),
        ("Co quan chung thuc so chuyen dung Chinh phu (RootCA)", Level.ROOT),
        ("Co quan chung thuc so Chinh phu", Level.INTERMEDIATE),
        ("Vietnam National Root CA", Level.ROOT),
    ]


@pytest.mark.parametrize("name", ["rootcag2.crt", "cpcag2.crt", "dcscag2.crt"])
def test_a_pin_is_the_certificate_that_the_authority_publishes(name: str) -> None:
    (own,) = pins.offered((REAL / name).read_bytes(), name, ())
    (pin,) = [pin for pin in pins.pins() if pin.sha256 == own.authority.sha256]
    assert own.standing is Standing.PINNED
    assert (own.authority.name, own.authority.level) == (pin.name, pin.level)
    assert own.authority.issuer == "RootCA chuyên dùng Chính phủ G2"


def test_what_is_kept_already_is_known_again() -> None:
    data = (REAL / "rootcag2.crt").read_bytes()
    (own,) = pins.offered(data, "", ())
    assert standings(data, (own.authority.sha256,)) == [(own.authority.name, Standing.KNOWN)]


def bundle(encoding: Encoding) -> bytes:
    files = [(REAL / name).read_bytes() for name in ("rootcag2.crt", "cpcag2.crt")]
    return pkcs7.serialize_certificates([x509.load_pem_x509_certificate(data) for data in files], encoding)


@pytest.mark.parametrize(
    "data",
    [
        b"".join((REAL / name).read_bytes() for name in ("rootcag2.crt", "cpcag2.crt")),
        b"\xef\xbb\xbf\r\nsubject=...\r\n"
        + (REAL / "rootcag2.crt").read_bytes()
        + (REAL / "cpcag2.crt").read_bytes(),
        bundle(Encoding.DER),
        bundle(Encoding.PEM),
        bundle(Encoding.PEM).replace(b"PKCS7", b"CERTIFICATE"),
    ],
    ids=["PEM", "PEM after other lines", "PKCS#7", "PKCS#7 as PEM", "PKCS#7 as Windows names it"],
)
def test_several_certificates_of_one_file_are_all_seen(data: bytes) -> None:
    assert sorted(standings(data)) == [
        ("CA phục vụ các cơ quan Nhà nước G2", Standing.PINNED),
        ("RootCA chuyên dùng Chính phủ G2", Standing.PINNED),
    ]


def test_a_certificate_that_stands_twice_is_seen_once() -> None:
    assert len(standings((REAL / "rootcag2.crt").read_bytes() * 2)) == 1


def test_an_authority_that_no_pin_names_is_asked_for(world) -> None:
    ((_, root),) = standings(world.root_der)
    ((_, middle),) = standings(world.intermediate_der)
    assert (root, middle) == (Standing.UNPINNED, Standing.UNPINNED)


def test_a_person_is_told_apart(people) -> None:
    assert standings(people[0].certificate_der) == [("NGƯỜI KÝ THỬ 1", Standing.PERSON)]


@pytest.mark.parametrize(
    "name",
    [
        "RootCA chuyên dùng Chính phủ G2",
        "ROOTCA CHUYEN DUNG CHINH PHU G2",
        "RootCA  chuyên dùng Chính phủ G2",
    ],
)
def test_a_known_name_with_another_sha256_is_a_namesake(name: str, at, self_signed) -> None:
    assert standings(self_signed(name)) == [(" ".join(name.split()), Standing.NAMESAKE)]


@pytest.mark.parametrize(
    "name",
    [
        "RootCA chuyên dùng\u200b Chính phủ G2",
        "RootCA chuyên dùng Chính phủ\nG2",
        "\x1b[2KRootCA\r chuyên dùng Chính phủ\u202e G2",
    ],
)
def test_nothing_unseen_in_a_name_hides_a_namesake_or_writes_on_the_terminal(name: str, self_signed) -> None:
    ((shown, standing),) = standings(self_signed(name.replace("\x1b[2K", "")))
    assert (shown, standing) == ("RootCA chuyên dùng Chính phủ G2", Standing.NAMESAKE)
    ((shown, _),) = standings(self_signed(name))
    assert shown.isprintable()


@pytest.mark.parametrize(
    "data",
    [b"", b"\x30\x03\x02\x01\x01", b"-----BEGIN CERTIFICATE-----\nxx\n", "Bảng kê".encode(), b"\x00" * 500],
)
def test_what_holds_no_certificate_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(SigningError) as refused:
        pins.offered(data, "rootca.crt", ())
    assert refused.value.code == "TRUST-UNREADABLE"
    assert "rootca.crt" in str(refused.value)


def test_a_real_file_that_is_cut_off_anywhere_never_gives_half_a_certificate() -> None:
    whole = certificates.der((REAL / "rootcag2.crt").read_bytes())
    for length in range(0, len(whole), 97):
        with pytest.raises(SigningError):
            pins.offered(whole[:length], "", ())


PIN = '[[pins]]\nname = "Gốc thử"\nlevel = "root"\nsha256 = "{sha256}"\n'


def test_pins_are_read_strictly() -> None:
    good = PIN.format(sha256="0" * 64)
    assert pins.read(good)[0].name == "Gốc thử"
    for bad in (
        good.replace("sha256", "sha265"),
        good.replace('"root"', '"leaf"'),
        PIN.format(sha256="0" * 63),
        PIN.format(sha256="F" * 64),
        good + good,
        good.replace("Gốc thử", " "),
        good + "extra = 1\n",
        "pins = 1",
        "[[pins]",
    ):
        with pytest.raises(FormatError):
            pins.read(bad)
