"""Cópias de segurança: made now, listed, and how one is brought back."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from ui.desktop.kit import buttons
from ui.desktop.kit.banner import BannerStack
from ui.desktop.kit.card import Card
from ui.desktop.kit.labels import label
from ui.desktop.kit.table import FigureTable
from ui.desktop.shell.page import PageWidget
from viewmodels.banner import BannerView
from viewmodels.desk import Desk
from viewmodels.screens.settings_page import CopiesPage
from viewmodels.state import State


class CopiesListPage(PageWidget):
    """Copies of the store: one a day by itself, one more whenever somebody asks."""

    def __init__(self, desk: Desk) -> None:
        """Copies of the desk's store."""
        super().__init__(self.tr("Cópias de segurança"))
        self.model = CopiesPage(desk)
        self.copy = buttons.primary(self.tr("Copiar agora"), self.model.copy)
        self.folder = buttons.outlined(self.tr("Abrir a pasta"), self._open, icon="folder-open")
        self.refusals = BannerStack()
        self.table = FigureTable(self.model.table, self.tr("Cópias de segurança"))
        self.table.set_fit_height(True)
        self._listed = Card()
        self._listed.body.addWidget(self.table)
        how = Card(self.tr("Como restaurar"), padded=True)
        how.body.addWidget(label(self.model.restore_words, wrap=True))
        self.body.addWidget(self.refusals)
        self.body.addWidget(self._listed)
        self.body.addWidget(how)
        self.set_actions(self.folder, self.copy)
        self.model.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Read the viewmodel again."""
        self.set_heading(self.tr("Cópias de segurança"), self.model.situation)
        refused = self.model.refusal
        self.refusals.set_banners([BannerView(State.ERRO, refused)] if refused else [])
        self._listed.setVisible(self.model.table.rowCount() > 0)

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self.model.folder))
