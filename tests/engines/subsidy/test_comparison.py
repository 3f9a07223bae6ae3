"""What they published against what is calculated: stages, first departures, causes that add up to the difference."""

import random
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

import pytest

from engines.subsidy.chain import publishable
from engines.subsidy.comparing import Comparison, Grounds, compare, explain, load_grounds, order_totals
from engines.subsidy.rules import Known
from storage.resources import load_yaml
from tests.engines.subsidy.shipped_cases import CASES, Calculated, calculated_case, expected, finished

NOVEMBER, HEAD = "simples-codigo-2025-11-20-nov25", "simples-codigo-2025-11-20-head"
PAYMENT, TRIPS = "sumario_faixa_servico_dia_pagamento", "viagens_remuneradas"
POF = "percentual_operacao_faixa_horaria"
MONEY = (POF, TRIPS, PAYMENT)
COM_AR, DETECTADO = "Licenciado com ar e não autuado", "Detectado com ar inoperante"


@pytest.fixture(scope="module")
def base() -> Iterator[Calculated]:
    with calculated_case(NOVEMBER) as held:
        yield held


@pytest.fixture(scope="module")
def grounds() -> Grounds:
    return load_grounds(load_yaml("comparacao/subsidio.yaml"))


def publish(base: Calculated, case: str, stages: Iterable[str] = ()) -> tuple[str, ...]:
    """Their tables: the referee's of a case, all of them or some."""
    given = tuple(stages) or tuple(path.stem for path in sorted((CASES / case / "expected").glob("*.parquet")))
    for name in given:
        source = base.rows(f"DESCRIBE SELECT * FROM {expected(case, name)}")
        columns = (f'CAST("{n}" AS DECIMAL(18, 9)) AS "{n}"' if t == "DOUBLE" else f'"{n}"' for n, t, *_ in source)
        text = f"CREATE OR REPLACE TABLE pago_{name} AS SELECT {', '.join(columns)} FROM {expected(case, name)}"
        base.connection.execute(text)
    return given


def compared(base: Calculated, grounds: Grounds, given: Iterable[str]) -> Comparison:
    case = base.case
    stages = publishable(base.chain, frozenset(case.inputs()), case.days, case.known)
    return finished(compare(base.connection, base.chain, stages, given, grounds, case.days, case.known))


def band(base: Calculated, where: str = "valor_a_pagar > 100") -> str:
    """Condition that names one band of the payment."""
    service, way, start = base.rows(
        f"SELECT servico, sentido, faixa_horaria_inicio FROM {PAYMENT} WHERE {where} ORDER BY ALL LIMIT 1"
    )[0]
    return f"servico = '{service}' AND sentido = '{way}' AND faixa_horaria_inicio = TIMESTAMP '{start}'"


def paid_trip(base: Calculated) -> tuple[str, Decimal]:
    """A trip paid inside a band, and what it is paid."""
    return base.rows(
        f"SELECT id_viagem, CAST(distancia_planejada * subsidio_km AS DECIMAL(38, 9)) FROM {TRIPS} AS t "
        "JOIN folha_pof AS p ON p.faixa = t.faixa "
        "WHERE subsidio_km > 0 AND indicador_viagem_dentro_limite AND p.pof >= 80 ORDER BY 1 LIMIT 1"
    )[0]


def test_a_case_against_itself_has_no_difference(base: Calculated, grounds: Grounds) -> None:
    given = publish(base, NOVEMBER)
    found = compared(base, grounds, given)
    assert {stage.stage for stage in found.stages} == set(given)
    assert (found.first, found.causes, found.difference, found.differing_units) == (None, (), 0, 0)
    assert {stage.rows for stage in found.stages if stage.stage == PAYMENT} == {47}


def test_each_stage_counts_rows_and_cells_and_where_trips_first_depart(base: Calculated, grounds: Grounds) -> None:
    found = compared(base, grounds, publish(base, HEAD))
    counted = {
        each.stage: (each.ours_only, each.theirs_only, each.differing_rows, each.cells, each.first_trips)
        for each in found.stages
        if not each.equal
    }
    assert counted == {
        "viagem_classificada": (0, 0, 2, 2, 2),
        "viagem_regularidade_temperatura": (0, 0, 172, 217, 170),
        "viagem_transacao": (0, 0, 45, 45, 0),
        "viagens_remuneradas": (0, 0, 46, 160, 1),
        "subsidio_faixa_servico_dia_tipo_viagem": (30, 36, 74, 38, 0),
        PAYMENT: (0, 0, 24, 138, 0),
    }
    assert found.first is not None and found.first.stage == "viagem_classificada"
    types = dict(base.rows(f"SELECT id_viagem, tipo_viagem FROM {expected(HEAD, 'viagem_classificada')}"))
    cells = base.rows("SELECT id_viagem, lado, celulas, colunas, deles FROM comparacao_viagem_classificada")
    assert {row[1:4] for row in cells} == {("ambos", 1, "tipo_viagem\n")}
    assert all(theirs == f"{types[trip]}\n" for trip, *_, theirs in cells)
    assert sum(each.first_units for each in found.stages) == base.one(
        "SELECT COUNT(*) FROM comparacao_pagamento WHERE primeira_etapa IS NOT NULL"
    )


def test_exactly_the_trips_whose_types_differ_are_found(base: Calculated, grounds: Grounds) -> None:
    compared(base, grounds, publish(base, HEAD))
    ours, theirs = (
        dict(base.rows(f"SELECT id_viagem, tipo_viagem FROM {expected(c, TRIPS)}")) for c in (NOVEMBER, HEAD)
    )
    found = base.rows("SELECT id_viagem, de, para FROM comparacao_viagem_paga WHERE codigo = 'tipo'")
    assert sorted(found) == sorted((k, theirs[k], ours[k]) for k in ours if ours[k] != theirs[k])


def test_causes_name_the_clause_and_the_act_and_add_up(base: Calculated, grounds: Grounds) -> None:
    found = compared(base, grounds, publish(base, HEAD))
    assert (found.ours, found.theirs, found.differing_units) == (Decimal("-4315.70856"), Decimal("-5580.59484"), 17)
    suspended = found.causes[0]
    assert (suspended.code, suspended.theirs, suspended.ours) == ("tipo", DETECTADO, COM_AR)
    assert (suspended.clause, suspended.act) == ("temperatura.suspensa_sem_fim", "PCC 3019687-30.2025.8.19.0001")
    assert (suspended.trips, suspended.units, suspended.effect) == (35, 21, Decimal("1264.886280000"))
    assert sum(cause.effect for cause in found.causes) == found.difference


def test_with_types_but_not_their_paid_trips_the_money_is_told_by_the_tariff(
    base: Calculated, grounds: Grounds
) -> None:
    found = compared(base, grounds, publish(base, HEAD, ["viagem_transacao", PAYMENT]))
    by_type = [c.effect for c in found.causes if c.code == "tipo" and (c.theirs, c.ours) == (DETECTADO, COM_AR)]
    assert sum(by_type) + sum(c.effect for c in found.causes if c.code == "interacao") == Decimal("1264.886280000")
    assert found.first is not None and found.first.stage == "viagem_transacao"


def test_without_stages_before_the_payment_there_is_no_cause(base: Calculated, grounds: Grounds) -> None:
    found = compared(base, grounds, publish(base, HEAD, [PAYMENT]))
    assert [(c.code, c.units, c.effect) for c in found.causes] == [("sem_causa", 17, Decimal("1264.886280000"))]


def test_without_a_table_that_pays_there_is_no_total(base: Calculated, grounds: Grounds) -> None:
    found = compared(base, grounds, publish(base, HEAD, ["viagem_classificada"]))
    assert (found.ours, found.difference, found.units) == (None, None, 0)
    assert [(c.trips, c.units, c.effect) for c in found.causes] == [(1, 0, 0), (1, 0, 0)]


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
    _take_from_their_band(base, trip, amount)
    (cause,) = compared(base, grounds, given).causes
    assert (cause.code, cause.theirs, cause.ours, cause.effect) == ("teto", "FORA", "DENTRO", amount)
    assert cause.clause == "V15.teto.domingo"


def test_a_trip_of_theirs_at_another_tariff_and_one_missing(base: Calculated, grounds: Grounds) -> None:
    given = publish(base, NOVEMBER, MONEY)
    trip, amount = paid_trip(base)
    base.connection.execute(f"UPDATE pago_{TRIPS} SET subsidio_km = subsidio_km / 2 WHERE id_viagem = '{trip}'")
    _take_from_their_band(base, trip, amount / 2)
    (cause,) = compared(base, grounds, given).causes
    assert (cause.code, cause.effect) == ("tarifa", amount / 2)
    base.connection.execute(f"DELETE FROM pago_{TRIPS} WHERE id_viagem = '{trip}'")
    _take_from_their_band(base, trip, amount / 2)
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


def test_a_vehicle_whose_day_departs_is_where_its_trips_depart(base: Calculated, grounds: Grounds) -> None:
    recurring = "veiculo_regularidade_temperatura_dia"
    given = publish(base, NOVEMBER, [recurring, "viagem_transacao"])
    (vehicle,) = base.rows(
        f"SELECT v.id_veiculo FROM {recurring} AS v JOIN viagens_remuneradas AS t ON t.data = v.data "
        "JOIN in_viagem_completa AS c ON c.id_viagem = t.id_viagem AND c.id_veiculo = v.id_veiculo ORDER BY 1 LIMIT 1"
    )[0]
    change = "indicador_falha_recorrente = NOT COALESCE(indicador_falha_recorrente, FALSE)"
    base.connection.execute(f"UPDATE pago_{recurring} SET {change} WHERE id_veiculo = '{vehicle}'")
    base.connection.execute(f"UPDATE pago_viagem_transacao SET tipo_viagem = 'Lacrado' WHERE id_veiculo = '{vehicle}'")
    found = {each.stage: each for each in compared(base, grounds, given).stages}
    trips = base.one(
        f"SELECT COUNT(*) FROM viagem_transacao WHERE id_veiculo = '{vehicle}' AND tipo_viagem <> 'Lacrado'"
    )
    assert (found[recurring].first_trips, found["viagem_transacao"].first_trips) == (trips, 0)


def test_other_days_and_columns_and_repeated_rows_of_theirs(base: Calculated, grounds: Grounds) -> None:
    given = publish(base, NOVEMBER, [POF])
    table = f"pago_{POF}"
    base.connection.execute(f"INSERT INTO {table} SELECT * REPLACE (DATE '2025-11-21' AS data) FROM {table}")
    base.connection.execute(f"ALTER TABLE {table} ADD COLUMN versao VARCHAR")
    assert compared(base, grounds, given).first is None
    base.connection.execute(f"INSERT INTO {table} SELECT * FROM {table} WHERE data = DATE '2025-11-20' LIMIT 2")
    (stage,) = compared(base, grounds, given).stages
    assert (stage.rows, stage.theirs_only, stage.cells, stage.repeated) == (47, 2, 0, 2)


def test_amounts_are_equal_within_what_their_type_allows(base: Calculated, grounds: Grounds) -> None:
    pof, trips = POF, "aux_viagem_temperatura"
    given = publish(base, NOVEMBER, [pof, trips])
    base.connection.execute(f"ALTER TABLE pago_{pof} ALTER COLUMN pof TYPE DOUBLE")
    base.connection.execute(f"UPDATE pago_{pof} SET pof = pof + 0.0000009")
    nulls = "percentual_temperatura_nula_descartada"
    base.connection.execute(f"UPDATE pago_{trips} SET {nulls} = {nulls} + 0.01")
    assert compared(base, grounds, given).first is None
    base.connection.execute(f"UPDATE pago_{pof} SET pof = pof + 0.000001")
    assert [(s.stage, s.cells) for s in compared(base, grounds, given).stages if s.cells] == [(pof, 47)]


def test_a_stage_without_its_key_is_left_out(base: Calculated, grounds: Grounds) -> None:
    given = publish(base, NOVEMBER, [TRIPS, PAYMENT])
    base.connection.execute(f"ALTER TABLE pago_{TRIPS} DROP COLUMN id_viagem")
    found = compared(base, grounds, given)
    assert (found.left_out, [stage.stage for stage in found.stages]) == ((TRIPS,), [PAYMENT])


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


def _take_from_their_band(base: Calculated, trip: str, amount: Decimal) -> None:
    """Takes what a trip is no longer paid from what their band is paid."""
    base.connection.execute(
        f"UPDATE pago_{PAYMENT} AS p SET valor_a_pagar = p.valor_a_pagar - {amount} FROM {TRIPS} AS t "
        f"JOIN faixa_planejada AS f ON f.faixa = t.faixa WHERE t.id_viagem = '{trip}' AND p.servico = f.servico "
        "AND p.sentido = f.sentido AND p.faixa_horaria_inicio = f.faixa_horaria_inicio"
    )
