"""`inspector-app sample draw | size | interval`: what to look at, how much of it, and what it then says."""

from decimal import Decimal, InvalidOperation
from pathlib import Path

import click

from inspector_app.actions import drawing as verbs
from inspector_app.checklist import wording
from inspector_app.checklist.intervals import interval as interval_of
from inspector_app.checklist.intervals import suggested_size
from inspector_app.checklist.outgoing import Drawing
from inspector_app.cli.context import Face, command
from inspector_app.cli.files import write_output
from inspector_app.errors import N_

MOST_SAID = 20
"""Refused lines that are said one by one."""


class PerCent(click.ParamType[Decimal]):
    """A number as people write it: 5, 2.5 or 2,5."""

    name = "percent"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        try:
            found = Decimal(str(value).replace(",", "."))
        except InvalidOperation:
            self.fail(f"{value!r} is not a number.", param, ctx)
        if not found.is_finite():
            self.fail(f"{value!r} is not a number.", param, ctx)
        return found


PERCENT = PerCent()
FILE = click.Path(path_type=Path)


@click.command("draw")
@click.argument("register", type=FILE)
@click.option("--size", type=int, required=True, help="How many to draw (n).")
@click.option("--seed", help="Seed of the draw; else eight new digits.")
@click.option("--xlsx", type=FILE, help="Write the list for the unit, with all that repeats the draw.")
@command
def draw(face: Face, register: Path, size: int, seed: str | None, xlsx: Path | None) -> None:
    """Draw documents from the register of outgoing documents (xlsx, xls, csv).

    The same register and seed draw the same, here and by hand: of each line the SHA-256 of seed, line feed, key
    is taken, and the smallest are drawn.

    \b
    Example:
      inspector-app sample draw SoVanBanDi.xlsx --size 30 --seed 20260512 --xlsx VanBanDuocRut.xlsx
    """
    read = verbs.read_register(register)
    assert read is not None, "nobody cancels here"
    drawn = verbs.draw(read, size, face.workspace.clock.now(), seed)
    if xlsx is not None:
        write_output(xlsx, verbs.drawn_list(drawn, face.translate))
    for own in read.doubts:
        face.say(N_("Row {row}: {why}"), row=own.row, why=face.translate(own.why))
    if read.other_sheets:
        face.say(
            N_("Sheet {sheet} was read; others hold such a register too: {others}."),
            sheet=read.columns.sheet, others=", ".join(read.other_sheets),
        )  # fmt: skip
    face.answer(_told(drawn), _in_lines(face, drawn))


def _told(drawing: Drawing) -> dict[str, object]:
    register = drawing.register
    return {
        "register": register.name,
        "register_sha256": register.sha256,
        "lines": register.lines_in,
        "refused": register.refused,
        "doubts": register.doubts,
        "other_sheets": register.other_sheets,
        "population": len(register.lines),
        "size": drawing.size,
        "seed": drawing.seed,
        "drawn_at": drawing.drawn_at,
        "method": wording.method_in_words(drawing.selection),
        "drawn": [
            {
                "row": line.row, "key": line.key, "sha256": drawing.digests[place], "number": line.number,
                "issued": line.issued, "abstract": line.abstract, "signer": line.signer,
            }
            for place, line in zip(drawing.places, drawing.drawn, strict=True)
        ],
    }  # fmt: skip


def _in_lines(face: Face, drawing: Drawing) -> str:
    register = drawing.register
    counted = face.translate(N_("Lines read: {lines} = {used} used + {refused} refused.")).format(
        lines=register.lines_in, used=len(register.lines), refused=len(register.refused)
    )
    head = face.translate(N_("Drawn with seed {seed}: {method}.")).format(
        seed=drawing.seed, method=wording.method_in_words(drawing.selection)
    )
    why = face.translate(N_("Row {row}: {why}"))
    refused = [why.format(row=own.row, why=face.translate(own.why)) for own in register.refused[:MOST_SAID]]
    if len(register.refused) > MOST_SAID:
        more = face.translate(N_("… and {more} more; --json lists them all."))
        refused.append(more.format(more=len(register.refused) - MOST_SAID))
    lines = [
        f"{line.row:>7}  {line.number or ''}  "
        f"{'' if line.issued is None else f'{line.issued:%d/%m/%Y}'}  {line.abstract or ''}".rstrip()
        for line in drawing.drawn
    ]
    return "\n".join([head, counted, *refused, *lines])


@click.command("size")
@click.option("--population", type=int, help="How many there are (N); left out where nobody knows.")
@click.option("--margin", type=PERCENT, required=True, help="Wanted precision to each side, in per cent.")
@click.option("--confidence", type=PERCENT, default="95", show_default=True, help="In per cent.")
@click.option("--expected", type=PERCENT, default="50", show_default=True, help="Rate that is expected.")
@command
def size(face: Face, population: int | None, margin: Decimal, confidence: Decimal, expected: Decimal) -> None:
    """Suggest how many to examine for a wanted precision of the rate.

    \b
    Example:
      inspector-app sample size --population 412 --margin 5
    """
    found = suggested_size(population, margin, confidence, expected)
    answer = {
        "size": found, "population": population, "margin": margin, "confidence": confidence, "expected": expected
    }  # fmt: skip
    face.answer(answer, str(found))


@click.command("interval")
@click.argument("defective", type=int)
@click.argument("examined", type=int)
@click.option("--population", type=int, help="How many there are (N); left out where nobody knows.")
@click.option("--confidence", type=PERCENT, default="95", show_default=True, help="In per cent.")
@command
def interval(face: Face, defective: int, examined: int, population: int | None, confidence: Decimal) -> None:
    """Give the exact interval of a rate: hypergeometric where the population is known, else Clopper-Pearson.

    \b
    Example:
      inspector-app sample interval 7 30 --population 412
    """
    found = interval_of(defective, examined, population, confidence)
    none = N_("All of them were examined: the rate is known, there is no interval.")
    face.answer(found, face.translate(none) if found is None else wording.interval_in_words(found))
