"""`inspector-app verify`: what the signatures of a file prove; works on any computer, without a database."""

from pathlib import Path

import click

from inspector_app.actions.signing import Verification
from inspector_app.actions.signing import verify as check
from inspector_app.checklist.handover import Grade
from inspector_app.checklist.verdict import (
    REMARK_SENTENCES,
    DocumentVerdict,
    Integrity,
    Note,
    Remark,
    SignerRole,
    Trust,
)
from inspector_app.cli.context import Face, command
from inspector_app.cli.exit_codes import ExitCode
from inspector_app.cli.files import read_input
from inspector_app.errors import N_
from inspector_app.i18n import Translate, explain

INTEGRITY = {
    Integrity.INTACT: N_("Intact"),
    Integrity.CHANGED: N_("CHANGED AFTER SIGNING"),
    Integrity.UNREADABLE: N_("CANNOT BE VERIFIED"),
}
TRUST = {
    Trust.TRUSTED: N_("trusted"),
    Trust.NOT_TRUSTED: N_("not trusted"),
    Trust.UNKNOWN: N_("not known whether trusted"),
}
ROLES = {
    SignerRole.UNIT: N_("Representative of the unit"),
    SignerRole.LEADER: N_("Team leader"),
    SignerRole.SECRETARY: N_("Secretary"),
}
GRADES = {
    Grade.EQUAL_BYTES: N_("Pages drawn again from the data: equal, byte for byte."),
    Grade.EQUAL_OBJECTS: N_("Pages drawn again from the data: equal objects (another library)."),
    Grade.EQUAL_TEXT_AND_PLACE: N_(
        "Pages drawn again from the data: equal text and place (another release)."
    ),
    Grade.DIFFERENT: N_("Pages and data DISAGREE."),
}


@click.command()
@click.argument("pdf", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--trust",
    "roots",
    multiple=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="Root certificate to trust for this check, besides those of this computer; may be repeated.",
)
@command
def verify(face: Face, pdf: Path, roots: tuple[Path, ...]) -> int:
    """Check the signatures of a PDF, and that pages and data agree.

    \b
    Exit code 0 only for minutes whose every signature is there, intact and trusted, and whose data can be read.
    Example:
      inspector-app verify minutes.pdf --trust rootca.crt
    """
    result = check(face.folder, read_input(pdf), [read_input(root) for root in roots])
    face.answer(
        {
            "valid": exit_code(result) is ExitCode.OK,
            "verdict": result.verdict,
            "grade": result.grade,
            "differences": result.differences,
            "visit": result.record.visit if result.record else None,
            "exit_code": int(exit_code(result)),
        },
        "\n".join(told(result, face.translate)),
    )
    return int(exit_code(result))


def exit_code(result: Verification) -> ExitCode:
    """The closed meaning of a check, worst first."""
    verdict = result.verdict
    remarks = {note.remark for note in verdict.notes}
    if verdict.integrity is Integrity.UNREADABLE:
        return ExitCode.UNREADABLE
    if verdict.integrity is Integrity.CHANGED or result.grade is Grade.DIFFERENT:
        return ExitCode.CHANGED
    if not verdict.signatures:
        return ExitCode.NOT_SIGNED
    if result.record is None:
        return ExitCode.UNREADABLE  # signed, but nobody can say what the data of these pages are
    if not result.digital:
        return ExitCode.NOT_SIGNED
    if Remark.REQUIRED_SIGNATURE_MISSING in remarks:
        return ExitCode.INCOMPLETE
    return ExitCode.OK if result.valid else ExitCode.NOT_TRUSTED


def told(result: Verification, translate: Translate) -> list[str]:
    """The check in sentences, one a line."""
    verdict: DocumentVerdict = result.verdict
    lines = [f"{translate(INTEGRITY[verdict.integrity])}, {translate(TRUST[verdict.trust])}"]
    for signature in verdict.signatures:
        when = signature.signed_at.strftime("%H:%M:%S %d/%m/%Y") if signature.signed_at else "?"
        state = f"{translate(INTEGRITY[signature.integrity])}, {translate(TRUST[signature.trust])}"
        place = translate(ROLES[SignerRole(signature.field)]) if signature.field in ROLES else signature.field
        lines.append(f"- {signature.signer or '?'} ({place}, {when}): {state}")
        lines += [f"    {sentence(note, translate)}" for note in signature.notes]
    lines += [sentence(note, translate) for note in verdict.notes]
    if result.grade is not None:
        lines.append(translate(GRADES[result.grade]))
    if verdict.signatures and verdict.trust is Trust.UNKNOWN:
        told_how = translate(N_("If you know the authority: {once}, or for good: {always}."))
        lines.append(told_how.format(once="verify --trust FILE", always="trust import FILE"))
    lines += [f"    {difference}" for difference in result.differences]
    if result.problem is not None:
        lines.append(explain(result.problem, translate).text())
    return lines


def sentence(note: Note, translate: Translate) -> str:
    return translate(REMARK_SENTENCES[note.remark]).format(detail=note.detail)
