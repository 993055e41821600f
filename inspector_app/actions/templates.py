"""Checklists: what comes with the program, what the office writes, and the life of each version.

A published version is never edited; visits that run on a version stay on it.
"""

from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum

from inspector_app.actions.workspace import Workspace
from inspector_app.checklist import comparison
from inspector_app.checklist.comparison import Comparison
from inspector_app.checklist.editions import SHIPPED, Edition, Status, newest_first, next_version, version_key
from inspector_app.checklist.template import Template, TemplateRef
from inspector_app.errors import N_, ChecklistError
from inspector_app.store import templates as kept

LEADING = "cchc"
"""Id of the checklist that stands first, and of which the newest version is proposed."""

LEAST_PREFIX = 6
"""Signs of a digest that name a version on the command line."""


class Standing(StrEnum):
    """How what a file holds stands to what is here."""

    NEW = "new"
    """No version of this checklist is here."""
    VERSION = "version"
    """Another version of a checklist that is here."""
    SAME = "same"
    """Exactly this is here already."""
    DRAFT = "draft"
    """A draft of this version is here: importing replaces it."""
    TAKEN = "taken"
    """This version is published with other content: the version must be raised."""


def template_names() -> tuple[str, ...]:
    """Checklists shipped with the program."""
    from inspector_app.authoring import toml

    return toml.shipped()


def shipped_template(name: str) -> Template:
    """A shipped checklist; raises ChecklistError CHECKLIST-MISSING."""
    from inspector_app.authoring import shelf

    return shelf.read(name)


def editions(ws: Workspace) -> tuple[Edition, ...]:
    """Every version on this computer or in the program, the leading checklist and newest versions first."""
    from inspector_app.authoring import shelf

    found = {own.ref.sha256: own for own in kept.editions(ws.db)}
    for name, ref in shelf.refs().items():
        found[ref.sha256] = _of_program(name, found.get(ref.sha256))
    return newest_first(found.values(), LEADING)


def offered(ws: Workspace) -> tuple[Edition, ...]:
    """What a new visit can go by: published, not retired; the first is what is usually meant."""
    return tuple(own for own in editions(ws) if own.status is Status.PUBLISHED)


def template_of(ws: Workspace, sha256: str) -> Template:
    """The checklist with this digest. Raises StoreError STORE-TEMPLATE-MISSING."""
    from inspector_app.authoring import shelf

    here = any(ref.sha256 == sha256 for ref in kept.listing(ws.db))
    return ws.template(sha256) if here else shelf.find(sha256) or ws.template(sha256)


def edition(ws: Workspace, name: str) -> Edition:
    """The version that a person names: "cchc-2026" as shipped, "cchc@2026.2", "cchc" for the newest that is
    published, or the beginning of its digest. ChecklistError CHECKLIST-UNKNOWN, CHECKLIST-AMBIGUOUS.
    """
    from inspector_app.authoring import shelf

    if name in shelf.names():
        return _shipped(ws, name)
    every = editions(ws)
    wanted, _, version = name.partition("@")
    of_id = [own for own in every if own.ref.id == wanted]
    if version:
        found = [own for own in of_id if own.ref.version == version]
    else:
        found = [own for own in of_id if own.status is Status.PUBLISHED][:1] or of_id[:1]
    if not found and len(name) >= LEAST_PREFIX:
        found = [own for own in every if own.ref.sha256.startswith(name.lower())]
    if len(found) > 1:
        raise ChecklistError(
            "CHECKLIST-AMBIGUOUS",
            N_("More than one checklist is called {name}."),
            why=N_("These are meant by it: {known}."),
            todo=N_("Name it by the beginning of its digest: inspector-app checklist list --all"),
            name=name,
            known=", ".join(f"{own.ref.id}@{own.ref.version} {own.ref.sha256[:12]}" for own in found),
        )
    if not found:
        raise ChecklistError(
            "CHECKLIST-UNKNOWN",
            N_("There is no checklist called {name}."),
            why=N_("These are here: {known}."),
            todo=N_("Choose one of them, or import the file of the checklist first."),
            name=name,
            known=", ".join(dict.fromkeys(f"{own.ref.id}@{own.ref.version}" for own in every)),
        )
    return found[0]


def for_new_visit(ws: Workspace, name: str) -> Template:
    """The published checklist that a new visit is to go by. ChecklistError CHECKLIST-NOT-OFFERED and those
    of `edition`."""
    from inspector_app.authoring import shelf

    own = edition(ws, name)
    if own.status is not Status.PUBLISHED:
        raise _not_offered(own)
    return shelf.read(name) if name in template_names() else template_of(ws, own.ref.sha256)


def newer_version(ws: Workspace, ref: TemplateRef) -> Edition | None:
    """The newest published version of the same checklist after `ref`. Reads only what may be one."""
    from inspector_app.authoring import shelf

    here = {own.ref.sha256: own for own in kept.editions(ws.db) if own.ref.id == ref.id}
    for name in template_names():
        id_, version = shelf.named(name)
        if id_ == ref.id and version_key(version) > version_key(ref.version):
            own = _shipped(ws, name)
            here[own.ref.sha256] = own
    later = (
        own
        for own in here.values()
        if own.status is Status.PUBLISHED and version_key(own.ref.version) > version_key(ref.version)
    )
    return max(later, key=lambda own: version_key(own.ref.version), default=None)


def compare(ws: Workspace, before: str, after: str) -> Comparison:
    """Two versions by their digests, item by item. Raises StoreError STORE-TEMPLATE-MISSING."""
    return comparison.compare(template_of(ws, before), template_of(ws, after))


def import_template(
    ws: Workspace, template: Template, source: str, *, version: str | None = None
) -> TemplateRef:
    """Keep a checklist as a draft, under another `version` where one is given; a draft of the same version is
    replaced, what is here already stays what it is. ChecklistError CHECKLIST-PUBLISHED.
    """
    if version is not None:
        template = replace(template, version=version)
    ref = template.ref
    own = [other for other in editions(ws) if other.ref.id == ref.id]
    same = of_version(own, ref.version, ref.sha256)
    match standing_of(ref, own, same):
        case Standing.SAME:
            return ref
        case Standing.TAKEN:
            raise _published(ref, own)
    with ws.db.write():
        if same is not None:
            kept.remove(ws.db, same.ref.sha256)
        kept.put(ws.db, template)
        kept.set_status(ws.db, ref.sha256, Status.DRAFT, source, ws.clock.now())
    return ref


def publish(ws: Workspace, sha256: str) -> TemplateRef:
    """Offer a version for new visits; from now on it is never edited. ChecklistError CHECKLIST-PUBLISHED."""
    own = _known(ws, sha256)
    rivals = [
        other
        for other in editions(ws)
        if other.ref.id == own.ref.id
        and other.ref.version == own.ref.version
        and other.ref != own.ref
        and other.status is not Status.DRAFT
    ]
    if own.status is Status.DRAFT and rivals:
        raise _published(own.ref, rivals)
    return _turn(ws, own, Status.PUBLISHED)


def retire(ws: Workspace, sha256: str) -> TemplateRef:
    """Offer a version for new visits no longer; running visits stay on it. ChecklistError CHECKLIST-DRAFT."""
    own = _known(ws, sha256)
    if own.status is Status.DRAFT:
        raise ChecklistError(
            "CHECKLIST-DRAFT",
            N_("The checklist {name}, version {version}, was not retired."),
            why=N_("It is a draft: no visit goes by it."),
            todo=N_("Delete the draft, or publish it."),
            name=own.ref.id,
            version=own.ref.version,
        )
    return _turn(ws, own, Status.RETIRED)


def delete_draft(ws: Workspace, sha256: str) -> None:
    """Forget a draft. ChecklistError CHECKLIST-NOT-DRAFT: a published version is retired instead."""
    own = _known(ws, sha256)
    if own.status is not Status.DRAFT or own.visits:
        raise ChecklistError(
            "CHECKLIST-NOT-DRAFT",
            N_("The checklist {name}, version {version}, was not deleted."),
            why=N_("Only drafts are deleted: visits and reports refer to published versions."),
            todo=N_("Retire it, so that it is not offered for new visits."),
            name=own.ref.id,
            version=own.ref.version,
        )
    kept.remove(ws.db, sha256)


def take_over(ws: Workspace, given: Iterable[Template], office: str) -> tuple[TemplateRef, ...]:
    """Offer what an office has published, and no longer what it offered before and leaves out now. A version
    that is published here with other content stays what it is; what was taken over is returned.
    """
    now = ws.clock.now()
    taken = []
    with ws.db.write():
        for template in given:
            ref = template.ref
            own = [other for other in editions(ws) if other.ref.id == ref.id]
            same = of_version(own, ref.version, ref.sha256)
            standing = standing_of(ref, own, same)
            if standing is Standing.TAKEN:
                continue
            if standing is Standing.DRAFT and same is not None:
                kept.remove(ws.db, same.ref.sha256)
            kept.put(ws.db, template)
            kept.set_status(ws.db, ref.sha256, Status.PUBLISHED, office, now)
            taken.append(ref)
        for other in editions(ws):
            if other.source == office and other.status is Status.PUBLISHED and other.ref not in taken:
                kept.set_status(ws.db, other.ref.sha256, Status.RETIRED, office, now)
    return tuple(taken)


def to_share(ws: Workspace, names: Iterable[str] = ()) -> tuple[Template, ...]:
    """Published checklists that laptops do not have from the program: those named, or all of them."""
    if chosen := tuple(edition(ws, name) for name in names):
        if drafts := [own for own in chosen if own.status is not Status.PUBLISHED]:
            raise _not_offered(drafts[0])
    else:
        chosen = tuple(own for own in offered(ws) if own.source != SHIPPED)
    return tuple(template_of(ws, own.ref.sha256) for own in chosen)


def duplicate(ws: Workspace, sha256: str) -> TemplateRef:
    """A draft with the same content and the next free version, to be exported, edited and imported again."""
    template = template_of(ws, sha256)
    taken = {own.ref.version for own in editions(ws) if own.ref.id == template.id}
    draft = replace(template, version=next_version(template.version, taken))
    return import_template(ws, draft, f"{template.id}@{template.version}")


def _shipped(ws: Workspace, name: str) -> Edition:
    """What a version that ships is here, without reading the others."""
    from inspector_app.authoring import shelf

    sha256 = shelf.read(name).digest
    return _of_program(name, next((own for own in kept.editions(ws.db) if own.ref.sha256 == sha256), None))


def _of_program(name: str, known: Edition | None) -> Edition:
    """A version that ships counts as published, a former one as retired, until somebody says otherwise."""
    from inspector_app.authoring import shelf

    if known is not None and known.changed_at is not None:
        return known
    template = shelf.read(name)
    return Edition(
        ref=template.ref,
        title=template.title,
        status=Status.PUBLISHED if name in template_names() else Status.RETIRED,
        source=SHIPPED,
        items=len(template.items),
        visits=0 if known is None else known.visits,
        checked_on=template.checked_on,
    )


def _known(ws: Workspace, sha256: str) -> Edition:
    return next((own for own in editions(ws) if own.ref.sha256 == sha256), None) or edition(ws, sha256)


def of_version(editions: Iterable[Edition], version: str, sha256: str) -> Edition | None:
    """Of several of one version the very one, else one that is published or was, else a draft."""
    found = [own for own in editions if own.ref.version == version]
    found.sort(key=lambda own: (own.ref.sha256 != sha256, own.status is Status.DRAFT))
    return next(iter(found), None)


def standing_of(ref: TemplateRef, own: list[Edition], same: Edition | None) -> Standing:
    """How `ref` stands to what is here of its checklist (`own`) and of its version (`same`)."""
    if same is None:
        return Standing.VERSION if own else Standing.NEW
    if same.ref.sha256 == ref.sha256:
        return Standing.SAME
    return Standing.DRAFT if same.status is Status.DRAFT and not same.visits else Standing.TAKEN


def _turn(ws: Workspace, own: Edition, status: Status) -> TemplateRef:
    if own.status is not status:
        with ws.db.write():
            kept.put(ws.db, template_of(ws, own.ref.sha256))
            kept.set_status(ws.db, own.ref.sha256, status, own.source, ws.clock.now())
    return own.ref


def _not_offered(own: Edition) -> ChecklistError:
    return ChecklistError(
        "CHECKLIST-NOT-OFFERED",
        N_("The checklist {name}, version {version}, is not in use; nothing was done with it."),
        why=N_("New visits go by published checklists; this one is a draft or was retired."),
        todo=N_("Choose a published version, or publish this one first."),
        name=own.ref.id,
        version=own.ref.version,
    )


def _published(ref: TemplateRef, own: Iterable[Edition]) -> ChecklistError:
    return ChecklistError(
        "CHECKLIST-PUBLISHED",
        N_("The checklist {name}, version {version}, was not taken over."),
        why=N_(
            "This version is published already with other content, and a published version is never edited."
        ),
        todo=N_("Give it another version, such as {free}."),
        name=ref.id,
        version=ref.version,
        free=next_version(ref.version, {other.ref.version for other in own}),
    )
