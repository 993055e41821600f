"""What a check of e-documents writes: every document one row, counted the way the minutes say it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from inspector_app.checklist.e_documents import (
    ExaminedDocument,
    Holder,
    HolderKind,
    Method,
    Outcome,
    Said,
    Selection,
    Trait,
)
from inspector_app.checklist.examination_rows import (
    ROW,
    placed,
    remark_of,
    rows_for,
    sample_for,
    suggested_verdict,
)
from inspector_app.checklist.fact import FactId, SampleRow
from inspector_app.checklist.fact_kinds import fact_in_words
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.verdict import Integrity, Remark, Trust
from inspector_app.checklist.visit import ItemVerdict
from tests.checklist.examinations import (
    AGENCY,
    LEADER,
    decided,
    document,
    examination,
    signature,
    thirty,
    unreadable,
    unsigned,
    without_leader,
)

ITEM, FACT = ItemId("25a"), FactId("sample")
EXPIRED_AGENCY = (signature(AGENCY, trust=Trust.NOT_TRUSTED, notes=[Remark.CERTIFICATE_EXPIRED]),)


def pasted_hand(number: int, **values: object) -> ExaminedDocument:
    """One that the agency alone signed, over a picture of the leader's hand."""
    own = without_leader(number)
    return replace(own, said=(*own.said, Said(Trait.PICTURE_OF_SIGNATURE)), **values)  # type: ignore[arg-type]


def test_thirty_documents_of_a_register_give_seven_without_the_leader() -> None:
    sample = sample_for(thirty(), "personal")
    assert (sample.population, sample.examined, sample.defective) == (412, 30, 7)
    assert fact_in_words(sample) == "7/30 (23,3%)"
    assert sample.seed == "mau-2026-05-12"
    assert sample.interval is None


def test_the_agency_is_asked_apart_and_both_are_asked_together() -> None:
    of = {name: sample_for(thirty(), name).defective for name in ("personal", "agency", "both")}
    assert of == {"personal": 7, "agency": 3, "both": 7}


def test_what_could_not_be_read_counts_as_drawn_and_never_as_lacking() -> None:
    method = sample_for(thirty(), "personal").method
    assert method is not None
    assert method.startswith("chọn ngẫu nhiên 30/412 văn bản")
    assert method.endswith("trong mẫu có 02 văn bản chưa xác định được, không tính là chưa đạt")


def test_where_no_chain_was_compared_the_method_says_it_once_and_no_row_does() -> None:
    own = examination(document(1, trust=Trust.UNKNOWN), document(2, trust=Trust.UNKNOWN), trusted_roots=0)
    assert (sample_for(own, "both").method or "").endswith("chữ ký số chưa được đối chiếu với chứng thư gốc")
    assert {row.remark for row in rows_for(own, ITEM, FACT, "both")} == {None}


def test_one_chain_that_could_not_be_compared_is_said_in_its_row() -> None:
    own = examination(document(1), document(2, trust=Trust.UNKNOWN))
    assert "chứng thư gốc" not in (sample_for(own, "both").method or "")
    remarks = [row.remark for row in rows_for(own, ITEM, FACT, "both")]
    assert remarks == [None, "chưa đối chiếu được với chứng thư gốc"]


def test_of_unsigned_documents_no_chain_is_spoken_of() -> None:
    unsigned_only = examination(unsigned(1), trusted_roots=0)
    assert "chứng thư gốc" not in (sample_for(unsigned_only, "both").method or "")


def test_the_interval_stands_only_where_it_was_asked_for_and_drawn_at_random() -> None:
    wanted = sample_for(decided(), "personal", interval=True).interval
    assert wanted is not None
    assert wanted.low < Decimal("23.33") < wanted.high
    assert sample_for(decided(), "personal").interval is None
    assert sample_for(thirty(), "personal", interval=True).interval is None
    whole = examination(
        document(1), unsigned(2), selection=Selection(Method.WHOLE, 2, 2, of_register=False), population=2
    )
    assert sample_for(whole, "personal", interval=True).interval is None


def test_what_was_not_handed_over_was_not_looked_at() -> None:
    absent = (
        document(number, Trait.NOT_HANDED_OVER, path="", personal=Outcome.UNDECIDED, agency=Outcome.UNDECIDED)
        for number in (131, 132)
    )
    own = replace(decided(), documents=(*decided().documents, *absent))
    sample = sample_for(own, "personal", interval=True)
    assert (sample.population, sample.examined, sample.defective, sample.interval) == (412, 30, 7, None)
    assert "đơn vị chưa cung cấp tệp của 02 văn bản (131/SM-VP; 132/SM-VP)" in (sample.method or "")
    assert len(rows_for(own, ITEM, FACT, "personal")) == 30


def test_a_whole_register_is_not_said_to_be_examined_where_files_are_missing() -> None:
    absent = [
        document(number, Trait.NOT_HANDED_OVER, path="", personal=Outcome.UNDECIDED, agency=Outcome.UNDECIDED)
        for number in range(2, 61)
    ]
    own = examination(
        document(1), *absent, selection=Selection(Method.WHOLE, 60, 60, of_register=True), population=60
    )
    assert sample_for(own, "personal").method == (
        "đối chiếu với toàn bộ 60 văn bản của sổ đăng ký văn bản đi; đơn vị chưa cung cấp tệp của 59 văn bản"
    )


@pytest.mark.parametrize(
    ("found", "of", "words"),
    [
        (without_leader(1), "personal", "chưa có chữ ký số của lãnh đạo"),
        (without_leader(1), "agency", None),
        (without_leader(1), "both", "chưa có chữ ký số của lãnh đạo"),
        (
            document(
                1, Trait.NO_PERSONAL, Trait.NO_AGENCY, signatures=(), personal=Outcome.NO, agency=Outcome.NO
            ),
            "both",
            "chưa có chữ ký số của lãnh đạo và của cơ quan",
        ),
        (unsigned(1), "both", "không có chữ ký số"),
        (unsigned(1, Trait.PICTURE_OF_SIGNATURE, Trait.SCANNED), "personal", "chỉ có ảnh chụp chữ ký"),
        (pasted_hand(1), "personal", "chỉ có ảnh chụp chữ ký"),
        (pasted_hand(1), "agency", None),
        (pasted_hand(1), "both", "chỉ có ảnh chụp chữ ký của lãnh đạo"),
        (
            pasted_hand(1, signatures=EXPIRED_AGENCY, agency=Outcome.NO),
            "agency",
            "chữ ký số của cơ quan không hợp lệ (chứng thư hết hạn khi ký)",
        ),
        (
            pasted_hand(1, signatures=EXPIRED_AGENCY, agency=Outcome.NO),
            "both",
            "chữ ký số của cơ quan không hợp lệ (chứng thư hết hạn khi ký); chỉ có ảnh chụp chữ ký của lãnh đạo",
        ),
        (unsigned(1, Trait.SCANNED), "personal", "bản quét từ giấy, không có chữ ký số"),
        (
            document(1, Trait.CHANGED, integrity=Integrity.CHANGED, personal=Outcome.NO, agency=Outcome.NO),
            "agency",
            "văn bản bị thay đổi sau khi ký số",
        ),
        (unreadable(1, Trait.ENCRYPTED), "both", "tệp có mật khẩu, không kiểm tra được"),
        (unreadable(1, Trait.NOT_HANDED_OVER), "both", "đơn vị chưa cung cấp tệp"),
        (document(1, trust=Trust.UNKNOWN), "both", "chưa đối chiếu được với chứng thư gốc"),
        (
            document(1, Said(Trait.OTHER_SIGNER, "Lê Văn Khác"), Said(Trait.SIGNED_AFTER_ISSUE, "03/3/2026")),
            "both",
            "người ký khác với sổ văn bản đi; ký sau ngày ban hành",
        ),
        (document(1), "both", None),
    ],
)
def test_a_row_says_shortly_what_is_wrong(found, of, words) -> None:
    assert remark_of(found, of) == words


@pytest.mark.parametrize(
    ("remark", "words"),
    [
        (Remark.CERTIFICATE_EXPIRED, "chữ ký số của lãnh đạo không hợp lệ (chứng thư hết hạn khi ký)"),
        (Remark.CERTIFICATE_REVOKED, "chữ ký số của lãnh đạo không hợp lệ (chứng thư đã bị thu hồi)"),
        (Remark.DIGEST_MISMATCH, "chữ ký số của lãnh đạo không hợp lệ"),
    ],
)
def test_a_signature_that_is_there_but_does_not_hold_is_named_as_such(remark, words) -> None:
    own = document(
        1,
        signatures=(signature(LEADER, trust=Trust.NOT_TRUSTED, notes=(remark,)),),
        personal=Outcome.NO,
        agency=Outcome.NO,
    )
    assert remark_of(own, "personal") == words
    assert remark_of(own, "both") == f"{words}; chưa có chữ ký số của cơ quan"


def test_every_reason_for_not_knowing_has_its_own_words() -> None:
    traits = (
        Trait.ENCRYPTED,
        Trait.BROKEN,
        Trait.NOT_PDF,
        Trait.TOO_LARGE,
        Trait.TOO_LONG,
        Trait.TOO_GREEDY,
        Trait.CANNOT_OPEN,
        Trait.HOLDER_UNCLEAR,
        Trait.NOT_AS_SIGNER,
        Trait.NOT_HANDED_OVER,
        Trait.SEVERAL_FILES,
    )
    said = [remark_of(unreadable(1, trait), "both") for trait in traits]
    assert len(set(said)) == len(traits)
    assert "không xác định được" not in said


def test_the_same_document_keeps_its_row_in_every_run() -> None:
    first = rows_for(thirty(), ITEM, FACT, "personal")
    turned = examination(*reversed(thirty().documents))
    again = rows_for(turned, ITEM, FACT, "personal")
    assert {row.number: row.id for row in first} == {row.number: row.id for row in again}
    assert len({row.id for row in first}) == 30
    assert all(row.id.startswith(ROW) for row in first)
    assert not {row.id for row in rows_for(thirty(), ItemId("25b"), FACT, "agency")} & {
        row.id for row in first
    }


def test_documents_that_share_a_number_and_a_day_stay_two_rows() -> None:
    rows = rows_for(examination(document(5), document(5)), ITEM, FACT, "both")
    assert len({row.id for row in rows}) == 2


def test_a_document_without_a_number_is_called_by_its_file() -> None:
    (row,) = rows_for(examination(document(None, abstract=None)), ITEM, FACT, "both")
    assert (row.number, row.abstract) == (None, "tệp Công văn số không rõ.pdf")
    (row,) = rows_for(examination(document(None, abstract="V/v báo cáo")), ITEM, FACT, "both")
    assert row.abstract == "V/v báo cáo (tệp Công văn số không rõ.pdf)"
    (row,) = rows_for(examination(document(7, abstract=None)), ITEM, FACT, "both")
    assert (row.number, row.abstract) == ("7/SM-VP", None)


def test_a_row_that_was_typed_under_the_same_number_becomes_the_row_of_the_document() -> None:
    typed = SampleRow("tay", ITEM, FACT, number="122/sm-vp", issued=date(2026, 3, 2))
    other_day = SampleRow("khác", ITEM, FACT, number="123/SM-VP", issued=date(2025, 3, 2))
    rows = placed(rows_for(thirty(), ITEM, FACT, "personal"), [typed, other_day])
    by_number = {row.number: row.id for row in rows}
    assert by_number["122/SM-VP"] == "tay"
    assert by_number["123/SM-VP"] != "khác"


@pytest.mark.parametrize(
    ("documents", "verdict"),
    [
        ((document(1), document(2)), ItemVerdict.YES),
        ((document(1), unsigned(2)), ItemVerdict.PARTLY),
        ((unsigned(1), unsigned(2)), ItemVerdict.NO),
        ((unsigned(1), unreadable(2, Trait.BROKEN)), ItemVerdict.NO),
        ((document(1), unreadable(2, Trait.BROKEN)), None),
        ((unreadable(2, Trait.BROKEN),), None),
        ((), None),
    ],
)
def test_the_verdict_follows_from_what_was_found(documents, verdict) -> None:
    assert suggested_verdict(examination(*documents), "personal") is verdict


def test_the_reason_of_a_person_stands_beside_what_he_decided() -> None:
    by_hand = document(9, Trait.ENCRYPTED, Said(Trait.DECIDED_BY_HAND, "đã xem trên E-Office"), signatures=())
    assert remark_of(by_hand, "both") == "Đoàn kiểm tra kết luận: đã xem trên E-Office"


def test_a_holder_of_unknown_kind_makes_no_signature_invalid() -> None:
    unclear = signature(Holder("Văn thư", HolderKind.UNKNOWN), trust=Trust.NOT_TRUSTED)
    own = document(1, signatures=(unclear,), personal=Outcome.NO)
    assert remark_of(own, "personal") == "chưa có chữ ký số của lãnh đạo"
