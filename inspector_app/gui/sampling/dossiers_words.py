"""The window's words for what a register of dossiers gives: sums, rates, states, causes; and its tables as texts."""

from collections.abc import Iterator, Mapping, Sequence

from inspector_app.checklist.dossiers import (
    DelayCause,
    DossierField,
    DossierFigures,
    DossierState,
    LateDossier,
    OverdueOf,
    Tally,
)
from inspector_app.checklist.fact import percentage
from inspector_app.checklist.wording import percent_in_words
from inspector_app.errors import N_
from inspector_app.gui.figures import grouped
from inspector_app.gui.widgets.entries import day_text
from inspector_app.i18n import Translate

OVERDUE_OF = {
    OverdueOf.RECEIVED: N_("Of all received: settled late, and open although overdue"),
    OverdueOf.SETTLED: N_("Of those settled: settled late"),
}
CAUSES = {
    DelayCause.REAL: N_("late in truth"),
    DelayCause.OPERATOR: N_("slip in the software"),
    DelayCause.UNKNOWN: N_("not said"),
}
STATES = {
    DossierState.SETTLED_IN_TIME: N_("Settled in time"),
    DossierState.SETTLED_LATE: N_("Settled late"),
    DossierState.OPEN_IN_TIME: N_("Open, not yet due"),
    DossierState.OPEN_OVERDUE: N_("Open and overdue"),
    DossierState.SETTLED_UNKNOWN: N_("Settled, nobody knows when"),
    DossierState.OPEN_UNKNOWN: N_("Open, without a due day"),
    DossierState.WITHDRAWN: N_("Withdrawn or returned"),
}
_ALWAYS = tuple(STATES)[:4]

Cell = tuple[str, object]
"""What is read, and what is sorted by."""

TALLY_HEADINGS = (
    N_("Dossiers received"), N_("In time"), N_("Late"), N_("Still open"), N_("Open, overdue"), N_("Overdue rate"),
    N_("Filed online"), N_("Paid online"), N_("Money, đồng"),
)  # fmt: skip
LATE_HEADINGS = (
    N_("Row"), N_("Dossier"), N_("Procedure"), N_("Applicant"), N_("Received on"), N_("Due on"), N_("Settled on"),
    N_("Days late"), N_("Cause"),
)  # fmt: skip
REFUSED_HEADINGS = (N_("Row"), N_("Why"), N_("What stands there"))


def rate(part: int, whole: int) -> str:
    """ "1,01% (12/1.188)"; of nothing there is no rate."""
    share = percentage(part, whole)
    counted = f"{grouped(part)}/{grouped(whole)}"
    return counted if share is None else f"{percent_in_words(share)} ({counted})"


def balance(figures: DossierFigures, translate: Translate) -> str:
    """Every line that was read is somewhere."""
    said = N_("Lines read {lines} = used {used} + outside the period {outside} + not readable {refused}")
    return translate(said).format(
        lines=grouped(figures.lines_in),
        used=grouped(figures.used),
        outside=grouped(figures.outside),
        refused=grouped(figures.refused),
    )


def sums(figures: DossierFigures, translate: Translate) -> list[str]:
    """What was counted, a sentence for each thing the register says."""
    _, whole = translate, figures.whole
    since = _(N_(", from {day}")).format(day=day_text(figures.since)) if figures.since is not None else ""
    said = [
        _(N_("As of {day}{since}: {count} dossiers received; {states}.")).format(
            day=day_text(figures.as_of),
            since=since,
            count=grouped(whole.received),
            states="; ".join(_states(whole, translate)),
        )
    ]
    said.append(
        _(N_("Overdue: {received} of all received; settled late: {settled} of those settled.")).format(
            received=rate(*whole.overdue(OverdueOf.RECEIVED)), settled=rate(*whole.overdue(OverdueOf.SETTLED))
        )
        + _causes(whole, translate)
    )
    said += _online(figures, translate)
    if figures.disagreeing:
        sentence = N_("In {count} lines the state says something else than the days; the days count.")
        said.append(_(sentence).format(count=grouped(figures.disagreeing)))
    return said


def _states(whole: Tally, translate: Translate) -> Iterator[str]:
    for state, name in STATES.items():
        count = whole.states.get(state, 0)
        if count or state in _ALWAYS:
            yield f"{translate(name).lower()}: {grouped(count)}"


def _causes(whole: Tally, translate: Translate) -> str:
    if not any(whole.causes.get(cause) for cause in (DelayCause.REAL, DelayCause.OPERATOR)):
        return ""
    told = ", ".join(
        f"{translate(name)}: {grouped(whole.causes.get(cause, 0))}" for cause, name in CAUSES.items()
    )
    return " " + translate(N_("Of the late ones: {causes}.")).format(causes=told)


def _online(figures: DossierFigures, translate: Translate) -> Iterator[str]:
    _, whole = translate, figures.whole
    if whole.channel_known:
        yield _(N_("Filed online: {rate}.")).format(rate=rate(whole.online, whole.channel_known))
    said = []
    if figures.payable_procedures is not None:
        told = N_("can be paid online: {procedures} procedures, {count} dossiers")
        procedures = grouped(figures.payable_procedures)
        said.append(_(told).format(procedures=procedures, count=grouped(whole.payable)))
    known = figures.columns.fields
    if DossierField.PAID_ONLINE in known:
        paid = grouped(whole.paid_online)
        if figures.payable_procedures is not None:
            paid = rate(whole.paid_online, whole.payable)
        said.append(_(N_("paid online: {count}")).format(count=paid))
    if DossierField.TRANSACTION in known:
        said.append(_(N_("transactions: {count}")).format(count=grouped(whole.transactions)))
    if {DossierField.PAID_ONLINE, DossierField.FEE} <= known.keys():
        said.append(_(N_("money: {money} đồng")).format(money=grouped(whole.money)))
    if said:
        told = "; ".join(said)
        yield f"{told[:1].upper()}{told[1:]}."


def tallies(by_name: Mapping[str, Tally], unnamed: str, months: bool) -> list[list[Cell]]:
    """A row for each procedure, or each month ("2026-04" is read as 04/2026)."""
    rows = []
    for name, own in by_name.items():
        shown = f"{name[5:]}/{name[:4]}" if months and name else name or unnamed
        late, received = own.overdue(OverdueOf.RECEIVED)
        share = percentage(late, received)
        opened = own.states.get(DossierState.OPEN_IN_TIME, 0) + own.states.get(DossierState.OPEN_UNKNOWN, 0)
        counts = (
            own.received,
            own.states.get(DossierState.SETTLED_IN_TIME, 0),
            own.states.get(DossierState.SETTLED_LATE, 0),
            opened,
            own.states.get(DossierState.OPEN_OVERDUE, 0),
        )
        rows.append(
            [
                (shown, name),
                *((grouped(count), count) for count in counts),
                ("" if share is None else percent_in_words(share), share or 0),
                *((grouped(count), count) for count in (own.online, own.paid_online, own.money)),
            ]
        )
    return rows


def late_rows(late: Sequence[LateDossier], translate: Translate) -> list[list[Cell]]:
    """A row for each late dossier."""
    return [
        [
            (str(own.row), own.row),
            (own.code or "", own.code or ""),
            (own.procedure or "", own.procedure or ""),
            (own.applicant or "", own.applicant or ""),
            *((day_text(day), str(day or "")) for day in (own.received, own.due, own.settled)),
            (grouped(own.days_late) if own.days_late else "", own.days_late),
            (translate(CAUSES[own.cause]), own.cause),
        ]
        for own in late
    ]


def refused_rows(figures: DossierFigures, translate: Translate) -> list[list[Cell]]:
    """A row for each line that could not be read."""
    return [
        [(str(own.row), own.row), (translate(own.why), own.why), (own.detail, own.detail)]
        for own in figures.refused_lines
    ]
