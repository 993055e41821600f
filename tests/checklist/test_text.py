"""Text from keyboards, Word and chat: what looks the same becomes the same."""

import unicodedata

import pytest

from inspector_app.checklist.text import clean


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (unicodedata.normalize("NFD", "Chưa ký số văn bản điện tử"), "Chưa ký số văn bản điện tử"),
        ("\u00d0iện tử, \u00f0ịa chỉ", "Điện tử, địa chỉ"),
        ("Sở\u200b Xây\ufeff dựng", "Sở Xây dựng"),
        ("dòng một\r\ndòng hai\rdòng ba\x0bdòng bốn", "dòng một\ndòng hai\ndòng ba\ndòng bốn"),
        ("7\u00a0trong 30", "7 trong 30"),
        ("đảo\u202e chiều\x07", "đảo chiều"),
        ("cột\tcột", "cột\tcột"),
    ],
)
def test_what_looks_the_same_becomes_the_same(typed: str, kept: str) -> None:
    assert clean(typed) == kept


def test_cleaning_twice_changes_nothing_more() -> None:
    once = clean("Ê\u0301 \u00d0 \u200d\n")
    assert clean(once) == once
