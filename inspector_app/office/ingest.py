"""Writes believed minutes into the central database, in the caller's transaction. It checks and reads no file."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from inspector_app.checklist.exchange import Record
from inspector_app.checklist.finding import Deadline
from inspector_app.checklist.handover import FileRole, Manifest
from inspector_app.errors import N_, ParcelError
from inspector_app.office import schema
from inspector_app.office.checks import Checked


@dataclass(frozen=True, slots=True)
class Entry:
    """What one manifest brings."""

    manifest_sha256: str
    manifest: Manifest
    checked: Checked
    received_at: datetime
    local: bool
    """Entered on the office's own computer."""


def refuse_other_content(session: Session, checked: Checked) -> None:
    """A version of a visit has one content for ever. ParcelError: PARCEL-OTHER-CONTENT."""
    known = session.scalars(_receptions_of(checked)).first()
    if known is not None and known.record_sha256 != checked.record_sha256:
        raise ParcelError(
            "PARCEL-OTHER-CONTENT",
            N_("Version {version} of this visit was received before, with other content."),
            why=N_("Two laptops sealed it each for itself, or one was restored from a backup."),
            todo=N_("Ask the team which one holds; the right one is sealed again as a new version."),
            version=checked.seal.version,
        )


def ingest(session: Session, entry: Entry) -> None:
    """Add a reception, and with the first one of a version what it says; the manifest must be new."""
    first = session.scalars(_receptions_of(entry.checked)).first() is None
    refuse_other_content(session, entry.checked)
    session.add(_reception(entry))
    session.flush()
    session.add_all(
        schema.File(
            manifest_sha256=entry.manifest_sha256,
            name=file.name,
            role=file.role.value,
            sha256=file.sha256,
            size=file.size,
        )
        for file in entry.manifest.files
    )
    if entry.checked.verdict is not None:
        session.add_all(
            schema.Signature(
                manifest_sha256=entry.manifest_sha256,
                field=signature.field,
                signer=signature.signer,
                issuer=signature.issuer,
                certificate_sha256=signature.certificate_sha256,
                signed_at=signature.signed_at,
                integrity=signature.integrity.value,
                trust=signature.trust.value,
            )
            for signature in entry.checked.verdict.signatures
        )
    if first:
        version = entry.checked.seal.version
        session.add_all(_results(entry.checked.record, version))
        session.add_all(_findings(entry.checked.record, version))
        session.add_all(_recommendations(entry.checked.record, version))
        session.add_all(_earlier_results(entry.checked.record, version))
        session.add_all(_recurrences(entry.checked.record, version))
    session.flush()


def _receptions_of(checked: Checked) -> Select[schema.Reception]:
    return select(schema.Reception).where(
        schema.Reception.visit == checked.record.visit,
        schema.Reception.version == checked.seal.version,
    )


def _reception(entry: Entry) -> schema.Reception:
    record, verdict = entry.checked.record, entry.checked.verdict
    minutes = next(file for file in entry.manifest.files if file.role is FileRole.MINUTES)
    return schema.Reception(
        manifest_sha256=entry.manifest_sha256,
        visit=record.visit,
        version=entry.checked.seal.version,
        parent=entry.manifest.parent,
        mode=entry.checked.seal.mode.value,
        device=None if entry.local else entry.manifest.device,
        made_at=entry.manifest.made_at,
        received_at=entry.received_at,
        grade=entry.checked.grade.value,
        integrity=None if verdict is None else verdict.integrity.value,
        trust=None if verdict is None else verdict.trust.value,
        minutes_sha256=minutes.sha256,
        record_sha256=entry.checked.record_sha256,
        print_code=record.print_code,
        unit=record.details.unit,
        title=record.details.title,
        number=record.details.number,
        opened_at=record.details.opened_at,
        template_id=record.template.id,
        template_version=record.template.version,
        events=entry.checked.events,
    )


def _results(record: Record, version: int) -> list[schema.Result]:
    printed = [(heading, paragraph) for heading in record.headings for paragraph in heading.results]
    return [
        schema.Result(
            visit=record.visit,
            version=version,
            number=number,
            area=heading.area,
            heading=heading.title,
            items=" ".join(paragraph.items),
            text=paragraph.text,
        )
        for number, (heading, paragraph) in enumerate(printed, start=1)
    ]


def _findings(record: Record, version: int) -> list[schema.Finding]:
    printed = [(heading, finding) for heading in record.headings for finding in heading.findings]
    return [
        schema.Finding(
            visit=record.visit,
            version=version,
            finding=finding.id,
            number=number,
            area=heading.area,
            heading=heading.title,
            items=" ".join(finding.items),
            text=finding.text,
            legal_basis=finding.legal_basis,
            remedy=finding.remedy,
            owner=finding.owner,
            unit_opinion=finding.unit_opinion,
            **_deadline(finding.deadline),
        )
        for number, (heading, finding) in enumerate(printed, start=1)
    ]


def _recommendations(record: Record, version: int) -> list[schema.Recommendation]:
    return [
        schema.Recommendation(
            visit=record.visit,
            version=version,
            recommendation=recommendation.id,
            number=number,
            audience=recommendation.audience.value,
            text=recommendation.text,
            owner=recommendation.owner,
            **_deadline(recommendation.deadline),
        )
        for number, recommendation in enumerate(record.recommendations, start=1)
    ]


def _earlier_results(record: Record, version: int) -> list[schema.EarlierResult]:
    """What was not looked at says nothing of how it stands."""
    return [
        schema.EarlierResult(
            visit=record.visit,
            version=version,
            earlier=own.id,
            former_visit=own.visit,
            former_finding=own.finding,
            state=own.state.value,
            remark=own.remark,
            continued_by=own.continued_by,
        )
        for own in record.earlier
        if own.state is not None and own.visit is not None and own.finding is not None
    ]


def _recurrences(record: Record, version: int) -> list[schema.Recurrence]:
    return [
        schema.Recurrence(visit=record.visit, version=version, finding=finding.id)
        for heading in record.headings
        for finding in heading.findings
        if finding.recurs
    ]


def _deadline(deadline: Deadline | None) -> dict[str, str | date | int | None]:
    if deadline is None:
        return {}
    return {
        "deadline_kind": deadline.kind.value,
        "deadline_on": deadline.on,
        "deadline_days": deadline.days,
    }
