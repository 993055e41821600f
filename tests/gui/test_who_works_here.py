"""Every change says who made it: the name asked for once, else the name the person is signed in with."""

from PySide6.QtWidgets import QInputDialog

from inspector_app.actions import answers, undo
from inspector_app.actions.visits import create_sample
from inspector_app.actions.workspace import open_workspace
from inspector_app.gui.window import MainWindow
from inspector_app.paths import login_name


def test_the_name_is_asked_for_once_and_stands_beside_every_change(qtbot, tmp_path, clock) -> None:
    with open_workspace(tmp_path, clock) as workspace:
        window = MainWindow(workspace)
        qtbot.addWidget(window)
        assert workspace.actor == login_name()
        window.ask_person()
        dialog = window.findChild(QInputDialog)
        dialog.setTextValue("  Bà Bùi Thị Ghi Chép ")
        dialog.accept()
        assert workspace.actor == "Bà Bùi Thị Ghi Chép"
        visit = create_sample(workspace, "so-xay-dung-2022")
        answers.set_value(workspace, visit, "visit", "place", "Phòng họp")
        assert undo.history(workspace, visit, "visit", "place")[-1].actor == "Bà Bùi Thị Ghi Chép"
        window.close()
    with open_workspace(tmp_path, clock) as workspace:
        again = MainWindow(workspace)
        qtbot.addWidget(again)
        assert workspace.actor == "Bà Bùi Thị Ghi Chép"
        again.close()
