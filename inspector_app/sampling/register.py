"""Counts a register of one-stop dossiers line by line, in the process that reads it: in = used + outside + refused.

The overdue rate is settled late and open overdue of all received: late dossiers left open do not lower it. The other
usual one, of one-stop reports, is settled late of the settled ones; `Tally.overdue` gives either, the faces choose.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from operator import itemgetter
from pathlib import Path
from typing import Any

from inspector_app.checklist import canonical
from inspector_app.checklist.dossiers import (
    LATE_KEPT,
    REFUSED_KEPT,
    Columns,
    DelayCause,
    DossierField,
    DossierFigures,
    DossierState,
    LateDossier,
    RefusedLine,
)
from inspector_app.errors import N_, IntakeError
from inspector_app.intake.row_worker import OpenTable, Row, Tell, cleaned
from inspector_app.intake.table_rows import Cancelled, Progress, work_on
from inspector_app.intake.table_text import clean
from inspector_app.sampling.columns import aside
from inspector_app.sampling.days_and_money import (
    HOURS,
    NEVER,
    UNREADABLE,
    after,
    day_of,
    day_part,
    hour_part,
    moment_of,
)
from inspector_app.sampling.dossier_words import Learnt, Said, cause_of, masked, said_of, says_nothing
from inspector_app.sampling.tallies import LATE, Refused, Tallies, TooManyProcedures
from inspector_app.sampling.watching import heavy

BAD_DAYS = (
    N_("The day on which it was received cannot be read."),
    N_("The day on which it is due cannot be read."),
    N_("The day on which it was settled cannot be read."),
)
BACKWARDS = N_("It was settled before it was received.")
NO_STATE = N_("Nothing says whether it is settled or when it is due.")
UNKNOWN_STATE = N_("The word for its state is not known.")
TWICE = N_("The same dossier stands in an earlier line.")

_EVERY = 4096
"""Lines between two words on how far it is."""
_DETAIL = 60
_ORDER = (
    DossierField.CODE,
    DossierField.RECEIVED,
    DossierField.DUE,
    DossierField.SETTLED,
    DossierField.STATUS,
    DossierField.DELAY_CAUSE,
    DossierField.APPLICANT,
    DossierField.PROCEDURE,
    DossierField.CHANNEL,
    DossierField.PAYABLE_ONLINE,
    DossierField.PAID_ONLINE,
    DossierField.FEE,
    DossierField.TRANSACTION,
)
_ADDED = _ORDER.index(DossierField.PROCEDURE)
"""From here on the cells are what `Tallies.add` takes."""
_TOO_MANY = "too many procedures"
_NOTHING_SAID = Said()

Cells = Sequence[str]
Moments = tuple[int, int, int]
"""Received, due, settled."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a register."""

    columns: Columns
    as_of: date
    since: date | None = None
    unmasked: bool = False
    """Citizens' names as they stand."""


def count(
    path: Path, question: Question, *, progress: Progress, cancelled: Cancelled
) -> DossierFigures | None:
    """Read the register in a process of its own; None where it was cancelled.

    IntakeError: as `intake.table_rows.work_on`, and DOSSIERS-PROCEDURES.
    """
    asked = canonical.to_json(question)
    told = work_on(path, answer, (asked, path.name), progress=progress, cancelled=cancelled, heavy=heavy)
    if told is None:
        return None
    if told == _TOO_MANY:
        raise IntakeError(
            "DOSSIERS-PROCEDURES",
            N_("The register {file} was not counted."),
            why=N_(
                "The column taken for the procedure holds more different texts than there are procedures."
            ),
            todo=N_("Choose another column for the procedure, or none."),
            file=path.name,
        )
    return canonical.from_json(DossierFigures, told)


def answer(table: OpenTable, tell: Tell, asked: Any, name: str) -> Any:
    """The work of the table's process: `DossierFigures` as JSON."""
    question = canonical.from_json(Question, asked)
    columns = question.columns
    before = columns.header_row + columns.header_rows - 1
    counting = _Counting(question)
    try:
        counting.take(islice(table.rows(columns.sheet), before, None), before + 1, tell)
    except TooManyProcedures:
        return _TOO_MANY
    return canonical.to_json(counting.figures(name, table.sha256))


class _Counting:
    """One pass over the lines; what a text means is worked out once."""

    def __init__(self, question: Question) -> None:
        self._asked = question
        fields = question.columns.fields
        self._fields = fields
        # A field without a column reads the empty cell that is put behind each row.
        self._pick: Callable[[Sequence[str]], Cells] = itemgetter(*(fields.get(own, -1) for own in _ORDER))
        self._width = max(fields.values(), default=0) + 2
        self._as_of = question.as_of.toordinal()
        self._since = question.since.toordinal() if question.since else 0
        first = question.columns.day_first
        self._days: Learnt[str, int] = Learnt(lambda text: day_part(text, first))
        self._hours: Learnt[str, int] = Learnt(hour_part)
        self._moments: Learnt[str, int] = Learnt(
            lambda text: NEVER if says_nothing(text) else moment_of(text, first)
        )
        self._said: Learnt[str, Said] = Learnt(said_of)
        self._causes: Learnt[str, DelayCause] = Learnt(cause_of)
        self._tallies = Tallies(fields)
        self._seen: set[int] = set()
        self._late: list[LateDossier] = []
        self._refused_lines: list[RefusedLine] = []
        self._refused_why: dict[str, int] = defaultdict(int)
        self._in = self._outside = self._used = self._disagreeing = 0

    def take(self, rows: Iterable[Row], first: int, tell: Tell) -> None:
        """Count all lines; the first is row `first` of the file. Raises TooManyProcedures."""
        pick, days, hours = self._pick, self._days, self._hours
        number = first - 1
        for number, row in enumerate(_without_tail(rows), start=first):
            if not number % _EVERY:
                tell()
            row.append("")
            try:
                cells = pick(row)
            except IndexError:
                cells = pick(row + [""] * self._width)
            text, due_text, settled_text = cells[1:4]
            received = days[text[:10]] + hours[text[10:]]
            due = days[due_text[:10]] + hours[due_text[10:]]
            settled = days[settled_text[:10]] + hours[settled_text[10:]]
            try:
                if received <= 0 or due < 0 or settled < 0:
                    received, due, settled = self._carefully(row, cells)
                self._count(number, cells, received, due, settled)
            except Refused as refused:
                self._refuse(number, refused)
        self._in = number - first + 1

    def figures(self, name: str, sha256: str) -> DossierFigures:
        """What was counted."""
        return DossierFigures(
            file=name,
            sha256=sha256,
            as_of=self._asked.as_of,
            since=self._asked.since,
            columns=self._asked.columns,
            whole=self._tallies.whole(),
            by_procedure=self._tallies.by_procedure(),
            by_month=self._tallies.by_month(),
            payable_procedures=self._tallies.payable_procedures(),
            late=tuple(self._late),
            lines_in=self._in,
            used=self._used,
            outside=self._outside,
            refused=sum(self._refused_why.values()),
            refused_lines=tuple(self._refused_lines),
            refused_why=dict(self._refused_why),
            masked=not self._asked.unmasked,
            disagreeing=self._disagreeing,
        )

    def _carefully(self, row: Row, cells: Cells) -> Moments:
        """The days of a line that does not have them all as they mostly are. Raises Refused."""
        moments = [self._moments[text] for text in cells[1:4]]
        if moments[0] <= 0 and (DossierField.RECEIVED in self._fields or max(moments) <= 0):
            why = aside(cleaned(row), self._asked.columns.headings)
            if why is not None:
                raise Refused(why)
        for moment, text, why in zip(moments, cells[1:4], BAD_DAYS, strict=True):
            if moment == UNREADABLE:
                raise Refused(why, clean(text))
        return moments[0], moments[1], moments[2]

    def _count(self, number: int, cells: Cells, received: int, due: int, settled: int) -> None:
        """Put one dossier where it belongs. Raises Refused."""
        code = cells[0].strip()
        key = hash(code)
        if code and key in self._seen:
            raise Refused(TWICE, clean(code))
        if settled and settled >> HOURS < received >> HOURS:
            raise Refused(BACKWARDS)
        said = self._said[cells[4]]
        if settled >> HOURS > self._as_of:
            settled, said = NEVER, _NOTHING_SAID  # what it says today was not so on that day
        state = self._state(received, due, settled, said, cells[4])
        if code:
            self._seen.add(key)
        if received >> HOURS > self._as_of or (self._since and self._is_before(received, settled, state)):
            self._outside += 1
            return
        late = state in LATE
        cause = DelayCause.UNKNOWN
        if late:
            cause = self._causes[cells[5]] if cells[5] else said.cause
        self._tallies.add(cells[_ADDED:], received, state, cause)
        self._used += 1
        if late:
            self._keep(number, cells, (received, due, settled), cause)
        if settled and said.late is not None and said.late != late and state in _RATED:
            self._disagreeing += 1

    def _state(self, received: int, due: int, settled: int, said: Said, word: str) -> DossierState:
        """By its days; by the word for its state where days are missing. Raises Refused."""
        if said.aside:
            return DossierState.WITHDRAWN
        if settled:
            if due:
                return _rated(after(settled, due))
            return DossierState.SETTLED_UNKNOWN if said.late is None else _rated(said.late)
        if said.settled:
            return DossierState.SETTLED_UNKNOWN if said.late is None else _rated(said.late)
        if said.settled is None and DossierField.SETTLED not in self._fields:
            if said.late is None:
                raise Refused(NO_STATE if says_nothing(word) else UNKNOWN_STATE, clean(word))
            if not said.open_when_late:
                return _rated(said.late)
        return self._open_state(received, due, said)

    def _open_state(self, received: int, due: int, said: Said) -> DossierState:
        """Of a dossier without a day on which it was settled."""
        if due:
            if due >> HOURS >= self._as_of:
                return DossierState.OPEN_IN_TIME
            # "Đúng hạn" of a dossier that was due long ago: it was settled, only the day is missing.
            in_time = said.late is False and said.settled is None
            return DossierState.SETTLED_IN_TIME if in_time else DossierState.OPEN_OVERDUE
        if said.late is not None:
            return DossierState.OPEN_OVERDUE if said.late else DossierState.OPEN_IN_TIME
        if not received and said.settled is None:
            raise Refused(NO_STATE)
        return DossierState.OPEN_UNKNOWN

    def _is_before(self, received: int, settled: int, state: DossierState) -> bool:
        """Whether it was over before the period began; one that was settled nobody knows when goes by its receipt."""
        if state in _OPEN:
            return False
        last = settled or received
        return bool(last) and last >> HOURS < self._since and received >> HOURS < self._since

    def _keep(self, number: int, cells: Cells, moments: Moments, cause: DelayCause) -> None:
        """One line for the annex."""
        if len(self._late) >= LATE_KEPT:
            return
        received, due, settled = moments
        applicant = clean(cells[6])
        until = settled >> HOURS if settled else self._as_of
        self._late.append(
            LateDossier(
                row=number,
                code=clean(cells[0]) or None,
                procedure=clean(cells[_ADDED]) or None,
                applicant=(applicant if self._asked.unmasked else masked(applicant)) or None,
                received=day_of(received),
                due=day_of(due),
                settled=day_of(settled),
                days_late=max(0, until - (due >> HOURS)) if due else 0,
                cause=cause,
            )
        )

    def _refuse(self, number: int, refused: Refused) -> None:
        self._refused_why[refused.why] += 1
        if len(self._refused_lines) >= REFUSED_KEPT:
            return
        detail = refused.detail[:_DETAIL]
        if refused.why in BAD_DAYS and not self._asked.unmasked and not any(c.isdigit() for c in detail):
            detail = masked(detail)  # in a line that slipped sideways it may be a name
        self._refused_lines.append(RefusedLine(number, refused.why, detail))


_OPEN = frozenset({DossierState.OPEN_IN_TIME, DossierState.OPEN_OVERDUE, DossierState.OPEN_UNKNOWN})
_RATED = frozenset({DossierState.SETTLED_IN_TIME, DossierState.SETTLED_LATE})


def _rated(late: bool) -> DossierState:
    return DossierState.SETTLED_LATE if late else DossierState.SETTLED_IN_TIME


def _without_tail(rows: Iterable[Row]) -> Iterator[list[str]]:
    """Empty rows between lines are rows; those behind the last line are not."""
    empty = 0
    for row in rows:
        if not (row and row[0]) and not any(row):
            empty += 1
            continue
        if empty:
            yield from ([] for _ in range(empty))
            empty = 0
        yield row if isinstance(row, list) else list(row)
