"""What an examination of e-documents writes into a visit: rows of the annex, the sample, the verdict that follows.

Pure. Its words are those of the minutes, a Vietnamese legal document, and pass through no catalogue.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from inspector_app.checklist import intervals, wording
from inspector_app.checklist.e_documents import (
    Examination,
    ExaminedDocument,
    HolderKind,
    Method,
    Outcome,
    Trait,
    outcome,
)
from inspector_app.checklist.fact import FactId, Sample, SampleRow
from inspector_app.checklist.file_answers import FileAnswer
from inspector_app.checklist.folding import fold
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.verdict import Integrity, Remark, Trust
from inspector_app.checklist.visit import ItemVerdict

QUESTIONS = {
    FileAnswer.PERSONAL_SIGNATURES: "personal",
    FileAnswer.AGENCY_SIGNATURES: "agency",
    FileAnswer.BOTH_SIGNATURES: "both",
}
"""Which signature a fact asks for, as `e_documents.outcome` calls it."""

CONFIDENCE = Decimal(95)
"""In per cent, of the interval that a team may ask for."""

NAMED = 10
"""Documents that are named one by one in a line."""

ROW = "e-document-"
"""How the ids of rows begin that come from files; those typed by hand have others."""

_UNDECIDED = {
    Trait.NOT_HANDED_OVER: "đơn vị chưa cung cấp tệp",
    Trait.ENCRYPTED: "tệp có mật khẩu, không kiểm tra được",
    Trait.BROKEN: "tệp hỏng, không đọc được",
    Trait.NOT_PDF: "không phải tệp PDF, không kiểm tra được",
    Trait.TOO_LARGE: "tệp quá lớn, không kiểm tra được",
    Trait.TOO_LONG: "đọc tệp quá lâu, không kiểm tra được",
    Trait.TOO_GREEDY: "đọc tệp cần quá nhiều bộ nhớ, không kiểm tra được",
    Trait.CANNOT_OPEN: "không mở được tệp",
    Trait.SEVERAL_FILES: "có nhiều tệp cùng số, ký hiệu",
    Trait.COVERS_TEXT: "chữ ký số thêm sau nằm đè lên nội dung đã ký",
    Trait.NOT_AS_SIGNER: "cá nhân chỉ ký nháy hoặc ký số, ngày của văn bản",
    Trait.HOLDER_UNCLEAR: "chưa rõ chứng thư của cá nhân hay của cơ quan",
}
_UNTRUSTED = (
    (Remark.CERTIFICATE_EXPIRED, "chứng thư hết hạn khi ký"),
    (Remark.CERTIFICATE_REVOKED, "chứng thư đã bị thu hồi"),
    (Remark.CERTIFICATE_NOT_YET_VALID, "chứng thư chưa có hiệu lực khi ký"),
    (Remark.WRONG_KEY_USAGE, "chứng thư không dùng để ký văn bản"),
    (Remark.SELF_SIGNED, "chứng thư tự tạo, không do tổ chức chứng thực nào cấp"),
    (Remark.WEAK_ALGORITHM, "thuật toán ký không còn an toàn"),
)
_WHOSE = {"personal": "của lãnh đạo", "agency": "của cơ quan"}
_KINDS = {"personal": HolderKind.PERSON, "agency": HolderKind.AGENCY}


def keys_of(documents: Iterable[ExaminedDocument]) -> tuple[str, ...]:
    """What each document is known by in every run: its number and day, else its file; one that comes again
    is told apart by which of them it is."""
    seen: dict[str, int] = {}
    keys = []
    for document in documents:
        plain = document.path
        if document.number:
            plain = f"{fold(document.number)}|{document.issued or ''}"
        seen[plain] = again = seen.get(plain, 0) + 1
        keys.append(plain if again == 1 else f"{plain}|#{again}")
    return tuple(keys)


def rows_for(examination: Examination, item: ItemId, fact: FactId, of: str) -> tuple[SampleRow, ...]:
    """A row for each document that was looked at; the same document gets the same id in every run."""
    compared = _compared(examination)
    return tuple(
        SampleRow(
            id=ROW + hashlib.sha256(f"{item}\n{fact}\n{key}".encode()).hexdigest()[:32],
            item=item,
            fact=fact,
            order=order,
            number=document.number,
            issued=document.issued,
            abstract=_about(document),
            passed={Outcome.YES: True, Outcome.NO: False, Outcome.UNDECIDED: None}[outcome(document, of)],
            remark=remark_of(document, of, chain=compared),
        )
        for order, (key, document) in enumerate(
            zip(keys_of(examination.examined), examination.examined, strict=True)
        )
    )


def placed(rows: Sequence[SampleRow], typed: Sequence[SampleRow]) -> tuple[SampleRow, ...]:
    """The rows, those that a person had typed already under their number (and the same day, if any) taking
    over the id of that row: one document is never listed twice."""
    free = {row.id: row for row in typed if row.number}
    found = []
    for row in rows:
        own = next((other for other in free.values() if _same(row, other)), None)
        if own is not None:
            del free[own.id]
        found.append(row if own is None else replace(row, id=own.id))
    return tuple(found)


def sample_for(examination: Examination, of: str, *, interval: bool = False) -> Sample:
    """N, n, x, how it was drawn, and the seed; with `interval` the exact one at 95 %.

    Documents that are undecided were looked at: they count in n, never in x, and the method says how many there are.
    What was not handed over was not looked at. An interval goes with a random draw of which every document was decided.
    """
    counts = examination.outcomes(of)
    selection, examined = examination.selection, len(examination.examined)
    sample = Sample(
        population=selection.population,
        examined=examined,
        defective=counts[Outcome.NO],
        method=_method(examination, counts[Outcome.UNDECIDED]),
        seed=selection.seed,
    )
    wanted = interval and bears_interval(examination, of)
    return intervals.with_interval(sample, CONFIDENCE) if wanted else sample


def bears_interval(examination: Examination, of: str) -> bool:
    """Whether an exact interval can be told: a random draw whose every document was handed over and decided."""
    whole = not (examination.not_handed_over or examination.outcomes(of)[Outcome.UNDECIDED])
    return whole and examination.selection.method is Method.RANDOM


def suggested_verdict(examination: Examination, of: str) -> ItemVerdict | None:
    """Có where every document has it, Không where none has, else Một phần; None while that is not known:
    nothing was found wanting, but not all could be read."""
    counts = examination.outcomes(of)
    if counts[Outcome.NO]:
        return ItemVerdict.PARTLY if counts[Outcome.YES] else ItemVerdict.NO
    return ItemVerdict.YES if counts[Outcome.YES] and not counts[Outcome.UNDECIDED] else None


def remark_of(document: ExaminedDocument, of: str, *, chain: bool = True) -> str | None:
    """What the annex says of a document beside its tick: short, in the minutes' language.

    Without `chain` it is left out that its chain could not be decided: of all documents the method says it once.
    """
    found = outcome(document, of)
    parts = []
    if found is Outcome.NO:
        parts.append(_lacking(document, of))
    elif found is Outcome.UNDECIDED:
        parts += [words for trait, words in _UNDECIDED.items() if document.has(trait)][:1] or [
            "không xác định được"
        ]
    elif chain and (document.trust is Trust.UNKNOWN or _rests_on_unknown(document, of)):
        parts.append("chưa đối chiếu được với chứng thư gốc")
    if found is not Outcome.UNDECIDED:
        if document.has(Trait.OTHER_SIGNER):
            parts.append("người ký khác với sổ văn bản đi")
        if document.has(Trait.SIGNED_AFTER_ISSUE):
            parts.append("ký sau ngày ban hành")
    by_hand = next((own.detail for own in document.said if own.trait is Trait.DECIDED_BY_HAND), None)
    if by_hand is not None:
        parts.append(f"Đoàn kiểm tra kết luận: {by_hand}")
    return "; ".join(parts) or None


def _rests_on_unknown(document: ExaminedDocument, of: str) -> bool:
    """Whether of a signature that counts nobody can tell offline who issued its certificate: a worse one beside
    it, such as an expired one, must not hide that."""
    for kind in (kind for name, kind in _KINDS.items() if of in (name, "both")):
        trusts = {
            seen.verdict.trust
            for seen in document.signatures
            if seen.holder is not None and seen.holder.kind is kind
        }
        if Trust.UNKNOWN in trusts and Trust.TRUSTED not in trusts:
            return True
    return False


def _lacking(document: ExaminedDocument, of: str) -> str:
    """Why it has not what it needs."""
    if document.has(Trait.CHANGED) or document.integrity is Integrity.CHANGED:
        return "văn bản bị thay đổi sau khi ký số"
    pictured = document.has(Trait.PICTURE_OF_SIGNATURE)
    if pictured and not document.signatures:
        return "chỉ có ảnh chụp chữ ký"
    scanned = "bản quét từ giấy, " if document.has(Trait.SCANNED) else ""
    if document.has(Trait.NO_SIGNATURE) or (scanned and not document.signatures):
        return f"{scanned}không có chữ ký số"
    wanted = [name for name in ("personal", "agency") if of in (name, "both")]
    without = [name for name in wanted if outcome(document, name) is Outcome.NO]
    invalid = [words for name in without if (words := _invalid(document, name)) is not None]
    missing = [_WHOSE[name] for name in without if _invalid(document, name) is None]
    if pictured and _WHOSE["personal"] in missing:
        # The agency signed: the picture is that of the leader's hand.
        missing.remove(_WHOSE["personal"])
        invalid.append("chỉ có ảnh chụp chữ ký" + (" của lãnh đạo" if of == "both" else ""))
    if missing:
        invalid.append("chưa có chữ ký số " + " và ".join(missing))
    return scanned + "; ".join(invalid)


def _invalid(document: ExaminedDocument, of: str) -> str | None:
    """Why a signature that is there does not count; None where there is none of that kind."""
    own = [
        seen.verdict
        for seen in document.signatures
        if seen.holder is not None and seen.holder.kind is _KINDS[of]
    ]
    if not own:
        return None
    noted = {note.remark for verdict in own for note in verdict.notes}
    reason = next((f" ({words})" for remark, words in _UNTRUSTED if remark in noted), "")
    return f"chữ ký số {_WHOSE[of]} không hợp lệ{reason}"


def _method(examination: Examination, undecided: int) -> str:
    missing = examination.not_handed_over
    if missing and examination.selection.method is Method.WHOLE:
        population = wording.number_in_words(len(examination.documents))
        parts = [f"đối chiếu với toàn bộ {population} văn bản của sổ đăng ký văn bản đi"]
    else:
        parts = [wording.method_in_words(examination.selection)]
    if missing:
        parts.append(
            f"đơn vị chưa cung cấp tệp của {wording.number_in_words(len(missing))} văn bản{_named(missing)}"
        )
    if undecided:
        count = wording.number_in_words(undecided)
        parts.append(f"trong mẫu có {count} văn bản chưa xác định được, không tính là chưa đạt")
    if not _compared(examination) and any(own.signatures for own in examination.documents):
        parts.append("chữ ký số chưa được đối chiếu với chứng thư gốc")
    return "; ".join(parts)


def _named(missing: Sequence[ExaminedDocument]) -> str:
    """Their numbers, where there are few enough to be read in one line."""
    numbers = [own.number for own in missing if own.number]
    return f" ({'; '.join(numbers)})" if len(numbers) == len(missing) <= NAMED else ""


def _compared(examination: Examination) -> bool:
    """Whether the chain of any document leads to a root that this computer believes in."""
    return any(own.trust is Trust.TRUSTED for own in examination.documents)


def _about(document: ExaminedDocument) -> str | None:
    """Its abstract; where it has no number, with the file that it is found by."""
    if document.number or not document.name:
        return document.abstract
    return f"{document.abstract} (tệp {document.name})" if document.abstract else f"tệp {document.name}"


def _same(row: SampleRow, typed: SampleRow) -> bool:
    if row.number is None or fold(row.number) != fold(typed.number or ""):
        return False
    return typed.issued is None or typed.issued == row.issued
