"""Page 8, Registro: what was published, its papers, and the list that closes the month."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.desktop.documentos.carrying import export_month
from ui.desktop.kit import buttons
from ui.desktop.kit.card import Card
from ui.desktop.kit.check import Check
from ui.desktop.kit.chip import StateShape
from ui.desktop.kit.labels import label
from ui.desktop.kit.table import FigureTable
from ui.desktop.mes.step_page import StepPage
from ui.desktop.metas.papers import open_file, open_report, save_paper, save_report, save_workbook
from viewmodels.screens.papers_desk import MINUTES, SHEET, TRAIL, PaperKind
from viewmodels.screens.record_page import RecordPage
from viewmodels.state import State


class RecordStep(StepPage):
    """The page of the record (G-101)."""

    def __init__(self, model: RecordPage) -> None:
        """Record of the wizard's vigência."""
        super().__init__(self.tr("Registro e exportação"), self.tr("As metas publicadas, os papéis e a lista final."))
        self.model = model
        self.workbook = self.add_action(buttons.outlined(self.tr("Planilha"), self._workbook, icon="table"))
        self.report = self.add_action(buttons.outlined(self.tr("Relatório"), self._report, icon="file-text"))
        self.carry = self.add_action(buttons.outlined(self.tr("Exportar o mês"), self._carry, icon="file-arrow-down"))
        self.print = self.add_action(buttons.outlined(self.tr("Imprimir"), self._print, icon="printer"))
        self.receipt = Card(self.tr("Recibo"), padded=True)
        self.receipt_words = label("", wrap=True)
        self.receipt.body.addWidget(self.receipt_words)
        self.paper_reason = label("", "caption", "t3", wrap=True)
        self.receipt.body.addWidget(self.paper_reason)
        self.ticks: dict[str, Check] = {}
        self.table = FigureTable(model.table, self.tr("Valores publicados"))
        self.table.set_fit_height(True)
        self.table.figure_selected.connect(model.desk.shell.select)
        self.table.explain_requested.connect(model.desk.shell.explain)
        values = Card(self.tr("Valores publicados"))
        values.body.addWidget(self.table)
        self.body.addWidget(self.receipt)
        self.body.addWidget(self._make_others())
        self.body.addWidget(self._make_duties())
        self.body.addWidget(values)
        self.body.addStretch(1)
        model.changed.connect(self.refresh)
        self.refresh()

    def _make_others(self) -> QWidget:
        card = Card(self.tr("Outros papéis"), padded=True)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.sheet = buttons.outlined(self.tr("Folha da operação"), partial(self._save, SHEET), small=True)
        self.minutes = buttons.outlined(self.tr("Ata de aprovação"), partial(self._save, MINUTES), small=True)
        self.trail = buttons.outlined(self.tr("Trilha do cálculo"), partial(self._save, TRAIL), small=True)
        renew = self.model.renew_contingency
        self.contingency = buttons.outlined(self.tr("Renovar a planilha de contingência"), renew, small=True)
        for button in (self.sheet, self.minutes, self.trail):
            row.addWidget(button)
        row.addStretch(1)
        spare = QHBoxLayout()
        spare.setSpacing(8)
        self.open_contingency = buttons.link(self.tr("Abrir a contingência"), self._open_contingency)
        spare.addWidget(self.contingency)
        spare.addWidget(self.open_contingency)
        spare.addStretch(1)
        card.body.setSpacing(8)
        card.body.addLayout(row)
        card.body.addLayout(spare)
        card.body.addSpacing(6)
        self.raw = Check(self.tr("Relatório com os dados diários no fim"))
        card.body.addWidget(self.raw)
        below = QHBoxLayout()
        below.setSpacing(8)
        self.bonus_words = label("", "body", "t2", wrap=True)
        self.bonus = buttons.link(self.tr("Planilha e premiação"), self._go_to_bonus)
        below.addWidget(self.bonus_words, 1)
        below.addWidget(self.bonus)
        card.body.addLayout(below)
        return card

    def _make_duties(self) -> QWidget:
        card = Card(self.tr("Antes de concluir"), padded=True)
        self._duties = QVBoxLayout()
        self._duties.setSpacing(6)
        card.body.addLayout(self._duties)
        self._proved = label("")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(StateShape(State.OK, 16))
        row.addWidget(self._proved)
        row.addStretch(1)
        self._duties.addLayout(row)
        for duty in self.model.duties:
            if not duty.proved:
                tick = self.ticks[duty.key] = Check(duty.words)
                tick.toggled.connect(partial(self.model.tick, duty.key))
                self._duties.addWidget(tick)
        return card

    def refresh(self) -> None:
        """Read the viewmodel again."""
        model = self.model
        if not model.wizard.ready:
            return
        self.receipt_words.setText(model.receipt)
        for duty in model.duties:
            if duty.proved:
                self._proved.setText(duty.words)
                continue
            tick = self.ticks[duty.key]
            blocked = tick.blockSignals(True)
            tick.setChecked(duty.done)
            tick.blockSignals(blocked)
        reason = model.paper_reason
        for button in (self.workbook, self.report, self.print, self.sheet, self.minutes, self.contingency):
            button.setEnabled(model.run is not None and not reason)
            button.setAccessibleDescription(reason)
        self.trail.setEnabled(model.run is not None and not model.trail_reason)
        self.trail.setAccessibleDescription(model.trail_reason)
        self.bonus_words.setText(model.bonus)
        self.open_contingency.setVisible(model.contingency is not None)
        carry = model.desk.reason("documentos.exportar_mes") or ""
        self.carry.setEnabled(model.run is not None and not carry)
        self.carry.setAccessibleDescription(carry)
        self.paper_reason.setText(reason)
        self.paper_reason.setVisible(bool(reason))

    def _report(self) -> None:
        if self.model.run is not None:
            save_report(self.model.desk, self.model.run, self, self.raw.isChecked())

    def _workbook(self) -> None:
        if self.model.run is not None:
            save_workbook(self.model.desk, self.model.run, self)

    def _save(self, kind: PaperKind) -> None:
        if self.model.run is not None:
            save_paper(self.model.desk, kind, self.model.run, self)

    def _open_contingency(self) -> None:
        if (path := self.model.contingency) is not None:
            open_file(path)

    def _go_to_bonus(self) -> None:
        self.model.desk.shell.go("metas", "planilha")

    def _carry(self) -> None:
        """The approved month in a file that proves itself."""
        export_month(self.model.desk, self)

    def _print(self) -> None:
        """The report on screen, from where it is printed."""
        if self.model.run is not None:
            open_report(self.model.desk, self.model.run, self)

    def start(self) -> None:
        """The keyboard starts on the papers; what is already done is ticked."""
        self.model.arrive()
        self.report.setFocus()
