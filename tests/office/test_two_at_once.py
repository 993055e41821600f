"""Two clerks look into one inbox at the same time, each in a program of his own."""

import subprocess
import sys
from pathlib import Path

from inspector_app.checklist.handover import Reception
from inspector_app.office import ledger
from inspector_app.office.inbox import receive
from inspector_app.office.office import Office
from tests.office.scene import OTHER_VISIT, RECEIVED, Drop, digital, dump, packed, quiet

ROOT = Path(__file__).parents[2]
LOOK = """
import sys
from datetime import datetime
from pathlib import Path
from inspector_app.office.inbox import receive
from inspector_app.office.office import open_office
from inspector_app.sync.carriers.folder import FolderCarrier
office, inbox, at = sys.argv[1:]
receive(
    open_office(Path(office)),
    FolderCarrier(Path(inbox)),
    at=datetime.fromisoformat(at),
    progress=lambda done, total: None,
)
"""


def test_each_visit_is_taken_once(office: Office, drop: Drop) -> None:
    for version in (1, 2):
        drop.send(packed(digital(version=version), version=version))
        drop.send(packed(digital(OTHER_VISIT, version=version), OTHER_VISIT, version=version))
    arguments = [sys.executable, "-c", LOOK, str(office.folder), str(drop.folder), RECEIVED.isoformat()]
    clerks = [
        subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    for clerk in clerks:
        _, errors = clerk.communicate(timeout=120)
        assert clerk.returncode == 0, errors.decode()
    assert len(dump(office)["receptions"]) == 4
    assert len(ledger.findings(office)) == 4
    before = dump(office), drop.files()
    results = receive(office, drop.carrier, at=RECEIVED, progress=quiet)
    assert [(result.reception, result.new) for result in results] == [(Reception.RECEIVED, False)] * 4
    # Both clerks signed receipts of the same words; the last look settles whose signature stays.
    assert receive(office, drop.carrier, at=RECEIVED, progress=quiet) == results
    assert dump(office) == before[0]
    assert drop.files().keys() == before[1].keys()
