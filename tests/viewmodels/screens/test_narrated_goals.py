"""The sentence of a goal in every situation it can be in: complete, with debt, floored, negative, without value."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from engines.sheet import Evaluation
from engines.sheet.proof import figure
from viewmodels.desk import Desk
from viewmodels.papers.narration import Narrator

FUEL, PARTS = ("meta_litros", ("4",)), ("meta_final", ("1", "PECAS"))
SPENT, GOAL = ("gasto_anterior", ("1", "PECAS")), ("meta_anterior", ("1", "PECAS"))
HISTORY = ("dias", "dias_12m", "meses", "meses_12m", "custos_12m")


def as_calculated(run: Evaluation) -> Evaluation:
    return run


def without_debt(run: Evaluation) -> Evaluation:
    return run.changed(inputs={SPENT: run.facts.inputs[GOAL]})


def debt_above_base(run: Evaluation) -> Evaluation:
    return run.changed(inputs={SPENT: Decimal(10**6)})


def sector_excluded(run: Evaluation) -> Evaluation:
    return run.changed(tables={n: tuple(r for r in run.facts.tables[n] if r["setor"] != "4") for n in HISTORY})


def no_litres(run: Evaluation) -> Evaluation:
    return run.changed(tables={"meses": tuple({**r, "litros": Decimal(0)} for r in run.facts.tables["meses"])})


@pytest.mark.parametrize(
    ("situation", "place", "sentence"),
    [
        (
            as_calculated,
            FUEL,
            "40.501,63 L = 125.000,09 km ÷ 3,040003 km/L, menos 1,5 %. É 626,17 L abaixo da média mensal.",
        ),
        (
            as_calculated,
            PARTS,
            "R$ 176.160,19 = 219.563,88 km × R$ 0,86/km, menos 3 %, menos o saldo devedor de R$ 7.000,00.",
        ),
        (without_debt, PARTS, "R$ 183.160,19 = 219.563,88 km × R$ 0,86/km, menos 3 %."),
        (
            debt_above_base,
            PARTS,
            "R$ 18.316,02 = 10 % da meta-base de R$ 183.160,19: o saldo devedor de R$ 892.000,00 deixaria a meta em "
            "R$ −708.839,81.",
        ),
        (debt_above_base, ("meta_calculada", PARTS[1]), "R$ −708.839,81 = R$ 183.160,19 − R$ 892.000,00"),
        (sector_excluded, FUEL, "Sem valor: nenhuma linha na origem, em Média diária de 3 meses, SÃO SEBASTIÃO, útil."),
        (no_litres, FUEL, "Sem valor: a conta divide por zero, em Média de eficiência, SÃO SEBASTIÃO."),
    ],
    ids=["fuel", "with debt", "without debt", "floored", "negative", "sector excluded", "no litres"],
)
def test_every_situation_has_its_sentence(
    desk: Desk, situation: Callable[[Evaluation], Evaluation], place: tuple[str, tuple[str, ...]], sentence: str
) -> None:
    evaluation = situation(desk.ask("metas.resultados", run=1).evaluation)
    told = Narrator.of(desk.house.texts, evaluation).sentence(figure(evaluation, *place))
    assert told.replace("\u00a0", " ") == sentence
