"""Makes the central database again from the office's kept files. It reads no inbox."""

from dataclasses import replace

from sqlalchemy import delete

from inspector_app.checklist.handover import FileRole, Receipt, Reception
from inspector_app.office import acts, central, checks, ingest, receipts
from inspector_app.office.office import Office
from inspector_app.office.schema import Table
from inspector_app.parcel.open import read_manifest


def rebuild(office: Office) -> int:
    """Empty the tables and fill them from kept manifests, files, receipts and acts; how many receptions.

    One transaction: where a kept file is missing or damaged, all stays as it was. OfficeError: OFFICE-FILE …
    Parcels still waiting in an inbox come back with the next look into it.
    """
    receipts.keep_missing(office)
    entries = sorted(_entries(office), key=lambda entry: (entry.received_at, entry.manifest_sha256))
    with central.transaction(office.engine) as session:
        for table in reversed(Table.metadata.sorted_tables):
            session.execute(delete(table))
        for entry in entries:
            ingest.ingest(session, entry)
        acts.repeat_all(office, session)
    return len(entries)


def _entries(office: Office) -> list[ingest.Entry]:
    entries = []
    for sha256, data in office.contents.manifests():
        receipt = receipts.kept(office, sha256)
        if receipt is not None and receipt.reception is Reception.RECEIVED:
            entries.append(_entry(office, sha256, data, receipt))
    return entries


def _entry(office: Office, sha256: str, data: bytes, receipt: Receipt) -> ingest.Entry:
    manifest = read_manifest(data)
    by_role = {file.role: file.sha256 for file in manifest.files}
    minutes = office.contents.read_file(by_role[FileRole.MINUTES])
    checked = checks.check_minutes(minutes, office.trust(), receipt.at, receipt.grade)
    if (events := by_role.get(FileRole.EVENTS)) is not None:
        lines = office.contents.read_file(events)
        checked = replace(checked, events=checks.check_events(lines, checked))
    local = manifest.device == office.key.fingerprint
    return ingest.Entry(sha256, manifest, checked, receipt.at, local)
