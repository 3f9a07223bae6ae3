"""The full page of the month wizard: its frame, its eight pages and the keys that work in them."""

from functools import partial

from PySide6.QtCore import QTimer

from ui.desktop.kit import buttons
from ui.desktop.kit.empty_state import EmptyState
from ui.desktop.kit.help_event import HINT
from ui.desktop.kit.wizard import WizardFrame
from ui.desktop.mes.calculation_page import CalculationStep
from ui.desktop.mes.data_page import DataStep
from ui.desktop.mes.goals_pages import ApprovalStep, ResultsStep
from ui.desktop.mes.holidays_page import HolidayStep
from ui.desktop.mes.parameters_page import ParameterStep
from ui.desktop.mes.preparation_page import PreparationPage
from ui.desktop.mes.record_page import RecordStep
from ui.desktop.mes.step_page import StepPage
from ui.desktop.shell.page import PageWidget
from viewmodels.desk import Desk
from viewmodels.screens.calculation_page import CalculationPage
from viewmodels.screens.data_page import DataPage
from viewmodels.screens.goals_page import GoalsPage
from viewmodels.screens.holidays_page import HolidaysPage
from viewmodels.screens.month_wizard import MonthWizard
from viewmodels.screens.parameters_page import ParametersPage
from viewmodels.screens.record_page import RecordPage
from viewmodels.shell import KeyHint, ProofItem


class MonthPage(PageWidget):
    """The wizard of the vigência in front; "Salvar e sair" goes back to the month."""

    def __init__(self, desk: Desk) -> None:
        """A wizard where its draft left it."""
        super().__init__(self.tr("Preparar o mês"), full=True)
        self._desk = desk
        self.wizard = MonthWizard(desk)
        data = self.data = DataPage(self.wizard)
        self.calculation = CalculationPage(self.wizard)
        self.approval = ApprovalStep(GoalsPage(self.wizard, deciding=True))
        self.steps: dict[str, StepPage] = {
            "preparacao": PreparationPage(data),
            "feriados": HolidayStep(HolidaysPage(self.wizard), data),
            "parametros": ParameterStep(ParametersPage(self.wizard)),
            "dados": DataStep(data),
            "calculo": CalculationStep(self.calculation),
            "resultados": ResultsStep(GoalsPage(self.wizard, deciding=False)),
            "aprovacao": self.approval,
            "registro": RecordStep(RecordPage(self.wizard)),
        }
        for key, step in self.steps.items():
            step.setProperty(HINT, f"preparar/{key}")
        self.frame = WizardFrame(self.wizard, self.steps)
        self.frame.page_shown.connect(self._page_shown)
        self.register = buttons.primary(self.tr("Fazer os cadastros"), partial(desk.shell.go, "metas", "cadastros"))
        words = self.tr("Antes do primeiro mês, cadastre os setores e abra a primeira vigência da empresa.")
        self.empty = EmptyState(self.tr("Nenhuma vigência"), words, (self.register,))
        self.body.addWidget(self.frame)
        self.body.addWidget(self.empty)
        self.wizard.left.connect(partial(desk.shell.go, "metas", "mes"))
        self.wizard.changed.connect(self._show_frame)
        self.acts = {"refresh": self._again, "decide": self._decide}
        self._show_frame()
        self._tell_keys(self.wizard.current)

    def _show_frame(self) -> None:
        ready = self.wizard.ready
        self.frame.setVisible(ready)
        self.empty.setVisible(not ready)
        if ready:
            self._tell_proof()

    def _tell_proof(self) -> None:
        facts = self.wizard.facts
        assert facts is not None
        numbers, book = self._desk.house.texts.numbers, facts.book
        window = f"{numbers.month(book.vigencia.plus(-3))} – {numbers.month(book.vigencia.plus(-1))}"
        self.proof = (
            ProofItem(self.tr("Vigência"), str(book.vigencia)),
            ProofItem(self.tr("Janela"), window),
            ProofItem(self.tr("Calendário"), self.tr("DF, edição %s").replace("%s", book.edition)),
        )

    def _page_shown(self, key: str) -> None:
        self._tell_keys(key)
        self.heading_changed.emit()
        QTimer.singleShot(0, self, self.start_page)

    def start_page(self) -> None:
        """Put the keyboard where the work of the page in front begins."""
        if self.isVisible() and self.wizard.ready:
            self.steps[self.wizard.current].start()

    def _tell_keys(self, key: str) -> None:
        on = KeyHint(("Alt P",), self.tr("Próximo"))
        own = {
            "feriados": (KeyHint(("U", "S", "D"), self.tr("classificar")), KeyHint(("↑", "↓"), self.tr("dia"))),
            "dados": (KeyHint(("F5",), self.tr("Ler de novo")),),
            "calculo": (KeyHint(("F5",), self.tr("Calcular")),),
            "resultados": (KeyHint(("F1",), self.tr("Memória de cálculo")),),
            "aprovacao": (KeyHint(("F4",), self.tr("Decidir")),),
        }
        self.hints = (*own.get(key, ()), on)

    def _again(self) -> None:
        """F5: read the ERP on the pages before the calculation, calculate on its own."""
        acts = {"calculo": self.calculation.calculate, "preparacao": self.data.read, "dados": self.data.read}
        acts.get(self.wizard.current, self.wizard.refresh)()

    def _decide(self) -> None:
        """F4: on the page of the approval only, as its keys say."""
        if self.wizard.current == "aprovacao":
            self.approval.decide_here()

    def shown(self) -> None:
        """Read the store again each time the page comes to the front."""
        self.wizard.refresh()
        QTimer.singleShot(0, self, self.start_page)
