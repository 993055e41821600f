"""Adds dossiers up by procedure and by month while a register is read; money only where it was paid online."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from inspector_app.checklist.dossiers import DelayCause, DossierField, DossierState, Tally
from inspector_app.checklist.folding import fold
from inspector_app.errors import N_
from inspector_app.intake.table_text import clean
from inspector_app.sampling.days_and_money import HOURS, dong_of
from inspector_app.sampling.dossier_words import Learnt, online_of, paid_of, yes_of

_STATES = tuple(DossierState)
_CAUSES = tuple(DelayCause)
_STATE_BITS = {state: place for place, state in enumerate(_STATES)}
_CAUSE_BITS = {cause: place << 4 for place, cause in enumerate(_CAUSES)}
LATE = frozenset({DossierState.SETTLED_LATE, DossierState.OPEN_OVERDUE})

_FOUR_BITS = 15
_CAUSE, _CHANNEL = 4, 8
_PAYABLE, _PAID = 1 << 12, 1 << 13
_CHANNELS = {None: 0, True: 1, False: 2}

PROCEDURES = 20_000
"""More different texts are not the names of procedures: a whole country has some six thousand."""

BAD_AMOUNT = N_("The amount cannot be read.")

_Key = tuple[str, str, int]
_SEVERAL = re.compile(r"[;,\s]+")


class TooManyProcedures(Exception):  # noqa: N818 - it names what is wrong with a column, not with the program
    """The column taken for the procedure holds something else."""


class Refused(Exception):  # noqa: N818 - it names what is wrong with a line
    """Why a line is not counted: a msgid, and the text that it is about."""

    def __init__(self, why: str, detail: str = "") -> None:
        super().__init__(why, detail)
        self.why = why
        self.detail = detail


class Tallies:
    """Counts by everything at once; the tallies are made at the end."""

    def __init__(self, fields: Iterable[DossierField]) -> None:
        self._payable_told = DossierField.PAYABLE_ONLINE in fields
        self._spelt: dict[str, str] = {}
        self._names: Learnt[str, str] = Learnt(self._name)
        self._months: Learnt[int, str] = Learnt(_month)
        self._channels: Learnt[str, int] = Learnt(lambda text: _CHANNELS[online_of(text)] << _CHANNEL)
        self._payables: Learnt[str, bool] = Learnt(lambda text: yes_of(text) is True)
        self._paid: Learnt[str, bool] = Learnt(lambda text: paid_of(text) is True)
        self._amounts: Learnt[str, int | None] = Learnt(lambda text: dong_of(clean(text)))
        self._counts: dict[_Key, int] = defaultdict(int)
        self._money: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])

    def add(self, texts: Sequence[str], received: int, state: DossierState, cause: DelayCause) -> None:
        """One dossier: procedure, channel, whether its fee can be and was paid online, fee, transactions.

        `received` is a moment (`days_and_money`). Raises Refused, TooManyProcedures.
        """
        procedure, channel, payable, paid, fee, transactions = texts
        name = self._names[procedure]
        month = self._months[received >> HOURS]
        flags = _STATE_BITS[state] | _CAUSE_BITS[cause] | self._channels[channel]
        if self._paid[paid]:
            amount = self._amounts[fee]
            if amount is None:
                raise Refused(BAD_AMOUNT, clean(fee))
            money = self._money[name, month]
            money[0] += amount
            money[1] += _transactions(transactions) if _SEVERAL.search(transactions) else transactions != ""
            flags |= _PAYABLE | _PAID
        elif self._payables[payable]:
            flags |= _PAYABLE
        self._counts[name, month, flags] += 1

    def whole(self) -> Tally:
        return self._grouped(lambda _name, _month: "").get("", Tally())

    def by_procedure(self) -> Mapping[str, Tally]:
        """Those with the most dossiers first."""
        made = self._grouped(lambda name, _month: name)
        return dict(sorted(made.items(), key=lambda own: (-own[1].received, own[0])))

    def by_month(self) -> Mapping[str, Tally]:
        return dict(sorted(self._grouped(lambda _name, month: month).items()))

    def payable_procedures(self) -> int | None:
        """How many procedures allow paying online; None where the register does not say."""
        if not self._payable_told:
            return None
        return len({name for name, _, flags in self._counts if flags & _PAYABLE and name})

    def _name(self, text: str) -> str:
        name = " ".join(clean(text).split())
        if len(self._spelt) > PROCEDURES:
            raise TooManyProcedures
        return self._spelt.setdefault(fold(name), name)

    def _grouped(self, by: Callable[[str, str], str]) -> dict[str, Tally]:
        groups: dict[str, _Sum] = defaultdict(_Sum)
        for (name, month, flags), number in self._counts.items():
            groups[by(name, month)].take(flags, number)
        for (name, month), (amount, transactions) in self._money.items():
            group = groups[by(name, month)]
            group.money += amount
            group.transactions += transactions
        return {key: group.tally() for key, group in groups.items() if group.states}


@dataclass
class _Sum:
    states: dict[DossierState, int] = field(default_factory=lambda: defaultdict(int))
    causes: dict[DelayCause, int] = field(default_factory=lambda: defaultdict(int))
    settled_causes: dict[DelayCause, int] = field(default_factory=lambda: defaultdict(int))
    online: int = 0
    channel_known: int = 0
    payable: int = 0
    paid: int = 0
    money: int = 0
    transactions: int = 0

    def take(self, flags: int, number: int) -> None:
        state, cause = _STATES[flags & _FOUR_BITS], _CAUSES[flags >> _CAUSE & _FOUR_BITS]
        self.states[state] += number
        if state in LATE:
            self.causes[cause] += number
        if state is DossierState.SETTLED_LATE:
            self.settled_causes[cause] += number
        channel = flags >> _CHANNEL & _FOUR_BITS
        self.channel_known += number if channel else 0
        self.online += number if channel == _CHANNELS[True] else 0
        self.payable += number if flags & _PAYABLE else 0
        self.paid += number if flags & _PAID else 0

    def tally(self) -> Tally:
        return Tally(
            dict(self.states),
            dict(self.causes),
            dict(self.settled_causes),
            self.online,
            self.channel_known,
            self.payable,
            self.paid,
            self.transactions,
            self.money,
        )


def _transactions(text: str) -> int:
    return sum(1 for own in _SEVERAL.split(text) if own.strip())


def _month(day: int) -> str:
    return f"{date.fromordinal(day):%Y-%m}" if day else ""
