"""`inspector-app sample register`: a register of one-stop dossiers counted, with the lines that could not be used."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from inspector_app.actions import dossiers as verbs
from inspector_app.checklist import wording
from inspector_app.checklist.dossiers import (
    FIELD_NAMES,
    Columns,
    DelayCause,
    DossierField,
    DossierFigures,
    DossierState,
    OverdueOf,
    Preview,
    Tally,
)
from inspector_app.checklist.fact import percentage
from inspector_app.checklist.folding import fold
from inspector_app.cli.context import Face, command
from inspector_app.cli.files import write_output
from inspector_app.errors import N_, IntakeError

STATES = {
    DossierState.SETTLED_IN_TIME: N_("settled in time"),
    DossierState.SETTLED_LATE: N_("settled late"),
    DossierState.SETTLED_UNKNOWN: N_("settled, in time or not is not known"),
    DossierState.OPEN_IN_TIME: N_("open, not due yet"),
    DossierState.OPEN_OVERDUE: N_("open, overdue"),
    DossierState.OPEN_UNKNOWN: N_("open, due day not known"),
    DossierState.WITHDRAWN: N_("withdrawn, refused, returned or waiting for the applicant"),
}
CAUSES = {
    DelayCause.REAL: N_("late in truth"),
    DelayCause.OPERATOR: N_("by a slip in the software"),
    DelayCause.UNKNOWN: N_("cause not told"),
}
RATES = {
    OverdueOf.RECEIVED: N_("Overdue, of all received"),
    OverdueOf.SETTLED: N_("Settled late, of the settled ones"),
}


class Day(click.ParamType[date]):
    """A day as people write it: 15/05/2026, or 2026-05-15."""

    name = "dd/mm/yyyy"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        parts = str(value).split("/")
        if len(parts) == 3:
            day, month, year = (part.zfill(2) for part in parts)
            value = f"{year}-{month}-{day}"
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is not a day such as 15/05/2026.", param, ctx)


DAY = Day()
FILE = click.Path(path_type=Path)


@click.command("register")
@click.argument("file", type=FILE)
@click.option("--sheet", help="Sheet of a workbook; else the first that has the headings.")
@click.option("--header-row", type=click.IntRange(min=1), help="Row in which the headings begin.")
@click.option(
    "--column",
    "chosen",
    multiple=True,
    metavar="FIELD=HEADING",
    help="Column of a field, by its heading; may be repeated. Fields: " + ", ".join(DossierField) + ".",
)
@click.option("--as-of", type=DAY, help="Figures as of the end of this day; else today.")
@click.option("--since", type=DAY, help="Only dossiers received, settled or open from this day on.")
@click.option(
    "--of",
    type=click.Choice([own.value for own in OverdueOf]),
    default=OverdueOf.RECEIVED.value,
    show_default=True,
    help="Denominator of the overdue rate that comes first.",
)
@click.option("--unit", help="Use the columns confirmed for this unit, and remember these.")
@click.option("--unmasked", is_flag=True, help="Citizens' names as they stand.")
@click.option("--xlsx", type=FILE, help="Write all figures, late dossiers and refused lines as a workbook.")
@command
def register(
    face: Face,
    file: Path,
    sheet: str | None,
    header_row: int | None,
    chosen: tuple[str, ...],
    as_of: date | None,
    since: date | None,
    of: str,
    unit: str | None,
    unmasked: bool,
    xlsx: Path | None,
) -> None:
    """Count a register of dossiers (xlsx, xls, csv): overdue, filed and paid online, as of a day.

    Every line is counted: lines = used + outside the period + refused, and each refused line is shown with its reason.

    \b
    Example:
      inspector-app sample register HoSoMotCua.xlsx --as-of 15/05/2026 --xlsx SoLieu.xlsx
    """
    ws = face.workspace
    seen = verbs.preview(file, sheet, header_row, verbs.remembered(ws, unit) if unit else None)
    columns = _columns(file, seen, chosen)
    for msgid, told in seen.doubts:
        _doubt(face, msgid, told)
    day = as_of or ws.clock.now().date()
    figures = verbs.count(ws, file, columns, as_of=day, since=since, unmasked=unmasked, unit=unit)
    assert figures is not None, "nobody cancels here"
    denominator = OverdueOf(of)
    if xlsx is not None:
        write_output(xlsx, verbs.workbook(figures, face.translate, denominator))
    answers = {str(answer): fact for answer, fact in verbs.answers(figures, denominator).items()}
    face.answer({"figures": figures, "answers": answers}, "\n".join(_in_lines(face, figures, denominator)))


def _columns(file: Path, seen: Preview, chosen: Iterable[str]) -> Columns:
    """The columns as recognised, with those that the person named."""
    if seen.columns is None:
        raise IntakeError(
            "DOSSIERS-NO-HEADER",
            N_("The register {file} was not counted."),
            why=N_("None of its first rows looks like the headings of a register of dossiers."),
            todo=N_(
                "Say in which row the headings begin, and which column is what (--header-row, --column)."
            ),
            file=file.name,
        )
    fields = dict(seen.columns.fields)
    for text in chosen:
        name, _, heading = text.partition("=")
        if name not in list(DossierField):
            raise click.BadParameter(f"{name!r} is no field.", param_hint="--column")
        column = _place(seen.columns, heading)
        fields = {own: at for own, at in fields.items() if at != column and own != name}
        if column is not None:
            fields[DossierField(name)] = column
    return replace(seen.columns, fields=fields)


def _place(columns: Columns, heading: str) -> int | None:
    """The column with this heading; None for an empty one, which takes the field's column away."""
    if not heading.strip():
        return None
    wanted = fold(heading)
    for at, own in enumerate(columns.headings):
        if fold(own) == wanted or fold(own.rsplit(" · ", 1)[-1]) == wanted:
            return at
    told = " | ".join(own for own in columns.headings if own)
    raise click.BadParameter(
        f"No column has the heading {heading!r}. There are: {told}", param_hint="--column"
    )


def _doubt(face: Face, msgid: str, told: Any) -> None:
    named = dict(told)
    if "field" in named:
        named["field"] = face.translate(FIELD_NAMES[DossierField(named["field"])])
    face.say(msgid, **named)


def _in_lines(face: Face, figures: DossierFigures, of: OverdueOf) -> Iterable[str]:
    say, number = face.translate, _number
    yield say(N_("{file}, figures up to the end of {day}")).format(
        file=figures.file, day=f"{figures.as_of:%d/%m/%Y}"
    )
    yield say(
        N_("Lines read: {lines} = {used} used + {outside} outside the period + {refused} refused.")
    ).format(
        lines=number(figures.lines_in),
        used=number(figures.used),
        outside=number(figures.outside),
        refused=number(figures.refused),
    )
    whole, known = figures.whole, figures.columns.fields
    yield from (f"{number(count):>12}  {say(STATES[state])}" for state, count in _told(whole, STATES))
    yield from (
        f"{number(whole.causes[cause]):>12}    {say(words)}"
        for cause, words in CAUSES.items()
        if cause in whole.causes
    )
    for own in (of, *(other for other in OverdueOf if other != of)):
        yield _rate(say(RATES[own]), *whole.overdue(own))
    if figures.disagreeing:
        yield say(N_("Lines whose state says otherwise than their days (the days count): {number}")).format(
            number=number(figures.disagreeing)
        )
    if whole.channel_known:
        yield _rate(say(N_("Filed online")), whole.online, whole.channel_known)
    if figures.payable_procedures is not None:
        yield f"{say(N_('Procedures payable online'))}: {number(figures.payable_procedures)}"
        yield _rate(say(N_("Paid online")), whole.paid_online, whole.payable)
    if DossierField.PAID_ONLINE in known:
        yield say(N_("Paid online: {dossiers} dossiers, {transactions} transactions, {money} đồng")).format(
            dossiers=number(whole.paid_online),
            transactions=number(whole.transactions) if DossierField.TRANSACTION in known else "?",
            money=number(whole.money) if DossierField.FEE in known else "?",
        )
    yield from (f"{number(count):>12}  {say(why)}" for why, count in figures.refused_why.items())
    row = say(N_("Row {row}: {why}"))
    for line in figures.refused_lines:
        yield f"{row.format(row=line.row, why=say(line.why))} {line.detail}".rstrip()


def _told(whole: Tally, states: Iterable[DossierState]) -> Iterable[tuple[DossierState, int]]:
    return ((state, whole.states[state]) for state in states if whole.states.get(state))


def _rate(words: str, part: int, among: int) -> str:
    percent = percentage(part, among)
    shown = "" if percent is None else f" = {wording.percent_in_words(percent)}"
    return f"{words}: {_number(part)}/{_number(among)}{shown}"


def _number(count: int) -> str:
    """1.234: plain, without the leading zero of official papers."""
    return f"{count:,}".replace(",", ".")
