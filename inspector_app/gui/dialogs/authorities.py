"""Asks a person to compare the fingerprints of authorities that the program does not know, and to give one up."""

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QWidget

from inspector_app.checklist.authorities import Authority, Level, Offered, Standing, TrustLine, grouped
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.dialogs.form import FormDialog
from inspector_app.gui.theme import GRID, measure, role
from inspector_app.gui.widgets.entries import day_text
from inspector_app.gui.widgets.sections import Section, scrolled, words

LEVELS = {Level.ROOT: N_("Root authority"), Level.INTERMEDIATE: N_("Intermediate authority")}
HEIGHT = 40 * GRID


def validity(context: Context, authority: Authority) -> str:
    """From which day to which."""
    zone = context.workspace.clock.now().tzinfo
    begins, ends = (at.astimezone(zone).date() for at in (authority.begins, authority.ends))
    return f"{day_text(begins)} – {day_text(ends)}"


class AcceptingDialog(FormDialog):
    """One card per authority; only those that are ticked are taken."""

    def __init__(self, context: Context, offered: Sequence[Offered], parent: QWidget) -> None:
        translate = context.translate
        super().__init__(
            translate,
            translate(N_("Authorities that the program does not know")),
            translate(N_("Import")),
            parent,
        )
        self.ticks: dict[str, QCheckBox] = {}
        sentence = N_(
            "Whoever is trusted here can make anybody's signature look genuine. Compare each SHA-256 with the"
            " one that the authority itself publishes, digit by digit; what is not ticked is not imported."
        )
        self.section.add_wide(words(translate(sentence)))
        cards = scrolled(*(self._card(context, own) for own in offered))
        measure(cards, least_height=HEIGHT)
        self.section.add_wide(cards)

    @property
    def confirmed(self) -> tuple[str, ...]:
        """SHA-256 of what was ticked."""
        return tuple(sha256 for sha256, tick in self.ticks.items() if tick.isChecked())

    def _card(self, context: Context, own: Offered) -> Section:
        translate, authority = self.translate, own.authority
        card = Section(authority.name)
        if own.standing is Standing.NAMESAKE:
            told = N_(
                "It carries the name of an authority that the program knows, and is not it: the SHA-256 differs."
                " Do not tick it unless the authority itself has told you of a new certificate."
            )
            card.add_wide(role(words(translate(told)), "error"))
        card.add(translate(N_("Issuer of the certificate")), words(authority.issuer))
        level = f"{translate(LEVELS[authority.level])} · {translate(N_('Valid')).lower()}"
        card.add(level, words(validity(context, authority)))
        card.add("SHA-256", words(grouped(authority.sha256)), 2)
        tick = QCheckBox(translate(N_("I have compared it, and trust it")))
        tick.setAccessibleName(f"{tick.text()}: {authority.name}")
        card.add_wide(tick)
        self.ticks[authority.sha256] = tick
        return card


class RemovingDialog(FormDialog):
    """Names the authority and what its going means; the button removes."""

    def __init__(self, context: Context, line: TrustLine, parent: QWidget) -> None:
        translate = context.translate
        super().__init__(
            translate, translate(N_("Trust an authority no longer")), translate(N_("Remove")), parent
        )
        self.section.add_wide(role(words(line.name), "heading"))
        self.section.add("SHA-256", words(grouped(line.sha256)), 2)
        sentence = N_(
            "The origin of signatures that lead to it is not confirmed from then on. Nothing else is changed, and"
            " it can be imported again."
        )
        self.section.add_wide(words(translate(sentence)))
