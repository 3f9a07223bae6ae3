"""Payment bands of an audit one by one: rows of the workbook, and the band the report works out step by step."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from engines.subsidy.steps import Connection
from storage.auditoria.report_queries import compared

_FETCHED = 2_000
_BANDS = """
SELECT p.data, COALESCE(p.consorcio, ''), p.servico, COALESCE(p.sentido, ''),
    STRFTIME(p.faixa_horaria_inicio, '%H:%M'), STRFTIME(p.faixa_horaria_fim, '%H:%M'), p.viagens_faixa,
    p.km_planejada_somada, p.km_apurada_faixa, p.km_subsidiada_faixa, p.pof,
    p.valor_apurado_faixa, p.valor_penalidade, p.valor_acima_limite_faixa, p.valor_total_sem_glosa, p.valor_judicial,
    p.valor_a_pagar, {theirs}, p.faixa
FROM folha_faixa AS p JOIN regra AS r ON r.data = p.data {joined}
WHERE r.paga_por_faixa
"""
_IN_ORDER = "ORDER BY p.data, 2, p.servico, 4, p.faixa_horaria_inicio, p.faixa"
_RICHEST = "ORDER BY p.valor_a_pagar DESC NULLS LAST, p.faixa LIMIT 1"
_COUNT = "SELECT COUNT(*) FROM folha_faixa AS p JOIN regra AS r ON r.data = p.data WHERE r.paga_por_faixa"
_GROUPS = """
SELECT g.tipo_viagem, g.dentro, COALESCE(c.tecnologia_remunerada, ''), g.viagens_grupo, g.km_grupo,
    CASE WHEN g.tarifada IS NULL THEN 0 ELSE c.tarifa END, CASE WHEN g.tarifada IS NULL THEN 0 ELSE c.teto END,
    g.apurado_somado
FROM folha_grupo AS g LEFT JOIN classe_tarifada AS c ON c.tarifada = g.tarifada WHERE g.faixa = ?
ORDER BY g.apurado_somado DESC NULLS LAST, g.tipo_viagem NULLS LAST, g.dentro NULLS LAST, g.grupo
"""
_DOOR = """
SELECT p.km_contada, r.pof_minimo, COALESCE(n.tipo_penalidade, ''), n.penalidade_tabela, n.penalidade_isenta
FROM folha_pof AS p JOIN faixa_planejada AS f ON f.faixa = p.faixa JOIN regra AS r ON r.data = f.data
JOIN penalidade_da_faixa AS n ON n.faixa = p.faixa
WHERE p.faixa = ?
"""
_ONLY_THEIRS = """
SELECT data, COALESCE(consorcio, ''), servico, COALESCE(sentido, ''),
    COALESCE(STRFTIME(faixa_horaria_inicio, '%H:%M'), ''), CAST(deles AS DECIMAL(38, 9))
FROM comparacao_unidade
WHERE lado = 'deles' AND deles IS NOT NULL AND data IN (SELECT data FROM regra) ORDER BY 1, 2, 3, 4, 5, unidade
"""


@dataclass(frozen=True, slots=True)
class Band:
    """A payment band: key (hours as `06:00`), trips, km, POF in %, R$; `theirs` is what was published, if known."""

    day: date
    consortium: str
    service: str
    way: str
    start: str
    end: str
    trips: Decimal | None
    planned_km: Decimal | None
    run_km: Decimal | None
    paid_km: Decimal | None
    pof: Decimal | None
    earned: Decimal | None
    penalty: Decimal | None
    over_cap: Decimal | None
    without_glosa: Decimal | None
    judicial: Decimal | None
    payable: Decimal | None
    theirs: Decimal | None
    number: int


@dataclass(frozen=True, slots=True)
class EqualTrips:
    """Trips of a band that are paid alike: type, inside the limit or not, km, tariff, ceiling, R$."""

    kind: str | None
    inside: bool | None
    technology: str
    trips: Decimal
    km: Decimal
    tariff: Decimal | None
    ceiling: Decimal | None
    earned: Decimal | None


@dataclass(frozen=True, slots=True)
class WorkedBand:
    """A band with all that its payment is made of; `table_penalty` is the positive value of its tier."""

    band: Band
    groups: tuple[EqualTrips, ...]
    counted_km: Decimal
    least_pof: Decimal
    tier: str
    table_penalty: Decimal | None
    waived: bool


@dataclass(frozen=True, slots=True)
class OnlyTheirs:
    """A unit only the city's table has, and what it paid for it in R$."""

    day: date
    consortium: str
    service: str
    way: str
    start: str
    value: Decimal


def band_count(cursor: Connection) -> int:
    """How many bands are paid as such on the settled days: none before 2025-01-05."""
    return int(cursor.execute(_COUNT).fetchall()[0][0])


def bands(cursor: Connection) -> Iterator[Band]:
    """Every band that is paid as such, by day, consórcio, service, direction and hour."""
    asked = cursor.execute(_text(cursor) + _IN_ORDER)
    while rows := asked.fetchmany(_FETCHED):
        yield from (Band(*row) for row in rows)


def richest_band(cursor: Connection) -> WorkedBand | None:
    """The band that is paid most, with its trips; None where no day pays by band."""
    rows = cursor.execute(_text(cursor) + _RICHEST).fetchall()
    if not rows:
        return None
    band = Band(*rows[0])
    groups = tuple(EqualTrips(*row) for row in cursor.execute(_GROUPS, [band.number]).fetchall())
    counted, least, tier, table, waived = cursor.execute(_DOOR, [band.number]).fetchall()[0]
    return WorkedBand(band, groups, counted, least, tier, table, bool(waived))


def _text(cursor: Connection) -> str:
    if not compared(cursor):
        return _BANDS.format(theirs="CAST(NULL AS DECIMAL(38, 9))", joined="")
    joined = "LEFT JOIN comparacao_unidade AS u ON u.faixa = p.faixa AND u.tipo = 'faixa'"
    return _BANDS.format(theirs="u.deles", joined=joined)


def only_theirs(cursor: Connection) -> tuple[OnlyTheirs, ...]:
    """What the city paid where nothing is paid here: a unit its table has and the plan has not."""
    if not compared(cursor):
        return ()
    return tuple(OnlyTheirs(*row) for row in cursor.execute(_ONLY_THEIRS).fetchall())
