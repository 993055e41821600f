"""Files on their way in are all kept or none; what is done to them later is one act each; a place is never passed on."""

import hashlib
import io
from pathlib import Path

import pytest
from PIL import Image

from inspector_app.actions import answers, evidence, evidence_edits, undo
from inspector_app.actions.evidence import Brought
from inspector_app.actions.pictures import opened_pictures
from inspector_app.checklist import exchange
from inspector_app.checklist.template import ItemId
from inspector_app.errors import IntakeError, VisitError
from tests.intake.pictures import exif_of, is_upright, photo, turned_photo

BOARD, OFFICE = ItemId("16"), ItemId("25a")
NHA_TRANG = ((12, 14, 19.68), (109, 11, 49.2))
SAYING = exif_of(taken="2026:05:12 09:12:00", place=NHA_TRANG, camera="Apple iPhone 13")


def never() -> bool:
    return False


def stored(ws) -> list[Path]:
    return sorted(path for path in ws.files.folder.rglob("*") if path.is_file())


def brought(folder: Path, count: int) -> list[Brought]:
    found = []
    for number in range(count):
        path = folder / f"IMG_{number:04d}.jpg"
        path.write_bytes(photo((320, 240), exif=exif_of(camera=f"Máy {number}")))
        found.append(Brought(path.name, path))
    return found


@pytest.fixture
def place(ws, visit) -> str:
    """A photo that says where it was taken, captioned, second in the list."""
    evidence.add_evidence(ws, visit, "kế hoạch.pdf", b"%PDF-1.7", [BOARD])
    name = evidence.add_evidence(ws, visit, "IMG_1.JPG", photo(exif=SAYING), [BOARD], "Bảng niêm yết")
    evidence.add_evidence(ws, visit, "b.txt", b"b", [BOARD])
    return name


def test_thirty_photos_are_one_act_that_one_undo_takes_back(ws, visit, now, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    kept = evidence.keep_files(
        ws, visit, [BOARD], brought(tmp_path, 30), lambda *own: seen.append(own), never
    )
    assert [own.name for own in now().visit.evidence] == [f"IMG_{i:04d}.jpg" for i in range(30)]
    assert len(kept.kept) == 30
    assert [done for done, _all in seen] == list(range(1, 31))
    assert all(ws.files.thumbnail(own.sha256) for own in now().visit.evidence)
    undo.undo(ws, visit)
    assert now().visit.evidence == ()
    undo.redo(ws, visit)
    assert len(now().visit.evidence) == 30


@pytest.mark.parametrize("after", [0, 1, 9, 20])
def test_what_was_cancelled_leaves_no_file_behind(ws, visit, now, tmp_path: Path, after: int) -> None:
    """Whichever photo it was at: all or nothing."""
    evidence.add_evidence(ws, visit, "a.jpg", photo((320, 240), exif=exif_of(camera="Máy 3")), [BOARD])
    before, listed = stored(ws), now().visit.evidence
    done = [0]

    def cancelled() -> bool:
        return done[0] >= after

    kept = evidence.keep_files(
        ws,
        visit,
        [OFFICE],
        brought(tmp_path, 24),
        lambda so_far, _all: done.__setitem__(0, so_far),
        cancelled,
    )
    assert kept is None
    assert (stored(ws), now().visit.evidence) == (before, listed)
    # The next one is not harmed by processes that were left in the middle of their work.
    again = evidence.keep_files(ws, visit, [OFFICE], brought(tmp_path, 2), lambda *_own: None, never)
    assert len(again.kept) == 2


def test_a_broken_picture_stops_no_other_and_stays_nowhere(ws, visit, now, tmp_path: Path) -> None:
    files = brought(tmp_path, 3)
    broken = tmp_path / "hỏng.jpg"
    broken.write_bytes(photo()[:900])
    kept = evidence.keep_files(
        ws, visit, [BOARD], [files[0], Brought(broken.name, broken), *files[1:]], lambda *_own: None, never
    )
    assert [own.name for own in now().visit.evidence] == [own.name for own in files]
    ((own, as_plain),) = [(own.brought.name, own.as_plain) for own in kept.refused]
    assert (own, as_plain) == ("hỏng.jpg", True)
    assert ws.files.has(hashlib.sha256(broken.read_bytes()).hexdigest()) is False
    plain = evidence.keep_files(
        ws, visit, [BOARD], [Brought(broken.name, broken)], lambda *_own: None, never, plain=True
    )
    assert plain.kept == ("hỏng.jpg",)
    assert now().visit.evidence[-1].reduced_sha256 is None


def test_the_same_photo_twice_is_kept_once(ws, visit, now, tmp_path: Path) -> None:
    (one,) = brought(tmp_path, 1)
    twin = tmp_path / "ban sao.jpg"
    twin.write_bytes(one.path.read_bytes())
    kept = evidence.keep_files(ws, visit, [BOARD], [one, Brought(twin.name, twin)], lambda *_own: None, never)
    assert (kept.kept, kept.known) == (("IMG_0000.jpg",), ("ban sao.jpg",))
    assert len(now().visit.evidence) == 1


def test_a_picture_under_another_name_is_a_picture_still(ws, visit, now) -> None:
    evidence.add_evidence(ws, visit, "quét.dat", photo(kind="TIFF"), [BOARD])
    (own,) = now().visit.evidence
    assert (own.media_type, own.width) == ("image/tiff", 640)


def test_photos_are_upright_and_their_time_is_kept(ws, visit, now) -> None:
    evidence.add_evidence(ws, visit, "IMG.jpg", turned_photo(6, (480, 640)), [BOARD])
    evidence.add_evidence(ws, visit, "IMG2.jpg", photo(exif=SAYING), [BOARD])
    first, second = now().visit.evidence
    for data in (ws.files.read(first.reduced_sha256), ws.files.thumbnail(first.sha256)):
        assert is_upright(Image.open(io.BytesIO(data)))
    assert first.taken_at is None
    assert second.taken_at.isoformat() == "2026-05-12T09:12:00+07:00"


def test_nothing_that_the_unit_gets_says_where_a_photo_was_taken(ws, visit, now, place: str) -> None:
    """The place is not even in the log: who takes it out has taken it out."""
    from inspector_app.store import events

    own = now().visit.evidence[1]
    record = exchange.record(now().visit, now().template, drawn_at=ws.clock.now(), draft=1)
    for data in (exchange.write(record), ws.files.read(own.reduced_sha256)):
        for word in (b"12.2388", b"109.197", b"iPhone", b"latitude"):
            assert word not in data
    assert not any(
        "12.2388" in str(event) or "iPhone" in str(event) for event in events.of_visit(ws.db, visit)
    )
    told = evidence_edits.tell(ws, place)
    assert (str(told.latitude), told.camera) == ("12.238800", "Apple iPhone 13")


def test_a_copy_without_place_stands_where_the_photo_stood(ws, visit, now, place: str) -> None:
    before = now().visit.evidence[1]
    copy = evidence_edits.without_place(ws, visit, place, keep_time=True)
    own = now().visit.evidence[1]
    assert own.sha256 == copy != place
    assert (own.name, own.caption, own.items, own.order, own.printed, own.reduced_sha256, own.taken_at) == (
        before.name, before.caption, before.items, before.order, before.printed, before.reduced_sha256, before.taken_at,
    )  # fmt: skip
    assert place not in {file.sha256 for file in now().visit.evidence}
    assert evidence_edits.tell(ws, copy).latitude is None
    for word in (b"iPhone", b"Exif", b"2026:05:12"):
        assert word not in ws.files.read(copy)
    assert ws.files.thumbnail(copy) is not None
    undo.undo(ws, visit)
    assert now().visit.evidence[1] == before
    assert evidence_edits.tell(ws, place).latitude is not None


def test_the_time_can_be_taken_out_too(ws, visit, now, place: str) -> None:
    evidence_edits.without_place(ws, visit, place, keep_time=False)
    assert now().visit.evidence[1].taken_at is None


def test_copies_with_marks_follow_the_photo_that_stands_in_its_place(ws, visit, now, place: str) -> None:
    drawn = evidence.add_evidence(ws, visit, "IMG_1 (đánh dấu).jpg", photo((300, 200)), [BOARD])
    at = now().visit.evidence[1].taken_at
    for field, value in (("marked_from", place), ("taken_at", at)):
        answers.set_value(ws, visit, f"evidence:{drawn}", field, value)
    copy = evidence_edits.without_place(ws, visit, place, keep_time=False)
    own = next(file for file in now().visit.evidence if file.sha256 == drawn)
    assert (own.marked_from, own.taken_at) == (copy, None)
    undo.undo(ws, visit)
    own = next(file for file in now().visit.evidence if file.sha256 == drawn)
    assert (own.marked_from, own.taken_at) == (place, at)


def test_a_picture_that_says_nothing_is_its_own_copy(ws, visit, now) -> None:
    name = evidence.add_evidence(ws, visit, "a.png", photo(kind="PNG"), [BOARD])
    before = now().visit.evidence
    assert evidence_edits.without_place(ws, visit, name, keep_time=True) == name
    assert now().visit.evidence == before


def test_a_photo_of_an_iphone_becomes_a_jpeg_with_its_name(ws, visit, now) -> None:
    data = (Path(__file__).parent.parent / "fixtures" / "pictures" / "phone.heic").read_bytes()
    name = evidence.add_evidence(ws, visit, "IMG_0042.HEIC", data, [BOARD])
    evidence_edits.without_place(ws, visit, name, keep_time=True)
    (own,) = now().visit.evidence
    assert (own.name, own.media_type) == ("IMG_0042.jpg", "image/jpeg")


def test_files_change_places_and_items_and_go(ws, visit, now, place: str) -> None:
    evidence.add_evidence(ws, visit, "khác.txt", b"khac", [OFFICE])
    first, second, third, other = (own.sha256 for own in now().visit.evidence)
    evidence_edits.reorder(ws, visit, (third, first, second))
    assert [own.sha256 for own in now().visit.evidence] == [third, first, second, other]
    undo.undo(ws, visit)
    assert [own.sha256 for own in now().visit.evidence] == [first, second, third, other]
    evidence_edits.move(ws, visit, (second,), OFFICE, BOARD)
    assert [own.sha256 for own in now().visit.evidence_of(OFFICE)] == [second, other]
    assert second not in {own.sha256 for own in now().visit.evidence_of(BOARD)}
    undo.undo(ws, visit)
    evidence_edits.take_away(ws, visit, (first, third))
    assert [own.sha256 for own in now().visit.evidence] == [second, other]
    undo.undo(ws, visit)
    assert [own.sha256 for own in now().visit.evidence] == [first, second, third, other]


def test_what_is_gone_is_not_moved(ws, visit, place: str) -> None:
    evidence_edits.take_away(ws, visit, (place,))
    with pytest.raises(VisitError, match="EVIDENCE-GONE"):
        evidence_edits.move(ws, visit, (place,), OFFICE)


def test_a_file_of_another_computer_is_known_as_such(ws, visit, now, place: str) -> None:
    ws.files.path(place).unlink()
    assert evidence_edits.absent(ws, now().visit.evidence) == {place}


def test_what_is_passed_on_says_no_place_and_what_is_opened_is_the_original(
    ws, visit, now, place: str
) -> None:
    own = now().visit.evidence[1]
    before = stored(ws)
    opened = evidence_edits.for_other_programs(ws, own)
    assert (opened.name, opened.read_bytes()) == ("IMG_1.JPG", ws.files.read(place))
    passed_on = evidence_edits.for_other_programs(ws, own, bare=True)
    assert passed_on.name == "IMG_1.jpg"
    assert b"Exif" not in passed_on.read_bytes()
    assert stored(ws) == before
    ws.files.clear_laid_out()
    assert not opened.exists()
    assert not passed_on.exists()


@pytest.mark.parametrize(
    ("name", "kept_as"),
    [
        ("../../etc/mật khẩu.txt", "_.._etc_mật khẩu.txt"),
        ("con.txt", "_con.txt"),
        ("a" * 300 + ".pdf", "a" * 97 + ".pdf"),
        ("...", "_"),
        ("ảnh\x00\n.jpg ", "ảnh__.jpg"),
    ],
)  # fmt: skip
def test_a_name_leads_nowhere_else(ws, visit, now, name: str, kept_as: str) -> None:
    sha256 = ws.files.put(b"noi dung")
    path = ws.files.laid_out(sha256, name)
    assert path.name == kept_as
    assert path.parent.parent == ws.folder / "opened"


def test_a_program_is_told_from_a_document(ws, visit, now) -> None:
    names = {"chạy.EXE": True, "a.lnk": True, "bảng.xlsx": False, "không đuôi": False, "x.js": True}
    for name in names:
        evidence.add_evidence(ws, visit, name, name.encode(), [BOARD])
    assert {own.name: evidence_edits.is_program(own) for own in now().visit.evidence} == names


def test_processes_stay_warm_for_the_next_picture_and_end_with_the_workspace(ws, visit) -> None:
    with opened_pictures(ws):
        assert not ws.picture_pools
    (pool,) = ws.picture_pools
    with ws.another() as other, opened_pictures(other):
        assert not ws.picture_pools
    assert list(ws.picture_pools) == [pool]
    ws.close()
    assert not ws.picture_pools


def test_a_photo_kept_before_there_were_thumbnails_still_has_a_look(ws, visit, now, place: str) -> None:
    own = now().visit.evidence[1]
    ws.files.put_thumbnail(own.sha256, b"")
    (ws.folder / "thumbnails" / own.sha256[:2] / own.sha256).unlink()
    found = evidence_edits.looks(ws, now().visit.evidence)
    assert list(found) == [place]
    assert found[place] == ws.files.read(own.reduced_sha256)


def test_a_picture_that_is_too_large_is_refused_before_it_is_kept(ws, visit, monkeypatch) -> None:
    from inspector_app.intake import images

    monkeypatch.setattr(images, "MAX_BYTES", 1000)
    before = stored(ws)
    with pytest.raises(IntakeError, match="INTAKE-TOO-BIG"):
        evidence.add_evidence(ws, visit, "a.jpg", photo(), [BOARD])
    assert stored(ws) == before
