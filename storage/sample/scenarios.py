"""Switches that spoil the sample company on purpose, each with the code it must raise."""

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

from engines.calendar import DayType
from storage.sample.company import TYPED_DAYS
from storage.sample.costs import TYRES
from storage.sample.history import PARAMETERS, SampleHistory

Spoil = Callable[[sqlite3.Connection], None]
Rewrite = Callable[[SampleHistory], SampleHistory]


class Kind(StrEnum):
    """What a switch shows (seed 003 §10 and §15.2): its place in the list of switches."""

    MISSING = "dados_que_faltam"
    ODD = "numero_estranho"
    UNDO = "desfazer"
    CONTINGENCY = "contingencia"


class Made(StrEnum):
    """How far the month already is when the switch is on."""

    NOTHING = "nada"
    READ = "lido"
    PUBLISHED = "publicado"


@dataclass(frozen=True, slots=True)
class Scenario:
    """One switch: the finding (code, detail) it must raise and what it changes.

    `spoil` changes the ERP and `rewrite` the app's history; `silent` takes the ERP off the network, `busy` puts a
    second person in the middle of a calculation, `made` is how far the month already is.
    """

    key: str
    code: str
    detail: str = ""
    spoil: Spoil | None = None
    rewrite: Rewrite | None = None
    kind: Kind = Kind.MISSING
    silent: bool = False
    busy: bool = False
    made: Made = Made.NOTHING

    @property
    def text_code(self) -> str:
        """Code as the texts spell it."""
        return f"{self.code}.{self.detail}" if self.detail else self.code


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


def _day_without_type(history: SampleHistory) -> SampleHistory:
    """A local day of August that nobody typed."""
    return replace(history, untyped_days=((date(2025, 8, 15), "Ponto facultativo local"),))


def _price_without_point(history: SampleHistory) -> SampleHistory:
    price = {"PRECO_COMBUSTIVEL_POR_LITRO": Decimal(446193)}
    return replace(history, parameters=MappingProxyType({**PARAMETERS, **price}))


def _first_period(history: SampleHistory) -> SampleHistory:
    return replace(history, goals=())


def _provisional_spending(history: SampleHistory) -> SampleHistory:
    """July's spending is known only up to the 28th: the month was prepared before it closed."""
    goals = (replace(g, ate=date(2025, 7, 28)) if str(g.vigencia) == "2025-07" else g for g in history.goals)
    return replace(history, goals=tuple(goals))


_SUNDAYS = ", ".join(f"'{t.day.isoformat()}'" for t in TYPED_DAYS if t.type is DayType.DOMINGO_FERIADO)
_SUNDAY = f"(strftime('%w', data_operacao) = '0' OR data_operacao IN ({_SUNDAYS}))"
_JULY = "data_operacao >= '2025-07-01' AND data_operacao < '2025-08-01'"
_JUNE_JULY = "data_operacao >= '2025-06-01' AND data_operacao < '2025-08-01'"
_WINDOW = "data_operacao >= '2025-05-01' AND data_operacao < '2025-08-01'"
_ONE_ROW = (
    "rowid = (SELECT rowid FROM operacao_frota WHERE codigo_setor = {sector} AND data_operacao = '{day}'"
    " ORDER BY codigo_veiculo LIMIT 1)"
)

_ALL = (
    Scenario("FERIADO_SEM_TIPO", "HOL_001", rewrite=_day_without_type),
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
        "MES_PARCIAL_EM_UM_SETOR", "ORG_002", "MES_PARCIAL",
        _sql("DELETE FROM operacao_frota WHERE codigo_setor = 240 AND data_operacao >= '2025-07-25'"),
    ),
    Scenario(
        "DOMINGO_SO_EM_12_MESES", "ORG_002", "JANELA_12_MESES",
        _sql(f"DELETE FROM operacao_frota WHERE codigo_setor = 31 AND {_WINDOW} AND {_SUNDAY}"),
    ),
    Scenario(
        "DOMINGO_EM_NENHUM_MES", "ORG_002", "RAZAO_DE_REFERENCIA",
        _sql(f"DELETE FROM operacao_frota WHERE codigo_setor = 31 AND {_SUNDAY}"),
    ),
    Scenario(
        "SEM_DIA_UTIL", "ORG_002", "DIA_SEM_HISTORICO",
        _sql(
            "DELETE FROM operacao_frota WHERE codigo_setor = 31"
            f" AND strftime('%w', data_operacao) BETWEEN '1' AND '5' AND NOT {_SUNDAY}",
        ),
    ),
    Scenario(
        "CADASTRO_DA_FROTA_ANTIGO", "ORG_002", "CADASTRO_ANTIGO",
        _sql("UPDATE cadastro_veiculos SET data_ultima_atualizacao = '2025-06-10' WHERE codigo_setor = 240"),
    ),
    Scenario("GASTO_PROVISORIO", "ORG_002", "GASTO_PROVISORIO", rewrite=_provisional_spending),
    Scenario(
        "CARGA_REPETIDA_DE_UM_DIA", "ORG_003", "DUPLICATE_ROW",
        _sql("INSERT INTO operacao_frota SELECT * FROM operacao_frota WHERE data_operacao = '2025-07-15'"),
        kind=Kind.ODD,
    ),
    Scenario(
        "HODOMETRO_COM_ERRO", "CAL_003", "KM_PREVISTA_ANOMALY",
        _sql(
            "UPDATE operacao_frota SET km_rodada = km_rodada * 100 WHERE codigo_setor = 239"
            " AND data_operacao IN ('2025-07-08', '2025-07-09', '2025-07-10') AND codigo_veiculo <= '239006'",
        ),
        kind=Kind.ODD,
    ),
    Scenario(
        "LITROS_ZERO", "CAL_002", "TOTAL_LITROS_ZERO",
        _sql(f"UPDATE operacao_frota SET litros_combustivel = 0 WHERE codigo_setor = 240 AND {_WINDOW}"),
        kind=Kind.ODD,
    ),
    Scenario("DIVIDA_MAIOR_QUE_A_BASE", "CAL_004", "META_NEGATIVA", rewrite=_debt_above_base, kind=Kind.ODD),
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
        kind=Kind.ODD,
    ),
    Scenario(
        "KM_NEGATIVO", "ORG_003", "NEGATIVE_KM",
        _sql("UPDATE operacao_frota SET km_rodada = -km_rodada WHERE " + _ONE_ROW.format(sector=240, day="2025-07-16")),
        kind=Kind.ODD,
    ),
    Scenario(
        "LITROS_NEGATIVOS", "ORG_003", "NEGATIVE_LITRES",
        _sql(
            "UPDATE operacao_frota SET litros_combustivel = -litros_combustivel WHERE "
            + _ONE_ROW.format(sector=31, day="2025-07-17")
        ),
        kind=Kind.ODD,
    ),
    Scenario(
        "KM_AUSENTE", "ORG_003", "MISSING_KM",
        _sql("UPDATE operacao_frota SET km_rodada = NULL WHERE " + _ONE_ROW.format(sector=124, day="2025-07-18")),
        kind=Kind.ODD,
    ),
    Scenario(
        "LANCAMENTO_REPETIDO", "ORG_003", "REPEATED_COST",
        _sql(
            "INSERT INTO custos_operacionais SELECT * FROM custos_operacionais WHERE rowid = (SELECT rowid FROM"
            " custos_operacionais WHERE codigo_setor = 240 AND data_custo >= '2025-07-01' ORDER BY data_custo,"
            " documento LIMIT 1)",
        ),
        kind=Kind.ODD,
    ),
    Scenario("PRECO_SEM_VIRGULA", "PAR_003", rewrite=_price_without_point, kind=Kind.ODD),
    Scenario("PRIMEIRO_PERIODO", "ORG_002", "SEM_META_ANTERIOR", rewrite=_first_period),
    Scenario("METAS_A_REVERTER", "ROLLED_BACK", kind=Kind.UNDO, made=Made.PUBLISHED),
    Scenario("ERP_SEM_RESPOSTA", "ORG_001", "SILENT", kind=Kind.CONTINGENCY, silent=True),
    Scenario("ERP_FORA_COM_DADOS_GUARDADOS", "ORG_001", "SILENT", kind=Kind.CONTINGENCY, silent=True, made=Made.READ),
    Scenario("OUTRA_PESSOA_CALCULANDO", "SYS_002", kind=Kind.CONTINGENCY, busy=True, made=Made.READ),
)  # fmt: skip

SCENARIOS: Mapping[str, Scenario] = MappingProxyType({scenario.key: scenario for scenario in _ALL})
"""Every switch by its key, in the order they are listed."""
