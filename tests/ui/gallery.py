"""Draws the component sheet and the shell as pictures: `python -m tests.ui.gallery OUT`."""

import os
import sys
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PROVA_FONTE"] = "embutida"

from PySide6.QtCore import Qt  # noqa: E402
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget  # noqa: E402

from tests.ui import sample  # noqa: E402
from ui.desktop.kit import buttons  # noqa: E402
from ui.desktop.kit.banner import Banner  # noqa: E402
from ui.desktop.kit.card import Card  # noqa: E402
from ui.desktop.kit.chart import ChartCard  # noqa: E402
from ui.desktop.kit.check import Check  # noqa: E402
from ui.desktop.kit.chip import Chip, TagLabel  # noqa: E402
from ui.desktop.kit.coverage import CoverageStrip  # noqa: E402
from ui.desktop.kit.danger_dialog import DangerDialog  # noqa: E402
from ui.desktop.kit.empty_state import EmptyState  # noqa: E402
from ui.desktop.kit.fields import FormField, Parsed, parse_decimal  # noqa: E402
from ui.desktop.kit.focus import follow_focus  # noqa: E402
from ui.desktop.kit.labels import label  # noqa: E402
from ui.desktop.kit.month_calendar import MonthCalendar  # noqa: E402
from ui.desktop.kit.progress import ProgressStrip  # noqa: E402
from ui.desktop.kit.segmented import Segmented  # noqa: E402
from ui.desktop.kit.table import FigureTable  # noqa: E402
from ui.desktop.kit.theme import Mode, install, theme  # noqa: E402
from ui.desktop.kit.thermometer import Thermometer  # noqa: E402
from ui.desktop.kit.toast import Toast  # noqa: E402
from ui.desktop.kit.waterfall import Waterfall  # noqa: E402
from ui.desktop.kit.wizard import WizardFrame  # noqa: E402
from ui.desktop.shell.page import Page, PageWidget  # noqa: E402
from ui.desktop.shell.window import ShellWindow  # noqa: E402
from viewmodels.banner import BannerView  # noqa: E402
from viewmodels.charts import CalendarDay, CoverageCell, CoverageRow, Day  # noqa: E402
from viewmodels.danger import DangerView  # noqa: E402
from viewmodels.state import State  # noqa: E402
from viewmodels.table import TableModel  # noqa: E402
from viewmodels.table_spec import Cell, ColumnSpec, Kind, Row  # noqa: E402


def below_hundred(text: str) -> Parsed:
    """A percentage smaller than 100."""
    parsed = parse_decimal(text)
    if parsed.error or parsed.value is None:
        return parsed
    if isinstance(parsed.value, Decimal) and parsed.value >= 100:
        return Parsed(error="Precisa ser menor que 100 %. Quis dizer 1,5 %?")
    return parsed


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row


def _chips(column: QVBoxLayout) -> None:
    column.addWidget(label("Estados: forma e palavra", "header", "t3"))
    column.addLayout(_row(Chip(State.OK), Chip(State.ATENCAO), Chip(State.CRITICO)))
    column.addLayout(_row(Chip(State.SEM_DADOS), Chip(State.ERRO)))
    column.addLayout(_row(Chip(State.EM_CURSO), Chip(State.A_FAZER), Chip(State.ESPERA)))
    column.addLayout(_row(TagLabel("Simulado"), TagLabel("Rascunho")))


def _buttons(column: QVBoxLayout) -> QWidget:
    column.addWidget(label("Botões", "header", "t3"))
    focused, dead = buttons.outlined("Com foco"), buttons.outlined("Indisponível")
    dead.setEnabled(False)
    compared = buttons.outlined("Comparar", icon="git-diff")
    column.addLayout(_row(buttons.primary("Aprovar 9 metas"), compared, buttons.ghost("Salvar e sair")))
    column.addSpacing(4)
    column.addLayout(_row(buttons.danger("Reverter 12 metas"), focused, dead))
    column.addWidget(Segmented("Ver", [("c", "Por critério"), ("s", "Por setor"), ("e", "Exceções primeiro")], "c"))
    column.addStretch(1)
    return focused


def _cell_table() -> FigureTable:
    columns = (
        ColumnSpec("nome", "Estado da célula", sortable=False),
        ColumnSpec("meta", "Meta", "L", Kind.NUMBER, sortable=False),
        ColumnSpec("situacao", "Situação", kind=Kind.CHIP, sortable=False),
    )
    lines = (
        ("Repouso", "82.984,92", State.OK, "Sem alertas", {}),
        ("Sob o cursor", "54.331,68", State.OK, "Sem alertas", {}),
        ("Linha escolhida", "113.342,05", State.ATENCAO, "Atenção", {}),
        ("Célula explicada", "40.501,64", State.CRITICO, "Crítico", {}),
        ("Precedente aceso", "41.118,42", State.SEM_DADOS, "Sem dados", {"lit": True}),
        ("Ajustada à mão", "181.800,85", State.ERRO, "Erro", {"adjusted": True}),
        ("A refazer", "87.299,99", State.A_FAZER, "A refazer", {"stale": True}),
    )
    model = TableModel(columns)
    model.set_rows(
        Row(
            name,
            {
                "nome": Cell(name),
                "meta": Cell(text, sample.number(text), figure_address=name, **more),  # type: ignore[arg-type]
                "situacao": Cell(word, state=state),
            },
        )
        for name, text, state, word, more in lines
    )
    table = FigureTable(model, "Célula de número")
    table.set_fit_height(True)
    table.setCurrentIndex(model.index(3, 1))
    table.hovered = (1, 1)
    return table


def _fields(column: QVBoxLayout) -> FormField:
    column.addWidget(label("Campos", "header", "t3"))
    diesel = FormField("Preço do diesel", parse_decimal, "R$/L", "Informativo. Não muda a meta em litros.")
    diesel.set_text("4,46193")
    tolerance = FormField("Tolerância do saldo", parse_decimal, "%")
    tolerance.set_text("8")
    factor = FormField("Fator de redução", below_hundred, "%")
    factor.edit.setText("150")
    factor.check()
    for field in (diesel, tolerance, factor):
        column.addWidget(field)
    column.addStretch(1)
    return tolerance


def component_sheet() -> QWidget:
    """The sheet of mock j: every component in the theme in use."""
    sheet = QWidget()
    sheet.setObjectName("tela")
    sheet.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    outer = QVBoxLayout(sheet)
    outer.setContentsMargins(26, 20, 26, 20)
    outer.setSpacing(10)
    outer.addWidget(label("Escuro" if theme().dark else "Claro", "card"))
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(14)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    for at, fill in enumerate((_chips, _buttons)):
        column = QVBoxLayout()
        fill(column)
        grid.addLayout(column, 0, at)
    left, right = QVBoxLayout(), QVBoxLayout()
    left.addWidget(label("Célula de número", "header", "t3"))
    card = Card()
    card.body.addWidget(_cell_table())
    left.addWidget(card)
    left.addStretch(1)
    _fields(right)
    grid.addLayout(left, 1, 0)
    grid.addLayout(right, 1, 1)
    outer.addLayout(grid)
    outer.addWidget(Banner(BannerView(
        State.ATENCAO, "Falta julho em PARANOÁ", "ORG_002", "Dados de 3 meses. A média usa maio e junho se você consentir.",
        actions=(("consentir", "Consentir"),),
    )))  # fmt: skip
    outer.addWidget(Banner(BannerView(
        State.CRITICO, "Meta de pneus negativa", "CAL_004", "SANTA MARIA. O saldo devedor passa da meta-base em R$ 14.150,00.",
        actions=(("sair", "Escolher saída"),),
    )))  # fmt: skip
    progress = ProgressStrip("Lendo 12 meses de custos do ERP")
    progress.advance("3 de 4 setores, 62 %", 0.62)
    outer.addWidget(progress)
    outer.addWidget(label("Termômetro do saldo: peças, GAMA", "header", "t3"))
    thermometer = Thermometer("Termômetro do saldo: peças, GAMA, em reais")
    thermometer.set_debt(sample.debt())
    thermometer.setFixedWidth(350)
    outer.addWidget(thermometer)
    return sheet


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


def calendar() -> MonthCalendar:
    """November of 2025 as in mock b."""
    shown = MonthCalendar()
    first, days = date(2025, 11, 1), []
    names = {2: "Finados", 15: "Proclam.", 20: "C. Negra", 21: "Emenda", 30: "Evangél."}
    for at in range(30):
        day = first + timedelta(at)
        kind = {5: Day.SABADO, 6: Day.DOMINGO}.get(day.weekday(), Day.UTIL)
        kind = {15: Day.DOMINGO, 20: Day.A_CLASSIFICAR}.get(day.day, kind)
        days.append(CalendarDay(day, kind, names.get(day.day, ""), locked=day.day == 2))
    shown.set_month(2025, 11, days, today=date(2025, 11, 5))
    shown.select(date(2025, 11, 20))
    return shown


def coverage() -> CoverageStrip:
    """The coverage strip of mock h2."""
    months = "nov dez jan fev mar abr mai jun jul ago set out".split()
    strip = CoverageStrip("Cobertura dos 12 meses", "Setor", "Meses")
    cells = (
        *(CoverageCell(State.OK, "completo", month) for month in months[:-1]),
        CoverageCell(State.SEM_DADOS, "sem dados", "out"),
    )
    strip.set_rows(
        months, [CoverageRow(name, cells, "11 de 12") for name in ("GAMA", "PARANOÁ", "SANTA MARIA", "SÃO SEBASTIÃO")]
    )
    return strip


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
        (("de_novo", "Tentar de novo"), ("arquivo", "Trazer de um arquivo"), ("guardado", "Calcular com o que está guardado")),
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


def danger(parent: QWidget) -> DangerDialog:
    """The dialog of mock h3."""
    columns = (
        ColumnSpec("meta", "Meta", sortable=False, stretch=2),
        ColumnSpec("hoje", "Hoje", kind=Kind.NUMBER, quiet=True, sortable=False),
        ColumnSpec("depois", "Depois de reverter", kind=Kind.NUMBER, strong=True, sortable=False),
    )
    values = (("GAMA", "R$ 43.892,45", "R$ 43.000,00"), ("PARANOÁ", "R$ 29.450,91", "R$ 29.500,00"))
    rows = [
        Row(str(at), {"meta": Cell(f"Pneus, {name}"), "hoje": Cell(a), "depois": Cell(b)})
        for at, (name, a, b) in enumerate(values * 6)
    ]
    return DangerDialog(
        DangerView(
            "Reverter o cálculo 123 de agosto de 2025?",
            "As 12 metas aprovadas voltam ao que eram antes. O cálculo continua no histórico, marcado como revertido.",
            columns,
            rows,
            (
                (State.ATENCAO, "O cálculo 131, de setembro, usou 8 destes valores e ficará marcado como a refazer."),
                (State.OK, "Nada é apagado. O recibo da reversão fica no diário, com o seu nome."),
            ),
            "2025-08",
            "Reverter 12 metas",
            "Manter as metas",
            "Imprimir o recibo antes",
        ),
        parent,
    )


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
        sheet.resize(800, 900)
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
            "Traga as tabelas que o órgão usou para pagar. O Prova Real refaz cada etapa e mostra onde o pagamento se afasta das regras.",
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
