"""What people type: every letter is printed as it is, or refused by name; nothing is read as markup."""

import json
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from inspector_app.checklist.visit import Assessment
from inspector_app.errors import MinutesError
from inspector_app.minutes import fonts
from inspector_app.minutes.pdf import draw

NAUGHTY = json.loads(
    (Path(__file__).parent.parent / "fixtures/naughty_strings/naughty_strings.json").read_text("utf-8")
)
BASE = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
VIETNAMESE = "".join(
    unicodedata.normalize("NFC", letter + tone) for letter in BASE + BASE.upper() for tone in TONES
)


def saying(record, text):
    return replace(record, assessment=Assessment(strengths=text))


def test_all_vietnamese_letters_are_printed(small, pictures, all_text):
    text = f"{VIETNAMESE}đĐ “”‘’–—…·×÷≤≥±²³½€₫%‰§°"

    drawn = draw(saying(small, " ".join(text)), pictures)

    assert fonts.unprintable(text) == ()
    assert set(text) - set(all_text(drawn)) == {" "} - set(all_text(drawn))


def test_decomposed_letters_are_put_together(small, pictures, all_text):
    text = "Rà soát, khắc phục ngay các tồn tại"

    drawn = draw(saying(small, unicodedata.normalize("NFD", text)), pictures)

    assert text in all_text(drawn)


@pytest.mark.parametrize(
    ("character", "codepoint"),
    [("😀", "U+1F600"), ("漢", "U+6F22"), ("\u200b", "U+200B"), ("\u202e", "U+202E"), ("\x07", "U+0007")],
)
def test_a_character_that_cannot_be_printed_is_named_with_its_place(small, pictures, character, codepoint):
    with pytest.raises(MinutesError) as raised:
        draw(saying(small, f"Đã niêm yết {character} tại trụ sở"), pictures)

    assert raised.value.code == "MIN-GLYPH"
    assert raised.value.parameters["character"] == character
    assert raised.value.parameters["codepoint"] == codepoint
    assert raised.value.parameters["place"] == "assessment.strengths"
    assert "niêm yết" in raised.value.parameters["excerpt"]
    assert codepoint in str(raised.value)


def test_a_mark_without_its_letter_is_refused_because_it_would_fall_beside(small):
    assert fonts.unprintable("x\u030c và ế") == ("\u030c",)


def test_each_unprintable_character_is_named_once_in_order():
    assert fonts.unprintable("a漢b😀漢\n\tc") == ("漢", "😀")


def test_naughty_strings_are_printed_literally_or_refused(small, pictures, all_text, squeezed):
    printable = [text for text in NAUGHTY if text.strip() and not fonts.unprintable(text)]
    refused = [text for text in NAUGHTY if fonts.unprintable(text)]
    assert len(printable) > 200
    assert len(refused) > 40

    text = squeezed(all_text(draw(saying(small, "\n".join(printable)), pictures)))

    # The end of a sentence is punctuated by the minutes themselves.
    bare = [unicodedata.normalize("NFC", one).strip().rstrip(",;") for one in printable]
    missing = [one for one in bare if squeezed(one) not in text]
    assert missing == []
    for one in refused:
        with pytest.raises(MinutesError) as raised:
            draw(saying(small, one), pictures)
        assert raised.value.code == "MIN-GLYPH"


@pytest.mark.parametrize(
    "text",
    ["<b>đậm</b>", "&amp; &lt; &#65; A", "<a href='http://x'>x</a>", "<img src='/etc/passwd'/>", "a < b & c > d", "</para>"],
)  # fmt: skip
def test_markup_is_text(small, pictures, all_text, squeezed, text):
    assert squeezed(text) in squeezed(all_text(draw(saying(small, text), pictures)))


def test_markup_is_text_in_every_corner_of_the_pages(full, pictures, all_text, squeezed):
    text = "<i>A</i> & <b>B</b>"
    details = replace(
        full.details, unit=text, province=None, parent_agency=text, team_name=text, title=text, number=text,
        recipients=(text,), notice=text, place=text,
    )  # fmt: skip
    record = replace(full, details=details, people=tuple(replace(p, name=text) for p in full.people))

    assert squeezed(all_text(draw(record, pictures))).count(squeezed(text)) > 10
