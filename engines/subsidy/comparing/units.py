"""What each unit is paid on the two sides: a band, or a service's day before the bands; and where each first departs.

Relation `comparacao_unidade`: key, consórcio, R$ of ours and of theirs, `efeito` (ours minus theirs, an absent side
being zero), POF and penalty of both, `comparavel` where both sides have a value. `comparacao_porta`: per planned band,
whether its POF lets it be paid on each side.
"""

from collections.abc import Mapping, Sequence

from engines.subsidy.comparing.grounds import Grounds, PaidBy
from engines.subsidy.comparing.stages import Pair
from engines.subsidy.steps import Connection, lay

UNITS, DOORS, TRIPS, STAGES = "comparacao_unidade", "comparacao_porta", "comparacao_viagem", "comparacao_etapa"
POF_STAGE = "percentual_operacao_faixa_horaria"
AMOUNT = "DECIMAL(38, 9)"
KEY: Mapping[str, str] = {
    "data": "DATE",
    "servico": "VARCHAR",
    "sentido": "VARCHAR",
    "faixa_horaria_inicio": "TIMESTAMP",
}

_ALL_UNITS = """
CREATE OR REPLACE TABLE comparacao_unidade AS
WITH banda AS (
    SELECT data, servico, sentido, faixa_horaria_inicio, MIN(faixa) AS faixa
    FROM faixa_planejada GROUP BY data, servico, sentido, faixa_horaria_inicio
)
SELECT ROW_NUMBER() OVER (
        ORDER BY u.etapa, u.data, u.servico, u.sentido NULLS FIRST, u.faixa_horaria_inicio NULLS FIRST
    ) AS unidade,
    u.*, COALESCE(u.nosso, 0) - COALESCE(u.deles, 0) AS efeito,
    u.nosso IS NOT NULL AND u.deles IS NOT NULL AS comparavel, f.faixa
FROM ({units}) AS u
LEFT JOIN banda AS f ON u.tipo = 'faixa' AND f.data = u.data AND f.servico = u.servico
    AND f.sentido IS NOT DISTINCT FROM u.sentido AND f.faixa_horaria_inicio = u.faixa_horaria_inicio
"""
_UNITS_OF = """
SELECT '{stage}' AS etapa, '{unit}' AS tipo, {keys}, COALESCE(o.consorcio, t.consorcio) AS consorcio,
    CASE WHEN t.presente IS NULL THEN 'nosso' WHEN o.presente IS NULL THEN 'deles' ELSE 'ambos' END AS lado,
    o.valor AS nosso, t.valor AS deles, o.pof AS pof_nosso, t.pof AS pof_deles,
    o.penalidade AS penalidade_nossa, t.penalidade AS penalidade_deles
FROM ({ours}) AS o FULL JOIN ({theirs}) AS t ON {same}
"""
_DOORS = """
CREATE OR REPLACE TABLE comparacao_porta AS
WITH membro AS (
    SELECT unidade, faixa FROM comparacao_unidade WHERE faixa IS NOT NULL
    UNION ALL
    SELECT u.unidade, f.faixa FROM comparacao_unidade AS u
    JOIN faixa_planejada AS f ON f.data = u.data AND f.servico = u.servico
    WHERE u.tipo = 'dia'
)
SELECT u.unidade, f.faixa,
    CASE WHEN r.paga_por_dia THEN u.pof_nosso ELSE p.pof END >= r.pof_minimo AS nossa,
    CASE WHEN r.paga_por_dia THEN u.pof_deles
        ELSE COALESCE({theirs}, CASE WHEN u.tipo = 'faixa' THEN u.pof_deles END, p.pof) END >= r.pof_minimo AS deles
FROM faixa_planejada AS f
JOIN regra AS r ON r.data = f.data
JOIN folha_pof AS p ON p.faixa = f.faixa
JOIN membro AS m ON m.faixa = f.faixa
JOIN comparacao_unidade AS u ON u.unidade = m.unidade AND u.comparavel
{joined}
"""
_TRIPS = """
CREATE OR REPLACE TABLE comparacao_viagem AS
WITH veiculo AS (SELECT data, id_veiculo, MIN(ordem) AS ordem FROM ({vehicles}) AS d GROUP BY data, id_veiculo)
SELECT v.data, v.id_viagem, LEAST(MIN(v.ordem), COALESCE(MIN(m.ordem), MIN(v.ordem))) AS ordem
FROM ({trips}) AS v
LEFT JOIN in_viagem_completa AS c ON c.data = v.data AND c.id_viagem = v.id_viagem
LEFT JOIN veiculo AS m ON m.data = c.data AND m.id_veiculo = c.id_veiculo
GROUP BY v.data, v.id_viagem
"""
_NO_ROWS = "SELECT CAST(NULL AS DATE) AS data, '' AS {key}, CAST(NULL AS BIGINT) AS ordem FROM regra WHERE FALSE"


def lay_units(connection: Connection, grounds: Grounds, pairs: Sequence[Pair]) -> tuple[PaidBy, ...]:
    """Makes the relation of the units and that of the doors; returns the tables that pay on both sides."""
    by_name = {pair.name: pair for pair in pairs}
    chosen = [next((one for one in group if one.stage in by_name), None) for group in grounds.paid_by]
    paid_by = tuple(one for one in chosen if one)
    units = " UNION ALL ".join(_units(one, by_name[one.stage]) for one in paid_by) or _none()
    connection.execute(_ALL_UNITS.format(units=units))
    connection.execute(_doors(by_name.get(POF_STAGE)))
    return paid_by


def _units(one: PaidBy, pair: Pair) -> str:
    """Both sides of a table, a repeated key added up."""
    names = [name for name in KEY if name in pair.key]
    keys = (
        f"COALESCE(o.{name}, t.{name}) AS {name}" if name in names else f"CAST(NULL AS {kind}) AS {name}"
        for name, kind in KEY.items()
    )
    return _UNITS_OF.format(
        stage=one.stage,
        unit=one.unit,
        keys=", ".join(keys),
        ours=_summed(one, names, pair.ours, pair.name),
        theirs=_summed(one, names, pair.theirs, f"{pair.published} WHERE data IN (SELECT data FROM regra)"),
        same=" AND ".join(f"o.{name} IS NOT DISTINCT FROM t.{name}" for name in names),
    )


def _summed(one: PaidBy, names: Sequence[str], columns: Mapping[str, str], source: str) -> str:
    value = " + ".join(_amount(name, columns) for name in one.values)
    grouped = ", ".join(names)
    return (
        f"SELECT {grouped}, TRUE AS presente, {'MIN(consorcio)' if 'consorcio' in columns else 'NULL'} AS consorcio, "
        f"CAST(SUM({value}) AS {AMOUNT}) AS valor, MIN({_amount(one.pof, columns)}) AS pof, "
        f"CAST(SUM({_amount(one.penalty, columns)}) AS {AMOUNT}) AS penalidade FROM {source} GROUP BY {grouped}"
    )


def _amount(name: str, columns: Mapping[str, str]) -> str:
    return f"CAST({name if name in columns else 'NULL'} AS {AMOUNT})"


def _none() -> str:
    """No table that pays was given: the shape, without rows."""
    texts = ", ".join(f"CAST(NULL AS VARCHAR) AS {name}" for name in ("etapa", "tipo", "consorcio", "lado"))
    keys = ", ".join(f"CAST(NULL AS {kind}) AS {name}" for name, kind in KEY.items())
    sides = ("nosso", "deles", "pof_nosso", "pof_deles", "penalidade_nossa", "penalidade_deles")
    amounts = ", ".join(f"CAST(NULL AS {AMOUNT}) AS {name}" for name in sides)
    return f"SELECT {texts}, {keys}, {amounts} FROM regra WHERE FALSE"


def _doors(pair: Pair | None) -> str:
    """Whether the POF of each band (of the day, before the bands) reaches the least that is paid, on each side."""
    if pair is None or "pof" not in pair.columns:
        return _DOORS.format(theirs="CAST(NULL AS DECIMAL(38, 9))", joined="")
    grouped = ", ".join(pair.key)
    same = " AND ".join(f"q.{name} IS NOT DISTINCT FROM f.{name}" for name in pair.key)
    rows = f"SELECT {grouped}, CAST(MIN(pof) AS {AMOUNT}) AS pof FROM {pair.published} GROUP BY {grouped}"
    return _DOORS.format(theirs="q.pof", joined=f"LEFT JOIN ({rows}) AS q ON {same}")


def lay_departures(connection: Connection, pairs: Sequence[Pair]) -> None:
    """Makes `comparacao_viagem` (the first stage where each trip departs) and `comparacao_etapa` (order and name).

    A trip whose vehicle's day already departs departs there.
    """
    lay(connection, STAGES, {"ordem": "BIGINT", "etapa": "VARCHAR"}, [(pair.order, pair.name) for pair in pairs])
    trips = [pair for pair in pairs if "id_viagem" in pair.key]
    vehicles = [pair for pair in pairs if "id_veiculo" in pair.key and "id_viagem" not in pair.key]
    connection.execute(_TRIPS.format(trips=_rows(trips, "id_viagem"), vehicles=_rows(vehicles, "id_veiculo")))


def _rows(pairs: Sequence[Pair], key: str) -> str:
    rows = (f"SELECT data, {key}, CAST({pair.order} AS BIGINT) AS ordem FROM {pair.difference}" for pair in pairs)
    return " UNION ALL ".join(rows) or _NO_ROWS.format(key=key)
