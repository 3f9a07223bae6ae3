"""Switches that spoil the sample company on purpose, each with the code it must raise."""

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

from storage.sample.costs import TYRES
from storage.sample.history import PARAMETERS, SampleHistory

Spoil = Callable[[sqlite3.Connection], None]
Rewrite = Callable[[SampleHistory], SampleHistory]


@dataclass(frozen=True, slots=True)
class Scenario:
    """One switch: the finding (code, detail) it must raise and what it changes, in the ERP or in the app's history."""

    key: str
    code: str
    detail: str = ""
    spoil: Spoil | None = None
    rewrite: Rewrite | None = None


def apply_to_erp(path: Path, scenario: Scenario) -> None:
    """Spoils the sample ERP at `path` in one transaction; nothing happens for a switch of the app's history."""
    if scenario.spoil is None:
        return
    with closing(sqlite3.connect(path)) as connection, connection:
        scenario.spoil(connection)


def apply_to_history(history: SampleHistory, scenario: Scenario) -> SampleHistory:
    """The history with the switch on; the same one for a switch of the ERP."""
    return scenario.rewrite(history) if scenario.rewrite is not None else history


def _sql(*statements: str) -> Spoil:
    def spoil(connection: sqlite3.Connection) -> None:
        for statement in statements:
            connection.execute(statement)

    return spoil


def _untyped(day: date) -> Rewrite:
    def rewrite(history: SampleHistory) -> SampleHistory:
        return replace(history, typed_days=tuple(typed for typed in history.typed_days if typed.day != day))

    return rewrite


def _debt_above_base(history: SampleHistory) -> SampleHistory:
    """SÃO SEBASTIÃO overspent its tyres in July by more than August's whole base."""
    goals = tuple(
        replace(goal, gasto=goal.meta * 3)
        if _is_july_tyres(goal.sector_id, str(goal.vigencia), goal.criterio)
        else goal
        for goal in history.goals
    )
    return replace(history, goals=goals)


def _is_july_tyres(sector_id: int, vigencia: str, criterion: str) -> bool:
    return (sector_id, vigencia, criterion) == (4, "2025-07", TYRES)


def _price_without_point(history: SampleHistory) -> SampleHistory:
    price = {"PRECO_COMBUSTIVEL_POR_LITRO": Decimal(446193)}
    return replace(history, parameters=MappingProxyType({**PARAMETERS, **price}))


def _first_period(history: SampleHistory) -> SampleHistory:
    return replace(history, goals=())


_JULY = "data_operacao >= '2025-07-01' AND data_operacao < '2025-08-01'"
_JUNE_JULY = "data_operacao >= '2025-06-01' AND data_operacao < '2025-08-01'"
_WINDOW = "data_operacao >= '2025-05-01' AND data_operacao < '2025-08-01'"
_ONE_ROW = (
    "rowid = (SELECT rowid FROM operacao_frota WHERE codigo_setor = {sector} AND data_operacao = '{day}'"
    " ORDER BY codigo_veiculo LIMIT 1)"
)

_ALL = (
    Scenario("CORPUS_CHRISTI_SEM_TIPO", "HOL_003", rewrite=_untyped(date(2025, 6, 19))),
    Scenario(
        "JULHO_FALTA_EM_UM_SETOR", "ORG_002", "PARTIAL_HISTORICAL_DATA",
        _sql(f"DELETE FROM operacao_frota WHERE codigo_setor = 31 AND {_JULY}"),
    ),
    Scenario(
        "SETOR_AUSENTE", "ORG_002", "MISSING_SECTOR_DATA",
        _sql(
            "DELETE FROM operacao_frota WHERE codigo_setor = 124",
            "DELETE FROM custos_operacionais WHERE codigo_setor = 124",
        ),
    ),
    Scenario(
        "DOIS_MESES_FALTAM_A_TODOS", "ORG_002", "CRITICAL_DATA_MISSING",
        _sql(f"DELETE FROM operacao_frota WHERE {_JUNE_JULY}"),
    ),
    Scenario(
        "SEMANA_DE_GREVE", "ORG_002", "MES_PARCIAL",
        _sql("DELETE FROM operacao_frota WHERE data_operacao >= '2025-07-07' AND data_operacao < '2025-07-14'"),
    ),
    Scenario(
        "CARGA_REPETIDA_DE_UM_DIA", "ORG_003", "DUPLICATE_ROW",
        _sql("INSERT INTO operacao_frota SELECT * FROM operacao_frota WHERE data_operacao = '2025-07-15'"),
    ),
    Scenario(
        "HODOMETRO_COM_ERRO", "CAL_003", "KM_PREVISTA_ANOMALY",
        _sql(
            "UPDATE operacao_frota SET km_rodada = km_rodada * 100 WHERE codigo_setor = 239"
            " AND data_operacao IN ('2025-07-08', '2025-07-09', '2025-07-10') AND codigo_veiculo <= '239006'",
        ),
    ),
    Scenario(
        "LITROS_ZERO", "CAL_002", "TOTAL_LITROS_ZERO",
        _sql(f"UPDATE operacao_frota SET litros_combustivel = 0 WHERE codigo_setor = 240 AND {_WINDOW}"),
    ),
    Scenario("DIVIDA_MAIOR_QUE_A_BASE", "CAL_004", "META_NEGATIVA", rewrite=_debt_above_base),
    Scenario(
        "FROTA_VAZIA", "ORG_002", "MISSING_FLEET_DATA",
        _sql("DELETE FROM cadastro_veiculos WHERE codigo_setor = 239"),
    ),
    Scenario(
        "LINHAS_FUTURAS", "ORG_003", "FUTURE_ROW",
        _sql(
            "INSERT INTO operacao_frota SELECT '2025-12-25', codigo_setor, codigo_veiculo, km_rodada,"
            " litros_combustivel, status_registro FROM operacao_frota WHERE data_operacao = '2025-07-25'"
            " AND codigo_setor = 31",
        ),
    ),
    Scenario(
        "KM_NEGATIVO", "ORG_003", "NEGATIVE_KM",
        _sql("UPDATE operacao_frota SET km_rodada = -km_rodada WHERE " + _ONE_ROW.format(sector=240, day="2025-07-16")),
    ),
    Scenario(
        "LITROS_NEGATIVOS", "ORG_003", "NEGATIVE_LITRES",
        _sql(
            "UPDATE operacao_frota SET litros_combustivel = -litros_combustivel WHERE "
            + _ONE_ROW.format(sector=31, day="2025-07-17")
        ),
    ),
    Scenario(
        "KM_AUSENTE", "ORG_003", "MISSING_KM",
        _sql("UPDATE operacao_frota SET km_rodada = NULL WHERE " + _ONE_ROW.format(sector=124, day="2025-07-18")),
    ),
    Scenario(
        "LANCAMENTO_REPETIDO", "ORG_003", "REPEATED_COST",
        _sql(
            "INSERT INTO custos_operacionais SELECT * FROM custos_operacionais WHERE rowid = (SELECT rowid FROM"
            " custos_operacionais WHERE codigo_setor = 240 AND data_custo >= '2025-07-01' ORDER BY data_custo,"
            " documento LIMIT 1)",
        ),
    ),
    Scenario("PRECO_SEM_VIRGULA", "PAR_003", rewrite=_price_without_point),
    Scenario("PRIMEIRO_PERIODO", "ORG_002", "SEM_META_ANTERIOR", rewrite=_first_period),
)  # fmt: skip

SCENARIOS: Mapping[str, Scenario] = MappingProxyType({scenario.key: scenario for scenario in _ALL})
"""Every switch by its key. Those of a second user (SYS_002) and of a silent ERP (ORG_001) are not data: the app's
own lock and the fault tests make them."""
