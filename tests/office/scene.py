"""A laptop with a real key, minutes really drawn and signed, a drop and an office: nothing here is a stand-in."""

import functools
import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

import pikepdf

from inspector_app.checklist import canonical
from inspector_app.checklist.event import (
    FIRST,
    ActId,
    DeviceId,
    Event,
    Head,
    Plane,
    to_line,
)
from inspector_app.checklist.exchange import (
    Heading,
    Paragraph,
    PrintedFinding,
    PrintedRecommendation,
    Record,
)
from inspector_app.checklist.finding import (
    Audience,
    Deadline,
    DeadlineKind,
    FindingId,
    RecommendationId,
)
from inspector_app.checklist.handover import FileRole, Parcel
from inspector_app.checklist.seal import REQUIRED_SIGNERS, Seal, print_code
from inspector_app.checklist.template import AreaId, ItemId, TemplateRef
from inspector_app.checklist.visit import (
    Assessment,
    Details,
    Opinion,
    Person,
    PersonRole,
    Side,
    SigningMode,
    VisitId,
)
from inspector_app.clock import ZONE
from inspector_app.minutes import pdf, renderer
from inspector_app.office.office import Office
from inspector_app.parcel.pack import PackFile, pack
from inspector_app.signing import cms, device, pades, pkcs12, trial
from inspector_app.signing.device import DeviceKey
from inspector_app.sync.carriers.folder import FolderCarrier
from inspector_app.sync.engine import deliver

DAY = datetime(2026, 5, 12, 8, 0, tzinfo=ZONE)
SEALED = datetime(2026, 5, 12, 16, 30, tzinfo=ZONE)
RECEIVED = datetime(2026, 5, 13, 9, 0, tzinfo=ZONE)
VISIT = VisitId("2b0c8f3e-6f2b-4f6e-9d57-3a1f6f1c9a11")
OTHER_VISIT = VisitId("7d7f4b9c-8c1e-4f0a-b1c6-0a53b7f3e222")
PASSWORD = "mật khẩu thử"
PHOTO = bytes(range(256)) * 6_000
"""Larger than one part."""


@functools.cache
def laptop() -> DeviceKey:
    return device.create("Máy tính của Đoàn", DAY)


@functools.cache
def stranger() -> DeviceKey:
    return device.create("Máy lạ", DAY)


@functools.cache
def people() -> trial.TrialCertificates:
    return trial.make([f"NGƯỜI KÝ THỬ {number}" for number in (1, 2, 3)], SEALED, PASSWORD)


def log(visit: VisitId, texts: Sequence[str] = ("Có", "Không", "Một phần")) -> tuple[Event, ...]:
    """A whole chain of one laptop."""
    events: list[Event] = []
    for counter, text in enumerate(texts, start=1):
        events.append(
            Event(
                visit=visit,
                plane=Plane.ANSWERS,
                device=DeviceId(laptop().fingerprint),
                counter=counter,
                act=ActId(f"act {counter}"),
                actor="Nguyễn Thị Thử",
                at=DAY,
                monotonic_ms=counter,
                boot="fixed",
                entity="answer:25a",
                field="note",
                before=None,
                after=text,
                supersedes=(),
                undoes=None,
                reason=None,
                previous=events[-1].hash if events else FIRST,
            ).sealed()
        )
    return tuple(events)


def lines(events: Sequence[Event]) -> bytes:
    return b"".join(to_line(event) for event in events)


def record(
    visit: VisitId = VISIT,
    *,
    mode: SigningMode = SigningMode.DIGITAL,
    version: int = 1,
    renderer_of: Mapping[str, str] | None = None,
    finding: str = "7/30 văn bản (23,3 %) phát hành thiếu chữ ký số của lãnh đạo",
) -> Record:
    last = log(visit)[-1]
    result = Record(
        visit=visit,
        template=TemplateRef("cchc", "1", hashlib.sha256(b"template").hexdigest()),
        drawn_at=SEALED,
        details=Details(
            unit="Sở Mẫu",
            province="tỉnh Mẫu",
            parent_agency="ỦY BAN NHÂN DÂN TỈNH MẪU",
            team_name="ĐOÀN KIỂM TRA CẢI CÁCH HÀNH CHÍNH",
            title="Kiểm tra công tác cải cách hành chính năm 2026",
            place="Sở Mẫu",
            opened_at=DAY,
            closed_at=SEALED,
            signing_mode=mode,
        ),
        people=(
            Person("p1", Side.TEAM, PersonRole.LEADER, 1, "Ông", "Trần Văn Thử", "Trưởng đoàn"),
            Person("p2", Side.TEAM, PersonRole.SECRETARY, 2, "Bà", "Nguyễn Thị Thử", "Thư ký"),
            Person("p3", Side.UNIT, PersonRole.REPRESENTATIVE, 3, "Ông", "Lê Văn Mẫu", "Giám đốc"),
        ),
        headings=(
            Heading(
                AreaId("7"),
                "Xây dựng và phát triển chính quyền điện tử, chính quyền số",
                checked=True,
                results=(Paragraph((ItemId("25b"),), "Đã dùng chữ ký số của cơ quan"),),
                findings=(
                    PrintedFinding(
                        FindingId("f1"),
                        (ItemId("25a"),),
                        finding,
                        remedy="Ký số đầy đủ văn bản đi",
                        owner="Văn phòng Sở",
                        deadline=Deadline(DeadlineKind.ON, date(2026, 6, 30)),
                    ),
                    PrintedFinding(
                        FindingId("f2"),
                        (ItemId("26"),),
                        "Chưa ban hành quy chế an toàn thông tin",
                        deadline=Deadline(DeadlineKind.IMMEDIATELY),
                    ),
                ),
            ),
        ),
        assessment=Assessment(strengths="Chỉ đạo kịp thời"),
        opinion=Opinion(response="Đơn vị tiếp thu"),
        recommendations=(
            PrintedRecommendation(
                RecommendationId("r1"), Audience.UNIT, "Khắc phục các tồn tại, hạn chế nêu trên"
            ),
        ),
        legal_bases=(),
        samples=(),
        evidence=(),
        seal=Seal(
            version=version,
            mode=mode,
            signers=REQUIRED_SIGNERS,
            sealed_at=SEALED,
            heads=(Head(last.plane, last.device, last.counter, last.hash),),
            renderer=renderer.fingerprint() if renderer_of is None else renderer_of,
        ),
    )
    return replace(result, print_code=print_code(canonical.canonical(result)))


def no_picture(sha256: str) -> bytes:
    raise KeyError(sha256)


@functools.cache
def drawn(value: bytes) -> bytes:
    from inspector_app.checklist import exchange

    return pdf.draw(exchange.read(value), no_picture)


def draw(value: Record) -> bytes:
    return drawn(canonical.canonical(value))


@functools.cache
def signed(unsigned: bytes, signatures: int = 3) -> bytes:
    result = unsigned
    for role, person in zip(REQUIRED_SIGNERS[:signatures], people().people, strict=False):
        signer = pkcs12.load(person.pkcs12, PASSWORD, SEALED)
        result = pades.sign(
            result, role.value, signer, SEALED, stamp=None, reason="Ký biên bản kiểm tra", location=None
        )
    return result


def digital(visit: VisitId = VISIT, **changes: object) -> bytes:
    return signed(draw(record(visit, **changes)))  # type: ignore[arg-type]


def ink(visit: VisitId = VISIT, **changes: object) -> bytes:
    return draw(record(visit, mode=SigningMode.INK, **changes))  # type: ignore[arg-type]


def retitled(minutes: bytes) -> bytes:
    """The same pages in a file that another program wrote anew."""
    with pikepdf.open(io.BytesIO(minutes)) as file:
        file.docinfo["/Title"] = "Biên bản khác"
        buffer = io.BytesIO()
        file.save(buffer)
    return buffer.getvalue()


def packed(
    minutes: bytes,
    visit: VisitId = VISIT,
    *,
    version: int = 1,
    mode: SigningMode = SigningMode.DIGITAL,
    events: bytes | None = None,
    more: Sequence[PackFile] = (),
    key: DeviceKey | None = None,
    parent: str | None = None,
) -> Parcel:
    signer = key or laptop()
    files = [
        PackFile(FileRole.MINUTES, "minutes.pdf", minutes),
        PackFile(FileRole.EVENTS, "events.jsonl", lines(log(visit)) if events is None else events),
        *more,
    ]
    return pack(
        visit,
        version,
        mode,
        files,
        device=signer.fingerprint,
        made_at=SEALED,
        parent=parent,
        sign=lambda data: cms.sign(data, cms.ContentKind.PARCEL_MANIFEST, signer, SEALED),
    )


@dataclass(frozen=True)
class Drop:
    """The folder between laptop and office."""

    folder: Path

    @property
    def carrier(self) -> FolderCarrier:
        return FolderCarrier(self.folder)

    def send(self, parcel: Parcel) -> Parcel:
        deliver(parcel, self.carrier, progress=quiet, cancelled=lambda: False)
        return parcel

    def files(self) -> dict[str, bytes]:
        return tree(self.folder)


def quiet(_done: int, _total: int) -> None:
    return None


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def dump(office: Office) -> dict[str, list[tuple[object, ...]]]:
    from sqlalchemy import select

    from inspector_app.office import central
    from inspector_app.office.schema import Table

    with central.transaction(office.engine) as session:
        return {
            table.name: sorted((tuple(row) for row in session.execute(select(table))), key=repr)
            for table in Table.metadata.sorted_tables
        }
