"""Sentences written by hand are found over all visits by an index; stars and removals stay."""

import shutil
from datetime import datetime
from pathlib import Path

from inspector_app.checklist.event import ActId, DeviceId, Plane
from inspector_app.checklist.visit import VisitId
from inspector_app.clock import ZONE, FixedClock
from inspector_app.store import events, phrases, templates, visits
from inspector_app.store.database import FILE_NAME, Database, open_database
from tests.store.write_database import TEMPLATE

MORNING = datetime(2026, 5, 12, 8, 0, tzinfo=ZONE)
RELEASED = Path(__file__).parent.parent / "fixtures" / "databases"


def write(db: Database, visit: str, *changes: tuple[str, str, object]) -> None:
    with db.write():
        ref = templates.put(db, TEMPLATE)
        visits.create(db, VisitId(visit), ref, MORNING)
        events.write_act(
            db,
            VisitId(visit),
            Plane.ANSWERS,
            [events.Change(*change) for change in changes],
            device=DeviceId("a" * 64),
            actor="An",
            clock=FixedClock(MORNING),
            act=ActId(f"{visit}-1"),
        )


def test_texts_are_found_by_field_and_kind_of_entity(tmp_path: Path) -> None:
    db = open_database(tmp_path)
    write(
        db,
        "một",
        ("finding:25a", "text", "Chưa ký số"),
        ("finding:25a", "items", ["25a"]),
        ("recommendation:1", "text", "Đề nghị ký số"),
        ("answer:25a", "note", "Kín"),
        ("row:1", "remark", "Nguyễn Văn Dân"),
        ("visit", "unit", "Sở Mẫu"),
    )
    write(db, "hai", ("finding:25a", "text", "Chưa ký số"), ("assessment", "objective_causes", "Thiếu người"))
    assert [(own.visit, own.text) for own in phrases.written(db, "text", "finding")] == [
        ("hai", "Chưa ký số"),
        ("một", "Chưa ký số"),
    ]
    assert [own.text for own in phrases.written(db, "text", "recommendation")] == ["Đề nghị ký số"]
    assert [own.text for own in phrases.written(db, "objective_causes", "assessment")] == ["Thiếu người"]
    assert phrases.first_items(db, {VisitId("một")}) == {(VisitId("một"), "finding:25a"): "25a"}
    assert phrases.sources(db)[VisitId("một")] == phrases.Source("cchc", "Sở Mẫu")
    db.close()


def test_notes_and_rows_are_no_field_of_the_index(tmp_path: Path) -> None:
    db = open_database(tmp_path)
    write(db, "một", ("answer:25a", "note", "Kín"), ("row:1", "remark", "Nguyễn Văn Dân"))
    assert phrases.written(db, "note", "answer") == ()
    assert phrases.written(db, "remark", "row") == ()
    db.close()


def test_what_was_said_of_a_phrase_stays(tmp_path: Path) -> None:
    db = open_database(tmp_path)
    phrases.mark(db, "owner", "Văn phòng Sở", MORNING, starred=True)
    phrases.mark(db, "owner", "Ông A", MORNING, removed=True)
    db.close()
    db = open_database(tmp_path)
    assert phrases.marks(db, "owner") == {
        "Văn phòng Sở": phrases.Mark(starred=True, removed=False),
        "Ông A": phrases.Mark(starred=False, removed=True),
    }
    assert phrases.marks(db, "result") == {}
    db.close()


def test_a_database_of_the_release_before_gets_its_place(tmp_path: Path) -> None:
    shutil.copyfile(RELEASED / "0003.db", tmp_path / FILE_NAME)
    db = open_database(tmp_path)
    assert phrases.marks(db, "shortcoming") == {}
    phrases.mark(db, "shortcoming", "Chưa niêm yết công khai", MORNING, starred=True)
    assert phrases.marks(db, "shortcoming")["Chưa niêm yết công khai"].starred
    db.close()


def test_the_star_of_this_release_is_there(tmp_path: Path) -> None:
    shutil.copyfile(RELEASED / "0004.db", tmp_path / FILE_NAME)
    db = open_database(tmp_path)
    assert phrases.marks(db, "shortcoming") == {
        "Chưa niêm yết công khai": phrases.Mark(starred=True, removed=False)
    }
    db.close()
