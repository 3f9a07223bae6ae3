"""Worked cases that run lines of the goals sheet: km, fuel, saldo, cost goals and a whole month."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from engines.calendar import DayType, day_type
from engines.figure import Missing, Value
from engines.finding import Finding, Severity
from engines.goals.anomalies import anomalies_of
from engines.goals.cases.bench import (
    ONLY,
    Bench,
    about,
    classifications,
    codes,
    is_ok,
    optional_decimal,
    text,
    whole,
)
from engines.goals.cleaning import OperationRow, clean
from engines.sheet import Evaluation
from engines.sheet.facts import InputKey, Row

INSUFFICIENT = "Dados históricos insuficientes"


def km(inputs: Mapping[str, Any], bench: Bench) -> dict[str, Any]:
    """KM prevista of one sector from daily rows (seed §4.1)."""
    rows, issues = _days(inputs)
    evaluation = bench.evaluate({"dias": rows}, {}, _calendar(inputs["calendar"]))
    answer = _km_answer(evaluation)
    if issues:
        answer["issues"] = [{"code": f.code, "detail": f.detail, "data": f.where["data"]} for f in issues]
    return answer


def km_fallback(inputs: Mapping[str, Any], bench: Bench) -> dict[str, Any]:
    """KM prevista when a day type has no rows in the window: 12 months, else the reference ratio (F-06)."""
    typing = inputs.get("history_classifications") or _usual(inputs, bench)
    rows, _ = _days({**inputs, "history_classifications": typing})
    wide = list(rows)
    for day, value in inputs.get("extended_rows_same_type", {}).items():
        wide.append(_row(date.fromisoformat(day), Decimal(value), _absent_type(rows)))
    given: dict[InputKey, Value] = {}
    if "reference_ratio" in inputs:
        given = {("razao_referencia", (_absent_type(rows),)): Decimal(inputs["reference_ratio"])}
    evaluation = bench.evaluate({"dias": rows, "dias_12m": wide}, given, _calendar(inputs["calendar"]))
    checks = about(evaluation, "ORG_002.JANELA_12_MESES", "ORG_002.RAZAO_DE_REFERENCIA")
    proof = {
        "requiresApproval": bool(checks),
        "fallback": checks[0].detail if checks else None,
        "warningCode": "ORG_002",
    }
    if "reference_ratio" not in inputs:
        return {**_km_answer(evaluation), **proof}
    missing = _absent_type(rows)
    return {
        "mediaUtil": text(evaluation.value("media_util", (ONLY,))),
        ESTIMATED.get(missing, "mediaEstimada"): text(evaluation.value("media", (ONLY, missing))),
        "kmPrevista": text(evaluation.value("km_prevista", (ONLY,))),
        **proof,
    }


ESTIMATED = {"SABADO": "mediaSabadoEstimada", "DOMINGO_FERIADO": "mediaDomingoEstimada"}


def fuel(inputs: Mapping[str, Any], bench: Bench) -> dict[str, Any]:
    """Fuel goal of one sector (seed §4.2)."""
    months = tuple(
        {"mes": m["mes"], "setor": ONLY, "km": Decimal(str(m["km"])), "litros": Decimal(str(m["litros"]))}
        for m in inputs["historico"]
    )
    given: dict[InputKey, Value] = {
        ("fator_reducao", ()): Decimal(str(inputs["fatorReducao"])),
        ("preco_litro", ()): Decimal(str(inputs["precoPorLitro"])),
    }
    evaluation = bench.evaluate(
        {"meses": months}, given, {("km_prevista", (ONLY,)): Decimal(str(inputs["kmPrevista"]))}
    )
    answer = _fuel_answer(evaluation, ONLY)
    if len(months) < 3 and answer["ok"]:
        answer |= {"requiresApproval": True, "strategy": "PARTIAL_HISTORICAL_DATA"}
    return answer


def saldo(inputs: Mapping[str, Any], bench: Bench) -> dict[str, Any]:
    """Ceiling, excess and debt of the previous period (seed §4.3)."""
    place = (ONLY, bench.rules.costs[0].key)
    given: dict[InputKey, Value] = {("tolerancia", ()): Decimal(str(inputs["percentualTolerancia"]))}
    for key, name in (("meta_anterior", "metaAprovadaAnterior"), ("gasto_anterior", "gastoRealAnterior")):
        value = optional_decimal(inputs.get(name))
        if value is not None:
            given[key, place] = value
    return _saldo_answer(bench.evaluate({}, given), place)


def cost_goal(inputs: Mapping[str, Any], bench: Bench) -> dict[str, Any]:
    """Goal of tyres or parts of one sector (seed §4.4, §4.5)."""
    place = (ONLY, inputs["criterion"])
    given: dict[InputKey, Value] = {
        ("km_prevista", (ONLY,)): Decimal(str(inputs["kmPrevista"])),
        ("custo_km", place): Decimal(str(inputs["custoKm"])),
        ("saldo_devedor", place): Decimal(str(inputs["saldo"]["saldoDevedor"])),
    }
    criterion = next(c for c in bench.rules.costs if c.key == inputs["criterion"])
    low, high = criterion.rate_range or (Decimal(0), Decimal(0))
    values: dict[InputKey, Value] = {
        ("retencao", place[1:]): Decimal(str(inputs["percentualPremiacao"])),
        ("custo_km_minimo", place[1:]): low,
        ("custo_km_maximo", place[1:]): high,
    }
    fleet = optional_decimal(inputs.get("qtdVeiculos"))
    if fleet is not None:
        values["veiculos", (ONLY,)] = fleet
    return _cost_answer(bench.evaluate({}, values, given), place, bench)


def end_to_end(inputs: Mapping[str, Any], bench: Bench) -> dict[str, Any]:
    """A whole month: every sector and criterion, and the values that would be saved (seed §9.1)."""
    sectors: dict[str, Any] = {}
    saved: list[dict[str, Any]] = []
    for key, data in inputs["sectors"].items():
        sectors[key] = _sector(data, inputs, bench)
        saved += _saved(key, sectors[key], bench)
    return {"sectors": sectors, "savedParameters": saved, "savedCount": len(saved)}


def _sector(data: Mapping[str, Any], inputs: Mapping[str, Any], bench: Bench) -> dict[str, Any]:
    parameters = inputs["parameters"]
    day_rows = [{"data": day, "km": value} for day, value in data["daily"]]
    whole_km = km({"daily": day_rows, **{k: inputs.get(k) for k in ("calendar", "history_classifications")}}, bench)
    answer = {"kmPrevista": whole_km}
    if not whole_km["ok"]:
        return answer
    answer["COMBUSTIVEL"] = fuel(
        {
            "kmPrevista": whole_km["kmPrevista"],
            "historico": data["mensal3"],
            "fatorReducao": parameters["FATOR_REDUCAO_COMBUSTIVEL"],
            "precoPorLitro": parameters["PRECO_COMBUSTIVEL_POR_LITRO"],
        },
        bench,
    )
    for criterion in bench.rules.costs:
        answer[criterion.key] = _cost_of(
            criterion.key, criterion.parameter, whole_km["kmPrevista"], data, inputs, bench
        )
    return answer


def _cost_of(
    key: str, parameter: str, km_prevista: str, data: Mapping[str, Any], inputs: Mapping[str, Any], bench: Bench
) -> dict[str, Any]:
    place = (ONLY, key)
    lines: dict[InputKey, Value] = {("km_12m", (ONLY,)): Decimal(data["km12m"])}
    lines["custo_12m", place] = Decimal(data["custo12m"][key])
    rate = text(bench.evaluate({}, {}, lines).value("custo_km", place))
    previous = data.get("anterior", {}).get(key, {})
    debt = saldo(
        {
            "metaAprovadaAnterior": previous.get("meta"),
            "gastoRealAnterior": previous.get("gasto"),
            "percentualTolerancia": inputs["parameters"]["PERCENTUAL_TOLERANCIA_SALDO"],
        },
        bench,
    )
    if rate is None:
        return {"ok": False, "codes": codes(about(bench.evaluate({}, {}, lines), "CAL_002.KM_12M_ZERO"))}
    case = {
        "criterion": key,
        "kmPrevista": km_prevista,
        "custoKm": rate,
        "percentualPremiacao": inputs["parameters"][parameter],
        "saldo": debt,
        "qtdVeiculos": data["qtdVeiculos"],
    }
    return {**cost_goal(case, bench), "custoKm": rate, "saldo": debt}


def _saved(sector: str, answer: Mapping[str, Any], bench: Bench) -> list[dict[str, Any]]:
    published = {"COMBUSTIVEL": "metaConsumoLitros"}
    return [
        {
            "sectorId": int(sector),
            "criterion": criterion.key,
            "valor": answer[criterion.key][published.get(criterion.key, "metaFinalReais")],
            "unit": criterion.unit,
        }
        for criterion in bench.rules.criteria
        if criterion.key in answer and answer[criterion.key]["ok"]
    ]


def _days(inputs: Mapping[str, Any]) -> tuple[list[Row], tuple[Finding, ...]]:
    """Rows of the day table, summed per day, with the type each day ran with; and the rows left out."""
    typed = classifications(inputs.get("history_classifications"))
    own = {date.fromisoformat(r["data"]): DayType(r["tipoDia"]) for r in inputs["daily"] if "tipoDia" in r}
    days, issues = clean(
        OperationRow(
            date.fromisoformat(row["data"]),
            str(row.get("sectorId", ONLY)),
            Decimal(str(row["km"])),
            row.get("veiculo", ""),
            status=row.get("status", "ATIVO"),
        )
        for row in inputs["daily"]
    )
    return [_row(d.day, d.km, str(own.get(d.day) or day_type(d.day, typed))) for d in days], issues


def _usual(inputs: Mapping[str, Any], bench: Bench) -> dict[str, str]:
    """Types of the window's holidays when the case gives none: as suggested, the way a director confirms them."""
    years = {date.fromisoformat(row["data"]).year for row in inputs["daily"]}
    return {day.isoformat(): str(kind) for year in sorted(years) for day, kind in bench.usual(year).items()}


def _row(day: date, value: Decimal, kind: str) -> Row:
    return {"data": day, "setor": ONLY, "tipo": kind, "km": value}


def _absent_type(rows: list[Row]) -> str:
    """The day type the 3-month rows lack: the one a fallback is asked for."""
    held = {row["tipo"] for row in rows}
    return next((str(kind) for kind in DayType if str(kind) not in held), str(DayType.DOMINGO_FERIADO))


def _calendar(counts: Mapping[str, int]) -> dict[InputKey, Value]:
    return {("dias_mes", (kind,)): Decimal(number) for kind, number in counts.items()}


def _km_answer(evaluation: Evaluation) -> dict[str, Any]:
    missing = [f.where["tipo"] for f in about(evaluation, "ORG_002.DIA_SEM_HISTORICO")]
    if missing:
        return {"ok": False, "missing": missing, "code": "ORG_002", "message": INSUFFICIENT}
    found = about(evaluation, "CAL_001")
    by_type = {str(kind): _by_type(evaluation, str(kind)) for kind in DayType}
    return {
        "ok": is_ok(found),
        "kmPrevista": text(evaluation.value("km_prevista", (ONLY,))),
        "por_tipo": by_type,
        "codes": codes(found),
    }


def _by_type(evaluation: Evaluation, kind: str) -> dict[str, Any]:
    place = (ONLY, kind)
    return {
        "dias_historicos": whole(evaluation.value("dias_historicos", place)),
        "media": text(evaluation.value("media", place)),
        "dias": whole(evaluation.value("dias_mes", (kind,))),
        "projecao": text(evaluation.value("projecao", place)),
    }


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


def _fuel_answer(evaluation: Evaluation, sector: str) -> dict[str, Any]:
    found = about(evaluation, "CAL_002.TOTAL_LITROS_ZERO", "CAL_003.COMBUSTIVEL_ACIMA_2X_MEDIA")
    answer: dict[str, Any] = {"ok": is_ok(found), "codes": codes(found)}
    if isinstance(evaluation.value("meta_litros", (sector,)), Missing):
        return answer
    return answer | {name: text(evaluation.value(line, (sector,))) for name, line in FUEL_LINES.items()}


def _saldo_answer(evaluation: Evaluation, place: tuple[str, str]) -> dict[str, Any]:
    keys = ("ORG_002.SEM_META_ANTERIOR", "ORG_002.SEM_GASTO_ANTERIOR")
    found = tuple(f for f in about(evaluation, *keys) if f.where["criterio"] == place[1])
    whole_saldo = not found
    return {
        "tetoGasto": text(evaluation.value("teto", place)) if whole_saldo else None,
        "houveExcedente": evaluation.value("houve_excedente", place) is True,
        "saldoDevedor": text(evaluation.value("saldo_devedor", place)),
        "excedente": text(evaluation.value("excedente", place)),
        "requiresApproval": any(f.severity is Severity.CONSENT for f in found),
        "codes": codes(found),
    }


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
