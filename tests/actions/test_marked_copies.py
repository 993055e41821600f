"""What a marked copy is to the visit: evidence of its own, printed in the photo's place; its marks and the photo never
reach the unit."""

import io

import pytest
from PIL import Image, ImageDraw

from inspector_app.actions.evidence import add_evidence, evidence_data
from inspector_app.actions.evidence_edits import take_away
from inspector_app.actions.health import check
from inspector_app.actions.markup import keep_marked, markup, say_personal
from inspector_app.actions.undo import redo, undo
from inspector_app.actions.visits import load
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist import exchange
from inspector_app.checklist.marks import Mark, MarkKind
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import Evidence, VisitId
from inspector_app.errors import VisitError

ITEM = ItemId("16")
CANARY = "nhãn chim hoàng yến"
COVER = Mark(MarkKind.BLUR, 64, 64, 160, 80)
LABEL = Mark(MarkKind.TEXT, 10, 10, 0, 40, CANARY)


def jpeg(colour: str, mark: str | None = None) -> bytes:
    picture = Image.new("RGB", (800, 600), colour)
    if mark is not None:
        ImageDraw.Draw(picture).rectangle((64, 64, 224, 144), fill=mark)
    data = io.BytesIO()
    picture.save(data, "JPEG")
    return data.getvalue()


PHOTO = jpeg("#305070")


@pytest.fixture
def photo(ws: Workspace, visit: VisitId) -> str:
    return add_evidence(ws, visit, "anh.png.jpg", PHOTO, [ITEM], "Bảng niêm yết")


def evidence(ws: Workspace, visit: VisitId) -> tuple[Evidence, ...]:
    return load(ws, visit).visit.evidence


def keep(ws: Workspace, visit: VisitId, sha256: str, colour: str, *marks: Mark) -> None:
    keep_marked(ws, visit, markup(ws, visit, sha256), marks, jpeg("#305070", colour))


def printed(ws: Workspace, visit: VisitId) -> bytes:
    opened = load(ws, visit)
    return exchange.write(exchange.record(opened.visit, opened.template, drawn_at=ws.clock.now(), draft=1))


def test_the_minutes_know_the_copy_alone(ws: Workspace, visit: VisitId, photo: str) -> None:
    keep(ws, visit, photo, "#808080", COVER, LABEL)
    original, copy = sorted(evidence(ws, visit), key=lambda own: own.marked_from or "")
    assert evidence_data(ws, photo) == PHOTO
    pages = printed(ws, visit).decode()
    assert copy.sha256 in pages
    assert original.sha256 not in pages
    for canary in (CANARY, "marks", "blur", "marked_from", "personal"):
        assert canary not in pages


def test_a_visit_without_marks_says_nothing_of_them(ws: Workspace, visit: VisitId, photo: str) -> None:
    before = printed(ws, visit)
    keep(ws, visit, photo, "#808080", COVER)
    undo(ws, visit)
    assert printed(ws, visit) == before


def test_further_marks_replace_the_copy_and_every_step_can_be_undone(
    ws: Workspace, visit: VisitId, photo: str
) -> None:
    states = [evidence(ws, visit)]
    for colour, marks in (("#808080", (COVER,)), ("#909090", (COVER, LABEL)), ("#909090", ())):
        keep(ws, visit, photo, colour, *marks)
        states.append(evidence(ws, visit))
    assert [len(own) for own in states] == [1, 2, 2, 1]
    assert states[3] == states[0]
    for state in states[-2::-1]:
        undo(ws, visit)
        assert evidence(ws, visit) == state
    for state in states[1:]:
        redo(ws, visit)
        assert evidence(ws, visit) == state
    assert check(ws).sound


def test_what_was_said_of_the_copy_stays_when_the_marks_go(ws: Workspace, visit: VisitId, photo: str) -> None:
    keep(ws, visit, photo, "#808080", COVER)
    (copy,) = [own for own in evidence(ws, visit) if own.marked_from]
    say_personal(ws, visit, copy.sha256, True)
    keep(ws, visit, copy.sha256, "#808080")
    (alone,) = evidence(ws, visit)
    assert (alone.sha256, alone.printed, alone.personal) == (photo, True, True)


def test_a_copy_outlives_its_photo(ws: Workspace, visit: VisitId, photo: str) -> None:
    keep(ws, visit, photo, "#808080", COVER)
    take_away(ws, visit, [photo])
    (copy,) = evidence(ws, visit)
    begun = markup(ws, visit, copy.sha256)
    assert begun.photo == copy
    assert begun.marks == ()  # what was covered stays covered: it is drawn upon as it is
    keep_marked(ws, visit, begun, (LABEL,), jpeg("#305070", "#AAAAAA"))
    assert [own.marked_from for own in evidence(ws, visit)].count(copy.sha256) == 1


def test_a_file_that_is_no_photo_is_refused_with_the_reason(ws: Workspace, visit: VisitId) -> None:
    text = add_evidence(ws, visit, "ghi-chu.txt", b"a", [ITEM])
    for sha256 in (text, "0" * 64):
        with pytest.raises(VisitError) as told:
            markup(ws, visit, sha256)
        assert told.value.code == "MARKUP-NO-PICTURE"


def test_the_same_marks_change_nothing(ws: Workspace, visit: VisitId, photo: str) -> None:
    keep(ws, visit, photo, "#808080", COVER)
    begun = markup(ws, visit, photo)
    assert not keep_marked(ws, visit, begun, begun.marks, b"").entities
