"""Pacote para o suporte: every part shown before anything is saved."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QPlainTextEdit, QVBoxLayout, QWidget

from ui.desktop.kit import buttons
from ui.desktop.kit.banner import BannerStack
from ui.desktop.kit.labels import hairline, label
from ui.desktop.kit.theme import theme
from ui.desktop.metas.papers import ask_where
from viewmodels.banner import BannerView
from viewmodels.desk import Desk
from viewmodels.screens.support import SupportPackage
from viewmodels.state import State

WIDTH, HEIGHT = 760, 480


class SupportDialog(QDialog):
    """Parts at left, the text of the one chosen at right."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        """The package of the desk's client."""
        super().__init__(parent.window())
        self.model = SupportPackage(desk)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Pacote para o suporte"))
        self.setAccessibleName(self.windowTitle())
        self.resize(theme().px(WIDTH), theme().px(HEIGHT))
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 18)
        column.setSpacing(10)
        column.addWidget(label(self.windowTitle(), "dialog"))
        column.addWidget(label(self.model.words, "body", "t2", wrap=True))
        self.banners = BannerStack()
        self.banners.hide()
        column.addWidget(self.banners)
        column.addLayout(self._make_parts(), 1)
        column.addWidget(hairline())
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(buttons.outlined(self.tr("Fechar"), self.reject))
        self.save = buttons.primary(self.tr("Salvar o pacote"), self._ask)
        row.addWidget(self.save)
        column.addLayout(row)

    def _make_parts(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        self.parts = QListWidget()
        self.parts.setAccessibleName(self.tr("Partes do pacote"))
        self.parts.setFixedWidth(theme().px(230))
        self.parts.addItems([piece.name for piece in self.model.pieces])
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.tr("Conteúdo da parte"))
        self.parts.currentRowChanged.connect(lambda at: self.text.setPlainText(self.model.pieces[at].text))
        self.parts.setCurrentRow(0)
        row.addWidget(self.parts)
        row.addWidget(self.text, 1)
        return row

    def _ask(self) -> None:
        ask_where(self.model.file_name, "zip", self, lambda path: self._saved(Path(path)))

    def _saved(self, path: Path) -> None:
        refused = self.model.save(path)
        if not refused:
            self.accept()
            return
        self.banners.set_banners([BannerView(State.ERRO, refused)])
        self.banners.show()
