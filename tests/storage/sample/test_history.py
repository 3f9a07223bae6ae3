"""The company's own past: twelve closed vigências whose debts are known to the cent."""

from collections import Counter
from decimal import Decimal

import pytest

from engines.calendar import Month
from storage.sample.company import SECTORS
from storage.sample.erp_file import build_bases
from storage.sample.history import PastGoal, SampleHistory, sample_history

CEILING = Decimal("1.08")


@pytest.fixture(scope="module")
def history() -> SampleHistory:
    return sample_history(build_bases())


def goal(history: SampleHistory, vigencia: str, sector: int, criterion: str) -> PastGoal:
    (found,) = [g for g in history.goals if (str(g.vigencia), g.sector_id, g.criterio) == (vigencia, sector, criterion)]
    return found


def test_twelve_closed_vigencias_and_the_one_in_planning(history: SampleHistory) -> None:
    states = Counter(history.vigencias.values())
    assert states == {"FECHADA": 12, "PLANEJAMENTO": 1}
    assert history.vigencias[Month(2025, 8)] == "PLANEJAMENTO" and history.vigencias[Month(2024, 8)] == "FECHADA"
    keys = {(g.vigencia, g.sector_id, g.criterio) for g in history.goals}
    assert len(keys) == len(history.goals) == 12 * 4 * 3


def test_sectors_carry_the_seed_s_mapping() -> None:
    assert [(s.id, s.nome, s.erp_id) for s in SECTORS] == [
        (1, "GAMA", 240), (2, "PARANOÁ", 31), (3, "SANTA MARIA", 124), (4, "SÃO SEBASTIÃO", 239),
    ]  # fmt: skip


def test_parameters_are_the_seed_s(history: SampleHistory) -> None:
    assert {name: str(value) for name, value in history.parameters.items()} == {
        "PERCENTUAL_TOLERANCIA_SALDO": "0.08",
        "FATOR_REDUCAO_COMBUSTIVEL": "0.015",
        "PERCENTUAL_PREMIACAO_PNEUS": "0.03",
        "PERCENTUAL_PREMIACAO_PECAS": "0.03",
        "PRECO_COMBUSTIVEL_POR_LITRO": "4.46193",
    }


@pytest.mark.parametrize(
    ("sector", "criterion", "approved", "spent", "debt"),
    [
        (1, "PECAS", "100000.00", "115000.00", "7000.00"),
        (2, "PECAS", "117000.00", "126360.00", "0.00"),
        (3, "PNEUS", "74000.00", "86320.00", "6400.00"),
        (4, "PECAS", "87300.00", "94284.01", "0.01"),
        (1, "PNEUS", "43000.00", "41250.40", "0.00"),
    ],
)
def test_the_debts_of_july(
    history: SampleHistory, sector: int, criterion: str, approved: str, spent: str, debt: str
) -> None:
    july = goal(history, "2025-07", sector, criterion)
    assert (str(july.meta), str(july.gasto), july.fonte, july.unidade) == (approved, spent, "DIGITADO", "R$")
    assert max(july.gasto - july.meta * CEILING, Decimal(0)).quantize(Decimal("0.01")) == Decimal(debt)


def test_most_months_are_near_their_goal_and_few_exceed_it(history: SampleHistory) -> None:
    near = [g for g in history.goals if abs(g.gasto / g.meta - 1) <= Decimal("0.06")]
    assert Decimal("0.80") <= Decimal(len(near)) / len(history.goals) <= Decimal("0.90")
    over = {(str(g.vigencia), g.sector_id, g.criterio) for g in history.goals if g.gasto > g.meta * CEILING}
    assert over == {
        ("2024-11", 2, "PNEUS"), ("2025-02", 1, "PNEUS"), ("2025-03", 3, "PECAS"),
        ("2025-07", 1, "PECAS"), ("2025-07", 3, "PNEUS"), ("2025-07", 4, "PECAS"),
    }  # fmt: skip


def test_spending_is_what_the_erp_adds_up_to(history: SampleHistory) -> None:
    (gama, *_) = build_bases()
    cents = sum(p.cents for p in gama.costs if p.kind == "PNEUS" and Month.of(p.day) == Month(2025, 3))
    told = goal(history, "2025-03", 1, "PNEUS")
    assert (told.gasto, told.fonte) == (Decimal(cents) / 100, "ERP")


def test_holidays_of_the_window_are_typed(history: SampleHistory) -> None:
    typed = {str(each.day): each.type.value for each in history.typed_days}
    assert {day: kind for day, kind in typed.items() if day >= "2025-05"} == {
        "2025-05-01": "DOMINGO_FERIADO", "2025-06-19": "SABADO",
    }  # fmt: skip
