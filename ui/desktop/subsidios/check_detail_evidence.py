"""Rows of evidence in a card: how many, a search, saving them; the table sorts and searches where the rows are."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget

from ui.desktop.kit import buttons
from ui.desktop.kit.card import Card
from ui.desktop.kit.labels import ElidedLabel, label
from ui.desktop.kit.search_field import SearchField
from ui.desktop.kit.theme import theme
from ui.desktop.metas.papers import ask_where
from ui.desktop.subsidios.audit_page import serve_numbers
from ui.desktop.subsidios.filter_bar import FilterBar
from ui.desktop.subsidios.filter_dialog import FilterDialog
from ui.desktop.subsidios.row_table import RowTable
from ui.desktop.subsidios.tight_buttons import TightButtons
from viewmodels.screens.subsidios.findings_evidence import EvidenceViewModel

SEARCH, NARROW, ROOMY, ICONS = 170, 124, 640, 520


class EvidenceCard(Card):
    """What proves the check or the finding in front."""

    def __init__(self, model: EvidenceViewModel, empty: str) -> None:
        """A card on the viewmodel of evidence; `empty` is said when there are no rows."""
        super().__init__(" ", dense=True)
        self._model, self._empty = model, empty
        self.set_title(self.tr("Linhas da evidência"))
        self.count = ElidedLabel("", "caption", "t3")
        self.header.insertWidget(1, self.count, 1)
        self.search = SearchField(self.tr("Procurar…"), self.tr("Procurar na evidência"), model.search)
        self.narrow = buttons.outlined(self.tr("Filtrar"), self.ask_filter, icon="funnel", small=True)
        self.save = buttons.outlined(self.tr("Exportar"), self.export, icon="download-simple", small=True)
        for part in (self.search, self.narrow, self.save):
            self.add_to_header(part)
        self._buttons = TightButtons(self.narrow, self.save)
        self.filters = FilterBar(model)
        self.body.addWidget(self.filters)
        self.table = RowTable(model.table, self.tr("Linhas da evidência"))
        serve_numbers(self.table, model.desk)
        self.none = label("", "body", "t2", wrap=True)
        self.none.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.none.setContentsMargins(14, 12, 14, 12)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.none)
        self.body.addWidget(self._stack, 1)
        model.changed.connect(self.refresh)
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """The search is narrower where the card is."""
        super().resizeEvent(event)
        self.search.setFixedWidth(theme().px(SEARCH if self.width() >= theme().px(ROOMY) else NARROW))
        self._buttons.set_tight(self.width() < theme().px(ICONS))

    def refresh(self) -> None:
        """Show what is in front again."""
        model = self._model
        self.count.set_text(model.rows_said if model.there else "")
        reason = model.export_reason
        for part in (self.search, self.narrow, self.save):
            part.setVisible(model.there)
        self.filters.refresh()
        self.save.setEnabled(not reason)
        self.save.setAccessibleDescription(reason)
        self.search.follow(model.asked.search)
        self._stack.setCurrentWidget(self.table if model.total else self.none)
        nothing = self.tr("Nenhuma linha com estes filtros") if model.there else model.refused or self._empty
        self.none.setText(nothing)

    def ask_filter(self) -> FilterDialog:
        """Asks for one condition, beginning with the column under the ring."""
        at, columns = self.table.currentIndex().column(), self._model.table.columns
        dialog = FilterDialog(self._model, columns[at].key if 0 <= at < len(columns) else "", self)
        dialog.open()
        return dialog

    def export(self) -> QFileDialog:
        """Asks where, then writes the rows."""
        return ask_where(f"{self._file_name()}.xlsx", "table", self, self._model.export)

    def _file_name(self) -> str:
        kept = "".join(sign if sign.isalnum() or sign in " -," else " " for sign in self._model.title)
        return " ".join(kept.split())[:80] or "evidencia"
