"""The month: the way it goes, what asks for a decision, the goals, and the one thing to do now."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.desktop.kit import buttons
from ui.desktop.kit.card import Card
from ui.desktop.kit.chip import Chip, StateShape
from ui.desktop.kit.empty_state import EmptyState
from ui.desktop.kit.labels import hairline, label
from ui.desktop.kit.progress import ProgressBar
from ui.desktop.kit.table import FigureTable
from ui.desktop.metas.closing_dialog import CloseMonthDialog
from ui.desktop.metas.decide import approve_calm, decide_all, decide_one, publish_month
from ui.desktop.metas.notice_dialog import NoticeDialog
from ui.desktop.metas.papers import open_report, print_situation, save_report, save_routine
from ui.desktop.metas.routine_list import RoutineList
from ui.desktop.shell.page import PageWidget
from viewmodels.desk import Desk
from viewmodels.screens.cockpit import MOST_ASKED, Ask, CockpitViewModel
from viewmodels.screens.next_act import NextStep
from viewmodels.shell import KeyHint

ROOMY = 1000
"""In a window of this height or more, every group with something to do is shown open."""
STACKED = 900
"""Below this width the two columns stand one under the other."""


class CockpitPage(PageWidget):
    """The cockpit, under Metas and as home."""

    def __init__(self, desk: Desk, model: CockpitViewModel) -> None:
        """A page on the cockpit's viewmodel."""
        super().__init__()
        self._desk, self._model = desk, model
        self.steps = RoutineList()
        self.steps.opened.connect(self._open_step)
        self.steps.toggled.connect(model.toggle_group)
        self.steps.ticked.connect(model.tick)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(12)
        self._way = self._make_way()
        self._right = QWidget()
        self._columns.addWidget(self._way, 1, Qt.AlignmentFlag.AlignTop)
        self._columns.addWidget(self._make_right(), 1, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(self._columns)
        self._print = buttons.outlined(self.tr("Imprimir a situação"), self.print_situation, icon="printer")
        self.primary = buttons.primary("", self.do_next)
        self.acts = {"print": self.print_situation, "refresh": model.refresh}
        self.hints = (KeyHint(("F1",), self.tr("Memória de cálculo")), KeyHint(("Ctrl K",), self.tr("Ir para")))
        model.changed.connect(self._show)
        self._show()

    # --- building

    def _make_way(self) -> Card:
        card = Card(self.tr("O caminho do mês"))
        self._proved = card.caption
        self._bar = ProgressBar(self.tr("Itens feitos"))
        self._bar.setFixedWidth(96)
        card.header.addWidget(self._bar, 0, Qt.AlignmentFlag.AlignVCenter)
        card.body.addWidget(self.steps)
        card.body.addWidget(hairline())
        card.body.addWidget(self._make_foot())
        return card

    def _make_foot(self) -> QWidget:
        """What is done with the list: kept as a table, and the vigência closed with it."""
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(14, 6, 14, 6)
        row.setSpacing(8)
        self.close_month = buttons.outlined(self.tr("Fechar a vigência"), self._close_month, small=True)
        row.addWidget(buttons.link(self.tr("Salvar a lista em CSV"), self._save_list))
        row.addStretch(1)
        row.addWidget(self.close_month)
        return holder

    def _make_right(self) -> QWidget:
        self.asks = Card(self.tr("Pede a sua decisão"))
        self._asked = QVBoxLayout()
        self._asked.setSpacing(0)
        self.asks.body.addLayout(self._asked)
        self.goals = Card(" ")
        self._chips = QHBoxLayout()
        self._chips.setSpacing(8)
        self.goals.header.addLayout(self._chips)
        self.table = FigureTable(self._model.table, self.tr("Metas por setor"))
        self.table.set_density(comfortable=True)
        self.table.set_fit_height(True)
        self.table.figure_selected.connect(self._desk.shell.select)
        self.table.explain_requested.connect(self._desk.shell.explain)
        self.goals.body.addWidget(self.table)
        column = QVBoxLayout(self._right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.asks)
        column.addWidget(self.goals)
        column.addWidget(self._make_blank())
        return self._right

    def _make_blank(self) -> QWidget:
        self._blank = Card()
        self.prepare = buttons.outlined(self.tr("Preparar o mês"), self.do_next)
        words = self.tr("Aqui ficam as metas do mês e o que pede a sua decisão.")
        why = self.tr("Prepare o mês: leia o ERP, confira feriados e parâmetros, e calcule. Leva poucos minutos.")
        self._blank.body.addWidget(EmptyState(words, why, (self.prepare,)))
        return self._blank

    # --- showing

    def _show(self) -> None:
        model = self._model
        self.set_heading(model.title, self._line())
        said, share = model.progress
        self._proved.setText(said)
        self._bar.set_share(share)
        self.steps.set_rows(model.rows)
        self._way.setVisible(bool(model.rows))
        self.close_month.setVisible(model.may_close)
        has_goals = model.view is not None
        self.goals.setVisible(has_goals)
        self._blank.setVisible(not has_goals)
        self.goals.title.setText(model.goals_title)
        self._show_chips()
        self._show_asks()
        self._show_actions()

    def _line(self) -> str:
        reason = self._model.next_act.reason
        return f"{self._model.line} {reason}".strip()

    def _show_chips(self) -> None:
        _clear(self._chips)
        for state, word in self._model.counts:
            self._chips.addWidget(Chip(state, word), 0, Qt.AlignmentFlag.AlignVCenter)

    def _show_asks(self) -> None:
        _clear(self._asked)
        asks = self._model.asks
        calm = self._model.calm
        self.asks.setVisible(bool(asks or calm))
        self.asks.caption.setText(self._desk.say("TELA.METAS_N", n=len(asks) + calm))
        for at, ask in enumerate(asks[:MOST_ASKED]):
            if at:
                self._asked.addWidget(hairline())
            self._asked.addWidget(self._ask_row(ask))
        rest = len(asks) - MOST_ASKED
        if rest > 0:
            more = buttons.link(self._desk.say("TELA.MAIS_METAS", n=rest), self._go_results)
            self._asked.addWidget(_padded(more))
        if calm:
            if asks:
                self._asked.addWidget(hairline())
            self._asked.addWidget(self._calm_row(calm))

    def _ask_row(self, ask: Ask) -> QWidget:
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(label(ask.title, "label", wrap=True))
        words.addWidget(label(ask.note, "caption", "t3", wrap=True))
        button = buttons.outlined(self.tr("Decidir"), partial(self._decide, ask.row_key), small=True)
        button.setAccessibleName(f"{self.tr('Decidir')}: {ask.title}")
        return self._row(StateShape(ask.state, 16), words, button)

    def _calm_row(self, calm: int) -> QWidget:
        words = QVBoxLayout()
        words.addWidget(label(self._desk.say("TELA.LIMPAS", n=calm), "body", "t2", wrap=True))
        said = self._desk.say("TELA.APROVAR_LIMPAS", n=calm)
        return self._row(None, words, buttons.outlined(said, self._approve_calm, small=True))

    def _row(self, shape: QWidget | None, words: QVBoxLayout, button: QPushButton) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(10)
        if shape is not None:
            row.addWidget(shape, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        button.setEnabled(self._desk.allowed("metas.decidir"))
        row.addWidget(button)
        return holder

    def _show_actions(self) -> None:
        act = self._model.next_act
        self.primary.setText(act.text)
        self.primary.setEnabled(not act.reason)
        self.primary.setAccessibleDescription(act.reason)
        self.prepare.setText(act.text)
        self.prepare.setEnabled(not act.reason)
        self._print.setEnabled(self._model.situation is not None)
        self.set_actions(self._print, self.primary)

    # --- acts

    def do_next(self) -> None:
        """What the month asks for now."""
        view = self._model.view
        acts: dict[NextStep, Callable[[], object]] = {
            NextStep.PREPARE: self._prepare,
            NextStep.REGISTER: self._register,
        }
        if view is not None:
            acts[NextStep.DECIDE] = partial(decide_all, self._desk, view, self)
            acts[NextStep.PUBLISH] = partial(publish_month, self._desk, view, self)
            acts[NextStep.REPORT] = partial(open_report, self._desk, view.run.id, self)
        acts[self._model.next_act.step]()

    def print_situation(self) -> None:
        """Prints the cockpit."""
        print_situation(self._desk, self._model, self)

    def _decide(self, row_key: str) -> None:
        goal, view = self._model.goal(row_key), self._model.view
        if goal is not None and view is not None:
            decide_one(self._desk, view, goal, self)

    def _approve_calm(self) -> None:
        if self._model.view is not None:
            approve_calm(self._desk, self._model.view)

    def _register(self) -> None:
        self._desk.shell.go("metas", "cadastros")

    def _prepare(self) -> None:
        self._desk.shell.go("metas", "preparar")

    def _open_step(self, page: str) -> None:
        view = self._model.view
        if page == "aviso" and view is not None:
            NoticeDialog(self._desk, view.run.id, self.window()).open()
        elif page == "relatorio" and view is not None:
            open_report(self._desk, view.run.id, self)
        elif page == "guardar" and view is not None:
            save_report(self._desk, view.run.id, self)
        else:
            self._desk.shell.go("metas", page if page in ("resultados", "cadastros") else "preparar")

    def _save_list(self) -> None:
        save_routine(self._desk, self._model, self)

    def _close_month(self) -> None:
        CloseMonthDialog(self._desk, self._model, self.window()).open()

    def _go_results(self) -> None:
        self._desk.shell.go("metas", "resultados")

    # --- window

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Two columns where there is room."""
        super().resizeEvent(event)
        wide = self.width() >= STACKED
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(way)
        self._model.set_roomy(self.window().height() >= ROOMY)


def _clear(layout: QBoxLayout) -> None:
    while item := layout.takeAt(0):
        if (old := item.widget()) is not None:
            old.hide()
            old.deleteLater()


def _padded(widget: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(14, 4, 14, 6)
    row.addWidget(widget)
    row.addStretch(1)
    return holder
