"""A whole month's report as a document: twelve goals, one of them adjusted, with every kind of block."""

from datetime import date, timedelta
from decimal import Decimal

from engines.report.blocks import (
    Align,
    Block,
    Bridge,
    BridgeStep,
    CalendarDay,
    Callout,
    Cell,
    Column,
    Heading,
    Hero,
    Keep,
    KeyValues,
    MonthCalendar,
    PageBreak,
    Paragraph,
    Row,
    RowKind,
    Signature,
    Signatures,
    Sparkline,
    State,
    Step,
    StepTable,
    Table,
    Thermometer,
    VerifyBox,
)
from engines.report.document import Chain, Document, Meta, Stamp, Status

HASH = "7c41d09ae2b35f16" + "0123456789abcdef" * 3
STAMPS = {
    Status.DRAFT: Stamp(Status.DRAFT, "RASCUNHO", "ainda não aprovado"),
    Status.APPROVED: Stamp(Status.APPROVED, "APROVADO", "04/08/2025 às 14:42"),
    Status.REVERTED: Stamp(Status.REVERTED, "REVERTIDO", "05/08/2025 às 09:10"),
}

GOALS: dict[str, list[tuple[str, str, str, str, str]]] = {
    "Combustível, L": [
        ("GAMA", "82.984,92", "82.984,92", "Como calculada", ""),
        ("PARANOÁ", "54.331,68", "54.331,68", "Como calculada", ""),
        ("SANTA MARIA", "113.342,05", "113.342,05", "Como calculada", ""),
        ("SÃO SEBASTIÃO", "40.501,64", "40.501,64", "Como calculada", ""),
    ],
    "Pneus, R$": [
        ("GAMA", "43.892,45", "43.892,45", "Como calculada", ""),
        ("PARANOÁ", "29.450,91", "29.450,91", "Como calculada", ""),
        ("SANTA MARIA", "68.092,54", "68.092,54", "Como calculada", "Saldo devedor de R$ 6.400,00"),
        ("SÃO SEBASTIÃO", "23.037,50", "23.037,50", "Como calculada", ""),
    ],
    "Peças, R$": [
        ("GAMA", "177.134,18", "181.800,85", "Ajustada", "Saldo devedor de R$ 7.000,00"),
        ("PARANOÁ", "117.506,14", "117.506,14", "Como calculada", ""),
        ("SANTA MARIA", "275.412,56", "275.412,56", "Como calculada", ""),
        ("SÃO SEBASTIÃO", "87.299,99", "87.299,99", "Como calculada", "Saldo devedor de R$ 0,01"),
    ],
}
TOTALS = {
    "Combustível, L": ("291.160,29", "291.160,29"),
    "Pneus, R$": ("164.473,40", "164.473,40"),
    "Peças, R$": ("657.352,87", "662.019,54"),
}


def meta(status: Status = Status.APPROVED, language: str = "pt-BR") -> Meta:
    """Everything around the body."""
    return Meta(
        title="Metas operacionais de agosto de 2025",
        subtitle="Relatório de transparência, cálculo 123",
        company="Viação Planalto (empresa de exemplo)",
        context="Relatório de Transparência, Metas Operacionais, vigência 2025-08",
        run="123",
        generated="Cálculo 123, gerado em 04/08/2025 às 14:45 (horário de Brasília)",
        page_of="página {page} de {pages}",
        stamp=STAMPS[status],
        hash=HASH,
        chain=Chain(841, "be0f" * 16),
        language=language,
        author="Diretor Silva",
    )


def document(status: Status = Status.APPROVED, annex_rows: int = 120) -> Document:
    """The report of the sample month."""
    return Document(meta(status), (*_summary(), *_calendar(), *_goal_page(), *_data(annex_rows)))


def _summary() -> list[Block]:
    return [
        Paragraph(
            "Doze metas para quatro setores. Onze valem como calculadas; uma foi ajustada pela diretoria, com "
            "justificativa. As metas de combustível somam 291.160,29 L, 1,3 % abaixo de julho. Cada número deste "
            "relatório tem a sua memória nas páginas seguintes e se refaz na planilha que o acompanha.",
            lead=True,
        ),
        goals_table(),
        Heading("O que a diretoria ajustou", 2),
        KeyValues(
            (
                (
                    "Peças, GAMA",
                    "De R$ 177.134,18 para R$ 181.800,85. Saldo devedor de R$ 7.000,00 cobrado em 3 parcelas de "
                    "R$ 2.333,33; a última fecha o centavo que falta. Diretor Silva, 04/08/2025 às 14:37.",
                ),
            )
        ),
        Signatures(
            (
                Signature("Diretor Silva", "calculou em 02/08, aprovou em 04/08"),
                Signature("", "Diretor Operacional"),
                Signature("", "Auditor"),
            )
        ),
        VerifyBox(
            "Confira este papel",
            f"METAS1|123|2025-08|{HASH}|2025-08-04T17:42:00Z",
            "7c41 d09a e2b3 5f16",
            (
                "Abra o Prova Real em Metas, aba Documentos, cartão Confira este papel, e digite os 16 sinais, ou "
                "arraste o arquivo. Ele diz se o conteúdo é o que foi aprovado, quando e por quem. Prova que este é o "
                "registro do sistema; não é assinatura com valor legal.",
            ),
        ),
        PageBreak(),
    ]


def goals_table() -> Table:
    """The twelve goals, calculated beside approved."""
    rows: list[Row] = []
    for criterion, lines in GOALS.items():
        calculated, approved = TOTALS[criterion]
        rows.append(Row((Cell(criterion), Cell(calculated), Cell(approved)), RowKind.GROUP))
        for sector, before, after, decision, finding in lines:
            changed = Cell(after, strong=before != after)
            rows.append(Row((Cell(sector), Cell(before), changed, Cell(decision), Cell(finding, quiet=True))))
    columns = (
        Column("Critério e setor", weight=19),
        Column("Calculada", Align.RIGHT, 17),
        Column("Aprovada", Align.RIGHT, 15),
        Column("Decisão", weight=19),
        Column("Achado", weight=30),
    )
    return Table(columns, tuple(rows))


def _calendar() -> list[Block]:
    days = []
    for number in range(31):
        day = date(2025, 8, 1) + timedelta(days=number)
        tone = 2 if day.weekday() == 6 else 1 if day.weekday() == 5 else 0
        days.append(CalendarDay(day, "USD"[tone], tone, "Dia do Padroeiro do Município" if number == 14 else ""))
    legend = (("U", "Útil, 21 dias"), ("S", "Sábado, 5 dias"), ("D", "Domingo ou feriado, 5 dias"))
    return [
        Heading("Como ler este relatório", 1, "ler"),
        Paragraph(
            "Cada meta parte da quilometragem prevista para o mês: a média por tipo de dia nos três meses fechados, "
            "vezes os dias de cada tipo. O número impresso em uma linha é o que entra na linha seguinte."
        ),
        Heading("Calendário do mês", 1, "calendario"),
        MonthCalendar("Agosto de 2025", ("seg.", "ter.", "qua.", "qui.", "sex.", "sáb.", "dom."), tuple(days), legend),
    ]


def _goal_page() -> list[Block]:
    return [
        PageBreak(),
        Heading("Peças", 1, "pecas"),
        Heading("GAMA, peças", 2, "gama-pecas"),
        Hero("181.800,85", "R$", "Meta aprovada de agosto de 2025; calculada: R$ 177.134,18"),
        steps_table(),
        Heading("Saldo devedor de julho", 2),
        Thermometer(
            Decimal("100000"),
            Decimal("108000"),
            Decimal("115000"),
            "meta R$ 100.000,00",
            "teto R$ 108.000,00 (tolerância de 8 %)",
            "gasto R$ 115.000,00",
            "Passou R$ 7.000,00 do teto: este é o saldo devedor que desconta da meta de agosto.",
        ),
        Callout(
            State.CRITICAL,
            "Crítico",
            "Saldo devedor leva a meta abaixo de 10 % da base",
            "CAL_004",
            "GAMA, peças: a meta calculada fica em R$ 177.134,18. Decisão: cobrar em 3 parcelas. Diretor Silva.",
        ),
        Callout(State.ATTENTION, "Atenção", "Cadastro de frota com 41 dias", "ORG_003", "Contagem de 38 veículos."),
        Callout(State.OK, "Sem alertas", "Quilometragem dentro de 30 % da média"),
        Callout(State.NO_DATA, "Sem dados", "Sem meta anterior", "ORG_002"),
        Callout(State.ERROR, "Erro", "O ERP não respondeu em 10 segundos", "ORG_001"),
        Keep(
            (
                Heading("Doze meses", 2),
                Sparkline(
                    "Custo de peças, R$ por km",
                    tuple(Decimal(v) if v else None for v in SERIES),
                    "ago/2024: 0,812",
                    "jul/2025: 0,860",
                    Decimal("0.84"),
                ),
            )
        ),
        bridge(),
    ]


SERIES = ["0.812", "0.83", "0.79", "0.85", None, "0.88", "0.83", "0.81", "0.87", "0.85", "0.842", "0.86"]


def bridge() -> Bridge:
    """Last month's goal to this month's; the bars add up."""
    return Bridge(
        "De julho a agosto, R$",
        (
            BridgeStep("Meta de julho", Decimal("180000.00"), "180.000,00", total=True),
            BridgeStep("Calendário", Decimal("-1820.40"), "−1.820,40"),
            BridgeStep("Quilometragem", Decimal("3954.58"), "+3.954,58"),
            BridgeStep("Custo por km", Decimal("2000.00"), "+2.000,00"),
            BridgeStep("Saldo devedor", Decimal("-7000.00"), "−7.000,00"),
            BridgeStep("Ajuste", Decimal("4666.67"), "+4.666,67"),
            BridgeStep("Meta de agosto", Decimal("181800.85"), "181.800,85", total=True),
        ),
        "Eixo cortado abaixo de R$ 174.000,00",
    )


def steps_table() -> StepTable:
    """The steps of one goal, as G-062 names them."""
    return StepTable(
        "Passo",
        "Fórmula e valores",
        "Resultado",
        (
            Step(1, "Custo previsto", "km prevista × custo por km", "219.564,18 km × 0,860000 R$/km",
                 "R$ 188.825,19", "A quilometragem do mês ao custo médio de 12 meses fechados."),
            Step(2, "Retenção para premiação", "custo previsto × 3 %", "R$ 188.825,19 × 3 %", "R$ 5.664,76"),
            Step(3, "Meta base", "custo previsto − retenção", "R$ 188.825,19 − R$ 5.664,76", "R$ 183.160,43"),
            Step(4, "Meta", "meta base − saldo devedor", "R$ 183.160,43 − R$ 7.000,00", "R$ 176.160,43",
                 "Se ficar negativa, a meta proposta é 10 % da base."),
        ),
    )  # fmt: skip


def _data(rows: int) -> list[Block]:
    columns = (
        Column("Data", weight=14),
        Column("Setor", weight=24),
        Column("Tipo", weight=20),
        Column("Km", Align.RIGHT, 14),
        Column("Observação", weight=28),
    )
    lines = []
    for index in range(rows):
        day = date(2025, 5, 1) + timedelta(days=index)
        cells = (f"{day:%d/%m/%Y}", "SÃO SEBASTIÃO DO PARANOÁ NORTE", "DOMINGO_FERIADO", "123.456.789.012,34", "")
        lines.append(Row(tuple(Cell(text) for text in cells)))
    lines.append(Row((Cell("Total"), Cell(""), Cell(""), Cell("999.999.999.999,99")), RowKind.TOTAL))
    return [PageBreak(), Heading("Anexo: dados diários", 1, "anexo"), Table(columns, tuple(lines), dense=True)]
