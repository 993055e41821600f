"""A projector shows what the unit may see: a canary sits wherever else the program keeps words, and none sings."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QListView, QWidget
from pytestqt.qtbot import QtBot

from inspector_app.actions import visits
from inspector_app.actions.answers import set_value, set_values
from inspector_app.actions.evidence import add_evidence
from inspector_app.checklist.template import ItemId
from inspector_app.errors import StoreError
from inspector_app.gui.bridge import Context
from inspector_app.gui.pages.minutes import MinutesPage
from inspector_app.gui.reader.window import ReaderWindow

CANARY = "chim hoàng yến"
PROPERTIES = ("text", "toolTip", "accessibleName", "accessibleDescription", "windowTitle", "placeholderText",
              "plainText", "statusTip", "whatsThis")  # fmt: skip


@pytest.fixture
def watched(invented_visit: Context) -> Context:
    """The visit with a canary in everything that is not printed."""
    ws, visit = invented_visit.workspace, invented_visit.visit.visit.id
    ws.actor = f"{CANARY} người gõ"
    for item in ("1", "16", "25a", "31.0"):
        set_value(ws, visit, f"answer:{item}", "note", f"{CANARY} ghi chú {item}")
    set_value(ws, visit, "opinion", "response", f"{CANARY} câu viết trước")
    set_value(ws, visit, "opinion", "response", "Sở Mẫu tiếp thu")
    set_values(
        ws,
        visit,
        [
            ("reported:25a", "text", f"{CANARY} đơn vị tự báo cáo"),
            ("visit", "unit_code", f"{CANARY} mã đơn vị"),
            ("score:1", "reason", f"{CANARY} lý do chấm điểm"),
            ("visit", "refusal_reason", f"{CANARY} lý do từ chối"),
        ],
    )
    add_evidence(ws, visit, f"{CANARY}.docx", b"kin", [ItemId("1")], f"{CANARY} chú thích", printed=False)
    visits.create_visit(ws, "cchc-2022", {"unit": f"Sở {CANARY}", "title": f"{CANARY} đợt khác"})
    invented_visit.refresh()
    return invented_visit


@pytest.fixture
def reader(watched: Context, show, idle) -> Iterator[ReaderWindow]:
    page = show(MinutesPage, watched)
    idle(watched)
    page.read_aloud()
    yield page.reader
    if page.reader is not None:
        page.reader.close()
    idle(watched)


def spoken(interface: QAccessibleInterface | None) -> Iterator[str]:
    """Everything that a screen reader or a robot could read."""
    if interface is None or not interface.isValid():
        return
    for kind in QAccessible.Text:
        if kind is not QAccessible.Text.UserText:
            yield interface.text(kind)
    for place in range(interface.childCount()):
        yield from spoken(interface.child(place))


def everything(reader: ReaderWindow) -> str:
    found: list[str] = []
    for widget in (reader, *reader.findChildren(QWidget)):
        found += [str(widget.property(name) or "") for name in PROPERTIES]
        found += [action.text() + action.toolTip() for action in widget.actions()]
        if isinstance(widget, QListView):
            model = widget.model()
            for row in range(model.rowCount()):
                for role in Qt.ItemDataRole:
                    found.append(str(model.index(row, 0).data(role)))
    found += spoken(QAccessible.queryAccessibleInterface(reader))
    return "\n".join(found)


def test_no_canary_is_in_any_widget_of_any_state(reader: ReaderWindow, qtbot: QtBot) -> None:
    seen = everything(reader)
    assert "7/30 (23,3%)" in seen
    for row, own in enumerate(reader.model.paragraphs):
        if own.id is None:
            continue
        reader.view.go_to(row)
        for opens in (reader.amend, reader.ask, reader.reserve):
            opens()
            if own.id in ("result:1", "finding:25a", "person:p1", "opinion:response", "recommendation:1"):
                seen += everything(reader)
            if reader.panel is not None:
                reader.panel.left.emit()
    reader.end()
    waiting = reader.panel.review.text()
    qtbot.waitUntil(lambda: reader.panel.review.text() != waiting, timeout=30_000)
    seen += everything(reader)
    assert CANARY not in seen.casefold()


def test_what_goes_wrong_elsewhere_is_not_told_to_the_room(
    reader: ReaderWindow, watched: Context, failures
) -> None:
    watched.report(StoreError("STORE-FULL", f"{CANARY} ổ đĩa", why=f"{CANARY}", todo=f"{CANARY}"))
    watched.say(f"{CANARY} đã gửi")
    watched.run_task(f"{CANARY} việc dài", lambda _workspace, _task: None)
    QApplication.processEvents()
    assert CANARY not in everything(reader).casefold()
    assert reader.windowTitle()
    failures.clear()


def test_a_failure_of_its_own_is_told_without_its_particulars(
    reader: ReaderWindow, watched: Context, failures
) -> None:
    def fails(_workspace: object, _visit: object) -> None:
        raise StoreError("STORE-FULL", f"{CANARY} ổ đĩa", why=f"{CANARY}", todo=f"{CANARY}")

    assert not reader.hearing.act(fails)
    assert reader.message.text()
    assert CANARY not in everything(reader).casefold()
    assert [failure.code for failure in failures] == ["STORE-FULL"]
    failures.clear()
