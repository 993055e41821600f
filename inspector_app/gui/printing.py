"""Puts the finished bytes on paper: pages drawn at 300 dpi, at 100 % of their size, on full sheets.

It knows printers and pictures; what the pages say and what printing means for a visit is not its matter.
"""

from collections.abc import Callable

from PySide6.QtCore import QMarginsF, QPoint, QRect
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from inspector_app.actions.minutes import page_count, page_picture
from inspector_app.errors import N_, MinutesError
from inspector_app.gui.widgets.preview import image_of

DPI = 300
COPIES = 2
"""One for each side (field practice: 02 bản)."""


def make_printer(document: str) -> QPrinter:
    """A printer set up for minutes: A4, full page, two copies; the person may change it in the dialog."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(document)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setCopyCount(COPIES)
    _whole_sheets(printer)
    return printer


def print_pages(
    pdf: bytes,
    printer: QPrinter,
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> int:
    """Draw the pages that the dialog's range asks for; returns how many. Raises MinutesError PRINT-FAILED."""
    _whole_sheets(printer)
    last = page_count(pdf)
    first, last = printer.fromPage() or 1, min(printer.toPage() or last, last)
    grey = printer.colorMode() is QPrinter.ColorMode.GrayScale
    painter = QPainter()
    if not painter.begin(printer):
        raise MinutesError(
            "PRINT-FAILED",
            N_("Nothing was printed."),
            why=N_("The printer {printer} did not start."),
            todo=N_("Check the printer, or save the file to print elsewhere."),
            printer=printer.printerName() or printer.outputFileName(),
        )
    done = 0
    try:
        for index in range(first - 1, last):
            if cancelled():
                printer.abort()
                break
            if done and not printer.newPage():
                raise _stopped(printer)
            picture = page_picture(pdf, index, DPI, grey)
            scale = printer.resolution() / DPI
            area = QRect(
                QPoint(0, 0), QPoint(round(picture.width * scale) - 1, round(picture.height * scale) - 1)
            )
            painter.drawImage(area, image_of(picture))
            done += 1
            progress(done, last - first + 1)
    finally:
        painter.end()
    return done


def _whole_sheets(printer: QPrinter) -> None:
    """No margins of the printer's own: the pages carry theirs, and nothing is scaled."""
    printer.setFullPage(True)
    printer.setResolution(DPI)
    printer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)


def _stopped(printer: QPrinter) -> MinutesError:
    return MinutesError(
        "PRINT-STOPPED",
        N_("Printing stopped before the last page."),
        why=N_("The printer {printer} took no further page."),
        todo=N_("Look at the printer, then print again; pages of one print code may be mixed."),
        printer=printer.printerName() or printer.outputFileName(),
    )
