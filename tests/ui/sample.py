"""Content like the mock screens', so that gallery and tests draw real tables, docks and charts."""

from decimal import Decimal

from viewmodels.charts import Bar, Debt
from viewmodels.memory import FormulaLine, MemoryView, RowsBehind, RuleLine, Step
from viewmodels.shell import ContextChoice, ContextView, KeyHint, ProofItem, ShellViewModel, Status
from viewmodels.state import State
from viewmodels.table import TableModel
from viewmodels.table_spec import Cell, ColumnSpec, Kind, Row, RowKind

RESULT_COLUMNS = (
    ColumnSpec("setor", "Critério e setor", stretch=2),
    ColumnSpec("meta", "Meta ago/2025", kind=Kind.NUMBER, places=2, stretch=1),
    ColumnSpec("antes", "Meta jul/2025", kind=Kind.NUMBER, places=2, quiet=True, stretch=1),
    ColumnSpec("diferenca", "Diferença", kind=Kind.NUMBER, places=2, stretch=1),
    ColumnSpec("percentual", "%", kind=Kind.NUMBER, places=1, stretch=1),
    ColumnSpec("saldo", "Saldo devedor", kind=Kind.NUMBER, places=2, stretch=1),
    ColumnSpec("situacao", "Situação", kind=Kind.CHIP, stretch=1),
    ColumnSpec("decisao", "Decisão", kind=Kind.ACTION, stretch=1),
)
_SERIES_COLUMN = ColumnSpec("meses", "12 meses", kind=Kind.SPARKLINE, sortable=False, stretch=1)

_RESULTS = (
    ("combustivel", "Combustível", "L", "291.160,29 294.928,46 −3.768,17 −1,3 ", (
        ("GAMA", "82.984,92 84.110,37 −1.125,45 −1,3 ", ""),
        ("PARANOÁ", "54.331,68 55.020,14 −688,46 −1,3 ", ""),
        ("SANTA MARIA", "113.342,05 114.870,60 −1.528,55 −1,3 ", ""),
        ("SÃO SEBASTIÃO", "40.501,64 40.927,35 −425,71 −1,0 ", ""),
    )),
    ("pneus", "Pneus", "R$", "164.473,40 169.600,00 −5.126,60 −3,0 6.400,00", (
        ("GAMA", "43.892,45 43.000,00 +892,45 +2,1 0,00", ""),
        ("PARANOÁ", "29.450,91 29.500,00 −49,09 −0,2 0,00", ""),
        ("SANTA MARIA", "68.092,54 74.000,00 −5.907,46 −8,0 6.400,00", "decidir"),
        ("SÃO SEBASTIÃO", "23.037,50 23.100,00 −62,50 −0,3 0,00", ""),
    )),
    ("pecas", "Peças", "R$", "657.352,87 575.300,00 +82.052,87 +14,3 7.000,01", (
        ("GAMA", "177.134,18 100.000,00 +77.134,18 +77,1 7.000,00", "decidir"),
        ("PARANOÁ", "117.506,14 117.000,00 +506,14 +0,4 0,00", ""),
        ("SANTA MARIA", "275.412,56 271.000,00 +4.412,56 +1,6 0,00", ""),
        ("SÃO SEBASTIÃO", "87.299,99 87.300,00 −0,01 0,0 0,01", "decidir"),
    )),
)  # fmt: skip
_NUMBERS = ("meta", "antes", "diferenca", "percentual", "saldo")
SERIES = tuple(Decimal(one) for one in (42, 40, 43, 41, 44, 40, 41, 45, 42, 43, 44, 41))


def number(text: str) -> Decimal:
    """The value a Brazilian text shows."""
    return Decimal(text.replace(".", "").replace(",", ".").replace("−", "-"))


def _numbers(key: str, line: str) -> dict[str, Cell]:
    texts = [*line.split(" "), ""][: len(_NUMBERS)]
    return {
        name: Cell(text, number(text), figure_address=f"{key}/{name}" if number(text) else None)
        for name, text in zip(_NUMBERS, texts, strict=True)
        if text
    }


def result_rows() -> list[Row]:
    """Groups, sectors and states of the results page."""
    rows: list[Row] = []
    for key, title, unit, line, sectors in _RESULTS:
        rows.append(Row(key, {"setor": Cell(title), **_numbers(key, line)}, RowKind.GROUP, unit))
        for sector, numbers, decision in sectors:
            cells = {
                "setor": Cell(sector),
                **_numbers(f"{key}/{sector}", numbers),
                "meses": Cell(series=SERIES, target=Decimal(44)),
            }
            asked = bool(decision)
            state = State.ATENCAO if asked else State.OK
            cells["situacao"] = Cell("Atenção" if asked else "Sem alertas", state=state)
            cells["decisao"] = Cell("Decidir" if asked else "Aprovada", action=asked)
            rows.append(Row(f"{key}/{sector}", cells, unit=unit))
    return rows


def result_model(with_series: bool = False) -> TableModel:
    """The results table, with the sparkline column for wide windows."""
    columns = [*RESULT_COLUMNS[:6], _SERIES_COLUMN, *RESULT_COLUMNS[6:]] if with_series else RESULT_COLUMNS
    model = TableModel(columns)
    model.set_rows(result_rows())
    return model


def memory() -> MemoryView:
    """The proof of one number, as in the mock."""
    words, values = "Meta = litros previstos − redução", "40.501,64 L = 41.118,42 L − 616,78 L"
    steps = (
        Step("meta", "Meta de consumo", "40.501,64 L", "", "a", (
            Step("previstos", "Litros previstos", "41.118,42 L", "KM prevista ÷ média de eficiência", "b", (
                Step("km", "KM prevista", "125.000,00 km", "21 úteis, 5 sábados, 5 domingos", "c",
                     (Step("u", "Dias úteis", "21"),)),
                Step("media", "Média de eficiência", "3,040000 km/L", "380.000 km ÷ 125.000 L", "d",
                     (Step("km3", "KM de 3 meses", "380.000 km"),)),
            )),
            Step("reducao", "Redução", "616,78 L", "41.118,42 L × 1,5 %", "e", (
                Step("fator", "Fator de redução", "0,015000", "Parâmetro em vigor", "f"),
            )),
        )),
    )  # fmt: skip
    columns = [
        ColumnSpec("mes", "Mês", kind=Kind.DATE, sortable=False),
        *(ColumnSpec(key, key, kind=Kind.NUMBER, sortable=False) for key in ("km", "Litros", "km/L")),
    ]
    lines = (
        ("mai/2025", "128.000", "42.100", "3,040380"),
        ("jun/2025", "126.000", "41.500", "3,036145"),
        ("jul/2025", "126.000", "41.400", "3,043478"),
        ("Soma", "380.000", "125.000", "3,040000"),
    )
    rows = [
        Row(
            line[0],
            {
                "mes": Cell(line[0]),
                **{
                    key: Cell(text, number(text), figure_address=(line[0], key))
                    for key, text in zip(("km", "Litros", "km/L"), line[1:], strict=True)
                },
            },
            RowKind.TOTAL if line[0] == "Soma" else RowKind.LINE,
        )
        for line in lines
    ]
    rules = (
        RuleLine("Regra", "Meta de combustível, seção 4.2"),
        RuleLine("Em vigor desde", "01/07/2025, conhecida em 15/07/2025"),
        RuleLine("Arredondamento", "2 casas, meio para cima, a cada linha"),
        RuleLine("Fonte", "ERP Oracle, retrato de 02/08/2025 08:12"),
        RuleLine("Retrato", "5e0b77c1 a94d02ef", mono=True),
    )
    return MemoryView(
        address="combustivel/SÃO SEBASTIÃO/meta",
        path=("Metas", "Combustível", "SÃO SEBASTIÃO", "ago/2025"),
        value="40.501,64",
        unit="L",
        proof=State.OK,
        proof_word="Reproduzido, idêntico",
        sentence="40.501,64 L = 125.000 km ÷ 3,04 km/L, menos 1,5 %. É 1.165,03 L abaixo da média mensal.",
        formula=(
            FormulaLine(words, {"previstos": (7, 23), "reducao": (26, 33)}),
            FormulaLine(values, {"previstos": (14, 25), "reducao": (28, 36)}),
        ),
        steps=steps,
        rows=RowsBehind(columns, rows, "3 de 3", "Abrir as 92 linhas diárias"),
        rules=rules,
    )


def bridge() -> tuple[Bar, ...]:
    """From July to August, as in the mock; the steps add up to the cent."""
    steps = (("Calendário", "-512.40"), ("Nível de km", "188.27"), ("Eficiência", "-101.58"), ("Fator", "0"))
    texts = ("−512,40", "+188,27", "−101,58", "0,00")
    return (
        Bar("Meta de julho", Decimal("40927.35"), "40.927,35", total=True, figure_address="julho"),
        *(
            Bar(name, Decimal(value), text, figure_address=name)
            for (name, value), text in zip(steps, texts, strict=True)
        ),
        Bar("Meta de agosto", Decimal("40501.64"), "40.501,64", total=True, figure_address="agosto"),
    )


def debt() -> Debt:
    """The debt of GAMA, as in the mock."""
    return Debt(
        Decimal(100000), Decimal("0.08"), Decimal(115000),
        "meta 100.000,00", "+8 %", "gasto 115.000,00, excesso 7.000,00", "gama/pecas/saldo",
    )  # fmt: skip


def shell_model() -> ShellViewModel:
    """The frame's viewmodel as in the mocks."""
    model = ShellViewModel()
    choices = tuple(
        ContextChoice(f"2025-{month:02}", name) for month, name in ((8, "Agosto de 2025"), (7, "Julho de 2025"))
    )
    model.set_context(ContextView("Vigência", "2025-08", choices, State.EM_CURSO, "Em planejamento"))
    model.set_company("Viação Planalto · exemplo")
    model.set_sync(Status(State.OK, "ERP lido às 08:12"))
    model.set_bell(3)
    model.set_user("Diretor Silva")
    model.set_proof(
        (
            ProofItem("Cálculo", "123"),
            ProofItem("Motor", "1.4.0"),
            ProofItem("Regras", "8c1f 2ad0", "8c1f2ad0" * 8),
            ProofItem("Retrato do ERP", "5e0b 77c1", "5e0b77c1" * 8),
        )
    )
    return model


HINTS = (
    KeyHint(("F1",), "Memória"),
    KeyHint(("Ctrl [",), "Precedentes"),
    KeyHint(("F4",), "Decidir"),
)
