"""What the pages draw besides text: rules, check boxes, QR squares, the room of a signature. Imported with flow."""

from collections.abc import Callable
from typing import Any

from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel
from reportlab.platypus import Flowable

Box = tuple[float, float, float, float]


class Rule(Flowable):  # type: ignore[misc]
    """A centred horizontal line under a text."""

    def __init__(self, length: float) -> None:
        super().__init__()
        self.length = length
        self.hAlign = "CENTER"

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width = width
        return width, 3

    def draw(self) -> None:
        self.canv.setLineWidth(0.75)
        left = (self.width - self.length) / 2
        self.canv.line(left, 1, left + self.length, 1)


class CheckBox(Flowable):  # type: ignore[misc]
    """A square, crossed where it is ticked."""

    SIDE = 8.5

    def __init__(self, ticked: bool) -> None:
        super().__init__()
        self.ticked = ticked
        self.hAlign = "CENTER"

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return self.SIDE, self.SIDE + 3

    def draw(self) -> None:
        self.canv.setLineWidth(0.75)
        self.canv.rect(0, 0, self.SIDE, self.SIDE)
        if self.ticked:
            self.canv.setLineWidth(1.2)
            self.canv.lines([(1.8, 1.8, 6.7, 6.7), (1.8, 6.7, 6.7, 1.8)])


class QrCode(Flowable):  # type: ignore[misc]
    """A QR code of `side` points, error correction M."""

    def __init__(self, data: str, side: float) -> None:
        super().__init__()
        self.data = data
        self.side = side
        self.hAlign = "CENTER"

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return self.side, self.side

    def draw(self) -> None:
        code = QRCode(None, QRErrorCorrectLevel.M)
        code.addData(self.data)
        code.make()
        count = code.getModuleCount()
        step = self.side / count
        path = self.canv.beginPath()
        for row in range(count):
            for column in range(count):
                if code.isDark(row, column):
                    path.rect(column * step, self.side - (row + 1) * step, step, step)
        self.canv.drawPath(path, stroke=0, fill=1)


class SignatureRoom(Flowable):  # type: ignore[misc]
    """Empty room that tells where on the pages it came to lie."""

    def __init__(self, width: float, height: float, found: Callable[[int, Box], None]) -> None:
        super().__init__()
        self.width = width
        self.height = height
        self.hAlign = "CENTER"
        self._found = found

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        canvas: Any = self.canv
        left, bottom = canvas.absolutePosition(0, 0)
        self._found(canvas.getPageNumber() - 1, (left, bottom, left + self.width, bottom + self.height))
