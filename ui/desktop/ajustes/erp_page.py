"""Conectar ao meu ERP: the address typed, tried and kept; the mapping in use."""

import sys

from PySide6.QtCore import QProcess, Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.desktop.ajustes.erp_address import AddressFields
from ui.desktop.entrance.form_page import Problem
from ui.desktop.folders import documents_folder
from ui.desktop.kit import buttons
from ui.desktop.kit.card import Card
from ui.desktop.kit.chip import beside_words
from ui.desktop.kit.fields import FormField
from ui.desktop.kit.labels import label
from ui.desktop.kit.table import FigureTable
from ui.desktop.kit.theme import theme
from ui.desktop.mes.job_strip import JobStrip
from ui.desktop.shell.page import PageWidget
from viewmodels.desk import Desk
from viewmodels.operations.casa.erp import ErpAddress
from viewmodels.screens.settings_page import ErpPage

FORM = 420
BASE_OPTION = "--base"


class ErpFormPage(PageWidget):
    """Host, port, service, user and password; the password never goes to a file."""

    def __init__(self, desk: Desk) -> None:
        """ERP of the desk's client."""
        words = self.tr("Onde está o Oracle da empresa e com que usuário de leitura.")
        super().__init__(self.tr("Conectar ao meu ERP"), words)
        self.model = ErpPage(desk)
        self.test = buttons.outlined(self.tr("Testar a conexão"), self._probe)
        self.keep = buttons.primary(self.tr("Guardar o endereço"), self._keep)
        self.problem = Problem()
        self.strip = JobStrip(
            self.model, self.tr("Testando a conexão, até %s segundos").replace("%s", str(self.model.seconds))
        )
        self.report = QVBoxLayout()
        self.report.setSpacing(4)
        form = Card(self.tr("Endereço"), padded=True)
        form.setFixedWidth(theme().px(FORM))
        for field in self._make_fields():
            form.body.addWidget(field)
        form.body.addWidget(self.problem)
        form.body.addLayout(self._make_foot())
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self.strip)
        right.addWidget(self._make_report())
        right.addWidget(self._make_mapping())
        right.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(form, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(right, 1)
        if self.model.settings.sample:
            self.body.addWidget(self._make_sample())
        self.body.addLayout(row)
        self.acts = {"refresh": self._probe}
        self.model.changed.connect(self.refresh)
        self.refresh()

    def _make_fields(self) -> tuple[FormField, ...]:
        self.fields = AddressFields(self.model.settings.address, self.model.password_words, self)
        self.host, self.port, self.service, self.user, self.password = self.fields.all
        return self.fields.all

    def _make_foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.test)
        row.addStretch(1)
        row.addWidget(self.keep)
        return row

    def _make_report(self) -> QWidget:
        self._report_card = Card(self.tr("O que o teste viu"), padded=True)
        self._report_card.body.addLayout(self.report)
        self._report_card.hide()
        return self._report_card

    def _make_mapping(self) -> QWidget:
        card = Card(self.tr("Mapeamento em uso"), self.tr("perfil padrão"))
        self.mapping = FigureTable(self.model.mapping, self.tr("Mapeamento do ERP"))
        self.mapping.set_fit_height(True)
        card.body.addWidget(self.mapping)
        return card

    def _make_sample(self) -> QWidget:
        card = Card(padded=True)
        words = self.tr(
            "Você está na empresa de exemplo: o teste fala com o ERP de exemplo, e o endereço guardado fica nela. "
            "Para trabalhar com os seus dados, comece a sua empresa em um arquivo seu."
        )
        card.body.addWidget(label(words, "body", "t2", wrap=True))
        row = QHBoxLayout()
        self.begin = buttons.outlined(self.tr("Começar a minha empresa"), self._begin, small=True)
        row.addWidget(self.begin)
        row.addStretch(1)
        card.body.addLayout(row)
        return card

    # --- acts

    def _probe(self) -> None:
        address = ErpAddress() if self.model.settings.sample and not self.host.edit.text() else self.fields.read()
        if address is not None:
            self.model.probe(address, self.password.edit.text())

    def _keep(self) -> None:
        address = self.fields.read()
        if address is None:
            return
        field, refused = self.model.keep(address, self.password.edit.text())
        target = {"host": self.host, "service": self.service, "user": self.user, "port": self.port}.get(field)
        self.problem.say("" if target is not None else refused)
        if target is not None:
            target.show_error(refused)
        elif not refused:
            self.password.set_text("")
            self.model.desk.shell.notify(self.tr("Endereço do ERP guardado"))

    def _begin(self) -> None:
        """A file of one's own: this program opens again on it, and asks for the company."""
        folder = documents_folder()
        dialog = QFileDialog(self.window(), self.tr("Onde fica a minha empresa"), folder)
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("prova-loja")
        dialog.selectFile(self.tr("minha-empresa.prova-loja"))
        dialog.fileSelected.connect(self._open_own)
        dialog.open()

    def _open_own(self, path: str) -> None:
        QProcess.startDetached(sys.executable, [sys.argv[0], BASE_OPTION, path])

    def refresh(self) -> None:
        """Show what the test saw."""
        model = self.model
        while old := self.report.takeAt(0):
            if (widget := old.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for line in model.lines:
            holder = QWidget()
            row = QHBoxLayout(holder)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(8)
            row.addWidget(beside_words(line.state), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(label(line.sentence, wrap=True), 1)
            self.report.addWidget(holder)
        self._report_card.setVisible(bool(model.lines))
