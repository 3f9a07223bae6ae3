"""Fonte: the two versions above, the changes between them below, the one in front at the right."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.desktop.kit.card import Card
from ui.desktop.kit.empty_state import EmptyState
from ui.desktop.kit.labels import label
from ui.desktop.kit.segmented import Segmented
from ui.desktop.kit.table import FigureTable
from ui.desktop.kit.theme import theme
from ui.desktop.mes.job_strip import JobStrip
from ui.desktop.subsidios.audit_page import serve_numbers
from ui.desktop.subsidios.source_page_change import ChangeCard
from ui.desktop.subsidios.source_page_versions import Versions
from viewmodels.desk import Desk
from viewmodels.screens.subsidios.audit import AuditViewModel
from viewmodels.screens.subsidios.source import SourceViewModel
from viewmodels.screens.subsidios.source_tables import (
    analysis_columns,
    analysis_rows,
    change_columns,
    change_rows,
)
from viewmodels.table import TableModel

SIDE_NARROW, SIDE_WIDE, WIDE = 300, 400, 1400
CHANGES, REGISTER = "mudancas", "analisadas"


class SourceSection(QWidget):
    """The source watched: comparing, what changed, what was concluded."""

    def __init__(self, desk: Desk, audit: AuditViewModel) -> None:
        """A section of the page of the audit on the desk."""
        super().__init__()
        self.desk = desk
        self.model = SourceViewModel(audit, self)
        self.versions = Versions()
        self.versions.asked.connect(self.model.compare)
        self.strip = JobStrip(self.model, self.tr("Comparando as versões"))
        self.effect_strip = JobStrip(self.model.effect, self.tr("Calculando quanto a mudança move"))
        self.side = ChangeCard(self.model)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for part in (self.versions, self.strip, self.effect_strip):
            column.addWidget(part)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._make_card(), 1)
        row.addWidget(self.side)
        column.addLayout(row, 1)
        self.model.changed.connect(self.refresh)
        self.model.chosen.connect(self.refresh)
        audit.situation_changed.connect(self.refresh)
        self.refresh()

    # --- building

    def _make_card(self) -> Card:
        self.card = Card(self.tr("Mudanças da fonte"))
        options = ((CHANGES, self.tr("Mudanças")), (REGISTER, self.tr("Já analisadas")))
        self.shown = Segmented(self.tr("O que listar"), options, CHANGES)
        self.shown.chosen.connect(lambda _key: self.refresh())
        self.card.add_to_header(self.shown)
        self._changes, self._register = TableModel(), TableModel()
        self._changes.set_columns(change_columns(self.model))
        self._register.set_columns(analysis_columns(self.model))
        self.changes = FigureTable(self._changes, self.tr("Mudanças entre as duas versões"))
        self.changes.set_highlight_row(True)
        self.changes.selectionModel().currentRowChanged.connect(self._choose)
        self.register = FigureTable(self._register, self.tr("Mudanças já analisadas"))
        serve_numbers(self.changes, self.desk)
        self._blank = EmptyState(
            self.tr("Nenhuma comparação ainda"),
            self.tr(
                "Escolha duas versões do código do órgão. O sistema lista o que mudou em variáveis, modelos e fluxos, "
                "diz que cláusula nossa cada mudança toca e calcula quanto ela move nos dias desta auditoria."
            ),
        )
        self._nothing = label("", "body", "t2", wrap=True)
        self._nothing.setContentsMargins(14, 12, 14, 12)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._stack = QStackedWidget()
        for part in (self._blank, self.changes, self.register, self._nothing):
            self._stack.addWidget(part)
        self.card.body.addWidget(self._stack, 1)
        return self.card

    # --- showing

    def refresh(self) -> None:
        """Show what there is."""
        self.versions.setEnabled(not self.model.running)
        self._fill(self._changes, self.changes, change_rows(self.model))
        self._fill(self._register, self.register, analysis_rows(self.model))
        self._stack.setCurrentWidget(self._in_front())
        self.side.setVisible(self.shown.value == CHANGES and self.model.change is not None)
        self.side.refresh()

    def _fill(self, model: TableModel, table: FigureTable, rows: tuple[object, ...]) -> None:
        if list(model.rows) == list(rows):
            return
        table.selectionModel().blockSignals(True)
        model.set_rows(rows)  # type: ignore[arg-type]
        keys = [row.key for row in model.rows]
        if model is self._changes and self.model.change is not None and self.model.change.digest in keys:
            table.setCurrentIndex(model.index(keys.index(self.model.change.digest), 0))
        table.selectionModel().blockSignals(False)

    def _in_front(self) -> QWidget:
        if self.shown.value == REGISTER:
            self._nothing.setText(self.tr("Nenhuma mudança da fonte foi analisada nesta auditoria."))
            return self.register if self.model.register.analyses else self._nothing
        if not self.model.compared:
            return self._blank
        self._nothing.setText(self.tr("As duas versões dizem o mesmo: só comentários ou espaços mudaram, ou nada."))
        return self.changes if self.model.changes else self._nothing

    def _choose(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid():
            self.model.choose(self._changes.row_at(index.row()).key)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """The side takes more where there is more."""
        super().resizeEvent(event)
        self.side.setFixedWidth(theme().px(SIDE_WIDE if self.width() >= WIDE else SIDE_NARROW))
