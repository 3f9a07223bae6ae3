"""The dock Memória de cálculo: the same for every number of every area."""

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from ui.desktop.kit import buttons
from ui.desktop.kit.formula_box import FormulaBox
from ui.desktop.kit.labels import label
from ui.desktop.kit.memory_parts import Hero, RuleGrid, Section
from ui.desktop.kit.step_tree import StepTree
from ui.desktop.kit.table import FigureTable
from ui.desktop.kit.theme import theme
from viewmodels.memory import MemoryView, RowsBehind, Step, TypedValue
from viewmodels.table import TableModel

BODY_SIDES = 44
"""Margins of the body and its scroll bar."""


class MemoryPanel(QWidget):
    """Shows a `MemoryView`; every act goes out as a signal with the number's address.

    `step_selected` carries the step's address so that tables light it; a pinned panel ignores `set_view`.
    """

    step_selected = Signal(object)
    step_opened = Signal(object)
    rows_requested = Signal(object)
    sentence_requested = Signal(object)
    excel_requested = Signal(object)
    print_requested = Signal(object)
    reproduce_requested = Signal(object)
    back_requested = Signal()
    forward_requested = Signal()
    close_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """A panel without number."""
        super().__init__(parent)
        self.setObjectName("memoria")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Memória de cálculo"))
        self._view: MemoryView | None = None
        self.hero, self.formula, self.steps, self.rules = Hero(), FormulaBox(), StepTree(), RuleGrid()
        self._rows_model = TableModel()
        self.rows = FigureTable(self._rows_model, self.tr("Linhas por trás do número"))
        self.rows.set_fit_height(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_bar())
        self._stack = QStackedLayout()
        self._stack.addWidget(self._make_blank())
        self._stack.addWidget(self._make_body())
        column.addLayout(self._stack, 1)
        self._foot = self._make_foot()
        column.addWidget(self._foot)
        self.steps.step_selected.connect(self._step)
        self.steps.step_opened.connect(self.step_opened)
        self.set_view(None)

    # --- building

    def _make_bar(self) -> QWidget:
        bar = QWidget()
        bar.setObjectName("barra_memoria")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        bar.setFixedHeight(theme().height("card_header"))
        row = QHBoxLayout(bar)
        row.setContentsMargins(14, 0, 8, 0)
        row.setSpacing(0)
        row.addWidget(label(self.tr("Memória de cálculo"), "dense"))
        row.addStretch(1)
        self.back = buttons.icon_button("arrow-left", self.tr("Número anterior"), self.back_requested.emit)
        self.forward = buttons.icon_button("arrow-right", self.tr("Número seguinte"), self.forward_requested.emit)
        self.pin = buttons.icon_button("push-pin", self.tr("Prender este número"))
        self.pin.setCheckable(True)
        close = buttons.icon_button("x", self.tr("Fechar a memória"), self.close_requested.emit)
        for button in (self.back, self.forward, self.pin, close):
            row.addWidget(button)
        self.set_history(can_back=False, can_forward=False)
        return bar

    def _make_blank(self) -> QWidget:
        blank = QWidget()
        column = QVBoxLayout(blank)
        column.setContentsMargins(16, 20, 16, 16)
        self._blank_words = label("", "body", "t2", wrap=True)
        column.addWidget(self._blank_words)
        column.addStretch(1)
        return blank

    def _make_body(self) -> QWidget:
        content = QWidget()
        content.setObjectName("conteudo")
        column = QVBoxLayout(content)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(14)
        self._formula_part = Section(self.tr("Fórmula"))
        self._formula_part.body.addWidget(self.formula)
        self._typed_part = Section(self.tr("Digitado à mão"))
        self._typed_words = label("", "body", "t2", wrap=True)
        self._typed_part.body.addWidget(self._typed_words)
        self._steps_part = Section(self.tr("Passos"))
        self._steps_part.body.addWidget(self.steps)
        self._rows_part = Section(self.tr("Linhas por trás"))
        self._rows_part.body.addWidget(self.rows)
        self._rows_part.link.clicked.connect(lambda: self._emit(self.rows_requested))
        self._rules_part = Section(self.tr("Regra e prova"))
        self._rules_part.body.addWidget(self.rules)
        column.addWidget(self.hero)
        for part in (self._formula_part, self._typed_part, self._steps_part, self._rows_part, self._rules_part):
            column.addWidget(part)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(content)
        return area

    def _make_foot(self) -> QWidget:
        foot = QWidget()
        foot.setObjectName("pe_memoria")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        grid = QGridLayout(foot)
        grid.setContentsMargins(16, 12, 16, 12)
        grid.setSpacing(8)
        self._of_one: list[QPushButton] = []
        acts = (
            (self.tr("Copiar frase"), "copy", self.sentence_requested),
            (self.tr("Abrir no Excel"), "table", self.excel_requested),
            (self.tr("Imprimir"), "printer", self.print_requested),
            (self.tr("Reproduzir"), "arrows-clockwise", self.reproduce_requested),
        )
        for at, (words, icon, signal) in enumerate(acts):
            button = buttons.outlined(words, icon=icon, small=True)
            button.clicked.connect(lambda _=False, signal=signal: self._emit(signal))
            grid.addWidget(button, at // 2, at % 2)
            self._of_one += [button] if at else []
        return foot

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Follow the width of the dock."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Stack side by side parts that the dock is too narrow for."""
        for part in (self.hero, self._rows_part):
            part.fit(self.width() - BODY_SIDES)

    # --- what callers use

    @property
    def view(self) -> MemoryView | None:
        """The number shown."""
        return self._view

    def set_history(self, can_back: bool, can_forward: bool) -> None:
        """Whether there are numbers visited before and after this one."""
        self.back.setEnabled(can_back)
        self.forward.setEnabled(can_forward)

    def set_view(self, view: MemoryView | None) -> None:
        """Show a number, or the line that says what to select; ignored while pinned."""
        if self.pin.isChecked() and self._view is not None:
            return
        self._view = view
        self._foot.setVisible(view is not None)
        if view is None:
            self._say(self.tr("Selecione um número para ver como ele foi calculado."))
            return
        self._stack.setCurrentIndex(1)
        self.hero.set_view(view)
        self.formula.set_lines(view.formula)
        self._formula_part.setVisible(bool(view.formula))
        self._show_typed(view.typed)
        self.steps.set_steps(view.steps)
        self._steps_part.setVisible(bool(view.steps) and view.typed is None)
        self.show_rows(view.rows)
        self.rules.set_rules(view.rules)
        self._rules_part.setVisible(bool(view.rules))
        self._show_foot(view)
        self._fit()

    def _show_foot(self, view: MemoryView) -> None:
        """Several numbers selected have a sentence, but no rule, workbook, paper or proof of their own."""
        one = view.address is not None
        self._rules_part.heading.setVisible(one)
        for button in self._of_one:
            button.setVisible(one)

    def _say(self, words: str) -> None:
        self._blank_words.setText(words)
        self._stack.setCurrentIndex(0)

    def _show_typed(self, typed: TypedValue | None) -> None:
        self._typed_part.setVisible(typed is not None)
        if typed is not None:
            self._typed_words.setText(f"{typed.who}, {typed.when}\n{typed.why}")

    def show_rows(self, rows: RowsBehind | None) -> None:
        """Show the rows of the number, or of the step selected."""
        self._rows_part.setVisible(rows is not None)
        if rows is None:
            return
        self._rows_model.set_columns(rows.columns)
        self._rows_model.set_rows(rows.rows)
        self._rows_part.caption.setText(rows.caption)
        self._rows_part.link.setText(rows.link)
        self._rows_part.link.setVisible(bool(rows.link))

    def _step(self, step: Step) -> None:
        self.formula.mark(step.key)
        self.step_selected.emit(step.address)

    def _emit(self, signal: SignalInstance) -> None:
        if self._view is not None:
            signal.emit(self._view.address)
