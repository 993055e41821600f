"""The life of a checklist: read, looked at before it is taken over, published, retired, never edited."""

from dataclasses import replace

import pytest

from inspector_app.actions import checklist_files, office, profile, templates, visits
from inspector_app.actions.checklist_files import FileKind
from inspector_app.actions.merging import export_events, merge_events
from inspector_app.actions.score_tables import keep_table, shipped_tables, tables
from inspector_app.actions.templates import Standing
from inspector_app.actions.workspace import open_workspace
from inspector_app.authoring import shelf
from inspector_app.authoring.toml_writing import write_toml
from inspector_app.checklist import canonical
from inspector_app.checklist.editions import SHIPPED, Status
from inspector_app.checklist.template import Wording
from inspector_app.errors import ChecklistError, FormatError, StoreError

OURS = replace(
    shelf.read("cchc-2026"), version="2026.4", title=Wording("Danh mục của Sở Nội vụ", "Own checklist")
)


def status(ws, name):
    return templates.edition(ws, name).status


def test_what_ships_is_offered_newest_first_and_former_versions_are_only_kept(ws):
    rows = [(own.ref.id, own.ref.version, own.status, own.source) for own in templates.editions(ws)]
    assert rows[:4] == [
        ("cchc", "2026.3", Status.PUBLISHED, SHIPPED),
        ("cchc", "2026.2", Status.RETIRED, SHIPPED),
        ("cchc", "2026", Status.RETIRED, SHIPPED),
        ("cchc", "2022", Status.PUBLISHED, SHIPPED),
    ]
    assert templates.offered(ws)[0].ref == shelf.read(visits.DEFAULT_TEMPLATE).ref
    assert {own.ref for own in templates.offered(ws)} == {
        shelf.read(name).ref for name in templates.template_names()
    }
    with pytest.raises(ChecklistError) as caught:
        visits.create_visit(ws, "earlier/cchc-2026")
    assert caught.value.code == "CHECKLIST-NOT-OFFERED"


def test_the_first_checklist_of_2026_is_still_the_one_that_visits_are_bound_to():
    assert shelf.read("earlier/cchc-2026").digest == (
        "09a16ca865a063e158f3a019827e6296ed1afaf9f062d781fb13236fdc46153c"
    )
    for name in templates.template_names():
        assert shelf.named(name) == (shelf.read(name).id, shelf.read(name).version)


def test_a_visit_of_another_laptop_on_a_former_version_can_still_be_taken_in(ws, tmp_path, clock):
    with open_workspace(tmp_path / "other", clock, "Ông Lê Văn Mẫu") as other:
        visits.receive_visit(other, "cu-2026", shelf.read("earlier/cchc-2026"))
        visits.write(other, "cu-2026", [("answer:1", "verdict", "yes")])
        data = export_events(other, "cu-2026")
    merged = merge_events(ws, data)
    assert (merged.new, merged.inserted) == (True, 1)
    assert visits.load(ws, "cu-2026").template.version == "2026"
    assert status(ws, "cchc@2026") is Status.RETIRED, "taken in, but not offered"


def test_a_file_is_looked_at_before_it_is_taken_over(ws):
    seen = checklist_files.preview(ws, write_toml(OURS), "danh-muc.toml")
    assert (seen.template, seen.faults, seen.standing) == (OURS, (), Standing.VERSION)
    assert seen.against is not None
    assert seen.against.ref.version == "2026.3"
    assert [own.field for own in seen.comparison.head] == ["title.vi", "title.en"]
    assert len(seen.comparison.same) == len(OURS.items)
    assert [own.ref.version for own in templates.editions(ws) if own.source != SHIPPED] == []


def test_every_fault_of_a_file_is_told_with_item_and_field(ws):
    text = (
        write_toml(OURS).decode().replace('area = "7"', 'area = "8"').replace('kind = "rate"', 'kind = "rte"')
    )
    seen = checklist_files.preview(ws, text.encode(), "danh-muc.toml")
    assert seen.template is None
    kinds = sum(spec.kind == "rate" for item in OURS.items for spec in item.facts)
    assert len(seen.faults) == kinds > 1, "the form first: without it the rest cannot be told"
    assert all(".kind" in own.parameters["field"] and own.parameters["item"] for own in seen.faults)
    text = write_toml(OURS).decode().replace('area = "7"', 'area = "8"')
    faults = checklist_files.preview(ws, text.encode(), "danh-muc.toml").faults
    assert {own.code for own in faults} == {"CHECKLIST-AREA"}
    assert [own.parameters["item"] for own in faults] == [item.id for item in OURS.items_of("7")]


def test_a_draft_is_replaced_until_it_is_published_and_never_after(ws):
    first = templates.import_template(ws, OURS, "danh-muc.toml")
    assert status(ws, "cchc@2026.4") is Status.DRAFT
    better = replace(OURS, title=Wording("Danh mục của Sở Nội vụ, bản sửa", "Own checklist, edited"))
    assert checklist_files.preview(ws, write_toml(better), "b.toml").standing is Standing.DRAFT
    second = templates.import_template(ws, better, "b.toml")
    with pytest.raises(StoreError):
        templates.template_of(ws, first.sha256)
    with pytest.raises(ChecklistError) as caught:
        visits.create_visit(ws, "cchc@2026.4")
    assert caught.value.code == "CHECKLIST-NOT-OFFERED"

    templates.publish(ws, second.sha256)
    assert templates.offered(ws)[0].ref == second, "the newest of the leading checklist is proposed"
    assert visits.load(ws, visits.create_visit(ws, "cchc")).template == better
    seen = checklist_files.preview(ws, write_toml(OURS), "danh-muc.toml")
    assert (seen.standing, seen.free_version) == (Standing.TAKEN, "2026.5")
    with pytest.raises(ChecklistError) as caught:
        templates.import_template(ws, OURS, "danh-muc.toml")
    assert (caught.value.code, caught.value.parameters["free"]) == ("CHECKLIST-PUBLISHED", "2026.5")
    raised = templates.import_template(ws, OURS, "danh-muc.toml", version="2026.5")
    assert templates.template_of(ws, raised.sha256) == replace(OURS, version="2026.5")
    assert templates.import_template(ws, better, "again.toml") == second, "the very same changes nothing"
    assert status(ws, "cchc@2026.4") is Status.PUBLISHED


def test_a_shipped_version_cannot_be_published_over(ws):
    changed = replace(shelf.read("cchc-2022"), title=Wording("Khác", "Other"))
    assert checklist_files.preview(ws, write_toml(changed), "x.toml").standing is Standing.TAKEN
    with pytest.raises(ChecklistError) as caught:
        templates.import_template(ws, changed, "x.toml")
    assert (caught.value.code, caught.value.parameters["free"]) == ("CHECKLIST-PUBLISHED", "2022.2")


def test_a_retired_version_is_not_offered_and_its_visits_stay_on_it(ws, visit, now):
    running = now().template
    templates.retire(ws, running.digest)
    assert running.ref not in {own.ref for own in templates.offered(ws)}
    visits.write(ws, visit, [("answer:1", "verdict", "yes")])
    assert now().template == running
    with pytest.raises(ChecklistError) as caught:
        visits.create_visit(ws)
    assert caught.value.code == "CHECKLIST-NOT-OFFERED"
    templates.publish(ws, running.digest)
    assert visits.load(ws, visits.create_visit(ws)).template == running


def test_only_drafts_are_deleted_and_only_published_ones_retired(ws):
    draft = templates.duplicate(ws, shelf.read("cchc-2026").digest)
    assert (draft.version, status(ws, "cchc@2026.4")) == ("2026.4", Status.DRAFT)
    with pytest.raises(ChecklistError) as caught:
        templates.retire(ws, draft.sha256)
    assert caught.value.code == "CHECKLIST-DRAFT"
    templates.delete_draft(ws, draft.sha256)
    with pytest.raises(ChecklistError) as caught:
        templates.edition(ws, "cchc@2026.4")
    assert caught.value.code == "CHECKLIST-UNKNOWN"
    with pytest.raises(ChecklistError) as caught:
        templates.delete_draft(ws, shelf.read("cchc-2026").digest)
    assert caught.value.code == "CHECKLIST-NOT-DRAFT"


def test_a_newer_version_is_found_once_it_is_published(ws, now):
    assert templates.newer_version(ws, now().visit.template) is None
    draft = templates.import_template(ws, OURS, "danh-muc.toml")
    assert templates.newer_version(ws, now().visit.template) is None
    templates.publish(ws, draft.sha256)
    assert templates.newer_version(ws, now().visit.template).ref == draft
    assert templates.newer_version(ws, shelf.read("earlier/cchc-2026").ref).ref == draft
    templates.retire(ws, draft.sha256)
    assert templates.newer_version(ws, shelf.read("earlier/cchc-2026").ref).ref.version == "2026.3"
    assert templates.newer_version(ws, shelf.read("iso-9001").ref) is None


def test_a_version_is_named_as_people_name_it(ws):
    ref = shelf.read("cchc-2026").ref
    for name in ("cchc-2026", "cchc@2026.3", "cchc", ref.sha256, ref.sha256[:8]):
        assert templates.edition(ws, name).ref == ref
    with pytest.raises(ChecklistError) as caught:
        templates.edition(ws, "không-có")
    assert caught.value.code == "CHECKLIST-UNKNOWN"


@pytest.mark.parametrize("name", templates.template_names())
def test_what_is_exported_can_be_imported_unchanged(ws, name):
    own = shelf.read(name)
    for kind in FileKind:
        data = checklist_files.export(ws, own.digest, kind)
        seen = checklist_files.preview(ws, data, checklist_files.file_name(own, kind))
        assert (seen.template, seen.standing) == (own, Standing.SAME)
        assert not seen.unsupported


def test_an_office_gives_its_laptops_what_they_go_by(ws, tmp_path, clock):
    folder = tmp_path / "office"
    office.set_up(folder, "Sở Nội vụ")
    table = shipped_tables()[0][1]
    keep_table(ws, table)
    templates.publish(ws, templates.import_template(ws, OURS, "danh-muc.toml").sha256)
    templates.import_template(ws, replace(OURS, version="2026.9"), "ban-thao.toml")
    assert office.share(ws, folder) == (1, 1), "drafts and what ships stay at home"
    with open_workspace(tmp_path / "other", clock, "Ông Lê Văn Mẫu") as other:
        taken = profile.import_profile(other, *office.profile_data(folder))
        assert profile.kept_profile(other) == taken
        assert templates.offered(other)[0].ref == OURS.ref
        assert (templates.offered(other)[0].source, templates.offered(other)[0].status) == (
            "Sở Nội vụ",
            Status.PUBLISHED,
        )
        assert [line.table for line in tables(other)] == [table]
        visit = visits.create_visit(other, "cchc")

        templates.retire(ws, OURS.digest)
        newer = templates.import_template(ws, replace(OURS, version="2026.5"), "danh-muc.toml")
        templates.publish(ws, newer.sha256)
        office.share(ws, folder)
        profile.import_profile(other, *office.profile_data(folder))
        assert templates.offered(other)[0].ref == newer
        assert status(other, "cchc@2026.4") is Status.RETIRED, "the office left it out"
        assert visits.load(other, visit).template == OURS, "and visits stay on it"


def test_what_is_published_on_a_laptop_is_not_replaced_by_the_office(ws, tmp_path, clock):
    folder = tmp_path / "office"
    office.set_up(folder, "Sở Nội vụ")
    templates.publish(ws, templates.import_template(ws, OURS, "danh-muc.toml").sha256)
    office.share(ws, folder, ["cchc@2026.4"])
    with open_workspace(tmp_path / "other", clock, "Ông Lê Văn Mẫu") as other:
        own = replace(OURS, title=Wording("Danh mục khác", "Another"))
        templates.publish(other, templates.import_template(other, own, "x.toml").sha256)
        profile.import_profile(other, *office.profile_data(folder))
        assert templates.offered(other)[0].ref == own.ref
        assert OURS.ref not in {found.ref for found in templates.editions(other)}
    draft = templates.duplicate(ws, OURS.digest)
    with pytest.raises(ChecklistError) as caught:
        office.share(ws, folder, [draft.sha256])
    assert caught.value.code == "CHECKLIST-NOT-OFFERED"


def test_a_profile_without_checklists_is_what_it_was(tmp_path):
    office.set_up(tmp_path / "office", "Sở Nội vụ")
    data, _signature = office.profile_data(tmp_path / "office")
    assert set(canonical.parse(data)) == {
        "office",
        "certificate",
        "made_at",
        "destinations",
        "trusted_roots",
        "format",
        "schema",
    }


def test_a_profile_of_a_newer_release_is_refused_in_one_sentence(ws, tmp_path):
    office.set_up(tmp_path / "office", "Sở Nội vụ")
    data, signature = office.profile_data(tmp_path / "office")
    newer = canonical.canonical({**canonical.parse(data), "schema": 2, "unknown": 1})
    with pytest.raises(FormatError) as caught:
        profile.import_profile(ws, newer, signature)
    assert caught.value.code == "FORMAT-PROFILE-NEWER"
