"""Diário: the newest entries, what each one changed in words, and the verdict of the chain."""

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui.desktop.kit import buttons
from ui.desktop.kit.banner import BannerStack
from ui.desktop.kit.card import Card
from ui.desktop.kit.check import Check
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
        self.body.addWidget(card, 3)
        self.body.addWidget(self.more)
        self.body.addWidget(self._make_detail(), 2)
        self.table.selectionModel().currentRowChanged.connect(self._row_chosen)
        self.model.changed.connect(self.refresh)
        self.model.chosen_changed.connect(self._show_detail)
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
        if not self.table.currentIndex().isValid() and self.table.figures.rowCount():
            self.table.setCurrentIndex(self.table.figures.index(0, 0))

    def _make_detail(self) -> QWidget:
        """Field, before and after of the entry chosen; its record as it was written on request."""
        self.detail = Card(" ")
        self.details = FigureTable(self.model.details, self.tr("O que mudou"))
        self.record = QPlainTextEdit()
        self.record.setReadOnly(True)
        self.record.setTabChangesFocus(True)
        self.record.setAccessibleName(self.tr("O registro como foi gravado"))
        self.record.hide()
        self.as_written = Check(self.tr("Como foi gravado"))
        self.as_written.toggled.connect(self._show_detail)
        self.detail.header.addWidget(self.as_written)
        self.detail.body.addWidget(self.details, 1)
        self.detail.body.addWidget(self.record, 1)
        self._show_detail()
        return self.detail

    def _row_chosen(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self.model.choose(self.model.table.row_at(current.row()).key)

    def _show_detail(self) -> None:
        raw = self.as_written.isChecked()
        self.detail.title.setText(self.model.chosen_title)
        self.record.setPlainText(self.model.raw)
        self.record.setVisible(raw)
        self.details.setVisible(not raw)
        self.as_written.setEnabled(bool(self.model.raw))
