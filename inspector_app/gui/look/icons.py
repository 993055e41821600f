"""Line icons that are drawn when they are shown, in the colours of that moment. It asks which those are."""

from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from inspector_app.gui.look.schemes import Ink
from inspector_app.paths import resources

Ask = Callable[[Ink], str]
"""The colour of a name now, "#RRGGBB"."""
Drawing = tuple[str, Ink]
"""An icon's file without its ending, and what it is drawn in."""

_KEPT: list[QIconEngine] = []
# Qt deletes an engine when its last icon goes, Python when its last name goes: kept for good, neither does.


class LineIconEngine(QIconEngine):
    """One drawing while off, perhaps another while on; what cannot be used is faint, but for what is chosen."""

    def __init__(self, ask: Ask, off: Drawing, on: Drawing | None) -> None:
        super().__init__()
        _KEPT.append(self)
        self._ask = ask
        self._off = off
        self._on = on

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        name, ink = self._off
        if state is QIcon.State.On and self._on is not None:
            name, ink = self._on
        elif mode is QIcon.Mode.Disabled:
            ink = "RAIL_FAINT" if ink == "RAIL_INK" else "INK_FAINT"
        return drawn(name, self._ask(ink), self._ask("PAPER"), size.width(), size.height())

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        scale = painter.device().devicePixelRatio()
        painter.drawPixmap(rect, self.pixmap(rect.size() * scale, mode, state))

    def clone(self) -> QIconEngine:
        return LineIconEngine(self._ask, self._off, self._on)


def drawn(name: str, ink: str, ground: str, width: int, height: int) -> QPixmap:
    """A shipped drawing in one colour, its holes in the colour below, in device pixels.

    Kept in Qt's own cache: a pixmap that outlives the application brings the process down at its end.
    """
    key = f"icon/{name}/{ink}/{ground}/{width}x{height}"
    kept = QPixmap()
    if QPixmapCache.find(key, kept):
        return kept
    renderer = QSvgRenderer(
        QByteArray(_source(name).replace("currentColor", ink).replace("#fff", ground).encode("ascii"))
    )
    pixmap = QPixmap(max(width, 1), max(height, 1))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    side = min(width, height)
    renderer.render(painter, QRectF((width - side) / 2, (height - side) / 2, side, side))
    painter.end()
    QPixmapCache.insert(key, pixmap)
    return pixmap


@cache
def _source(name: str) -> str:
    return resources().joinpath("icons", f"{name}.svg").read_text(encoding="ascii")
