"""The annexes: samples row by row, the table of shortcomings, the list of evidence, and the page of proofs."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from inspector_app.checklist import canonical, fact_kinds, wording
from inspector_app.checklist.annexes import SampleAnnex, TableAnnex
from inspector_app.checklist.citations import marked
from inspector_app.checklist.exchange import PrintedEvidence, PrintedFinding, Record
from inspector_app.checklist.fact import SampleRow
from inspector_app.checklist.visit import SigningMode
from inspector_app.clock import ZONE
from inspector_app.minutes import nd30
from inspector_app.minutes.blocks import Annex, Block, Code, Column, Photo, Photos, Table, Text, Tick
from inspector_app.minutes.wording import LONG_DOTS, given, sentence, size_in_words

SAMPLE_TITLE = "KẾT QUẢ KIỂM TRA MẪU"
TABLE_TITLE = "SỐ LIỆU CHI TIẾT"
FINDINGS_TITLE = "TỔNG HỢP TỒN TẠI, HẠN CHẾ VÀ BIỆN PHÁP KHẮC PHỤC"
EVIDENCE_TITLE = "DANH MỤC TÀI LIỆU, ẢNH KIỂM CHỨNG"
PROOF_TITLE = "THÔNG TIN XÁC THỰC"
QR_WORDS = "Mã QR ghi mã cuộc kiểm tra, phiên bản biên bản và SHA-256 của dữ liệu kèm theo."

NUMBER_SHARE, REST = 12, 153
SAMPLE_COLUMNS = (
    Column("STT", 12, centred=True),
    Column("Số, ký hiệu", 30),
    Column("Ngày", 22, centred=True),
    Column("Trích yếu nội dung", 50),
    Column("Đạt", 12, centred=True),
    Column("Chưa đạt", 14, centred=True),
    Column("Ghi chú", 25),
)


def annexes(record: Record) -> tuple[Annex, ...]:
    """Phụ lục I, II …: only those there is something to print in."""
    found = [
        (SAMPLE_TITLE, _sample(sample, own))
        for sample, own in zip(record.samples, _ids("sample", record.samples), strict=True)
    ]
    found += [
        (TABLE_TITLE, _own_table(table, own))
        for table, own in zip(record.tables, _ids("table", record.tables), strict=True)
    ]
    if table := _findings(record):
        found.append((FINDINGS_TITLE, (table,)))
    if record.evidence:
        found.append((EVIDENCE_TITLE, _evidence(record)))
    return tuple(
        Annex(f"Phụ lục {nd30.roman(number)}", title, _attached_to(record), blocks)
        for number, (title, blocks) in enumerate(found, start=1)
    )


def _ids(word: str, own: Sequence[SampleAnnex | TableAnnex]) -> Iterable[str]:
    """By the item; a second one of an item is counted."""
    seen: Counter[str] = Counter()
    for annex in own:
        seen[annex.item] += 1
        again = f":{seen[annex.item]}" if seen[annex.item] > 1 else ""
        yield f"{word}:{annex.item}{again}"


def _attached_to(record: Record) -> str | None:
    """The line under an annex's title; an electronic document leaves it out (Nghị định 30/2020, Phụ lục I)."""
    if record.details.signing_mode is SigningMode.DIGITAL:
        return None
    opened = record.details.opened_at
    day = f"ngày {LONG_DOTS}" if opened is None else nd30.long_date(opened)
    return f"(Kèm theo Biên bản kiểm tra {day})"


def _sample(annex: SampleAnnex, own: str) -> tuple[Block, ...]:
    lines = (Text(f"Nội dung kiểm tra: {sentence(annex.title)}", id=own), Text(_figures(annex), id=own))
    if not annex.rows:
        return lines
    rows = tuple(_row(i, row) for i, row in enumerate(annex.rows, start=1))
    return (*lines, Table(SAMPLE_COLUMNS, rows, id=own))


def _own_table(annex: TableAnnex, own: str) -> tuple[Block, ...]:
    """Its columns share the line equally."""
    columns = (
        Column("STT", NUMBER_SHARE, centred=True),
        *(Column(given(title) or "", REST / len(annex.columns)) for title in annex.columns),
    )
    rows = tuple((str(i), *(given(cell) or "" for cell in row)) for i, row in enumerate(annex.rows, start=1))
    return (
        Text(f"Nội dung kiểm tra: {sentence(annex.title)}", id=own),
        Table(columns, rows, id=own),
    )


def _figures(annex: SampleAnnex) -> str:
    """How the sample was drawn and what it gave, in one line; seed and interval stand here and nowhere else."""

    def words(part: str) -> str | None:
        return fact_kinds.fact_in_words(annex.sample, part)

    interval = annex.sample.interval
    labelled = (
        ("phương pháp chọn mẫu: ", words("method")),
        ("mã rút mẫu: ", given(annex.sample.seed)),
        ("tổng số (N): ", words("population")),
        ("số đã kiểm tra (n): ", words("examined")),
        ("số chưa đạt (x): ", words("defective")),
        ("tỷ lệ chưa đạt: ", words("percent")),
        ("", None if interval is None else wording.interval_in_words(interval)),
        ("kết quả: ", words("words")),
        ("nguồn số liệu: ", words("source")),
        ("số liệu tính đến ", words("as_of")),
    )
    text = "; ".join(label + value for label, value in labelled if value)
    return sentence(text[:1].upper() + text[1:]) if text else f"Kết quả: {LONG_DOTS}"


def _row(number: int, row: SampleRow) -> tuple[str | Tick, ...]:
    return (
        str(number),
        given(row.number) or "",
        "" if row.issued is None else wording.day_in_words(row.issued),
        given(row.abstract) or "",
        Tick(row.passed is True),
        Tick(row.passed is False),
        given(row.remark) or "",
    )


def _findings(record: Record) -> Table | None:
    """What is known beyond the text of each shortcoming; columns that nobody filled are left out."""
    findings = [finding for heading in record.headings for finding in heading.findings]
    columns = (
        (Column("Căn cứ", 26), [given(f.legal_basis) for f in findings]),
        (Column("Biện pháp khắc phục", 32), [given(f.remedy) for f in findings]),
        (Column("Trách nhiệm thực hiện", 24), [given(f.owner) for f in findings]),
        (Column("Thời hạn", 24), [_deadline(f) for f in findings]),
        (Column("Ý kiến của đơn vị", 22), [given(f.unit_opinion) for f in findings]),
    )
    known = [(column, values) for column, values in columns if any(values)]
    if not known:
        return None
    return Table(
        (Column("STT", 13, centred=True), Column("Tồn tại, hạn chế", 40), *(column for column, _ in known)),
        tuple(
            (
                str(i + 1),
                marked(given(finding.text) or "", finding.recurs),
                *(values[i] or "" for _, values in known),
            )
            for i, finding in enumerate(findings)
        ),
        ids=tuple(f"measures:{finding.id}" for finding in findings),
    )


def _deadline(finding: PrintedFinding) -> str | None:
    if finding.deadline is None:
        return None
    words = wording.deadline_in_words(finding.deadline)
    return words[:1].upper() + words[1:]


def _evidence(record: Record) -> tuple[Block, ...]:
    hashed = record.details.signing_mode is SigningMode.DIGITAL
    pictures = [e for e in record.evidence if e.reduced_sha256 is not None]
    numbers = {id(e): f"Ảnh {i}. " for i, e in enumerate(pictures, start=1)}
    columns = [Column("STT", 12, centred=True), Column("Tài liệu, ảnh", 62), Column("Tên tệp", 45)]
    columns.append(Column("Dung lượng", 20, centred=True))
    if hashed:
        columns.append(Column("SHA-256", 50))
    rows = tuple(
        (
            str(i),
            numbers.get(id(e), "") + (given(e.caption) or ("" if id(e) in numbers else e.name)),
            e.name,
            size_in_words(e.size),
            *((e.sha256,) if hashed else ()),
        )
        for i, e in enumerate(record.evidence, start=1)
    )
    ids = tuple(f"evidence:{e.sha256}" for e in record.evidence)
    blocks: tuple[Block, ...] = (Table(tuple(columns), rows, ids=ids),)
    if pictures:
        blocks += (Photos(tuple(_photo(numbers[id(e)], e) for e in pictures)),)
    return blocks


def _photo(number: str, evidence: PrintedEvidence) -> Photo:
    """Its number and caption, and below them when it was taken and which file it is, as far as the record says so."""
    lines = [(number + (given(evidence.caption) or "")).strip().replace("\n", " ")]
    lines += [] if evidence.taken_at is None else [_taken(evidence.taken_at)]
    lines += [] if evidence.mark is None else [f"SHA-256: {evidence.mark}…"]
    return Photo(
        sha256=evidence.reduced_sha256 or "",
        caption="\n".join(lines),
        width=evidence.width or 4,
        height=evidence.height or 3,
    )


def _taken(taken_at: datetime) -> str:
    at = taken_at.astimezone(ZONE)
    return f"Chụp lúc {at:%H:%M} ngày {wording.day_in_words(at.date())}"


def proof(record: Record) -> Annex | None:
    """What ties the pages to the data: of a sealed digital version alone, never on paper."""
    seal = record.seal
    if seal is None or seal.mode is not SigningMode.DIGITAL:
        return None
    digest = canonical.digest(record)
    rows = [
        ("Mã cuộc kiểm tra", record.visit),
        ("Phiên bản biên bản", str(seal.version)),
        ("Thời điểm chốt", seal.sealed_at.isoformat(timespec="seconds")),
        ("Mã bản in", record.print_code or ""),
        ("SHA-256 của dữ liệu kèm theo (visit.json)", digest),
        ("Bộ nội dung kiểm tra", f"{record.template.id}, phiên bản {record.template.version}"),
        ("SHA-256 của bộ nội dung kiểm tra", record.template.sha256),
    ]
    rows += [
        (f"Nhật ký của thiết bị {head.device}", f"{head.counter} sự kiện; cuối chuỗi: {head.hash}")
        for head in seal.heads
    ]
    data = f"visit={record.visit};version={seal.version};sha256={digest}"
    return Annex(
        None,
        PROOF_TITLE,
        None,
        (Table((Column("Thông tin", 65), Column("Giá trị", 100)), tuple(rows)), Code(data), Text(QR_WORDS)),
    )
