"""One page of help: Markdown in the colours of the theme, with the folder of logs and reports at hand."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QTextBrowser

from ui.desktop.kit import buttons
from ui.desktop.kit.card import Card
from ui.desktop.kit.theme import theme
from ui.desktop.shell.page import PageWidget
from viewmodels.desk import Desk
from viewmodels.screens.help_page import help_text, method_text

METHOD, ABOUT, PROBLEMS = "metodo", "sobre", "problemas"
READABLE = 820
HEADING_TOP = 16
LINE_PERCENT = 120


class HelpPage(PageWidget):
    """Text to read; arrows and Page Up/Down scroll it."""

    def __init__(self, desk: Desk, topic: str, title: str) -> None:
        """The page of a topic."""
        super().__init__(self.tr("Ajuda"), scrolls=False)
        self._desk, self._topic = desk, topic
        self.text = QTextBrowser()
        self.text.setAccessibleName(self.tr("Ajuda: %s").replace("%s", title))
        self.text.setOpenExternalLinks(True)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setProperty("leitura", True)
        card = Card()
        card.body.setContentsMargins(8, 4, 0, 4)
        card.body.addWidget(self.text, 1)
        self.body.addWidget(card, 1)
        if topic in (ABOUT, PROBLEMS):
            folder = buttons.outlined(self.tr("Abrir a pasta de registros"), self._open_folder, icon="folder-open")
            self.set_actions(folder)
        theme().changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        """The text in the colours and size of the theme."""
        shown = theme()
        document = self.text.document()
        document.setDefaultFont(shown.font("body"))
        document.setDocumentMargin(shown.px(12))
        self.text.setLineWrapMode(QTextBrowser.LineWrapMode.FixedPixelWidth)
        self.text.setLineWrapColumnOrWidth(shown.px(READABLE))
        content = method_text(self._desk.house.texts) if self._topic == METHOD else help_text(self._topic)
        self.text.setMarkdown(content)
        _space_out(document)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(self._desk.house.paths))))


def _space_out(document: QTextDocument) -> None:
    """Headings in the house's type scale, room between paragraphs and lines."""
    shown, cursor, block = theme(), QTextCursor(document), document.begin()
    while block.isValid():
        level = block.blockFormat().headingLevel()
        spaced = QTextBlockFormat()
        spaced.setTopMargin(shown.px(HEADING_TOP if level > 1 else 2))
        spaced.setBottomMargin(shown.px(6))
        spaced.setLineHeight(LINE_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.setPosition(block.position())
        cursor.mergeBlockFormat(spaced)
        if level:
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            drawn = QTextCharFormat()
            drawn.setFont(shown.font("page" if level == 1 else "card"))
            cursor.mergeCharFormat(drawn)
        block = block.next()
