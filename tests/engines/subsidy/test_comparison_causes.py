"""The money of the difference: each cause by hand, parts that add up whatever they published, and payment orders."""

import random
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from engines.subsidy.comparing import Grounds, explain, load_grounds, order_totals
from engines.subsidy.rules import Known
from storage.resources import load_yaml
from tests.engines.subsidy.published_side import (
    HEAD,
    MONEY,
    NOVEMBER,
    PAYMENT,
    POF,
    TRIPS,
    band,
    compared,
    paid_trip,
    publish,
    take_from_their_band,
)
from tests.engines.subsidy.shipped_cases import Calculated, calculated_case, finished


@pytest.fixture(scope="module")
def base() -> Iterator[Calculated]:
    with calculated_case(NOVEMBER) as held:
        yield held


@pytest.fixture(scope="module")
def grounds() -> Grounds:
    return load_grounds(load_yaml("comparacao/subsidio.yaml"))


def test_a_band_of_theirs_missing_and_one_too_many(base: Calculated, grounds: Grounds) -> None:
    given = publish(base, NOVEMBER, MONEY)
    amount = base.one(f"SELECT valor_a_pagar FROM {PAYMENT} WHERE {band(base)}")
    base.connection.execute(f"UPDATE pago_{PAYMENT} SET servico = 'ZZ9' WHERE {band(base)}")
    found = compared(base, grounds, given)
    assert sorted((c.code, c.effect) for c in found.causes) == [
        ("unidade_so_deles", -amount),
        ("unidade_so_nossa", amount),
    ]
    assert [(s.ours_only, s.theirs_only) for s in found.stages if s.stage == PAYMENT] == [(1, 1)]


def test_a_penalty_of_theirs_that_is_not_due(base: Calculated, grounds: Grounds) -> None:
    given = publish(base, NOVEMBER, MONEY)
    change = "valor_penalidade = -617.64, valor_a_pagar = valor_a_pagar - 617.64"
    base.connection.execute(f"UPDATE pago_{PAYMENT} SET {change} WHERE {band(base)}")
    (cause,) = compared(base, grounds, given).causes
    assert (cause.code, cause.clause, cause.effect) == ("penalidade", "pof.media", Decimal("617.64"))
    assert (Decimal(cause.theirs), Decimal(cause.ours)) == (Decimal("-617.64"), 0)


def test_a_trip_of_theirs_outside_the_cap(base: Calculated, grounds: Grounds) -> None:
    given = publish(base, NOVEMBER, MONEY)
    trip, amount = paid_trip(base)
    base.connection.execute(
        f"UPDATE pago_{TRIPS} SET indicador_viagem_dentro_limite = FALSE WHERE id_viagem = '{trip}'"
    )
    take_from_their_band(base, trip, amount)
    (cause,) = compared(base, grounds, given).causes
    assert (cause.code, cause.theirs, cause.ours, cause.effect) == ("teto", "FORA", "DENTRO", amount)
    assert cause.clause == "V15.teto.domingo"


def test_a_trip_of_theirs_at_another_tariff_and_one_missing(base: Calculated, grounds: Grounds) -> None:
    given = publish(base, NOVEMBER, MONEY)
    trip, amount = paid_trip(base)
    base.connection.execute(f"UPDATE pago_{TRIPS} SET subsidio_km = subsidio_km / 2 WHERE id_viagem = '{trip}'")
    take_from_their_band(base, trip, amount / 2)
    (cause,) = compared(base, grounds, given).causes
    assert (cause.code, cause.effect) == ("tarifa", amount / 2)
    base.connection.execute(f"DELETE FROM pago_{TRIPS} WHERE id_viagem = '{trip}'")
    take_from_their_band(base, trip, amount / 2)
    (cause,) = compared(base, grounds, given).causes
    assert (cause.code, cause.trips, cause.effect) == ("viagem_so_nossa", 1, amount)


def test_a_band_their_pof_does_not_let_be_paid(base: Calculated, grounds: Grounds) -> None:
    given = publish(base, NOVEMBER, MONEY)
    where = band(base, "valor_a_pagar > 100 AND valor_penalidade = 0")
    amount = base.one(f"SELECT valor_a_pagar FROM {PAYMENT} WHERE {where}")
    for stage in (POF, PAYMENT):
        base.connection.execute(f"UPDATE pago_{stage} SET pof = 79.99 WHERE {where}")
    base.connection.execute(f"UPDATE pago_{PAYMENT} SET valor_a_pagar = 0 WHERE {where}")
    (cause,) = compared(base, grounds, given).causes
    assert (cause.code, cause.theirs, cause.ours, cause.clause) == ("pof", "ABAIXO", "ACIMA", "pof.minimo")
    assert (cause.units, cause.effect) == (1, amount)


def test_a_value_of_theirs_that_is_missing_is_not_a_zero(base: Calculated, grounds: Grounds) -> None:
    given = publish(base, NOVEMBER, MONEY)
    amount = base.one(f"SELECT valor_a_pagar FROM {PAYMENT} WHERE {band(base)}")
    base.connection.execute(f"UPDATE pago_{PAYMENT} SET valor_a_pagar = NULL WHERE {band(base)}")
    found = compared(base, grounds, given)
    assert [(c.code, c.effect) for c in found.causes] == [("deles_sem_valor", amount)]


@pytest.mark.parametrize("seed", range(4))
def test_causes_add_up_whatever_they_published(base: Calculated, grounds: Grounds, seed: int) -> None:
    given = publish(base, HEAD if seed % 2 else NOVEMBER, MONEY)
    drawn = random.Random(seed)
    starts = drawn.sample([row[0] for row in base.rows(f"SELECT DISTINCT faixa_horaria_inicio FROM {PAYMENT}")], 4)
    changes = (
        f"UPDATE pago_{PAYMENT} SET valor_a_pagar = valor_a_pagar + {drawn.randint(1, 99999)} / 1000.0",
        f"UPDATE pago_{PAYMENT} SET pof = pof - {drawn.randint(1, 60)}, valor_penalidade = -617.64",
        f"UPDATE pago_{PAYMENT} SET sentido = 'C'",
        f"DELETE FROM pago_{PAYMENT}",
    )
    for change, start in zip(changes, starts, strict=True):
        base.connection.execute(f"{change} WHERE faixa_horaria_inicio = TIMESTAMP '{start}'")
    base.connection.execute(
        f"UPDATE pago_{TRIPS} SET tipo_viagem = 'Lacrado' WHERE id_viagem LIKE '%{drawn.randint(0, 9)}'"
    )
    found = compared(base, grounds, given)
    assert sum(cause.effect for cause in found.causes) == found.difference != 0
    uneven = "SELECT u.unidade FROM comparacao_unidade AS u LEFT JOIN comparacao_causa AS c ON c.unidade = u.unidade "
    assert base.rows(f"{uneven} GROUP BY u.unidade, u.efeito HAVING COALESCE(SUM(c.efeito), 0) <> u.efeito") == []


def test_the_change_of_rules_that_explains_what_they_paid(base: Calculated, grounds: Grounds) -> None:
    given = publish(base, HEAD, MONEY)
    other = base.one(f"SELECT valor_a_pagar FROM {PAYMENT} WHERE {band(base, 'valor_a_pagar > 300')}")
    where = band(base, "valor_a_pagar > 300")
    base.connection.execute(f"UPDATE pago_{PAYMENT} SET valor_a_pagar = {other} + 1 WHERE {where}")
    found = compared(base, grounds, given)
    case = base.case
    explained = finished(explain(base.connection, base.chain, case.days, case.known, Known(date(2026, 5, 26))))
    assert sum(each.effect for each in explained) == found.difference
    assert [(each.bar and each.bar.ids, each.effect) for each in explained if each.bar is None] == [(None, -1)]
    (suspension,) = [each for each in explained if each.bar]
    assert suspension.bar is not None and suspension.bar.ids == ("temperatura.suspensa_sem_fim",)
    assert suspension.units == found.differing_units - 1


def test_payment_orders_by_consorcio(base: Calculated) -> None:
    shape = "data DATE, consorcio VARCHAR, servico VARCHAR, id_ordem_pagamento VARCHAR, valor_pago DECIMAL(38, 9)"
    base.connection.execute(f"CREATE OR REPLACE TABLE in_ordem_pagamento ({shape})")
    asked = (base.connection, base.chain, base.case.days, base.case.known)
    assert order_totals(*asked) == ()
    base.connection.execute(
        "INSERT INTO in_ordem_pagamento VALUES ('2025-11-20', 'Intersul', NULL, '1', 100), "
        "('2025-11-20', 'Intersul', NULL, '2', 51.52039), ('2025-11-30', 'Intersul', NULL, '3', 9)"
    )
    found = {each.consortium: (each.ours, each.ordered) for each in order_totals(*asked)}
    assert found["Intersul"] == (Decimal("151.52039"), Decimal("151.52039"))
    assert found["Transcarioca"] == (Decimal("-738.93769"), 0)
