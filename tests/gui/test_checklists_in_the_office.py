"""The office's tab of checklists, and a running visit that goes to a newer version."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QMenu

from inspector_app.actions import answers, checklist_files, templates
from inspector_app.actions.visits import load
from inspector_app.authoring import shelf
from inspector_app.authoring.toml_writing import write_toml
from inspector_app.authoring.xlsform_writing import write_xlsform
from inspector_app.checklist.editions import Status
from inspector_app.checklist.template import Wording
from inspector_app.checklist.visit import ItemVerdict
from inspector_app.gui.dialogs import checklist_import, moving
from inspector_app.gui.dialogs.comparison import ComparisonDialog
from inspector_app.gui.dialogs.new_visit import NewVisitDialog
from inspector_app.gui.panels.checklists import ChecklistsPanel
from inspector_app.gui.widgets.comparison_table import field_name, value_text

OF_2022 = shelf.read("cchc-2022")
CHANGED = tuple(
    replace(own, look_at=Wording("Sổ văn bản đi", "The book")) if own.id == "2" else own
    for own in OF_2022.items
)
NEWER = replace(OF_2022, version="2022.2", items=CHANGED)
"""Item 2 asks for something else."""


@pytest.fixture
def settled(qtbot, window):
    """Waits until nothing runs beside the window."""
    return lambda: qtbot.waitUntil(lambda: not window.context.tasks.running, timeout=60_000)


@pytest.fixture
def panel(window, settled) -> ChecklistsPanel:
    """The tab, opened as a person opens it."""
    window.shell.show_office()
    tabs = window.shell._office.tabs
    titles = [tabs.tabText(place) for place in range(tabs.count())]
    tabs.setCurrentIndex(titles.index("Checklists"))
    settled()
    (found,) = window.shell._office.findChildren(ChecklistsPanel)
    return found


def rows(panel: ChecklistsPanel) -> list[tuple[str, str]]:
    model = panel.table.model()
    return [(model.index(row, 1).data(), model.index(row, 2).data()) for row in range(model.rowCount())]


def accept(monkeypatch, kind: type[QDialog]) -> list[QDialog]:
    """Press the first button of such a dialog at once; the dialogs that were shown."""
    shown: list[QDialog] = []

    def exec_(dialog: QDialog) -> int:
        shown.append(dialog)
        dialog.accept()
        return dialog.result()

    monkeypatch.setattr(kind, "exec", exec_)
    return shown


def test_the_list_shows_what_is_in_use_and_on_request_what_is_not(panel) -> None:
    assert rows(panel)[:2] == [("2026.3", "Published"), ("2022", "Published")]
    panel.all.setChecked(True)
    assert rows(panel)[:4] == [
        ("2026.3", "Published"),
        ("2026.2", "Not in use"),
        ("2026", "Not in use"),
        ("2022", "Published"),
    ]
    assert not panel.publish_button.isVisible()
    assert panel.retire_button.isVisible()


def test_a_form_is_looked_at_kept_as_draft_published_and_offered(
    panel, settled, monkeypatch, tmp_path: Path, workspace
) -> None:
    path = tmp_path / "danh mục.xlsx"
    path.write_bytes(write_xlsform(NEWER))
    shown = accept(monkeypatch, checklist_import.ChecklistImportDialog)
    panel.look_at(path)
    settled()
    (dialog,) = shown
    tabs = [dialog.tabs.tabText(place) for place in range(dialog.tabs.count())]
    assert tabs == ["Items", "Differences from version 2026.3"]
    assert (panel.chosen.ref, panel.chosen.status) == (NEWER.ref, Status.DRAFT)
    assert panel.delete_button.isVisible()
    panel.publish(panel.chosen)
    settled()
    assert (panel.chosen.ref, panel.chosen.status) == (NEWER.ref, Status.PUBLISHED)
    offered = NewVisitDialog(panel._context, templates.offered(workspace))
    texts = [offered.template.itemText(place) for place in range(offered.template.count())]
    assert texts[0].endswith("version 2026.3"), "the newest is proposed"
    assert texts[1].endswith("version 2022.2")


def test_a_file_with_faults_shows_them_all_and_cannot_be_kept(
    panel, settled, monkeypatch, tmp_path: Path
) -> None:
    path = tmp_path / "lỗi.toml"
    path.write_bytes(write_toml(NEWER).replace(b'area = "7"', b'area = "70"'))
    shown = accept(monkeypatch, checklist_import.ChecklistImportDialog)
    panel.look_at(path)
    settled()
    (dialog,) = shown
    assert dialog.tabs.tabText(0) == f"Faults ({len(OF_2022.items_of('7'))})"
    assert not dialog.act.isEnabled()
    assert all(own.ref.version != "2022.2" for own in panel.editions)


def test_a_version_that_is_published_is_imported_under_another_number(
    panel, settled, monkeypatch, tmp_path: Path
) -> None:
    path = tmp_path / "danh mục.toml"
    path.write_bytes(write_toml(replace(NEWER, version="2022")))
    accept(monkeypatch, checklist_import.ChecklistImportDialog)
    panel.look_at(path)
    settled()
    assert panel.chosen.ref == NEWER.ref, "the next free number was proposed and taken"


@pytest.mark.parametrize("kind", checklist_files.FileKind)
def test_a_version_is_exported_as_a_file_that_is_the_same(
    panel, settled, tmp_path: Path, kind, workspace
) -> None:
    path = tmp_path / f"x.{kind}"
    panel.export_to(panel.chosen, kind, path)
    settled()
    assert checklist_files.preview(workspace, path.read_bytes(), path.name).template.ref == panel.chosen.ref


def test_two_versions_are_compared_item_by_item(panel, settled, qtbot) -> None:
    second = next(own for own in panel.editions if own.ref.version == "2026.2")
    dialog = ComparisonDialog(panel._context, panel.editions, second, panel)
    qtbot.addWidget(dialog)
    settled()
    assert "19 the same" in dialog.table.summary.text()
    model = dialog.table.table.model()
    lines = [[model.index(row, column).data() for column in range(4)] for row in range(model.rowCount())]
    assert [line[1] for line in lines if line[0] == "41"] == ["New item"]
    assert "What to look at" in [line[1] for line in lines if line[0] == "8"]
    dialog.table.search.setText("khong co dong nao nhu the")
    assert dialog.table.table.model().rowCount() == 0


def test_the_menu_offers_a_newer_version_only_where_there_is_one(window, workspace) -> None:
    def entries() -> list[str]:
        menu = QMenu()
        window._offer_newer_version(menu)
        return [action.text() for action in menu.actions()]

    assert entries() == ["Go to version 2026.3 of the checklist …"]
    templates.retire(workspace, shelf.read("cchc-2026").digest)
    assert entries() == []


def test_moving_says_what_goes_along_and_opens_the_new_visit(
    window, workspace, visit_id, settled, monkeypatch
) -> None:
    draft = templates.import_template(workspace, NEWER, "danh mục.toml")
    templates.publish(workspace, draft.sha256)
    for item in ("1", "2", "3"):
        answers.set_verdict(workspace, visit_id, item, ItemVerdict.YES)
    window.context.refresh()
    shown = accept(monkeypatch, moving.MovingDialog)
    newer = next(own for own in templates.editions(workspace) if own.ref == draft)
    moving.move_visit(window.context, newer, window)
    settled()
    (dialog,) = shown
    assert dialog.counts.text().startswith("2 answered items go along; 1 do not")
    model = dialog.table.model()
    assert model.rowCount() == 1
    assert (model.index(0, 0).data(), model.index(0, 2).data()) == ("Item 2", "Changed: what to look at")
    opened = window.context.visit
    assert (opened.visit.template, set(opened.visit.answers)) == (draft, {"1", "3"})
    assert load(workspace, visit_id).visit.details.notice.startswith("ĐÃ CHUYỂN SANG DANH MỤC BẢN 2022.2")


def test_a_field_is_called_by_words_and_not_by_its_path() -> None:
    basis = "legal.Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ ban hành Chương trình.checked_on"
    for path, said in {
        "look_at.vi": "What to look at",
        "question.en": "Question · in English",
        "facts.signed": "Figure · signed",
        "facts.signed.label.en": "Figure · signed · name · in English",
        basis: "Legal basis · Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Ch… · checked on",
        "relevant": "Applies if",
        "choice_lists.hang.options.tot.label.vi": "List of choices · hang.options.tot · name",
    }.items():
        assert field_name(path, lambda text: text) == said
    assert [value_text(own) for own in ("2026-11-20", "Văn bản", None)] == ["20/11/2026", "Văn bản", ""]
