"""Checklists as the visits bound to them need them: kept whole under their digest, never changed."""

from hashlib import sha256 as sha256_of

from inspector_app.checklist import canonical
from inspector_app.checklist.template import Template, TemplateRef
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
