"""Marks come with the events of another computer: whatever they say, the photo opens, can be marked and kept."""

import pytest
from PySide6.QtGui import QImage

from inspector_app.checklist.marks import MOST_MARKS, MOST_WORDS, Mark, MarkKind, fitting
from inspector_app.gui.markup.editor import MarkupEditor
from inspector_app.gui.window import MainWindow

SIZE = (800, 600)
GREATEST = 2**53 - 1
FAR = (
    (GREATEST, GREATEST, GREATEST, GREATEST),
    (-GREATEST, -GREATEST, GREATEST, GREATEST),
    (10, 10, -500, -500),
    (2**31, 0, 5, 5),
    (0, 0, 2**31, 2**31),
    (-2_000_000_000, 0, 2_100_000_000, 8),
    (0, 0, 0, 0),
)


def jpeg_of(window: MainWindow, *marks: Mark) -> tuple[MarkupEditor, bytes]:
    picture = QImage(*SIZE, QImage.Format.Format_RGB32)
    picture.fill(0x305070)
    editor = MarkupEditor(window.context, picture, marks, window)
    editor.open()
    editor.grab()
    jpeg = editor.jpeg()
    editor.close()
    return editor, jpeg


@pytest.mark.parametrize("kind", MarkKind)
@pytest.mark.parametrize("place", FAR)
def test_marks_that_no_picture_holds_are_drawn_as_far_as_it_does(
    window: MainWindow, kind: MarkKind, place: tuple[int, int, int, int]
) -> None:
    editor, jpeg = jpeg_of(window, Mark(kind, *place, "nhãn"), Mark(MarkKind.BOX, 20, 20, 90, 60))
    assert jpeg.startswith(b"\xff\xd8")
    assert editor.marks[-1] == Mark(MarkKind.BOX, 20, 20, 90, 60)


def test_thousands_of_marks_and_endless_words_hold_nobody_up(window: MainWindow) -> None:
    labels = [Mark(MarkKind.TEXT, 5, 5, 0, 40, "x" * 100_000)] * 5_000
    editor, jpeg = jpeg_of(window, *labels[:20])
    assert jpeg.startswith(b"\xff\xd8")
    assert all(len(own.text or "") == MOST_WORDS for own in editor.marks)
    assert len(fitting(labels, SIZE)) == MOST_MARKS


def test_what_covers_is_cut_to_the_picture_and_never_lost() -> None:
    cover = Mark(MarkKind.BLUR, -50, 500, 10_000, 10_000)
    assert fitting([cover], SIZE) == (Mark(MarkKind.BLUR, 0, 500, 800, 100),)


def test_marks_made_here_stay_as_they_are() -> None:
    own = (
        Mark(MarkKind.ARROW, 700, 500, -600, -400),
        Mark(MarkKind.BOX, 0, 0, 800, 600),
        Mark(MarkKind.BLUR, 64, 64, 160, 80),
        Mark(MarkKind.TEXT, 10, 580, 0, 40, "Bảng niêm yết"),
    )
    assert fitting(own, SIZE) == own
