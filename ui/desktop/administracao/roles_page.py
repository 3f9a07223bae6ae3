"""Papéis e direitos: who may do what, area by area; read only."""

from ui.desktop.kit.card import Card
from ui.desktop.kit.labels import label
from ui.desktop.kit.table import FigureTable
from ui.desktop.shell.page import PageWidget
from viewmodels.desk import Desk
from viewmodels.screens.roles_page import AreaRights, RolesPage


class RolesListPage(PageWidget):
    """The matrix of rights as the program carries it."""

    def __init__(self, desk: Desk) -> None:
        """The matrix of the desk's program."""
        words = self.tr("O que cada papel pode, área por área. Um papel pode ser limitado a uma área ou a um setor.")
        super().__init__(self.tr("Papéis e direitos"), words)
        self.model = RolesPage(desk)
        self.tables = [self._show(area) for area in self.model.areas]

    def _show(self, area: AreaRights) -> FigureTable:
        table = FigureTable(area.table, self.tr("Direitos em %s").replace("%s", area.title))
        table.set_fit_height(True)
        card = Card(area.title)
        card.body.addWidget(table)
        if area.others:
            others = label(area.others, "caption", "t3", wrap=True)
            others.setContentsMargins(14, 6, 14, 8)
            card.body.addWidget(others)
        self.body.addWidget(card)
        return table
