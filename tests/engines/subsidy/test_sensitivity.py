"""Curves of a threshold: each point is the payment with that value, and the standing one is what was calculated."""

from collections.abc import Iterator
from decimal import Decimal

import duckdb
import pytest

from engines.dated import RuleError
from engines.subsidy.rules import Known
from engines.subsidy.sensitivity import CurvePoint, curve, in_force, load_thresholds
from storage.resources import load_yaml
from tests.engines.subsidy.referee import Case, calculated
from tests.engines.subsidy.shipped_cases import Calculated, calculated_case, expected, finished

NAME = "simples-v20-2025-08-27"
PAYMENT = "sumario_faixa_servico_dia_pagamento"


@pytest.fixture(scope="module")
def base() -> Iterator[Calculated]:
    with calculated_case(NAME) as held:
        yield held


def points(base: Calculated, key: str, *values: object) -> dict[object, CurvePoint]:
    work = curve(base.connection, base.chain, base.case.days, base.case.known, key, values)
    return {point.value: point for point in finished(work)}


def test_curve_of_the_least_pof_is_what_the_bands_below_it_were_paid(base: Calculated) -> None:
    tried = load_thresholds(load_yaml("sensibilidade/subsidio.yaml"), base.chain.book)["pof_minimo"].values
    found = points(base, "pof_minimo", *tried)
    whole = base.one(f"SELECT SUM(valor_a_pagar) FROM {expected(NAME, PAYMENT)}")
    trips = f"SELECT COALESCE(SUM(valor_a_pagar - valor_penalidade), 0) FROM {expected(NAME, PAYMENT)}"
    for value in (one for one in tried if one >= 80):
        assert found[value].paid.total == whole - base.one(f"{trips} WHERE pof >= 80 AND pof < {value}")
    assert [value for value in tried if found[value].standing] == [80]
    assert found[Decimal("82.5")].paid.total == Decimal("-2825.634590000")
    assert all(sum(point.paid.by_consortium.values()) == point.paid.total for point in found.values())


@pytest.mark.parametrize(
    ("key", "value", "total"),
    [
        ("pof_media", Decimal(75), "-2765.434590000"),
        ("pof_grave", Decimal(45), "-3383.104590000"),
        ("temperatura_limite", Decimal(28), "-2674.758340000"),
        ("temperatura_ano_maximo", 2018, "-2741.354590000"),
        ("bilhetagem_janela_minutos", 40, "-2741.354590000"),
    ],
)
def test_points_of_other_thresholds(base: Calculated, key: str, value: object, total: str) -> None:
    assert points(base, key, value)[value].paid.total == Decimal(total)


def test_a_point_is_what_the_whole_chain_gives_with_that_value(base: Calculated) -> None:
    whole = Case(base.case.folder)
    whole.known = Known(base.case.known.on, values={"temperatura_limite": Decimal(28)})
    connection = calculated(whole)
    total = connection.execute(f"SELECT SUM(valor_a_pagar) FROM {PAYMENT}").fetchall()[0][0]
    assert points(base, "temperatura_limite", Decimal(28))[Decimal(28)].paid.total == total


def test_only_what_comes_after_the_threshold_runs(base: Calculated) -> None:
    work = curve(base.connection, base.chain, base.case.days, base.case.known, "pof_minimo", [Decimal(85)])
    steps = [each.step for each in work if not isinstance(each, CurvePoint)]
    assert steps == ["penalidade_da_faixa", "folha_penalidade", "grupo", "folha_grupo", "km_do_tipo", "folha_faixa"]


def test_stopping_leaves_the_results_as_they_were(base: Calculated) -> None:
    before = base.rows(f"SELECT * FROM {PAYMENT} ORDER BY ALL")
    work = curve(base.connection, base.chain, base.case.days, base.case.known, "temperatura_limite", [Decimal(28)])
    for _ in range(3):
        next(work)
    work.close()
    assert base.rows(f"SELECT * FROM {PAYMENT} ORDER BY ALL") == before
    assert base.one("SELECT COUNT(*) FROM information_schema.schemata WHERE schema_name = 'cenario'") == 0


def test_a_step_that_fails_leaves_the_results_as_they_were(base: Calculated) -> None:
    before = base.rows(f"SELECT * FROM {PAYMENT} ORDER BY ALL")
    with pytest.raises(duckdb.Error):
        points(base, "pof_minimo", Decimal(85), "not a number")
    assert base.rows(f"SELECT * FROM {PAYMENT} ORDER BY ALL") == before
    assert base.one("SELECT COUNT(*) FROM information_schema.schemata WHERE schema_name = 'cenario'") == 0
    assert points(base, "pof_minimo", Decimal(80))[80].paid.total == Decimal("-2765.434590000")


def test_every_threshold_has_values_and_the_one_in_force_is_among_them(base: Calculated) -> None:
    thresholds = load_thresholds(load_yaml("sensibilidade/subsidio.yaml"), base.chain.book)
    absent = {
        key: in_force(base.chain.book, key, base.case.days, base.case.known)
        for key, each in thresholds.items()
        if not set(in_force(base.chain.book, key, base.case.days, base.case.known)) <= set(each.values)
    }
    assert absent == {}


def test_a_threshold_without_values_is_refused(base: Calculated) -> None:
    data = load_yaml("sensibilidade/subsidio.yaml")
    with pytest.raises(RuleError, match="pof_minimo"):
        load_thresholds(
            {"limiares": [one for one in data["limiares"] if one["chave"] != "pof_minimo"]}, base.chain.book
        )
