"""What is told apart by words: data of citizens, the marking of a secret, and the many things that only look so."""

import pytest

from inspector_app.checklist.marks import Mark, MarkKind
from inspector_app.checklist.sensitive import (
    Personal,
    Secrecy,
    of_evidence,
    page_secrecy,
    personal_data,
    secrecy,
)
from inspector_app.checklist.visit import Evidence


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hồ sơ của công dân, CCCD 056089001234", {Personal.IDENTITY}),
        ("Số định danh 056 089 001 234", {Personal.IDENTITY}),
        ("CMND số 225123456", {Personal.IDENTITY}),
        ("Chứng minh nhân dân: 225 123 456", {Personal.IDENTITY}),
        ("Liên hệ 0912345678", {Personal.PHONE}),
        ("+84 905 123 456", {Personal.PHONE}),
        ("sinh ngày 12/3/1980", {Personal.BIRTH}),
        ("Năm sinh: 1980", {Personal.BIRTH}),
        ("Hộ khẩu thường trú tại phường Mẫu", {Personal.HOME}),
        (
            "Nguyễn Thị Mẫu, sinh năm 1980, 0912 345 678, thường trú: phường Mẫu",
            {Personal.BIRTH, Personal.PHONE, Personal.HOME},
        ),
    ],
)
def test_what_belongs_to_a_citizen_is_seen(text: str, found: set[Personal]) -> None:
    assert personal_data(text) == found


@pytest.mark.parametrize(
    "text",
    [
        None,
        "Bảng niêm yết tại Bộ phận Một cửa",
        "202605120800.jpg",
        "IMG_20260512_080000.jpg",
        "Số tiền 123456789 đồng",
        "123.456.789.012 đồng",
        "Hồ sơ 000.00.12.H32-260512-0001",
        "Điện thoại cơ quan 0258 3822123",
        "Quyết định số 1234/QĐ-UBND ngày 12/5/2026",
        "Giám đốc Trần Văn Mẫu tiếp công dân",
        "https://dichvucong.example/hoso/056089001234/xem",
    ],
)
def test_what_every_visit_is_full_of_is_left_alone(text: str | None) -> None:
    assert personal_data(text) == frozenset()


@pytest.mark.parametrize(
    ("text", "degree"),
    [
        ("Tuyệt mật", Secrecy.TOP),
        ("BC-TOI-MAT-12.pdf", Secrecy.HIGH),
        ("bao_cao_tuyet_mat.pdf", Secrecy.TOP),
        ("Tối mật - kế hoạch.pdf", Secrecy.HIGH),
        ("Mật", Secrecy.SECRET),
        ("12-BC (Mật).pdf", Secrecy.SECRET),
        ("HỒ SƠ MẬT.pdf", Secrecy.SECRET),
        ("bao_cao_MẬT.pdf", Secrecy.SECRET),
        ("Công văn mật số 12", Secrecy.SECRET),
        ("Độ mật: Mật", Secrecy.SECRET),
    ],
)
def test_the_marking_of_a_secret_is_seen(text: str, degree: Secrecy) -> None:
    assert secrecy(text) is degree


@pytest.mark.parametrize(
    "text",
    [
        "Quy chế bảo đảm an toàn, bảo mật thông tin",
        "QUY CHẾ BẢO MẬT",
        "Đổi mật khẩu định kỳ",
        "MẬT ĐỘ XÂY DỰNG",
        "hồ sơ mật độ xây dựng",
        "DANH MỤC BÍ MẬT NHÀ NƯỚC",
        "tôi mất giấy tờ",
        "văn bản mật thiết",
        None,
    ],
)
def test_words_with_the_same_letters_are_no_marking(text: str | None) -> None:
    assert secrecy(text) is None


def test_a_stamp_stands_on_a_line_of_its_own() -> None:
    assert page_secrecy("UBND TỈNH MẪU\n  TỐI  MẬT \nSố: 12/BC") is Secrecy.HIGH
    assert page_secrecy("Độ khẩn\n(MẬT)\n") is Secrecy.SECRET
    assert page_secrecy("QUY CHẾ\nBẢO MẬT\nvề mật khẩu; tài liệu tối mật không thuộc phạm vi") is None


def test_a_person_has_the_last_word_and_covering_helps() -> None:
    photo = Evidence("a" * 64, caption="CCCD 056089001234", printed=True)
    cover = Mark(MarkKind.BLUR, 0, 0, 64, 64)
    assert of_evidence(photo) == {Personal.IDENTITY}
    assert of_evidence(Evidence("a" * 64, caption="CCCD 056089001234", personal=False)) == set()
    assert of_evidence(Evidence("a" * 64, personal=True)) == {Personal.SAID}
    assert of_evidence(Evidence("a" * 64, personal=True, marks=(cover,))) == set()
    label = Mark(MarkKind.TEXT, 0, 0, 0, 40, "Số 056089001234")
    assert of_evidence(Evidence("a" * 64, marks=(label,))) == {Personal.IDENTITY}
