"""What a rule cost: totals equal to the referee's of each code, bars that add up, and results left as they were."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from engines.subsidy.cost import DIMENSIONS, Cost, cost
from engines.subsidy.cost_changes import bars
from engines.subsidy.cost_payment import PENALTY
from engines.subsidy.cost_scenario import touched
from engines.subsidy.rules import Known
from tests.engines.subsidy.shipped_cases import Calculated, calculated_case, expected, finished

NOVEMBER, HEAD = "simples-codigo-2025-11-20-nov25", "simples-codigo-2025-11-20-head"
PAYMENT = "sumario_faixa_servico_dia_pagamento"
B = Known(date(2026, 5, 26))


@pytest.fixture(scope="module")
def base() -> Iterator[Calculated]:
    with calculated_case(NOVEMBER) as held:
        yield held


@pytest.fixture(scope="module")
def found(base: Calculated) -> Cost:
    return finished(cost(base.connection, base.chain, base.case.days, base.case.known, B))


def costing(base: Calculated, b: Known, a: Known | None = None) -> Cost:
    return finished(cost(base.connection, base.chain, base.case.days, a or base.case.known, b, base.case.known))


def test_totals_are_the_referees_of_each_code(base: Calculated, found: Cost) -> None:
    def paid(case: str) -> object:
        return base.one(f"SELECT SUM(valor_a_pagar) FROM {expected(case, PAYMENT)}")

    assert (found.before.total, found.after.total) == (paid(NOVEMBER), paid(HEAD))
    assert found.total.difference == Decimal("-1264.886280000")
    assert round(found.total.percent, 2) == Decimal("-29.31")
    assert (found.before.missing, found.after.missing) == (0, 0)


@pytest.mark.parametrize("dimension", ["consorcio", "servico", "data"])
def test_each_part_is_the_referees(base: Calculated, found: Cost, dimension: str) -> None:
    by_code = [
        dict(base.rows(f"SELECT {dimension}, SUM(valor_a_pagar) FROM {expected(case, PAYMENT)} GROUP BY 1"))
        for case in (NOVEMBER, HEAD)
    ]
    assert [
        {part.key: part.before for part in found.parts[dimension]},
        {p.key: p.after for p in found.parts[dimension]},
    ] == by_code


def test_types_are_the_referees_and_the_penalty_is_one_of_them(base: Calculated, found: Cost) -> None:
    types = "subsidio_faixa_servico_dia_tipo_viagem"
    after = dict(base.rows(f"SELECT tipo_viagem, SUM(valor_apurado) FROM {expected(HEAD, types)} GROUP BY 1"))
    after[PENALTY] = base.one(f"SELECT SUM(valor_penalidade) FROM {expected(HEAD, PAYMENT)}")
    assert {part.key: part.after for part in found.parts["tipo_viagem"] if part.after} == {
        k: v for k, v in after.items() if v
    }


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_parts_add_up_to_the_total(found: Cost, dimension: str) -> None:
    parts = found.parts[dimension]
    assert sum(part.before for part in parts) == found.before.total
    assert sum(part.after for part in parts) == found.after.total


def test_bars_add_up_in_total_and_in_each_consorcio(found: Cost) -> None:
    assert sum(bar.delta for bar in found.bars) == found.total.difference
    for name, before in found.before.by_consortium.items():
        assert sum(bar.by_consortium[name] for bar in found.bars) == found.after.by_consortium[name] - before


def test_the_end_of_the_suspension_is_the_whole_difference_and_says_where_it_comes_from(found: Cost) -> None:
    moved = [bar for bar in found.bars if bar.delta]
    assert [(one.bar.ids, one.bar.day, one.bar.commit, one.delta) for one in moved] == [
        (("temperatura.suspensa_sem_fim",), date(2025, 12, 9), "b7dcb01f", Decimal("-1264.886280000"))
    ]
    assert moved[0].bar.acts == ("PCC 3019687-30.2025.8.19.0001",)
    assert moved[0].bar.rules == ("temperatura_suspensa",)
    assert not moved[0].bar.changes[0].entered
    days = [one.bar.day for one in found.bars]
    assert days == sorted(days) and days[-1] == date(2026, 1, 29)


def test_a_bar_whose_first_steps_give_the_same_runs_nothing_after_them(found: Cost) -> None:
    licence = next(one for one in found.bars if one.bar.rules == ("rodoviario_nao_licenciado",))
    assert licence.steps == ("aux_veiculo_dia_consolidada",)


def test_going_back_is_the_same_way_reversed(base: Calculated, found: Cost) -> None:
    back = costing(base, base.case.known, B)
    assert [(bar.bar.ids, -bar.delta) for bar in reversed(back.bars)] == [
        (bar.bar.ids, bar.delta) for bar in found.bars
    ]


def test_a_clause_switched_off_is_one_bar(base: Calculated) -> None:
    off = Known(base.case.known.on, frozenset({"temperatura.suspensa_sem_fim"}))
    switched = costing(base, off)
    assert [(bar.bar.day, bar.delta) for bar in switched.bars] == [(None, Decimal("-1264.886280000"))]


def test_a_changed_parameter_is_what_those_bands_were_paid(base: Calculated) -> None:
    tried = Known(base.case.known.on, values={"pof_minimo": Decimal(85)})
    changed = costing(base, tried)
    lost = base.one(
        "SELECT COALESCE(SUM(valor_a_pagar - valor_penalidade), 0) "
        f"FROM {expected(NOVEMBER, PAYMENT)} WHERE pof >= 80 AND pof < 85"
    )
    assert changed.total.difference == -lost
    assert [(bar.bar.rules, bar.bar.changes[0].value) for bar in changed.bars] == [(("pof_minimo",), Decimal(85))]


def test_nothing_changes_between_a_choice_and_itself(base: Calculated) -> None:
    same = costing(base, base.case.known)
    assert (same.total.difference, same.bars) == (0, ())
    assert touched(base.chain, base.case.known, base.case.known, base.case.days) == ()


def test_only_what_reads_the_rule_and_what_comes_after_is_touched(base: Calculated) -> None:
    tried = replace(base.case.known, values={"pof_media": Decimal(65)})
    names = {step.name for step in touched(base.chain, base.case.known, tried, base.case.days)}
    assert {"grupo", "folha_grupo", "penalidade_da_faixa", "folha_faixa"} <= names
    assert not names & {"viagem_transacao", "folha_pof", "viagens_remuneradas", "aux_viagem_temperatura"}


def test_stopping_on_the_way_leaves_the_results_as_they_were(base: Calculated) -> None:
    held = "SELECT table_schema, COUNT(*) FROM information_schema.tables GROUP BY 1 ORDER BY 1"
    before = (base.rows(held), base.rows(f"SELECT * FROM {PAYMENT} ORDER BY ALL"))
    work = cost(base.connection, base.chain, base.case.days, base.case.known, B)
    for _ in range(5):
        next(work)
    assert base.rows(f"SELECT * FROM {PAYMENT} ORDER BY ALL") == before[1]
    work.close()
    assert (base.rows(held), base.rows(f"SELECT * FROM {PAYMENT} ORDER BY ALL")) == before


def test_clauses_of_one_commit_are_one_bar(base: Calculated) -> None:
    early, late = Known(date(2025, 8, 15)), Known(date(2025, 9, 20))
    gathered = [bar for bar in bars(base.chain.book, early, late, [date(2025, 8, 20)]) if bar.commit == "12aadd78"]
    assert [bar.day for bar in gathered] == [date(2025, 9, 17)]
    assert {"temperatura.por_viagem", "V20.falha_recorrente", "temperatura.nula_isenta"} <= set(gathered[0].ids)


@pytest.mark.parametrize(
    ("name", "table", "value"),
    [
        ("simples-v2-2023-05-16", "sumario_servico_dia", "valor_subsidio_pago + valor_penalidade"),
        ("simples-v4-2024-01-18", "sumario_servico_dia", "valor_subsidio_pago + valor_penalidade"),
        ("simples-codigo-2024-10-06-head", "sumario_servico_dia_pagamento", "valor_a_pagar"),
    ],
)
def test_days_of_the_older_regimes_by_type_and_without_the_penalties(name: str, table: str, value: str) -> None:
    with calculated_case(name) as base:
        known = base.case.known
        harsher = Known(known.on, values={"pof_media": Decimal(0), "pof_grave": Decimal(0)})
        found = finished(cost(base.connection, base.chain, base.case.days, known, harsher))
        total = base.one(f"SELECT SUM(CAST({value} AS DECIMAL(38, 9))) FROM {expected(name, table)}")
        penalties = base.one(f"SELECT SUM(CAST(valor_penalidade AS DECIMAL(38, 9))) FROM {expected(name, table)}")
    assert found.before.total == total == sum(part.before for part in found.parts["tipo_viagem"])
    assert found.total.difference == -penalties == sum(part.difference for part in found.parts["tipo_viagem"])


def test_a_code_of_other_temperature_and_validator_rules_reaches_the_later_one() -> None:
    then, now = "simples-codigo-2025-09-10-out25", "simples-codigo-2025-09-10-head"
    with calculated_case(then) as base:
        found = finished(cost(base.connection, base.chain, base.case.days, base.case.known, B))
        by_service = [
            dict(base.rows(f"SELECT servico, SUM(valor_a_pagar) FROM {expected(case, PAYMENT)} GROUP BY 1"))
            for case in (then, now)
        ]
    assert {part.key: part.before for part in found.parts["servico"]} == by_service[0]
    assert {part.key: part.after for part in found.parts["servico"]} == by_service[1]
    assert sum(bar.delta for bar in found.bars) == found.total.difference == Decimal("506.318120000")
    assert found.bars[0].bar.day == date(2025, 10, 22)
