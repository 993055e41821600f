"""The window of the help: topics at the left, found without marks, and the text of one beside them."""

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, QUrl
from PySide6.QtGui import QImage, QKeyEvent, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from inspector_app.checklist.folding import fold
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.help.topics import TOPICS, Topic, read
from inspector_app.gui.theme import GRID, font, measure
from inspector_app.gui.widgets.empty import EmptyState, WithEmptyState
from inspector_app.gui.widgets.fitting import fit_to_screen
from inspector_app.i18n import Language
from inspector_app.paths import resources

SIZE = QSize(112 * GRID, 70 * GRID)
LIST_WIDTH = 27 * GRID
SCHEME = "topic"
_ID = Qt.ItemDataRole.UserRole


class HelpWindow(QDialog):
    """Not modal. Its parent is the window it was asked from, so that a modal dialog does not shut it off."""

    def __init__(self, context: Context, topic: str, parent: QWidget) -> None:
        super().__init__(parent)
        _ = context.translate
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_(N_("Help")))
        self.resize(SIZE)
        self._context = context
        self._before: list[str] = []
        self.topics: dict[str, Topic] = {}
        self.topic = topic
        self.search = QLineEdit()
        self.search.setPlaceholderText(_(N_("Find in the help")))
        self.search.setAccessibleName(_(N_("Find in the help")))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._search)
        self.list = QListWidget()
        self.list.setAccessibleName(_(N_("Topics of the help")))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(self._chosen)
        nothing = EmptyState(_(N_("No topic has these words.")), _(N_("Show all topics")))
        nothing.wanted.connect(self.search.clear)
        self._found = WithEmptyState(self.list, nothing)
        self.browser = HelpBrowser(context.language)
        self.browser.setAccessibleName(_(N_("Text of the help")))
        self.browser.anchorClicked.connect(self._follow)
        self._lay_out()
        self._fill()
        context.habits.changed.connect(self._read_again)
        context.destroyed.connect(self.close)
        self.show_topic(topic, remember=False)

    def show_topic(self, topic: str, *, remember: bool = True) -> None:
        """Show a topic; Back leads to the one that was shown."""
        if remember and topic != self.topic:
            self._before.append(self.topic)
        self.topic = topic
        self.back.setEnabled(bool(self._before))
        item = self._item(topic)
        if item is not None and item is not self.list.currentItem():
            self.list.blockSignals(True)
            item.setHidden(False)
            self.list.setCurrentItem(item)
            self.list.blockSignals(False)
        self.browser.show_text(self.topics[topic].text)

    def go_back(self) -> None:
        """The topic that was shown before."""
        if self._before:
            self.show_topic(self._before.pop(), remember=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_Back or (alt and event.key() == Qt.Key.Key_Left):
            self.go_back()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        _ = self._context.translate
        measure(self._found, width=LIST_WIDTH)
        measure(self.search, width=LIST_WIDTH)
        left = QVBoxLayout()
        left.setSpacing(GRID)
        left.addWidget(self.search)
        left.addWidget(self._found, 1)
        both = QHBoxLayout()
        both.setSpacing(2 * GRID)
        both.addLayout(left)
        both.addWidget(self.browser, 1)
        buttons = QDialogButtonBox(self)
        self.back = QPushButton(_(N_("Back to the former topic")), self)
        self.back.setAutoDefault(False)
        self.back.clicked.connect(self.go_back)
        buttons.addButton(self.back, QDialogButtonBox.ButtonRole.ActionRole)
        close = buttons.addButton(_(N_("Close")), QDialogButtonBox.ButtonRole.RejectRole)
        close.setAutoDefault(False)
        buttons.rejected.connect(self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addLayout(both, 1)
        column.addWidget(buttons)
        fit_to_screen(self)

    def _fill(self) -> None:
        read_now = read(self._context.language, self._context.habits, self._context.translate)
        self.topics = {own.id: own for own in read_now}
        if not self.list.count():
            for own in read_now:
                item = QListWidgetItem(own.title)
                item.setData(_ID, own.id)
                self.list.addItem(item)
            self._found.show_content(True)

    def _read_again(self, different: frozenset[str]) -> None:
        if different & {"keys", "appearance", "text_size"}:
            self._fill()
            self.browser.show_text(self.topics[self.topic].text)

    def _search(self, text: str) -> None:
        wanted = fold(text)
        found = [name for name in TOPICS if self.topics[name].holds(wanted)]
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(item.data(_ID) not in found)
        self._found.show_content(bool(found))
        if wanted and found:
            best = next((name for name in found if wanted in fold(self.topics[name].title)), found[0])
            if self.topic not in found or (best != self.topic and wanted in fold(self.topics[best].title)):
                self.show_topic(best)

    def _chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.show_topic(item.data(_ID))

    def _follow(self, url: QUrl) -> None:
        """Only other topics are followed: nothing here leads into the network."""
        if url.scheme() == SCHEME and url.path() in self.topics:
            self.show_topic(url.path())

    def _item(self, topic: str) -> QListWidgetItem | None:
        return next(
            (own for row in range(self.list.count()) if (own := self.list.item(row)).data(_ID) == topic), None
        )


class HelpBrowser(QTextBrowser):
    """Markdown with pictures of its own language, never wider than the text."""

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures = resources().joinpath("help", "pictures", language)
        self._text = ""
        self.setOpenLinks(False)
        # Of the same width with a short text and a long one, so that pictures always fit.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(2 * GRID)
        self._soon = QTimer(self, singleShot=True, interval=80)
        self._soon.timeout.connect(self._draw)

    def show_text(self, text: str) -> None:
        """Show a text from its beginning."""
        self._text = text
        self._draw()
        self.verticalScrollBar().setValue(0)

    def loadResource(self, _kind: int, name: QUrl | str) -> object:  # noqa: N802 - Qt's name
        url = QUrl(name) if isinstance(name, str) else name
        own = self._pictures.joinpath(url.fileName())
        if "/" in url.path() or not own.is_file():
            return None
        picture = QImage.fromData(own.read_bytes())
        ratio = self.devicePixelRatioF()
        room = round((self.viewport().width() - 5 * GRID) * ratio)
        if picture.width() > room > 0:
            picture = picture.scaledToWidth(room, Qt.TransformationMode.SmoothTransformation)
        picture.setDevicePixelRatio(ratio)
        return picture

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._soon.start()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange) and self._text:
            self._soon.start()

    def _draw(self) -> None:
        bar = self.verticalScrollBar()
        at = bar.value()
        self.document().setDefaultFont(font())
        self.document().clear()
        self.setMarkdown(self._text)
        self._scale_headings()
        bar.setValue(at)

    def _scale_headings(self) -> None:
        """Headings that are hardly larger than those of the window: Markdown's own are twice the text."""
        block = self.document().begin()
        while block.isValid():
            if level := block.blockFormat().headingLevel():
                own = QTextCharFormat()
                own.setProperty(QTextCharFormat.Property.FontSizeAdjustment, 2 if level == 1 else 1)
                cursor = QTextCursor(block)
                cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
                cursor.mergeCharFormat(own)
            block = block.next()
