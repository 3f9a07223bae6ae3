"""Worked case of a whole month: every sector and criterion, and the values that would be saved (seed §9.1)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from engines.figure import Value
from engines.goals.cases.bench import ONLY, Bench, about, codes, text
from engines.goals.cases.costs import cost_goal, saldo
from engines.goals.cases.fuel import fuel
from engines.goals.cases.km import km
from engines.goals.cases.validation import calendar
from engines.sheet.facts import InputKey

PUBLISHED = {True: "metaFinalReais", False: "metaConsumoLitros"}
"""Where a criterion's goal stands in its answer: in R$, or in litres."""


def end_to_end(inputs: Mapping[str, Any], bench: Bench) -> dict[str, Any]:
    """A whole month: every sector and criterion, and the values that would be saved (seed §9.1)."""
    sectors: dict[str, Any] = {}
    saved: list[dict[str, Any]] = []
    for key, data in inputs["sectors"].items():
        sectors[key] = _sector(data, inputs, bench)
        saved += _saved(key, sectors[key], bench)
    return {"sectors": sectors, "savedParameters": saved, "savedCount": len(saved)}


def _sector(data: Mapping[str, Any], inputs: Mapping[str, Any], bench: Bench) -> dict[str, Any]:
    given = inputs.get("parameters") or {}
    day_rows = [row if isinstance(row, Mapping) else {"data": row[0], "km": row[-1]} for row in data["daily"]]
    days = inputs.get("calendar") or calendar(inputs, bench)["counts"]
    typed = inputs.get("history_classifications")
    whole_km = km({"daily": day_rows, "calendar": days, "history_classifications": typed}, bench)
    answer = {"kmPrevista": whole_km}
    if not whole_km["ok"]:
        return answer
    answer["COMBUSTIVEL"] = fuel(
        {
            "kmPrevista": whole_km["kmPrevista"],
            "historico": data["mensal3"],
            "fatorReducao": given.get("FATOR_REDUCAO_COMBUSTIVEL"),
            "precoPorLitro": given.get("PRECO_COMBUSTIVEL_POR_LITRO"),
        },
        bench,
    )
    for criterion in bench.rules.costs:
        if criterion.key in data["custo12m"]:
            rate = (whole_km["kmPrevista"], given.get(criterion.parameter))
            answer[criterion.key] = _cost_of(criterion.key, *rate, data, given, bench)
    return answer


def _cost_of(
    key: str, km_prevista: str, retention: object, data: Mapping[str, Any], given: Mapping[str, Any], bench: Bench
) -> dict[str, Any]:
    place = (ONLY, key)
    lines: dict[InputKey, Value] = {("km_12m", (ONLY,)): Decimal(str(data["km12m"]))}
    lines["custo_12m", place] = Decimal(str(data["custo12m"][key]))
    rated = bench.evaluate({}, {}, lines)
    rate = text(rated.value("custo_km", place))
    if rate is None:
        return {"ok": False, "codes": codes(about(rated, "CAL_002.KM_12M_ZERO"))}
    previous = (data.get("anterior") or {}).get(key) or {}
    debt = saldo(
        {
            "metaAprovadaAnterior": previous.get("meta"),
            "gastoRealAnterior": previous.get("gasto"),
            "percentualTolerancia": given.get("PERCENTUAL_TOLERANCIA_SALDO"),
        },
        bench,
    )
    case = {
        "criterion": key,
        "kmPrevista": km_prevista,
        "custoKm": rate,
        "percentualPremiacao": retention,
        "saldo": debt,
        "qtdVeiculos": data.get("qtdVeiculos"),
    }
    return {**cost_goal(case, bench), "custoKm": rate, "saldo": debt}


def _saved(sector: str, answer: Mapping[str, Any], bench: Bench) -> list[dict[str, Any]]:
    return [
        {
            "sectorId": int(sector) if sector.isdigit() else sector,
            "criterion": criterion.key,
            "valor": answer[criterion.key][PUBLISHED[criterion.is_cost]],
            "unit": criterion.unit,
        }
        for criterion in bench.rules.criteria
        if criterion.key in answer and answer[criterion.key]["ok"]
    ]
