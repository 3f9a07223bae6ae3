"""The pages of the goals: the month, its results, its history, the registers it stands on."""

from functools import cache, partial

from PySide6.QtCore import QCoreApplication

from ui.desktop.comparar.page import ComparePage
from ui.desktop.metas.cadastros_page import CadastrosPage
from ui.desktop.metas.cockpit_page import CockpitPage
from ui.desktop.metas.history_page import HistoryPage
from ui.desktop.metas.results_page import ResultsPage
from ui.desktop.planilha.page import SheetAndBonusPage
from ui.desktop.shell.page import Page
from ui.desktop.simulador.page import SimulatorPage
from viewmodels.desk import Desk
from viewmodels.screens.cockpit import CockpitViewModel
from viewmodels.screens.comparing import CompareViewModel
from viewmodels.screens.header_feed import HeaderFeed
from viewmodels.screens.memory_source import MemorySource
from viewmodels.screens.results import ResultsViewModel
from viewmodels.screens.simulator import SimulatorViewModel


def pages(desk: Desk) -> list[Page]:
    """Home and the pages of Metas; the header follows the same desk from now on."""
    month = CockpitViewModel(desk, desk)
    HeaderFeed(desk, month)
    memory, results = MemorySource(desk), ResultsViewModel(desk, desk)
    comparison = cache(lambda: CompareViewModel(desk, desk))

    def compare(first: int | None, second: int) -> None:
        comparison().compare_with(first, second)
        desk.shell.go("metas", "comparar")

    return [
        Page("inicio", "inicio", _tr("Início"), partial(CockpitPage, desk, month)),
        Page("metas", "mes", _tr("Mês"), partial(CockpitPage, desk, month)),
        Page("metas", "resultados", _tr("Resultados"), partial(ResultsPage, desk, results, memory, compare)),
        Page(
            "metas", "simulador", _tr("Simulador"), lambda: SimulatorPage(desk, SimulatorViewModel(desk, desk), memory)
        ),
        Page("metas", "comparar", _tr("Comparar"), lambda: ComparePage(desk, comparison(), memory)),
        Page("metas", "historico", _tr("Histórico"), partial(HistoryPage, desk, results, compare)),
        Page("metas", "cadastros", _tr("Cadastros"), partial(CadastrosPage, desk, memory)),
        Page("metas", "planilha", _tr("Planilha e premiação"), partial(SheetAndBonusPage, desk)),
    ]


def _tr(text: str) -> str:
    return QCoreApplication.translate("MetasPages", text)
