"""The agency signed digitally, and of the leader there is only a picture of his hand: that is said, and of nothing else."""

import io
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from inspector_app.checklist.e_documents import ExaminedDocument, Outcome, Trait
from inspector_app.clock import ZONE
from inspector_app.sampling import document_worker, outcomes
from inspector_app.sampling.document_worker import Job
from inspector_app.sampling.limits import USUAL
from tests.sampling import paper as papers
from tests.sampling import states
from tests.sampling.paper import Paper
from tests.sampling.pki import pki

AT = datetime(2026, 6, 1, 9, 0, tzinfo=ZONE)
Box = tuple[float, float, float, float]


def look(pdf: bytes, folder: Path) -> ExaminedDocument:
    file = folder / "Văn bản.pdf"
    file.write_bytes(pdf)
    desk = document_worker._Desk(pki().trust(), AT, USUAL.file_bytes)
    return outcomes.judged(document_worker.look(Job(str(file), file.name), desk).document)


def with_picture(paper: Paper, picture: Image.Image, box: Box) -> bytes:
    """The page of a document, on whose last page a picture was pasted before anybody signed."""
    over, out = io.BytesIO(), io.BytesIO()
    canvas = Canvas(over, pagesize=(papers.WIDTH, papers.HEIGHT), invariant=1)
    canvas.drawImage(ImageReader(picture), box[0], box[1], box[2] - box[0], box[3] - box[1], mask="auto")
    canvas.showPage()
    canvas.save()
    with pikepdf.open(io.BytesIO(papers.draw(paper).pdf)) as pdf, pikepdf.open(over) as layer:
        pdf.pages[-1].add_overlay(layer.pages[0])
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


def black(picture: Image.Image) -> Image.Image:
    """The same strokes in black ink."""
    ink = Image.new("RGBA", picture.size, (10, 10, 10, 255))
    ink.putalpha(picture.getchannel("A"))
    return ink


def code() -> Image.Image:
    """A square code of black cells, a quarter of them."""
    picture = Image.new("RGBA", (210, 210), (255, 255, 255, 255))
    pen = ImageDraw.Draw(picture)
    for cell in range(0, 441, 4):
        x, y = cell % 21 * 10, cell // 21 * 10
        pen.rectangle((x, y, x + 9, y + 9), fill=(0, 0, 0, 255))
    return picture


def emblem() -> Image.Image:
    """Red and golden, as the national emblem is."""
    picture = Image.new("RGBA", (200, 200), (0, 0, 0, 0))
    pen = ImageDraw.Draw(picture)
    pen.ellipse((10, 10, 190, 190), fill=(200, 30, 30, 255), outline=(230, 190, 40, 255), width=14)
    pen.regular_polygon((100, 90, 40), 5, fill=(240, 220, 40, 255))
    return picture


def leader_place(paper: Paper) -> Box:
    return papers.draw(paper).places["leader"].box


@pytest.mark.parametrize("pages", [1, 3])
@pytest.mark.parametrize("ink", [lambda hand: hand, black], ids=["blue", "black"])
def test_a_pasted_hand_beside_the_agencys_signature_is_told(
    pages: int, ink: Callable[[Image.Image], Image.Image], tmp_path: Path
) -> None:
    paper = Paper(pages=pages)
    pdf = with_picture(paper, ink(papers.handwriting()), leader_place(paper))
    found = look(states.issued(paper, pdf), tmp_path)
    assert (found.personal, found.agency) == (Outcome.NO, Outcome.YES)
    assert found.has(Trait.PICTURE_OF_SIGNATURE)
    assert found.has(Trait.NO_PERSONAL)


@pytest.mark.parametrize(
    ("picture", "place"),
    [
        (papers.seal, "leader"),
        (papers.seal, "seal"),
        (emblem, "leader"),
        (code, "under the post"),
        (papers.handwriting, "beside the text"),
        (emblem, "head"),
        (papers.handwriting, "head"),
    ],
)
def test_what_is_no_hand_under_a_post_is_not_taken_for_one(
    picture: Callable[[], Image.Image], place: str, tmp_path: Path
) -> None:
    paper = Paper()
    x, y = papers.LEFT, papers.HEIGHT
    left, low, _, top = leader_place(paper)
    boxes = {
        "under the post": (left + 20, low, left + 20 + top - low, top),
        "beside the text": (x, 60.0, x + 90, 110.0),
        "head": (x, y - 60, x + 45, y - 15),
    }
    box = boxes.get(place) or papers.draw(paper).places[place].box
    found = look(states.issued(paper, with_picture(paper, picture(), box)), tmp_path)
    assert (found.personal, found.agency) == (Outcome.NO, Outcome.YES)
    assert not found.has(Trait.PICTURE_OF_SIGNATURE)


def test_what_a_digital_signature_shows_itself_is_no_pasted_picture(tmp_path: Path) -> None:
    for pdf in (states.without_leader(Paper()), states.expired(Paper()), states.proper(Paper())):
        assert not look(pdf, tmp_path).has(Trait.PICTURE_OF_SIGNATURE)
