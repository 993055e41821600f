"""The narrow column at the left edge: menu, list of visits, undo, office."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QMenu, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from inspector_app.errors import N_
from inspector_app.gui.theme import GRID, RAIL_EDGE, RAIL_WIDTH, icon, measure, role
from inspector_app.i18n import Translate


class Rail(QFrame):
    """Icons with their words; it does nothing by itself."""

    def __init__(self, translate: Translate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _ = translate
        role(self, "rail")
        measure(self, least_width=RAIL_WIDTH)
        menu_button = self._button("menu", _(N_("Menu")))
        menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(menu_button)
        menu_button.setMenu(self.menu)
        self.list = self._button("list", _(N_("List")))
        self.list.setCheckable(True)
        self.list.setChecked(True)
        self.undo = self._button("undo", _(N_("Undo")))
        self.office = self._button("office", _(N_("Office")))
        self.office.setCheckable(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(RAIL_EDGE, GRID, RAIL_EDGE, GRID)
        column.setSpacing(GRID // 2)
        for button in (menu_button, self.list, self.undo):
            column.addWidget(button)
        column.addStretch(1)
        column.addWidget(self.office)

    def name_undo(self, action: QAction) -> None:
        """Say on the button what the action would take back."""
        self.undo.setEnabled(action.isEnabled())
        self.undo.setToolTip(f"{action.text()} (Ctrl+Z)")

    def _button(self, sign: str, text: str) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icon(sign, "RAIL_INK"))
        button.setText(text)
        button.setAccessibleName(text)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Fixed)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button
