"""A folder of e-documents is dropped on item 25a: the program itself finds who signed, and writes the sample.

Of 412 documents of the register 30 are drawn; the unit hands over just these; 7 lack the leader's signature.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from inspector_app.actions import answers, e_documents, sampling, visits
from inspector_app.actions.minutes import draft
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.e_documents import Examination, Method, Outcome, Trait
from inspector_app.checklist.examination_changes import DifferenceKind, differences
from inspector_app.checklist.examination_rows import suggested_verdict
from inspector_app.checklist.fact import FactId, Sample
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import ItemVerdict, VisitId
from inspector_app.checklist.wording import sample_in_words
from inspector_app.sampling import outgoing, selection
from tests.field.scene import laptop
from tests.sampling import registers, world
from tests.sampling.pki import believe

ITEM, FACT = ItemId("25a"), FactId("sample")
TARGET = sampling.Target(ITEM, FACT, "personal")
SEED = "20260512"
SENTENCE = (
    "Còn 7/30 (23,3%) văn bản điện tử phát hành trên E-Office chưa được lãnh đạo ký số "
    "(kiểm tra 30 trong tổng số 412 văn bản)."
)
DRAWN = (
    "Phương pháp chọn mẫu: chọn ngẫu nhiên 30/412 văn bản theo sổ đăng ký văn bản đi; mã rút mẫu: 20260512; "
    "tổng số (N): 412; số đã kiểm tra (n): 30; số chưa đạt (x): 07; tỷ lệ chưa đạt: 23,3%; "
    "khoảng tin cậy 95% (siêu bội chính xác): 10,43% - 41,51%."
)


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    """A laptop that believes the authorities of the documents."""
    with laptop(tmp_path / "laptop") as own:
        believe(own)
        yield own


@pytest.fixture
def visit(ws: Workspace) -> VisitId:
    return visits.create_visit(ws, "cchc-2022")


@pytest.fixture(scope="session")
def handed_over(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, world.Folder]:
    """The register, and the 30 files that the unit exported for the lines that were drawn."""
    root = tmp_path_factory.mktemp("van-ban-di")
    register = registers.outgoing_xlsx(root / "Sổ văn bản đi.xlsx")
    read = outgoing.read_outgoing(register)
    assert read is not None
    drawn = selection.draw([line.key for line in read.lines], 30, SEED)
    assert len(drawn) == 30
    return register, world.make_folder(
        root / "Văn bản đi", [registers.outgoing_lines()[place] for place in drawn]
    )


@pytest.fixture
def given(handed_over: tuple[Path, world.Folder], tmp_path: Path) -> tuple[Path, world.Folder]:
    """The same on this team's stick: a story may change it."""
    register, folder = handed_over
    own = tmp_path / "Văn bản đi"
    shutil.copytree(folder.path, own)
    return register, world.Folder(own, folder.expected)


def examine(ws: Workspace, folder: Path, register: Path | None = None) -> Examination:
    request = e_documents.Request((folder,), register, size=30 if register else None, seed=SEED)
    done = e_documents.examine(ws, request, lambda done, total: None, lambda: False)
    assert done is not None
    return done


def test_thirty_of_412_are_looked_at_and_seven_lack_the_leader(ws: Workspace, given) -> None:
    register, folder = given
    examination = examine(ws, folder.path, register)

    chosen = examination.selection
    assert (chosen.population, chosen.size, chosen.seed) == (412, 30, SEED)
    assert (chosen.method, chosen.of_register) == (Method.RANDOM, True)
    assert examination.outcomes("personal") == {Outcome.YES: 23, Outcome.NO: 7, Outcome.UNDECIDED: 0}
    found = {document.path: document for document in examination.documents}
    assert found.keys() == {own.path for own in folder.expected}
    for own in folder.expected:
        document = found[own.path]
        assert (own.state, document.personal, document.agency) == (own.state, own.personal, own.agency)
        assert own.said <= {said.trait for said in document.said}, own.state
        assert document.number == own.line.full_number
        assert document.issued == own.line.issued
        assert document.has(Trait.OTHER_SIGNER) == (own.state == "expired"), own.state


def test_the_item_the_annex_and_the_sentence_of_the_minutes(
    ws: Workspace, visit: VisitId, given, text_of
) -> None:
    register, folder = given
    examination = examine(ws, folder.path, register)
    verdict = suggested_verdict(examination, "personal")
    sampling.fill(ws, visit, examination, [TARGET], interval=True, verdicts={ITEM: verdict})

    opened = visits.load(ws, visit).visit
    sample = opened.answer(ITEM).facts[FACT]
    assert isinstance(sample, Sample)
    assert (sample.population, sample.examined, sample.defective) == (412, 30, 7)
    assert sample_in_words(sample) == "7/30 (23,3%)"
    assert verdict is opened.answer(ITEM).verdict is ItemVerdict.PARTLY
    pages = text_of(draft(ws, visit))
    whole = " ".join(pages)
    body, annex = whole.split("KẾT QUẢ KIỂM TRA MẪU", 1)
    assert SENTENCE in body
    assert SEED not in body
    assert "khoảng tin cậy" not in body.casefold()
    assert annex[: annex.index(" STT")].endswith(DRAWN)
    assert sum(own.line.full_number in annex for own in folder.expected) == 30
    assert sum(row.passed is False for row in opened.rows_of(ITEM, FACT)) == 7


def test_the_same_seed_draws_the_same_thirty_again_and_another_does_not(given) -> None:
    register, folder = given
    read = outgoing.read_outgoing(register)
    assert read is not None
    keys = [line.key for line in read.lines]

    again = selection.draw(keys, 30, SEED)
    backwards = selection.draw(keys[::-1], 30, SEED)

    assert {read.lines[place].number for place in again} == {own.line.full_number for own in folder.expected}
    assert {keys[::-1][place] for place in backwards} == {keys[place] for place in again}
    assert selection.draw(keys, 30, SEED + "1") != again


def test_the_unit_signs_three_more_and_the_second_run_says_what_differs(
    ws: Workspace, visit: VisitId, given
) -> None:
    register, folder = given
    sampling.fill(ws, visit, examine(ws, folder.path, register), [TARGET])
    remedied = [own for own in folder.expected if own.state in {"without_leader", "unsigned", "picture_only"}]
    for own in remedied:
        world.file_of(folder, own).write_bytes(world.STATES["proper"].make(world.paper_of(own.line)))

    before = sampling.last_report(ws, visits.load(ws, visit).visit, ITEM)
    after = examine(ws, folder.path, register)
    assert before is not None
    found = differences(before, after)

    assert after.outcomes("personal")[Outcome.NO] == 4
    other = {own.after.path for own in found if own.after and own.kind is DifferenceKind.OTHER_OUTCOME}
    assert other == {own.path for own in remedied}
    assert {own.after.path for own in found if own.after} == other
    sampling.fill(ws, visit, after, [TARGET])
    sample = visits.load(ws, visit).visit.answer(ITEM).facts[FACT]
    assert isinstance(sample, Sample)
    assert (sample.population, sample.examined, sample.defective) == (412, 30, 4)
    assert len(visits.load(ws, visit).visit.rows_of(ITEM, FACT)) == 30


def test_a_drawn_document_that_is_not_handed_over_is_neither_signed_nor_unsigned(
    ws: Workspace, visit: VisitId, given, text_of
) -> None:
    register, folder = given
    lacking = next(own for own in folder.expected if own.state == "proper")
    world.file_of(folder, lacking).unlink()
    examination = examine(ws, folder.path, register)
    sampling.fill(ws, visit, examination, [TARGET], interval=True, verdicts={ITEM: ItemVerdict.PARTLY})

    assert examination.outcomes("personal") == {Outcome.YES: 22, Outcome.NO: 7, Outcome.UNDECIDED: 0}
    (missing,) = examination.not_handed_over
    assert missing.has(Trait.NOT_HANDED_OVER)
    assert missing.number == lacking.line.full_number
    annex = " ".join(text_of(draft(ws, visit))).split("KẾT QUẢ KIỂM TRA MẪU", 1)[1]
    assert f"đơn vị chưa cung cấp tệp của 01 văn bản ({missing.number})" in annex
    assert "số đã kiểm tra (n): 29; số chưa đạt (x): 07" in annex
    assert "khoảng tin cậy" not in annex


def test_the_whole_folder_without_a_register_has_no_seed_and_no_interval(
    ws: Workspace, visit: VisitId, given
) -> None:
    _, folder = given
    examination = examine(ws, folder.path)
    sampling.fill(ws, visit, examination, [TARGET], interval=True)

    assert (examination.selection.method, examination.selection.population) == (Method.WHOLE, 30)
    sample = visits.load(ws, visit).visit.answer(ITEM).facts[FACT]
    assert isinstance(sample, Sample)
    assert (sample.examined, sample.defective, sample.seed, sample.interval) == (30, 7, None, None)


def test_a_copy_under_another_name_is_counted_once(ws: Workspace, given) -> None:
    _, folder = given
    first = min(folder.path.rglob("*.pdf"))
    shutil.copy(first, folder.path / "bản sao.pdf")
    (folder.path / "Thumbs.db").write_bytes(b"no document")
    (folder.path / "ghi chú.docx").write_bytes(b"PK\x03\x04")

    examination = examine(ws, folder.path)

    assert len(examination.documents) == 30
    copies = [own for own in examination.beside if own.has(Trait.DUPLICATE)]
    assert len(copies) == 1
    assert examination.outcomes("personal")[Outcome.NO] == 7


def test_undo_takes_the_whole_check_back_as_one_act(ws: Workspace, visit: VisitId, given) -> None:
    from inspector_app.actions import undo

    _, folder = given
    answers.set_verdict(ws, visit, ITEM, ItemVerdict.YES)
    sampling.fill(ws, visit, examine(ws, folder.path), [TARGET], verdicts={ITEM: ItemVerdict.PARTLY})
    undo.undo(ws, visit)

    opened = visits.load(ws, visit).visit
    assert opened.answer(ITEM).verdict is ItemVerdict.YES
    assert opened.rows_of(ITEM, FACT) == ()
    assert FACT not in opened.answer(ITEM).facts
