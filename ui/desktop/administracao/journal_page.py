"""Diário: the newest entries and the verdict of the chain."""

from ui.desktop.kit import buttons
from ui.desktop.kit.banner import BannerStack
from ui.desktop.kit.card import Card
from ui.desktop.kit.table import FigureTable
from ui.desktop.shell.page import PageWidget
from viewmodels.banner import BannerView
from viewmodels.desk import Desk
from viewmodels.screens.journal_page import JournalPage


class JournalListPage(PageWidget):
    """Who did what, when, and why; the chain is verified on request."""

    def __init__(self, desk: Desk) -> None:
        """Journal of the desk's client."""
        super().__init__(self.tr("Diário"), scrolls=False)
        self.model = JournalPage(desk)
        self.verify = buttons.primary(self.tr("Conferir o diário"), self.model.verify)
        self.more = buttons.outlined(self.tr("Mostrar os anteriores"), self.model.more, small=True)
        self.verdict = BannerStack()
        self.verdict.hide()
        self.table = FigureTable(self.model.table, self.tr("Registros do diário"))
        card = Card()
        card.body.addWidget(self.table, 1)
        self.body.addWidget(self.verdict)
        self.body.addWidget(card, 1)
        self.body.addWidget(self.more)
        self.model.changed.connect(self.refresh)
        self.set_actions(self.verify)
        self.refresh()

    def refresh(self) -> None:
        """Read the viewmodel again."""
        model = self.model
        self.set_heading(self.tr("Diário"), model.situation)
        self.more.setVisible(model.has_more)
        views = [BannerView(model.verdict_state, model.verdict)] if model.verdict else []
        views += [BannerView(model.verdict_state, fault) for fault in model.faults]
        self.verdict.set_banners(views)
