"""An examination with one document of every kind of outcome, for the papers that tell of it."""

from datetime import date, datetime, timedelta, timezone

from inspector_app.checklist.e_documents import (
    Examination,
    ExaminedDocument,
    Holder,
    HolderKind,
    LeftOut,
    LeftOutKind,
    Mark,
    Method,
    Outcome,
    Refused,
    Said,
    SeenSignature,
    Selection,
    Trait,
)
from inspector_app.checklist.verdict import Integrity, Note, Remark, SignatureVerdict, Trust
from inspector_app.clock import ZONE
from inspector_app.sampling.columns import TOTAL_ROW
from inspector_app.sampling.outgoing import DAY_UNREAD

AT = datetime(2026, 5, 12, 9, 30, tzinfo=ZONE)
SIGNED = datetime(2026, 4, 2, 15, 4, 5, tzinfo=timezone(timedelta(hours=7)))
LEADER = Holder("Nguyễn Văn Mẫu", HolderKind.PERSON, "Sở Xây dựng tỉnh Mẫu")
AGENCY = Holder("Sở Xây dựng tỉnh Mẫu", HolderKind.AGENCY)


def signature(holder: Holder | None, mark: Mark, trust: Trust = Trust.TRUSTED, *notes: Note) -> SeenSignature:
    verdict = SignatureVerdict(
        "Signature1",
        None if holder is None else holder.name,
        "CA phục vụ các cơ quan Nhà nước G2",
        "ab" * 32,
        SIGNED,
        Integrity.INTACT,
        trust,
        True,
        notes,
    )
    title = "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC" if mark is Mark.APPROVAL else None
    return SeenSignature(verdict, holder, mark, 1, title, later=mark is not Mark.APPROVAL)


def document(
    number: int, personal: Outcome, agency: Outcome, *said: Said, signed: bool = True
) -> ExaminedDocument:
    signatures = (
        signature(LEADER, Mark.APPROVAL),
        signature(AGENCY, Mark.NUMBER),
        signature(AGENCY, Mark.SEAL, Trust.TRUSTED, Note(Remark.NO_TIMESTAMP)),
    )
    return ExaminedDocument(
        f"Tháng 4/{number:03}_SXD-VP.pdf",
        "cd" * 32,
        120_000,
        3,
        f"{number}/SXD-VP",
        date(2026, 4, 2),
        "=V/v báo cáo công tác cải cách hành chính",
        "Nguyễn Văn Mẫu",
        number + 4,
        signatures if signed else (),
        personal=personal,
        agency=agency,
        said=said,
    )


def examination(method: Method = Method.RANDOM, roots: int = 2) -> Examination:
    yes, no, open_ = Outcome.YES, Outcome.NO, Outcome.UNDECIDED
    documents = (
        *(document(number, yes, yes) for number in range(1, 23)),
        *(document(number, no, yes, Said(Trait.NO_PERSONAL)) for number in range(23, 27)),
        *(
            document(number, no, no, Said(Trait.PICTURE_OF_SIGNATURE), signed=False)
            for number in range(27, 30)
        ),
        document(30, open_, open_, Said(Trait.CANNOT_OPEN, "mất {quyền} đọc"), signed=False),
    )
    return Examination(
        "Văn bản đi 2026",
        AT,
        Selection(method, 412, 30, "20260512" if method is Method.RANDOM else None, of_register=True),
        documents,
        (document(31, yes, yes, Said(Trait.NOT_DRAWN)),),
        "SoVanBanDi.xlsx",
        "ef" * 32,
        (Refused(417, TOTAL_ROW),),
        roots,
        left_out=(
            LeftOut("~$Công văn 1.docx", LeftOutKind.TEMPORARY),
            LeftOut("Thư mục khác", LeftOutKind.LINK),
        ),
        doubts=(Refused(12, DAY_UNREAD),),
    )
