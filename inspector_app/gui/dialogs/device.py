"""Asks the clerk to compare a laptop's fingerprint before its parcels are taken."""

from PySide6.QtWidgets import QWidget

from inspector_app.checklist.authorities import grouped
from inspector_app.checklist.handover import KnownDevice
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.dialogs.form import FormDialog
from inspector_app.gui.widgets.entries import moment_text
from inspector_app.gui.widgets.sections import words


class DeviceDialog(FormDialog):
    """Shows the fingerprint large; the button accepts."""

    def __init__(self, context: Context, device: KnownDevice, parent: QWidget) -> None:
        translate = context.translate
        super().__init__(
            translate,
            translate(N_("Accept this laptop")),
            translate(N_("The fingerprints agree: accept")),
            parent,
        )
        self.section.add(translate(N_("Laptop")), words(device.name), 2)
        self.section.add(translate(N_("First heard of")), words(moment_text(device.first_seen_at)), 2)
        self.section.add(translate(N_("Fingerprint of its key")), words(grouped(device.fingerprint)), 2)
        sentence = N_(
            "Compare it with what the laptop itself shows, by telephone or side by side. It is asked only once."
        )
        self.section.add_wide(words(translate(sentence)))
