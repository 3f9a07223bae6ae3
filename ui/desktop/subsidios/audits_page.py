"""Auditorias: those opened lately on this machine, opening another, making one; what an audit is, in two sentences."""

from functools import partial

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.desktop.documentos.asking import PROVA, ask_file
from ui.desktop.kit import buttons
from ui.desktop.kit.card import Card
from ui.desktop.kit.chip import Chip
from ui.desktop.kit.empty_state import EmptyState
from ui.desktop.kit.labels import ElidedLabel, hairline, label
from ui.desktop.mes.job_strip import JobStrip
from ui.desktop.shell.page import PageWidget
from ui.desktop.subsidios.new_audit_dialog import NewAuditDialog
from viewmodels.desk import Desk
from viewmodels.screens.subsidios.audits import AuditEntry, AuditsViewModel
from viewmodels.shell import KeyHint


class AuditsPage(PageWidget):
    """The audits of this machine."""

    def __init__(self, desk: Desk) -> None:
        """A page at one desk."""
        super().__init__(self.tr("Subsídios"), self.tr("Auditorias guardadas neste computador."))
        self._desk = desk
        self.model = AuditsViewModel(desk, self)
        self.new = self._button(buttons.primary(self.tr("Nova auditoria"), self.ask_new, icon="plus"))
        self.browse = self._button(buttons.outlined(self.tr("Abrir auditoria"), self.ask_open, icon="folder-open"))
        self.reason = label("", "caption", "t3", wrap=True)
        self.card = Card(self.tr("Auditorias abertas aqui"))
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(14, 4, 14, 8)
        self._rows.setSpacing(0)
        self.card.body.addLayout(self._rows)
        self._sample_row = self._make_sample_row()
        self._words = label(self._what(), "body", "t2", wrap=True)
        self._blank = self._make_blank()
        self.strip = JobStrip(self.model, self.tr("Preparando a auditoria de exemplo"))
        for part in (self._words, self.reason, self.strip, self.card, self._sample_row, self._blank):
            self.body.addWidget(part)
        self.hints = (KeyHint(("Ctrl O",), self.tr("Abrir arquivo")), KeyHint(("Ctrl K",), self.tr("Ir para")))
        self.model.changed.connect(self.refresh)
        self.refresh()

    # --- building

    def _what(self) -> str:
        return self.tr(
            "Uma auditoria refaz cada etapa do pagamento do subsídio a partir das tabelas que o órgão usou e mostra "
            "onde, por quê e quanto o valor pago se afasta das regras. Ela mora em um arquivo só dela, sem rede, e "
            "pode ser lacrada ao fim."
        )

    def _button(self, made: QPushButton) -> QPushButton:
        made.setParent(self)
        made.hide()
        return made

    def _make_blank(self) -> QWidget:
        new = buttons.primary(self.tr("Nova auditoria"), self.ask_new, icon="plus")
        opened = buttons.outlined(self.tr("Abrir auditoria"), self.ask_open, icon="folder-open")
        sample = buttons.link(self.tr("Abrir a auditoria de exemplo"), self.open_sample)
        self._blank_acts = (new, sample)
        return EmptyState(
            self.tr("Nenhuma auditoria ainda"),
            self._what(),
            (new, opened, sample),
            self.tr(
                "Aceita Parquet, CSV, XLSX ou um banco Oracle. Precisa de viagens, planejamento, veículos do "
                "dia e tarifas."
            ),
        )

    def _make_sample_row(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(buttons.link(self.tr("Abrir a auditoria de exemplo"), self.open_sample))
        row.addWidget(label(self.tr("pequena, com diferenças plantadas para encontrar"), "caption", "t3"))
        row.addStretch(1)
        return made

    # --- showing

    def refresh(self) -> None:
        """Show the list again."""
        model, some = self.model, bool(self.model.entries)
        self._clear()
        for at, entry in enumerate(model.entries):
            if at:
                self._rows.addWidget(hairline())
            self._rows.addWidget(self._row(entry))
        for part in (self._words, self.card):
            part.setVisible(some)
        self._blank.setVisible(not some)
        self._sample_row.setVisible(some and model.sample is not None)
        new, sample = self._blank_acts
        sample.setVisible(model.sample is not None)
        for button in (new, self.new):
            button.setEnabled(not model.reason)
            button.setAccessibleDescription(model.reason)
        self.reason.setText(model.reason)
        self.reason.setVisible(bool(model.reason))
        self.set_actions(*((self.browse, self.new) if some else ()))

    def _clear(self) -> None:
        while item := self._rows.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()

    def _row(self, entry: AuditEntry) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 8, 0, 8)
        row.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedLabel(entry.name, "total"))
        shown = ElidedLabel(str(entry.path), "caption", "t3")
        words.addWidget(shown)
        row.addLayout(words, 1)
        row.addWidget(Chip(entry.state, entry.word))
        texts = self._desk.house.texts
        row.addWidget(label(texts.numbers.instant(entry.when, texts.zone), "caption", "t3"))
        opened = buttons.outlined(self.tr("Abrir"), partial(self.model.open, entry.path), small=True)
        opened.setAccessibleName(self.tr("Abrir {0}").replace("{0}", entry.name))
        row.addWidget(opened)
        return made

    def shown(self) -> None:
        """What was opened may have changed since."""
        self.model.refresh()

    # --- acts

    def ask_new(self) -> NewAuditDialog:
        """Ask what a new audit is called, who leads it and where it is kept."""
        dialog = NewAuditDialog(self.model, self)
        dialog.open()
        return dialog

    def ask_open(self) -> QFileDialog:
        """Ask for the file of an audit and open it in place of what is on the desk."""
        return ask_file(self, self.tr("Abrir auditoria"), (PROVA,), self.model.open)

    def open_sample(self) -> None:
        """Open the audit that comes with the sample company."""
        self.model.open_sample()
