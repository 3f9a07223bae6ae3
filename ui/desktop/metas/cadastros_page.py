"""Cadastros: how a new company begins, its sectors and vigências, its parameters, its goals and spending."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.desktop.kit import buttons
from ui.desktop.kit.card import Card
from ui.desktop.kit.labels import hairline
from ui.desktop.kit.segmented import Segmented
from ui.desktop.kit.theme import theme
from ui.desktop.mes.preparation_page import LightRow
from ui.desktop.metas.cadastros_dialogs import MovePeriodDialog, OpenPeriodDialog, SectorDialog
from ui.desktop.metas.parameters_panel import ParametersPanel
from ui.desktop.metas.register_table import RegisterTable
from ui.desktop.metas.spending_panel import SpendingPanel
from ui.desktop.shell.page import PageWidget
from viewmodels.desk import Desk
from viewmodels.screens.cadastros import CadastrosViewModel, Start
from viewmodels.screens.cadastros_tables import ACT
from viewmodels.screens.lights import Light
from viewmodels.screens.memory_source import MemorySource
from viewmodels.screens.parameters_section import ParametersSection
from viewmodels.screens.sheet_cells import SheetCells
from viewmodels.screens.spending_section import SpendingSection
from viewmodels.shell import KeyHint
from viewmodels.table import TableModel

BESIDE = 1500
"""From this width sectors and vigências stand side by side."""
BASIC, PARAMETERS, SPENDING = "basico", "parametros", "gastos"
"""The three sections of the page."""


class CadastrosPage(PageWidget):
    """The registers of the client."""

    def __init__(self, desk: Desk, memory: MemorySource) -> None:
        """Registers of the desk's client; their numbers answer through `memory`."""
        super().__init__(self.tr("Cadastros"))
        self._desk = desk
        cells = SheetCells(desk, memory)
        self.parameters = ParametersPanel(desk, ParametersSection(desk, cells, self))
        self.spendings = SpendingPanel(desk, SpendingSection(desk, cells, self))
        self.model = CadastrosViewModel(desk, self)
        self.primary = buttons.primary("", self.do_next)
        self.start = self._make_start()
        self.sectors = self._table(self.model.sector_table, self.tr("Setores"), self.edit_sector)
        self.periods = self._table(self.model.period_table, self.tr("Vigências"), self.move_period)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(12)
        for card in (self._make_sectors(), self._make_periods()):
            self._columns.addWidget(card, 1, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(self._make_choice())
        for each in self._make_sections():
            self.body.addWidget(each)
        self.acts = {"refresh": self.model.refresh}
        self.hints = (KeyHint(("F2",), self.tr("Editar a linha")), KeyHint(("Ctrl K",), self.tr("Ir para")))
        self.model.changed.connect(self._show)
        self._show()

    # --- building

    def _table(self, model: TableModel, name: str, edit: Callable[[str], object]) -> RegisterTable:
        made = RegisterTable(self._desk, model, name)
        made.action_requested.connect(lambda row, _column: edit(row))
        made.edit_requested.connect(lambda row, _column: edit(row))
        return made

    def _make_choice(self) -> QHBoxLayout:
        options = (
            (BASIC, self.tr("Setores e vigências")),
            (PARAMETERS, self.tr("Parâmetros")),
            (SPENDING, self.tr("Metas e gastos")),
        )
        self.choice = Segmented(self.tr("O que mostrar"), options, BASIC)
        self.choice.chosen.connect(self.show_section)
        row = QHBoxLayout()
        row.addWidget(self.choice)
        row.addStretch(1)
        return row

    def _make_sections(self) -> tuple[QWidget, ...]:
        basic = QWidget()
        column = QVBoxLayout(basic)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.start)
        column.addLayout(self._columns)
        column.addWidget(self._make_gap())
        self._sections: dict[str, QWidget] = {BASIC: basic, PARAMETERS: self.parameters, SPENDING: self.spendings}
        self.parameters.hide()
        self.spendings.hide()
        return tuple(self._sections.values())

    def show_section(self, key: str) -> None:
        """Shows one of the three sections."""
        self.choice.set_value(key)
        for each, section in self._sections.items():
            section.setVisible(each == key)
        self._show()

    def _make_start(self) -> Card:
        card = Card(self.tr("Para começar"))
        self._rows: dict[Start, LightRow] = {}
        self.step_buttons: dict[Start, QPushButton] = {}
        for key, _ in self.model.steps:
            if self._rows:
                card.body.addWidget(hairline())
            self.step_buttons[key] = buttons.outlined(self._words(key), partial(self._do, key), small=True)
            self._rows[key] = LightRow(self.step_buttons[key])
            card.body.addWidget(self._rows[key])
        return card

    def _make_sectors(self) -> Card:
        self._listed = Card(self.tr("Setores"))
        self.new_sector = buttons.outlined(self.tr("Cadastrar setor"), partial(self.edit_sector, ""), small=True)
        self._listed.add_to_header(self.new_sector)
        self._listed.body.addWidget(self.sectors)
        return self._listed

    def _make_periods(self) -> Card:
        self._opened = Card(self.tr("Vigências"))
        self.open_button = buttons.outlined(self.tr("Abrir vigência"), self.open_period, small=True)
        self._opened.add_to_header(self.open_button)
        self._opened.body.addWidget(self.periods)
        self.more = buttons.link("", self.model.show_all_periods)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(14, 4, 14, 6)
        row.addWidget(self.more)
        row.addStretch(1)
        self._more = holder
        self._opened.body.addWidget(holder)
        return self._opened

    def _make_gap(self) -> Card:
        self._gap = Card()
        self.open_gap = buttons.outlined("", self._open_gap, small=True)
        self._gap_row = LightRow(self.open_gap)
        self._gap.body.addWidget(self._gap_row)
        return self._gap

    # --- showing

    def _show(self) -> None:
        model = self.model
        may = not model.reason
        self.set_heading(self.tr("Cadastros"), model.line)
        self._show_start(may)
        self.new_sector.setEnabled(may)
        self.open_button.setEnabled(may)
        self._listed.setVisible(bool(model.sectors))
        self._opened.setVisible(bool(model.periods))
        words = self.tr("Mostrar as outras %s") if model.hidden_periods > 1 else self.tr("Mostrar a outra")
        self.more.setText(words.replace("%s", str(model.hidden_periods)))
        self._more.setVisible(bool(model.hidden_periods))
        self._show_gap(may)
        self.primary.setText(self._words(model.next_step))
        self.primary.setEnabled(self._can(model.next_step, may))
        basic = self.choice.value == BASIC
        self.set_actions(*((self.primary,) if basic else ()))

    def _show_start(self, may: bool) -> None:
        steps = self.model.steps
        done = sum(1 for _, light in steps if light.on)
        self.start.setVisible(done < len(steps))
        words = self.tr("%1 de %2 feitos").replace("%1", str(done)).replace("%2", str(len(steps)))
        self.start.set_title(self.tr("Para começar"), words)
        for key, light in steps:
            self._rows[key].show_light(light)
            self.step_buttons[key].setVisible(not light.on)
            self.step_buttons[key].setEnabled(self._can(key, may))

    def _show_gap(self, may: bool) -> None:
        gap = self.model.gap
        self._gap.setVisible(gap is not None)
        if gap is not None:
            say = self._desk.say
            why = say("CADASTROS.SEM_ANTERIOR_PORQUE", mes=gap)
            self._gap_row.show_light(Light(False, say("CADASTROS.SEM_ANTERIOR", mes=gap.plus(1)), why))
            self.open_gap.setText(say("CADASTROS.ABRIR_MES", mes=gap))
            self.open_gap.setEnabled(may)

    def _words(self, step: Start) -> str:
        return {
            Start.SECTORS: self.tr("Cadastrar setor"),
            Start.PERIOD: self.tr("Abrir vigência"),
            Start.PARAMETERS: self.tr("Dar os valores do programa"),
            Start.ERP: self.tr("Conectar ao meu ERP"),
            Start.PREPARE: self.tr("Preparar o mês"),
        }[step]

    def _can(self, step: Start, may: bool) -> bool:
        if step is Start.ERP:
            return self._desk.allowed("erp.guardar")
        return may or step is Start.PREPARE

    # --- acts

    def do_next(self) -> None:
        """What the company needs now."""
        self._do(self.model.next_step)

    def _do(self, step: Start) -> None:
        if step is Start.SECTORS:
            self._correct_or_add()
        elif step is Start.PERIOD:
            self.open_period()
        elif step is Start.PARAMETERS:
            self._desk.shell.notify(self.model.give_parameters())
        elif step is Start.ERP:
            self._desk.shell.go("ajustes", "erp")
        else:
            self._desk.shell.go("metas", "preparar")

    def _correct_or_add(self) -> None:
        """With sectors and no code among them, the first one asks for its code."""
        first = next((each.id for each in self.model.sectors if each.active and not each.erp_code), "")
        self.edit_sector(first)

    def edit_sector(self, row_key: str) -> None:
        """Opens a sector; "" for a new one."""
        if not self.model.reason:
            SectorDialog(self.model, row_key, self).open()

    def open_period(self) -> None:
        """Opens the dialog that proposes the next month."""
        OpenPeriodDialog(self.model, str(self.model.proposed), self).open()

    def _open_gap(self) -> None:
        if self.model.gap is not None:
            OpenPeriodDialog(self.model, str(self.model.gap), self).open()

    def move_period(self, row_key: str) -> QDialog | None:
        """Asks before a vigência is moved on; None when it cannot be yet."""
        cell = next(row.cell(ACT) for row in self.model.period_table.rows if row.key == row_key)
        if not cell.action:
            return None
        dialog = MovePeriodDialog(self.model, row_key, cell.text, self)
        dialog.open()
        return dialog

    # --- window

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Two columns where there is room."""
        super().resizeEvent(event)
        beside = self.width() >= theme().px(BESIDE)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(way)
        self.parameters.lay_out(self.width())
