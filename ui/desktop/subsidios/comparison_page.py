"""Comparação: what SMTR published against what is recalculated, by stage, by cause, band by band."""

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.desktop.kit import buttons
from ui.desktop.kit.empty_state import EmptyState
from ui.desktop.kit.theme import theme
from ui.desktop.mes.job_strip import JobStrip
from ui.desktop.subsidios.audit_page import AREA, IMPORT, AuditPage, serve_numbers
from ui.desktop.subsidios.comparison_page_table import ComparisonTableCard
from ui.desktop.subsidios.comparison_page_top import ComparisonTop
from ui.desktop.subsidios.finding_dialog import FindingDialog
from ui.desktop.subsidios.stage_differences import StageDifferences
from viewmodels.desk import Desk
from viewmodels.screens.memory_source import MemorySource
from viewmodels.screens.subsidios.audit import AuditViewModel
from viewmodels.screens.subsidios.comparison import ComparisonViewModel
from viewmodels.screens.subsidios.comparison_finding import Chosen, drafted
from viewmodels.screens.subsidios.comparison_memory import ComparisonMemory
from viewmodels.screens.subsidios.comparison_parts import CauseAt
from viewmodels.screens.subsidios.comparison_rows import BandAt
from viewmodels.screens.subsidios.findings_new import OPEN
from viewmodels.shell import KeyHint

LIST, LIST_NARROW, LIST_SLIM, WIDE, SLIM = 264, 246, 232, 1250, 1000


class ComparisonPage(AuditPage):
    """Stages at the left; totals, causes and the rows that differ at the right."""

    def __init__(self, desk: Desk, audit: AuditViewModel) -> None:
        """A page of the audit on the desk."""
        super().__init__(desk, audit, scrolls=False)
        self.model = ComparisonViewModel(audit, self)
        memory = desk.findChild(MemorySource)
        assert memory is not None
        self._memory = ComparisonMemory(self.model, memory)
        self._in_front: object = None
        self.job = JobStrip(self.model, self.tr("Comparando com o publicado"))
        self.list, self.top, self.rows = (
            StageDifferences(self.model), ComparisonTop(self.model), ComparisonTableCard(self.model)
        )  # fmt: skip
        self.body.addWidget(self.job)
        self._whole = self._lay_out()
        self._blank = QWidget()
        self._blank_column = QVBoxLayout(self._blank)
        self._blank_column.setContentsMargins(0, 0, 0, 0)
        self._said = ""
        self.body.addWidget(self._whole, 1)
        self.body.addWidget(self._blank, 1)
        self._make_acts()
        self._connect()
        self.refresh()

    # --- building

    def _lay_out(self) -> QWidget:
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.list)
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addWidget(self.top)
        column.addWidget(self.rows, 1)
        row.addLayout(column, 1)
        return whole

    def _make_acts(self) -> None:
        self.finding = buttons.outlined(self.tr("Abrir achado"), self.open_finding, icon="flag")
        self.finding.setParent(self)
        self.finding.hide()
        self.acts |= {
            "next_difference": partial(self.rows.step, 1),
            "previous_difference": partial(self.rows.step, -1),
            "filter": self.rows.focus_search,
            "excel": self.rows.export,
        }
        self.hints = (
            KeyHint(("F1",), self.tr("Memória")),
            KeyHint(("F3",), self.tr("Próxima divergência")),
            KeyHint(("Ctrl F",), self.tr("Filtrar")),
        )

    def _connect(self) -> None:
        model = self.model
        serve_numbers(self.rows.table, self.desk)
        for chart in (self.top.totals, self.top.bars):
            chart.figure_selected.connect(self.desk.shell.select)
            chart.explain_requested.connect(self.desk.shell.explain)
        self.top.bars.picked.connect(model.show_cause)
        self.desk.shell.figure_selected.connect(self._follow)
        self.banners.action_requested.connect(lambda _key, _act: self.desk.shell.go(AREA, IMPORT))
        model.changed.connect(self.refresh)
        model.stage_changed.connect(self._show_stage)
        model.missing_changed.connect(lambda: self.banners.set_banners(model.missing))
        self.audit.situation_changed.connect(self.refresh)
        self.audit.changed.connect(self.refresh)

    # --- showing

    def shown(self) -> None:
        """Compares what stands on the bench, the first time."""
        self.model.open()

    def refresh(self) -> None:
        """Show the comparison again."""
        ready = self.model.ready
        self._whole.setVisible(ready)
        self._blank.setVisible(not ready)
        self.banners.set_banners(self.model.missing if ready else ())
        self.papers_lead = ready
        self.set_own_actions(*((self.finding,) if ready else ()))
        if ready:
            self.list.refresh()
            self.top.refresh()
            self.rows.refresh()
            self._begin()
        else:
            self._show_blank()
            if self.isVisible():
                QTimer.singleShot(0, self, self.model.open)
        self._show_finding()

    def _begin(self) -> None:
        """The ring on the largest difference: F1 and the finding have what to speak of from the start."""
        if self.isVisible() and self.model.table.of_bands and not self.rows.table.currentIndex().isValid():
            self.rows.place(0)

    def _show_stage(self) -> None:
        self.list.refresh()
        self.rows.refresh()
        self._show_finding()

    def _show_blank(self) -> None:
        """What will be here, and the way to it."""
        kind = self._kind()
        if kind == self._said:
            return
        self._said = kind
        while item := self._blank_column.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._blank_column.addWidget(self._empty(kind))

    def _kind(self) -> str:
        if not self.model.calculated:
            return "importacao" if self.audit.situation.inputs is None else "calculo"
        if self.model.waiting:
            return "refazer"
        if not self.model.published:
            return "publicado"
        return "comparar" if self.model.ended else "comparando"

    def _empty(self, kind: str) -> QWidget:
        bring = partial(self.desk.shell.go, AREA, IMPORT)
        if kind == "publicado":
            return EmptyState(
                self.tr("Falta o que a SMTR publicou"),
                self.tr(
                    "Com as tabelas das etapas publicadas, cada diferença aparece aqui com o valor, a causa e o ato."
                ),
                (buttons.primary(self.tr("Ir a Importação"), bring),),
                self.tr(
                    "Uma pasta com as tabelas das etapas, em Parquet ou CSV, ou uma planilha com uma folha por tabela."
                ),
            )
        if kind == "refazer":
            again = buttons.primary(self.tr("Calcular as etapas"), self.ask_knowledge)
            words = self.tr("O que a SMTR publicou chegou depois do último cálculo.")
            return EmptyState(self.tr("Calcule de novo para comparar"), words, (again,))
        if kind == "comparar":
            again = buttons.primary(self.tr("Comparar"), self.model.compare)
            return EmptyState(
                self.tr("A comparação não terminou"), self.tr("Nada se perdeu. Compare de novo."), (again,)
            )
        if kind == "comparando":
            return QWidget()
        first = (buttons.outlined(self.tr("Importar as tabelas"), bring, icon="download-simple"),)
        return EmptyState(
            self.tr("A comparação aparece aqui depois do cálculo"),
            self.tr("Cada etapa é comparada com a que a SMTR publicou, até o centavo de cada faixa."),
            first if kind == "importacao" else (),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """The list is narrower where the window is."""
        super().resizeEvent(event)
        width = self.width()
        narrow = LIST_NARROW if width >= theme().px(SLIM) else LIST_SLIM
        self.list.setFixedWidth(theme().px(LIST if width >= theme().px(WIDE) else narrow))

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """A number of another page is not what a finding is opened from."""
        super().hideEvent(event)
        self._in_front = None

    # --- acts

    def _follow(self, address: object) -> None:
        """The cause under the ring, or else the row: what a finding is opened from."""
        self._in_front = address
        self._show_finding()

    def _show_finding(self) -> None:
        refused = self.desk.reason(OPEN) or ""
        reason = refused or ("" if self._chosen() is not None else self.desk.say("SUB_COMPARA.ESCOLHA_ALGO"))
        self.finding.setEnabled(not reason)
        self.finding.setToolTip(reason)
        self.finding.setAccessibleDescription(reason)

    def _chosen(self) -> Chosen | None:
        """What a finding would be opened from now: the cause in front, else the band under the ring."""
        model, front = self.model, self._in_front
        if not model.ready:
            return None
        if isinstance(front, CauseAt):
            return model.cause(front.place)
        place = self.rows.table.currentIndex().row()
        row = self._memory.row_of(front) if isinstance(front, BandAt) else model.table.band_at(place)
        return row if row.get("efeito") else None

    def open_finding(self) -> FindingDialog | None:
        """Asks what is to be said of the cause or band in front, then opens a finding with its rows."""
        chosen = self._chosen()
        draft = drafted(self.model, chosen) if chosen is not None else None
        if draft is None:
            return None
        dialog = FindingDialog(draft, self)
        dialog.open()
        return dialog

    def select_address(self, address: object) -> None:
        """Puts the ring on a number of this page, when it is among the rows in sight."""
        self.rows.table.select_address(address)
