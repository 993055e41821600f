"""Every error that a person can act on has one stable code, three sentences, and all of them in Vietnamese."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from inspector_app import errors
from inspector_app.errors import StoreError, UserError
from inspector_app.i18n import explain, translator

PACKAGE = Path(errors.__file__).parent
FAMILIES = {
    name for name, value in vars(errors).items() if isinstance(value, type) and issubclass(value, UserError)
}
CODE = re.compile(r"[A-Z][A-Z0-9]*(-[A-Z0-9]+)+")


def raised() -> Iterator[tuple[str, ast.Call]]:
    """Every place that makes a user error: the room it stands in, and the call."""
    for path in sorted(PACKAGE.rglob("*.py")):
        room = path.relative_to(PACKAGE).parts[0]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in FAMILIES:
                yield room, node


def test_a_code_belongs_to_one_family_in_one_room() -> None:
    owners: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for room, call in raised():
        if isinstance(call.args[0], ast.Constant):
            assert isinstance(call.func, ast.Name)
            owners[str(call.args[0].value)].add((room, call.func.id))
    assert len(owners) > 50
    assert {code: sorted(found) for code, found in owners.items() if len(found) > 1} == {}


def test_codes_are_written_in_one_way() -> None:
    codes = {str(call.args[0].value) for _room, call in raised() if isinstance(call.args[0], ast.Constant)}
    assert [code for code in sorted(codes) if CODE.fullmatch(code) is None] == []


def test_every_error_says_what_happened_why_and_what_to_do() -> None:
    for room, call in raised():
        given = {keyword.arg for keyword in call.keywords}
        assert len(call.args) == 2, (room, ast.unparse(call))
        assert {"why", "todo"} <= given or None in given, (room, ast.unparse(call))


def test_an_error_is_told_in_three_vietnamese_sentences() -> None:
    error = StoreError(
        "STORE-FULL",
        "Nothing was saved: the disk is full.",
        why="There is no space left for {path}. What was saved before is intact.",
        todo="Free some space on this disk and do it again.",
        path="/du-lieu/kiểm tra.db",
    )
    assert explain(error, translator("vi")).text() == (
        "Chưa lưu gì: ổ đĩa đã đầy. "
        "Không còn chỗ cho /du-lieu/kiểm tra.db. Dữ liệu đã lưu trước đó vẫn nguyên vẹn. "
        "Hãy giải phóng chỗ trên ổ đĩa này rồi làm lại. [STORE-FULL]"
    )
