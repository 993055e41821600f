"""A draw that anyone can do again: by hand, with another program, in another order."""

import hashlib
import shutil
import subprocess
import unicodedata
from datetime import date

import pytest

from inspector_app.checklist.e_documents import Method, Selection
from inspector_app.errors import VisitError
from inspector_app.sampling.selection import digest, draw, keys_of, method_in_words

KEYS = tuple(f"{number}/SXD-VP|12/05/2026" for number in range(1, 413))
SEED = "20260512"
FIRST_FIVE = (82, 154, 195, 267, 367)


def test_the_drawn_are_those_with_the_smallest_sha_256() -> None:
    """Written out again from the words of the rule."""
    sums = sorted((hashlib.sha256(f"{SEED}\n{key}".encode()).hexdigest(), key) for key in KEYS)
    assert {KEYS[index] for index in draw(KEYS, 30, SEED)} == {key for _, key in sums[:30]}


def test_the_same_seed_draws_the_same_for_ever() -> None:
    """If this changes, no minutes of former years can be drawn again."""
    assert draw(KEYS, 5, SEED) == FIRST_FIVE


def test_sha256sum_gives_the_same_digest() -> None:
    key = "412/SXD-VP|30/12/2026"
    tool = shutil.which("sha256sum")
    assert tool, "coreutils"
    said = subprocess.run([tool], input=f"{SEED}\n{key}".encode(), capture_output=True, check=True).stdout
    assert said.decode().split()[0] == digest(key, SEED)


def test_neither_the_order_of_the_list_nor_the_form_of_its_letters_matters() -> None:
    keys = [f"{number}/QĐ-SỞ|01/06/2026" for number in range(50)]
    drawn = {keys[index] for index in draw(keys, 7, "mẫu số 1")}
    turned = [unicodedata.normalize("NFD", key) for key in reversed(keys)]
    again = draw(turned, 7, unicodedata.normalize("NFD", "mẫu số 1"))
    assert {unicodedata.normalize("NFC", turned[index]) for index in again} == drawn


def test_a_larger_sample_only_adds() -> None:
    assert set(draw(KEYS, 30, SEED)) < set(draw(KEYS, 45, SEED))


def test_another_seed_draws_others() -> None:
    assert draw(KEYS, 30, SEED) != draw(KEYS, 30, "20260513")


def test_all_of_them_are_all_in_the_order_of_the_list() -> None:
    assert draw(KEYS, len(KEYS), SEED) == tuple(range(412))
    assert list(draw(KEYS, 30, SEED)) == sorted(draw(KEYS, 30, SEED))


def test_every_line_is_drawn_about_as_often_as_any_other() -> None:
    """Over 2,000 seeds 10 of 40 are drawn: each about 500 times (standard deviation below 20)."""
    keys = KEYS[:40]
    times = [0] * 40
    for seed in range(2000):
        for index in draw(keys, 10, str(seed)):
            times[index] += 1
    assert min(times) > 420
    assert max(times) < 580


@pytest.mark.parametrize(
    ("keys", "n", "seed", "code"),
    [
        (KEYS, 0, SEED, "SAMPLE-SIZE"),
        (KEYS, 413, SEED, "SAMPLE-SIZE"),
        ((), 1, SEED, "SAMPLE-SIZE"),
        (("a", "b", "a"), 1, SEED, "SAMPLE-KEYS"),
        (("Sở", unicodedata.normalize("NFD", "Sở")), 1, SEED, "SAMPLE-KEYS"),
        (KEYS, 1, "  ", "SAMPLE-SEED"),
        (KEYS, 1, "2026\n0512", "SAMPLE-SEED"),
    ],
)
def test_what_cannot_be_drawn_is_refused(keys: tuple[str, ...], n: int, seed: str, code: str) -> None:
    with pytest.raises(VisitError) as refused:
        draw(keys, n, seed)
    assert refused.value.code == code


def test_lines_with_the_same_number_and_day_are_told_apart() -> None:
    day = date(2026, 5, 12)
    lines = [
        ("215/SXD-VP", day),
        (" 215/SXD-VP ", day),
        ("215/SXD-VP", None),
        (None, day),
        ("215/SXD-VP", day),
    ]
    assert keys_of(lines) == (
        "215/SXD-VP|12/05/2026",
        "215/SXD-VP|12/05/2026|#2",
        "215/SXD-VP|",
        "|12/05/2026",
        "215/SXD-VP|12/05/2026|#3",
    )


@pytest.mark.parametrize(
    ("selection", "words"),
    [
        (Selection(Method.RANDOM, 412, 30, SEED, of_register=True),
         "chọn ngẫu nhiên 30/412 văn bản theo sổ đăng ký văn bản đi"),
        (Selection(Method.RANDOM, 1412, 5, SEED), "chọn ngẫu nhiên 5/1.412 văn bản trong số các tệp được cung cấp"),
        (Selection(Method.WHOLE, 412, 412, of_register=True),
         "kiểm tra toàn bộ 412 văn bản theo sổ đăng ký văn bản đi"),
        (Selection(Method.WHOLE, 9), "kiểm tra toàn bộ 09 văn bản trong số các tệp được cung cấp"),
        (Selection(Method.CHOSEN, None, 30), "kiểm tra 30 văn bản do Đoàn kiểm tra chọn"),
        (Selection(Method.CHOSEN), "kiểm tra văn bản do Đoàn kiểm tra chọn"),
    ],
)  # fmt: skip
def test_the_annex_says_how_they_were_chosen(selection: Selection, words: str) -> None:
    assert method_in_words(selection) == words
