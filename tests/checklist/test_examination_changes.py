"""A check that is repeated says what is not as it was."""

from dataclasses import replace

from inspector_app.checklist.e_documents import Holder, HolderKind, Outcome
from inspector_app.checklist.examination_changes import Difference, DifferenceKind, differences
from tests.checklist.examinations import document, examination, signature, thirty, unsigned, without_leader


def told(found: tuple[Difference, ...]) -> list[tuple[str, str | None]]:
    return [(own.kind, (own.after or own.before).number) for own in found]  # type: ignore[union-attr]


def test_the_same_folder_again_differs_in_nothing() -> None:
    assert differences(thirty(), replace(thirty(), examined_at=thirty().examined_at.replace(hour=15))) == ()


def test_documents_that_came_and_went_are_named() -> None:
    found = differences(examination(document(1), document(2)), examination(document(3), document(2)))
    assert told(found) == [(DifferenceKind.NEW, "3/SM-VP"), (DifferenceKind.GONE, "1/SM-VP")]
    assert found[0].before is None
    assert found[1].after is None


def test_a_document_that_was_signed_meanwhile_has_another_file_outcome_and_signer() -> None:
    after = replace(document(7), sha256="ab" * 32)
    found = differences(examination(unsigned(7)), examination(after))
    assert told(found) == [
        (DifferenceKind.OTHER_FILE, "7/SM-VP"),
        (DifferenceKind.OTHER_OUTCOME, "7/SM-VP"),
        (DifferenceKind.OTHER_SIGNER, "7/SM-VP"),
    ]


def test_another_signer_of_the_same_document_is_said() -> None:
    other = signature(Holder("Phạm Văn Khác", HolderKind.PERSON))
    before = document(7)
    after = document(7, signatures=(other, before.signatures[1]))
    assert told(differences(examination(before), examination(after))) == [
        (DifferenceKind.OTHER_SIGNER, "7/SM-VP")
    ]


def test_a_decision_by_hand_is_another_outcome() -> None:
    before = without_leader(7)
    after = replace(before, personal=Outcome.YES)
    assert told(differences(examination(before), examination(after))) == [
        (DifferenceKind.OTHER_OUTCOME, "7/SM-VP")
    ]


def test_a_file_without_a_number_is_known_by_its_path() -> None:
    before = document(None)
    moved = replace(before, path="Tháng 4/Công văn.pdf")
    assert [own.kind for own in differences(examination(before), examination(moved))] == [
        DifferenceKind.NEW,
        DifferenceKind.GONE,
    ]
