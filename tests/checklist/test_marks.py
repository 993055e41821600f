"""Marks stay inside their picture, however they are drawn, moved and resized."""

from hypothesis import given
from hypothesis import strategies as st

from inspector_app.checklist.marks import (
    BLOCK,
    LEAST,
    Mark,
    MarkKind,
    between,
    covered,
    moved,
    placed,
    resized,
)

SIZE = (1600, 1200)
steps = st.integers(-3000, 3000)
kinds = st.sampled_from(MarkKind)


@given(kinds, st.lists(st.tuples(st.booleans(), steps, steps), max_size=12))
def test_a_mark_never_leaves_its_picture(kind: MarkKind, moves: list[tuple[bool, int, int]]) -> None:
    mark = placed(kind, (800, 600), SIZE, "Thiếu bảng niêm yết" if kind is MarkKind.TEXT else None)
    for is_move, x, y in moves:
        mark = (moved if is_move else resized)(mark, x, y, SIZE)
        assert 0 <= min(mark.x, mark.x + mark.width) <= max(mark.x, mark.x + mark.width) <= SIZE[0]
        assert min(mark.y, mark.y + mark.height) >= 0
        if kind is not MarkKind.TEXT:  # letters grow downwards from where they begin
            assert max(mark.y, mark.y + mark.height) <= SIZE[1]
        assert max(abs(mark.width), abs(mark.height)) >= LEAST


def test_what_is_drawn_backwards_is_the_same_box_but_another_arrow() -> None:
    assert between(MarkKind.BOX, (300, 200), (100, 80), SIZE) == Mark(MarkKind.BOX, 100, 80, 200, 120)
    assert between(MarkKind.ARROW, (300, 200), (100, 80), SIZE) == Mark(MarkKind.ARROW, 300, 200, -200, -120)


def test_a_slip_of_the_hand_draws_nothing() -> None:
    assert between(MarkKind.BOX, (300, 200), (303, 400), SIZE) is None
    assert between(MarkKind.ARROW, (300, 200), (303, 203), SIZE) is None


def test_a_blur_reaches_out_to_whole_blocks_of_the_jpeg() -> None:
    left, top, width, height = covered(Mark(MarkKind.BLUR, 17, 31, 40, 2), SIZE)
    assert (left, top, left + width, top + height) == (16, 16, 64, 48)
    assert covered(Mark(MarkKind.BLUR, 1590, 1190, 10, 10), SIZE) == (1584, 1184, 16, 16)
    assert BLOCK == 16
