"""The details of one delivery: where it stands, every file with its hash, and the office's receipt."""

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from inspector_app.checklist.handover import Delivery, FileRole, ParcelFile, Reception
from inspector_app.checklist.wording import number_in_words
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.dialogs.form import FormDialog
from inspector_app.gui.theme import GRID, measure
from inspector_app.gui.widgets.entries import moment_text
from inspector_app.gui.widgets.sections import words
from inspector_app.gui.words import DELIVERIES

FILE_ROLES = {
    FileRole.MINUTES: N_("Minutes"),
    FileRole.EVENTS: N_("Log of all changes"),
    FileRole.NOTES: N_("Internal notes"),
    FileRole.SCAN: N_("Scan of the signed copy"),
    FileRole.EVIDENCE: N_("Evidence"),
    FileRole.CERTIFICATE: N_("Certificate of this computer"),
}
RECEPTIONS = {
    Reception.RECEIVED: N_("Entered into the follow-up book"),
    Reception.WAITING_FOR_CLERK: N_("Waiting until the office accepts this computer"),
    Reception.QUARANTINED: N_("Set apart by the office"),
}


class DeliveryDialog(FormDialog):
    """Nothing here changes anything."""

    def __init__(
        self, context: Context, delivery: Delivery, files: tuple[ParcelFile, ...], parent: QWidget
    ) -> None:
        translate = context.translate
        super().__init__(translate, translate(N_("Details of the delivery")), None, parent)
        measure(self, least_width=90 * GRID)
        state = translate(DELIVERIES[delivery.state])
        lines = [
            f"{state} · {moment_text(delivery.changed_at)}",
            translate(N_("To: {folder}")).format(folder=delivery.destination),
            translate(N_("Parts sent: {sent} of {total}")).format(
                sent=delivery.parts_sent, total=delivery.parts_total
            ),
        ]
        if delivery.problem is not None:
            lines.append(translate(N_("Last problem: {code}")).format(code=delivery.problem))
        self.section.add_wide(words("\n".join(lines)))
        self.files = self._listing(
            [
                f"{translate(FILE_ROLES[file.role])} · {file.name} · {number_in_words(file.size)} byte\n{file.sha256}"
                for file in files
            ]
        )
        self.section.add(translate(N_("Files and their SHA-256")), self.files, 2)
        self.receipt = words(self._receipt(context, delivery))
        self.section.add(translate(N_("Receipt")), self.receipt, 2)

    def _listing(self, lines: list[str]) -> QPlainTextEdit:
        listing = QPlainTextEdit("\n".join(lines))
        listing.setReadOnly(True)
        listing.setTabChangesFocus(True)
        measure(listing, least_height=22 * GRID)
        return listing

    def _receipt(self, context: Context, delivery: Delivery) -> str:
        translate = context.translate
        receipt = delivery.receipt
        if receipt is None:
            return translate(N_("None yet. Everything stays on this computer in any case."))
        lines = [
            f"{translate(RECEPTIONS[receipt.reception])} · {moment_text(receipt.at)}",
            translate(N_("Office: {name}")).format(name=receipt.office),
            translate(N_("Files confirmed: {count}")).format(count=len(receipt.files)),
        ]
        if receipt.problem is not None:
            lines.append(translate(N_("Problem: {code}")).format(code=receipt.problem))
        return "\n".join(lines)
