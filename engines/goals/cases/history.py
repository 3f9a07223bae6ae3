"""Worked cases about the 12-month base, anomalies of km and reconciliation."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

from engines.calendar import Month, window_before
from engines.figure import Missing, Value
from engines.goals.anomalies import anomalies_of
from engines.goals.cases.bench import ONLY, Bench, about, codes, optional_decimal, text
from engines.goals.coverage import NO_SECTOR, PARTIAL
from engines.goals.month import FAR
from engines.sheet import Evaluation
from engines.sheet.facts import InputKey, Row

NO_KM = {"code": "CAL_002", "severity": "ERROR", "detail": "KM_12M_ZERO"}
"""Twelve months without a row: nothing to divide by, as in twelve months of zero km."""
COSTS = {"PNEUS": "pneus", "PECAS": "pecas"}
RATE_NAMES = {"PNEUS": ("custoPneus", "custoKmPneus"), "PECAS": ("custoPecas", "custoKmPecas")}


def rate12(inputs: Mapping[str, Any], bench: Bench) -> dict[str, Any]:
    """R$/km over the twelve closed months before the period (seed §6.4; F-18)."""
    window = {str(m) for m in window_before(Month.parse(inputs["period"]), FAR)}
    months = [m for m in inputs["monthly"] if m["mes"] in window]
    km = [_km_row(m["mes"], m["km"]) for m in months]
    evaluation = bench.evaluate({"meses_12m": km, "custos_12m": tuple(_costs(months))}, {})
    found = about(evaluation, "CAL_002.KM_12M_ZERO")
    if found or not months:
        return {"ok": False, "codes": codes(found) or [NO_KM]}
    named = sorted({m["mes"] for m in months})
    answer: dict[str, Any] = {"months": named, "totalKm": _value(evaluation, "km_12m")}
    for criterion, (total, rate) in RATE_NAMES.items():
        answer[total] = text(evaluation.value("custo_12m", (ONLY, criterion)))
        answer[rate] = text(evaluation.value("custo_km", (ONLY, criterion)))
    return answer | _consent(len(named))


def _consent(months: int) -> dict[str, Any]:
    """What a base short of twelve months asks for: consent down to half of them, then the sector is left out (F-26)."""
    if months == FAR:
        return {}
    return {"requiresApproval": True, "strategy": PARTIAL if 2 * months >= FAR else NO_SECTOR}


def _km_row(month: str, km: object) -> Row:
    return {"mes": month, "setor": ONLY, "km": Decimal(str(km)), "litros": Decimal(0)}


def _costs(months: list[Mapping[str, Any]]) -> Iterator[Row]:
    for month in months:
        for criterion, name in COSTS.items():
            value = optional_decimal(month.get(name))
            if value is not None:
                yield {"mes": month["mes"], "setor": ONLY, "criterio": criterion, "valor": value}


def rate12_window(inputs: Mapping[str, Any], bench: Bench) -> dict[str, Any]:
    """First and last day of the 12-month window: hung on the period, whatever the clock says (F-03)."""
    window = window_before(Month.parse(inputs["period"]), FAR)
    last = window[-1].end - timedelta(days=1)
    return {"right_first_day": window[0].first.isoformat(), "right_last_day": last.isoformat()}


def rate_fanout(inputs: Mapping[str, Any], bench: Bench) -> dict[str, Any]:
    """Each table aggregated to its own grain before they meet (F-01)."""
    km: list[Row] = [_km_row("", row[-1]) for row in inputs["frota"]]
    criterion, name = next((c, f"custos_{n}") for c, n in COSTS.items() if f"custos_{n}" in inputs)
    costs: list[Row] = [
        {"mes": "", "setor": ONLY, "criterio": criterion, "valor": Decimal(str(row[-1]))} for row in inputs[name]
    ]
    evaluation = bench.evaluate({"meses_12m": km, "custos_12m": costs}, {})
    return {
        "km": _value(evaluation, "km_12m"),
        "custo": text(evaluation.value("custo_12m", (ONLY, criterion))),
        "custoKm": text(evaluation.value("custo_km", (ONLY, criterion))),
    }


def km_anomaly(inputs: Mapping[str, Any], bench: Bench) -> dict[str, Any]:
    """How far KM prevista stands from the historic mean (seed §10.2; F-20, F-21)."""
    given: dict[InputKey, Value] = {("km_prevista", (ONLY,)): Decimal(str(inputs["kmPrevista"]))}
    mean = optional_decimal(inputs.get("mediaHistorica"))
    given["media_km_historica", (ONLY,)] = Missing("NOT_GIVEN") if mean is None else mean
    evaluation = bench.evaluate({}, {}, given)
    found = about(evaluation, "CAL_002.MEDIA_HISTORICA_ZERO", "CAL_003.KM_PREVISTA_ANOMALY")
    listed = [
        {
            **{name: inputs[name] for name in ("sectorId",) if name in inputs},
            "type": a.kind,
            "severity": a.severity,
            "expectedValue": str(inputs["mediaHistorica"]),
            "calculatedValue": str(inputs["kmPrevista"]),
            "variance": _value(evaluation, "variacao_km"),
            "correctionType": a.correction,
        }
        for a in anomalies_of(found, bench.rules)
    ]
    return {"variance": _value(evaluation, "variacao_km"), "codes": codes(found), "anomalies": listed}


def reconcile(inputs: Mapping[str, Any], bench: Bench) -> dict[str, Any]:
    """Sum of the days against the consolidated month (F-29)."""
    given: dict[InputKey, Value] = {("km_diario_3m", (ONLY,)): Decimal(str(inputs["daily_sum"]))}
    given["km_3m", (ONLY,)] = Decimal(str(inputs["monthly"]))
    typed = optional_decimal(inputs.get("limit"))
    limit = bench.rules.limits["limite_conciliacao"] if typed is None else typed
    evaluation = bench.evaluate({}, {("limite_conciliacao", ()): limit}, given)
    return {
        "difference_share": _value(evaluation, "diferenca_conciliacao"),
        "codes": codes(about(evaluation, "ORG_003.CONCILIACAO")),
    }


def _value(evaluation: Evaluation, line: str) -> str | None:
    return text(evaluation.value(line, (ONLY,)))
