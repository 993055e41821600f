"""Both sample visits from the first tick to the office's receipt, without a screen.

It is the demonstration and the self-test: everything real, in folders of its own, with throw-away
certificates that say so.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from inspector_app.actions import answers, merging, office, profile, sealing, sending, signing, visits
from inspector_app.actions.evidence import add_evidence
from inspector_app.actions.files import save_file
from inspector_app.actions.minutes import attached_data, current_pdf
from inspector_app.actions.workspace import Workspace, open_workspace
from inspector_app.checklist import canonical
from inspector_app.checklist.handover import DeliveryState
from inspector_app.checklist.seal import REQUIRED_SIGNERS, required_signers
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.verdict import SignerRole
from inspector_app.checklist.visit import Closing, ItemVerdict, SigningMode, VisitId
from inspector_app.clock import ZONE, FixedClock
from inspector_app.errors import N_
from inspector_app.paths import resources

PRESS_SAMPLE = "so-xay-dung-2022"
FULL_SAMPLE = "so-mau"
OFFICE_NAME = "Văn phòng mẫu"
PASSWORD = "mat-khau-thu"  # noqa: S105 - opens nothing but throw-away certificates made minutes before
TRIAL_NAMES = {
    SignerRole.UNIT: "NGƯỜI KÝ THỬ 1",
    SignerRole.LEADER: "NGƯỜI KÝ THỬ 2",
    SignerRole.SECRETARY: "NGƯỜI KÝ THỬ 3",
}
PICTURES = (
    (
        "so-mau-bang-niem-yet.jpg",
        "16",
        "Bảng niêm yết tại trụ sở: để trống địa chỉ tiếp nhận phản ánh, kiến nghị",
    ),
    ("so-mau-so-theo-doi.jpg", "25a", "Sổ theo dõi văn bản đi: hai văn bản chưa ký số"),
)
DISPUTED = ItemId("30")
"""The item that two members answer without seeing each other."""

BETWEEN_SIGNATURES = timedelta(minutes=2, seconds=20)
"""One laptop goes round the table."""

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """Where everything lies, and what the checks at the end said."""

    press_minutes: Path
    minutes: Path
    refused_minutes: Path
    visit_json: Path
    inbox: Path
    office_database: Path
    receipt: Path
    trial_root: Path
    laptop: Path
    press_visit: VisitId
    full_visit: VisitId
    verification: signing.Verification
    received: bool

    @property
    def sound(self) -> bool:
        return self.verification.valid and self.received


def rehearse(out: Path, data: Path, say: Say) -> Rehearsal:
    """Carry both visits through; results go to `out`, databases and keys to `data`, an empty folder."""
    clock = FixedClock(datetime(2026, 5, 12, 7, 30, tzinfo=ZONE))
    office_folder = data / "office"
    inbox = out / "inbox"
    for folder in (out, inbox, data / "laptop", data / "member", office_folder):
        folder.mkdir(parents=True, exist_ok=True)
    with open_workspace(data / "laptop", clock, "Bà Bùi Thị Ghi Chép") as laptop:
        say(N_("Sample (a): the visit of 2022, signed in ink"))
        press = _in_ink(laptop, clock)
        press_minutes = _write(out / f"{PRESS_SAMPLE}.pdf", current_pdf(laptop, press))

        say(N_("Sample (b): ticking, pictures, two laptops"))
        full = visits.create_sample(laptop, FULL_SAMPLE)
        _add_pictures(laptop, full)
        _two_laptops(laptop, data / "member", clock, full)

        say(N_("The unit refuses; the team signs alone"))
        trial = _Trial(clock.now())
        _refused(laptop, clock, full, trial)
        refused = _write(out / "minutes-v1-refused.pdf", current_pdf(laptop, full))

        say(N_("The unit signs after all, with a reservation: three digital signatures"))
        _reserved(laptop, clock, full, trial)
        signed = current_pdf(laptop, full)
        minutes = _write(out / "minutes.pdf", signed)
        visit_json = _write(out / "visit.json", attached_data(signed))
        root = _write(out / "trial-root.crt", trial.root)

        say(N_("Sending, receiving at the office, fetching the receipt"))
        clock.move_to(datetime(2026, 5, 13, 8, 0, tzinfo=ZONE))
        _hand_over(laptop, office_folder, inbox, trial, (press, full))
        receipt = _receipt(laptop, out, full)
        received = visits.load(laptop, full).version.received_at is not None

        say(N_("Verifying"))
        verification = signing.verify(None, signed, [trial.root])
    database = out / "office.db"
    database.unlink(missing_ok=True)
    office.copy_database(office_folder, database)
    return Rehearsal(
        press_minutes,
        minutes,
        refused,
        visit_json,
        inbox,
        database,
        receipt,
        root,
        data / "laptop",
        press,
        full,
        verification,
        received,
    )


class _Trial:
    """Throw-away certificates for the three signers."""

    def __init__(self, at: datetime) -> None:
        from inspector_app.signing import trial

        made = trial.make(list(TRIAL_NAMES.values()), at, PASSWORD)
        self.root = made.root_der
        self.files = dict(zip(TRIAL_NAMES, (person.pkcs12 for person in made.people), strict=True))


def _in_ink(laptop: Workspace, clock: FixedClock) -> VisitId:
    visit_id = visits.create_sample(laptop, PRESS_SAMPLE)
    sealing.seal(laptop, visit_id)
    sealing.mark_printed(laptop, visit_id)
    sealing.sign_in_ink(laptop, visit_id, REQUIRED_SIGNERS, clock.now())
    return visit_id


def _add_pictures(laptop: Workspace, visit_id: VisitId) -> None:
    for name, item, caption in PICTURES:
        data = resources().joinpath("samples", name).read_bytes()
        add_evidence(laptop, visit_id, name, data, [ItemId(item)], caption)


def _two_laptops(laptop: Workspace, folder: Path, clock: FixedClock, visit_id: VisitId) -> None:
    """A member answers on a second laptop what the secretary answers too; the leader then chooses."""
    with open_workspace(folder, clock, "Ông Lê Văn Ví Dụ") as member:
        merging.merge_events(member, merging.export_events(laptop, visit_id))
        answers.set_verdict(member, visit_id, DISPUTED, ItemVerdict.PARTLY)
        answers.set_verdict(laptop, visit_id, DISPUTED, ItemVerdict.NO)
        merging.merge_events(laptop, merging.export_events(member, visit_id))
    answers.set_verdict(laptop, visit_id, DISPUTED, ItemVerdict.PARTLY)


def _refused(laptop: Workspace, clock: FixedClock, visit_id: VisitId, trial: _Trial) -> None:
    clock.move_to(datetime(2026, 5, 12, 16, 0, tzinfo=ZONE))
    changes: list[answers.FieldChange] = [
        ("visit", "signing_mode", SigningMode.DIGITAL),
        ("visit", "closing", Closing.REFUSED),
        ("visit", "closed_at", clock.now()),
        ("visit", "refusal_reason", "chưa thống nhất số liệu về văn bản chưa ký số"),
        ("visit", "witness", "Ông Vũ Văn Chứng Kiến - Chuyên viên Văn phòng Sở Mẫu"),
    ]
    answers.set_values(laptop, visit_id, changes)
    sealing.seal(laptop, visit_id)
    for role in required_signers(Closing.REFUSED):
        clock.move_to(clock.now() + BETWEEN_SIGNATURES)
        signing.sign(laptop, visit_id, role, trial.files[role], PASSWORD)


def _reserved(laptop: Workspace, clock: FixedClock, visit_id: VisitId, trial: _Trial) -> None:
    clock.move_to(datetime(2026, 5, 12, 16, 30, tzinfo=ZONE))
    sealing.reopen(laptop, visit_id, "Đơn vị đồng ý ký, có ý kiến bảo lưu")
    changes: list[answers.FieldChange] = [
        ("visit", "closing", Closing.RESERVED),
        ("visit", "closed_at", clock.now()),
        ("visit", "refusal_reason", None),
        ("visit", "witness", None),
        ("visit", "replaces", "hồi 16 giờ 00 phút, ngày 12 tháng 5 năm 2026"),
    ]
    answers.set_values(laptop, visit_id, changes)
    sealing.seal(laptop, visit_id)
    for role in REQUIRED_SIGNERS:
        clock.move_to(clock.now() + BETWEEN_SIGNATURES)
        signing.sign(laptop, visit_id, role, trial.files[role], PASSWORD)


def _hand_over(
    laptop: Workspace, folder: Path, inbox: Path, trial: _Trial, handed: tuple[VisitId, ...]
) -> None:
    """First parcel of an unknown laptop: it waits until the clerk accepts the fingerprint once."""
    at = laptop.clock.now()
    office.set_up(folder, OFFICE_NAME)
    office.trust_authority(folder, trial.root)
    data, signature = office.profile_data(folder)
    profile.import_profile(laptop, data, signature)
    for visit_id in handed:
        sending.send_to_folder(laptop, visit_id, inbox)
    office.receive(folder, inbox, sending.unwatched, at)
    office.accept_device(folder, laptop.device_id, at)
    office.receive(folder, inbox, sending.unwatched, at)
    for visit_id in handed:
        sending.fetch_receipts(laptop, visit_id)


def _receipt(laptop: Workspace, out: Path, visit_id: VisitId) -> Path:
    """The office's receipt as the laptop keeps it."""
    (delivery,) = [d for d in sending.deliveries(laptop, visit_id) if d.state is DeliveryState.RECEIVED]
    return _write(out / "receipt.json", canonical.canonical(delivery.receipt))


def _write(path: Path, data: bytes) -> Path:
    save_file(path, data)
    return path
