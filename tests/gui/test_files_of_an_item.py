"""A file beside an item: captioned, named in the annex or not, taken away and brought back by undo."""

from pytestqt.qtbot import QtBot

from inspector_app.actions.evidence import add_evidence
from inspector_app.actions.undo import undo
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import VisitId
from inspector_app.gui.dialogs.evidence import EvidenceDialog
from inspector_app.gui.window import MainWindow

ITEM = ItemId("16")


def open_dialog(window: MainWindow) -> EvidenceDialog:
    window.shell.checking.side._edit.click()
    (dialog,) = [d for d in window.findChildren(EvidenceDialog) if d.isVisible()]
    return dialog


def test_a_file_is_captioned_taken_away_and_brought_back(
    qtbot: QtBot, window: MainWindow, visit_id: VisitId
) -> None:
    context = window.context
    sha256 = context.perform(add_evidence, visit_id, "bang-niem-yet.txt", "Bảng niêm yết".encode(), (ITEM,))
    context.go_to(f"answer:{ITEM}", "verdict")

    dialog = open_dialog(window)
    assert dialog.chosen.sha256 == sha256
    dialog.caption.setText("Bảng niêm yết tại trụ sở")
    dialog.printed.setChecked(False)
    dialog.accept()
    (file,) = context.visit.visit.evidence
    assert (file.caption, file.printed) == ("Bảng niêm yết tại trụ sở", False)

    dialog = open_dialog(window)
    dialog.gone.setChecked(True)
    dialog.accept()
    assert context.visit.visit.evidence == ()
    context.perform(undo, visit_id)
    (file,) = context.visit.visit.evidence
    assert file.caption == "Bảng niêm yết tại trụ sở"
