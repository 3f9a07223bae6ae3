"""Worked cases about the fuel goal of one sector (seed §4.2)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from engines.figure import Missing, Value
from engines.goals.cases.bench import ONLY, Bench, about, codes, is_ok, text
from engines.goals.coverage import NO_SECTOR, PARTIAL
from engines.goals.month import NEAR
from engines.sheet import Evaluation
from engines.sheet.facts import InputKey, Row

FUEL_LINES = {
    "totalKm": "km_3m",
    "totalLitros": "litros_3m",
    "mediaKmPorLitro": "media_km_litro",
    "litrosPrevistoBruto": "litros_previstos",
    "valorReducao": "reducao",
    "metaConsumoLitros": "meta_litros",
    "metaCustoReais": "custo_sem_reducao",
    "custoSeMetaCumprida": "custo_cumprida",
    "mediaMensalLitros": "media_mensal_litros",
}

NO_KM = {"code": "CAL_002", "severity": "ERROR"}
"""Months with litres and not a km: an efficiency of zero, which nothing can be divided by."""


def fuel(inputs: Mapping[str, Any], bench: Bench) -> dict[str, Any]:
    """Fuel goal of one sector; two of three months ask for consent, one leaves it out (F-26)."""
    months = tuple(_month(given) for given in inputs["historico"])
    given: dict[InputKey, Value] = {
        ("fator_reducao", ()): bench.parameter(inputs, "fatorReducao", "FATOR_REDUCAO_COMBUSTIVEL"),
        ("preco_litro", ()): bench.parameter(inputs, "precoPorLitro", "PRECO_COMBUSTIVEL_POR_LITRO"),
    }
    km: dict[InputKey, Value] = {("km_prevista", (ONLY,)): Decimal(str(inputs["kmPrevista"]))}
    answer = _fuel_answer(bench.evaluate({"meses": months}, given, km))
    if len(months) < NEAR and "metaConsumoLitros" in answer:
        answer |= {"requiresApproval": True, "strategy": PARTIAL if 2 * len(months) >= NEAR else NO_SECTOR}
    return answer


def _month(given: Mapping[str, Any]) -> Row:
    """A month of the history, under the seed's names or the file's."""
    km, litres = given.get("km", given.get("totalKm")), given.get("litros", given.get("totalLitros"))
    name = given.get("mes", given.get("mesAno", ""))
    return {"mes": str(name), "setor": ONLY, "km": Decimal(str(km)), "litros": Decimal(str(litres))}


def _fuel_answer(evaluation: Evaluation) -> dict[str, Any]:
    found = about(evaluation, "CAL_002.TOTAL_LITROS_ZERO", "CAL_003.COMBUSTIVEL_ACIMA_2X_MEDIA")
    answer: dict[str, Any] = {"ok": is_ok(found), "codes": codes(found)}
    if isinstance(evaluation.value("meta_litros", (ONLY,)), Missing):
        return answer | {"ok": False, "codes": answer["codes"] or [NO_KM]}
    return answer | {name: text(evaluation.value(line, (ONLY,))) for name, line in FUEL_LINES.items()}
