"""The sheet of components, and parts with content, for the gallery and for tests."""

from datetime import date, timedelta
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from tests.ui import sample
from ui.desktop.kit import buttons
from ui.desktop.kit.banner import Banner
from ui.desktop.kit.card import Card
from ui.desktop.kit.chip import Chip, TagLabel
from ui.desktop.kit.coverage import CoverageStrip
from ui.desktop.kit.danger_dialog import DangerDialog
from ui.desktop.kit.fields import FormField, Parsed, parse_decimal
from ui.desktop.kit.labels import label
from ui.desktop.kit.month_calendar import MonthCalendar
from ui.desktop.kit.progress import ProgressStrip
from ui.desktop.kit.segmented import Segmented
from ui.desktop.kit.table import FigureTable
from ui.desktop.kit.theme import theme
from ui.desktop.kit.thermometer import Thermometer
from viewmodels.banner import BannerView
from viewmodels.charts import CalendarDay, CoverageCell, CoverageRow, Day
from viewmodels.danger import DangerView
from viewmodels.state import State
from viewmodels.table import TableModel
from viewmodels.table_spec import Cell, ColumnSpec, Kind, Row


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
    column.addStretch(1)


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
    lines: tuple[tuple[str, str, State, str, dict[str, bool]], ...] = (
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
        column.setSpacing(8)
        fill(column)
        grid.addLayout(column, 0, at)
    left, right = QVBoxLayout(), QVBoxLayout()
    for column in (left, right):
        column.setSpacing(8)
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
        State.ATENCAO, "Falta julho em PARANOÁ", "ORG_002",
        "Dados de 3 meses. A média usa maio e junho se você consentir.",
        actions=(("consentir", "Consentir"),),
    )))  # fmt: skip
    outer.addWidget(Banner(BannerView(
        State.CRITICO, "Meta de pneus negativa", "CAL_004",
        "SANTA MARIA. O saldo devedor passa da meta-base em R$ 14.150,00.",
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
