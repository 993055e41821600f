"""Keeps the interface's catalogue: gathers msgids from the program and from Qt, compiles what is translated.

    python packaging/catalogue.py           write the .po anew (new msgids stand empty) and the .mo
    python packaging/catalogue.py --check   change nothing; exit 1 and say what is missing, stale or not compiled

No date, no line number, no path of a machine: the same sources give the same bytes.
"""

import ast
import struct
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "locale" / "vi" / "LC_MESSAGES"
PO, MO = FOLDER / "inspector_app.po", FOLDER / "inspector_app.mo"

MARKS = {"N_", "_", "translate"}
"""The marks of a msgid in the program."""
QT = "Qt"
"""The msgctxt of Qt's own texts (buttons, menus, dialogs), which PySide6 ships in 33 languages, not in ours."""
QT_CONTEXTS = frozenset(
    {
        "CloseButton",
        "MAC_APPLICATION_MENU",
        "QAbstractFileIconProvider",
        "QAbstractSpinBox",
        "QAccessibleActionInterface",
        "QCocoaTheme",
        "QComboBox",
        "QCupsJobWidget",
        "QCupsPrinterSupport",
        "QDialog",
        "QDialogButtonBox",
        "QDockWidget",
        "QErrorMessage",
        "QFileDialog",
        "QFileSystemModel",
        "QGnomeTheme",
        "QInputDialog",
        "QLineEdit",
        "QMessageBox",
        "QPageSetupWidget",
        "QPlatformTheme",
        "QPrintDialog",
        "QPrintPreviewDialog",
        "QPrintPropertiesDialog",
        "QPrintPropertiesWidget",
        "QPrintSettingsOutput",
        "QPrintWidget",
        "QProgressDialog",
        "QScrollBar",
        "QTabBar",
        "QUndoGroup",
        "QUndoStack",
        "QWidgetTextControl",
    }
)
"""Where in Qt the texts come from that a person can meet in this program."""
QT_LEFT = frozenset({"...", "Form", "%1%", "CC", "DD", "P̸", "Pica (P̸)", "Cicero (CC)", "Didot (DD)"})
"""Texts that are no words, or that nobody sees."""


class PlainCatalog(Catalog):
    """A catalogue whose header says what a reader needs and nothing of when or by whom it was written."""

    def _get_mime_headers(self) -> list[tuple[str, str]]:
        return [
            ("Language", "vi"),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", "nplurals=1; plural=0;"),
        ]

    mime_headers = property(_get_mime_headers)


def program_msgids() -> dict[str, list[str]]:
    """Every msgid of the program with the files it stands in, read from the syntax tree: f-strings hide nothing."""
    found: dict[str, list[str]] = {}
    for path in sorted((ROOT / "inspector_app").rglob("*.py")):
        place = path.relative_to(ROOT).as_posix()
        tree = ast.parse(path.read_text(encoding="utf-8"))
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _name(node.func) in MARKS]
        for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
            first = call.args[0] if call.args else None
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                places = found.setdefault(first.value, [])
                if place not in places:
                    places.append(place)
    return found


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def qt_msgids() -> dict[str, list[str]]:
    """Qt's own texts with the Qt contexts they stand in, as the installed PySide6 knows them."""
    import PySide6

    # Any finished translation lists every source text; German has no text that is not Qt's.
    german = Path(PySide6.__file__).parent / "Qt" / "translations" / "qtbase_de.qm"
    if not german.is_file():  # Windows keeps them one folder higher.
        german = Path(PySide6.__file__).parent / "translations" / "qtbase_de.qm"
    found: dict[str, list[str]] = {}
    for context, source in _qm_texts(german.read_bytes()):
        if context in QT_CONTEXTS and source not in QT_LEFT and "<p>" not in source and "<h3>" not in source:
            found.setdefault(source, []).append(context)
    return {source: sorted(set(contexts)) for source, contexts in sorted(found.items())}


def _qm_texts(data: bytes) -> Iterator[tuple[str, str]]:
    """Context and source text of every message of a .qm file (qtbase/src/corelib/kernel/qtranslator.cpp)."""
    sections: dict[int, bytes] = {}
    at = 16  # after the magic number
    while at < len(data):
        kind, length = struct.unpack_from(">BI", data, at)
        sections[kind] = data[at + 5 : at + 5 + length]
        at += 5 + length
    messages, hashes = sections[0x69], sections[0x42]
    for _hash, start in struct.iter_unpack(">II", hashes):
        parts: dict[int, str] = {}
        at = start
        while (tag := messages[at]) != 1:
            length = struct.unpack_from(">I", messages, at + 1)[0] % 0xFFFFFFFF
            text = messages[at + 5 : at + 5 + length]
            parts[tag] = text.decode("utf-16-be" if tag == 3 else "utf-8")
            at += 5 + length
        yield parts.get(7, ""), parts.get(6, "")


def read() -> Catalog:
    """The committed catalogue."""
    with PO.open("rb") as stream:
        return read_po(stream, locale="vi")


def renewed(old: Catalog) -> Catalog:
    """The catalogue of today's msgids with what `old` translates; Qt's texts of other releases are kept."""
    new = PlainCatalog(locale="vi", charset="utf-8", header_comment=HEADER, fuzzy=False)
    for msgid, places in program_msgids().items():
        kept = old.get(msgid)
        new.add(msgid, kept.string if kept else "", locations=[(place, 0) for place in places])
    texts = qt_msgids()
    for message in old:
        if message.context == QT:
            texts.setdefault(str(message.id), ["another release of Qt"])
    for source, contexts in texts.items():
        kept = old.get(source, QT)
        new.add(source, kept.string if kept else "", context=QT, auto_comments=[", ".join(contexts)])
    for message in new:
        # Sentences are filled with str.format_map and Qt's own places; the printf check of tools would mislead.
        message.flags.difference_update({"python-format", "fuzzy"})
    return new


HEADER = "# The interface's Vietnamese. `make locale` gathers new msgids and compiles; fill what is empty."


def po_bytes(catalogue: Catalog) -> bytes:
    """The catalogue as a .po file."""
    stream = BytesIO()
    write_po(stream, catalogue, width=0, include_lineno=False, sort_by_file=True)
    return stream.getvalue().rstrip(b"\n") + b"\n"


def mo_bytes(catalogue: Catalog) -> bytes:
    """The catalogue as the .mo file that the program reads."""
    stream = BytesIO()
    write_mo(stream, catalogue)
    return stream.getvalue()


def open_points(committed: Catalog, today: Catalog) -> list[str]:
    """What keeps the committed catalogue from being complete, one line each."""
    known = {(message.context, message.id): message for message in committed if message.id}
    wanted = {(message.context, message.id) for message in today if message.id}
    points = [f"missing: {msgid}" for _context, msgid in sorted(wanted - known.keys(), key=str)]
    points += [f"stale: {msgid}" for _context, msgid in sorted(known.keys() - wanted, key=str)]
    points += [f"not translated: {msgid}" for (_c, msgid), message in known.items() if not message.string]
    if MO.read_bytes() != mo_bytes(renewed(committed)):
        points.append("the .mo is not what the .po gives")
    return points


def main(arguments: list[str]) -> int:
    if "--check" in arguments:
        committed = read()
        points = open_points(committed, renewed(committed))
        print("\n".join(points) or "The catalogue is complete.")
        return 1 if points else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    today = renewed(read() if PO.is_file() else Catalog(locale="vi"))
    PO.write_bytes(po_bytes(today))
    MO.write_bytes(mo_bytes(today))
    empty = [message.id for message in today if message.id and not message.string]
    print(f"{len(today)} msgids, {len(empty)} not translated")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
