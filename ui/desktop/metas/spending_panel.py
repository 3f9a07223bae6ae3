"""Metas e gastos: the table of a vigência, and three ways in: typed, read from the ERP, brought from a file."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.desktop.kit import buttons
from ui.desktop.kit.banner import BannerStack
from ui.desktop.kit.card import Card
from ui.desktop.kit.labels import label
from ui.desktop.mes.job_strip import JobStrip
from ui.desktop.metas.asking_files import ask_which
from ui.desktop.metas.cadastros_dialogs import SpendingDialog
from ui.desktop.metas.papers import ask_where
from ui.desktop.metas.preview_dialog import FaultsDialog, PreviewDialog
from ui.desktop.metas.register_table import RegisterTable
from viewmodels.banner import BannerView
from viewmodels.desk import Desk
from viewmodels.operations.faces import KnownError
from viewmodels.operations.metas.erp_spending import ErpSpending
from viewmodels.operations.metas.goals_file_lines import GoalsFile
from viewmodels.screens.spending_section import SpendingSection
from viewmodels.screens.spending_tables import compared_columns, erp_rows, file_rows
from viewmodels.state import State
from viewmodels.table import TableModel


class SpendingPanel(QWidget):
    """The section of goals and spending."""

    def __init__(self, desk: Desk, model: SpendingSection) -> None:
        """Goals and spending of the vigência before the one in front."""
        super().__init__()
        self._desk, self.model = desk, model
        self.banners = BannerStack()
        self.table = RegisterTable(desk, model.table, self.tr("Metas e gastos"))
        self.table.action_requested.connect(lambda row, _column: self.edit(row))
        self.table.edit_requested.connect(lambda row, _column: self.edit(row))
        self.strip = JobStrip(model, self.tr("Ler do ERP os gastos do mês"))
        self.ask_erp = buttons.outlined(self.tr("Ler do ERP"), self.read, small=True)
        self.bring = buttons.outlined(self.tr("Trazer de um arquivo"), self.ask_file, small=True)
        self.template = buttons.outlined(self.tr("Baixar o modelo"), self.ask_template, small=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for each in (self.banners, self.strip, self._make_card(), self._make_note()):
            column.addWidget(each)
        model.changed.connect(self._show)
        self._show()

    def _make_card(self) -> Card:
        self._card = Card(" ")
        self.before = buttons.icon_button("caret-left", self.tr("Vigência anterior"), self._go_before)
        self.after = buttons.icon_button("caret-right", self.tr("Vigência seguinte"), self._go_after)
        for each in (self.before, self.after, self.ask_erp, self.bring, self.template):
            self._card.add_to_header(each)
        self._card.body.addWidget(self.table)
        self.nothing = QWidget()
        row = QHBoxLayout(self.nothing)
        row.setContentsMargins(14, 10, 14, 12)
        words = self.tr("Nenhuma vigência ainda. Abra a primeira, ou traga de um arquivo as metas anteriores.")
        row.addWidget(label(words, "body", "t2", wrap=True), 1)
        self._card.body.addWidget(self.nothing)
        return self._card

    def _make_note(self) -> QWidget:
        self.note = QWidget()
        row = QHBoxLayout(self.note)
        row.setContentsMargins(2, 0, 2, 0)
        words = self.tr("Teto e excedente são os que o saldo do mês seguinte usa. F1 em um valor diz de onde ele vem.")
        row.addWidget(label(words, "caption", "t3", wrap=True), 1, Qt.AlignmentFlag.AlignTop)
        return self.note

    def _show(self) -> None:
        model = self.model
        self._card.set_title(model.title or self.tr("Metas e gastos"), model.recorded if model.book else "")
        self.table.setVisible(bool(model.book and model.book.lines))
        self.before.setEnabled(model.before is not None)
        self.after.setEnabled(model.after is not None)
        for button, why in ((self.ask_erp, model.read_reason), (self.bring, model.import_reason)):
            button.setEnabled(not why and not model.running and (model.month is not None or button is self.bring))
            button.setToolTip(why)
            button.setAccessibleDescription(why)
        self.nothing.setVisible(model.month is None)
        said = [BannerView(State.ATENCAO, model.warning)] if model.warning else []
        self.banners.set_banners(tuple(said))
        self.banners.setVisible(bool(said))

    def _go_before(self) -> None:
        self.model.show_month(self.model.before)

    def _go_after(self) -> None:
        self.model.show_month(self.model.after)

    # --- acts

    def edit(self, row_key: str) -> None:
        """Opens a goal's spending."""
        line = self.model.line(row_key)
        if line is not None and not self.model.reason:
            SpendingDialog(self.model, line, self).open()

    def read(self) -> None:
        """Reads the ERP, then shows what it tells beside what is registered."""
        self.model.read(self.show_read)

    def show_read(self, read: ErpSpending) -> None:
        """The preview of what the ERP told."""
        desk, say = self._desk, self._desk.say
        table = TableModel(compared_columns(desk))
        table.set_rows(list(erp_rows(desk, read)))
        code = "CADASTROS.GASTOS_PROVISORIOS" if read.provisional else "CADASTROS.GASTOS_FECHADOS"
        summary = say(code, fonte=read.source, quando=read.read_at)
        title = say("CADASTROS.GASTOS_DO_ERP", mes=read.vigencia)
        n = sum(1 for row in read.rows if row.changes)
        if not n:
            desk.shell.notify(say("CADASTROS.GASTOS_IGUAIS", mes=read.vigencia))
            return
        reason = self.tr("Diga por que o valor registrado muda") if any(row.replaces for row in read.rows) else ""
        act = say("CADASTROS.REGISTRAR_N", n=n)
        PreviewDialog(desk, title, summary, table, act, lambda why: self.model.take(read, why), self, reason).open()

    def ask_file(self) -> QFileDialog:
        """Asks for the spreadsheet, then shows what it brings."""
        kinds = self.tr("Planilhas e tabelas (*.xlsx *.csv)")
        return ask_which(self.tr("Trazer metas e gastos de um arquivo"), kinds, self, self.show_file)

    def show_file(self, path: Path) -> None:
        """The preview of a file, or every line at fault."""
        desk, found = self._desk, self.model.check(path)
        title = desk.say("CADASTROS.IMPORTAR", arquivo=path.name)
        if isinstance(found, KnownError):
            FaultsDialog(title, desk.say("CADASTROS.NADA_IMPORTADO"), (desk.say_error(found),), self).open()
        elif found.faults:
            said = tuple(desk.house.texts.say_with(f.code, f.said_with) for f in found.faults)
            FaultsDialog(title, desk.say("CADASTROS.ARQUIVO_FALHAS", n=len(said)), said, self).open()
        else:
            self._preview(path, found, title)

    def _preview(self, path: Path, found: GoalsFile, title: str) -> None:
        desk, say = self._desk, self._desk.say
        table = TableModel(compared_columns(desk))
        table.set_rows(list(file_rows(desk, found)))
        summary = say("CADASTROS.ARQUIVO_RESUMO", linhas=len(found.lines), trocadas=found.replaced)
        if found.opened:
            months = [desk.house.texts.numbers.month_in_words(m) for m in found.opened]
            summary += " " + say("CADASTROS.ARQUIVO_ABRE", meses=months)
        reason = self.tr("Diga de onde vêm estes valores")
        act = say("CADASTROS.REGISTRAR_N", n=len(table.rows))
        PreviewDialog(
            desk, title, summary, table, act, lambda why: self.model.bring(path, found, why), self, reason
        ).open()

    def ask_template(self) -> QFileDialog:
        """Asks where, then writes the spreadsheet to be filled in."""
        name = self._desk.say("CADASTROS.MODELO_NOME", mes=str(self.model.template_month))
        return ask_where(name, "xlsx", self, self._write_template)

    def _write_template(self, path: Path) -> None:
        refused = self.model.write_template(path)
        if refused:
            self.banners.set_banners((BannerView(State.ERRO, refused),))
            self.banners.show()
