"""The button that brings files to the current item by other ways than choosing them: the camera, a scanner's folder."""

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from inspector_app.checklist.template import Item
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.widgets.scan_offer import watch_entries


def other_ways(context: Context, parent: QWidget, item: Callable[[], Item | None]) -> QPushButton:
    """Its menu is made when it is opened, for the item that is current then."""
    _ = context.translate
    button = QPushButton(_(N_("Camera, scanner")), parent)
    button.setAutoDefault(False)
    menu = QMenu(button)

    def fill() -> None:
        menu.clear()
        menu.addAction(_(N_("Take photos …"))).triggered.connect(lambda _on=False: photograph())
        watch_entries(context, menu, parent.window())

    def photograph() -> None:
        from inspector_app.gui.camera.dialog import open_camera

        current = item()
        if current is not None:
            open_camera(context, parent.window(), current.id)

    menu.aboutToShow.connect(fill)
    button.setMenu(menu)
    return button
