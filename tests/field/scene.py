"""The people, keys and places of the stories. Everything is real; the certificates prove nothing and say so."""

import functools
import shutil
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from inspector_app.actions import office, profile, sealing, sending, signing, visits
from inspector_app.actions.minutes import current_pdf
from inspector_app.actions.workspace import Workspace, open_workspace
from inspector_app.checklist.handover import Received
from inspector_app.checklist.seal import REQUIRED_SIGNERS
from inspector_app.checklist.verdict import SignerRole
from inspector_app.checklist.visit import VisitId
from inspector_app.clock import ZONE, FixedClock
from inspector_app.office import ledger
from inspector_app.office import office as offices
from inspector_app.signing import trial

PRESS = "so-xay-dung-2022"
FULL = "so-mau"
PRESS_VISIT = VisitId(f"sample-{PRESS}")
FULL_VISIT = VisitId(f"sample-{FULL}")
AFTERNOON = datetime(2026, 5, 12, 16, 30, tzinfo=ZONE)
NEXT_MORNING = datetime(2026, 5, 13, 8, 0, tzinfo=ZONE)
SECRETARY = "Bà Bùi Thị Ghi Chép"
PASSWORD = "mật khẩu thử"
NAMES = {
    SignerRole.UNIT: "NGƯỜI KÝ THỬ 1",
    SignerRole.LEADER: "NGƯỜI KÝ THỬ 2",
    SignerRole.SECRETARY: "NGƯỜI KÝ THỬ 3",
}


@functools.cache
def certificates() -> trial.TrialCertificates:
    return trial.make(list(NAMES.values()), AFTERNOON, PASSWORD)


def certificate_file(role: SignerRole) -> bytes:
    return certificates().people[list(NAMES).index(role)].pkcs12


def laptop(folder: Path, actor: str = SECRETARY, at: datetime = AFTERNOON) -> Workspace:
    """A laptop switched on; switched off by its `close()`."""
    return open_workspace(folder, FixedClock(at), actor)


@functools.cache
def _prepared(root: Path, sample: str, sign: bool) -> Path:
    folder = root / f"{sample}-{'signed' if sign else 'ticked'}"
    with laptop(folder) as ws:
        visit = visits.create_sample(ws, sample)
        if sign:
            sealing.seal(ws, visit)
            if sample == PRESS:
                in_ink(ws, visit)
            else:
                digitally(ws, visit)
    return folder


def a_laptop_with(root: Path, folder: Path, sample: str, *, signed: bool = False) -> Path:
    """A data folder of its own that holds a sample visit, copied from one made once below `root`."""
    shutil.copytree(_prepared(root, sample, signed), folder)
    return folder


def in_ink(ws: Workspace, visit: VisitId, signers: Sequence[SignerRole] = REQUIRED_SIGNERS) -> None:
    sealing.mark_printed(ws, visit)
    sealing.sign_in_ink(ws, visit, signers, ws.clock.now())


def digitally(ws: Workspace, visit: VisitId, order: Sequence[SignerRole] = REQUIRED_SIGNERS) -> bytes:
    """Everybody signs; the file after the last signature."""
    for role in order:
        signing.sign(ws, visit, role, certificate_file(role), PASSWORD)
    return current_pdf(ws, visit)


def an_office(folder: Path, ws: Workspace) -> Path:
    """An office that knows the laptop and the authority of the certificates, and whose profile the laptop has."""
    office.set_up(folder, "Văn phòng Sở Mẫu")
    office.trust_authority(folder, certificates().root_der)
    profile.import_profile(ws, *office.profile_data(folder))
    ledger.accept_device(offices.open_office(folder), ws.device_id, NEXT_MORNING, name="Máy tính của Đoàn")
    return folder


def look(folder: Path, inbox: Path) -> tuple[Received, ...]:
    """The office looks into an inbox."""
    return office.receive(folder, inbox, sending.unwatched, NEXT_MORNING)


def bytes_below(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
