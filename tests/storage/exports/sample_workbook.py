"""The sample month as a workbook: a goals sheet evaluated on a worked month of four sectors."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from engines.calendar import DayType, Month, day_type, weekday_type
from engines.figure import Value
from engines.sheet import Evaluation, Facts, Member, load_sheet
from storage.exports.hashing import signs
from storage.exports.workbook_content import (
    WORDS,
    Column,
    Cover,
    Goal,
    Listing,
    Lookup,
    Table,
    View,
    WorkbookContent,
)
from storage.exports.workbook_sheet import Guard, sheet_parts
from storage.texts.sentences import Texts

CASE: dict[str, Any] = json.loads((Path(__file__).parent / "cases" / "mes_2025_08.json").read_text(encoding="utf-8"))
SHEET = yaml.safe_load((Path(__file__).parent / "cases" / "metas.yaml").read_text(encoding="utf-8"))
INPUTS = CASE["inputs"]
SECTORS: dict[str, Any] = INPUTS["sectors"]
AUGUST = Month(2025, 8)
TYPED = {date.fromisoformat(day): DayType(kind) for day, kind in INPUTS["history_classifications"].items()}
CRITERIA = {"PNEUS": "Pneus", "PECAS": "Peças"}
HASH = "7c41d09ae2b35f16" + "0123456789abcdef" * 3

Rows = list[dict[str, Value]]


def evaluation(worked: Facts | None = None) -> Evaluation:
    """A goals sheet (as first shipped, kept here) on the worked month, or on other facts."""
    return Evaluation(load_sheet(SHEET), worked or facts())


def facts() -> Facts:
    """Members, tables and given values of the worked month."""
    axes = {
        "setor": tuple(Member(key, sector["nome"]) for key, sector in SECTORS.items()),
        "tipo": (Member("UTIL", "útil"), Member("SABADO", "sábado"), Member("DOMINGO_FERIADO", "domingo ou feriado")),
        "criterio": tuple(Member(key, label) for key, label in CRITERIA.items()),
    }
    return Facts(axes=axes, tables=_tables(), inputs=_given())


def holed_facts() -> Facts:
    """The worked month with holes: what is missing, zero or without history, one hole per sector and more."""
    whole = facts()
    inputs = {place: value for place, value in whole.inputs.items() if place != ("meta_anterior", ("1", "PNEUS"))}
    inputs[("gasto_anterior", ("2", "PECAS"))] = Decimal("900000.00")
    inputs[("veiculos", ("3",))] = Decimal(0)
    inputs[("piso_sempre", ())] = True
    inputs[("usar_km_alternativo", ("2",))] = True
    inputs[("parcelas", ("1", "PECAS"))] = Decimal(3)
    inputs[("parcelas", ("3", "PNEUS"))] = Decimal(7)
    del inputs[("veiculos", ("4",))]
    tables = dict(whole.tables)
    tables["dias"] = [row for row in whole.tables["dias"] if (row["setor"], row["tipo"]) != ("2", "SABADO")]
    tables["dias_12m"] = tables["dias"]
    tables["meses"] = [
        {**row, "litros": Decimal(0)} if row["setor"] == "3" else row
        for row in whole.tables["meses"]
        if row["setor"] != "4"
    ]
    tables["custos_12m"] = [
        {**row, "valor": -row["valor"]} if (row["setor"], row["criterio"]) == ("1", "PECAS") else row  # type: ignore[operator]
        for row in whole.tables["custos_12m"]
    ]
    tables["parcelamentos"] = [_instalment("3", "PNEUS", 2, "1028.57"), _instalment("4", "PECAS", 3, "500.00")]
    tables["meses_comparados"] = [row for row in whole.tables["meses_comparados"] if row["setor"] != "1"]
    return replace(whole, inputs=inputs, tables=tables)


def _instalment(sector: str, criterion: str, number: int, value: str) -> dict[str, Value]:
    place = {"origem": "2025-07", "setor": sector, "criterio": criterion, "parcela": Decimal(number)}
    amounts = {"divida": Decimal("7200.00"), "valor": Decimal(value), "a_vencer": Decimal("3085.72")}
    return {**place, "de": Decimal(7), **amounts}


def _tables() -> dict[str, Rows]:
    days, months, months12, costs = _days(), _rows_of("mensal3"), [], []
    for key, sector in SECTORS.items():
        spread = _spread(Decimal(sector["km12m"]) - sum(Decimal(m["km"]) for m in sector["mensal3"]), 9)
        months12 += [
            {"mes": str(AUGUST.plus(-12 + at)), "setor": key, "km": km, "litros": Decimal(0)}
            for at, km in enumerate(spread)
        ]
        for criterion, total in sector["custo12m"].items():
            costs += [
                {"mes": str(AUGUST.plus(-12 + at)), "setor": key, "criterio": criterion, "valor": value}
                for at, value in enumerate(_spread(Decimal(total), 12))
            ]
    month = [{"data": day, "tipo": str(weekday_type(day))} for day in AUGUST.days()]
    return {
        "dias": days,
        "dias_12m": days,
        "calendario": month,
        "meses": months,
        "meses_12m": [*months12, *months],
        "custos_12m": costs,
        "meses_comparados": _compared(months),
        "parcelamentos": [],
    }


def _compared(months: Rows) -> Rows:
    """Last year's months at 0.97 of this year's, and the same month of last year at 41.000 km."""
    rows: Rows = []
    for row in months:
        km = row["km"]
        assert isinstance(km, Decimal)
        place = {"mes": row["mes"], "setor": row["setor"]}
        rows.append({**place, "papel": "ULTIMOS_3", "km": km})
        year_before = (km * Decimal("0.97")).quantize(Decimal("0.01"))
        rows.append({**place, "papel": "ULTIMOS_3_ANO_ANTERIOR", "km": year_before})
    return rows + [{"mes": "2024-08", "setor": key, "papel": "MESMO_MES", "km": Decimal(41000)} for key in SECTORS]


def _days() -> Rows:
    rows: Rows = []
    for key, sector in SECTORS.items():
        for text, km in sector["daily"]:
            day = date.fromisoformat(text)
            rows.append({"data": day, "setor": key, "tipo": str(day_type(day, TYPED)), "km": Decimal(km)})
    return rows


def _rows_of(field: str) -> Rows:
    return [
        {"mes": row["mes"], "setor": key, "km": Decimal(row["km"]), "litros": Decimal(row["litros"])}
        for key, sector in SECTORS.items()
        for row in sector[field]
    ]


def _spread(total: Decimal, months: int) -> list[Decimal]:
    """Equal cents a month; the last closes the total."""
    each = (total / months).quantize(Decimal("0.01"))
    return [each] * (months - 1) + [total - each * (months - 1)]


def _given() -> dict[tuple[str, tuple[str, ...]], Value]:
    parameters = {name: Decimal(value) for name, value in INPUTS["parameters"].items()}
    given: dict[tuple[str, tuple[str, ...]], Value] = {
        ("fator_reducao", ()): parameters["FATOR_REDUCAO_COMBUSTIVEL"],
        ("preco_litro", ()): parameters["PRECO_COMBUSTIVEL_POR_LITRO"],
        ("tolerancia", ()): parameters["PERCENTUAL_TOLERANCIA_SALDO"],
        ("piso", ()): Decimal("0.1"),
        ("piso_sempre", ()): False,
        ("limite_variacao", ()): Decimal("0.3"),
        ("limite_variacao_alta", ()): Decimal("0.5"),
        ("limite_conciliacao", ()): Decimal("0.01"),
        ("limite_conciliacao_erro", ()): Decimal("0.05"),
        ("razao_referencia", ("UTIL",)): Decimal(1),
        ("razao_referencia", ("SABADO",)): Decimal("0.6"),
        ("razao_referencia", ("DOMINGO_FERIADO",)): Decimal("0.4"),
    }
    for criterion in CRITERIA:
        given["retencao", (criterion,)] = parameters[f"PERCENTUAL_PREMIACAO_{criterion}"]
        given["custo_km_minimo", (criterion,)] = Decimal("0.1" if criterion == "PNEUS" else "0.5")
        given["custo_km_maximo", (criterion,)] = Decimal("2.0" if criterion == "PNEUS" else "5.0")
        for key, sector in SECTORS.items():
            given["meta_anterior", (key, criterion)] = Decimal(sector["anterior"][criterion]["meta"])
            given["gasto_anterior", (key, criterion)] = Decimal(sector["anterior"][criterion]["gasto"])
    for key, sector in SECTORS.items():
        given["veiculos", (key,)] = Decimal(sector["qtdVeiculos"])
        given["usar_km_alternativo", (key,)] = False
    return given


GUARDS = {
    "fator_reducao": Guard(above=Decimal(0), below=Decimal(1)),
    "preco_litro": Guard(places=5, above=Decimal(0), below=Decimal(10000)),
    "tolerancia": Guard(above=Decimal(0), below=Decimal(1), at_most=Decimal("0.5")),
    "retencao": Guard(above=Decimal(0), below=Decimal(1)),
    "meta_anterior": Guard(places=2),
    "gasto_anterior": Guard(places=2),
}


def content(language: str = "pt", worked: Facts | None = None) -> WorkbookContent:
    """Everything the workbook shows for the sample month."""
    made, texts = evaluation(worked), Texts(language)
    parts = sheet_parts(
        made, "setor", lambda unit: unit.replace("money:BRL", "R$").replace("BRL", "R$"),
        lambda key: made.sheet.lines[key].text, GUARDS,
    )  # fmt: skip
    fixed = (code for code in WORDS)
    return WorkbookContent(
        cover=_cover(),
        axes=parts.axes,
        inputs=parts.inputs,
        lines=parts.lines,
        values=parts.values,
        goals=tuple(_goals(made)),
        words={code: texts.say(f"PLANILHA.{code}") for code in fixed},
        created=datetime(2025, 8, 4, 17, 45, tzinfo=UTC),
        tables=tuple(_sheets(made)),
        views=(View("Saldo", "Saldo devedor", ("setor", "criterio"), SALDO),),
        lists=_lists(),
    )


SALDO = ("meta_anterior", "tolerancia", "teto", "gasto_anterior", "excedente", "saldo_devedor")


def _cover() -> Cover:
    return Cover(
        title="Metas operacionais de agosto de 2025",
        subtitle="Planilha de transparência, cálculo 123",
        company="Viação Planalto & Filhos (empresa de exemplo)",
        status="APROVADO",
        pairs=(
            ("Vigência", "2025-08"),
            ("Calculado por", "Diretor Silva, 02/08/2025 às 08:25"),
            ("Aprovado por", "Diretor Silva, 04/08/2025 às 14:42"),
            ("Sinais", signs(HASH)),
        ),
        reading=(
            "Todas as metas são refeitas por fórmulas, a partir dos dados das folhas seguintes.",
            "Cada linha é arredondada como está escrita, meio para longe do zero.",
            "Um traço (–) é um valor que não existe; o que depende dele também fica sem valor.",
        ),
        run="123",
        hash=HASH,
        chain="841 " + "be0f" * 16,
        author="Diretor Silva",
    )


def _goals(made: Evaluation) -> list[Goal]:
    goals = []
    for key, sector in SECTORS.items():
        goals.append(Goal("meta_litros", (key,), f"META_COMBUSTIVEL_{key}", "Combustível", sector["nome"], "L", "L"))
    for criterion, label in CRITERIA.items():
        for key, sector in SECTORS.items():
            adjusted = (criterion, key) == ("PECAS", "1")
            value = made.value("meta_final", (key, criterion))
            goals.append(
                Goal(
                    line="meta_final",
                    members=(key, criterion),
                    name=f"META_{criterion}_{key}",
                    criterion=label,
                    sector=sector["nome"],
                    unit="BRL",
                    unit_text="R$",
                    approved=Decimal("181800.85") if adjusted else value if isinstance(value, Decimal) else None,
                    decision="Ajustada" if adjusted else "Como calculada",
                    justification="Saldo devedor cobrado em 3 parcelas de R$ 2.333,33." if adjusted else "",
                    previous=Decimal(sector["anterior"][criterion]["meta"]),
                    alerts="Saldo devedor de R$ 7.000,00" if adjusted else "",
                )
            )
    return goals


def _sheets(made: Evaluation) -> list[Table]:
    calendar = Table(
        "janela", "CAL", "Calendario", "Dias da janela e do mês",
        (
            Column("data", "Data", "date"),
            Column("tipo", "Tipo", choices=tuple(DayType)),
            Column("motivo", "Motivo"),
            Column("janela", "Janela"),
        ),
        tuple(_window()),
    )  # fmt: skip
    found = [calendar]
    names = {"dias": "DIA", "dias_12m": "DIA12", "calendario": "MES", "meses": "MES3", "meses_12m": "MES12"}
    titles = {"dias": "DadosDiarios", "dias_12m": "DadosDiarios12M", "calendario": "DiasDoMes"}
    titles |= {"meses": "Consolidado3M", "meses_12m": "Base12M", "custos_12m": "Custos12M"}
    titles |= {"meses_comparados": "Comparados", "parcelamentos": "Parcelas"}
    names |= {"custos_12m": "CUSTO12", "meses_comparados": "COMPARADO", "parcelamentos": "PARCELA"}
    for key, spec in made.sheet.tables.items():
        columns = tuple(
            Column(
                field,
                field.capitalize(),
                str(unit),
                2 if unit.is_quantity else None,
                Lookup("janela", "data", "tipo") if field == "tipo" else None,
            )
            for field, unit in spec.columns.items()
        )
        rows = tuple(tuple(row[column.field] for column in columns) for row in made.facts.tables[key])
        found.append(Table(key, names[key], titles[key], spec.label, columns, rows))
    return found


def _window() -> list[tuple[Value, ...]]:
    start = AUGUST.plus(-3).first
    rows: list[tuple[Value, ...]] = []
    for offset in range((AUGUST.end - start).days):
        day = start + timedelta(days=offset)
        reason = "Feriado classificado" if day in TYPED else "Dia da semana"
        window = "FUTURO" if day >= AUGUST.first else "HISTORICO"
        rows.append((day, str(day_type(day, TYPED)), reason, window))
    return rows


INJECTIONS = ("=1+1", "+55 61 99999-1111", "-2", "@SUM(A1)", "\t=1", "\r=1", '\x00=HYPERLINK("x")', "<b>&amp;")


def _lists() -> tuple[Listing, ...]:
    hostile = tuple(("ORG_003", text, Decimal(index)) for index, text in enumerate(INJECTIONS))
    return (
        Listing("Validacoes", "Validações aplicadas", ("Código", "O que foi visto", "Linhas"), hostile),
        Listing("Anomalias", "Anomalias", ("Código", "Detalhe"), ()),
        Listing("Aprovacao", "Decisões", ("Meta", "Decisão"), (("Peças, GAMA", "Ajustada"),)),
        Listing("Auditoria", "Registro de atos", ("Nº", "Ato"), ((Decimal(841), "APROVAR_METAS"),)),
    )
