"""One shortcoming of a former inspection: what was asked then and now, what became of it, and taking it up again."""

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from inspector_app.actions import follow_up
from inspector_app.actions.visits import OpenVisit
from inspector_app.checklist.follow_up import Change, EarlierFinding, Match, MatchKind, days_overdue, match
from inspector_app.checklist.sentences import shortcoming_of
from inspector_app.checklist.visit import Visit
from inspector_app.checklist.wording import deadline_in_words
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.models.ledger import STATES
from inspector_app.gui.theme import role
from inspector_app.gui.widgets.binding import EntityForm
from inspector_app.gui.widgets.difference import DifferenceView
from inspector_app.gui.widgets.entries import AreaEntry, ChoiceEntry, day_text
from inspector_app.gui.widgets.sections import Section, beside, scrolled, words
from inspector_app.i18n import Translate

MATCHES = {
    MatchKind.SAME: N_("The requirement is the same as then."),
    MatchKind.CHANGED: N_("The requirement has changed since then: ask it anew. The difference:"),
    MatchKind.GONE: N_("This checklist no longer asks for it."),
    MatchKind.UNKNOWN: N_("What was required then is not known on this computer: ask it anew."),
}


class EarlierEditor(QWidget):
    """The chosen one."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        translate = context.translate
        self._context = context
        self._opened: OpenVisit | None = None
        self._earlier: EarlierFinding | None = None
        self.form = EntityForm(context, self)
        section = Section("", 2)
        self.text = role(words(), "heading")
        section.add_wide(self.text)
        self.about = role(words(), "soft")
        section.add_wide(self.about)
        states: list[tuple[object, str]] = [(None, translate(N_("Not looked at this time")))]
        self.state = ChoiceEntry(states + [(state, translate(name)) for state, name in STATES.items()])
        section.add(translate(N_("What the team finds now")), self.state, 2)
        self.form.bind("state", self.state)
        self.remark = AreaEntry(2)
        section.add(translate(N_("Remark, printed in the minutes")), self.remark, 2)
        self.form.bind("remark", self.remark)
        self.recur = QPushButton(translate(N_("Record as a shortcoming of this visit (recurring)")))
        self.recur.clicked.connect(self.make_recurring)
        self.go = role(QPushButton(translate(N_("Show that shortcoming"))), "quiet")
        self.go.clicked.connect(self._show_finding)
        self._remove = role(QPushButton(translate(N_("Take out of this visit"))), "quiet")
        self._remove.clicked.connect(self.take_out)
        section.add_wide(beside(self.recur, self.go, None, self._remove))
        self.match = role(words(), "small")
        section.add_wide(self.match)
        self.question = DifferenceView("")
        self.look_at = DifferenceView("")
        self._names = [
            section.add(translate(N_("Question, then and now")), self.question, 2),
            section.add(translate(N_("What to look at, then and now")), self.look_at, 2),
        ]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scrolled(section))

    def show_earlier(self, opened: OpenVisit, earlier: EarlierFinding, locked: bool) -> None:
        """Show one of the visit's."""
        if self._opened is not None and self._earlier is not None:
            shown = (self._opened.visit.id, self._earlier.id)
            if shown != (opened.visit.id, earlier.id):
                self.form.clear()
        self._opened, self._earlier = opened, earlier
        self.text.setText(earlier.text or "…")
        self.about.setText("\n".join(about(earlier, opened.visit, self._context.translate)))
        self.form.show(opened.visit.id, f"earlier:{earlier.id}", earlier, locked)
        taken_up = next((f for f in opened.visit.findings if f.id == earlier.continued_by), None)
        self.recur.setVisible(taken_up is None)
        self.recur.setEnabled(not locked)
        self.go.setVisible(taken_up is not None)
        if taken_up is not None:
            self.go.setToolTip(shortcoming_of(taken_up, opened.template, opened.visit.answers) or "")
        self._remove.setEnabled(not locked)
        self._show_match(match(earlier, opened.template))

    def make_recurring(self) -> None:
        """The visit's own shortcoming of it, marked as recurring; one undo takes it back."""
        if self._opened is not None and self._earlier is not None:
            visit_id, earlier = self._opened.visit.id, self._earlier.id
            self.form.flush()
            made = self._context.perform(follow_up.make_recurring, visit_id, earlier)
            if made is not None:
                self.go.setFocus()  # its button is gone; what stands beside it would take the finding out
                self._context.say(
                    self._context.translate(N_("Recorded as a recurring shortcoming of this visit."))
                )

    def take_out(self) -> None:
        """The visit no longer looks at it; undo brings it back."""
        if self._opened is not None and self._earlier is not None:
            self._context.perform(follow_up.remove, self._opened.visit.id, self._earlier.id)

    def _show_finding(self) -> None:
        if self._earlier is not None:
            self._context.go_to(f"finding:{self._earlier.continued_by}", "text")

    def _show_match(self, found: Match) -> None:
        translate = self._context.translate
        lines = [translate(MATCHES[found.kind])]
        changed = next((own for own in found.items if own.kind is MatchKind.CHANGED), None)
        renumbered = [own for own in found.items if own.item is not None and own.item != own.former]
        lines += [
            translate(N_("Item {former} of then is item {item} now.")).format(
                former=own.former, item=own.item
            )
            for own in renumbered
        ]
        asked = (changed.question, changed.look_at) if changed else ((), ())
        differing = [any(piece.change is not Change.KEPT for piece in pieces) for pieces in asked]
        if changed is not None and not any(differing):
            lines.append(translate(N_("Its words are the same; other figures are asked.")))
        self.match.setText("\n".join(lines))
        for view, name, pieces, differs in zip(
            (self.question, self.look_at), self._names, asked, differing, strict=True
        ):
            view.setVisible(differs)
            name.setVisible(differs)
            view.show_pieces(pieces)


def about(earlier: EarlierFinding, visit: Visit, translate: Translate) -> tuple[str, ...]:
    """Where it stands, who had to do what by when, and what the unit has reported."""
    day = visit.details.opened_at.date() if visit.details.opened_at else None
    lines = [
        " · ".join(
            part
            for part in (
                translate(N_("Item {items}")).format(items=", ".join(earlier.items)) if earlier.items else "",
                earlier.document,
                earlier.unit if earlier.unit != visit.details.unit else None,
            )
            if part
        )
    ]
    due = due_text(earlier, days_overdue(earlier.due_on, day), translate)
    lines.append(" · ".join(part for part in (earlier.owner, due) if part))
    if earlier.remedy:
        lines.append(f"{translate(N_('Remedy'))}: {earlier.remedy}")
    if earlier.reported_state is not None:
        text = f"{translate(N_('In the follow-up book'))}: {translate(STATES[earlier.reported_state])}"
        lines.append(f"{text} ({earlier.report})" if earlier.report else text)
    return tuple(line for line in lines if line)


def due_text(earlier: EarlierFinding, late: int | None, translate: Translate) -> str:
    """The deadline, and by how many days it is past unless the team finds it settled."""
    if earlier.due_on is None:
        return deadline_in_words(earlier.deadline) if earlier.deadline else ""
    settled = earlier.state is not None and earlier.state.settled
    if late is None or late <= 0 or settled:
        return day_text(earlier.due_on)
    return translate(N_("{day} · {count} day(s) overdue")).format(day=day_text(earlier.due_on), count=late)
