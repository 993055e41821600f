"""What a screen reader, a keyboard and a small screen need, on every page here."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QLineEdit,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from inspector_app.checklist.finding import FollowUpState
from inspector_app.checklist.handover import FollowUp, KnownDevice, LedgerFinding
from inspector_app.checklist.visit import Side
from inspector_app.gui.bridge import Context
from inspector_app.gui.dialogs.conclusion import ConclusionDialog
from inspector_app.gui.dialogs.device import DeviceDialog
from inspector_app.gui.dialogs.finding import FindingDialog
from inspector_app.gui.dialogs.follow_up import FollowUpDialog
from inspector_app.gui.dialogs.person import PersonDialog
from inspector_app.gui.dialogs.remediation import RemediationDialog
from inspector_app.gui.dialogs.reopening import ReopenDialog
from inspector_app.gui.pages.findings import FindingsPage
from inspector_app.gui.pages.minutes import MinutesPage
from inspector_app.gui.pages.office import OfficePage
from inspector_app.gui.pages.preparation import PreparationPage
from inspector_app.gui.pages.sending import SendingPage
from inspector_app.gui.pages.signing import SigningPage
from inspector_app.gui.widgets.empty import WithEmptyState

PAGES = (PreparationPage, FindingsPage, MinutesPage, SigningPage, SendingPage, OfficePage)
CONTROLS = (QAbstractButton, QLineEdit, QComboBox, QSpinBox, QAbstractScrollArea)


@pytest.fixture(params=PAGES, ids=lambda page: page.__name__)
def page(request: pytest.FixtureRequest, invented_visit: Context, show, idle) -> QWidget:
    made = show(request.param, invented_visit)
    idle(invented_visit)
    return made


def _nameless(page: QWidget) -> list[QWidget]:
    nameless = []
    for control in page.findChildren(QWidget):
        if isinstance(control, CONTROLS) and control.focusPolicy() & Qt.FocusPolicy.TabFocus:
            inside_another = isinstance(control.parent(), QComboBox | QSpinBox)
            if inside_another or control.window() is not page.window():
                continue
            text = control.text() if isinstance(control, QAbstractButton) else ""
            if not (control.accessibleName() or text):
                nameless.append(control)
    return nameless


def test_every_control_has_a_name(page: QWidget) -> None:
    assert not _nameless(page)


def test_every_control_of_the_dialogs_has_a_name(invented_visit: Context, show, qtbot: QtBot) -> None:
    page = show(FindingsPage, invented_visit)
    opened = invented_visit.visit
    at = invented_visit.workspace.clock.now()
    device = KnownDevice("4afb5bd4f13eee5f", "laptop-thu", at, None)
    finding = LedgerFinding(
        visit=opened.visit.id,
        finding=opened.visit.findings[0].id,
        unit="Sở Mẫu",
        text="Chưa công khai",
        remedy=None,
        owner=None,
        deadline=None,
        due_on=None,
        state=FollowUpState.OPEN,
        state_at=at,
        state_by=None,
        note=None,
    )
    entries = (FollowUp(FollowUpState.OPEN, at, "Nguyễn Văn Thử", "ghi chú"),)
    for dialog in (
        PersonDialog(invented_visit, Side.TEAM, None, opened.template, page),
        PersonDialog(invented_visit, Side.UNIT, None, opened.template, page),
        FindingDialog(invented_visit, opened.template, (), page),
        ReopenDialog(invented_visit.translate, "ABC234", True, page),
        DeviceDialog(invented_visit, device, page),
        FollowUpDialog(invented_visit, finding, entries, page),
        RemediationDialog(invented_visit, finding, page),
        ConclusionDialog(invented_visit, (finding,), lambda: None, page),
    ):
        qtbot.addWidget(dialog)
        dialog.show()
        assert not _nameless(dialog)
        assert dialog.windowTitle()
        assert dialog.height() <= 614
        dialog.close()


def test_no_text_is_taken_for_markup(page: QWidget) -> None:
    rich = [
        label.text()
        for label in page.findChildren(QLabel)
        if label.text() and label.textFormat() is not Qt.TextFormat.PlainText
    ]
    assert not rich


def test_the_page_fits_the_smallest_window(page: QWidget) -> None:
    assert page.minimumSizeHint().width() <= page.width()
    assert page.minimumSizeHint().height() <= page.height()


@pytest.mark.parametrize("kind", PAGES, ids=lambda page: page.__name__)
def test_without_a_visit_there_is_a_sentence_and_no_crash(kind, context: Context, show, idle) -> None:
    page = show(kind, context)
    idle(context)
    shown = [part for part in page.findChildren(WithEmptyState) if part.isVisible() and part.is_empty]
    assert shown
    assert all(part.empty.sentence.text() for part in shown)


@pytest.mark.parametrize("kind", PAGES, ids=lambda page: page.__name__)
def test_english_speaks_too(kind, workspace, qtbot, show, idle) -> None:
    from inspector_app.actions.visits import create_sample
    from inspector_app.gui.bridge import Context as Made

    context = Made(workspace, "en")
    context.open(create_sample(workspace, "so-mau"))
    page = show(kind, context)
    idle(context)
    assert any(label.text() for label in page.findChildren(QLabel))
    context.tasks.close()
