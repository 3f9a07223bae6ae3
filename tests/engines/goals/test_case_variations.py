"""Worked cases of the same kinds, written otherwise: seed's names, typed strings, what is left out, the very bounds.

Every answer was worked out by hand.
"""

from typing import Any

import pytest

from engines.goals.cases import compute_case
from storage.metas.holiday_source import usual_typing
from storage.metas.rulebook import shipped

DOCUMENT = {"default_parameters": {"PERCENTUAL_TOLERANCIA_SALDO": "0.08", "PERCENTUAL_PREMIACAO_PECAS": "0.03"}}
NO_CODES: list[dict[str, str]] = []


def answer(kind: str, **inputs: Any) -> dict[str, Any]:
    book = shipped()
    return compute_case({"kind": kind, "inputs": inputs}, DOCUMENT, book.sheet, book.rules, usual_typing)


def code(name: str, severity: str, detail: str) -> list[dict[str, str]]:
    return [{"code": name, "severity": severity, "detail": detail}]


def month(km: object, litres: object) -> dict[str, object]:
    return {"mesAno": "2025-07", "totalKm": km, "totalLitros": litres}


def test_fuel_under_the_seeds_own_names_and_typed_numbers() -> None:
    found = answer("fuel", kmPrevista=50000, historico=[month(30000, 10000)] * 3, fatorReducao=0.02, precoPorLitro="5")
    assert (found["ok"], found["codes"]) == (True, NO_CODES)
    assert (found["mediaKmPorLitro"], found["litrosPrevistoBruto"]) == ("3.000000", "16666.67")
    assert (found["valorReducao"], found["metaConsumoLitros"]) == ("333.33", "16333.34")
    assert (found["metaCustoReais"], found["custoSeMetaCumprida"]) == ("83333.35", "81666.70")
    assert "strategy" not in found


def test_fuel_above_twice_the_mean_is_refused_and_still_told() -> None:
    found = answer("fuel", kmPrevista="6093", historico=[month("3000", "1000")] * 3)
    assert found["ok"] is False and found["metaConsumoLitros"] == "2000.53"
    assert found["codes"] == code("CAL_003", "ERROR", "COMBUSTIVEL_ACIMA_2X_MEDIA")


def test_fuel_without_a_litre_has_no_goal() -> None:
    found = answer("fuel", kmPrevista="6093", historico=[month("3000", "0")] * 3)
    assert found == {"ok": False, "codes": code("CAL_002", "ERROR", "TOTAL_LITROS_ZERO")}


@pytest.mark.parametrize(
    ("goal", "spent", "ceiling", "debt"),
    [
        ("50000", "54000.01", "54000.00", "0.01"),
        ("50000", "54000.00", "54000.00", "0.00"),
        ("0", "10", "0.00", "10.00"),
        (33333.33, 36000.01, "36000.00", "0.01"),
    ],
)
def test_saldo_at_the_ceiling_with_the_tolerance_of_the_file(
    goal: object, spent: object, ceiling: str, debt: str
) -> None:
    found = answer("saldo", metaAprovadaAnterior=goal, gastoRealAnterior=spent)
    assert (found["tetoGasto"], found["saldoDevedor"]) == (ceiling, debt)
    assert found["houveExcedente"] is (debt != "0.00") and found["codes"] == NO_CODES


def test_saldo_of_a_first_period() -> None:
    found = answer("saldo", metaAprovadaAnterior=None, gastoRealAnterior="90")
    assert (found["tetoGasto"], found["saldoDevedor"], found["requiresApproval"]) == (None, "0.00", True)
    assert found["codes"] == code("ORG_002", "WARNING", "SEM_META_ANTERIOR")


def parts(saldo: object = None, **more: Any) -> dict[str, Any]:
    """Parts over 1.000 km at 1,00 R$/km: gross 1.000,00, kept back 30,00, base 970,00."""
    given = {"criterion": "PECAS", "kmPrevista": 1000, "custoKm": "1.000000", "qtdVeiculos": 4, "saldo": saldo}
    return answer("cost_goal", **{**given, **more})


@pytest.mark.parametrize(
    ("debt", "raw", "final", "ok", "detail"),
    [
        (None, "970.00", "970.00", True, ""),
        ("873.00", "97.00", "97.00", True, ""),
        ({"saldoDevedor": 873.01}, "96.99", "96.99", True, "META_ABAIXO_DE_10PCT_DA_BASE"),
        ({"saldoDevedor": "970"}, "0.00", "0.00", True, "META_ABAIXO_DE_10PCT_DA_BASE"),
        ({"saldoDevedor": "970.01"}, "-0.01", "97.00", False, "META_NEGATIVA"),
    ],
)
def test_cost_goal_at_the_floor_and_below_zero(debt: object, raw: str, final: str, ok: bool, detail: str) -> None:
    found = parts(debt)
    assert (found["metaCalculada"], found["metaFinalReais"], found["metaMinima10pct"]) == (raw, final, "97.00")
    assert found["ok"] is ok and [c.get("detail") for c in found["codes"]] == ([detail] if detail else [])
    assert [a["alternativeValue"] for a in found["anomalies"]] == ([] if ok else ["97.00"])


def test_cost_goal_with_the_floor_always_and_without_a_fleet() -> None:
    assert parts({"saldoDevedor": "900"}, pisoMeta="SEMPRE")["metaFinalReais"] == "97.00"
    for fleet in (None, 0):
        found = parts(qtdVeiculos=fleet)
        assert found["ok"] and found["metaPorVeiculo"] is None and found["qtdVeiculos"] == fleet
        assert found["codes"] == code("CAL_002", "WARNING", "SETOR_SEM_VEICULOS")


@pytest.mark.parametrize(
    ("rate", "told"), [("0.5", False), ("5.000000", False), ("0.499999", True), ("5.000001", True)]
)
def test_the_bounds_of_the_rate_are_accepted(rate: str, told: bool) -> None:
    details = [c.get("detail") for c in parts(custoKm=rate)["codes"]]
    assert details == (["CUSTO_MEDIO_FORA_DA_FAIXA"] if told else [])


def test_twelve_months_without_a_row_are_twelve_months_of_zero_km() -> None:
    outside = [{"mes": "2024-07", "km": "10", "pneus": "1", "pecas": "1"}]
    found = answer("rate12", period="2025-08", monthly=outside)
    assert found == {"ok": False, "codes": code("CAL_002", "ERROR", "KM_12M_ZERO")}


def test_the_fan_out_of_parts() -> None:
    found = answer("rate_fanout", frota=[["D1", "V1", "10.5"], ["D1", "V2", 9.5]], custos_pecas=[["D1", "30"]])
    assert found == {"km": "20.00", "custo": "30.00", "custoKm": "1.500000"}


@pytest.mark.parametrize(
    ("km", "mean", "severities", "variance"),
    [
        ("69999.99", "100000", ["MEDIUM"], "0.300000"),
        ("70000", "100000", [], "0.300000"),
        ("150000", "100000", ["HIGH"], "0.500000"),
        ("149999.99", "100000", ["MEDIUM"], "0.500000"),
        (10, 0, [], None),
    ],
)
def test_anomalies_at_their_bounds(km: object, mean: object, severities: list[str], variance: str | None) -> None:
    found = answer("km_anomaly", kmPrevista=km, mediaHistorica=mean)
    assert [a["severity"] for a in found["anomalies"]] == severities and found["variance"] == variance


def test_missing_months_of_a_year_and_sectors_by_name() -> None:
    months = [f"2024-{n:02}" for n in range(1, 13)]
    for held, action in ((6, "USE_AVAILABLE_MONTHS"), (5, "EXCLUDE_FROM_CALCULATION")):
        present = [["GAMA", m] for m in months[:held]] + [["NORTE", m] for m in months]
        given = {"sectors": ["GAMA", "NORTE"], "months": months, "present": present, "fleet_missing": ["NORTE"]}
        found = answer("missing_data", **given)
        assert [(s["sector"], s["action"]) for s in found["strategies"]] == [
            ("GAMA", action), ("NORTE", "USE_LAST_KNOWN_COUNT"),
        ]  # fmt: skip
        assert found["missingShare"] == ("0.2500" if held == 6 else "0.2917")


@pytest.mark.parametrize(
    ("inputs", "codes"),
    [
        ({"periodStatus": "PLANEJAMENTO", "existing": "SAVING_RESULTS"}, ["SYS_002"]),
        ({"periodStatus": "PLANEJAMENTO", "existing": "ROLLED_BACK"}, []),
        ({"periodStatus": "PLANEJAMENTO", "existing": "APPROVED"}, ["CPE_003"]),
        ({"periodStatus": "FECHADA", "existing": "APPROVED", "force": True}, ["CPE_001"]),
    ],
)
def test_states_with_what_a_case_leaves_out(inputs: dict[str, Any], codes: list[str]) -> None:
    assert answer("state", **inputs)["codes"] == codes


def test_approvals_at_the_length_of_a_justification_and_on_a_blocked_goal() -> None:
    goals = {"PNEUS/1": {"value": "10"}, "PECAS/1": {"value": "20"}, "PECAS/2": {"value": "-1", "blocked": True}}
    said = {"approved": True, "customValue": "12.5"}
    found = answer(
        "approval",
        goals=goals,
        decisions={
            "PNEUS/1": {**said, "justification": "  nove ltr  "},
            "PECAS/1": {**said, "justification": "dez letras"},
            "PECAS/2": {"approved": True},
        },
    )
    assert [s["goal"] for s in found["saved"]] == ["PECAS/1"] and found["integrationStatus"] == "PARTIAL"
    assert found["errors"] == [
        {"goal": "PNEUS/1", "error": "JUSTIFICATION_REQUIRED"}, {"goal": "PECAS/2", "error": "GOAL_BLOCKED_CAL_004"},
    ]  # fmt: skip
    adjusted = {"PECAS/2": {**said, "justification": "mínimo combinado"}}
    assert answer("approval", goals=goals, decisions=adjusted)["integrationStatus"] == "SUCCESS"
    refused = answer("approval", goals=goals, decisions={key: {"approved": False} for key in goals})
    assert (refused["integrationStatus"], refused["savedCount"]) == ("FAILED", 0)


def test_rollback_with_a_blank_reason_and_with_nothing_before() -> None:
    assert answer("rollback", confirmRollback=True, reason="   ") == {"refused": True, "errors": ["REASON_REQUIRED"]}
    written = {"PNEUS/1": "10.00", "PECAS/1": None}
    found = answer("rollback", confirmRollback=True, reason="Dados corrigidos", approved_by_run=written)
    assert found == {
        "targets_after": {"PNEUS/1": None},
        "parametersRemoved": 1,
        "performanceDataReverted": 1,
        "status": "ROLLED_BACK",
    }


def test_two_names_on_one_date_are_one_holiday() -> None:
    found = answer("holiday_validation", period="2025-04", detected=["2025-04-21", "2025-04-21", "2025-04-18"])
    assert found == {"codes": [{"code": "HOL_001", "dates": ["2025-04-18", "2025-04-21"]}], "allClassified": False}


def test_a_limit_of_zero_is_a_limit() -> None:
    assert answer("reconcile", daily_sum="100.01", monthly="100", limit="0")["codes"]
    assert not answer("reconcile", daily_sum="99", monthly="100")["codes"]
    assert answer("reconcile", daily_sum="94.99", monthly="100")["codes"] == [{"code": "ORG_003", "severity": "ERROR"}]


def test_a_saturday_without_history_is_a_share_of_the_weekday() -> None:
    rows = [{"data": "2025-07-01", "km": "1000", "tipoDia": "UTIL"}, {"data": "2025-07-06", "km": 400}]
    calendar = {"UTIL": 20, "SABADO": 4, "DOMINGO_FERIADO": 5}
    found = answer("km_fallback", daily=rows, calendar=calendar, reference_ratio=0.6)
    assert (found["mediaUtil"], found["mediaSabadoEstimada"]) == ("1000.000000", "600.000000")
    assert (found["kmPrevista"], found["fallback"]) == ("24400.00", "RAZAO_DE_REFERENCIA")


def test_a_month_of_one_sector_without_previous_goals_nor_parameters() -> None:
    daily = [["2025-07-01", "100"], ["2025-07-05", "60"], ["2025-07-06", "40"]]
    sector = {
        "daily": daily,
        "mensal3": [{"mes": m, "km": "200", "litros": "100"} for m in ("2025-05", "2025-06", "2025-07")],
        "km12m": 2400,
        "custo12m": {"PNEUS": "480", "PECAS": 2400},
    }
    calendar = {"UTIL": 1, "SABADO": 1, "DOMINGO_FERIADO": 1}
    found = answer("end_to_end", period="2025-08", calendar=calendar, sectors={"9": sector})
    assert [(s["criterion"], s["valor"], s["unit"]) for s in found["savedParameters"]] == [
        ("COMBUSTIVEL", "98.50", "LITROS"), ("PNEUS", "38.80", "REAIS"), ("PECAS", "194.00", "REAIS"),
    ]  # fmt: skip
    assert found["savedCount"] == 3 and found["sectors"]["9"]["PNEUS"]["saldo"]["requiresApproval"] is True
