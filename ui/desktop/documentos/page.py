"""Documentos: is this paper true, what leaves and comes back in files, what left this machine."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from ui.desktop.documentos.carry_card import CarryCard
from ui.desktop.documentos.recent_card import RecentCard
from ui.desktop.documentos.verify_card import VerifyCard
from ui.desktop.kit import buttons
from ui.desktop.kit.card import Card
from ui.desktop.kit.labels import label
from ui.desktop.kit.table import FigureTable
from ui.desktop.metas.papers import ask_where
from ui.desktop.shell.page import PageWidget
from viewmodels.desk import Desk
from viewmodels.screens.documents import DocumentsViewModel
from viewmodels.screens.documents_lists import DeparturesViewModel
from viewmodels.shell import KeyHint


class DocumentsPage(PageWidget):
    """The page of documents of the vigência in front."""

    def __init__(self, desk: Desk) -> None:
        """Documents of one desk."""
        super().__init__(self.tr("Documentos"), self.tr("Um papel prova o que diz; um arquivo leva o mês inteiro."))
        self._desk = desk
        self.model = DocumentsViewModel(desk, self)
        self.left = DeparturesViewModel(desk, self)
        self.verify = VerifyCard(self.model)
        self.carry = CarryCard(self.model)
        self.recent = RecentCard(desk)
        self.csv = buttons.outlined(self.tr("Salvar em CSV"), self._save, icon="table", small=True)
        self.more = buttons.outlined(self.tr("Mostrar os anteriores"), self.left.more, small=True)
        self._lay_out()
        self.left.changed.connect(self.refresh)
        self.hints = (KeyHint(("Ctrl O",), self.tr("Abrir arquivo")), KeyHint(("Ctrl K",), self.tr("Ir para")))
        self.refresh()

    def _lay_out(self) -> None:
        columns = QHBoxLayout()
        columns.setSpacing(12)
        columns.addWidget(self.verify, 1, Qt.AlignmentFlag.AlignTop)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self.carry)
        right.addWidget(self.recent)
        right.addStretch(1)
        columns.addLayout(right, 1)
        self.body.addLayout(columns)
        self.gone = Card(self.tr("O que saiu desta máquina"))
        self.gone.add_to_header(self.csv)
        self.table = FigureTable(self.left.table, self.tr("O que saiu desta máquina"))
        self.table.set_fit_height(True)
        self.gone.body.addWidget(self.table)
        self.none = label("", "body", "t2", wrap=True)
        self.none.setContentsMargins(14, 12, 14, 12)
        self.gone.body.addWidget(self.none)
        self.body.addWidget(self.gone)
        self.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)

    def refresh(self) -> None:
        """Read the log again; whoever may not see it does not."""
        self.gone.setVisible(not self.left.reason)
        some = bool(self.left.lines)
        self.gone.set_title(self.tr("O que saiu desta máquina"), self.left.situation if some else "")
        self.none.setText(self.left.situation)
        self.none.setVisible(not some)
        self.table.setVisible(some)
        self.csv.setVisible(some)
        self.more.setVisible(self.left.has_more)
        reason = self._desk.reason("documentos.saidas_csv") or ""
        self.csv.setEnabled(some and not reason)
        self.csv.setAccessibleDescription(reason)

    def _save(self) -> None:
        name = self._desk.say("DOCUMENTOS.NOME_SAIDAS")
        ask_where(name, "csv", self, self._saved)

    def _saved(self, path: Path) -> None:
        said = self.left.save(path)
        if said:
            self._desk.shell.notify(said)

    def shown(self) -> None:
        """What left and what was opened may have changed since."""
        self.left.refresh()
        self.recent.refresh()
