"""What they published against what is calculated: stages, cells, first departures, and what can be compared at all."""

from collections.abc import Iterator
from decimal import Decimal

import pytest

from engines.subsidy.comparing import Grounds, load_grounds
from storage.resources import load_yaml
from tests.engines.subsidy.published_side import HEAD, NOVEMBER, PAYMENT, POF, TRIPS, compared, publish
from tests.engines.subsidy.shipped_cases import Calculated, calculated_case, expected

COM_AR, DETECTADO = "Licenciado com ar e não autuado", "Detectado com ar inoperante"


@pytest.fixture(scope="module")
def base() -> Iterator[Calculated]:
    with calculated_case(NOVEMBER) as held:
        yield held


@pytest.fixture(scope="module")
def grounds() -> Grounds:
    return load_grounds(load_yaml("comparacao/subsidio.yaml"))


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
