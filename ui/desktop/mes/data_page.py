"""Page 4, Dados e validações: the reading, the coverage of twelve months, findings and consents."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QPushButton, QVBoxLayout, QWidget

from ui.desktop.kit import buttons
from ui.desktop.kit.banner import BannerStack
from ui.desktop.kit.card import Card
from ui.desktop.kit.coverage import CoverageStrip, paint_coverage
from ui.desktop.kit.empty_state import EmptyState
from ui.desktop.kit.labels import label
from ui.desktop.kit.table import FigureTable
from ui.desktop.kit.theme import theme
from ui.desktop.mes.bring_files import ask_files
from ui.desktop.mes.consent_list import ConsentList
from ui.desktop.mes.gap_cards import EffectPart, MeansCard, PartialCard
from ui.desktop.mes.job_strip import JobStrip
from ui.desktop.mes.step_page import StepPage
from viewmodels.screens.data_page import FILE, KEPT, RETRY, DataPage
from viewmodels.state import State

LEGEND = (22, 10)


class CoverageMark(QWidget):
    """One bar of the legend."""

    def __init__(self, state: State) -> None:
        super().__init__()
        self._state = state
        self.setFixedSize(theme().px(LEGEND[0]), theme().px(LEGEND[1]))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the bar as the strip does."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_coverage(painter, QRectF(self.rect()), self._state)


class DataStep(StepPage):
    """The page of data (mock h2)."""

    def __init__(self, model: DataPage) -> None:
        """Data of the wizard's vigência."""
        words = self.tr("O que foi lido do ERP e o que isso permite calcular.")
        super().__init__(self.tr("Dados e validações"), words)
        self.model = model
        bring = buttons.outlined(self.tr("Trazer de um arquivo"), self._bring, icon="upload-simple")
        self.bring = self.add_action(bring)
        self.read = self.add_action(buttons.outlined(self.tr("Ler o ERP"), model.read, icon="download-simple"))
        self.error = BannerStack()
        self.findings = BannerStack()
        self.error.action_requested.connect(self._way_out)
        self.consents = ConsentList()
        self.consents.answered.connect(model.consent)
        self.consents.spread.connect(model.consent_alike)
        self.partial, self.means = PartialCard(model), MeansCard(model)
        self.reason = label("", "caption", "t3", wrap=True)
        self.empty = self._make_empty()
        self.body.addWidget(JobStrip(model, self.tr("Lendo o ERP")))
        self.body.addWidget(self.error)
        self.body.addWidget(self._make_faults())
        self.body.addWidget(self._make_coverage())
        for card in (self.partial, self.means, self.consents):
            self.body.addWidget(card)
        self.body.addWidget(self._make_findings())
        self.body.addWidget(self._make_reconciliation())
        self.body.addWidget(self.empty, 1)
        self.body.addWidget(self.reason)
        self.body.addStretch(1)
        model.changed.connect(self.refresh)
        self.refresh()

    def _make_empty(self) -> QWidget:
        title = self.tr("O ERP ainda não foi lido para esta vigência")
        words = self.tr("A leitura traz 12 meses de operação, custos e frota, e fica guardada como retrato.")
        return EmptyState(title, words)

    def _make_coverage(self) -> QWidget:
        self.coverage = Card(self.tr("Cobertura dos 12 meses"))
        legend = (
            (State.OK, self.tr("completo")),
            (State.ATENCAO, self.tr("parcial")),
            (State.SEM_DADOS, self.tr("sem dados")),
            (State.ESPERA, self.tr("deixado fora")),
        )
        for state, words in legend:
            self.coverage.add_to_header(CoverageMark(state))
            self.coverage.add_to_header(label(words, "caption", "t2"))
        name = self.tr("Cobertura dos 12 meses por setor")
        self.strip = CoverageStrip(name, self.tr("Setor"), self.tr("Meses"))
        self.strip.month_requested.connect(self.model.ask_month)
        self.coverage.body.addWidget(self.strip)
        self.effect = EffectPart(self.model)
        self.coverage.body.addWidget(self.effect)
        return self.coverage

    def _make_faults(self) -> QWidget:
        self.faults = Card(self.tr("O que há nos arquivos"), self.tr("nada foi importado"))
        table = FigureTable(self.model.fault_table, self.tr("Problemas dos arquivos, por arquivo, linha e coluna"))
        table.set_fit_height(True)
        self.faults.body.addWidget(table)
        return self.faults

    def _make_reconciliation(self) -> QWidget:
        title, words = (
            self.tr("Conciliação"),
            self.tr("soma dos dias ao lado do km que entra no km/L; avisa acima de 1 %"),
        )
        self.reconciled = Card(title, words)
        table = FigureTable(self.model.reconciliation, self.tr("Soma dos dias e consolidado, por setor e mês"))
        table.set_fit_height(True)
        self.reconciled.body.addWidget(table)
        return self.reconciled

    def _make_findings(self) -> QWidget:
        self.told = QWidget()
        column = QVBoxLayout(self.told)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label(self.tr("Achados"), "card"))
        column.addWidget(self.findings)
        return self.told

    def refresh(self) -> None:
        """Read the viewmodel again."""
        model = self.model
        if not model.wizard.ready:
            return
        texts = model.desk.house.texts
        self.situation.setText(model.source_line)
        self.read.setEnabled(not model.reason)
        self.read.setText(self.tr("Ler de novo") if model.checked is not None else self.tr("Ler o ERP"))
        self.error.set_banners([model.error] if model.error is not None else [])
        coverage = model.coverage
        self.strip.set_rows([texts.numbers.month(month).split("/")[0] for month in model.months], coverage)
        self.coverage.setVisible(bool(coverage))
        for part in (self.effect, self.partial, self.means):
            part.refresh()
        self.faults.setVisible(bool(model.faults))
        self.reconciled.setVisible(bool(coverage))
        self.bring.setEnabled(not model.reason)
        for button in (self.read, self.bring):
            button.setVisible(model.error is None)
        self.consents.set_lines(model.consents)
        self.findings.set_banners(model.banners)
        self.told.setVisible(bool(model.banners))
        self.empty.setVisible(not coverage and model.error is None and not model.running)
        self.reason.setText(model.reason)
        self.reason.setVisible(bool(model.reason))

    def _way_out(self, key: str, action: str) -> None:
        {RETRY: self.model.read, FILE: self._bring, KEPT: self.model.use_kept}[action]()

    def _bring(self) -> QFileDialog:
        return ask_files(self.model, self)

    def start(self) -> None:
        """The keyboard starts on the ways out of a silent ERP, on the first consent, or on the reading."""
        ways = [button for button in self.error.findChildren(QPushButton) if button.isVisibleTo(self)]
        if ways:
            ways[0].setFocus()
            return
        waiting = next((i for i in self.consents.items.values() if not i.given.isChecked()), None)
        (waiting.given if waiting is not None else self.read).setFocus()
