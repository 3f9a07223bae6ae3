"""Quanto custou: A and B above, the waterfall between them, its table, the changes of the bar in front, the curve."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QWidget

from ui.desktop.kit import buttons
from ui.desktop.kit.card import Card
from ui.desktop.kit.chip import StateShape
from ui.desktop.kit.empty_state import EmptyState
from ui.desktop.kit.labels import label, recolor
from ui.desktop.kit.theme import theme
from ui.desktop.mes.job_strip import JobStrip
from ui.desktop.subsidios.audit_page import AuditPage
from ui.desktop.subsidios.cost_page_cards import BarCard, ChangesCard, PartsCard
from ui.desktop.subsidios.cost_page_finding import CostFindingDialog
from ui.desktop.subsidios.cost_page_sides import SidesBar
from ui.desktop.subsidios.sensitivity_card import SensitivityCard
from viewmodels.desk import Desk
from viewmodels.screens.memory_source import MemorySource
from viewmodels.screens.subsidios.audit import AuditViewModel
from viewmodels.screens.subsidios.cost import CostViewModel
from viewmodels.screens.subsidios.cost_curve import CurveViewModel
from viewmodels.screens.subsidios.cost_finding import CostFinding
from viewmodels.screens.subsidios.cost_memory import CostMemory
from viewmodels.shell import KeyHint
from viewmodels.state import State

LEFT, RIGHT, UPPER, LOWER = 61, 39, 55, 45
"""Shares of the two columns and of the two rows."""
NARROW = 1060


class CostPage(AuditPage):
    """What each rule cost, between two choices of rules for the same days."""

    def __init__(self, desk: Desk, audit: AuditViewModel) -> None:
        """A page of the audit on the desk; nothing is calculated until asked."""
        self.model: CostViewModel | None = None
        super().__init__(desk, audit, scrolls=False)
        self.model = CostViewModel(audit, self)
        self.curve_model = CurveViewModel(audit, self)
        memory = desk.findChild(MemorySource)
        assert memory is not None
        self._told = CostMemory(self.model, self.curve_model, memory)
        self._make_actions()
        self.sides = SidesBar(self.model)
        self.body.addWidget(self.sides)
        self.body.addWidget(JobStrip(self.model, self.tr("Calculando a diferença")))
        self.body.addWidget(self._make_said())
        self.body.addWidget(self._make_cards(), 1)
        self.acts |= {"excel": self.parts.export}
        self.hints = (
            KeyHint(("F1",), self.tr("Memória da barra escolhida")),
            KeyHint(("←", "→"), self.tr("barra")),
            KeyHint(("Alt T",), self.tr("Ver como tabela")),
        )
        for changed in (self.model.changed, self.model.sides_changed, audit.situation_changed):
            changed.connect(self.refresh)
        self.refresh()

    # --- building

    def _make_actions(self) -> None:
        assert self.model is not None
        self.calculate = buttons.primary(self.tr("Calcular a diferença"), self.model.calculate)
        self.include = buttons.primary(self.tr("Incluir no relatório"), self.open_whole, icon="file-plus")
        for each in (self.calculate, self.include):
            each.setParent(self)
            each.hide()

    def _make_said(self) -> QWidget:
        """Sentences about the whole: nothing differs, an amount is missing."""
        self.said = QWidget()
        row = QHBoxLayout(self.said)
        row.setContentsMargins(2, 0, 2, 0)
        row.setSpacing(8)
        self.shape = StateShape(State.ATENCAO)
        self.words = label("", "body", "t2", wrap=True)
        row.addWidget(self.shape, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
        return self.said

    def _make_cards(self) -> QScrollArea:
        """The cards share the height there is, and scroll where there is too little."""
        assert self.model is not None
        self.bars = BarCard(self.model, self.desk)
        self.parts = PartsCard(self.model, self.desk)
        self.changes = ChangesCard(self.model, self.open_bar)
        self.curve = SensitivityCard(self.curve_model)
        self.curve.curve.figure_selected.connect(self.desk.shell.select)
        self.curve.curve.explain_requested.connect(self.desk.shell.explain)
        self.blank = self._make_blank()
        content = QWidget()
        content.setObjectName("conteudo")
        for card in (self.bars, self.parts, self.changes, self.curve, self.blank):
            card.setParent(content)
        self.grid = QGridLayout(content)
        self.grid.setContentsMargins(0, 0, 0, 4)
        self.grid.setSpacing(12)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(content)
        return area

    def _make_blank(self) -> Card:
        words = self.tr(
            "Escolha A e B e calcule: o pagamento dos mesmos dias com as regras de cada um, e quanto cada cláusula "
            "moveu, ao centavo."
        )
        made = Card()
        self.asked = buttons.outlined(self.tr("Calcular as etapas"), self.ask_knowledge)
        made.body.addWidget(EmptyState(self.tr("Quanto custou cada regra"), words, (self.asked, self.way_in())))
        return made

    # --- showing

    def refresh_heading(self) -> None:
        """Its own title: the audit is named in the header, the days and the rules here."""
        super().refresh_heading()
        if self.model is None or self.model.sides is None:
            return
        code = f"SUBSIDIO_CUSTO.SOBRE.{self.model.sides.kind}"
        self.set_heading(self.tr("O que cada regra custou"), self.desk.say(code, periodo=self.model.period))

    def refresh(self) -> None:
        """Read the viewmodel again."""
        model = self.model
        assert model is not None
        shown = model.cost is not None
        self._arrange(shown, model.sides is not None)
        self._say()
        self.asked.setVisible(model.sides is None and not self.audit.reason and not self.audit.running)
        self.calculate.setEnabled(model.sides is not None and not model.reason and not model.running)
        self.calculate.setAccessibleDescription(model.reason)
        self.include.setEnabled(not self.desk.reason("subsidios.abrir_achado"))
        self.include.setAccessibleDescription(self.desk.reason("subsidios.abrir_achado") or "")
        own = () if model.sides is None else (self.calculate,) if model.stale else (self.include,)
        self.set_own_actions(*own)

    def _arrange(self, shown: bool, ready: bool) -> None:
        """The four cards of a calculation; before it, what will be here and the curve; one column if narrow."""
        cards: tuple[QWidget, ...] = (self.blank, self.curve) if ready else (self.blank,)
        if shown:
            cards = (self.bars, self.parts, self.changes, self.curve)
        wide = not self._narrow and len(cards) > 1
        for each in (self.bars, self.parts, self.changes, self.blank, self.curve):
            self.grid.removeWidget(each)
            each.setVisible(each in cards)
        for at, card in enumerate(cards):
            self.grid.addWidget(card, *(divmod(at, 2) if wide else (at, 0)))
        self.grid.setColumnStretch(0, LEFT if wide else 1)
        self.grid.setColumnStretch(1, RIGHT if wide else 0)
        for row, stretch in enumerate((UPPER, LOWER, 0, 0)):
            self.grid.setRowStretch(row, stretch if wide and row < len(cards) // 2 else 0)

    @property
    def _narrow(self) -> bool:
        """True where two columns of cards would be cut: a small screen with the dock open."""
        return self.width() < theme().px(NARROW)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """One column or two, by the width."""
        super().resizeEvent(event)
        if self.model is not None:
            self.sides.set_narrow(self._narrow)
            self._arrange(self.model.cost is not None, self.model.sides is not None)

    def _say(self) -> None:
        model = self.model
        assert model is not None
        said = model.said
        self.shape.set_state(said.state)
        recolor(self.words, "t2" if said.state is State.OK else "t1")
        self.words.setText(said.text)
        self.said.setVisible(bool(said.text))

    # --- acts

    def open_whole(self) -> CostFindingDialog:
        """Ask for a finding of the whole difference: findings enter the report."""
        return self._open(whole=True)

    def open_bar(self) -> CostFindingDialog:
        """Ask for a finding of the bar in front."""
        return self._open(whole=False)

    def _open(self, whole: bool) -> CostFindingDialog:
        assert self.model is not None
        dialog = CostFindingDialog(CostFinding(self.model, whole), self)
        dialog.open()
        return dialog

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Alt+T from anywhere on the page swaps the waterfall and its table."""
        alt_t = event.key() == Qt.Key.Key_T and event.modifiers() == Qt.KeyboardModifier.AltModifier
        if alt_t and self.bars.isVisible():
            self.bars.toggle_table()
            return
        super().keyPressEvent(event)
