"""The Vietnamese is complete, belongs to today's program, and reads as Vietnamese."""

import re
import string
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog, Message

from inspector_app.i18n import translator

SAME_IN_BOTH = {
    *("backspace", "camera", "enter", "esc", "kb", "multimedia", "shift", "tab", "zalo"),
    *("alt", "caps", "ctrl", "data", "left", "lock", "right", "up", "verify"),
    *("byte", "cer", "crt", "der", "jpeg", "mb", "mm", "pdf", "pem", "pfx", "pkcs", "png", "pt", "qt"),
    *("base", "csv", "json", "sha", "sqlite", "toml", "usb", "utf", "xlsform", "xlsx", "xmp", "xpath"),
    *("dd", "excel", "hh", "ok", "openstreetmap", "word", "yyyy"),
    *("choices", "meta", "survey", "office", "utc", "xls"),
}
"""Names of keys, switches, units, formats, programs and the sheets of a form, which are said in English here too."""
VIETNAMESE_TOO = {"an", "ban", "cho", "do", "in", "sang", "so", "to", "tra"}
"""English words that are Vietnamese words as well."""
SETTLED = {
    "Yes": "Có",
    "Partly": "Một phần",
    "No": "Không",
    "Not applicable": "Không áp dụng",
    "Not checked this time": "Chưa kiểm tra đợt này",
    "Prepare": "Chuẩn bị",
    "Check": "Kiểm tra",
    "Findings, recommendations": "Tồn tại, kiến nghị",
    "Minutes": "Biên bản",
    "Sign": "Ký",
    "Send": "Gửi",
    "Shortcomings": "Tồn tại, hạn chế",
    "Responsible for carrying out": "Trách nhiệm thực hiện",
    "Opinion of the unit": "Ý kiến của đơn vị",
    "Keep it so": "Vẫn giữ",
    "Not signed": "Chưa ký",
    "Not sent": "Chưa gửi",
    "Waiting to be sent": "Chờ gửi",
    "Sent": "Đã gửi",
    "Received": "Đã nhận",
    "Sealed": "Đã chốt",
    "Reopen": "Mở lại",
    "Printed, waiting for ink": "Đã in, chờ ký tay",
    "Enter into the follow-up book on this computer": "Lưu vào sổ theo dõi trên máy này",
    "Receive from a folder or stick…": "Nhận hồ sơ từ thư mục/USB…",
}
"""Words the teams have settled on; they stand on paper and in manuals."""
AVOIDED = ("phát hiện tồn tại", "nội dung phát hiện", "không đạt", "KAD", "tick", "laptop", "file", "folder")
"""Words a team would not use, or would not use here."""

PLACE = re.compile(r"\{[^{}]*\}|%\d")


def told(catalogue: Catalog) -> Iterator[tuple[Message, str, str]]:
    """Every translated message with its English and its Vietnamese."""
    for message in catalogue:
        if message.id and message.string:
            yield message, str(message.id), str(message.string)


CODE = re.compile(
    r"""`[^`]*`|inspector-app [a-z -]+(?:FILE)?|/data/\S+|\{\{.*\}\}|"[a-z]+"|19/overdue|--[a-z-]+|field=heading"""
)
"""What is typed as it stands, in whatever language one reads."""


def words(text: str) -> set[str]:
    """The words of a text that have no mark, without places, commands, paths, code in quotes and access keys."""
    bare = PLACE.sub(" ", CODE.sub(" ", text)).replace("&", "")
    return {word for word in re.findall(r"[^\W\d_]{2,}", bare.lower()) if word.isascii()}


def test_nothing_is_missing_stale_untranslated_or_not_compiled(tool: ModuleType, committed: Catalog) -> None:
    assert tool.open_points(committed, tool.renewed(committed)) == []


def test_the_tool_finds_what_is_missing_and_what_is_stale(tool: ModuleType, committed: Catalog) -> None:
    today = tool.renewed(committed)
    today.delete("Waiting to be sent")
    today.add("Waiting for a courier", "")
    points = tool.open_points(committed, today)
    assert {"missing: Waiting for a courier", "stale: Waiting to be sent"} <= set(points)


def test_gathering_again_writes_the_same_bytes(tool: ModuleType, committed: Catalog) -> None:
    renewed = tool.renewed(committed)
    assert tool.po_bytes(renewed) == tool.po_bytes(tool.renewed(renewed))
    assert tool.MO.read_bytes() == tool.mo_bytes(renewed)


def test_the_catalogue_names_no_date_no_line_and_no_machine(tool: ModuleType) -> None:
    text = tool.PO.read_text(encoding="utf-8")
    assert "-Date" not in text
    assert "fuzzy" not in text
    places = [line for line in text.splitlines() if line.startswith("#: ")]
    assert places
    assert all(
        place.startswith("inspector_app/") and place.endswith(".py")
        for line in places
        for place in line.removeprefix("#: ").split()
    )


def test_places_to_fill_are_the_same_in_both_languages(committed: Catalog) -> None:
    for _message, english, vietnamese in told(committed):
        assert sorted(PLACE.findall(vietnamese)) == sorted(PLACE.findall(english)), english


def test_every_sentence_of_the_program_can_be_filled(tool: ModuleType, committed: Catalog) -> None:
    for message, english, vietnamese in told(committed):
        if message.context == tool.QT:
            continue
        for text in (english, vietnamese):
            names = [name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name]
            assert all(name.isidentifier() for name in names), text
            filled = text.format_map(dict.fromkeys(names, "Sở Mẫu"))
            assert not re.search(r"\{[a-z_]+\}", re.sub(r"\$\{\w+\}", "", filled))


def test_the_vietnamese_is_composed_and_cleanly_spaced(committed: Catalog) -> None:
    for _message, english, vietnamese in told(committed):
        assert unicodedata.is_normalized("NFC", vietnamese), english
        assert "  " not in vietnamese, english
        assert not {"\N{NO-BREAK SPACE}", "\t", "\N{ZERO WIDTH SPACE}"} & set(vietnamese), english
        assert not re.search(r" [,.;:!?]( |$)", vietnamese), english
        edges = (english[0].isspace(), english[-1].isspace())
        assert (vietnamese[0].isspace(), vietnamese[-1].isspace()) == edges, english


def test_a_sentence_ends_as_a_sentence_in_both_languages(committed: Catalog) -> None:
    for _message, english, vietnamese in told(committed):
        if english[-1] in ".…:":
            assert vietnamese[-1] in (".?" if english[-1] == "." else english[-1]), english
        else:
            assert vietnamese[-1] not in ".…:", english


def test_no_english_word_survives(committed: Catalog) -> None:
    survivors = {
        english: left
        for _message, english, vietnamese in told(committed)
        if (left := (words(english) & words(vietnamese)) - SAME_IN_BOTH - VIETNAMESE_TOO)
    }
    assert survivors == {}


@pytest.mark.parametrize("avoided", AVOIDED)
def test_words_a_team_would_not_use_are_absent(committed: Catalog, avoided: str) -> None:
    pattern = re.compile(rf"\b{re.escape(avoided)}\b")
    told_so = [
        english
        for _message, english, vietnamese in told(committed)
        if pattern.search(PLACE.sub("", vietnamese))
    ]
    assert told_so == []


@pytest.mark.parametrize(("english", "vietnamese"), sorted(SETTLED.items()))
def test_settled_words_stand_as_they_were_settled(english: str, vietnamese: str) -> None:
    assert translator("vi")(english) == vietnamese


def test_an_installed_program_speaks_vietnamese_from_any_folder(tmp_path: Path) -> None:
    code = (
        "from inspector_app.i18n import translator; print(ascii(translator('vi')('Not checked this time')))"
    )
    result = subprocess.run(
        [sys.executable, "-I", "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == ascii("Chưa kiểm tra đợt này")


def test_english_needs_no_catalogue_and_an_unknown_text_stays_as_it_is() -> None:
    assert translator("en")("Not checked this time") == "Not checked this time"
    assert translator("vi")("a sentence nobody wrote") == "a sentence nobody wrote"


def test_a_text_inside_an_f_string_is_gathered_too(
    tool: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "inspector_app"
    package.mkdir()
    source = 'from errors import N_\n\n\ndef say(_, day):\n    return f"{_(N_(\'no deadline\'))} {day}", _(N_("a " "b"))\n'
    (package / "page.py").write_text(source, encoding="utf-8")
    monkeypatch.setattr(tool, "ROOT", tmp_path)
    places = ["inspector_app/page.py"]
    assert tool.program_msgids() == {"no deadline": places, "a b": places}
