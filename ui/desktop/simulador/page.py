"""Simulador: sliders and days at the left, the goals under three scenarios at the right; nothing is written here."""

from decimal import Decimal
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.desktop.kit import buttons
from ui.desktop.kit.card import Card
from ui.desktop.kit.chip import TagLabel
from ui.desktop.kit.empty_state import EmptyState
from ui.desktop.kit.fields import UnitEdit
from ui.desktop.kit.labels import label
from ui.desktop.kit.segmented import Segmented
from ui.desktop.kit.table import FigureTable
from ui.desktop.kit.theme import theme
from ui.desktop.shell.page import PageWidget
from ui.desktop.simulador.apply_dialog import ApplyDialog
from ui.desktop.simulador.controls import DayControl, ParameterControl
from viewmodels.desk import Desk
from viewmodels.screens.memory_source import MemorySource
from viewmodels.screens.simulator import LETTERS, LONGEST_NAME, SimulatorViewModel
from viewmodels.screens.simulator_apply import ApplyViewModel
from viewmodels.screens.simulator_memory import SimulatorMemory
from viewmodels.shell import KeyHint

PANEL_WIDTH, NAME_WIDTH = 332, 200
DOCK_REST_MS = 150
"""How long the numbers must rest before the dock tells the one shown again."""


class SimulatorPage(PageWidget):
    """Three scenarios over the facts of the month in front."""

    def __init__(self, desk: Desk, model: SimulatorViewModel, memory: MemorySource) -> None:
        """A page on the simulator's viewmodel; its numbers are told in the dock too."""
        super().__init__()
        self._desk, self.model, self._memory = desk, model, memory
        self._dock = SimulatorMemory(model, memory)
        self.parameters: dict[str, ParameterControl] = {}
        self.copies: dict[str, QWidget] = {}
        self.days: list[DayControl] = []
        self._pending: dict[str, Decimal] = {}
        self._frame, self._rest = self._timer(0, self._compute), self._timer(DOCK_REST_MS, self._dock.refresh)
        self._make_actions()
        self._panel = QVBoxLayout()
        self._panel.setSpacing(12)
        self._work = self._make_work()
        self._blank = self._make_blank()
        self.body.addWidget(self._work)
        self.body.addWidget(self._blank)
        self.acts = {"refresh": model.refresh, "undo": self.discard}
        self.hints = (KeyHint(("← →",), self.tr("Mover o controle")), KeyHint(("F1",), self.tr("Memória")))
        model.changed.connect(self._show)
        model.scenario_changed.connect(self._show_scenario)
        model.values_changed.connect(self._show_values)
        self._show()

    def _timer(self, rest: int, act: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(rest)
        timer.timeout.connect(act)
        return timer

    # --- building

    def _make_actions(self) -> None:
        self.tag_label = TagLabel(self.tr("Simulado"))
        self.discard_button = buttons.outlined(self.tr("Descartar"), self.discard, icon="arrow-counter-clockwise")
        self.apply_button = buttons.primary("", self.apply)
        for part in (self.tag_label, self.discard_button, self.apply_button):
            part.setParent(self)
            part.hide()

    def _make_work(self) -> QWidget:
        work, panel = QWidget(), QWidget()
        row = QHBoxLayout(work)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        panel.setLayout(self._panel)
        panel.setFixedWidth(theme().px(PANEL_WIDTH))
        self._panel.setContentsMargins(0, 0, 0, 0)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addLayout(self._make_bar())
        self.table = self._make_table()
        self.card = Card()
        self.card.set_draft(True)
        self.card.body.addWidget(self.table)
        right.addWidget(self.card)
        right.addStretch(1)
        row.addWidget(panel)
        row.addLayout(right, 1)
        return work

    def _make_bar(self) -> QHBoxLayout:
        say = self._desk.say
        options = [(letter, say("SIMULADOR.CENARIO", letra=letter)) for letter in LETTERS]
        self.scenario = Segmented(self.tr("Cenário"), options, LETTERS[0])
        self.scenario.chosen.connect(self.model.show_scenario)
        self.name = UnitEdit()
        self.name.setFixedWidth(theme().px(NAME_WIDTH))
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setPlaceholderText(self.tr("Nome do cenário (opcional)"))
        self.name.setAccessibleName(self.tr("Nome do cenário"))
        self.name.editingFinished.connect(self._rename)
        row = QHBoxLayout()
        row.setSpacing(10)
        for part in (self.scenario, self.name):
            row.addWidget(part)
        row.addStretch(1)
        return row

    def _make_copy(self, letter: str) -> QWidget:
        words = self._desk.say("SIMULADOR.COPIAR_DE", letra=letter)
        return buttons.outlined(words, partial(self.model.copy_from, letter), small=True)

    def _make_table(self) -> FigureTable:
        table = FigureTable(self.model.table, self.tr("Metas em cada cenário"))
        table.set_fit_height(True)
        table.set_first_edge(True)
        table.figure_selected.connect(self._desk.shell.select)
        table.explain_requested.connect(self._desk.shell.explain)
        table.sentence_requested.connect(lambda _: QGuiApplication.clipboard().setText(self._memory.sentence()))
        table.horizontalScrollBar().rangeChanged.connect(table.updateGeometry)
        return table

    def _make_blank(self) -> QWidget:
        title = self.tr("Ainda não há o que simular nesta vigência")
        words = self.tr("Depois de ler o ERP, ou de calcular, mude aqui parâmetros e feriados sem gravar nada.")
        prepare = buttons.outlined(self.tr("Preparar o mês"), lambda: self._desk.shell.go("metas", "preparar"))
        card = Card()
        card.body.addWidget(EmptyState(title, words, (prepare,)))
        return card

    def _fill_panel(self) -> None:
        """Controls of the facts in front: made again only when the facts are others."""
        while item := self._panel.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        card = Card(self.tr("Parâmetros"), dense=True, padded=True)
        card.body.setSpacing(12)
        self.copies = {letter: self._make_copy(letter) for letter in LETTERS}
        for button in self.copies.values():
            card.add_to_header(button)
        self.parameters = {f.key: ParameterControl(self.model, f) for f in self.model.fields}
        for control in self.parameters.values():
            control.tried.connect(self._try)
            control.released.connect(self.model.settle)
            card.body.addWidget(control)
        self._panel.addWidget(card)
        self._panel.addWidget(self._make_days())
        self._panel.addStretch(1)

    def _make_days(self) -> Card:
        card = Card(self.tr("Feriados do mês e da janela"), dense=True, padded=True)
        self.days = [DayControl(self.model, day) for day in self.model.days]
        if self.model.ground is not None and not any(day.in_month for day in self.model.days):
            words = self._desk.say("SIMULADOR.SEM_DIAS", mes=self.model.ground.vigencia)
            card.body.addWidget(label(words, "caption", "t3", wrap=True))
        for control in self.days:
            control.tried.connect(self.model.set_day)
            card.body.addWidget(control)
        return card

    # --- showing

    def _show(self) -> None:
        shown = self.model.ground is not None
        self._work.setVisible(shown)
        self._blank.setVisible(not shown)
        self._show_heading()
        self.set_tag(self.tag_label if shown else None)
        if shown:
            self._fill_panel()
            self._show_scenario()
        else:
            self.set_actions()

    def _show_scenario(self) -> None:
        if self.model.ground is None:
            return
        scenario = self.model.current
        self.scenario.set_value(scenario.letter)
        self.name.setText("" if scenario.name == scenario.letter else scenario.name)
        for letter, button in self.copies.items():
            button.setVisible(letter != scenario.letter)
        for key, control in self.parameters.items():
            control.show_value(scenario.parameters[key])
        for day in self.days:
            day.show_kind(str(scenario.days[day.day]))
        self._show_acts()

    def _show_heading(self, reason: str = "") -> None:
        """What it stands on, and in words why nothing can be applied."""
        line = f"{self.model.situation} {reason}".strip()
        title = self.model.title if self._desk.vigencia else self.tr("Simulador")
        if (title, line) != (self.title, self.situation):
            self.set_heading(title, line)

    def _show_values(self) -> None:
        self._rest.start()
        self._show_acts()

    def _show_acts(self) -> None:
        scenario = self.model.current
        n = len(scenario.changed_parameters) + len(scenario.changed_days)
        self.apply_button.setText(self._desk.say("SIMULADOR.APLICAR", n=n))
        reason = self.model.apply_reason
        self.apply_button.setEnabled(not reason)
        self.apply_button.setAccessibleDescription(reason)
        self.apply_button.setToolTip(reason)
        self.discard_button.setEnabled(not self.model.untouched)
        self._show_heading(reason if self.model.ground is not None else "")
        if self.head_buttons != [self.discard_button, self.apply_button]:
            self.set_actions(self.discard_button, self.apply_button)

    # --- acts

    def select_address(self, address: object) -> None:
        """Puts the ring on a number of this page."""
        self.table.select_address(address)

    def _try(self, key: str, value: Decimal) -> None:
        """Moves that come faster than the goals are computed are taken together: the last one counts."""
        self._pending[key] = value
        if not self._frame.isActive():
            self._frame.start()

    def _compute(self) -> None:
        moved, self._pending = self._pending, {}
        for key, value in moved.items():
            self.model.set_parameter(key, value)

    def _rename(self) -> None:
        if self.model.ground is not None and self.name.text().strip() != self.model.current.name:
            self.model.rename(self.name.text())

    def discard(self) -> None:
        """Everything as the facts again."""
        self._pending = {}
        self.model.discard()

    def apply(self) -> ApplyDialog | None:
        """Asks the reason and writes what the scenario changed; None when there is nothing that may be written."""
        self._compute()
        model = ApplyViewModel(self.model)
        if model.reason:
            self._desk.shell.notify(model.reason)
            return None
        dialog = ApplyDialog(model, self)
        dialog.accepted.connect(partial(self._applied, len(model.changes)))
        dialog.open()
        return dialog

    def _applied(self, n: int) -> None:
        say, shell = self._desk.say, self._desk.shell
        shell.notify(say("SIMULADOR.APLICADO", n=n), say("SIMULADOR.CALCULAR"), lambda: shell.go("metas", "preparar"))
