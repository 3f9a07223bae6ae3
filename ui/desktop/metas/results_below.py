"""Below the goals: the lines they come from with the parameters as chips, and the bridge from the month before."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.desktop.kit.card import Card
from ui.desktop.kit.chart import ChartCard
from ui.desktop.kit.number_chip import NumberChip
from ui.desktop.kit.table import FigureTable
from ui.desktop.kit.waterfall import Waterfall
from viewmodels.desk import Desk
from viewmodels.screens.results import ResultsViewModel

BRIDGE_HEIGHT = 168


class ResultsBelow(QWidget):
    """Lines and bridge of the goal selected, one beside the other where there is room."""

    figure_selected = Signal(object)
    sentence_requested = Signal(object)
    precedents_requested = Signal(object)
    dependents_requested = Signal(object)

    def __init__(self, desk: Desk, model: ResultsViewModel) -> None:
        """The lower half of the results."""
        super().__init__()
        self._desk, self._model = desk, model
        self.lines_card, self.lines = self._make_lines()
        self.bridge, self.bridge_card = self._make_bridge()
        self.chips: list[NumberChip] = []
        self._row = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(14)
        self._row.addWidget(self.lines_card, 8, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self.bridge_card, 5)

    def _make_lines(self) -> tuple[Card, FigureTable]:
        table = FigureTable(self._model.lines, self.tr("Linhas do cálculo"))
        table.set_fit_height(True)
        table.set_first_edge(True)
        table.figure_selected.connect(self.figure_selected)
        table.hovered_figure.connect(self._model.hover)
        table.explain_requested.connect(self._desk.shell.explain)
        table.precedents_requested.connect(self.precedents_requested)
        table.dependents_requested.connect(self.dependents_requested)
        table.sentence_requested.connect(self.sentence_requested)
        table.horizontalScrollBar().rangeChanged.connect(table.updateGeometry)
        card = Card(" ", dense=True)
        card.body.addWidget(table)
        return card, table

    def _make_bridge(self) -> tuple[Waterfall, ChartCard]:
        chart = Waterfall(self.tr("Ponte da meta anterior à meta do mês"))
        chart.setMinimumHeight(BRIDGE_HEIGHT)
        chart.figure_selected.connect(self._desk.shell.select)
        chart.explain_requested.connect(self._desk.shell.explain)
        return chart, ChartCard(chart, " ")

    def set_beside(self, beside: bool) -> None:
        """Put the bridge beside the lines, or under them."""
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._row.setDirection(way)

    def show_goal(self) -> None:
        """Follow the goal selected: title and chips of the lines, the bridge where there is one."""
        model = self._model
        caption = self._desk.say("TELA.LINHAS_ACESAS") if model.lights else ""
        self.lines_card.set_title(model.lines_title or " ", caption)
        self.lines_card.set_draft(model.draft)
        self._show_chips()
        found = model.bridge
        self.bridge_card.setVisible(found is not None)
        if found is not None:
            chart, bridge = found
            cut = chart.cut(bridge)
            self.bridge.set_bars(chart.bars(bridge), cut)
            self.bridge_card.set_title(chart.title, chart.caption(cut))

    def show_light(self) -> None:
        """Light the parameters the number in front was made with."""
        for chip in self.chips:
            chip.set_lit(chip.address in self._model.lit)

    def find_chip(self, address: object) -> NumberChip | None:
        """The chip of a parameter; None when it is not shown."""
        return next((chip for chip in self.chips if chip.address == address), None)

    def _show_chips(self) -> None:
        wanted = self._model.parameters
        if [chip.address for chip in self.chips] != [each.address for each in wanted]:
            for chip in self.chips:
                chip.hide()
                chip.deleteLater()
            self.chips = [NumberChip(each.label, each.value, each.address) for each in wanted]
            for chip in self.chips:
                chip.figure_selected.connect(self.figure_selected)
                chip.explain_requested.connect(self._desk.shell.explain)
                self.lines_card.add_to_header(chip)
        self.show_light()
