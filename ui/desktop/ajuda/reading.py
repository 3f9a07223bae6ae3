"""A page of help as it is read: Markdown in the colours and type of the theme, links that stay in the book."""

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import (
    QDesktopServices,
    QKeyEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QTextEdit, QWidget

from ui.desktop.kit.theme import theme
from viewmodels.ajuda.topics import Group
from viewmodels.screens.help_page import HelpReader

READABLE, LEAST = 820, 200
HEADING_TOP = 16
LINE_PERCENT = 120


class HelpText(QTextBrowser):
    """The page in front of a reader: up and down scroll it, left and right walk its links, Enter follows one."""

    def __init__(self, reader: HelpReader, parent: QWidget | None = None) -> None:
        """The text of a reader's page."""
        super().__init__(parent)
        self._reader = reader
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("leitura", True)
        self.anchorClicked.connect(self._follow)
        reader.changed.connect(self.show_page)
        theme().changed.connect(self.show_page)
        self.show_page()

    def show_page(self) -> None:
        """Draw the page again."""
        topic, shown, document = self._reader.topic, theme(), self.document()
        self.setAccessibleName(self.tr("Ajuda: %s").replace("%s", topic.title))
        document.setDefaultFont(shown.font("body"))
        document.setDocumentMargin(shown.px(12))
        self.setLineWrapMode(QTextBrowser.LineWrapMode.FixedPixelWidth)
        self._wrap()
        self.setMarkdown(topic.text)
        dress(document)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _wrap(self) -> None:
        room, best = self.viewport().width() - 2, theme().px(READABLE)
        wide = self._reader.topic.group is Group.REFERENCE
        self.setLineWrapColumnOrWidth(best if room < LEAST else room if wide else min(best, room))

    def resizeEvent(self, event: object) -> None:  # noqa: N802
        """Lines as long as is good to read, shorter where there is no room; tables of reference take all of it."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._wrap()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: N802, A002
        """Tab leaves the page in one press, as it leaves every table and tree."""
        return QTextEdit.focusNextPrevChild(self, next)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Left and right walk the links, Enter follows the one marked; the rest scrolls."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not event.modifiers():
            QTextBrowser.focusNextPrevChild(self, event.key() == Qt.Key.Key_Right)
            return
        super().keyPressEvent(event)

    def _follow(self, url: QUrl) -> None:
        if not self._reader.follow(url.toString()):
            QDesktopServices.openUrl(url)


def dress(document: QTextDocument) -> None:
    """Headings in the house's type scale, room between paragraphs and lines, tables with quiet lines."""
    shown, cursor, block = theme(), QTextCursor(document), document.begin()
    while block.isValid():
        level = block.blockFormat().headingLevel()
        spaced = QTextBlockFormat()
        inside = QTextCursor(block).currentTable() is not None
        spaced.setTopMargin(0 if inside else shown.px(HEADING_TOP if level > 1 else 2))
        spaced.setBottomMargin(0 if inside else shown.px(6))
        spaced.setLineHeight(LINE_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.setPosition(block.position())
        cursor.mergeBlockFormat(spaced)
        if level:
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            drawn = QTextCharFormat()
            drawn.setFont(shown.font("page" if level == 1 else "card"))
            cursor.setCharFormat(drawn)  # in place of Markdown's own larger sizes, which a merge would keep
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _rule(frame)


def _rule(table: QTextTable) -> None:
    made = table.format()
    made.setBorderCollapse(True)
    made.setBorder(1)
    made.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    made.setBorderBrush(theme().color("b1"))
    made.setCellPadding(theme().px(6))
    made.setCellSpacing(0)
    made.setTopMargin(theme().px(4))
    made.setBottomMargin(theme().px(8))
    made.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    table.setFormat(made)
