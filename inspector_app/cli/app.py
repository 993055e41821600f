"""The command line: the same verbs as the window. Results on stdout, talk on stderr, codes of exit_codes."""

import logging
import sys
from collections.abc import Sequence

import click

from inspector_app import __version__
from inspector_app.cli import (
    checklist,
    demo,
    evaluate,
    follow_up,
    health,
    minutes,
    office,
    papers,
    plan,
    sample,
    scores,
    selftest,
    send,
    sign,
    trust,
    units,
    verify,
    visit,
)
from inspector_app.cli.context import Face, command, face
from inspector_app.cli.exit_codes import MEANINGS, ExitCode
from inspector_app.errors import UserError


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="inspector-app")
@click.option(
    "--data",
    type=click.Path(path_type=None),
    metavar="DIR",
    help="Data folder; else $INSPECTOR_DATA, else the system's place.",
)
@click.option("--language", type=click.Choice(["vi", "en"]), default="vi", show_default=True)
@click.option("--actor", default="", help="Name of the person who acts, written into every event.")
@click.pass_context
def cli(context: click.Context, data: str | None, language: str, actor: str) -> None:
    """On-site inspection: checklist, minutes, signatures, sending.

    Without a command the window opens.

    \b
    Example:
      inspector-app visit sample so-xay-dung-2022
      inspector-app verify minutes.pdf
    """
    context.obj = Face(data, "en" if language == "en" else "vi", actor)
    context.call_on_close(context.obj.close)


for group in (
    checklist.checklist,
    demo.demo,
    follow_up.conclusion,
    follow_up.group,
    follow_up.reminder,
    health.check,
    minutes.minutes,
    office.office,
    papers.paper,
    papers.self_check,
    plan.plan,
    sample.sample,
    scores.score,
    selftest.selftest,
    send.send,
    sign.sign,
    trust.trust,
    units.unit,
    verify.verify,
    visit.visit,
):
    cli.add_command(group)

checklist.checklist.add_command(evaluate.evaluate)


@cli.command("exit-codes")
@command
def exit_codes(face: Face) -> None:
    """Print what every exit code means.

    \b
    Example:
      inspector-app exit-codes
    """
    table = {str(int(code)): face.translate(meaning) for code, meaning in sorted(MEANINGS.items())}
    face.answer(table, "\n".join(f"{code:>3}  {meaning}" for code, meaning in table.items()))


def _require_text(arguments: Sequence[str]) -> None:
    """What the terminal sent in another encoding would end as half characters in the database."""
    for argument in arguments:
        try:
            argument.encode()
        except UnicodeEncodeError as error:
            shown = argument.encode(errors="replace").decode()
            raise click.UsageError(f"This argument is not UTF-8 text: {shown}") from error


def main(arguments: Sequence[str]) -> int:
    """Run one command; the exit code. A user error is told in three sentences on stderr."""
    # A command's own words say what went wrong; a library's warnings would only hide them.
    logging.basicConfig(level=logging.CRITICAL)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        _require_text(arguments)
        with cli.make_context("inspector-app", list(arguments)) as context:
            try:
                result = cli.invoke(context)
            except UserError as error:
                return face(context).refuse(error)
            return int(result) if isinstance(result, int) else int(ExitCode.OK)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.Abort:
        return int(ExitCode.USAGE)
    except click.ClickException as error:
        error.show()
        return int(ExitCode.USAGE)
