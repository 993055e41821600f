"""Draws marks on a picture: the same strokes on the screen and in the copy that is kept. It knows no visit.

What is covered becomes one coarse colour of the whole square, in a pattern that does not depend on it: of what was there
nothing is left that could be computed back.
"""

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QLineF, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QImageWriter,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
)

from inspector_app.checklist.marks import Mark, MarkKind, covered
from inspector_app.gui.look.marking import (
    HALO,
    HALO_TIMES,
    HEAD_TIMES,
    LEVELS,
    STROKE,
    TINTS,
    WORDS,
    stroke_of,
)
from inspector_app.gui.theme import FAMILY

QUALITY = 90
WIDEST_WORDS = 0.6
"""Share of the picture's width after which a label wraps."""
SQUARES = 6
"""In the shorter side of what is covered."""


def with_marks(picture: QImage, marks: Sequence[Mark]) -> QImage:
    """The picture with its marks; what is covered is gone before anything is drawn over it."""
    drawn = picture.convertToFormat(QImage.Format.Format_RGB32)
    size = (drawn.width(), drawn.height())
    covers = [(QRect(*covered(mark, size)), mark) for mark in marks if mark.kind is MarkKind.BLUR]
    colours = [coarse_colour(picture, box) for box, _mark in covers]
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for (box, _mark), colour in zip(covers, colours, strict=True):
        cover(painter, box, colour)
    for mark in marks:
        draw(painter, mark, size)
    painter.end()
    return drawn


def jpeg_of(picture: QImage) -> bytes:
    """The picture as a file that says nothing but what is seen."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, b"jpeg")
    writer.setQuality(QUALITY)
    writer.write(picture)
    return bytes(data.data())


def coarse_colour(picture: QImage, box: QRect) -> QColor:
    """The mean of a part of the picture, in LEVELS steps of each of its three colours: one of 512 in all."""
    part = picture.copy(box).convertToFormat(QImage.Format.Format_RGB32)
    mean = part.scaled(
        QSize(1, 1), Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    ).pixelColor(0, 0)
    width = 256 // LEVELS
    return QColor(*(value // width * width + width // 2 for value in (mean.red(), mean.green(), mean.blue())))


def cover(painter: QPainter, box: QRect, colour: QColor) -> None:
    """Fill what is covered: squares of two tints, by the size of the box alone."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setClipRect(box)
    light, dark = (
        QColor.fromHsv(colour.hue(), colour.saturation(), min(255, colour.value() * tint // 100))
        for tint in TINTS
    )
    step = max(4, min(box.width(), box.height()) // SQUARES)
    for row, y in enumerate(range(box.top(), box.bottom() + 1, step)):
        for column, x in enumerate(range(box.left(), box.right() + 1, step)):
            painter.fillRect(QRect(x, y, step, step), light if (row + column) % 2 else dark)
    painter.restore()


def draw(painter: QPainter, mark: Mark, size: tuple[int, int]) -> None:
    """Draw an arrow, a box or a label in pixels of the picture; what is covered is for `cover`."""
    match mark.kind:
        case MarkKind.ARROW:
            _stroke(painter, _arrow(mark, size), size, filled=True)
        case MarkKind.BOX:
            path = QPainterPath()
            path.addRect(QRectF(mark.x, mark.y, mark.width, mark.height))
            _stroke(painter, path, size)
        case MarkKind.TEXT:
            _label(painter, mark, size)
        case MarkKind.BLUR:
            pass


def extent(mark: Mark, size: tuple[int, int]) -> QRectF:
    """Where a mark is seen, in pixels of the picture."""
    if mark.kind is MarkKind.TEXT:
        return _plate(mark, size)
    if mark.kind is MarkKind.BLUR:
        return QRectF(*covered(mark, size))
    return QRectF(QPointF(mark.x, mark.y), QPointF(mark.x + mark.width, mark.y + mark.height)).normalized()


def _arrow(mark: Mark, size: tuple[int, int]) -> QPainterPath:
    line = QLineF(mark.x, mark.y, mark.x + mark.width, mark.y + mark.height)
    head = min(HEAD_TIMES * stroke_of(size), line.length())
    shaft = QLineF(line)
    shaft.setLength(max(0.0, line.length() - head * 0.8))
    back = QLineF(line.p2(), line.p1())
    back.setLength(head)
    wings = []
    for turn in (28.0, -28.0):
        wing = QLineF(back)
        wing.setAngle(back.angle() + turn)
        wings.append(wing.p2())
    path = QPainterPath(shaft.p1())
    path.lineTo(shaft.p2())
    path.addPolygon(QPolygonF([line.p2(), wings[0], wings[1], line.p2()]))
    return path


def _stroke(painter: QPainter, path: QPainterPath, size: tuple[int, int], *, filled: bool = False) -> None:
    width = stroke_of(size)
    ends, corners = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    for colour, own in ((HALO, width * HALO_TIMES), (STROKE, width)):
        painter.setPen(QPen(colour, own, Qt.PenStyle.SolidLine, ends, corners))
        painter.setBrush(colour if filled else Qt.BrushStyle.NoBrush)
        painter.drawPath(path)


def _font(mark: Mark) -> QFont:
    font = QFont(FAMILY)
    font.setPixelSize(max(1, mark.height))
    font.setWeight(QFont.Weight.DemiBold)
    return font


def _plate(mark: Mark, size: tuple[int, int]) -> QRectF:
    """The label with its margin, moved so far that the picture holds all of it."""
    margin = mark.height / 3
    room = QRectF(0, 0, max(1.0, size[0] * WIDEST_WORDS - 2 * margin), size[1])
    words = QFontMetricsF(_font(mark)).boundingRect(room, _FLAGS, mark.text or " ")
    plate = QRectF(mark.x, mark.y, words.width() + 2 * margin, words.height() + margin)
    plate.moveLeft(max(0.0, min(plate.left(), size[0] - plate.width())))
    plate.moveTop(max(0.0, min(plate.top(), size[1] - plate.height())))
    return plate


def _label(painter: QPainter, mark: Mark, size: tuple[int, int]) -> None:
    plate, width = _plate(mark, size), stroke_of(size)
    painter.setPen(QPen(STROKE, width / 2))
    painter.setBrush(HALO)
    painter.drawRoundedRect(plate, width, width)
    painter.setPen(WORDS)
    painter.setFont(_font(mark))
    margin = mark.height / 3
    painter.drawText(
        plate.adjusted(margin, 0, -margin / 2, 0), _FLAGS | Qt.AlignmentFlag.AlignVCenter, mark.text or ""
    )


_FLAGS = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
