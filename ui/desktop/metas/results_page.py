"""Results of the month: the table of goals, the lines they come from, and the bridge from the month before."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from ui.desktop.kit import buttons
from ui.desktop.kit.banner import BannerStack
from ui.desktop.kit.card import Card
from ui.desktop.kit.check import Check
from ui.desktop.kit.chip import TagLabel
from ui.desktop.kit.empty_state import EmptyState
from ui.desktop.kit.focus import draws_ring
from ui.desktop.kit.segmented import Segmented
from ui.desktop.kit.table import FigureTable
from ui.desktop.kit.theme import theme
from ui.desktop.metas.column_menu import column_menu
from ui.desktop.metas.decide import approve_calm, decide_all, decide_one, publish_month
from ui.desktop.metas.papers import open_report, save_report, save_workbook
from ui.desktop.metas.results_below import ResultsBelow
from ui.desktop.metas.results_walk import ResultsWalk
from ui.desktop.shell.page import PageWidget
from viewmodels.desk import Desk
from viewmodels.operations.faces import KnownError
from viewmodels.screens.alternative_km import USE, AlternativeKm
from viewmodels.screens.anomalies import DECIDE
from viewmodels.screens.memory_source import MemorySource
from viewmodels.screens.next_act import NextStep
from viewmodels.screens.result_rows import BY_CRITERION, BY_SECTOR, EXCEPTIONS
from viewmodels.screens.results import ResultsViewModel
from viewmodels.shell import KeyHint

BESIDE = 1320
"""From this width of page the bridge stands beside the lines, not under them."""
ROOMY = 940
"""From this width of page, at 100 % of text, the button that compares stands beside the others; else only its tab."""
WIDE = 1180
"""From this width of page the table shows last month's spending and the twelve months."""


class ResultsPage(PageWidget):
    """The results of the run in front."""

    def __init__(
        self,
        desk: Desk,
        model: ResultsViewModel,
        memory: MemorySource,
        compare: Callable[[int | None, int], None] | None,
    ) -> None:
        """A page on the results' viewmodel; steps selected in the dock light its cells. None compares nothing."""
        super().__init__()
        self._desk, self.model, self._memory, self._compare = desk, model, memory, compare
        self.grouping = Segmented(
            self.tr("Agrupar"),
            [
                (BY_CRITERION, self.tr("Por critério")),
                (BY_SECTOR, self.tr("Por setor")),
                (EXCEPTIONS, self.tr("Exceções primeiro")),
            ],
            BY_CRITERION,
        )
        self.grouping.chosen.connect(self._group)
        self.lights = Check(self.tr("Acender os precedentes"))
        self.lights.setChecked(True)
        self.lights.toggled.connect(model.set_lights)
        self._make_actions()
        self._bar = self._make_bar()
        self.anomalies = BannerStack()
        self.anomalies.action_requested.connect(self._answer)
        self.table_card, self.table = self._make_table()
        self.below = self._make_below()
        self.lines, self.bridge, self.bridge_card = self.below.lines, self.below.bridge, self.below.bridge_card
        self.walk = ResultsWalk(desk, model, self.table, self.below)
        self._connect_walk()
        self._blank = self._make_blank()
        for part in (self._bar, self.anomalies, self.table_card, self.below, self._blank):
            self.body.addWidget(part)
        self.table.horizontalScrollBar().rangeChanged.connect(self.table.updateGeometry)
        self._make_acts()
        model.changed.connect(self._show)
        model.selected_changed.connect(self.below.show_goal)
        model.lit_changed.connect(self.below.show_light)
        memory.step_selected.connect(model.light_step)
        self._show()

    # --- building

    def _make_bar(self) -> QWidget:
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.grouping)
        row.addStretch(1)
        row.addWidget(self.calm)
        row.addWidget(self.lights)
        row.addWidget(self.columns)
        return bar

    def _make_table(self) -> tuple[Card, FigureTable]:
        table = FigureTable(self.model.table, self.tr("Metas por critério e setor"))
        table.set_fit_height(True)
        table.set_first_edge(True)
        table.hovered_figure.connect(self.model.hover)
        table.selection_summed.connect(self._memory.show_selection)
        table.explain_requested.connect(self._desk.shell.explain)
        table.decide_requested.connect(self.decide)
        table.action_requested.connect(lambda row, _column: self.decide(row))
        table.edit_requested.connect(lambda row, _column: self.decide(row))
        table.sentence_requested.connect(self._copy_sentence)
        card = Card()
        card.body.addWidget(table)
        return card, table

    def _make_below(self) -> ResultsBelow:
        below = ResultsBelow(self._desk, self.model)
        below.sentence_requested.connect(self._copy_sentence)
        below.lines.selection_summed.connect(self._memory.show_selection)
        return below

    def _connect_walk(self) -> None:
        for part in (self.table, self.below):
            part.figure_selected.connect(self.walk.select)
            part.precedents_requested.connect(self.walk.precedents)
            part.dependents_requested.connect(self.walk.dependents)

    def _make_blank(self) -> QWidget:
        self.prepare = buttons.outlined(self.tr("Preparar o mês"), self.do_next)
        title = self.tr("Ainda não há cálculo nesta vigência")
        words = self.tr("Quando as metas forem calculadas, cada número estará aqui com a conta que o prova.")
        card = Card()
        card.body.addWidget(EmptyState(title, words, (self.prepare,)))
        return card

    def _make_actions(self) -> None:
        self.tag_label = TagLabel(self.tr("Rascunho"))
        self.workbook = buttons.outlined(self.tr("Planilha"), self.save_workbook, icon="table")
        self.report = buttons.outlined(self.tr("Relatório"), self.save_report, icon="file-pdf")
        self.compare = buttons.outlined(self.tr("Comparar cálculos"), self.compare_runs, icon="git-diff")
        self.columns = buttons.outlined(self.tr("Colunas"), self.choose_columns, icon="columns", small=True)
        self.calm = buttons.outlined("", self.approve_calm, small=True)
        self.primary = buttons.primary("", self.do_next)
        for part in (self.tag_label, self.compare, self.workbook, self.report, self.primary):
            part.setParent(self)
            part.hide()

    def _make_acts(self) -> None:
        self.acts = {
            "refresh": self.model.refresh,
            "excel": self.save_workbook,
            "print": self.open_report,
            "next_finding": partial(self.walk.step_finding, 1),
            "previous_finding": partial(self.walk.step_finding, -1),
            "decide": self._decide_first,
            "precedents": self.walk.precedents,
            "dependents": self.walk.dependents,
        }
        self.hints = (
            KeyHint(("F1",), self.tr("Memória")),
            KeyHint(("Ctrl [",), self.tr("Precedentes")),
            KeyHint(("F4",), self.tr("Decidir")),
        )

    # --- showing

    def _show(self) -> None:
        model = self.model
        shown = model.view is not None
        for part in (self._bar, self.table_card, self.below):
            part.setVisible(shown)
        self._blank.setVisible(not shown)
        said = f"{model.situation} {model.next_act.reason}".strip()
        self.set_heading(model.title if self._desk.vigencia else self.tr("Resultados"), said)
        self.table_card.set_draft(model.draft)
        self.anomalies.set_banners(model.anomalies)
        self.set_tag(self.tag_label if model.draft else None)
        self.below.show_goal()
        self._show_actions()
        self.walk.restore()

    def _show_actions(self) -> None:
        act, view = self.model.next_act, self.model.view
        self.primary.setText(act.text)
        self.primary.setEnabled(not act.reason)
        self.primary.setAccessibleDescription(act.reason)
        self.prepare.setText(act.text)
        self.prepare.setEnabled(not act.reason)
        calm = len(self.model.clean)
        self.calm.setText(self._desk.say("TELA.APROVAR_LIMPAS", n=calm))
        self.calm.setVisible(bool(calm) and not act.reason)
        for paper, id in ((self.workbook, "metas.planilha"), (self.report, "metas.relatorio")):
            reason = self._desk.reason(id) or ""
            paper.setEnabled(not reason)
            paper.setToolTip(reason)
            paper.setAccessibleDescription(reason)
        shown = [self.workbook, self.report] if view is not None else []
        if act.step is NextStep.REPORT:  # the filled button opens the report, and saves it from there
            shown.remove(self.report)
        self.set_actions(*([self.compare] if self._roomy else []), *shown, self.primary)

    @property
    def _roomy(self) -> bool:
        shown = self.model.view is not None and self._compare is not None and self.model.comparable
        return shown and self.width() >= theme().px(ROOMY)

    # --- acts

    def do_next(self) -> None:
        """What the month asks for now."""
        view = self.model.view
        acts: dict[NextStep, Callable[[], object]] = {
            NextStep.PREPARE: self._prepare,
            NextStep.REGISTER: self._register,
        }
        if view is not None:
            acts[NextStep.DECIDE] = partial(decide_all, self._desk, view, self)
            acts[NextStep.PUBLISH] = partial(publish_month, self._desk, view, self)
            acts[NextStep.REPORT] = self.open_report
        acts[self.model.next_act.step]()

    def decide(self, row_key: str) -> None:
        """Opens the decision of the goal of a row, where one may be taken."""
        goal, view = self.model.goal(row_key), self.model.view
        if goal is not None and view is not None and self.model.may_decide:
            decide_one(self._desk, view, goal, self)

    def _decide_first(self) -> None:
        """F4 away from the table: the first goal still waiting."""
        act = self.model.next_act
        if act.step is NextStep.DECIDE and not act.reason:
            self.do_next()

    def _answer(self, key: str, act: str) -> None:
        """A button of an anomaly: the goal decided, or the run made again with the alternative km."""
        view = self.model.view
        if act == DECIDE:
            self.decide(key)
        elif view is not None:
            self.anomalies.setEnabled(False)
            job = AlternativeKm(self._desk, view, key).use(act == USE)
            job.connect(done=self._made_again, refused=self._not_made_again).start()

    def _made_again(self, run: int) -> None:
        self.anomalies.setEnabled(True)
        self.model.show_run(None)
        self._desk.shell.notify(
            self._desk.say("ESTRANHO.RECALCULADO", calculo=run, anterior=self.model.made_from or run)
        )

    def _not_made_again(self, error: KnownError) -> None:
        self.anomalies.setEnabled(True)
        self._desk.refused.emit(error)

    def approve_calm(self) -> None:
        """Approves together the goals without findings."""
        if self.model.view is not None:
            approve_calm(self._desk, self.model.view)

    def save_report(self) -> None:
        """Asks where and writes the report."""
        if self.model.view is not None:
            save_report(self._desk, self.model.view.run.id, self)

    def open_report(self) -> None:
        """Writes the report and shows its pages."""
        if self.model.view is not None:
            open_report(self._desk, self.model.view.run.id, self)

    def save_workbook(self) -> None:
        """Asks where and writes the workbook."""
        if self.model.view is not None:
            save_workbook(self._desk, self.model.view.run.id, self)

    def compare_runs(self) -> None:
        """Puts this calculation beside the one before it."""
        if self.model.view is not None and self._compare is not None:
            self._compare(None, self.model.view.run.id)

    def choose_columns(self) -> QMenu:
        """Opens the list of columns."""
        return column_menu(self.columns, self.model.column_options, self._show_column)

    def _show_column(self, key: str, shown: bool) -> None:
        self.model.choose_column(key, shown)
        self.walk.restore()

    def select_address(self, address: object) -> None:
        """Puts the ring on a number of this page."""
        if not self.table.select_address(address):
            self.lines.select_address(address)

    def _group(self, grouping: str) -> None:
        self.model.group_by(grouping)
        self.walk.restore()

    def _copy_sentence(self, _address: object) -> None:
        QGuiApplication.clipboard().setText(self._memory.sentence())

    def _prepare(self) -> None:
        self._desk.shell.go("metas", "preparar")

    def _register(self) -> None:
        self._desk.shell.go("metas", "cadastros")

    # --- window

    def shown(self) -> None:
        """Start on the first goal, so that the dock has a number to tell and F1 speaks of it."""
        if self.model.view is None:
            return
        if not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.table.index(1, 1))
        front = self.window().focusWidget()
        if front is None or not draws_ring(front):
            QTimer.singleShot(0, self.table, self.table.setFocus)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Follow the room there is."""
        super().resizeEvent(event)
        wide = self.width() >= WIDE
        if wide != self.model.wide:
            chosen = self.table.chosen_places()
            self.model.set_wide(wide)
            self.walk.restore()
            self.table.choose_places(chosen)
        self.below.set_beside(self.width() >= BESIDE)
        if (self.compare in self.head_buttons) != self._roomy:
            self._show_actions()
