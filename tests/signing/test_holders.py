"""Whom a certificate names: people and agencies as Vietnamese authorities write them."""

import warnings
from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from inspector_app.checklist.e_documents import Holder, HolderKind
from inspector_app.signing import holders


def certificate(at, *attributes):
    key = ec.generate_private_key(ec.SECP256R1())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # longer than X.520 allows, as some are
        name = x509.Name([x509.NameAttribute(oid, value, _validate=False) for oid, value in attributes])
    built = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "CA THỬ")]))
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(at)
        .not_valid_after(at + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    return built.public_bytes(Encoding.DER)


@pytest.mark.parametrize(
    "name",
    [
        "Sở Nội vụ tỉnh Mẫu",
        "SỞ NỘI VỤ",
        "Ủy ban nhân dân tỉnh Mẫu",
        "Uỷ ban nhân dân xã Mẫu",
        "UBND huyện Mẫu",
        "HĐND thành phố Mẫu",
        "Văn phòng UBND tỉnh",
        "VĂN PHÒNG ĐOÀN ĐẠI BIỂU QUỐC HỘI VÀ HỘI ĐỒNG NHÂN DÂN",
        "Văn thư Sở Nội vụ",
        "Chi cục Văn thư - Lưu trữ",
        "Cục Thuế",
        "Trung tâm Phục vụ hành chính công",
        "Trường THPT Mẫu",
        "Trường Tiểu học Nguyễn Văn Mẫu",
        "Phòng Tài chính - Kế hoạch",
        "Phường Mẫu",
        "Đoàn thanh niên",
        "Bộ Nội vụ",
        "Công ty TNHH Mẫu",
        "Bệnh viện Đa khoa",
        "Thanh tra tỉnh",
        "Thành phố Mẫu",
        "UY BAN NHAN DAN TINH MAU",
        "So Noi vu",
        "SO KE HOACH VA DAU TU",
        "Van phong UBND tinh",
        "TRUONG THPT MAU",
        "Phong Giao duc va Dao tao",
        "BO NOI VU",
        "Cong ty co phan Mau",
        "Ban Quan ly du an",
    ],
)
def test_an_agency_is_known_by_the_words_it_begins_with(name):
    assert holders.kind(name) is HolderKind.AGENCY


@pytest.mark.parametrize(
    "name",
    [
        "Nguyễn Văn Mẫu",
        "NGUYỄN VĂN MẪU",
        "Trần Thị Mẫu Thử",
        "Trương Mẫu",
        "Đoàn Văn Mẫu",
        "Hoàng Mẫu",
        "Văn Mẫu Thử",
        "Vũ Mẫu",
        "Tô Mẫu Thử",
        "TS. Lê Mẫu Thử",
        "Lê Mẫu Thử - Sở Nội vụ",
        "Phạm Mẫu (văn thư)",
        "Nguyen Van Mau",
        "TRUONG VAN MAU",
        "Doan Van Mau",
        "Vu Van Mau",
        "To Van Mau",
        "Quan Thi Mau",
    ],
)
def test_a_person_is_known_by_the_family_name(name):
    assert holders.kind(name) is HolderKind.PERSON


@pytest.mark.parametrize(
    "name",
    [
        "NGƯỜI KÝ THỬ",
        "A",
        "nguyễn văn mẫu",
        "Nguyễn",
        "Hệ thống 01",
        "John Mau",
        "Nguyễn 123",
        "Phuong Mau Thu",
        "",
        "-",
    ],
)
def test_of_other_names_nothing_is_said(name):
    assert holders.kind(name) is HolderKind.UNKNOWN


@pytest.mark.parametrize(
    ("name", "numbers", "kind"),
    [
        ("NGƯỜI KÝ THỬ", ["CMND:012345678"], HolderKind.PERSON),
        ("NGƯỜI KÝ THỬ", ["CCCD: 012345678901"], HolderKind.PERSON),
        ("NGƯỜI KÝ THỬ", ["HC:B0123456"], HolderKind.PERSON),
        ("Nguyễn Văn Mẫu", ["MST:0101234567"], HolderKind.AGENCY),
        ("Sở Nội vụ", ["CCCD:012345678901"], HolderKind.PERSON),
        ("Nguyễn Văn Mẫu", ["MST:0101234567", "CCCD:012345678901"], HolderKind.PERSON),
        ("Công ty Mẫu", ["MST:0101234567", "CMND:012345678"], HolderKind.AGENCY),
        ("MÁY CHỦ THỬ", ["0123"], HolderKind.UNKNOWN),
    ],
)
def test_an_identity_number_says_more_than_the_name(name, numbers, kind):
    assert holders.kind(name, numbers) is kind


def test_a_post_makes_a_person_and_a_name_that_is_its_own_organisation_an_agency():
    assert holders.kind("NGƯỜI KÝ THỬ", title="Phó Giám đốc") is HolderKind.PERSON
    assert holders.kind("MẪU THỬ", organization="Mẫu thử") is not HolderKind.PERSON
    assert holders.kind("MẪU THỬ", organization="MẪU THỬ") is HolderKind.AGENCY


def test_everything_that_the_certificate_says_is_kept(at):
    der = certificate(
        at,
        (NameOID.COMMON_NAME, "Nguyễn Văn Mẫu"),
        (NameOID.ORGANIZATION_NAME, "Ủy ban nhân dân tỉnh Mẫu"),
        (NameOID.ORGANIZATIONAL_UNIT_NAME, "Sở Nội vụ"),
        (NameOID.ORGANIZATIONAL_UNIT_NAME, "Văn phòng"),
        (NameOID.TITLE, "Phó Giám đốc"),
        (NameOID.USER_ID, "CCCD:012345678901"),
    )

    assert holders.read(der) == Holder(
        "Nguyễn Văn Mẫu",
        HolderKind.PERSON,
        "Ủy ban nhân dân tỉnh Mẫu",
        "Sở Nội vụ, Văn phòng",
        "Phó Giám đốc",
    )


def test_an_agency_with_a_name_of_eighty_letters_is_read_without_a_warning(at):
    name = "Ban Quản lý dự án đầu tư xây dựng các công trình dân dụng và công nghiệp tỉnh Mẫu Thử"
    assert len(name) > 80

    holder = holders.read(certificate(at, (NameOID.COMMON_NAME, name)))

    assert (holder.name, holder.kind) == (name, HolderKind.AGENCY)


def test_a_certificate_without_a_common_name_still_names_somebody(at):
    holder = holders.read(certificate(at, (NameOID.ORGANIZATION_NAME, "Sở Nội vụ")))

    assert "Sở Nội vụ" in holder.name
    assert holder.organization == "Sở Nội vụ"
