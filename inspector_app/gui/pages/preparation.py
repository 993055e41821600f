"""Step 1, Chuẩn bị: what the decision and the plan say, who takes part, when and where. All of it may wait."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QPushButton, QVBoxLayout, QWidget

from inspector_app.actions.answers import set_value, set_values
from inspector_app.actions.units import find_unit, units
from inspector_app.actions.visits import OpenVisit
from inspector_app.checklist.fact import Document
from inspector_app.checklist.register import Unit
from inspector_app.checklist.visit import FieldKey, InspectionKind, Side, VisitId
from inspector_app.checklist.wording import document_in_words
from inspector_app.clock import ZONE
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.dialogs.scope import ScopeDialog
from inspector_app.gui.dialogs.unit_choice import UnitChoiceDialog
from inspector_app.gui.field_keys import FieldKeys
from inspector_app.gui.theme import role
from inspector_app.gui.widgets.binding import EntityForm
from inspector_app.gui.widgets.composite_entries import DocumentParts
from inspector_app.gui.widgets.empty import EmptyState, WithEmptyState
from inspector_app.gui.widgets.entries import (
    AreaEntry,
    ChoiceEntry,
    DayEntry,
    LineEntry,
    LinesEntry,
    MomentEntry,
)
from inspector_app.gui.widgets.folding import Folding, unfold_around
from inspector_app.gui.widgets.locked import LockedLine
from inspector_app.gui.widgets.people_table import PeopleTable
from inspector_app.gui.widgets.preparation_papers import PapersSection
from inspector_app.gui.widgets.sections import Section, beside, scrolled, words
from inspector_app.gui.widgets.traits import TraitsSection
from inspector_app.gui.widgets.unit_completer import UnitCompleter
from inspector_app.gui.words import KINDS

MOMENT_FAULT = N_("Type day/month/year hour:minute, such as 06/6/2026 08:30.")
DAY_FAULT = N_("Type the date as day/month/year, such as 06/6/2026.")

_SIDES = {"people": Side.TEAM, "unit_people": Side.UNIT}
MOST = 120
"""Characters of what a folded section says of itself."""

_DOCUMENT_LABELS = (
    ("type", N_("Kind of document")),
    ("number", N_("Number and symbol")),
    ("issued", N_("Date of issue")),
    ("issuer", N_("Issued by")),
    ("abstract", N_("Subject of the document")),
)


class PreparationPage(QWidget):
    """A form over the visit's details and two tables of people."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._translate = context.translate
        self.form = EntityForm(context, self)
        self._locked = LockedLine(context)
        self.people = {side: PeopleTable(context, side) for side in (Side.TEAM, Side.UNIT)}
        self.field_keys = FieldKeys(context, self, self._meant)
        self._opened: OpenVisit | None = None
        self._offered_for: VisitId | None = None
        self.traits = TraitsSection(context)
        due = DayEntry()
        self.papers = PapersSection(context, due, self._translate(DAY_FAULT))
        self.form.bind("report_due", due)
        self._documents = {
            "decision": Folding(self._document("decision", N_("Decision on the inspection"))),
            "plan": Folding(self._document("plan", N_("Inspection plan"))),
        }
        self._content_folding = Folding(self._content())
        parts = (
            self._occasion(),
            self.traits,
            self._time_and_place(),
            *self._documents.values(),
            *self.people.values(),
            self._content_folding,
            self.papers,
            Folding(self._head()),
        )
        self._scroll = scrolled(*parts)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._locked)
        column.addWidget(self._scroll, 1)
        empty = EmptyState(self._translate(N_("No visit is open. Choose one in the list of visits.")), None)
        self._stack = WithEmptyState(inside, empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    def show_visit(self, opened: OpenVisit | None) -> None:
        """Show the visit as it stands."""
        self._stack.show_content(opened is not None)
        self._opened = opened
        if opened is None:
            self.form.clear()
            return
        locked = self._locked.show_visit(opened)
        self.form.show(opened.visit.id, "visit", opened.visit.details, locked)
        self._headings.blockSignals(True)
        self._headings.setChecked(opened.visit.details.print_empty_headings)
        self._headings.blockSignals(False)
        self._headings.setEnabled(not locked)
        for table in self.people.values():
            table.show_visit(opened, locked)
        self.traits.show_visit(opened, locked)
        self.papers.show_visit(opened, locked)
        self._show_scope(opened, locked)
        details = opened.visit.details
        for field, folding in self._documents.items():
            document = getattr(details, field)
            folding.say("" if document is None else _named(document))
        self._content_folding.say("; ".join(filter(None, (details.content, details.period)))[:MOST])

    def _meant(self) -> FieldKey:
        """The person whose line one is at, else the details of the visit."""
        for table in self.people.values():
            if table.table.hasFocus() and table.chosen is not None:
                return f"person:{table.chosen.id}", ""
        return "visit", ""

    def reveal(self, entity: str, field: str) -> None:
        """Bring a field of the visit or a person into sight."""
        if entity.startswith("person:"):
            for table in self.people.values():
                if table.choose(entity.removeprefix("person:")):
                    table.table.setFocus()
                    self._scroll.ensureWidgetVisible(table)
        elif field in _SIDES:
            table = self.people[_SIDES[field]]
            (table.stack.empty.button if table.stack.is_empty else table.buttons["add"]).setFocus()
            self._scroll.ensureWidgetVisible(table)
        elif entity == "traits":
            if (entry := self.traits.reveal(field)) is not None:
                self._scroll.ensureWidgetVisible(entry)
        elif field == "scope":
            self.choose_scope.setFocus()
            self._scroll.ensureWidgetVisible(self.choose_scope)
        elif (entry := self.form.entry(field)) is not None:
            unfold_around(entry)
            self.form.focus(field)
            self._scroll.ensureWidgetVisible(entry)

    def _line(self, section: Section, field: str, label: str, span: int = 1) -> LineEntry:
        entry = LineEntry()
        section.add(self._translate(label), entry, span)
        self.form.bind(field, entry)
        return entry

    def _area(self, section: Section, field: str, label: str, lines: int = 2) -> None:
        entry = AreaEntry(lines)
        section.add(self._translate(label), entry, 2)
        self.form.bind(field, entry)

    def _occasion(self) -> Section:
        section = Section(self._translate(N_("Unit and occasion")))
        self.unit = LineEntry()
        self.choose_unit = role(QPushButton(self._translate(N_("From the register…"))), "link")
        self.choose_unit.setToolTip(self._translate(N_("Choose from the register of units")))
        self.choose_unit.clicked.connect(self._choose_unit)
        section.add(self._translate(N_("Inspected unit")), self.unit, helper=self.choose_unit)
        self.form.bind_parts("unit", self.unit)
        self.unit.edited.connect(self._name_unit)
        self._completer = UnitCompleter(self.unit)
        # After the line itself has taken the offered name.
        self._completer.activated.connect(lambda _name: self.unit.flush(), Qt.ConnectionType.QueuedConnection)
        self._line(section, "province", N_("Province (with its rank)")).setPlaceholderText(
            "tỉnh …, thành phố …"
        )
        self._line(section, "title", N_("Title under BIÊN BẢN"), 2)
        named = [(kind, self._translate(text)) for kind, text in KINDS.items()]
        kind = ChoiceEntry([(None, self._translate(N_("Not chosen yet"))), *named])
        section.add(self._translate(N_("Kind of inspection")), kind)
        self.form.bind("kind", kind)
        self.scope_said = words()
        self.choose_scope = QPushButton(self._translate(N_("Choose items…")))
        self.choose_scope.clicked.connect(self._choose_scope)
        items = QWidget()
        items.setLayout(beside(self.scope_said, self.choose_scope, stretch=0))
        section.add(self._translate(N_("Items of this inspection")), items)
        return section

    def _name_unit(self, name: object) -> None:
        """A typed name is the unit of the register that bears it, or none."""
        if self._opened is None:
            return
        found = self._context.ask(find_unit, name) if isinstance(name, str) else None
        if not self._set_unit(name, found) and not self.unit.isReadOnly():
            self.unit.put_back(name)

    def _choose_unit(self) -> None:
        known = self._context.ask(units) or ()
        dialog = UnitChoiceDialog(self._context, known, self)
        if dialog.exec() and dialog.unit is not None:
            self._set_unit(dialog.unit.name, dialog.unit)

    def _set_unit(self, name: object, unit: Unit | None) -> bool:
        """Write the unit, and what the register knows of it, as one act; False where it was not saved."""
        opened = self._opened
        if opened is None:
            return False
        visit = opened.visit
        code = None if unit is None else unit.code
        changes: list[tuple[str, str, object]] = [("visit", "unit", name)]
        if code != visit.details.unit_code:
            changes.append(("visit", "unit_code", code))
        known = {} if unit is None else unit.traits
        changes += [
            ("traits", spec.id, known[spec.id])
            for spec in opened.template.traits
            if spec.id in known and spec.id not in visit.traits
        ]
        return self._context.perform(set_values, visit.id, changes) is not None

    def _show_scope(self, opened: OpenVisit, locked: bool) -> None:
        details = opened.visit.details
        everything = len(opened.template.items)
        if details.scope is None:
            said = self._translate(N_("All {all} items")).format(all=everything)
        else:
            said = self._translate(N_("{count} of {all} items"))
            said = said.format(count=len(details.scope), all=everything)
        self.scope_said.setText(said)
        thematic = details.kind is InspectionKind.THEMATIC or details.scope is not None
        self.choose_scope.setVisible(thematic)
        self.choose_scope.setEnabled(not locked)
        if self._offered_for != opened.visit.id:  # the register lies in another database: not at every letter
            self._offered_for = opened.visit.id
            known = self._context.ask(units) or ()
            self.choose_unit.setVisible(bool(known))
            self._completer.offer(known)
        self.choose_unit.setEnabled(not locked)

    def _choose_scope(self) -> None:
        opened = self._opened
        if opened is None:
            return
        dialog = ScopeDialog(self._context, opened.template, opened.visit.details.scope, self)
        if dialog.exec() and dialog.scope != opened.visit.details.scope:
            self._context.perform(set_value, opened.visit.id, "visit", "scope", dialog.scope)

    def _document(self, field: str, title: str) -> Section:
        section = Section(self._translate(title), 4)
        parts = DocumentParts(self.form.saver(field))
        for name, label in _DOCUMENT_LABELS:
            fault = self._translate(DAY_FAULT) if name == "issued" else None
            section.add(self._translate(label), parts.entries[name], 4 if name == "abstract" else 1, fault)
        self.form.bind_parts(field, parts)
        return section

    def _time_and_place(self) -> Section:
        section = Section(self._translate(N_("Time and place")))
        for field, label in (("opened_at", N_("Opened at")), ("closed_at", N_("Closed at"))):
            entry = MomentEntry(ZONE)
            section.add(self._translate(label), entry, 1, self._translate(MOMENT_FAULT))
            self.form.bind(field, entry)
        self._line(section, "place", N_("Place"), 2)
        return section

    def _content(self) -> Section:
        section = Section(self._translate(N_("Content, period and method")))
        self._area(section, "content", N_("Content of the inspection"))
        self._area(section, "period", N_("Period inspected"), 1)
        self._area(section, "method", N_("Method"))
        return section

    def _head(self) -> Section:
        section = Section(self._translate(N_("Head and foot of the minutes")))
        self._line(section, "parent_agency", N_("Upper left cell")).setPlaceholderText(
            "ỦY BAN NHÂN DÂN TỈNH …"
        )
        self._line(section, "team_name", N_("Lower left cell")).setPlaceholderText(
            "ĐOÀN KIỂM TRA CÔNG TÁC CCHC"
        )
        number = self._line(section, "number", N_("Number as typed (may stay empty)"))
        number.setPlaceholderText("…/BB-…")
        self._headings = QCheckBox(self._translate(N_("Name headings that were not inspected this time")))
        self._headings.toggled.connect(lambda on: self.form.save("print_empty_headings", on))
        section.add(self._translate(N_("Headings with nothing checked")), self._headings)
        self._headings.setAccessibleName(self._headings.text())
        recipients = LinesEntry(3)
        section.add(self._translate(N_("Recipients (one per line)")), recipients, 2)
        self.form.bind("recipients", recipients)
        return section


def _named(document: Document) -> str:
    """A document by its kind, number and day."""
    return document_in_words(replace(document, issuer=None, abstract=None))
