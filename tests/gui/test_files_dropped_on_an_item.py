"""Files come to an item by dragging, by Ctrl+V and by the dialog: all that can be kept is, the rest is told at once."""

import io
import os
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
)
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from inspector_app.actions import sealing
from inspector_app.actions.evidence import evidence_data
from inspector_app.actions.undo import undo
from inspector_app.actions.visits import create_visit, load
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import VisitId
from inspector_app.gui.dialogs.rows import RowsDialog
from inspector_app.gui.widgets.item_card import ItemCard
from inspector_app.gui.window import MainWindow

OpenWindow = Callable[[], MainWindow]
PLAIN, SIGNED, DOSSIERS = "16", "25a", "19"
"""Items that files cannot answer, that e-documents answer, that a register answers."""
COPY = Qt.DropAction.CopyAction


def files(paths: list[Path]) -> QMimeData:
    """What Explorer hands over."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def enter(target: QWidget, mime: QMimeData) -> QDragEnterEvent:
    event = QDragEnterEvent(
        QPoint(5, 5), COPY, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(target, event)
    return event


def drop(target: QWidget, mime: QMimeData) -> QDropEvent:
    """Over `target`, and let go."""
    enter(target, mime)
    event = QDropEvent(QPointF(5, 5), COPY, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(target, event)
    return event


def press_paste(target: QWidget) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier, "\x16")
    QApplication.sendEvent(target, event)


@pytest.fixture
def visit_id(workspace: Workspace) -> VisitId:
    """A visit by the checklist that names what files can answer."""
    return create_visit(workspace, "cchc-2026", {"unit": "Sở Mẫu", "title": "Kiểm tra công tác CCHC"})


@pytest.fixture
def card_of(window: MainWindow) -> Callable[[str], ItemCard]:
    def card(item: str) -> ItemCard:
        window.context.go_to(f"answer:{item}", "verdict")
        found = window.shell.checking.card(ItemId(item))
        assert found is not None
        return found

    return card


@pytest.fixture
def kept(workspace: Workspace, visit_id: VisitId) -> Callable[[str], list[str | None]]:
    """The names of an item's files, as the database has them."""

    def names(item: str) -> list[str | None]:
        return [file.name for file in load(workspace, visit_id).visit.evidence_of(ItemId(item))]

    return names


@pytest.fixture
def done(qtbot: QtBot, window: MainWindow) -> Callable[[], None]:
    return lambda: qtbot.waitUntil(lambda: not window.context.tasks.running, timeout=60_000)


@pytest.fixture(autouse=True)
def clean_clipboard(dressed: QApplication) -> Iterator[None]:
    yield
    QGuiApplication.clipboard().clear()


def picture(
    path: Path | None = None, kind: str = "PNG", colour: tuple[int, int, int] = (9, 80, 160)
) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (320, 200), colour).save(buffer, kind)
    if path is not None:
        path.write_bytes(buffer.getvalue())
    return buffer.getvalue()


def test_thirty_files_are_one_act(
    tmp_path: Path, window: MainWindow, workspace, visit_id, card_of, kept, done
) -> None:
    paths = []
    for number in range(30):
        # As macOS and some sticks name them: letters and marks apart.
        path = tmp_path / unicodedata.normalize("NFD", f"Văn bản số {number:02d} của Sở.txt")
        path.write_text(f"nội dung {number}", encoding="utf-8")
        paths.append(path)
    event = drop(card_of(PLAIN), files(paths))
    assert event.isAccepted()
    assert event.dropAction() is COPY
    done()
    assert kept(PLAIN) == [f"Văn bản số {number:02d} của Sở.txt" for number in range(30)]
    visit = load(workspace, visit_id).visit
    assert evidence_data(workspace, visit.evidence[7].sha256) == "nội dung 7".encode()
    assert str(tmp_path) not in repr(visit)
    assert window.shell.checking.landing.isHidden()
    undo(workspace, visit_id)
    assert load(workspace, visit_id).visit.evidence == ()


def test_what_cannot_be_kept_is_told_once_and_loses_nothing_else(
    tmp_path: Path, window: MainWindow, card_of, kept, done
) -> None:
    good, again = tmp_path / "Biên bản.docx", tmp_path / "Biên bản (2).docx"
    good.write_bytes(b"PK noi dung")
    again.write_bytes(b"PK noi dung")
    folder, shortcut = tmp_path / "Văn bản đi 2026", tmp_path / "Sổ theo dõi.lnk"
    folder.mkdir()
    shortcut.write_bytes(b"L\0\0\0")
    link = tmp_path / "kế hoạch.pdf"
    link.symlink_to(good)
    empty, gone, pipe = tmp_path / "trống.txt", tmp_path / "đã xoá.txt", tmp_path / "ống"
    empty.write_bytes(b"")
    os.mkfifo(pipe)
    broken = tmp_path / "ảnh hỏng.jpg"
    broken.write_bytes(b"\xff\xd8\xff khong phai anh")
    drop(card_of(PLAIN), files([good, folder, shortcut, link, empty, gone, pipe, broken, again]))
    done()
    assert kept(PLAIN) == ["Biên bản.docx"]
    landing = window.shell.checking.landing
    assert landing.said.text() == (
        "1 file(s) kept as evidence of item 16. 1 file(s) were there already. 7 file(s) were not kept:"
    )
    told = landing.lines.text().splitlines()
    assert [line.split(":")[0] for line in told] == [
        "• Văn bản đi 2026", "• Sổ theo dõi.lnk", "• kế hoạch.pdf", "• trống.txt", "• đã xoá.txt", "• ống", "• ảnh hỏng.jpg",
    ]  # fmt: skip
    assert "shortcut" in told[1]
    assert "no longer there" in told[4]
    # The picture that cannot be made small is still a file.
    (plain,) = landing.choices
    plain.click()
    done()
    assert kept(PLAIN) == ["Biên bản.docx", "ảnh hỏng.jpg"]
    assert landing.isHidden()
    file = window.context.visit.visit.evidence_of(ItemId(PLAIN))[1]
    assert (file.media_type, file.reduced_sha256) == ("application/octet-stream", None)


def test_a_file_for_two_items_is_kept_once(tmp_path: Path, workspace, visit_id, card_of, kept, done) -> None:
    path = tmp_path / "Quyết định.txt"
    path.write_text("một bản", encoding="utf-8")
    for item in (PLAIN, "12", PLAIN):
        drop(card_of(item), files([path]))
        done()
    (file,) = load(workspace, visit_id).visit.evidence
    assert (file.items, kept("12")) == ((PLAIN, "12"), ["Quyết định.txt"])


def test_cancelling_keeps_nothing_of_the_drop(
    tmp_path: Path, window: MainWindow, card_of, kept, done
) -> None:
    paths = [tmp_path / f"{number}.txt" for number in range(5)]
    for path in paths:
        path.write_text(path.name, encoding="utf-8")
    window.context.tasks.started.connect(lambda task: task.cancel())
    drop(card_of(PLAIN), files(paths))
    done()
    assert kept(PLAIN) == []


def test_a_frame_says_what_will_become_of_it(
    qtbot: QtBot, tmp_path: Path, window: MainWindow, card_of: Callable[[str], ItemCard]
) -> None:
    pdf, table, folder = tmp_path / "1.pdf", tmp_path / "Sổ.xlsx", tmp_path / "Văn bản đi"
    card = card_of(PLAIN)
    for mime, item, said in (
        (files([pdf, table]), PLAIN, "2 file(s) become evidence of item 16."),
        (
            files([pdf]),
            SIGNED,
            "Item 25a: have the digital signatures checked, or keep the files as evidence.",
        ),
        (
            files([folder]),
            SIGNED,
            "Item 25a: have the digital signatures checked, or keep the files as evidence.",
        ),
        (files([table]), DOSSIERS, "Item 19: have the register of dossiers counted, or keep it as evidence."),
        (
            files([table]),
            SIGNED,
            "Item 25a: take the rows of the table into the list, or keep it as evidence.",
        ),
    ):
        card = card_of(item)
        qtbot.waitUntil(lambda own=card: not own.visibleRegion().isEmpty())
        assert enter(card, mime).isAccepted()
        assert card.drop_frame is not None
        assert card.drop_frame.said.text() == said
        # Where it can be read, however long the card is.
        assert card.visibleRegion().boundingRect().contains(card.drop_frame.geometry())
        QApplication.sendEvent(card, QDragLeaveEvent())
        assert card.drop_frame is None
    words = QMimeData()
    words.setText("chỉ là chữ")
    assert not enter(card, words).isAccepted()
    side = window.shell.checking.side.widget()
    enter(side, files([pdf]))
    assert "signatures checked" in side.drop_frame.said.text()


def test_a_sealed_visit_takes_no_file(
    tmp_path: Path, open_window: OpenWindow, workspace: Workspace, sample_id: VisitId
) -> None:
    sealing.seal(workspace, sample_id)
    window = open_window()
    window.context.open(sample_id)
    window.shell.show_step(2)
    window.context.go_to(f"answer:{PLAIN}", "verdict")
    card = window.shell.checking.card(ItemId(PLAIN))
    path = tmp_path / "muộn.txt"
    path.write_text("muộn", encoding="utf-8")
    before = load(workspace, sample_id).visit.evidence
    assert enter(card, files([path])).dropAction() is Qt.DropAction.IgnoreAction
    assert "sealed" in card.drop_frame.said.text()
    assert not drop(card, files([path])).isAccepted()
    assert not window.context.tasks.running
    assert load(workspace, sample_id).visit.evidence == before


def test_files_over_an_entry_go_to_its_item_and_words_stay_words(
    qtbot: QtBot, tmp_path: Path, card_of, kept, done
) -> None:
    path = tmp_path / "Ảnh chụp.png"
    picture(path)
    card = card_of(PLAIN)
    note = card.body.note
    assert not note.dragEnterEvent(QDragEnterEvent(  # the entry itself does not want it
        QPoint(5, 5), COPY, files([path]), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    ))  # fmt: skip
    drop(note.viewport(), files([path]))
    done()
    assert kept(PLAIN) == ["Ảnh chụp.png"]
    assert note.toPlainText() == ""
    QGuiApplication.clipboard().setText("Chưa ký số")
    note.setFocus()
    press_paste(note)
    assert note.toPlainText() == "Chưa ký số"
    assert kept(PLAIN) == ["Ảnh chụp.png"]


@pytest.mark.parametrize("where", ["card", "note", "line", "tree"])
def test_ctrl_v_takes_what_is_on_the_clipboard(
    where: str, tmp_path: Path, window: MainWindow, card_of, kept, done
) -> None:
    """A list of files, a picture, a text that holds a picture: wherever on the item the keyboard is."""
    card = card_of(SIGNED)
    body = card.body
    line = next(own for own in body._facts["sample"]._entries.values() if own.inherits("QLineEdit"))
    target: QWidget = {
        "card": card,
        "note": body.note,
        "line": line,
        "tree": window.shell.checking.tree.view,
    }[where]
    path = tmp_path / "Công văn 12.txt"
    path.write_text("nội dung", encoding="utf-8")
    QGuiApplication.clipboard().setMimeData(files([path]))
    press_paste(target)
    done()
    QGuiApplication.clipboard().setImage(QImage.fromData(picture()))
    press_paste(target)
    done()
    import base64

    inside = QMimeData()
    held = base64.b64encode(picture(kind="JPEG", colour=(200, 10, 10))).decode()
    inside.setHtml(f'<p><img alt="" src="data:image/jpeg;base64,{held}"></p>')
    QGuiApplication.clipboard().setMimeData(inside)
    press_paste(target)
    done()
    assert kept(SIGNED) == ["Công văn 12.txt", "pasted picture 2.png", "pasted picture 3.jpg"]


def test_a_picture_of_the_web_is_refused_with_words(window: MainWindow, card_of, kept, done) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl("https://vi.du/anh.png")])
    drop(card_of(PLAIN), mime)
    done()
    assert kept(PLAIN) == []
    assert "lies on the web" in window.shell.checking.landing.lines.text()


def test_an_empty_clipboard_says_so(window: MainWindow, card_of) -> None:
    said: list[str] = []
    window.context.said.connect(said.append)
    card_of(PLAIN)
    QGuiApplication.clipboard().clear()
    window.shell.checking.side.files.paste.click()
    assert said == ["There is neither a file nor a picture on the clipboard."]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The windows that look into files, as far as they were asked for."""
    from inspector_app.gui.sampling import dossiers, e_documents

    asked: list[Any] = []
    monkeypatch.setattr(
        e_documents,
        "open_document_check",
        lambda _context, _parent, item, fact, sources=(): asked.append((item.id, fact.id, tuple(sources))),
    )
    monkeypatch.setattr(
        dossiers,
        "open_register",
        lambda _context, _parent, item, fact, path=None: asked.append((item.id, fact.id, path)),
    )
    return asked


def test_documents_are_checked_or_kept_as_the_person_says(
    tmp_path: Path, window: MainWindow, card_of, kept, done, opened: list[Any]
) -> None:
    folder, loose, photo = tmp_path / "Văn bản đi", tmp_path / "12-CV.pdf", tmp_path / "màn hình.txt"
    folder.mkdir()
    loose.write_bytes(b"%PDF-1.7")
    photo.write_text("ghi", encoding="utf-8")
    landing = window.shell.checking.landing
    drop(card_of(SIGNED), files([folder, loose, photo]))
    assert [button.text() for button in landing.choices] == [
        "Check the digital signatures of all these documents",
        "Keep as evidence",
    ]
    landing.choices[0].click()
    done()
    assert opened == [(SIGNED, "sample", (folder, loose))]
    assert kept(SIGNED) == ["màn hình.txt"]
    drop(card_of(SIGNED), files([loose]))
    assert landing.choices[0].text() == "Check the digital signatures of 1 file(s)"
    landing.choices[1].click()
    done()
    assert kept(SIGNED) == ["màn hình.txt", "12-CV.pdf"]
    drop(card_of(SIGNED), files([folder]))
    assert [button.text() for button in landing.choices] == [
        "Check the digital signatures of the files in “Văn bản đi”"
    ]
    landing.leave.click()
    assert landing.isHidden()
    assert len(opened) == 1


def test_a_register_is_read_or_kept_as_the_person_says(
    tmp_path: Path, window: MainWindow, card_of, kept, done, opened: list[Any]
) -> None:
    register = tmp_path / "Hồ sơ một cửa.csv"
    register.write_text("Mã hồ sơ;Ngày nhận\nH1;01/04/2026\n", encoding="utf-8")
    landing = window.shell.checking.landing
    drop(card_of(DOSSIERS), files([register]))
    assert [button.text() for button in landing.choices] == [
        "Read the register of dossiers",
        "Keep as evidence",
    ]
    landing.choices[0].click()
    assert opened == [(DOSSIERS, "overdue", register)]
    drop(card_of(DOSSIERS), files([register]))
    landing.choices[1].click()
    done()
    assert kept(DOSSIERS) == ["Hồ sơ một cửa.csv"]


def test_two_drops_are_asked_about_one_after_the_other(
    tmp_path: Path, window: MainWindow, card_of, kept, done, opened: list[Any]
) -> None:
    first, second = tmp_path / "1.pdf", tmp_path / "2.pdf"
    for path in (first, second):
        path.write_bytes(b"%PDF-1.7 " + path.name.encode())
    landing = window.shell.checking.landing
    for path in (first, second):
        drop(card_of(SIGNED), files([path]))
    assert "1.pdf" in landing.said.text()
    landing.choices[1].click()
    assert "2.pdf" in landing.said.text()
    landing.choices[0].click()
    done()
    assert (kept(SIGNED), opened) == (["1.pdf"], [(SIGNED, "sample", (second,))])


def test_what_files_answer_is_at_hand_at_the_fact_and_beside_the_item(
    window: MainWindow, card_of, opened: list[Any]
) -> None:
    fact = card_of(SIGNED).body._facts["sample"]
    assert fact.by_files.text() == "Check document files …"
    fact.by_files.click()
    fact = card_of(DOSSIERS).body._facts["overdue"]
    assert fact.by_files.text() == "Read from the register of dossiers …"
    fact.by_files.click()
    # A sample of which the checklist says nothing.
    other = next(
        item
        for item in window.context.visit.template.items
        if [spec.kind for spec in item.facts if spec.files is None].count("sample") == 1
    )
    card_of(other.id)
    menu = window.shell.checking.side.by_files.menu()
    (entry,) = [action for action in menu.actions() if action.text().startswith("Check document files")]
    entry.trigger()
    assert [own[0] for own in opened] == [SIGNED, DOSSIERS, other.id]


def test_rows_copied_in_a_spreadsheet_go_to_the_list_of_the_item(window: MainWindow, card_of) -> None:
    text = "Số, ký hiệu\tNgày\tTrích yếu\tĐạt/Không đạt\tGhi chú\n12/QĐ-SM\t6/6/2022\tV/v\tĐạt\t\n"
    QGuiApplication.clipboard().setText(text)
    press_paste(card_of(SIGNED))
    dialog = window.findChild(RowsDialog)
    assert dialog is not None
    preview = next(own for own in dialog.children() if own.metaObject().className() == "PastedRowsDialog")
    preview.accept()
    assert [(row.number, row.passed) for row in dialog.rows()] == [("12/QĐ-SM", True)]
    dialog.reject()
