"""Draws the component sheet and the shell as pictures: `python -m tests.ui.gallery OUT`."""

import os
import sys
from decimal import Decimal
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PROVA_FONTE"] = "embutida"

from PySide6.QtCore import Qt  # noqa: E402
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget  # noqa: E402

from tests.ui import sample  # noqa: E402
from tests.ui.sheet import calendar, component_sheet, coverage, danger  # noqa: E402
from ui.desktop.kit import buttons  # noqa: E402
from ui.desktop.kit.banner import Banner  # noqa: E402
from ui.desktop.kit.card import Card  # noqa: E402
from ui.desktop.kit.chart import ChartCard  # noqa: E402
from ui.desktop.kit.check import Check  # noqa: E402
from ui.desktop.kit.empty_state import EmptyState  # noqa: E402
from ui.desktop.kit.focus import follow_focus  # noqa: E402
from ui.desktop.kit.labels import label  # noqa: E402
from ui.desktop.kit.segmented import Segmented  # noqa: E402
from ui.desktop.kit.table import FigureTable  # noqa: E402
from ui.desktop.kit.theme import Mode, install, theme  # noqa: E402
from ui.desktop.kit.toast import Toast  # noqa: E402
from ui.desktop.kit.waterfall import Waterfall  # noqa: E402
from ui.desktop.kit.wizard import WizardFrame  # noqa: E402
from ui.desktop.shell.page import Page, PageWidget  # noqa: E402
from ui.desktop.shell.window import ShellWindow  # noqa: E402
from viewmodels.banner import BannerView  # noqa: E402
from viewmodels.state import State  # noqa: E402


class ResultsPage(PageWidget):
    """The results page of mock c."""

    def __init__(self, wide: bool) -> None:
        """Wide shows the sparklines and the bridge."""
        super().__init__(
            "Metas de agosto de 2025", "Cálculo 123, de 02/08/2025 às 08:25. 9 metas aprovadas, 3 a decidir."
        )
        self.hints = sample.HINTS
        self.set_actions(buttons.outlined("Relatório", icon="file-pdf"), buttons.primary("Decidir as 3 metas"))
        tools = QHBoxLayout()
        tools.addWidget(Segmented("Ver", [("c", "Por critério"), ("s", "Por setor"), ("e", "Exceções primeiro")], "c"))
        tools.addStretch(1)
        if wide:
            tools.addWidget(Check("Acender os precedentes"))
        tools.addWidget(buttons.outlined("Colunas", icon="columns", small=True))
        self.body.addLayout(tools)
        model = sample.result_model(wide)
        self.table = FigureTable(model, "Metas por critério e setor")
        self.table.set_fit_height(True)
        self.table.set_first_edge(True)
        self.table.setCurrentIndex(model.find("combustivel/SÃO SEBASTIÃO/meta"))
        card = Card()
        card.body.addWidget(self.table)
        self.body.addWidget(card)
        if wide:
            self.body.addLayout(self._below())

    def _below(self) -> QHBoxLayout:
        chart = Waterfall("De julho a agosto: SÃO SEBASTIÃO, em litros")
        chart.set_bars(sample.bridge(), Decimal(40250))
        row = QHBoxLayout()
        row.addWidget(ChartCard(chart, "De julho a agosto: SÃO SEBASTIÃO", "L, eixo cortado em 40.250"), 1)
        return row


class _Steps:
    """A wizard that stands still, for the picture."""

    def __init__(self, window: ShellWindow) -> None:
        from viewmodels.wizard_frame import WizardStep

        self.changed = window.viewmodel.job_changed
        self.title, self.current, self.saved = (
            "Preparar novembro de 2025",
            "feriados",
            "Rascunho salvo às 09:14. Você pode fechar e continuar depois.",
        )
        self.steps = (
            WizardStep("preparacao", "Preparação", State.OK, "4 de 4 condições"),
            WizardStep("feriados", "Feriados", State.EM_CURSO, "1 a classificar"),
            WizardStep("parametros", "Parâmetros", State.OK, "5 conferidos", stale=True),
            WizardStep("dados", "Dados e validações"),
            WizardStep("calculo", "Cálculo"),
        )
        self.can_next, self.can_back = False, True
        self.reason, self.reason_state = "Falta classificar 20/11, Consciência Negra", State.ATENCAO
        self.next_title = "Próximo: parâmetros"

    def go(self, key: str) -> None:
        """Stay."""

    def next(self) -> None:
        """Stay."""

    def back(self) -> None:
        """Stay."""

    def save_and_leave(self) -> None:
        """Stay."""


def wizard_page(window: ShellWindow) -> PageWidget:
    """The wizard of mocks b and h2."""
    page = PageWidget("Feriados do mês", full=True)
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(16, 14, 16, 14)
    column.setSpacing(12)
    column.addWidget(label("Feriados do mês", "page"))
    column.addWidget(Banner(BannerView(
        State.ERRO, "O ERP não respondeu em 10 segundos", "ORG_001",
        "Onde: erp.viacaoplanalto.local, porta 1521, serviço PROD. Tentativa às 09:31:04.",
        "Outubro de 2025 não foi lido. Os 11 meses anteriores estão guardados, lidos em 02/10/2025 às 08:12.",
        (("de_novo", "Tentar de novo"), ("arquivo", "Trazer de um arquivo"),
         ("guardado", "Calcular com o que está guardado")),
        explained=True,
    )))  # fmt: skip
    row = QHBoxLayout()
    covered = Card("Cobertura dos 12 meses")
    covered.body.addWidget(coverage())
    covered.body.addStretch(1)
    month = Card("Novembro de 2025", padded=True)
    month.body.addWidget(calendar())
    row.addWidget(covered, 1, Qt.AlignmentFlag.AlignTop)
    row.addWidget(month, 0, Qt.AlignmentFlag.AlignTop)
    column.addLayout(row)
    column.addStretch(1)
    blank = {key: QWidget() for key in ("preparacao", "parametros", "dados", "calculo")}
    page.body.addWidget(WizardFrame(_Steps(window), {**blank, "feriados": inside}))  # type: ignore[arg-type]
    return page


def shell(width: int, height: int, dock: bool, page: str = "resultados") -> ShellWindow:
    """The window of the mocks at a size."""
    model = sample.shell_model()
    window = ShellWindow(model)
    names = ("Mês", "Resultados", "Simulador", "Histórico", "Metas e gastos", "Cadastros")
    for name in names:
        key = name.split()[0].lower().replace("ê", "e")
        factory = (lambda: ResultsPage(width > 1600)) if key == "resultados" else PageWidget
        window.register(Page("metas", key, name, factory))
    window.register(Page("metas", "preparar", "Preparar", lambda: wizard_page(window), tab=False))
    window.resize(width, height)
    window.show()
    if page in ("subsidios",):
        window.go(page)
    else:
        window.go("metas", page)
    window.dock.set_open(dock)
    model.show_memory(sample.memory())
    window.dock.panel.steps.select("previstos")
    window.dock.panel.formula.mark("previstos")
    return window


def _save(widget: QWidget, path: Path) -> None:
    app = QApplication.instance()
    for _ in range(3):
        app.processEvents()  # type: ignore[union-attr]
    widget.grab().save(str(path))
    print(path)


def draw_all(out: Path) -> None:
    """Every picture in both themes."""
    out.mkdir(parents=True, exist_ok=True)
    for mode in (Mode.CLARO, Mode.ESCURO):
        theme().apply(mode)
        sheet = component_sheet()
        sheet.resize(800, 800)
        sheet.show()
        _save(sheet, out / f"componentes-{mode}.png")
        for width, height, dock, page in (
            (1366, 768, False, "resultados"), (1366, 768, True, "resultados"), (1920, 1080, True, "resultados"),
            (1366, 768, False, "preparar"), (1366, 768, False, "subsidios"), (1024, 640, False, "resultados"),
        ):  # fmt: skip
            window = shell(width, height, dock, page)
            if page == "subsidios":
                Toast(window.centralWidget(), "Relatório salvo em Documentos", "Abrir")  # type: ignore[arg-type]
            _save(window, out / f"{page}-{width}{'-doca' if dock else ''}-{mode}.png")
            window.close()
        asked = danger(sheet)
        asked.show()
        _save(asked, out / f"perigo-{mode}.png")
        empty = EmptyState(
            "Nenhuma auditoria ainda",
            "Traga as tabelas que o órgão usou para pagar. O Prova Real refaz cada "
            "etapa e mostra onde o pagamento se afasta das regras.",
            (
                buttons.primary("Importar uma pasta", icon="folder-open"),
                buttons.outlined("Abrir arquivo .prova", icon="file-text"),
            ),
            "Aceita Parquet, CSV ou XLSX, uma tabela por arquivo.",
        )
        empty.setObjectName("tela")
        empty.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        empty.resize(900, 560)
        empty.show()
        _save(empty, out / f"vazio-{mode}.png")


if __name__ == "__main__":
    application = QApplication(sys.argv[:1])
    install(application)
    follow_focus(application)
    draw_all(Path(sys.argv[1] if len(sys.argv) > 1 else "galeria"))
