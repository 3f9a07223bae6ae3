"""Avisar a operação: the message prepared, handed to the mail program or kept as a file; a person says it was sent."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from ui.desktop.kit import buttons
from ui.desktop.kit.banner import BannerStack
from ui.desktop.kit.labels import hairline, label
from ui.desktop.kit.theme import theme
from ui.desktop.metas.papers import ask_where
from viewmodels.banner import BannerView
from viewmodels.desk import Desk
from viewmodels.screens.notice import NoticeViewModel
from viewmodels.state import State

WIDTH = 600
OpenLink = Callable[[QUrl], bool]


class NoticeDialog(QDialog):
    """Nothing leaves by itself: the mail program sends, and the list is ticked when the person says so."""

    def __init__(self, desk: Desk, run: int, parent: QWidget, open_link: OpenLink = QDesktopServices.openUrl) -> None:
        """The message of a published run; `open_link` hands a link to the system."""
        super().__init__(parent)
        self.model, self._open_link = NoticeViewModel(desk, run), open_link
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Avisar a operação"))
        self.setAccessibleName(self.windowTitle())
        self.setMinimumWidth(theme().px(WIDTH))
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 18)
        column.setSpacing(10)
        column.addWidget(label(self.windowTitle(), "dialog"))
        words = self.tr("O programa prepara a mensagem e não a envia. Envie pelo seu correio e depois marque aqui.")
        column.addWidget(label(words, "body", "t2", wrap=True))
        column.addWidget(label(self.model.to_words, "label", wrap=True))
        column.addWidget(label(self.model.subject, "total", wrap=True))
        self.text = QPlainTextEdit(self.model.text)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.tr("Texto da mensagem"))
        self.text.setMinimumHeight(theme().px(230))
        column.addWidget(self.text)
        self.banners = BannerStack()
        column.addWidget(self.banners)
        column.addWidget(hairline())
        column.addLayout(self._make_foot())
        self._say(self.model.refusal)

    def _make_foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.keep = buttons.outlined(self.tr("Salvar a mensagem"), self._keep, icon="floppy-disk")
        self.mail = buttons.primary(self.tr("Abrir no correio"), self._mail, icon="envelope-simple")
        self.sent = buttons.outlined(self.tr("Já enviei: marcar"), self._sent, icon="check")
        for button in (self.keep, self.mail, self.sent):
            button.setEnabled(self.model.ready)
        row.addWidget(buttons.ghost(self.tr("Fechar"), self.reject))
        row.addStretch(1)
        row.addWidget(self.keep)
        row.addWidget(self.sent)
        row.addWidget(self.mail)
        return row

    def _mail(self) -> None:
        link = self.model.link
        if not link or not self._open_link(QUrl(link)):
            self._say(self.tr("O correio não abriu. Salve a mensagem e abra o arquivo no seu programa de correio."))

    def _keep(self) -> None:
        ask_where(self.model.file_name, "eml", self, lambda path: self._kept(Path(path)))

    def _kept(self, path: Path) -> None:
        self._say(self.model.save(path))

    def _sent(self) -> None:
        refused = self.model.mark_sent()
        self._say(refused)
        if not refused:
            self.accept()

    def _say(self, sentence: str) -> None:
        self.banners.set_banners([BannerView(State.ATENCAO, sentence)] if sentence else [])
        self.banners.setVisible(bool(sentence))
