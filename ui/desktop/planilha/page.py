"""Planilha e premiação: what comes from the company's own spreadsheet, and what goes to its bonus system."""

from PySide6.QtWidgets import QHBoxLayout

from ui.desktop.kit.segmented import Segmented
from ui.desktop.planilha.bonus_panel import BonusPanel
from ui.desktop.planilha.own_sheet_panel import OwnSheetPanel
from ui.desktop.shell.page import PageWidget
from viewmodels.desk import Desk
from viewmodels.screens.bonus_page import BonusViewModel
from viewmodels.screens.own_sheet_page import OwnSheetViewModel
from viewmodels.shell import KeyHint

SHEET, BONUS = "planilha", "premiacao"


class SheetAndBonusPage(PageWidget):
    """Two sections, one at a time."""

    def __init__(self, desk: Desk) -> None:
        """A page on the vigência in front."""
        super().__init__(self.tr("Planilha e premiação"))
        self.sheet = OwnSheetPanel(OwnSheetViewModel(desk, self))
        self.bonus = BonusPanel(BonusViewModel(desk, self))
        options = ((SHEET, self.tr("Comparar com minha planilha")), (BONUS, self.tr("Sistema de premiação")))
        self.choice = Segmented(self.tr("O que mostrar"), options, SHEET)
        self.choice.chosen.connect(self.show_section)
        row = QHBoxLayout()
        row.addWidget(self.choice)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addWidget(self.sheet)
        self.body.addWidget(self.bonus)
        self.acts = {"refresh": self.bonus.model.refresh, "print": self.sheet.print}
        self.sheet.model.changed.connect(self._tell)
        self.bonus.model.changed.connect(self._tell)
        self.show_section(SHEET)

    def show_section(self, key: str) -> None:
        """Shows one of the two."""
        self.choice.set_value(key)
        self.sheet.setVisible(key == SHEET)
        self.bonus.setVisible(key == BONUS)
        self._tell()

    def _tell(self) -> None:
        panel = self.sheet if self.choice.value == SHEET else self.bonus
        self.set_heading(self.tr("Planilha e premiação"), panel.situation)
        self.set_actions(*panel.head_buttons)
        go = KeyHint(("Ctrl K",), self.tr("Ir para"))
        printable = panel is self.sheet and bool(self.sheet.model.table.rows)
        self.hints = (KeyHint(("Ctrl P",), self.tr("Imprimir")), go) if printable else (go,)
