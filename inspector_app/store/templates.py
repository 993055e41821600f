"""Checklists as the visits bound to them need them: kept whole under their digest, never changed.

Beside each stands what it is here: draft, published, retired.
"""

from datetime import UTC, date, datetime
from hashlib import sha256 as sha256_of

from inspector_app.checklist import canonical
from inspector_app.checklist.editions import Edition, Status
from inspector_app.checklist.template import Template, TemplateRef, Wording
from inspector_app.clock import ZONE
from inspector_app.errors import N_, StoreError
from inspector_app.store import failure
from inspector_app.store.database import Database


def put(db: Database, template: Template) -> TemplateRef:
    """Keep a template; one that is there already stays as it is. Raises StoreError."""
    body = canonical.canonical(template)
    ref = TemplateRef(template.id, template.version, sha256_of(body).hexdigest())
    with db.write():
        db.run(
            "INSERT INTO template (sha256, id, version, body) VALUES (?, ?, ?, ?) ON CONFLICT (sha256) DO NOTHING",
            (ref.sha256, ref.id, ref.version, body.decode()),
        )
    return ref


def get(db: Database, sha256: str) -> Template:
    """The template with this digest, checked against it.

    Raises StoreError: STORE-TEMPLATE-MISSING, or STORE-DAMAGED where the text is no longer what it was.
    """
    row = db.row("SELECT body FROM template WHERE sha256 = ?", (sha256,))
    if row is None:
        raise StoreError(
            "STORE-TEMPLATE-MISSING",
            N_("The checklist {sha256} is not on this computer."),
            why=N_("The visit was made with a checklist that was never imported here."),
            todo=N_("Import this version of the checklist, then open the visit again."),
            sha256=sha256,
        )
    body: bytes = row[0].encode()
    if sha256_of(body).hexdigest() != sha256:
        raise failure.damaged(db.path, f"template {sha256} is not what its digest says")
    return canonical.from_json(Template, canonical.parse(body))


def listing(db: Database) -> tuple[TemplateRef, ...]:
    """Every version that is kept, by id and version. Raises StoreError."""
    rows = db.rows("SELECT id, version, sha256 FROM template ORDER BY id, version, sha256")
    return tuple(TemplateRef(*row) for row in rows)


def editions(db: Database) -> tuple[Edition, ...]:
    """Every version that is kept, with its status. One of which nothing was ever said came with a visit: it is
    not offered, and has no day of change. Raises StoreError."""
    rows = db.rows(
        "SELECT t.id, t.version, t.sha256, json_extract(t.body, '$.title.vi'), json_extract(t.body, '$.title.en'),"
        " json_array_length(t.body, '$.items'), json_extract(t.body, '$.checked_on'),"
        " s.status, s.source, s.changed_at, (SELECT count(*) FROM visit v WHERE v.template = t.sha256)"
        " FROM template t LEFT JOIN template_status s ON s.sha256 = t.sha256 ORDER BY t.id, t.version, t.sha256"
    )
    return tuple(
        Edition(
            ref=TemplateRef(*row[:3]),
            title=Wording(row[3], row[4]),
            items=row[5],
            checked_on=None if row[6] is None else date.fromisoformat(row[6]),
            status=Status.RETIRED if row[7] is None else Status(row[7]),
            source=row[8],
            changed_at=None if row[9] is None else datetime.fromisoformat(row[9]).astimezone(ZONE),
            visits=row[10],
        )
        for row in rows
    )


def set_status(db: Database, sha256: str, status: Status, source: str | None, at: datetime) -> None:
    """Say what a kept template is from now on. Raises StoreError."""
    with db.write():
        db.run(
            "INSERT INTO template_status (sha256, status, source, changed_at) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (sha256) DO UPDATE SET status = excluded.status, source = excluded.source,"
            " changed_at = excluded.changed_at",
            (sha256, status, source, at.astimezone(UTC).isoformat(timespec="seconds")),
        )


def remove(db: Database, sha256: str) -> None:
    """Forget a template that no visit is bound to. Raises StoreError."""
    with db.write():
        db.run("DELETE FROM template_status WHERE sha256 = ?", (sha256,))
        db.run("DELETE FROM template WHERE sha256 = ?", (sha256,))
