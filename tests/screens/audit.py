"""What is wrong with a window as it stands: every widget in sight is looked at, as a tired pair of eyes, a screen reader
and a finger would. It knows no page; it is given any top-level widget that is shown.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import combinations

from babel.messages.pofile import read_po
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QStackedWidget,
    QTabBar,
    QWidget,
)

from inspector_app.gui.look.schemes import contrast
from inspector_app.gui.widgets.elided import ElidedLabel
from inspector_app.paths import resources

TEXT_CONTRAST = 4.5
"""WCAG 2.2, 1.4.3: text against its ground."""
DECIDING = 40
"""Least width and height, in logical pixels, of a verdict or a dialog's button."""
TARGET = 24
"""Of anything else that is pressed (WCAG 2.2, 2.5.8)."""
LARGE_POINTS = 16
"""Text that large may end the hint of an entry in dots: the entry's name says it whole."""
CONTROLS = (QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox, QAbstractScrollArea)


def faults(top: QWidget, *, vietnamese: bool) -> list[str]:
    """Everything that is wrong with what is to be seen of `top`, each as one line; shown with `vietnamese` words."""
    seen = [own for own in (top, *top.findChildren(QWidget)) if _in_sight(own, top)]
    picture = top.grab().toImage()
    found = [
        *(_said(own, problem) for own in seen for problem in _cut(own)),
        *_overlaps(seen),
        *(_said(own, "has no accessible name") for own in seen if _nameless(own)),
        *(_said(own, problem) for own in seen for problem in _small(own)),
        *(_said(own, problem) for own in seen for problem in _pale(own, top, picture)),
    ]
    if vietnamese:
        found += [_said(own, f"speaks English: {text!r}") for own in seen for text in _english(own)]
        found += [f"title speaks English: {top.windowTitle()!r}"] if is_english(top.windowTitle()) else []
    return list(dict.fromkeys(found))


def _in_sight(widget: QWidget, top: QWidget) -> bool:
    return widget.window() is top and widget.isVisible() and not widget.visibleRegion().isEmpty()


def _said(widget: QWidget, problem: str) -> str:
    """A line that leads to the widget: its class, its words, and the named parents around it."""
    around = []
    parent: QWidget | None = widget
    while parent is not None and len(around) < 3:
        if not type(parent).__module__.startswith("PySide6"):
            around.append(type(parent).__name__)
        parent = parent.parentWidget()
    words = " ".join(_words_of(widget).split())[:60]
    return f"{' < '.join([type(widget).__name__, *around])} {words!r}: {problem}"


def _words_of(widget: QWidget) -> str:
    for name in ("text", "placeholderText", "accessibleName"):
        read = getattr(widget, name, None)
        if callable(read) and (said := read()):
            return str(said)
    return ""


def _cut(widget: QWidget) -> Iterator[str]:
    """Words that do not fit, or a widget that stands out of its parent."""
    if isinstance(widget, ElidedLabel):
        pass  # it shortens on purpose and says the whole in its tooltip
    elif isinstance(widget, QLabel) and widget.text():
        yield from _cut_label(widget)
    elif isinstance(widget, QAbstractButton) and widget.text():
        yield from _smaller(widget)
    elif isinstance(widget, QLineEdit | QComboBox):
        yield from _cut_entry(widget)
    elif isinstance(widget, QTabBar):
        for index in range(widget.count()):
            if widget.tabRect(index).width() < widget.fontMetrics().horizontalAdvance(widget.tabText(index)):
                yield f"cut: tab {widget.tabText(index)!r}"
    elif isinstance(widget, QHeaderView):
        yield from _cut_headings(widget)
    parent = widget.parentWidget()
    if parent is not None and not widget.isWindow() and not _scrolls(parent):
        outside = not parent.rect().adjusted(-1, -1, 1, 1).contains(widget.geometry())
        if (
            outside
            and not widget.geometry().isEmpty()
            and not isinstance(parent, QAbstractItemView | QTabBar)
        ):
            yield f"cut: stands out of its parent ({widget.geometry()} in {parent.rect()})"


def _cut_label(label: QLabel) -> Iterator[str]:
    if not label.wordWrap():
        yield from _smaller(label)
        return
    needed = label.heightForWidth(label.width())
    if label.height() < needed:
        yield f"cut: {label.height()} high, {needed} needed"
    if label.contentsRect().width() < _longest(label, label.text()):
        yield f"cut: a word is {_longest(label, label.text())} wide, the place {label.contentsRect().width()}"


def _smaller(widget: QWidget) -> Iterator[str]:
    hint = widget.minimumSizeHint()
    if widget.width() < hint.width() or widget.height() < hint.height():
        yield f"cut: {widget.width()}x{widget.height()}, {hint.width()}x{hint.height()} needed"


def _cut_entry(entry: QLineEdit | QComboBox) -> Iterator[str]:
    metrics = entry.fontMetrics()
    if isinstance(entry, QComboBox):
        arrow = 24
        if entry.width() - arrow < metrics.horizontalAdvance(entry.currentText()) and not entry.toolTip():
            yield "cut: what is chosen does not fit"
    elif not entry.text() and entry.font().pointSizeF() < LARGE_POINTS:
        room = entry.contentsRect().width() - 2 * metrics.averageCharWidth()
        if room < metrics.horizontalAdvance(entry.placeholderText()):
            yield "cut: the hint in it does not fit"


def _cut_headings(header: QHeaderView) -> Iterator[str]:
    model = header.model()
    if model is None or header.orientation() is Qt.Orientation.Vertical:
        return
    for section in range(header.count()):
        text = str(model.headerData(section, header.orientation()) or "")
        size = header.sectionSizeFromContents(section)
        if not header.isSectionHidden(section) and (
            header.sectionSize(section) < min(size.width(), _longest(header, text))
            or header.height() < size.height()
        ):
            yield f"cut: heading {text!r}"


def _longest(widget: QWidget, text: str) -> int:
    return max(map(widget.fontMetrics().horizontalAdvance, text.split()), default=0)


def _scrolls(parent: QWidget) -> bool:
    """Whether what does not fit into a widget is reached by scrolling."""
    above = parent.parentWidget()
    return isinstance(above, QAbstractScrollArea) and parent is above.viewport()


def _overlaps(seen: list[QWidget]) -> Iterator[str]:
    """Widgets of one layout that lie on one another."""
    families: dict[QWidget, list[QWidget]] = {}
    for own in seen:
        parent = own.parentWidget()
        if parent is not None and parent.layout() is not None and not isinstance(parent, QStackedWidget):
            families.setdefault(parent, []).append(own)
    for parent, children in families.items():
        layout = parent.layout()
        assert layout is not None
        laid = [own for own in children if _laid_out(layout, own)]
        for one, other in combinations(laid, 2):
            common = one.geometry().intersected(other.geometry())
            if common.width() > 1 and common.height() > 1:
                yield f"{_said(one, 'overlaps')} {_said(other, '')}"


def _laid_out(layout: object, widget: QWidget) -> bool:
    from PySide6.QtWidgets import QLayout, QStackedLayout

    if isinstance(layout, QStackedLayout) or not isinstance(layout, QLayout):
        return False
    for index in range(layout.count()):
        item = layout.itemAt(index)
        if item is None:
            continue
        if item.widget() is widget or (item.layout() is not None and _laid_out(item.layout(), widget)):
            return True
    return False


def _nameless(widget: QWidget) -> bool:
    if not isinstance(widget, CONTROLS) or not widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        return False
    if isinstance(widget.parentWidget(), QComboBox | QAbstractSpinBox):
        return False
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return not (widget.accessibleName() or text or _buddy(widget))


def _buddy(widget: QWidget) -> bool:
    return any(label.buddy() is widget and label.text() for label in widget.window().findChildren(QLabel))


def _small(widget: QWidget) -> Iterator[str]:
    if not isinstance(widget, QAbstractButton) or isinstance(
        widget.parentWidget(), QAbstractItemView | QLineEdit
    ):
        return
    decides = isinstance(widget.parentWidget(), QDialogButtonBox) or widget.property("verdict") is not None
    least = DECIDING if decides and isinstance(widget, QPushButton | QRadioButton) else TARGET
    if widget.width() < least or widget.height() < least:
        yield f"is {widget.width()}x{widget.height()}, less than {least}"


def _pale(widget: QWidget, top: QWidget, picture: QImage) -> Iterator[str]:
    """Ink and ground as they were really drawn: the commonest colour, and the one furthest from it."""
    text = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    if not text or not widget.isEnabled() or not isinstance(widget, QLabel | QPushButton | QRadioButton):
        return
    ratio = picture.devicePixelRatio()
    at = widget.mapTo(top, QPoint(0, 0))
    inner = (
        widget.contentsRect().translated(at).intersected(widget.visibleRegion().boundingRect().translated(at))
    )
    box = QRect(
        round(inner.x() * ratio),
        round(inner.y() * ratio),
        round(inner.width() * ratio),
        round(inner.height() * ratio),
    ).intersected(picture.rect())
    if box.width() < 8 or box.height() < widget.fontMetrics().height() * ratio * 0.8:
        return
    counts: dict[int, int] = {}
    for y in range(box.top(), box.bottom() + 1):
        for x in range(box.left(), box.right() + 1):
            pixel = picture.pixel(x, y)
            counts[pixel] = counts.get(pixel, 0) + 1
    ground = max(counts, key=counts.__getitem__)
    best = max(contrast(QColor(ink).name(), QColor(ground).name()) for ink in counts)
    if best < TEXT_CONTRAST:
        yield f"is pale: contrast {best:.1f}"


TEXTS: tuple[Callable[[QWidget], object], ...] = (
    lambda own: own.toolTip(),
    lambda own: own.accessibleName(),
    lambda own: own.accessibleDescription(),
    lambda own: own.text() if isinstance(own, QLabel | QAbstractButton) else "",
    lambda own: own.placeholderText() if isinstance(own, QLineEdit | QPlainTextEdit) else "",
)


def _english(widget: QWidget) -> Iterator[str]:
    said = [str(read(widget) or "") for read in TEXTS]
    if isinstance(widget, QComboBox):
        said += [widget.itemText(index) for index in range(widget.count())]
    if isinstance(widget, QTabBar):
        said += [widget.tabText(index) for index in range(widget.count())]
    if isinstance(widget, QHeaderView) and (model := widget.model()) is not None:
        said += [str(model.headerData(own, widget.orientation()) or "") for own in range(widget.count())]
    yield from dict.fromkeys(text for text in said if is_english(text))


KEYS = frozenset(
    {"space", "enter", "shift", "tab", "esc", "home", "end", "delete", "insert", "page", "down", "up"}
)
"""Names of keys stand as they do on the keyboard."""
WORD = re.compile(r"(?<![\w./\\:@-])[A-Za-z]{3,}(?![\w./\\@-])")


def is_english(text: str) -> bool:
    """Whether a text holds a word that the English interface says and Vietnamese texts never do."""
    return any(word.lower() in _only_english() for word in WORD.findall(text))


@cache
def _only_english() -> frozenset[str]:
    path = resources().joinpath("locale", "vi", "LC_MESSAGES", "inspector_app.po")
    with path.open("rb") as stream:
        catalogue = read_po(stream)
    english: set[str] = set()
    ours: set[str] = set()
    for message in catalogue:
        if message.id and message.string:
            english |= _words(str(message.id))
            ours |= _words(str(message.string))
    for file in resources().joinpath("checklists").iterdir():
        if file.name.endswith(".toml"):
            lines = file.read_text(encoding="utf-8").splitlines()
            ours |= _words("\n".join(line for line in lines if ".en =" not in line))
    return frozenset(english - ours - KEYS)


def _words(text: str) -> set[str]:
    plain = re.sub(r"\{\w*\}", " ", text)
    return {
        word.lower()
        for word in re.findall(r"\w+", plain)
        if word.isascii() and word.isalpha() and len(word) > 2
    }
