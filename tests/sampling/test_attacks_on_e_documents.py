"""Documents made to be called signed although they are not, or although they show something else than was signed."""

import functools
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PIL import Image

from inspector_app.checklist import canonical
from inspector_app.checklist.e_documents import ExaminedDocument, Outcome, Said, Trait
from inspector_app.checklist.examination_rows import remark_of
from inspector_app.checklist.verdict import Remark
from inspector_app.clock import ZONE
from inspector_app.sampling import document_worker, outcomes
from inspector_app.sampling.document_worker import Job, Looked
from inspector_app.signing import foreign
from tests.sampling import states
from tests.sampling.paper import Box, Paper, Place, draw
from tests.sampling.pki import AGENCY, DEPUTY, _issue, _name, _year, pki
from tests.sampling.revision import Act, Revision, sign

AT = datetime(2026, 6, 1, 9, 0, tzinfo=ZONE)

Look = Callable[[bytes], ExaminedDocument]


@functools.cache
def _work() -> Callable[[object], object]:
    return document_worker.start(document_worker.settings_of(pki().trust(), AT, 5 << 20))


@pytest.fixture
def look(tmp_path: Path) -> Look:
    def judged(pdf: bytes) -> ExaminedDocument:
        file = tmp_path / "van-ban.pdf"
        file.write_bytes(pdf)
        own = canonical.from_json(Looked, _work()(canonical.to_json(Job(str(file), "van-ban.pdf"))))
        return outcomes.timed(outcomes.judged(own.document), own.local_as_utc)

    return judged


@pytest.mark.parametrize(
    "box",
    [
        pytest.param((0, 0, 595, 842), id="the whole page"),
        pytest.param((85, 500, 540, 560), id="some lines"),
        pytest.param((200, 590, 240, 608), id="one figure of a line"),
        pytest.param((150, 719, 250, 733), id="the abstract"),
    ],
)
def test_a_later_signature_over_signed_text_is_for_a_person_to_look_at(box: Box, look: Look) -> None:
    """A white or newly written widget hides what the leader signed; the model lets visible signatures pass."""
    paper = Paper()
    white = Image.new("RGBA", (60, 80), (255, 255, 255, 255))
    over = Act(pki().agency, states.signed_at(paper, 14), "Signature9", Place(0, box), white)
    found = look(sign(states.approved(paper), over))
    assert (found.personal, found.agency) == (Outcome.UNDECIDED, Outcome.UNDECIDED)
    assert Said(Trait.COVERS_TEXT, f"{AGENCY} (tr. 1)") in found.said
    assert remark_of(found, "personal") == "chữ ký số thêm sau nằm đè lên nội dung đã ký"


@pytest.mark.parametrize("pages", [1, 2, 4])
@pytest.mark.parametrize("make", [states.proper, states.with_initial, states.proper_old_format])
def test_seal_number_and_day_in_their_places_cover_nothing(
    make: Callable[[Paper], bytes], pages: int, look: Look
) -> None:
    assert not look(make(Paper(pages=pages, numbered=False))).has(Trait.COVERS_TEXT)


def test_a_certificate_that_a_program_made_for_itself_is_nobodys_signature(look: Look) -> None:
    """Any reader of PDF makes a "digital ID" in the leader's name in a minute."""
    subject = _name(country="VN", organization=AGENCY, name=DEPUTY)
    alone = _issue(subject, None, since=_year(2024), until=_year(2029))
    found = look(states.issued(Paper(), states.approved(Paper(), by=alone)))
    assert (found.personal, found.agency) == (Outcome.NO, Outcome.YES)
    assert remark_of(found, "personal") == (
        "chữ ký số của lãnh đạo không hợp lệ (chứng thư tự tạo, không do tổ chức chứng thực nào cấp)"
    )


def test_a_worse_signature_beside_it_does_not_hide_that_a_chain_is_unknown(look: Look) -> None:
    paper = Paper()
    draft = draw(paper)
    initial = Act(pki().retired, states.signed_at(paper, 8), "Signature0", draft.places["initial"])
    found = look(
        states.issued(paper, states.approved(paper, pdf=sign(draft.pdf, initial), by=pki().stranger))
    )
    assert found.personal is Outcome.YES
    assert remark_of(found, "both") == "chưa đối chiếu được với chứng thư gốc"
    assert remark_of(found, "agency") is None


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Trần Văn Thử\nGIÁM ĐỐC", "Trần Văn Thử GIÁM ĐỐC"),
        ("\x1b[2KTrần Văn Thử", "[2KTrần Văn Thử"),
        ("Trần Văn \u202eThử\u2066", "Trần Văn Thử"),
    ],
)
def test_a_name_in_a_certificate_stays_on_one_line_and_moves_no_cursor(
    name: str, shown: str, look: Look
) -> None:
    own = _issue(_name(name=name), pki().state_g2, since=_year(2024), until=_year(2029))
    found = look(states.approved(Paper(), by=own))
    (seen,) = found.signatures
    assert seen.holder is not None
    assert (seen.holder.name, seen.verdict.signer) == (shown, shown)
    assert all(said.detail.isprintable() for said in found.said)


def _dead(pdf: bytes, between: bytes = b" ") -> bytes:
    """Other content under the number of the first page's own, which no table names."""
    page = Revision(pdf).pages()[0]
    own = re.search(rb"/Contents (\d+) 0 R", Revision(pdf).body(page))
    assert own is not None
    other = b"BT /F1 20 Tf 100 700 Td (KHAC) Tj ET"
    return b"%s%s0%sobj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (
        own[1],
        between,
        between,
        len(other),
        other,
    )


def _before_table(pdf: bytes, more: bytes) -> bytes:
    start = pdf.rindex(b"xref\n", 0, pdf.rindex(b"startxref"))
    moved = pdf[:start] + more + pdf[start:]
    return re.sub(rb"startxref\n\d+\n%%EOF\n$", b"startxref\n%d\n%%%%EOF\n" % (start + len(more)), moved)


def _short_rows(pdf: bytes) -> bytes:
    """Rows of 19 bytes instead of 20: some readers take them, others look for the objects themselves."""
    start = pdf.rindex(b"xref\n", 0, pdf.rindex(b"startxref"))
    return pdf[:start] + pdf[start:].replace(b" n \n", b" n\n")


def _two_before(pdf: bytes) -> bytes:
    return re.sub(rb"(/Prev \d+)( >>\nstartxref\n\d+\n%%EOF\n)$", rb"\1 /Prev 17\2", pdf)


@pytest.mark.parametrize("between", [b" ", b"\n", b" %\n"], ids=["blank", "line", "comment"])
@pytest.mark.parametrize("table", [None, _short_rows, _two_before], ids=["plain", "short rows", "two Prev"])
@pytest.mark.parametrize("planted", ["after", "before"])
def test_content_that_only_some_readers_find_is_a_change(
    planted: str,
    between: bytes,
    table: Callable[[bytes], bytes] | None,
    look: Look,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It stands in no table; a reader that mistrusts the seal's table shows it instead of what was signed."""
    paper = Paper()
    draft = draw(paper).pdf
    dead = _dead(draft, between)
    signed = states.approved(paper, pdf=_before_table(draft, dead) if planted == "before" else draft)
    done = Revision.done

    def written(update: Revision) -> bytes:
        pdf = done(update)
        pdf = _before_table(pdf, dead) if planted == "after" else pdf
        return table(pdf) if table else pdf

    monkeypatch.setattr(Revision, "done", written)
    seal = Act(pki().agency, states.signed_at(paper, 14), "Signature4", draw(paper).places["seal"])
    found = look(sign(signed, seal))
    if planted == "before" and table is None:
        # Every reader takes the table as it is.
        assert found.personal is Outcome.YES
        return
    assert found.has(Trait.CHANGED)
    assert (found.personal, found.agency) == (Outcome.NO, Outcome.NO)


Change = Callable[[Revision, int], None]
"""Something more in the revision of the seal, whose widget has this number."""


def _sealed_with(change: Change, monkeypatch: pytest.MonkeyPatch) -> bytes:
    paper = Paper(pages=2)
    signed = states.approved(paper)
    done = Revision.done

    def written(update: Revision) -> bytes:
        change(update, _widget_of(update))
        return done(update)

    monkeypatch.setattr(Revision, "done", written)
    seal = Act(pki().agency, states.signed_at(paper, 14), "Signature4", draw(paper).places["seal"])
    return sign(signed, seal)


def _widget_of(update: Revision) -> int:
    form = re.search(rb"/AcroForm (\d+) 0 R", update.body(update.root))
    assert form is not None
    return int(re.findall(rb"(\d+) 0 R", update.body(int(form[1])))[-1])


def _place_that_nobody_signs(update: Revision, _widget: int) -> None:
    page = update.pages()[0]
    frame = b"/Type /XObject /Subtype /Form /BBox [0 0 500 600]"
    white = update.add_stream(frame, b"1 1 1 rg 0 0 500 600 re f")
    place = update.add(
        b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (x) /F 132 /Rect [50 500 550 540] /P %d 0 R /AP << /N %d 0 R >> >>"
        % (page, white)
    )
    update.into(page, b"/Annots", b"%d 0 R" % place)
    form = re.search(rb"/AcroForm (\d+) 0 R", update.body(update.root))
    assert form is not None
    update.into(int(form[1]), b"/Fields", b"%d 0 R" % place)


def _seal_on_another_page_too(update: Revision, widget: int) -> None:
    update.into(update.pages()[0], b"/Annots", b"%d 0 R" % widget)


@pytest.mark.parametrize("change", [_place_that_nobody_signs, _seal_on_another_page_too])
def test_what_comes_with_a_seal_and_stands_over_text_is_for_a_person_to_look_at(
    change: Change, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = look(_sealed_with(change, monkeypatch))
    assert (found.personal, found.agency) == (Outcome.UNDECIDED, Outcome.UNDECIDED)
    assert Said(Trait.COVERS_TEXT, "(tr. 1)") in found.said


def _other_pages(update: Revision, _widget: int) -> None:
    """The key of the signed catalog stays first; some readers take the last."""
    frame = b"<< /Type /Page /MediaBox [0 0 200 200] /Resources << >> >>"
    tree = update.add(b"<< /Type /Pages /Count 1 /Kids [ %d 0 R ] >>" % update.add(frame))
    catalog = update.body(update.root)
    update.replace(update.root, catalog[: catalog.rindex(b">>")] + b" /Pages %d 0 R >>" % tree)


def _note_over_the_text(update: Revision, widget: int) -> None:
    body = update.body(widget)
    update.replace(widget, body.replace(b"/Subtype /Widget", b"/Subtype /Widget /Subtype /FreeText"))


@pytest.mark.parametrize("change", [_other_pages, _note_over_the_text])
def test_a_key_that_stands_twice_in_a_later_revision_is_never_called_signed(
    change: Change, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    pdf = _sealed_with(change, monkeypatch)
    found = look(pdf)
    assert Outcome.YES not in {found.personal, found.agency}
    notes = foreign.document(pdf, trust=pki().trust(), at=AT).verdict.notes
    assert Remark.HIDDEN_CONTENT in {note.remark for note in notes}
