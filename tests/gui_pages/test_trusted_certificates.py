"""Chứng thư tin cậy in the office: what is known, what is here, what was accepted; import, drop, remove."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from inspector_app.actions import trust
from inspector_app.checklist.authorities import Keeping, Standing, grouped
from inspector_app.clock import ZONE
from inspector_app.gui.bridge import Context
from inspector_app.gui.dialogs.authorities import AcceptingDialog, RemovingDialog
from inspector_app.gui.pages.office import OWN_TABS, PANELS, OfficePage
from inspector_app.gui.panels.trust import NAME, STATE, VALID, TrustPanel
from inspector_app.signing import trial
from inspector_app.signing.trust import load

REAL = Path(__file__).resolve().parents[1] / "fixtures" / "authorities"
AT = datetime(2026, 5, 12, 8, 0, tzinfo=ZONE)
LONG_AGO = datetime(2003, 5, 12, 8, 0, tzinfo=ZONE)


@pytest.fixture
def panel(context: Context, show) -> Iterator[TrustPanel]:
    page = show(OfficePage, context)
    (place,) = [at for at, (title, _) in enumerate(PANELS) if title == "Trusted certificates"]
    page.tabs.setCurrentIndex(OWN_TABS + place)
    (found,) = page.findChildren(TrustPanel)
    yield found
    assert page.tabs.currentIndex() == OWN_TABS + place  # and holds the page for as long as the test runs


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch):
    """Answer a dialog as a person does: given what to do with it; the dialogs that were asked."""
    asked: list[AcceptingDialog] = []

    def arrange(kind, act) -> list:
        def exec_(dialog) -> int:
            dialog.show()
            QApplication.processEvents()
            asked.append(dialog)
            act(dialog)
            return dialog.result()

        monkeypatch.setattr(kind, "exec", exec_)
        return asked

    return arrange


def kept(context: Context) -> list[Keeping]:
    return [line.keeping for line in trust.listed(context.workspace) if line.kept]


def written(folder: Path, name: str, der: bytes) -> Path:
    (folder / name).write_bytes(der)
    return folder / name


def test_at_first_the_program_knows_them_and_nothing_is_here(panel: TrustPanel) -> None:
    assert panel.table.rowCount() == 6
    assert panel.none_yet.isVisible()
    assert panel.table.item(0, NAME).text().startswith("RootCA chuyên dùng Chính phủ G2\n")
    assert panel.table.item(0, VALID).text() == ""
    assert not panel.remove_button.isEnabled()
    assert "f04b a4b4" in panel.about.text()
    assert "http://ca.gov.vn/pki/pub/crt/rootcag2.crt" in panel.about.text()


def test_known_certificates_are_taken_without_a_question(panel: TrustPanel, context: Context, idle) -> None:
    said: list[str] = []
    context.said.connect(said.append)
    panel.import_files([REAL / "rootcag2.crt", REAL / "cpcag2.crt"])
    idle(context)
    assert kept(context) == [Keeping.PINNED, Keeping.PINNED]
    assert not panel.none_yet.isVisible()
    assert "Nguyễn Văn Thử · 12/05/2026" in panel.table.item(0, STATE).text()
    assert panel.table.item(0, VALID).text() == "22/08/2018 – 14/08/2048"
    assert panel.chosen is not None
    assert panel.remove_button.isEnabled()
    assert len(said) == 1


def test_dropped_files_are_imported(panel: TrustPanel, context: Context, idle) -> None:
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(REAL / "rootcag2.crt"))])
    actions, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    entering = QDragEnterEvent(QPoint(5, 5), actions, files, buttons, Qt.KeyboardModifier.NoModifier)
    panel.dragEnterEvent(entering)
    assert entering.isAccepted()
    panel.dropEvent(QDropEvent(QPointF(5, 5), actions, files, buttons, Qt.KeyboardModifier.NoModifier))
    idle(context)
    assert kept(context) == [Keeping.PINNED]


def test_an_unknown_authority_is_asked_for_and_only_the_ticked_one_is_taken(
    panel: TrustPanel, context: Context, idle, answer, tmp_path: Path
) -> None:
    world = trial.make(("NGƯỜI KÝ THỬ",), AT, "x")
    root = written(tmp_path, "gốc.crt", world.root_der)
    middle = written(tmp_path, "trung gian.crt", world.intermediate_der)

    def tick_root(dialog: AcceptingDialog) -> None:
        assert not any(tick.isChecked() for tick in dialog.ticks.values())
        shown = next(iter(dialog.ticks))
        assert any(grouped(shown) == label.text() for label in dialog.findChildren(type(panel.about)))
        dialog.ticks[shown].click()
        dialog.act.click()

    asked = answer(AcceptingDialog, tick_root)
    panel.import_files([root, middle])
    idle(context)
    assert len(asked) == 1
    assert load(context.workspace.folder / "trust").roots == (world.root_der,)
    assert load(context.workspace.folder / "trust").intermediates == ()
    assert panel.chosen.keeping is Keeping.ACCEPTED


def test_cancelling_takes_nothing(panel: TrustPanel, context: Context, idle, answer, tmp_path: Path) -> None:
    world = trial.make(("NGƯỜI KÝ THỬ",), AT, "x")
    answer(AcceptingDialog, lambda dialog: (next(iter(dialog.ticks.values())).click(), dialog.reject()))
    panel.import_files([written(tmp_path, "gốc.crt", world.root_der), REAL / "rootcag2.crt"])
    idle(context)
    assert kept(context) == []


def test_an_expired_authority_says_so_by_word_and_shape(
    panel: TrustPanel, context: Context, idle, answer, tmp_path: Path
) -> None:
    world = trial.make(("NGƯỜI KÝ THỬ",), LONG_AGO, "x")
    answer(AcceptingDialog, lambda dialog: (next(iter(dialog.ticks.values())).click(), dialog.act.click()))
    panel.import_files([written(tmp_path, "gốc.crt", world.root_der)])
    idle(context)
    item = panel.table.item(6, STATE)
    assert len(item.text().splitlines()) == 3
    assert not item.icon().isNull()


def test_a_person_is_refused_in_words(panel: TrustPanel, context: Context, idle, failures, tmp_path) -> None:
    from cryptography.hazmat.primitives.serialization import Encoding, pkcs12

    made = trial.make(("NGƯỜI KÝ THỬ",), AT, "x").people[0]
    _, certificate, _ = pkcs12.load_key_and_certificates(made.pkcs12, b"x")
    panel.import_files([written(tmp_path, "người.cer", certificate.public_bytes(Encoding.DER))])
    idle(context)
    assert [failure.code for failure in failures] == ["TRUST-NOT-AUTHORITY"]
    failures.clear()
    assert kept(context) == []


def test_removing_asks_first(panel: TrustPanel, context: Context, idle, answer) -> None:
    panel.import_files([REAL / "rootcag2.crt"])
    idle(context)
    answer(RemovingDialog, lambda dialog: dialog.reject())
    panel.remove_button.click()
    idle(context)
    assert kept(context) == [Keeping.PINNED]
    answer(RemovingDialog, lambda dialog: dialog.act.click())
    panel.remove_button.click()
    idle(context)
    assert kept(context) == []
    assert panel.none_yet.isVisible()
    assert not panel.remove_button.isEnabled()


def test_a_namesake_is_told_apart_in_the_question(context: Context, qtbot) -> None:
    from dataclasses import replace

    world = trial.make(("NGƯỜI KÝ THỬ",), AT, "x")
    (own,) = trust.look(context.workspace, [("gốc.crt", world.root_der)])

    def told(standing: Standing) -> int:
        dialog = AcceptingDialog(context, [replace(own, standing=standing)], None)
        qtbot.addWidget(dialog)
        return sum(label.property("role") == "error" for label in dialog.findChildren(type(dialog.message)))

    assert told(Standing.NAMESAKE) == told(Standing.UNPINNED) + 1
