"""Clientes: the companies of this store."""

from ui.desktop.administracao.new_dialogs import NewClientDialog
from ui.desktop.kit import buttons
from ui.desktop.kit.card import Card
from ui.desktop.kit.table import FigureTable
from ui.desktop.shell.page import PageWidget
from viewmodels.desk import Desk
from viewmodels.screens.people_page import ClientsPage


class ClientsListPage(PageWidget):
    """Every client of the store; whoever adds one administers it."""

    def __init__(self, desk: Desk) -> None:
        """Clients of the desk's store."""
        words = self.tr("Cada cliente tem os seus dados, o seu diário e os seus usuários. Quem cria administra.")
        super().__init__(self.tr("Clientes"), words)
        self.model = ClientsPage(desk)
        self.new = buttons.primary(self.tr("Criar cliente"), self._create)
        self.table = FigureTable(self.model.table, self.tr("Clientes"))
        self.table.set_fit_height(True)
        card = Card()
        card.body.addWidget(self.table)
        self.body.addWidget(card)
        self.set_actions(self.new)

    def _create(self) -> None:
        NewClientDialog(self.model, self).open()
