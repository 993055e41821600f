"""The columns that a person confirmed are there the next time, for that unit and that kind of register alone."""

import shutil
from datetime import datetime
from pathlib import Path

from inspector_app.checklist.dossiers import Columns, DossierField
from inspector_app.clock import ZONE
from inspector_app.store import remembered_columns
from inspector_app.store.database import FILE_NAME, open_database
from inspector_app.store.remembered_columns import Kind

MORNING = datetime(2026, 5, 12, 8, 0, tzinfo=ZONE)
COLUMNS = Columns(
    "Hồ sơ",
    3,
    2,
    ("STT", "Mã hồ sơ", "Trạng thái"),
    {DossierField.CODE: 1, DossierField.STATUS: 2},
    day_first=False,
)
RELEASED = Path(__file__).parent.parent / "fixtures" / "databases" / "0003.db"


def test_they_come_back_however_the_unit_is_typed(tmp_path: Path) -> None:
    db = open_database(tmp_path)
    remembered_columns.put(db, "Sở Xây dựng", Kind.DOSSIERS, COLUMNS, MORNING)
    assert remembered_columns.get(db, "so xay dung", Kind.DOSSIERS, Columns) == COLUMNS
    assert remembered_columns.get(db, "Sở Y tế", Kind.DOSSIERS, Columns) is None
    assert remembered_columns.get(db, "Sở Xây dựng", Kind.OUTGOING, Columns) is None
    later = Columns("", 1, 1, ("Mã", "Hạn"), {DossierField.CODE: 0, DossierField.DUE: 1})
    remembered_columns.put(db, "SỞ XÂY DỰNG", Kind.DOSSIERS, later, MORNING)
    assert remembered_columns.get(db, "Sở Xây dựng", Kind.DOSSIERS, Columns) == later
    db.close()


def test_what_another_release_wrote_in_another_way_is_asked_anew(tmp_path: Path) -> None:
    db = open_database(tmp_path)
    remembered_columns.put(db, "Sở Mẫu", Kind.DOSSIERS, COLUMNS, MORNING)
    with db.write():
        db.run("UPDATE remembered_columns SET body = replace(body, 'header_row', 'heading_row')")
    assert remembered_columns.get(db, "Sở Mẫu", Kind.DOSSIERS, Columns) is None
    db.close()


def test_those_that_the_first_release_with_them_wrote_are_there(tmp_path: Path) -> None:
    shutil.copyfile(RELEASED, tmp_path / FILE_NAME)
    db = open_database(tmp_path)
    kept = remembered_columns.get(db, "Sở Mẫu", Kind.DOSSIERS, Columns)
    assert kept is not None
    assert kept.fields == {DossierField.CODE: 1, DossierField.STATUS: 2}
    db.close()
