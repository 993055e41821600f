"""What one file says of itself: every state of a document gets its own answer, read where it stands on the page."""

import functools
import io
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from inspector_app.checklist import canonical
from inspector_app.checklist.e_documents import ExaminedDocument, HolderKind, Mark, Outcome, Trait
from inspector_app.checklist.verdict import Integrity
from inspector_app.clock import ZONE
from inspector_app.sampling import document_worker, outcomes
from inspector_app.sampling.document_worker import Job, Looked
from inspector_app.sampling.page_reading import Pages
from tests.sampling import states
from tests.sampling.paper import Paper, draw, handwriting, seal
from tests.sampling.pki import AGENCY, DEPUTY, HEAD_OF_OFFICE, pki
from tests.sampling.states import NO_PDF, STATES, State

AT = datetime(2026, 6, 1, 9, 0, tzinfo=ZONE)
LIMIT = 5 << 20

Look = Callable[[bytes], ExaminedDocument]


@functools.cache
def _work() -> Callable[[object], object]:
    return document_worker.start(document_worker.settings_of(pki().trust(), AT, LIMIT))


@pytest.fixture
def looked(tmp_path: Path) -> Callable[..., Looked]:
    """Look at bytes as the worker does, JSON in and out."""

    def look(pdf: bytes, *, whole: bool = True) -> Looked:
        file = tmp_path / "Văn bản.pdf"
        file.write_bytes(pdf)
        answer = _work()(canonical.to_json(Job(str(file), "Tháng 5/Văn bản.pdf", whole)))
        return canonical.from_json(Looked, answer)

    return look


@pytest.fixture
def look(looked: Callable[..., Looked]) -> Look:
    def judged(pdf: bytes) -> ExaminedDocument:
        own = looked(pdf)
        return outcomes.timed(outcomes.judged(own.document), own.local_as_utc)

    return judged


def traits(document: ExaminedDocument) -> set[Trait]:
    return {own.trait for own in document.said}


@pytest.mark.parametrize("numbered", [True, False], ids=["printed", "by signature"])
@pytest.mark.parametrize("name", [*STATES, *NO_PDF])
def test_every_state_gets_its_own_answer(name: str, numbered: bool, look: Look) -> None:
    state: State = (STATES | NO_PDF)[name]
    found = look(state.make(Paper(numbered=numbered, pages=2)))
    assert (found.personal, found.agency) == (state.personal, state.agency)
    assert state.said <= traits(found)
    assert found.sha256 is not None
    assert found.path == "Tháng 5/Văn bản.pdf"
    # A report of it can be written, and read again.
    assert canonical.from_json(ExaminedDocument, canonical.parse(canonical.canonical(found))) == found


def test_a_proper_document_has_nothing_said_of_it(look: Look) -> None:
    found = look(states.proper(Paper(pages=3)))
    assert found.said == ()
    assert found.integrity is Integrity.INTACT
    assert found.pages == 3


def test_every_signature_is_named_by_what_it_stands_for(look: Look) -> None:
    found = look(states.with_initial(Paper(pages=2)))
    assert [(own.holder and own.holder.name, own.mark, own.page) for own in found.signatures] == [
        (HEAD_OF_OFFICE, Mark.INITIAL, 2),
        (DEPUTY, Mark.APPROVAL, 2),
        (AGENCY, Mark.NUMBER, 1),
        (AGENCY, Mark.DATE, 1),
        (AGENCY, Mark.SEAL, 2),
    ]
    assert [own.title for own in found.signatures] == [None, "KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC", None, None, None]
    assert [own.later for own in found.signatures] == [False, True, True, True, True]


def test_an_initial_alone_is_not_the_signers_signature(look: Look) -> None:
    paper = Paper()
    place = draw(paper).places["initial"]
    pdf = states.sign(
        draw(paper).pdf, states.Act(pki().head_of_office, states.signed_at(paper), "Signature0", place)
    )
    found = look(states.issued(paper, pdf))
    assert (found.personal, found.agency) == (Outcome.UNDECIDED, Outcome.YES)
    (said,) = found.said
    assert (said.trait, said.detail) == (Trait.NOT_AS_SIGNER, HEAD_OF_OFFICE)


@pytest.mark.parametrize("issued", [date(2026, 5, 12), date(2026, 1, 5), date(2026, 10, 30)])
@pytest.mark.parametrize("numbered", [True, False])
def test_number_day_and_abstract_are_read_also_where_only_signatures_show_them(
    issued: date, numbered: bool, look: Look
) -> None:
    paper = Paper(number=7, symbol="QĐ-SXD", issued=issued, numbered=numbered)
    found = look(states.proper(paper))
    assert (found.number, found.issued, found.abstract) == ("07/QĐ-SXD", issued, paper.abstract)


def test_a_look_that_is_not_whole_says_only_which_document_it_is(looked: Callable[..., Looked]) -> None:
    found = looked(states.proper(Paper()), whole=False)
    assert not found.whole
    assert found.document.number == "123/SXD-VP"
    assert found.document.signatures == ()


def test_a_time_stamp_that_confirms_is_shown(look: Look) -> None:
    assert [own.timestamped for own in look(states.time_stamped(Paper())).signatures] == [True, True]
    assert not any(own.timestamped for own in look(states.proper(Paper())).signatures)


def test_local_time_as_utc_moves_no_day_of_signing(look: Look) -> None:
    """17:30 on the day of issue, written as UTC, is half past midnight of the next day."""
    paper = Paper()
    like = states.Act(pki().agency, states.signed_at(paper), "Signature1", local_as_utc=True)
    late = states.signed_at(paper, 17, 30)
    found = look(states.issued(paper, states.approved(paper, at=late, like=like), at=late, like=like))
    assert traits(found) == {Trait.LOCAL_TIME_AS_UTC}


def test_a_signature_of_the_next_day_says_which_day(look: Look) -> None:
    paper = Paper()
    late = states.signed_at(paper) + timedelta(days=1)
    (said,) = look(states.issued(paper, states.approved(paper, at=late), at=late)).said
    assert (said.trait, said.detail) == (Trait.SIGNED_AFTER_ISSUE, "12/05/2026 → 13/05/2026")


def test_a_document_protected_only_against_changes_is_not_called_unsigned(look: Look) -> None:
    found = look(states.encrypted_for_editing(Paper()))
    assert Trait.BROKEN not in traits(found)
    assert found.personal is not Outcome.YES


def test_a_picture_of_a_logo_on_top_is_no_signature(look: Look) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=1)
    canvas.drawImage(ImageReader(seal()), 60, 742, 80, 80, mask="auto")
    canvas.drawString(100, 600, "Thong bao gui cac phong")
    canvas.save()
    assert traits(look(out.getvalue())) == {Trait.NO_SIGNATURE}


def test_a_file_that_is_too_large_is_not_opened(looked: Callable[..., Looked]) -> None:
    found = looked(b"%PDF-1.7\n" + bytes(LIMIT + 1)).document
    assert traits(found) == {Trait.TOO_LARGE}
    assert found.size > LIMIT


def test_a_file_that_the_system_does_not_open_says_why(tmp_path: Path) -> None:
    answer = _work()(canonical.to_json(Job(str(tmp_path / "không có.pdf"), "không có.pdf")))
    found = canonical.from_json(Looked, answer).document
    (said,) = found.said
    assert said.trait is Trait.CANNOT_OPEN
    assert said.detail
    assert outcomes.judged(found).personal is Outcome.UNDECIDED


def test_names_that_no_file_of_ours_can_hold_are_mended() -> None:
    assert document_worker._text("Nguyễn\ud800" + "x" * 999) == "Nguyễn?" + "x" * 293


def test_holders_are_told_apart(look: Look) -> None:
    kinds = {
        own.holder.name: own.holder.kind for own in look(states.proper(Paper())).signatures if own.holder
    }
    assert kinds == {DEPUTY: HolderKind.PERSON, AGENCY: HolderKind.AGENCY}


def test_pages_of_a_scan_with_text_nobody_sees_are_still_pictures() -> None:
    def page(mode: int) -> bytes:
        out = io.BytesIO()
        canvas = Canvas(out, pagesize=(595, 842), invariant=1)
        canvas.drawImage(ImageReader(handwriting().convert("RGB")), 0, 0, 595, 842)
        text = canvas.beginText(80, 500)
        text.setTextRenderMode(mode)
        text.textLine("Van ban nay duoc nhan dang bang may, khong ai nhin thay dong chu nay tren trang")
        canvas.drawText(text)
        canvas.save()
        return out.getvalue()

    with Pages(page(3)) as hidden, Pages(page(0)) as shown:
        assert hidden.is_scanned()
        assert not shown.is_scanned()
