"""The rules by which a document has what it needs, apart from any file."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from inspector_app.checklist.e_documents import (
    ExaminedDocument,
    Holder,
    HolderKind,
    Mark,
    Outcome,
    RegisterLine,
    Said,
    SeenSignature,
    Trait,
)
from inspector_app.checklist.verdict import Integrity, SignatureVerdict, Trust
from inspector_app.clock import ZONE
from inspector_app.sampling.outcomes import judged, of_register, same_person, timed
from inspector_app.sampling.signing_times import is_local_as_utc, is_local_by_issue

MORNING = datetime(2026, 5, 12, 2, 0, tzinfo=UTC)
PERSON, AGENCY, UNKNOWN = HolderKind.PERSON, HolderKind.AGENCY, HolderKind.UNKNOWN
YES, NO, OPEN = Outcome.YES, Outcome.NO, Outcome.UNDECIDED


def seen(
    kind: HolderKind,
    *,
    mark: Mark = Mark.APPROVAL,
    trust: Trust = Trust.TRUSTED,
    integrity: Integrity = Integrity.INTACT,
    covers: bool = True,
    name: str = "Nguyễn Thị Mẫu",
) -> SeenSignature:
    verdict = SignatureVerdict(f"S-{kind}", name, "CA", "00", MORNING, integrity, trust, covers)
    return SeenSignature(verdict, Holder(name, kind), mark)


def outcomes(*signatures: SeenSignature, integrity: Integrity = Integrity.INTACT) -> tuple[Outcome, Outcome]:
    found = judged(ExaminedDocument("a.pdf", signatures=signatures, integrity=integrity))
    return found.personal, found.agency


def test_both_signatures_make_an_original() -> None:
    assert outcomes(seen(PERSON), seen(AGENCY, mark=Mark.SEAL)) == (YES, YES)


@pytest.mark.parametrize(
    ("signature", "personal"),
    [
        (seen(PERSON), YES),
        (seen(PERSON, trust=Trust.UNKNOWN), YES),
        (seen(PERSON, trust=Trust.NOT_TRUSTED), NO),
        (seen(PERSON, integrity=Integrity.CHANGED), NO),
        (seen(PERSON, covers=False), NO),
        (seen(PERSON, mark=Mark.INITIAL), OPEN),
        (seen(PERSON, mark=Mark.NUMBER), OPEN),
        (seen(UNKNOWN), OPEN),
        (seen(UNKNOWN, mark=Mark.TIMESTAMP), NO),
        (seen(UNKNOWN, trust=Trust.NOT_TRUSTED), NO),
        (seen(AGENCY), NO),
    ],
)
def test_what_counts_as_the_signature_of_a_person(signature: SeenSignature, personal: Outcome) -> None:
    assert outcomes(signature)[0] is personal


def test_an_unclear_holder_leaves_open_only_what_is_missing() -> None:
    found = judged(ExaminedDocument("a.pdf", signatures=(seen(PERSON), seen(UNKNOWN, name="Văn thư"))))
    assert (found.personal, found.agency) == (YES, OPEN)
    assert found.said == (Said(Trait.HOLDER_UNCLEAR, "Văn thư"),)


def test_a_changed_document_has_neither() -> None:
    assert outcomes(seen(PERSON), seen(AGENCY), integrity=Integrity.CHANGED) == (NO, NO)


def test_what_cannot_be_read_is_never_signed_and_never_unsigned() -> None:
    assert outcomes(seen(PERSON), integrity=Integrity.UNREADABLE) == (OPEN, OPEN)
    for trait in (Trait.ENCRYPTED, Trait.BROKEN, Trait.TOO_LONG, Trait.CANNOT_OPEN):
        found = judged(ExaminedDocument("a.pdf", said=(Said(trait),)))
        assert (found.personal, found.agency, found.integrity) == (OPEN, OPEN, Integrity.UNREADABLE)


def test_a_sentence_names_at_most_five() -> None:
    crowd = tuple(seen(UNKNOWN, name=f"Người {n}") for n in range(9))
    (said,) = judged(ExaminedDocument("a.pdf", signatures=crowd)).said
    assert said.detail == "Người 0, Người 1, Người 2, Người 3, Người 4 …"


@pytest.mark.parametrize(
    ("certified", "listed", "same"),
    [
        ("Nguyễn Thị Mẫu", "NGUYỄN THỊ MẪU", True),
        ("Nguyễn Thị Mẫu", "Nguyen Thi Mau", True),
        ("Nguyễn Thị Mẫu", "PGĐ Nguyễn Thị Mẫu", True),
        ("Nguyễn Thị Mẫu", "Bà Nguyễn Thị Mẫu - Giám đốc Sở", True),
        ("Nguyễn Thị Mẫu", "N.T.Mẫu", True),
        ("Nguyễn Thị Mẫu", "T. Mẫu", True),
        ("Nguyễn Thị Mẫu", "Mẫu", True),
        ("Nguyễn Thị Mẫu", "Thị Mẫu", True),
        ("Nguyễn Thị Mẫu", "Giám đốc", True),
        ("Vũ Thị Lạ", "Vũ Thị Lạ", True),
        ("Nguyễn Thị Mẫu", "Trần Văn Thử", False),
        ("Nguyễn Thị Mẫu", "Nguyễn Văn Mẫu", False),
        ("Nguyễn Thị Mẫu", "T.V.Mẫu", False),
        ("Nguyễn Thị Mẫu", "Nguyễn", False),
    ],
)
def test_a_name_in_the_register_is_the_person_of_the_certificate(
    certified: str, listed: str, same: bool
) -> None:
    assert same_person(certified, listed) is same


def test_another_signer_than_the_register_says_is_said_and_fails_nothing() -> None:
    document = judged(ExaminedDocument("a.pdf", signatures=(seen(PERSON), seen(AGENCY))))
    line = RegisterLine(5, "k", "123/SXD-VP", date(2026, 5, 12), "Báo cáo", "Trần Văn Thử")
    found = of_register(document, line)
    assert found.said == (Said(Trait.OTHER_SIGNER, "Nguyễn Thị Mẫu"),)
    assert (found.personal, found.number, found.register_row, found.signer) == (
        YES,
        "123/SXD-VP",
        5,
        "Trần Văn Thử",
    )
    assert of_register(document, replace(line, signer="N.T.Mẫu")).said == ()


AT = datetime(2026, 5, 20, 9, 0, tzinfo=ZONE)
WRITTEN = datetime(2026, 5, 12, 9, 0, tzinfo=UTC)
"""What a program states that writes nine o'clock in Vietnam as if it were UTC."""
TRUE = WRITTEN - timedelta(hours=7)


@pytest.mark.parametrize(
    ("stated", "later", "at", "certain"),
    [
        ([], [], AT, False),
        ([TRUE], [], AT, True),
        ([TRUE + timedelta(minutes=8)], [], AT, True),
        ([TRUE, WRITTEN], [], AT, False),
        ([WRITTEN], [], AT, False),
        ([], [TRUE + timedelta(seconds=5)], AT, True),
        ([], [TRUE + timedelta(hours=3)], AT, True),
        ([], [TRUE - timedelta(hours=1)], AT, False),
        ([], [WRITTEN + timedelta(hours=1)], AT, False),
        ([], [], TRUE + timedelta(minutes=1), True),
        ([], [], TRUE - timedelta(hours=2), False),
    ],
)
def test_local_time_written_as_utc_is_flagged_only_where_it_is_certain(
    stated: list[datetime], later: list[datetime], at: datetime, certain: bool
) -> None:
    assert is_local_as_utc(WRITTEN, at=at, stated=stated, later=later) is certain


def test_a_time_with_its_offset_is_taken_at_its_word() -> None:
    local = WRITTEN.astimezone(ZONE)
    assert not is_local_as_utc(local, at=TRUE, stated=[TRUE])
    assert not is_local_by_issue(local, date(2026, 5, 1))


@pytest.mark.parametrize(
    ("hour", "day", "said"),
    [
        (17, 12, {Trait.LOCAL_TIME_AS_UTC}),
        (2, 12, set()),
        (2, 13, {Trait.SIGNED_AFTER_ISSUE}),
        (17, 13, {Trait.SIGNED_AFTER_ISSUE}),
        (22, 12, {Trait.SIGNED_AFTER_ISSUE}),
    ],
)
def test_the_day_of_issue_tells_evenings_from_the_next_day(hour: int, day: int, said: set[Trait]) -> None:
    own = seen(PERSON)
    own = replace(own, verdict=replace(own.verdict, signed_at=datetime(2026, 5, day, hour, tzinfo=UTC)))
    document = ExaminedDocument("a.pdf", issued=date(2026, 5, 12), signatures=(own,))
    assert {found.trait for found in timed(document, ()).said} == said
