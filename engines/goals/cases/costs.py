"""Worked cases about the saldo of the month before and the goals kept in R$ per km (seed §4.3 to §4.5)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from engines.figure import Missing, Value
from engines.finding import Severity
from engines.goals.anomalies import anomalies_of
from engines.goals.cases.bench import ONLY, Bench, about, codes, is_ok, optional_decimal, text, whole
from engines.sheet import Evaluation
from engines.sheet.facts import InputKey

COST_LINES = {
    "custoPrevistoBruto": "custo_bruto",
    "valorPremiacao": "premiacao",
    "metaBase": "meta_base",
    "saldoDevedor": "saldo_devedor",
    "metaCalculada": "meta_calculada",
    "metaFinalReais": "meta_final",
    "metaMinima10pct": "meta_minima",
    "metaPorVeiculo": "meta_por_veiculo",
}
COST_CHECKS = (
    "CAL_003.CUSTO_MEDIO_NAO_POSITIVO",
    "CAL_003.CUSTO_MEDIO_FORA_DA_FAIXA",
    "CAL_004.META_NEGATIVA",
    "CAL_004.META_ABAIXO_DE_10PCT_DA_BASE",
    "CAL_002.SETOR_SEM_VEICULOS",
)
ALWAYS = "SEMPRE"


def saldo(inputs: Mapping[str, Any], bench: Bench) -> dict[str, Any]:
    """Ceiling, excess and debt of the previous period (seed §4.3)."""
    place = (ONLY, bench.rules.costs[0].key)
    tolerance = bench.parameter(inputs, "percentualTolerancia", "PERCENTUAL_TOLERANCIA_SALDO")
    given: dict[InputKey, Value] = {("tolerancia", ()): tolerance}
    for key, name in (("meta_anterior", "metaAprovadaAnterior"), ("gasto_anterior", "gastoRealAnterior")):
        value = optional_decimal(inputs.get(name))
        if value is not None:
            given[key, place] = value
    return _saldo_answer(bench.evaluate({}, given), place)


def cost_goal(inputs: Mapping[str, Any], bench: Bench) -> dict[str, Any]:
    """Goal of a cost criterion of one sector (seed §4.4, §4.5); without a saldo, or fleet, the case has none."""
    criterion = next(c for c in bench.rules.costs if c.key == inputs["criterion"])
    place = (ONLY, criterion.key)
    given: dict[InputKey, Value] = {
        ("km_prevista", (ONLY,)): Decimal(str(inputs["kmPrevista"])),
        ("custo_km", place): Decimal(str(inputs["custoKm"])),
        ("saldo_devedor", place): _debt(inputs.get("saldo")),
    }
    low, high = criterion.rate_range or (Decimal(0), Decimal(0))
    values: dict[InputKey, Value] = {
        ("retencao", place[1:]): bench.parameter(inputs, "percentualPremiacao", criterion.parameter),
        ("custo_km_minimo", place[1:]): low,
        ("custo_km_maximo", place[1:]): high,
        ("piso_sempre", ()): inputs.get("pisoMeta") == ALWAYS,
    }
    fleet = optional_decimal(inputs.get("qtdVeiculos"))
    if fleet is not None:
        values["veiculos", (ONLY,)] = fleet
    return _cost_answer(bench.evaluate({}, values, given), place, bench)


def _debt(given: object) -> Decimal:
    """The debt of a case: written in its block, alone, or not there."""
    value = given.get("saldoDevedor") if isinstance(given, Mapping) else given
    return Decimal("0.00") if value is None else Decimal(str(value))


def _saldo_answer(evaluation: Evaluation, place: tuple[str, str]) -> dict[str, Any]:
    keys = ("ORG_002.SEM_META_ANTERIOR", "ORG_002.SEM_GASTO_ANTERIOR")
    found = tuple(f for f in about(evaluation, *keys) if f.where["criterio"] == place[1])
    return {
        "tetoGasto": None if found else text(evaluation.value("teto", place)),
        "houveExcedente": evaluation.value("houve_excedente", place) is True,
        "saldoDevedor": text(evaluation.value("saldo_devedor", place)),
        "excedente": text(evaluation.value("excedente", place)),
        "requiresApproval": any(f.severity is Severity.CONSENT for f in found),
        "codes": codes(found),
    }


def _cost_answer(evaluation: Evaluation, place: tuple[str, str], bench: Bench) -> dict[str, Any]:
    found = tuple(f for f in about(evaluation, *COST_CHECKS) if f.where.get("criterio", place[1]) == place[1])
    answer: dict[str, Any] = {"ok": is_ok(found), "codes": codes(found)}
    if isinstance(evaluation.value("meta_final", place), Missing):
        return {"ok": False, "codes": [c for c in answer["codes"] if c["code"] == "CAL_003"]}
    answer["anomalies"] = [
        {
            "type": a.kind,
            "criterion": place[1],
            "severity": a.severity,
            "calculatedValue": _text(a.calculated),
            "saldoDevedor": _text(a.debt),
            "baseValue": _text(a.base),
            "alternativeValue": _text(a.alternative),
            "correctionType": a.correction,
        }
        for a in anomalies_of(found, bench.rules)
    ]
    answer |= {name: text(evaluation.value(line, place)) for name, line in COST_LINES.items()}
    return answer | {"qtdVeiculos": whole(evaluation.value("veiculos", (ONLY,)))}


def _text(value: Value | None) -> str | None:
    return None if value is None else text(value)
