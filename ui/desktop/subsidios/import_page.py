"""Importação: the tables the payment came from and those SMTR published, what is missing, and the imports before."""

from functools import partial
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QPushButton, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from ui.desktop.kit import buttons
from ui.desktop.kit.card import Card
from ui.desktop.kit.empty_state import EmptyState
from ui.desktop.kit.labels import label
from ui.desktop.kit.table import FigureTable
from ui.desktop.kit.theme import theme
from ui.desktop.metas.papers import ask_where, open_file
from ui.desktop.subsidios.audit_page import AuditPage
from ui.desktop.subsidios.import_asking import dropped_source, take_drop
from ui.desktop.subsidios.import_cards import ImportCard
from ui.desktop.subsidios.import_wizard import ImportFrame
from viewmodels.desk import Desk
from viewmodels.screens.subsidios.audit import AuditViewModel
from viewmodels.screens.subsidios.import_page import KINDS, ImportViewModel, SourceKind
from viewmodels.shell import KeyHint
from viewmodels.table import TableModel

SIDE_BY_SIDE = 1080
"""Width from which the two cards stand beside each other."""


class ImportPage(AuditPage):
    """The page, and the wizard in its place while something is brought."""

    def __init__(self, desk: Desk, audit: AuditViewModel) -> None:
        """A page of the audit on the desk."""
        super().__init__(desk, audit, scrolls=False)
        self.wizard: ImportFrame | None = None
        self.model = ImportViewModel(audit, self)
        self.setAcceptDrops(True)
        self.template = buttons.outlined(
            self.tr("Salvar modelo"), partial(self.ask_template, SourceKind.INPUT), icon="file-arrow-down"
        )
        self.template.setParent(self)
        self.template.hide()
        self.reason = label("", "caption", "t3", wrap=True)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._make_overview())
        self.body.addWidget(self._stack, 1)
        self.model.changed.connect(self.refresh)
        self.model.wizard_changed.connect(self._show_wizard)
        self.refresh()

    # --- building

    def _make_overview(self) -> QWidget:
        content = QWidget()
        content.setObjectName("conteudo")
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(12)
        self.cards = {kind: ImportCard(self.model, kind) for kind in KINDS}
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(12)
        for card in self.cards.values():
            self._row.addWidget(card, 1)
        self.missing = self._listed(self.tr("O que não veio"), self.model.missing)
        self.history = self._listed(self.tr("Importações desta auditoria"), self.model.history)
        self.blank = self._make_blank()
        column.addWidget(self.blank, 1)
        column.addWidget(self.reason)
        column.addLayout(self._row)
        column.addWidget(self.missing)
        column.addWidget(self.history)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(content)
        area.setAccessibleName(self.tr("Importação"))
        return area

    def _listed(self, title: str, model: TableModel) -> Card:
        card = Card(title)
        table = FigureTable(model, title)
        table.set_fit_height(True)
        card.body.addWidget(table)
        return card

    def _make_blank(self) -> QWidget:
        self._first = buttons.primary(
            self.tr("Trazer as tabelas"), partial(self.begin, SourceKind.INPUT), icon="upload-simple"
        )
        return EmptyState(
            self.tr("Nenhuma tabela ainda"),
            self.tr("Traga as tabelas de que o pagamento partiu: com elas cada etapa é refeita e conferida."),
            (self._first,),
            self.tr(
                "Aceita uma pasta com Parquet ou CSV, uma planilha .xlsx ou um banco Oracle. "
                "Pasta e planilha podem ser soltas aqui."
            ),
        )

    # --- showing

    def refresh(self) -> None:
        """Read the viewmodel again."""
        model = self.model
        blank = model.is_blank
        self.blank.setVisible(blank)
        for card in self.cards.values():
            card.setVisible(not blank)
        self.missing.setVisible(not blank and model.missing.rowCount() > 0)
        self.history.setVisible(not blank)
        self._first.setEnabled(not model.reason)
        self._first.setAccessibleDescription(model.reason)
        self.reason.setText(model.reason)
        self.reason.setVisible(bool(model.reason))
        self.set_own_actions(self.template)

    def refresh_heading(self) -> None:
        """While something is brought the wizard has the only buttons, and its own keys."""
        bringing = getattr(self, "wizard", None) is not None
        back, on = KeyHint(("Alt V",), self.tr("Voltar")), KeyHint(("Alt P",), self.tr("Próximo"))
        self.hints = (back, on) if bringing else ()
        super().refresh_heading()
        if bringing:
            self.set_actions()
            self.strip.setVisible(self.audit.running)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """The cards stand beside each other where there is room for both."""
        super().resizeEvent(event)
        wide = self.width() >= theme().px(SIDE_BY_SIDE)
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._row.setDirection(way)

    # --- acts

    def begin(self, kind: SourceKind, path: Path | None = None) -> None:
        """Open the wizard of a kind."""
        self.model.begin(kind, path)

    def ask_template(self, kind: SourceKind) -> QFileDialog:
        """Ask where, then write the empty workbook there."""
        return ask_where(self.model.template_name(kind), "xlsx", self, partial(self._save_template, kind))

    def _save_template(self, kind: SourceKind, path: Path) -> None:
        if self.model.save_template(kind, path):
            words = self.model.saved_words("SUBSIDIO_IMPORTA.MODELO_SALVO", path)
            self.desk.shell.notify(words, self.tr("Abrir"), partial(open_file, path))

    def _show_wizard(self) -> None:
        if self.wizard is not None:
            self._stack.removeWidget(self.wizard)
            self.wizard.hide()
            self.wizard.deleteLater()
            self.wizard = None
        model = self.model.wizard
        if model is None:
            self.strip.refresh()
            self.refresh()
            (self._first if self.model.is_blank else self.cards[SourceKind.INPUT].bring).setFocus()
            return
        template: QPushButton = buttons.outlined(
            self.tr("Salvar modelo"), partial(self.ask_template, model.kind), icon="file-arrow-down"
        )
        self.wizard = ImportFrame(model, template)
        self.refresh_heading()
        self._stack.addWidget(self.wizard)
        self._stack.setCurrentWidget(self.wizard)
        self.wizard.start()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """An empty page takes the tables of the payment."""
        if self.model.is_blank and self.wizard is None and dropped_source(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Bring what was dropped."""
        take_drop(event, partial(self.begin, SourceKind.INPUT))
