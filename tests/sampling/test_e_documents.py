"""A folder is examined: what counts, what lies beside it, and that no file is lost on the way."""

import shutil
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import psutil
import pytest

from inspector_app.actions import e_documents as verbs
from inspector_app.actions.drawing import draw, read_register
from inspector_app.actions.workspace import Workspace, open_workspace
from inspector_app.checklist.canonical import canonical, from_json, parse
from inspector_app.checklist.e_documents import (
    Examination,
    ExaminedDocument,
    LeftOutKind,
    Method,
    Outcome,
    Refused,
    RegisterLine,
    Trait,
)
from inspector_app.checklist.outgoing import OutgoingColumns, OutgoingRegister
from inspector_app.checklist.verdict import Integrity
from inspector_app.clock import ZONE, SystemClock
from inspector_app.errors import VisitError
from inspector_app.sampling import e_documents
from inspector_app.sampling.limits import MB, Limits
from inspector_app.signing import trust as authorities
from inspector_app.signing.trust import TrustStore
from tests.sampling import states
from tests.sampling.hostile import HOSTILE
from tests.sampling.paper import Paper
from tests.sampling.pki import DIRECTOR
from tests.sampling.test_workers import left_behind
from tests.sampling.world import Folder

AT = datetime(2026, 6, 1, 9, 0, tzinfo=ZONE)


@pytest.fixture
def ws(tmp_path: Path, trust: TrustStore) -> Workspace:
    folder = tmp_path / "laptop"
    for certificate in (*trust.roots, *trust.intermediates):
        authorities.add(folder / "trust", certificate)
    return open_workspace(folder)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "Văn bản"
    made.mkdir()
    return made


def paper(number: int, **said: object) -> Paper:
    return Paper(number=number, **said)  # type: ignore[arg-type]


def register(*numbers: int, signer: str | None = None) -> OutgoingRegister:
    lines = tuple(
        RegisterLine(
            place, f"{number}/SXD-VP|12/05/2026", f"{number}/SXD-VP", date(2026, 5, 12), "Báo cáo", signer
        )
        for place, number in enumerate(numbers, start=5)
    )
    return OutgoingRegister("Sổ.xlsx", "00" * 32, OutgoingColumns("", 4, 1, (), {}), lines)


def examine(
    folder: Path,
    *,
    listed: OutgoingRegister | None = None,
    size: int | None = None,
    seed: str = "7",
    trust: TrustStore | None = None,
    limits: Limits | None = None,
) -> Examination:
    run = e_documents.Run(trust or TrustStore(), AT, SystemClock(), limits=limits or Limits(most_workers=2))
    found = e_documents.examine(verbs.find([folder]), run, register=listed, size=size, seed=seed)
    assert found is not None
    counted = [own.path for own in found.documents if own.path]
    beside = [own.path for own in found.beside]
    # Nothing is dropped silently, nothing stands twice.
    on_disk = [own for own in folder.rglob("*") if own.is_file() and not own.name.startswith((".", "~"))]
    assert len(counted) + len(beside) == len(set(counted + beside)) == len(on_disk)
    assert from_json(Examination, parse(canonical(found))) == found
    assert left_behind() == []
    return found


def beside(found: Examination) -> dict[str, set[Trait]]:
    return {own.path: {said.trait for said in own.said} for own in found.beside}


def only(found: Examination) -> ExaminedDocument:
    (document,) = found.documents
    return document


def test_a_whole_folder(ws: Workspace, documents_folder: Folder) -> None:
    seen: list[tuple[int, int]] = []
    found = verbs.examine(
        ws, verbs.Request((documents_folder.path,)), lambda done, total: seen.append((done, total))
    )
    assert found is not None
    by_path = {own.path: own for own in found.documents}
    for expected in documents_folder.expected:
        own = by_path.pop(expected.path)
        assert (own.personal, own.agency) == (expected.personal, expected.agency), expected.state
        assert expected.said <= {said.trait for said in own.said}, expected.state
    assert not by_path
    assert (found.selection.method, found.selection.population, found.selection.size) == (
        Method.WHOLE,
        30,
        30,
    )
    assert found.outcomes("personal")[Outcome.NO] == 7
    assert (found.beside, found.trusted_roots, found.folder) == ((), 3, "Văn bản đi")
    assert seen[0] == (0, 30)
    assert seen[-1] == (30, 30)
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)


def test_all_thirty_are_found_in_the_register(
    ws: Workspace, documents_folder: Folder, outgoing_register: Path
) -> None:
    found = verbs.examine(ws, verbs.Request((documents_folder.path,), outgoing_register))
    assert found is not None
    rows = {own.path: own for own in found.documents if own.path}
    assert set(rows) == {own.path for own in documents_folder.expected}
    for expected in documents_folder.expected:
        own = rows[expected.path]
        assert (own.number, own.issued, own.abstract) == (
            f"{expected.line.number:02}/{expected.line.symbol}",
            expected.line.issued,
            expected.line.abstract,
        )
    assert len(found.documents) == found.selection.population == 412
    assert [own.register_row for own in found.documents] == sorted(
        own.register_row or 0 for own in found.documents
    )
    absent = [own for own in found.documents if not own.path]
    assert {own.has(Trait.NOT_HANDED_OVER) for own in absent} == {True}
    assert {(own.personal, own.agency, own.integrity) for own in absent} == {
        (Outcome.UNDECIDED, Outcome.UNDECIDED, Integrity.UNREADABLE)
    }
    assert len(found.refused) == 1


def test_what_was_drawn_is_what_anyone_draws_again(
    ws: Workspace, documents_folder: Folder, outgoing_register: Path
) -> None:
    request = verbs.Request((documents_folder.path,), outgoing_register, size=100, seed=" 2026  05 ")
    found = verbs.examine(ws, request)
    listed = read_register(outgoing_register)
    assert found is not None
    assert listed is not None
    drawn = draw(listed, 100, AT, "2026 05").places
    assert [own.register_row for own in found.documents] == [listed.lines[place].row for place in drawn]
    assert (found.selection.method, found.selection.seed, found.selection.size) == (
        Method.RANDOM,
        "2026 05",
        100,
    )
    counted = [own for own in found.documents if own.path]
    assert len(counted) + len(found.beside) == 30
    assert {frozenset(traits) for traits in beside(found).values()} == {frozenset({Trait.NOT_DRAWN})}
    # They were not looked at: nobody says anything of their signatures.
    assert {own.personal for own in found.beside} == {Outcome.UNDECIDED}
    assert not any(own.signatures for own in found.beside)
    assert any(own.signatures for own in counted)


def test_a_draw_from_the_files_themselves(folder: Path) -> None:
    for number in range(1, 9):
        (folder / f"{number}.pdf").write_bytes(states.unsigned(paper(number)))
    found = examine(folder, size=3, seed="x")
    assert [own.path for own in found.documents] == sorted(own.path for own in found.documents)
    assert (len(found.documents), found.selection.population, found.selection.of_register) == (3, 8, False)
    assert len([traits for traits in beside(found).values() if traits == {Trait.NOT_DRAWN}]) == 5
    assert [own.path for own in examine(folder, size=3, seed="x").documents] == [
        own.path for own in found.documents
    ]


def test_a_seed_is_made_where_none_is_given(ws: Workspace, folder: Path) -> None:
    (folder / "a.pdf").write_bytes(states.unsigned(Paper()))
    found = verbs.examine(ws, verbs.Request((folder,), size=1))
    assert found is not None
    assert found.selection.seed is not None
    assert found.selection.seed.isdecimal()


def test_copies_count_once(folder: Path) -> None:
    (folder / "lần 2").mkdir()
    (folder / "1-SXD-VP.pdf").write_bytes(states.unsigned(paper(1)))
    shutil.copy(folder / "1-SXD-VP.pdf", folder / "lần 2" / "1-SXD-VP (1).pdf")
    found = examine(folder)
    assert only(found).path == "1-SXD-VP.pdf"
    assert found.selection.population == 1
    (copy,) = found.beside
    assert [(said.detail) for said in copy.said if said.trait is Trait.DUPLICATE] == ["1-SXD-VP.pdf"]


def test_what_is_no_pdf_lies_beside(folder: Path) -> None:
    (folder / "1.pdf").write_bytes(states.unsigned(paper(1)))
    (folder / "2.pdf").write_bytes(states.word_renamed(paper(2)))
    (folder / "Dự thảo.docx").write_bytes(b"PK")
    found = examine(folder)
    assert only(found).path == "1.pdf"
    assert beside(found) == {"2.pdf": {Trait.NOT_PDF}, "Dự thảo.docx": {Trait.NOT_PDF}}
    assert all(own.sha256 for own in found.beside)


def test_files_beside_the_register_are_named_by_why(folder: Path) -> None:
    (folder / "1-SXD-VP.pdf").write_bytes(states.unsigned(paper(1)))
    (folder / "1-SXD-VP Phụ lục.pdf").write_bytes(states.scanned(paper(1)))
    (folder / "99-SXD-VP.pdf").write_bytes(states.unsigned(paper(99)))
    shutil.copy(folder / "1-SXD-VP.pdf", folder / "bản sao.pdf")
    found = examine(folder, listed=register(1, 2))
    first, second = found.documents
    assert (first.path, second.path) == ("1-SXD-VP.pdf", "")
    assert [said.detail for said in first.said if said.trait is Trait.SEVERAL_FILES] == [
        "1-SXD-VP Phụ lục.pdf"
    ]
    assert second.has(Trait.NOT_HANDED_OVER)
    assert {path: traits - {Trait.NO_SIGNATURE, Trait.SCANNED} for path, traits in beside(found).items()} == {
        "1-SXD-VP Phụ lục.pdf": {Trait.SEVERAL_FILES},
        "99-SXD-VP.pdf": {Trait.NOT_IN_REGISTER},
        "bản sao.pdf": {Trait.DUPLICATE},
    }


def test_of_equal_files_the_one_that_carries_the_number_counts(folder: Path) -> None:
    (folder / "1-SXD-VP.pdf").write_bytes(states.unsigned(paper(1)))
    shutil.copy(folder / "1-SXD-VP.pdf", folder / "00 bản sao.pdf")
    found = examine(folder, listed=register(1))
    assert only(found).path == "1-SXD-VP.pdf"
    assert beside(found).keys() == {"00 bản sao.pdf"}
    assert found.beside[0].has(Trait.DUPLICATE)


def test_of_equal_files_the_one_whose_line_was_drawn_counts(folder: Path) -> None:
    """The same scan was saved under two numbers; only one of them was drawn."""
    for number in (1, 2):
        (folder / f"{number}-SXD-VP.pdf").write_bytes(states.scanned(paper(7)))
    seeds = {examine(folder, listed=register(1, 2), size=1, seed=seed).documents[0].path for seed in "abcdef"}
    assert seeds == {"1-SXD-VP.pdf", "2-SXD-VP.pdf"}


def test_what_is_left_out_is_named_and_every_file_is_somewhere(folder: Path) -> None:
    (folder / "1-SXD-VP.pdf").write_bytes(states.unsigned(paper(1)))
    (folder / "Ghi chú.txt").write_text("nháp", "utf-8")
    (folder / "~$1-SXD-VP.docx").write_bytes(b"x")
    (folder / ".ẩn.pdf").write_bytes(b"x")
    (folder / "đứt.pdf").symlink_to(folder / "không còn.pdf")
    found = examine(folder)
    assert {own.path: own.kind for own in found.left_out} == {
        ".ẩn.pdf": LeftOutKind.HIDDEN,
        "~$1-SXD-VP.docx": LeftOutKind.TEMPORARY,
        "đứt.pdf": LeftOutKind.LINK,
    }
    assert (found.files_found, found.files_counted, len(found.beside)) == (5, 1, 1)
    assert found.files_found == len(list(folder.iterdir()))
    assert from_json(Examination, parse(canonical(found))) == found


def test_doubts_of_the_register_come_along(folder: Path) -> None:
    (folder / "1-SXD-VP.pdf").write_bytes(states.unsigned(paper(1)))
    doubt = Refused(5, "The day could not be read; the line is used without it.")
    assert examine(folder, listed=replace(register(1), doubts=(doubt,))).doubts == (doubt,)


def test_the_signer_of_the_register_is_compared(folder: Path, trust: TrustStore) -> None:
    (folder / "1-SXD-VP.pdf").write_bytes(states.proper(paper(1)))
    found = examine(folder, listed=register(1, signer=DIRECTOR), trust=trust)
    assert only(found).has(Trait.OTHER_SIGNER)
    assert only(found).personal is Outcome.YES


def test_a_file_that_cannot_be_read_is_an_answer(folder: Path, trust: TrustStore) -> None:
    (folder / "1-SXD-VP.pdf").write_bytes(states.encrypted(paper(1)))
    (folder / "2-SXD-VP.pdf").write_bytes(states.truncated(paper(2)))
    found = examine(folder, listed=register(1, 2), trust=trust)
    assert [own.said[0].trait for own in found.documents] == [Trait.ENCRYPTED, Trait.BROKEN]
    assert found.outcomes("both") == {Outcome.YES: 0, Outcome.NO: 0, Outcome.UNDECIDED: 2}


def test_a_hostile_file_is_named_and_those_beside_it_are_read(folder: Path, trust: TrustStore) -> None:
    (folder / "bom.pdf").write_bytes(HOSTILE["flate_bomb"]())
    (folder / "lặp.pdf").write_bytes(HOSTILE["page_tree_loop"]())
    (folder / "1.pdf").write_bytes(states.proper(paper(1)))
    found = examine(folder, trust=trust, limits=Limits(worker_bytes=300 * MB, seconds=15, most_workers=2))
    by_path = {own.path: own for own in found.documents}
    assert by_path["1.pdf"].personal is Outcome.YES
    for name in ("bom.pdf", "lặp.pdf"):
        assert by_path[name].personal is by_path[name].agency is Outcome.UNDECIDED
        assert by_path[name].sha256 is not None
    assert by_path["bom.pdf"].has(Trait.TOO_GREEDY)


def test_three_hundred_small_files(folder: Path) -> None:
    pdf = states.unsigned(Paper())
    for number in range(300):
        # A comment after the end makes each a file of its own.
        (folder / f"{number}.pdf").write_bytes(pdf + b"%% %d\n" % number)
    found = examine(folder)
    assert [own.path for own in found.documents] == [f"{number}.pdf" for number in range(300)]
    assert found.outcomes("personal")[Outcome.NO] == 300


def test_a_run_that_is_cancelled_gives_nothing_and_leaves_nothing(
    ws: Workspace, documents_folder: Folder
) -> None:
    done: list[int] = []
    request = verbs.Request((documents_folder.path,))
    assert verbs.examine(ws, request, lambda n, _: done.append(n), lambda: len(done) > 4) is None
    assert 4 < len(done) < 30
    assert left_behind() == []


def test_a_worker_killed_in_the_middle_costs_its_own_file_alone(
    ws: Workspace, documents_folder: Folder
) -> None:
    killed: list[int] = []

    def kill_one(done: int, _total: int) -> None:
        if done == 5 and not killed:
            victim = left_behind()[0]
            killed.append(victim.pid)
            victim.send_signal(psutil.signal.SIGKILL)

    found = verbs.examine(ws, verbs.Request((documents_folder.path,)), kill_one)
    assert found is not None
    assert killed
    broken = [own.path for own in found.documents if own.has(Trait.BROKEN)]
    assert len(found.documents) == 30
    assert len(broken) <= 1
    assert left_behind() == []


def test_a_folder_without_any_pdf_is_refused_in_words(ws: Workspace, folder: Path) -> None:
    (folder / "a.docx").write_bytes(b"PK")
    with pytest.raises(VisitError) as raised:
        verbs.examine(ws, verbs.Request((folder,)))
    assert raised.value.code == "SAMPLE-NO-FILES"
    with pytest.raises(VisitError):
        verbs.examine(ws, verbs.Request((folder / "không có",)))


def test_a_register_without_any_file_names_every_line(folder: Path) -> None:
    found = examine(folder, listed=register(1, 2, 3))
    assert [own.has(Trait.NOT_HANDED_OVER) for own in found.documents] == [True] * 3


def test_a_sample_larger_than_the_population_is_refused(folder: Path) -> None:
    (folder / "a.pdf").write_bytes(states.unsigned(Paper()))
    with pytest.raises(VisitError) as raised:
        examine(folder, size=2)
    assert raised.value.code == "SAMPLE-SIZE"
    assert left_behind() == []


def test_a_person_decides_with_a_reason(folder: Path) -> None:
    (folder / "1-SXD-VP.pdf").write_bytes(states.encrypted(paper(1)))
    found = examine(folder, listed=register(1, 2))
    decided = verbs.decide(
        found, "1-SXD-VP.pdf", "personal", Outcome.YES, " Đã xem trên  E-Office cùng văn thư. "
    )
    first, second = decided.documents
    assert (first.personal, first.agency) == (Outcome.YES, Outcome.UNDECIDED)
    assert [said.detail for said in first.said if said.trait is Trait.DECIDED_BY_HAND] == [
        "Đã xem trên E-Office cùng văn thư."
    ]
    assert second == found.documents[1]
    absent = verbs.decide(decided, "", "both", Outcome.NO, "Đơn vị xác nhận chưa ký.", "2/SXD-VP")
    assert absent.outcomes("both") == {Outcome.YES: 0, Outcome.NO: 1, Outcome.UNDECIDED: 1}


def test_a_decision_needs_a_reason_and_a_document_that_counts(folder: Path) -> None:
    (folder / "1-SXD-VP.pdf").write_bytes(states.encrypted(paper(1)))
    found = examine(folder)
    for path, reason, code in (
        ("1-SXD-VP.pdf", "  ", "DECIDE-REASON"),
        ("khác.pdf", "Đã xem.", "DECIDE-DOCUMENT"),
        ("", "Đã xem.", "DECIDE-DOCUMENT"),
    ):
        with pytest.raises(VisitError) as raised:
            verbs.decide(found, path, "personal", Outcome.YES, reason)
        assert raised.value.code == code
